"""Countries, regions and provinces, and how to recognize them."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING

from netintl.model.cells import parts_of
from netintl.model.palette import colour
from netintl.model.reference import read_reference

if TYPE_CHECKING:
    from collections.abc import Mapping

HOME = "CHN"
_KINDS_OF_PROVINCE = re.compile("(省|市|壮族自治区|回族自治区|维吾尔自治区|自治区|特别行政区)$")


@dataclass(frozen=True, slots=True)
class Country:
    """A country or region by ISO 3166-1, with its policy zones."""

    alpha3: str
    alpha2: str
    name_en: str
    name_zh: str
    region: str
    zones: tuple[str, ...]
    lat: float
    lon: float
    aliases: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Region:
    """A group of countries with labels; ``colour`` for maps, ``priority`` for policy zones."""

    code: str
    en: str
    zh: str
    colour: str = ""
    priority: str = ""

    def label(self, language: str) -> str:
        """Return the label in a language."""
        return self.zh if language == "zh" else self.en


@dataclass(frozen=True, slots=True)
class Province:
    """A province of China by GB/T 2260, or the XPCC."""

    code: str
    name_en: str
    name_zh: str
    short_zh: str
    lat: float
    lon: float


@cache
def countries() -> Mapping[str, Country]:
    """Return countries and regions by alpha-3 code.

    Examples
    --------
    >>> countries()["LAO"].name_zh, countries()["LAO"].zones
    ('老挝', ('asean',))
    """
    return MappingProxyType({row["alpha3"]: _country(row) for row in read_reference("countries")})


def _country(row: dict[str, str]) -> Country:
    return Country(
        alpha3=row["alpha3"],
        alpha2=row["alpha2"],
        name_en=row["name_en"],
        name_zh=row["name_zh"],
        region=row["region"],
        zones=parts_of(row["zones"]),
        lat=float(row["lat"]),
        lon=float(row["lon"]),
        aliases=parts_of(row["aliases"]),
    )


def zones_of(country: str) -> tuple[str, ...]:
    """Return the policy zones of a country; an unknown one has none."""
    place = countries().get(country)
    return place.zones if place else ()


@cache
def regions() -> Mapping[str, Region]:
    """Return world regions by code."""
    rows = read_reference("regions")
    return MappingProxyType(
        {r["code"]: Region(r["code"], r["en"], r["zh"], colour(r["tone"])) for r in rows}
    )


@cache
def zones() -> Mapping[str, Region]:
    """Return policy zones by code."""
    rows = read_reference("zones")
    found = {r["code"]: Region(r["code"], r["en"], r["zh"], priority=r["priority"]) for r in rows}
    return MappingProxyType(found)


@cache
def provinces() -> Mapping[str, Province]:
    """Return provinces by code."""
    return MappingProxyType(
        {
            r["code"]: Province(
                r["code"],
                r["name_en"],
                r["name_zh"],
                r["short_zh"],
                float(r["lat"]),
                float(r["lon"]),
            )
            for r in read_reference("provinces")
        }
    )


def _folded(text: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


@cache
def _province_names() -> Mapping[str, str]:
    names: dict[str, str] = {}
    for code, place in provinces().items():
        for name in (code, place.name_en, place.name_zh, place.short_zh):
            names[_folded(name)] = code
    for row in read_reference("cities"):
        for name in (row["name_en"], row["name_zh"]):
            names.setdefault(_folded(name), row["province"])
    return names


def find_province(text: str) -> str | None:
    """Return the code of a province named by code, name, or city and province, or None.

    Examples
    --------
    >>> find_province("Huzhou (Changxing), Zhejiang"), find_province("广西"), find_province("99")
    ('33', '45', None)
    """
    names = _province_names()
    parts = [text, *reversed(re.split("[,，]", text))]
    for part in parts:
        plain = _folded(re.sub(r"\(.*?\)", "", part))
        code = names.get(plain) or names.get(_KINDS_OF_PROVINCE.sub("", plain))
        if code:
            return code
    return None
