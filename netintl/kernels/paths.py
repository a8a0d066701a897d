"""Measure shortest paths between all nodes: who lies between, and who is near.

Both measures search breadth first from every node, many sources at a time. A small graph is
searched level by level with NumPy alone; a large one by compiled loops, on several threads. The
sources are split in the same parts whatever the number of threads, and the parts are added in
order, so that a result does not depend on the machine's load.
"""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias, TypeVar

import numpy as np
from numpy.typing import NDArray

from netintl.kernels.compiled import compiled
from netintl.kernels.csr import Bools, Floats, Indices, Ints, _rows, degrees

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

__all__ = ["DistanceProfile", "betweenness", "distance_profile"]

T = TypeVar("T")
Words: TypeAlias = NDArray[np.uint64]

_BATCH = 400_000
"""Nodes and arcs, times sources, in one batch of the NumPy search: tens of megabytes at most."""

_STEPS_BETWEENNESS, _STEPS_SPREAD = 20, 400
"""Visits of an arc by a search that NumPy makes in the time that plain Python takes for a step."""

_PARTS = 32
"""Parts the sources are split into for threads; fixed, so that sums are rounded alike."""

_WORDS = 8
"""64-bit words of sources that one bit-parallel search carries: 512 sources."""

_BITS = np.array([byte.bit_count() for byte in range(256)], dtype=np.uint8)


@dataclass(frozen=True, slots=True, eq=False)
class DistanceProfile:
    """Distances from each node to the others it reaches, in links.

    Attributes
    ----------
    harmonic
        Σ 1/d over the nodes reached (harmonic centrality, not normalised).
    total
        Σ d over the nodes reached.
    reached
        How many other nodes are reached.
    eccentricity
        The largest d; 0 for isolates.

    Examples
    --------
    Closeness in the form of Wasserman and Faust, which compares nodes of different components:

    >>> from netintl.kernels import symmetric_csr
    >>> indptr, indices, _ = symmetric_csr([0, 1], [1, 2], [1, 1], 4)
    >>> p = distance_profile(indptr, indices)
    >>> (p.reached**2 / np.maximum(p.total, 1) / (4 - 1)).round(3).tolist()
    [0.444, 0.667, 0.444, 0.0]
    """

    harmonic: Floats
    total: Ints
    reached: Ints
    eccentricity: Ints


def betweenness(indptr: Ints, indices: Indices, *, runs: int = 1) -> Floats:
    """Count how often each node lies on the shortest paths of others.

    Answers: who connects partners that would otherwise be further apart?
    ``B_v = Σ_{a<b, a≠v≠b} σ_ab(v) / σ_ab`` with σ_ab the number of shortest paths from a to b and
    σ_ab(v) that of those through v. Raw: each unordered pair once, not normalised, links
    unweighted.

    Parameters
    ----------
    indptr, indices
        The CSR graph.
    runs
        How many graphs of this size the caller measures; decides whether compiling pays.

    Returns
    -------
        float64, one per node; 0 for isolates and leaves.

    Notes
    -----
    Cost O(n m) time, O(n + m) memory for each thread. Measure: Freeman (1977), doi:10.2307/3033543;
    algorithm: Brandes (2001), doi:10.1080/0022250X.2001.9990249. Path counts are floating-point
    numbers: exact to 2^53, and overflowing only beyond 10^308 paths between one pair. A leaf sees
    the network as its only partner does, so leaves are no sources: their partner counts for them
    (Baglioni et al. 2012, doi:10.1109/ASONAM.2012.221).

    Examples
    --------
    >>> from netintl.kernels import symmetric_csr
    >>> indptr, indices, _ = symmetric_csr([0, 0, 1, 2], [1, 2, 3, 3], [1, 1, 1, 1], 4)
    >>> betweenness(indptr, indices).tolist()
    [0.5, 0.5, 0.5, 0.5]
    """
    n = len(indptr) - 1
    sources = np.flatnonzero(degrees(indptr) > 1)
    leaves = np.bincount(indices[degrees(indptr)[_rows(indptr)] == 1], minlength=n)
    total = np.zeros(n)
    work = len(sources) * len(indices) // _STEPS_BETWEENNESS
    if not _brandes.pays(runs * work):
        step = max(1, _BATCH // max(1, n + len(indices)))
        for start in range(0, len(sources), step):
            _add_dependencies(indptr, indices, sources[start : start + step], leaves, total)
        return total / 2

    def search(part: Ints) -> Floats:
        out, distance = np.zeros(n), np.full(n, -1, dtype=np.int32)
        order, paths, share = np.empty(n, dtype=np.int32), np.empty(n), np.empty(n)
        _brandes.machine(indptr, indices, part, leaves, out, distance, order, paths, share)
        return out

    if not _brandes.pays(work):  # one of many small graphs: a thread costs more than the search
        return search(sources) / 2
    for out in _threads(search, np.array_split(sources, _PARTS)):
        total += out
    return total / 2


def distance_profile(indptr: Ints, indices: Indices) -> DistanceProfile:
    """Sum up the distances from each node to all others.

    Answers: who reaches the whole network in few steps, and how far away is the furthest partner?
    ``harmonic_v = Σ_u 1/d(v, u)``, ``total_v = Σ_u d(v, u)``, ``eccentricity_v = max_u d(v, u)``
    over the ``reached_v`` nodes u ≠ v that a path joins to v.

    Parameters
    ----------
    indptr, indices
        The CSR graph.

    Returns
    -------
        The four arrays, one entry per node.

    Notes
    -----
    Cost O(n m D / 64) word operations for diameter D, mostly far fewer: 512 sources share each pass
    over the links, one bit each (Then et al. 2014, doi:10.14778/2735496.2735507), and as distance
    is symmetric each node counts the searches that arrive. Harmonic centrality: Marchiori and
    Latora (2000), doi:10.1016/S0378-4371(00)00311-3.

    Examples
    --------
    >>> from netintl.kernels import symmetric_csr
    >>> indptr, indices, _ = symmetric_csr([0, 1], [1, 2], [1, 1], 4)
    >>> profile = distance_profile(indptr, indices)
    >>> profile.harmonic.tolist(), profile.total.tolist()
    ([1.5, 2.0, 1.5, 0.0], [3, 2, 3, 0])
    >>> profile.reached.tolist(), profile.eccentricity.tolist()
    ([2, 2, 2, 0], [2, 1, 2, 0])
    """
    n = len(indptr) - 1
    sources = np.flatnonzero(degrees(indptr))
    pays = _spread.pays(len(sources) * len(indices) // _STEPS_SPREAD)
    spread = _spread_compiled if pays else _spread_numpy

    def search(part: Ints) -> DistanceProfile:
        return _count_arrivals(indptr, indices, part, spread)

    parts = [sources[i : i + 64 * _WORDS] for i in range(0, len(sources), 64 * _WORDS)]
    profile = DistanceProfile(np.zeros(n), *(np.zeros(n, dtype=np.int64) for _ in range(3)))
    for part in _threads(search, parts) if pays else map(search, parts):
        profile.harmonic[:] += part.harmonic
        profile.total[:] += part.total
        profile.reached[:] += part.reached
        np.maximum(profile.eccentricity, part.eccentricity, out=profile.eccentricity)
    return profile


def _threads(search: Callable[[Ints], T], parts: list[Ints]) -> Iterator[T]:
    """Search the parts on several threads; answers come in order and are not kept."""
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        yield from pool.map(search, parts)


def _add_dependencies(
    indptr: Ints, indices: Indices, sources: Ints, leaves: Ints, total: Floats
) -> None:
    """Add to ``total`` the dependencies of some sources, and of their leaves, on every node.

    The frontier of all searches is one list of states, a state being (search, node) as one number;
    within a level, states are known by their place in the list.

    Invariant of the first loop: ``state`` holds each node that a search reaches in as many steps
    as there are levels, once, and ``paths`` its number of shortest paths; ``above`` and ``below``
    are the ends of the arcs from this level to the next. The second loop walks them back, where
    the dependency on a node is paths · Σ (1 + dependency below) / paths below (Brandes 2001).
    Leaves are no sources: each counts for the search from its only partner once more.
    """
    n = len(total)
    state = np.arange(len(sources)) * n + sources
    seen = np.zeros(len(sources) * n, dtype=np.bool_)
    slot = np.empty(len(seen), dtype=np.int64)
    seen[state] = True
    paths: Floats = np.ones(len(state))
    levels: list[tuple[Ints, Floats, Ints, Ints]] = []
    size = np.zeros(len(sources), dtype=np.int64)  # nodes that each search reaches
    times: list[Floats] = []
    while True:
        search, node = np.divmod(state, n)
        size += np.bincount(search, minlength=len(sources))
        times.append((1 + leaves[sources[search]]).astype(np.float64))
        width = indptr[node + 1] - indptr[node]
        above = np.repeat(np.arange(len(state)), width)
        arc = np.arange(len(above)) + np.repeat(indptr[node] - np.cumsum(width) + width, width)
        below = (state - node)[above] + indices[arc]
        fresh = ~seen[below]
        above, below = above[fresh], below[fresh]
        levels.append((node, paths, above, below))
        if not len(below):
            break
        # A state reached by several arcs is kept where it was written last: once, without a sort.
        place = np.arange(len(below))
        slot[below] = place
        state = below[slot[below] == place]
        seen[state] = True
        slot[state] = np.arange(len(state))
        below = slot[below]
        levels[-1] = (node, paths, above, below)
        paths = np.bincount(below, weights=paths[above], minlength=len(state)).astype(np.float64)
    share: Floats = np.empty(0)
    for depth in range(len(levels) - 1, 0, -1):
        node, paths, above, below = levels[depth]
        dependency: Floats = paths * np.bincount(above, weights=share[below], minlength=len(node))
        total += np.bincount(node, weights=dependency * times[depth], minlength=n)
        share = (1 + dependency) / paths
    total[sources] += leaves[sources] * (size - 2)


@compiled(inputs=4)
def _brandes(  # noqa: PLR0913, PLR0917 - one loop, its arrays given
    indptr: Ints,
    indices: Indices,
    sources: Ints,
    leaves: Ints,
    total: Floats,
    distance: Indices,
    order: Indices,
    paths: Floats,
    share: Floats,
) -> None:
    """Add the dependencies of each source and its leaves; ``distance`` is -1 before and after."""
    for s in sources:
        times = 1.0 + leaves[s]
        order[0] = s
        distance[s] = 0
        paths[s] = 1.0
        head, tail = 0, 1
        while head < tail:
            x = order[head]
            head += 1
            further = distance[x] + 1
            for p in range(indptr[x], indptr[x + 1]):
                y = indices[p]
                if distance[y] < 0:
                    distance[y] = further
                    paths[y] = paths[x]
                    order[tail] = y
                    tail += 1
                elif distance[y] == further:
                    paths[y] += paths[x]
        for k in range(tail - 1, 0, -1):
            x = order[k]
            further = distance[x] + 1
            below = 0.0
            for p in range(indptr[x], indptr[x + 1]):
                y = indices[p]
                if distance[y] == further:
                    below += share[y]
            dependency = paths[x] * below
            total[x] += times * dependency
            share[x] = (1.0 + dependency) / paths[x]
        total[s] += leaves[s] * (tail - 2)
        for k in range(tail):
            distance[order[k]] = -1


def _count_arrivals(
    indptr: Ints, indices: Indices, sources: Ints, spread: Callable[..., None]
) -> DistanceProfile:
    """Search from up to 512 sources at once, one bit each, and count at every node the arrivals."""
    n = len(indptr) - 1
    profile = DistanceProfile(np.zeros(n), *(np.zeros(n, dtype=np.int64) for _ in range(3)))
    bit = np.arange(len(sources))
    seen = np.zeros((n, (len(sources) + 63) // 64), dtype=np.uint64)
    seen[sources, bit // 64] = np.uint64(1) << (bit % 64).astype(np.uint64)
    front = seen.copy()
    distance = 0
    while True:
        distance += 1
        arrived = np.zeros_like(front)
        spread(indptr, indices, front, seen, arrived)
        count = _ones(arrived)
        if not count.any():
            return profile
        seen |= arrived
        front = arrived
        profile.harmonic[:] += count / distance
        profile.total[:] += count * distance
        profile.reached[:] += count
        profile.eccentricity[count > 0] = distance


def _spread_numpy(
    indptr: Ints, indices: Indices, front: Words, seen: Words, arrived: Words
) -> None:
    rows = np.flatnonzero(np.diff(indptr))
    arrived[rows] = np.bitwise_or.reduceat(front[indices], indptr[rows], axis=0) & ~seen[rows]


def _spread_compiled(
    indptr: Ints, indices: Indices, front: Words, seen: Words, arrived: Words
) -> None:
    moving: Bools = np.any(front, axis=1)
    flat = front.ravel(), seen.ravel(), moving, np.zeros(front.shape[1], np.uint64)
    _spread.machine(indptr, indices, *flat, arrived.ravel())


@compiled(inputs=5)
def _spread(
    indptr: Ints,
    indices: Indices,
    front: Words,
    seen: Words,
    moving: Bools,
    word: Words,
    arrived: Words,
) -> None:
    """Carry the frontier to the neighbours; each node has ``len(word)`` words in every array."""
    width = len(word)
    for x in range(len(indptr) - 1):
        here = x * width
        for p in range(indptr[x], indptr[x + 1]):
            y = indices[p]
            if moving[y]:
                there = y * width
                for k in range(width):
                    arrived[here + k] |= front[there + k]
        for k in range(width):
            arrived[here + k] &= ~seen[here + k]


def _ones(words: Words) -> Ints:
    """Count the bits that are set in each row."""
    if hasattr(np, "bitwise_count"):
        bits: NDArray[np.uint8] = np.bitwise_count(words)
    else:  # NumPy 1
        bits = _BITS[words.view(np.uint8)]
    count: Ints = bits.sum(axis=1, dtype=np.int64)
    return count
