"""Closure and the random networks beside it, against NetworkX and a slow obvious version."""

from __future__ import annotations

import math
from collections import Counter
from itertools import combinations

import networkx as nx
import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from netintl import find_closure
from netintl.analyses.draws.incidence import Incidence
from netintl.network.layers import LAYERS

from ...conftest import frames_of, make_frames, make_network, slow_graph, slow_pairs
from ..conftest import party_lists, steady

STAR = {f"a{n}": f"G1 C{n}" for n in range(12)}


def slow_two_mode(frames) -> nx.Graph:
    """Return the graph of organizations and the agreements that join them."""
    graph = nx.Graph()
    for (_, *ends), pair in slow_pairs(frames).items():
        for agreement in pair.agreements:
            graph.add_edges_from((("agreement", agreement), end) for end in ends)
    return graph


def slow_inside(frames) -> int:
    """Count the triangles whose three organizations are party to one agreement."""
    graph, two_mode = slow_graph(frames), slow_two_mode(frames)
    found = set()
    for node in two_mode:
        if isinstance(node, tuple):
            for three in combinations(sorted(two_mode[node]), 3):
                if all(graph.has_edge(*pair) for pair in combinations(three, 2)):
                    found.add(three)
    return len(found)


def slow_closure(frames) -> dict[str, float]:
    graph, two_mode = slow_graph(frames), slow_two_mode(frames)
    triples = any(degree > 1 for _, degree in graph.degree)
    paths = any((two_mode.degree[u] - 1) * (two_mode.degree[v] - 1) for u, v in two_mode.edges)
    closed = nx.bipartite.robins_alexander_clustering(two_mode) if paths else math.nan
    return {
        "triangles": sum(nx.triangles(graph).values()) / 3,
        "triangles_inside_agreement": slow_inside(frames),
        "transitivity": nx.transitivity(graph) if triples else math.nan,
        "mean_clustering": nx.average_clustering(graph) if len(graph) else math.nan,
        "two_mode_clustering": closed,
    }


def figures(network, **settings) -> dict[str, float]:
    table = find_closure(network, **settings).table
    return dict(zip(table["measure"], table["value"], strict=True))


@steady
@given(parties=party_lists())
def test_random_networks_have_the_closure_of_networkx(parties) -> None:
    expected = slow_closure(make_frames(parties))
    assert figures(make_network(parties)) == pytest.approx(expected, nan_ok=True)


def test_bundled_data_have_the_closure_of_networkx(bundled_network) -> None:
    expected, found = slow_closure(frames_of(bundled_network)), figures(bundled_network)
    assert found == pytest.approx(expected)
    assert (found["triangles"], found["triangles_inside_agreement"]) == (141, 121)


def test_the_pair_rule_makes_most_of_the_closure(bundled_network) -> None:
    result = find_closure(bundled_network, nulls=60, seed=3)
    row = result.table.set_index("measure").loc["transitivity"]
    assert row["value"] == pytest.approx(0.271, abs=0.001)
    assert row["expected"] == pytest.approx(0.172, abs=0.004)
    assert row["low"] < row["expected"] < row["high"] < row["value"]
    assert row["p"] == pytest.approx(1 / 61)
    facts = next(c.facts for c in result.claims if c.code == "closure_share")
    assert {name: facts[name] for name in ("value", "expected", "low", "high")} == {
        name: row[name] for name in ("value", "expected", "low", "high")
    }


def counts_of(incidence, kinds) -> tuple[Counter, Counter]:
    by_agreement = Counter(zip(incidence.agreement, kinds[incidence.organization], strict=True))
    return Counter(incidence.organization.tolist()), by_agreement


@steady
@given(parties=party_lists(), seed=st.integers(0, 9))
def test_random_networks_keep_the_agreements(parties, seed) -> None:
    network = make_network(parties)
    whole = Incidence.of(network)
    drawn = whole.drawn(np.random.default_rng(seed))
    assert counts_of(drawn, network.kinds) == counts_of(whole, network.kinds)
    pairs = set(zip(drawn.agreement.tolist(), drawn.organization.tolist(), strict=True))
    assert len(pairs) == len(drawn.agreement)  # nobody is twice in one agreement


@pytest.mark.parametrize("rule", ["even", "full"])
def test_undrawn_it_is_the_network_itself(bundled_network, rule) -> None:
    frames = frames_of(bundled_network)
    network = type(bundled_network).from_tables(frames, pair_rule=rule)
    graph = Incidence.of(network).graph(LAYERS)
    pairs = slow_pairs(frames, rule)
    assert len(graph.indices) == 2 * len({key[1:] for key in pairs})
    for place in np.arange(0, len(graph.indices), 97):
        ends = sorted(str(network.ids[code]) for code in (graph.tails[place], graph.indices[place]))
        weight = sum(pair.weight for key, pair in pairs.items() if list(key[1:]) == ends)
        assert graph.weights[place] == pytest.approx(weight)


def test_a_star_closes_nothing_and_says_nothing_of_triangles() -> None:
    result = find_closure(make_network(STAR), nulls=5)
    assert result.claim("triangles") is None
    row = result.table.set_index("measure")
    assert row.at["transitivity", "value"] == row.at["transitivity", "expected"] == 0


@pytest.mark.parametrize(
    "parties",
    [{}, {"a": "S1"}, {"a": "S1 C1"}, {"a": "S1 C1", "b": "S1 C1"}, {"a": "E1 E2 E3"}],
    ids=["empty", "alone", "one link", "twice", "one kind"],
)
def test_bare_networks_say_no_share_that_is_unknown(parties) -> None:
    for claim in find_closure(make_network(parties), nulls=4).claims:
        numbers = [value for value in claim.facts.values() if isinstance(value, float)]
        assert not any(map(math.isnan, numbers))


def test_the_same_seed_gives_the_same_figures(example_network) -> None:
    tables = [find_closure(example_network, nulls=9, seed=4).table for _ in range(2)]
    pd.testing.assert_frame_equal(*tables)
