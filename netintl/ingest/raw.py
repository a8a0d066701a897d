"""A table as it stands in a file: text cells, and the row a spreadsheet would show for each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from netintl.errors import InputError
from netintl.i18n import _
from netintl.ingest.columns import Column
from netintl.model.cells import SEPARATOR
from netintl.model.labels import folded, header_names
from netintl.model.limits import limits

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from netintl.ingest.issues import IssueLog
    from netintl.model.schema import Table

FIRST_ROW = 2  # row 1 of a spreadsheet is the header


@dataclass(slots=True)
class RawTable:
    """Text cells of one file or sheet; ``reasons`` holds a code for rows already rejected.

    ``of_network`` marks the nodes and edges of network files, which no table of ours declares.
    """

    name: str
    file: str
    columns: dict[str, Column]
    rows: np.ndarray
    reasons: np.ndarray
    of_network: bool = False

    @classmethod
    def of(
        cls, name: str, file: str, columns: dict[str, Column], rows: np.ndarray | None = None
    ) -> RawTable:
        """Wrap columns; without ``rows`` they stand one below the other under the header."""
        count = len(next(iter(columns.values())).codes) if columns else 0
        places = np.arange(FIRST_ROW, FIRST_ROW + count) if rows is None else rows
        return cls(name, file, columns, places, np.full(count, "", dtype=object))

    @property
    def headless(self) -> bool:
        """Whether rows were found, but no header."""
        return bool(len(self.reasons)) and bool((self.reasons == "FIL013").all())

    @property
    def frame(self) -> pd.DataFrame:
        """The cells as a frame."""
        return pd.DataFrame({name: column.cells() for name, column in self.columns.items()})


@dataclass(frozen=True, slots=True)
class Records:
    """Rows of text as they stand in a file; ``rows`` numbers them as a spreadsheet shows them."""

    file: str
    cells: Sequence[Sequence[str]]
    rows: np.ndarray
    separator: str = SEPARATOR


def from_records(name: str, records: Records, place: int | None, log: IssueLog) -> RawTable:
    """Build a rectangular table from the records below a header; ragged rows are located issues.

    ``place`` tells which record is the header; where none is, every row is rejected and kept in
    the ledger. Cells beyond the header are joined to the last one, so that a rejected row loses
    nothing.
    """
    file = records.file
    if place is None:
        return _headless(name, records, log)
    if place:
        above = "; ".join(filter(None, (" ".join(row).strip() for row in records.cells[:place])))
        log.add("FIL012", file, records.rows[place], value=above)
    header = distinct_headers(records.cells[place], file, log, row=int(records.rows[place]))
    body, rows = records.cells[place + 1 :], records.rows[place + 1 :]
    raw = _table(name, file, header, body, rows, records.separator)
    width = len(header)
    lengths = np.fromiter((len(record) for record in body), np.int64, len(body))
    blank = np.fromiter((not any(record) for record in body), bool, len(body))
    for code, hit in (
        ("ROW003", blank),
        ("ROW001", (lengths > width) & ~blank),
        ("ROW002", (lengths < width) & ~blank),
    ):
        shown = [records.separator.join(body[at]) for at in np.flatnonzero(hit).tolist()]
        log.add(code, file, raw.rows[hit], value=shown)
        if code != "ROW002":
            raw.reasons[hit] = code
    return raw


def _headless(name: str, records: Records, log: IssueLog) -> RawTable:
    first = records.separator.join(records.cells[0])
    log.add("FIL013", records.file, records.rows[0], value=first)
    width = max(map(len, records.cells))
    header = [f"column_{place}" for place in range(1, width + 1)]
    raw = _table(name, records.file, header, records.cells, records.rows, records.separator)
    raw.reasons[:] = "FIL013"
    return raw


def _table(
    name: str,
    file: str,
    header: list[str],
    body: Sequence[Sequence[str]],
    rows: np.ndarray,
    separator: str,
) -> RawTable:
    width = len(header)
    check_size(file, len(body), width)
    squared = [_squared(record, width, separator) for record in body]
    cells = list(zip(*squared, strict=True)) if squared else [()] * width
    columns = {label: Column.of(cell) for label, cell in zip(header, cells, strict=True)}
    return RawTable.of(name, file, columns, rows)


def check_size(file: str, rows: int, columns: int) -> None:
    """Refuse a table beyond the limits, before it takes the memory.

    Raises
    ------
    InputError
        Naming the limit.
    """
    for found, name, sentence in (
        (rows, "rows", _("{file} has {n} rows; the limit is {limit}.")),
        (columns, "columns", _("{file} has {n} columns; the limit is {limit}.")),
        (rows * columns, "cells", _("{file} has {n} cells; the limit is {limit}.")),
    ):
        most = limits()[name]
        if found > most:
            raise InputError(
                sentence.format(file=file, n=found, limit=most),
                cure=_("Leave out what is empty or does not belong to the table, or split it."),
            )


def _squared(record: Sequence[str], width: int, separator: str) -> Sequence[str]:
    if len(record) == width:
        return record
    if len(record) < width:
        return [*record, *[""] * (width - len(record))]
    return [*record[: width - 1], separator.join(record[width - 1 :])]


def distinct_headers(header: Sequence[str], file: str, log: IssueLog, *, row: int = 1) -> list[str]:
    """Return headers that differ from each other; empty and doubled ones get a number."""
    seen: dict[str, int] = {}
    distinct = []
    for place, label in enumerate((text.strip("\ufeff \t") for text in header), start=1):
        if not label:
            log.add("FIL010", file, row, value=str(place))
        name = label or f"column_{place}"
        seen[name] = seen.get(name, 0) + 1
        if seen[name] > 1:
            log.add("FIL005", file, row, column=name, value=name)
            name = f"{name}_{seen[name]}"
        distinct.append(name)
    return distinct


def declared_headers(table: Table, columns: Mapping[str, Column]) -> dict[str, Column]:
    """Rename titled headers to the declared column names; a name is given out once."""
    known = header_names(table.name)
    taken = {label for label in columns if label in table.columns}
    renamed: dict[str, Column] = {}
    for label, column in columns.items():
        name = known.get(folded(label), label)
        if label in taken or name in taken:
            name = label
        taken.add(name)
        renamed[name] = column
    return renamed
