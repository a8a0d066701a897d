"""Gini, assortativity and participation against their definitions."""

import math

import networkx as nx
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from netintl.kernels import degree_assortativity, gini, participation

from .conftest import make_graph, random_graphs, to_csr, unhurried


@unhurried
@given(st.lists(st.integers(0, 1000), min_size=1, max_size=30).filter(any))
def test_gini_is_half_the_relative_mean_difference(values):
    x = np.array(values, dtype=float)
    slow = np.abs(x[:, None] - x).sum() / (2 * len(x) ** 2 * x.mean())
    assert gini(values) == pytest.approx(slow, abs=1e-12)
    assert 0 <= gini(values) < 1


@pytest.mark.parametrize("values", [[], [0], [0.0, 0.0]])
def test_gini_of_nothing_is_unknown(values):
    assert math.isnan(gini(values))


@pytest.mark.parametrize("values", [[-1, 2], [math.nan, 1], [math.inf, 1]])
def test_gini_refuses_what_is_no_amount(values):
    with pytest.raises(ValueError, match="finite amounts"):
        gini(values)


def test_gini_of_huge_and_tiny_amounts():
    assert gini([1e308, 1e308, 0]) == pytest.approx(1 / 3)
    assert gini([5e-324, 5e-324]) == 0


@unhurried
@given(random_graphs())
def test_assortativity_agrees_with_pearson(graph):
    arcs = [(graph.degree[a], graph.degree[b]) for e in graph.edges for a, b in (e, e[::-1])]
    value = degree_assortativity(*to_csr(graph)[:2])
    if len({a for a, _ in arcs}) < 2:
        assert math.isnan(value)
    else:
        assert value == pytest.approx(np.corrcoef(np.array(arcs).T)[0, 1], abs=1e-9)


def test_assortativity_agrees_with_networkx():
    graph = nx.barabasi_albert_graph(200, 3, seed=1)
    expected = nx.degree_assortativity_coefficient(graph)
    assert degree_assortativity(*to_csr(graph)[:2]) == pytest.approx(expected)


@unhurried
@given(random_graphs(), st.data())
def test_participation_agrees_with_its_formula(graph, data):
    n = len(graph)
    groups = data.draw(st.lists(st.integers(-3, 3), min_size=n, max_size=n))
    out = participation(*to_csr(graph), np.array(groups, dtype=int))
    for v in graph:
        total = graph.degree(v, weight="weight")
        if total == 0:
            assert math.isnan(out[v])
            continue
        into = dict.fromkeys(groups, 0)
        for w in graph[v]:
            into[groups[w]] += graph[v][w].get("weight", 1)
        assert out[v] == pytest.approx(1 - sum((s / total) ** 2 for s in into.values()))


def test_participation_needs_a_group_for_each_node():
    with pytest.raises(ValueError, match="one group per node: 3, got 2"):
        participation(*to_csr(nx.path_graph(3)), [0, 1])


def test_participation_without_weight_is_unknown():
    out = participation(*to_csr(make_graph(2, [(0, 1)], [0.0])), [0, 1])
    assert np.isnan(out).all()
