"""Every part of a score by hand."""

from __future__ import annotations

import math

import numpy as np
import pytest

from netintl.analyses.matches.matches import find_matches
from netintl.analyses.matches.parts import PARTS
from netintl.network.views import as_of, select

from ...conftest import frames_of, make_network
from .conftest import CHAIN, ended, matches


def test_free_capacity_of_the_worked_example(example_network) -> None:
    # C1 seats 50, 40 come; C3 seats 80, 30 come; E2 hires 20, 25 come.
    free = matches(example_network, "S2")["capacity"]
    assert free["C1"] == pytest.approx(0.2)
    assert free["C3"] == pytest.approx(0.625)
    assert free["E2"] == 0


def test_unknown_capacity_is_named_and_left_out(example_network, bundled_network) -> None:
    tables = {**frames_of(example_network)}
    tables["capacities"] = tables["capacities"].query("organization != 'C3'")
    network = type(example_network).from_tables(tables)
    weights = {"capacity": 1, "zone": 1}
    row = matches(network, "S2", weights=weights).loc["C3"]
    assert math.isnan(row["capacity"])
    assert "capacity" in row["unknown"]
    assert row["score"] == row["zone"] == 1
    assert matches(example_network, "S2", weights=weights).loc["C3", "score"] == pytest.approx(
        (0.625 + 1) / 2
    )
    assert matches(bundled_network, "cn-jinhua-polytechnic")["capacity"].isna().all()


@pytest.mark.parametrize("subject", ["cn-jinhua-polytechnic", "ent-huawei", "th-cdti"])
def test_parts_and_scores_lie_between_0_and_1(bundled_network, subject) -> None:
    if subject not in bundled_network.code_of:
        subject = next(i for i in bundled_network.ids if i.startswith("ent-"))
    table = matches(bundled_network, subject)[["score", *PARTS]].to_numpy(float)
    known = table[~np.isnan(table)]
    assert ((known >= 0) & (known <= 1)).all()


def test_an_unknown_level_is_kept_and_listed() -> None:
    bodies = [{"id": "S1", "level": "associate"}, {"id": "C2", "level": ""}]
    table = matches(make_network(CHAIN, organizations=bodies), "S1")
    assert "level" in table.loc["C2", "unknown"]
    assert "level" not in table.loc["E1", "unknown"]


@pytest.mark.parametrize(
    ("own", "other", "fit"),
    [
        ({"fields": "46;50"}, {"id": "C2", "fields": "46"}, 1.0),
        ({"fields": "46;50"}, {"id": "C2", "fields": "46;41"}, 0.5),
        ({"fields": "46;50"}, {"id": "E2", "industries": "C36"}, 1.0),
        ({"fields": "42"}, {"id": "E2", "industries": "B"}, 0.7),
        ({"fields": "42"}, {"id": "E2"}, None),
        ({}, {"id": "C2", "fields": "46"}, None),
    ],
    ids=["narrower", "half", "industry", "part", "unknown_firm", "unknown_school"],
)
def test_field_fit(own, other, fit) -> None:
    network = make_network(CHAIN, organizations=[{"id": "S1", **own}, other])
    row = matches(network, "S1").loc[other["id"]]
    if fit is None:
        assert math.isnan(row["field_fit"])
        assert "field_fit" in row["unknown"]
    else:
        assert row["field_fit"] == pytest.approx(fit)


def test_fields_of_agreements_are_fields_of_their_parties() -> None:
    deals = [{"id": "a", "fields": "46"}, {"id": "d", "fields": "46"}]
    assert matches(make_network(CHAIN, agreements=deals), "S1").loc["C2", "field_fit"] == 1


PLACES = [
    {"id": "C2", "country": "KEN"},
    {"id": "E2", "country": "KEN"},
    {"id": "E3", "country": "DEU"},
    {"id": "C3", "country": ""},
]


def test_zone_experience_and_brand_of_a_place() -> None:
    parties = CHAIN | {"e": "S1 C4", "f": "S3 C4", "g": "E3 C3"}
    bodies = [*PLACES, {"id": "C4", "country": "KEN"}]
    deals = [{"id": "a", "brand": "luban_workshop"}, {"id": "c", "brand": "luban_workshop"}]
    network = make_network(parties, organizations=bodies, agreements=deals)
    table = matches(network, "S1")
    expected = {  # zone, experience, brand present
        "C2": (1, 1, 1),  # Kenya: S1 works with C4 there, S2 under the same brand
        "E1": (1, 1, 1),  # Indonesia: C1
        "E3": (0, 0, 0),
    }
    for name, values in expected.items():
        row = table.loc[name, ["zone", "experience", "brand_present"]]
        assert tuple(row) == values
    unknown = table.loc["C3"]
    assert unknown[["zone", "experience", "brand_present"]].isna().all()
    assert {"zone", "experience", "brand_present"} <= set(unknown["unknown"])


def test_from_abroad_the_place_is_the_subjects_own() -> None:
    network = make_network(CHAIN | {"e": "S3 C4"}, organizations=[{"id": "C4", "country": "KEN"}])
    table = matches(network, "C4")
    assert table.loc["S1", "zone"] == 1
    assert table.loc["S1", "experience"] == 0
    inside = matches(network, "C1")
    assert inside.loc["S2", "experience"] == 1  # S2 works with C2 in Indonesia
    assert inside.loc["S3", "experience"] == 0


def test_recency_halves_in_two_years() -> None:
    deals = [{"id": "b", "start": "2024-01-01"}, {"id": "d", "start": "2022-01-01"}]
    table = matches(make_network(CHAIN, agreements=deals), "S1")
    assert table.loc["E1", "recency"] == 1
    assert table.loc["E2", "recency"] == pytest.approx(0.5, abs=0.001)
    assert math.isnan(table.loc["C2", "recency"]) is False
    assert math.isnan(matches(make_network(CHAIN), "S1").loc["E1", "recency"])


def test_recency_counts_back_from_the_day_of_the_view() -> None:
    deals = [{"id": "b", "start": "2020-01-01"}, {"id": "d", "start": "2024-01-01"}]
    network = as_of(make_network(CHAIN, agreements=deals), "2022-01-01")
    assert matches(network, "S1").loc["E1", "recency"] == pytest.approx(0.5, abs=0.001)


def test_a_shared_alliance_is_a_part_and_no_link() -> None:
    member = "A1:lead S1:member", "A1:lead E2:member", "A2:lead C2:member"
    parties = CHAIN | dict(zip("xyz", member, strict=True))
    network = make_network(parties)
    table = matches(network, "S1")
    assert table.loc[["E2", "C2", "E1"], "alliance"].tolist() == [1, 0, 0]
    assert table.loc["E2", "closure"] == 0
    assert matches(make_network(CHAIN), "S1")["alliance"].isna().all()
    result = find_matches(network, "S1")
    cited = result.reasons.query("component == 'alliance'")
    assert cited[["finding", "agreements"]].to_numpy().tolist() == [["E2", ("x", "y")]]


def test_a_large_alliance_changes_no_closeness() -> None:
    members = {f"m{n}": f"A1:lead S{n}:member" for n in range(1, 60)}
    small, large = make_network(CHAIN), make_network(CHAIN | members)
    one = matches(small, "E1")[["closure", "reach"]]
    other = matches(large, "E1")[["closure", "reach"]]
    assert one.equals(other.loc[one.index])


def test_load_counts_partners_of_now_in_all_data(bundled_network) -> None:
    over = ended(bundled_network)
    now = bundled_network.view(chosen=bundled_network.chosen & ~over).cooperation.degree
    expected = {str(name): int(now[code]) for code, name in enumerate(bundled_network.ids)}
    thai = select(bundled_network, countries=["THA"])
    for network in (bundled_network, thai):
        table = matches(network, "cn-liuzhou-vtc")
        assert table["load"].tolist() == [expected[name] for name in table.index]
