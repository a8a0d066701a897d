"""Is a figure more than the agreements of each explain? Random networks to compare with."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

import numpy as np

from netintl.analyses.draws.draw import each_draw
from netintl.kernels import components, switch_members, symmetric_csr
from netintl.network.layers import LAYERS, ties

if TYPE_CHECKING:
    from collections.abc import Callable

    from netintl.analyses.draws.draw import Tick
    from netintl.network.network import Network

Kept = Literal["kind", "kind_country"]
_FEWEST_REACHED = 20  # draws as large, before which nothing stops; Besag and Clifford 1991


@dataclass(frozen=True, slots=True)
class NullModel:
    """Random networks in which agreements stay whole.

    Organizations of one kind (and, with ``kind_country``, of one country) change places between
    agreements. Every organization keeps its number of agreements, every agreement its number of
    parties of each kind; the pairs then follow as they do in the observed network. Only agreements
    that join organizations enter: those with parties of two kinds or, where all links join one
    kind, with two parties. Alliance memberships stay out. All such networks are equally likely;
    with ``connected``, all that hang together. Weights are not kept: who is linked is what counts.

    Attributes
    ----------
    codes
        Code in the network of each node of a drawn graph.
    member, agreement, groups
        Node, agreement and group of each membership.
    one, other
        The memberships that each pair joins.
    connected
        Whether all that is drawn hangs together.
    runs
        How many draws will be made.
    """

    codes: np.ndarray
    member: np.ndarray
    agreement: np.ndarray
    groups: np.ndarray
    one: np.ndarray
    other: np.ndarray
    connected: bool
    runs: int

    @classmethod
    def of(cls, network: Network, *, kept: Kept = "kind", runs: int = 200) -> NullModel:
        """Take the agreements behind the default layers; ``runs`` is how many draws will be made.

        Examples
        --------
        >>> from netintl.network.doors import from_links
        >>> model = NullModel.of(from_links([("S1", "C1"), ("S2", "C2"), ("C1", "E1")]))
        >>> sorted(np.diff(model.graph(np.random.default_rng(0))[0]).tolist())
        [1, 1, 1, 1, 2]
        """
        pairs = network.pairs
        layers = [LAYERS.index(name) for name in network.layers]
        behind = np.repeat(np.isin(pairs.layer, layers), np.diff(pairs.start))
        joining = np.zeros(len(network.chosen), dtype=bool)
        joining[pairs.agreement[behind]] = True
        rows = network.party_rows & joining[network.party_agreement]
        rows &= network.members[network.party_organization]
        width = max(len(network.ids), 1)
        agreement, member, lead = network.parties_in(rows)
        kind = _numbered(network.kinds.astype(str))[member]
        one, other = ties(agreement, np.arange(len(member)), kind, lead)[1:]
        crossing = network.layers != ("same_kind",)
        joined = (kind[one] != kind[other]) == crossing
        one, other = one[joined], other[joined]
        groups = kind
        if kept == "kind_country":
            groups = kind * width + _numbered(network.countries.astype(str))[member]
        codes, agreement = np.arange(len(network.ids)), _numbered(agreement)
        return cls(codes, member, agreement, groups, one, other, connected=False, runs=runs)

    def largest_group(self) -> NullModel:
        """Return the model of the largest connected group alone, which stays connected.

        Its organizations and its agreements stay together; a draw changes who takes part in what
        inside. Of groups of one size it is that of the smallest code.

        Examples
        --------
        >>> from netintl.network.doors import from_links
        >>> network = from_links([("S1", "C1"), ("S2", "C1"), ("S3", "C2")])
        >>> network.ids[NullModel.of(network).largest_group().codes].tolist()
        ['C1', 'S1', 'S2']
        """
        inside = components(*self.observed()) == 0
        inside &= np.bincount(self.member, minlength=len(inside)) > 0
        part = self._part(inside[self.member], np.flatnonzero(inside))
        return replace(part, connected=True)

    def _part(self, rows: np.ndarray, nodes: np.ndarray) -> NullModel:
        """Keep some memberships, among some nodes, numbered anew."""
        place = np.cumsum(rows) - 1
        pairs = rows[self.one] & rows[self.other]
        return replace(
            self,
            codes=self.codes[nodes],
            member=np.searchsorted(nodes, self.member[rows]),
            agreement=_numbered(self.agreement[rows]),
            groups=self.groups[rows],
            one=place[self.one[pairs]],
            other=place[self.other[pairs]],
        )

    @property
    def size(self) -> int:
        """Number of nodes of a drawn graph."""
        return len(self.codes)

    @property
    def agreements(self) -> np.ndarray:
        """Number of agreements of each node; no draw changes it."""
        return np.bincount(self.member, minlength=self.size)

    def observed(self) -> tuple[np.ndarray, np.ndarray]:
        """Return the network that draws start from as row bounds and neighbours."""
        return self._graph(self.member)

    def moved(self, random: np.random.Generator) -> NullModel:
        """Return the model with a draw as its start.

        Draws that all begin at one draw, made from the observed network, are exchangeable with
        it, so that p-values hold however many switches a draw takes (Besag and Clifford 1989,
        doi:10.1093/biomet/76.4.633, the parallel method; each chain is as likely as its reverse).
        """
        return replace(self, member=self._drawn(random))

    def graph(self, random: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
        """Draw one network as row bounds and neighbours."""
        return self._graph(self._drawn(random))

    def _drawn(self, random: np.random.Generator) -> np.ndarray:
        return switch_members(
            self.member, self.agreement, self.groups, random,
            connected=self.connected, runs=self.runs,
        )  # fmt: skip

    def _graph(self, member: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        u, v = member[self.one], member[self.other]
        key = np.unique(np.minimum(u, v) * max(self.size, 1) + np.maximum(u, v))
        u, v = np.divmod(key, max(self.size, 1))
        indptr, indices, _ = symmetric_csr(u, v, np.ones(len(key)), self.size)
        return indptr, indices


def _numbered(names: np.ndarray) -> np.ndarray:
    """Give each name a number from 0, equal names the same."""
    return np.unique(names, return_inverse=True)[1].reshape(-1)  # of one shape under NumPy 2.0 too


@dataclass(frozen=True, slots=True)
class Comparison:
    """Observed figures held against drawn ones: mean, z and p of each."""

    expected: np.ndarray
    z: np.ndarray
    p: np.ndarray


def fewest_reached(runs: int, level: float) -> int:
    """Return after how many draws as large as the observed figure its p-value is settled.

    So many that who stops early has p above the level: what is called significant has had all
    the draws.

    Examples
    --------
    >>> fewest_reached(5_000, 0.05), fewest_reached(10, 0.05)
    (251, 20)
    """
    return max(_FEWEST_REACHED, int(level * runs + 1e-9) + 1)


def compare(
    figure: Callable[[np.random.Generator], np.ndarray],
    observed: np.ndarray,
    runs: int,
    seed: int,
    *,
    stream: int,
    level: float,
    held: int | None = None,
    tick: Tick | None = None,
) -> Comparison:
    """Draw figures until each p-value is settled, at most ``runs`` times.

    A p-value is settled at its h-th draw as large as the observed figure, h being
    `fewest_reached`: p = h/l at draw l. Else p = (1 + #{draw ≥ observed})/(1 + runs), never 0.
    Either is valid at every level (Besag and Clifford 1991, doi:10.1093/biomet/78.2.301). Mean
    and z are those of all draws made. Figures within 1e-9 of each other are equal, so that the
    order of a sum never decides. Of more than ``held`` figures the last are averaged only.

    Examples
    --------
    >>> found = compare(lambda random: random.random(2), np.array([0.0, 2.0]), 99, 1, stream=0,
    ...     level=0.05)
    >>> found.p.tolist()
    [1.0, 0.01]
    """
    enough = fewest_reached(runs, level)
    least = observed - 1e-9 * np.maximum(np.abs(observed), 1)
    reached, p = np.zeros(len(observed), dtype=np.int64), np.full(len(observed), np.nan)
    mean, spread, number = np.zeros(len(observed)), np.zeros(len(observed)), 0
    for number, values in enumerate(each_draw(figure, runs, seed, stream=stream, tick=tick), 1):
        step = values - mean
        mean += step / number
        spread += step * (values - mean)
        reached += values >= least
        p[np.isnan(p) & (reached >= enough)] = enough / number
        if not np.isnan(p[:held]).any():
            break
    p = np.where(np.isnan(p), (1 + reached) / (1 + runs), p)
    deviation = np.sqrt(spread / max(number - 1, 1))
    varies = deviation > 1e-9 * np.maximum(np.abs(mean), 1)
    z = np.where(varies, (observed - mean) / np.where(varies, deviation, 1), np.nan)
    return Comparison(mean, z, p)


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
