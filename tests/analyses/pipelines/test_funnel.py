"""From agreement to lasting work."""

from __future__ import annotations

import netintl

from ...conftest import make_network
from .conftest import carried


def test_the_funnel_counts_agreements_and_adds_no_persons() -> None:
    network = make_network(
        {"a": "S1 C1", "b": "S2 C1", "c": "S3 C1"},
        agreements=[{"id": "a", "start": "2025"}, {"id": "b", "start": "2001"}],
        flows=[
            carried("a", "S1", "C1", 30), carried("b", "S2", "C1", 70),
            {**carried("a", "S1", "C1", 12), "id": "g", "counts": "12 graduates employed"},
            {**carried("c", "S3", "C1", 50), "id": "p", "planned": "yes"},
        ],
    )  # fmt: skip
    table = netintl.find_funnel(network).table.set_index("step")
    assert table["agreements"].to_dict() == {
        "agreement": 3, "running": 2, "enrolled": 2, "completed": 1, "hired": 1, "retained": 0,
    }  # fmt: skip
    assert table.at["enrolled", "largest"] == 70
    assert table.at["enrolled", "silent"] == 1
