"""The names of many organizations at once: what `read_name` says of each, as arrays.

Words are numbers in one vocabulary; sets of words are told apart by sums of 64 random bits a word.
"""

from __future__ import annotations

from functools import cached_property
from itertools import chain, pairwise
from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd

from netintl.identity.names import (
    legal_ends,
    plain_words,
    read_name,
    short_words,
    sound_of,
    without_legal,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from netintl.identity.names import Name

_END: Final = "\n"


class NameTable:
    """Distinct names. Their ``codes`` from ``starts[n]`` on are the words of name n.

    ``texts`` and ``countries`` are as `read_name` takes them, ``plain`` is what it calls ``text``.
    ``chinese`` holds the names with Chinese signs by their number, ``blank`` marks those that say
    nothing.
    """

    def __init__(self, texts: Sequence[str], countries: Sequence[str]) -> None:
        self.texts, self.countries = texts, countries
        lines, self.chinese = plain_words(texts, countries)
        tokens, owner, blank = _tokens(lines)
        for number, name in self.chinese.items():
            blank[number] = not name.text
        self.blank = blank
        self.plain = _plain(lines, self.chinese)
        codes, words = pd.factorize(np.array(tokens, dtype=object))
        self._shortened(codes.astype(np.int32), owner, words.tolist())

    def _shortened(self, codes: np.ndarray, owner: np.ndarray, words: list[str]) -> None:
        """Leave out legal forms and joining words, and write short words out."""
        kept = _without_legal_forms(codes, owner, words)
        short, joining, _common = short_words()
        number = {word: code for code, word in enumerate(words)}
        longer = np.arange(len(words), dtype=np.int32)
        for word, whole in short.items():
            if word in number:
                if whole not in number:
                    number[whole] = len(words)
                    words.append(whole)
                longer[number[word]] = number[whole]
        dropped = np.zeros(len(words), dtype=bool)
        dropped[[number[word] for word in joining if word in number]] = True
        kept &= ~dropped[codes]
        self.codes = longer[codes[kept]] if len(codes) else codes
        self.owner = owner[kept]
        self.words = words
        self.number = number
        self.starts = _starts(self.owner, len(self.texts))

    def __len__(self) -> int:
        return len(self.texts)

    def name(self, number: int) -> Name:
        """Return one name as `read_name` does."""
        return self.chinese.get(number) or read_name(self.texts[number], self.countries[number])

    @cached_property
    def whole_keys(self) -> list[str]:
        """Under what each name is found in a register."""
        spelled = np.array(self.words, dtype=object)[self.codes].tolist()
        keys = [f"en:{' '.join(spelled[a:b])}" for a, b in pairwise(self.starts.tolist())]
        for number, name in self.chinese.items():
            keys[number] = f"zh:{name.text}"
        return keys

    @cached_property
    def is_own(self) -> np.ndarray:
        """Mark the words that not every name has."""
        marked = np.ones(len(self.words), dtype=bool)
        marked[[self.number[w] for w in short_words()[2] if w in self.number]] = False
        return marked

    @cached_property
    def each(self) -> tuple[np.ndarray, np.ndarray]:
        """The words of each name, each once: where they start, and their codes."""
        return self._once(np.ones(len(self.codes), dtype=bool))

    @cached_property
    def own(self) -> tuple[np.ndarray, np.ndarray]:
        """The own words of each name, each once: where they start, and their codes."""
        return self._once(self.is_own[self.codes])

    @cached_property
    def telling(self) -> tuple[np.ndarray, np.ndarray]:
        """Own words of each name, or all words of names that have no own ones."""
        has_own = np.diff(self.own[0]) > 0
        return self._once(self.is_own[self.codes] | ~has_own[self.owner])

    def _once(self, kept: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        size = max(len(self.words), 1)
        whole = sorted_once(self.owner[kept].astype(np.int64) * size + self.codes[kept])
        return _starts(whole // size, len(self)), (whole % size).astype(np.int32)

    @cached_property
    def word_bits(self) -> np.ndarray:
        """64 random bits a word, the same in each run."""
        return np.random.default_rng(0).integers(0, 2**64, len(self.words), dtype=np.uint64)

    @cached_property
    def own_words(self) -> np.ndarray:
        """A number for the own words of each name, or for all words where it has no own ones."""
        own = self.sums(*self.own)
        return np.where(np.diff(self.own[0]) > 0, own, ~self.sums(self.starts, self.codes))

    def sums(self, starts: np.ndarray, codes: np.ndarray) -> np.ndarray:
        """Return the sum of the bits of the words of each name."""
        total = np.concatenate([np.zeros(1, np.uint64), np.cumsum(self.word_bits[codes])])
        sums: np.ndarray = total[starts[1:]] - total[starts[:-1]]
        return sums

    @cached_property
    def joined(self) -> np.ndarray:
        """A code for the words of each name written together."""
        spelled = np.array(self.words, dtype=object)[self.codes].tolist()
        return _coded(["".join(spelled[a:b]) for a, b in pairwise(self.starts.tolist())])

    @cached_property
    def initials(self) -> tuple[np.ndarray, np.ndarray]:
        """Codes for a name of one word, and for the first letters of a name of several; else -1."""
        firsts = np.array([word[0] for word in self.words], dtype=object)
        letters = "".join(firsts[self.codes].tolist())
        single = np.flatnonzero(np.diff(self.starts) == 1)
        longer = np.flatnonzero(np.diff(self.starts) > 1)
        words = [self.words[code] for code in self.codes[self.starts[single]].tolist()]
        begins, ends = self.starts[longer].tolist(), self.starts[longer + 1].tolist()
        codes = _coded(words + [letters[a:b] for a, b in zip(begins, ends, strict=True)])
        one, several = np.full((2, len(self)), -1, dtype=np.int32)
        one[single], several[longer] = codes[: len(single)], codes[len(single) :]
        return one, several

    @cached_property
    def first_letters(self) -> np.ndarray:
        """The first letter of each word of the vocabulary."""
        return np.array([ord(word[0]) for word in self.words], dtype=np.int32)

    @cached_property
    def sounds(self) -> np.ndarray:
        """A code for how each Chinese name is read; others have -1."""
        return self.chinese_codes({n: sound_of(name.core) for n, name in self.chinese.items()})

    def chinese_codes(self, said: dict[int, str]) -> np.ndarray:
        """Return a code per name for what is said of Chinese names; others have -1."""
        codes = np.full(len(self), -1, dtype=np.int32)
        if said:
            codes[np.fromiter(said, dtype=np.int64)] = _coded(list(said.values()))
        return codes


def sorted_once(numbers: np.ndarray) -> np.ndarray:
    """Return distinct numbers in their order.

    Examples
    --------
    >>> sorted_once(np.array([3, 1, 3])).tolist()
    [1, 3]
    """
    numbers = np.sort(numbers)
    if len(numbers):
        numbers = numbers[np.concatenate([[True], numbers[1:] != numbers[:-1]])]
    return numbers


def _coded(texts: list[str]) -> np.ndarray:
    array = np.empty(len(texts), dtype=object)
    array[:] = texts
    return pd.factorize(array)[0].astype(np.int32)


def _starts(owner: np.ndarray, size: int) -> np.ndarray:
    counts = np.bincount(owner, minlength=size)
    return np.concatenate([np.zeros(1, np.int64), np.cumsum(counts)])


def _plain(
    lines: Sequence[tuple[np.ndarray, list[str]]], chinese: Mapping[int, Name]
) -> np.ndarray:
    """Return the words of each name with a space between, and Chinese names as they are."""
    plain = np.empty(sum(len(own) for own, _found in lines), dtype=object)
    for numbers, found in lines:
        plain[numbers] = list(map(str.strip, " ".join(found).split(_END)[:-1]))
    for number, name in chinese.items():
        plain[number] = name.text
    return plain


def _tokens(
    lines: Sequence[tuple[np.ndarray, list[str]]],
) -> tuple[list[str], np.ndarray, np.ndarray]:
    """Return all words, the numbers of their names, and which names have none."""
    tokens = list(chain.from_iterable(found for _numbers, found in lines))
    whole = np.array(tokens, dtype=object)
    ends = whole == _END if tokens else np.zeros(0, dtype=bool)
    numbers = np.concatenate([own for own, _found in lines])
    line = np.cumsum(ends)[~ends] if tokens else np.zeros(0, dtype=np.int64)
    owner = numbers[line]
    order = np.argsort(owner, kind="stable")
    size = sum(len(own) for own, _found in lines)
    blank = np.ones(size, dtype=bool)
    blank[owner] = False
    words = whole[~ends][order]
    return words.tolist(), owner[order], blank


def _without_legal_forms(codes: np.ndarray, owner: np.ndarray, words: list[str]) -> np.ndarray:
    """Mark the words that stand in no legal form at an end of their name."""
    kept = np.ones(len(codes), dtype=bool)
    firsts, lasts = legal_ends()
    begins, closes = (np.array([w in ends for w in words], dtype=bool) for ends in (firsts, lasts))
    if not len(codes):
        return kept
    new = np.concatenate([[True], owner[1:] != owner[:-1]])
    heads = np.flatnonzero(new)
    tails = np.concatenate([heads[1:], [len(codes)]])
    touched = begins[codes[heads]] | closes[codes[tails - 1]]
    for head, tail in zip(heads[touched].tolist(), tails[touched].tolist(), strict=True):
        written = [words[code] for code in codes[head:tail].tolist()]
        left = without_legal(written)[0]
        if len(left) < len(written):
            room = range(len(written) - len(left) + 1)
            at = next(at for at in room if written[at : at + len(left)] == left)
            kept[head:tail] = False
            kept[head + at : head + at + len(left)] = True
    return kept
