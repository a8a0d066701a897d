"""Build the arrays every kernel reads: an undirected simple weighted graph in CSR form.

Row ``v`` of the graph is ``indices[indptr[v]:indptr[v + 1]]``, the neighbours of ``v`` in ascending
order; each link stands in two rows. The other kernels trust this form and do not check it again.
"""

from __future__ import annotations

from typing import TypeAlias

import numpy as np
from numpy.typing import ArrayLike, NDArray

__all__ = ["degrees", "strengths", "symmetric_csr"]

Ints: TypeAlias = NDArray[np.int64]
Indices: TypeAlias = NDArray[np.int32]
Floats: TypeAlias = NDArray[np.float64]
Bools: TypeAlias = NDArray[np.bool_]


def symmetric_csr(
    u: ArrayLike, v: ArrayLike, weight: ArrayLike, n: int
) -> tuple[Ints, Indices, Floats]:
    """Build the symmetric CSR arrays of a graph from its list of links.

    Answers: who are the neighbours of each node, and how strong is each tie?

    Parameters
    ----------
    u, v
        Ends of each link, integers in ``0..n-1``; each unordered pair at most once.
    weight
        Weight of each link.
    n
        Number of nodes, isolates included.

    Returns
    -------
        ``indptr`` (int64, n + 1), ``indices`` (int32, 2m), ``weights`` (float64, 2m); rows
        ascending.

    Raises
    ------
    ValueError
        For arrays of unequal length, an end outside ``0..n-1``, a self-loop or a repeated pair.

    Notes
    -----
    Cost O(m log m) time, O(n + m) memory. The form is that of Gustavson (1978),
    doi:10.1145/355791.355796.

    Examples
    --------
    >>> indptr, indices, weights = symmetric_csr([0, 2], [1, 0], [5.0, 7.0], 4)
    >>> indptr.tolist(), indices.tolist(), weights.tolist()
    ([0, 2, 3, 4, 4], [1, 2, 0, 0], [5.0, 7.0, 5.0, 7.0])
    """
    one, two, size = _ends(u, n), _ends(v, n), np.asarray(weight, dtype=np.float64)
    if not (one.shape == two.shape == size.shape and one.ndim == 1):
        raise ValueError("u, v and weight must be flat and equally long")
    if (one == two).any():
        raise ValueError(f"node {one[one == two][0]} is linked to itself; remove self-loops")
    key = np.concatenate((one * n + two, two * n + one))
    order = np.argsort(key, kind="stable")
    key = key[order]
    twice = key[1:] == key[:-1]
    if twice.any():
        pair = divmod(int(key[1:][twice][0]), n)
        raise ValueError(f"the pair {pair} occurs more than once; merge its links first")
    row, column = np.divmod(key, max(n, 1))
    indptr = np.zeros(n + 1, dtype=np.int64)
    np.cumsum(np.bincount(row, minlength=n), out=indptr[1:])
    return indptr, column.astype(np.int32), np.concatenate((size, size))[order]


def degrees(indptr: Ints) -> Ints:
    """Count the partners of each node.

    Answers: with how many others does each node work? ``k_v = indptr[v + 1] - indptr[v]``.

    Parameters
    ----------
    indptr
        Row bounds of the CSR graph.

    Returns
    -------
        int64, one per node.

    Notes
    -----
    Cost O(n). Degree centrality: Freeman (1978), doi:10.1016/0378-8733(78)90021-7.

    Examples
    --------
    >>> indptr, _, _ = symmetric_csr([0, 0], [1, 2], [1, 1], 4)
    >>> degrees(indptr).tolist()
    [2, 1, 1, 0]
    """
    return np.diff(indptr)


def strengths(indptr: Ints, weights: Floats) -> Floats:
    """Sum the weights of the links of each node.

    Answers: how much flows through the ties of each node? ``s_v = Σ_w weight(v, w)``.

    Parameters
    ----------
    indptr, weights
        Row bounds and weights of the CSR graph.

    Returns
    -------
        float64, one per node; 0 for isolates.

    Notes
    -----
    Cost O(n + m). Barrat et al. (2004), doi:10.1073/pnas.0400087101.

    Examples
    --------
    >>> indptr, _, weights = symmetric_csr([0, 0], [1, 2], [5.0, 7.0], 4)
    >>> strengths(indptr, weights).tolist()
    [12.0, 5.0, 7.0, 0.0]
    """
    return np.bincount(_rows(indptr), weights=weights, minlength=len(indptr) - 1).astype(np.float64)


def _rows(indptr: Ints) -> Ints:
    """Give the row of each arc."""
    return np.repeat(np.arange(len(indptr) - 1), np.diff(indptr))


def _ends(nodes: ArrayLike, n: int) -> Ints:
    """Take node numbers as int64, refusing fractions and numbers outside the graph."""
    if not 0 <= n <= np.iinfo(np.int32).max:
        raise ValueError(f"n must lie between 0 and {np.iinfo(np.int32).max}, got {n}")
    given = np.asarray(nodes)
    if given.size and given.dtype.kind not in "iu":
        raise ValueError(f"nodes must be integers, got {given.dtype}")
    ends = given.astype(np.int64)
    if ends.size and (ends.min() < 0 or ends.max() >= n):
        raise ValueError(f"nodes must lie in 0..{n - 1}, got {ends.min()}..{ends.max()}")
    return ends
