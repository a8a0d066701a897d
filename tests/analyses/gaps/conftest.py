"""Demand, seats and cells of small networks."""

from __future__ import annotations


def want(measure="headcount", **values: str) -> list[dict[str, str]]:
    """Ask for something in cells written as IDN_C=120."""
    return [
        {"country": cell[:3], "industry": cell[4:], "measure": measure, "year": "2024",
         "value": value, "method": "m", "source": "ind"}
        for cell, value in values.items()
    ]  # fmt: skip


def cell_of(result, country: str, industry: str) -> dict:
    table = result.table.set_index(["country", "industry"])
    return table.loc[(country, industry)].to_dict()


def seat(organization: str, field: str, persons: str, year: str = "2024") -> dict[str, str]:
    return {
        "organization": organization, "measure": "seats", "field": field, "year": year,
        "persons_per_year": persons, "method": "stated", "source": "cap",
    }  # fmt: skip


def demands(**cells: str) -> list[dict[str, str]]:
    return [
        {"country": key[:3], "industry": key[4:], "measure": "hires", "year": "2024",
         "value": value, "method": "stated", "source": "d"}
        for key, value in cells.items()
    ]  # fmt: skip
