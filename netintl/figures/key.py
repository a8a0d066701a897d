"""The key of a picture: what its colours, shapes and hatches mean."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from matplotlib.patches import Rectangle

from netintl.figures.colours import INK, MUTED, PAPER
from netintl.figures.fonts import printable, text_width
from netintl.figures.page import BODY, LINE, Box
from netintl.figures.typeset import shorten

if TYPE_CHECKING:
    from collections.abc import Sequence

    from netintl.figures.page import Page

SIGN, GAP, STEP = 16.0, 20.0, 9.0


@dataclass(frozen=True, slots=True)
class Entry:
    """One sign of a key: a marker, or without one a swatch, hatched or outlined on demand.

    With a ramp the sign is a scale of colours.
    """

    label: str
    colour: str
    marker: str = ""
    hatched: bool = False
    outline: bool = False
    size: float = 8.0
    ramp: tuple[str, ...] = ()

    @property
    def width(self) -> float:
        """Room for the sign, in points at scale 1."""
        return SIGN + max(len(self.ramp) - 1, 0) * STEP


def draw_key(page: Page, entries: Sequence[Entry], room: Box) -> float:
    """Draw a key at the bottom of a room, centred, in as many rows as needed; return its height."""
    size = (BODY + 1.2) * page.scale
    named = [
        (entry, shorten(entry.label, size, room.width - entry.width * page.scale))
        for entry in entries
    ]
    rows = _rows(page, named, size, room.width)
    height = size * LINE * 1.25
    for number, row in enumerate(reversed(rows)):
        x = room.left + (room.width - _row_width(page, row, size)) / 2
        y = room.bottom + height * (number + 0.5)
        for entry, label in row:
            _draw_sign(page, entry, x, y)
            page.middle_text(x + entry.width * page.scale, y, label, size=size, colour=INK)
            x += _entry_width(page, entry, label, size) + GAP * page.scale
    return height * len(rows)


def _entry_width(page: Page, entry: Entry, label: str, size: float) -> float:
    return entry.width * page.scale + text_width(printable(label), size)


def _row_width(page: Page, row: Sequence[tuple[Entry, str]], size: float) -> float:
    words = sum(_entry_width(page, *item, size) for item in row)
    return words + GAP * page.scale * (len(row) - 1)


def _rows(
    page: Page, named: Sequence[tuple[Entry, str]], size: float, width: float
) -> list[list[tuple[Entry, str]]]:
    """Fill rows from left to right."""
    rows: list[list[tuple[Entry, str]]] = []
    for item in named:
        if rows and _row_width(page, [*rows[-1], item], size) <= width:
            rows[-1].append(item)
        else:
            rows.append([item])
    return rows


def _draw_sign(page: Page, entry: Entry, x: float, y: float) -> None:
    """Draw the marker or swatch in front of a label."""
    if entry.marker:
        page.axes.plot(
            [x + 5 * page.scale],
            [y],
            marker=entry.marker,
            markersize=entry.size * page.scale,
            color=entry.colour,
            markeredgecolor=entry.colour if entry.marker == "|" else PAPER,
            markeredgewidth=1.2 if entry.marker == "|" else 0.5,
            linestyle="none",
            clip_on=False,
            zorder=8,
        )
        return
    tall = 8 * page.scale
    for number, colour in enumerate(entry.ramp or (entry.colour,)):
        wide = (STEP if entry.ramp else 11.0) * page.scale
        swatch = Rectangle(
            (x + number * wide, y - tall / 2),
            wide,
            tall,
            facecolor=colour,
            edgecolor=INK if entry.outline else MUTED,
            linewidth=1.6 if entry.outline else 0.0 if entry.ramp else 0.4,
            zorder=8,
        )
        page.add(swatch)
    if entry.hatched:
        box = Box(x, y - tall / 2, x + 11 * page.scale, y + tall / 2)
        page.hatch([box], colour=MUTED, zorder=9)
