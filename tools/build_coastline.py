"""Build ``coastline.npz``: the world's coastline in 18 KB, without borders and without Antarctica.

Run ``python tools/build_coastline.py [land-110m.json]``. Without a file it fetches npm's
``world-atlas`` 2.0.2 (ISC; geometry Natural Earth 1:110m, public domain) by ``npm pack``. A
TopoJSON with an object ``land`` will do.

The file holds two arrays: ``points``, hundredths of a degree (longitude, latitude) as int16,
longitudes running on past 180 where a ring crosses the antimeridian; ``ends``, where each ring
ends.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import tarfile
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator

PACKAGE = "world-atlas@2.0.2"
MEMBER = "package/land-110m.json"
TARGET = Path(__file__).parents[1] / "netintl" / "figures" / "assets" / "coastline.npz"
ANTARCTIC = -60.0


def fetch() -> dict[str, Any]:
    """Read the land object out of the npm package."""
    with tempfile.TemporaryDirectory() as scratch:
        command = ["npm", "pack", "--json", "--pack-destination", scratch, PACKAGE]
        subprocess.run(command, check=True, capture_output=True)
        archive = next(Path(scratch).glob("*.tgz"))
        with tarfile.open(archive) as tar:
            member = tar.extractfile(MEMBER)
            if member is None:
                raise SystemExit(f"{PACKAGE} holds no {MEMBER}.")
            return json.load(member)


def decoded_arcs(topology: dict[str, Any]) -> list[np.ndarray]:
    """Undo the delta coding of TopoJSON arcs."""
    scale, shift = topology["transform"]["scale"], topology["transform"]["translate"]
    return [np.cumsum(np.array(arc, float), axis=0) * scale + shift for arc in topology["arcs"]]


def polygons(geometry: dict[str, Any]) -> Iterator[list[list[int]]]:
    """Walk the polygons of a geometry, each a list of rings of arc numbers."""
    if geometry["type"] == "GeometryCollection":
        for part in geometry["geometries"]:
            yield from polygons(part)
    elif geometry["type"] == "Polygon":
        yield geometry["arcs"]
    else:
        yield from geometry["arcs"]


def join(numbers: list[int], arcs: list[np.ndarray]) -> np.ndarray:
    """Join arcs into one ring whose longitudes never jump, its middle between -180 and 180."""
    pieces = [arcs[number] if number >= 0 else arcs[~number][::-1] for number in numbers]
    ring = np.concatenate([pieces[0], *(piece[1:] for piece in pieces[1:])])
    ring[:, 0] = np.degrees(np.unwrap(np.radians(ring[:, 0])))
    ring[:, 0] -= 360 * np.round((ring[:, 0].max() + ring[:, 0].min()) / 720)
    return ring


def main() -> None:
    """Write the coastline file."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("source", nargs="?", type=Path, help="a TopoJSON with an object land")
    parser.add_argument("--output", type=Path, default=TARGET, help="file to write")
    given = parser.parse_args()
    topology = json.loads(given.source.read_text("utf-8")) if given.source else fetch()
    arcs = decoded_arcs(topology)
    found = [join(ring, arcs) for part in polygons(topology["objects"]["land"]) for ring in part]
    rings = [ring for ring in found if ring[:, 1].max() > ANTARCTIC]
    hundredths = np.rint(np.concatenate(rings) * 100)
    if np.abs(hundredths).max() > np.iinfo(np.int16).max:
        raise SystemExit("A longitude does not fit: shift its ring first.")
    points = hundredths.astype(np.int16)
    ends = np.cumsum([len(ring) for ring in rings]).astype(np.int32)
    np.savez_compressed(given.output, points=points, ends=ends)
    size = given.output.stat().st_size
    print(f"{given.output.name}: {len(rings)} rings, {len(points)} points, {size:,} bytes")


if __name__ == "__main__":
    main()
