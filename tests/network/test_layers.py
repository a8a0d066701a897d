"""Pairs, layers and weights against a version that goes agreement by agreement."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netintl.network.doors import to_frames, to_networkx
from netintl.network.layers import CROSS_KIND, LAYERS

from ..conftest import frames_of, make_frames, make_network, slow_graph, slow_pairs
from ..proofs import examples

POOL = ["S1", "S2", "S3", "C1", "C2", "C3", "E1", "E2", "P1", "G1", "A1"]
steady = examples(60)


def weights_of(network):
    pairs = network.pairs
    return {
        (LAYERS[pairs.layer[i]], network.ids[pairs.u[i]], network.ids[pairs.v[i]]): pairs.weight[i]
        for i in range(len(pairs))
    }


@st.composite
def party_lists(draw):
    """Draw agreements of one to six parties, some listed twice under two roles."""
    lists = draw(st.lists(st.lists(st.sampled_from(POOL), min_size=1, max_size=6), max_size=8))
    roles = ("lead", "partner", "host")
    return {
        f"a{place}": " ".join(f"{name}:{roles[i % 3]}" for i, name in enumerate(names))
        for place, names in enumerate(lists)
    }


@pytest.mark.parametrize("rule", ["even", "full"])
@steady
@given(parties=party_lists())
def test_pair_rule_gives_the_weights_of_the_slow_version(rule, parties) -> None:
    expected = {key: found.weight for key, found in slow_pairs(make_frames(parties), rule).items()}
    assert weights_of(make_network(parties, pair_rule=rule)) == pytest.approx(expected)


@steady
@given(parties=party_lists())
def test_even_rule_adds_one_per_agreement_and_layer(parties) -> None:
    network = make_network(parties)
    for layer in LAYERS:
        touching = {
            key
            for (name, _, _), pair in slow_pairs(make_frames(parties)).items()
            for key in pair.agreements
            if name == layer
        }
        total = math.fsum(w for (name, _, _), w in weights_of(network).items() if name == layer)
        assert total == pytest.approx(len(touching))


@steady
@given(parties=party_lists())
def test_each_pair_keeps_its_agreements(parties) -> None:
    pairs = to_frames(make_network(parties))["pairs"]
    found = {
        (row.layer, row.source, row.target): row.agreements.split(";") for row in pairs.itertuples()
    }
    expected = {key: pair.agreements for key, pair in slow_pairs(make_frames(parties)).items()}
    assert {key: sorted(ids) for key, ids in found.items()} == expected


@pytest.mark.parametrize("rule", ["even", "full"])
def test_bundled_data_have_the_weights_of_the_slow_version(bundled_network, rule) -> None:
    frames = frames_of(bundled_network)
    network = type(bundled_network).from_tables(frames, pair_rule=rule)
    expected = {key: found.weight for key, found in slow_pairs(frames, rule).items()}
    assert len(expected) > 500
    assert weights_of(network) == pytest.approx(expected)


@pytest.mark.parametrize(
    ("rule", "direct", "through"),
    [("even", 1 / 4, 1 / 2), ("full", 1, 1)],
    ids=["even", "full"],
)
def test_an_agreement_of_many_parties_is_spread_layer_by_layer(rule, direct, through) -> None:
    network = make_network({"a": "S1 S2 C1 C2 E1"}, pair_rule=rule)
    weights = weights_of(network)
    assert weights["school_college", "C1", "S1"] == direct
    assert weights["school_enterprise", "E1", "S2"] == through
    assert weights["college_enterprise", "C2", "E1"] == through
    assert weights["same_kind", "S1", "S2"] == weights["same_kind", "C1", "C2"] == through


@pytest.mark.parametrize(
    ("ends", "layer"),
    [
        ("S1 C1", "school_college"),
        ("S1 E1", "school_enterprise"),
        ("C1 E1", "college_enterprise"),
        ("S1 G1", "support"),
        ("G1 P1", "support"),
        ("E1 O1", "support"),
        ("S1 S2", "same_kind"),
        ("G1 G2", "same_kind"),
    ],
)
def test_kinds_of_the_ends_name_the_layer(ends, layer) -> None:
    assert list(to_frames(make_network({"a": ends}))["pairs"]["layer"]) == [layer]


@pytest.mark.parametrize(
    ("parties", "layers"),
    [
        ({"a": "O1 O2", "b": "O2 O3"}, ("same_kind",)),
        ({"a": "O1 O2", "b": "S1 O1"}, ("support",)),
        ({"a": "S1 S2", "b": "S1 C1", "c": "C1 E1"}, ("school_college", "college_enterprise")),
        ({"a": "S1"}, ()),
    ],
    ids=["one_mode", "mixed", "three_kinds", "no_pair"],
)
def test_same_kind_pairs_count_only_where_nothing_else_exists(parties, layers) -> None:
    network = make_network(parties)
    assert network.layers == layers
    expected = sum(layer in layers for layer, _, _ in slow_pairs(make_frames(parties)))
    assert to_networkx(network).number_of_edges() == expected


def test_a_one_mode_edge_list_keeps_every_edge(tmp_path) -> None:
    from netintl import load

    file = tmp_path / "links.csv"
    file.write_text("source,target\nA,B\nB,C\nC,A\nC,D\n", encoding="utf-8")
    graph = to_networkx(load(file))
    assert set(map(frozenset, graph.edges)) == set(map(frozenset, ["AB", "BC", "CA", "CD"]))


@pytest.mark.parametrize(
    ("agreement", "roles"),
    [("alliance_membership", "partner"), ("joint_programme", "member")],
    ids=["by_kind_of_agreement", "by_role"],
)
def test_alliances_are_never_expanded_into_pairs(agreement, roles) -> None:
    members = " ".join(f"S{n}:{roles} C{n}:{roles}" for n in range(150))
    parties = {"club": f"A1:lead {members}", "deal": "S1 C2"}
    network = make_network(parties, agreements=[{"id": "club", "kind": agreement}])
    assert list(weights_of(network)) == [("school_college", "C2", "S1")]
    two_mode = to_networkx(network, mode="agreements")
    assert two_mode.degree[("agreement", "club")] == 301


@pytest.mark.parametrize(
    ("confidences", "expected"),
    [
        (["0.5", "0.5"], 0.75),
        (["0.4", ""], 0.4),
        (["1", "0.2"], 1.0),
        (["", ""], None),
        (["0.3", "0.3", "0.3"], 1 - 0.7**3),
    ],
    ids=["two", "one_unknown", "certain", "unknown", "three"],
)
def test_confidence_of_a_pair_is_the_noisy_or(confidences, expected) -> None:
    rows = [{"id": f"a{n}", "confidence": cell} for n, cell in enumerate(confidences)]
    network = make_network({row["id"]: "S1 C1" for row in rows}, agreements=rows)
    found = network.pairs.confidence[0]
    assert math.isnan(found) if expected is None else found == pytest.approx(expected)


@pytest.mark.parametrize("rule", ["even", "full"])
def test_strength_in_the_graph_is_the_sum_of_pair_weights(bundled_network, rule) -> None:
    frames = frames_of(bundled_network)
    network = type(bundled_network).from_tables(frames, pair_rule=rule)
    graph, slow = to_networkx(network), slow_graph(frames, rule)
    assert set(map(frozenset, graph.edges)) == set(map(frozenset, slow.edges))
    assert dict(graph.degree(weight="weight")) == pytest.approx(dict(slow.degree(weight="weight")))
    assert set(network.layers) <= set(CROSS_KIND)
