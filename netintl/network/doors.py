"""The doors to other shapes: NetworkX graphs, plain frames, edge lists."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

import numpy as np
import pandas as pd

from netintl.model.cells import joined
from netintl.model.schema import tables as declared_tables
from netintl.network.layers import LAYERS
from netintl.network.network import Network

if TYPE_CHECKING:
    from collections.abc import Iterable

    import networkx as nx

_KEPT = ("kind", "name_zh", "name_en", "country", "province")


def to_networkx(network: Network, *, mode: Literal["pairs", "agreements"] = "pairs") -> nx.Graph:
    """Return the view as a NetworkX graph, nodes and edges in sorted order.

    Parameters
    ----------
    mode
        ``pairs``: a simple weighted graph of organizations over the default layers, edge
        attributes ``weight`` and ``agreements``. ``agreements``: the two-mode graph of
        organizations and agreements, node attribute ``bipartite`` 0 and 1.

    Examples
    --------
    >>> graph = to_networkx(from_links([("S1", "C1"), ("C1", "E1")]))
    >>> sorted(graph.degree)
    [('C1', 2), ('E1', 1), ('S1', 1)]
    """
    import networkx as nx  # noqa: PLC0415 - 0.15 s that most commands never need

    graph = nx.Graph(fingerprint=network.fingerprint)
    rows = network.organizations[network.members]
    for record in rows[["id", *_KEPT]].to_dict("records"):
        graph.add_node(record["id"], **{name: record[name] for name in _KEPT if record[name]})
    if mode == "agreements":
        _add_agreements(graph, network)
    else:
        _add_pairs(graph, network)
    return graph


def _add_pairs(graph: nx.Graph, network: Network) -> None:
    pairs, wanted = network.pairs, {LAYERS.index(name) for name in network.layers}
    for place in range(len(pairs)):
        if pairs.layer[place] not in wanted:
            continue
        u, v = network.ids[pairs.u[place]], network.ids[pairs.v[place]]
        agreements = network.agreement_ids[pairs.agreements_of(place)].tolist()
        graph.add_edge(u, v, weight=float(pairs.weight[place]), agreements=agreements)


def _add_agreements(graph: nx.Graph, network: Network) -> None:
    nx_nodes = dict.fromkeys(graph.nodes, 0)
    for name, side in nx_nodes.items():
        graph.nodes[name]["bipartite"] = side
    for code in np.flatnonzero(network.chosen):
        kind = network.agreements["kind"].iloc[code]
        graph.add_node(("agreement", network.agreement_ids[code]), bipartite=1, kind=kind)
    here = network.party_rows & network.members[network.party_organization]
    codes = (network.party_agreement[here], network.party_organization[here])
    for agreement, organization, role in zip(*codes, network.party_role[here], strict=True):
        node = ("agreement", network.agreement_ids[agreement])
        graph.add_edge(network.ids[organization], node, role=role)


def from_networkx(graph: nx.Graph) -> Network:
    """Build a network from a NetworkX graph: each edge, parallel ones too, is an agreement.

    Node attributes ``kind``, ``name_zh``, ``name_en``, ``country`` and ``province`` and the edge
    attributes of an agreement are taken over; other attributes are left behind. Isolates stay.
    """
    names = {node: str(node) for node in graph.nodes}
    organizations = [
        {"id": names[node], "kind": "other", "name_en": names[node]}
        | {key: str(data[key]) for key in _KEPT if _is_known(data.get(key))}
        for node, data in graph.nodes(data=True)
    ]
    columns = set(declared_tables()["agreements"].columns)
    ends, agreements = [], []
    for u, v, data in graph.edges(data=True):
        ends.append((names[u], names[v]))
        known = {k: str(v) for k, v in data.items() if k in columns and _is_known(v)}
        agreements.append(known)
    return _network(organizations, ends, agreements)


def _is_known(value: object) -> bool:
    """Tell an attribute from None, NaN and empty text."""
    return value is not None and value != "" and value == value  # noqa: PLR0124 - NaN


def from_links(links: Iterable[tuple[str, str]]) -> Network:
    """Build a network from pairs of ids; an id that begins with S, C or E and a digit has a kind.

    Meant for examples and tests: ``S1`` is a school, ``C1`` a college, ``E1`` an enterprise.
    """
    kinds = {"S": "school", "C": "college", "E": "enterprise"}
    ends = list(links)
    organizations = [
        {
            "id": name,
            "name_en": name,
            "kind": kinds.get(name[0], "other") if name[1:].isdigit() else "other",
        }
        for name in sorted({name for pair in ends for name in pair})
    ]
    return _network(organizations, ends, [{} for _ in ends])


def _network(
    organizations: list[dict[str, str]],
    ends: list[tuple[str, str]],
    agreements: list[dict[str, str]],
) -> Network:
    frames = {name: _frame(name, []) for name in declared_tables() if name != "links"}
    frames["organizations"] = _frame("organizations", organizations)
    named = [
        {"kind": "programme_cooperation", "source": "graph", "id": f"{u}--{v}--{place}"} | given
        for place, ((u, v), given) in enumerate(zip(ends, agreements, strict=True))
    ]
    frames["agreements"] = _frame("agreements", named)
    frames["parties"] = _frame(
        "parties",
        [
            {"agreement": row["id"], "organization": end, "role": "partner"}
            for row, pair in zip(named, ends, strict=True)
            for end in sorted(set(pair))
        ],
    )
    return Network.from_tables(frames)


def _frame(name: str, rows: list[dict[str, str]]) -> pd.DataFrame:
    columns = list(declared_tables()[name].columns)
    return pd.DataFrame(rows, columns=columns, dtype=object).fillna("")


def to_frames(network: Network) -> dict[str, pd.DataFrame]:
    """Return the view as plain frames: organizations, agreements, parties, pairs.

    Examples
    --------
    >>> to_frames(from_links([("S1", "C1")]))["pairs"].iloc[0].to_dict()["layer"]
    'school_college'
    """
    pairs = network.pairs
    listed: list[Any] = [
        joined(network.agreement_ids[pairs.agreements_of(i)]) for i in range(len(pairs))
    ]
    return {
        "organizations": network.organizations[network.members].reset_index(drop=True),
        "agreements": network.agreements[network.chosen].reset_index(drop=True),
        "parties": network.parties[network.party_rows].reset_index(drop=True),
        "pairs": pd.DataFrame(
            {
                "layer": [LAYERS[code] for code in pairs.layer],
                "source": network.ids[pairs.u],
                "target": network.ids[pairs.v],
                "weight": pairs.weight,
                "confidence": pairs.confidence,
                "agreements": listed,
            }
        ),
    }
