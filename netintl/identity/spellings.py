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

_WIDTHS: Final = (5, 10)  # different words of names that are compared in arrays together
_AT_ONCE: Final = 1 << 15  # pairs, as many as fit into fast memory
_SAME, _SPELLING, _WITHIN, _INITIALS, _WORDS, _PART, _OTHER = range(len(EN))


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
    most = np.maximum(words.count[one], words.count[other])
    for width in _WIDTHS:
        fit = np.flatnonzero((levels < 0) & (most <= width))
        for at in range(0, len(fit), _AT_ONCE):
            few = fit[at : at + _AT_ONCE]
            levels[few] = _by_words(words, one[few], other[few], width)
        most[fit] = _WIDTHS[-1] + 1  # those of slips are read one by one
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
        long: np.ndarray = np.diff(self.table.starts) >= ENOUGH
        return long

    @cached_property
    def short(self) -> np.ndarray:
        """Mark names of one word that may be initials."""
        single: np.ndarray = np.diff(self.table.starts) == 1
        single[single] = self.lengths[self.table.codes[self.table.starts[:-1][single]]] <= LETTERS
        return single

    @cached_property
    def lengths(self) -> np.ndarray:
        """The letters of each word."""
        return np.fromiter(map(len, self.table.words), np.int64, len(self.table.words))

    @cached_property
    def count(self) -> np.ndarray:
        """The different words of each name."""
        count: np.ndarray = np.diff(self.table.each[0])
        return count

    @cached_property
    def padded(self) -> np.ndarray:
        """The different words of each name, a column for each place; -1 where there is none."""
        starts, codes = self.table.each
        padded = np.full((_WIDTHS[-1], len(self.table)), -1, dtype=np.int32)
        for at in range(len(padded)):
            has = np.flatnonzero(self.count > at)
            padded[at, has] = codes[starts[has] + at]
        return padded

    @cached_property
    def digits(self) -> np.ndarray:
        """Mark the words that are numbers."""
        return np.fromiter(map(str.isdigit, self.table.words), bool, len(self.table.words))

    def likeness(self, pairs: np.ndarray) -> np.ndarray:
        """Return how alike two words are, by the number of the first times all, and the second."""
        text, size = self.table.words, max(len(self.table.words), 1)
        return cpdist(
            [text[code] for code in (pairs // size).tolist()],
            [text[code] for code in (pairs % size).tolist()],
            scorer=JaroWinkler.similarity,
            dtype=np.float64,
        )

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


def _by_words(words: _Words, one: np.ndarray, other: np.ndarray, width: int) -> np.ndarray:
    """Judge names by the words that each has and the other lacks; -1 where that is not enough."""
    mine, theirs = words.padded[:width, one], words.padded[:width, other]
    has, theirs_has = mine >= 0, theirs >= 0
    own, owned = words.table.is_own[mine] & has, words.table.is_own[theirs] & theirs_has
    first, last = has.copy(), theirs_has.copy()  # words that the other lacks
    for here in range(width):
        for there in range(width):
            differ = mine[here] != theirs[there]
            first[here] &= differ
            last[there] &= differ
    within = ~(first.any(axis=0) & last.any(axis=0))
    usual = (first & ~own).any(axis=0) | (last & ~owned).any(axis=0)
    first &= own
    last &= owned
    doubtful = _take_slips(words, (mine, theirs), (first, last))
    left, right = first.any(axis=0), last.any(axis=0)
    apart = words.apart[one] != words.apart[other]
    other_ = (left & right) | ~own.any(axis=0) | ~owned.any(axis=0) | apart
    levels: np.ndarray = np.select(
        [other_, within, left | right, usual], [_OTHER, _WITHIN, _PART, _WORDS], _SPELLING
    )
    levels[doubtful] = -1
    return levels


def _take_slips(
    words: _Words, written: tuple[np.ndarray, np.ndarray], lacked: tuple[np.ndarray, np.ndarray]
) -> np.ndarray:
    """Strike out words that the other has with a slip, where it is plain which two belong together.

    Returns the places of the pairs in which a word is like several.
    """
    first, last = lacked
    pair, place, here, there = _beginning_alike(words, written, lacked)
    distinct, sort = np.unique(pair, return_inverse=True)
    like = words.likeness(distinct)[sort] >= ALIKE_WORD
    pair, place, here, there = (of[like] for of in (pair, place, here, there))
    several: np.ndarray = _repeated(place * len(first) + here) | _repeated(
        place * len(last) + there
    )
    size = len(words.table.words)
    digits = words.digits[pair // size] | words.digits[pair % size]
    first[here[~digits], place[~digits]] = False
    last[there[~digits], place[~digits]] = False
    unclear: np.ndarray = place[several]
    return unclear


def _beginning_alike(
    words: _Words, written: tuple[np.ndarray, np.ndarray], lacked: tuple[np.ndarray, np.ndarray]
) -> np.ndarray:
    """Return the lacked words of a first letter: both as one number, their pair, and their rows."""
    (mine, theirs), (first, last) = written, lacked
    letters, size = words.table.first_letters, len(words.table.words)
    found = [np.zeros((4, 0), dtype=np.int64)]
    for here in range(len(mine)):
        asked = np.flatnonzero(first[here] & (words.lengths[mine[here]] > ENOUGH))
        for there in range(len(theirs)):
            place = asked[last[there, asked]]
            word, near = mine[here, place], theirs[there, place]
            alike = letters[word] == letters[near]
            pair = word[alike].astype(np.int64) * size + near[alike]
            cell = np.full(len(pair), here), np.full(len(pair), there)
            found.append(np.stack([pair, place[alike], *cell]))
    return np.concatenate(found, axis=1)


def _repeated(numbers: np.ndarray) -> np.ndarray:
    """Mark the numbers that occur more than once."""
    _distinct, sort, count = np.unique(numbers, return_inverse=True, return_counts=True)
    repeated: np.ndarray = count[sort] > 1
    return repeated
