"""What one row of a foreign table is, by what its columns mean."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from netintl.ingest.column_roles import LOOKED_AT, share
from netintl.model.labels import folded_label
from netintl.model.official_ids import official_id

if TYPE_CHECKING:
    from collections.abc import Sequence

    from netintl.ingest.column_roles import ColumnRole

_AGREEMENT: Final = frozenset(
    ("kind", "start", "end", "status", "duration", "title", "field", "persons", "project", "year")
)
_OF_BODIES: Final = frozenset(("start", "status"))  # which registers say of organizations
_AGAIN: Final = 0.2  # of the rows name a project once more where rows are participants
_LANGUAGE: Final = re.compile(
    r"中文|英文|外文|原文|english|chinese name|name zh|name en|\bzh\b|\ben\b|in chinese|"
    r"local language|original|native|名称\(中\)|名称\(英\)"
)
_SHORT_NAME: Final = re.compile(r"简称|缩写|abbrev|short ?name|acronym")
_MOST: Final = 0.8  # of the cells of a column of official ids have the form of one


def party_groups(labels: Sequence[str], roles: Sequence[ColumnRole]) -> list[tuple[int, ...]]:
    """Group the columns of organizations: two that name one in two languages are one.

    Examples
    --------
    >>> from netintl.ingest.column_roles import ColumnRole
    >>> labels = ["学校中文名", "School English name", "合作方"]
    >>> party_groups(labels, [ColumnRole("party")] * 3)
    [(0, 1), (2,)]
    """
    groups: list[tuple[int, ...]] = []
    for place, column in enumerate(roles):
        if column.role != "party":
            continue
        last = groups[-1] if groups else ()
        if last and last[-1] == place - 1 and _names_the_same(labels[last[-1]], labels[place]):
            groups[-1] = (*last, place)
        else:
            groups.append((place,))
    return groups


def is_short_name(label: str) -> bool:
    """Tell whether a header announces abbreviations."""
    return bool(_SHORT_NAME.search(folded_label(label)))


def _names_the_same(first: str, second: str) -> bool:
    """Tell whether the second of two columns names in other words who stands in the first."""
    one, other = (_LANGUAGE.search(folded_label(label)) for label in (first, second))
    if is_short_name(second):
        return True
    return other is not None and (one is None or one[0] != other[0])


def shape_of_rows(
    labels: Sequence[str],
    roles: Sequence[ColumnRole],
    columns: Sequence[Sequence[str]],
    lists: Sequence[int],
) -> str:
    """Say what a row is, one of ``SHAPES``; ``lists`` are the columns of several organizations.

    Examples
    --------
    >>> from netintl.ingest.column_roles import ColumnRole
    >>> roles = [ColumnRole("party"), ColumnRole("org_country")]
    >>> shape_of_rows(["Partner", "Country"], roles, [["ITB"], ["Indonesia"]], [])
    'register'
    """
    groups = party_groups(labels, roles)
    if len(groups) > 1:
        return "edges"
    if lists:
        return "partners_in_a_cell"
    named = [column.role for column in roles]
    telling = ("project", "title") if "role" in named else ("project",)
    if any(_repeats(columns[place]) for place, role in enumerate(named) if role in telling):
        return "projects"
    of_bodies = _OF_BODIES if _identified(roles, columns) else frozenset()
    return "one_sided" if (_AGREEMENT - of_bodies) & set(named) else "register"


def _identified(roles: Sequence[ColumnRole], columns: Sequence[Sequence[str]]) -> bool:
    """Tell whether each row has an official id of its own, as registers of organizations do."""
    codes = [cells for column, cells in zip(roles, columns, strict=True) if column.role == "code"]
    return any(
        len({*cells}) == len(cells) and share(cells[:LOOKED_AT], official_id) >= _MOST
        for cells in codes
    )


def merged_columns(
    roles: Sequence[ColumnRole], columns: Sequence[Sequence[str]]
) -> tuple[int, ...]:
    """Find the columns that say a project once for all its participants below.

    Its number or title stands in the first of several rows that each name an organization; where it
    is empty, so is all that is said of the project.

    Examples
    --------
    >>> from netintl.ingest.column_roles import ColumnRole
    >>> roles = [ColumnRole("project"), ColumnRole("party")]
    >>> merged_columns(roles, [["GREEN", ""], ["Alpha College", "Beta Ltd"]])
    (0,)
    """
    parties = [place for place, column in enumerate(roles) if column.role == "party"]
    for key, column in enumerate(roles):
        if column.role not in ("project", "title") or not columns[key][:1] or not columns[key][0]:
            continue
        open_rows = [n for n, cell in enumerate(columns[key]) if not cell]
        if len(parties) == 1 and open_rows and all(columns[parties[0]][n] for n in open_rows):
            return tuple(
                place
                for place, other in enumerate(roles)
                if place not in parties and not other.role.startswith("org_")
                if any(columns[place]) and not any(columns[place][n] for n in open_rows)
            )
    return ()


def _repeats(cells: Sequence[str]) -> bool:
    seen = [cell for cell in cells if cell]
    return len(seen) - len(set(seen)) >= max(1, _AGAIN * len(seen))
