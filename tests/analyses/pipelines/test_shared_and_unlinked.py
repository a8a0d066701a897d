"""Capacities that fields share, demand that nobody serves, and supply that nobody uses."""

from __future__ import annotations

import json

import pytest

import netintl
from netintl.words.claims import sentence

from ...conftest import make_network
from .conftest import carried, room


def employed(agreement: str, one: str, other: str, persons: int, field: str = ""):
    return {**carried(agreement, one, other, persons, field), "purpose": "employment"}


def pooled(places: int = 50):
    """One school with places of no field, one enterprise that hires in two fields."""
    return make_network(
        {"a0": "S0 E0"},
        agreements=[{"id": "a0", "kind": "order_class", "fields": "46;53"}],
        capacities=[room("S0", "places", places), room("E0", "hires", 50, "46"),
                    room("E0", "hires", 50, "53")],
        flows=[employed("a0", "S0", "E0", 50, "46"), employed("a0", "S0", "E0", 50, "53")],
    )  # fmt: skip


def test_places_without_a_field_are_spent_once() -> None:
    result = netintl.find_throughput(pooled())
    table = result.table.set_index("field")
    assert table.loc["", ["certain_low", "possible_high", "demand", "unmet"]].tolist() == [
        50, 50, 100, 50,
    ]  # fmt: skip
    for field in ("46", "53"):
        assert table.loc[field, ["certain_low", "certain_high"]].tolist() == [0, 50]
        assert table.loc[field, ["possible_low", "possible_high"]].tolist() == [0, 50]
    assert result.claim("throughput_exact").facts == {"low": 50, "high": 50, "demand": 100}
    assert result.claim("dual_certificate") is not None


def test_what_leaves_with_the_school_is_spent_once_too() -> None:
    table = netintl.find_bottlenecks(pooled()).table.set_index("organization")
    assert set(table.loc["S0", "loss"].dropna()) == {50}
    places = table[table["stage"] == "places"].iloc[0]
    assert (places["in_cut"], places["gain"]) == (True, 10)
    fragile = netintl.find_fragility(pooled()).table.set_index("organization")
    assert fragile.at["S0", "flow_lost"] == 50


def test_seats_are_shared_where_places_are_not() -> None:
    """The same, one step later: a college with seats of no field between two fields."""
    network = make_network(
        {"a": "S1 C1", "b": "C1 E1"},
        capacities=[
            room("S1", "places", 40, "46"), room("S1", "places", 40, "53"), room("C1", "seats", 45),
            room("E1", "hires", 30, "46"), room("E1", "hires", 30, "53"),
        ],
        flows=[carried("a", "S1", "C1", 100), employed("b", "C1", "E1", 100)],
    )  # fmt: skip
    table = netintl.find_throughput(network).table.set_index("field")
    assert table.loc["", ["certain_low", "possible_high"]].tolist() == [45, 45]
    for field in ("46", "53"):
        assert table.loc[field, ["certain_low", "certain_high"]].tolist() == [15, 30]


def unlinked(*agreements_of_e1: str):
    """One chain, an enterprise and a college beside it."""
    organizations = [{"id": "E1", "kind": "enterprise"}, {"id": "C1", "kind": "college"}]
    return make_network(
        {"a0": "S0 C0", "a1": "C0 E0"} | {f"x{n}": v for n, v in enumerate(agreements_of_e1)},
        organizations=organizations,
        capacities=[
            room("S0", "places", 30, "46"), room("C0", "seats", 20, "46"),
            room("C1", "seats", 25, "46"), room("E0", "hires", 40, "46"),
            room("E1", "hires", 45, "46"),
        ],
        flows=[carried("a0", "S0", "C0", 25, "46"), employed("a1", "C0", "E0", 30, "46")],
    )  # fmt: skip


def test_enterprises_without_an_agreement_ask_too() -> None:
    network = unlinked()
    result = netintl.find_throughput(network)
    assert result.claim("throughput_exact").facts == {"low": 20, "high": 20, "demand": 85}
    assert result.table["unmet"].tolist() == [65]
    asking, unused = result.claim("demand_unlinked"), result.claim("supply_unlinked")
    assert (asking.rows, asking.facts["persons"]) == (("E1",), 45)
    assert unused.rows == ("C1",)
    assert "E1 (45)" in sentence(asking, network)
    assert "C1 (25)" in sentence(unused, network)
    table = netintl.find_bottlenecks(network).table.set_index("organization")
    assert table.loc[["E1", "C1"], "state"].tolist() == ["no_agreement"] * 2
    assert table.loc[["E1", "C1"], "flow"].tolist() == [0, 0]


def test_an_agreement_that_ends_no_chain_does_not_serve() -> None:
    """The same with an agreement of the two that are left out: no school stands behind it."""
    result = netintl.find_throughput(unlinked("C1 E1"))
    assert result.claim("throughput_exact").facts["demand"] == 85
    assert result.claim("demand_unlinked") is None
    assert result.claim("demand_unreached").rows == ("E1",)
    assert result.claim("supply_unused").rows == ("C1",)


def test_a_view_of_a_country_has_all_that_enterprises_there_ask_for() -> None:
    network = netintl.select(unlinked(), countries=["IDN"])
    assert netintl.find_throughput(network).claim("throughput_exact").facts["demand"] == 85


def test_one_total_of_an_enterprise_is_what_it_asks_for() -> None:
    """Hires of a field are part of the hires of all fields, not more of them."""
    network = make_network(
        {"a": "S1 E1"},
        capacities=[room("E1", "hires", 80), room("E1", "hires", 50, "46")],
    )
    result = netintl.find_throughput(network)
    assert result.table["demand"].tolist() == [80]


ODD = {
    "demand without supply": ({"a": "E1 E2"}, [room("E1", "hires", 9)], "demand_stated"),
    "supply without demand": ({"a": "S1 C1"}, [room("S1", "places", 9)], "no_chains"),
    "no links at all": ({"a": "S1"}, [], "no_chains"),
    "nothing known": ({"a": "S1 E1"}, [], "throughput_unknown"),
    "demand of an unknown line": ({"a": "S1 E1"}, [room("E1", "hires", 9)], "throughput_at_most"),
    "nobody is asked for": (
        {"a": "S1 E1"}, [room("S1", "places", 9)], "throughput_at_most_undemanded",
    ),
}  # fmt: skip


@pytest.mark.parametrize("parties", [{"a": "E1 E2"}, {"a": "S1 C1"}, {"a": "S1"}])
def test_without_a_chain_nothing_but_the_demand_is_known(parties) -> None:
    network = make_network(parties)
    table = netintl.find_throughput(network).table.drop(columns="field")
    assert table.isna().all(axis=None)
    for result in (netintl.find_unknowns(network), netintl.find_throughput(network)):
        assert [claim.code for claim in result.claims if claim.code != "undated"] == ["no_chains"]


@pytest.mark.parametrize("name", ODD)
@pytest.mark.parametrize("analysis", ["pipelines", "throughput", "bottlenecks", "unknowns"])
def test_odd_networks_give_true_sentences(name, analysis) -> None:
    parties, capacities, code = ODD[name]
    network = make_network(parties, capacities=capacities)
    result = getattr(netintl, f"find_{analysis}")(network)
    assert result.claim(code) is not None
    said = [sentence(claim, network) for claim in result.claims]
    assert not any({"nan", "inf", "∞"} & set(text.split()) for text in said)
    assert not any("0 persons" in text for text in said)
    assert json.dumps([claim.record() for claim in result.claims], allow_nan=False)
