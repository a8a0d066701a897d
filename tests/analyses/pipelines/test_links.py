"""The link rule: what a chain can carry is what its agreements state."""

from __future__ import annotations

from math import isnan

import pytest

import netintl

from ...conftest import make_network
from .conftest import carried, room

CHAIN = {"a": "S1 C1", "b": "C1 E1"}


def row_of(parties=CHAIN, **tables):
    """Return the only chain."""
    (row,) = netintl.find_pipelines(make_network(parties, **tables)).table.to_dict("records")
    return row


def test_links_with_dated_figures_are_enough() -> None:
    row = row_of(flows=[carried("a", "S1", "C1", 30), carried("b", "C1", "E1", 20)])
    assert (row["state"], row["persons_low"], row["persons_high"]) == ("assessable", 20, 20)
    assert (row["limit"], row["evidence"]) == ("C1>E1", "one_cohort")


def test_places_seats_and_hires_are_bounds() -> None:
    flows = [carried("a", "S1", "C1", 30), carried("b", "C1", "E1", 20)]
    row = row_of(flows=flows, capacities=[room("C1", "seats", 12)])
    assert (row["state"], row["persons_high"], row["limit"]) == ("assessable", 12, "C1")
    bound = row_of(capacities=[room("C1", "seats", 12)])
    assert (bound["state"], bound["persons_high"]) == ("bounded_above", 12)
    assert isnan(bound["persons_low"])  # unknown, not 0


@pytest.mark.parametrize("given", ["a", "b"])
def test_one_figure_bounds_the_chain(given) -> None:
    ends = {"a": ("S1", "C1"), "b": ("C1", "E1")}[given]
    row = row_of(flows=[carried(given, *ends, 30)])
    assert (row["state"], row["persons_high"]) == ("bounded_above", 30)
    assert isnan(row["persons_low"])


def test_study_counts_once_in_whichever_direction_it_is_stated() -> None:
    end = carried("b", "C1", "E1", 90)
    back = {**carried("a", "C1", "S1", 30), "id": "back"}
    assert row_of(flows=[back, end])["persons_high"] == 30
    both = row_of(flows=[back, carried("a", "S1", "C1", 25), end])
    assert both["persons_high"] == 30  # the same students, not 55


def test_employment_stays_directed() -> None:
    home = {**carried("a", "E1", "S1", 30), "purpose": "employment"}
    assert row_of({"a": "S1 E1"}, flows=[home])["state"] == "not_assessable"


@pytest.mark.parametrize(
    ("more", "state", "evidence"),
    [
        ({"per": "year"}, "assessable", "yearly"),
        ({"per": "cohort"}, "assessable", "one_cohort"),
        ({"planned": "yes"}, "assessable", "plan"),
        ({"planned": "yes", "year": ""}, "bounded_above", "plan"),
        ({"per": "total"}, "not_assessable", "total"),
        ({"year": ""}, "not_assessable", "total"),
        ({"purpose": "staff_training"}, "not_assessable", "none"),
    ],
)
def test_evidence_is_labelled_and_a_total_is_no_figure(more, state, evidence) -> None:
    row = row_of({"a": "S1 E1"}, flows=[{**carried("a", "S1", "E1", 30), **more}])
    assert (row["state"], row["evidence"]) == (state, evidence)


def test_two_cohorts_make_a_rate() -> None:
    flows = [carried("a", "S1", "E1", 30),
             {**carried("a", "S1", "E1", 26), "id": "before", "year": "2024"}]  # fmt: skip
    row = row_of({"a": "S1 E1"}, flows=flows)
    assert (row["evidence"], row["persons_high"]) == ("yearly", 30)


@pytest.mark.parametrize(
    ("parties", "tables", "programme"),
    [
        (CHAIN, {}, "possible_chain"),
        ({"a": "S1 C1 E1"}, {}, "one_programme"),
        (CHAIN, {"agreements": [{"id": "a", "title": "T"}, {"id": "b", "title": "T"}]},
         "one_programme"),
        (CHAIN, {"flows": [{**carried("a", "S1", "C1", 3), "source": "p"},
                           {**carried("b", "C1", "E1", 3), "source": "p;q"}]}, "one_programme"),
        (CHAIN, {"flows": [{**carried("a", "S1", "C1", 3), "source": "p"},
                           {**carried("b", "C1", "E1", 3), "source": "q"}]}, "possible_chain"),
    ],
    ids=["nothing", "one agreement", "one title", "one source", "two sources"],
)  # fmt: skip
def test_both_links_share_a_programme_or_the_chain_is_possible(parties, tables, programme) -> None:
    table = netintl.find_pipelines(make_network(parties, **tables)).table
    through = table[table["form"] == "through_college"]
    assert through["programme"].tolist() == [programme]


@pytest.mark.parametrize(
    ("kind", "role", "ends"),
    [
        ("enterprise_partnership", "partner", True), ("employment", "employer", True),
        ("internship", "employer", True), ("workshop", "partner", True),
        ("equipment", "partner", False), ("construction", "host", False),
        ("ownership", "partner", False), ("donation", "partner", False),
        ("joint_programme", "supplier", False), ("joint_programme", "funder", False),
    ],
)  # fmt: skip
def test_chains_end_where_people_are_trained_or_employed(kind, role, ends) -> None:
    network = make_network({"a": f"S1 E1:{role}"}, agreements=[{"id": "a", "kind": kind}])
    result = netintl.find_pipelines(network)
    assert len(result.table) == ends
    left_out = result.claim("no_employers")
    assert (left_out is None) == ends
    assert ends or left_out.rows == ("E1",)
    assert len(netintl.find_redundancy(network).table) == ends


def test_a_seller_of_equipment_employs_nobody_unless_it_says_so() -> None:
    sold = {"a": "S1 E1", "b": "S2 E1:supplier"}
    kinds = [{"id": "a", "kind": "enterprise_partnership"}, {"id": "b", "kind": "equipment"}]
    assert netintl.find_pipelines(make_network(sold, agreements=kinds)).table.empty
    hires = {**sold, "c": "S3 E1:employer"}
    found = netintl.find_pipelines(make_network(hires, agreements=kinds)).table
    assert sorted(found["school"]) == ["S1", "S3"]


def test_a_chain_is_one_row_whatever_its_fields() -> None:
    flows = [carried("a", "S1", "E1", 10, "46"), carried("a", "S1", "E1", 15, "53")]
    parties = {"a": "S1 E1", "b": "S2 E1"}
    fields = [{"id": "a", "fields": "46;53"}]
    result = netintl.find_pipelines(make_network(parties, agreements=fields, flows=flows))
    table = result.table.set_index("school")
    assert (table.at["S1", "field"], table.at["S1", "persons_high"]) == (("46", "53"), 25)
    assert (table.at["S2", "field"], table.at["S2", "field_basis"]) == ((), "any")
    assert result.claim("chains_any_field").facts == {"count": 1, "total": 2}
    assert result.claim("pipelines").facts == {
        "chains": 2, "enterprises": 1, "assessable": 1, "bounded_above": 0, "not_assessable": 1,
    }  # fmt: skip


def test_a_capacity_with_a_field_lets_no_chain_vanish() -> None:
    parties = {"a": "S1 E1", "b": "S2 E1"}
    plain = netintl.find_pipelines(make_network(parties)).table
    more = netintl.find_pipelines(
        make_network(parties, capacities=[room("S1", "places", 5, "46")])
    ).table
    assert len(plain) == len(more) == 2


def test_links_of_different_fields_share_none() -> None:
    flows = [carried("a", "S1", "C1", 30, "46"), carried("b", "C1", "E1", 20, "52")]
    fields = [{"id": "a", "fields": "46"}, {"id": "b", "fields": "52"}]
    result = netintl.find_pipelines(make_network(CHAIN, agreements=fields, flows=flows))
    row = result.table.iloc[0]
    assert (row["field_basis"], row["programme"]) == ("different", "possible_chain")
    assert row["state"] != "assessable"
    assert result.claim("chains_different_fields").facts["count"] == 1


@pytest.mark.parametrize(
    ("firm", "ends"),
    [
        ({"industries": "P"}, 0), ({"industries": "P83"}, 0), ({"industries": "P;C36"}, 1),
        ({"industries": ""}, 1), ({"industries": "C36"}, 1),
        ({"name_en": "German medical institutions (not named)"}, 0),
        ({"name_zh": "德国医疗机构（未名）"}, 0), ({"note": "placeholder; three firms"}, 0),
        ({"name_en": "Three Gorges Corporation"}, 1),
    ],
)  # fmt: skip
def test_no_chain_ends_at_who_only_teaches_or_is_not_known_by_name(firm, ends) -> None:
    network = make_network(CHAIN, organizations=[{"id": "E1", "kind": "enterprise", **firm}])
    result = netintl.find_pipelines(network)
    assert len(result.table) == ends
    assert (result.claim("no_employers") is None) == bool(ends)
