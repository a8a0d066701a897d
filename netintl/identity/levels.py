"""What every kind of evidence says of very many pairs: `comparison.compare`, as arrays.

Each evidence has a column with a level of each pair, as its place among the weights, or -1 where
nothing is known; the last column says which veto forbids the pair.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd

from netintl.identity.comparison import DIFFER, EN, ZH, chinese, same_city, weights
from netintl.identity.name_table import sorted_once
from netintl.identity.records import is_rare
from netintl.identity.register_evidence import register_says
from netintl.identity.rolls import slices
from netintl.identity.spellings import spelling_levels

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from netintl.identity.name_table import NameTable
    from netintl.identity.rolls import Roll

EVIDENCE: Final = ("zh", "en", "country", "city", "id", "word", "register")
"""What is compared of two organizations themselves, in the order in which it is summed."""
VETOES: Final = ("", "id", "parent", "kind")
_BASE: Final = 16  # more than there are levels of any evidence
_SLACK: Final = 1e-6  # of log-odds, for sums in another order


@cache
def levels_of(evidence: str) -> tuple[str, ...]:
    """Return the levels of an evidence in the order in which their weights stand.

    Examples
    --------
    >>> levels_of("country")
    ('same', 'other')
    """
    names = (name.split(".") for name in weights())
    return tuple(level for own, level in names if own == evidence)


def distinct_rows(levels: np.ndarray) -> tuple[list[tuple[int, ...]], np.ndarray]:
    """Return the different rows of levels, and which of them each row is.

    Examples
    --------
    >>> rows, sort = distinct_rows(np.array([[1, -1], [0, 0], [1, -1]]))
    >>> rows, sort.tolist()
    ([(0, 0), (1, -1)], [1, 0, 1])
    """
    base = _BASE ** np.arange(levels.shape[1])[::-1]
    _sums, first, sort = np.unique(
        (levels.astype(np.int64) + 1) @ base, return_index=True, return_inverse=True
    )
    return list(map(tuple, levels[first].tolist())), sort


def compared(
    roll: Roll, left: np.ndarray, right: np.ndarray, common: frozenset[str], lowest: float
) -> tuple[np.ndarray, np.ndarray]:
    """Return the places of the pairs whose log-odds may reach the lowest, and their levels.

    Parameters
    ----------
    roll
        The organizations.
    left, right
        The pairs, as places in the roll.
    common
        The words that are not rare.
    lowest
        The log-odds, which partners may help to reach.

    Examples
    --------
    >>> from netintl.identity.names import read_name
    >>> from netintl.identity.records import Record
    >>> from netintl.identity.rolls import roll_of_records
    >>> roll = roll_of_records([Record(n, "", (read_name("Bo Hai"),), "KEN") for n in "ab"])
    >>> place, levels = compared(roll, np.array([0]), np.array([1]), frozenset(), 0.0)
    >>> place.tolist(), levels.tolist()
    ([0], [[-1, 0, 0, -1, -1, 0, -1, 0]])
    """
    found = np.full((len(left), len(EVIDENCE) + 1), -1, dtype=np.int8)
    found[:, -1] = _vetoes(roll, left, right)
    found[:, 0], found[:, 1] = _names(roll, left, right)
    found[:, 2] = _coded(roll.countries, left, right, "country")
    found[:, 4] = _coded(roll.officials, left, right, "id")
    found[:, 6] = np.where(found[:, 4] < 0, _registers(roll, left, right), -1)
    _hear_registers(found)
    free = (found[:, -1] == 0) | (lowest == -np.inf)
    place = np.flatnonzero(free & (_highest(found) >= lowest))
    found, left, right = found[place], left[place], right[place]
    found[:, 3] = _cities(roll, left, right)
    found[:, 5] = np.where(_rare(roll, left, right, common), levels_of("word").index("rare"), -1)
    return place, found


def _highest(found: np.ndarray) -> np.ndarray:
    """Return the log-odds that pairs can reach, whatever their cities, words and partners say."""
    known = weights()
    total = np.full(len(found), known["start.pair"] + max(0.0, known["partners.shared"]) + _SLACK)
    for at, kind in enumerate(EVIDENCE):
        levels = [known[f"{kind}.{level}"] for level in levels_of(kind)]
        best = kind in ("city", "word")
        total += max(0.0, *levels) if best else np.array([*levels, 0.0])[found[:, at]]
    return total


def _coded(texts: list[str], left: np.ndarray, right: np.ndarray, evidence: str) -> np.ndarray:
    """Tell whether two known texts are the same; where no level says so, others say nothing."""
    codes, distinct = pd.factorize(np.array(texts, dtype=object))
    known = np.array([bool(text) for text in distinct.tolist()], dtype=bool)[codes]
    names = levels_of(evidence)
    other = names.index("other") if "other" in names else -1
    levels = np.where(codes[left] == codes[right], names.index("same"), other)
    return np.where(known[left] & known[right], levels, -1)


def _registers(roll: Roll, left: np.ndarray, right: np.ndarray) -> np.ndarray:
    """Tell what registers say of two organizations, where they know both."""
    levels = np.full(len(left), -1, dtype=np.int8)
    known = np.array([bool(entries) for entries in roll.entries], dtype=bool)
    names = ("", *levels_of("register"))
    for at in np.flatnonzero(known[left] & known[right]).tolist():
        said = register_says(roll.entries[left[at]], roll.entries[right[at]])
        levels[at] = names.index(said) - 1
    return levels


def _hear_registers(found: np.ndarray) -> None:
    """Let names that differ say nothing where a register knows why: they are one entry."""
    one = np.isin(found[:, 6], [levels_of("register").index(level) for level in ("same", "short")])
    for at, kind in enumerate(("zh", "en")):
        differ = [levels_of(kind).index(level) for level in DIFFER[kind]]
        found[one & np.isin(found[:, at], differ), at] = -1


def _vetoes(roll: Roll, left: np.ndarray, right: np.ndarray) -> np.ndarray:
    """Say why two organizations cannot be one: `comparison` says the same of two records."""
    vetoes = np.zeros(len(left), dtype=np.int8)
    kind, kinds = pd.factorize(np.array(roll.kinds, dtype=object))
    known = np.array([bool(text) for text in kinds.tolist()], dtype=bool)[kind]
    unlike = (kind[left] != kind[right]) & known[left] & known[right]
    vetoes[unlike] = VETOES.index("kind")
    place = {own: at for at, own in enumerate(roll.ids)} if any(roll.parents) else {}
    above = np.array([place.get(own, -1) for own in roll.parents] if place else [-1] * len(roll))
    vetoes[(above[right] == left) | (above[left] == right)] = VETOES.index("parent")
    register = pd.factorize(np.array([own.split(":")[0] for own in roll.officials], dtype=object))
    official = pd.factorize(np.array(roll.officials, dtype=object))[0]
    apart = (register[0][left] == register[0][right]) & (official[left] != official[right])
    vetoes[apart] = VETOES.index("id")
    return vetoes


def _names(roll: Roll, left: np.ndarray, right: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return the closest that two Chinese names are, and the closest of the other names."""
    at, entry = slices(roll.starts, left)
    there, again = slices(roll.starts, right[entry])
    pair, one, other = entry[again], roll.of[at][again], roll.of[there]
    signs = np.zeros(len(roll.table), dtype=bool)
    signs[list(roll.table.chinese)] = True
    found = []
    for order, evidence, asked, judged in (
        (ZH, "zh", signs[one] & signs[other], _chinese_levels),
        (EN, "en", ~signs[one] & ~signs[other], spelling_levels),
    ):
        levels = _each_once(roll.table, one[asked], other[asked], judged)
        closest = np.full(len(left), len(order), dtype=np.int64)
        np.minimum.at(closest, pair[asked], levels)
        codes = [levels_of(evidence).index(level) for level in order]
        found.append(np.array([*codes, -1])[closest])
    return found[0], found[1]


def _each_once(
    table: NameTable,
    one: np.ndarray,
    other: np.ndarray,
    judged: Callable[[NameTable, np.ndarray, np.ndarray], np.ndarray],
) -> np.ndarray:
    """Judge each pair of names once, however many organizations have them."""
    size = max(len(table), 1)
    distinct, sort = np.unique(one.astype(np.int64) * size + other, return_inverse=True)
    return judged(table, distinct // size, distinct % size)[sort]


def _chinese_levels(table: NameTable, one: np.ndarray, other: np.ndarray) -> np.ndarray:
    names = table.chinese
    pairs = zip(one.tolist(), other.tolist(), strict=True)
    return np.array([ZH.index(chinese(names[a], names[b])) for a, b in pairs], dtype=np.int64)


def _cities(roll: Roll, left: np.ndarray, right: np.ndarray) -> np.ndarray:
    codes, distinct = pd.factorize(np.array(roll.cities, dtype=object))
    cities: Sequence[str] = distinct.tolist()
    size = max(len(cities), 1)
    pairs, sort = np.unique(codes[left] * size + codes[right], return_inverse=True)
    names = levels_of("city")
    said = [
        names.index("same" if same_city(one, other) else "other") if one and other else -1
        for one, other in ((cities[pair // size], cities[pair % size]) for pair in pairs.tolist())
    ]
    return np.array(said, dtype=np.int8)[sort]


def _rare(roll: Roll, left: np.ndarray, right: np.ndarray, common: frozenset[str]) -> np.ndarray:
    """Tell which pairs share a rare word that is part of neither city."""
    table = roll.table
    size = max(len(table.words), 1)
    unusual = np.array([is_rare(word, common) for word in table.words], dtype=bool)
    ends = sorted_once(np.concatenate([left, right]))
    starts, codes = table.own
    name, entry = slices(roll.starts, ends)
    at, again = slices(starts, roll.of[name])
    rare = unusual[codes[at]] if len(codes) else np.zeros(0, dtype=bool)
    held = sorted_once(ends[entry[again[rare]]] * size + codes[at[rare]])
    placed = zip((held // size).tolist(), (held % size).tolist(), strict=True)
    held = held[[table.words[word] not in roll.cities[place] for place, word in placed]]
    first = np.searchsorted(held, np.arange(len(roll) + 1) * size)
    mine, pair = slices(first, left)
    shared = np.zeros(len(left), dtype=bool)
    wanted = right[pair] * size + held[mine] % size
    near = np.minimum(np.searchsorted(held, wanted), max(len(held) - 1, 0))
    shared[pair[held[near] == wanted]] = True
    return shared
