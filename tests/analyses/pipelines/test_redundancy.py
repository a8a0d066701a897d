"""Independent ways from schools to enterprises."""

from __future__ import annotations

import networkx as nx
from hypothesis import given

import netintl

from ...conftest import make_network
from ..conftest import party_lists, steady


@steady
@given(parties=party_lists())
def test_independent_ways_are_those_of_menger(parties) -> None:
    network = make_network(parties)
    found = netintl.find_redundancy(network).table.set_index("enterprise")["ways"]
    graph = nx.DiGraph([("school", f"S{n}") for n in range(1, 5)])
    links = netintl.to_networkx(network)
    for one, other in links.edges:
        for a, b in ((one, other), (other, one)):
            if a[0] + b[0] in ("SC", "SE", "CE"):
                graph.add_edge(a, b)
    for name in (n for n in links if n[0] == "E"):
        near = {n for n in graph if n[0] != "E"} | {name}
        part = graph.subgraph(near)
        # A school linked to the enterprise has no need of a college: its way is the link.
        ways = (
            len(list(nx.node_disjoint_paths(part, "school", name)))
            if name in part and nx.has_path(part, "school", name)
            else 0
        )
        assert found.get(name, 0) == ways
