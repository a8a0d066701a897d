"""Greedy placing of labels beside their dots, most important first, never one on another.

Each label takes one line or two and tries sixteen directions at six distances. A place costs what
it hides of the dots, its distance and a little for awkward sides; a place over another label or its
leader line, or off the frame, is out. A label without a place is left out; one far from its dot
gets a leader line.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from matplotlib.collections import LineCollection

from netintl.figures.colours import INK, MUTED
from netintl.figures.fonts import printable, text_width
from netintl.figures.page import BASELINE, Box
from netintl.figures.typeset import wrap

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from netintl.figures.page import Page

_ANGLES = np.linspace(0, 2 * np.pi, 16, endpoint=False)
# Cut, so that places as good as each other stay so whatever library computes the sines.
_WAYS = np.column_stack([np.cos(_ANGLES), np.sin(_ANGLES)]).round(9)
_DISTANCES = (1.5, 7.0, 15.0, 26.0, 40.0, 56.0)
_ALONG = np.linspace(0.15, 0.95, 9)
LEADER_FROM = 7.0
PAD = 1.0
_MOST_HIDDEN = 7.0
_LINES = 2
_LEFTWARDS = -0.3
_PITCH = 1.15  # from line to line, over font size


@dataclass(frozen=True, slots=True)
class Anchor:
    """A dot that wants a label."""

    x: float
    y: float
    radius: float
    label: str


@dataclass(frozen=True, slots=True)
class Placed:
    """A label that found its place: the dot's number, the text and its box."""

    number: int
    lines: tuple[str, ...]
    box: Box
    leader: bool


def place_labels(
    anchors: Sequence[Anchor],
    dots: NDArray[np.float64],
    frame: Box,
    *,
    size: float,
    widest: float = 120.0,
    blocked: Sequence[Box] = (),
) -> list[Placed]:
    """Find places for labels, in the order given.

    Parameters
    ----------
    anchors
        Dots that want a label, most important first.
    dots
        Every dot to keep clear of: rows of x, y and radius, in points.
    frame
        Where labels may stand.
    size
        Font size in points.
    widest
        Longer labels take two lines; what is left then is cut.
    blocked
        Where no label may stand.
    """
    placed: list[Placed] = []
    taken = np.array([(b.left, b.bottom, b.right, b.top) for b in blocked]).reshape(-1, 4)
    for number, anchor in enumerate(anchors):
        lines = _set_lines(anchor.label, size, widest)
        if not lines:
            continue
        width = max(text_width(line, size) for line in lines)
        extent = width + 2 * PAD, size * (1.18 + _PITCH * (len(lines) - 1))
        boxes, steps, sides = _candidates(anchor, extent)
        hidden = _hidden(boxes, dots, anchor)
        leaders = _leader_points(anchor, boxes)
        led = steps >= LEADER_FROM
        bad = _covers(boxes, taken) | _leaves(boxes, frame) | (hidden > _MOST_HIDDEN)
        bad |= led & _crosses(leaders, taken)
        if bad.all():
            continue
        best = int(np.argmin(np.where(bad, np.inf, hidden + sides + steps * 0.8)))
        box = Box(*(float(value) for value in boxes[best]))
        placed.append(Placed(number, lines, box, bool(led[best])))
        taken = np.vstack([taken, boxes[best]])
        if led[best]:
            taken = np.vstack([taken, np.tile(leaders[best], 2)])
    return placed


def _set_lines(label: str, size: float, widest: float) -> tuple[str, ...]:
    """Set a label in one line, or in two of much the same length."""
    whole = printable(label)
    width = text_width(whole, size)
    if width <= widest:
        return (whole,) if whole else ()
    even = wrap(whole, size, min(width * 0.6, widest), lines=_LINES + 1)
    return tuple(even if len(even) == _LINES else wrap(whole, size, widest, lines=_LINES))


def _candidates(
    anchor: Anchor, extent: tuple[float, float]
) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]]:
    """List the boxes a label could take, how far each is and how awkward its side."""
    width, height = extent
    ways = np.tile(_WAYS, (len(_DISTANCES), 1))
    steps = np.repeat(_DISTANCES, len(_WAYS))
    reach = anchor.radius + steps
    x = anchor.x + ways[:, 0] * reach + (ways[:, 0] - 1) * width / 2
    y = anchor.y + ways[:, 1] * reach + (ways[:, 1] - 1) * height / 2
    boxes = np.column_stack([x, y, x + width, y + height])
    sides = np.where(ways[:, 0] < _LEFTWARDS, 1.5, 0.0) + np.abs(ways[:, 1]) * 1.2
    return boxes, steps, sides


def _hidden(
    boxes: NDArray[np.float64], dots: NDArray[np.float64], anchor: Anchor
) -> NDArray[np.float64]:
    """Weigh how deep each box lies over dots other than its own."""
    dots = _within_reach(boxes, dots)
    if not len(dots):
        return np.zeros(len(boxes))
    near_x = np.clip(dots[:, 0], boxes[:, [0]], boxes[:, [2]])
    near_y = np.clip(dots[:, 1], boxes[:, [1]], boxes[:, [3]])
    gap = np.sqrt((dots[:, 0] - near_x) ** 2 + (dots[:, 1] - near_y) ** 2)
    gap[:, (dots[:, 0] == anchor.x) & (dots[:, 1] == anchor.y)] = np.inf
    return np.asarray(np.maximum(0.0, dots[:, 2] + 0.5 - gap).sum(axis=1) * 3)


def _within_reach(boxes: NDArray[np.float64], dots: NDArray[np.float64]) -> NDArray[np.float64]:
    """Keep the dots that any of the boxes could lie over; of thousands that is a few."""
    if not len(dots):
        return dots
    radius = dots[:, 2] + 0.5
    low, high = boxes[:, :2].min(axis=0), boxes[:, 2:].max(axis=0)
    across = (dots[:, 0] + radius > low[0]) & (dots[:, 0] - radius < high[0])
    along = (dots[:, 1] + radius > low[1]) & (dots[:, 1] - radius < high[1])
    return np.asarray(dots[across & along])


def _covers(boxes: NDArray[np.float64], taken: NDArray[np.float64]) -> NDArray[np.bool_]:
    """Tell which boxes would touch a label that stands already."""
    apart = (
        (boxes[:, [0]] >= taken[:, 2])
        | (boxes[:, [2]] <= taken[:, 0])
        | (boxes[:, [1]] >= taken[:, 3])
        | (boxes[:, [3]] <= taken[:, 1])
    )
    return np.asarray(~apart.all(axis=1))


def _leader_points(anchor: Anchor, boxes: NDArray[np.float64]) -> NDArray[np.float64]:
    """Take points along the line from the dot to each box: boxes x points x (x, y)."""
    end = np.column_stack(
        [
            np.clip(anchor.x, boxes[:, 0] + PAD, boxes[:, 2] - PAD),
            np.clip(anchor.y, boxes[:, 1], boxes[:, 3]),
        ]
    )
    start = np.array([anchor.x, anchor.y])
    return np.asarray(start + (end - start)[:, None, :] * _ALONG[None, :, None])


def _crosses(leaders: NDArray[np.float64], taken: NDArray[np.float64]) -> NDArray[np.bool_]:
    """Tell which leader lines would run through a label that stands already."""
    x, y = leaders[:, :, [0]], leaders[:, :, [1]]
    inside = (x > taken[:, 0]) & (x < taken[:, 2]) & (y > taken[:, 1]) & (y < taken[:, 3])
    return np.asarray(inside.any(axis=(1, 2)))


def _leaves(boxes: NDArray[np.float64], frame: Box) -> NDArray[np.bool_]:
    """Tell which boxes would leave the frame."""
    return np.asarray(
        (boxes[:, 0] < frame.left)
        | (boxes[:, 1] < frame.bottom)
        | (boxes[:, 2] > frame.right)
        | (boxes[:, 3] > frame.top)
    )


def draw_labels(
    page: Page, anchors: Sequence[Anchor], placed: Sequence[Placed], *, size: float
) -> None:
    """Draw placed labels on white ground, with leader lines where they stand apart."""
    leaders = []
    for label in placed:
        anchor, box = anchors[label.number], label.box
        if label.leader:
            end = (
                float(np.clip(anchor.x, box.left + PAD, box.right - PAD)),
                float(np.clip(anchor.y, box.bottom, box.top)),
            )
            leaders.append([(anchor.x, anchor.y), end])
    if leaders:
        lines = LineCollection(leaders, linewidths=0.5, colors=MUTED, zorder=3)
        page.add(lines)
    page.white_boxes([label.box for label in placed])
    for label in placed:
        first = label.box.top - size * 0.59 - size * BASELINE
        for number, line in enumerate(label.lines):
            y = first - number * _PITCH * size
            page.text(label.box.left + PAD, y, line, size=size, colour=INK)
