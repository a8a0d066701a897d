"""What each key of a mapping file is for, in both languages, with an example that is read.

Which keys there are, and what they hold, is told by the checks that read them; what they are for
stands in ``mapping_keys.toml``.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, Final

from netintl.i18n import LANGUAGES, _, speaking
from netintl.ingest.mapping_shape import CODES, KEYS, REQUIRED

if TYPE_CHECKING:
    from collections.abc import Mapping

    from netintl.settings_shapes import Check

_WHOLE: Final = "file"  # the table that has no name


@dataclass(frozen=True, slots=True, kw_only=True)
class MappingKey:
    """One key of a table of a mapping.

    Attributes
    ----------
    holds
        What its value is, by language, as the check of it says.
    absent
        What holds without it, by language; nothing where it is required.
    meanings
        What it does, by language.
    example
        A line of TOML.
    frame
        A whole mapping but for one line, where ``{example}`` stands.
    """

    name: str
    required: bool
    holds: Mapping[str, str]
    absent: Mapping[str, str]
    meanings: Mapping[str, str]
    example: str
    frame: str

    @property
    def whole_example(self) -> str:
        """A mapping in which the example stands."""
        return self.frame.replace("{example}", self.example)


@dataclass(frozen=True, slots=True, kw_only=True)
class MappingTable:
    """A table of a mapping: how it is written, what it is, and its keys."""

    name: str
    written: str
    meanings: Mapping[str, str]
    keys: tuple[MappingKey, ...]


@cache
def mapping_tables() -> Mapping[str, MappingTable]:
    """Return the tables of a mapping by name, in the order of the reference.

    Examples
    --------
    >>> key = mapping_tables()["inputs"].keys[0]
    >>> key.name, key.holds["en"], key.required
    ('file', 'a text', True)
    """
    told = _told()["tables"]
    return {name: _table(name.removeprefix(_WHOLE), told[name]) for name in told}


@cache
def mapping_codes() -> Mapping[str, Mapping[str, str]]:
    """Return what each word of ``code`` makes of a text, by language.

    Examples
    --------
    >>> sorted(mapping_codes())[:2]
    ['confidence', 'country']
    """
    return {code: _told()["codes"][code] for code in CODES}


def held(check: Check) -> Mapping[str, str]:
    """Say what a key holds, by language, as its check says when it finds something else."""
    found = {}
    for language in LANGUAGES:
        with speaking(language):
            said = check("\N{BULLET}", None)
            shape = _("{key} must be {expected}, not {found}")
        pattern = re.escape(shape).replace(r"\{expected\}", "(.+)")
        pattern = pattern.replace(r"\{key\}", ".*").replace(r"\{found\}", ".*")
        match = re.fullmatch(pattern, said)
        found[str(language)] = match.group(1) if match else said
    return found


def _table(name: str, told: Mapping[str, Any]) -> MappingTable:
    keys = tuple(_key(name, key, check, told) for key, check in KEYS[name].items())
    return MappingTable(
        name=name,
        written=told["written"],
        meanings={language: told[language] for language in LANGUAGES},
        keys=keys,
    )


def _key(table: str, name: str, check: Check, told: Mapping[str, Any]) -> MappingKey:
    own = told["keys"][name]
    return MappingKey(
        name=name,
        required=name in REQUIRED[table],
        holds=held(check),
        absent={language: own.get(f"absent_{language}", "") for language in LANGUAGES},
        meanings={language: own[language] for language in LANGUAGES},
        example=own["example"],
        frame=own.get("frame", told["frame"]),
    )


@cache
def _told() -> Mapping[str, Any]:
    text = files("netintl.ingest").joinpath("mapping_keys.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)
