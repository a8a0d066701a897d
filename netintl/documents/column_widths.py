"""How wide the columns of a table are on paper: by what stands in them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final
from unicodedata import east_asian_width

if TYPE_CHECKING:
    from netintl.documents.blocks import Cell, Table

_NARROWEST, _WIDEST = 4.0, 26.0  # letters
_SHORT: Final = 11.0  # letters that are never broken over lines
_EDGE: Final = 3.5  # room beside the letters of a cell
_USUAL: Final = 0.9  # share of cells that should stand in one line, if they are short
_HEAD: Final = 0.5  # headings may take two lines
_WORDS: Final = re.compile(r"\s+")


def column_shares(table: Table) -> list[float]:
    """Return the share of the width of a table that each of its columns takes.

    Examples
    --------
    >>> from netintl.documents.blocks import Cell, Table
    >>> row = (Cell("1"), Cell("Universiti Teknologi"))
    >>> shares = column_shares(Table("", ("Rank", "Organization"), (row,), (True, False)))
    >>> [round(share, 2) for share in shares]
    [0.24, 0.76]
    """
    wanted = []
    for place, heading in enumerate(table.headings):
        cells = sorted(_width(_needed(row[place])) for row in table.rows)
        longest = cells[-1] if cells else 0.0
        usual = longest if longest <= _SHORT else cells[int(_USUAL * (len(cells) - 1))]
        word = max((_width(part) for part in _WORDS.split(heading)), default=0.0)
        head = max(_HEAD * _width(heading), min(word, _WIDEST / 2) if heading.isascii() else 0.0)
        wanted.append(min(max(usual, head, _NARROWEST), _WIDEST) + _EDGE)
    total = sum(wanted)
    return [width / total for width in wanted]


def _needed(cell: Cell) -> str:
    return cell.text or " ".join(link.text for link in cell.links[:3])


def _width(text: str) -> float:
    return sum(2.0 if east_asian_width(letter) in "WF" else 1.0 for letter in text)
