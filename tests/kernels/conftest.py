"""Graphs for the kernels, and NetworkX beside them."""

import networkx as nx
import numpy as np
import pytest
from hypothesis import strategies as st

from netintl.kernels import compiled, symmetric_csr

from ..proofs import examples

unhurried = examples(100)

NODES = ["S1", "S2", "S3", "C1", "C2", "C3", "E1", "E2"]
LINKS = ["S1-C1", "S1-C2", "S2-C2", "S3-C3", "C1-E1", "C2-E1", "C3-E2", "S1-E1"]


def to_csr(graph):
    links = [(u, v, d.get("weight", 1.0)) for u, v, d in graph.edges(data=True)]
    u, v, weight = zip(*links, strict=True) if links else ((), (), ())
    return symmetric_csr(np.array(u, int), np.array(v, int), weight, len(graph))


def make_graph(n, links, weights=()):
    graph = nx.empty_graph(n)
    graph.add_edges_from(links)
    for (_, _, data), weight in zip(graph.edges(data=True), weights, strict=False):
        data["weight"] = weight
    return graph


@st.composite
def random_graphs(draw, max_nodes=24):
    n = draw(st.integers(0, max_nodes))
    if n < 2:
        return nx.empty_graph(n)
    pair = st.tuples(st.integers(0, n - 1), st.integers(0, n - 1)).filter(lambda p: p[0] != p[1])
    links = sorted({(min(p), max(p)) for p in draw(st.lists(pair, max_size=3 * n))})
    weights = draw(st.lists(st.integers(1, 50), min_size=len(links), max_size=len(links)))
    return make_graph(n, links, weights)


SHAPES = {
    "empty": nx.empty_graph(0),
    "single": nx.empty_graph(1),
    "isolates": nx.empty_graph(5),
    "link": nx.path_graph(2),
    "path": nx.path_graph(9),
    "star": nx.star_graph(7),
    "cycle": nx.cycle_graph(8),
    "complete": nx.complete_graph(9),
    "two_mode": nx.complete_bipartite_graph(3, 5),
    "barbell": nx.barbell_graph(5, 3),
    "grid": nx.convert_node_labels_to_integers(nx.grid_2d_graph(5, 6)),
    "disconnected": nx.disjoint_union_all(
        [nx.path_graph(3), nx.empty_graph(2), nx.cycle_graph(4), nx.star_graph(2)]
    ),
    "sparse": nx.gnm_random_graph(160, 150, seed=1),
    "denser": nx.gnm_random_graph(70, 400, seed=2),
    "hubs": nx.barabasi_albert_graph(150, 2, seed=3),
}


@pytest.fixture(params=SHAPES, ids=str)
def shape(request):
    return SHAPES[request.param]


@pytest.fixture(params=["plain", "compiled"])
def path(request):
    with compiled.forced(request.param):
        yield request.param


@pytest.fixture
def example():
    links = [tuple(NODES.index(name) for name in link.split("-")) for link in LINKS]
    return make_graph(len(NODES), links)
