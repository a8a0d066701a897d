"""Everybody's candidates at once are those of one after the other."""

from __future__ import annotations

import pytest

from netintl import find_matches
from netintl.analyses.matches.rankings import match_rankings
from netintl.network.doors import from_links

NETWORKS = [
    [("S1", "C1")],  # nobody is left for the pair of kinds school and college
    [("S1", "C1"), ("C1", "E1"), ("S2", "C2"), ("C2", "E2")],
    [("S1", "C1"), ("S1", "E1"), ("C1", "E1")],  # nobody is left at all
]


@pytest.mark.parametrize("links", NETWORKS)
def test_everybodys_candidates_are_those_of_each(links) -> None:
    network = from_links(links)
    tables = {str(name): find_matches(network, name).table for name in network.ids}
    expected = {name: tuple(rows["organization"]) for name, rows in tables.items() if len(rows)}
    found = {row.organization: row.candidates for row in match_rankings(network)}
    assert found == expected
