"""The Equal Earth projection, and rings cut where the map ends.

Equal Earth (Šavrič, Patterson and Jenny 2018) keeps areas true, so no continent looks larger than
it is. Longitudes are in degrees east, latitudes in degrees north.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import ArrayLike, NDArray

    Floats = NDArray[np.float64]

_A1, _A2, _A3, _A4 = 1.340264, -0.081106, 0.000893, 0.003796
_M = np.sqrt(3.0) / 2.0
_EDGE = 1e-6
_CORNERS = 3
_DECIMALS = 12  # libraries differ in the last digits of a sine


def equal_earth(lon: ArrayLike, lat: ArrayLike, centre: float = 0.0) -> Floats:
    """Project points to the plane; return rows of x and y, the equator 2.7 from pole to middle.

    >>> equal_earth([70.0], [0.0], centre=70.0).tolist()
    [[0.0, 0.0]]
    """
    turned = np.radians((np.asarray(lon, float) - centre + 180.0) % 360.0 - 180.0)
    angle = np.arcsin(_M * np.sin(np.radians(np.asarray(lat, float))))
    square = angle * angle
    sixth = square**3
    slope = _A1 + 3 * _A2 * square + sixth * (7 * _A3 + 9 * _A4 * square)
    x = turned * np.cos(angle) / (_M * slope)
    y = angle * (_A1 + _A2 * square + sixth * (_A3 + _A4 * square))
    return np.column_stack([x, y]).round(_DECIMALS)


def project_rings(rings: Iterable[Floats], centre: float, *, step: float = 2.0) -> list[Floats]:
    """Cut rings at the map's edge, add points so that long sides bend, and project them."""
    return [
        equal_earth(points[:, 0], points[:, 1], centre)
        for points in (densify(piece, step) for piece in cut_rings(rings, centre))
    ]


def cut_rings(rings: Iterable[Floats], centre: float) -> list[Floats]:
    """Cut rings at the meridian opposite the centre, so that none runs across the map.

    >>> ring = np.array([[170.0, 0.0], [190.0, 0.0], [190.0, 5.0]])
    >>> [round(float(piece[:, 0].max())) for piece in cut_rings([ring], 0.0)]
    [-170, 180]
    """
    west, east = centre - 180.0 + _EDGE, centre + 180.0 - _EDGE
    pieces = []
    for ring in rings:
        for shift in (-360.0, 0.0, 360.0):
            moved = ring + np.array([shift, 0.0])
            if moved[:, 0].max() <= west or moved[:, 0].min() >= east:
                continue
            kept = _half_plane(_half_plane(moved, 0, west, 1.0), 0, east, -1.0)
            if len(kept) >= _CORNERS:
                pieces.append(kept)
    return pieces


def clip_ring(ring: Floats, low: tuple[float, float], high: tuple[float, float]) -> Floats:
    """Cut a ring to a rectangle; what is left may be empty.

    >>> ring = np.array([[0.0, 0.0], [4.0, 0.0], [4.0, 4.0], [0.0, 4.0]])
    >>> clip_ring(ring, (1.0, 1.0), (3.0, 9.0)).tolist()
    [[3.0, 1.0], [3.0, 4.0], [1.0, 4.0], [1.0, 1.0]]
    """
    for axis in (0, 1):
        ring = _half_plane(_half_plane(ring, axis, low[axis], 1.0), axis, high[axis], -1.0)
    return ring


def _half_plane(ring: Floats, axis: int, limit: float, side: float) -> Floats:
    """Keep the part of a ring above (side 1) or below (side -1) a limit on one axis."""
    if not len(ring):
        return ring
    inside = (ring[:, axis] - limit) * side >= 0
    if inside.all():
        return ring
    kept: list[Floats] = []
    for here, there, now, then in zip(
        ring, np.roll(ring, -1, axis=0), inside, np.roll(inside, -1), strict=True
    ):
        if now:
            kept.append(here)
        if now != then:
            share = (limit - here[axis]) / (there[axis] - here[axis])
            kept.append(here + share * (there - here))
    return np.array(kept).reshape(-1, 2)


def densify(ring: Floats, step: float = 2.0) -> Floats:
    """Add points to a closed ring so that none of its sides is longer than a step."""
    following = np.roll(ring, -1, axis=0)
    sides = np.abs(following - ring).max(axis=1)
    many = np.maximum(1, np.ceil(sides / step)).astype(np.int64)
    share = np.arange(many.sum()) - np.repeat(np.cumsum(many) - many, many)
    start, along = np.repeat(ring, many, axis=0), np.repeat(following - ring, many, axis=0)
    return np.asarray(start + along * (share / np.repeat(many, many))[:, None])
