"""How sure is a rank? Networks redrawn as if each agreement stood with its confidence."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from netintl.analyses.draws.draw import draw
from netintl.analyses.result import ranks
from netintl.kernels import symmetric_csr
from netintl.model.vocabularies import vocabulary
from netintl.network.layers import LAYERS
from netintl.network.scopes import scope_of
from netintl.network.simple_graph import Graph

if TYPE_CHECKING:
    from collections.abc import Callable

    from netintl.analyses.draws.draw import Tick
    from netintl.network.network import Network

_LOW, _MIDDLE, _HIGH = 0.05, 0.5, 0.95
_STREAM = 1


def ungraded_confidence() -> float:
    """Return the confidence that an agreement without a known one stands with: that of press.

    It is the middle one of the five grades; a lack of grades must not read as certainty.

    Examples
    --------
    >>> ungraded_confidence()
    0.6
    """
    return float(vocabulary("source_kinds")["press"].extra["confidence"])


def first_places(values: np.ndarray, top: int) -> np.ndarray:
    """Mark the values above 0 that at most ``top`` values reach, themselves among them.

    Ties across the last place leave all of them out, since none of them is among so many alone.

    Examples
    --------
    >>> first_places(np.array([5.0, 3.0, 3.0, 1.0, 0.0]), 2).tolist()
    [True, False, False, False, False]
    """
    rounded = np.round(values, 10)
    ordered = np.sort(rounded)
    reaching = len(ordered) - np.searchsorted(ordered, rounded, side="left")
    return np.asarray((reaching <= top) & (rounded > 0), dtype=bool)


@dataclass(frozen=True, slots=True)
class RankIntervals:
    """What redrawn networks say of each organization's rank: NaN outside the view.

    All is NaN where no agreement behind a link has a known confidence.
    """

    median: np.ndarray
    low: np.ndarray
    high: np.ndarray
    top_share: np.ndarray


@dataclass(frozen=True, slots=True)
class Resampler:
    """The links of a view, each with the agreements it stands on and their confidences.

    An agreement stands or falls as a whole. One without a known confidence stands like one of the
    press; where none is known (``graded`` is 0) redrawing says nothing.
    """

    network: Network
    rows: np.ndarray
    confidence: np.ndarray
    graded: int
    ungraded: int

    @classmethod
    def of(cls, network: Network) -> Resampler:
        """Take the links of the default layers, and count the agreements behind them."""
        layers = [LAYERS.index(name) for name in network.layers]
        rows = np.flatnonzero(np.isin(network.pairs.layer, layers))
        confidence = network.agreement_confidence
        unknown = np.isnan(confidence[scope_of(network, "linked").agreements])
        confidence = np.where(np.isnan(confidence), ungraded_confidence(), confidence)
        return cls(network, rows, confidence, int((~unknown).sum()), int(unknown.sum()))

    def links(self, random: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
        """Draw which links stand, and the share of each link's agreements that does."""
        return self.standing(random.random(len(self.confidence)) < self.confidence)

    def standing(self, agreements: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Return the links that some agreements hold up, and the share of each link's that do."""
        pairs = self.network.pairs
        if not len(pairs):
            return self.rows, np.empty(0)
        share = np.add.reduceat(agreements[pairs.agreement].astype(float), pairs.start[:-1])
        share /= np.diff(pairs.start)
        standing = self.rows[share[self.rows] > 0]
        return standing, share[standing]

    def graph(self, random: np.random.Generator) -> Graph:
        """Draw one network."""
        return self._joined(*self.links(random))

    def left(self, agreements: np.ndarray, organizations: np.ndarray) -> Graph:
        """Return the network that is left of some agreements and organizations."""
        rows, share = self.standing(agreements)
        both = organizations[self.network.pairs.u[rows]] & organizations[self.network.pairs.v[rows]]
        return self._joined(rows[both], share[both])

    def _joined(self, rows: np.ndarray, share: np.ndarray) -> Graph:
        pairs, size = self.network.pairs, len(self.network.ids)
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

    Every draw keeps each agreement as a whole with the probability that its evidence is right (its
    confidence), so that a link stands with the noisy-or of its agreements. A rank that depends on
    weak evidence moves much. Where no agreement has a known confidence nothing is drawn, and all
    is NaN: a lack of grades is no certainty.

    Parameters
    ----------
    measured
        Gives the figure that ranks; strength is scaled by the share of a link's agreements that
        stand.
    resamples
        Number of draws; below some hundreds the ends of the range are themselves uncertain.
    top
        ``top_share`` is the share of draws in which its figure is above 0 and at most so many
        organizations reach it.
    """
    members = np.flatnonzero(network.members)
    sampler = Resampler.of(network)
    found = np.full((4, len(network.ids)), np.nan)
    if not resamples or not sampler.graded:
        return RankIntervals(*found)

    def ranked(random: np.random.Generator) -> np.ndarray:
        values = measured(sampler.graph(random))[members]
        return np.stack((ranks(values), first_places(values, top)))

    drawn = draw(ranked, resamples, seed, stream=_STREAM, tick=tick)
    found[:3, members] = np.quantile(
        drawn[:, 0], (_MIDDLE, _LOW, _HIGH), axis=0, method="inverted_cdf"
    )
    found[3, members] = drawn[:, 1].mean(axis=0)
    return RankIntervals(*found)
