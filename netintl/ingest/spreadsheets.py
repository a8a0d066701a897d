"""Workbooks to raw tables: ids stay text, dates become ISO dates, nothing is hidden."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

import numpy as np

from netintl.errors import InputError, NetintlError
from netintl.i18n import _
from netintl.ingest.headers import SOUGHT, header_place, heads_a_table
from netintl.ingest.network_tables import network_place, network_table
from netintl.ingest.raw import Records, check_size, from_records
from netintl.ingest.workbook_files import ProtectedBookError, opened_workbook
from netintl.model.labels import folded, is_aside, table_names
from netintl.model.proposals import listed

if TYPE_CHECKING:
    from netintl.ingest.issues import IssueLog
    from netintl.ingest.raw import RawTable
    from netintl.ingest.sheet import Sheet, SheetCells


def read_workbook(stem: str, file: str, data: bytes, log: IssueLog) -> list[RawTable]:
    """Read every sheet that carries the name of a table; a lone sheet takes the file's name.

    Sheets with another name are read where they are the nodes or edges of a network. Whatever a
    damaged or hostile workbook makes a library raise becomes a located issue here; what is wrong
    in one sheet leaves the others alone.
    """
    try:
        with opened_workbook(file, data) as sheets:
            shown = [sheet for sheet in sheets if not is_aside(sheet.title)]
            labels = [f"{file}[{s.title}]" if len(sheets) > 1 else file for s in shown]
            lone = table_names().get(folded(stem)) if len(shown) == 1 else None
            parts = zip(shown, labels, strict=True)
            return [raw for s, label in parts for raw in _tables(s, label, lone, log)]
    except NetintlError:
        raise
    except ProtectedBookError:
        log.add("FIL017", file)
    except Exception as problem:  # noqa: BLE001 - the libraries raise anything on hostile files
        log.add("FIL004", file, value=_reason(problem))
    return []


def _reason(problem: Exception) -> str:
    """Return what the library says of a file, but not what it says of its own insides."""
    inside = (AttributeError, TypeError, LookupError, AssertionError)
    return "" if isinstance(problem, inside) else str(problem)


def _tables(sheet: Sheet, label: str, lone: str | None, log: IssueLog) -> list[RawTable]:
    name = table_names().get(folded(sheet.title)) or lone
    if name is None:
        return _network_sheet(sheet, label, log)
    try:
        cells = sheet.read()
    except NetintlError:
        raise
    except Exception as problem:  # noqa: BLE001 - the libraries raise anything on hostile files
        log.add("FIL004", label, value=_reason(problem))
        return []
    if not cells.rows:
        log.add("FIL002", label)
        return []
    if not sheet.visible:
        log.add("FIL015", label)
    records = _records(label, cells)
    place = header_place(name, records.cells[:SOUGHT])
    role, network = network_place(sheet.title, records.cells[:SOUGHT])
    if place is None and role:
        return [_network(role, network, records, cells, log)]
    return [located(from_records(name, records, place, log), cells, log)]


def _network_sheet(sheet: Sheet, label: str, log: IssueLog) -> list[RawTable]:
    """Read a sheet of another name, if it is the nodes or edges of a network."""
    try:
        cells = sheet.read()
        records = _records(label, cells)
    except Exception:  # noqa: BLE001 - whatever is wrong with it, it is no table of the package
        log.add("FIL009", label)
        return []
    role, place = network_place(sheet.title, records.cells[:SOUGHT])
    if not role:
        headed = any(map(heads_a_table, records.cells[:SOUGHT]))
        log.add("FIL023" if headed else "FIL009", label)
        return []
    return [_network(role, place, records, cells, log)]


def _network(role: str, place: int, records: Records, cells: SheetCells, log: IssueLog) -> RawTable:
    raw = located(from_records("", records, place, log), cells, log)
    return network_table(raw, role, log)


def _records(label: str, cells: SheetCells) -> Records:
    width = cells.width
    check_size(label, len(cells.rows), width)
    places = range(1, width + 1)
    texts = [[row.get(place, "") for place in places] for row in cells.rows.values()]
    return Records(label, texts, np.fromiter(cells.rows, np.int64, len(texts)))


def located(raw: RawTable, cells: SheetCells, log: IssueLog) -> RawTable:
    """Note what was strange about the cells of a sheet, by the headers of its table."""
    labels = list(raw.columns)
    for (row, column), (code, text) in cells.odd.items():
        log.add(code, raw.file, row, column=_label(labels, column), value=text)
    below = set(raw.rows.tolist())  # a header that spans rows or columns repeats no data
    for (row, column), text in cells.repeated.items():
        if row not in below:
            continue
        log.add("ROW006", raw.file, row, column=_label(labels, column), value=text)
    shown = set(cells.rows)
    log.add("ROW007", raw.file, [row for row in cells.hidden if row in shown])
    return raw


def sheet_grids(file: str, data: bytes, log: IssueLog) -> list[tuple[str, Records, SheetCells]]:
    """Return the title, the rows and the cells of each sheet that holds anything, guides aside."""
    found = []
    try:
        with opened_workbook(file, data) as sheets:
            for sheet in sheets:
                label = f"{file}[{sheet.title}]" if len(sheets) > 1 else file
                cells = sheet.read()
                if cells.rows and not is_aside(sheet.title):
                    title = sheet.title if len(sheets) > 1 else ""
                    found.append((title, _records(label, cells), cells))
    except NetintlError:
        raise
    except ProtectedBookError:
        log.add("FIL017", file)
    except Exception as problem:  # noqa: BLE001 - the libraries raise anything on hostile files
        log.add("FIL004", file, value=_reason(problem))
    return found


def _label(labels: list[str], column: int) -> str:
    return labels[column - 1] if column <= len(labels) else ""


def sheet_heads(file: str, data: bytes) -> list[str]:
    """Write the first rows of each sheet as CSV, to tell what a workbook looks like."""
    try:
        with opened_workbook(file, data) as sheets:
            rows = [list(s.read().rows.values())[:SOUGHT] for s in sheets if not is_aside(s.title)]
    except Exception:  # noqa: BLE001 - what cannot be read looks like nothing
        return []
    return [_head(found) for found in rows]


def _head(rows: list[dict[int, str]]) -> str:
    stream = io.StringIO()
    width = max((max(row) for row in rows), default=0)
    csv.writer(stream).writerows([[r.get(c, "") for c in range(1, width + 1)] for r in rows])
    return stream.getvalue()


def read_sheet(path: str, file: str, wanted: str, data: bytes, log: IssueLog) -> RawTable:
    """Read one sheet of a workbook as a table whose header is its first row.

    Parameters
    ----------
    path
        What to call the workbook in errors.
    file
        What the mapping calls it; issues name the sheet too.
    wanted
        The title of the sheet; may be empty where only one holds anything.

    Raises
    ------
    InputError
        When it cannot be opened, has no such sheet, or has several and none is named.
    """
    try:
        with opened_workbook(file, data) as sheets:
            sheet, cells = _chosen(path, wanted, sheets)
            label = f"{file}[{sheet.title}]" if len(sheets) > 1 else file
            if not sheet.visible:
                log.add("FIL015", label)
            records = _records(label, cells)
            return located(from_records(label, records, 0, log), cells, log)
    except NetintlError:
        raise
    except ProtectedBookError as problem:
        raise InputError(
            _("{path} is protected by a password.").format(path=path),
            cure=_("Save it without a password, and try again."),
        ) from problem
    except Exception as problem:  # the libraries raise anything on hostile files
        raise InputError(
            _("{path} cannot be opened as a workbook.").format(path=path),
            cure=_("Open it in a spreadsheet and save it again as .xlsx or .ods."),
        ) from problem


def _chosen(path: str, wanted: str, sheets: list[Sheet]) -> tuple[Sheet, SheetCells]:
    """Return the sheet that is wanted, or the only one that holds anything."""
    titles = [sheet.title for sheet in sheets]
    named = [s for s in sheets if s.title == wanted] or [
        s for s in sheets if folded(s.title) == folded(wanted)
    ]
    if wanted and len(named) != 1:
        raise InputError(
            _("{path} has no sheet {sheet}.").format(path=path, sheet=wanted),
            cure=_("Its sheets are {names}.").format(names=listed(titles)),
        )
    asked = named if wanted else [sheet for sheet in sheets if not is_aside(sheet.title)]
    found = [(sheet, sheet.read()) for sheet in asked]
    filled = [(sheet, cells) for sheet, cells in found if cells.rows]
    if not filled:
        raise InputError(
            _("{path} holds no table.").format(path=path),
            cure=_("Its sheets are {names}.").format(names=listed(titles)),
        )
    if len(filled) > 1:
        raise InputError(
            _("{path} has several sheets: {names}.").format(
                path=path, names=listed(sheet.title for sheet, _cells in filled)
            ),
            cure=_('Name one in the mapping: sheet = "{name}".').format(name=filled[0][0].title),
        )
    return filled[0]
