"""A chain to match in, and what is proposed there."""

from __future__ import annotations

from netintl.analyses.matches.matches import find_matches

CHAIN = {"a": "S1 C1", "b": "C1 E1", "c": "S2 C2", "d": "C2 E2"}


def matches(network, name, **asked):
    result = find_matches(network, name, **asked)
    return result.table.set_index("organization")


def pairs_of(names):
    return [(a, b) for a in names for b in names if a < b]
