"""Results as tables of a report: the columns shown, each row linked to its evidence."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from netintl.analyses.registry import ANALYSES
from netintl.documents.blocks import Cell, Table
from netintl.i18n import _
from netintl.pictures.registry import TITLES
from netintl.report.citations import agreement_links, cited, with_sources
from netintl.report.findings import HEADLINES
from netintl.report.fitting import fitting_claims, fitting_columns
from netintl.words.basis import basis_line
from netintl.words.claims import sentence
from netintl.words.wording import headings_with_units, readable

if TYPE_CHECKING:
    import pandas as pd

    from netintl.analyses.analysis import Shown
    from netintl.analyses.result import Result
    from netintl.report.context import Context

_FEW: Final = 10  # rows of a table that adds to a principal one
_LINKS: Final = 12  # agreements linked from one row
_OF_THE_VIEW = (
    "left_out",
    "undated",
    "hub_form",
    "pair_rule_even",
    "pair_rule_full",
    "rolled_up_institution",
    "rolled_up_group",
)  # said once, first


def shown_rows(result: Result, shown: Shown, usual: int) -> pd.DataFrame:
    """Return the rows of a result that a report shows; ``usual`` is the number of a recipe."""
    table = result.table.query(shown.only, engine="python") if shown.only else result.table
    if shown.distinct:
        table = table.drop_duplicates(list(shown.distinct))
    most = {"few": _FEW, "usual": usual, "all": len(table)}[shown.rows]
    if not shown.counted:
        return table.head(most)
    first = result.table[shown.counted].drop_duplicates().head(most)
    return table[table[shown.counted].isin(first)]


def result_table(context: Context, name: str, rows: pd.DataFrame, caption: str) -> Table:
    """Write the chosen columns of a result for people, each row linked to its agreements."""
    result = context.results[name]
    columns = fitting_columns(result, context.network)
    finding = ANALYSES[name].finding
    part = replace(result, table=rows[columns])
    shown = readable(part, context.network)
    links = [
        with_sources(
            context,
            _first_links(context, cited(context, name, finding.of(row))),
            () if "agreement" in row else row.get("sources", ()),  # evidence has an agreement's own
        )
        for row in rows.to_dict("records")
    ]
    linked = any(link.links or link.text for link in links)
    cells = tuple(
        (*[Cell(text) for text in texts], *([link] if linked else []))
        for texts, link in zip(shown.itertuples(index=False), links, strict=True)
    )
    numeric = [rows[c].dtype.kind in "if" and c != "in_cut" for c in columns]
    return Table(
        caption=caption,
        headings=(*headings_with_units(part), *([_("Evidence")] if linked else [])),
        rows=cells,
        numeric=(*numeric, *([False] if linked else [])),
        basis=basis_line(context.network),
    )


def _first_links(context: Context, agreements: list[str]) -> Cell:
    """Link the first agreements of a flag and count the others; tables/*_reasons.csv lists all."""
    cell = agreement_links(context, agreements[:_LINKS])
    if len(agreements) <= _LINKS:
        return cell
    return Cell(_("{count} in all, of these").format(count=len(agreements)), cell.links)


def claim_texts(context: Context, name: str, *, view: bool = False) -> tuple[str, ...]:
    """Say the claims of a result; those of the view only where asked for.

    Those that stand among the findings or are the title of a picture are not said again.
    """
    said = [
        sentence(claim, context.network)
        for claim in fitting_claims(context.results[name].claims)
        if (view or claim.code not in _OF_THE_VIEW)
        and not (claim.code in HEADLINES and "findings" in context.recipe.sections)
        and claim.code not in TITLES
    ]
    return tuple(dict.fromkeys(said))
