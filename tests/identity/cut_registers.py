"""Registers with parts taken out, so that figures of pools drawn from them mean something.

A pool drawn from a register is found in it as a matter of course. So the list of the Ministry is
cut at an older day, and of the Research Organization Registry names or whole entries are left out.
"""

from __future__ import annotations

import hashlib
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from netintl.identity.register_evidence import KnownNames
from netintl.identity.registers import Register, bundled_register

if TYPE_CHECKING:
    from collections.abc import Collection

    from netintl.identity.registers import Entry


@cache
def list_of(newest: str) -> KnownNames:
    """What the lists of the Ministry up to a year know."""
    whole = bundled_register("moe")
    cut = [
        replace(
            entry,
            names=tuple(
                replace(known, lists=lists)
                for known in entry.names
                if (lists := tuple(year for year in known.lists if year <= newest))
            ),
        )
        for entry in whole.entries
    ]
    return _names(replace(whole, entries=tuple(entry for entry in cut if entry.names)))


@cache
def half_of_names() -> KnownNames:
    """What the registry knows when each name and acronym is left out by a toss."""
    whole = bundled_register("ror")
    cut = [
        replace(
            entry,
            names=tuple(known for known in entry.names if _stays(entry, known.text)),
            acronyms=tuple(text for text in entry.acronyms if _stays(entry, text)),
        )
        for entry in whole.entries
    ]
    return _names(replace(whole, entries=tuple(entry for entry in cut if entry.names)))


def without(entries: Collection[str]) -> KnownNames:
    """What the registry knows without some entries: nothing it says of them can be true."""
    whole = bundled_register("ror")
    kept = tuple(entry for entry in whole.entries if entry.id not in entries)
    return _names(replace(whole, entries=kept))


def _stays(entry: Entry, name: str) -> bool:
    return bool(hashlib.sha256(f"{entry.id} {name}".encode()).digest()[0] % 2)


def _names(register: Register) -> KnownNames:
    return KnownNames({register.name: lambda: register})
