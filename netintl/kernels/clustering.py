"""Count triangles, to see whether the partners of a node work with each other."""

from __future__ import annotations

import math

import numpy as np

from netintl.kernels.compiled import compiled
from netintl.kernels.csr import Floats, Indices, Ints, _rows, degrees

__all__ = ["local_clustering", "transitivity", "triangles"]


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


def oriented(indptr: Ints, indices: Indices) -> tuple[Ints, Indices]:
    """Keep each link from its end of lower degree: row bounds and heads of an acyclic graph."""
    degree, tail, head = degrees(indptr), _rows(indptr), indices
    up = (degree[tail] < degree[head]) | ((degree[tail] == degree[head]) & (tail < head))
    bound = np.zeros(len(indptr), dtype=np.int64)
    np.cumsum(np.bincount(tail[up], minlength=len(indptr) - 1), out=bound[1:])
    return bound, head[up]


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
