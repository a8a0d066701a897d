"""Brands, provinces and the impact table by hand."""

from __future__ import annotations

import netintl

from ...conftest import make_network


def planted():
    return make_network(
        {"a": "S1 C1", "b": "S1 C2", "c": "S1 E1", "d": "S2 C1", "e": "S3 C1", "f": "S3 C2"},
        organizations=[
            {"id": "S1", "province": "12", "opened": "1990"},
            {"id": "S2", "province": "12", "opened": "2024-06-01"},
            {"id": "S3", "province": "33"}, {"id": "C2", "country": "KEN"},
        ],
        agreements=[
            {"id": "a", "kind": "workshop", "start": "2024", "brand": "dayu"},
            {"id": "b", "kind": "workshop", "start": "2024", "brand": "dayu"},
            {"id": "c", "start": "2024"},
            {"id": "d", "kind": "workshop", "start": "2015", "end": "2018", "brand": "dayu"},
            {"id": "e", "kind": "workshop", "start": "2015"},
            {"id": "f", "kind": "workshop", "start": "2025"},
        ],
        flows=[
            {"id": "g", "agreement": "a", "from": "S1", "to": "C1", "purpose": "study",
             "persons": "60", "year": "2024"},
            {"id": "h", "agreement": "d", "from": "S2", "to": "C1", "purpose": "study",
             "persons": "20", "year": "2016"},
        ],
    )  # fmt: skip


def test_brands_by_hand() -> None:
    row = netintl.find_brands(planted()).table.iloc[0]
    assert (row["brand"], row["agreements"], row["schools"], row["hosts"]) == ("dayu", 3, 2, 2)
    assert (row["running"], row["ended"], row["old"], row["old_running"]) == (2, 1, 1, 0)
    assert row["first_year"] == "2015"
