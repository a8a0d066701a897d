"""OpenDocument spreadsheets: every rule of XLSX sheets, straight from ``content.xml``.

Follows OASIS OpenDocument 1.3, part 3, chapter 9. Rows and cells that are repeated without text
cost nothing; those with text share it and stop at the limits.
"""

from __future__ import annotations

import io
import re
import zipfile
from typing import TYPE_CHECKING, Final

from netintl.ingest.raw import check_size
from netintl.ingest.safe_xml import walk_xml
from netintl.ingest.sheet import Sheet, SheetCells, cell_text, repeat_down
from netintl.model.limits import limits

if TYPE_CHECKING:
    from collections.abc import Mapping

    from netintl.ingest.sheet import Merged

_CONTENT: Final = "content.xml"
_KIND: Final = b"application/vnd.oasis.opendocument.spreadsheet"
_CELLS: Final = ("table-cell", "covered-table-cell")
_HIDDEN: Final = ("collapse", "filter")
_NUMBERS: Final = ("float", "percentage", "currency")
_SIGNS: Final = {"tab": "\t", "line-break": "\n"}
_ASIDE: Final = ("annotation", "note", "frame", "custom-shape", "table", "ruby-text")  # in a cell
_ERROR: Final = re.compile(r"#[A-Z/0!?]+|Err:\d+")
_WHOLE: Final = re.compile(r"-?\d+")
_MIDNIGHT: Final = re.compile(r"T00:00:00(\.0+)?Z?$")


def is_ods(archive: zipfile.ZipFile) -> bool:
    """Tell whether an archive is an OpenDocument spreadsheet, or a template of one."""
    names = archive.namelist()
    if "mimetype" in names and archive.getinfo("mimetype").file_size <= limits()["cell"]:
        return archive.read("mimetype").startswith(_KIND)
    return _CONTENT in names and "[Content_Types].xml" not in names


def is_protected(archive: zipfile.ZipFile) -> bool:
    """Tell whether a password protects the content; the manifest says so."""
    name = "META-INF/manifest.xml"
    return name in archive.namelist() and b"encryption-data" in archive.read(name)


def ods_sheets(file: str, data: bytes) -> list[Sheet]:
    """Read all sheets of an OpenDocument spreadsheet.

    Raises
    ------
    InputError
        When a sheet is beyond a limit.
    BadXmlError
        When its content is no XML, or declares an entity.
    """
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        content = archive.read(_CONTENT)
    reader = _Reader(file)
    walk_xml(content, start=reader.start, end=reader.end, text=reader.text)
    return [
        Sheet(title, style not in reader.invisible, lambda found=found: found)  # type: ignore[misc]
        for title, style, found in reader.sheets
    ]


class _Reader:
    """Follows the elements of ``content.xml``; one sheet, row and cell is open at a time."""

    def __init__(self, file: str) -> None:
        self.file = file
        self._most = limits()
        self.sheets: list[tuple[str, str, SheetCells]] = []
        self.invisible: set[str] = set()  # styles of sheets that are not shown
        self._style = ""
        self._aside = 0  # how deep in what a cell only carries with it
        self._table = False
        self._row: Mapping[str, str] | None = None
        self._cell: Mapping[str, str] | None = None
        self._lines: list[str] = []
        self._in_text = False

    def start(self, name: str, values: Mapping[str, str], _line: int) -> None:
        if self._aside or (self._cell is not None and name in _ASIDE):
            self._aside += 1
        elif self._cell is not None:
            self._inside_cell(name, values)
        elif name == "style":
            self._style = values.get("name", "")
        elif name == "table-properties" and values.get("display") == "false":
            self.invisible.add(self._style)
        elif name == "table" and not self._table:
            self._open_table(values)
        elif name == "table-row" and self._table:
            self._open_row(values)
        elif name in _CELLS and self._row is not None:
            self._cell, self._lines = values, []

    def _open_table(self, values: Mapping[str, str]) -> None:
        self._table = True
        self._found = SheetCells()
        self._merged: list[Merged] = []
        self._number, self._count = 1, 0
        self.sheets.append((values.get("name", ""), values.get("style-name", ""), self._found))

    def _open_row(self, values: Mapping[str, str]) -> None:
        self._row = values
        self._texts: dict[int, str] = {}
        self._odd: dict[int, tuple[str, str]] = {}
        self._column = 1

    def _inside_cell(self, name: str, values: Mapping[str, str]) -> None:
        if name == "p":
            self._lines.append("")
            self._in_text = True
        elif self._in_text and name == "s":
            count = values.get("c", "1")
            self._lines[-1] += " " * (min(int(count), limits()["cell"]) if count.isdigit() else 1)
        elif self._in_text and name in _SIGNS:
            self._lines[-1] += _SIGNS[name]

    def text(self, data: str) -> None:
        if self._in_text and not self._aside:
            self._lines[-1] += data

    def end(self, name: str) -> None:
        if self._aside:
            self._aside -= 1
        elif name == "p":
            self._in_text = False
        elif name in _CELLS and self._cell is not None:
            self._close_cell(self._cell)
            self._cell = None
        elif name == "table-row" and self._row is not None:
            self._close_row(self._row)
            self._row = None
        elif name == "table" and self._table:
            repeat_down(self._found, self._merged)
            self._table = False

    def _close_cell(self, values: Mapping[str, str]) -> None:
        many = _times(values, "number-columns-repeated")
        text, code = _meant(values, "\n".join(self._lines).strip())
        first = self._column
        self._column += many
        down = _times(values, "number-rows-spanned")
        if down > 1 and text:
            self._merged.append((first, self._number, self._number + down - 1))
        if not text and not code:
            return
        if self._column > self._most["columns"] + 1:
            check_size(self.file, 1, first + many - 1)
        for column in range(first, first + many):
            if code:
                self._odd[column] = (code, text)
            else:
                self._texts[column] = text

    def _close_row(self, values: Mapping[str, str]) -> None:
        many = _times(values, "number-rows-repeated")
        first, self._number = self._number, self._number + many
        filled = len(self._texts) + len(self._odd)
        if not filled:
            return
        self._count += many * filled
        if len(self._found.rows) + many > self._most["rows"]:
            check_size(self.file, len(self._found.rows) + many, 1)
        if self._count > self._most["cells"]:
            check_size(self.file, self._count // filled, filled)
        for number in range(first, first + many):
            if self._texts:
                self._found.rows[number] = self._texts
                if values.get("visibility") in _HIDDEN:
                    self._found.hidden.append(number)
            for column, odd in self._odd.items():
                self._found.odd[number, column] = odd


def _times(values: Mapping[str, str], name: str) -> int:
    text = values.get(name, "1")
    return max(int(text), 1) if text.isdecimal() and len(text) <= len("1000000000") else 1


def _meant(values: Mapping[str, str], shown: str) -> tuple[str, str]:
    """Return what a cell means, and an issue code where that cannot be used."""
    kind = values.get("value-type", "")
    formula = values.get("formula")
    if formula is not None and _ERROR.fullmatch(shown):
        return shown, "CEL016"
    if formula is not None and not kind:
        return f"={formula.partition('=')[2]}", "CEL017"
    if kind in _NUMBERS:
        return _number(values.get("value", ""), shown)
    if kind == "date":
        return _MIDNIGHT.sub("", values.get("date-value", shown)).replace("T", " "), ""
    if kind == "boolean":
        return cell_text(values.get("boolean-value") == "true"), ""
    return shown or values.get("string-value", ""), ""


def _number(value: str, shown: str) -> tuple[str, str]:
    if _WHOLE.fullmatch(value):
        return value, ""
    try:
        number = float(value)
        return cell_text(number), ""
    except (ValueError, OverflowError):
        return shown or value, "CEL016"
