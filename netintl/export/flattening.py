"""One rule for all file formats: what a value becomes, and one type for each attribute."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

Value = str | int | float | bool
Types = dict[str, type[Value]]
_UNPRINTABLE: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_JOINT: Final = "|"
TYPE_NAMES: Final = {bool: "boolean", int: "long", float: "double", str: "string"}
"""What GraphML, GEXF and CX2 call the types."""


def flat(value: Any) -> Value | None:
    r"""Turn a value into text, number or truth; what is unknown is None and left out of files.

    Lists become ``a|b``, dates ISO text, NumPy values those of Python. Characters that XML cannot
    hold are dropped.

    Examples
    --------
    >>> flat(["a", "b"]), flat(float("nan")), flat(date(2024, 5, 1)), flat(""), flat("a\x0bb")
    ('a|b', None, '2024-05-01', None, 'ab')
    """
    if hasattr(value, "item"):
        value = value.item()
    if value is None or value != value:  # noqa: PLR0124 - NaN and NaT
        return None
    if isinstance(value, (list, tuple)):
        value = _JOINT.join(str(part) for part in map(flat, value) if part is not None)
    if isinstance(value, date):
        value = value.isoformat()
    if isinstance(value, (bool, int, float)):
        return value
    return _UNPRINTABLE.sub("", str(value)) or None


def flat_row(row: Mapping[str, Any]) -> dict[str, Value]:
    """Flatten a row and leave out what is unknown.

    Examples
    --------
    >>> flat_row({"a": 1, "b": None})
    {'a': 1}
    """
    found = {name: flat(value) for name, value in row.items()}
    return {name: value for name, value in found.items() if value is not None}


def types_of(rows: Iterable[Mapping[str, Value]]) -> Types:
    """Find one type for each attribute: whole and broken numbers are numbers, all else is text.

    Programs refuse files in which an attribute has two types, or read such files wrongly.

    Examples
    --------
    >>> types_of([{"year": 2019, "share": 1}, {"year": "2020", "share": 0.5}])
    {'year': <class 'str'>, 'share': <class 'float'>}
    """
    found: Types = {}
    for row in rows:
        for name, value in row.items():
            kind, before = type(value), found.get(name)
            if before in (None, kind):
                found[name] = kind
            else:
                found[name] = float if {before, kind} == {int, float} else str
    return found


def in_types(rows: Sequence[dict[str, Value]], types: Types) -> None:
    """Give every value the type of its attribute, in place.

    Examples
    --------
    >>> rows = [{"share": 1}]
    >>> in_types(rows, {"share": float})
    >>> rows
    [{'share': 1.0}]
    """
    for row in rows:
        for name, value in row.items():
            if type(value) is not types[name]:
                row[name] = types[name](value)
