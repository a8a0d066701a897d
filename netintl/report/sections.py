"""The sections of a report: what a reader sees of each result."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from netintl.analyses.pipelines import chain_name, element_name
from netintl.i18n import _, current_language
from netintl.report.blocks import Bullets, Cell, Heading, Paragraph, Picture, Table
from netintl.report.evidence import agreement_links, cited, with_sources
from netintl.report.quality import basis_line
from netintl.report.wording import definition, headings_with_units, readable, term, told

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    import pandas as pd

    from netintl.analyses.result import Result
    from netintl.network.network import Network
    from netintl.report.blocks import Block
    from netintl.report.context import Context

_SHOWN = {
    "hubs": ["rank", "organization", "kind", "country", "degree", "schools", "colleges",
             "enterprises", "betweenness", "core", "cut_point", "paper_hub"],
    "gaps": ["rank", "country", "industry", "verdict", "stable", "demand", "supply", "deviation",
             "open", "deficit", "zones", "source_count"],
    "pipelines": ["rank", "enterprise", "country", "college", "school", "field", "persons_low",
                  "persons_high", "limit"],
    "bottlenecks": ["rank", "stage", "organization", "partner", "field", "capacity", "flow",
                    "in_cut", "loss", "gain"],
}  # fmt: skip


def network_section(context: Context, pictures: Mapping[str, Picture]) -> list[Block]:
    """Show size and cohesion, the network and where it reaches."""
    result = context.results["summary"]
    shown = readable(result, context.network)
    rows = tuple(tuple(Cell(text) for text in row) for row in shown.itertuples(index=False))
    table = Table(
        caption=_("The network in figures"),
        headings=tuple(headings_with_units(result)),
        rows=rows,
        numeric=(False, False, True),
        basis=basis_line(context.network),
    )
    return [
        Heading(_("The network"), "network"),
        *_present(pictures, "network", "map"),
        table,
        *_notes(result, context.network),
    ]


def hubs_section(context: Context, pictures: Mapping[str, Picture]) -> list[Block]:
    """Show who holds the network together, and which of them are hubs on paper only."""
    result = context.results["hubs"]
    linked = result.table[result.table["degree"] > 0]
    sole = _table(
        context,
        "hubs",
        linked.head(context.recipe.rows),
        _("Organizations that most of the network runs through"),
        finding=lambda row: str(row["organization"]),
    )
    return [
        Heading(_("Hubs"), "hubs"),
        sole,
        *_sole_connections(context),
        *_present(pictures, "hubs"),
        *_notes(result, context.network),
    ]


def gaps_section(context: Context, pictures: Mapping[str, Picture]) -> list[Block]:
    """Show where demand meets no school, and which gaps hold under every crosswalk."""
    result = context.results["gaps"]
    blocks: list[Block] = [Heading(_("Gaps"), "gaps"), *_present(pictures, "gaps")]
    if result.table.empty:
        return [*blocks, Paragraph(_("No demand of industries is known, so no gap is assessable."))]
    open_cells = result.table[result.table["verdict"].isin(["gap", "possible", "short"])]
    table = _table(
        context,
        "gaps",
        open_cells.head(context.recipe.rows),
        _("Unmet demand by country and industry, stable gaps first"),
        finding=lambda row: f"{row['country']}:{row['industry']}",
    )
    return [*blocks, table, *_notes(result, context.network)]


def pipelines_section(context: Context, pictures: Mapping[str, Picture]) -> list[Block]:
    """Show the chains to enterprises, what can flow along them and what limits them."""
    result = context.results["pipelines"]
    chains = _table(
        context,
        "pipelines",
        _one_per_pair(result.table).head(context.recipe.rows),
        _("Chains from schools to enterprises (one per college and enterprise)"),
        finding=chain_name,
    )
    limits = context.results["bottlenecks"]
    known = limits.table[limits.table["capacity"].notna()]
    blocks: list[Block] = [
        Heading(_("Talent pipelines"), "pipelines"), *_present(pictures, "pipelines"), chains,
    ]  # fmt: skip
    if limits.note("limits"):
        blocks.append(
            _table(
                context,
                "bottlenecks",
                known.head(context.recipe.rows),
                _("What limits the pipelines, and what would widen them"),
                finding=element_name,
            )
        )
    return [*blocks, *_notes(result, context.network)]


def definitions_section(context: Context) -> list[Block]:
    """Define every measure and every column that the report shows."""
    language = current_language()
    measures = context.results["summary"].table["measure"]
    defined = dict.fromkeys(measure for measure in measures if definition(measure))
    items = [f"{term(measure)}: {definition(measure)}" for measure in defined]
    for name, columns in _SHOWN.items():
        declared = {column.name: column for column in context.results[name].columns}
        items.extend(
            f"{declared[c].label(language)}: {declared[c].descriptions[language]}"
            for c in columns
            if c in declared
        )
    return [Heading(_("Definitions"), "definitions"), Bullets(tuple(dict.fromkeys(items)))]


def _one_per_pair(table: pd.DataFrame) -> pd.DataFrame:
    return table.drop_duplicates(["college", "enterprise"])


def _present(pictures: Mapping[str, Picture], *names: str) -> list[Block]:
    return [pictures[name] for name in names if name in pictures]


def _notes(result: Result, network: Network) -> list[Block]:
    sentences = tuple(told(note, network) for note in result.notes)
    return [Bullets(sentences)] if sentences else []


def _table(
    context: Context,
    name: str,
    rows: pd.DataFrame,
    caption: str,
    finding: Callable[[Mapping[Any, Any]], str],
) -> Table:
    """Write the chosen columns of a result for people, each row linked to its agreements."""
    result = context.results[name]
    columns = _SHOWN[name]
    labels = dict(zip(result.table.columns, headings_with_units(result), strict=True))
    shown = readable(result, context.network).loc[rows.index, columns]
    links = [
        with_sources(
            context,
            agreement_links(context, cited(context, name, finding(row))),
            str(row.get("sources", "")),
        )
        for row in rows.to_dict("records")
    ]
    cells = tuple(
        (*[Cell(text) for text in texts], link)
        for texts, link in zip(shown.itertuples(index=False), links, strict=True)
    )
    numeric = tuple(rows[c].dtype.kind in "if" and c != "in_cut" for c in columns)
    return Table(
        caption=caption,
        headings=(*[labels[c] for c in columns], _("Evidence")),
        rows=cells,
        numeric=(*numeric, False),
        basis=basis_line(context.network),
    )


def _sole_connections(context: Context) -> list[Block]:
    """Say for each hub which partners would be alone without it."""
    result, network = context.results["hubs"], context.network
    language = current_language()
    reasons = result.reasons[result.reasons["component"] == "sole_connection"].set_index("finding")
    sentences = []
    for hub in result.table.loc[result.table["hub"], "organization"].head(context.recipe.rows):
        if hub in reasons.index:
            ids = str(reasons.at[hub, "value"]).split(";")
            names = [network.name(network.code_of[name], language) for name in ids]
            sentences.append(
                _("{hub} alone connects {count} partners: {names}.").format(
                    hub=network.name(network.code_of[hub], language),
                    count=len(names),
                    names=("、" if language == "zh" else ", ").join(names),
                )
            )
    if not sentences:
        return []
    return [Heading(_("Partners that only one hub connects"), "sole", 3), Bullets(tuple(sentences))]
