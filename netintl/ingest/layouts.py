"""How a foreign table is laid out: where its header stands, and what one row of it is."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from netintl.ingest.column_roles import (
    LOOKED_AT,
    ColumnRole,
    is_body,
    is_mark,
    is_number,
    role_of_label,
    roles_of,
    share,
)
from netintl.ingest.headers import SOUGHT
from netintl.ingest.row_shapes import is_short_name, merged_columns, shape_of_rows
from netintl.ingest.written_dates import written_date
from netintl.model.labels import folded_label

if TYPE_CHECKING:
    from collections.abc import Sequence

SHAPES: Final = (
    "edges", "one_sided", "projects", "partners_in_a_cell", "matrix", "years", "register",
)  # fmt: skip
SIGNS: Final = ("\n", "；", ";", "、", "|", "/", ",", "，")
_CERTAIN: Final = ("\n", "；", ";", "、", "|")  # the others also stand within a name
_FULL: Final = 0.5  # of the usual number of cells; rows with fewer are titles
_PLAIN: Final = 0.2  # of a header's cells may be numbers or dates
_OFTEN: Final = 0.3  # of the cells of a column hold a list where it is one
_HALF: Final = 0.5  # of what a certain sign separates is named as organizations are
_LONG: Final = 40  # signs; a header is shorter
_MARKED: Final = 3  # columns of marks at least make a matrix
_REMARK: Final = re.compile(r"\S\s*[:：]\s*\S")  # who filled it in, its unit: no group of columns
_YEAR: Final = re.compile(r"(?<!\d)(19|20)\d\d(?!\d)")


@dataclass(frozen=True, slots=True)
class Layout:
    """The layout of one table.

    Attributes
    ----------
    header
        Places of the records that are its header: one, two below each other, or none.
    labels
        What each column is called, different from each other.
    roles
        What each column means.
    shape
        What one row is, one of `SHAPES`.
    melted
        Columns of a matrix or of years, by place.
    lists
        The sign that separates the items of each column that holds lists, by place.
    merged
        Columns whose empty cells mean the cell above, by place.
    """

    header: tuple[int, ...]
    labels: tuple[str, ...]
    roles: tuple[ColumnRole, ...]
    shape: str
    melted: tuple[int, ...] = ()
    lists: tuple[tuple[int, str], ...] = ()
    merged: tuple[int, ...] = ()

    def places(self, role: str) -> list[int]:
        """Return the columns of one role."""
        return [place for place, column in enumerate(self.roles) if column.role == role]

    @property
    def body(self) -> int:
        """The place of the first record below the header."""
        return self.header[-1] + 1 if self.header else 0


def layout_of(records: Sequence[Sequence[str]]) -> Layout | None:
    """Recognise the layout of a table; None where it holds no rows of two cells or more.

    Examples
    --------
    >>> found = layout_of([["Our partners"], ["Partner", "Country"], ["ITB", "Indonesia"]])
    >>> found.header, [column.role for column in found.roles], found.shape
    ((1,), ['party', 'org_country'], 'register')
    """
    width = max((len(record) for record in records[:LOOKED_AT]), default=0)
    rows = [[*map(str.strip, record), *[""] * (width - len(record))] for record in records]
    rows = [row[:width] for row in rows]
    header = _header(rows)
    if header is None:
        return None
    above, own = _labels(rows, header, width)
    body = rows[(header[-1] + 1 if header else 0) :]
    columns = [[row[place] for row in body] for place in range(width)]
    roles = _with_a_party(_with_short_names(own, roles_of(own, columns, above)), columns)
    labels = _distinct(above, own)
    melted = _matrix(own, columns) or _years(labels, columns)
    if melted:
        first = labels[melted[0]]
        of_years = bool(_YEAR.search(first))
        for place in melted:
            roles[place] = ColumnRole("persons" if of_years else "party")
        return Layout(header, labels, tuple(roles), "years" if of_years else "matrix", melted)
    lists = tuple(
        (place, sign)
        for place, column in enumerate(roles)
        if column.role == "party" and (sign := list_sign(columns[place]))
    )
    merged = merged_columns(roles, columns)
    shape = (
        "projects" if merged else shape_of_rows(own, roles, columns, [place for place, _ in lists])
    )
    return Layout(header, labels, tuple(roles), shape, lists=lists, merged=merged)


def _header(rows: Sequence[Sequence[str]]) -> tuple[int, ...] | None:
    """Find the first full row, and whether it and the next one are headers.

    A row that fills just the gaps below it completes its header; only else may the sparser row
    above name groups. So who filled the table in, and its unit, are no groups.
    """
    filled = [sum(map(bool, row)) for row in rows[:LOOKED_AT]]
    usual = sorted(filled)[len(filled) // 2] if filled else 0
    least = max(2, _FULL * usual)
    place = next((n for n, count in enumerate(filled[:SOUGHT]) if count >= least), None)
    if place is None:
        return None
    if not _heads(rows[place]):
        return ()
    below = rows[place + 1] if place + 1 < len(rows) else []
    two = below and _is_group(rows[place]) and _heads(below)
    if two and _complements(below, rows[place]):
        return (place, place + 1)
    if place and _spans(rows[place - 1], rows[place]):
        return (place - 1, place)
    if two and _tells(below, rows[place]):
        return (place, place + 1)
    return (place,)


def _spans(above: Sequence[str], row: Sequence[str]) -> bool:
    """Tell whether a row that is not full names groups of the columns below it."""
    groups = [place for place, cell in enumerate(above) if cell]
    if any(_REMARK.search(cell) for cell in above):
        return False
    return (
        len({above[place] for place in groups}) > 1
        and _heads(above)
        and all(row[place] for place in groups)
    )


def _heads(row: Sequence[str]) -> bool:
    """Tell whether a row can be a header: words, hardly a number or a date, years excepted."""
    cells = [cell for cell in row if cell]
    odd = share(cells, lambda c: not _is_a_year(c) and (is_number(c) or bool(written_date(c))))
    return bool(cells) and odd <= _PLAIN and share(cells, lambda c: len(c) <= 3 * _LONG) > _FULL


def _is_a_year(cell: str) -> bool:
    """Tell whether a cell is a year, with or without the word, as columns of years are headed."""
    return bool(_YEAR.search(cell)) and len(re.sub(r"\D", "", cell)) == 4  # noqa: PLR2004


def _is_group(row: Sequence[str]) -> bool:
    """Tell whether a header has gaps or repeats, as merged cells leave them."""
    cells = [cell for cell in row if cell]
    return len(cells) < len(row) or len(set(cells)) < len(cells)


def _tells(row: Sequence[str], above: Sequence[str]) -> bool:
    """Tell whether a row below a header names columns rather than holding data."""
    cells = [(cell, group) for cell, group in zip(row, above, strict=True) if cell]
    known = [
        cell == group
        or (len(cell) <= _LONG and role_of_label(cell) is not None and not _data(cell))
        for cell, group in cells
    ]
    return sum(known) >= max(2, _FULL * len(known))


def _complements(row: Sequence[str], above: Sequence[str]) -> bool:
    """Tell whether a row fills what the one above leaves open, and leaves open what it fills.

    Cells that are merged down stand in both.
    """
    pairs = list(zip(row, above, strict=True))
    return (
        all(bool(cell) for cell, group in pairs if not group)
        and any(group and cell in ("", group) for cell, group in pairs)
        and not any(sign.isdigit() for cell in row for sign in cell)
    )


def _data(cell: str) -> bool:
    return any(sign.isdigit() for sign in cell) or (is_body(cell) and len(cell) > _LONG // 3)


def header_labels(records: Sequence[Sequence[str]], header: Sequence[int]) -> tuple[str, ...]:
    """Return what the columns below a header are called, different from each other.

    Examples
    --------
    >>> header_labels([["", "Partner", ""], ["No", "Name", "Country"], ["1", "A", "B"]], (0, 1))
    ('No', 'Partner / Name', 'Partner / Country')
    >>> header_labels([["A", "B"]], ())
    ('column_1', 'column_2')
    """
    width = max((len(record) for record in records), default=0)
    rows = [[*map(str.strip, records[n]), *[""] * width][:width] for n in header]
    return _distinct(*_labels(rows, tuple(range(len(header))), width))


def _labels(
    rows: Sequence[Sequence[str]], header: tuple[int, ...], width: int
) -> tuple[list[str], list[str]]:
    """Return the labels of groups, carried over the columns they span, and those of columns."""
    if not header:
        return [""] * width, [""] * width
    own = list(rows[header[-1]])
    if len(header) == 1:
        return [""] * width, own
    above, group = [], ""
    for top, bottom in zip(rows[header[0]], own, strict=True):
        group = top or (group if bottom else "")
        above.append("" if group == bottom else group)
    own = [bottom or top for top, bottom in zip(rows[header[0]], own, strict=True)]
    return ["" if a == o else a for a, o in zip(above, own, strict=True)], own


def _distinct(above: Sequence[str], own: Sequence[str]) -> tuple[str, ...]:
    """Join the labels of two rows, and tell empty and repeated ones apart by number."""
    joined = [f"{a} / {o}" if a else o for a, o in zip(above, own, strict=True)]
    seen: dict[str, int] = {}
    labels = []
    for place, label in enumerate(joined, start=1):
        name = label or f"column_{place}"
        seen[name] = seen.get(name, 0) + 1
        labels.append(name if seen[name] == 1 else f"{name}_{seen[name]}")
    return tuple(labels)


def _with_short_names(own: Sequence[str], roles: list[ColumnRole]) -> list[ColumnRole]:
    """Take acronyms beside organizations for theirs; those of projects stand beside projects."""
    for place, column in enumerate(roles):
        beside_a_party = place and roles[place - 1].role == "party"
        if column.role == "project" and beside_a_party and is_short_name(own[place]):
            roles[place] = ColumnRole("party", roles[place - 1].side)
    return roles


def _with_a_party(roles: list[ColumnRole], columns: Sequence[Sequence[str]]) -> list[ColumnRole]:
    """Take official ids, else the most different texts, for organizations where none are named."""
    if any(column.role == "party" for column in roles):
        return roles
    coded = next((place for place, column in enumerate(roles) if column.role == "code"), None)
    if coded is not None:
        roles[coded] = ColumnRole("party", roles[coded].side, by="cells")
        return roles
    texts = {
        place: len({cell for cell in columns[place] if cell and not is_number(cell)})
        for place, column in enumerate(roles)
        if column.role in ("other", "title")
    }
    best = max(texts, key=lambda place: (texts[place], -place), default=None)
    if best is not None and texts[best]:
        roles[best] = ColumnRole("party", by="cells")
    return roles


def _matrix(own: Sequence[str], columns: Sequence[Sequence[str]]) -> tuple[int, ...]:
    """Find the columns of a matrix: most hold marks alone, and their headers are names."""
    marked = [place for place in range(1, len(columns)) if _of_marks(own[place], columns[place])]
    told = [place for place in marked if not _YEAR.search(own[place])]
    named = [place for place in told if role_of_label(own[place]) is None or is_body(own[place])]
    if len(named) >= max(_MARKED, len(columns) / 2) and any(any(columns[p]) for p in named):
        return tuple(told)
    return ()


def _of_marks(label: str, cells: Sequence[str]) -> bool:
    seen = [cell for cell in cells if cell]
    return all(map(is_mark, seen)) if seen else bool(label)


def _years(labels: Sequence[str], columns: Sequence[Sequence[str]]) -> tuple[int, ...]:
    """Find the columns of which each holds the numbers of one year."""
    found = tuple(
        place
        for place, cells in enumerate(columns)
        if _YEAR.search(labels[place])
        and len(folded_label(labels[place])) <= _LONG // 2
        and share([cell for cell in cells if cell], lambda c: is_number(c) or c in "-—") > _FULL
    )
    return found if len(found) > 1 else ()


def list_sign(cells: Sequence[str]) -> str:
    r"""Return the sign that separates several organizations in the cells of a column, if any.

    Where most of what it separates is named as an organization is, one cell is enough; else a
    sign must stand in many cells. Commas and slashes stand within names too, and need both.

    Examples
    --------
    >>> list_sign(["A College、B College", "C College"]), list_sign(["A, Ltd", "B, Inc"])
    ('、', '')
    >>> list_sign(["A College", "B College", "C College", "D College", "E Ltd、F Ltd"])
    '、'
    """
    seen = [cell for cell in cells[:LOOKED_AT] if cell]
    for sign in SIGNS:
        split = [cell for cell in seen if sign in cell.strip()]
        often = _OFTEN if sign in _CERTAIN else _FULL
        items = [item.strip() for cell in split for item in cell.split(sign)]
        named = share(items, is_body)
        many = bool(split) and len(split) >= often * len(seen)
        if sign in _CERTAIN and split and (many or named > _HALF):
            return sign
        if many and named >= 1 - _PLAIN:
            return sign
    return ""
