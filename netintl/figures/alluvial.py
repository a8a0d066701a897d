"""Flows through three columns, for example province to host country to field.

The width of a ribbon is its value, its colour a property of the flow such as the host's region.
Small groups are merged, and what is merged in the middle column is grey.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from matplotlib.collections import PathCollection, PolyCollection
from matplotlib.path import Path

from netintl.figures.colours import INK, KIND_COLOURS, NODE, OTHER, PAPER, mix
from netintl.figures.fonts import house_style, printable, text_width
from netintl.figures.key import Entry, draw_key
from netintl.figures.page import BODY, LINE, Box, Caption, Page
from netintl.figures.typeset import number_text, shorten, space_out

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from matplotlib.figure import Figure

COLUMNS = ("first", "second", "third")
MERGED = "\x00merged"
_BAR, _GAP = 13.0, 5.0
_SWEEPS = 12
_LABEL_SHARE = 0.21


@dataclass(frozen=True, slots=True)
class Stack:
    """One column: its groups from top to bottom, how much each holds and where it lies."""

    x: float
    names: list[str]
    amounts: dict[str, float]
    top: dict[str, float]
    unit: float

    def middle(self, name: str) -> float:
        """Find the middle of a group."""
        return self.top[name] - self.amounts[name] * self.unit / 2


def draw_alluvial(
    flows: pd.DataFrame,
    *,
    column_titles: tuple[str, str, str],
    colours: Mapping[str, str],
    colour_labels: Mapping[str, str],
    text: Caption,
    other_label: str,
    top: tuple[int, int, int] = (12, 12, 10),
    preset: str = "slide",
) -> Figure:
    """Draw flows through three columns.

    Parameters
    ----------
    flows
        Columns first, second, third, value, colour_key.
    column_titles
        What each column holds.
    colours, colour_labels
        Colour and name of each colour key, in the order of the key.
    text
        Title, subtitle and footer.
    other_label
        What the rest of a column is called.
    top
        How many groups of each column keep their name; the rest is merged.
    preset
        ``slide``, ``a4``, ``a3`` or ``square``.
    """
    merged = merge_small(flows, top)
    with house_style(preset):
        page = Page(preset, text)
        shades = dict(colours)
        entries = _entries(merged, shades, colour_labels, other_label)
        low = page.body.bottom + (draw_key(page, entries, page.body) if entries else 0.0)
        head = BODY * 1.3 * page.scale * LINE * 1.5
        room = Box(page.body.left, low + 10 * page.scale, page.body.right, page.body.top - head)
        stacks = _stack(merged, room, page.scale, other_label)
        _draw_ribbons(page, merged, stacks, shades)
        _draw_stacks(page, stacks, room, other_label)
        _draw_titles(page, stacks, column_titles, room)
        return page.figure


def merge_small(flows: pd.DataFrame, top: Sequence[int]) -> pd.DataFrame:
    """Keep the largest groups of each column, merge the rest, and add up equal flows."""
    kept = flows.assign(value=pd.to_numeric(flows["value"]).astype(float))
    kept = kept[kept["value"] > 0]
    for column, most in zip(COLUMNS, top, strict=True):
        names = kept[column].astype(str)
        sums = {str(name): float(s) for name, s in kept["value"].groupby(names).sum().items()}
        stay = set(_largest_first(sums)[:most])
        kept = kept.assign(**{column: [n if n in stay else MERGED for n in names]})
    grey = kept["second"] == MERGED
    kept = kept.assign(colour_key=kept["colour_key"].astype(str).where(~grey, MERGED))
    keys = [*COLUMNS, "colour_key"]
    return kept.groupby(keys, sort=True)["value"].sum().reset_index()


def _largest_first(sums: Mapping[str, float]) -> list[str]:
    """Order names by what they hold, equal ones by name."""
    return sorted(sums, key=lambda name: (-sums[name], name))


def _entries(
    flows: pd.DataFrame, colours: dict[str, str], labels: Mapping[str, str], other: str
) -> list[Entry]:
    """Make the key; a colour key without a colour becomes grey, the merged rest a lighter grey."""
    present = set(flows["colour_key"])
    for name in sorted(present - colours.keys()):
        colours[name] = OTHER if name == MERGED else KIND_COLOURS["other"]
    named = {**labels, MERGED: other}
    order = [*(name for name in labels if name in present), *sorted(present - labels.keys())]
    return [Entry(named.get(name, name), mix(PAPER, colours[name], 0.75)) for name in order]


def _stack(flows: pd.DataFrame, room: Box, scale: float, other: str) -> list[Stack]:
    """Order the groups of each column and give them their place and height."""
    orders = order_groups(flows)
    held = [_held(flows, column, names) for column, names in zip(COLUMNS, orders, strict=True)]
    left = room.left + _label_width(held[0], room, scale, other)
    right = room.right - _label_width(held[2], room, scale, other)
    stacks = []
    for number, values in enumerate(held):
        unit, gaps = _heights(list(values.values()), room.height, scale)
        y, top = room.top, {}
        for (name, value), gap in zip(values.items(), gaps, strict=True):
            top[name] = y
            y -= value * unit + gap
        stacks.append(Stack(left + (right - left) * number / 2, list(values), values, top, unit))
    return stacks


def _held(flows: pd.DataFrame, column: str, names: Sequence[str]) -> dict[str, float]:
    """Add up what each group of a column holds, in order."""
    sums = flows.groupby(column)["value"].sum()
    return {name: float(sums[name]) for name in names}


def _label_width(values: Mapping[str, float], room: Box, scale: float, other: str) -> float:
    """Measure the room that the labels outside a column need, within bounds."""
    size = BODY * scale
    words = [_label(name, value, other) for name, value in values.items()]
    widest = max((text_width(printable(text), size) for text in words), default=0.0)
    outside = _BAR * scale / 2 + 8
    return min(max(widest + outside, 60 * scale), room.width * _LABEL_SHARE)


def _label(name: str, value: float, other: str) -> str:
    return f"{other if name == MERGED else name}  {number_text(value)}"


def _heights(values: Sequence[float], height: float, scale: float) -> tuple[float, list[float]]:
    """Find the height of one unit and the gaps that keep labels a line apart."""
    if not values:
        return 0.0, []
    pitch = min(BODY * LINE * 1.02 * scale, 0.9 * height / len(values))
    least = min(_GAP * scale, 0.3 * height / len(values))
    low, high = 0.0, height / sum(values)
    for _ in range(40):
        unit = (low + high) / 2
        gaps = _gaps(values, unit, pitch, least)
        fits = sum(values) * unit + sum(gaps) <= height
        low, high = (unit, high) if fits else (low, unit)
    return low, _gaps(values, low, pitch, least)


def _gaps(values: Sequence[float], unit: float, pitch: float, least: float) -> list[float]:
    """Give the gap after each group; none after the last."""
    between = [max(least, pitch - (a + b) * unit / 2) for a, b in pairwise(values)]
    return [*between, 0.0]


def order_groups(flows: pd.DataFrame) -> list[list[str]]:
    """Order groups so that ribbons cross little: by size first, then by barycentre sweeps.

    The first column stays in order of size; merged rests stay at the bottom.
    """
    orders = []
    for column in COLUMNS:
        sums = {str(name): float(s) for name, s in flows.groupby(column)["value"].sum().items()}
        orders.append(sorted(_largest_first(sums), key=MERGED.__eq__))
    for sweep in range(_SWEEPS):
        for here, there in ((1, 0), (2, 1)) if sweep % 2 == 0 else ((1, 2),):
            _sweep(flows, orders, here, there)
    return orders


def _sweep(flows: pd.DataFrame, orders: list[list[str]], here: int, there: int) -> None:
    """Sort one column by the mean place of what its groups are tied to in another."""
    place = {name: rank for rank, name in enumerate(orders[there])}
    pull: dict[str, float] = dict.fromkeys(orders[here], 0.0)
    total = dict.fromkeys(orders[here], 0.0)
    for own, far, value in zip(
        flows[COLUMNS[here]], flows[COLUMNS[there]], flows["value"], strict=True
    ):
        pull[own] += place[far] * value
        total[own] += value
    mean = {name: round(pull[name] / total[name], 9) for name in pull}
    orders[here].sort(key=lambda name: (name == MERGED, mean[name]))


def _draw_ribbons(
    page: Page, flows: pd.DataFrame, stacks: Sequence[Stack], colours: Mapping[str, str]
) -> None:
    """Draw the ribbons between neighbouring columns, the widest first."""
    shapes, fills, widths = [], [], []
    for left, right, start, end in zip(
        stacks[:2], stacks[1:], COLUMNS[:2], COLUMNS[1:], strict=True
    ):
        sums = flows.groupby([start, end, "colour_key"])["value"].sum()
        ribbons = {
            tuple(str(part) for part in key): float(value)
            for key, value in zip(sums.index, sums, strict=True)
        }
        tops = _ribbon_tops(ribbons, left, 0, right), _ribbon_tops(ribbons, right, 1, left)
        half = _BAR * page.scale / 2
        for key, value in ribbons.items():
            ends = (
                (left.x + half, tops[0][key], value * left.unit),
                (right.x - half, tops[1][key], value * right.unit),
            )
            shapes.append(_ribbon(*ends))
            fills.append(colours[key[2]])
            widths.append(value)
    order = np.argsort(-np.array(widths), kind="stable")
    if len(order):
        drawn = PathCollection(
            [shapes[i] for i in order],
            facecolors=[fills[i] for i in order],
            alpha=0.5,
            lw=0,
            zorder=2,
        )
        page.add(drawn)


def _ribbon_tops(
    ribbons: Mapping[tuple[str, ...], float], own: Stack, side: int, far: Stack
) -> dict[tuple[str, ...], float]:
    """Stack the ends of ribbons within their group, in the order of the groups they come from."""
    rank = {name: number for number, name in enumerate(own.names)}
    far_rank = {name: number for number, name in enumerate(far.names)}
    ordered = sorted(ribbons, key=lambda key: (rank[key[side]], far_rank[key[1 - side]], key[2]))
    y = dict(own.top)
    tops = {}
    for key in ordered:
        tops[key] = y[key[side]]
        y[key[side]] -= ribbons[key] * own.unit
    return tops


def _ribbon(left: tuple[float, float, float], right: tuple[float, float, float]) -> Path:
    """Shape a ribbon from its ends, each given as x, top and height."""
    (x0, a, da), (x1, b, db) = left, right
    middle = (x0 + x1) / 2
    points = [
        (x0, a), (middle, a), (middle, b), (x1, b),
        (x1, b - db), (middle, b - db), (middle, a - da), (x0, a - da), (x0, a),
    ]  # fmt: skip
    codes = [Path.MOVETO, *[Path.CURVE4] * 3, Path.LINETO, *[Path.CURVE4] * 3, Path.CLOSEPOLY]
    return Path(points, codes)


def _draw_stacks(page: Page, stacks: Sequence[Stack], room: Box, other: str) -> None:
    """Draw the groups as bars, each with its name and number."""
    size, half = BODY * page.scale, _BAR * page.scale / 2
    bars, grounds = [], []
    for number, stack in enumerate(stacks):
        pitch = min(size * LINE, room.height / max(len(stack.names), 1))
        size_here = min(size, pitch / LINE * 1.1)
        middles = space_out(
            [stack.middle(name) for name in stack.names],
            pitch, room.bottom, room.top,
        )  # fmt: skip
        for name, y in zip(stack.names, middles, strict=True):
            top, low = stack.top[name], stack.top[name] - stack.amounts[name] * stack.unit
            x0, x1 = stack.x - half, stack.x + half
            bars.append([(x0, low), (x1, low), (x1, top), (x0, top)])
            amount = f"  {number_text(stack.amounts[name])}"
            most = room.width * _LABEL_SHARE - half - 8 - text_width(amount, size_here)
            shown = _label(name, stack.amounts[name], other).removesuffix(amount)
            words = shorten(shown, size_here, most) + amount
            side = -1 if number == 0 else 1
            x = stack.x + side * (half + 5)
            align = "right" if side < 0 else "left"
            page.middle_text(x, y, words, size=size_here, colour=INK, align=align)
            if number == 1:
                wide = text_width(words, size_here)
                grounds.append(Box(x - 2, y - pitch * 0.46, x + wide + 2, y + pitch * 0.46))
    page.white_boxes(grounds)
    page.add(PolyCollection(bars, facecolors=NODE, lw=0, zorder=4))


def _draw_titles(page: Page, stacks: Sequence[Stack], titles: Sequence[str], room: Box) -> None:
    """Write the titles above the columns."""
    size = BODY * 1.3 * page.scale
    for stack, title in zip(stacks, titles, strict=True):
        words = shorten(title, size, room.width * 0.3, bold=True)
        page.text(stack.x, room.top + size * 0.8, words, size=size, bold=True, align="center")
