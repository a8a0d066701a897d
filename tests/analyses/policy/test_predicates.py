"""What a school must show: direction, kind and head office, on packages made by hand."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from netintl.analyses.policy.predicates import PREDICATES
from netintl.analyses.policy.rules import load_rules

from ...conftest import make_network

DAY = date(2025, 6, 30)
RECENT = {"start": "2025"}
FLOW = {"id": "f", "agreement": "a", "purpose": "staff_training", "year": "2024"}
GOING = {"purposes": ["teaching", "staff_training"], "direction": "out"}


def value(network, predicate: str, parameters=None, name: str = "S1") -> float:
    found = PREDICATES[predicate](network, DAY, parameters or {})
    return float(found.value[network.code_of[name]])


def trained(**flow: str):
    return make_network(
        {"a": "S1 S2 C1 E1"},
        organizations=[{"id": "E1", "country": "CHN"}, {"id": "C1", "country": "KEN"}],
        agreements=[{"id": "a", "kind": "teacher_training", **RECENT}],
        flows=[{**FLOW, **flow}],
    )


@pytest.mark.parametrize(
    ("flow", "count"),
    [
        ({"from": "S1", "to": "C1"}, 1),
        ({"from": "S1", "to": "C1", "purpose": "teaching"}, 1),
        ({"from": "C1", "to": "S1"}, np.nan),  # Kenyan teachers come
        ({"from": "S1", "to": "E1"}, np.nan),  # inside China
        ({"from": "S2", "to": "C1"}, np.nan),  # those of another school
        ({"from": "S1", "to": "C1", "purpose": "study"}, np.nan),  # students
        ({"from": "S1", "to": "C1", "planned": "yes"}, np.nan),
        ({"from": "S1", "to": "C1", "persons": "0", "person_days": "20"}, 1),
    ],
    ids=["out", "teach", "in", "inside", "other", "students", "plan", "number_aside"],
)
def test_teachers_abroad_are_those_who_go_out(flow, count) -> None:
    np.testing.assert_equal(value(trained(**flow), "flows", GOING), count)


def test_a_kind_of_agreement_says_not_who_went() -> None:
    network = make_network({"a": "S1 C1"}, agreements=[{"id": "a", "kind": "teacher_training"}])
    assert np.isnan(value(network, "flows", GOING))


@pytest.mark.parametrize(
    ("ends", "direction", "persons"),
    [
        (("S1", "C1"), "across", 60), (("C1", "S1"), "across", 60),
        (("S1", "E1"), "across", np.nan), (("S1", "C1"), "in", np.nan),
        (("C1", "S1"), "in", 60), (("S1", "E1"), "", 60), (("C1", "E1"), "across", np.nan),
    ],
)  # fmt: skip
def test_persons_count_in_the_direction_that_is_asked(ends, direction, persons) -> None:
    network = trained(**dict(zip(("from", "to"), ends, strict=True)), purpose="study", persons="60")
    asked = {"purposes": ["study"]} | ({"direction": direction} if direction else {})
    np.testing.assert_equal(value(network, "persons", asked), persons)


@pytest.mark.parametrize(
    ("ends", "counts", "persons"),
    [
        (("S1", "C1"), "sent", 60), (("S1", "C1"), "trained", np.nan),
        (("S1", "C1"), "enrolled", np.nan), (("S1", "C1"), "", np.nan),
        (("C1", "S1"), "trained", 60), (("C1", "S1"), "", 60), (("S1", "E1"), "sent", np.nan),
    ],
)  # fmt: skip
def test_who_is_taught_abroad_has_not_left(ends, counts, persons) -> None:
    flow = dict(zip(("from", "to"), ends, strict=True))
    network = trained(**flow, purpose="training", persons="60", counts=counts)
    rules = {"purposes": ["training"], "direction": "across", "out_counts": ["sent"]}
    np.testing.assert_equal(value(network, "persons", rules), persons)
    shipped = {rule.id: rule for rule in load_rules().conditions}["students_moving"]
    assert shipped.parameters["out_counts"] == ["sent"]
    np.testing.assert_equal(value(network, "persons", shipped.parameters), persons)


def test_a_place_that_is_unknown_gives_no_direction() -> None:
    network = make_network(
        {"a": "S1 C1"},
        organizations=[{"id": "C1", "country": ""}],
        flows=[{**FLOW, "from": "S1", "to": "C1"}],
    )
    assert np.isnan(value(network, "flows", GOING))


FIRM = {"kind": "enterprise", "head_office": "CHN", "abroad": True}


def employed(parties: str, *organizations: dict[str, str]):
    return make_network(
        {"a": parties}, organizations=organizations, agreements=[{"id": "a", **RECENT}]
    )


@pytest.mark.parametrize(
    ("parties", "organizations", "count"),
    [
        # A foreign firm abroad, and one in China that belongs to a foreign parent.
        ("S1 E1", [{"id": "E1", "country": "DEU"}], np.nan),
        ("S1 C1 E1", [{"id": "E1", "country": "CHN", "parent": "E9"},
                      {"id": "E9", "country": "USA"}], np.nan),
        # A subsidiary abroad of a Chinese parent, at any depth.
        ("S1 E1", [{"id": "E1", "parent": "E9"}, {"id": "E9", "country": "CHN"}], 1),
        ("S1 E1", [{"id": "E1", "parent": "E8"}, {"id": "E8", "country": "NLD", "parent": "E9"},
                   {"id": "E9", "country": "CHN"}], 1),
        # A Chinese firm with the school alone stays in China; with a college abroad it does not.
        ("S1 E1", [{"id": "E1", "country": "CHN"}], np.nan),
        ("S1 C1 E1", [{"id": "E1", "country": "CHN"}], 1),
        # Whose it is cannot be told.
        ("S1 C1 E1", [{"id": "E1", "country": ""}], np.nan),
        ("S1 C1 E1", [{"id": "E1", "country": "CHN", "parent": "E8"},
                      {"id": "E8", "country": "CHN", "parent": "E1"}], np.nan),
    ],
    ids=["foreign", "foreign_parent", "subsidiary", "grandchild", "at_home", "with_college",
         "unknown", "circle"],
)  # fmt: skip
def test_chinese_enterprises_abroad_have_a_head_office_in_china(
    parties, organizations, count
) -> None:
    network = employed(parties, *organizations)
    np.testing.assert_equal(value(network, "partners", FIRM), count)
    assert value(network, "partners", {"kind": "enterprise"}) == 1


def test_firm_and_place_abroad_are_of_one_agreement() -> None:
    network = make_network(
        {"a": "S1 E1", "b": "S1 C1"},
        organizations=[{"id": "E1", "country": "CHN"}],
        agreements=[{"id": "a", **RECENT}, {"id": "b", **RECENT}],
    )
    assert np.isnan(value(network, "partners", FIRM))


@pytest.mark.parametrize(("ended", "possible"), [(2, np.nan), (3, 0), (4, 0)])
def test_only_three_ended_agreements_show_a_failure(ended, possible) -> None:
    keys = [f"a{n}" for n in range(ended)]
    network = make_network(
        {key: f"S1 C{n}" for n, key in enumerate(keys)},
        agreements=[{"id": k, "kind": "workshop", "start": "2015", "end": "2020"} for k in keys],
    )
    found = PREDICATES["agreements"](network, DAY, {"kinds": ["workshop"]})
    np.testing.assert_equal(found.possible[network.code_of["S1"]], possible)


def test_agreements_that_reach_abroad_have_a_party_there() -> None:
    network = make_network(
        {"a": "S1 A1"},
        organizations=[{"id": "A1", "country": "CHN"}],
        agreements=[{"id": "a", "kind": "recognition", **RECENT}],
    )
    asked = {"kinds": ["recognition"]}
    assert value(network, "agreements", asked) == 1
    assert np.isnan(value(network, "agreements", asked | {"abroad": True}))


@pytest.mark.parametrize(
    ("opened", "certain", "possible"), [("2022", 2.5, 3.5), ("2022-06-30", 3.0, 3.0)]
)
def test_years_of_a_year_are_a_range(opened, certain, possible) -> None:
    network = make_network({"a": "S1 C1"}, organizations=[{"id": "S1", "opened": opened}])
    found = PREDICATES["years_open"](network, DAY, {})
    code = network.code_of["S1"]
    assert [found.value[code], found.possible[code]] == pytest.approx([certain, possible], abs=0.01)
