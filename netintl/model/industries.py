"""GB/T 4754-2017 sections and divisions, and crosswalks from majors to sections."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING

from netintl.model.coding import Coder
from netintl.model.reference import read_reference

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Industry:
    """One section (门类) or division (大类)."""

    code: str
    level: str
    parent: str
    name_zh: str
    name_en: str


@cache
def industries() -> Mapping[str, Industry]:
    """Return sections and divisions by code.

    Examples
    --------
    >>> industries()["C36"].name_en
    'Automobiles'
    """
    columns = ("code", "level", "parent", "name_zh", "name_en")
    rows = read_reference("industries")
    return MappingProxyType({row["code"]: Industry(*[row[c] for c in columns]) for row in rows})


def section_of(code: str) -> str:
    """Return the section of a section or division.

    Examples
    --------
    >>> section_of("C36"), section_of("E")
    ('C', 'E')
    """
    return code[:1]


@cache
def _coder() -> Coder:
    rows = [(r["term"], r["language"], r["industry"]) for r in read_reference("industry_terms")]
    return Coder.of(rows, industries())


def code_industries(text: str) -> tuple[str, ...]:
    """Code a text that names lines of business, parted by semicolons.

    Examples
    --------
    >>> code_industries("automotive; mining")
    ('B', 'C36')
    """
    return _coder().codes(text)


@cache
def crosswalks() -> Mapping[str, Mapping[str, Mapping[str, float]]]:
    """Return the crosswalks: variant, then major, then section and weight (rows add to 1)."""
    found: dict[str, dict[str, dict[str, float]]] = {}
    for row in read_reference("crosswalks"):
        weights = found.setdefault(row["variant"], {}).setdefault(row["major"], {})
        weights[row["industry"]] = float(row["weight"])
    return MappingProxyType(found)
