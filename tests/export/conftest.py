"""Networks to export: the bundled one, and one whose names are hostile."""

from __future__ import annotations

import pytest

from netintl import Network
from netintl.export.graphs import file_graph

from ..conftest import make_frames

HOSTILE = {
    "S1": "</script><script>alert(1)</script>",
    "S2": '=HYPERLINK("http://x","y")',
    "C1": "วิทยาลัย كلية មហាវិទ្យាល័យ 🛠",
    "C2": 'two\nlines\tand "quotes" & <tags>\x0b',
    "E1": "长" * 300,
}  # fmt: skip


@pytest.fixture(scope="session")
def bundled_graph(bundled_network):
    return file_graph(bundled_network)


@pytest.fixture(scope="session")
def hostile_network():
    """Parallel agreements, an alliance, an isolate, columns of somebody's own, strange names."""
    frames = make_frames(
        {"A1": "S1 C1", "A2": "S1 C1", "A3": "S1 C2 E1", "A4": "S1 S2:member G1:lead"},
        organizations=[
            *({"id": name, "name_en": text, "aliases": "a;b"} for name, text in HOSTILE.items()),
            {"id": "C9", "lat": "1.5", "lon": "179"},
            {"id": "E9", "lat": "-17.5", "lon": "-178.5"},
        ],
        agreements=[
            {"id": "A1", "start": "2019-05", "end": "2024", "title": HOSTILE["S2"]},
            {"id": "A3", "confidence": "0.5"},
        ],
    )
    frames["organizations"]["weight"] = ["heavy"] * len(frames["organizations"])
    frames["agreements"]["price"] = ["7", "", "x", ""]
    return Network.from_tables(frames)


@pytest.fixture(scope="session")
def hostile_graph(hostile_network):
    return file_graph(hostile_network)


@pytest.fixture(scope="session", params=["bundled_graph", "hostile_graph"])
def graph(request):
    return request.getfixturevalue(request.param)
