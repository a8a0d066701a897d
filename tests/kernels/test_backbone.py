"""Which links are drawn of a dense network: against the formula link by link, and NetworkX."""

from __future__ import annotations

import networkx as nx
import numpy as np

from netintl.kernels import ALPHA, backbone
from netintl.network.doors import from_links, to_networkx

from ..conftest import make_network


def weighted(seed):
    random = np.random.default_rng(seed)
    deals = {}
    for place in range(400):
        u, v = f"S{random.integers(12)}", f"C{random.zipf(1.6) % 12}"
        deals[f"A{place}"] = f"{u} {v}"
    return make_network(deals)


def backbone_of(network, most):
    graph = network.cooperation
    return backbone(graph.indptr, graph.indices, graph.weights, most)


def kept_pairs(network, found):
    graph, ids = network.cooperation, network.ids
    ends = zip(graph.tails[found.arcs], graph.indices[found.arcs], strict=True)
    return {frozenset((ids[u], ids[v])) for u, v in ends}


def test_the_backbone_is_what_the_formula_says():
    for seed in range(20):
        network = weighted(seed)
        graph = to_networkx(network)
        expected = set()
        for node in graph:
            links = graph[node]
            total = sum(data["weight"] for data in links.values())
            for other, data in links.items():
                chance = (1 - data["weight"] / total) ** (len(links) - 1)
                if len(links) > 1 and chance < ALPHA:
                    expected.add(frozenset((node, other)))
        found = backbone_of(network, 10)
        if found.core == 0:
            assert kept_pairs(network, found) == expected


def test_equal_weights_leave_the_innermost_core():
    random = nx.gnm_random_graph(60, 400, seed=3)
    network = from_links([(f"S{u}", f"C{v}") for u, v in random.edges])
    found = backbone_of(network, 200)
    graph = to_networkx(network)
    assert found.core > 0
    expected = nx.k_core(graph, found.core)
    assert kept_pairs(network, found) == {frozenset(edge) for edge in expected.edges}
    assert found.arcs.sum() <= 2 * 200 or found.core == max(nx.core_number(graph).values())


def test_an_empty_network_has_none():
    assert not backbone_of(make_network({"A1": "S1"}), 5).arcs.any()
