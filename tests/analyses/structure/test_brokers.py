"""Brokers of the projection and by agreements, pair by pair."""

from __future__ import annotations

from collections import Counter
from itertools import combinations

import networkx as nx
import numpy as np
import pytest
from hypothesis import given

from netintl import find_brokers
from netintl.analyses.draws.draw import draw
from netintl.analyses.draws.incidence import Incidence
from netintl.kernels import broker_roles
from netintl.network.layers import LAYERS

from ...conftest import frames_of, make_frames, make_network, slow_graph, slow_pairs
from ..conftest import party_lists, steady


def slow_role(broker: str, one: str, other: str) -> str:
    if one == other:
        return "coordinator" if broker == one else "itinerant"
    return "gatekeeper" if broker in (one, other) else "liaison"


def slow_brokers(graph: nx.Graph, groups) -> Counter:
    """Count, for each organization and role, the pairs of partners that are not linked."""
    found: Counter = Counter()
    for broker in graph:
        for one, other in combinations(graph[broker], 2):
            if not graph.has_edge(one, other):
                found[broker, slow_role(groups[broker], groups[one], groups[other])] += 1
    return found


def both(frames) -> tuple[nx.Graph, nx.Graph]:
    """Return the projection, and the graph of those that share an agreement."""
    return slow_graph(frames), nx.Graph(key[1:] for key in slow_pairs(frames))


def counts(network, grouping: str, figure: str) -> dict[tuple[str, str], int]:
    table = find_brokers(network).table
    rows = table[(table["grouping"] == grouping) & (table[figure] > 0)]
    return dict(
        zip(zip(rows["organization"], rows["role"], strict=True), rows[figure], strict=True)
    )


@steady
@given(parties=party_lists())
def test_random_networks_have_the_brokers_of_a_slow_count(parties) -> None:
    frames = make_frames(parties)
    kinds = dict(zip(frames["organizations"]["id"], frames["organizations"]["kind"], strict=True))
    network = make_network(parties)
    for graph, figure in zip(both(frames), ("count", "two_mode"), strict=True):
        assert counts(network, "kind", figure) == dict(slow_brokers(graph, kinds))


def test_bundled_data_have_the_brokers_of_a_slow_count(bundled_network) -> None:
    frames = frames_of(bundled_network)
    rows = frames["organizations"]
    home = {
        name: country or f"?{name}"
        for name, country in zip(rows["id"], rows["country"], strict=True)
    }
    for graph, figure in zip(both(frames), ("count", "two_mode"), strict=True):
        assert counts(bundled_network, "country", figure) == dict(slow_brokers(graph, home))


def test_who_sit_at_one_table_need_no_broker() -> None:
    # The college has two schools as partners, but all three signed one agreement.
    table = find_brokers(make_network({"a": "S1 S2 C1"})).table
    assert table.loc[table["organization"] == "C1", ["count", "two_mode"]].to_numpy().tolist() == [
        [1, 0]
    ] * len(table)


def test_the_first_broker_is_told_with_both_counts() -> None:
    network = make_network({"a": "C1 S1 S2", "b": "C1 E1", "c": "C2 E2"})
    claim = find_brokers(network).claim("first_broker")
    assert claim.facts == {"organization": "C1", "count": 3, "two_mode": 2}
    tied = make_network({"a": "C1 S1", "b": "C1 E1", "c": "C2 S2", "d": "C2 E2"})
    assert find_brokers(tied).claim("first_broker") is None
    assert find_brokers(make_network({"a": "S1 C1"})).claim("no_brokers") is not None


def test_expectations_are_of_networks_that_keep_the_agreements() -> None:
    # Whoever changes places, C1 stays the one party of both agreements.
    table = find_brokers(make_network({"a": "S1 C1", "b": "S2 C1"}), nulls=6).table
    row = table.iloc[0]
    assert (row["expected"], row["two_mode_expected"]) == (1, 1)
    assert np.isnan([row["z"], row["two_mode_z"]]).all()


def test_expectations_are_means_over_the_same_random_networks(example_network) -> None:
    table = find_brokers(example_network, nulls=30, seed=5).table
    whole, kinds = Incidence.of(example_network), example_network.kinds.astype(str)

    def counted(random: np.random.Generator) -> np.ndarray:
        graph = whole.drawn(random, runs=30).graph(LAYERS)
        return broker_roles(graph.indptr, graph.indices, kinds)

    mean = draw(counted, 30, 5, stream=2).mean(axis=0)
    rows = table[(table["grouping"] == "kind") & (table["role"] == "liaison")]
    assert len(rows)
    for name, expected in zip(rows["organization"], rows["two_mode_expected"], strict=True):
        assert expected == pytest.approx(mean[example_network.code_of[name], 3])


@pytest.mark.parametrize("grouping", ["country", "province"])
def test_one_of_unknown_place_is_a_group_of_its_own(grouping) -> None:
    nowhere = [{"id": name, "country": ""} for name in ("C1", "C2", "S1")]
    network = make_network({"a": "S1 C1", "b": "S1 C2"}, organizations=nowhere)
    assert counts(network, grouping, "count") == {("S1", "liaison"): 1}
