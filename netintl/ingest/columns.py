"""A column as its distinct values and a code for each row: a check looks at each value once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

WORDING: Final = "persons:wording"  # what links say of persons beyond the number, row by row


@dataclass(frozen=True, slots=True)
class Column:
    """Row ``i`` holds ``values[codes[i]]``; values are distinct text."""

    codes: np.ndarray
    values: np.ndarray

    @classmethod
    def of(cls, cells: Sequence[str] | np.ndarray) -> Column:
        """Take a column of cells apart.

        Examples
        --------
        >>> Column.of(["b", "a", "b"]).values.tolist()
        ['b', 'a']
        """
        codes, values = pd.factorize(np.asarray(cells, dtype=object))
        return cls(codes.astype(np.int32), np.asarray(values, dtype=object))

    @classmethod
    def filled(cls, value: str, length: int) -> Column:
        """Repeat one value."""
        return cls(np.zeros(length, dtype=np.int32), np.array([value], dtype=object))

    def cells(self) -> np.ndarray:
        """Return the column row by row."""
        return self.values[self.codes] if len(self.values) else np.empty(0, dtype=object)

    def where(self, test: Callable[[str], bool]) -> np.ndarray:
        """Mark the rows whose value passes a test."""
        hit = np.fromiter(map(test, self.values.tolist()), bool, len(self.values))
        return hit[self.codes] if hit.any() else np.zeros(len(self.codes), dtype=bool)

    def equals(self, value: str) -> np.ndarray:
        """Mark the rows that hold one value."""
        known = np.flatnonzero(self.values == value)
        hit: np.ndarray = self.codes == (known[0] if len(known) else -1)
        return hit

    def changed(self, values: Sequence[str] | np.ndarray) -> Column:
        """Return the column with each distinct value replaced; values may fall together."""
        place, distinct = pd.factorize(np.asarray(values, dtype=object))
        return Column(place.astype(np.int32)[self.codes], np.asarray(distinct, dtype=object))

    def put(self, hit: np.ndarray, value: str) -> Column:
        """Return the column with one value at the rows marked."""
        known = np.flatnonzero(self.values == value)
        values = self.values if len(known) else np.append(self.values, value).astype(object)
        codes = self.codes.copy()
        codes[hit] = known[0] if len(known) else len(values) - 1
        return Column(codes, values)


def stacked(columns: Sequence[Column]) -> Column:
    """Put columns one below the other."""
    if len(columns) == 1:
        return columns[0]
    return Column.of(np.concatenate([column.cells() for column in columns]))


def repeated_rows(columns: Sequence[Column], rows: np.ndarray) -> np.ndarray:
    """Return those of ``rows`` that agree with another one in every column.

    Columns are compared one after the other, on the rows that are still in question.
    """
    group = np.zeros(len(rows), dtype=np.int64)
    for column in columns:
        key = group * max(len(column.values), 1) + column.codes[rows]
        group, distinct = pd.factorize(key)
        again = np.bincount(group, minlength=len(distinct))[group] > 1
        rows, group = rows[again], group[again]
        if not len(rows):
            break
    return rows
