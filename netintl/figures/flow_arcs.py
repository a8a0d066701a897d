"""The lines from China to the hosts: bowed, paler at home, wider for more links."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from matplotlib.collections import LineCollection

from netintl.figures.colours import PAPER, mix
from netintl.figures.map_plan import HOME

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd
    from numpy.typing import NDArray

    from netintl.figures.map_window import Window
    from netintl.figures.page import Page

    Floats = NDArray[np.float64]

PIECES = 10
LIFT = 0.2
_PALEST = 0.22


def flow_hub(window: Window, origins: pd.DataFrame) -> Floats:
    """Find where the lines start: the middle of the schools at home, each counted by its value."""
    weight = np.nan_to_num(origins["value"].to_numpy(dtype=float)) if len(origins) else np.zeros(0)
    if weight.sum() <= 0:
        return np.asarray(window.place(np.array([HOME[0]]), np.array([HOME[1]]))[0])
    lon, lat = origins["lon"].to_numpy(dtype=float), origins["lat"].to_numpy(dtype=float)
    return np.asarray(np.average(window.place(lon, lat), axis=0, weights=weight))


def bow(start: Floats, end: Floats, points: int) -> Floats:
    """Bend a line upwards; return its points, both ends included.

    >>> bow(np.array([0.0, 0.0]), np.array([-10.0, 0.0]), 3)[1].tolist()
    [-5.0, 1.0]
    """
    along = end - start
    across = np.array([-along[1], along[0]])
    lifted = (start + end) / 2 + across * (LIFT if across[1] >= 0 else -LIFT)
    share = np.linspace(0.0, 1.0, points)[:, None]
    return np.asarray(start * (1 - share) ** 2 + 2 * lifted * share * (1 - share) + end * share**2)


def draw_arcs(
    page: Page,
    window: Window,
    hub: Floats,
    places: Floats,
    shares: Floats,
    colours: Sequence[str],
) -> None:
    """Draw one bowed line per host, the widest first so that thin ones stay in sight."""
    lines, tints, widths = [], [], []
    for number in np.argsort(-shares, kind="stable"):
        curve = bow(hub, places[number], 2 * PIECES + 1)
        curve[:, 1] = np.minimum(curve[:, 1], window.box.top)
        for piece in range(PIECES):
            strength = _PALEST + (1 - _PALEST) * (piece + 0.5) / PIECES
            lines.append(curve[2 * piece : 2 * piece + 3])
            tints.append(mix(PAPER, colours[number], strength))
            widths.append((0.45 + 3.0 * np.sqrt(shares[number])) * page.scale)
    if not lines:
        return
    drawn = LineCollection(lines, colors=tints, linewidths=widths, capstyle="round", zorder=3)
    page.add(drawn)
