"""XLSX workbooks to raw tables: ids stay text, dates become ISO dates, nothing is hidden."""

from __future__ import annotations

import csv
import io
import zipfile
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from netintl.errors import NetintlError
from netintl.ingest.archives import check_archive
from netintl.ingest.headers import SOUGHT, header_place
from netintl.ingest.raw import Records, check_size, from_records
from netintl.model.labels import folded, table_names

if TYPE_CHECKING:
    from netintl.ingest.issues import IssueLog
    from netintl.ingest.raw import RawTable
    from netintl.ingest.sheet_cells import SheetCells

_OLE: Final = bytes.fromhex("d0cf11e0a1b11ae1")  # the container of .xls and of encrypted .xlsx


def read_workbook(stem: str, file: str, data: bytes, log: IssueLog) -> list[RawTable]:
    """Read every sheet that carries the name of a table; a lone sheet takes the file's name.

    Whatever a damaged or hostile workbook makes the library raise becomes a located issue here;
    what is wrong in one sheet leaves the others alone.
    """
    try:
        book = _opened(file, data)
    except NetintlError:
        raise
    except Exception as problem:  # noqa: BLE001 - the library raises anything on hostile XML
        old = data.startswith(_OLE)
        log.add("FIL004", file, value="XLS, or encrypted XLSX" if old else _reason(problem))
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
            raw = _sheet(name, label, sheet, log)
            if raw is not None:
                found.append(raw)
    finally:
        book.close()
    return found


def _opened(file: str, data: bytes) -> Any:
    from openpyxl import load_workbook  # noqa: PLC0415 - 0.25 s that a CSV package never needs

    if zipfile.is_zipfile(io.BytesIO(data)):
        check_archive(file, data)
    return load_workbook(io.BytesIO(data), read_only=True, data_only=True)


def _reason(problem: Exception) -> str:
    """Return what the library says of a file, but not what it says of its own insides."""
    inside = (AttributeError, TypeError, LookupError)
    return "" if isinstance(problem, inside) else str(problem)


def _cells_of(sheet: Any) -> SheetCells:
    from netintl.ingest.sheet_cells import read_cells  # noqa: PLC0415 - it imports openpyxl

    return read_cells(sheet)


def sheet_heads(file: str, data: bytes) -> list[str]:
    """Write the first rows of each sheet as CSV, to tell what a workbook looks like."""
    try:
        book = _opened(file, data)
        sheets = [list(_cells_of(sheet).rows.values()) for sheet in book.worksheets]
        book.close()
    except Exception:  # noqa: BLE001 - what cannot be read looks like nothing
        return []
    return [_head(rows[:SOUGHT]) for rows in sheets]


def _head(rows: list[dict[int, str]]) -> str:
    stream = io.StringIO()
    width = max((max(row) for row in rows), default=0)
    csv.writer(stream).writerows([[r.get(c, "") for c in range(1, width + 1)] for r in rows])
    return stream.getvalue()


def _sheet(name: str, label: str, sheet: Any, log: IssueLog) -> RawTable | None:
    """Read one sheet, or note why it cannot be read and return None."""
    try:
        cells = _cells_of(sheet)
    except NetintlError:
        raise
    except Exception as problem:  # noqa: BLE001 - the library raises anything on hostile XML
        log.add("FIL004", label, value=_reason(problem))
        return None
    if not cells.rows:
        log.add("FIL002", label)
        return None
    if sheet.sheet_state != "visible":
        log.add("FIL015", label)
    return _table(name, label, cells, log)


def _table(name: str, label: str, cells: SheetCells, log: IssueLog) -> RawTable:
    width = cells.width
    check_size(label, len(cells.rows), width)
    places = range(1, width + 1)
    texts = [[row.get(place, "") for place in places] for row in cells.rows.values()]
    records = Records(label, texts, np.fromiter(cells.rows, np.int64, len(texts)))
    place = header_place(name, texts[:SOUGHT])
    raw = from_records(name, records, place, log)
    labels = list(raw.columns)
    for (row, column), (code, text) in cells.odd.items():
        log.add(code, label, row, column=_label(labels, column), value=text)
    for (row, column), text in cells.repeated.items():
        log.add("ROW006", label, row, column=_label(labels, column), value=text)
    shown = set(cells.rows)
    log.add("ROW007", label, [row for row in cells.hidden if row in shown])
    return raw


def _label(labels: list[str], column: int) -> str:
    return labels[column - 1] if column <= len(labels) else ""
