"""What many pairs of names in letters are to each other: `comparison.closest`, as arrays.

Words are numbers, so that a pair of names is compared in a few steps for all pairs at once. Only
pairs with words that are spelled nearly alike, or with very many words, are read one by one.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Final

import numpy as np
from rapidfuzz.distance import JaroWinkler
from rapidfuzz.process import cpdist

from netintl.identity.comparison import ALIKE_WORD, EN, ENOUGH, LETTERS, spelled
from netintl.identity.names import name_words

if TYPE_CHECKING:
    from netintl.identity.name_table import NameTable

_MOST: Final = 10  # different words of a name that is compared in arrays
_SAME, _WITHIN, _INITIALS, _PART, _OTHER = map(
    EN.index, ("same", "within", "initials", "part", "other")
)
_WORDS: Final = EN.index("words")


def spelling_levels(table: NameTable, one: np.ndarray, other: np.ndarray) -> np.ndarray:
    """Return the place in `EN` of what names in letters are to others, given by their numbers.

    Examples
    --------
    >>> from netintl.identity.name_table import NameTable
    >>> table = NameTable(["Bo Hai", "Bohai", "Bo Hai Institute", "Kisumu"], [""] * 4)
    >>> levels = spelling_levels(table, np.array([0, 0, 0]), np.array([1, 2, 3]))
    >>> [EN[level] for level in levels.tolist()]
    ['same', 'within', 'other']
    """
    words = _Words(table)
    same = (words.sums[one] == words.sums[other]) | (table.joined[one] == table.joined[other])
    levels = np.where(same & words.short[one], _INITIALS, np.where(same, _SAME, -1))
    single, several = table.initials
    long = words.long
    letters = (single[one] >= 0) & (single[one] == several[other]) & long[other]
    letters |= (single[other] >= 0) & (single[other] == several[one]) & long[one]
    levels[letters & ~same] = _INITIALS
    rest = np.flatnonzero(levels < 0)
    few = words.few[one[rest]] & words.few[other[rest]]
    near = rest[few]
    levels[near] = _by_words(words, one[near], other[near])
    slow = np.flatnonzero(levels < 0)
    pairs = zip(one[slow].tolist(), other[slow].tolist(), strict=True)
    levels[slow] = [EN.index(spelled(table.name(a), table.name(b))) for a, b in pairs]
    return levels


@dataclass(frozen=True)
class _Words:
    """What is asked of the words of each name of a table."""

    table: NameTable

    @cached_property
    def sums(self) -> np.ndarray:
        """A number for the words of each name, in any order."""
        return self.table.sums(self.table.starts, self.table.codes)

    @cached_property
    def long(self) -> np.ndarray:
        """Mark names with enough words for initials."""
        return np.diff(self.table.starts) >= ENOUGH

    @cached_property
    def short(self) -> np.ndarray:
        """Mark names of one word that may be initials."""
        single = np.diff(self.table.starts) == 1
        single[single] = self.lengths[self.table.codes[self.table.starts[:-1][single]]] <= LETTERS
        return single

    @cached_property
    def lengths(self) -> np.ndarray:
        """The letters of each word."""
        return np.fromiter(map(len, self.table.words), np.int64, len(self.table.words))

    @cached_property
    def few(self) -> np.ndarray:
        """Mark names of at most as many different words as a padded row holds."""
        few: np.ndarray = np.diff(self.table.each[0]) <= _MOST
        return few

    @cached_property
    def padded(self) -> np.ndarray:
        """The different words of each name, a column for each place; -1 where there is none."""
        starts, codes = self.table.each
        count = np.diff(starts)
        padded = np.full((_MOST, len(self.table)), -1, dtype=np.int32)
        for at in range(_MOST):
            has = np.flatnonzero(count > at)
            padded[at, has] = codes[starts[has] + at]
        return padded

    @cached_property
    def apart(self) -> np.ndarray:
        """Which words of a branch, a campus or the like each name has, as bits."""
        number = self.table.number
        known = [number[word] for word in name_words()["apart"]["en"] if word in number]
        bits = np.zeros(len(self.table), dtype=np.int64)
        starts, codes = self.table.each
        owner = np.repeat(np.arange(len(self.table)), np.diff(starts))
        for bit, word in enumerate(known):
            bits[owner[codes == word]] |= 1 << bit
        return bits


def _by_words(words: _Words, one: np.ndarray, other: np.ndarray) -> np.ndarray:
    """Judge names by the words that each has and the other lacks; -1 where spelling matters."""
    mine, theirs = words.padded[:, one], words.padded[:, other]
    first, last = mine >= 0, theirs >= 0  # words that the other lacks
    own, owned = (words.table.is_own[found] & has for found, has in ((mine, first), (theirs, last)))
    some = own.any(axis=0) & owned.any(axis=0)
    for here in range(_MOST):
        for there in range(_MOST):
            differ = mine[here] != theirs[there]
            first[here] &= differ
            last[there] &= differ
    within = ~(first.any(axis=0) & last.any(axis=0))
    first &= own
    last &= owned
    levels = np.where(first.any(axis=0) | last.any(axis=0), _PART, _WORDS)
    levels[within] = _WITHIN
    apart = words.apart[one] != words.apart[other]
    levels[(first.any(axis=0) & last.any(axis=0)) | ~some | apart] = _OTHER
    levels[_slips(words, mine, theirs, first, last)] = -1
    return levels


def _slips(
    words: _Words, mine: np.ndarray, theirs: np.ndarray, first: np.ndarray, last: np.ndarray
) -> np.ndarray:
    """Return the places of pairs with an own word that is nearly one which only the other has."""
    letters, size = words.table.first_letters, max(len(words.table.words), 1)
    pairs, places = [np.zeros(0, np.int64)], [np.zeros(0, np.int64)]
    for here in range(_MOST):
        asked = np.flatnonzero(first[here] & (words.lengths[mine[here]] > ENOUGH))
        for there in range(_MOST):
            place = asked[last[there, asked]]
            word, near = mine[here, place], theirs[there, place]
            alike = letters[word] == letters[near]
            pairs.append(word[alike].astype(np.int64) * size + near[alike])
            places.append(place[alike])
    distinct, sort = np.unique(np.concatenate(pairs), return_inverse=True)
    text = words.table.words
    likeness = cpdist(
        [text[code] for code in (distinct // size).tolist()],
        [text[code] for code in (distinct % size).tolist()],
        scorer=JaroWinkler.similarity,
        dtype=np.float64,
    )
    return np.concatenate(places)[likeness[sort] >= ALIKE_WORD]
