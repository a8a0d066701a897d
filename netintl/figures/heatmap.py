"""A table as a picture: a number in every known cell, hatched where nothing is known.

Zero and unknown never look alike: zero is blank, unknown is hatched, and a pair that the data do
not mention is unknown.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
from matplotlib.collections import PolyCollection

from netintl.figures.colours import GRID, HATCH, INK, PAPER, shade, text_colour
from netintl.figures.fonts import house_style
from netintl.figures.heatmap_grid import (
    Grid,
    draw_column_bars,
    draw_column_labels,
    draw_row_bars,
    draw_row_labels,
    fit_grid,
)
from netintl.figures.key import Entry, draw_key
from netintl.figures.page import BODY, Box, Caption, Page
from netintl.figures.typeset import number_text

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from matplotlib.figure import Figure
    from numpy.typing import NDArray

STATES = ("value", "zero", "unknown")
_RAMP = tuple(shade(step / 5) for step in range(6))


@dataclass(frozen=True, slots=True)
class Table:
    """Cells in their places: numbers (NaN where there is none), unknown and flagged cells."""

    numbers: NDArray[np.float64]
    unknown: NDArray[np.bool_]
    flagged: NDArray[np.bool_]


def draw_heatmap(  # noqa: PLR0913  a picture has many words
    cells: pd.DataFrame,
    *,
    rows: Sequence[str],
    columns: Sequence[str],
    text: Caption,
    value_label: str,
    state_labels: Mapping[str, str],
    preset: str = "slide",
    row_totals: Mapping[str, float] | None = None,
    column_totals: Mapping[str, float] | None = None,
) -> Figure:
    """Draw a table of numbers.

    Parameters
    ----------
    cells
        Columns row, column, value, state (``value``, ``zero`` or ``unknown``) and, if wanted,
        flag (true draws a bold outline).
    rows, columns
        The labels of the rows and columns in order, as they stand in the cells.
    text
        Title, subtitle and footer.
    value_label
        What the numbers count, beside the scale of colours.
    state_labels
        What ``unknown``, ``zero`` and ``flag`` mean; the key shows those that occur.
    preset
        ``slide``, ``a4``, ``a3`` or ``square``.
    row_totals, column_totals
        Bars at the right and on top, by label; None for no bars.

    Raises
    ------
    ValueError
        When a cell comes twice, is not of the table or has a state that does not exist.
    """
    table = arrange_cells(cells, rows, columns)
    with house_style(preset):
        page = Page(preset, text)
        entries = _entries(table, value_label, state_labels)
        low = page.body.bottom + draw_key(page, entries, page.body)
        if rows and columns:
            room = Box(page.body.left, low + 8 * page.scale, page.body.right, page.body.top)
            sides = (row_totals is not None, column_totals is not None)
            grid = fit_grid(page, room, rows, columns, bars=sides)
            _draw_cells(page, grid, table)
            draw_row_labels(page, grid, rows)
            draw_column_labels(page, grid, columns)
            if row_totals is not None:
                draw_row_bars(page, grid, [row_totals.get(name) for name in rows])
            if column_totals is not None:
                draw_column_bars(page, grid, [column_totals.get(name) for name in columns])
        return page.figure


def arrange_cells(cells: pd.DataFrame, rows: Sequence[str], columns: Sequence[str]) -> Table:
    """Put cells in their places; a place without a cell, and a value that is NaN, are unknown."""
    if len(set(rows)) < len(rows) or len(set(columns)) < len(columns):
        raise ValueError("A row or a column comes twice.")
    strange = sorted(set(cells["state"]) - set(STATES))
    if strange:
        raise ValueError(f"No state is called {strange[0]!r}. Write {', '.join(STATES)}.")
    row_at = {name: number for number, name in enumerate(rows)}
    column_at = {name: number for number, name in enumerate(columns)}
    named = list(zip(cells["row"], cells["column"], strict=True))
    for number, (row, column) in enumerate(named):
        if row not in row_at or column not in column_at:
            raise ValueError(f"The cell {row!r}, {column!r} (row {number}) is not of the table.")
    if len(set(named)) < len(named):
        raise ValueError("A cell comes twice.")
    shape = len(rows), len(columns)
    at = (
        np.array([row_at[r] for r, _ in named], int),
        np.array([column_at[c] for _, c in named], int),
    )
    given = pd.to_numeric(cells["value"]).to_numpy(dtype=float)
    state = cells["state"].to_numpy(dtype=object)
    values, unknown, flagged = np.full(shape, np.nan), np.ones(shape, bool), np.zeros(shape, bool)
    values[at] = np.where(state == "value", given, np.where(state == "zero", 0.0, np.nan))
    unknown[at] = np.isnan(values[at])
    if "flag" in cells:
        flagged[at] = [bool(flag) and not pd.isna(flag) for flag in cells["flag"]]
    return Table(values, unknown, flagged)


def _entries(table: Table, value_label: str, labels: Mapping[str, str]) -> list[Entry]:
    """Make the key: the scale of colours, then every state that occurs."""
    entries = []
    shown = table.numbers[~table.unknown & (table.numbers != 0)]
    if len(shown):
        low, high = number_text(float(shown.min())), number_text(float(shown.max()))
        span = low if low == high else f"{low}–{high}"
        entries.append(Entry(f"{value_label} {span}".strip(), "", ramp=_RAMP))
    signs = (
        ("zero", table.numbers == 0, Entry("", PAPER)),
        ("unknown", table.unknown, Entry("", PAPER, hatched=True)),
        ("flag", table.flagged, Entry("", PAPER, outline=True)),
    )
    for state, where, sign in signs:
        if where.any():
            label = labels.get(state, state)
            entries.append(Entry(label, sign.colour, hatched=sign.hatched, outline=sign.outline))
    return entries


def _draw_cells(page: Page, grid: Grid, table: Table) -> None:
    """Fill the cells, then write the numbers."""
    there = ~table.unknown & (table.numbers != 0)
    shown = np.argwhere(there)
    colours = [shade(share) for share in _shares(table.numbers[there])]
    _fill(page, grid, shown, facecolors=colours, edgecolors=PAPER, lw=0.6, zorder=3)
    zero = np.argwhere(table.numbers == 0)
    _fill(page, grid, zero, facecolors=PAPER, edgecolors=GRID, lw=0.6, zorder=2)
    unknown = np.argwhere(table.unknown)
    page.hatch(_runs(grid, table.unknown), colour=HATCH, zorder=2)
    _fill(page, grid, unknown, facecolors="none", edgecolors=GRID, lw=0.6, zorder=2.5)
    flagged = np.argwhere(table.flagged)
    inner = 1.1 * page.scale
    _fill(
        page,
        grid,
        flagged,
        inner=inner,
        facecolors="none",
        edgecolors=INK,
        lw=1.7 * page.scale,
        zorder=6,
    )
    width, height = grid.cell
    longest = max((len(number_text(table.numbers[r, c])) for r, c in shown), default=1)
    size = min(BODY * page.scale, height * 0.72, width * 1.6 / longest)
    for (row, column), colour in zip(shown, colours, strict=True):
        x, y = grid.middle(int(row), int(column))
        words = number_text(float(table.numbers[row, column]))
        page.middle_text(x, y, words, size=size, colour=text_colour(colour), align="center")


def _runs(grid: Grid, cells: NDArray[np.bool_]) -> list[Box]:
    """Join neighbouring cells of a row, so that fewer lines hatch them."""
    boxes = []
    for number, row in enumerate(cells):
        edges = np.flatnonzero(np.diff(np.concatenate([[False], row, [False]]).astype(np.int8)))
        for first, end in zip(edges[::2], edges[1::2], strict=True):
            left = grid.box_of(number, int(first))
            right = grid.box_of(number, int(end) - 1)
            boxes.append(Box(left.left, left.bottom, right.right, right.top))
    return boxes


def _shares(values: NDArray[np.float64]) -> list[float]:
    """Scale values for the colours: the least to 0, the most to 1, small ones drawn apart."""
    least, most = float(values.min(initial=np.inf)), float(values.max(initial=-np.inf))
    if most <= least:
        return [0.4] * len(values)
    return [float(share) for share in np.sqrt((values - least) / (most - least))]


def _fill(
    page: Page,
    grid: Grid,
    cells: NDArray[np.int64],
    *,
    inner: float = 0.0,
    **style: Any,
) -> None:
    """Draw cells as one collection, a little smaller on demand."""
    if len(cells):
        shapes = [grid.outline(int(row), int(column), inner) for row, column in cells]
        collection = PolyCollection(shapes, **style)
        page.add(collection)
