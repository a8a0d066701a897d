"""The map of roles: how central inside its group, how far beyond it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from matplotlib.collections import PolyCollection

from netintl.figures.colours import KIND_COLOURS, KIND_MARKERS, MUTED, PAPER
from netintl.figures.fonts import house_style, text_width
from netintl.figures.key import Entry, draw_key
from netintl.figures.labels import Anchor, draw_labels, place_labels
from netintl.figures.page import BODY, Box, Caption, Page
from netintl.figures.plot import Scale, draw_x_axis, draw_y_axis, known
from netintl.figures.typeset import shorten

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd
    from matplotlib.figure import Figure

HUB = 2.5
# role: participation from, to, whether of hubs (Guimerà and Amaral 2005), colour of its ground
REGIONS = {
    "ultra_peripheral": (0.0, 0.05, False, "#eef1f4"),
    "peripheral": (0.05, 0.62, False, "#f6f4ee"),
    "connector": (0.62, 0.80, False, "#eef6f1"),
    "kinless": (0.80, 1.0, False, "#f4eef6"),
    "provincial_hub": (0.0, 0.30, True, "#fdf1e4"),
    "connector_hub": (0.30, 0.75, True, "#e7f1fb"),
    "kinless_hub": (0.75, 1.0, True, "#f2e9f7"),
}
_LABELS = 24


def draw_roles(
    rows: pd.DataFrame,
    *,
    text: Caption,
    role_labels: Mapping[str, str],
    axis_labels: tuple[str, str],
    kind_labels: Mapping[str, str],
    preset: str = "slide",
) -> Figure:
    """Draw organizations by participation (along) and within-group z (up), over the seven roles.

    Parameters
    ----------
    rows
        Columns label, kind, participation, z; rows with an unknown figure are left out.
    text
        Title, subtitle and footer.
    role_labels, kind_labels
        Words for roles and kinds.
    axis_labels
        What goes along and what goes up.
    preset
        ``slide``, ``a4``, ``a3`` or ``square``.
    """
    shown = rows[~np.isnan(known(rows["participation"])) & ~np.isnan(known(rows["z"]))]
    with house_style(preset):
        page = Page(preset, text)
        kinds = [kind for kind in kind_labels if kind in set(shown["kind"])]
        entries = [Entry(kind_labels[k], KIND_COLOURS[k], KIND_MARKERS[k]) for k in kinds]
        low = page.body.bottom + (draw_key(page, entries, page.body) if entries else 0.0)
        size = BODY * page.scale
        box = Box(page.body.left + 30 * page.scale, low + 4.4 * size, page.body.right,
                  page.body.top - size * 2)  # fmt: skip
        z = known(shown["z"])
        x = Scale(0.0, 1.0, box.left, box.right)
        bottom, top = float(min(z.min(initial=-1.0), -1.0)), float(max(z.max(initial=3.0), 3.5))
        y = Scale(bottom - 0.2, top + 0.3, box.bottom, box.top)
        blocked = _draw_regions(page, box, (x, y), role_labels)
        draw_x_axis(page, box, x, axis_labels[0])
        draw_y_axis(page, box, y, axis_labels[1])
        _draw_dots(page, shown, (x, y), box, blocked)
        return page.figure


def _draw_regions(
    page: Page, box: Box, scales: tuple[Scale, Scale], labels: Mapping[str, str]
) -> list[Box]:
    """Colour the grounds of the roles and name them; return where the names stand."""
    x, y = scales
    size = (BODY + 1) * page.scale
    blocked = []
    for role, (low, high, hub, colour) in REGIONS.items():
        left, right = x.at(low), x.at(high)
        bottom, top = (y.at(HUB), box.top) if hub else (box.bottom, y.at(HUB))
        corners = [(left, bottom), (right, bottom), (right, top), (left, top)]
        page.add(PolyCollection([corners], facecolors=colour, edgecolors=PAPER, lw=1.0, zorder=0.5))
        name = shorten(labels.get(role, role), size, right - left - 8)
        if len(name) > 2:  # noqa: PLR2004 - a cut word says nothing
            base = top - size * 1.3
            page.text(left + 5, base, name, size=size, colour=MUTED)
            width = text_width(name, size)
            blocked.append(Box(left + 4, base - 2, left + 6 + width, base + size))
    return blocked


def _draw_dots(
    page: Page,
    rows: pd.DataFrame,
    scales: tuple[Scale, Scale],
    box: Box,
    blocked: list[Box],
) -> None:
    """Draw a dot each, and names of the most remarkable: high z first, then wide reach."""
    x, y = scales
    radius = 3.2 * page.scale
    across = np.array([x.at(value) for value in known(rows["participation"])])
    up = np.array([y.at(value) for value in known(rows["z"])])
    kinds = rows["kind"].to_numpy(dtype=object)
    for kind in dict.fromkeys(kinds):
        mine = kinds == kind
        page.axes.plot(
            across[mine], up[mine], marker=KIND_MARKERS.get(kind, "o"), linestyle="none",
            color=KIND_COLOURS.get(kind, MUTED), markeredgecolor=PAPER, markeredgewidth=0.5,
            markersize=2 * radius, alpha=0.9, zorder=4,
        )  # fmt: skip
    order = np.lexsort((-known(rows["participation"]), -known(rows["z"])))[:_LABELS]
    names = rows["label"].to_numpy(dtype=object)
    anchors = [Anchor(float(across[k]), float(up[k]), radius, str(names[k])) for k in order]
    dots = np.column_stack((across, up, np.full(len(rows), radius)))
    size = BODY * page.scale
    placed = place_labels(anchors, dots, box, size=size, blocked=blocked)
    draw_labels(page, anchors, placed, size=size)
