"""Countries, provinces and regions are recognized as real files write them."""

from __future__ import annotations

import pytest

from netintl.model.country_names import find_country
from netintl.model.places import countries, find_province, provinces, regions, zones


def test_every_iso_country_is_there_once_under_each_code() -> None:
    assert len(countries()) == 249
    assert len({place.alpha2 for place in countries().values()}) == 249
    assert all(place.name_en and place.name_zh for place in countries().values())


def test_no_name_means_two_countries() -> None:
    owners: dict[str, set[str]] = {}
    for code, place in countries().items():
        for name in (place.name_en, place.name_zh, *place.aliases):
            owners.setdefault(name.casefold(), set()).add(code)
    assert {name: codes for name, codes in owners.items() if len(codes) > 1} == {}


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("NA", "NAM"),
        ("英国", "GBR"),
        ("UK", "GBR"),
        ("大不列颠及北爱尔兰联合王国", "GBR"),
        ("Lao PDR", "LAO"),
        ("Ivory Coast", "CIV"),
        ("ＣＮ", "CHN"),
        ("hkg", "HKG"),
        ("Atlantis", None),
        ("", None),
    ],
)
def test_a_country_is_found_by_code_and_name(text: str, code: str | None) -> None:
    assert find_country(text) == code


def test_every_country_of_the_source_data_resolves(source_rows) -> None:
    assert all(find_country(row["country"]) for row in source_rows("institutions"))


def test_regions_and_zones_of_countries_are_declared() -> None:
    for place in countries().values():
        assert place.region in regions()
        assert set(place.zones) <= set(zones())
    assert {code for code, p in countries().items() if "asean" in p.zones} >= {"IDN", "THA", "VNM"}


def test_provinces_are_31_the_corps_and_three_more() -> None:
    assert len(provinces()) == 35
    assert provinces()["66"].short_zh == "兵团"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Hangzhou, Zhejiang", "33"),
        ("Huzhou (Changxing), Zhejiang", "33"),
        ("Liuzhou", "45"),
        ("广西", "45"),
        ("广西壮族自治区", "45"),
        ("陕西省", "61"),
        ("Shanxi", "14"),
        ("11", "11"),
        ("99", None),
    ],
)
def test_a_province_is_found_by_code_name_and_city(text: str, code: str | None) -> None:
    assert find_province(text) == code


def test_every_province_of_the_source_data_resolves(source_rows) -> None:
    named = [r["province_or_city"] for r in source_rows("institutions") if r["country"] == "CN"]
    assert [text for text in named if text and find_province(text) is None] == []


def test_names_are_names_without_footnote_marks() -> None:
    for place in countries().values():
        for name in (place.name_en, place.name_zh, *place.aliases):
            assert name == name.strip(" *")
    assert countries()["VAT"].name_zh == "梵蒂冈"
