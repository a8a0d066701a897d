"""The cells of one sheet, row by row, as they stand in its XML: what it declares may lie.

openpyxl's own reading of large sheets believes the declared size, fills gaps with a million empty
rows, and knows neither hidden rows nor merged cells nor formulas without a value. So this module
stands on the parser below it, which reports every row with its number.
"""

from __future__ import annotations

import warnings
from typing import TYPE_CHECKING, Any, Final

from openpyxl.worksheet._reader import FORMULA_TAG, VALUE_TAG, WorkSheetParser

from netintl.ingest.sheet import SheetCells, cell_text, repeat_down

if TYPE_CHECKING:
    from collections.abc import Iterator

    from netintl.ingest.sheet import Merged


def read_cells(sheet: Any) -> SheetCells:
    """Read one sheet of a workbook that openpyxl has opened for reading only."""
    found = SheetCells()
    book = sheet.parent
    with sheet._get_source() as source, warnings.catch_warnings():  # noqa: SLF001 - see above
        warnings.simplefilter("ignore")  # of styles and rules that no table needs
        parser = _Parser(
            source,
            sheet._shared_strings,  # noqa: SLF001
            data_only=True,
            epoch=book.epoch,
            date_formats=book._date_formats,  # noqa: SLF001
            timedelta_formats=book._timedelta_formats,  # noqa: SLF001
        )
        padded = _padded_styles(book)
        for number, cells in parser.parse():
            _take(found, number, cells, padded)
    found.hidden = parser.hidden
    repeat_down(found, _merged(parser))
    found.rows = dict(sorted(found.rows.items()))
    return found


def _padded_styles(book: Any) -> dict[int, int]:
    """Return how many digits a style shows at least where it is such as 0000."""
    own = {place + _OWN_FORMATS: text for place, text in enumerate(book._number_formats)}  # noqa: SLF001
    styles = enumerate(book._cell_styles)  # noqa: SLF001
    shown = {place: own.get(style.numFmtId, "") for place, style in styles}
    return {place: len(text) for place, text in shown.items() if text and not text.strip("0")}


def _take(
    found: SheetCells, number: int, cells: list[dict[str, Any]], padded: dict[int, int]
) -> None:
    texts = found.rows.get(number, {})
    for cell in cells:
        place = (number, cell["column"])
        text = cell_text(cell["value"])
        if cell["data_type"] == "n" and text.isdigit():
            text = text.zfill(padded.get(cell.get("style_id", 0), 0))
        if cell["data_type"] == "e":
            found.odd[place] = ("CEL016", text)
        elif cell["data_type"] == _NO_VALUE:
            found.odd[place] = ("CEL017", text)
        elif text:
            texts[cell["column"]] = text
            if isinstance(cell["value"], float) and abs(cell["value"]) >= _EXACT:
                found.odd[place] = ("CEL035", text)
    if texts:
        found.rows[number] = texts


_OWN_FORMATS: Final = 164  # the number of the first format that is not built in
_EXACT: Final = 1e15  # from here on a spreadsheet drops the last digits
_NO_VALUE: Final = "formula"


class _Parser(WorkSheetParser):  # type: ignore[misc]  # openpyxl has no types
    """Reads a cell that the library cannot read as the text that stands there."""

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.hidden: list[int] = []

    def parse_row(self, row: Any) -> tuple[int, list[dict[str, Any]]]:
        number, cells = super().parse_row(row)
        looks = self.row_dimensions.pop(str(number), {})
        if looks.get("hidden") in ("1", "true"):
            self.hidden.append(number)
        return number, cells

    def parse_cell(self, element: Any) -> dict[str, Any]:
        formula = element.find(FORMULA_TAG)
        written = element.findtext(VALUE_TAG, None)
        try:
            cell: dict[str, Any] = super().parse_cell(element)
        except (ValueError, IndexError, OverflowError, TypeError, KeyError):
            cell = {"column": self.col_counter, "value": written, "data_type": "e"}
        if formula is not None and not written and element.get("t") != "str":
            cell |= {"value": f"={formula.text or ''}", "data_type": _NO_VALUE}
        return cell


def _merged(parser: _Parser) -> Iterator[Merged]:
    """Yield column, first and last row of what is merged over several rows."""
    ranges = parser.merged_cells.mergeCell if parser.merged_cells else ()
    for merged in ranges:
        left, top, _right, bottom = merged.bounds
        if bottom > top:
            yield left, top, bottom
