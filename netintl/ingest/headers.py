"""Where the header of a table stands: in row 1, below a title, or nowhere."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from netintl.model.labels import folded, header_names
from netintl.model.schema import tables

if TYPE_CHECKING:
    from collections.abc import Sequence

SOUGHT: Final = 20  # rows; nobody writes a longer preface above a table
_ENOUGH: Final = 2  # declared columns that make a row a header where required ones are missing


def header_place(table: str, records: Sequence[Sequence[str]]) -> int | None:
    """Return which record is the header, or None where none is.

    A row with all required columns is one; else the row, within the first twenty, that names the
    most declared columns, two at least or one in the first row. The header of a table that is not
    declared is its first row.

    Examples
    --------
    >>> header_place("links", [["Partners of 2024"], ["source", "target"], ["A", "B"]])
    1
    >>> header_place("links", [["A", "B"], ["A", "C"]]) is None
    True
    """
    if table not in tables():
        return 0
    known = header_names(table)
    required = {column.name for column in tables()[table].columns.values() if column.required}
    named = [
        {known[label] for label in map(folded, map(_bare, record)) if label in known}
        for record in records[:SOUGHT]
    ]
    for place, names in enumerate(named):
        if required <= names:
            return place
    most = max(named, key=len, default=set())
    if len(most) >= _ENOUGH or (named and most and most == named[0]):
        return named.index(most)
    return None


def heads_a_table(record: Sequence[str]) -> bool:
    """Tell whether a row is the header of some table: it names all that the table requires.

    Examples
    --------
    >>> heads_a_table(["Source", "target", "x"]), heads_a_table(["id", "weather"])
    (True, False)
    """
    labels = [folded(_bare(label)) for label in record]
    for name, table in tables().items():
        known = header_names(name)
        required = {column.name for column in table.columns.values() if column.required}
        if len(required) >= _ENOUGH and required <= {known.get(label) for label in labels}:
            return True
    return False


def _bare(label: str) -> str:
    return label.strip("\ufeff \t")
