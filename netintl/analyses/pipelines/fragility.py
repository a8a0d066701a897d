"""What breaks when one organization leaves or one partnership ends."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from netintl.analyses.claim import Claim
from netintl.analyses.pipelines.bottlenecks import lost_flows
from netintl.analyses.pipelines.flow_problem import problem_of
from netintl.analyses.result import Result, make_result, ranks
from netintl.kernels import severance, structural_holes

if TYPE_CHECKING:
    from netintl.network.network import Network
    from netintl.network.simple_graph import Graph


def find_fragility(network: Network) -> Result:
    """List the organizations and links whose loss cuts others off, or costs pipelines people.

    ``severed`` counts the organizations that lose the largest part of their group: for a cut point
    when it leaves, for a bridge when it ends. ``flow_lost`` is the certain throughput lost without
    the organization, F − F(G∖v), in persons a year, unknown where no capacity is. ``constraint``
    is Burt's: an organization with high constraint has nowhere else to turn.

    Returns
    -------
    Result
        One row per cut point, bridge, or organization whose loss costs flow; most severed first.

    References
    ----------
    Hopcroft and Tarjan 1973, doi:10.1145/362248.362272; Burt 1992.

    Examples
    --------
    >>> from netintl.network.doors import from_links
    >>> table = find_fragility(from_links([("S1", "C1"), ("C1", "E1")])).table
    >>> table.loc[0, "organization"], int(table.loc[0, "severed"])
    ('C1', 1)
    """
    graph = network.cooperation
    by_node, by_arc = severance(graph.indptr, graph.indices)
    parts = [_organizations(network, graph, by_node), _links(network, graph, by_arc)]
    table = pd.concat([part for part in parts if len(part)] or parts[:1], ignore_index=True)
    lost = np.nan_to_num(table["flow_lost"].to_numpy(dtype=float))
    score = table["severed"].to_numpy(dtype=float) + lost / (1 + lost.max(initial=0))
    table.insert(0, "rank", ranks(score))
    table = table.sort_values(["rank", "element", "organization", "partner"], ignore_index=True)
    names = ["element", "organization", "partner", "severed", "agreements"]
    reasons = [
        (f"{one}>{two}" if two else one, element, severed, cited)
        for element, one, two, severed, cited in table[names].itertuples(index=False)
    ]
    claims = [] if len(graph.indices) else [Claim("no_links")]
    if not problem_of(network).low.value:
        claims.append(Claim("flow_lost_unknown"))
    table = table.drop(columns="agreements")
    return make_result("fragility", network, table, reasons=reasons, claims=claims)


def _organizations(network: Network, graph: Graph, severed: np.ndarray) -> pd.DataFrame:
    lost = lost_flows(network)
    rows = np.flatnonzero((severed > 0) | (np.nan_to_num(lost) > 0))
    constraint = structural_holes(graph.indptr, graph.indices, graph.weights)[0]
    cited = [tuple(network.agreements_between(graph, int(code))) for code in rows]
    return pd.DataFrame(
        {
            "element": "organization",
            "organization": network.ids[rows],
            "partner": "",
            "severed": severed[rows],
            "flow_lost": lost[rows],
            "constraint": constraint[rows],
            "agreement_count": [max(len(names), 1) for names in cited],
            "agreements": cited,
        }
    )


def _links(network: Network, graph: Graph, severed: np.ndarray) -> pd.DataFrame:
    """List the bridges with more than a leaf behind them: a leaf's only link always severs it."""
    row = graph.tails
    arcs = np.flatnonzero((severed > 1) & (row < graph.indices))
    pairs = network.pairs
    cited = [
        tuple(sorted(network.agreement_ids[pairs.agreements_of(int(graph.pair[arc]))]))
        for arc in arcs
    ]
    return pd.DataFrame(
        {
            "element": "link",
            "organization": network.ids[row[arcs]],
            "partner": network.ids[graph.indices[arcs]],
            "severed": severed[arcs],
            "flow_lost": np.nan,
            "constraint": np.nan,
            "agreement_count": [max(len(names), 1) for names in cited],
            "agreements": cited,
        }
    )
