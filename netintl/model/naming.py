"""Codes by the names people call them: in both languages, short and long, and the code itself."""

from __future__ import annotations

from functools import lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING

from netintl.model.fields import majors
from netintl.model.industries import industries, section_of
from netintl.model.places import countries, provinces
from netintl.model.vocabularies import current_additions, vocabulary

if TYPE_CHECKING:
    from collections.abc import Mapping

    from netintl.model.vocabularies import Additions


def codes_by_name(kind: str) -> Mapping[str, str]:
    """Map every name of a code to it, in lower case.

    Parameters
    ----------
    kind
        ``country``, ``province``, ``field``, ``industry`` (sections), or a vocabulary.

    Examples
    --------
    >>> names = codes_by_name("country")
    >>> names["laos"], names["老挝"], names["lao"]
    ('LAO', 'LAO', 'LAO')
    """
    return _codes_by_name(kind, current_additions())


@lru_cache(maxsize=256)
def _codes_by_name(kind: str, _additions: Additions) -> Mapping[str, str]:
    named = [
        (text.casefold(), code)
        for code, words in names_by_code(kind).items()
        for text in (*words, code)
        if text
    ]
    known = dict(named)
    if kind == "country":  # an alias gives way to a name or a code of another country
        for code, place in countries().items():
            for alias in place.aliases:
                known.setdefault(alias.casefold(), code)
    return MappingProxyType(known)


def names_by_code(kind: str) -> Mapping[str, tuple[str, ...]]:
    """Return the names of each code in both languages, long and short, without aliases."""
    if kind == "country":
        return {
            code: (place.name_en, place.name_zh, place.alpha2)
            for code, place in countries().items()
        }
    if kind == "province":
        return {
            code: (home.name_en, home.name_zh, home.short_zh) for code, home in provinces().items()
        }
    if kind == "field":
        return {
            code: (major.name_en, major.name_zh, major.short_en, major.short_zh)
            for code, major in majors().items()
        }
    if kind == "industry":
        return {
            code: (industry.name_en, industry.name_zh)
            for code, industry in industries().items()
            if code == section_of(code)
        }
    return {code: (term.en, term.zh) for code, term in vocabulary(kind).items()}
