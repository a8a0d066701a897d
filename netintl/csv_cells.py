"""Cells and rows as CSV: plain values, and no formula that a spreadsheet would run.

Files that are read again as data, packages and what Neo4j imports, are not written by these
functions: there every cell stands as it is, and ``AS_IT_STANDS`` says so beside them.
"""

from __future__ import annotations

import csv
import io
import math
from typing import TYPE_CHECKING, Any, Final

from netintl.i18n import mark
from netintl.model.cells import joined

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

BOM = "\ufeff"
AS_IT_STANDS: Final = mark(
    "Every cell stands as it is, so that the same data are read again; where a spreadsheet is to "
    "open these files, import the columns as text, since a cell may look like a formula."
)
_DIGITS = 10  # what sums in any order agree on
# With the wide forms, which Chinese and Japanese editions take for the same:
# https://owasp.org/www-community/attacks/CSV_Injection
_BEGINNINGS: Final = tuple("=+-@\t\r\n＝＋－＠")


def plain(value: Any) -> Any:
    """Turn a cell into a plain value: unknown is None, numbers have ten digits, lists are joined.

    Examples
    --------
    >>> plain(float("nan")), plain(0.1 + 0.2), plain(3.0), plain(("b", "a"))
    (None, 0.3, 3, 'b;a')
    """
    if isinstance(value, str):
        return value
    if isinstance(value, tuple):
        return joined(value)
    if type(value).__name__ in ("bool", "bool_"):
        return bool(value)
    if value is None or math.isnan(value):
        return None
    rounded = round(float(value), _DIGITS)
    return int(rounded) if rounded.is_integer() else rounded


def csv_text(columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> str:
    r"""Write rows as CSV with LF ends; text that looks like a formula is defused.

    Examples
    --------
    >>> csv_text(["name", "value"], [["=1+1", -1.5]])
    "name,value\n'=1+1,-1.5\n"
    """
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow([defused(name) for name in columns])
    for row in rows:
        writer.writerow([_cell(value) for value in row])
    return stream.getvalue()


def _cell(value: Any) -> Any:
    found = plain(value)
    if isinstance(found, bool):
        return "yes" if found else "no"
    return defused(found) if isinstance(found, str) else found


def defused(text: str) -> str:
    """Put an apostrophe before what a spreadsheet would take for a formula.

    Examples
    --------
    >>> defused("=HYPERLINK()"), defused("重庆")
    ("'=HYPERLINK()", '重庆')
    """
    return "'" + text if text.startswith(_BEGINNINGS) else text
