"""Rows that are none of the table: headers once more, sums, and words for nobody."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

import numpy as np

from netintl.model.labels import folded, header_names

if TYPE_CHECKING:
    from collections.abc import Callable

    from netintl.ingest.draft import Draft

SUM_WORDS: Final = "合计|总计|小计|共计|合計|總計|小計|共計|grand total|subtotal|totals?|sum"
_SUM: Final = re.compile(rf"(?i)({SUM_WORDS})\s*[:：]?")
_NOBODY: Final = re.compile(
    r"(?i)[?？\-–—./\\]+|unknown|none|null|nil|nan|n/a|not known|tbd|tba|未知|不详|待定|待补|无|無|"
    r"没有|不詳"
)


def check_repeated_headers(draft: Draft) -> None:
    """Reject the rows of which each required cell is the name of its own column."""
    required = [column.name for column in draft.table.columns.values() if column.required]
    if not required or not len(draft):
        return
    known = header_names(draft.table.name)
    hit = np.ones(len(draft), dtype=bool)
    for name in required:
        own = {label for label, column in known.items() if column == name}
        hit &= draft.columns[name].where(_folds_into(own))
        if not hit.any():
            return
    draft.note("ROW009", hit, column=required[0])


def _folds_into(labels: set[str]) -> Callable[[str], bool]:
    return lambda cell: folded(cell) in labels


def check_ends(links: Draft) -> None:
    """Tell of links whose end is a sum, or a word for nobody."""
    for end in ("source", "target"):
        column = links.columns[end]
        links.note("LOG012", column.where(lambda cell: bool(_SUM.fullmatch(cell))), column=end)
        links.note("LOG013", column.where(lambda cell: bool(_NOBODY.fullmatch(cell))), column=end)
