"""One organization on a slide: its partners around it, its agreements by year and by kind."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from matplotlib.collections import LineCollection, PolyCollection

from netintl.figures.colours import (
    BAR,
    INK,
    KIND_COLOURS,
    KIND_MARKERS,
    LINK,
    MUTED,
    PAPER,
    PURPLE,
)
from netintl.figures.fonts import house_style, text_width
from netintl.figures.key import Entry, draw_key
from netintl.figures.page import BODY, LINE, Box, Caption, Page
from netintl.figures.plot import Scale, draw_y_axis
from netintl.figures.typeset import number_text, shorten

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import pandas as pd
    from matplotlib.figure import Figure

_RING = 0.56  # of the width, for the partners
_TIE = PURPLE
_BARS = 8
_TALLEST = 24.0
OTHER_KIND = "other"


def draw_profile(  # noqa: PLR0913 - two charts and a ring
    partners: pd.DataFrame,
    ties: Sequence[tuple[int, int]],
    years: Mapping[int, int],
    kinds: Sequence[tuple[str, int]],
    *,
    kind: str,
    text: Caption,
    kind_labels: Mapping[str, str],
    headings: tuple[str, str],
    tie_label: str,
    preset: str = "slide",
) -> Figure:
    """Draw the partners in a ring, and two charts of agreements beside it.

    Parameters
    ----------
    partners
        Columns label, detail, kind and weight; they stand clockwise from the top in this order.
    ties
        Places of partners that cooperate with each other.
    years
        Agreements by year of their start.
    kinds
        Words and numbers of kinds of agreements, most first.
    kind
        Kind of the organization itself.
    text
        Title, subtitle and footer.
    kind_labels
        What each kind is called, in the order of the key.
    headings
        Of the chart of years and of the chart of kinds.
    tie_label
        What a line between two partners means.
    preset
        ``slide``, ``a4``, ``a3`` or ``square``.
    """
    with house_style(preset):
        page = Page(preset, text)
        there = set(partners["kind"]) | {kind}
        entries = [
            Entry(kind_labels[name], KIND_COLOURS[name], KIND_MARKERS[name])
            for name in kind_labels
            if name in there
        ]
        if ties:
            entries.append(Entry(tie_label, _TIE))
        low = page.body.bottom + draw_key(page, entries, page.body) + 6 * page.scale
        split = page.body.left + page.body.width * _RING
        _draw_ring(page, Box(page.body.left, low, split, page.body.top), partners, ties, kind)
        middle = low + (page.body.top - low) * 0.47
        right = Box(split + 46 * page.scale, low, page.body.right, page.body.top)
        _draw_years(page, Box(right.left, middle, right.right, right.top), years, headings[0])
        lower = Box(right.left, low, right.right, middle - 26 * page.scale)
        _draw_kinds(page, lower, kinds[:_BARS], headings[1])
        return page.figure


def _draw_ring(
    page: Page, room: Box, partners: pd.DataFrame, ties: Sequence[tuple[int, int]], kind: str
) -> None:
    centre = np.array([(room.left + room.right) / 2, (room.bottom + room.top) / 2])
    reach = np.array([room.width * 0.24, room.height * 0.42])
    count = len(partners)
    angles = np.pi / 2 - 2 * np.pi * (np.arange(count) + 0.5) / max(count, 1)
    places = centre + reach * np.column_stack([np.cos(angles), np.sin(angles)]).round(9)
    widths = (0.8 + 0.7 * np.sqrt(partners["weight"].to_numpy(dtype=float))) * page.scale
    spokes = [[tuple(centre), tuple(place)] for place in places]
    page.add(LineCollection(spokes, colors=LINK, linewidths=widths, zorder=2))
    curves = [_curve(places[one], places[other], centre) for one, other in ties]
    page.add(LineCollection(curves, colors=_TIE, linewidths=0.9 * page.scale, zorder=3))
    for place, row in zip(places, partners.to_dict("records"), strict=True):
        _draw_mark(page, place, str(row["kind"]), 8.0)
        _draw_names(page, room, place, centre, (str(row["label"]), str(row["detail"])))
    _draw_mark(page, centre, kind, 17.0)


def _curve(one: np.ndarray, other: np.ndarray, centre: np.ndarray) -> list[tuple[float, float]]:
    """Bend a line between two partners towards the middle, past the organization itself."""
    middle = (one + other) / 2 + (centre - (one + other) / 2) * 0.35
    steps = np.linspace(0, 1, 13)[:, None]
    points = (1 - steps) ** 2 * one + 2 * steps * (1 - steps) * middle + steps**2 * other
    return [(float(x), float(y)) for x, y in points]


def _draw_mark(page: Page, place: np.ndarray, kind: str, size: float) -> None:
    known = kind if kind in KIND_COLOURS else OTHER_KIND
    page.axes.plot(
        [place[0]], [place[1]], marker=KIND_MARKERS[known], color=KIND_COLOURS[known],
        markersize=size * page.scale, markeredgecolor=PAPER, linestyle="none", zorder=6,
        clip_on=False,
    )  # fmt: skip


def _draw_names(
    page: Page, room: Box, place: np.ndarray, centre: np.ndarray, words: tuple[str, str]
) -> None:
    """Write a name and, smaller, what is beside it, on the outer side of a mark."""
    size = BODY * page.scale
    right = place[0] >= centre[0]
    x = place[0] + (9 if right else -9) * page.scale
    width = (room.right - x) if right else (x - room.left)
    align = "left" if right else "right"
    page.middle_text(x, place[1], shorten(words[0], size, width), size=size, align=align)
    small = size * 0.85
    page.middle_text(
        x, place[1] - size * LINE, shorten(words[1], small, width), size=small, colour=MUTED,
        align=align,
    )  # fmt: skip


def _draw_years(page: Page, box: Box, years: Mapping[int, int], heading: str) -> None:
    size = BODY * page.scale
    if not years:
        _write_heading(page, box, heading)
        return
    span = range(min(years), max(years) + 1)
    plot = Box(box.left, box.bottom + size * 2, box.right, box.top - size * 2.6)
    scale = Scale(0.0, float(max(years.values())), plot.bottom, plot.top)
    draw_y_axis(page, plot, scale, "", whole=True)
    _write_heading(page, box, heading)
    slot = plot.width / len(span)
    every = max(1, int(np.ceil(size * 3.2 / slot)))
    bars = []
    for place, year in enumerate(span):
        left, top = plot.left + (place + 0.16) * slot, scale.at(float(years.get(year, 0)))
        if years.get(year):
            bars.append([(left, plot.bottom), (left + slot * 0.68, plot.bottom),
                         (left + slot * 0.68, top), (left, top)])  # fmt: skip
        if (len(span) - 1 - place) % every == 0:
            page.text(
                left + slot * 0.34, plot.bottom - size * LINE * 1.1, str(year), size=size,
                colour=MUTED, align="center",
            )  # fmt: skip
    page.add(PolyCollection(bars, facecolors=KIND_COLOURS["school"], lw=0, zorder=3))


def _draw_kinds(page: Page, box: Box, kinds: Sequence[tuple[str, int]], heading: str) -> None:
    size = BODY * page.scale
    _write_heading(page, box, heading)
    if not kinds:
        return
    labels = [shorten(label, size, box.width * 0.4) for label, _count in kinds]
    left = box.left + max(text_width(label, size) for label in labels) + 8 * page.scale
    top = box.top - size * 2.4
    pitch = min((top - box.bottom) / len(kinds), _TALLEST * page.scale)
    most = max(count for _label, count in kinds)
    room = box.right - left - size * 3
    bars = []
    for place, (label, (_name, count)) in enumerate(zip(labels, kinds, strict=True)):
        y = top - (place + 0.5) * pitch
        end = left + room * count / most
        bars.append([(left, y - pitch * 0.32), (end, y - pitch * 0.32),
                     (end, y + pitch * 0.32), (left, y + pitch * 0.32)])  # fmt: skip
        page.middle_text(left - 6 * page.scale, y, label, size=size, align="right")
        page.middle_text(end + 5 * page.scale, y, number_text(count), size=size, colour=MUTED)
    page.add(PolyCollection(bars, facecolors=BAR, lw=0, zorder=3))


def _write_heading(page: Page, box: Box, heading: str) -> None:
    size = (BODY + 1.6) * page.scale
    words = shorten(heading, size, box.width, bold=True)
    page.text(box.left, box.top - size, words, size=size, colour=INK, bold=True)
