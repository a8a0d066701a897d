"""One sheet of a workbook of any format: the text of its cells, and what was strange about it."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any, Final

from netintl.errors import InputError
from netintl.i18n import _
from netintl.model.limits import limits

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

_DIGITS: Final = ".15g"  # what a spreadsheet shows of a number at most

Place = tuple[int, int]  # row and column as a spreadsheet numbers them
Merged = tuple[int, int, int]  # column, first and last row of what is merged over several rows


@dataclass(slots=True)
class SheetCells:
    """Text by row and column, and what was strange about it.

    Attributes
    ----------
    rows
        Text by column for each row that holds any; rows may share what they hold.
    odd
        Issue code and text for cells without a value that can be used.
    hidden
        Rows that the sheet does not show.
    repeated
        First cells of what is merged over several rows, whose text stands in each of them.
    """

    rows: dict[int, dict[int, str]] = field(default_factory=dict)
    odd: dict[Place, tuple[str, str]] = field(default_factory=dict)
    hidden: list[int] = field(default_factory=list)
    repeated: dict[Place, str] = field(default_factory=dict)

    @property
    def width(self) -> int:
        """The last column that holds text."""
        return max((max(cells) for cells in self.rows.values()), default=0)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet of an opened workbook; its cells are read when they are asked for."""

    title: str
    visible: bool
    read: Callable[[], SheetCells]


def repeat_down(found: SheetCells, merged: Iterable[Merged]) -> None:
    """Write the text of merged cells into each row they cover that holds anything.

    Raises
    ------
    InputError
        When the merged cells cover more rows than a table may have.

    Examples
    --------
    >>> cells = SheetCells(rows={1: {1: "A"}, 2: {2: "B"}})
    >>> repeat_down(cells, [(1, 1, 2)])
    >>> cells.rows[2], cells.repeated
    ({1: 'A', 2: 'B'}, {(1, 1): 'A'})
    """
    numbers, budget = sorted(found.rows), limits()["rows"]
    for column, top, bottom in merged:
        text = found.rows.get(top, {}).get(column)
        if text is None:
            continue
        below = numbers[bisect_right(numbers, top) : bisect_right(numbers, bottom)]
        budget -= len(below)
        if budget < 0:
            raise InputError(
                _("Merged cells would repeat text in more than {limit} rows.").format(
                    limit=limits()["rows"]
                ),
                cure=_("Unmerge the cells and save the workbook again."),
            )
        for number in below:
            found.rows[number] = {column: text, **found.rows[number]}
        if below:
            found.repeated[top, column] = text


def cell_text(value: Any) -> str:
    """Write a cell as its user meant it.

    Examples
    --------
    >>> cell_text(2019.0), cell_text("0012"), cell_text(datetime(2019, 9, 1)), cell_text(True)
    ('2019', '0012', '2019-09-01', 'yes')
    >>> cell_text(0.1 + 0.2)
    '0.3'
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else format(value, _DIGITS)
    if isinstance(value, datetime):
        return value.isoformat(sep=" ") if value.time() != time() else value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    return str(value)
