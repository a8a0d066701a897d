"""Is a figure more than the numbers of partners explain? Random networks to compare with."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np

from netintl.kernels import rewire, symmetric_csr
from netintl.network.layers import LAYERS

if TYPE_CHECKING:
    from netintl.network.network import Network

Kept = Literal["kind", "kind_country"]


@dataclass(frozen=True, slots=True)
class NullModel:
    """Random networks with the degrees of the observed one, kind by kind.

    Links are switched only with links that join the same two kinds (and, with ``kind_country``,
    the same two countries), so that every organization keeps its number of partners of every
    kind (and country). Weights are not kept: the model is about who is linked.
    """

    u: np.ndarray
    v: np.ndarray
    groups: np.ndarray
    size: int
    runs: int

    @classmethod
    def of(cls, network: Network, *, kept: Kept = "kind", runs: int = 200) -> NullModel:
        """Take the links of the default layers; ``runs`` is how many draws will be made.

        Examples
        --------
        >>> from netintl.network.doors import from_links
        >>> model = NullModel.of(from_links([("S1", "C1"), ("S2", "C2"), ("C1", "E1")]))
        >>> np.diff(model.graph(np.random.default_rng(0))[0]).tolist()
        [2, 1, 1, 1, 1]
        """
        layers = [LAYERS.index(name) for name in network.layers]
        rows = np.flatnonzero(np.isin(network.pairs.layer, layers))
        parts = [network.kinds.astype(str)]
        if kept == "kind_country":
            parts.append(network.countries.astype(str))
        names = ["|".join(row) for row in zip(*parts, strict=True)]
        label, place = np.unique(np.array(names, dtype=str), return_inverse=True)
        u, v = network.pairs.u[rows], network.pairs.v[rows]
        swap = place[u] > place[v]
        u, v = np.where(swap, v, u), np.where(swap, u, v)
        return cls(u, v, place[u] * max(len(label), 1) + place[v], len(names), runs)

    def graph(self, random: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
        """Draw one network as row bounds and neighbours."""
        u, v = rewire(self.u, self.v, self.groups, self.size, random, runs=self.runs)
        indptr, indices, _ = symmetric_csr(u, v, np.ones(len(u)), self.size)
        return indptr, indices


def p_values(observed: np.ndarray, draws: np.ndarray) -> np.ndarray:
    """Give the share of draws that reach the observed value, the observation counted among them.

    ``p = (1 + #{draw ≥ observed}) / (1 + runs)``, never 0 (Davison and Hinkley 1997, 4.2); values
    are compared to nine digits, so that the order of a sum never decides.

    Examples
    --------
    >>> p_values(np.array([2.0, 0.0]), np.array([[1.0, 0.0], [3.0, 1.0], [1.0, 1.0]])).tolist()
    [0.5, 1.0]
    """
    reached = (np.round(draws, 9) >= np.round(observed, 9)).sum(axis=0)
    return np.asarray((1 + reached) / (1 + len(draws)), dtype=float)


def z_scores(observed: np.ndarray, draws: np.ndarray) -> np.ndarray:
    """Give (observed − mean) / standard deviation of the draws; NaN where they never vary.

    Examples
    --------
    >>> z_scores(np.array([3.0, 1.0]), np.array([[1.0, 1.0], [2.0, 1.0], [3.0, 1.0]])).tolist()
    [1.0, nan]
    """
    spread = draws.std(axis=0, ddof=1) if len(draws) > 1 else np.zeros(draws.shape[1:])
    varies = spread > 1e-12  # noqa: PLR2004 - rounding of a constant
    return np.where(varies, (observed - draws.mean(axis=0)) / np.where(varies, spread, 1), np.nan)


def benjamini_hochberg(p: np.ndarray) -> np.ndarray:
    """Adjust p-values so that, of all called significant below q, at most q are false on average.

    Unknown p-values stay unknown and count for nothing. Benjamini and Hochberg 1995,
    doi:10.1111/j.2517-6161.1995.tb02031.x. ``scipy.stats.false_discovery_control``, the oracle,
    refuses unknown ones and takes most of a second to load.

    Examples
    --------
    >>> benjamini_hochberg(np.array([0.01, 0.04, 0.03, np.nan])).round(3).tolist()
    [0.03, 0.04, 0.04, nan]
    """
    known = np.flatnonzero(~np.isnan(p))
    order = known[np.argsort(p[known], kind="stable")]
    scaled = p[order] * len(order) / np.arange(1, len(order) + 1)
    adjusted = np.full(len(p), np.nan)
    adjusted[order] = np.minimum(np.minimum.accumulate(scaled[::-1])[::-1], 1)
    return adjusted
