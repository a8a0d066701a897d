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
    table,
    text,
    whole,
    written,
)

if TYPE_CHECKING:
    from netintl.settings_shapes import Check

CODES: Final = (
    "fields", "industries", "province", "country", "sources", "confidence", "official_id", "names",
    AT_HOME, ABROAD,
)  # fmt: skip

_CONDITION = table(
    {
        "column": filled,
        "one_of": either(text=filled, list=several(text)),
        "matches": text,
        "filled": flag,
        "not": flag,
    },
    required=("column",),
)
_WHEN = either(table=_CONDITION, list=several(_CONDITION))
_ONE_CELL = table(
    {
        "const": written,
        "column": filled,
        "columns": several(filled),
        "template": text,
        "clause_with": filled,
        "pattern": text,
        "values": either(text=filled, table=named(written)),
        "default": written,
        "code": one_of(CODES),
        "when": _WHEN,
        "use": filled,
    }
)
_CELL = either(text=filled, table=_ONE_CELL, list=several(either(text=filled, table=_ONE_CELL)))
_RULE = table(
    {
        "table": text,
        "when": _WHEN,
        "each": either(
            text=text,
            table=table({"column": filled, "separators": filled}, required=("column",)),
        ),
        "unite": flag,
        "keys": several(filled),
        "cells": named(_CELL),
    }
)
_MELT = table(
    {"columns": several(filled), "names": filled, "values": filled},
    required=("columns", "names", "values"),
)
_LEFT_OUT = table(
    {
        "column": filled,
        "one_of": several(text),
        "matches": text,
        "filled": flag,
        "not": flag,
        "reason": filled,
    },
    required=("column", "reason"),
)
_INPUT = table(
    {
        "file": filled,
        "sheet": filled,
        "header": several(whole(1, 1_000)),
        "melt": _MELT,
        "fill": several(filled),
        "leave_out": several(_LEFT_OUT),
        "id": filled,
        "rows": several(_RULE),
        "unused": several(text),
    },
    required=("file",),
)
_KIND = table({"kind": filled, "hosts": several(filled)}, required=("kind", "hosts"))

SHAPE: Final[Check] = table(
    {
        "include": either(text=filled, list=several(filled)),
        "inputs": several(_INPUT),
        "addresses": table({"published": several(text), "kinds": several(_KIND)}),
        "sources": several(named(written)),
        "values": named(named(written)),
        "lists": named(several(text)),
        "cells": named(_CELL),
    }
)
