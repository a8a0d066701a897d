"""Pairs of organizations that are likely one, found without regard to judgements.

What judgements change is found anew and the rest carried over: a pair of two organizations that
no judgement touches is as likely as before. Which words are rare, and who is compared with whom, is
told by the organizations as they were before judgements.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from netintl.identity.blocking import blocked_pairs
from netintl.identity.comparison import Comparison, Part, weights
from netintl.identity.hopes import hopeful_pairs
from netintl.identity.levels import EVIDENCE, VETOES, compared, distinct_rows, levels_of
from netintl.identity.name_table import sorted_once
from netintl.identity.records import FEW
from netintl.identity.rolls import read_roll, slices

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

    from netintl.identity.changes import Change
    from netintl.identity.rolls import Roll


@dataclass(frozen=True, slots=True)
class Found:
    """Pairs of places among sorted organizations, and the level of each evidence, or -1."""

    left: np.ndarray
    right: np.ndarray
    levels: np.ndarray


@dataclass(frozen=True, slots=True)
class LikelyPairs:
    """Pairs that share a key, those of them that are likely one, and what was counted for it."""

    left: np.ndarray
    right: np.ndarray
    found: Found
    capped: tuple[tuple[str, int], ...]
    common: frozenset[str]
    officials: Mapping[int, tuple[str, ...]]


def likely_pairs(frame: pd.DataFrame, least: float) -> LikelyPairs:
    """Find the pairs that can be one with a probability, whoever their partners are.

    Examples
    --------
    >>> import pandas as pd
    >>> frame = pd.DataFrame({"id": ["a", "b", "c"], "name_en": ["Bo Hai", "Bohai", "Kisumu"]})
    >>> likely = likely_pairs(frame, 0.35)
    >>> likely.found.left.tolist(), likely.found.right.tolist()
    ([0], [1])
    """
    roll = read_roll({"organizations": frame})
    blocks = blocked_pairs(roll)
    common = common_words(roll)
    found = _compared(roll, (blocks.left, blocks.right), common, least)
    officials = {
        place: tuple(dict.fromkeys(filter(None, (own, *(known.id for known in entries)))))
        for place, (own, entries) in enumerate(zip(roll.officials, roll.entries, strict=True))
        if own or entries
    }
    return LikelyPairs(blocks.left, blocks.right, found, blocks.capped, common, officials)


def common_words(roll: Roll) -> frozenset[str]:
    """Return the words of names that more organizations have than a rare word.

    Examples
    --------
    >>> from netintl.identity.names import read_name
    >>> from netintl.identity.records import Record
    >>> from netintl.identity.rolls import roll_of_records
    >>> common_words(roll_of_records([Record("a", "", (read_name("CERCO Institute"),))]))
    frozenset()
    """
    starts, codes = roll.table.own
    at, entry = slices(starts, roll.of)
    size = max(len(roll.table.words), 1)
    held = sorted_once(roll.holder[entry] * size + codes[at]) % size
    often = np.flatnonzero(np.bincount(held, minlength=size) > FEW)
    return frozenset(roll.table.words[code] for code in often.tolist())


def carried_over(likely: LikelyPairs, change: Change, least: float) -> Found:
    """Return the likely pairs of organizations after judgements, by their places there.

    Parameters
    ----------
    likely
        The pairs before.
    change
        What judgements change.
    least
        Probability from which a pair is wanted.

    Examples
    --------
    >>> import pandas as pd
    >>> from netintl.identity.changes import changed
    >>> frame = pd.DataFrame({"id": ["a", "b", "c"], "name_en": ["Bo Hai", "Bohai", "Bo Hai"]})
    >>> judged = pd.DataFrame({"left": ["a"], "right": ["b"], "verdict": ["same"]})
    >>> change = changed({"organizations": frame.assign(aliases="")}, judged)
    >>> found = carried_over(likely_pairs(frame, 0.35), change, 0.35)
    >>> found.left.tolist(), found.right.tolist()
    ([0], [1])
    """
    if change.is_none:
        return likely.found
    image, touched = change.image, change.touched
    hit = touched[likely.left] | touched[likely.right]
    size = max(len(change.ids), 1)
    pairs = _ordered(image[likely.left[hit]], image[likely.right[hit]], size)
    pairs = sorted_once(np.concatenate([pairs, _one_id(likely, change)]))
    ends = pairs // size, pairs % size
    places = sorted_once(np.concatenate(ends))
    near = np.searchsorted(places, ends[0]), np.searchsorted(places, ends[1])
    new = Found(*near, np.zeros((0, len(EVIDENCE) + 1), dtype=np.int8))
    if len(pairs):
        roll = read_roll({"organizations": change.rows_at(places)})
        new = _compared(roll, near, likely.common, least)
    old = likely.found
    kept = ~(touched[old.left] | touched[old.right])
    return Found(
        np.concatenate([image[old.left[kept]], places[new.left]]),
        np.concatenate([image[old.right[kept]], places[new.right]]),
        np.concatenate([old.levels[kept], new.levels]),
    )


def _ordered(one: np.ndarray, other: np.ndarray, size: int) -> np.ndarray:
    """Return a number for each pair of two organizations that are still two."""
    two = one != other
    one, other = one[two].astype(np.int64), other[two].astype(np.int64)
    codes: np.ndarray = np.minimum(one, other) * size + np.maximum(one, other)
    return codes


def _one_id(likely: LikelyPairs, change: Change) -> np.ndarray:
    """Pair those that a judgement gave an official id with all who have it."""
    given = change.officials()
    wanted = frozenset(given.values())
    holders: dict[str, set[int]] = {}
    for place, ids in likely.officials.items() if given else ():
        for own in wanted.intersection(ids) if not change.touched[place] else ():
            holders.setdefault(own, set()).add(int(change.image[place]))
    for place, own in given.items():
        holders.setdefault(own, set()).add(place)
    pairs = [(place, also) for place, own in given.items() for also in holders[own]]
    one, other = np.array(pairs, dtype=np.int64).reshape(-1, 2).T
    return _ordered(one, other, len(change.ids))


def _compared(
    roll: Roll,
    pairs: tuple[np.ndarray, np.ndarray],
    common: frozenset[str],
    least: float,
) -> Found:
    """Compare organizations, and keep the pairs that partners can make likely enough."""
    lowest = math.log(least / (1 - least)) if 0 < least < 1 else -math.inf
    hopeful = hopeful_pairs(roll, *pairs, lowest)
    left, right = pairs[0][hopeful], pairs[1][hopeful]
    place, levels = compared(roll, left, right, common, lowest)
    rows, sort = distinct_rows(levels)
    reached = [
        max(comparison_of(row, partners)[1] for partners in (False, True)) >= least for row in rows
    ]
    kept = np.array(reached, dtype=bool)[sort]
    return Found(left[place[kept]], right[place[kept]], levels[kept])


def _with_partners(comparison: Comparison) -> Comparison:
    part = Part("partners", "shared", weights()["partners.shared"])
    return Comparison((*comparison.parts, part), comparison.veto)


@cache
def comparison_of(codes: tuple[int, ...], partners: bool) -> tuple[Comparison, float]:
    """Return the comparison whose levels are given by their codes, and its score.

    Examples
    --------
    >>> found, score = comparison_of((0, -1, -1, -1, -1, -1, -1, 0), False)
    >>> [f"{part.evidence}.{part.level}" for part in found.parts]
    ['start.pair', 'zh.same']
    """
    said = [
        (kind, levels_of(kind)[code])
        for kind, code in zip(EVIDENCE, codes, strict=False)
        if code >= 0
    ]
    parts = [
        Part(kind, level, weights()[f"{kind}.{level}"])
        for kind, level in (("start", "pair"), *said)
    ]
    found = Comparison(tuple(parts), VETOES[codes[-1]])
    found = _with_partners(found) if partners else found
    return found, found.score
