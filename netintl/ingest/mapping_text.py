"""A mapping as the text of a file that people edit: TOML, one line for each cell."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence


def mapping_text(
    inputs: Sequence[Mapping[str, Any]],
    values: Mapping[str, Mapping[str, str]],
    sources: Sequence[Mapping[str, str]],
    *,
    heading: Sequence[str] = (),
) -> str:
    r"""Write the inputs, values and sources of a mapping as TOML.

    Parameters
    ----------
    heading
        Lines of comment above all.

    Examples
    --------
    >>> rows = [{"table": "organizations", "cells": {"id": "Name", "kind": {"const": "school"}}}]
    >>> print(mapping_text([{"file": "s.csv", "rows": rows}], {}, []), end="")
    [[inputs]]
    file = "s.csv"
    <BLANKLINE>
    [[inputs.rows]]
    table = "organizations"
    [inputs.rows.cells]
    id = "Name"
    kind = {const = "school"}
    """
    lines = [f"# {line}".rstrip() for text in heading for line in text.splitlines()]
    for source in sources:
        lines += ["", "[[sources]]", *_pairs(source)]
    for entry in inputs:
        lines += ["", "[[inputs]]"]
        lines += _pairs({name: part for name, part in entry.items() if name != "rows"})
        for rule in entry.get("rows", ()):
            lines += ["", "[[inputs.rows]]"]
            lines += _pairs({name: part for name, part in rule.items() if name != "cells"})
            lines += ["[inputs.rows.cells]", *_pairs(rule["cells"])]
    for name, table in values.items():
        lines += ["", f"[values.{_text(name)}]", *_pairs(table)]
    return "\n".join(lines).lstrip("\n") + "\n"


def _pairs(table: Mapping[str, Any]) -> Iterable[str]:
    return (f"{_key(name)} = {_value(part)}" for name, part in table.items())


def _value(part: Any) -> str:
    if isinstance(part, bool):
        return "true" if part else "false"
    if isinstance(part, int):
        return str(part)
    if isinstance(part, str):
        return _text(part)
    if isinstance(part, dict):
        return "{" + ", ".join(_pairs(part)) + "}"
    items = [_value(each) for each in part]
    if any(isinstance(each, dict) for each in part):
        return "[\n" + "".join(f"  {item},\n" for item in items) + "]"
    return "[" + ", ".join(items) + "]"


def _text(text: str) -> str:
    r"""Write a text as TOML does: JSON but for the one control sign that JSON leaves."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def _key(name: str) -> str:
    plain = name.isascii() and name.replace("_", "").replace("-", "").isalnum()
    return name if plain else _text(name)
