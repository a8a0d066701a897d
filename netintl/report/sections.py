"""The sections of a report: what a reader sees of each result."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netintl.documents.blocks import Bullets, Cell, Heading, Paragraph, Picture, Table
from netintl.i18n import _, current_language
from netintl.model.terms import definition, term
from netintl.report.result_tables import LAYOUTS, notes_block, result_table
from netintl.words.basis import basis_line
from netintl.words.wording import headings_with_units, readable

if TYPE_CHECKING:
    from collections.abc import Mapping

    from netintl.documents.blocks import Block
    from netintl.report.context import Context

_FEWER = 10  # rows of a table that adds to a principal one


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
        *present(pictures, "network", "map"),
        table,
        *notes_block(context, "summary", view=True),
    ]


def glance_section(context: Context, pictures: Mapping[str, Picture]) -> list[Block]:
    """Show the map, the gaps, and the first rows of hubs and gaps: the middle of a brief."""
    blocks: list[Block] = [Heading(_("At a glance"), "glance"), *present(pictures, "map", "gaps")]
    rows = context.recipe.rows
    captions = {"hubs": _("Organizations on most paths"), "gaps": _("Largest unmet demand")}
    for name, caption in captions.items():
        table = context.results[name].table.head(rows)
        if not table.empty:
            blocks.append(result_table(context, name, table, caption))
    return blocks


def hubs_section(context: Context, pictures: Mapping[str, Picture]) -> list[Block]:
    """Show who holds the network together, how sure that is, and who is a hub on paper only."""
    table = context.results["hubs"].table
    linked = table[table["degree"] > 0].head(context.recipe.rows)
    caption = _("Organizations that most of the network runs through")
    spread = context.results["concentration"].table
    roles = context.results["roles"].table
    brokers = context.results["brokers"].table.head(_FEWER)
    joining = roles[roles["role"].isin(["provincial_hub", "connector_hub", "kinless_hub"])]
    return [
        Heading(_("Hubs"), "hubs"),
        *present(pictures, "ranks"),
        result_table(context, "hubs", linked, caption),
        *_sole_connections(context),
        *notes_block(context, "hubs"),
        *present(pictures, "roles"),
        result_table(context, "roles", joining.head(_FEWER), _("Centres of groups")),
        result_table(context, "brokers", brokers, _("Between whom the first brokers stand")),
        result_table(
            context, "concentration", spread, _("How much lies in few countries, provinces, brands")
        ),
    ]


def communities_section(context: Context, pictures: Mapping[str, Picture]) -> list[Block]:
    """Show the groups that work among themselves."""
    del pictures
    table = context.results["communities"].table.head(context.recipe.rows)
    return [
        Heading(_("Groups"), "communities"),
        result_table(context, "communities", table, _("Groups with many links inside")),
        *notes_block(context, "communities"),
    ]


def gaps_section(context: Context, pictures: Mapping[str, Picture]) -> list[Block]:
    """Show where demand meets no school, and which gaps hold under every crosswalk."""
    gaps = context.results["gaps"].table
    blocks: list[Block] = [Heading(_("Gaps"), "gaps"), *present(pictures, "gaps")]
    if gaps.empty:
        return [*blocks, Paragraph(_("No demand of industries is known, so no gap is assessable."))]
    unmet = gaps[gaps["verdict"].isin(["gap", "possible", "short"])].head(context.recipe.rows)
    caption = _("Unmet demand by country and industry, stable gaps first")
    blocks += [result_table(context, "gaps", unmet, caption), *notes_block(context, "gaps")]
    for name, words in _gap_captions().items():
        table = context.results[name].table.head(_FEWER)
        if not table.empty:
            blocks += [result_table(context, name, table, words), *notes_block(context, name)]
    return blocks


def _gap_captions() -> dict[str, str]:
    return {
        "fillers": _("Schools nearest to filling the first gaps"),
        "balance": _("Countries whose education has another mix than their demand"),
        "coordination": _("Countries in which education and industry go together least"),
        "connection": _("Fitting schools and enterprises that do not know each other"),
        "intensity": _("Provinces and host countries that work together less than expected"),
        "fragility": _("What breaks when one organization leaves or one partnership ends"),
        "next_fields": _("Majors that would come next, by kinship with those already there"),
    }


def pipelines_section(context: Context, pictures: Mapping[str, Picture]) -> list[Block]:
    """Show the chains to enterprises, what can flow along them and what limits them."""
    chains = context.results["pipelines"].table.drop_duplicates(["college", "enterprise"])
    caption = _("Chains from schools to enterprises (one per college and enterprise)")
    blocks: list[Block] = [
        Heading(_("Talent pipelines"), "pipelines"),
        *present(pictures, "pipelines"),
        result_table(context, "pipelines", chains.head(context.recipe.rows), caption),
    ]
    limits = context.results["bottlenecks"]
    known = limits.table[limits.table["capacity"].notna()].head(context.recipe.rows)
    if limits.note("limits"):
        words = _("What limits the pipelines, and what would widen them")
        blocks.append(result_table(context, "bottlenecks", known, words))
    captions = {
        "throughput": _("People a year by field"),
        "unknowns": _("Figures to ask for first"),
        "redundancy": _("Independent ways from schools to enterprises, fewest first"),
        "funnel": _("From agreement to lasting work"),
    }
    for name, words in captions.items():
        table = context.results[name].table.head(_FEWER)
        if not table.empty:
            blocks.append(result_table(context, name, table, words))
    return [*blocks, *notes_block(context, "pipelines", "throughput", "funnel")]


def definitions_section(context: Context) -> list[Block]:
    """Define every measure and every column that the report shows."""
    language = current_language()
    items = []
    if "summary" in context.results:
        measures = context.results["summary"].table["measure"]
        defined = dict.fromkeys(measure for measure in measures if definition(measure))
        items = [f"{term(measure)}: {definition(measure)}" for measure in defined]
    for name, result in context.results.items():
        shown = LAYOUTS[name].columns if name in LAYOUTS else ()
        declared = {column.name: column for column in result.columns}
        items.extend(
            f"{declared[c].label(language)}: {declared[c].descriptions[language]}"
            for c in shown
            if c in declared
        )
    return [Heading(_("Definitions"), "definitions"), Bullets(tuple(dict.fromkeys(items)))]


def present(pictures: Mapping[str, Picture], *names: str) -> list[Block]:
    """Return the pictures that were drawn, of those named."""
    return [pictures[name] for name in names if name in pictures]


def _sole_connections(context: Context) -> list[Block]:
    """Say for each hub which partners would be alone without it, or that none would."""
    result, network = context.results["hubs"], context.network
    language = current_language()
    reasons = result.reasons[result.reasons["component"] == "sole_connection"].set_index("finding")
    sentences = []
    for hub in result.table.loc[result.table["hub"], "organization"].head(context.recipe.rows):
        name = network.name(network.code_of[hub], language)
        if hub not in reasons.index:
            sentences.append(_("{hub}: none of its partners depends on it alone.").format(hub=name))
        else:
            ids = str(reasons.at[hub, "value"]).split(";")
            names = [network.name(network.code_of[name], language) for name in ids]
            sentences.append(
                _("{hub} alone connects {count} partners: {names}.").format(
                    hub=name,
                    count=len(names),
                    names=("、" if language == "zh" else ", ").join(names),
                )
            )
    if not sentences:
        return []
    return [Heading(_("Partners that only one hub connects"), "sole", 3), Bullets(tuple(sentences))]
