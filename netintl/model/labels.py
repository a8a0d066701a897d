"""What a table or a column may be called: its code, or its title in either language."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import TYPE_CHECKING, Final

from netintl.model.schema import tables
from netintl.model.scripts import simplified

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

# Sheets of our own templates that hold no table.
GUIDE_SHEETS: Final[Mapping[str, str]] = {"en": "How to fill this in", "zh": "填写说明"}
LISTS_SHEET: Final = "netintl lists"
_SIGNS: Final = str.maketrans(dict.fromkeys("_-/|()（）／｜", " "))

_CAMEL: Final = re.compile(r"(?<=[a-z])(?=[A-Z][a-z])")
_WITHIN: Final = re.compile("(?<=[\u3400-\u9fff]) (?=[\u3400-\u9fff])")  # Chinese knows no spaces


@cache
def table_names() -> Mapping[str, str]:
    """Map every name a file or sheet may carry (code, English or Chinese title) to its table."""
    names = {}
    for table in tables().values():
        for label in _titles(table.name, table.titles):
            names[folded(label)] = table.name
    return names


@cache
def header_names(table: str) -> Mapping[str, str]:
    """Map every header a column may carry (code, English or Chinese title) to the column."""
    names: dict[str, str] = {}
    for column in tables()[table].columns.values():
        for label in _titles(column.name, column.titles):
            names[folded(label)] = column.name
    return names


def _titles(code: str, titles: Mapping[str, str]) -> Iterator[str]:
    """Yield the titles of a thing, both together in either order, and its code."""
    one, other = titles["en"], titles["zh"]
    yield from (one, other, f"{one} {other}", f"{other} {one}", code)


@cache
def _aside() -> frozenset[str]:
    return frozenset(folded(title) for title in (*GUIDE_SHEETS.values(), LISTS_SHEET))


def is_aside(title: str) -> bool:
    """Tell whether a sheet is the guide or the lists of a template of ours, and no table.

    Examples
    --------
    >>> is_aside("填写说明"), is_aside("Partners")
    (True, False)
    """
    return folded(title) in _aside()


def folded(label: str) -> str:
    r"""Fold a header or name for comparison: case, script, spaces, and the signs between words.

    Examples
    --------
    >>> folded(" Chinese-Name "), folded("中文名称（Chinese\nname）")
    ('chinese name', '中文名称 chinese name')
    """
    return " ".join(simplified(label.casefold()).translate(_SIGNS).split())


def folded_label(label: str) -> str:
    r"""Fold a header for reading: width, case, script, ``camelCase``, ``snake_case``, line breaks.

    Examples
    --------
    >>> folded_label("startDate"), folded_label("Partner_\nname（EN）"), folded_label("學校名稱")
    ('start date', 'partner name(en)', '学校名称')
    """
    plain = unicodedata.normalize("NFKC", _CAMEL.sub(" ", label)).casefold()
    return _WITHIN.sub("", " ".join(simplified(plain).replace("_", " ").split()))
