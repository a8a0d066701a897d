"""Count triangles, to see whether the partners of a node work with each other."""

from __future__ import annotations

import math

import numpy as np

from netintl.kernels.compiled import compiled
from netintl.kernels.csr import Bools, Floats, Indices, Ints, _rows, degrees

__all__ = [
    "local_clustering",
    "shared_triangles",
    "transitivity",
    "triangles",
    "two_mode_clustering",
]


def triangles(indptr: Ints, indices: Indices) -> Ints:
    """Count the triangles through each node.

    Answers: how many pairs of its partners are themselves partners? ``t_v`` = number of linked
    pairs among the neighbours of ``v``.

    Parameters
    ----------
    indptr, indices
        The CSR graph.

    Returns
    -------
        int64, one per node; their sum is three times the number of triangles.

    Notes
    -----
    Cost O(m^1.5): each link points to its end of higher degree, and only such links are followed.
    Latapy (2008), doi:10.1016/j.tcs.2008.07.017. A graph of two kinds of node has no triangle.

    Examples
    --------
    >>> from netintl.kernels import symmetric_csr
    >>> indptr, indices, _ = symmetric_csr([0, 0, 1, 2], [1, 2, 2, 3], [1, 1, 1, 1], 4)
    >>> triangles(indptr, indices).tolist()
    [1, 1, 1, 0]
    """
    n = len(indptr) - 1
    count = np.zeros(n, dtype=np.int64)
    bound, head = oriented(indptr, indices)
    work = n + int(np.diff(bound)[head].sum())
    _count(work, bound, head, count, np.full(n, -1, dtype=np.int32))
    return count


def local_clustering(indptr: Ints, indices: Indices) -> Floats:
    """Give each node the share of its pairs of partners that are linked.

    Answers: is a node embedded in a closed circle, or does it join partners who do not know each
    other? ``c_v = 2 t_v / (k_v (k_v - 1))``.

    Parameters
    ----------
    indptr, indices
        The CSR graph.

    Returns
    -------
        float64 in 0..1, one per node. Nodes of degree below 2, for which the share is undefined,
        get 0, as in NetworkX; leave them out of a mean if that is not wanted.

    Notes
    -----
    Cost as `triangles`. Watts and Strogatz (1998), doi:10.1038/30918.

    Examples
    --------
    >>> from netintl.kernels import symmetric_csr
    >>> indptr, indices, _ = symmetric_csr([0, 0, 1, 2], [1, 2, 2, 3], [1, 1, 1, 1], 4)
    >>> local_clustering(indptr, indices).round(3).tolist()
    [1.0, 1.0, 0.333, 0.0]
    """
    pairs = _pairs(indptr)
    out: Floats = triangles(indptr, indices) / np.maximum(pairs, 1)
    return out


def transitivity(indptr: Ints, indices: Indices) -> float:
    """Give the share of connected triples that are closed.

    Answers: are partners of partners partners, over the whole network?
    ``T = 3 · triangles / triples``, a triple being a node with two of its neighbours.

    Parameters
    ----------
    indptr, indices
        The CSR graph.

    Returns
    -------
        A number in 0..1; nan when there is no triple, open or closed (NetworkX says 0).

    Notes
    -----
    Cost as `triangles`. Newman, Watts and Strogatz (2002), doi:10.1073/pnas.012582999.

    Examples
    --------
    >>> from netintl.kernels import symmetric_csr
    >>> indptr, indices, _ = symmetric_csr([0, 0, 1, 2], [1, 2, 2, 3], [1, 1, 1, 1], 4)
    >>> transitivity(indptr, indices)
    0.6
    """
    triples = int(_pairs(indptr).sum())
    return int(triangles(indptr, indices).sum()) / triples if triples else math.nan


def two_mode_clustering(indptr: Ints, indices: Indices, first: int, *, runs: int = 1) -> float:
    """Give the share of paths of three links that are closed, in a graph of two modes.

    Answers: do two organizations that share one agreement share others too? A projection cannot
    say: in it, the parties of one agreement are triangles by construction.
    ``C = 4 · four-cycles / three-paths``; a link with ends of degrees ``k`` and ``l`` is the middle
    of ``(k - 1)(l - 1)`` paths of three links.

    Parameters
    ----------
    indptr, indices
        The CSR graph; every link joins the two modes.
    first
        How many nodes the first mode has; they are the first nodes.
    runs
        How many graphs of this size the caller measures; decides whether compiling pays.

    Returns
    -------
        A number in 0..1; nan when there is no path of three links (NetworkX says 0).

    Notes
    -----
    Cost: the paths of two links around the mode that has fewer of them. Robins and Alexander
    (2004), doi:10.1023/B:CMOT.0000032580.12184.c0.

    Examples
    --------
    >>> from netintl.kernels import symmetric_csr
    >>> indptr, indices, _ = symmetric_csr([0, 0, 1, 1, 1], [2, 3, 2, 3, 4], [1] * 5, 5)
    >>> round(two_mode_clustering(indptr, indices, 2), 3)
    0.667
    """
    degree = degrees(indptr)
    paths = int(((degree[_rows(indptr)] - 1) * (degree[indices] - 1)).sum()) // 2
    if not paths:
        return math.nan
    pairs = _pairs(indptr)
    around_first, around_second = int(pairs[:first].sum()), int(pairs[first:].sum())
    ends = (0, first) if around_second <= around_first else (first, len(degree))
    work = 2 * min(around_first, around_second) + len(indices)
    total, met = np.zeros(1, dtype=np.int64), np.zeros(len(degree), dtype=np.int64)
    _count_four_cycles(runs * work, indptr, indices, *ends, total, met)
    return 4 * int(total[0]) / paths


def shared_triangles(indptr: Ints, indices: Indices, link: Ints, start: Ints, owner: Ints) -> int:
    """Count the triangles that lie inside one affair, such as one agreement of all three.

    Answers: how much of the closure is there because the parties of one affair are joined in pairs?

    Parameters
    ----------
    indptr, indices
        The CSR graph.
    link
        The link that each arc stands for.
    start, owner
        Link ``i`` is owed to the affairs ``owner[start[i]:start[i + 1]]``, in ascending order.

    Notes
    -----
    Cost as `triangles`, times the affairs of a link.

    Examples
    --------
    >>> from netintl.kernels import symmetric_csr
    >>> indptr, indices, link = symmetric_csr([0, 0, 1], [1, 2, 2], [0, 1, 2], 3)
    >>> shared_triangles(indptr, indices, link.astype(int), [0, 1, 2, 3], [7, 7, 7])
    1
    """
    bound, head = oriented(indptr, indices)
    ends = np.asarray(link, dtype=np.int64)[_upward(indptr, indices)]
    n, total = len(indptr) - 1, np.zeros(1, dtype=np.int64)
    work = n + int(np.diff(bound)[head].sum())
    lists = np.asarray(start, dtype=np.int64), np.asarray(owner, dtype=np.int64)
    _count_shared(work, bound, head, ends, *lists, total, np.full(n, -1, dtype=np.int64))
    return int(total[0])


def oriented(indptr: Ints, indices: Indices) -> tuple[Ints, Indices]:
    """Keep each link from its end of lower degree: row bounds and heads of an acyclic graph."""
    up = _upward(indptr, indices)
    bound = np.zeros(len(indptr), dtype=np.int64)
    np.cumsum(np.bincount(_rows(indptr)[up], minlength=len(indptr) - 1), out=bound[1:])
    return bound, indices[up]


def _upward(indptr: Ints, indices: Indices) -> Bools:
    degree, tail, head = degrees(indptr), _rows(indptr), indices
    up: Bools = (degree[tail] < degree[head]) | ((degree[tail] == degree[head]) & (tail < head))
    return up


def _pairs(indptr: Ints) -> Ints:
    degree = degrees(indptr)
    pairs: Ints = degree * (degree - 1) // 2
    return pairs


@compiled(inputs=2)
def _count(bound: Ints, head: Indices, count: Ints, mark: Indices) -> None:
    """Count triangles i→j→k, i→k over links that point upwards."""
    for i in range(len(count)):
        for p in range(bound[i], bound[i + 1]):
            mark[head[p]] = i
        for p in range(bound[i], bound[i + 1]):
            j = head[p]
            for q in range(bound[j], bound[j + 1]):
                k = head[q]
                if mark[k] == i:
                    count[i] += 1
                    count[j] += 1
                    count[k] += 1


@compiled(inputs=4)
def _count_four_cycles(
    bound: Ints, head: Indices, begin: int, end: int, total: Ints, met: Ints
) -> None:
    """Add up, over pairs of nodes of one mode, the pairs of nodes of the other that they share."""
    for x in range(begin, end):
        for p in range(bound[x], bound[x + 1]):
            middle = head[p]
            for q in range(bound[middle], bound[middle + 1]):
                y = head[q]
                if y > x:
                    total[0] += met[y]
                    met[y] += 1
        for p in range(bound[x], bound[x + 1]):
            middle = head[p]
            for q in range(bound[middle], bound[middle + 1]):
                met[head[q]] = 0


@compiled(inputs=5)
def _count_shared(
    bound: Ints, head: Indices, link: Ints, start: Ints, owner: Ints, total: Ints, mark: Ints
) -> None:
    """Count triangles i→j→k, i→k whose links i→j and i→k have an owner in common."""
    for i in range(len(bound) - 1):
        for p in range(bound[i], bound[i + 1]):
            mark[head[p]] = p
        for p in range(bound[i], bound[i + 1]):
            j = head[p]
            for q in range(bound[j], bound[j + 1]):
                third = mark[head[q]]
                if third < bound[i]:
                    continue
                a, b = start[link[p]], start[link[third]]
                while a < start[link[p] + 1] and b < start[link[third] + 1]:
                    if owner[a] == owner[b]:
                        total[0] += 1
                        break
                    if owner[a] < owner[b]:
                        a += 1
                    else:
                        b += 1
