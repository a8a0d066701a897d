"""What a table or a column may be called: its code, or its title in either language."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from netintl.model.schema import tables

if TYPE_CHECKING:
    from collections.abc import Mapping


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


def folded(label: str) -> str:
    """Fold a header or name for comparison: case, spaces, hyphens and underscores.

    Examples
    --------
    >>> folded(" Chinese-Name ")
    'chinese name'
    """
    return label.strip().casefold().replace("_", " ").replace("-", " ")
