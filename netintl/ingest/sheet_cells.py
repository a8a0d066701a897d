"""The cells of one sheet, row by row, as they stand in its XML: what it declares may lie.

openpyxl's own reading of large sheets believes the declared size, fills gaps with a million empty
rows, and knows neither hidden rows nor merged cells nor formulas without a value. So this module
stands on the parser below it, which reports every row with its number.
"""

from __future__ import annotations

import warnings
from bisect import bisect_right
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any, Final

from openpyxl.worksheet._reader import FORMULA_TAG, VALUE_TAG, WorkSheetParser

from netintl.errors import InputError
from netintl.i18n import _
from netintl.model.limits import limits

if TYPE_CHECKING:
    from collections.abc import Iterator

_DIGITS: Final = ".15g"  # what a spreadsheet shows of a number at most

Place = tuple[int, int]  # row and column as a spreadsheet numbers them


@dataclass(slots=True)
class SheetCells:
    """Text by row and column, and what was strange about it.

    Attributes
    ----------
    rows
        Text by column for each row that holds any.
    odd
        Issue code and text for cells without a value that can be used.
    hidden
        Rows that the sheet does not show.
    repeated
        First cells of what is merged over several rows, whose text stands in each of them.
    """

    rows: dict[int, dict[int, str]] = field(default_factory=dict)
    odd: dict[Place, tuple[str, str]] = field(default_factory=dict)
    hidden: list[int] = field(default_factory=list)
    repeated: dict[Place, str] = field(default_factory=dict)

    @property
    def width(self) -> int:
        """The last column that holds text."""
        return max((max(cells) for cells in self.rows.values()), default=0)


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
        for number, cells in parser.parse():
            _take(found, number, cells)
    found.hidden = parser.hidden
    _repeat_down(found, _merged(parser))
    found.rows = dict(sorted(found.rows.items()))
    return found


def _take(found: SheetCells, number: int, cells: list[dict[str, Any]]) -> None:
    texts = found.rows.get(number, {})
    for cell in cells:
        place = (number, cell["column"])
        text = cell_text(cell["value"])
        if cell["data_type"] == "e":
            found.odd[place] = ("CEL016", text)
        elif cell["data_type"] == _NO_VALUE:
            found.odd[place] = ("CEL017", text)
        elif text:
            texts[cell["column"]] = text
    if texts:
        found.rows[number] = texts


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


def _merged(parser: _Parser) -> Iterator[tuple[int, int, int]]:
    """Yield column, first and last row of what is merged over several rows."""
    ranges = parser.merged_cells.mergeCell if parser.merged_cells else ()
    for merged in ranges:
        left, top, _right, bottom = merged.bounds
        if bottom > top:
            yield left, top, bottom


def _repeat_down(found: SheetCells, merged: Iterator[tuple[int, int, int]]) -> None:
    """Write the text of merged cells into each row they cover that holds anything."""
    numbers, budget = sorted(found.rows), limits()["rows"]
    for column, top, bottom in merged:
        text = found.rows.get(top, {}).get(column)
        if text is None:
            continue
        below = numbers[bisect_right(numbers, top) : bisect_right(numbers, bottom)]
        budget -= len(below)
        if budget < 0:
            raise InputError(
                _("Merged cells would repeat text in more than {limit} rows.").format(
                    limit=limits()["rows"]
                ),
                cure=_("Unmerge the cells and save the workbook again."),
            )
        for number in below:
            found.rows[number].setdefault(column, text)
        if below:
            found.repeated[top, column] = text


def cell_text(value: Any) -> str:
    """Write a cell as its user meant it.

    Examples
    --------
    >>> cell_text(2019.0), cell_text("0012"), cell_text(datetime(2019, 9, 1)), cell_text(True)
    ('2019', '0012', '2019-09-01', 'yes')
    >>> cell_text(0.1 + 0.2)
    '0.3'
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else format(value, _DIGITS)
    if isinstance(value, datetime):
        return value.isoformat(sep=" ") if value.time() != time() else value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    return str(value)
