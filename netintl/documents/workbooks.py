"""Excel workbooks: rows are streamed, ids stay text, nothing is a formula."""

from __future__ import annotations

import os
import tempfile
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import chain, islice
from math import ceil, isfinite
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from unicodedata import east_asian_width

from netintl.csv_cells import plain
from netintl.errors import OutputError
from netintl.i18n import _
from netintl.model.palette import colour

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence


_MOST_ROWS: Final = 1_048_575  # of a sheet, below its heading
_MOST_LETTERS: Final = 32_767  # of a cell
_LONGEST_NAME: Final = 31  # of a sheet
_UNNAMED: Final = str.maketrans(dict.fromkeys("[]:*?/\\", " "))
_WHEN: Final = datetime(2000, 1, 1, tzinfo=UTC)  # no clock in files: same input, same bytes
_SEEN: Final = 200  # rows that the widths of columns are taken from
_NARROWEST, _WIDEST = 6, 60
_READABLE: Final = 100  # letters of a line on the About sheet
_LINE: Final = 15.0  # points
_BAR: Final = colour("bar")
_HEAD: Final = {"bold": True, "bg_color": colour("land"), "bottom": 1, "text_wrap": True,
                "valign": "top"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet: its name, its headings, its rows, and the columns that get data bars."""

    name: str
    headings: Sequence[str]
    rows: Iterable[Sequence[Any]]
    bars: Sequence[int] = ()


def workbook(sheets: Iterable[Sheet], *, title: str = "", notes: Sequence[str] = ()) -> bytes:
    """Write a workbook: frozen headings, filters, widths that fit, an About sheet first.

    Rows are written as they come and are not kept. What one sheet cannot hold goes on in the next
    ones. Unknown cells are empty.

    Raises
    ------
    OutputError
        When the package that writes workbooks is not installed.

    Examples
    --------
    >>> workbook([Sheet("Hubs", ["id", "degree"], [["0012", 3]])])[:2]
    b'PK'
    """
    try:
        import xlsxwriter  # noqa: PLC0415 - an extra
    except ImportError as missing:
        raise OutputError(
            _("What writes Excel files is not installed."),
            cure=_("Run: pip install 'netintl[office]'."),
        ) from missing
    handle, name = tempfile.mkstemp(suffix=".xlsx")
    os.close(handle)
    try:
        # Text is text: no formula, no number, no address is made of it.
        options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
        book = xlsxwriter.Workbook(name, options)
        book.set_properties({"title": title, "author": "netintl", "created": _WHEN})
        writer = _Writer(book)
        if notes:
            writer.add_notes(title, notes)
        for sheet in sheets:
            writer.add(sheet)
        book.close()
        return Path(name).read_bytes()
    finally:
        Path(name).unlink()


class _Writer:
    """Adds sheets under names that Excel allows."""

    def __init__(self, book: Any) -> None:
        self._book = book
        self._head = book.add_format(_HEAD)
        self._text = book.add_format({"num_format": "@"})
        self._number = book.add_format({"num_format": "#,##0.###"})
        self._whole = book.add_format({"num_format": "#,##0"})
        self._names: set[str] = set()

    def add_notes(self, title: str, notes: Sequence[str]) -> None:
        page = self._book.add_worksheet(self._name(_("About")))
        page.set_column(
            0, 0, _READABLE + 10, self._book.add_format({"text_wrap": True, "valign": "top"})
        )
        page.write_string(0, 0, title, self._book.add_format({"bold": True, "font_size": 14}))
        for place, note in enumerate(notes, 2):
            page.set_row(place, _LINE * max(1, ceil(_width(note) / _READABLE)))
            page.write_string(place, 0, note)

    def add(self, sheet: Sheet) -> None:
        rows = iter(sheet.rows)
        first = list(islice(rows, 1))
        while True:
            self._add_part(sheet, chain(first, islice(rows, _MOST_ROWS - len(first))))
            first = list(islice(rows, 1))
            if not first:
                return

    def _add_part(self, sheet: Sheet, rows: Iterator[Sequence[Any]]) -> None:
        page = self._book.add_worksheet(self._name(sheet.name))
        seen = list(islice(rows, _SEEN))
        for column, width in enumerate(_widths(sheet.headings, seen)):
            page.set_column(column, column, width)
        page.freeze_panes(1, 1)
        for column, heading in enumerate(sheet.headings):
            page.write_string(0, column, heading, self._head)
        last = 0
        for last, row in enumerate(chain(seen, rows), 1):
            for column, cell in enumerate(row):
                self._write(page, last, column, plain(cell))
        page.autofilter(0, 0, last, max(len(sheet.headings) - 1, 0))
        for column in sheet.bars:
            page.conditional_format(
                1, column, max(last, 1), column, {"type": "data_bar", "bar_color": _BAR}
            )

    def _write(self, page: Any, row: int, column: int, cell: Any) -> None:
        if cell is None or cell == "":
            return
        if isinstance(cell, bool):
            page.write_string(row, column, _("yes") if cell else _("no"))
        elif isinstance(cell, (int, float)) and isfinite(cell):
            page.write_number(
                row, column, cell, self._whole if isinstance(cell, int) else self._number
            )
        else:
            page.write_string(row, column, str(cell)[:_MOST_LETTERS], self._text)

    def _name(self, wanted: str) -> str:
        """Return a name that no sheet has yet."""
        base = wanted.translate(_UNNAMED).strip("' ")[:_LONGEST_NAME] or "-"
        name, place = base, 2
        while name.casefold() in self._names:
            tail = f" {place}"
            name, place = base[: _LONGEST_NAME - len(tail)] + tail, place + 1
        self._names.add(name.casefold())
        return name


def _widths(headings: Sequence[str], rows: Sequence[Sequence[Any]]) -> list[float]:
    """Return widths at which most cells of the first rows are read whole."""
    found = []
    for column, heading in enumerate(headings):
        written = (plain(row[column]) for row in rows)
        cells = sorted(_width(str(cell)) for cell in written if cell is not None)
        usual = cells[int(len(cells) * 0.9)] if cells else 0
        found.append(float(min(max(usual, _width(heading) / 2, _NARROWEST), _WIDEST) + 2))
    return found


def _width(text: str) -> int:
    """Count places; wide characters take two.

    >>> _width("a重庆")
    5
    """
    return sum(2 if east_asian_width(letter) in "WF" else 1 for letter in text)
