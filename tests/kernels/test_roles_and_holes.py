"""Broker roles, holes, spectra, severance and groups against slow and outside answers."""

import math
from collections import Counter
from itertools import combinations

import networkx as nx
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from netintl import kernels as k
from netintl.kernels.compiled import forced

from .conftest import NODES, random_graphs, to_csr, unhurried


def slow_roles(graph, group):
    """Count open pairs of partners by the definitions of Gould and Fernandez, pair by pair."""
    found = np.zeros((len(graph), 4), dtype=int)
    for v in graph:
        for a, b in combinations(graph[v], 2):
            if graph.has_edge(a, b):
                continue
            groups = group[a], group[v], group[b]
            if len(set(groups)) == 1:
                found[v, 0] += 1
            elif groups[0] == groups[2]:
                found[v, 1] += 1
            elif groups[1] in (groups[0], groups[2]):
                found[v, 2] += 1
            else:
                found[v, 3] += 1
    return found


@pytest.mark.parametrize("path", ["plain", "compiled"])
@unhurried
@given(graph=random_graphs(), seed=st.integers(0, 5))
def test_broker_roles_are_those_of_a_slow_count(path, graph, seed):
    group = np.random.default_rng(seed).integers(0, 3, len(graph))
    indptr, indices, _ = to_csr(graph)
    with forced(path):
        assert k.broker_roles(indptr, indices, group).tolist() == slow_roles(graph, group).tolist()


def test_roles_of_the_worked_example(example):
    indptr, indices, _ = to_csr(example)
    roles = k.broker_roles(indptr, indices, [name[0] for name in NODES])
    found = {(NODES[v], k.ROLES[r]): int(roles[v, r]) for v, r in np.argwhere(roles > 0)}
    assert found == {
        ("C2", "liaison"): 1, ("C2", "itinerant"): 1, ("C3", "liaison"): 1,
        ("S1", "itinerant"): 1, ("E1", "itinerant"): 1,
    }  # fmt: skip


def test_one_group_makes_every_open_pair_a_coordinator():
    indptr, indices, _ = to_csr(nx.star_graph(5))
    assert k.broker_roles(indptr, indices, np.zeros(6))[0].tolist() == [10, 0, 0, 0]


@pytest.mark.parametrize("path", ["plain", "compiled"])
@unhurried
@given(graph=random_graphs())
def test_holes_are_those_of_networkx(path, graph):
    with forced(path):
        constraint, effective = k.structural_holes(*to_csr(graph))
    if not len(graph):
        assert constraint.size == effective.size == 0
        return
    expected = nx.constraint(graph, weight="weight")
    # The path of networkx that follows Burt's formula is the one with nodes given.
    sizes = nx.effective_size(graph, nodes=list(graph), weight="weight")
    for v in graph:
        assert math.isnan(constraint[v]) == (graph.degree[v] == 0)
        if graph.degree[v]:
            assert constraint[v] == pytest.approx(expected[v])
            assert effective[v] == pytest.approx(sizes[v])


def test_constraint_of_the_worked_example(example):
    constraint = k.structural_holes(*to_csr(example))[0]
    found = {name: round(float(constraint[v]), 4) for v, name in enumerate(NODES)}
    assert found == {
        "S1": 0.7685, "E1": 0.7685, "C1": 0.8889, "C2": 0.5062, "C3": 0.5, "S2": 1.0, "S3": 1.0,
        "E2": 1.0,
    }  # fmt: skip


def test_holes_of_borgattis_example():
    # The ten ties of Borgatti (1997); UCINET's figures, as the tests of NetworkX record them.
    links = ["AB", "AF", "AG", "AE", "EG", "FG", "BG", "BD", "DG", "GC"]
    graph = nx.convert_node_labels_to_integers(
        nx.Graph([tuple(link) for link in links]), label_attribute="name"
    )
    constraint, effective = k.structural_holes(*to_csr(graph))
    name = {data["name"]: v for v, data in graph.nodes(data=True)}
    assert [round(float(constraint[name[n]]), 3) for n in "GAC"] == [0.4, 0.595, 1.0]
    assert [round(float(effective[name[n]]), 2) for n in "GAC"] == [4.67, 2.5, 1.0]


@unhurried
@given(graph=random_graphs())
def test_pagerank_is_that_of_networkx(graph):
    if len(graph):
        expected = nx.pagerank(graph, tol=1e-12, max_iter=2000)
        np.testing.assert_allclose(
            k.pagerank(*to_csr(graph)), [expected[v] for v in graph], atol=1e-9
        )


@pytest.mark.parametrize("size", [12, 600], ids=["dense", "lanczos"])
def test_eigenvector_is_that_of_networkx(size):
    graph = nx.barabasi_albert_graph(size, 2, seed=4)
    graph.add_edge(size, size + 1)
    graph.add_node(size + 2)
    found = k.eigenvector(*to_csr(graph))
    largest = graph.subgraph(range(size))
    expected = nx.eigenvector_centrality_numpy(largest, weight="weight")
    np.testing.assert_allclose(found[:size], [expected[v] for v in range(size)], atol=1e-8)
    assert np.isnan(found[size:]).all()
    assert np.isnan(k.eigenvector(*to_csr(nx.empty_graph(3)))).all()


@unhurried
@given(graph=random_graphs())
def test_severance_counts_what_a_removal_cuts_off(graph):
    indptr, indices, _ = to_csr(graph)
    by_node, by_arc = k.severance(indptr, indices)
    for v in graph:
        part = nx.node_connected_component(graph, v) - {v}
        sizes = [len(c) for c in nx.connected_components(graph.subgraph(part))]
        assert by_node[v] == (sum(sizes) - max(sizes) if sizes else 0)
    row = np.repeat(np.arange(len(graph)), np.diff(indptr))
    for arc, (u, v) in enumerate(zip(row.tolist(), indices.tolist(), strict=True)):
        cut = graph.copy()
        cut.remove_edge(u, v)
        sides = [nx.node_connected_component(cut, end) for end in (u, v)]
        apart = v not in sides[0]
        assert by_arc[arc] == (min(map(len, sides)) if apart else 0)


@unhurried
@given(graph=random_graphs(), seed=st.integers(0, 3))
def test_modularity_is_that_of_networkx(graph, seed):
    part = np.random.default_rng(seed).integers(0, 3, len(graph))
    found = k.modularity(*to_csr(graph), part)
    if graph.number_of_edges() == 0:
        assert math.isnan(found)
        return
    groups = [set(np.flatnonzero(part == g).tolist()) for g in range(3)]
    assert found == pytest.approx(nx.community.modularity(graph, groups))


def test_bipartite_modularity_is_that_of_networkx():
    graph = nx.bipartite.random_graph(12, 9, 0.3, seed=5)
    u, v = np.array(sorted(graph.edges)).T
    part = np.random.default_rng(1).integers(0, 4, 21)
    groups = [set(np.flatnonzero(part == g).tolist()) for g in range(4)]
    barber = getattr(nx.bipartite, "modularity", None)
    if barber is not None:
        assert k.bipartite_modularity(u, v, part) == pytest.approx(barber(graph, groups))
    degree = dict(graph.degree)
    slow = sum(
        (graph.has_edge(a, b) - degree[a] * degree[b] / len(u)) * (part[a] == part[b])
        for a in range(12)
        for b in range(12, 21)
    ) / len(u)
    assert k.bipartite_modularity(u, v, part) == pytest.approx(slow)


def test_communities_find_planted_groups_and_reach_louvain():
    graph = nx.planted_partition_graph(6, 20, 0.4, 0.01, seed=3)
    arrays = to_csr(graph)
    part = k.communities(*arrays)
    assert Counter(part.tolist()) == dict.fromkeys(range(6), 20)
    assert all(len(set(part[20 * g : 20 * g + 20])) == 1 for g in range(6))
    lfr = nx.LFR_benchmark_graph(250, 3, 1.5, 0.2, average_degree=6, min_community=20, seed=10)
    lfr = nx.Graph(lfr)
    lfr.remove_edges_from(nx.selfloop_edges(lfr))
    arrays = to_csr(lfr)
    best = max(k.modularity(*arrays, k.communities(*arrays, seed=s)) for s in range(5))
    peer = max(
        nx.community.modularity(lfr, nx.community.louvain_communities(lfr, seed=s))
        for s in range(5)
    )
    assert best > peer - 0.01


def test_communities_are_the_same_twice_and_leave_isolates_out():
    graph = nx.disjoint_union(nx.barbell_graph(6, 0), nx.empty_graph(2))
    one, two = (k.communities(*to_csr(graph), seed=7) for _ in range(2))
    assert one.tolist() == two.tolist()
    assert one[-2:].tolist() == [-1, -1]
    assert set(one[:12]) == {0, 1}
    assert k.communities(*to_csr(nx.empty_graph(2))).tolist() == [-1, -1]


def test_within_module_z_is_the_standard_score_of_links_inside():
    graph = nx.star_graph(3)
    graph.add_edges_from([(4, 5), (3, 4)])
    indptr, indices, _ = to_csr(graph)
    part = np.array([0, 0, 0, 0, 1, 1])
    found = k.within_module_z(indptr, indices, part)
    inside = np.array([3, 1, 1, 1])
    expected = (inside - inside.mean()) / inside.std()
    np.testing.assert_allclose(found[:4], expected)
    assert np.isnan(found[4:]).all()
