"""A chain to match in, and what is proposed there."""

from __future__ import annotations

from netintl.analyses.matches.matches import find_matches
from netintl.network.views import newest_evidence_day

CHAIN = {"a": "S1 C1", "b": "C1 E1", "c": "S2 C2", "d": "C2 E2"}


def matches(network, name, **asked):
    result = find_matches(network, name, **asked)
    return result.table.set_index("organization")


def ended(network):
    """Mark what is called ended, or has an end up to the newest evidence, by texts alone."""
    day = str(newest_evidence_day(network))
    last = network.agreements["end"].map(lambda cell: cell + "-12-31"[max(len(cell) - 4, 0) :])
    called = network.agreements["status"].isin(["expired", "terminated"])
    return (called | ((network.agreements["end"] != "") & (last <= day))).to_numpy()


def pairs_of(names):
    return [(a, b) for a in names for b in names if a < b]
