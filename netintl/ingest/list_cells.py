"""The items of a cell that holds a list, whatever signs separate them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from netintl.model.cells import SEPARATOR, parts_of

if TYPE_CHECKING:
    from collections.abc import Sequence

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
    return tuple(dict.fromkeys(each_item(cell, separators)))


def each_item(cell: str, separators: str) -> list[str]:
    """Return the items of a cell in their places, also those that stand there twice.

    Examples
    --------
    >>> each_item("Laos、Laos；Thailand", "、；")
    ['Laos', 'Laos', 'Thailand']
    """
    items = (item.strip() for item in re.split(f"[{re.escape(separators)}]", cell))
    return [item for item in items if item]


def paired_with(items: Sequence[str], cell: str, separators: str) -> list[str] | None:
    """Return what of a cell goes with each item of a list beside it.

    One text goes with each of them; of several the first goes with the first. None where there
    are more or fewer than items, so that nobody can say which belongs to which.

    Examples
    --------
    >>> paired_with(["A", "B"], "Austria; Latvia", ";"), paired_with(["A", "B"], "Laos", ";")
    (['Austria', 'Latvia'], ['Laos', 'Laos'])
    >>> paired_with(["A", "B", "C"], "Austria; Latvia", ";") is None
    True
    """
    found = each_item(cell, separators)
    if len(found) < 2 or len(items) < 2:  # noqa: PLR2004
        return [cell] * len(items)
    return found if len(found) == len(items) else None


def looks_like_a_list(cell: str) -> bool:
    """Tell whether a cell without semicolons may hold several items all the same.

    Examples
    --------
    >>> looks_like_a_list("Alpha, Beta"), looks_like_a_list("Alpha;Beta"), looks_like_a_list("A")
    (True, False, False)
    """
    return SEPARATOR not in cell and bool(_LIKELY.search(cell))
