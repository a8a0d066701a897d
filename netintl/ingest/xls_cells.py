"""The old binary workbooks of Excel (BIFF, ``.xls``), by xlrd; macros are never looked at."""

from __future__ import annotations

import io
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from netintl.ingest.sheet import Sheet, SheetCells, cell_text, repeat_down

if TYPE_CHECKING:
    from collections.abc import Iterator

    from netintl.ingest.sheet import Merged

_PROTECTED: Final = "encrypted"  # the only word that tells this error of xlrd from others


class ProtectedError(ValueError):
    """A workbook that only its password opens."""


def xls_sheets(data: bytes) -> list[Sheet]:
    """Open a workbook; each sheet is read when its cells are asked for.

    Raises
    ------
    ProtectedError
        When a password protects it. For damaged files xlrd raises errors of any kind.
    """
    import xlrd  # noqa: PLC0415 - only who has such a file needs it

    try:
        book = xlrd.open_workbook(
            file_contents=data, formatting_info=True, ragged_rows=True, logfile=io.StringIO()
        )
    except xlrd.XLRDError as problem:
        if _PROTECTED in str(problem):
            raise ProtectedError from problem
        raise
    return [Sheet(s.name, s.visibility == 0, partial(_read, s, book.datemode)) for s in book]


def _read(sheet: Any, datemode: int) -> SheetCells:
    found = SheetCells()
    for place in range(sheet.nrows):
        texts: dict[int, str] = {}
        for column, cell in enumerate(sheet.row(place), start=1):
            text, code = _meant(cell, datemode)
            if code:
                found.odd[place + 1, column] = (code, text)
            elif text:
                texts[column] = text
        if texts:
            found.rows[place + 1] = texts
    looks = sheet.rowinfo_map
    found.hidden = [place + 1 for place in sorted(looks) if looks[place].hidden]
    repeat_down(found, _merged(sheet))
    return found


def _meant(cell: Any, datemode: int) -> tuple[str, str]:
    """Return what a cell means, and an issue code where that cannot be used."""
    import xlrd  # noqa: PLC0415

    if cell.ctype == xlrd.XL_CELL_ERROR:
        return xlrd.error_text_from_code.get(cell.value, str(cell.value)), "CEL016"
    if cell.ctype == xlrd.XL_CELL_BOOLEAN:
        return cell_text(bool(cell.value)), ""
    if cell.ctype == xlrd.XL_CELL_DATE:
        return _day(cell.value, datemode)
    if cell.ctype in (xlrd.XL_CELL_EMPTY, xlrd.XL_CELL_BLANK):
        return "", ""
    try:
        return cell_text(cell.value), ""
    except (ValueError, OverflowError):
        return str(cell.value), "CEL016"


def _day(value: float, datemode: int) -> tuple[str, str]:
    from xlrd.xldate import xldate_as_datetime  # noqa: PLC0415

    try:
        moment = xldate_as_datetime(value, datemode)
    except (ValueError, OverflowError):
        return str(value), "CEL016"
    return (cell_text(moment.time()) if 0 <= value < 1 else cell_text(moment)), ""


def _merged(sheet: Any) -> Iterator[Merged]:
    for top, bottom, left, _right in sheet.merged_cells:
        if bottom - top > 1:
            yield left + 1, top + 1, bottom
