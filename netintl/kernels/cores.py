"""Peel a graph to its dense core."""

from __future__ import annotations

import numpy as np

from netintl.kernels.compiled import compiled
from netintl.kernels.csr import Indices, Ints, degrees

__all__ = ["core_numbers"]


def core_numbers(indptr: Ints, indices: Indices) -> Indices:
    """Give each node the number of the deepest core it belongs to.

    Answers: who sits in the dense middle, who at the rim? The k-core is the largest subgraph in
    which every node has at least k neighbours; ``core(v) = max {k : v in the k-core}``.

    Parameters
    ----------
    indptr, indices
        The CSR graph.

    Returns
    -------
        int32, one per node; 0 for isolates.

    Notes
    -----
    Cost O(n + m): nodes leave in order of their remaining degree, kept sorted by buckets. Batagelj
    and Zaveršnik (2011), doi:10.1007/s11634-010-0079-y; cores: Seidman (1983),
    doi:10.1016/0378-8733(83)90028-X.

    Examples
    --------
    >>> from netintl.kernels import symmetric_csr
    >>> indptr, indices, _ = symmetric_csr([0, 0, 1, 2], [1, 2, 2, 3], [1, 1, 1, 1], 5)
    >>> core_numbers(indptr, indices).tolist()
    [2, 2, 2, 1, 0]
    """
    n = len(indptr) - 1
    degree = degrees(indptr)
    core = degree.astype(np.int32)
    order = np.argsort(degree, kind="stable")
    place = np.empty(n, dtype=np.int64)
    place[order] = np.arange(n)
    start = np.searchsorted(degree[order], np.arange(degree.max(initial=0) + 1))
    _peel(n + len(indices), indptr, indices, core, order, place, start)
    return core


@compiled(inputs=2)
def _peel(
    indptr: Ints, indices: Indices, core: Indices, order: Ints, place: Ints, start: Ints
) -> None:
    """Remove nodes by remaining degree; ``order`` stays sorted by it, ``start`` is its buckets."""
    for k in range(len(order)):
        x = order[k]
        for p in range(indptr[x], indptr[x + 1]):
            y = indices[p]
            d = core[y]
            if d > core[x]:
                first = start[d]
                w = order[first]
                here = place[y]
                order[here] = w
                place[w] = here
                order[first] = y
                place[y] = first
                start[d] = first + 1
                core[y] = d - 1
