"""Before and after: one line each, those that moved most in colour."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from matplotlib.collections import LineCollection

from netintl.figures.colours import BLUE, INK, MUTED, OTHER, PAPER, VERMILION
from netintl.figures.fonts import house_style, text_width
from netintl.figures.page import BODY, LINE, Box, Caption, Page
from netintl.figures.plot import Scale, known, tick_text
from netintl.figures.typeset import shorten, space_out

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.figure import Figure

UP, DOWN = BLUE, VERMILION
_MOVERS = 8


def draw_slopes(
    rows: pd.DataFrame,
    *,
    text: Caption,
    ends: tuple[str, str],
    absent: str,
    ranks: bool = False,
    preset: str = "slide",
) -> Figure:
    """Draw a line per row from its figure before to its figure after.

    Parameters
    ----------
    rows
        Columns label, before, after; NaN at one end is a row that appears or goes, drawn as an
        open ring.
    text
        Title, subtitle and footer.
    ends
        Headings of the two sides.
    absent
        Word for a row that is not there at one end.
    ranks
        Whether small figures stand on top.
    preset
        ``slide``, ``a4``, ``a3`` or ``square``.
    """
    with house_style(preset):
        page = Page(preset, text)
        size = (BODY + 1) * page.scale
        before, after = known(rows["before"]), known(rows["after"])
        values = np.concatenate((before, after))
        values = values[~np.isnan(values)]
        if len(values):
            body = page.body
            side = body.width * 0.3
            box = Box(body.left + side, body.bottom, body.right - side, body.top - size * LINE * 2)
            span = (box.top, box.bottom) if ranks else (box.bottom, box.top)
            scale = Scale(float(values.min()), float(values.max()), *span)
            page.text(box.left, body.top - size, ends[0], size=size, bold=True, align="right")
            page.text(box.right, body.top - size, ends[1], size=size, bold=True)
            step = np.abs(np.nan_to_num(after - before, nan=np.inf))
            movers = set(np.argsort(-step, kind="stable")[:_MOVERS].tolist())
            _draw_lines(page, box, scale, (before, after), movers)
            labels = [shorten(str(label), size, side * 0.8) for label in rows["label"]]
            for number, figures in enumerate((before, after)):
                _draw_side(page, box, scale, figures, labels, number, absent)
        return page.figure


def _draw_lines(
    page: Page,
    box: Box,
    scale: Scale,
    figures: tuple[np.ndarray, np.ndarray],
    movers: set[int],
) -> None:
    before, after = figures
    for place, (old, new) in enumerate(zip(before, after, strict=True)):
        known_end = new if np.isnan(old) else old
        colour = OTHER if place not in movers else UP if new > known_end or np.isnan(old) else DOWN
        points = [(x, scale.at(value)) for x, value in ((box.left, old), (box.right, new))
                  if not np.isnan(value)]  # fmt: skip
        whole = len(points) > 1
        if whole:
            width = (2.2 if place in movers else 1.0) * page.scale
            page.add(LineCollection([points], colors=colour, linewidths=width, zorder=3))
        page.axes.plot(
            [x for x, _y in points], [y for _x, y in points], marker="o", linestyle="none",
            color=colour if whole else PAPER, markeredgecolor=colour, markersize=5.5 * page.scale,
            zorder=4,
        )  # fmt: skip


def _draw_side(
    page: Page,
    box: Box,
    scale: Scale,
    figures: np.ndarray,
    labels: list[str],
    number: int,
    absent: str,
) -> None:
    """Write label and figure beside each dot, apart from each other; absent ones at the foot."""
    size = (BODY + 0.5) * page.scale
    there = np.flatnonzero(~np.isnan(figures))
    order = there[np.argsort([scale.at(figures[k]) for k in there], kind="stable")]
    room = int(box.height / (size * LINE))
    order = order[-room:] if len(order) > room else order
    heights = space_out(
        [scale.at(figures[k]) for k in order], size * LINE, box.bottom + size, box.top
    )
    for place, y in zip(order.tolist(), heights, strict=True):
        words = f"{labels[place]}  {tick_text(round(float(figures[place]), 3))}"
        x, align = (box.left - 9, "right") if number == 0 else (box.right + 9, "left")
        page.middle_text(x, y, words, size=size, colour=INK, align=align)
    gone = [labels[k] for k in np.flatnonzero(np.isnan(figures))]
    if gone:
        words = f"{absent}: {len(gone)}"
        width = text_width(words, size)
        x = box.left - 9 - width if number == 0 else box.right + 9
        page.text(x, box.bottom - size * 0.6, words, size=size, colour=MUTED)
