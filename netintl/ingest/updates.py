"""Tables held against those that stood before: what is new, the same, changed or missing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pandas as pd

from netintl.ingest.issues import IssueLog
from netintl.ingest.text_tables import read_text_table
from netintl.model.schema import tables as declared_tables
from netintl.settings_files import read_limited

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

COLUMNS: Final = ("table", "row", "change", "column", "before", "after")
CHANGES: Final = ("new", "same", "changed", "missing")


def standing_tables(folder: Path) -> dict[str, pd.DataFrame]:
    """Return the tables of a package that stands in a folder, as text; none where none does."""
    found = {}
    for name in declared_tables():
        file = folder / f"{name}.csv"
        if file.is_file():
            raw = read_text_table(name, file.name, read_limited(file, limit="file"), IssueLog())
            if raw is not None:
                found[name] = raw.frame
    return found


def counted(before: Mapping[str, pd.DataFrame], after: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Count for each table how many of its rows are new, the same, changed or missing.

    Rows are the same row where they have the same key; where the table has none, the same cells.

    Examples
    --------
    >>> old = {"sources": pd.DataFrame({"id": ["a", "b"], "title": ["A", "B"]})}
    >>> new = {"sources": pd.DataFrame({"id": ["b", "c"], "title": ["Bee", "C"]})}
    >>> counted(old, new).to_dict("records")
    [{'table': 'sources', 'new': 1, 'same': 0, 'changed': 1, 'missing': 1}]
    """
    lines = []
    for name in _names(before, after):
        old, new = (_by_key(name, part.get(name)) for part in (before, after))
        both = old.keys() & new.keys()
        same = sum(old[key] == new[key] for key in both)
        lines.append((name, len(new) - len(both), same, len(both) - same, len(old) - len(both)))
    return pd.DataFrame(lines, columns=["table", *CHANGES])


def changes(before: Mapping[str, pd.DataFrame], after: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """List each row that is new or missing, and each cell that has changed.

    Examples
    --------
    >>> old = {"sources": pd.DataFrame({"id": ["a"], "title": ["A"]})}
    >>> new = {"sources": pd.DataFrame({"id": ["a"], "title": ["B"]})}
    >>> changes(old, new).to_numpy().tolist()
    [['sources', 'a', 'changed', 'title', 'A', 'B']]
    """
    lines = [line for name in _names(before, after) for line in _lines(name, before, after)]
    return pd.DataFrame(lines, columns=list(COLUMNS))


def emptied(
    before: Mapping[str, pd.DataFrame], after: Mapping[str, pd.DataFrame]
) -> list[tuple[str, str, int]]:
    """List the columns that were filled before and are empty in all rows now, with how many cells.

    A table that is gone as a whole is not listed: its rows are counted as missing.

    Examples
    --------
    >>> old = {"sources": pd.DataFrame({"id": ["a", "b"], "title": ["A", ""]})}
    >>> emptied(old, {"sources": pd.DataFrame({"id": ["a", "b"]})})
    [('sources', 'title', 1)]
    """
    found = []
    for name, frame in before.items():
        now = after.get(name)
        if now is None or now.empty:
            continue
        for column in frame.columns:
            cells = int((frame[column] != "").sum())
            if cells and (column not in now or not (now[column] != "").any()):
                found.append((name, str(column), cells))
    return found


def _lines(
    name: str, before: Mapping[str, pd.DataFrame], after: Mapping[str, pd.DataFrame]
) -> Iterator[tuple[str, ...]]:
    old, new = (_by_key(name, part.get(name)) for part in (before, after))
    for key in sorted(old.keys() | new.keys()):
        label = "|".join(key)
        if key not in old:
            yield name, label, "new", "", "", ""
        elif key not in new:
            yield name, label, "missing", "", "", ""
        else:
            for column in sorted(old[key].keys() | new[key].keys()):
                was, is_now = (row[key].get(column, "") for row in (old, new))
                if was != is_now:
                    yield name, label, "changed", column, was, is_now


def _names(before: Mapping[str, pd.DataFrame], after: Mapping[str, pd.DataFrame]) -> list[str]:
    parts = (before, after)
    return [n for n in declared_tables() if any(n in part and len(part[n]) for part in parts)]


def _by_key(name: str, frame: pd.DataFrame | None) -> dict[tuple[str, ...], dict[str, str]]:
    """Return the filled cells of each row by its key, or by all cells where it has none."""
    if frame is None:
        return {}
    key = declared_tables()[name].key
    rows = [
        {column: str(cell) for column, cell in zip(frame.columns, cells, strict=True) if cell}
        for cells in frame.to_numpy(dtype=object)
    ]
    if not key:
        return {tuple(f"{k}={v}" for k, v in sorted(row.items())): {} for row in rows}
    return {tuple(row.get(column, "") for column in key): row for row in rows}
