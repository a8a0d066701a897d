"""From agreement to lasting work."""

from __future__ import annotations

import pytest

import netintl

from ...conftest import make_network
from .conftest import carried


def test_the_funnel_counts_agreements_and_adds_no_persons() -> None:
    network = make_network(
        {"a": "S1 C1", "b": "S2 C1", "c": "S3 C1"},
        agreements=[{"id": "a", "start": "2025"}, {"id": "b", "start": "2001"}],
        flows=[
            carried("a", "S1", "C1", 30), carried("b", "S2", "C1", 70),
            {**carried("a", "S1", "C1", 12), "id": "g", "counts": "graduated"},
            {**carried("b", "S2", "C1", 9), "id": "h", "purpose": "employment"},
            {**carried("c", "S3", "C1", 5), "id": "i", "counts": "hired", "planned": "yes"},
            {**carried("c", "S3", "C1", ""), "id": "r", "counts": "hired"},
            {**carried("c", "S3", "C1", 50), "id": "p", "planned": "yes"},
        ],
    )  # fmt: skip
    table = netintl.find_funnel(network).table.set_index("step")
    assert table["agreements"].to_dict() == {
        "agreement": 3, "running": 3, "enrolled": 2, "completed": 1, "hired": 2, "retained": 0,
    }  # fmt: skip
    assert table.at["enrolled", "largest"] == 70
    assert table.at["enrolled", "silent"] == 1
    assert table.at["hired", "largest"] == 9


FREE = ["employed by the firm", "graduates with certificates", "recruits stayed on", "毕业生就业"]


@pytest.mark.parametrize("text", FREE)
def test_free_words_are_no_number(text) -> None:
    flow = {**carried("a", "S1", "C1", 45000), "counts": text}
    result = netintl.find_funnel(make_network({"a": "S1 C1"}, flows=[flow]))
    found = result.table.set_index("step")["agreements"]
    assert found[["completed", "hired", "retained"]].tolist() == [0, 0, 0]
    assert result.claim("funnel").facts == found.to_dict() | {"ended": 0}


def test_staff_that_a_firm_trains_for_another_are_no_students() -> None:
    parties = {"a": "S1 C1", "b": "E1 E2"}
    flows = [carried("a", "S1", "C1", 30), carried("b", "E1", "E2", 45000)]
    ended = [{"id": "b", "end": "2020", "status": "expired"}]
    result = netintl.find_funnel(make_network(parties, flows=flows, agreements=ended))
    row = result.table.set_index("step").loc["enrolled"]
    assert (row["agreements"], row["largest"]) == (1, 30)
    assert result.claim("funnel").facts["ended"] == 1


def test_who_stays_is_said_by_an_observation_of_the_agreement() -> None:
    observations = [
        {"subject": "a", "metric": "retention_rate", "value": "80", "unit": "percent"},
        {"subject": "b", "metric": "trainees", "value": "80", "unit": "persons"},
        {"subject": "S3", "metric": "retention_rate", "value": "80", "unit": "percent"},
    ]
    network = make_network({"a": "S1 C1", "b": "S2 C1", "c": "S3 C1"}, observations=observations)
    result = netintl.find_funnel(network)
    assert result.table.set_index("step").at["retained", "agreements"] == 1
    cited = result.reasons.set_index("finding")["agreements"]
    assert cited["retained"] == ("a",)


def test_plans_and_memberships_show_no_step() -> None:
    flows = [
        {**carried("a", "S1", "C1", 16), "purpose": "employment", "planned": "yes"},
        {**carried("m", "S1", "C2", 16), "purpose": "employment"},
    ]
    kinds = [{"id": "m", "kind": "alliance_membership"}]
    table = netintl.find_funnel(
        make_network({"a": "S1 C1", "m": "S1 C2"}, agreements=kinds, flows=flows)
    ).table.set_index("step")
    assert table["agreements"].tolist() == [1, 0, 0, 0, 0, 0]
    assert table["largest"].isna().all()
