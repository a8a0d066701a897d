"""How sure is a rank? Networks redrawn as if each agreement stood with its confidence."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from netintl.analyses.draws.draw import draw
from netintl.analyses.result import ranks
from netintl.kernels import symmetric_csr
from netintl.network.layers import LAYERS
from netintl.network.network import Graph

if TYPE_CHECKING:
    from collections.abc import Callable

    from netintl.analyses.draws.draw import Tick
    from netintl.network.network import Network

_LOW, _MIDDLE, _HIGH = 0.05, 0.5, 0.95
_STREAM = 1


@dataclass(frozen=True, slots=True)
class RankIntervals:
    """What redrawn networks say of each organization's rank: NaN outside the view."""

    median: np.ndarray
    low: np.ndarray
    high: np.ndarray
    top_share: np.ndarray


@dataclass(frozen=True, slots=True)
class Resampler:
    """The links of a view, each with the agreements it stands on and their confidences.

    An agreement without a known confidence is always kept.
    """

    network: Network
    rows: np.ndarray
    confidence: np.ndarray

    @classmethod
    def of(cls, network: Network) -> Resampler:
        """Take the links of the default layers."""
        layers = [LAYERS.index(name) for name in network.layers]
        rows = np.flatnonzero(np.isin(network.pairs.layer, layers))
        confidence = np.nan_to_num(network.agreement_confidence, nan=1.0)
        return cls(network, rows, confidence)

    def links(self, random: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
        """Draw which links stand, and the share of each link's agreements that does."""
        pairs = self.network.pairs
        kept = random.random(len(self.confidence)) < self.confidence
        if not len(pairs):
            return self.rows, np.empty(0)
        share = np.add.reduceat(kept[pairs.agreement].astype(float), pairs.start[:-1])
        share /= np.diff(pairs.start)
        standing = self.rows[share[self.rows] > 0]
        return standing, share[standing]

    def graph(self, random: np.random.Generator) -> Graph:
        """Draw one network."""
        pairs, size = self.network.pairs, len(self.network.ids)
        rows, share = self.links(random)
        weight = pairs.weight[rows] * share
        indptr, indices, weights = symmetric_csr(pairs.u[rows], pairs.v[rows], weight, size)
        return Graph(indptr, indices, weights, rows)


def rank_intervals(
    network: Network,
    measured: Callable[[Graph], np.ndarray],
    *,
    resamples: int,
    seed: int,
    top: int = 10,
    tick: Tick | None = None,
) -> RankIntervals:
    """Redraw the network and rank again: the median rank, its 5–95 % range, the chance of the top.

    Every draw keeps each agreement with the probability that its evidence is right (its
    confidence), so that a link stands with the noisy-or of its agreements. A rank that depends on
    weak evidence moves much.

    Parameters
    ----------
    measured
        Gives the figure that ranks; strength is scaled by the share of a link's agreements that
        stand.
    resamples
        Number of draws; below some hundreds the ends of the range are themselves uncertain.
    top
        ``top_share`` is the share of draws with a rank of at most this.
    """
    members = np.flatnonzero(network.members)
    sampler = Resampler.of(network)

    def ranked(random: np.random.Generator) -> np.ndarray:
        return ranks(measured(sampler.graph(random))[members])

    drawn = draw(ranked, resamples, seed, stream=_STREAM, tick=tick)
    found = np.full((4, len(network.ids)), np.nan)
    if resamples:
        found[:3, members] = np.quantile(
            drawn, (_MIDDLE, _LOW, _HIGH), axis=0, method="inverted_cdf"
        )
        found[3, members] = (drawn <= top).mean(axis=0)
    return RankIntervals(*found)
