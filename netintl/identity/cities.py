"""Whether two cities are one, written in one script or in two."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from netintl.identity.names import plain_text, sound_of

_HAN: Final = re.compile("[\u3400-\u9fff]")
_TAIL: Final = re.compile("(特别行政区|自治州|地区|市|县|区)$")
_SHORTEST: Final = 4  # letters of a place that tell it within others


@lru_cache(maxsize=100_000)
def cities_say(one: str, other: str) -> str:
    """Return whether two cities are the ``same`` or ``other`` ones, or nothing where it is unknown.

    Examples
    --------
    >>> cities_say("hefei", "合肥"), cities_say("hefei", "jinan"), cities_say("", "jinan")
    ('same', 'other', '')
    """
    if not one or not other:
        return ""
    scripts = {bool(_HAN.search(one)), bool(_HAN.search(other))}
    if len(scripts) == 1:
        return "same" if _within(_bare(one), _bare(other)) else "other"
    return "same" if _within(_letters(one), _letters(other)) else ""


def _bare(city: str) -> str:
    return _TAIL.sub("", city) if _HAN.search(city) else _letters(city)


def _letters(city: str) -> str:
    plain = sound_of(_TAIL.sub("", city)) if _HAN.search(city) else plain_text(city)
    return "".join(sign for sign in plain if sign.isalpha())


def _within(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    least = 2 if _HAN.search(short) else _SHORTEST
    return one == other or (len(short) >= least and short in long)
