"""Tests of matches: what was known, which pairs could have been linked, which were."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from netintl.analyses.matches.candidates import THREE_MODE
from netintl.network.dates import first_day
from netintl.network.layers import LAYERS, MODES
from netintl.network.views import between

if TYPE_CHECKING:
    from netintl.network.network import Network

HIDDEN_FOLDS = 5
_TESTED_SHARE = 1 / 3  # of the dated pairs


@dataclass(frozen=True, slots=True)
class Fold:
    """One test: the network known, and the feasible pairs.

    A pair is feasible when both ends have a partner in ``known``, are of two of the three kinds,
    and are not linked there. ``u`` is the end whose kind comes first of school, college,
    enterprise. ``hit`` marks those that the rest of the data link, ``agreement`` is the first
    agreement that does (-1 for the others). ``day`` is the day of the question, NaT for today.
    """

    known: Network
    u: np.ndarray
    v: np.ndarray
    hit: np.ndarray
    agreement: np.ndarray
    day: np.datetime64

    def thinned(self, misses: int, draw: np.random.Generator) -> Fold:
        """Keep all hits and at most so many misses, drawn at random."""
        missed = np.flatnonzero(~self.hit)
        if len(missed) > misses:
            missed = np.sort(draw.choice(missed, misses, replace=False))
        kept = np.sort(np.append(np.flatnonzero(self.hit), missed))
        columns = (self.u[kept], self.v[kept], self.hit[kept], self.agreement[kept])
        return Fold(self.known, *columns, self.day)


@dataclass(frozen=True, slots=True)
class Split:
    """The day that parts what is known from what is tested, and what is in neither."""

    fold: Fold
    day: str
    undated: int
    later: int


def later_split(network: Network, since: str | None = None) -> Split:
    """Part a network in time: agreements that began before a day are known, the rest are to come.

    Undated agreements are in neither part, and a pair that one of them links is not tested, since
    nobody can say when it was linked.

    Parameters
    ----------
    since
        First day of the test; by default the day that leaves about a third of the dated pairs.
    """
    day = since or default_day(network)
    known = between(network, "0001", day, undated="exclude")
    whole = between(network, "0001", "9999", undated="exclude")
    undated = network.chosen & np.isnat(network.starts) & ~network.is_membership
    timeless = pair_keys(network.view(chosen=undated))
    moment = np.datetime64(first_day(day), "D")
    fold = _fold(known, whole, moment, without=timeless)
    later = np.setdiff1d(np.setdiff1d(pair_keys(whole), pair_keys(known)), timeless)
    return Split(fold, day, int(undated.sum()), len(later))


def default_day(network: Network) -> str:
    """Return the day on or after which about a third of the dated pairs were first linked."""
    days = np.sort(_first_days(network))
    if not len(days):
        return "9999"
    return str(days[min(int(len(days) * (1 - _TESTED_SHARE)), len(days) - 1)])


def hidden_folds(network: Network, *, folds: int = HIDDEN_FOLDS, seed: int = 0) -> list[Fold]:
    """Hide a part of the agreements at a time; what they linked is to be found from the rest."""
    codes = np.flatnonzero(network.chosen & ~network.is_membership)
    draw = np.random.default_rng(seed)
    part = draw.permutation(np.arange(len(codes)) % folds)
    made = []
    for number in range(folds):
        chosen = network.chosen.copy()
        chosen[codes[part == number]] = False
        made.append(_fold(network.view(chosen=chosen), network, np.datetime64("NaT", "D")))
    return made


def pair_keys(network: Network) -> np.ndarray:
    """Return the linked pairs of the three-mode graph as sorted numbers u · n + v."""
    row = np.isin(network.pairs.layer, [LAYERS.index(name) for name in THREE_MODE])
    return np.unique(network.pairs.u[row] * len(network.ids) + network.pairs.v[row])


def _first_days(network: Network) -> np.ndarray:
    pairs = network.pairs
    row = np.flatnonzero(np.isin(pairs.layer, [LAYERS.index(name) for name in THREE_MODE]))
    firsts = [network.starts[pairs.agreements_of(int(place))] for place in row]
    days = np.array([min(d[~np.isnat(d)], default=np.datetime64("NaT", "D")) for d in firsts])
    days = days.astype("datetime64[D]")
    return np.asarray(days[~np.isnat(days)])


def _fold(
    known: Network, whole: Network, day: np.datetime64, without: np.ndarray | None = None
) -> Fold:
    size = len(known.ids)
    linked = pair_keys(known)
    ends = np.unique(np.append(linked // max(size, 1), linked % max(size, 1)))
    order = {kind: place for place, kind in enumerate(MODES)}
    mode = np.array([order[str(kind)] for kind in known.kinds[ends]], dtype=np.int64)
    first, second = np.nonzero(mode[:, None] < mode[None, :])
    u, v = ends[first], ends[second]
    keys = np.minimum(u, v) * size + np.maximum(u, v)
    free = ~np.isin(keys, linked)
    if without is not None:
        free &= ~np.isin(keys, without)
    u, v, keys = u[free], v[free], keys[free]
    agreement = _first_agreements(whole, keys)
    return Fold(known, u, v, agreement >= 0, agreement, day)


def _first_agreements(whole: Network, keys: np.ndarray) -> np.ndarray:
    """Return the first agreement of each pair in the whole network; -1 where it has none."""
    pairs = whole.pairs
    row = np.flatnonzero(np.isin(pairs.layer, [LAYERS.index(name) for name in THREE_MODE]))
    first = np.array([pairs.agreement[pairs.start[place]] for place in row], dtype=np.int64)
    linked = pairs.u[row] * len(whole.ids) + pairs.v[row]
    order = np.argsort(linked, kind="stable")
    linked, first = linked[order], first[order]
    if not len(linked):
        return np.full(len(keys), -1, dtype=np.int64)
    place = np.minimum(np.searchsorted(linked, keys), len(linked) - 1)
    return np.where(linked[place] == keys, first[place], -1)
