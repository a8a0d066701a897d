"""Traditional and simplified Chinese as one script, folded in this one place."""

from __future__ import annotations

from functools import cache

from netintl.model.reference import read_reference


def simplified(text: str) -> str:
    """Write each traditional sign of a text as its simplified one.

    Examples
    --------
    >>> simplified("學校名稱"), simplified("Bohai")
    ('学校名称', 'Bohai')
    """
    return text if text.isascii() else text.translate(_signs())


@cache
def _signs() -> dict[int, str]:
    rows = read_reference("traditional")
    return {ord(row["traditional"]): row["simplified"] for row in rows}
