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
UNKNOWN = frozenset(("", "unknown"))
_LISTS = {"programme"}  # free text whose parts are separated by semicolons
_NAMES = ("name_zh", "name_en")
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
    united = dict(left)
    bound = {name for group in TOGETHER for name in group}
    for name, cell in right.items():
        if name not in bound:
            united[name] = _cell(name, left.get(name, ""), cell, table)
    for group in TOGETHER:
        first = group[0]
        if first in right and left.get(first, "") in UNKNOWN and right[first] not in UNKNOWN:
            united.update({name: right.get(name, "") for name in group if name in table.columns})
    if table.name == "organizations":
        united["aliases"] = _aliases(united, left, right)
    return united


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
        and not table.columns[name].separator
    ]


def _cell(name: str, left: str, right: str, table: Table) -> str:
    column = table.columns.get(name)
    if name in _LISTS or (column is not None and column.separator):
        parts = parts_of(left, right)
        return joined(sorted(parts) if column and column.form else parts)  # codes have an order
    if name == "note":
        return joined_notes(left, right)
    if name == "confidence" and left and right:
        return max(left, right, key=_confidence)
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


def _aliases(united: dict[str, str], left: dict[str, str], right: dict[str, str]) -> str:
    names = [row.get(name, "").replace(";", ",") for row in (left, right) for name in _NAMES]
    wanted = parts_of(left.get("aliases", ""), *names, right.get("aliases", ""))
    return joined(text for text in wanted if text not in {united.get(n, "") for n in _NAMES})


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
    rows: dict[tuple[str, ...], dict[str, str]] = {}
    for record in frame.loc[repeated].to_dict("records"):
        place = tuple(record[name] for name in key)
        row = {str(name): value for name, value in record.items()}
        rows[place] = unite_rows(rows[place], row, table) if place in rows else row
    united = pd.DataFrame(list(rows.values()), columns=frame.columns, dtype=object)
    return pd.concat([frame.loc[~repeated], united], ignore_index=True)
