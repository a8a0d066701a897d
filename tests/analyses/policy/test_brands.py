"""Brands, provinces and the impact table by hand."""

from __future__ import annotations

import netintl

from .conftest import planted


def test_brands_by_hand() -> None:
    row = netintl.find_brands(planted()).table.iloc[0]
    assert (row["brand"], row["agreements"], row["schools"], row["hosts"]) == ("dayu", 3, 2, 2)
    assert (row["running"], row["ended"], row["old"], row["old_running"]) == (2, 1, 1, 0)
    assert row["first_year"] == "2015"
