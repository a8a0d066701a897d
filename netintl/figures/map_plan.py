"""Which host stands where on the flow map: on the map, in the inset or in the note."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from netintl.figures.colours import MUTED
from netintl.figures.map_window import (
    Window,
    corner_box,
    fit_window,
    in_box,
    is_american,
    is_near,
)
from netintl.figures.page import BODY, LINE, Box, Page
from netintl.figures.typeset import number_text, wrap

if TYPE_CHECKING:
    import pandas as pd
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

CENTRE = 70.0
INSET_CENTRE = -75.0
HOME = (104.0, 35.0)
MARGIN = 24.0


@dataclass(frozen=True, slots=True)
class HostPlaces:
    """Row numbers of the hosts by where they stand; every host is in exactly one list."""

    on_map: list[int]
    in_inset: list[int]
    off_map: list[int]


@dataclass(frozen=True, slots=True)
class MapPlan:
    """The map before it is drawn."""

    window: Window
    inset: Window | None
    places: HostPlaces
    host_points: Floats


def plan_with_note(
    page: Page, hosts: pd.DataFrame, origins: pd.DataFrame | None, *, room: Box, label: str
) -> MapPlan:
    """Plan the map above a note that names the hosts off the map, and write the note."""
    size = BODY * page.scale
    reserved = 0
    while True:
        bottom = room.bottom + reserved * size * LINE
        box = Box(room.left, bottom, room.right, room.top)
        plan = plan_map(hosts, origins, box, MARGIN * page.scale)
        rows = hosts.iloc[plan.places.off_map]
        named = [
            f"{name} {number_text(value)}"
            for name, value in zip(rows["label"], rows["value"], strict=True)
        ]
        lines = wrap(f"{label} {' · '.join(named)}", size, room.width, lines=99) if named else []
        if len(lines) <= reserved:
            break
        reserved = len(lines)
    for number, line in enumerate(lines):
        y = bottom - (number + 1) * size * LINE + size * 0.2
        page.text(room.left, y, line, size=size, colour=MUTED)
    return plan


def plan_map(hosts: pd.DataFrame, origins: pd.DataFrame | None, box: Box, margin: float) -> MapPlan:
    """Crop the map to the hosts it can show and give every host one place."""
    lon, lat = hosts["lon"].to_numpy(dtype=float), hosts["lat"].to_numpy(dtype=float)
    known = np.isfinite(lon) & np.isfinite(lat)
    lon, lat = np.where(known, lon, 0.0), np.where(known, lat, 0.0)
    american = known & is_american(lon)
    near = known & ~american & is_near(lon, lat)
    home = _home(hosts.head(0) if origins is None and not near.any() else origins)
    window = fit_window(
        np.append(lon[near], home[0]), np.append(lat[near], home[1]), box, CENTRE, margin
    )
    points = window.place(lon, lat)
    shown = known & ~american & window.holds(points, 4.0)
    inset = None
    if american.any():
        corner = corner_box(box, points[shown])
        inset = fit_window(lon[american], lat[american], corner, INSET_CENTRE, margin)
        shown &= ~in_box(points, corner, 4.0)
    off = ~shown & ~american
    groups = (np.flatnonzero(mask).tolist() for mask in (shown, american, off))
    return MapPlan(window, inset, HostPlaces(*groups), points)


def _home(origins: pd.DataFrame | None) -> tuple[Floats, Floats]:
    """List the coordinates of the schools at home; without any, the middle of China.

    Where nobody is at home there are none.
    """
    if origins is None:
        return np.zeros(0), np.zeros(0)
    lon = origins["lon"].to_numpy(dtype=float)
    lat = origins["lat"].to_numpy(dtype=float)
    if not len(lon):
        return np.array([HOME[0]]), np.array([HOME[1]])
    return lon, lat
