"""A network in which each condition is planted."""

from __future__ import annotations

from ...conftest import make_network


def planted():
    return make_network(
        {"a": "S1 C1", "b": "S1 C2", "c": "S1 E1", "d": "S2 C1", "e": "S3 C1", "f": "S3 C2"},
        organizations=[
            {"id": "S1", "province": "12", "opened": "1990"},
            {"id": "S2", "province": "12", "opened": "2024-06-01"},
            {"id": "S3", "province": "33"}, {"id": "C2", "country": "KEN"},
        ],
        agreements=[
            {"id": "a", "kind": "workshop", "start": "2024", "brand": "dayu"},
            {"id": "b", "kind": "workshop", "start": "2024", "brand": "dayu"},
            {"id": "c", "start": "2024"},
            {"id": "d", "kind": "workshop", "start": "2015", "end": "2018", "brand": "dayu"},
            {"id": "e", "kind": "workshop", "start": "2015"},
            {"id": "f", "kind": "workshop", "start": "2025"},
        ],
        flows=[
            {"id": "g", "agreement": "a", "from": "S1", "to": "C1", "purpose": "study",
             "persons": "60", "year": "2024"},
            {"id": "h", "agreement": "d", "from": "S2", "to": "C1", "purpose": "study",
             "persons": "20", "year": "2016"},
        ],
    )  # fmt: skip
