"""The organizations of a package as columns, to find out which of very many may be one."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from netintl.identity.name_table import NameTable
from netintl.identity.names import plain_text, written_names
from netintl.identity.register_evidence import KINDS, bundled_names
from netintl.model.cells import parts_of
from netintl.model.official_ids import register_of
from netintl.model.unnamed import is_placeholder

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from netintl.identity.records import Record
    from netintl.identity.register_evidence import KnownAs


@dataclass(frozen=True)
class Roll:
    """Organizations, sorted by id.

    Names ``of[starts[n]:starts[n + 1]]`` of ``table`` are those of organization n.
    """

    ids: list[str]
    kinds: list[str]
    countries: list[str]
    cities: list[str]
    officials: list[str]
    parents: list[str]
    table: NameTable
    starts: np.ndarray
    of: np.ndarray
    entries: list[tuple[KnownAs, ...]]

    def __len__(self) -> int:
        return len(self.ids)

    @cached_property
    def holder(self) -> np.ndarray:
        """The organization of each entry of ``of``."""
        return np.repeat(np.arange(len(self)), np.diff(self.starts))

    @cached_property
    def entry_codes(self) -> list[tuple[np.ndarray, list[str]]]:
        """For each register a code for the entry of each organization, or -1, and the ids."""
        held: dict[str, dict[int, str]] = {}
        for at, entries in enumerate(self.entries):
            for known in entries:
                held.setdefault(register_of(known.id), {})[at] = known.id
        found = []
        for _register, ids in sorted(held.items()):
            codes = np.full(len(self), -1, dtype=np.int64)
            codes[list(ids)], distinct = pd.factorize(np.array(list(ids.values()), dtype=object))
            found.append((codes, distinct.tolist()))
        return found

    def share_entry(self, left: np.ndarray, right: np.ndarray) -> np.ndarray:
        """Tell which pairs are one entry of a register."""
        shared = np.zeros(len(left), dtype=bool)
        for codes, _ids in self.entry_codes:
            shared |= (codes[left] == codes[right]) & (codes[left] >= 0)
        return shared


def slices(starts: np.ndarray, of: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return the places of all members of some slices, and which slice each is of.

    Examples
    --------
    >>> [found.tolist() for found in slices(np.array([0, 2, 5]), np.array([1, 0]))]
    [[2, 3, 4, 0, 1], [0, 0, 0, 1, 1]]
    """
    counts = starts[of + 1] - starts[of]
    entry = np.repeat(np.arange(len(of)), counts)
    before = np.concatenate([np.zeros(1, np.int64), np.cumsum(counts)])
    return np.arange(before[-1]) - before[entry] + starts[of][entry], entry


def roll_of_records(records: Sequence[Record]) -> Roll:
    """Lay records out as columns.

    Examples
    --------
    >>> from netintl.identity.names import read_name
    >>> from netintl.identity.records import Record
    >>> roll_of_records([Record("a", "school", (read_name("Bo Hai"),))]).table.words
    ['bo', 'hai']
    """
    texts = [name.text for record in records for name in record.names]
    owners = [at for at, record in enumerate(records) for _name in record.names]
    roll = _roll(
        [record.id for record in records],
        [record.kind for record in records],
        [record.country for record in records],
        [record.city for record in records],
        [record.official for record in records],
        [record.parent for record in records],
        (texts, [""] * len(texts), owners),
    )
    roll.entries[:] = [record.entries for record in records]
    return roll


def read_roll(tables: Mapping[str, pd.DataFrame]) -> Roll:
    """Return the organizations of a package as columns, as `read_records` reads them.

    Examples
    --------
    >>> frame = pd.DataFrame({"id": ["b", "a"], "name_en": ["Bo Hai", "Hai Bo"]})
    >>> read_roll({"organizations": frame}).ids
    ['a', 'b']
    """
    frame = tables["organizations"]
    ids = frame["id"].tolist()
    if any(one > other for one, other in itertools.pairwise(ids)):
        frame = frame.sort_values("id", kind="stable")
        ids = frame["id"].tolist()
    countries, cities = _cells(frame, "country"), _cells(frame, "city")
    plain = {city: plain_text(city).split(",")[0].strip() for city in set(cities)}
    roll = _roll(
        ids,
        _cells(frame, "kind"),
        countries,
        [plain[city] for city in cities],
        _cells(frame, "official_id"),
        _cells(frame, "parent"),
        _written(frame, ids, countries),
    )
    _register(roll)
    return roll


def _written(
    frame: pd.DataFrame, ids: list[str], countries: list[str]
) -> tuple[list[str], list[str], list[int]]:
    """Return all names, the country and the row of each."""
    columns = [_cells(frame, name) for name in ("name_zh", "name_en", "aliases", "note")]
    texts: list[str] = []
    owners: list[int] = []
    for at, (zh, en, also, note) in enumerate(zip(*columns, strict=True)):
        if is_placeholder(zh, en, note):  # a stand-in is like nobody
            continue
        cells = (zh, en, *parts_of(also)) if also else (zh, en)
        for cell in cells if zh or en or also else (ids[at],):
            if cell:
                names = written_names(cell.replace("\n", " "))
                texts += names
                owners += [at] * len(names)
    return texts, [countries[at] for at in owners], owners


def _register(roll: Roll) -> None:
    """Note the entries of registers that organizations are."""
    known, keys = bundled_names(), roll.table.whole_keys
    starts, of = roll.starts.tolist(), roll.of.tolist()
    numeral = np.array([key.partition(":")[2].isdigit() for key in keys], dtype=bool)
    lettered = np.bincount(roll.holder, weights=~numeral[roll.of], minlength=len(roll)) > 0
    asked = [
        at
        for at in range(len(roll))
        if roll.officials[at] or (lettered[at] and roll.countries[at] and roll.kinds[at] in KINDS)
    ]
    known.read(roll.countries[at] for at in asked)
    for at in asked:
        country, official = roll.countries[at], roll.officials[at]
        numbers = of[starts[at] : starts[at + 1]]
        named = known.names_of(country) if country and roll.kinds[at] in KINDS else {}
        if official or any(keys[number] in named for number in numbers):
            names = [roll.table.name(number) for number in numbers]
            whereabouts = (country, roll.kinds[at], roll.cities[at])
            roll.entries[at] = known.known_as(names, *whereabouts, official)


def _roll(
    ids: list[str],
    kinds: list[str],
    countries: list[str],
    cities: list[str],
    officials: list[str],
    parents: list[str],
    written: tuple[list[str], list[str], list[int]],
) -> Roll:
    texts, lands, owners = written
    keys = np.empty(len(texts), dtype=object)
    pairs = zip(texts, lands, strict=True)
    keys[:] = [text if text.isascii() else f"{text}\n{land}" for text, land in pairs]
    numbers, distinct = pd.factorize(keys)
    said = [key.partition("\n") for key in distinct.tolist()]
    table = NameTable([text for text, _, _land in said], [land for _text, _, land in said])
    told = ~table.blank[numbers] if len(numbers) else np.zeros(0, dtype=bool)
    owner = np.array(owners, dtype=np.int64)[told]
    starts = np.concatenate([[0], np.cumsum(np.bincount(owner, minlength=len(ids)))])
    entries: list[tuple[KnownAs, ...]] = [()] * len(ids)
    columns = (ids, kinds, countries, cities, officials, parents)
    return Roll(*columns, table, starts, numbers[told], entries)


def _cells(frame: pd.DataFrame, name: str) -> list[str]:
    return frame[name].tolist() if name in frame else [""] * len(frame)
