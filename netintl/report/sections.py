"""The sections of a report: what a reader sees of each result."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from netintl.analyses.claim import Claim
from netintl.analyses.registry import ANALYSES, of_section
from netintl.documents.blocks import Bullets, Heading, Paragraph
from netintl.i18n import _, current_language, mark
from netintl.model.framing import current_framing
from netintl.model.terms import definition, term
from netintl.report.fitting import fitting_columns, fitting_rows
from netintl.report.outline import own_pictures
from netintl.report.result_tables import claim_texts, result_table, shown_rows
from netintl.words.claims import sentence
from netintl.words.sentences import NEUTRAL_CAPTIONS

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    import pandas as pd

    from netintl.analyses.analysis import Shown
    from netintl.analyses.result import Result
    from netintl.documents.blocks import Block, Picture
    from netintl.network.network import Network
    from netintl.report.context import Context

# They print names and places in an order; what they define is of files, not of pages.
_SELF_EVIDENT: Final = ("rank", "organization", "country", "province", "agreement")
_TITLES: Final[Mapping[str, str]] = {
    "network": mark("The network"),
    "hubs": mark("Hubs"),
    "communities": mark("Groups"),
    "gaps": mark("Gaps"),
    "pipelines": mark("Talent pipelines"),
    "matches": mark("Partner matches"),
    "partners": mark("Agreements and partners"),
    "progress": mark("Policy progress"),
    "trends": mark("Trends"),
}


def analyses_section(
    context: Context, pictures: Mapping[str, Picture], section: str
) -> list[Block]:
    """Show the results of a section one after the other: picture, table, what was assumed."""
    blocks: list[Block] = [
        Heading(_(_TITLES[section]), section),
        *present(pictures, *own_pictures(section)),
    ]
    printed: set[str] = set()
    for analysis in of_section(section):
        blocks += present(pictures, *analysis.pictures)
        shown, result = analysis.shown, context.results[analysis.name]
        if shown is None:
            continue
        if shown.none and result.table.empty:
            return [*blocks, Paragraph(_(shown.none))]
        table = _result_blocks(context, analysis.name, shown)
        blocks += [*table, *_MORE.get(analysis.name, _nothing)(context)]
        if shown.claims and (table or shown.rows != "few"):
            said = claim_texts(context, analysis.name, view=section == "network")
            new = tuple(sentence for sentence in said if sentence not in printed)
            blocks += [Bullets(new)] if new else []
            printed.update(new)
    return blocks


def _result_blocks(context: Context, name: str, shown: Shown) -> list[Block]:
    """Return the table of a result, if it has one and rows to show."""
    rows = _rows(context, name, shown)
    return [] if rows.empty else [result_table(context, name, rows, _caption(shown))]


def _rows(context: Context, name: str, shown: Shown) -> pd.DataFrame:
    """Return the rows of a result that its table shows; none where it has no table."""
    result = context.results[name]
    if not shown.caption or (shown.needs_claim and result.claim(shown.needs_claim) is None):
        return result.table.head(0)
    fit = replace(result, table=fitting_rows(result, context.network, result.table))
    return shown_rows(fit, shown, context.recipe.rows)


def _caption(shown: Shown) -> str:
    """Return what a table is called now."""
    known = NEUTRAL_CAPTIONS if current_framing().neutral else {}
    return _(known.get(shown.caption, shown.caption))


def glance_section(context: Context, pictures: Mapping[str, Picture]) -> list[Block]:
    """Show the map, the gaps, and the first rows of hubs and gaps: the middle of a brief."""
    blocks: list[Block] = [
        Heading(_("At a glance"), "glance"),
        *present(pictures, *own_pictures("glance")),
    ]
    rows = context.recipe.rows
    captions = {"hubs": _("Organizations on most paths"), "gaps": _("Largest unmet demand")}
    for name, caption in captions.items():
        table = context.results[name].table.head(rows)
        if not table.empty:
            blocks.append(result_table(context, name, table, caption))
    return blocks


def definitions_section(context: Context) -> list[Block]:
    """Define every measure and every column that the report shows, table by table."""
    blocks: list[Block] = [Heading(_("Definitions"), "definitions")]
    for name, result in context.results.items():
        shown = ANALYSES[name].shown
        there = shown and len(_rows(context, name, shown))
        items = _definitions(result, context.network) if there else ()
        if shown and items:
            blocks += [Heading(_caption(shown), f"definitions-{name}", 3), Bullets(items)]
    return blocks


def _definitions(result: Result, network: Network) -> tuple[str, ...]:
    """Define the columns of one table that do not speak for themselves."""
    language = current_language()
    if result.analysis == "summary":  # its rows are the measures
        measures = dict.fromkeys(result.table["measure"])
        return tuple(f"{term(each)}: {definition(each)}" for each in measures if definition(each))
    declared = {column.name: column for column in result.columns}
    return tuple(
        f"{declared[c].label(language)}: {declared[c].description(language)}"
        for c in fitting_columns(result, network)
        if c in declared and c not in _SELF_EVIDENT
    )


def present(pictures: Mapping[str, Picture], *names: str) -> list[Block]:
    """Return the pictures that were drawn, of those named."""
    return [pictures[name] for name in names if name in pictures]


def _sole_connections(context: Context) -> list[Block]:
    """Say for each hub which partners would be alone without it, or that none would."""
    result, network = context.results["hubs"], context.network
    rows = result.reasons[result.reasons["component"] == "sole_connection"]
    partners: dict[str, tuple[str, ...]] = dict(zip(rows["finding"], rows["value"], strict=True))
    sentences = []
    for hub in result.table.loc[result.table["hub"], "organization"].head(context.recipe.rows):
        names = partners.get(hub, ())
        facts = {"hub": hub, "count": len(names), "names": names}
        code = "sole_partners" if names else "no_sole_partner"
        sentences.append(sentence(Claim(code, facts, scope="linked", rows=names), network))
    if not sentences:
        return []
    return [Heading(_("Partners that only one hub connects"), "sole", 3), Bullets(tuple(sentences))]


def _nothing(_context: Context) -> list[Block]:
    return []


# What follows the table of a result.
_MORE: Final[Mapping[str, Callable[[Context], list[Block]]]] = {"hubs": _sole_connections}
