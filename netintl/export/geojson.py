"""GeoJSON for QGIS and web maps: organizations as points, cooperation as lines."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

from netintl.model.places import countries, provinces

if TYPE_CHECKING:
    from netintl.export.graphs import FileGraph, Node

Point = tuple[float, float]
_CHINA: Final = "CHN"
_HALF: Final = 180.0


def geojson(graph: FileGraph) -> str:
    """Write the organizations and edges of a graph as GeoJSON (RFC 7946), WGS 84.

    An organization whose place is not known stands in the middle of its province or country, as
    ``located`` says; one without a country has no geometry. Lines are links, not routes, and are
    parted where they cross 180°.

    Examples
    --------
    >>> from netintl.network.doors import from_links
    >>> from netintl.export.graphs import file_graph
    >>> json.loads(geojson(file_graph(from_links([("S1", "C1")]))))["features"][0]["geometry"]
    """
    points: dict[str, Point] = {}
    features = []
    for node in graph.nodes:
        place, located = _place(node)
        if place is not None:
            points[node.id] = place
        values = {"id": node.id, "name": node.label, **node.values, "located": located}
        geometry = place and {"type": "Point", "coordinates": list(place)}
        features.append(_feature(node.id, geometry, values))
    for edge in graph.edges:
        ends = (points.get(edge.source), points.get(edge.target))
        values = {"from": edge.source, "to": edge.target, "weight": edge.weight, **edge.values}
        features.append(_feature(edge.id, _line(*ends), values))
    document = {"type": "FeatureCollection", "features": features}
    return json.dumps(document, ensure_ascii=False, allow_nan=False, separators=(",", ":")) + "\n"


def _feature(name: str, geometry: Any, values: dict[str, Any]) -> dict[str, Any]:
    return {"type": "Feature", "id": name, "geometry": geometry, "properties": values}


def _place(node: Node) -> tuple[Point | None, str]:
    """Return longitude and latitude of a node, and how exactly they are known."""
    values = node.values
    if "lat" in values and "lon" in values:
        return (float(values["lon"]), float(values["lat"])), "stated"
    province = provinces().get(str(values.get("province", "")))
    if province and values.get("country") == _CHINA:
        return (province.lon, province.lat), "province"
    country = countries().get(str(values.get("country", "")))
    if country is None:
        return None, "unknown"
    return (country.lon, country.lat), "country"


def _line(one: Point | None, other: Point | None) -> dict[str, Any] | None:
    """Join two points the shorter way round; 180° is as far west as it is east.

    >>> _line((170.0, 10.0), (-170.0, 30.0))["coordinates"]
    [[[170.0, 10.0], [180.0, 20.0]], [[-180.0, 20.0], [-170.0, 30.0]]]
    """
    if one is None or other is None:
        return None
    one = _nearer(one, other)
    other = _nearer(other, one)
    if abs(one[0] - other[0]) <= _HALF:
        return {"type": "LineString", "coordinates": [list(one), list(other)]}
    edge = _HALF if one[0] > 0 else -_HALF
    whole = other[0] + 2 * edge - one[0]
    middle = round(one[1] + (other[1] - one[1]) * (edge - one[0]) / whole, 6)
    parts = [[list(one), [edge, middle]], [[-edge, middle], list(other)]]
    return {"type": "MultiLineString", "coordinates": parts}


def _nearer(point: Point, other: Point) -> Point:
    """Write a point of the date line on the side of the other one.

    >>> _nearer((180.0, 5.0), (-170.0, 0.0))
    (-180.0, 5.0)
    """
    if abs(point[0]) != _HALF or other[0] == 0:
        return point
    return (_HALF if other[0] > 0 else -_HALF, point[1])
