"""The links that carry a network too dense to be drawn: backbone, else innermost core."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from netintl.kernels import core_numbers

if TYPE_CHECKING:
    from netintl.network.network import Graph

ALPHA: Final = 0.08
_ENOUGH: Final = 0.1  # share of organizations that a backbone worth its name reaches


@dataclass(frozen=True, slots=True)
class Backbone:
    """The rows of pairs that are kept; ``core`` is 0 for a backbone, else the k of a core."""

    pairs: np.ndarray
    core: int


def find_backbone(graph: Graph, most: int, *, alpha: float = ALPHA) -> Backbone:
    """Keep the links that are significant to one of their ends, or those of an inner core.

    A link of weight share p at an end with k links is kept when (1 - p)^(k - 1) < alpha. Where the
    weights hardly differ that keeps almost nothing; then the smallest k is taken whose k-core has
    no more than ``most`` links.

    References
    ----------
    Serrano, Boguñá and Vespignani 2009, doi:10.1073/pnas.0808904106; Seidman 1983 for cores.

    Examples
    --------
    >>> from netintl.network.doors import from_links
    >>> links = [("S1", f"C{n}") for n in range(9)] + [("S1", "C0")] * 30
    >>> len(find_backbone(from_links(links).cooperation, 5).pairs)
    1
    """
    degree = graph.degree[graph.tails]
    strength = np.bincount(graph.tails, graph.weights, len(graph.degree))
    share = graph.weights / strength[graph.tails]
    kept = (degree > 1) & ((1 - share) ** (degree - 1) < alpha)
    reached = np.unique(np.concatenate([graph.tails[kept], graph.indices[kept]]))
    if len(reached) >= _ENOUGH * max(int((graph.degree > 0).sum()), 1):
        return Backbone(np.unique(graph.pair[kept]), 0)
    core = core_numbers(graph.indptr, graph.indices)
    inner = np.minimum(core[graph.tails], core[graph.indices])
    for k in range(1, int(inner.max(initial=1)) + 1):
        pairs = np.unique(graph.pair[inner >= k])
        if len(pairs) <= most:
            return Backbone(pairs, k)
    return Backbone(np.unique(graph.pair[inner >= inner.max(initial=0)]), int(inner.max(initial=0)))
