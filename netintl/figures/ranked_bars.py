"""Ranked bars beside a picture: label, bar, number."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from matplotlib.collections import PolyCollection

from netintl.figures.colours import INK, MUTED
from netintl.figures.fonts import printable, text_width
from netintl.figures.page import BODY, LINE, Box, Page
from netintl.figures.typeset import number_text, shorten

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd

_PITCH = 13.6


def draw_ranking(
    page: Page, box: Box, rows: pd.DataFrame, fill: Sequence[str], heading: str
) -> None:
    """Draw as many bars as fit, the largest on top; rows have label and value, already ranked."""
    size = BODY * page.scale
    head = size * LINE * 1.2
    count = min(len(rows), int((box.height - head) / (_PITCH * page.scale)))
    if not count:
        return
    pitch = min((box.height - head) / count, _PITCH * page.scale * 1.25)
    shown = rows.head(count)
    labels = [shorten(str(label), size, box.width * 0.5) for label in shown["label"]]
    values = np.maximum(np.nan_to_num(shown["value"].to_numpy(dtype=float)), 0.0)
    numbers = [number_text(value) for value in shown["value"]]
    left = box.left + max(text_width(label, size) for label in labels) + 5
    room = box.right - left - max(text_width(printable(text), size) for text in numbers) - 5
    lengths = values / max(float(values.max()), 1e-9) * room
    words = heading.replace("{count}", str(count))
    page.text(left, box.top - size, shorten(words, size, box.right - left), size=size, colour=MUTED)
    bars = []
    for number, length in enumerate(map(float, lengths)):
        y = box.top - head - (number + 0.5) * pitch
        half = pitch * 0.35
        bars.append(
            [
                (left, y - half),
                (left + length, y - half),
                (left + length, y + half),
                (left, y + half),
            ]
        )
        page.middle_text(left - 5, y, labels[number], size=size, colour=INK, align="right")
        page.middle_text(left + length + 3, y, numbers[number], size=size, colour=MUTED)
    page.add(PolyCollection(bars, facecolors=list(fill[:count]), lw=0, zorder=3))
