"""Tables made plain: merged cells filled, columns of a matrix or of years turned into rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from netintl.errors import InputError
from netintl.i18n import _
from netintl.ingest.columns import Column
from netintl.ingest.raw import RawTable

if TYPE_CHECKING:
    from collections.abc import Iterable

    from netintl.ingest.issues import IssueLog
    from netintl.ingest.mapping_rules import Melt


def filled_down(raw: RawTable, names: Iterable[str], log: IssueLog) -> RawTable:
    """Repeat the cells of some columns below themselves where nothing stands, and tell it.

    Raises
    ------
    InputError
        When the table lacks a column that is to be filled.

    Examples
    --------
    >>> from netintl.ingest.issues import IssueLog
    >>> cells = {"project": ["P1", "", "P2"], "partner": ["A", "B", "C"]}
    >>> raw = RawTable.of("", "y.csv", {name: Column.of(part) for name, part in cells.items()})
    >>> filled_down(raw, ["project"], IssueLog()).frame["project"].tolist()
    ['P1', 'P1', 'P2']
    """
    columns = dict(raw.columns)
    for name in names:
        _check_column(raw, name)
        cells = columns[name].cells()
        stands = np.char.strip(cells.astype(str)) != ""
        last = np.maximum.accumulate(np.where(stands, np.arange(len(cells)), -1))
        hit = ~stands & (last >= 0)
        filled = cells.copy()
        filled[hit] = cells[last[hit]]
        columns[name] = Column.of(filled)
        log.add("ROW006", raw.file, raw.rows[hit], column=name, value=filled[hit])
    return RawTable(raw.name, raw.file, columns, raw.rows, raw.reasons)


def melted(raw: RawTable, melt: Melt) -> RawTable:
    """Return a row for each filled cell of the melted columns, with all other cells beside it.

    A row of which no such cell is filled stays, once, with both columns empty.

    Raises
    ------
    InputError
        When the table lacks a column that is to be melted.

    Examples
    --------
    >>> from netintl.ingest.mapping_rules import Melt
    >>> cells = {"school": ["A", "B"], "2019": ["5", ""], "2020": ["7", ""]}
    >>> raw = RawTable.of("", "y.csv", {name: Column.of(part) for name, part in cells.items()})
    >>> frame = melted(raw, Melt(columns=("2019", "2020"), names="year", values="n")).frame
    >>> frame.to_numpy().tolist()
    [['A', '2019', '5'], ['A', '2020', '7'], ['B', '', '']]
    """
    for name in melt.columns:
        _check_column(raw, name)
    cells = [np.char.strip(raw.columns[name].cells().astype(str)) for name in melt.columns]
    grid = np.stack(cells, axis=1)
    filled = grid != ""
    count = np.maximum(filled.sum(axis=1), 1)
    place = np.repeat(np.arange(len(grid)), count)
    names = np.full(len(place), "", dtype=object)
    values = np.full(len(place), "", dtype=object)
    rows, columns = np.nonzero(filled)
    first = np.cumsum(count) - count
    nth = np.cumsum(filled, axis=1)[rows, columns] - 1
    names[first[rows] + nth] = np.array(melt.columns, dtype=object)[columns]
    values[first[rows] + nth] = grid[rows, columns]
    kept = {
        name: Column(column.codes[place], column.values)
        for name, column in raw.columns.items()
        if name not in melt.columns
    }
    kept |= {melt.names: Column.of(names), melt.values: Column.of(values)}
    return RawTable(raw.name, raw.file, kept, raw.rows[place], raw.reasons[place])


def _check_column(raw: RawTable, name: str) -> None:
    if name not in raw.columns:
        raise InputError(
            _("{file} has no column {column}, which the mapping reads.").format(
                file=raw.file, column=name
            ),
            cure=_("Correct the column name in the mapping or in the file."),
        )
