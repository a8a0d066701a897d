"""How demand is measured, and which year of it counts."""

from __future__ import annotations

import numpy as np
import pytest

from netintl import find_gaps
from netintl.analyses.gaps.demand import demand_cells
from netintl.network.persons import asked_hires

from ...conftest import make_network
from .conftest import cell_of, seat, want


def test_unknown_demand_is_never_a_gap(bundled_network) -> None:
    result = find_gaps(bundled_network)
    known = demand_cells(bundled_network, result.settings["demand"])
    cells = set(zip(known["country"], known["industry"], strict=True))
    assert set(zip(result.table["country"], result.table["industry"], strict=True)) == cells
    facts = result.claim("no_demand").facts
    agreements = bundled_network.agreements.set_index("id")
    counted = ~agreements["kind"].isin(["mou_only", "alliance_membership"])
    counted &= agreements["status"] != "proposed"
    parties = bundled_network.parties
    ids = parties.loc[parties["agreement"].isin(agreements.index[counted]), "organization"]
    bodies = bundled_network.organizations.set_index("id")["country"]
    hosts = set(ids.map(bodies).dropna()) - {"", "CHN"}
    assert "CHE" not in hosts  # a proposal alone makes no host
    assert set(facts["names"]) == hosts - set(known["country"])


LADDER = {
    "hires": (["hires", "headcount", "sites", "projects"], "hires"),
    "headcount": (["headcount", "sites", "projects"], "headcount"),
    "sites": (["sites", "projects"], "sites"),
    "projects": (["projects"], "projects"),
}


@pytest.mark.parametrize("name", LADDER)
def test_demand_is_measured_by_the_best_rung_there_is(name) -> None:
    measures, expected = LADDER[name]
    rows = [row for measure in measures for row in want(measure, IDN_C="5")]
    result = find_gaps(make_network({"a": "S1 C1"}, indicators=rows))
    assert result.settings["demand"] == expected
    assert result.claim("demand_rung").facts["measure"] == expected


@pytest.mark.parametrize(
    ("hosts", "expected"), [(2, "headcount"), (3, "projects")], ids=["half", "a_third"]
)
def test_a_rung_must_cover_half_of_the_hosts(hosts, expected) -> None:
    places = ["IDN", "KEN", "EGY"][:hosts]
    bodies = [{"id": f"C{n}", "country": place} for n, place in enumerate(places)]
    parties = {f"a{n}": f"S1 C{n}" for n in range(hosts)}
    demand = want(IDN_C="5") + want("projects", **{f"{place}_C": "1" for place in places})
    network = make_network(parties, organizations=bodies, indicators=demand)
    assert find_gaps(network).settings["demand"] == expected


def test_stated_hires_of_enterprises_are_demand() -> None:
    network = make_network(
        {"a": "S1 C1"},
        organizations=[{"id": "E1", "industries": "C36"}, {"id": "E2", "industries": "C;E"}],
        capacities=[{**seat("E1", "", "70"), "measure": "hires"}],
    )
    found = demand_cells(network, "hires").to_numpy().tolist()
    assert found == [["IDN", "C", 70.0, 0.0, "2024", ("cap",)]]


def test_the_newest_year_of_an_indicator_counts() -> None:
    # Two years of one headcount are no sum.
    rows = want(IDN_C="100") + [{**row, "year": "2023"} for row in want(IDN_C="90")]
    cell = cell_of(find_gaps(make_network({"a": "S1 C1"}, indicators=rows)), "IDN", "C")
    assert cell["demand"] == 100


def test_the_newest_year_of_stated_hires_counts() -> None:
    # Pipelines take the newest year of hires, and so do gaps.
    hires = [
        {**seat("E1", "", n, year), "measure": "hires"}
        for n, year in (("70", "2024"), ("60", "2023"))
    ]
    network = make_network(
        {"a": "S1 C1"}, organizations=[{"id": "E1", "industries": "C"}], capacities=hires
    )
    assert demand_cells(network, "hires")["demand"].tolist() == [70.0]


def test_demand_at_home_is_no_demand_abroad() -> None:
    network = make_network({"a": "S1 C1"}, indicators=want(CHN_C="100", IDN_C="5"))
    assert find_gaps(network).table["country"].tolist() == ["IDN"]


def test_divisions_count_for_their_section() -> None:
    network = make_network({"a": "S1 C1"}, indicators=want(IDN_C36="30", IDN_C33="12"))
    assert find_gaps(network).table[["industry", "demand"]].to_numpy().tolist() == [["C", 42.0]]


def test_gaps_and_pipelines_ask_for_the_same_persons() -> None:
    """A total is no part of itself, and a figure of one programme is not the enterprise's."""

    def hires(name: str, field: str, persons: str, agreement: str = "") -> dict[str, str]:
        return {**seat(name, field, persons), "measure": "hires", "agreement": agreement}

    network = make_network(
        {"a": "S1 C1", "b": "C1 E1"},
        organizations=[{"id": name, "industries": "C36"} for name in ("E1", "E2", "E3")],
        capacities=[
            hires("E1", "", "70"), hires("E1", "46", "30"), hires("E2", "46", "20"),
            hires("E2", "53", "5"), hires("E3", "46", "9", agreement="b"),
        ],
    )  # fmt: skip
    assert demand_cells(network, "hires")["demand"].sum() == 70 + 25
    assert np.nansum(asked_hires(network)) == 70 + 25
