"""The links that carry a network too dense to be drawn: backbone, else innermost core."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from netintl.kernels.cores import core_numbers
from netintl.kernels.csr import degrees

ALPHA: Final = 0.08
_ENOUGH: Final = 0.1  # share of nodes that a backbone worth its name reaches


@dataclass(frozen=True, slots=True)
class Backbone:
    """A mask of the arcs that are kept; ``core`` is 0 for a backbone, else the k of a core."""

    arcs: np.ndarray
    core: int


def backbone(
    indptr: np.ndarray,
    indices: np.ndarray,
    weights: np.ndarray,
    most: int,
    *,
    alpha: float = ALPHA,
) -> Backbone:
    """Keep the links that are significant to one of their ends, or those of an inner core.

    A link of weight share p at an end with k links is kept when (1 - p)^(k - 1) < alpha. Where the
    weights hardly differ that keeps almost nothing; then the smallest k is taken whose k-core has
    no more than ``most`` links.

    Parameters
    ----------
    indptr, indices, weights
        A symmetric graph as CSR arrays.
    most
        Number of links above which a core is narrowed further.

    References
    ----------
    Serrano, Boguñá and Vespignani 2009, doi:10.1073/pnas.0808904106; Seidman 1983 for cores.

    Examples
    --------
    >>> from netintl.kernels import symmetric_csr
    >>> u, v = np.zeros(9, dtype=int), np.arange(1, 10)
    >>> graph = symmetric_csr(u, v, np.array([31.0, *[1.0] * 8]), 10)
    >>> int(backbone(*graph, most=5).arcs.sum())  # one link, from both ends
    2
    """
    degree = degrees(indptr)
    tails = np.repeat(np.arange(len(degree)), degree)
    strength = np.bincount(tails, weights, len(degree))
    there = degree[tails]
    kept = (there > 1) & ((1 - weights / strength[tails]) ** (there - 1) < alpha)
    reached = np.unique(np.concatenate([tails[kept], indices[kept]]))
    if len(reached) >= _ENOUGH * max(int((degree > 0).sum()), 1):
        return Backbone(_both_ways(kept, tails, indices), 0)
    core = core_numbers(indptr, indices)
    inner = np.minimum(core[tails], core[indices])
    most_inner = int(inner.max(initial=0))
    for k in range(1, most_inner + 1):
        if int((inner >= k).sum()) <= 2 * most:
            return Backbone(inner >= k, k)
    return Backbone(inner >= most_inner, most_inner)


def _both_ways(kept: np.ndarray, tails: np.ndarray, indices: np.ndarray) -> np.ndarray:
    """Keep both arcs of a link when one of its ends keeps it."""
    width = int(max(tails.max(initial=0), indices.max(initial=0))) + 1
    key = np.minimum(tails, indices) * width + np.maximum(tails, indices)
    return np.isin(key, key[kept])
