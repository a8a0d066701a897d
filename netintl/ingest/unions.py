"""Two rows about the same thing made one: blanks are filled, lists united, nothing is dropped."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import pandas as pd

from netintl.model.cells import joined, parts_of
from netintl.model.schema import tables
from netintl.model.vocabularies import vocabulary

if TYPE_CHECKING:
    from collections.abc import Mapping

    from netintl.model.schema import Table

# Columns that only make sense together: they are taken from one row or the other.
TOGETHER = (("start", "date_kind"), ("lat", "lon"))
_BOUND = frozenset(name for group in TOGETHER for name in group)
UNKNOWN = frozenset(("", "unknown"))
_LISTS = {"programme"}  # free text whose parts are separated by semicolons
_NAMES = ("name_zh", "name_en")
_ANY_BODY = "other"  # a kind that says nothing, where another row says what kind it is
_KEPT_BOTH = {*_LISTS, *_NAMES, "note", "confidence"}


def unite_rows(left: dict[str, str], right: dict[str, str], table: Table) -> dict[str, str]:
    """Unite two rows of one table; where both say something, the left one leads.

    Lists hold the parts of both, the confidence is the larger one, notes follow each other, and
    other names of an organization become aliases.

    Examples
    --------
    >>> from netintl.model.schema import tables
    >>> a = {"id": "a", "name_en": "Bo Hai", "aliases": "", "city": "", "note": "x"}
    >>> b = {"id": "b", "name_en": "Bohai", "aliases": "BH", "city": "Tianjin", "note": "y"}
    >>> unite_rows(a, b, tables()["organizations"])
    {'id': 'a', 'name_en': 'Bo Hai', 'aliases': 'Bohai;BH', 'city': 'Tianjin', 'note': 'x; y'}
    """
    union = Union(left, table)
    union.add(right)
    return union.row()


class Union:
    """Rows about one thing that become one, in time linear in what they say.

    Examples
    --------
    >>> from netintl.model.schema import tables
    >>> union = Union({"id": "a", "name_en": "A", "aliases": ""}, tables()["organizations"])
    >>> for name in ("B", "C"):
    ...     union.add({"id": name, "name_en": name, "aliases": ""})
    >>> union.row()
    {'id': 'a', 'name_en': 'A', 'aliases': 'B;C'}
    """

    def __init__(self, row: dict[str, str], table: Table) -> None:
        self.cells = dict(row)
        self.table = table
        self.lists: dict[str, dict[str, None]] = {}
        self.first = row

    def add(self, row: Mapping[str, str]) -> None:
        """Add what another row says; the rows before it lead."""
        if self.table.name == "organizations":
            self._call(row)
        for name, cell in row.items():
            if name in _BOUND or (name == "aliases" and "aliases" in self.lists):
                continue
            if _is_list(name, self.table):
                parts = self.lists.setdefault(
                    name, dict.fromkeys(parts_of(self.cells.get(name, "")))
                )
                parts.update(dict.fromkeys(parts_of(cell)))
                self.cells.setdefault(name, "")
            else:
                self.cells[name] = _cell(name, self.cells.get(name, ""), cell)
        for group in TOGETHER:
            self._take_together(group, row)

    def _take_together(self, group: tuple[str, ...], row: Mapping[str, str]) -> None:
        first = group[0]
        if row.get(first, "") not in UNKNOWN and self.cells.get(first, "") in UNKNOWN:
            taken = {name: row.get(name, "") for name in group if name in self.table.columns}
            self.cells.update(taken)

    def _call(self, row: Mapping[str, str]) -> None:
        """Note the names of another row of an organization, and its aliases."""
        if "aliases" not in self.lists:
            own = (self.first.get("aliases", ""), *_names(self.first))
            self.lists["aliases"] = dict.fromkeys(parts_of(*own))
            self.cells.setdefault("aliases", "")
        found = parts_of(*_names(row), row.get("aliases", ""))
        self.lists["aliases"].update(dict.fromkeys(found))

    def row(self) -> dict[str, str]:
        """Return the one row that they are."""
        called = {self.cells.get(name, "") for name in _NAMES}
        united = dict(self.cells)
        for name, parts in self.lists.items():
            column = self.table.columns.get(name)
            if self.table.name == "organizations" and name == "aliases":
                united[name] = joined(text for text in parts if text not in called)
            else:  # codes have an order
                united[name] = joined(sorted(parts) if column and column.form else parts)
        return united


def _names(row: Mapping[str, str]) -> list[str]:
    return [row.get(name, "").replace(";", ",") for name in _NAMES]


def _is_list(name: str, table: Table) -> bool:
    column = table.columns.get(name)
    return name in _LISTS or (column is not None and bool(column.separator))


def contradicted(left: Mapping[str, str], right: Mapping[str, str], table: Table) -> list[str]:
    """Name the columns of which two rows say different things, and only one can be kept.

    Examples
    --------
    >>> from netintl.model.schema import tables
    >>> a, b = {"id": "a", "country": "DE", "note": "x"}, {"id": "a", "country": "AT", "note": "y"}
    >>> contradicted(a, b, tables()["organizations"])
    ['country']
    """
    return [
        name
        for name, cell in right.items()
        if left.get(name, "") not in UNKNOWN
        and cell not in UNKNOWN
        and cell.casefold().split() != left[name].casefold().split()
        and name not in _KEPT_BOTH
        and (name != "kind" or _ANY_BODY not in (cell, left[name]))
        and not table.columns[name].separator
    ]


def _cell(name: str, left: str, right: str) -> str:
    if name == "note":
        return joined_notes(left, right)
    if name == "confidence" and left and right:
        return max(left, right, key=_confidence)
    if name == "kind" and left == _ANY_BODY:
        return right if right not in UNKNOWN else left
    return right if left in UNKNOWN and right else left


def _confidence(cell: str) -> float:
    """Read a confidence, as a number or a word; what is neither yields to what is."""
    word = vocabulary("confidence_words").get(cell)
    try:
        number = float(word.extra["confidence"] if word else cell)
    except ValueError:
        return -math.inf
    return -math.inf if math.isnan(number) else number


def joined_notes(*notes: str) -> str:
    """Join notes; one that is already said is not said again.

    Examples
    --------
    >>> joined_notes("opened 2019; Xinhua", "Xinhua", "", "moved")
    'opened 2019; Xinhua; moved'
    """
    whole = ""
    for note in notes:
        if note and note not in whole:
            whole = f"{whole}; {note}" if whole else note
    return whole


def combine_tables(*packages: Mapping[str, pd.DataFrame]) -> dict[str, pd.DataFrame]:
    """Stack the tables of several packages; rows with the same key are united, the first leads.

    Examples
    --------
    >>> one = {"sources": pd.DataFrame({"id": ["a"], "url": ["http://a"], "title": [""]})}
    >>> two = {"sources": pd.DataFrame({"id": ["a"], "url": ["http://a"], "title": ["A"]})}
    >>> combine_tables(one, two)["sources"].to_dict("records")
    [{'id': 'a', 'url': 'http://a', 'title': 'A'}]
    """
    names = [name for name in tables() if any(name in package for package in packages)]
    return {name: _combined(name, [p[name] for p in packages if name in p]) for name in names}


def _combined(name: str, frames: list[pd.DataFrame]) -> pd.DataFrame:
    whole = pd.concat(frames, ignore_index=True).fillna("")
    key = list(tables()[name].key)
    if not key:
        return whole.drop_duplicates(ignore_index=True)
    return united_frame(whole, key, tables()[name])


def united_frame(frame: pd.DataFrame, key: list[str], table: Table) -> pd.DataFrame:
    """Unite the rows that agree in ``key``; of each group the first row leads."""
    repeated = frame.duplicated(key, keep=False).to_numpy(dtype=bool)
    if not repeated.any():
        return frame
    unions: dict[tuple[str, ...], Union] = {}
    for record in frame.loc[repeated].to_dict("records"):
        place = tuple(record[name] for name in key)
        row = {str(name): value for name, value in record.items()}
        if place in unions:
            unions[place].add(row)
        else:
            unions[place] = Union(row, table)
    united = pd.DataFrame(
        [union.row() for union in unions.values()], columns=frame.columns, dtype=object
    )
    return pd.concat([frame.loc[~repeated], united], ignore_index=True)
