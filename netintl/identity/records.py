"""Organizations as records to compare: their names, place, kind, ids, parents and partners."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final, NamedTuple

from netintl.identity.names import plain_text, read_name, written_names
from netintl.identity.register_evidence import bundled_names
from netintl.model.cells import parts_of
from netintl.model.unnamed import is_placeholder

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    import pandas as pd

    from netintl.identity.names import Name
    from netintl.identity.register_evidence import KnownAs


FEW: Final = 4  # holders of a rare word


class Record(NamedTuple):
    """What is known of one organization, in the form in which it is compared."""

    id: str
    kind: str
    names: tuple[Name, ...]
    country: str = ""
    province: str = ""
    city: str = ""
    official: str = ""
    parent: str = ""
    partners: frozenset[str] = frozenset()
    rare: frozenset[str] = frozenset()
    entries: tuple[KnownAs, ...] = ()


def mark_rare(records: list[Record]) -> list[Record]:
    """Note on each record which words of its names hardly any other has; places are none.

    Examples
    --------
    >>> marked = mark_rare([Record("a", "", (read_name("CERCO Institute"),))])
    >>> marked[0].rare
    frozenset({'cerco'})
    """
    held = [
        {word for name in record.names for word in name.own if len(word) >= _LETTERS}
        for record in records
    ]
    count = Counter(word for words in held for word in words)
    common = frozenset(word for word, holders in count.items() if holders > FEW)
    return [_with_rare(record, words, common) for record, words in zip(records, held, strict=True)]


def is_rare(word: str, common: frozenset[str]) -> bool:
    """Tell whether a word is long enough to tell its few holders apart from others.

    Examples
    --------
    >>> is_rare("cerco", frozenset()), is_rare("cerco", frozenset({"cerco"}))
    (True, False)
    """
    return len(word) >= _LETTERS and word not in common


def _with_rare(record: Record, words: Iterable[str], common: frozenset[str]) -> Record:
    rare = (word for word in words if is_rare(word, common) and word not in record.city)
    return record._replace(rare=frozenset(rare))


def read_records(
    tables: Mapping[str, pd.DataFrame],
    common: frozenset[str] | None = None,
    entries: Sequence[tuple[KnownAs, ...]] | None = None,
) -> list[Record]:
    """Return the organizations of a package as records, sorted by id.

    All words but the common ones are rare; if these are not given, the words are counted. Entries
    of registers, one for each row, are looked up if they are not given.

    Examples
    --------
    >>> import pandas as pd
    >>> frame = pd.DataFrame({"id": ["b", "a"], "name_en": ["Bo Hai", "Hai Bo"]})
    >>> [record.id for record in read_records({"organizations": frame})]
    ['a', 'b']
    """
    frame = tables["organizations"]
    partners = partners_of(tables.get("parties"))
    names = ("id", "kind", "name_zh", "name_en", "aliases", "country", "province", "city")
    columns = [_cells(frame, name) for name in (*names, "official_id", "parent", "note")]
    records = []
    for at, (own, kind, zh, en, also, country, province, city, official, parent, note) in enumerate(
        zip(*columns, strict=True)
    ):
        called: tuple[Name, ...] = ()  # a stand-in is like nobody
        if not is_placeholder(zh, en, note):
            called = _names((zh, en, *parts_of(also)) if zh or en or also else (own,), country)
        place = plain_text(city).split(",")[0].strip()
        records.append(
            Record(
                own,
                kind,
                called,
                country,
                province,
                place,
                official,
                parent,
                partners.get(own, frozenset()),
                entries=_entries(called, country, kind, place, official)
                if entries is None
                else entries[at],
            )
        )
    records.sort(key=lambda record: record.id)
    if common is None:
        return mark_rare(records)
    return [
        _with_rare(record, {word for name in record.names for word in name.own}, common)
        for record in records
    ]


def _entries(names: tuple[Name, ...], *row: str) -> tuple[KnownAs, ...]:
    return bundled_names().known_as(names, *row)


def _cells(frame: pd.DataFrame, name: str) -> list[str]:
    return frame[name].tolist() if name in frame else [""] * len(frame)


def _names(cells: tuple[str, ...], country: str) -> tuple[Name, ...]:
    written = [name for cell in cells if cell for name in written_names(cell)]
    read = (read_name(name, country) for name in dict.fromkeys(written))
    return tuple(dict.fromkeys(name for name in read if name.text))


def partners_of(
    parties: pd.DataFrame | None, wanted: frozenset[str] | None = None
) -> dict[str, frozenset[str]]:
    """Map each organization, or the wanted ones, to those it shares an agreement with.

    Parties of a very large agreement say nothing about each other.

    Examples
    --------
    >>> import pandas as pd
    >>> parties = pd.DataFrame({"agreement": ["g", "g"], "organization": ["a", "b"]})
    >>> partners_of(parties, frozenset("a"))
    {'a': frozenset({'b'})}
    """
    if parties is None or parties.empty:
        return {}
    if wanted is not None:
        agreements = parties["agreement"][parties["organization"].isin(wanted)]
        parties = parties[parties["agreement"].isin(agreements)]
    together: dict[str, list[str]] = {}
    for agreement, organization in zip(parties["agreement"], parties["organization"], strict=True):
        together.setdefault(agreement, []).append(organization)
    partners: dict[str, set[str]] = {}
    for members in together.values():
        if len(members) <= _LARGEST:
            for member in members if wanted is None else wanted.intersection(members):
                partners.setdefault(member, set()).update(members)
    return {own: frozenset(others - {own}) for own, others in partners.items()}


_LETTERS = 3  # of the shortest rare word
_LARGEST = 20  # parties of an agreement that tell who they are
