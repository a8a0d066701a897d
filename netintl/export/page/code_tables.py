"""The small tables of the offline page: words for codes in both languages, by place."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from netintl.export.page.base_map import country_points
from netintl.model.fields import majors
from netintl.model.framing import kind_label
from netintl.model.industries import industries
from netintl.model.palette import LINES, kind_shapes, shapes, status_lines
from netintl.model.places import countries, provinces, regions
from netintl.model.vocabularies import vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

CONFIDENCE: Final = ((0.75, "high"), (0.45, "medium"), (0.2, "low"), (0.0, "unverified"))


class Places:
    """Where each code of a table stands; -1 for one that is not there."""

    def __init__(self, codes: Iterable[str]) -> None:
        self.codes = list(codes)
        self._place = {code: place for place, code in enumerate(self.codes)}

    def of(self, code: str) -> int:
        """Return the place of a code.

        >>> Places(["a", "b"]).of("b"), Places([]).of("x")
        (1, -1)
        """
        return self._place.get(code, -1)


def word_table(codes: Sequence[str], words: Mapping[str, tuple[str, str]]) -> dict[str, Any]:
    """Return ids with their English and Chinese words; a code without words stands for itself."""
    pairs = [words.get(code, (code, code)) for code in codes]
    return {"id": list(codes), "en": [en for en, _zh in pairs], "zh": [zh for _en, zh in pairs]}


def vocabulary_words(name: str) -> dict[str, tuple[str, str]]:
    """Return the words of a vocabulary by code."""
    return {code: (term.en, term.zh) for code, term in vocabulary(name).items()}


def kind_table() -> dict[str, Any]:
    """Return the kinds of organizations with their shapes."""
    codes = list(vocabulary("kinds"))
    table = word_table(codes, {c: (kind_label(c, "en"), kind_label(c, "zh")) for c in codes})
    places = Places(shapes())
    return table | {"shape": [places.of(kind_shapes()[code]) for code in table["id"]]}


def status_table() -> dict[str, Any]:
    """Return the statuses of agreements with their lines; one that is not stated is unknown."""
    table = word_table(list(vocabulary("statuses")), vocabulary_words("statuses"))
    return table | {"line": [LINES.index(status_lines()[code]) for code in table["id"]]}


def confidence_table() -> dict[str, Any]:
    """Return the four words for confidence."""
    return word_table([word for _least, word in CONFIDENCE], vocabulary_words("confidence_words"))


def confidence_place(value: float) -> int:
    """Return the place of the word for a confidence; an unknown one is unverified.

    >>> confidence_place(0.8), confidence_place(float("nan"))
    (0, 3)
    """
    for place, (least, _word) in enumerate(CONFIDENCE):
        if value >= least:
            return place
    return len(CONFIDENCE) - 1


def field_table() -> dict[str, Any]:
    """Return the majors by their short names."""
    words = {code: (major.short_en, major.short_zh) for code, major in majors().items()}
    return word_table(list(majors()), words)


def industry_table(codes: Sequence[str]) -> dict[str, Any]:
    """Return industries by name."""
    known = industries()
    words = {c: (known[c].name_en, known[c].name_zh) for c in codes if c in known}
    return word_table(codes, words)


def province_table() -> dict[str, Any]:
    """Return the provinces by their short names."""
    words = {code: (place.name_en, place.short_zh) for code, place in provinces().items()}
    return word_table(list(provinces()), words)


def region_table() -> dict[str, Any]:
    """Return the regions of the world."""
    words = {code: (region.en, region.zh) for code, region in regions().items()}
    return word_table(list(regions()), words)


def country_table(codes: Iterable[str], home: str) -> dict[str, Any]:
    """Return the countries that occur, their regions and where they stand on the map.

    ``home`` is where all lines of the map begin; a page without one has -1 there.
    """
    known = [code for code in sorted({*codes, home}) if code in countries()]
    words = {code: (countries()[code].name_en, countries()[code].name_zh) for code in known}
    region, points = Places(regions()), country_points(known)
    return word_table(known, words) | {
        "region": [region.of(countries()[code].region) for code in known],
        "x": [x for x, _y in points],
        "y": [y for _x, y in points],
        "home": known.index(home) if home else -1,
    }


def listed(rows: Iterable[Sequence[int]]) -> dict[str, list[int]]:
    """Return lists of lists as two arrays: where each begins, and all items.

    >>> listed([[4], [], [5, 6]])
    {'start': [0, 1, 1, 3], 'item': [4, 5, 6]}
    """
    start: list[int] = [0]
    item: list[int] = []
    for row in rows:
        item.extend(row)
        start.append(len(item))
    return {"start": start, "item": item}
