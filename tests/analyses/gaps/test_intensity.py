"""Intensity of links between kinds, observed over expected."""

from __future__ import annotations

import math

import pytest

import netintl

from ...conftest import make_network


def test_intensity_is_the_logarithm_of_observed_over_expected() -> None:
    parties = {"a": "S1 C1", "b": "S1 C2", "c": "S2 C1", "d": "S2 C1"}
    network = make_network(
        parties,
        organizations=[
            {"id": "S1", "province": "12"}, {"id": "S2", "province": "33"},
            {"id": "C1", "country": "THA"}, {"id": "C2", "country": "KEN"},
        ],
    )  # fmt: skip
    table = netintl.find_intensity(network).table.set_index(["province", "country"])
    assert table.at[("12", "THA"), "intensity"] == pytest.approx(math.log(1 / 1.5))
    assert table.at[("12", "KEN"), "intensity"] == pytest.approx(math.log(1 / 0.5))
    assert table.at[("33", "THA"), "state"] == "above"
    assert ("33", "KEN") not in table.index  # half an agreement expected: absence says nothing


def test_an_absent_link_that_would_be_expected_is_named() -> None:
    parties = {f"a{n}": "S1 C1" for n in range(4)} | {f"b{n}": "S2 C2" for n in range(4)}
    network = make_network(
        parties,
        organizations=[
            {"id": "S1", "province": "12"}, {"id": "S2", "province": "33"},
            {"id": "C1", "country": "THA"}, {"id": "C2", "country": "KEN"},
        ],
    )  # fmt: skip
    row = netintl.find_intensity(network).table.iloc[0]
    assert (row["province"], row["country"], row["state"]) == ("12", "KEN", "absent")
    assert (row["observed"], row["expected"]) == (0, 2)
    assert math.isnan(row["intensity"])


def test_an_intensity_of_a_part_or_of_one_source_stands_last() -> None:
    parties = {"a": "S1 C1 C2", "b": "S1 C1", "c": "S2 C1", "d": "S2 C2", "e": "S2 C2"}
    network = make_network(
        parties,
        organizations=[
            {"id": "S1", "province": "12"}, {"id": "S2", "province": "33"},
            {"id": "C1", "country": "THA"}, {"id": "C2", "country": "KEN"},
        ],
        agreements=[{"id": key, "source": key} for key in parties],
    )  # fmt: skip
    table = netintl.find_intensity(network).table.set_index(["province", "country"])
    little = table["small_support"].to_dict()
    assert little == {
        ("12", "THA"): False, ("33", "KEN"): False, ("12", "KEN"): True, ("33", "THA"): True,
    }  # fmt: skip
    assert table["small_support"].is_monotonic_increasing


def test_an_intensity_is_the_same_in_a_view(bundled_network) -> None:
    whole = netintl.find_intensity(bundled_network).table.set_index(["province", "country"])
    view = netintl.find_intensity(netintl.select(bundled_network, provinces=["12"])).table
    assert set(view["province"]) == {"12"}
    view = view.set_index(["province", "country"])
    columns = ["observed", "expected", "state"]
    assert view[columns].to_dict() == whole.loc[view.index, columns].to_dict()
