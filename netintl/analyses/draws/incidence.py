"""Which organizations are party to which agreements, and random networks that keep both."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from netintl.kernels import switch_members, symmetric_csr
from netintl.network.layers import LAYERS, build_pairs
from netintl.network.network import Graph

if TYPE_CHECKING:
    from netintl.network.network import Network


@dataclass(frozen=True, slots=True)
class Incidence:
    """The cooperation agreements of a view and their parties, without doubles.

    Alliance memberships are left out, as from the links. ``agreement`` and ``organization`` are the
    codes of each party, sorted.
    """

    network: Network
    agreement: np.ndarray
    organization: np.ndarray

    @classmethod
    def of(cls, network: Network) -> Incidence:
        """Take the parties of the agreements of the view that link, which have not ended.

        Examples
        --------
        >>> from netintl.network.doors import from_links
        >>> Incidence.of(from_links([("S1", "C1"), ("C1", "E1")])).organization.tolist()
        [0, 2, 0, 1]
        """
        joining = network.current & ~network.is_membership
        rows = network.party_rows & joining[network.party_agreement]
        rows &= network.members[network.party_organization]
        width = max(len(network.ids), 1)
        key = np.unique(network.party_agreement[rows] * width + network.party_organization[rows])
        return cls(network, *np.divmod(key, width))

    def drawn(self, random: np.random.Generator, *, runs: int = 1) -> Incidence:
        """Draw other parties: each keeps its number of agreements, each agreement its kinds.

        The switches are those of `NullModel`; here the weights and the parties are kept too.
        """
        _, kind = np.unique(self.network.kinds.astype(str), return_inverse=True)
        party = switch_members(
            self.organization, self.agreement, kind[self.organization], random, runs=runs
        )
        order = np.lexsort((party, self.agreement))
        return Incidence(self.network, self.agreement[order], party[order])

    def graph(self, layers: tuple[str, ...]) -> Graph:
        """Join the parties of each agreement as the pair rule says, in some layers."""
        network = self.network
        unknown = np.full(len(network.chosen), np.nan)
        pairs = build_pairs(
            self.agreement, self.organization, network.kinds, unknown, network.pair_rule
        )
        rows = np.flatnonzero(np.isin(pairs.layer, [LAYERS.index(name) for name in layers]))
        u, v, size = pairs.u[rows], pairs.v[rows], len(network.ids)
        indptr, indices, weights = symmetric_csr(u, v, pairs.weight[rows], size)
        return Graph(indptr, indices, weights, np.empty(0, dtype=np.int64))

    def two_mode(self) -> tuple[np.ndarray, np.ndarray]:
        """Return the graph of agreements, which come first, and organizations."""
        first = len(self.network.chosen)
        ends = self.agreement, first + self.organization
        size = first + len(self.network.ids)
        indptr, indices, _ = symmetric_csr(*ends, np.ones(len(self.agreement)), size)
        return indptr, indices
