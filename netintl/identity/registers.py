"""Registers of schools and colleges: the codes they give, and the names and place of each."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, Final

from netintl.identity.names import plain_text
from netintl.model.cells import parts_of
from netintl.model.places import provinces
from netintl.model.reference import read_reference

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

NAMES: Final = ("moe", "ror")
_PROVINCE: Final = slice(2, 4)  # digits of a code of the Ministry that tell the province


@dataclass(frozen=True, slots=True)
class Known:
    """A name under which a register knows a body: its name now, a dated or another one."""

    text: str
    kind: str
    lists: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Entry:
    """One body of a register; ``id`` is an official id with the name of the register."""

    id: str
    names: tuple[Known, ...]
    country: str = ""
    province: str = ""
    city: str = ""
    site: str = ""
    acronyms: tuple[str, ...] = ()

    @property
    def code(self) -> str:
        """The code without the name of the register."""
        return self.id.partition(":")[2]

    @property
    def name(self) -> str:
        """What the register calls it now, or last called it."""
        return self.names[0].text

    @property
    def place(self) -> str:
        """The city as cities are compared."""
        return plain_text(self.city).removesuffix("市")


@dataclass(frozen=True, slots=True)
class Register:
    """A register: its entries, its edition, the address of a record, and of which country it is."""

    name: str
    edition: str
    address: str
    country: str
    entries: tuple[Entry, ...]

    def address_of(self, entry: Entry) -> str:
        """Return where an entry can be looked up."""
        return self.address.format(code=entry.code)


@cache
def declared() -> Mapping[str, Any]:
    """Return what is declared of the registers.

    Examples
    --------
    >>> declared()["moe"]["edition"]
    '2025-06-20'
    """
    text = files("netintl.identity").joinpath("registers.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


@cache
def bundled_register(name: str) -> Register:
    """Return a register that ships with netintl: ``moe`` or ``ror``.

    Examples
    --------
    >>> entries = {entry.id: entry for entry in bundled_register("moe").entries}
    >>> [(known.text, known.kind) for known in entries["moe:4144011113"].names]
    [('深圳职业技术大学', 'current'), ('深圳职业技术学院', 'former')]
    """
    about = declared()[name]
    entries = _moe_entries(about["lists"]) if name == "moe" else _ror_entries()
    return Register(name, about["edition"], about["address"], about["country"], tuple(entries))


def _moe_entries(lists: Mapping[str, str]) -> Iterable[Entry]:
    newest = max(lists)
    named: dict[str, list[tuple[str, Known, str]]] = {}
    for row in read_reference("moe_schools"):
        years = parts_of(row["lists"])
        known = Known(row["name_zh"], "current" if newest in years else "former", years)
        named.setdefault(row["code"], []).append((years[-1], known, row["city"]))
    for code, rows in named.items():
        rows.sort(key=lambda row: (row[0], row[1].text), reverse=True)
        names = tuple(known for _year, known, _city in rows)
        yield Entry(f"moe:{code}", names, "CHN", province_of(code), rows[0][2])


def province_of(code: str) -> str:
    """Return the province that a code of the Ministry of Education tells, if it is one.

    Examples
    --------
    >>> province_of("4144011113"), province_of("4199000000")
    ('44', '')
    """
    province = code[_PROVINCE]
    return province if province in provinces() else ""


def _ror_entries() -> Iterable[Entry]:
    for row in read_reference("ror_schools"):
        others = tuple(Known(name, "other") for name in row["others"].split("|") if name)
        names = (Known(row["name"], "current"), *others)
        acronyms = tuple(filter(None, row["acronyms"].split("|")))
        own, country = f"ror:{row['ror']}", row["country"]
        yield Entry(own, names, country, "", row["city"], row["site"], acronyms)
