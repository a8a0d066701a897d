"""Set lines of Chinese and Latin text without drawing them: wrap, shorten, space out, numbers."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

import numpy as np

from netintl.figures.fonts import printable, text_width

if TYPE_CHECKING:
    from collections.abc import Sequence

ELLIPSIS = "…"
_GROUPED_FROM = 10_000
_NO_LINE_START = set("，。、；：！？）》」』】〉”’…·%）,.;:!?)]}")
_NO_LINE_END = set("（《「『【〈“‘([{")
_PIECE = re.compile(r"\s+|[^\s]")


def _is_wide(mark: str) -> bool:
    """Tell whether a line may break on either side of a character."""
    return unicodedata.east_asian_width(mark) in "WF"


def _joined(left: str, right: str) -> bool:
    """Tell whether two neighbouring characters must stay on one line."""
    if right in _NO_LINE_START or left in _NO_LINE_END:
        return True
    return not (left.isspace() or right.isspace() or _is_wide(left) or _is_wide(right))


def _pieces(text: str) -> list[str]:
    """Split a text where a line may break."""
    pieces: list[str] = []
    for mark in _PIECE.findall(text):
        if pieces and _joined(pieces[-1][-1], mark[0]):
            pieces[-1] += mark
        else:
            pieces.append(mark)
    return pieces


def shorten(text: str, size: float, width: float, *, bold: bool = False) -> str:
    """Cut a text to a width, with an ellipsis where something is gone.

    >>> shorten("天津渤海职业技术学院", 10, 60)
    '天津渤海职…'
    """
    text = printable(text, bold=bold)
    if text_width(text, size, bold=bold) <= width:
        return text
    room = width - text_width(ELLIPSIS, size, bold=bold)
    used = np.cumsum([text_width(mark, size, bold=bold) for mark in text])
    return text[: int(np.searchsorted(used, room, side="right"))].rstrip() + ELLIPSIS


def _fits(text: str, size: float, width: float, *, bold: bool) -> bool:
    return text_width(text, size, bold=bold) <= width


def wrap(text: str, size: float, width: float, *, bold: bool = False, lines: int = 3) -> list[str]:
    """Break a text into lines that fit a width; what exceeds the last line is cut.

    Chinese breaks between characters, though never before a closing mark; Latin at spaces.

    >>> wrap("天津渤海职业技术学院，泰国", 10, 100)
    ['天津渤海职业技术学', '院，泰国']
    """
    done: list[str] = []
    line = ""
    for piece in _pieces(printable(text, bold=bold)):
        if len(done) > lines:  # the rest is cut whatever it says
            break
        if _fits((line + piece).rstrip(), size, width, bold=bold):
            line += piece
            continue
        if line.strip():
            done.append(line.strip())
        line = piece.lstrip()
        while len(done) <= lines and not _fits(line, size, width, bold=bold):
            head = shorten(line, size, width, bold=bold).removesuffix(ELLIPSIS) or line[0]
            done.append(head)
            line = line[len(head) :]
    if line.strip():
        done.append(line.strip())
    if len(done) > lines:
        glue = "" if _is_wide(done[lines - 1][-1]) else " "
        rest = glue.join(done[lines - 1 :])
        done = [*done[: lines - 1], shorten(rest, size, width, bold=bold)]
    return done


def space_out(centres: Sequence[float], pitch: float, low: float, high: float) -> list[float]:
    """Move positions on a line as little as needed so that none are closer than a pitch.

    >>> space_out([5.0, 6.0, 20.0], 4.0, 0.0, 30.0)
    [3.5, 7.5, 20.0]
    """
    if len(centres) * pitch > (high - low) + pitch:
        pitch = (high - low) / max(len(centres) - 1, 1)
    order = np.argsort(centres, kind="stable")
    groups: list[list[float]] = []
    for want in np.asarray(centres, float)[order]:
        groups.append([want, 1.0])
        _merge(groups, pitch, low, high)
    placed: list[float] = []
    for middle, count in groups:
        first = middle - (count - 1) * pitch / 2
        placed.extend(first + pitch * step for step in range(int(count)))
    answer = np.empty(len(placed))
    answer[order] = placed
    return [float(value) for value in answer]


def _merge(groups: list[list[float]], pitch: float, low: float, high: float) -> None:
    """Join the last groups of positions until no two overlap."""
    while True:
        middle, count = groups[-1]
        half = (count - 1) * pitch / 2
        groups[-1][0] = min(max(middle, low + half), high - half)
        if len(groups) == 1:
            return
        (before, many), (middle, count) = groups[-2], groups[-1]
        if middle - before >= (many + count) / 2 * pitch - 1e-9:
            return
        groups.pop()
        groups[-1] = [(before * many + middle * count) / (many + count), many + count]


def number_text(value: float) -> str:
    """Write a number: whole ones plain, others with one decimal, thin spaces from ten thousand.

    >>> number_text(7.0), number_text(2.25), number_text(12345)
    ('7', '2.2', '12\u2009345')
    """
    rounded = round(float(value), 1)
    whole = rounded.is_integer()
    if abs(rounded) < _GROUPED_FROM:
        return f"{rounded:.0f}" if whole else f"{rounded:.1f}"
    return f"{rounded:,.0f}".replace(",", "\u2009")
