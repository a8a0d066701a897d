"""A table under check: every row ends kept, merged or rejected, and says why."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from netintl.ingest.columns import Column, stacked
from netintl.model.issue_codes import issue_codes

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from netintl.ingest.issues import IssueLog
    from netintl.ingest.raw import RawTable
    from netintl.model.schema import Table


class Draft:
    """The rows of one table, stacked from all its files, with the fate of each.

    ``columns`` holds the cells as they are now, ``original`` as they stood in the file; ``names``
    and ``start`` tell which rows are of which file, ``rows`` where in it; ``alive`` marks the
    rows that are still kept.
    """

    def __init__(self, table: Table, raws: Sequence[RawTable], log: IssueLog) -> None:
        self.table = table
        self.log = log
        labels = list(dict.fromkeys(label for raw in raws for label in raw.columns))
        self.columns = {
            label: stacked(
                [raw.columns.get(label) or Column.filled("", len(raw.rows)) for raw in raws]
            )
            for label in labels
        }
        self.original = dict(self.columns)
        self.names = [raw.file for raw in raws]
        self.start = [0, *np.cumsum([len(raw.rows) for raw in raws]).tolist()]
        self.rows = np.concatenate([raw.rows for raw in raws])
        self.reasons = np.concatenate([raw.reasons for raw in raws])
        self.alive = np.asarray(self.reasons == "", dtype=bool)

    def __len__(self) -> int:
        return len(self.rows)

    def note(
        self, code: str, hit: np.ndarray, *, column: str = "", values: np.ndarray | None = None
    ) -> None:
        """Record ``code`` at the rows in ``hit`` that are alive, and do what the code says.

        What is shown is the cell of the column, unless ``values`` has something for each row.
        """
        hit = hit & self.alive
        if not hit.any():
            return
        cells = self._shown(column, hit) if values is None else values[hit]
        self.log.add(code, self.files(hit), self.rows[hit], column=column, value=cells)
        effect = issue_codes()[code].effect
        if effect in ("reject", "merge"):
            self._end(hit, code)
        elif effect == "blank":
            if column in self.table.columns and self.table.columns[column].required:
                self._end(hit, code)  # a row without a required value cannot be read
            else:
                self.put(column, hit, "")

    def files(self, hit: np.ndarray) -> np.ndarray:
        """Name the file of each row marked."""
        place = np.searchsorted(self.start, np.flatnonzero(hit), side="right") - 1
        return np.array(self.names, dtype=object)[place]

    def reject_all(self, code: str) -> None:
        """Reject every row that is alive, where the file as a whole cannot be read as a table."""
        self._end(self.alive.copy(), code)

    def _end(self, hit: np.ndarray, code: str) -> None:
        self.reasons[hit] = code
        self.alive[hit] = False

    def put(self, column: str, hit: np.ndarray, value: str) -> None:
        """Set cells of one column."""
        self.columns[column] = self.columns[column].put(hit, value)

    def _shown(self, column: str, hit: np.ndarray) -> np.ndarray | str:
        found = self.columns.get(column)
        return "" if found is None else found.values[found.codes[hit]]

    def cells(self, column: str) -> np.ndarray:
        """Return one column row by row."""
        return self.columns[column].cells()

    def kept(self) -> pd.DataFrame:
        """Return the rows that stand, declared columns first."""
        order = [*self.table.columns, *[n for n in self.columns if n not in self.table.columns]]
        return self._frame(self.columns, order, self.alive)

    def fallen(self) -> pd.DataFrame:
        """Return the rejected and merged rows as they stood in the file, with their reason."""
        gone = ~self.alive
        located = pd.DataFrame(
            {"file": self.files(gone), "row": self.rows[gone], "code": self.reasons[gone]}
        )
        cells = self._frame(self.original, list(self.original), gone)
        return pd.concat([located, cells.add_prefix("cell:")], axis=1)

    def frame(self, names: Sequence[str], rows: np.ndarray) -> pd.DataFrame:
        """Return some columns at some rows, labelled by position."""
        frame = self._frame(self.columns, names, rows)
        return frame.set_axis(rows, axis=0)

    @staticmethod
    def _frame(
        columns: Mapping[str, Column], names: Sequence[str], rows: np.ndarray
    ) -> pd.DataFrame:
        cells = {name: columns[name].values[columns[name].codes[rows]] for name in names}
        return pd.DataFrame(cells, dtype=object)
