"""XLSX workbooks to raw tables: ids stay text, dates become ISO dates."""

from __future__ import annotations

import io
import zipfile
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any

from netintl.ingest.raw import RawTable, folded, from_records, table_names

if TYPE_CHECKING:
    from collections.abc import Iterable

    from netintl.ingest.issues import IssueLog


def read_workbook(stem: str, file: str, data: bytes, log: IssueLog) -> list[RawTable]:
    """Read every sheet that carries the name of a table; a lone sheet takes the file's name."""
    from openpyxl import load_workbook  # noqa: PLC0415 - 0.25 s that a CSV package never needs
    from openpyxl.utils.exceptions import InvalidFileException  # noqa: PLC0415

    try:
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
    except (InvalidFileException, zipfile.BadZipFile, KeyError, ValueError, OSError) as problem:
        log.add("FIL004", file, value=str(problem))
        return []
    found = []
    try:
        for sheet in book.worksheets:
            name = table_names().get(folded(sheet.title))
            if name is None and len(book.worksheets) == 1:
                name = table_names().get(folded(stem))
            label = f"{file}[{sheet.title}]" if len(book.worksheets) > 1 else file
            if name is None:
                log.add("FIL009", label)
                continue
            records = _trimmed([cell_text(cell) for cell in row] for row in sheet.values)
            if not records:
                log.add("FIL002", label)
                continue
            found.append(from_records(name, label, records, ";", log))
    finally:
        book.close()
    return found


def _trimmed(rows: Iterable[list[str]]) -> list[list[str]]:
    """Drop the empty columns and rows that spreadsheets keep at the right and at the bottom."""
    records = list(rows)
    while records and not any(records[-1]):
        records.pop()
    width = max((i + 1 for row in records for i, cell in enumerate(row) if cell), default=0)
    return [row[:width] for row in records]


def cell_text(value: Any) -> str:
    """Write a cell as its user meant it.

    Examples
    --------
    >>> cell_text(2019.0), cell_text("0012"), cell_text(datetime(2019, 9, 1)), cell_text(True)
    ('2019', '0012', '2019-09-01', 'yes')
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime):
        return value.isoformat(sep=" ") if value.time() != time() else value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    return str(value)
