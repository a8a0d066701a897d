"""What registers say of two organizations: one entry knows both, or each is an entry of its own.

An organization is an entry of a register when a whole name of it is that entry's alone in its
country. Names that several entries share say nothing, nor does a name in letters in another city,
nor one beside which another name speaks of a part. Acronyms and single words are weaker, as bodies
that the register lacks use them too.
"""

from __future__ import annotations

from functools import cache, partial
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

from netintl.identity.cities import cities_say
from netintl.identity.name_table import NameTable
from netintl.identity.names import name_words
from netintl.identity.register_index import whole_key
from netintl.identity.registers import NAMES, bundled_register, declared
from netintl.model.official_ids import register_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from netintl.identity.names import Name
    from netintl.identity.registers import Entry, Register

KINDS: Final = ("", "school", "college")
_SHORTEST: Final = len("en:") + 3  # signs of the key of an acronym that can say something


class KnownAs(NamedTuple):
    """An entry that an organization is; ``short`` where only an acronym or one word says so."""

    id: str
    short: bool = False
    lists: frozenset[str] = frozenset()


class Hit(NamedTuple):
    """An entry of a register by one of its names; ``short`` if that is an acronym or one word."""

    register: str
    entry: Entry
    name: str
    short: bool


class KnownNames:
    """The entries of registers by the names that each alone has in its country.

    Registers are loaded, and the names of a country read, when they are first asked for.
    """

    def __init__(self, registers: Mapping[str, Callable[[], Register]]) -> None:
        self._registers = registers
        self._grouped: dict[str, dict[str, list[Entry]]] = {}
        self._named: dict[str, dict[str, tuple[Hit, ...]]] = {}

    def names_of(self, country: str) -> Mapping[str, tuple[Hit, ...]]:
        """Return the entries, one of each register at most, by the whole names in a country."""
        if country not in self._named:
            self.read([country])
        return self._named[country]

    def read(self, countries: Iterable[str]) -> None:
        """Read the names of some countries, all at once."""
        new = sorted(set(countries) - self._named.keys())
        self._named |= {country: {} for country in new}
        groups = [
            (register, country, entries)
            for register in self._registers
            for country in new
            if (entries := self._entries_of(register, country))
        ]
        texts: list[str] = []
        lands: list[str] = []
        for _register, country, entries in groups:
            for entry in entries:
                called = _names_of(entry)
                texts += called
                lands += [country] * len(called)
        keys = iter(_keys(texts, lands) if texts else ())
        for register, country, entries in groups:
            named = self._named[country]
            for key, hit in _unshared(register, entries, keys).items():
                if hit is not None:
                    named[key] = (*named.get(key, ()), hit)

    def _entries_of(self, register: str, country: str) -> Iterable[Entry]:
        """Return the entries of a country; a register that can have none is not loaded."""
        if not country or declared()[register]["country"] not in ("", country):
            return ()
        if register not in self._grouped:
            grouped: dict[str, list[Entry]] = {}
            for entry in self._registers[register]().entries:
                grouped.setdefault(entry.country, []).append(entry)
            self._grouped[register] = grouped
        return self._grouped[register].get(country, ())

    def entry(self, official: str) -> Entry | None:
        """Return the entry of an official id."""
        register = register_of(official)
        found = self._registers[register]().entries if register in self._registers else ()
        return next((entry for entry in found if entry.id == official), None)

    def register(self, name: str) -> Register:
        """Return a register by its name."""
        return self._registers[name]()

    def hits(self, names: Iterable[Name], country: str, kind: str, city: str) -> list[Hit]:
        """Return the entry of each register that an organization of these names is, if one is."""
        if not country or kind not in KINDS:
            return []
        known, whole = self.names_of(country), tuple(names)
        found: dict[str, dict[str, Hit]] = {}
        for name in whole:
            for hit in known.get(whole_key(name), ()):
                if _fits(name, whole, city, hit.entry):
                    said = found.setdefault(hit.register, {})
                    if hit.entry.id not in said or said[hit.entry.id].short:
                        said[hit.entry.id] = hit
        return [hit for said in found.values() for hit in _one(list(said.values()))]

    def known_as(
        self, names: Iterable[Name], country: str, kind: str, city: str, official: str
    ) -> tuple[KnownAs, ...]:
        """Return the entries that an organization is by its names, or by an id it states."""
        found = {
            hit.register: KnownAs(hit.entry.id, hit.short, _lists(hit.entry))
            for hit in self.hits(names, country, kind, city)
        }
        register = register_of(official)
        if register in self._registers:
            stated = found.get(register)
            same = stated is not None and stated.id == official
            found[register] = KnownAs(official, lists=stated.lists if stated and same else _NONE)
        return tuple(found[name] for name in sorted(found))


_NONE: Final[frozenset[str]] = frozenset()


@cache
def bundled_names() -> KnownNames:
    """Return the names of the registers that ship with netintl.

    Examples
    --------
    >>> from netintl.identity.names import read_name
    >>> names = [read_name("深圳职业技术学院")]
    >>> [hit.entry.name for hit in bundled_names().hits(names, "CHN", "school", "")]
    ['深圳职业技术大学', 'Shenzhen Polytechnic University']
    """
    return KnownNames({name: partial(bundled_register, name) for name in NAMES})


def register_says(left: Iterable[KnownAs], right: Iterable[KnownAs]) -> str:
    """Return ``same``, ``short`` or ``other``, or nothing.

    Two entries are two bodies where they stand on one list; a code that ended may go on as another.

    Examples
    --------
    >>> one, other = KnownAs("ror:1"), KnownAs("ror:2")
    >>> register_says([one], [one]), register_says([one], [other]), register_says([one], [])
    ('same', 'other', '')
    >>> register_says([one._replace(short=True)], [one])
    'short'
    """
    theirs = {register_of(known.id): known for known in right}
    said = set()
    for known in left:
        other = theirs.get(register_of(known.id))
        if other is None:
            continue
        short = known.short or other.short
        if known.id == other.id:
            said.add("short" if short else "same")
        elif not short and _stand_together(known, other):
            said.add("other")
    if "other" in said:
        return "other" if len(said) == 1 else ""
    return max(said, default="", key=("short", "same").index)


def _stand_together(one: KnownAs, other: KnownAs) -> bool:
    return not one.lists or not other.lists or not one.lists.isdisjoint(other.lists)


def _lists(entry: Entry) -> frozenset[str]:
    if not entry.names[0].lists:
        return _NONE
    return frozenset(year for known in entry.names for year in known.lists)


def _names_of(entry: Entry) -> tuple[str, ...]:
    return (*[known.text for known in entry.names], *entry.acronyms)


def _keys(texts: list[str], countries: list[str]) -> list[str]:
    """Return under what each name is found, nothing for a name that tells nobody apart."""
    table = NameTable(texts, countries)
    counts = np.diff(table.starts)
    own = np.diff(table.own[0]) > 0
    telling, single = own & (counts > 1), own & (counts == 1)
    telling[list(table.chinese)] = True
    return [
        key if tells or (one and key.isascii() and len(key) >= _SHORTEST) else ""
        for key, tells, one in zip(table.whole_keys, telling.tolist(), single.tolist(), strict=True)
    ]


def _unshared(
    register: str, entries: Iterable[Entry], keys: Iterator[str]
) -> dict[str, Hit | None]:
    """Return the entry of each name, None where several have it, as keys are given in order."""
    found: dict[str, Hit | None] = {}
    for entry in entries:
        for at, name in enumerate(_names_of(entry)):
            key = next(keys)
            short = at >= len(entry.names) or (key.isascii() and " " not in key)
            other = found.get(key)
            if key and (key not in found or (other and other.entry is entry and other.short)):
                found[key] = Hit(register, entry, name, short)
            elif other and other.entry is not entry:
                found[key] = None
    return found


def _one(hits: list[Hit]) -> list[Hit]:
    """Return the only entry of a longer name, else the only one, else none."""
    longer = [hit for hit in hits if not hit.short]
    chosen = longer or hits
    return chosen if len(chosen) == 1 else []


def _fits(name: Name, names: tuple[Name, ...], city: str, entry: Entry) -> bool:
    """Tell whether neither city nor a name beside it says that another body is meant."""
    if not name.chinese and cities_say(city, entry.place) == "other":
        return False
    return len(names) == 1 or not any(_is_part(other, name) for other in names if other != name)


def _is_part(other: Name, name: Name) -> bool:
    apart = name_words()["apart"]
    if other.chinese:
        return any(word in other.text and word not in name.text for word in apart["zh"])
    return any(word in other.words and word not in name.words for word in apart["en"])
