"""What judgements change of the organizations: only rows they touch are read, not all.

A row is concerned that a judgement or a succession names, or that has a parent or an official id;
every other row is after the judgements what it was before.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from dataclasses import dataclass
from itertools import compress
from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd

from netintl.identity.judgements import settle, settled_ids

if TYPE_CHECKING:
    from collections.abc import Mapping

COLUMNS: Final = (
    "id", "kind", "name_zh", "name_en", "aliases", "country", "province", "city", "official_id",
    "parent", "note",
)  # fmt: skip
"""What of an organization is compared."""


@dataclass(frozen=True)
class Change:
    """What is compared of organizations before judgements, sorted by id, and what becomes of them.

    ``image`` is the place of each of them among the sorted ``ids`` after the judgements,
    ``touched`` marks those whose row is another then, and ``rows`` are the concerned rows as they
    are then. ``origin`` is the place before of each organization after whose row is as it was,
    or -1.
    """

    before: pd.DataFrame
    ids: list[str]
    image: np.ndarray
    touched: np.ndarray
    rows: pd.DataFrame
    origin: np.ndarray
    renames: Mapping[str, str]
    parties: pd.DataFrame | None

    @property
    def is_none(self) -> bool:
        """Whether all organizations are what they were."""
        return not self.touched.any() and len(self.before) == len(self.ids)

    def officials(self) -> dict[int, str]:
        """Return the official ids of touched rows by their place after the judgements."""
        if "official_id" not in self.rows.columns:
            return {}
        cells = zip(self.rows["id"].tolist(), self.rows["official_id"].tolist(), strict=True)
        known = {bisect_left(self.ids, own): official for own, official in cells if official}
        touched = np.unique(self.image[self.touched]).tolist()
        return {place: known[place] for place in touched if place in known}

    def rows_at(self, places: np.ndarray) -> pd.DataFrame:
        """Return rows as they are after the judgements, by their sorted places."""
        origin = self.origin[places]
        wanted = {self.ids[place] for place in places[origin < 0].tolist()}
        parts = [self.before.iloc[origin[origin >= 0]], self.rows[self.rows["id"].isin(wanted)]]
        return sorted_organizations(pd.concat([part for part in parts if len(part)]).fillna(""))


def sorted_organizations(frame: pd.DataFrame) -> pd.DataFrame:
    """Return organizations sorted by id, with a range of numbers as their index."""
    ids = frame["id"].tolist()
    if ids == sorted(ids):
        return frame.reset_index(drop=True)
    return frame.sort_values("id", kind="stable", ignore_index=True)


def changed(tables: Mapping[str, pd.DataFrame], judgements: pd.DataFrame) -> Change:
    """Carry judgements out on the rows that they concern.

    Examples
    --------
    >>> frame = pd.DataFrame({"id": ["a", "b", "c"], "name_en": ["Bo", "Bo Hai", "Kisumu"]})
    >>> frame["aliases"] = ""
    >>> judged = pd.DataFrame({"left": ["a"], "right": ["b"], "verdict": ["same"]})
    >>> change = changed({"organizations": frame}, judged)
    >>> change.ids, change.image.tolist(), change.touched.tolist()
    (['a', 'c'], [0, 0, 1], [True, True, False])
    """
    frame = tables["organizations"]
    asked = _concerned(tables, judgements)
    few = dict(tables) | {"organizations": frame[asked]}
    bare = settle(few, judgements.iloc[:0])["organizations"]
    settled = settle(few, judgements)
    same = bare is few["organizations"]
    whole = frame if same else pd.concat([frame[~asked], bare])
    before = sorted_organizations(whole[[name for name in COLUMNS if name in whole.columns]])
    was, now = sorted_organizations(bare), sorted_organizations(settled["organizations"])
    ids = before["id"].tolist()
    places = np.array([bisect_left(ids, own) for own in was["id"]], dtype=np.int64)
    renames = settled_ids(few, judgements)
    after, image = _images(ids, now["id"].tolist(), renames, places)
    touched = np.zeros(len(ids), dtype=bool)
    touched[places] = _differing(was, now, renames)
    origin = np.full(len(after), -1, dtype=np.int64)
    rest = np.ones(len(ids), dtype=bool)
    rest[places] = False
    origin[image[rest]] = np.flatnonzero(rest)
    return Change(before, after, image, touched, now, origin, renames, settled.get("parties"))


def _concerned(tables: Mapping[str, pd.DataFrame], judgements: pd.DataFrame) -> np.ndarray:
    """Mark the organizations whose row judgements or successions may change."""
    frame, successions = tables["organizations"], tables.get("successions")
    named = {*judgements["left"], *judgements["right"]}
    if successions is not None:
        named |= {*successions["before"], *successions["after"]}
    asked: np.ndarray = frame["id"].isin(named).to_numpy(dtype=bool)
    for name in ("parent", "official_id"):
        if name in frame.columns:
            asked = asked | (frame[name].to_numpy(dtype=object) != "")
    return asked


def _images(
    before: list[str], concerned: list[str], renames: Mapping[str, str], places: np.ndarray
) -> tuple[list[str], np.ndarray]:
    """Return the sorted ids after judgements, and the place there of each id before."""
    gone = np.zeros(len(before), dtype=bool)
    gone[[place for place in places.tolist() if before[place] in renames]] = True
    after = list(compress(before, (~gone).tolist()))
    more = np.zeros(len(before) + 1, dtype=np.int64)
    known = {before[place] for place in places.tolist()}
    for own in concerned:
        if own not in known:  # a succession took it away, and a judgement makes it stay
            insort(after, own)
            more[bisect_left(before, own)] += 1
    image = np.cumsum(~gone) - 1 + np.cumsum(more)[:-1]
    for place in np.flatnonzero(gone).tolist():
        image[place] = bisect_left(after, renames[before[place]])
    return after, image


def _differing(was: pd.DataFrame, now: pd.DataFrame, renames: Mapping[str, str]) -> np.ndarray:
    """Mark the rows that are part of another row now."""
    number = {own: at for at, own in enumerate(now["id"].tolist())}
    place = np.array([number[renames.get(own, own)] for own in was["id"]], dtype=np.int64)
    other = np.zeros(len(was), dtype=bool)
    for name in COLUMNS:
        if name in was.columns:
            cells = was[name].to_numpy(dtype=object)
            other |= cells != now[name].to_numpy(dtype=object)[place]
    there = np.zeros(len(now), dtype=bool)
    there[place[other]] = True
    return there[place]
