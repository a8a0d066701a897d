"""Ranks with what is sure of them: the rank found, and the range it keeps when evidence fails."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from matplotlib.collections import LineCollection

from netintl.figures.colours import INK, KIND_COLOURS, KIND_MARKERS, MUTED, PAPER, mix
from netintl.figures.fonts import house_style, text_width
from netintl.figures.key import Entry, draw_key
from netintl.figures.page import BODY, Box, Caption, Page
from netintl.figures.plot import Scale, draw_x_axis, known
from netintl.figures.typeset import shorten

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd
    from matplotlib.figure import Figure

_WIDE = 40  # ranks from which a logarithmic scale shows more
_TALLEST = 26.0


def draw_rank_intervals(
    rows: pd.DataFrame,
    *,
    text: Caption,
    axis_label: str,
    share_label: str,
    kind_labels: Mapping[str, str],
    signs: Mapping[str, str],
    preset: str = "slide",
) -> Figure:
    """Draw one line per organization: the range of its rank, the median, and the rank found.

    Parameters
    ----------
    rows
        Columns label, kind, rank, median, low, high, share (chance of the top) and marked (more
        than its partners explain), first rank first. Ranks may be NaN.
    text
        Title, subtitle and footer.
    axis_label, share_label
        What the axis shows, and the heading of the shares at the right.
    kind_labels, signs
        Words of the key: kinds; and ``range``, ``median``, ``found``, ``marked``.
    preset
        ``slide``, ``a4``, ``a3`` or ``square``.
    """
    with house_style(preset):
        page = Page(preset, text)
        size = (BODY + 1) * page.scale
        kinds = [kind for kind in kind_labels if kind in set(rows["kind"])]
        entries = [Entry(kind_labels[k], KIND_COLOURS[k], KIND_MARKERS[k]) for k in kinds]
        entries.append(Entry(signs["found"], INK, "|", size=10))
        if rows["marked"].any():
            entries.append(Entry(signs["marked"], INK, "*"))
        low = page.body.bottom + draw_key(page, entries, page.body)
        room = Box(page.body.left, low + 10 * page.scale, page.body.right, page.body.top)
        if len(rows):
            _draw(page, room, rows, size, (axis_label, share_label))
        return page.figure


def _draw(page: Page, room: Box, rows: pd.DataFrame, size: float, words: tuple[str, str]) -> None:
    labels = [shorten(str(label), size, room.width * 0.34) for label in rows["label"]]
    left = room.left + max(text_width(label, size) for label in labels) + 22 * page.scale
    right = room.right - max(text_width(words[1], size), text_width("100 %", size)) - 14
    foot = room.bottom + 3.4 * size
    pitch = min((room.top - size * 1.6 - foot) / len(rows), _TALLEST * page.scale)
    box = Box(left, room.top - size * 1.6 - pitch * len(rows), right, room.top - size * 1.6)
    ranks = known(rows[["rank", "median", "low", "high"]])
    most = float(np.nanmax(np.append(ranks, 2.0)))
    scale = Scale(1.0, most, box.left, box.right, log=most > _WIDE)
    draw_x_axis(page, box, scale, words[0], whole=True)
    page.text(room.right, box.top + size * 0.6, words[1], size=size, colour=MUTED, align="right")
    for place, row in enumerate(rows.to_dict("records")):
        y = box.top - (place + 0.5) * pitch
        page.middle_text(box.left - 16 * page.scale, y, labels[place], size=size, align="right")
        _draw_row(page, scale, y, row, pitch)
        share = float(row["share"])
        shown = "–" if np.isnan(share) else f"{share:.0%}".replace("%", " %")
        page.middle_text(room.right, y, shown, size=size, colour=MUTED, align="right")


def _draw_row(page: Page, scale: Scale, y: float, row: Mapping[Any, Any], pitch: float) -> None:
    colour = KIND_COLOURS.get(str(row["kind"]), MUTED)
    marker = KIND_MARKERS.get(str(row["kind"]), "o")
    low, middle, high, found = (float(row[n]) for n in ("low", "median", "high", "rank"))
    style: dict[str, Any] = {"linestyle": "none", "clip_on": False}
    if not np.isnan(low) and not np.isnan(high):
        line = LineCollection(
            [[(scale.at(low), y), (scale.at(high), y)]], colors=mix(colour, PAPER, 0.45),
            linewidths=min(pitch * 0.34, 7 * page.scale), capstyle="round", zorder=3,
        )  # fmt: skip
        page.add(line)
    if not np.isnan(middle):
        page.axes.plot([scale.at(middle)], [y], marker=marker, color=colour, zorder=5,
                       markeredgecolor=PAPER, markersize=7.5 * page.scale, **style)  # fmt: skip
    if not np.isnan(found):
        page.axes.plot([scale.at(found)], [y], marker="|", color=INK, zorder=6,
                       markersize=min(pitch * 0.7, 13 * page.scale), **style)  # fmt: skip
    if row["marked"]:
        page.axes.plot([scale.start - 8 * page.scale], [y], marker="*", color=INK, zorder=6,
                       markersize=6.5 * page.scale, **style)  # fmt: skip
