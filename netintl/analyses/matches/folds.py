"""Tests of matches: what was known, which pairs could have been linked, which were."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from netintl.analyses.matches.candidates import THREE_MODE
from netintl.network.dates import first_day
from netintl.network.layers import LAYERS, MODES
from netintl.network.views import held_between

if TYPE_CHECKING:
    from netintl.network.network import Network

HIDDEN_FOLDS = 5
SPLITS = 5  # random ways to part the agreements into folds
Seed = int | tuple[int, ...]
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
    known = held_between(network, "0001", day, undated="exclude")
    whole = held_between(network, "0001", "9999", undated="exclude")
    undated = network.chosen & np.isnat(network.starts) & ~network.is_membership
    timeless = pair_keys(network.view(chosen=undated, since="0001", until="9999"))
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


def hidden_folds(network: Network, *, folds: int = HIDDEN_FOLDS, seed: Seed = 0) -> list[Fold]:
    """Hide a part of the agreements at a time; what they linked is to be found from the rest.

    Whole clusters are hidden, see `clusters`, so nothing that is hidden shares a source or a pair
    of parties with what is known. Fewer than two clusters cannot be parted: there is no fold.
    """
    cluster = clusters(network)
    count = cluster_count(cluster)
    if count < 2:  # noqa: PLR2004
        return []
    part = np.random.default_rng(seed).permutation(np.arange(count) % folds)
    made = []
    for number in range(min(folds, count)):
        hidden = (cluster >= 0) & (part[cluster] == number)
        known = network.view(chosen=network.chosen & ~hidden)
        made.append(_fold(known, network, np.datetime64("NaT", "D")))
    return made


def cluster_count(cluster: np.ndarray) -> int:
    """Return how many clusters there are."""
    return int(cluster.max(initial=-1)) + 1


def clusters(network: Network) -> np.ndarray:
    """Group the agreements of the view that tell of each other; -1 for those outside of it.

    Two agreements are in one cluster when they cite one source, or have two parties in common, or
    are joined by others that do. Alliance memberships share sources too. One without a source is
    joined by its parties alone.
    """
    from scipy.sparse import coo_array  # noqa: PLC0415 - 0.1 s that most commands do not need
    from scipy.sparse.csgraph import connected_components  # noqa: PLC0415

    codes = np.flatnonzero(network.chosen)
    cited = network.values("agreements", "source")
    owner = np.repeat(codes, [len(cited[code]) for code in codes])
    named = [name for code in codes for name in cited[code]]
    places = np.unique(np.array(named, dtype=object).astype(str), return_inverse=True)[1]
    pairs, size = network.pairs, len(network.chosen)
    pair = np.repeat(np.arange(len(pairs)), np.diff(pairs.start))
    about = np.append(places, pair + len(named)).astype(np.int64)
    agreements = np.append(owner, pairs.agreement).astype(np.int64)
    width = size + len(named) + len(pairs)
    links = coo_array((np.ones(len(about)), (agreements, about + size)), shape=(width, width))
    label = connected_components(links, directed=False)[1]
    found = np.full(size, -1, dtype=np.int64)
    _, first, place = np.unique(label[codes], return_index=True, return_inverse=True)
    found[codes] = np.argsort(np.argsort(first))[place]
    return found


def shares_source(network: Network, agreements: np.ndarray, known: np.ndarray) -> np.ndarray:
    """Tell which agreements cite a source that one of the known agreements cites too."""
    cited = network.values("agreements", "source")
    seen = {name for code in np.flatnonzero(known) for name in cited[code]}
    return np.array([not seen.isdisjoint(cited[code]) for code in agreements], dtype=bool)


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
