"""Odd packages: no trace of an error, no number without a whole, no sentence of nothing."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

import netintl
from netintl.words.claims import sentence

from ...conftest import make_network

FINDERS = {
    "progress": netintl.find_progress, "conditions": netintl.find_conditions,
    "provinces": netintl.find_provinces, "brands": netintl.find_brands,
    "impact": netintl.find_impact, "funnel": netintl.find_funnel,
}  # fmt: skip
PARTIES = {"a": "S1 C1 E1", "b": "S2 C1", "c": "S1 C2"}
FLOW = {"id": "f", "agreement": "a", "from": "S1", "to": "C1", "purpose": "study", "persons": "9"}


def dated(start: str, **more: str):
    return [{"id": name, "start": start, "brand": "dayu", **more} for name in PARTIES]


NETWORKS = {
    "one country": {"organizations": [{"id": n, "country": "CHN"} for n in ("C1", "C2", "E1")]},
    "no country": {"organizations": [{"id": n, "country": ""} for n in ("S1", "S2", "C1", "C2")]},
    "all ended": {"agreements": dated("2015", end="2018", status="expired")},
    "all undated": {},
    "all events": {"agreements": dated("2024-05", date_kind="event")},
    "all reported": {"agreements": dated("2024-05", date_kind="reported")},
    "all memberships": {"agreements": [{"id": n, "kind": "alliance_membership"} for n in PARTIES]},
    "only plans": {"agreements": dated("2024"), "flows": [{**FLOW, "planned": "yes"}]},
    "a flow of nobody": {"agreements": dated("2024"), "flows": [{**FLOW, "persons": ""}]},
}


def odd(case: str):
    if case == "one organization":
        return make_network({"a": "S1"})
    if case == "nothing chosen":
        network = make_network(PARTIES)
        return network.view(chosen=np.zeros(3, dtype=bool), members=np.zeros(5, dtype=bool))
    return make_network(PARTIES, **NETWORKS[case])


@pytest.mark.parametrize("case", ["one organization", "nothing chosen", *NETWORKS])
@pytest.mark.parametrize("name", FINDERS)
def test_odd_packages_have_answers_and_sentences(name, case) -> None:
    network = odd(case)
    result = FINDERS[name](network)
    said = [sentence(claim, network) for claim in result.claims]
    assert not any("nan" in text or ": ." in text for text in said)
    table = result.table
    if "of" in table:
        counted = [
            column for column in ("high", "schools", "agreements", "figures") if column in table
        ]
        rows = table[table["unit"] != "share"] if name == "progress" else table
        for column in counted:
            both = rows[[column, "of"]].dropna().astype(float)
            assert (both[column] <= both["of"]).all()


@pytest.mark.parametrize("case", ["one organization", "nothing chosen", *NETWORKS])
def test_nobody_fails_where_nothing_shows_it(case) -> None:
    table = netintl.find_conditions(odd(case)).table
    assert "fail" not in set(table["state"])


def test_possible_schools_are_no_more_than_there_are(bundled_network) -> None:
    for network in (bundled_network, netintl.select(bundled_network, countries=["THA"])):
        table = netintl.find_progress(network).table.set_index("measure")
        assert table.at["schools_meeting", "high"] <= table.at["schools_in_data", "low"]
        claim = netintl.find_progress(network).claim("schools_meeting")
        assert claim.facts["possible"] <= claim.facts["total"] == table.at["schools_in_data", "low"]
        assert len(claim.rows) == claim.facts["certain"] == table.at["schools_meeting", "low"]


def test_a_school_without_a_province_is_one_of_all() -> None:
    network = make_network(
        {"a": "S1 C1", "b": "S2 C1"}, organizations=[{"id": "S1", "province": "12"}]
    )
    result = netintl.find_provinces(network)
    assert set(result.table["of"]) == {2}
    assert result.claim("schools_without_province").rows == ("S2",)
    line = netintl.find_progress(network).table.set_index("measure").loc["schools_in_data"]
    assert line[["low", "high", "of"]].tolist() == [2, 2, 3]


@pytest.mark.parametrize(
    ("row", "place"),
    [
        ({"start": "2023"}, "unplaced"), ({"start": "2023-06"}, "before"),
        ({"start": "2023-07"}, "after"), ({"start": "2024"}, "after"),
        ({"start": "2022"}, "before"),
        ({"start": "2024", "date_kind": "reported"}, "unplaced"),
        ({"start": "2022", "date_kind": "reported"}, "before"), ({"start": ""}, "unplaced"),
    ],
)  # fmt: skip
def test_a_date_is_before_or_after_only_where_it_must_be(row, place) -> None:
    network = make_network({"a": "S1 C1"}, agreements=[{"id": "a", **row}])
    result = netintl.find_progress(network)
    found = result.table.set_index("measure")["low"]
    expected = {name: float(name == place) for name in ("before", "after", "unplaced")}
    assert {name: found[f"new_{name}"] for name in expected} == expected
    facts = result.claim("priority_zones").facts
    assert [facts[f"new_{name}"] for name in expected] == list(expected.values())


def test_a_date_of_a_year_is_three_years_old_by_its_last_day() -> None:
    agreements = [
        {"id": "a", "brand": "dayu", "start": "2023"},
        {"id": "b", "brand": "dayu", "start": "2022"},
        {"id": "c", "brand": "dayu", "start": "2015", "date_kind": "event"},
    ]  # fmt: skip
    network = make_network(PARTIES, agreements=agreements)
    row = netintl.find_brands(netintl.as_of(network, "2026-03-12")).table.iloc[0]
    assert row["old"] == 1


def test_brands_that_share_the_first_place_are_all_named() -> None:
    agreements = [{"id": "a", "brand": "dayu"}, {"id": "b", "brand": "haisi"}, {"id": "c"}]
    claim = netintl.find_brands(make_network(PARTIES, agreements=agreements)).claim("brands")
    assert claim.facts == {
        "brands": ("dayu", "haisi"), "most": 1, "total": 2, "count": 2, "running": 0,
    }  # fmt: skip


def test_rows_of_the_impact_table_ask_for_direction_and_place() -> None:
    network = make_network(
        {"r": "S1 A1", "w": "S1 C1", "t": "C1 S1", "i": "S1 E1 E2"},
        organizations=[
            {"id": "A1", "country": "CHN"}, {"id": "E1", "parent": "E3"},
            {"id": "E3", "country": "CHN"},
        ],
        agreements=[{"id": "r", "kind": "recognition"}, {"id": "w", "kind": "workshop"}],
        flows=[
            {**FLOW, "id": "1", "agreement": "w", "persons": "40"},
            {**FLOW, "id": "2", "agreement": "t", "persons": "90"},
            {**FLOW, "id": "3", "agreement": "i", "to": "E1", "purpose": "internship"},
            {**FLOW, "id": "4", "agreement": "i", "to": "E2", "purpose": "internship"},
            {**FLOW, "id": "5", "agreement": "t", "from": "C1", "to": "S1"},
        ],
    )  # fmt: skip
    table = netintl.find_impact(network).table.set_index("row")
    assert table.at["standards_adopted", "state"] == "not_in_data"  # recognised in China
    assert table.loc["site_students", ["figures", "largest"]].tolist() == [1, 40]
    assert table.at["interns_abroad", "figures"] == 1  # not those at the Indonesian firm
    assert table.loc["fulltime_students", ["figures", "largest"]].tolist() == [1, 9]
    assert table.loc["overseas_sites", ["figures", "of"]].tolist() == [1, 4]
    assert pd.isna(table.at["skills_awards", "of"])
