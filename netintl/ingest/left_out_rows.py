"""Rows below a table that are none of it: sums and footnotes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from netintl.i18n import _
from netintl.ingest.column_roles import is_number
from netintl.ingest.row_checks import SUM_WORDS

if TYPE_CHECKING:
    from collections.abc import Sequence

_SPARSE: Final = 0.5  # of the usual texts of a row; a sum has fewer
_FEW: Final = 2
_LONGEST: Final = 40  # signs of a cell that a doubt shows
_SUMS: Final = rf"(?i)^({SUM_WORDS})\b"
_PLAIN_SUMS: Final = rf"(?i)^({SUM_WORDS})\s*[:：]?$"  # where a name begins with such a word
_FOOTNOTES: Final = (
    r"(?i)^(注|註|备注|備註|说明|說明|资料来源|資料來源|来源|來源|数据来源|note|notes|source|\*)"
    r"\s*[:：]"
)
_MARKED_NOTES: Final = r"^[*＊※†]+\s*\S"  # a note alone in its row; names may bear a star too


def rows_left_out(
    labels: Sequence[str], body: list[list[str]]
) -> tuple[list[dict[str, str]], list[list[str]], list[str]]:
    """Leave out sums and footnotes, which stand where an organization or a number should.

    A full row is neither, though a name in it begin with such a word. Returned are the conditions,
    the rows that are left, and the sentences that tell of it.
    """
    found, doubts = [], []
    most = -1.0
    patterns = (
        (_SUMS, _("a sum")),
        (_PLAIN_SUMS, _("a sum")),
        (_FOOTNOTES, _("a footnote")),
        (_MARKED_NOTES, _("a footnote")),
    )
    for words, reason in patterns:
        pattern = re.compile(words)
        for place, label in enumerate(labels):
            cells = {cell for cell in {row[place] for row in body} if pattern.search(cell)}
            hit = [row for row in body if row[place] in cells] if cells else []
            if not hit or len(hit) >= len(body) / 2:
                continue
            most = _most(body) if most < 0 else most
            if any(_texts(row) > most for row in hit):
                continue
            if words == _MARKED_NOTES and any(sum(map(bool, row)) > 1 for row in hit):
                continue
            body = [row for row in body if row[place] not in cells]
            found.append({"column": label, "matches": words, "reason": reason})
            row = " ".join(filter(None, hit[0]))[:_LONGEST]
            doubts.append(
                _("Rows like {row} are left out: {reason}.").format(row=row, reason=reason)
            )
    return found, body, doubts


def _most(body: Sequence[Sequence[str]]) -> float:
    """Return how many words a sum or a footnote has at most: half as many as rows usually have."""
    texts = sorted(_texts(row) for row in body)
    return max(_FEW, _SPARSE * texts[len(texts) // 2])


def _texts(row: Sequence[str]) -> int:
    """Count the cells of a row that are words; sums and footnotes have one or two."""
    return sum(bool(cell) and not is_number(cell) for cell in row)
