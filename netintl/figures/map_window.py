"""What part of the world a map shows, and where that lies on the page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from matplotlib.collections import PolyCollection
from matplotlib.patches import Rectangle

from netintl.figures.colours import COAST, LAND
from netintl.figures.page import Box
from netintl.figures.projection import clip_ring, equal_earth, project_rings

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

    from netintl.figures.page import Page

    Floats = NDArray[np.float64]

_AMERICAS = (-170.0, -30.0)
_NEAR_LON, _NEAR_LAT = (-26.0, 156.0), (-42.0, 68.0)
_LEAST = (1.5, 0.9)
_INSET_WIDTHS, _INSET_FORM = (0.19, 0.17, 0.15), 1.2
_CLEAR = 6.0


@dataclass(frozen=True, slots=True)
class Window:
    """A part of the projected world, set into a box on the page."""

    box: Box
    centre: float
    corner: tuple[float, float]
    scale: float

    def place(self, lon: Floats, lat: Floats) -> Floats:
        """Turn longitudes and latitudes into rows of x and y in points."""
        return self._on_page(equal_earth(lon, lat, self.centre))

    def place_rings(self, rings: Iterable[Floats]) -> list[Floats]:
        """Turn rings into shapes on the page, cut where the window ends."""
        low, high = (self.box.left, self.box.bottom), (self.box.right, self.box.top)
        placed = (self._on_page(ring) for ring in project_rings(rings, self.centre))
        cut = (clip_ring(shape, low, high) for shape in placed)
        return [shape for shape in cut if len(shape)]

    def holds(self, points: Floats, margin: float = 0.0) -> NDArray[np.bool_]:
        """Tell which points of the page lie in the box."""
        return in_box(points, self.box, -margin)

    def _on_page(self, projected: Floats) -> Floats:
        corner = np.array([self.box.left, self.box.bottom])
        return np.asarray((projected - np.array(self.corner)) * self.scale + corner)


def in_box(points: Floats, box: Box, pad: float = 0.0) -> NDArray[np.bool_]:
    """Tell which points lie in a box made larger by a pad."""
    x, y = points[:, 0], points[:, 1]
    across = (x >= box.left - pad) & (x <= box.right + pad)
    return np.asarray(across & (y >= box.bottom - pad) & (y <= box.top + pad))


def is_american(lon: Floats) -> NDArray[np.bool_]:
    """Tell which longitudes belong to the inset of the Americas."""
    return np.asarray((lon >= _AMERICAS[0]) & (lon <= _AMERICAS[1]))


def is_near(lon: Floats, lat: Floats) -> NDArray[np.bool_]:
    """Tell which points the main map may grow to show."""
    across = (lon >= _NEAR_LON[0]) & (lon <= _NEAR_LON[1])
    return np.asarray(across & (lat >= _NEAR_LAT[0]) & (lat <= _NEAR_LAT[1]))


def fit_window(lon: Floats, lat: Floats, box: Box, centre: float, margin: float) -> Window:
    """Crop the world to points, with a margin in points, and let it fill a box."""
    points = equal_earth(lon, lat, centre)
    low, high = points.min(axis=0), points.max(axis=0)
    middle = (low + high) / 2
    extent = np.maximum(high - low, _LEAST)
    room = np.array([box.width - 2 * margin, box.height - 2 * margin])
    scale = float((room / extent).min())
    corner = middle - np.array([box.width, box.height]) / scale / 2
    return Window(box, centre, (float(corner[0]), float(corner[1])), scale)


def corner_box(box: Box, points: Floats) -> Box:
    """Choose a place for the inset: a corner where it hides no point, else the fewest."""
    places = []
    for right, top in ((False, False), (True, False), (False, True), (True, True)):
        for share in _INSET_WIDTHS:
            width = box.width * share
            height = min(width * _INSET_FORM, box.height / 2)
            x = box.right - width if right else box.left
            y = box.top - height if top else box.bottom
            places.append(Box(x, y, x + width, y + height))
    return min(places, key=lambda place: int(in_box(points, place, _CLEAR).sum()))


def draw_land(
    page: Page,
    window: Window,
    rings: Iterable[Floats],
    *,
    ground: str = "none",
    outline: str = "none",
) -> None:
    """Fill the land inside a window; with an outline, frame the window too."""
    box = window.box
    frame = Rectangle(
        (box.left, box.bottom),
        box.width,
        box.height,
        facecolor=ground,
        edgecolor=outline,
        linewidth=0.5,
        zorder=3.4,
    )
    over = outline != "none"
    page.add(frame)
    shapes = window.place_rings(rings)
    if shapes:
        land = PolyCollection(
            shapes, facecolors=LAND, edgecolors=COAST, linewidths=0.4, zorder=3.5 if over else 1
        )
        page.add(land)
