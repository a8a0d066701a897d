"""Structural holes: how much the partners of a node depend on each other."""

from __future__ import annotations

import numpy as np

from netintl.kernels.compiled import compiled
from netintl.kernels.csr import Floats, Indices, Ints, _rows, degrees, strengths

__all__ = ["structural_holes"]


def structural_holes(indptr: Ints, indices: Indices, weights: Floats) -> tuple[Floats, Floats]:
    """Give Burt's constraint and effective size of each node.

    Answers: are a node's partners alternatives to each other, or one circle that closes it in?
    With ``p_ij = w_ij / Σ_k w_ik`` and ``m_jq = w_jq / max_k w_jk``:
    constraint ``c_i = Σ_j (p_ij + Σ_q p_iq p_qj)²``, effective size
    ``e_i = Σ_j (1 - Σ_{q ≠ i, j} p_iq m_jq)``, both over the partners ``j`` of ``i``.

    Parameters
    ----------
    indptr, indices, weights
        The CSR graph, weights above 0.

    Returns
    -------
        Constraint and effective size, float64, one per node; nan for isolates.

    Notes
    -----
    Cost O(Σ k²). Burt (1992), *Structural Holes*; Borgatti (1997), *Connections* 20(1). Written
    here because ``networkx.effective_size`` answers in two ways for weighted graphs (it divides by
    the maxima of rows or of columns, depending on whether nodes are given).

    Examples
    --------
    >>> from netintl.kernels import symmetric_csr
    >>> graph = symmetric_csr([0, 0, 1], [1, 2, 2], [1, 1, 1], 4)
    >>> [values.round(3).tolist() for values in structural_holes(*graph)]
    [[1.125, 1.125, 1.125, nan], [1.0, 1.0, 1.0, nan]]
    """
    n = len(indptr) - 1
    row = _rows(indptr)
    share = weights / strengths(indptr, weights)[row]
    largest = np.zeros(n)
    np.maximum.at(largest, row, weights)
    marginal = weights / largest[row]
    indirect, overlap, place = np.zeros(len(indices)), np.zeros(n), np.full(n, -1, dtype=np.int64)
    work = int((degrees(indptr)[indices]).sum())
    _indirect(work, indptr, indices, share, marginal, indirect, overlap, place)
    constraint = np.bincount(row, (share + indirect) ** 2, n)
    alone = degrees(indptr) == 0
    return np.where(alone, np.nan, constraint), np.where(alone, np.nan, degrees(indptr) - overlap)


@compiled(inputs=4)
def _indirect(
    indptr: Ints,
    indices: Indices,
    share: Floats,
    marginal: Floats,
    indirect: Floats,
    overlap: Floats,
    place: Ints,
) -> None:
    """Add what reaches each partner over a common one, and what partners share among them."""
    for i in range(len(indptr) - 1):
        for p in range(indptr[i], indptr[i + 1]):
            place[indices[p]] = p
        for p in range(indptr[i], indptr[i + 1]):
            q = indices[p]
            for r in range(indptr[q], indptr[q + 1]):
                at = place[indices[r]]
                if at >= 0:
                    indirect[at] += share[p] * share[r]
                    # here q is the partner j whose tie to a common partner makes it redundant
                    overlap[i] += share[at] * marginal[r]
        for p in range(indptr[i], indptr[i + 1]):
            place[indices[p]] = -1
