"""The names nearest to one that is unknown: by part, abbreviation, pinyin, initials and spelling.

All doors ask here, so a name is proposed alike wherever it is typed. The libraries are loaded
only then: what is known costs nothing (docs/decisions/036-nearest-names.md).
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

PROPOSED: Final = 3
_ALIKE: Final = 50.0  # of 100; what is less alike is not proposed
_MOST: Final = 5_000  # keys whose names are read in every form, 0.4 ms each
_LEFT: Final = 2_000  # of more, those that look most alike
_SHORT: Final = 12  # signs of the longest initials
_FEW: Final = 6  # signs that say something where they only stand in a name in their order
_HANZI: Final = re.compile("[\u3400-\u9fff]")
_JOINING: Final = frozenset({"of", "and", "the", "for", "in", "at", "de"})


@dataclass(frozen=True, slots=True)
class _Form:
    """A name in the forms in which it is compared.

    ``sound`` is how Chinese is read, ``heads`` what its syllables or its words begin with.
    """

    words: str
    joined: str
    sound: str
    heads: str
    chinese: bool


def nearest(
    text: str, names: Mapping[str, Iterable[str]], count: int = PROPOSED, *, least: float = _ALIKE
) -> list[str]:
    """Return the keys whose names are most like a text, best first; nothing where none is.

    Parameters
    ----------
    text
        What was typed: half a name, an abbreviation (深职院), pinyin or its initials, a typo.
    names
        All names of each key, in any language.
    count
        How many are proposed at most.
    least
        How alike they are at least, of 100.

    Examples
    --------
    >>> names = {"s": ["深圳职业技术学院", "Shenzhen Polytechnic"], "n": ["宁波职业技术学院"]}
    >>> nearest("深职院", names), nearest("nbzy", names), nearest("Shenzen Politechnic", names)
    (['s'], ['n'], ['s'])
    """
    typed = _form(text)
    if not typed.joined:
        return []
    ranked = []
    for key, called in _looking_alike(text, names).items():
        alike = max((_alike(typed, _form(name)) for name in called if name), default=0.0)
        if alike >= least:
            ranked.append((-alike, key))
    return [key for _, key in sorted(ranked)[:count]]


def _looking_alike(text: str, names: Mapping[str, Iterable[str]]) -> Mapping[str, Iterable[str]]:
    """Leave only what looks most alike of very many names, where reading each would take long."""
    if len(names) <= _MOST:
        return names
    from rapidfuzz import fuzz, process  # noqa: PLC0415 - only for an unknown name

    flat = [(name.casefold(), key) for key, called in names.items() for name in called if name]
    words = [name for name, _ in flat]
    found = process.extract(text.casefold(), words, scorer=fuzz.partial_ratio, limit=_LEFT)
    return {flat[place][1]: names[flat[place][1]] for _, _, place in found}


@lru_cache(maxsize=10_000)
def _form(name: str) -> _Form:
    plain = unicodedata.normalize("NFKD", name).casefold()
    kept = "".join(sign for sign in plain if not unicodedata.combining(sign))
    words = re.findall(r"\w+", kept.replace("_", " ").replace("'", ""))
    joined = "".join(words)
    chinese = bool(_HANZI.search(joined))
    if chinese:
        read = _syllables(joined)
        heads = "".join(syllable[0] for syllable in read)
        return _Form(" ".join(words), joined, "".join(read), heads, chinese)
    heads = "".join(word[0] for word in words if word not in _JOINING)
    return _Form(" ".join(words), joined, "", heads, chinese)


def _syllables(text: str) -> list[str]:
    from pypinyin import lazy_pinyin  # noqa: PLC0415 - 0.3 s, only for an unknown name

    return lazy_pinyin(text)


def _alike(typed: _Form, name: _Form) -> float:
    """Judge two names from 0 to 100; of two that fit alike the shorter is nearer."""
    best = max(_part(typed.joined, name.joined, name.words), _spelling(typed, name))
    if typed.chinese and name.chinese:
        best = max(best, _abbreviation(typed.joined, name.joined), _sound(typed.sound, name.sound))
    elif not typed.chinese:
        best = max(best, _initials(typed.joined, name))
        if name.sound:
            read = _part(typed.joined, name.sound)
            best = max(best, read, 0.9 * _sound(typed.joined, name.sound))
    return best


def _part(typed: str, name: str, words: str = "") -> float:
    """Judge a name of which all was typed, or a part, or which is a part of what was typed.

    Letters from within a word say less than those with which one of ``words`` begins.
    """
    if typed == name:
        return 100
    share = min(len(typed), len(name)) / max(len(typed), len(name))
    if typed in name and (len(typed) > 1 or not typed.isascii()):
        inside = typed.isascii() and not name.startswith(typed) and f" {typed}" not in words
        return (70 if inside else 90) + 5 * share + 4 * name.startswith(typed)
    return 60 + 38 * share if len(name) > 1 and name in typed else 0


def _abbreviation(typed: str, name: str) -> float:
    """Judge Chinese signs taken from a name in their order: 深职院 of 深圳职业技术学院."""
    from rapidfuzz.distance import LCSseq  # noqa: PLC0415 - only for an unknown name

    if len(typed) < 2 or len(typed) > len(name):  # noqa: PLR2004 - one sign abbreviates nothing
        return 0
    found = LCSseq.similarity(typed, name) / len(typed)
    first = typed[0] == name[0]
    share = len(typed) / len(name)
    if found == 1:
        return (82 if first else 72) + 8 * share
    return 80 * found - (0 if first else 12) + 4 * share


def _sound(typed: str, name: str) -> float:
    """Judge Chinese by how it is read, which traditional and mistaken signs leave as it is."""
    from rapidfuzz import fuzz  # noqa: PLC0415 - only for an unknown name

    if not typed or not name:
        return 0
    if len(typed) > 3 and typed in name:  # noqa: PLR2004 - a syllable stands in many names
        return 80 + 10 * len(typed) / len(name)
    return 0.88 * fuzz.ratio(typed, name)


def _initials(typed: str, name: _Form) -> float:
    """Judge letters as initials of words or syllables, or as taken from a name in their order."""
    from rapidfuzz.distance import LCSseq  # noqa: PLC0415 - only for an unknown name

    if not 1 < len(typed) <= _SHORT or not name.heads or typed[0] != name.heads[0]:
        return 0
    share = len(typed) / max(len(name.heads), len(typed))
    if name.heads.startswith(typed):
        return 80 + 16 * share
    if LCSseq.similarity(typed, name.heads) == len(typed):
        return 66 + 10 * share
    in_order = len(typed) < _FEW and LCSseq.similarity(typed, name.joined) == len(typed)
    return 56 + 20 * len(typed) / len(name.joined) if in_order else 0


def _spelling(typed: _Form, name: _Form) -> float:
    from rapidfuzz import fuzz  # noqa: PLC0415 - only for an unknown name

    whole = max(
        fuzz.ratio(typed.joined, name.joined), 0.95 * fuzz.token_sort_ratio(typed.words, name.words)
    )
    if len(typed.joined) < 4 or len(typed.joined) > len(name.joined):  # noqa: PLR2004 - see above
        return whole
    return max(whole, 0.85 * fuzz.partial_ratio(typed.words, name.words))
