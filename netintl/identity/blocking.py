"""Which organizations are worth comparing: those that share a key. Never all pairs.

Each record has keys of its whole names and keys of its rarest words. Who shares a key is compared;
of a key that very many share, each is compared with its neighbours in the order of their names.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from netintl.identity.names import sound_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from netintl.identity.names import Name
    from netintl.identity.records import Record

LARGEST: Final = 60  # records of a key that are all compared with each other
NEIGHBOURS: Final = 10  # of a larger key, how far each is compared
_RAREST: Final = 4  # words of a name that give keys
_BEGIN: Final = 5  # letters of a word that give a key, so that a slip at its end does no harm
_PAIR: Final = 2  # signs of a Chinese name that make a word


@dataclass(frozen=True, slots=True)
class Blocks:
    """Pairs worth comparing as places in the list of records, and the keys that were capped."""

    left: np.ndarray
    right: np.ndarray
    keys: int
    capped: tuple[tuple[str, int], ...]


def blocked_pairs(records: Sequence[Record]) -> Blocks:
    """Return the pairs of records that share a key.

    Examples
    --------
    >>> from netintl.identity.names import read_name
    >>> from netintl.identity.records import Record
    >>> texts = ("Bo Hai College", "College of Bo Hai", "Kisumu Polytechnic")
    >>> blocks = blocked_pairs([Record(t, "", (read_name(t),)) for t in texts])
    >>> list(zip(blocks.left.tolist(), blocks.right.tolist()))
    [(0, 1)]
    """
    words = [[_words(name) for name in record.names] for record in records]
    common = Counter(word for names in words for word in {w for name in names for w in name})
    holders: dict[str, list[int]] = {}
    for place, record in enumerate(records):
        keys = set(_whole_keys(record))
        for found in words[place]:
            rarest = sorted(found, key=lambda word: (common[word], word))[:_RAREST]
            keys.update(f"w:{word}" for word in rarest if common[word] > 1)
        for key in sorted(keys):
            holders.setdefault(key, []).append(place)
    size = len(records)
    codes, capped = [], []
    for key, places in holders.items():
        if len(places) < 2:  # noqa: PLR2004 - a pair
            continue
        if len(places) > LARGEST:
            capped.append((key, len(places)))
            places.sort(key=lambda place: (records[place].names[0].text, records[place].id))
        codes.append(_codes(np.array(places), size, NEIGHBOURS if len(places) > LARGEST else 0))
    whole = np.unique(np.concatenate(codes)) if codes else np.array([], dtype=np.int64)
    return Blocks(whole // size, whole % size, len(holders), tuple(sorted(capped)))


def _codes(places: np.ndarray, size: int, window: int) -> np.ndarray:
    if window:
        steps = [(places[:-step], places[step:]) for step in range(1, window + 1)]
        one = np.concatenate([first for first, _other in steps])
        other = np.concatenate([second for _first, second in steps])
    else:
        first, second = np.triu_indices(len(places), 1)
        one, other = places[first], places[second]
    low, high = np.minimum(one, other).astype(np.int64), np.maximum(one, other)
    codes: np.ndarray = low * size + high
    return codes


def _whole_keys(record: Record) -> Iterator[str]:
    if record.official:
        yield f"id:{record.official}"
    for name in record.names:
        if name.chinese:
            yield f"zh:{name.core}"
            yield f"py:{sound_of(name.core)}"
        else:
            yield f"en:{' '.join(sorted(name.own or name.words))}"
            yield f"jo:{''.join(name.words)}"
            if len(name.words) > 1:
                yield f"in:{''.join(word[0] for word in name.words)}|{record.country}"
            elif name.words:
                yield f"in:{name.words[0]}|{record.country}"


def _words(name: Name) -> set[str]:
    """Return pairs of signs of a Chinese name, and how the own words of others begin."""
    if name.chinese:
        core = name.core
        return {core[at : at + _PAIR] for at in range(len(core) - 1)}
    return {w if w.isdigit() else w[:_BEGIN] for w in name.own or name.words}
