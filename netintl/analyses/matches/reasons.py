"""What each possible match rests on: the organizations between, and the agreements behind it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from netintl.analyses.matches.parts import NO_BRAND, MatchBasis, evidence_before, meeting_place

if TYPE_CHECKING:
    from collections.abc import Iterable

    import pandas as pd

    from netintl.analyses.result import Reason
    from netintl.network.network import Network


class Citations:
    """Finds the agreements behind the parts of one pair after another; nothing is changed."""

    def __init__(self, basis: MatchBasis) -> None:
        network = basis.network
        self._basis = basis
        self._network = network
        row = network.party_rows & network.members[network.party_organization]
        self._row = row & ~network.is_membership[network.party_agreement]
        self._member = row & network.is_membership[network.party_agreement]
        present = np.flatnonzero(network.party_rows)
        self._by_party = present[np.argsort(network.party_organization[present], kind="stable")]
        sorted_ = network.party_organization[self._by_party]
        self._bounds = np.searchsorted(sorted_, np.arange(len(network.ids) + 1))
        self._days = evidence_before(network, basis.day)
        self._country = basis.country[network.party_organization]
        self._brand = network.agreements["brand"].to_numpy(dtype=object)
        self._kept: dict[tuple[str, int, int], set[int]] = {}

    def shared(self, u: int, v: int) -> np.ndarray:
        """Return the partners that both have."""
        return np.intersect1d(self._partners(u), self._partners(v), assume_unique=True)

    def of(self, part: str, u: int, v: int) -> set[int]:
        """Return the agreements behind a part of one pair; none where it rests on no agreement."""
        place, comer = (int(x[0]) for x in meeting_place(self._basis, np.array([u]), np.array([v])))
        if part == "closure":
            return self._of_closure(u, v)
        if part == "reach":
            return self._of_reach(u, v)
        if part == "recency":
            return self._newest(v)
        if part == "alliance":
            return self._memberships(u, v)
        if part in ("brand_present", "experience"):
            key = (part, comer, place)
            if key not in self._kept:
                self._kept[key] = self._there(part, comer, place)
            return self._kept[key]
        return set()

    def _partners(self, code: int) -> np.ndarray:
        graph = self._basis.graph
        return np.asarray(graph.indices[graph.indptr[code] : graph.indptr[code + 1]])

    def _of_links(self, ends: Iterable[tuple[int, int]]) -> set[int]:
        graph, pairs = self._basis.graph, self._network.pairs
        found: set[int] = set()
        for one, other in ends:
            place = graph.indptr[one] + np.searchsorted(self._partners(one), other)
            found.update(pairs.agreements_of(int(graph.pair[place])).tolist())
        return found

    def _of_closure(self, u: int, v: int) -> set[int]:
        return self._of_links((end, int(z)) for z in self.shared(u, v) for end in (u, v))

    def _of_reach(self, u: int, v: int) -> set[int]:
        """Return the agreements on all paths of three links; longer ones count little."""
        near = set(self._partners(v).tolist())
        ends: set[tuple[int, int]] = set()
        for x in self._partners(u).tolist():
            for y in near.intersection(self._partners(x).tolist()):
                ends |= {(u, x), (x, y), (y, v)}
        return self._of_links(ends)

    def _newest(self, code: int) -> set[int]:
        rows = self._by_party[self._bounds[code] : self._bounds[code + 1]]
        mine = self._network.party_agreement[rows]
        days = self._days[mine]
        known = ~np.isnat(days)
        return set(mine[known & (days == days[known].max())].tolist()) if known.any() else set()

    def _memberships(self, u: int, v: int) -> set[int]:
        network, bodies = self._network, self._basis.bodies
        agreement, member = (
            network.party_agreement[self._member],
            network.party_organization[self._member],
        )
        both = np.flatnonzero(bodies[u] & bodies[v])
        others = np.flatnonzero(bodies[:, both].any(axis=1) & (network.kinds == "alliance"))
        mine = set(agreement[np.isin(member, [u, v])].tolist())
        if not len(others):
            return mine
        return mine & set(agreement[np.isin(member, others)].tolist())

    def _there(self, part: str, comer: int, place: int) -> set[int]:
        """Return agreements with a party in a country: of the comer or of its brands."""
        network = self._network
        owner = network.party_agreement
        mine = set(owner[self._row & (network.party_organization == comer)].tolist())
        abroad = self._row & (self._country == place)
        others = set(owner[abroad & (network.party_organization != comer)].tolist())
        if part == "experience":
            at_home = self._basis.country[comer] == place  # needs no agreement to know it
            return set() if at_home else others & mine
        brands = {self._brand[a] for a in mine} - set(NO_BRAND)
        return {a for a in others if self._brand[a] in brands}


def match_reasons(
    citations: Citations, network: Network, findings: list[str], table: pd.DataFrame
) -> list[Reason]:
    """Return one reason for each known part above 0 that rests on agreements of its own.

    The completed cell rests on all agreements that name a field, and is not listed.
    """
    found: list[Reason] = []
    parts = ("closure", "reach", "brand_present", "experience", "recency", "alliance")
    codes = (table["u"].tolist(), table["v"].tolist())
    for finding, u, v, record in zip(findings, *codes, table.to_dict("records"), strict=True):
        for part in parts:
            if record[part] > 0:
                cited = citations.of(part, u, v)
                if cited:
                    found.append((finding, part, record[part], ids_of(network, cited)))
    return found


def ids_of(network: Network, agreements: Iterable[int]) -> tuple[str, ...]:
    """Return agreement ids in their order."""
    return tuple(str(network.agreement_ids[code]) for code in sorted(agreements))
