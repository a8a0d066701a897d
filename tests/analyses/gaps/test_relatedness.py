"""Majors that go together, and schools that could fill a gap."""

from __future__ import annotations

import numpy as np
import pytest

import netintl
from netintl.analyses.gaps.relatedness import nodf, proximity

from ...conftest import make_network
from .conftest import demands


def test_schools_that_could_fill_a_gap_stand_by_distance_then_ties() -> None:
    network = make_network(
        {"a": "S1 C1", "b": "S2 C2", "c": "S3 C2", "d": "S4 C2", "e": "S5 C1"},
        organizations=[
            {"id": "C2", "country": "KEN"}, {"id": "S2", "fields": "46"},
            {"id": "S3", "fields": "46;51"}, {"id": "S4", "fields": "51"},
            {"id": "S5", "fields": "57"},
        ],
        agreements=[{"id": "a", "fields": "46"}]
        + [{"id": key, "fields": "44"} for key in "bcd"],
        indicators=demands(KEN_C="10"),
    )  # fmt: skip
    table = netintl.find_fillers(network, crosswalk="strict", demand="hires").table
    kenya = table.set_index("school")
    assert kenya.loc[kenya["distance"] == 0].index.tolist() == ["S2", "S3", "S1"]
    # Two of the three schools that teach 46 teach 44 as well, as do three in all.
    assert kenya.at["S4", "distance"] == pytest.approx(1 - 2 / 3)
    assert "S5" not in kenya.index  # nothing it teaches is taught with what is needed
    assert kenya.at["S2", "ties"] == 1
    assert kenya.at["S1", "ties"] == 0


def test_proximity_is_the_smaller_conditional_share() -> None:
    present = np.array([[1, 1, 0], [1, 0, 0], [1, 1, 1]])
    found = proximity(present)
    assert found[0, 1] == pytest.approx(2 / 3)
    assert found[1, 2] == pytest.approx(1 / 2)
    assert (np.diag(found) == 0).all()


def test_density_is_the_share_of_kin_that_a_country_has() -> None:
    parties = {key: f"S{n} C{n}" for n, key in enumerate("abc")}
    homes = ["IDN", "THA", "KEN"]
    network = make_network(
        parties,
        organizations=[{"id": f"C{n}", "country": code} for n, code in enumerate(homes)],
        agreements=[
            {"id": "a", "fields": "46;51;44"}, {"id": "b", "fields": "46;51;44"},
            {"id": "c", "fields": "46;51"},
        ],
    )  # fmt: skip
    table = netintl.find_next_fields(network, nulls=0).table
    assert table[["country", "field"]].to_numpy().tolist() == [["KEN", "44"]]
    assert table["density"].iloc[0] == 1.0  # both kin of 44 are there


# NODF of the two matrices of Almeida-Neto et al. (2008): perfectly nested, and a checkerboard.
def test_nestedness_at_its_ends() -> None:
    assert nodf(np.triu(np.ones((5, 5), dtype=int))[:, ::-1]) == 100
    assert nodf(np.indices((4, 4)).sum(axis=0) % 2) == 0
    note = netintl.find_next_fields(netintl.load(), nulls=20).claim("nestedness")
    assert note.facts["draws"] == 20


def test_majors_of_a_country_are_the_same_in_a_view(bundled_network) -> None:
    whole = netintl.find_next_fields(bundled_network, nulls=0).table.drop(columns="rank")
    view = netintl.find_next_fields(
        netintl.select(bundled_network, brands=["luban_workshop"]), nulls=0
    ).table.drop(columns="rank")
    there = whole[whole["country"].isin(set(view["country"]))].reset_index(drop=True)
    assert 0 < len(view) < len(whole)
    assert view.to_dict("records") == there.to_dict("records")


def test_fillers_of_a_view_are_its_schools_for_gaps_of_all_the_data(bundled_network) -> None:
    view = netintl.select(bundled_network, brands=["luban_workshop"])
    result = netintl.find_fillers(view)
    gaps = netintl.find_gaps(bundled_network).table
    gaps = gaps[gaps["verdict"].isin(["gap", "short"])]
    gaps = set(zip(gaps["country"], gaps["industry"], strict=True))
    assert set(zip(result.table["country"], result.table["industry"], strict=True)) <= gaps
    assert set(result.table["school"]) <= set(view.ids[view.members])
