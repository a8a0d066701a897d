"""The 19 majors of the 2021 vocational catalogue, and how to recognize them in free text."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING

from netintl.model.coding import Coder
from netintl.model.reference import read_reference
from netintl.model.vocabularies import current_additions

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Major:
    """One major (专业大类) of the catalogue of 2021."""

    code: str
    name_zh: str
    name_en: str
    short_zh: str
    short_en: str


@cache
def majors() -> Mapping[str, Major]:
    """Return the majors by code, 41 to 59.

    Examples
    --------
    >>> majors()["46"].short_zh
    '装备制造'
    """
    columns = ("code", "name_zh", "name_en", "short_zh", "short_en")
    return MappingProxyType(
        {
            row["code"]: Major(**{name: row[name] for name in columns})
            for row in read_reference("majors")
        }
    )


@cache
def known_terms() -> Mapping[str, str]:
    """Map the terms of majors that ship with netintl, in lower case, to the major."""
    rows = read_reference("major_terms")
    return MappingProxyType({row["term"].casefold(): row["major"] for row in rows})


@lru_cache(maxsize=64)
def _coder(added: tuple[tuple[str, str, str], ...]) -> Coder:
    rows = [(r["term"], r["language"], r["major"]) for r in read_reference("major_terms")]
    return Coder.of([*rows, *added], majors())


def code_fields(text: str) -> tuple[str, ...]:
    """Code a text that names subjects, parted by semicolons, to majors.

    Terms that a package adds count where it is spoken of.

    Examples
    --------
    >>> code_fields("high-speed rail; mechatronics"), code_fields("汉语"), code_fields("EPIP")
    (('46', '50'), ('57',), ())
    """
    return _coder(current_additions().terms).codes(text)
