"""Draw random networks that keep every degree and every kind of link."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from netintl.kernels.compiled import compiled
from netintl.kernels.csr import Bools, Floats, Indices, Ints, symmetric_csr

if TYPE_CHECKING:
    from numpy.typing import ArrayLike

__all__ = ["rewire"]

_WORK = 10
"""Inner-loop steps of one try: two short scans for doubles, four replacements."""


def rewire(
    u: ArrayLike,
    v: ArrayLike,
    groups: ArrayLike,
    n: int,
    random: np.random.Generator,
    *,
    tries: int = 20,
    runs: int = 1,
) -> tuple[Ints, Ints]:
    """Switch the ends of links at random, group by group.

    Answers: what would this network look like if only the number of partners of each kind were
    given? A try takes two links ``a-b`` and ``c-d`` of one group and makes them ``a-d`` and
    ``c-b``, unless that links a node to itself or doubles a link.

    Parameters
    ----------
    u, v
        Ends of each link. Where the first and second ends of a group share no node (two modes),
        they stay the first and second ends, so that kinds are kept; else ends change sides freely.
    groups
        Group of each link, any integers; links are switched inside their group only.
    n
        Number of nodes.
    random
        Source of all randomness.
    tries
        Tries for each link; ten or more leave no trace of the start (Milo et al. 2003).
    runs
        How often the caller draws; decides with the size whether compiling pays.

    Returns
    -------
        New first and second ends, link by link. Each node keeps its number of links in every group.

    Notes
    -----
    Cost O(tries · m · degree). The chain is symmetric, hence uniform in the limit over simple
    networks with these degrees (Rao, Jana and Bandyopadhyay 1996); Milo et al. 2003,
    arXiv:cond-mat/0312028.

    Examples
    --------
    >>> u, v = rewire([0, 0, 1], [2, 3, 3], [0, 0, 0], 4, np.random.default_rng(1))
    >>> sorted(u.tolist()), sorted(v.tolist())
    ([0, 0, 1], [2, 3, 3])
    """
    one, two = np.array(u, dtype=np.int64), np.array(v, dtype=np.int64)
    if len(one) < 2:  # noqa: PLR2004 - a switch takes two links
        return one, two
    order = np.argsort(np.asarray(groups), kind="stable")
    _, group, size = np.unique(np.asarray(groups)[order], return_inverse=True, return_counts=True)
    one, two = one[order], two[order]
    indptr, indices, _ = symmetric_csr(one, two, np.ones(len(one)), n)
    count = tries * len(one)
    draws = random.integers(0, len(one), count), random.random(count), random.random(count) < 0.5  # noqa: PLR2004 - a fair coin
    start = np.cumsum(size) - size
    _switch(
        runs * count * _WORK, indptr, *draws, group, start, size, _mixed(one, two, group, n),
        one, two, indices,
    )  # fmt: skip
    back = np.empty_like(order)
    back[order] = np.arange(len(order))
    return one[back], two[back]


def _mixed(one: Ints, two: Ints, group: Ints, n: int) -> Bools:
    """Tell in which groups some node stands on both sides."""
    sides = np.concatenate((group, group)) * n + np.concatenate((one, two))
    second = np.repeat([False, True], len(one))
    mixed = np.zeros(int(group.max()) + 1, dtype=np.bool_)
    both = np.intersect1d(sides[~second], sides[second])
    mixed[both // n] = True
    return mixed


@compiled(inputs=8)
def _switch(  # noqa: C901, PLR0913, PLR0917 - one loop, its arrays given
    indptr: Ints,
    first: Ints,
    other: Floats,
    turn: Bools,
    group: Ints,
    start: Ints,
    size: Ints,
    mixed: Bools,
    u: Ints,
    v: Ints,
    partners: Indices,
) -> None:
    """Try each drawn switch; the rows of ``partners`` keep their lengths and lose their order."""
    for t in range(len(first)):
        x = first[t]
        g = group[x]
        y = start[g] + int(other[t] * size[g])
        a, b, c, d = u[x], v[x], u[y], v[y]
        if mixed[g] and turn[t]:
            c, d = d, c
        if a in (c, d) or b in (c, d):
            continue
        double = False
        for near, far in ((a, d), (c, b)):
            if indptr[near + 1] - indptr[near] > indptr[far + 1] - indptr[far]:
                near, far = far, near  # noqa: PLW2901 - scan the shorter row
            for p in range(indptr[near], indptr[near + 1]):
                if partners[p] == far:
                    double = True
                    break
        if double:
            continue
        for row, old, new in ((a, b, d), (b, a, c), (c, d, b), (d, c, a)):
            for p in range(indptr[row], indptr[row + 1]):
                if partners[p] == old:
                    partners[p] = new
                    break
        u[x], v[x], u[y], v[y] = a, d, c, b
