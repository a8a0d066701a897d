"""Which organizations are worth comparing: those that share a key. Never all pairs.

Each organization has keys of its whole names and keys of its rarest words. Who shares a key is
compared; of a key that very many share, each is compared with its neighbours in the order of their
names.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd

from netintl.identity.name_table import sorted_once
from netintl.identity.names import sound_of
from netintl.identity.rolls import slices

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from netintl.identity.name_table import NameTable
    from netintl.identity.names import Name
    from netintl.identity.rolls import Roll

LARGEST: Final = 60  # organizations of a key that are all compared with each other
NEIGHBOURS: Final = 10  # of a larger key, how far each is compared
_RAREST: Final = 4  # words of a name that give keys
_BEGIN: Final = 5  # letters of a word that give a key, so that a slip at its end does no harm
_PAIR: Final = 2  # signs of a Chinese name that make a word


@dataclass(frozen=True, slots=True)
class Blocks:
    """Pairs worth comparing as places in the roll, and the keys that were capped."""

    left: np.ndarray
    right: np.ndarray
    capped: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class _Keys:
    """Keys of one sort: whose, their codes, and how the key of a code is written."""

    holder: np.ndarray
    code: np.ndarray
    text: Callable[[int], str]


def blocked_pairs(roll: Roll) -> Blocks:
    """Return the pairs of organizations that share a key.

    Examples
    --------
    >>> from netintl.identity.names import read_name
    >>> from netintl.identity.records import Record
    >>> from netintl.identity.rolls import roll_of_records
    >>> texts = ("Bo Hai College", "College of Bo Hai", "Kisumu Polytechnic")
    >>> roll = roll_of_records([Record(t, "", (read_name(t),)) for t in texts])
    >>> blocks = blocked_pairs(roll)
    >>> list(zip(blocks.left.tolist(), blocks.right.tolist()))
    [(0, 1)]
    """
    size = max(len(roll), 1)
    codes: list[np.ndarray] = []
    capped: list[tuple[str, int]] = []
    for keys in (*_whole_keys(roll), _word_keys(roll)):
        held = sorted_once(keys.code.astype(np.int64) * size + keys.holder)
        key, place = held // size, held % size
        heads = np.flatnonzero(np.concatenate([[True], key[1:] != key[:-1]])) if len(key) else key
        counts = np.diff(np.concatenate([heads, [len(key)]]))
        codes += _all_pairs(place, heads, counts, size)
        large = counts > LARGEST
        ends = zip(key[heads[large]].tolist(), counts[large].tolist(), strict=True)
        capped += [(keys.text(code), count) for code, count in ends]
        crowded = np.repeat(large, counts)
        codes.append(_near_pairs(roll, key[crowded], place[crowded]))
    whole = sorted_once(np.concatenate(codes)) if codes else np.array([], dtype=np.int64)
    return Blocks(whole // size, whole % size, tuple(sorted(capped)))


def _all_pairs(
    place: np.ndarray, heads: np.ndarray, counts: np.ndarray, size: int
) -> Iterator[np.ndarray]:
    """Pair all who share a key, for all keys of one size at once."""
    for count in np.unique(counts[(counts > 1) & (counts <= LARGEST)]).tolist():
        members = place[heads[counts == count][:, None] + np.arange(count)]
        first, second = np.triu_indices(count, 1)
        yield (members[:, first] * size + members[:, second]).ravel()


def _near_pairs(roll: Roll, key: np.ndarray, place: np.ndarray) -> np.ndarray:
    """Pair each of the holders of sorted keys with its neighbours in the order of first names."""
    place = place[np.lexsort((place, _ranks(roll, place), key))]
    pairs = [np.zeros((2, 0), dtype=np.int64)]
    for step in range(1, NEIGHBOURS + 1):
        same = key[step:] == key[:-step]
        pairs.append(np.stack([place[:-step][same], place[step:][same]]))
    one, other = np.sort(np.concatenate(pairs, axis=1), axis=0)
    codes: np.ndarray = one * len(roll) + other
    return codes


def _ranks(roll: Roll, place: np.ndarray) -> np.ndarray:
    """Return the place of the first name of each organization among all; none comes first."""
    some = np.diff(roll.starts)[place] > 0
    first = roll.of[roll.starts[place[some]]]
    names = np.unique(first)
    texts = roll.table.plain[names]
    number = {text: at for at, text in enumerate(sorted(set(texts.tolist())), 1)}
    rank = np.zeros(len(roll.table), dtype=np.int64)
    rank[names] = [number[text] for text in texts.tolist()]
    ranks = np.zeros(len(place), dtype=np.int64)
    ranks[some] = rank[first]
    return ranks


def _whole_keys(roll: Roll) -> Iterator[_Keys]:
    table = roll.table
    official = pd.factorize(np.array(roll.officials, dtype=object))[0]
    known = np.array([bool(own) for own in roll.officials], dtype=bool)
    places = np.flatnonzero(known)
    yield _Keys(
        places, official[places], lambda code: f"id:{_first_of(roll.officials, official, code)}"
    )
    for entry, ids in roll.entry_codes:
        there = np.flatnonzero(entry >= 0)
        yield _Keys(there, entry[there], ids.__getitem__)
    latin = np.ones(len(table), dtype=bool)
    latin[list(table.chinese)] = False
    cores = {number: name.core for number, name in table.chinese.items()}
    for sort, codes in (
        ("zh", table.chinese_codes(cores)),
        ("py", table.sounds),
        ("en", np.where(latin, pd.factorize(table.own_words)[0], -1)),
        ("jo", np.where(latin, table.joined, -1)),
    ):
        held = codes[roll.of]
        there = held >= 0
        yield _Keys(roll.holder[there], held[there], _writer(table, sort, codes))
    yield _initial_keys(roll, latin)


def _initial_keys(roll: Roll, latin: np.ndarray) -> _Keys:
    """Return keys of initials and country; a name of one word may be initials itself."""
    table = roll.table
    single, several = table.initials
    letters = np.where(single >= 0, single, several)
    country, countries = pd.factorize(np.array(roll.countries, dtype=object))
    size = max(len(countries), 1)
    held = letters[roll.of].astype(np.int64)
    there = (held >= 0) & latin[roll.of]
    codes = held * size + country[roll.holder]

    def text(code: int) -> str:
        number = int(np.flatnonzero(letters == code // size)[0])
        words = table.name(number).words
        told = "".join(word[0] for word in words) if len(words) > 1 else words[0]
        return f"in:{told}|{countries[code % size]}"

    return _Keys(roll.holder[there], codes[there], text)


def _first_of(texts: list[str], codes: np.ndarray, code: int) -> str:
    return texts[int(np.flatnonzero(codes == code)[0])]


def _writer(table: NameTable, sort: str, codes: np.ndarray) -> Callable[[int], str]:
    def text(code: int) -> str:
        name = table.name(int(np.flatnonzero(codes == code)[0]))
        return f"{sort}:{_WRITTEN[sort](name)}"

    return text


_WRITTEN: Final[dict[str, Callable[[Name], str]]] = {
    "zh": lambda name: name.core,
    "py": lambda name: sound_of(name.core),
    "en": lambda name: " ".join(sorted(name.own or name.words)),
    "jo": lambda name: "".join(name.words),
}


def _word_keys(roll: Roll) -> _Keys:
    """Return the rarest words of each name that more than one organization has."""
    owner, code, texts = _begun_words(roll.table)
    size = max(len(texts), 1)
    starts = np.concatenate([[0], np.cumsum(np.bincount(owner, minlength=len(roll.table)))])
    at, entry = slices(starts, roll.of)
    held = sorted_once(roll.holder[entry] * size + code[at]) % size
    count = np.bincount(held, minlength=size)
    order = np.array(sorted(range(len(texts)), key=lambda n: (count[n], texts[n])), dtype=np.int64)
    rank = np.empty(len(texts), dtype=np.int64)
    rank[order] = np.arange(len(texts))
    ranked = np.sort(owner * size + rank[code]) if len(code) else owner
    owner, code = ranked // size, order[ranked % size] if len(ranked) else code
    chosen = (np.arange(len(owner)) - starts[owner] < _RAREST) & (count[code] > 1)
    owner, code = owner[chosen], code[chosen]
    starts = np.concatenate([[0], np.cumsum(np.bincount(owner, minlength=len(roll.table)))])
    at, entry = slices(starts, roll.of)
    return _Keys(roll.holder[entry], code[at], lambda number: f"w:{texts[number]}")


def _begun_words(table: NameTable) -> tuple[np.ndarray, np.ndarray, list[str]]:
    """Return how the own words of names begin, and pairs of signs of Chinese names, each once.

    Returns
    -------
    tuple
        The name and the code of each, and the texts of the codes.
    """
    begins = [word if word.isdigit() else word[:_BEGIN] for word in table.words]
    numbers: dict[str, int] = {}
    coded = np.array([numbers.setdefault(w, len(numbers)) for w in begins], dtype=np.int64)
    starts, codes = table.telling
    owners = np.repeat(np.arange(len(table)), np.diff(starts))
    pairs = [
        (number, numbers.setdefault(name.core[at : at + _PAIR], len(numbers)))
        for number, name in table.chinese.items()
        for at in range(len(name.core) - 1)
    ]
    size = max(len(numbers), 1)
    chinese = np.array([number * size + code for number, code in pairs], dtype=np.int64)
    latin = owners * size + coded[codes] if len(codes) else np.zeros(0, np.int64)
    whole = sorted_once(np.concatenate([latin, chinese]))
    return whole // size, whole % size, list(numbers)
