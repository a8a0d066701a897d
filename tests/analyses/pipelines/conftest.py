"""Capacities and flows of small pipelines."""

from __future__ import annotations


def room(organization: str, measure: str, persons: int, field: str = "") -> dict[str, str]:
    return {"organization": organization, "measure": measure, "field": field, "year": "2025",
            "persons_per_year": str(persons), "method": "stated", "source": "c"}  # fmt: skip


def carried(agreement: str, one: str, other: str, persons: int, field: str = "") -> dict[str, str]:
    return {"id": f"{agreement}-{field}", "agreement": agreement, "from": one, "to": other,
            "purpose": "study", "persons": str(persons), "year": "2025",
            "field": field}  # fmt: skip
