"""Several packages as one: the rows of each, united where they have one key, and what differs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import pandas as pd

from netintl.ingest.unions import combine_tables
from netintl.model.schema import tables as declared_tables

if TYPE_CHECKING:
    from collections.abc import Mapping

LEDGER: Final = ("set", "table", "read", "kept", "merged")
DIFFERENCES: Final = ("table", "row", "column", "set", "kept", "other_set", "other")
_UNITED: Final = ("note", "aliases")  # columns that keep what all sets say


@dataclass(frozen=True, slots=True)
class Combined:
    """Tables of several sets, how many rows came from each, and where they contradict.

    Attributes
    ----------
    tables
        One frame for each table.
    ledger
        For each set and table: rows read = kept + merged with a row of an earlier set, or of its
        own.
    differences
        Cells of one row for which two sets say different things: what the earlier one says is
        kept.
    """

    tables: Mapping[str, pd.DataFrame]
    ledger: pd.DataFrame
    differences: pd.DataFrame


def combine_sets(sets: Mapping[str, Mapping[str, pd.DataFrame]]) -> Combined:
    """Combine sets of tables in the order in which they are given; the first leads.

    Examples
    --------
    >>> one = {"sources": pd.DataFrame({"id": ["a"], "title": ["A"]})}
    >>> two = {"sources": pd.DataFrame({"id": ["a", "b"], "title": ["Ay", "B"]})}
    >>> found = combine_sets({"one": one, "two": two})
    >>> found.ledger.to_numpy().tolist()
    [['one', 'sources', 1, 1, 0], ['two', 'sources', 2, 1, 1]]
    >>> found.differences.to_numpy().tolist()
    [['sources', 'a', 'title', 'one', 'A', 'two', 'Ay']]
    """
    ledger: list[tuple[str, str, int, int, int]] = []
    differences: list[tuple[str, ...]] = []
    for name in declared_tables():
        seen: dict[tuple[str, ...], tuple[str, dict[str, str]]] = {}
        for label, tables in sets.items():
            if name not in tables or tables[name].empty:
                continue
            rows = _rows(name, tables[name])
            before = len(seen)
            for key, row in rows:
                first, standing = seen.setdefault(key, (label, row))
                if standing is not row:
                    differences += _differing(name, key, (first, standing), (label, row))
            new = len(seen) - before
            ledger.append((label, name, len(rows), new, len(rows) - new))
    return Combined(
        tables=combine_tables(*sets.values()),
        ledger=pd.DataFrame(ledger, columns=list(LEDGER)).sort_values(
            "set", kind="stable", ignore_index=True, key=lambda names: names.map(list(sets).index)
        ),
        differences=pd.DataFrame(differences, columns=list(DIFFERENCES)),
    )


def _rows(name: str, frame: pd.DataFrame) -> list[tuple[tuple[str, ...], dict[str, str]]]:
    """Return the rows of a table with their keys; all cells where it has no key."""
    key = declared_tables()[name].key or tuple(frame.columns)
    rows = [dict(zip(frame.columns, cells, strict=True)) for cells in frame.to_numpy(dtype=object)]
    return [(tuple(row.get(column, "") for column in key), row) for row in rows]


def _differing(
    name: str,
    key: tuple[str, ...],
    first: tuple[str, dict[str, str]],
    second: tuple[str, dict[str, str]],
) -> list[tuple[str, ...]]:
    """List the cells that both sets fill, differently, and of which only one can stand."""
    (one, row), (other, another) = first, second
    columns = declared_tables()[name].columns
    return [
        (name, "|".join(key), column, one, row[column], other, another[column])
        for column in row
        if column not in _UNITED and not (column in columns and columns[column].separator)
        if row[column] and another.get(column) and row[column] != another[column]
    ]
