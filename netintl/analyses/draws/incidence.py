"""Which organizations are party to which agreements, and random networks that keep both."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from netintl.kernels import switch_members, symmetric_csr
from netintl.network.layers import LAYERS, build_pairs
from netintl.network.simple_graph import Graph

if TYPE_CHECKING:
    from netintl.network.network import Network


@dataclass(frozen=True, slots=True)
class Incidence:
    """The agreements of a view that join organizations, and their parties, without doubles.

    They are those behind the links of any layer: alliance memberships and agreements of one party
    are left out. ``agreement`` and ``organization`` are the codes of each party, sorted; ``lead``
    tells which leads its agreement.
    """

    network: Network
    agreement: np.ndarray
    organization: np.ndarray
    lead: np.ndarray

    @classmethod
    def of(cls, network: Network) -> Incidence:
        """Take the parties of the view.

        Examples
        --------
        >>> from netintl.network.doors import from_links
        >>> Incidence.of(from_links([("S1", "C1"), ("C1", "E1")])).organization.tolist()
        [0, 1, 0, 2]
        """
        joining = np.zeros(len(network.chosen), dtype=bool)
        joining[network.pairs.agreement] = True
        rows = joining[network.party_agreement] & network.attending
        rows &= network.members[network.party_organization]
        return cls(network, *network.parties_in(rows))

    def drawn(self, random: np.random.Generator, *, runs: int = 1) -> Incidence:
        """Draw other parties: each keeps its number of agreements, each agreement its kinds.

        The switches are those of `NullModel`; here the weights and the parties are kept too.
        """
        _, kind = np.unique(self.network.kinds.astype(str), return_inverse=True)
        party = switch_members(
            self.organization, self.agreement, kind[self.organization], random, runs=runs
        )
        order = np.lexsort((party, self.agreement))
        return Incidence(self.network, self.agreement[order], party[order], self.lead[order])

    def graph(self, layers: tuple[str, ...]) -> Graph:
        """Join the parties of each agreement as the pair rule says, in some layers."""
        network = self.network
        unknown = np.full(len(network.chosen), np.nan)
        known = self.agreement, self.organization, network.kinds, unknown
        pairs = build_pairs(*known, network.pair_rule, self.lead)
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
