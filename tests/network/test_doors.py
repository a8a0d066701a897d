"""The doors: NetworkX graphs, plain frames and edge lists."""

from __future__ import annotations

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from netintl import from_networkx, select, to_frames, to_networkx
from netintl.network.doors import from_links

from ..conftest import frames_of, make_network, slow_graph, slow_pairs
from ..proofs import examples

steady = examples(50)


@st.composite
def graphs(draw, kind=nx.Graph):
    nodes = draw(st.lists(st.integers(0, 30), unique=True, max_size=12))
    graph = kind()
    graph.add_nodes_from(nodes)
    if len(nodes) > 1:
        end = st.sampled_from(nodes)
        pairs = draw(st.lists(st.tuples(end, end), max_size=20))
        graph.add_edges_from((u, v) for u, v in pairs if u != v)
    return graph


def undirected(edges) -> set[frozenset[str]]:
    return {frozenset(map(str, edge)) for edge in edges}


@steady
@given(graph=graphs())
def test_a_graph_comes_back_with_its_nodes_edges_and_isolates(graph) -> None:
    back = to_networkx(from_networkx(graph))
    assert set(back) == set(map(str, graph))
    assert undirected(back.edges) == undirected(graph.edges)
    assert set(nx.isolates(back)) == set(map(str, nx.isolates(graph)))


@steady
@given(graph=graphs(nx.MultiGraph))
def test_each_parallel_edge_is_an_agreement(graph) -> None:
    network = from_networkx(graph)
    assert len(network.agreements) == graph.number_of_edges()
    back = to_networkx(network)
    for u, v in nx.Graph(graph).edges:
        parallel = graph.number_of_edges(u, v)
        edge = back.edges[str(u), str(v)]
        assert (edge["weight"], len(edge["agreements"])) == (parallel, parallel)


@steady
@given(graph=graphs(nx.MultiDiGraph))
def test_a_directed_graph_keeps_both_directions_as_agreements(graph) -> None:
    back = to_networkx(from_networkx(graph))
    counts = {frozenset(map(str, edge)): 0 for edge in graph.edges()}
    for edge in graph.edges():
        counts[frozenset(map(str, edge))] += 1
    assert {frozenset((u, v)): w for u, v, w in back.edges(data="weight")} == counts


def test_pairs_of_the_bundled_data_are_those_of_the_slow_version(bundled_network) -> None:
    graph, slow = to_networkx(bundled_network), slow_graph(frames_of(bundled_network))
    assert list(graph) == sorted(slow)
    assert undirected(graph.edges) == undirected(slow.edges)
    for u, v, weight in slow.edges(data="weight"):
        assert graph.edges[u, v]["weight"] == pytest.approx(weight)
    assert len(list(nx.isolates(graph))) == 84
    assert graph.graph["fingerprint"] == bundled_network.fingerprint


def test_pairs_name_the_agreements_behind_them(bundled_network) -> None:
    graph = to_networkx(bundled_network)
    pairs = slow_pairs(frames_of(bundled_network))
    expected = {(u, v): p.agreements for (layer, u, v), p in pairs.items() if layer != "same_kind"}
    for (u, v), agreements in expected.items():
        assert sorted(graph.edges[u, v]["agreements"]) == agreements


def test_two_modes_join_organizations_and_agreements_only(bundled_network) -> None:
    graph = to_networkx(bundled_network, mode="agreements")
    sides = nx.get_node_attributes(graph, "bipartite")
    assert {frozenset((sides[u], sides[v])) for u, v in graph.edges} == {frozenset((0, 1))}
    agreements = {node[1] for node, side in sides.items() if side == 1}
    assert agreements == set(bundled_network.agreement_ids[bundled_network.chosen])
    parties = frames_of(bundled_network)["parties"]
    parties = parties[parties["agreement"].isin(agreements)]
    expected = set(zip(parties["organization"], parties["agreement"], strict=True))
    assert {(u, v[1]) if sides[u] == 0 else (v, u[1]) for u, v in graph.edges} == expected


def test_two_modes_keep_what_pairs_leave_out() -> None:
    network = make_network(
        {"club": "A1:lead S1:member S2:member", "deal": "S1 S2 C1:host"},
        agreements=[{"id": "club", "kind": "alliance_membership"}],
    )
    graph = to_networkx(network, mode="agreements")
    assert sorted(graph[("agreement", "club")]) == ["A1", "S1", "S2"]
    assert graph.edges["C1", ("agreement", "deal")]["role"] == "host"
    assert graph.nodes[("agreement", "club")]["kind"] == "alliance_membership"
    assert undirected(to_networkx(network).edges) == {
        frozenset(("C1", "S1")),
        frozenset(("C1", "S2")),
    }


def test_attributes_travel_both_ways() -> None:
    graph = nx.Graph()
    graph.add_node("S1", kind="school", name_zh="学校", country="CHN", colour="red")
    graph.add_node("C1", kind="college", name_en="College", country="KEN")
    graph.add_edge("S1", "C1", start="2019", status="active", fields="46;44", thickness=3)
    network = from_networkx(graph)
    row = network.agreements.iloc[0]
    assert (row["start"], row["status"], row["fields"]) == ("2019", "active", "46;44")
    back = to_networkx(network)
    assert back.nodes["S1"]["name_zh"] == "学校"
    assert back.nodes["C1"]["country"] == "KEN"
    assert network.kinds.tolist() == ["college", "school"]


@pytest.mark.parametrize("blank", [None, float("nan")], ids=["none", "nan"])
def test_an_empty_edge_attribute_is_unknown(blank) -> None:
    graph = nx.Graph()
    graph.add_edge("S1", "C1", start=blank, status=blank)
    row = from_networkx(graph).agreements.iloc[0]
    assert (row["start"], row["status"]) == ("", "")


@pytest.mark.parametrize("blank", [None, float("nan")], ids=["none", "nan"])
def test_an_empty_node_attribute_is_unknown(blank) -> None:
    graph = nx.Graph()
    graph.add_node("S1", kind="school", country=blank)
    assert from_networkx(graph).countries.tolist() == [""]


def test_frames_hold_the_view_alone(bundled_network) -> None:
    view = select(bundled_network, countries=["KEN"])
    frames = to_frames(view)
    kenyan = set(view.ids[view.countries == "KEN"])
    parties = frames["parties"].groupby("agreement")["organization"].agg(set)
    assert len(parties) > 3
    assert all(kenyan & bodies for bodies in parties)
    assert set(frames["agreements"]["id"]) == set(parties.index)
    assert set(frames["organizations"]["id"]) == set().union(*parties)
    assert set(frames["pairs"]["source"]) | set(frames["pairs"]["target"]) <= set().union(*parties)


def test_frames_rebuild_the_same_pairs(bundled_network) -> None:
    frames = to_frames(bundled_network)
    pairs = slow_pairs(frames)
    found = frames["pairs"].set_index(["layer", "source", "target"])["weight"].to_dict()
    assert found == pytest.approx({key: pair.weight for key, pair in pairs.items()})


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("S1", "school"),
        ("C22", "college"),
        ("E3", "enterprise"),
        ("Solo", "other"),
        ("X1", "other"),
    ],
)
def test_links_of_examples_take_kinds_from_their_first_letter(name, kind) -> None:
    network = from_links([(name, "Y1")])
    assert network.kinds[network.code_of[name]] == kind
