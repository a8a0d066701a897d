"""The tables and columns of a package, read from the declaration ``datapackage.json``."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

    from netintl.i18n import Language


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One declared column.

    ``form`` names a content the type alone cannot express (date, country, province, fields,
    industries); ``separator`` is set where a cell holds several values.
    """

    name: str
    type: str
    titles: Mapping[str, str]
    descriptions: Mapping[str, str]
    required: bool = False
    vocabulary: str | None = None
    references: str | None = None
    separator: str | None = None
    form: str | None = None
    pattern: str | None = None
    minimum: float | None = None
    maximum: float | None = None

    def title(self, language: Language) -> str:
        """Return the column's title for people."""
        return self.titles[language]


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """One declared table: its key, its columns in order, its titles."""

    name: str
    key: tuple[str, ...]
    columns: Mapping[str, Column]
    titles: Mapping[str, str]
    descriptions: Mapping[str, str]

    def title(self, language: Language) -> str:
        """Return the table's title for people."""
        return self.titles[language]


def _both(field: Mapping[str, Any], name: str) -> Mapping[str, str]:
    return MappingProxyType({"en": field[name], "zh": field[f"{name}_zh"]})


def _column(field: Mapping[str, Any]) -> Column:
    constraints = field.get("constraints", {})
    plain: tuple[str, ...] = ("vocabulary", "references", "separator", "form")
    return Column(
        name=field["name"],
        type=field["type"],
        titles=_both(field, "title"),
        descriptions=_both(field, "description"),
        **{name: field.get(name) for name in plain} | constraints,
    )


def _table(resource: Mapping[str, Any]) -> Table:
    schema = resource["schema"]
    return Table(
        name=resource["name"],
        key=tuple(schema.get("primaryKey", ())),
        columns=MappingProxyType({f["name"]: _column(f) for f in schema["fields"]}),
        titles=_both(resource, "title"),
        descriptions=_both(resource, "description"),
    )


@cache
def declaration() -> Mapping[str, Any]:
    """Return the raw Frictionless descriptor, the source of everything else here."""
    text = files("netintl.model").joinpath("datapackage.json").read_text(encoding="utf-8")
    return MappingProxyType(json.loads(text))


@cache
def tables() -> Mapping[str, Table]:
    """Return the declared tables by name, in the order of the declaration.

    Examples
    --------
    >>> tables()["parties"].key
    ('agreement', 'organization', 'role')
    >>> tables()["organizations"].columns["country"].title("zh")
    '国家和地区'
    """
    return MappingProxyType({r["name"]: _table(r) for r in declaration()["resources"]})
