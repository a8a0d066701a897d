"""The base map: the coastline that ships with the package, or rings read from a file.

The default draws no border at all, so that none can be wrong.
"""

from __future__ import annotations

import json
from functools import cache
from typing import TYPE_CHECKING, Any

import numpy as np

from netintl.figures.fonts import ASSETS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from numpy.typing import NDArray

    Floats = NDArray[np.float64]


@cache
def read_coastline() -> tuple[Floats, ...]:
    """Read the coastline: closed rings of longitude and latitude, Antarctica left out."""
    with np.load(ASSETS / "coastline.npz") as stored:
        points, ends = stored["points"].astype(np.float64) / 100, stored["ends"]
    return tuple(np.split(points, ends[:-1]))


def read_basemap(path: Path) -> tuple[Floats, ...]:
    """Read the rings of a GeoJSON or TopoJSON file, to draw in place of the coastline.

    Raises
    ------
    ValueError
        When the file holds no polygon.
    """
    try:
        found = _polygons(json.loads(path.read_text("utf-8-sig")))
    except (TypeError, AttributeError, LookupError, OverflowError, RecursionError) as problem:
        raise ValueError(f"{path.name} has another form than GeoJSON and TopoJSON") from problem
    if not found or not all(np.isfinite(ring).all() for ring in found):
        raise ValueError(f"{path.name} holds no polygon")
    return tuple(_unroll(ring) for ring in found)


def _polygons(stored: dict[str, Any]) -> list[Floats]:
    if stored.get("type") == "Topology":
        arcs = _decode_arcs(stored)
        return [_join(ring, arcs) for part in stored["objects"].values() for ring in _rings(part)]
    return [np.asarray(ring, float)[:, :2] for ring in _rings(stored)]


def _rings(shape: dict[str, Any]) -> Iterator[list[Any]]:
    """Walk the rings of a GeoJSON object or a TopoJSON geometry."""
    for part in (*shape.get("features", ()), *shape.get("geometries", ())):
        yield from _rings(part)
    if shape.get("geometry"):
        yield from _rings(shape["geometry"])
    held = shape.get("arcs", shape.get("coordinates", ()))
    if shape.get("type") == "Polygon":
        yield from held
    elif shape.get("type") == "MultiPolygon":
        for polygon in held:
            yield from polygon


def _decode_arcs(topology: dict[str, Any]) -> list[Floats]:
    """Undo the delta coding of TopoJSON arcs, where there is one."""
    arcs = [np.asarray(arc, float)[:, :2] for arc in topology["arcs"]]
    if "transform" not in topology:
        return arcs
    scale, shift = topology["transform"]["scale"], topology["transform"]["translate"]
    return [np.cumsum(arc, axis=0) * scale + shift for arc in arcs]


def _join(numbers: list[int], arcs: list[Floats]) -> Floats:
    """Join arcs, some of them backwards, into one ring."""
    pieces = [arcs[number] if number >= 0 else arcs[~number][::-1] for number in numbers]
    return np.concatenate([pieces[0], *(piece[1:] for piece in pieces[1:])])


def _unroll(ring: Floats) -> Floats:
    """Let longitudes run on past 180 instead of jumping."""
    unrolled = ring.copy()
    unrolled[:, 0] = np.degrees(np.unwrap(np.radians(ring[:, 0])))
    return unrolled
