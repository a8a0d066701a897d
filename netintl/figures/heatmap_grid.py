"""The frame of a heatmap: where its cells lie, the labels around them and the bars of totals."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from matplotlib.collections import PolyCollection

from netintl.figures.colours import BAR, INK, MUTED
from netintl.figures.fonts import printable, text_width
from netintl.figures.page import BODY, LINE, Box, Page
from netintl.figures.typeset import number_text, shorten, wrap

if TYPE_CHECKING:
    from collections.abc import Sequence

_TALLEST, _WIDEST = 26.0, 92.0
_ROW_BAR, _COLUMN_BAR = 92.0, 46.0
_TURN = 38.0
_LABEL_SHARE = 0.26
_MOST_LINES = 2
_LONGEST_TURNED = 150.0


@dataclass(frozen=True, slots=True)
class Grid:
    """The cells on the page; labels are as large as the cells allow."""

    box: Box
    left: float
    rows: int
    columns: int
    size: float
    turned: bool

    @property
    def cell(self) -> tuple[float, float]:
        """Width and height of a cell."""
        return self.box.width / self.columns, self.box.height / self.rows

    def middle(self, row: int, column: int) -> tuple[float, float]:
        """Find the middle of a cell."""
        width, height = self.cell
        return self.box.left + (column + 0.5) * width, self.box.top - (row + 0.5) * height

    def box_of(self, row: int, column: int) -> Box:
        """Give a cell as a box."""
        corners = self.outline(row, column)
        return Box(*corners[0], *corners[2])

    def outline(self, row: int, column: int, inner: float = 0.0) -> list[tuple[float, float]]:
        """List the corners of a cell, moved inwards on demand."""
        (x, y), (width, height) = self.middle(row, column), self.cell
        right, up = width / 2 - inner, height / 2 - inner
        return [(x - right, y - up), (x + right, y - up), (x + right, y + up), (x - right, y + up)]


def fit_grid(
    page: Page, room: Box, rows: Sequence[str], columns: Sequence[str], *, bars: tuple[bool, bool]
) -> Grid:
    """Make the cells as large as labels and bars leave room for, within reason."""
    scale = page.scale
    size = BODY * scale
    most = room.width * _LABEL_SHARE
    names = max(text_width(shorten(str(row), size, most), size) for row in rows) + 6 * scale
    side = _ROW_BAR * scale if bars[0] else 0.0
    head = _COLUMN_BAR * scale if bars[1] else 0.0
    width = min(room.width - names - side, len(columns) * _WIDEST * scale)
    turned = not _lie_flat(columns, size, width / len(columns))
    foot = _foot(columns, size, width / len(columns), turned=turned)
    height = min(room.height - head - foot, len(rows) * _TALLEST * scale)
    left = room.left + (room.width - names - side - width) / 2
    top = room.top - head - (room.height - head - foot - height) / 2
    box = Box(left + names, top - height, left + names + width, top)
    return Grid(
        box, room.left, len(rows), len(columns), min(size, height / len(rows) * 0.8), turned
    )


def _lie_flat(columns: Sequence[str], size: float, width: float) -> bool:
    """Tell whether every column label fits its column in two lines, no word broken."""
    for name in columns:
        whole = printable(name)
        lines = wrap(whole, size, width - 4, lines=_MOST_LINES + 1)
        words = max((text_width(word, size) for word in whole.split()), default=0.0)
        latin = whole.isascii() and words > width - 4
        if len(lines) > _MOST_LINES or latin:
            return False
    return True


def _foot(columns: Sequence[str], size: float, width: float, *, turned: bool) -> float:
    """Measure the height of the column labels."""
    if turned:
        widest = max(min(text_width(printable(name), size), _LONGEST_TURNED) for name in columns)
        return widest * math.sin(math.radians(_TURN)) + size * 1.6
    lines = max(len(wrap(name, size, width - 4, lines=_MOST_LINES)) for name in columns)
    return lines * size * LINE + size * 0.6


def draw_row_labels(page: Page, grid: Grid, rows: Sequence[str]) -> None:
    """Write the row labels at the left."""
    room = grid.box.left - grid.left - 5 * page.scale
    for number, name in enumerate(rows):
        y = grid.middle(number, 0)[1]
        label = shorten(str(name), grid.size, room)
        x = grid.box.left - 5 * page.scale
        page.middle_text(x, y, label, size=grid.size, colour=INK, align="right")


def draw_column_labels(page: Page, grid: Grid, columns: Sequence[str]) -> None:
    """Write the column labels below, turned where they are too long to lie flat."""
    size, width = BODY * page.scale, grid.cell[0]
    for number, name in enumerate(columns):
        x = grid.middle(0, number)[0]
        if not grid.turned:
            for step, line in enumerate(wrap(name, size, width - 4, lines=_MOST_LINES)):
                y = grid.box.bottom - size * (0.85 + step) * LINE
                page.text(x, y, line, size=size, colour=INK, align="center")
            continue
        room = min(_LONGEST_TURNED, (x - grid.left) / math.cos(math.radians(_TURN)) - size)
        page.text(
            x + size * 0.5,
            grid.box.bottom - size * 0.9,
            shorten(name, size, room),
            size=size,
            colour=INK,
            align="right",
            rotation=_TURN,
            rotation_mode="anchor",
        )


def draw_row_bars(page: Page, grid: Grid, totals: Sequence[float | None]) -> None:
    """Draw the totals of the rows at the right."""
    left, height = grid.box.right + 8 * page.scale, grid.cell[1]
    longest = (_ROW_BAR - 40) * page.scale
    shares = _shares(totals)
    bars = []
    for number, (total, share) in enumerate(zip(totals, shares, strict=True)):
        y = grid.middle(number, 0)[1]
        right, half = left + share * longest, height * 0.34
        bars.append([(left, y - half), (right, y - half), (right, y + half), (left, y + half)])
        if total is not None:
            words = number_text(total)
            page.middle_text(right + 3, y, words, size=grid.size, colour=MUTED)
    _draw_bars(page, bars)


def draw_column_bars(page: Page, grid: Grid, totals: Sequence[float | None]) -> None:
    """Draw the totals of the columns on top."""
    size, width = BODY * page.scale, grid.cell[0]
    bottom, tallest = grid.box.top + 4 * page.scale, (_COLUMN_BAR - 20) * page.scale
    shares = _shares(totals)
    bars = []
    for number, (total, share) in enumerate(zip(totals, shares, strict=True)):
        x = grid.middle(0, number)[0]
        top, half = bottom + share * tallest, width * 0.34
        bars.append([(x - half, bottom), (x + half, bottom), (x + half, top), (x - half, top)])
        if total is not None:
            words = number_text(total)
            fitting = min(size, width * 1.6 / max(len(words), 1))
            page.text(x, top + 2.5, words, size=fitting, colour=MUTED, align="center")
    _draw_bars(page, bars)


def _shares(totals: Sequence[float | None]) -> list[float]:
    """Scale totals to the largest."""
    values = np.nan_to_num(np.array([total or 0.0 for total in totals], float))
    scaled = np.maximum(values, 0.0) / max(float(values.max(initial=0.0)), 1e-9)
    return [float(share) for share in scaled]


def _draw_bars(page: Page, bars: Sequence[Sequence[tuple[float, float]]]) -> None:
    page.add(PolyCollection(bars, facecolors=BAR, lw=0, zorder=3))
