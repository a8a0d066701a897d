"""Every kernel over a graph against NetworkX, along both paths."""

import math

import networkx as nx
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from netintl import kernels as k
from netintl.kernels.compiled import forced

from .conftest import NODES, make_graph, random_graphs, to_csr, unhurried


def by_node(mapping, n):
    return np.array([mapping[v] for v in range(n)], dtype=float)


def check_paths(graph):
    indptr, indices, _ = to_csr(graph)
    n = len(graph)
    expected = by_node(nx.betweenness_centrality(graph, normalized=False), n)
    np.testing.assert_allclose(k.betweenness(indptr, indices), expected, atol=1e-9)
    profile = k.distance_profile(indptr, indices)
    lengths = [nx.single_source_shortest_path_length(graph, v) for v in range(n)]
    others = [[d for u, d in lengths[v].items() if u != v] for v in range(n)]
    np.testing.assert_allclose(profile.harmonic, [sum(1 / d for d in ds) for ds in others])
    assert profile.total.tolist() == [sum(ds) for ds in others]
    assert profile.reached.tolist() == [len(ds) for ds in others]
    assert profile.eccentricity.tolist() == [max(ds, default=0) for ds in others]


def check_structure(graph):
    indptr, indices, _ = to_csr(graph)
    n = len(graph)
    label = k.components(indptr, indices)
    parts = sorted(nx.connected_components(graph), key=lambda part: (-len(part), min(part)))
    assert label.dtype == np.int32
    assert label.tolist() == [next(i for i, p in enumerate(parts) if v in p) for v in range(n)]
    cut = k.cut_points(indptr, indices)
    assert cut.dtype == np.bool_
    assert set(np.flatnonzero(cut).tolist()) == set(nx.articulation_points(graph))
    u, v = k.bridges(indptr, indices)
    assert list(zip(u.tolist(), v.tolist(), strict=True)) == sorted(
        (min(e), max(e)) for e in nx.bridges(graph)
    )
    core = k.core_numbers(indptr, indices)
    assert core.dtype == np.int32
    assert core.tolist() == by_node(nx.core_number(graph), n).tolist()


def check_triangles(graph):
    indptr, indices, _ = to_csr(graph)
    n = len(graph)
    assert k.triangles(indptr, indices).tolist() == by_node(nx.triangles(graph), n).tolist()
    clustering = k.local_clustering(indptr, indices)
    np.testing.assert_allclose(clustering, by_node(nx.clustering(graph), n))
    whole = k.transitivity(indptr, indices)
    if max((d for _, d in graph.degree), default=0) < 2:
        assert math.isnan(whole)
    else:
        assert whole == pytest.approx(nx.transitivity(graph))


@pytest.mark.parametrize("check", [check_paths, check_structure, check_triangles])
def test_shapes_agree_with_networkx(check, shape, path):
    check(shape)


@pytest.mark.parametrize("path", ["plain", "compiled"])
@pytest.mark.parametrize("check", [check_paths, check_structure, check_triangles])
@unhurried
@given(graph=random_graphs())
def test_random_graphs_agree_with_networkx(check, path, graph):
    with forced(path):
        check(graph)


@unhurried
@given(graph=random_graphs())
def test_csr_round_trip(graph):
    indptr, indices, weights = to_csr(graph)
    assert (indptr.dtype, indices.dtype, weights.dtype) == (np.int64, np.int32, np.float64)
    for v in graph:
        row = slice(indptr[v], indptr[v + 1])
        assert indices[row].tolist() == sorted(graph[v])
        assert weights[row].tolist() == [graph[v][w].get("weight", 1) for w in sorted(graph[v])]
    assert k.degrees(indptr).tolist() == [d for _, d in graph.degree]
    assert k.strengths(indptr, weights).tolist() == [d for _, d in graph.degree(weight="weight")]


@unhurried
@given(graph=random_graphs(), data=st.data())
def test_relabelling_nodes_relabels_answers(graph, data):
    order = np.array(data.draw(st.permutations(range(len(graph)))), dtype=int)
    one = to_csr(graph)[:2]
    two = to_csr(make_graph(len(graph), [(order[u], order[v]) for u, v in graph.edges]))[:2]
    for measure in (k.betweenness, k.core_numbers, k.cut_points, k.triangles):
        np.testing.assert_allclose(measure(*two)[order], measure(*one), atol=1e-9)


def test_worked_example(example, path):
    indptr, indices, _ = to_csr(example)

    def names(mask):
        return {NODES[v] for v in np.flatnonzero(mask)}

    label = k.components(indptr, indices)
    assert names(label == 0) == {"S1", "S2", "C1", "C2", "E1"}
    assert names(label == 1) == {"S3", "C3", "E2"}
    between = dict(zip(NODES, k.betweenness(indptr, indices).tolist(), strict=True))
    assert between == pytest.approx(
        {"C2": 3, "S1": 1, "C3": 1, "E1": 1, "S2": 0, "S3": 0, "C1": 0, "E2": 0}
    )
    assert names(k.cut_points(indptr, indices)) == {"C2", "C3"}
    u, v = k.bridges(indptr, indices)
    found = {(NODES[a], NODES[b]) for a, b in zip(u, v, strict=True)}
    assert found == {("S2", "C2"), ("S3", "C3"), ("C3", "E2")}
    core = k.core_numbers(indptr, indices)
    assert names(core == 2) == {"S1", "C1", "C2", "E1"}
    assert names(core == 1) == {"S2", "S3", "C3", "E2"}


def test_graph_larger_than_one_batch(path):
    check_paths(nx.gnm_random_graph(1100, 1000, seed=5))


def test_read_only_arrays_are_enough(path):
    arrays = to_csr(nx.barbell_graph(4, 2))[:2]
    for array in arrays:
        array.flags.writeable = False
    for measure in (k.betweenness, k.distance_profile, k.components, k.bridges, k.cut_points):
        measure(*arrays)
    assert k.core_numbers(*arrays).max() == 3
    assert k.triangles(*arrays).sum() == 24


def test_deep_graph_needs_no_recursion(path):
    indptr, indices, _ = to_csr(nx.path_graph(5000))
    assert k.cut_points(indptr, indices).sum() == 4998
    assert len(k.bridges(indptr, indices)[0]) == 4999


@pytest.mark.parametrize(
    ("u", "v", "weight", "n", "problem"),
    [
        ([0], [0], [1], 1, "itself"),
        ([0, 0], [1, 1], [1, 1], 2, "more than once"),
        ([0, 1], [1, 0], [1, 1], 2, r"\(0, 1\) occurs more than once"),
        ([0], [2], [1], 2, "must lie in"),
        ([-1], [1], [1], 2, "must lie in"),
        ([0, 1], [1], [1], 2, "equally long"),
        ([0], [1], [1, 2], 2, "equally long"),
        ([0.5], [1], [1], 2, "integers"),
        ([], [], [], -1, "between 0 and"),
        ([0], [1], [1], 0, "must lie in"),
    ],
)
def test_bad_links_are_refused(u, v, weight, n, problem):
    with pytest.raises(ValueError, match=problem):
        k.symmetric_csr(u, v, weight, n)
