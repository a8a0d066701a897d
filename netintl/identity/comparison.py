"""How likely two organizations are one: a sum of parts, each named, and vetoes.

A part is what one kind of evidence says (docs/decisions/040-entity-resolution.md); its weight
is in log-odds, from ``weights.toml``. What is not known says nothing.
"""

from __future__ import annotations

import math
import tomllib
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, Final

from rapidfuzz import fuzz
from rapidfuzz.distance import JaroWinkler, LCSseq

from netintl.identity.names import name_words, sound_of
from netintl.identity.register_evidence import register_says

if TYPE_CHECKING:
    from collections.abc import Container, Mapping

    from netintl.identity.names import Name
    from netintl.identity.records import Record

_ALIKE = 90.0
ALIKE_WORD: Final = 0.92  # likeness of two words that are one with a slip
LETTERS: Final = 5  # of the longest word that may be initials
_SHORT = 6  # signs of the longest short form
ENOUGH: Final = 3  # signs or letters of the shortest name that can say something
ZH: Final = (
    "same", "upgrade", "raised", "suffix", "sound", "alike", "short", "field", "rank", "other",
)  # fmt: skip
"""What two Chinese names can be to each other, the closest first."""
EN: Final = ("same", "spelling", "within", "initials", "words", "part", "other")
"""What two names in other writings can be to each other, the closest first."""


@dataclass(frozen=True, slots=True)
class Part:
    """One piece of evidence with its weight in log-odds."""

    evidence: str
    level: str
    weight: float


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two organizations compared: the parts of the evidence, or why they cannot be one."""

    parts: tuple[Part, ...]
    veto: str = ""

    @property
    def score(self) -> float:
        """Probability that they are one, 0 where something forbids it."""
        if self.veto:
            return 0.0
        total = sum(part.weight for part in self.parts)
        return 1 / (1 + math.exp(-max(-_FARTHEST, min(_FARTHEST, total))))


_FARTHEST = 500.0


@cache
def weights() -> Mapping[str, float]:
    """Return the weight of each level of each evidence.

    Examples
    --------
    >>> weights()["zh.same"] > 0 > weights()["zh.other"]
    True
    """
    text = files("netintl.identity").joinpath("weights.toml").read_text(encoding="utf-8")
    return {
        f"{evidence}.{level}": float(weight)
        for evidence, levels in tomllib.loads(text).items()
        for level, weight in levels.items()
    }


def compare(left: Record, right: Record) -> Comparison:
    """Compare two organizations.

    Examples
    --------
    >>> from netintl.identity.names import read_name
    >>> from netintl.identity.records import Record
    >>> one, other = (
    ...     Record(text, "school", (read_name(text),), "CHN")
    ...     for text in ("深圳職業技術學院", "深圳职业技术大学")
    ... )
    >>> [f"{part.evidence}.{part.level}" for part in compare(one, other).parts]
    ['start.pair', 'zh.upgrade', 'country.same']
    """
    forbidden = _veto(left, right)
    levels = evidence_of(left, right)
    known = weights()
    parts = [
        Part(evidence, level, known[f"{evidence}.{level}"])
        for evidence, level in {"start": "pair", **levels}.items()
    ]
    return Comparison(tuple(parts), forbidden)


def evidence_of(left: Record, right: Record) -> dict[str, str]:
    """Return what each kind of evidence says; what is unknown is left out."""
    found = {}
    zh, en = closest(left.names, right.names)
    if zh:
        found["zh"] = zh
    if en:
        found["en"] = en
    if left.country and right.country:
        found["country"] = "same" if left.country == right.country else "other"
    if left.city and right.city:
        found["city"] = "same" if same_city(left.city, right.city) else "other"
    if left.official and left.official == right.official:
        found["id"] = "same"
    if left.rare & right.rare:
        found["word"] = "rare"
    register = "" if "id" in found else register_says(left.entries, right.entries)
    if register:
        found["register"] = register
    if register in ("same", "short"):  # the register knows why names differ
        found = {kind: level for kind, level in found.items() if level not in DIFFER.get(kind, ())}
    if left.partners & right.partners:
        found["partners"] = "shared"
    return found


DIFFER: Final = {"zh": ("field", "rank", "other"), "en": ("words", "other")}
"""What says nothing of two names that a register knows to be of one body."""


def same_city(one: str, other: str) -> bool:
    """Tell whether two plain texts name one city, the one perhaps within the other.

    Examples
    --------
    >>> same_city("kisumu", "kisumu city"), same_city("kisumu", "nairobi")
    (True, False)
    """
    return one == other or fuzz.partial_ratio(one, other) >= _ALIKE


def _veto(left: Record, right: Record) -> str:
    """Say why two organizations cannot be one, whatever their names."""
    registers = {official.split(":")[0] for official in (left.official, right.official)}
    if len(registers) == 1 and left.official != right.official:
        return "id"
    if left.id == right.parent or right.id == left.parent:
        return "parent"
    if left.kind and right.kind and left.kind != right.kind:
        return "kind"
    return ""


def closest(left: tuple[Name, ...], right: tuple[Name, ...]) -> tuple[str, str]:
    """Return the closest that two Chinese names are, and the closest of the other names."""
    zh, en = len(ZH), len(EN)
    for one in left:
        for other in right:
            if one.chinese and other.chinese:
                zh = min(zh, ZH.index(chinese(one, other)))
            elif not one.chinese and not other.chinese:
                en = min(en, EN.index(spelled(one, other)))
    return (ZH[zh] if zh < len(ZH) else ""), (EN[en] if en < len(EN) else "")


@lru_cache(maxsize=200_000)
def chinese(one: Name, other: Name) -> str:
    """Judge two Chinese names.

    ``upgrade`` is a vocational college that became a vocational university, ``raised`` another
    school that may have gone up a step, ``suffix`` a vocational school with and without 技术,
    ``rank`` two schools of one place and field whose kinds differ, ``field`` two of one place.

    Examples
    --------
    >>> from netintl.identity.names import read_name
    >>> chinese(read_name("深圳职业技术学院"), read_name("深圳职业技术大学"))
    'upgrade'
    """
    if one.text == other.text or (one.core == other.core and one.school == other.school == ""):
        return "same"
    if _apart(one.text, other.text, "zh"):
        return "rank"
    if one.school and other.school:
        return _schools(one, other)
    return _others(*sorted((one, other), key=lambda name: (len(name.text), name.text)))


def _others(short: Name, long: Name) -> str:
    """Judge two Chinese names that are not both of schools."""
    if _shortened(short.text, long.text):
        return "short"
    if sound_of(short.core) == sound_of(long.core):
        return "sound"
    if len(short.core) > ENOUGH and short.core in long.core:
        return "field"
    return "alike" if fuzz.ratio(short.core, long.core) >= _ALIKE else "other"


def _schools(one: Name, other: Name) -> str:
    if one.core == other.core:
        return _step(one, other)
    if one.school == other.school and sound_of(one.core) == sound_of(other.core):
        return "sound"
    first, last = one.core.removeprefix(one.place), other.core.removeprefix(other.place)
    if one.school == other.school and (first == other.core or last == one.core):
        return "alike"
    return "field" if one.place == other.place and first and last else "other"


def _step(one: Name, other: Name) -> str:
    """Judge two schools of one place and field by what they call themselves."""
    kinds = {one.school, other.school}
    ends = {one.text.removeprefix(one.core)[-2:], other.text.removeprefix(other.core)[-2:]}
    if kinds == {"vocational"}:
        return "upgrade" if ends == {"学院", "大学"} else "suffix"
    one_step = kinds == {"academic"} or (
        kinds == {"short_cycle", "academic"} and "大学" not in ends
    )
    return "raised" if one_step else "rank"


def _shortened(short: str, long: str) -> bool:
    return (
        ENOUGH <= len(short) <= _SHORT
        and len(short) < len(long)
        and short[0] == long[0]
        and LCSseq.similarity(short, long) == len(short)
    )


@lru_cache(maxsize=200_000)
def spelled(one: Name, other: Name) -> str:
    """Judge two names in letters.

    ``within`` are all words of one in the other; ``words`` have the same own words and differ in
    common ones (college, university); ``part`` has own words that the other lacks; ``other`` has
    each.

    Examples
    --------
    >>> from netintl.identity.names import read_name
    >>> spelled(read_name("Bo Hai"), read_name("Bo Hai Institute"))
    'within'
    """
    if sorted(one.words) == sorted(other.words) or "".join(one.words) == "".join(other.words):
        return "initials" if len(one.words) == 1 and len(one.words[0]) <= LETTERS else "same"
    if _initials(one, other) or _initials(other, one):
        return "initials"
    first, last = _unmatched(one.own, other.own)
    if (first and last) or not (one.own and other.own) or _apart(one.words, other.words, "en"):
        return "other"
    words, others = set(one.words), set(other.words)
    if words <= others or others <= words:
        return "within"
    if first or last:
        return "part"
    return "words" if words - one.own != others - other.own else "spelling"


def _apart(one: Container[str], other: Container[str], language: str) -> bool:
    """Tell whether just one of two names has a word of a branch, a campus or the like."""
    return any((word in one) != (word in other) for word in name_words()["apart"][language])


def _initials(short: Name, long: Name) -> bool:
    if len(short.words) != 1 or len(long.words) < ENOUGH:
        return False
    letters = short.words[0]
    return len(letters) >= ENOUGH and letters == "".join(word[0] for word in long.words)


def _unmatched(one: frozenset[str], other: frozenset[str]) -> tuple[set[str], set[str]]:
    """Return the own words of each name that no word of the other is like."""
    first, last = set(one - other), set(other - one)
    for word in sorted(first):
        if len(word) <= ENOUGH:
            continue
        near = [there for there in last if there[0] == word[0]]
        likest = max(near, key=lambda t: (JaroWinkler.similarity(word, t), t), default="")
        if likest and _like(word, likest):
            first.discard(word)
            last.discard(likest)
    return first, last


def _like(one: str, other: str) -> bool:
    if one.isdigit() or other.isdigit():
        return False
    return JaroWinkler.similarity(one, other) >= ALIKE_WORD
