"""Dated successions: who became whom on which day, and what an organization was called before."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from netintl.identity.contraction import contracted
from netintl.model.cells import joined, parts_of
from netintl.model.successions import LASTING

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    import pandas as pd

_NAMES: Final = ("name_zh", "name_en")
_SPAN: Final = ("opened", "closed")  # of one body, not of what it became
TODAY: Final = "9999-12-31"
"""The day of a view without a day: all that is known has happened."""


def first_day(text: str) -> str:
    """Return the first day that a partial date can mean; an unknown one is before every day.

    Examples
    --------
    >>> first_day("2019"), first_day("2019-09"), first_day("")
    ('2019-01-01', '2019-09-01', '')
    """
    return text + "0000-01-01"[len(text) :] if text else ""


def followed(frame: pd.DataFrame | None, kinds: Collection[str]) -> list[tuple[str, str]]:
    """List who became whom, of the kinds given.

    Examples
    --------
    >>> import pandas as pd
    >>> rows = pd.DataFrame({"before": ["a"], "after": ["b"], "kind": ["rename"]})
    >>> followed(rows, ["rename", "upgrade"])
    [('a', 'b')]
    """
    if frame is None:
        return []
    rows = frame[frame["kind"].isin(list(kinds))]
    ends = zip(rows["before"], rows["after"], strict=True)
    return [(before, after) for before, after in ends if before != after]


def called_before(
    tables: Mapping[str, pd.DataFrame], stays: Mapping[str, str], kinds: Collection[str]
) -> dict[str, pd.DataFrame]:
    """Keep in the successions what was before, whose row may give way, and name who stays.

    Former names come from the row of the id before where the succession gives none; all become
    aliases of who it is now, whether or not the id before has a row still.
    """
    rows, bodies = tables["successions"].copy(), tables["organizations"]
    called = {
        own: dict(zip(_NAMES, names, strict=True))
        for own, *names in zip(bodies["id"], *(_cells(bodies, n) for n in _NAMES), strict=True)
    }
    unnamed = [not any(pair) for pair in zip(*(_cells(rows, n) for n in _NAMES), strict=True)]
    for name in _NAMES:
        own = [called.get(before, {}).get(name, "") for before in rows["before"]]
        cells = zip(_cells(rows, name), own, unnamed, strict=True)
        rows[name] = [known if silent else given for given, known, silent in cells]
    after = rows["after"].map(lambda own: stays.get(own, own))
    before = rows["before"].map(lambda own: stays.get(own, own))
    rows["before"] = before.where(before != after, rows["before"])
    rows["after"] = after
    former: dict[str, list[str]] = {}
    for now, kind, *names in rows[["after", "kind", *_NAMES]].itertuples(index=False, name=None):
        if kind in LASTING and kind in kinds:
            former.setdefault(now, []).extend(text.replace(";", ",") for text in names if text)
    rows = rows[rows["before"] != rows["after"]]  # who splits from itself as it is now
    return dict(tables) | {"successions": rows, "organizations": _also_called(bodies, former)}


def _cells(frame: pd.DataFrame, name: str) -> list[str]:
    return frame[name].tolist() if name in frame else [""] * len(frame)


def _also_called(bodies: pd.DataFrame, names: Mapping[str, list[str]]) -> pd.DataFrame:
    """Add aliases to the rows of some ids."""
    if not names or "aliases" not in bodies:
        return bodies
    columns = ("id", "aliases", *_NAMES)
    aliases = [
        joined(text for text in parts_of(also, *sorted(names[own])) if text not in called)
        if own in names
        else also
        for own, also, *called in zip(*(_cells(bodies, c) for c in columns), strict=True)
    ]
    return bodies.assign(aliases=aliases)


def ended_apart(
    tables: Mapping[str, pd.DataFrame], renames: Mapping[str, str], kinds: Collection[str]
) -> dict[str, pd.DataFrame]:
    """Forget the days on which a name ended, which are no end of the organization."""
    gone = {own for own, _after in followed(tables.get("successions"), kinds)} & renames.keys()
    bodies = tables["organizations"]
    if not gone or "closed" not in bodies:
        return dict(tables)
    lasting = bodies["closed"].where(~bodies["id"].isin(gone), "")
    return dict(tables) | {"organizations": bodies.assign(closed=lasting)}


def merged_by(tables: Mapping[str, pd.DataFrame], day: str) -> dict[str, str]:
    """Map every organization that a merger ended by a day to what it is part of then.

    A merger without a date is taken to have happened before every day.

    Examples
    --------
    >>> import pandas as pd
    >>> bodies = pd.DataFrame({"id": ["a", "b"]})
    >>> rows = pd.DataFrame({"before": ["a"], "after": ["b"], "kind": "merge", "date": ["2020"]})
    >>> tables = {"organizations": bodies, "successions": rows}
    >>> merged_by(tables, "2019-12-31"), merged_by(tables, "2020-01-01")
    ({}, {'a': 'b'})
    """
    rows = tables["successions"]
    by_then = [first_day(date) <= day for date in _cells(rows, "date")]
    following = dict(sorted(followed(rows[by_then], ("merge",))))
    last: dict[str, str] = {}
    for own in following:
        walked: dict[str, None] = {}
        here = own
        while here in following and here not in last and here not in walked:
            walked[here] = None
            here = following[here]
        last.update(dict.fromkeys(walked, last.get(here, here)))
    there = set(tables["organizations"]["id"])
    return {own: now for own, now in last.items() if own != now and {own, now} <= there}


def merged_tables(
    tables: Mapping[str, pd.DataFrame], renames: Mapping[str, str]
) -> dict[str, pd.DataFrame]:
    """Carry out mergers: two bodies become one, which was founded and closes as itself alone."""
    return contracted(tables, renames, brings=_without_span) if renames else dict(tables)


def _without_span(_kept: Mapping[str, str], row: dict[str, str]) -> dict[str, str]:
    return row | {name: "" for name in _SPAN if name in row}


def names_on(tables: Mapping[str, pd.DataFrame], day: str) -> dict[str, tuple[str, str]]:
    """Return the names of a day, in Chinese and English, of who was called otherwise then.

    Where a succession gives no name in a language, that name is taken to have been the same.

    Examples
    --------
    >>> import pandas as pd
    >>> rows = {"before": ["a"], "after": ["b"], "kind": "rename", "date": ["2020"]}
    >>> frame = pd.DataFrame(rows | {"name_zh": [""], "name_en": ["Old"]})
    >>> names_on({"successions": frame}, "2019-12-31"), names_on({"successions": frame}, TODAY)
    ({'b': ('', 'Old')}, {})
    """
    rows = tables["successions"]
    columns = ("date", "before", "after", "kind", *_NAMES)
    listed = sorted(zip(*(_cells(rows, name) for name in columns), strict=True))
    found: dict[str, tuple[str, str]] = {}
    for date, _before, after, kind, zh, en in listed:
        if kind in LASTING and first_day(date) > day and (zh or en):
            found.setdefault(after, (zh, en))
    return found


def known_as(tables: Mapping[str, pd.DataFrame]) -> dict[str, str]:
    """Map former ids, which have no row any more, to the organization of today."""
    there = set(tables["organizations"]["id"])
    pairs = followed(tables["successions"], LASTING)
    return {own: now for own, now in pairs if own not in there and now in there}


def with_names(bodies: pd.DataFrame, names: Mapping[str, tuple[str, str]]) -> pd.DataFrame:
    """Call organizations by the names of a day; those of now are aliases.

    Examples
    --------
    >>> import pandas as pd
    >>> now = pd.DataFrame({"id": ["b"], "name_zh": [""], "name_en": ["New"], "aliases": [""]})
    >>> with_names(now, {"b": ("", "Old")}).to_dict("records")
    [{'id': 'b', 'name_zh': '', 'name_en': 'Old', 'aliases': 'New'}]
    """
    if not names:
        return bodies
    columns = {name: _cells(bodies, name) for name in (*_NAMES, "aliases")}
    for row, own in enumerate(bodies["id"]):
        if own in names:
            now = [columns[name][row] for name in _NAMES]
            then = [old or new for old, new in zip(names[own], now, strict=True)]
            also = parts_of(columns["aliases"][row], *(text.replace(";", ",") for text in now))
            columns["aliases"][row] = joined(text for text in also if text not in then)
            for name, text in zip(_NAMES, then, strict=True):
                columns[name][row] = text
    return bodies.assign(**columns)


def unfounded(tables: Mapping[str, pd.DataFrame], day: str) -> set[str]:
    """Name the organizations that came to be by mergers and splits, all of them after a day."""
    rows = tables["successions"]
    rows = rows[rows["kind"].isin(["merge", "split"])]
    days: dict[str, str] = {}
    for after, date in sorted(zip(rows["after"], _cells(rows, "date"), strict=True)):
        days.setdefault(after, date)
    return {own for own, date in days.items() if first_day(date) > day}


def closed_by(tables: Mapping[str, pd.DataFrame], day: str) -> set[str]:
    """Name the organizations that a closure ended by a day."""
    rows = tables["successions"]
    rows = rows[rows["kind"] == "closure"]
    ends = zip(rows["before"], _cells(rows, "date"), strict=True)
    return {own for own, date in ends if first_day(date) <= day}
