"""The named queries once more, over tables with pandas and networkx: slow, obvious, and ours.

Nothing of netintl.store is used. Each function takes a `Desk` and the bound parameters and
returns rows in the order and with the limit that the question promises.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from . import partner_answers, place_answers

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from .desk import Desk, Row

EQUIVALENTS: Mapping[str, Callable[[Desk, Mapping[str, Any]], list[Row]]] = {
    name: function
    for module in (partner_answers, place_answers)
    for name, function in vars(module).items()
    if getattr(function, "__module__", "") == module.__name__ and not name.startswith("_")
}
