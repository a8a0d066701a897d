"""What a table or a column may be called: its code, or its title in either language."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import TYPE_CHECKING, Final

from netintl.model.schema import tables

if TYPE_CHECKING:
    from collections.abc import Mapping

_CAMEL: Final = re.compile(r"(?<=[a-z])(?=[A-Z][a-z])")
_WITHIN: Final = re.compile("(?<=[\u3400-\u9fff]) (?=[\u3400-\u9fff])")  # Chinese knows no spaces


@cache
def table_names() -> Mapping[str, str]:
    """Map every name a file or sheet may carry (code, English or Chinese title) to its table."""
    names = {}
    for table in tables().values():
        for label in (table.name, *table.titles.values()):
            names[folded(label)] = table.name
    return names


@cache
def header_names(table: str) -> Mapping[str, str]:
    """Map every header a column may carry (code, English or Chinese title) to the column."""
    names: dict[str, str] = {}
    for column in tables()[table].columns.values():
        for label in (*column.titles.values(), column.name):
            names[folded(label)] = column.name
    return names


def folded(label: str) -> str:
    """Fold a header or name for comparison: case, spaces, hyphens and underscores.

    Examples
    --------
    >>> folded(" Chinese-Name ")
    'chinese name'
    """
    return label.strip().casefold().replace("_", " ").replace("-", " ")


def folded_label(label: str) -> str:
    r"""Fold a header for reading: width, case, ``camelCase``, ``snake_case``, and breaks in a line.

    Examples
    --------
    >>> folded_label("startDate"), folded_label("Partner_\nname（EN）")
    ('start date', 'partner name(en)')
    """
    plain = unicodedata.normalize("NFKC", _CAMEL.sub(" ", label)).casefold()
    return _WITHIN.sub("", " ".join(plain.replace("_", " ").split()))
