"""One page: caption, body and key, all measured in points before anything is drawn.

Every picture is drawn on one axes that spans the page, one unit a point, the origin bottom left.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.collections import PolyCollection
from matplotlib.figure import Figure
from matplotlib.patches import PathPatch
from matplotlib.path import Path

from netintl.figures.colours import INK, MUTED, PAPER
from netintl.figures.fonts import printable
from netintl.figures.looks import current_looks
from netintl.figures.presets import find_preset
from netintl.figures.typeset import wrap

if TYPE_CHECKING:
    from collections.abc import Iterable

    from matplotlib.artist import Artist
    from matplotlib.axes import Axes

POINTS = 72.0
LINE = 1.32  # line height over font size
BASELINE = 0.36  # from the middle of a line down to its baseline, over font size
MARGIN = 20.0
HATCH_PITCH = 4.5

TITLE, SUBTITLE, FOOTER, BODY = 19.0, 11.5, 8.0, 8.0


@dataclass(frozen=True, slots=True)
class Caption:
    """The words around a picture: what it shows, how to read it, where it comes from."""

    title: str
    subtitle: str = ""
    footer: str = ""


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on the page, in points."""

    left: float
    bottom: float
    right: float
    top: float

    @property
    def width(self) -> float:
        """The width."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """The height."""
        return self.top - self.bottom


def slanted(box: Box, pitch: float) -> list[list[tuple[float, float]]]:
    """List the rising lines that hatch a box, each from end to end.

    The lines of neighbouring boxes continue each other.

    >>> slanted(Box(0, 0, 2, 2), 3.0)
    [[(0.0, 0.0), (2.0, 2.0)]]
    """
    first = math.ceil((box.bottom - box.right) / pitch)
    last = math.floor((box.top - box.left) / pitch)
    lines = []
    for number in range(first, last + 1):
        start = max(box.left, box.bottom - number * pitch)
        end = min(box.right, box.top - number * pitch)
        if end > start:
            ends = (float(x) for x in (start, end))
            lines.append([(x, x + number * pitch) for x in ends])
    return lines


def _paragraphs(
    words: str, size: float, room: float, *, bold: bool = False, lines: int
) -> list[str]:
    """Wrap a text, each of its own lines for itself."""
    parts = str(words).splitlines()
    return [line for part in parts for line in wrap(part, size, room, bold=bold, lines=lines)]


class Page:
    """A figure of a preset's size, its caption drawn; ``body`` is what remains free.

    Make it inside :func:`netintl.figures.fonts.house_style`.
    """

    def __init__(self, preset: str, caption: Caption) -> None:
        page = find_preset(preset)
        caption = replace(caption, title=current_looks().title or caption.title)
        self.scale = page.scale
        self.width, self.height = page.width * POINTS, page.height * POINTS
        self.figure = Figure(figsize=(page.width, page.height), dpi=page.dpi, facecolor=PAPER)
        FigureCanvasAgg(self.figure)
        self.figure.set_label(printable(caption.title))
        self.axes: Axes = self.figure.add_axes((0.0, 0.0, 1.0, 1.0))
        self.axes.set(xlim=(0, self.width), ylim=(0, self.height), autoscale_on=False)
        self.axes.set_axis_off()
        self.body = self._draw_caption(caption)

    def _draw_caption(self, caption: Caption) -> Box:
        """Draw title, subtitle and footer; return what is left between them."""
        edge = MARGIN * self.scale
        room = self.width - 2 * edge
        top = self.height - edge * 0.8
        heads = (
            (caption.title, TITLE, INK, True, 2),
            (caption.subtitle, SUBTITLE, MUTED, False, 3),
        )
        for words, points, colour, bold, most in heads:
            size = points * self.scale
            for line in _paragraphs(words, size, room, bold=bold, lines=most):
                top -= size * LINE
                self.text(edge, top + size * 0.3, line, size=size, colour=colour, bold=bold)
        size = FOOTER * self.scale
        bottom = edge * 0.8
        for line in reversed(_paragraphs(caption.footer, size, room, lines=4)):
            self.text(edge, bottom, line, size=size, colour=MUTED)
            bottom += size * LINE
        gap = 8 * self.scale
        return Box(edge, bottom + gap, self.width - edge, top - gap)

    def add(self, artist: Artist) -> None:
        """Put a patch or collection on the page."""
        self.axes.add_artist(artist)
        artist.set_clip_on(False)

    def hatch(self, boxes: Iterable[Box], *, colour: str, zorder: float) -> None:
        """Draw slanted lines in boxes, as plain lines that every program shows alike."""
        lines = [line for box in boxes for line in slanted(box, HATCH_PITCH * self.scale)]
        if lines:
            path = Path.make_compound_path(*(Path(line) for line in lines))
            self.add(PathPatch(path, fill=False, edgecolor=colour, lw=0.5, zorder=zorder))

    def text(
        self,
        x: float,
        y: float,
        words: str,
        *,
        size: float,
        colour: str = INK,
        bold: bool = False,
        align: str = "left",
        **more: Any,
    ) -> None:
        """Write one line with its baseline at y, dollar signs taken as they are."""
        self.axes.text(
            x,
            y,
            printable(words, bold=bold),
            fontsize=size,
            color=colour,
            weight="bold" if bold else "normal",
            ha=align,
            va="baseline",
            parse_math=False,
            **{"zorder": 8, **more},
        )

    def middle_text(self, x: float, y: float, words: str, **style: Any) -> None:
        """Write one line with its middle at y."""
        self.text(x, y - style["size"] * BASELINE, words, **style)

    def white_boxes(self, boxes: Iterable[Box], *, zorder: float = 7) -> None:
        """Lay a soft white ground behind texts."""
        shapes = [
            [(b.left, b.bottom), (b.right, b.bottom), (b.right, b.top), (b.left, b.top)]
            for b in boxes
        ]
        if shapes:
            ground = PolyCollection(shapes, facecolors=PAPER, alpha=0.72, lw=0, zorder=zorder)
            self.add(ground)
