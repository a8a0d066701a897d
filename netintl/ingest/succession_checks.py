"""Checks of successions: unknown ids, circles, contradictions, and agreements after a closure."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from netintl.model.successions import LASTING, ROLLING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from netintl.ingest.draft import Draft


def check_successions(drafts: Mapping[str, Draft]) -> None:
    """Reject successions that cannot all be true, and report those that say too little.

    Every id is walked over once, so the work grows with the rows.
    """
    rows = drafts["successions"]
    _check_cells(rows)
    _check_ids(rows, _known_ids(drafts))
    _reject_contradictions(rows)
    _reject_circles(rows)
    _check_order(rows)


def check_closures(drafts: Mapping[str, Draft]) -> None:
    """Report agreements that begin after one of their parties has closed."""
    closed = _closing_days(drafts)
    if not closed:
        return
    if {"agreements", "parties"} <= drafts.keys():
        agreements = drafts["agreements"]
        starts = dict(zip(agreements.cells("id"), agreements.cells("start"), strict=True))
        parties = drafts["parties"]
        begun = [starts.get(name, "") for name in parties.cells("agreement")]
        parties.note("LOG034", _late(parties, "organization", begun, closed), column="organization")
    if "links" in drafts:
        links = drafts["links"]
        for end in ("source", "target"):
            late = _late(links, end, links.cells("start").tolist(), closed)
            links.note("LOG034", late, column=end)


def _late(draft: Draft, name: str, begun: Sequence[str], closed: Mapping[str, str]) -> np.ndarray:
    found = zip(draft.cells(name), begun, strict=True)
    return np.fromiter((_is_later(day, closed.get(own, "")) for own, day in found), bool)


def _closing_days(drafts: Mapping[str, Draft]) -> dict[str, str]:
    """Return the day on which each organization closed, as its row or a closure says."""
    days: dict[str, str] = {}
    if "organizations" in drafts:
        bodies = drafts["organizations"]
        days = dict(zip(bodies.cells("id"), bodies.cells("closed"), strict=True))
    if "successions" in drafts:
        rows = drafts["successions"]
        closures = np.flatnonzero(rows.alive & rows.columns["kind"].equals("closure"))
        befores, dates = (rows.cells(name)[closures] for name in ("before", "date"))
        days |= dict(zip(befores, dates, strict=True))
    return {own: day for own, day in days.items() if day}


def _is_later(one: str, other: str) -> bool:
    """Tell whether a day is surely later than another, judged by the precision both have."""
    digits = min(len(one), len(other))
    return one[:digits] > other[:digits]


def _check_cells(rows: Draft) -> None:
    ends = zip(rows.cells("before"), rows.cells("after"), strict=True)
    rows.note("LOG031", np.fromiter((one == other for one, other in ends), bool), column="after")
    closure = rows.columns["kind"].equals("closure")
    rows.note("LOG036", rows.columns["after"].equals("") & ~closure, column="after")
    rows.note("LOG037", rows.columns["kind"].equals(""), column="kind")
    rows.note("LOG033", rows.columns["date"].equals(""), column="date")


def _known_ids(drafts: Mapping[str, Draft]) -> set[str]:
    known: set[str] = set()
    for table, columns in (("organizations", ("id",)), ("links", ("source", "target"))):
        if table in drafts:
            draft = drafts[table]
            for name in columns:
                known.update(draft.cells(name)[draft.alive])
    return known


def _check_ids(rows: Draft, known: set[str]) -> None:
    """Reject rows whose successor is nowhere; report who was before and has neither row nor name.

    A successor may be known by a succession of its own alone.
    """
    told = known.union(rows.cells("before")[rows.alive], {""})
    strange = rows.columns["after"].where(lambda own: own not in told)
    rows.note("KEY004", strange, column="after")
    unnamed = rows.columns["name_zh"].equals("") & rows.columns["name_en"].equals("")
    absent = rows.columns["before"].where(lambda own: own not in known)
    rows.note("LOG038", absent & unnamed, column="before")


def _rolling(rows: Draft) -> list[int]:
    """Return the places of rows after which one organization is another."""
    return np.flatnonzero(rows.alive & rows.columns["kind"].where(ROLLING.__contains__)).tolist()


def _reject_contradictions(rows: Draft) -> None:
    """Reject the rows by which one organization becomes two, or becomes one in two ways."""
    before, after, kind = (rows.cells(name) for name in ("before", "after", "kind"))
    of_one: dict[str, list[int]] = {}
    for place in _rolling(rows):
        of_one.setdefault(before[place], []).append(place)
    told: dict[int, str] = {}
    for places in of_one.values():
        if len({(after[place], kind[place] in LASTING) for place in places}) > 1:
            said = sorted({f"{before[p]} → {after[p]} ({kind[p]})" for p in places})
            told.update(dict.fromkeys(places, "; ".join(said)))
    _note_told(rows, "LOG032", told, "after")


def _reject_circles(rows: Draft) -> None:
    """Reject the rows on a circle, naming it from its first id on."""
    before, after = rows.cells("before"), rows.cells("after")
    following = {before[place]: after[place] for place in _rolling(rows)}
    circle_of: dict[str, str] = {}
    for circle in _circles(following):
        first = circle.index(min(circle))
        turned = [*circle[first:], *circle[:first], circle[first]]
        circle_of.update(dict.fromkeys(circle, " → ".join(turned)))
    told = {p: circle_of[before[p]] for p in _rolling(rows) if before[p] in circle_of}
    _note_told(rows, "LOG030", told, "after")


def _circles(following: Mapping[str, str]) -> list[list[str]]:
    """Return the circles of a walk in which each id has one next; every id is walked over once.

    Examples
    --------
    >>> _circles({"a": "b", "b": "c", "c": "b", "d": "a"})
    [['b', 'c']]
    """
    circles: list[list[str]] = []
    seen: set[str] = set()
    for start in following:
        walked: dict[str, int] = {}
        here = start
        while here in following and here not in seen:
            seen.add(here)
            walked[here] = len(walked)
            here = following[here]
        if here in walked:
            circles.append(list(walked)[walked[here] :])
    return circles


def _check_order(rows: Draft) -> None:
    """Report two dates of one succession, and one that is dated before the one it follows."""
    before, after, date = (rows.cells(name) for name in ("before", "after", "date"))
    of_one: dict[str, list[int]] = {}
    for place in _rolling(rows):
        if date[place]:
            of_one.setdefault(before[place], []).append(place)
    told: dict[int, str] = {}
    for places in of_one.values():
        places.sort(key=lambda place: date[place])
        first, last = places[0], places[-1]
        if _is_later(date[last], date[first]):
            told.update(dict.fromkeys(places, f"{date[first]}; {date[last]}"))
        following = of_one.get(after[first], ())
        for later in following[:1]:
            if _is_later(date[first], date[later]):
                ends = (f"{before[n]} → {after[n]} {date[n]}" for n in (first, later))
                told[later] = "; ".join(ends)
    _note_told(rows, "LOG035", told, "date")


def _note_told(rows: Draft, code: str, told: Mapping[int, str], column: str) -> None:
    hit = np.zeros(len(rows), dtype=bool)
    hit[list(told)] = True
    values = np.array([told.get(place, "") for place in range(len(rows))], dtype=object)
    rows.note(code, hit, column=column, values=values)
