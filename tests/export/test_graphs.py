"""What every network file says: organizations, agreements, attributes of one type each."""

from __future__ import annotations

import networkx as nx
import numpy as np
import pytest

from netintl.export.flattening import flat, in_types, types_of
from netintl.export.graphs import file_graph
from netintl.export.page.placing import HEIGHT, WIDTH, place_organizations
from netintl.network.doors import to_networkx

from ..conftest import make_network


def test_every_organization_and_every_pair_of_every_agreement_is_there(
    bundled_network, bundled_graph
):
    assert [node.id for node in bundled_graph.nodes] == sorted(bundled_network.ids)
    weights: dict[tuple[str, str], float] = {}
    agreements: dict[tuple[str, str], list[str]] = {}
    for edge in bundled_graph.edges:
        pair = (edge.source, edge.target)
        weights[pair] = weights.get(pair, 0.0) + edge.weight
        agreements.setdefault(pair, []).append(edge.values["agreement"])
    expected = to_networkx(bundled_network)
    for u, v, data in expected.edges(data=True):
        pair = (u, v) if u < v else (v, u)
        assert weights[pair] == pytest.approx(data["weight"], abs=1e-9)
        assert sorted(agreements[pair]) == sorted(data["agreements"])
    assert len({edge.id for edge in bundled_graph.edges}) == len(bundled_graph.edges)


def test_parallel_agreements_stay_parallel_and_memberships_are_counted(hostile_graph):
    pairs = [(edge.source, edge.target) for edge in hostile_graph.edges]
    assert pairs.count(("C1", "S1")) == 2
    assert hostile_graph.unpaired == 1
    assert {"C9", "E9"} <= {node.id for node in hostile_graph.nodes}


def test_the_two_mode_graph_shows_memberships(hostile_network):
    graph = file_graph(hostile_network, mode="agreements")
    there = to_networkx(hostile_network, mode="agreements")
    assert len(graph.nodes) == len(there)
    assert len(graph.edges) == there.number_of_edges()
    roles = {edge.source: edge.values["role"] for edge in graph.edges
             if edge.target == "agreement:A4"}  # fmt: skip
    assert roles == {"G1": "lead", "S1": "partner", "S2": "member"}


def test_unknown_values_are_left_out_and_days_are_whole(hostile_graph):
    (edge,) = (edge for edge in hostile_graph.edges if edge.values["agreement"] == "A1")
    assert (edge.first, edge.last) == ("2019-05-01", "2024-12-31")
    assert (edge.values["start"], edge.values["end"]) == ("2019-05", "2024")
    assert "confidence" not in edge.values
    assert hostile_graph.node_types["weight_"] is str
    assert hostile_graph.edge_types["price"] is str


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (np.float64("nan"), None), (np.datetime64("NaT"), None), (np.int64(3), 3), (True, True),
        ([1, None, "x"], "1|x"), ({"a": 1}, "{'a': 1}"), ("\x00", None), ("a\ud800b", "ab"),
    ],
)  # fmt: skip
def test_values_become_flat(value, expected):
    assert flat(value) == expected


def test_an_attribute_has_one_type():
    rows = [{"a": 1, "b": True}, {"a": 0.5, "b": 2}]
    types = types_of(rows)
    in_types(rows, types)
    assert types == {"a": float, "b": str}
    assert rows == [{"a": 1.0, "b": "True"}, {"a": 0.5, "b": "2"}]


def test_places_are_apart_inside_the_frame_and_the_same_in_every_run(bundled_network):
    places = place_organizations(bundled_network)
    again = place_organizations(bundled_network)
    assert np.array_equal(places.x, again.x)
    assert np.array_equal(places.y, again.y)
    assert places.x.min() >= 0
    assert places.x.max() <= WIDTH
    assert places.y.min() >= 0
    assert places.y.max() <= HEIGHT
    spots = np.column_stack([places.x, places.y])
    gaps = np.hypot(*(spots[:, None] - spots[None]).transpose(2, 0, 1)) + 1e9 * np.eye(len(spots))
    assert gaps.min() > 2
    graph = nx.Graph(zip(bundled_network.pairs.u, bundled_network.pairs.v, strict=True))
    small = [part for part in nx.connected_components(graph) if len(part) < 5]
    (linked,) = (row for row in places.rows if row.linked)
    assert linked.components == len(small)
    assert linked.organizations == sum(map(len, small))


@pytest.mark.parametrize("parties", [{}, {"A1": "S1"}, {"A1": "S1 C1"}])
def test_tiny_networks_have_places(parties):
    network = make_network(parties, organizations=[{"id": "S9"}])
    places = place_organizations(network)
    assert not np.isnan(places.x).any()
    assert sum(row.organizations for row in places.rows) == len(network)


def test_thousands_of_isolates_stay_in_the_frame():
    network = make_network({}, organizations=[{"id": f"S{place}"} for place in range(5000)])
    places = place_organizations(network)
    assert places.y.max() <= HEIGHT
