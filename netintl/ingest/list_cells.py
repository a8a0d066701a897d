"""The items of a cell that holds a list, whatever signs separate them."""

from __future__ import annotations

import re
from typing import Final

from netintl.model.cells import SEPARATOR, parts_of

# What often separates items, and may also stand in a name: told where it was not taken so.
_LIKELY: Final = re.compile(r"[\n\t、|；,，]|(?<=\w\w) ?/ ?(?=\w\w)")


def items_of(cell: str, separators: str = "") -> tuple[str, ...]:
    r"""Return the items of a cell, each once.

    Parameters
    ----------
    separators
        The signs of which each separates; a semicolon where there are none.

    Examples
    --------
    >>> items_of("Alpha; Beta"), items_of("Alpha, Beta\nGamma", ",\n")
    (('Alpha', 'Beta'), ('Alpha', 'Beta', 'Gamma'))
    """
    if not separators:
        return parts_of(cell)
    items = (item.strip() for item in re.split(f"[{re.escape(separators)}]", cell))
    return tuple(dict.fromkeys(item for item in items if item))


def looks_like_a_list(cell: str) -> bool:
    """Tell whether a cell without semicolons may hold several items all the same.

    Examples
    --------
    >>> looks_like_a_list("Alpha, Beta"), looks_like_a_list("Alpha;Beta"), looks_like_a_list("A")
    (True, False, False)
    """
    return SEPARATOR not in cell and bool(_LIKELY.search(cell))
