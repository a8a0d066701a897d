"""The shape of a settings file: what each key holds, checked at one place before it is used.

A check takes a key and its value and returns what is wrong, or ``""``. Checks are made of checks:
``table({"rows": whole(1, 50)}, required=("rows",))``.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, time
from typing import Any, Final, TypeAlias

from netintl.i18n import _

Check: TypeAlias = Callable[[str, Any], str]

_WHOLE: Final = 2**63  # of TOML: 64 bits with a sign


def text(key: str, value: Any) -> str:
    """Ask for a text.

    Examples
    --------
    >>> text("id", "a"), text("id", 5)
    ('', 'id must be a text, not 5')
    """
    return "" if isinstance(value, str) else _must(key, _("a text"), value)


def filled(key: str, value: Any) -> str:
    """Ask for a text that is not empty."""
    return text(key, value) or ("" if value.strip() else _("{key} is empty").format(key=key))


def signs(key: str, value: Any) -> str:
    r"""Ask for a text of at least one sign, which may be a line break or a space.

    Examples
    --------
    >>> signs("separators", "\n"), signs("separators", "")
    ('', 'separators is empty')
    """
    return text(key, value) or ("" if value else _("{key} is empty").format(key=key))


def flag(key: str, value: Any) -> str:
    """Ask for true or false."""
    return "" if isinstance(value, bool) else _must(key, _("true or false"), value)


def written(key: str, value: Any) -> str:
    """Ask for what can be written into a cell: a text, a number or a date.

    Examples
    --------
    >>> written("const", 5), written("const", float("nan"))
    ('', 'const must be a text, a number or a date, not a number that is none')
    """
    plain = isinstance(value, str) or (isinstance(value, date) and not isinstance(value, datetime))
    if plain or _number_within(value, -_WHOLE, _WHOLE - 1):
        return ""
    return _must(key, _("a text, a number or a date"), value)


def whole(least: int, most: int) -> Check:
    """Ask for a whole number of a range.

    Examples
    --------
    >>> whole(1, 9)("rows", 10)
    'rows must be a whole number from 1 to 9, not 10'
    """

    def check(key: str, value: Any) -> str:
        if isinstance(value, int) and _number_within(value, least, most):
            return ""
        expected = _("a whole number from {least} to {most}").format(least=least, most=most)
        return _must(key, expected, value)

    return check


def number(least: float, most: float) -> Check:
    """Ask for a number of a range.

    Examples
    --------
    >>> number(0, 9)("threshold", float("inf"))
    'threshold must be a number from 0 to 9, not a number that is none'
    """

    def check(key: str, value: Any) -> str:
        if _number_within(value, least, most):
            return ""
        expected = _("a number from {least} to {most}").format(least=least, most=most)
        return _must(key, expected, value)

    return check


def one_of(words: Sequence[str]) -> Check:
    """Ask for one of some words.

    Examples
    --------
    >>> one_of(("a", "b"))("code", "c")
    'code = c is unknown; there are a, b'
    """

    def check(key: str, value: Any) -> str:
        wrong = text(key, value)
        if wrong or value in words:
            return wrong
        return _("{key} = {value} is unknown; there are {known}").format(
            key=key, value=value, known=", ".join(words)
        )

    return check


def several(check: Check) -> Check:
    """Ask for a list whose every entry passes a check.

    Examples
    --------
    >>> several(text)("keys", ["a", 5])
    'keys[2] must be a text, not 5'
    """

    def each(key: str, value: Any) -> str:
        if not isinstance(value, list):
            return _must(key, _("a list"), value)
        named = ((f"{key}[{place}]", entry) for place, entry in enumerate(value, start=1))
        return _first(check(name, entry) for name, entry in named)

    return each


def named(check: Check) -> Check:
    """Ask for a table of any keys whose every value passes a check.

    Examples
    --------
    >>> named(text)("values", {"a": []})
    'values.a must be a text, not a list'
    """

    def each(key: str, value: Any) -> str:
        if not isinstance(value, dict):
            return _must(key, _("a table"), value)
        return _first(check(_below(key, name), entry) for name, entry in value.items())

    return each


def table(checks: Mapping[str, Check], *, required: Sequence[str] = ()) -> Check:
    """Ask for a table of some keys.

    Examples
    --------
    >>> row = table({"id": text, "note": text}, required=("id",))
    >>> row("rows[1]", {"note": ""}), row("rows[1]", {"id": "a", "nota": ""})
    ('rows[1] lacks id', 'the key rows[1].nota is unknown')
    """

    def each(key: str, value: Any) -> str:
        if not isinstance(value, dict):
            return _must(key, _("a table"), value)
        for name in value:
            if name not in checks:
                return _("the key {name} is unknown").format(name=_below(key, name))
        for name in required:
            if name not in value:
                return lacking(key, name)
        return _first(checks[name](_below(key, name), entry) for name, entry in value.items())

    return each


def either(**checks: Check) -> Check:
    """Ask for what one of several types holds: ``text``, ``list`` or ``table``.

    Examples
    --------
    >>> check = either(text=text, list=several(text))
    >>> check("when", ["a"]), check("when", 5)
    ('', 'when must be a text or a list, not 5')
    """

    def each(key: str, value: Any) -> str:
        for name, check in checks.items():
            if isinstance(value, _TYPES[name]):
                return check(key, value)
        words = {"text": _("a text"), "list": _("a list"), "table": _("a table")}
        first, *others = (words[name] for name in checks)
        for other in others:
            first = _("{one} or {other}").format(one=first, other=other)
        return _must(key, first, value)

    return each


def lacking(key: str, name: str) -> str:
    """Say that a table lacks a key; the whole file has no name."""
    if not key:
        return _("the key {name} is missing").format(name=name)
    return _("{key} lacks {name}").format(key=key, name=name)


_TYPES: Final[Mapping[str, type]] = {"text": str, "list": list, "table": dict}


def _first(problems: Any) -> str:
    return next((problem for problem in problems if problem), "")


def _below(key: str, name: str) -> str:
    return f"{key}.{name}" if key else name


def _number_within(value: Any, least: float, most: float) -> bool:
    return (
        isinstance(value, (int, float)) and not isinstance(value, bool) and least <= value <= most
    )


def _must(key: str, expected: str, value: Any) -> str:
    return _("{key} must be {expected}, not {found}").format(
        key=key or _("the file"), expected=expected, found=_found(value)
    )


def _found(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return f"{value:g}" if math.isfinite(value) else _("a number that is none")
    if isinstance(value, int):
        return str(value) if -_WHOLE <= value < _WHOLE else _("a number beyond 64 bits")
    for kind, word in ((str, _("a text")), (list, _("a list")), (dict, _("a table"))):
        if isinstance(value, kind):
            return word
    return _("a date") if isinstance(value, (date, time)) else type(value).__name__
