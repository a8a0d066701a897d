"""The coastline and the countries of the offline page in one Equal Earth frame."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from netintl.figures.coastline import read_coastline
from netintl.figures.projection import equal_earth, project_rings
from netintl.model.places import countries

if TYPE_CHECKING:
    from collections.abc import Sequence

CENTRE: Final = 52.0  # degrees east: hosts lie in Asia, Africa and Europe
_WIDTH: Final = 1000.0
_STEP: Final = 4.0  # degrees between the points of long sides
_SMALLEST: Final = 3  # points of a ring that is drawn
_TENTHS: Final = 10


@dataclass(frozen=True, slots=True)
class _Frame:
    """From the plane of the projection to a page 1,000 wide, y downwards."""

    left: float
    top: float
    scale: float
    height: float

    def to_page(self, points: np.ndarray) -> np.ndarray:
        moved = (points - [self.left, self.top]) * [self.scale, -self.scale]
        return np.asarray(moved)


@cache
def _coast() -> tuple[str, _Frame]:
    shapes = project_rings(read_coastline(), CENTRE, step=_STEP)
    points = np.concatenate(shapes)
    low, high = points.min(axis=0), points.max(axis=0)
    scale = _WIDTH / (high[0] - low[0])
    frame = _Frame(low[0], high[1], scale, (high[1] - low[1]) * scale)
    return "".join(_path(frame.to_page(shape)) for shape in shapes), frame


def _path(points: np.ndarray) -> str:
    """Write a ring as a path of relative steps in tenths."""
    places = np.round(points * _TENTHS).astype(int)
    steps = np.diff(places, axis=0)
    steps = steps[(steps != 0).any(axis=1)]
    if len(steps) < _SMALLEST:
        return ""
    offsets = " ".join(f"{x} {y}" for x, y in steps.tolist())
    return f"M{places[0, 0]} {places[0, 1]}l{offsets}z"


def base_map() -> dict[str, Any]:
    """Return the coastline without boundaries, and the size of its frame.

    Examples
    --------
    >>> base_map()["width"]
    1000
    """
    path, frame = _coast()
    return {"width": round(_WIDTH), "height": round(frame.height), "coast": path}


def country_points(codes: Sequence[str]) -> list[tuple[float, float]]:
    """Return where countries stand in the frame.

    Examples
    --------
    >>> [(int(x), int(y)) for x, y in country_points(["CHN"])]
    [(668, 122)]
    """
    frame = _coast()[1]
    places = [countries()[code] for code in codes]
    if not places:
        return []
    plane = equal_earth([p.lon for p in places], [p.lat for p in places], CENTRE)
    return [(round(x, 1), round(y, 1)) for x, y in frame.to_page(plane).tolist()]
