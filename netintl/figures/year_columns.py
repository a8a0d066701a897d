"""Year by year: what began above the line, what ended below, what holds as a curve."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from matplotlib.collections import LineCollection, PolyCollection

from netintl.figures.colours import BLUE, HATCH, INK, MUTED, NODE, PAPER, SKY, VERMILION
from netintl.figures.fonts import house_style
from netintl.figures.key import Entry, draw_key
from netintl.figures.page import BODY, LINE, Box, Caption, Page
from netintl.figures.plot import Scale, draw_y_axis, known
from netintl.figures.typeset import shorten

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd
    from matplotlib.figure import Figure

BEGUN, SIGNED, ENDED, ACTIVE = BLUE, SKY, VERMILION, NODE


def draw_years(
    rows: pd.DataFrame,
    *,
    text: Caption,
    axis_labels: tuple[str, str],
    signs: Mapping[str, str],
    preset: str = "slide",
) -> Figure:
    """Draw what began, was signed and ended each year, above it what held at its end.

    Parameters
    ----------
    rows
        Columns year, begun, signed, ended, active, lagging; oldest first.
    text
        Title, subtitle and footer.
    axis_labels
        Of the curve above and of the columns below.
    signs
        Words of the key: ``begun``, ``signed``, ``ended``, ``active`` and ``lagging``.
    preset
        ``slide``, ``a4``, ``a3`` or ``square``.
    """
    with house_style(preset):
        page = Page(preset, text)
        entries = [Entry(signs["active"], ACTIVE), Entry(signs["begun"], BEGUN)]
        if len(rows) and rows["signed"].any():
            entries.append(Entry(signs["signed"], SIGNED))
        if len(rows) and rows["ended"].any():
            entries.append(Entry(signs["ended"], ENDED))
        if len(rows) and rows["lagging"].any():
            entries.append(Entry(signs["lagging"], PAPER, hatched=True))
        low = page.body.bottom + draw_key(page, entries, page.body)
        if len(rows):
            size = BODY * page.scale
            left = page.body.left + 34 * page.scale
            foot, top = low + size * 3.4, page.body.top - size * 1.8
            middle = foot + (top - foot) * 0.52
            lower = Box(left, foot, page.body.right, middle - size * 2.6)
            upper = Box(left, middle, page.body.right, top)
            _draw_lag(page, rows, upper, lower)
            _draw_active(page, rows, upper, axis_labels[0])
            _draw_columns(page, rows, lower, axis_labels[1])
            _draw_names(page, rows, lower)
        return page.figure


def _slot(box: Box, rows: pd.DataFrame) -> float:
    return box.width / len(rows)


def _draw_lag(page: Page, rows: pd.DataFrame, upper: Box, lower: Box) -> None:
    late = np.flatnonzero(rows["lagging"].to_numpy(dtype=bool))
    if len(late):
        left = upper.left + float(late[0]) * _slot(upper, rows)
        boxes = [Box(left, box.bottom, box.right, box.top) for box in (upper, lower)]
        page.hatch(boxes, colour=HATCH, zorder=0.6)


def _draw_active(page: Page, rows: pd.DataFrame, box: Box, title: str) -> None:
    active = known(rows["active"])
    scale = Scale(0.0, max(float(active.max()), 1.0), box.bottom, box.top)
    draw_y_axis(page, box, scale, title)
    slot = _slot(box, rows)
    points = [(box.left + (k + 0.5) * slot, scale.at(v)) for k, v in enumerate(active)]
    area = [(points[0][0], box.bottom), *points, (points[-1][0], box.bottom)]
    page.add(PolyCollection([area], facecolors=ACTIVE, alpha=0.12, lw=0, zorder=2))
    page.add(LineCollection([points], colors=ACTIVE, linewidths=1.8 * page.scale, zorder=4))


def _draw_columns(page: Page, rows: pd.DataFrame, box: Box, title: str) -> None:
    begun, signed, ended = (known(rows[name]) for name in ("begun", "signed", "ended"))
    top = max(float((begun + signed).max()), 1.0)
    scale = Scale(-float(ended.max()), top, box.bottom, box.top)
    draw_y_axis(page, box, scale, title)
    slot = _slot(box, rows)
    layers = ((0 * begun, begun, BEGUN), (begun, signed, SIGNED), (0 * ended, -ended, ENDED))
    for base, values, colour in layers:
        bars = []
        for place in np.flatnonzero(values):
            left = box.left + (place + 0.18) * slot
            ends = scale.at(float(base[place])), scale.at(float(base[place] + values[place]))
            bars.append([(left, ends[0]), (left + slot * 0.64, ends[0]),
                         (left + slot * 0.64, ends[1]), (left, ends[1])])  # fmt: skip
        if bars:
            page.add(PolyCollection(bars, facecolors=colour, lw=0, zorder=3))
    zero = [[(box.left, scale.at(0.0)), (box.right, scale.at(0.0))]]
    page.add(LineCollection(zero, colors=INK, linewidths=0.8, zorder=5))


def _draw_names(page: Page, rows: pd.DataFrame, box: Box) -> None:
    """Write as many years as fit under the columns."""
    size = BODY * page.scale
    slot = _slot(box, rows)
    every = max(1, int(np.ceil(size * 3.2 / slot)))
    for place, year in enumerate(rows["year"]):
        if (len(rows) - 1 - place) % every == 0:
            x = box.left + (place + 0.5) * slot
            words = shorten(str(year), size, slot * every)
            page.text(
                x, box.bottom - size * LINE * 1.1, words, size=size, colour=MUTED, align="center"
            )
