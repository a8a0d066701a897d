"""The ledger: for every file, rows read = rows kept + rows merged + rows rejected."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from netintl.model.issue_codes import issue_codes

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from netintl.ingest.draft import Draft

COLUMNS = ("file", "table", "read", "kept", "merged", "rejected")


@dataclass(frozen=True, slots=True)
class Ledger:
    """What became of every row read.

    ``table`` has one line per file with the columns file, table, read, kept, merged, rejected;
    ``fallen`` lists every row that was merged or rejected, with its reason and its cells.
    """

    table: pd.DataFrame
    fallen: pd.DataFrame

    @property
    def balanced(self) -> bool:
        """Tell whether read = kept + merged + rejected in every file."""
        lines = self.table
        return bool((lines["read"] == lines["kept"] + lines["merged"] + lines["rejected"]).all())

    def total(self, column: str) -> int:
        """Add up one column over all files."""
        return int(self.table[column].sum())


def close_ledger(drafts: Mapping[str, Draft]) -> Ledger:
    """Count the fate of every row, file by file."""
    lines = [line for draft in drafts.values() for line in _lines(draft)]
    fallen = [draft.fallen() for draft in drafts.values() if not draft.alive.all()]
    return Ledger(
        table=pd.DataFrame(lines, columns=list(COLUMNS)).sort_values("file", ignore_index=True),
        fallen=pd.concat(fallen, ignore_index=True).fillna("") if fallen else _nothing(),
    )


def _nothing() -> pd.DataFrame:
    return pd.DataFrame({"file": [], "row": [], "code": []})


def _lines(draft: Draft) -> Iterable[tuple[str, str, int, int, int, int]]:
    effects = {code: meaning.effect for code, meaning in issue_codes().items()}
    dead = np.flatnonzero(~draft.alive)
    merged = dead[[effects[code] == "merge" for code in draft.reasons[dead]]]
    names, start = draft.names, draft.start
    for place, file in enumerate(names):
        first, end = start[place], start[place + 1]
        kept = int(draft.alive[first:end].sum())
        joined = int(((merged >= first) & (merged < end)).sum())
        yield file, draft.table.name, end - first, kept, joined, end - first - kept - joined
