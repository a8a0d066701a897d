"""A report as a workbook: what it rests on first, then one sheet for each result."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from netintl.documents.workbooks import Sheet, workbook
from netintl.i18n import _, current_language
from netintl.words.claims import sentence
from netintl.words.named_tables import with_names
from netintl.words.wording import headings_with_units, readable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from netintl.analyses.result import Result
    from netintl.documents.blocks import Document
    from netintl.i18n import Language
    from netintl.network.network import Network
    from netintl.report.context import Context

_IDS: Final = ("organization", "agreement", "sources")  # that stay what they are
_PLAIN_KINDS: Final = "ifb"  # of columns of numbers and truths
_REASONS: Final = ("finding", "component", "value", "agreements")


def to_xlsx(context: Context, document: Document) -> bytes:
    """Write all results of a report, with their reasons, the issues and the ledger."""
    notes = [document.subtitle, document.footer, ""]
    for result in context.results.values():
        notes += [sentence(claim, context.network) for claim in result.claims]
    return workbook(
        _sheets(context, current_language()),
        title=document.title,
        notes=list(dict.fromkeys(notes)),
    )


def _sheets(context: Context, language: Language) -> Iterator[Sheet]:
    for result in context.results.values():
        yield result_sheet(result, context.network, language)
        if not result.reasons.empty:
            yield reasons_sheet(result)
    for title, frame in (
        (_("Issues"), context.package.issues),
        (_("Ledger"), context.package.ledger.table),
        (_("Rejected rows"), context.package.ledger.fallen),
    ):
        yield Sheet(title, list(frame.columns), frame.itertuples(index=False, name=None))


def result_sheet(result: Result, network: Network, language: Language) -> Sheet:
    """Return a result as a sheet: headings with units, names beside ids, bars where they tell.

    Codes are told in words; ids and numbers stay what they are.
    """
    table, words = with_names(result, network, language), readable(result, network)
    for column in result.columns:
        plain = result.table[column.name].dtype.kind in _PLAIN_KINDS
        if not plain and column.names not in _IDS:
            table[column.name] = words[column.name]
    labels = dict(zip(result.table.columns, headings_with_units(result), strict=True))
    headings = [_heading(str(name), labels) for name in table.columns]
    barred = {column.name for column in result.columns if column.bar}
    bars = [place for place, name in enumerate(table.columns) if name in barred]
    rows: Any = table.itertuples(index=False, name=None)
    return Sheet(result.analysis, headings, rows, bars)


def reasons_sheet(result: Result) -> Sheet:
    """Return the agreements behind each finding as a sheet."""
    heads = [_("Finding"), _("Component"), _("Value"), _("Agreements")]
    rows = result.reasons[list(_REASONS)].itertuples(index=False, name=None)
    return Sheet(_("{name} reasons").format(name=result.analysis), heads, rows)


def _heading(name: str, labels: dict[str, str]) -> str:
    """Return the heading of a column; one of ids says so, the next one has the names."""
    if f"{name}_name" in labels or name in labels:
        return labels[name]
    return labels.get(name.removesuffix("_name"), _("Name"))
