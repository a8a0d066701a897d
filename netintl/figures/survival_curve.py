"""How long agreements last: stepped curves with their ranges, and how many are still watched."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from matplotlib.collections import LineCollection, PolyCollection

from netintl.figures.colours import BLUE, GREEN, MUTED, PURPLE, SKY, VERMILION
from netintl.figures.fonts import house_style, text_width
from netintl.figures.page import BODY, LINE, Box, Caption, Page
from netintl.figures.plot import Scale, draw_x_axis, draw_y_axis, known
from netintl.figures.typeset import shorten, space_out

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import pandas as pd
    from matplotlib.figure import Figure

COLOURS = (BLUE, VERMILION, GREEN, PURPLE, SKY)
MOST_GROUPS = len(COLOURS)


def draw_survival(
    curves: pd.DataFrame,
    *,
    text: Caption,
    axis_labels: tuple[str, str],
    group_labels: Mapping[str, str],
    risk_label: str,
    preset: str = "slide",
) -> Figure:
    """Draw survival curves.

    Parameters
    ----------
    curves
        Columns group, years, at_risk, censored, survival, low, high, as ``find_survival`` gives
        them; the first five groups of ``group_labels`` are drawn.
    text
        Title, subtitle and footer.
    axis_labels
        What goes along and what goes up.
    group_labels
        Words for the groups, in the order drawn.
    risk_label
        Heading of the numbers still watched, under the curves.
    preset
        ``slide``, ``a4``, ``a3`` or ``square``.
    """
    present = set(curves["group"])
    groups = [name for name in group_labels if name in present][:MOST_GROUPS]
    with house_style(preset):
        page = Page(preset, text)
        size = (BODY + 1) * page.scale
        if groups:
            words = {name: shorten(group_labels[name], size, 150 * page.scale) for name in groups}
            side = max(text_width(label, size) for label in words.values()) + 14
            foot = size * LINE * (len(groups) + 1.6)
            body = page.body
            box = Box(body.left + max(side, 30.0), body.bottom + foot + 3.2 * size,
                      body.right - side, body.top - size * 2)  # fmt: skip
            years = Scale(0.0, max(float(curves["years"].max()), 1.0), box.left, box.right)
            share = Scale(0.0, 1.0, box.bottom, box.top)
            draw_x_axis(page, box, years, axis_labels[0])
            draw_y_axis(page, box, share, axis_labels[1])
            _draw_curves(page, curves, words, (years, share), size)
            _draw_risk(page, curves, words, years, box.bottom - 3.4 * size, risk_label)
        return page.figure


def _draw_curves(
    page: Page,
    curves: pd.DataFrame,
    words: Mapping[str, str],
    scales: tuple[Scale, Scale],
    size: float,
) -> None:
    years, share = scales
    ends = []
    for colour, name in zip(COLOURS, words, strict=False):
        rows = curves[curves["group"] == name]
        time, value = known(rows["years"]), known(rows["survival"])
        _draw_range(page, rows, scales, colour)
        steps = _steps([years.at(t) for t in time], [share.at(v) for v in value])
        page.add(LineCollection([steps], colors=colour, linewidths=1.8 * page.scale, zorder=5))
        marks = known(rows["censored"]) > 0
        page.axes.plot(
            [years.at(t) for t in time[marks]], [share.at(v) for v in value[marks]], marker="|",
            color=colour, markersize=5 * page.scale, linestyle="none", alpha=0.6, zorder=5,
        )  # fmt: skip
        ends.append((steps[-1], name, colour))
    wanted = sorted(ends, key=lambda end: end[0][1])
    heights = space_out([end[0][1] for end in wanted], size * LINE, share.start, share.end)
    for height, (point, name, colour) in zip(heights, wanted, strict=True):
        page.add(LineCollection([[point, (years.end + 4, height)]], colors=colour, linewidths=0.5))
        page.middle_text(years.end + 7, height, words[name], size=size, colour=colour)


def _draw_range(page: Page, rows: pd.DataFrame, scales: tuple[Scale, Scale], colour: str) -> None:
    years, share = scales
    low, high = known(rows["low"]), known(rows["high"])
    inside = ~np.isnan(low) & ~np.isnan(high)
    if inside.sum() < 2:  # noqa: PLR2004 - an area takes two points
        return
    x = [years.at(t) for t in known(rows["years"])[inside]]
    upper = _steps(x, [share.at(v) for v in high[inside]])
    lower = _steps(x, [share.at(v) for v in low[inside]])
    page.add(
        PolyCollection([[*upper, *reversed(lower)]], facecolors=colour, alpha=0.13, lw=0, zorder=2)
    )


def _steps(x: Sequence[float], y: Sequence[float]) -> list[tuple[float, float]]:
    """Go level to the next time, then down."""
    points = [(x[0], y[0])]
    for place in range(1, len(x)):
        points += [(x[place], y[place - 1]), (x[place], y[place])]
    return points


def _draw_risk(
    page: Page,
    curves: pd.DataFrame,
    words: Mapping[str, str],
    years: Scale,
    top: float,
    heading: str,
) -> None:
    """Write under the ticks how many of each group are still watched."""
    size = BODY * page.scale
    page.text(page.body.left, top - size * LINE, shorten(heading, size, years.end - page.body.left),
              size=size, colour=MUTED)  # fmt: skip
    for line, (colour, name) in enumerate(zip(COLOURS, words, strict=False), 2):
        y = top - size * LINE * line
        rows = curves[curves["group"] == name]
        label = shorten(words[name], size, years.start - page.body.left - 12)
        page.text(page.body.left, y, label, size=size, colour=colour)
        for tick in years.ticks():
            later = rows[rows["years"] >= tick]
            count = int(later["at_risk"].iloc[0]) if len(later) else 0
            page.text(years.at(tick), y, str(count), size=size, colour=MUTED, align="center")
