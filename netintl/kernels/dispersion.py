"""Say how evenly something is spread: over nodes, over degrees, over groups."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from netintl.kernels.csr import Floats, Indices, Ints, _rows, degrees

if TYPE_CHECKING:
    from numpy.typing import ArrayLike

__all__ = ["degree_assortativity", "gini", "participation"]


def gini(values: ArrayLike) -> float:
    """Give the Gini coefficient of non-negative amounts.

    Answers: how unequally is the whole spread over its holders?
    ``G = Σ_i (2i - n - 1) x_i / (n Σ x)`` for ``x_1 ≤ … ≤ x_n``; 0 for equal shares, ``1 - 1/n``
    when one holds all.

    Parameters
    ----------
    values
        Amounts, none negative.

    Returns
    -------
        A number in 0..1; nan when there are no values or all are 0.

    Raises
    ------
    ValueError
        For a negative or non-finite amount.

    Notes
    -----
    Cost O(n log n). Gini (1912); the form over sorted values: Sen (1973), *On Economic Inequality*.
    No small-sample factor n/(n - 1) is applied.

    Examples
    --------
    >>> gini([1, 1, 1, 1]), gini([0, 0, 0, 4])
    (0.0, 0.75)
    """
    x = np.sort(np.asarray(values, dtype=np.float64).ravel())
    if x.size and not (x[0] >= 0 and math.isfinite(x[-1])):
        raise ValueError("a Gini coefficient needs finite amounts of at least 0")
    if not x.size or x[-1] == 0:
        return math.nan
    x = x / x[-1]
    n = len(x)
    return max(0.0, float((2 * np.arange(1, n + 1) - n - 1) @ x / (n * x.sum())))


def degree_assortativity(indptr: Ints, indices: Indices) -> float:
    """Give the correlation of the degrees at the two ends of a link.

    Answers: do hubs work with hubs (above 0) or with small partners (below 0)? Pearson's
    ``r = cov(k_u, k_v) / var(k)`` over all arcs ``u → v``, each link counted both ways.

    Parameters
    ----------
    indptr, indices
        The CSR graph.

    Returns
    -------
        A number in -1..1; nan when undefined: no links, or all ends of one degree.

    Notes
    -----
    Cost O(n + m); sums are exact integers, so a regular graph is recognised as such. Newman (2002),
    doi:10.1103/PhysRevLett.89.208701. Broad degrees alone push r below 0: compare it with a null
    model.

    Examples
    --------
    >>> from netintl.kernels import symmetric_csr
    >>> indptr, indices, _ = symmetric_csr([0, 0, 0], [1, 2, 3], [1, 1, 1], 4)
    >>> degree_assortativity(indptr, indices)
    -1.0
    """
    degree = degrees(indptr)
    total, squares = int((degree**2).sum()), int((degree**3).sum())
    products = int((degree[_rows(indptr)] * degree[indices]).sum())
    arcs = len(indices)
    spread = arcs * squares - total**2
    return (arcs * products - total**2) / spread if spread else math.nan


def participation(indptr: Ints, indices: Indices, weights: Floats, groups: ArrayLike) -> Floats:
    """Give each node the evenness of its links over groups.

    Answers: does a node work inside one group (0), or across many (towards 1)?
    ``P_v = 1 - Σ_m (k_vm / k_v)²`` with ``k_vm`` the weight of the links of ``v`` into group ``m``.

    Parameters
    ----------
    indptr, indices, weights
        The CSR graph; give weights of 1 for the unweighted coefficient.
    groups
        Group of each node, any integers.

    Returns
    -------
        float64, one per node; nan for isolates (and where all weights are 0).

    Raises
    ------
    ValueError
        When there is not one group per node.

    Notes
    -----
    Cost O(n + m log m). Guimerà and Amaral (2005), doi:10.1038/nature03288. At most ``1 - 1/k``, so
    that values of nodes of small degree are not comparable with those of hubs.

    Examples
    --------
    >>> from netintl.kernels import symmetric_csr
    >>> indptr, indices, weights = symmetric_csr([0, 0], [1, 2], [1, 1], 4)
    >>> participation(indptr, indices, weights, [0, 1, 2, 2]).tolist()
    [0.5, 0.0, 0.0, nan]
    """
    n = len(indptr) - 1
    names, group = np.unique(np.asarray(groups), return_inverse=True)
    if group.shape != (n,):
        raise ValueError(f"participation needs one group per node: {n}, got {group.size}")
    key, cell = np.unique(_rows(indptr) * len(names) + group[indices], return_inverse=True)
    weight = np.bincount(cell, weights=weights, minlength=len(key))
    row = key // max(len(names), 1)
    total = np.bincount(row, weights=weight, minlength=n)
    squares = np.bincount(row, weights=weight**2, minlength=n)
    out = np.full(n, np.nan)
    some = total > 0
    out[some] = 1 - squares[some] / total[some] ** 2
    return out
