"""A table as it stands in a file: text cells, and the row a spreadsheet would show for each."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from netintl.ingest.columns import Column
from netintl.model.schema import tables

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from netintl.ingest.issues import IssueLog
    from netintl.model.schema import Table

FIRST_ROW = 2  # row 1 of a spreadsheet is the header


@dataclass(slots=True)
class RawTable:
    """Text cells of one file or sheet; ``reasons`` holds a code for rows already rejected."""

    name: str
    file: str
    columns: dict[str, Column]
    rows: np.ndarray
    reasons: np.ndarray

    @classmethod
    def of(cls, name: str, file: str, columns: dict[str, Column]) -> RawTable:
        """Wrap columns whose rows stand one below the other under the header."""
        count = len(next(iter(columns.values())).codes) if columns else 0
        rows = np.arange(FIRST_ROW, FIRST_ROW + count)
        return cls(name, file, columns, rows, np.full(count, "", dtype=object))

    @property
    def frame(self) -> pd.DataFrame:
        """The cells as a frame."""
        return pd.DataFrame({name: column.cells() for name, column in self.columns.items()})


def from_records(
    name: str, file: str, records: Sequence[Sequence[str]], separator: str, log: IssueLog
) -> RawTable:
    """Build a rectangular table from the records under a header; ragged rows are located issues.

    Cells beyond the header are joined to the last one, so that a rejected row loses nothing.
    """
    header = distinct_headers(records[0], file, log)
    body = records[1:]
    width = len(header)
    lengths = np.fromiter((len(record) for record in body), np.int64, len(body))
    squared = [_squared(record, width, separator) for record in body]
    cells = list(zip(*squared, strict=True)) if squared else [()] * width
    raw = RawTable.of(name, file, {h: Column.of(c) for h, c in zip(header, cells, strict=True)})
    blank = np.fromiter((not any(record) for record in body), bool, len(body))
    for code, hit in (
        ("ROW003", blank),
        ("ROW001", (lengths > width) & ~blank),
        ("ROW002", (lengths < width) & ~blank),
    ):
        shown = [separator.join(body[place]) for place in np.flatnonzero(hit).tolist()]
        log.add(code, file, raw.rows[hit], value=shown)
        if code != "ROW002":
            raw.reasons[hit] = code
    return raw


def _squared(record: Sequence[str], width: int, separator: str) -> Sequence[str]:
    if len(record) == width:
        return record
    if len(record) < width:
        return [*record, *[""] * (width - len(record))]
    return [*record[: width - 1], separator.join(record[width - 1 :])]


def distinct_headers(header: Sequence[str], file: str, log: IssueLog) -> list[str]:
    """Return headers that differ from each other; empty and doubled ones get a number."""
    seen: dict[str, int] = {}
    distinct = []
    for place, label in enumerate((text.strip("\ufeff \t") for text in header), start=1):
        if not label:
            log.add("FIL010", file, 1, value=str(place))
        name = label or f"column_{place}"
        seen[name] = seen.get(name, 0) + 1
        if seen[name] > 1:
            log.add("FIL005", file, 1, column=name, value=name)
            name = f"{name}_{seen[name]}"
        distinct.append(name)
    return distinct


@cache
def table_names() -> Mapping[str, str]:
    """Map every name a file or sheet may carry (code, English or Chinese title) to its table."""
    names = {}
    for table in tables().values():
        for label in (table.name, *table.titles.values()):
            names[folded(label)] = table.name
    return names


@cache
def header_names(table: str) -> Mapping[str, str]:
    """Map every header a column may carry (code, English or Chinese title) to the column."""
    names: dict[str, str] = {}
    for column in tables()[table].columns.values():
        for label in (*column.titles.values(), column.name):
            names[folded(label)] = column.name
    return names


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


def folded(label: str) -> str:
    """Fold a header or name for comparison: case, spaces, hyphens and underscores.

    Examples
    --------
    >>> folded(" Chinese-Name ")
    'chinese name'
    """
    return label.strip().casefold().replace("_", " ").replace("-", " ")
