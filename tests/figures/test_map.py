import json

import numpy as np
import pandas as pd
import pytest

from netintl.figures import read_basemap
from netintl.figures.coastline import read_coastline
from netintl.figures.map_plan import plan_map
from netintl.figures.page import Box
from netintl.figures.projection import clip_ring, cut_rings, densify, equal_earth, project_rings


def test_coastline_has_no_antarctica_and_no_band_across_the_page():
    rings = read_coastline()
    assert len(rings) == 118
    assert min(ring[:, 1].min() for ring in rings) > -60
    for shape in project_rings(rings, 70.0):
        assert np.abs(np.diff(shape[:, 0])).max() < 0.3


def test_equal_earth_is_equal_area():
    def area(lon, lat):
        square = densify(
            np.array([[lon, lat], [lon + 5, lat], [lon + 5, lat + 5], [lon, lat + 5]]), 0.1
        )
        x, y = equal_earth(square[:, 0], square[:, 1], 70.0).T
        on_globe = np.radians(5) * (np.sin(np.radians(lat + 5)) - np.sin(np.radians(lat)))
        return 0.5 * abs(np.dot(x, np.roll(y, -1)) - np.dot(y, np.roll(x, -1))) / on_globe

    ratios = [area(lon, lat) for lon in (-60, 70, 150) for lat in (-50, 0, 60)]
    assert np.ptp(ratios) < 0.002


def test_rings_are_cut_at_the_edge():
    pieces = cut_rings([np.array([[245.0, 0], [255, 0], [255, 10], [245, 10]])], 70.0)
    assert len(pieces) == 2
    assert clip_ring(pieces[0], (0, 50), (1, 51)).size == 0


@pytest.mark.parametrize("shape", [(680, 400), (560, 420), (500, 640), (300, 200)])
def test_every_host_stands_in_exactly_one_place(pictures, shape):
    hosts = pictures.hosts()
    plan = plan_map(hosts, pictures.origins(), Box(0, 0, *shape), 24)
    places = plan.places
    assert sorted([*places.on_map, *places.in_inset, *places.off_map]) == list(range(len(hosts)))
    names = hosts["country"]
    assert {"TH", "ZM", "DE"} <= set(names[places.on_map])
    assert list(names[places.in_inset]) == ["BR"]
    assert "XX" in set(names[places.off_map])
    shown = plan.host_points[places.on_map]
    assert plan.window.holds(shown).all()


def test_hosts_all_over_the_world_are_accounted_for(pictures):
    lon, lat = (grid.ravel() for grid in np.meshgrid(range(-180, 181, 15), range(-85, 90, 17)))
    hosts = pd.DataFrame({"lon": lon, "lat": lat, "label": "x", "value": 1})
    plan = plan_map(hosts, pictures.origins(), Box(0, 0, 680, 400), 24)
    places = plan.places
    assert len(places.on_map) + len(places.in_inset) + len(places.off_map) == len(hosts)


def test_off_map_hosts_are_named_in_the_note(pictures):
    figure = pictures.draw("map")
    words = " ".join(text.get_text() for text in figure.axes[0].texts)
    assert "图外：" in words
    assert "未知 1" in words
    assert "斐济 2" in words
    assert "前 8 位" in words


def test_basemap_from_geojson_and_topojson(tmp_path):
    square = [[0, 0], [9, 0], [9, 9], [0, 0]]
    geo, topo, bad = (tmp_path / name for name in ("a.geojson", "a.json", "b.json"))
    feature = {"type": "Feature", "geometry": {"type": "MultiPolygon", "coordinates": [[square]]}}
    geo.write_text(json.dumps({"type": "FeatureCollection", "features": [feature]}), "utf-8")
    land = {"type": "GeometryCollection", "geometries": [{"type": "Polygon", "arcs": [[0, ~1]]}]}
    topology = {
        "type": "Topology",
        "objects": {"land": land},
        "transform": {"scale": [1, 1], "translate": [0, 0]},
        "arcs": [[[0, 0], [9, 0], [0, 9]], [[0, 0], [9, 9]]],
    }
    topo.write_text(json.dumps(topology), "utf-8")
    bad.write_text('{"type": "FeatureCollection", "features": []}', "utf-8")
    assert read_basemap(geo)[0].tolist() == square
    assert read_basemap(topo)[0].tolist() == square
    with pytest.raises(ValueError, match="no polygon"):
        read_basemap(bad)
