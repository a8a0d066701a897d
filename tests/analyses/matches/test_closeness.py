"""Closeness scores against NetworkX and against counting every walk."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import networkx as nx
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from netintl.analyses.matches.closeness import (
    adjacency,
    low_rank_completion,
    odd_katz,
    pairs_with_shared_neighbour,
    preferential_attachment,
    resource_allocation,
    spectral_radius,
)

from ..conftest import steady

if TYPE_CHECKING:
    from scipy.sparse import csr_array

GRAPHS = {
    "path": nx.path_graph(5),
    "star": nx.star_graph(6),
    "triangles": nx.windmill_graph(3, 3),
    "random": nx.gnp_random_graph(90, 0.06, seed=4),
    "isolates": nx.disjoint_union(nx.empty_graph(3), nx.cycle_graph(4)),
    "two_modes": nx.complete_bipartite_graph(3, 4),
}


def matrix_of(graph: nx.Graph) -> csr_array:
    held = nx.to_scipy_sparse_array(graph, format="csr", nodelist=sorted(graph))
    held.sort_indices()
    return adjacency(held.indptr, held.indices)


def missing(graph: nx.Graph) -> tuple[np.ndarray, np.ndarray]:
    pairs = sorted(nx.non_edges(graph))
    return np.array([u for u, _ in pairs]), np.array([v for _, v in pairs])


@pytest.mark.parametrize("graph", GRAPHS.values(), ids=GRAPHS)
@pytest.mark.parametrize(
    ("score", "oracle"),
    [
        (resource_allocation, nx.resource_allocation_index),
        (preferential_attachment, nx.preferential_attachment),
    ],
)
def test_scores_of_missing_links_are_those_of_networkx(graph, score, oracle) -> None:
    u, v = missing(graph)
    expected = [value for _, _, value in oracle(graph, list(zip(u, v, strict=True)))]
    np.testing.assert_allclose(score(matrix_of(graph), u, v), expected, atol=1e-12)


def walks_of(graph: nx.Graph, start: int, length: int) -> dict[int, int]:
    """Count walks by taking every single step."""
    ends = [start]
    for _ in range(length):
        ends = [neighbour for end in ends for neighbour in graph[end]]
    return {end: ends.count(end) for end in set(ends)}


def test_katz_counts_every_odd_walk() -> None:
    graph = nx.windmill_graph(2, 3)
    beta = 0.02
    for start in graph:
        counted = {length: walks_of(graph, start, length) for length in range(1, 10, 2)}
        expected = [sum(beta**n * ends.get(v, 0) for n, ends in counted.items()) for v in graph]
        found = odd_katz(matrix_of(graph), np.full(5, start), np.arange(5), beta)
        np.testing.assert_allclose(found, expected, rtol=1e-7)


@pytest.mark.parametrize("graph", GRAPHS.values(), ids=GRAPHS)
@pytest.mark.parametrize("share", [0.1, 0.5, 0.9])
def test_katz_solves_its_equation(graph, share) -> None:
    dense = nx.to_numpy_array(graph, nodelist=sorted(graph))
    beta = share / np.linalg.eigvalsh(dense)[-1]
    exact = beta * np.linalg.solve(np.eye(len(dense)) - beta**2 * dense @ dense, dense)
    u, v = (part.ravel() for part in np.indices(dense.shape))
    found = odd_katz(matrix_of(graph), u, v, beta)
    np.testing.assert_allclose(found, exact.ravel(), rtol=1e-9, atol=1e-11)


def test_katz_needs_a_small_beta() -> None:
    with pytest.raises(ValueError, match="not below"):
        odd_katz(matrix_of(nx.complete_graph(4)), np.array([0]), np.array([1]), 1 / 3)


def test_two_of_one_mode_have_no_odd_walk() -> None:
    found = odd_katz(matrix_of(nx.complete_bipartite_graph(3, 4)), np.array([0]), np.array([1]))
    assert found.tolist() == [0.0]


@pytest.mark.parametrize("size", [2, 40, 200])
def test_spectral_radius_of_a_star_is_known(size) -> None:
    assert spectral_radius(matrix_of(nx.star_graph(size))) == pytest.approx(math.sqrt(size))


def test_without_links_nothing_is_close() -> None:
    empty = matrix_of(nx.empty_graph(3))
    u, v = np.array([0, 1]), np.array([1, 2])
    for score in (resource_allocation, preferential_attachment, odd_katz):
        assert score(empty, u, v).tolist() == [0.0, 0.0]
    assert odd_katz(empty, np.empty(0, int), np.empty(0, int)).tolist() == []


@steady
@given(order=st.permutations(range(12)), seed=st.integers(0, 50))
def test_numbering_does_not_matter(order, seed) -> None:
    graph = nx.gnp_random_graph(12, 0.3, seed=seed)
    renamed = nx.relabel_nodes(graph, dict(enumerate(order)))
    u, v = missing(graph)
    place = np.array(order)
    for score in (resource_allocation, odd_katz):
        found = score(matrix_of(renamed), place[u], place[v])
        np.testing.assert_allclose(found, score(matrix_of(graph), u, v), atol=1e-11)


def test_pairs_with_a_shared_neighbour_are_all_found() -> None:
    graph = GRAPHS["random"]
    expected = {
        (a, b)
        for a, b in nx.complete_graph(90).to_directed().edges
        if set(graph[a]) & set(graph[b])
    }
    u, v = pairs_with_shared_neighbour(matrix_of(graph), np.arange(90))
    assert sorted(expected) == list(zip(u.tolist(), v.tolist(), strict=True))


def test_more_pairs_than_a_block_are_scored_alike(monkeypatch) -> None:
    monkeypatch.setattr("netintl.analyses.matches.closeness._CELLS", 60_000)
    graph = nx.gnp_random_graph(600, 0.01, seed=1)
    u, v = np.arange(599), np.arange(1, 600)
    found = resource_allocation(matrix_of(graph), u, v)
    common = [sum(1 / graph.degree[z] for z in set(graph[a]) & set(graph[a + 1])) for a in u]
    np.testing.assert_allclose(found, common, atol=1e-12)


def test_an_empty_cell_scores_by_countries_that_are_alike() -> None:
    counts = np.array([[5, 5, 0, 0], [5, 0, 0, 0], [5, 5, 0, 0], [0, 0, 5, 5], [0, 0, 5, 5]])
    scores = low_rank_completion(counts, 1)
    assert scores[1, 1] > max(scores[1, 2], scores[1, 3])
    assert scores.min() == 0
    assert scores.max() == 1


def test_full_rank_gives_the_matrix_back_stretched() -> None:
    counts = np.random.default_rng(0).integers(0, 9, (6, 4))
    logged = np.log1p(counts)
    expected = (logged - logged.min()) / np.ptp(logged)
    np.testing.assert_allclose(low_rank_completion(counts, 4), expected, atol=1e-12)


@pytest.mark.parametrize("shape", [(3, 4), (0, 4), (1, 1)])
def test_a_matrix_that_tells_nothing_scores_a_half(shape) -> None:
    assert (low_rank_completion(np.ones(shape)) == 0.5).all()
