"""Centralities that follow from the whole matrix: eigenvector and PageRank."""

from __future__ import annotations

import numpy as np

from netintl.kernels.components import components
from netintl.kernels.csr import Floats, Indices, Ints, _rows, strengths

__all__ = ["eigenvector", "pagerank"]

_DENSE = 400
"""Nodes up to which all eigenvalues are found at once, without loading SciPy."""


def eigenvector(indptr: Ints, indices: Indices, weights: Floats) -> Floats:
    """Give the leading eigenvector of the largest connected part.

    Answers: who is linked to those who are themselves well linked? ``A x = λ₁ x``, ``Σ x² = 1``.

    Parameters
    ----------
    indptr, indices, weights
        The CSR graph, weights above 0.

    Returns
    -------
        float64, one per node; nan outside the largest component, where the measure does not
        compare.

    Notes
    -----
    Cost O(m) per Lanczos step. Bonacich (1972), doi:10.1080/0022250X.1972.9989806.

    Examples
    --------
    >>> from netintl.kernels import symmetric_csr
    >>> graph = symmetric_csr([0, 1], [1, 2], [1, 1], 4)
    >>> eigenvector(*graph).round(3).tolist()
    [0.5, 0.707, 0.5, nan]
    """
    n = len(indptr) - 1
    out = np.full(n, np.nan)
    inside = np.flatnonzero((components(indptr, indices) == 0) & (np.diff(indptr) > 0))
    if not len(inside):
        return out
    place = np.full(n, -1, dtype=np.int64)
    place[inside] = np.arange(len(inside))
    row = _rows(indptr)
    arcs = place[row] >= 0
    ends = place[row[arcs]], place[indices[arcs]]
    out[inside] = np.abs(_leading(ends, weights[arcs], len(inside)))
    return out


def _leading(ends: tuple[Ints, Ints], weights: Floats, size: int) -> Floats:
    """Return the eigenvector of the largest eigenvalue of a symmetric matrix."""
    if size <= _DENSE:
        matrix = np.zeros((size, size))
        matrix[ends] = weights
        dense: Floats = np.linalg.eigh(matrix)[1][:, -1]
        return dense
    from scipy.sparse import csr_array  # noqa: PLC0415 - 0.2 s that small networks do not need
    from scipy.sparse.linalg import eigsh  # noqa: PLC0415

    sparse = csr_array((weights, ends), shape=(size, size))
    found: Floats = eigsh(sparse, k=1, which="LA", v0=np.ones(size))[1][:, 0]
    return found


def pagerank(
    indptr: Ints,
    indices: Indices,
    weights: Floats,
    *,
    damping: float = 0.85,
    tolerance: float = 1e-12,
) -> Floats:
    """Give the share of time a random walker spends at each node.

    Answers: where does one arrive most often by following links at random?
    ``x = (1 - d)/n + d (Σ_u x_u w_uv / s_u + dangling / n)``.

    Parameters
    ----------
    indptr, indices, weights
        The CSR graph, weights above 0.
    damping
        Probability ``d`` of following a link; else the walker starts anywhere.
    tolerance
        Largest total change in the last pass.

    Returns
    -------
        float64, one per node, adding to 1.

    Notes
    -----
    Cost O(m) per pass. Brin and Page (1998), doi:10.1016/S0169-7552(98)00110-X.

    Examples
    --------
    >>> from netintl.kernels import symmetric_csr
    >>> graph = symmetric_csr([0, 1], [1, 2], [1, 1], 3)
    >>> pagerank(*graph).round(3).tolist()
    [0.257, 0.486, 0.257]
    """
    n = len(indptr) - 1
    if not n:
        return np.empty(0)
    row = _rows(indptr)
    total = strengths(indptr, weights)
    rank, change = np.full(n, 1 / n), 1.0
    while change > tolerance:
        leaving = np.divide(rank, total, out=np.zeros(n), where=total > 0)
        stuck = rank[total == 0].sum()
        passed = np.bincount(row, weights * leaving[indices], n)
        following = (1 - damping) / n + damping * (passed + stuck / n)
        change = float(np.abs(following - rank).sum())
        rank = following
    return rank
