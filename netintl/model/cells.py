"""Cells with several values: text with semicolons at the doors, tuples everywhere inside."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

SEPARATOR: Final = ";"
FIRST_YEAR, LAST_YEAR = "1900", "2100"  # of agreements, their ends and their sources


def parts_of(*cells: str) -> tuple[str, ...]:
    """Return the values that cells hold, each once, in their order.

    Examples
    --------
    >>> parts_of("b;a", "c; a"), parts_of("")
    (('b', 'a', 'c'), ())
    """
    parts = (part.strip() for cell in cells for part in cell.split(SEPARATOR))
    return tuple(dict.fromkeys(part for part in parts if part))


def joined(values: Iterable[str]) -> str:
    """Write several values into one cell.

    Examples
    --------
    >>> joined(("b", "a"))
    'b;a'
    """
    return SEPARATOR.join(values)
