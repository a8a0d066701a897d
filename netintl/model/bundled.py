"""Where the files that ship with netintl are, in a wheel and in a checkout."""

from __future__ import annotations

from pathlib import Path
from typing import Final

_PACKAGE: Final = Path(__file__).resolve().parent.parent
_CHECKOUT: Final = {"data": "data", "queries": "queries", "recipes": "reports/recipes"}


def bundled(name: str) -> Path:
    """Return the folder of bundled ``data``, ``queries`` or ``recipes``.

    Examples
    --------
    >>> bundled("recipes").name
    'recipes'
    """
    inside = _PACKAGE / "_bundled" / name
    return inside if inside.is_dir() else _PACKAGE.parent / _CHECKOUT[name]
