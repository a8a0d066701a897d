"""An empty workbook to fill in, which loads as it is: lists to choose from, examples, a guide."""

from __future__ import annotations

import io
import re
import zipfile
from typing import TYPE_CHECKING, Any, Final

from netintl.export.template_words import column_hint, guide_lines, list_of
from netintl.i18n import _, current_language
from netintl.model.examples import EXAMPLES
from netintl.model.labels import GUIDE_SHEETS, LISTS_SHEET
from netintl.model.schema import tables

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from openpyxl.workbook import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

    from netintl.model.schema import Column

SIMPLE: Final[Mapping[str, Sequence[str]]] = {
    "organizations": ("id", "name_zh", "name_en", "kind", "country", "province", "city", "fields",
                      "note"),
    "links": ("source", "target", "kind", "start", "end", "status", "fields", "persons", "url"),
}  # fmt: skip
FULL: Final = ("organizations", "agreements", "parties", "sources", "vocabularies", "terms")
_LAST: Final = 5000  # row that choices and checks reach to
_WIDE: Final = {
    "name_zh": 30, "name_en": 34, "title": 34, "note": 34, "url": 38, "source": 30, "target": 30,
    "organization": 24, "agreement": 24, "kind": 22, "fields": 24, "country": 20,
}  # fmt: skip
_USUAL: Final = 15
_FONT: Final = "Calibri"
_HEADER, _NEEDED, _EXAMPLE = "DCE6F1", "FCE4D6", "7F7F7F"  # colours
_LONGEST_HINT, _LONGEST_TITLE = 250, 30  # of what a spreadsheet shows beside a cell
_THEN: Final = "2000-01-01T00:00:00Z"  # same input, same bytes
_EARLIEST: Final = (1980, 1, 1, 0, 0, 0)  # that a zip file can hold
_CHANGED: Final = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")


def template_workbook(*, full: bool = False) -> bytes:
    """Write the template as XLSX, in words of the current language under bilingual headers.

    Parameters
    ----------
    full
        Sheets for organizations, agreements, parties, sources and words of one's own, with all
        their columns, instead of organizations and links.

    Examples
    --------
    >>> template_workbook()[:2]
    b'PK'
    """
    from openpyxl import Workbook  # noqa: PLC0415 - 0.25 s that nobody else needs

    book = Workbook()
    shown = {n: tuple(tables()[n].columns) for n in FULL} if full else SIMPLE
    _guide(book.active, shown)
    lists = _Lists(book)
    for name, columns in shown.items():
        _Filled(book, lists, name, columns).write()
    lists.close()
    stream = io.BytesIO()
    book.properties.creator = "netintl template"
    book.save(stream)
    return _settled(stream.getvalue())


def sheet_title(table: str) -> str:
    """Name a sheet in both languages, which the loader knows."""
    titles = tables()[table].titles
    return f"{titles['zh']} {titles['en']}"


def header(column: Column) -> str:
    """Name a column in both languages, one below the other."""
    return f"{column.titles['zh']}\n{column.titles['en']}"


def _settled(data: bytes) -> bytes:
    """Write an archive again without the time of day."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as archive,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as settled,
    ):
        for name in archive.namelist():
            part = archive.read(name)
            if name == "docProps/core.xml":
                part = _CHANGED.sub(rb"\g<1>" + _THEN.encode(), part)
            entry = zipfile.ZipInfo(name, _EARLIEST)
            entry.compress_type = zipfile.ZIP_DEFLATED
            settled.writestr(entry, part)
    return out.getvalue()


def _guide(sheet: Worksheet, shown: Mapping[str, Sequence[str]]) -> None:
    from openpyxl.styles import Alignment, Font, PatternFill  # noqa: PLC0415

    sheet.title = GUIDE_SHEETS[current_language()]
    for line in guide_lines({sheet_title(n): (n, columns) for n, columns in shown.items()}):
        sheet.append(line.cells)
        row = sheet[sheet.max_row]
        for cell in row:
            cell.alignment = Alignment(wrap_text=len(line.cells) > 1, vertical="top")
            if line.heading:
                cell.font = Font(name=_FONT, bold=True, size=14 if sheet.max_row == 1 else 11)
            if line.needed:
                cell.fill = PatternFill("solid", fgColor=_NEEDED)
    for letter, width in (("A", 30), ("B", 12), ("C", 90)):
        sheet.column_dimensions[letter].width = width
    sheet.row_dimensions[1].height = 24
    sheet.sheet_view.showGridLines = False
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True


class _Lists:
    """The hidden sheet of words to choose from, one column for each list."""

    def __init__(self, book: Workbook) -> None:
        self.book = book
        self.places: dict[str, str] = {}
        self.sheet = book.create_sheet(LISTS_SHEET)

    def place_of(self, column: Column) -> str:
        """Return where the words of a column stand, empty where it takes any text."""
        name = column.vocabulary or column.form or ""
        if name not in self.places:
            words = list_of(column)
            letter = _letter(len([place for place in self.places.values() if place]) + 1)
            for row, word in enumerate(words, start=1):
                self.sheet[f"{letter}{row}"] = word
            end = f"${letter}${len(words)}"
            self.places[name] = f"'{LISTS_SHEET}'!${letter}$1:{end}" if words else ""
        return self.places[name]

    def close(self) -> None:
        """Put the sheet last and hide it."""
        self.book.move_sheet(self.sheet, len(self.book.sheetnames))
        self.sheet.sheet_state = "hidden"


class _Filled:
    """One table of the template: header, example, widths, formats, choices."""

    def __init__(self, book: Any, lists: _Lists, table: str, columns: Sequence[str]) -> None:
        self.sheet = book.create_sheet(sheet_title(table))
        self.lists, self.table = lists, table
        self.columns = [tables()[table].columns[name] for name in columns]

    def write(self) -> None:
        for place, column in enumerate(self.columns, start=1):
            self._column(_letter(place), column)
        for number, row in enumerate(EXAMPLES[self.table], start=2):
            self._example(number, {**row, **_names_of_ends(row)})
        self.sheet.freeze_panes = "A2"
        self.sheet.row_dimensions[1].height = 34
        self.sheet.page_setup.orientation = "landscape"
        self.sheet.page_setup.fitToHeight = 0
        self.sheet.sheet_properties.pageSetUpPr.fitToPage = True

    def _column(self, letter: str, column: Column) -> None:
        from openpyxl.styles import Alignment, Font, PatternFill  # noqa: PLC0415

        cell = self.sheet[f"{letter}1"]
        cell.value = header(column)
        cell.font = Font(name=_FONT, bold=True)
        cell.fill = PatternFill("solid", fgColor=_NEEDED if column.required else _HEADER)
        cell.alignment = Alignment(wrap_text=True, vertical="center")
        dimension = self.sheet.column_dimensions[letter]
        dimension.width = _WIDE.get(column.name, _USUAL)
        dimension.number_format = _format(column)
        self._check(letter, column)

    def _check(self, letter: str, column: Column) -> None:
        from openpyxl.worksheet.datavalidation import DataValidation  # noqa: PLC0415

        words = self.lists.place_of(column)
        kind, formula = ("list", words) if words else ("custom", _rule(f"{letter}2", column))
        found = DataValidation(
            type=kind if formula else None,
            formula1=formula or None,
            allow_blank=True,
            errorStyle="warning",
            showErrorMessage=bool(formula),
            showInputMessage=True,
            errorTitle=_("Please check")[:_LONGEST_TITLE],
            error=_warning(column, bool(words))[:_LONGEST_HINT],
            promptTitle=column.title(current_language())[:_LONGEST_TITLE],
            prompt=column_hint(self.table, column)[:_LONGEST_HINT],
        )
        self.sheet.add_data_validation(found)
        found.add(f"{letter}2:{letter}{_LAST}")

    def _example(self, number: int, row: Mapping[str, str]) -> None:
        from openpyxl.styles import Font  # noqa: PLC0415

        for place, column in enumerate(self.columns, start=1):
            cell = self.sheet.cell(number, place)
            cell.number_format = _format(column)
            cell.font = Font(name=_FONT, italic=True, color=_EXAMPLE)
            text = row.get(column.name, "")
            if text:
                cell.value = int(text) if column.type == "integer" else _worded(column, text)


def _names_of_ends(row: Mapping[str, str]) -> Mapping[str, str]:
    """Return the ends of a link by name, as most people will write them."""
    label = f"name_{current_language()}"
    names = {one["id"]: one[label] for one in EXAMPLES["organizations"]}
    return {end: names[row[end]] for end in ("source", "target") if row.get(end) in names}


def _worded(column: Column, text: str) -> str:
    """Write a code of an example as the word that the list offers."""
    words = dict(zip(list_of(column, codes=True), list_of(column), strict=True))
    return words.get(text, text)


def _format(column: Column) -> str:
    return "General" if column.type in ("integer", "number") else "@"


def _rule(cell: str, column: Column) -> str:
    """Return the formula of what is plainly right; anything else is warned of, never forbidden."""
    if column.form == "date":
        year = f"IFERROR(VALUE(LEFT({cell},4)),0)"
        return f"OR(ISNUMBER({cell}),AND({year}>=1900,{year}<=2100))"
    if column.type in ("integer", "number"):
        return f"IFERROR(VALUE({cell})>=0,FALSE)" if column.minimum == 0 else f"ISNUMBER({cell})"
    return ""


def _warning(column: Column, listed: bool) -> str:
    if listed:
        return _("This is no word of the list. Keep it all the same?")
    if column.form == "date":
        return _("Write a date as 2019, 2019-09 or 2019-09-01. Keep this all the same?")
    return _("Write a number without words. Keep this all the same?")


def _letter(place: int) -> str:
    from openpyxl.utils import get_column_letter  # noqa: PLC0415

    return str(get_column_letter(place))
