"""Rows of the impact table by hand."""

from __future__ import annotations

import netintl

from ...conftest import make_network


def test_impact_rows_never_turn_persons_into_person_days() -> None:
    network = make_network(
        {"a": "C1 S1"},
        flows=[
            {"id": "f", "agreement": "a", "from": "C1", "to": "S1", "purpose": "training",
             "persons": "60", "year": "2024"},
            {"id": "g", "agreement": "a", "from": "C1", "to": "S1", "purpose": "study",
             "persons": "30", "year": "2024"},
        ],
    )  # fmt: skip
    table = netintl.find_impact(network).table.set_index("row")
    assert table.at["persons_trained", "state"] == "partly"
    assert str(table.at["persons_trained", "largest"]) == "nan"
    assert table.loc["fulltime_students", ["state", "largest"]].tolist() == ["filled", 30]
    assert table.at["skills_awards", "state"] == "not_in_data"
