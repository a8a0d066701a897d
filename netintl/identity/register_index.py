"""The names of a register, found by a whole name or by its rarest words; never all pairs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from netintl.identity.names import name_words, plain_text, read_name

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from netintl.identity.names import Name
    from netintl.identity.registers import Entry, Known

_MOST: Final = 60  # entries of a word that tells anything
_RAREST: Final = 2  # words of a name by which entries nearly of that name are sought
_FEWEST: Final = 2  # words of a name in letters that says who it is


class NameIndex:
    """Entries of a register by the names they have."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        self.entries = entries
        self._whole: dict[str, list[tuple[int, Known]]] = {}
        self._near: dict[str, set[int]] = {}
        for place, entry in enumerate(entries):
            for known in entry.names:
                name = read_name(known.text, entry.country)
                self._whole.setdefault(whole_key(name), []).append((place, known))
                for key in _near_keys(name, entry.country):
                    self._near.setdefault(key, set()).add(place)

    def exact(self, name: Name) -> Iterator[tuple[Entry, Known]]:
        """Give the entries of a name, each with the name of its own that is the same."""
        if name.text:
            for place, known in self._whole.get(whole_key(name), ()):
                yield self.entries[place], known

    def near(self, name: Name, country: str) -> Iterator[Entry]:
        """Give entries that share one of the rarest words, or the core of a Chinese name."""
        found = [self._near[key] for key in _near_keys(name, country) if key in self._near]
        rarest = sorted((places for places in found if len(places) <= _MOST), key=len)[:_RAREST]
        yield from (self.entries[place] for place in sorted(set().union(*rarest)))


def whole_key(name: Name) -> str:
    """Return under what a whole name is found: its signs, or its words in their order.

    Examples
    --------
    >>> whole_key(read_name("Univ. of Bo Hai")), whole_key(read_name("渤海職業技術學院"))
    ('en:university bo hai', 'zh:渤海职业技术学院')
    """
    return f"zh:{name.text}" if name.chinese else f"en:{' '.join(name.words)}"


def _near_keys(name: Name, country: str) -> Iterator[str]:
    if name.chinese:
        yield f"{country}|{name.core}"
    else:
        yield from (f"{country}|{word}" for word in sorted(name.own))


def is_part(cell: str, name: str) -> bool:
    """Tell whether just one of two names speaks of a branch, a campus or another body within.

    Examples
    --------
    >>> is_part("深圳职业技术学院(龙岗校区)", "深圳职业技术学院")
    True
    >>> is_part("Bo Hai University", "Bo Hai University, Nairobi Campus")
    True
    """
    one, other = plain_text(cell), plain_text(name)
    apart = name_words()["apart"]
    if any((word in one) != (word in other) for word in apart["zh"]):
        return True
    words, others = set(read_name(cell).words), set(read_name(name).words)
    return any((word in words) != (word in others) for word in apart["en"])


def tells_who(name: Name) -> bool:
    """Tell whether a name has words of its own, and more than one word.

    Examples
    --------
    >>> tells_who(read_name("National Polytechnic")), tells_who(read_name("Harare Polytechnic"))
    (False, True)
    """
    return name.chinese or (bool(name.own) and len(name.words) >= _FEWEST)
