"""The null model keeps what it says it keeps, and nothing else."""

from collections import Counter

import networkx as nx
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from netintl import kernels as k
from netintl.kernels.compiled import forced

from ..proofs import examples


@st.composite
def typed_links(draw):
    """Draw simple links between nodes of three kinds, none inside a kind, in any order."""
    kinds = draw(st.lists(st.integers(0, 2), min_size=2, max_size=14))
    pairs = [(a, b) for a in range(len(kinds)) for b in range(len(kinds)) if kinds[a] < kinds[b]]
    links = draw(st.lists(st.sampled_from(pairs), unique=True)) if pairs else []
    return np.array(kinds), links


def degrees(links, kinds):
    """Count partners of each node by their kind."""
    return Counter((end, kinds[other]) for a, b in links for end, other in ((a, b), (b, a)))


@examples(1000)
@given(case=typed_links(), seed=st.integers(0, 2**32 - 1))
def test_1000_random_cases_keep_every_degree_and_every_kind(case, seed):
    kinds, links = case
    u, v = (np.array(ends, dtype=int) for ends in zip(*links, strict=True)) if links else ([], [])
    groups = [kinds[a] * 3 + kinds[b] for a, b in links]
    new = k.rewire(u, v, groups, len(kinds), np.random.default_rng(seed), tries=5)
    drawn = list(zip(*(ends.tolist() for ends in new), strict=True))
    assert len({frozenset(link) for link in drawn}) == len(links)
    assert all(a != b for a, b in drawn)
    assert degrees(drawn, kinds) == degrees(links, kinds)
    assert [kinds[a] * 3 + kinds[b] for a, b in drawn] == groups


@pytest.mark.parametrize("path", ["plain", "compiled"])
def test_links_inside_one_kind_keep_degrees_and_change_sides(path):
    graph = nx.gnm_random_graph(20, 40, seed=1)
    u, v = np.array(graph.edges).T
    with forced(path):
        a, b = k.rewire(u, v, np.zeros(40), 20, np.random.default_rng(3))
    drawn = nx.Graph(list(zip(a.tolist(), b.tolist(), strict=True)))
    assert drawn.number_of_edges() == 40
    assert dict(drawn.degree) == dict(graph.degree)
    assert set(map(frozenset, drawn.edges)) != set(map(frozenset, graph.edges))


def test_both_paths_draw_the_same_network():
    graph = nx.bipartite.random_graph(15, 12, 0.3, seed=2)
    u, v = np.array(sorted(graph.edges)).T
    found = []
    for path in ("plain", "compiled"):
        with forced(path):
            found.append(k.rewire(u, v, np.zeros(len(u)), 27, np.random.default_rng(5)))
    assert [part.tolist() for part in found[0]] == [part.tolist() for part in found[1]]


def test_every_network_with_the_same_degrees_is_drawn_equally_often():
    """Six pairings of three and three: chi-square against the uniform distribution."""
    seen = Counter()
    runs = 1200
    for seed in range(runs):
        _, v = k.rewire([0, 1, 2], [3, 4, 5], [0, 0, 0], 6, np.random.default_rng(seed))
        seen[tuple(v.tolist())] += 1
    assert len(seen) == 6
    statistic = sum((count - runs / 6) ** 2 / (runs / 6) for count in seen.values())
    assert statistic < 15.09  # 99 % point of chi-square with 5 degrees of freedom


def test_too_few_links_are_left_alone():
    one = k.rewire([0], [1], [0], 2, np.random.default_rng(0))
    assert [part.tolist() for part in one] == [[0], [1]]
    assert k.rewire([], [], [], 0, np.random.default_rng(0))[0].size == 0
