"""A plain plotting area: two scales, light grid lines, numbers beside them, a title per axis."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from matplotlib.collections import LineCollection
from matplotlib.ticker import MaxNLocator

from netintl.figures.colours import GRID, INK, MUTED
from netintl.figures.fonts import text_width
from netintl.figures.page import BODY, LINE, Box
from netintl.figures.typeset import shorten

if TYPE_CHECKING:
    from collections.abc import Sequence

    from netintl.figures.page import Page

_TICKS = 7


@dataclass(frozen=True, slots=True)
class Scale:
    """Values from ``low`` to ``high`` along the points ``start`` to ``end``, evenly or by log."""

    low: float
    high: float
    start: float
    end: float
    log: bool = False

    def at(self, value: float) -> float:
        """Return the point of a value, at the nearer end when it lies outside.

        >>> Scale(0, 10, 100, 200).at(5), Scale(1, 100, 0, 2, log=True).at(10)
        (150.0, 1.0)
        """
        low, high = (math.log(v) if self.log else v for v in (self.low, self.high))
        place = math.log(max(value, 1e-300)) if self.log else value
        share = (place - low) / (high - low) if high > low else 0.5
        return self.start + min(max(share, 0.0), 1.0) * (self.end - self.start)

    def ticks(self) -> list[float]:
        """Return round values inside the scale.

        >>> Scale(1, 200, 0, 1, log=True).ticks()
        [1.0, 2.0, 5.0, 10.0, 20.0, 50.0, 100.0, 200.0]
        """
        if self.log:
            steps = [m * 10.0**e for e in range(-3, 9) for m in (1, 2, 5)]
            return [value for value in steps if self.low <= value <= self.high]
        values = MaxNLocator(_TICKS, steps=[1, 2, 5, 10]).tick_values(self.low, self.high)
        edge = 1e-9 * max(abs(self.low), abs(self.high), 1e-300)
        return [float(v) for v in values if self.low - edge <= v <= self.high + edge]


def tick_text(value: float) -> str:
    """Write a value on an axis with as few digits as it needs.

    >>> tick_text(0.5), tick_text(2000), tick_text(-0.0)
    ('0.5', '2000', '0')
    """
    return f"{value + 0.0:.6g}"


def draw_x_axis(page: Page, box: Box, scale: Scale, title: str, *, whole: bool = False) -> None:
    """Draw upright grid lines with numbers below them, and the title under the numbers."""
    size = BODY * page.scale
    values = [v for v in scale.ticks() if not whole or float(v).is_integer()]
    _lines(page, [[(scale.at(v), box.bottom), (scale.at(v), box.top)] for v in values])
    end = -math.inf
    for value in values:
        words = tick_text(value)
        width = text_width(words, size)
        if scale.at(value) - width / 2 > end + 3:
            page.text(
                scale.at(value), box.bottom - size * LINE, words, size=size, colour=MUTED,
                align="center",
            )  # fmt: skip
            end = scale.at(value) + width / 2
    shown = shorten(title, size, box.width)
    page.text(
        box.right, box.bottom - size * LINE * 2.1, shown, size=size, colour=INK, align="right"
    )


def draw_y_axis(page: Page, box: Box, scale: Scale, title: str, *, whole: bool = False) -> None:
    """Draw level grid lines with numbers at their left, and the title above."""
    size = BODY * page.scale
    values = [value for value in scale.ticks() if not whole or float(value).is_integer()]
    _lines(page, [[(box.left, scale.at(v)), (box.right, scale.at(v))] for v in values])
    for value in values:
        page.middle_text(
            box.left - 5, scale.at(value), tick_text(value), size=size, colour=MUTED, align="right"
        )
    page.text(box.left, box.top + size * 0.7, shorten(title, size, box.width), size=size)


def _lines(page: Page, lines: Sequence[Sequence[tuple[float, float]]]) -> None:
    if lines:
        page.add(LineCollection(lines, colors=GRID, linewidths=0.7, zorder=1))


def known(values: object) -> np.ndarray:
    """Return values as numbers, unknown ones as NaN."""
    return np.asarray(values, dtype=float)
