"""What every key of a mapping file holds; `netintl.ingest.mapping` says what it means."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from netintl.ingest.body_kinds import ABROAD, AT_HOME
from netintl.settings_shapes import (
    either,
    filled,
    flag,
    named,
    one_of,
    several,
    signs,
    table,
    text,
    whole,
    written,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from netintl.settings_shapes import Check

CODES: Final = (
    "fields", "industries", "province", "country", "sources", "confidence", "official_id", "names",
    AT_HOME, ABROAD,
)  # fmt: skip

_KEYS: dict[str, Mapping[str, Check]] = {}
_REQUIRED: dict[str, tuple[str, ...]] = {}


def _table(name: str, checks: Mapping[str, Check], *, required: tuple[str, ...] = ()) -> Check:
    """Declare a table of the file: its keys are checked, and stand in the reference."""
    _KEYS[name], _REQUIRED[name] = checks, required
    return table(checks, required=required)


_TESTS: Final[Mapping[str, Check]] = {"matches": text, "filled": flag, "not": flag}
_CONDITION = _table(
    "when",
    {"column": filled, "one_of": either(text=filled, list=several(text)), **_TESTS},
    required=("column",),
)
_WHEN = either(table=_CONDITION, list=several(_CONDITION))
_ONE_CELL = _table(
    "cell",
    {
        "column": filled,
        "const": written,
        "columns": several(filled),
        "sum": several(filled),
        "template": text,
        "clause_with": filled,
        "pattern": text,
        "values": either(text=filled, table=named(written)),
        "code": one_of(CODES),
        "default": written,
        "when": _WHEN,
        "use": filled,
    },
)
_CELL = either(text=filled, table=_ONE_CELL, list=several(either(text=filled, table=_ONE_CELL)))
_EACH = _table(
    "each",
    {"column": filled, "separators": signs, "paired": several(filled)},
    required=("column",),
)
_RULE = _table(
    "rows",
    {
        "table": text,
        "cells": named(_CELL),
        "when": _WHEN,
        "each": either(text=text, table=_EACH),
        "unite": flag,
        "keys": several(filled),
    },
)
_MELT = _table(
    "melt",
    {"columns": several(filled), "names": filled, "values": filled},
    required=("columns", "names", "values"),
)
_LEFT_OUT = _table(
    "leave_out",
    {"column": filled, "one_of": several(text), **_TESTS, "reason": filled},
    required=("column", "reason"),
)
_INPUT = _table(
    "inputs",
    {
        "file": filled,
        "sheet": filled,
        "header": several(whole(1, 1_000)),
        "fill": several(filled),
        "melt": _MELT,
        "leave_out": several(_LEFT_OUT),
        "id": filled,
        "unused": several(text),
        "rows": several(_RULE),
    },
    required=("file",),
)
_KIND = _table("kinds", {"kind": filled, "hosts": several(filled)}, required=("kind", "hosts"))
_ADDRESSES = _table("addresses", {"published": several(text), "kinds": several(_KIND)})

_ADDED_CODE = _table(
    "vocabularies",
    {"vocabulary": filled, "code": filled, "name_en": text, "name_zh": text},
    required=("vocabulary", "code"),
)
_ADDED_TERM = _table(
    "terms",
    {"term": filled, "language": one_of(("en", "zh")), "field": filled},
    required=("term", "field"),
)

SHAPE: Final[Check] = _table(
    "",
    {
        "inputs": several(_INPUT),
        "values": named(named(written)),
        "lists": named(several(text)),
        "cells": named(_CELL),
        "sources": several(named(written)),
        "addresses": _ADDRESSES,
        "vocabularies": several(_ADDED_CODE),
        "terms": several(_ADDED_TERM),
        "include": either(text=filled, list=several(filled)),
    },
)
KEYS: Final[Mapping[str, Mapping[str, Check]]] = _KEYS
REQUIRED: Final[Mapping[str, tuple[str, ...]]] = _REQUIRED
