"""Which of very many pairs can reach a probability at all: cheap, to skip the hopeless.

What two organizations can have at most is summed up in arrays: kind, official id, country, rare
words, and the closest that names of their words can be.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd

from netintl.identity.comparison import EN, ZH, weights

if TYPE_CHECKING:
    from netintl.identity.rolls import Roll

_WORDS: Final = 8  # own words of a name that are looked at; longer names count as alike
_WIDTHS: Final = (2, 4, _WORDS)  # names of few words take fewer steps
_AT_ONCE: Final = 1 << 15  # pairs, as many as fit into fast memory


def hopeful_pairs(roll: Roll, left: np.ndarray, right: np.ndarray, lowest: float) -> np.ndarray:
    """Return the places of the pairs whose log-odds can reach the lowest.

    Examples
    --------
    >>> from netintl.identity.names import read_name
    >>> from netintl.identity.records import Record
    >>> from netintl.identity.rolls import roll_of_records
    >>> kinds = ("school", "school", "college")
    >>> names = (read_name("Bo Hai"),)
    >>> roll = roll_of_records([Record(str(n), kind, names) for n, kind in enumerate(kinds)])
    >>> hopeful_pairs(roll, np.array([0, 0]), np.array([1, 2]), 0.0).tolist()
    [0]
    """
    known = weights()
    kind, kinds = _coded(roll.kinds)
    country, countries = _coded(roll.countries)
    official, officials = _coded(roll.officials)
    place = np.flatnonzero(_agree(kind, kinds, left, right))
    one, other = left[place], right[place]
    same = (official[one] == official[other]) & officials[one]
    land = np.where(country[one] == country[other], known["country.same"], known["country.other"])
    total = known["start.pair"] + same * known["id.same"]
    total += (countries[one] & countries[other]) * land
    total += max(0.0, known["city.same"]) + max(0.0, known["partners.shared"])
    total += max(0.0, known["word.rare"])
    total[roll.share_entry(one, other)] = np.inf
    latin, chinese = _writings(roll)
    total += (chinese[one] & chinese[other]) * max(known[f"zh.{level}"] for level in ZH)
    names = latin[one] & latin[other]
    likest = max(known[f"en.{level}"] for level in EN)
    kept = total + names * likest >= lowest
    place, one, other, total, names = (array[kept] for array in (place, one, other, total, names))
    unlike = _unlike(roll, one, other)
    total += names * np.where(unlike, known["en.other"], likest)
    chosen: np.ndarray = place[total >= lowest]
    return chosen


def _coded(texts: list[str]) -> tuple[np.ndarray, np.ndarray]:
    """Return a code per text, and whether it says anything."""
    codes, distinct = pd.factorize(np.array(texts, dtype=object))
    said = np.array([bool(text) for text in distinct.tolist()], dtype=bool)
    return codes, said[codes]


def _agree(kind: np.ndarray, known: np.ndarray, left: np.ndarray, right: np.ndarray) -> np.ndarray:
    agree: np.ndarray = (kind[left] == kind[right]) | ~known[left] | ~known[right]
    return agree


def _writings(roll: Roll) -> tuple[np.ndarray, np.ndarray]:
    """Tell who has a name in letters, and who has a Chinese one."""
    signs = np.zeros(len(roll.table), dtype=bool)
    signs[list(roll.table.chinese)] = True
    latin, chinese = np.zeros((2, len(roll)), dtype=bool)
    latin[roll.holder[~signs[roll.of]]] = True
    chinese[roll.holder[signs[roll.of]]] = True
    return latin, chinese


def _unlike(roll: Roll, left: np.ndarray, right: np.ndarray) -> np.ndarray:
    """Tell which pairs of one name each surely are ``other``: each has words the other lacks.

    No word of one that the other lacks begins as a word does that only the other has, so that no
    slip of spelling makes them alike.
    """
    table = roll.table
    only = np.diff(roll.starts) == 1
    first = np.full(len(roll), -1, dtype=np.int64)
    first[only] = roll.of[roll.starts[:-1][only]]
    starts, codes = table.own
    count = np.diff(starts)
    padded = np.full((_WORDS, len(table) + 1), -1, dtype=np.int32)
    short = np.append((count > 0) & (count <= _WORDS), [False])
    for at in range(_WORDS):
        has = np.flatnonzero(short[:-1] & (count > at))
        padded[at, has] = codes[starts[has] + at]
    one, other = first[left], first[right]
    fit = short[one] & short[other]
    single, several = (np.append(found, np.int32(-1)) for found in table.initials)
    joined = np.append(table.joined, np.int32(-1))
    letters = (single[one] >= 0) & (single[one] == several[other])
    letters |= (single[other] >= 0) & (single[other] == several[one])
    fit &= ~letters & (joined[one] != joined[other])
    unlike = np.zeros(len(left), dtype=bool)
    place = np.flatnonzero(fit)
    most = np.maximum(count[one[place]], count[other[place]])
    for least, width in zip((0, *_WIDTHS), _WIDTHS, strict=False):
        fit = place[(most > least) & (most <= width)]
        for at in range(0, len(fit), _AT_ONCE):
            few = fit[at : at + _AT_ONCE]
            words = padded[:width, one[few]], padded[:width, other[few]]
            unlike[few] = _apart(*words, table.first_letters)
    return unlike


def _apart(one: np.ndarray, other: np.ndarray, letters: np.ndarray) -> np.ndarray:
    """Tell in which columns each side has a word the other lacks, and none of these begin alike."""
    mine, theirs = one >= 0, other >= 0
    for at in range(len(one)):
        for there in range(len(other)):
            differ = one[at] != other[there]
            mine[at] &= differ
            theirs[there] &= differ
    begins, ends = letters[one], letters[other]
    likely = np.zeros(one.shape[1], dtype=bool)
    for at in range(len(one)):
        for there in range(len(other)):
            likely |= (begins[at] == ends[there]) & mine[at] & theirs[there]
    apart: np.ndarray = mine.any(axis=0) & theirs.any(axis=0) & ~likely
    return apart
