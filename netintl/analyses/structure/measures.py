"""Measures of how much of a network runs through each organization."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import numpy as np
import pandas as pd

from netintl.analyses.result import ranks
from netintl.kernels import (
    betweenness,
    core_numbers,
    cut_points,
    distance_profile,
    eigenvector,
    pagerank,
    participation,
    strengths,
    structural_holes,
    symmetric_csr,
)
from netintl.network.layers import MODES
from netintl.network.views import running

if TYPE_CHECKING:
    from netintl.network.network import Network
    from netintl.network.simple_graph import Graph

Measure = Literal["betweenness", "degree", "strength", "harmonic"]
_FEWEST = 4  # partners from which participation is shown


def measures(network: Network) -> pd.DataFrame:
    """Return every measure of every organization, by code."""
    graph = network.cooperation
    degree = graph.degree
    size = int(network.members.sum())
    arrays = graph.indptr, graph.indices, graph.weights
    central = betweenness(graph.indptr, graph.indices)
    constraint, effective = structural_holes(*arrays)
    typed = {f"{kind}s": _degree_to(network, graph, kind) for kind in MODES}
    located, spread = _spread_over_countries(network, graph)
    return pd.DataFrame(
        {
            "organization": network.ids,
            "kind": network.kinds,
            "country": network.countries,
            "degree": degree,
            **typed,
            "strength": strengths(graph.indptr, graph.weights),
            "betweenness": central,
            "betweenness_share": central / max((size - 1) * (size - 2) / 2, 1.0),
            "two_mode": two_mode_betweenness(network),
            "harmonic": distance_profile(graph.indptr, graph.indices).harmonic,
            "eigenvector": eigenvector(*arrays),
            "pagerank": pagerank(*arrays),
            "core": core_numbers(graph.indptr, graph.indices),
            "participation": np.where(located >= _FEWEST, spread, np.nan),
            "constraint": constraint,
            "effective_size": effective,
            "cut_point": cut_points(graph.indptr, graph.indices),
        }
    )


def leaders(network: Network, by: Measure = "betweenness") -> pd.DataFrame:
    """Rank the organizations of a view by one measure alone, in the order of the hubs.

    Returns
    -------
    DataFrame
        Columns organization, rank, degree, the measure under its name, and the share of all pairs
        of the view that it lies between, where it is ranked by betweenness.

    Examples
    --------
    >>> from netintl.network.doors import from_links
    >>> leaders(from_links([("S1", "C1"), ("C1", "E1")]))["organization"].tolist()
    ['C1', 'E1', 'S1']
    """
    codes = np.flatnonzero(network.members)
    figures = measure(network.cooperation, by)[codes]
    size = len(codes)
    table = pd.DataFrame(
        {
            "organization": network.ids[codes],
            "rank": ranks(figures),
            "degree": network.cooperation.degree[codes],
            by: figures,
            "share": figures / max((size - 1) * (size - 2) / 2, 1.0),
        }
    )
    order = ["rank", "degree", "organization"]
    return table.sort_values(order, ascending=[True, False, True], ignore_index=True)


def two_mode_betweenness(network: Network) -> np.ndarray:
    """Return betweenness in the two-mode graph of organizations and agreements, by code.

    No pair rule enters: an agreement of many parties is one node. The count is divided by the
    largest an organization could have (Borgatti and Halgin 2011,
    ``networkx.bipartite.betweenness_centrality``), over the organizations and agreements of the
    view; memberships of alliances and what has ended are left out, as in the other measures.
    """
    rows = network.linking_rows
    width = len(network.ids)
    key = np.unique(network.party_agreement[rows] * width + network.party_organization[rows])
    agreement, organization = np.divmod(key, max(width, 1))
    names, place = np.unique(agreement, return_inverse=True)
    indptr, indices, _ = symmetric_csr(
        organization, width + place, np.ones(len(key)), width + len(names)
    )
    own, other = int(network.members.sum()), len(names)
    central = betweenness(indptr, indices)[:width]
    return np.asarray(central / max(_largest_two_mode(own, other), 1.0), dtype=float)


def _largest_two_mode(own: int, other: int) -> float:
    """Return the largest betweenness of a node among ``own``, facing ``other`` nodes."""
    if not own or not other:
        return 0.0
    s, t = divmod(own - 1, other)
    whole = other**2 * (s + 1) ** 2 + other * (s + 1) * (2 * t - s - 1) - t * (2 * s - t + 3)
    return whole / 2


def register_ranks(network: Network, by: Measure) -> np.ndarray:
    """Rank by the links that an official register attests alone; NaN where that is 0."""
    table = network.tables["sources"]
    registers = set(table.loc[table["kind"] == "register", "id"])
    attested = [not registers.isdisjoint(cell) for cell in network.values("agreements", "source")]
    return _ranks_within(network, np.array(attested, dtype=bool), by)


def fresh_ranks(network: Network, by: Measure) -> np.ndarray:
    """Rank by the links with evidence of the last 24 months alone; NaN where that is 0.

    The months count back from the day of the view, else from the newest evidence of all.
    """
    if network.reference_day is None:
        return np.full(len(network.ids), np.nan)
    return _ranks_within(network, running(network), by)


def _ranks_within(network: Network, agreements: np.ndarray, by: Measure) -> np.ndarray:
    graph = network.view(chosen=network.chosen & agreements).cooperation
    figures = measure(graph, by)
    linked = (graph.degree > 0) & network.members
    ranked = np.full(len(linked), np.nan)
    ranked[linked] = ranks(figures[linked])
    ranked[np.round(figures, 10) <= 0] = np.nan  # one that nothing runs through has no place
    return ranked


def measure(graph: Graph, by: Measure, *, runs: int = 1) -> np.ndarray:
    """Return the one measure that ranks; ``runs`` is how many graphs like this one there are."""
    if by == "betweenness":
        return betweenness(graph.indptr, graph.indices, runs=runs)
    if by == "harmonic":
        return distance_profile(graph.indptr, graph.indices).harmonic
    if by == "degree":
        return graph.degree.astype(float)
    return strengths(graph.indptr, graph.weights)


def _spread_over_countries(network: Network, graph: Graph) -> tuple[np.ndarray, np.ndarray]:
    """Count each organization's partners whose country is known, and spread them over those."""
    known = (network.countries != "")[graph.indices]
    located = np.bincount(graph.tails[known], minlength=len(graph.degree))
    bound = np.concatenate(([0], np.cumsum(located)))
    country = np.unique(network.countries.astype(str), return_inverse=True)[1]
    partners = graph.indices[known]
    return located, participation(bound, partners, np.ones(len(partners)), country)


def _degree_to(network: Network, graph: Graph, kind: str) -> np.ndarray:
    hit = network.kinds[graph.indices] == kind
    return np.bincount(graph.tails[hit], minlength=len(graph.degree))
