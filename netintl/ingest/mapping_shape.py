"""What every key of a mapping file holds; `netintl.ingest.mapping` says what it means."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from netintl.settings_shapes import (
    either,
    filled,
    flag,
    named,
    one_of,
    several,
    table,
    text,
    written,
)

if TYPE_CHECKING:
    from netintl.settings_shapes import Check

CODES: Final = ("fields", "industries", "province", "country", "sources", "confidence")

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
_INPUT = table(
    {
        "file": filled,
        "sheet": filled,
        "id": filled,
        "rows": several(_RULE),
        "unused": several(text),
    },
    required=("file", "id"),
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
