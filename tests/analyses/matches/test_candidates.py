"""Who is a candidate, and what rules one out."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given

from netintl.analyses.matches.acquaintance import acquaintance
from netintl.analyses.matches.candidates import candidates_of, organization_traits
from netintl.analyses.matches.matches import find_match_pairs, find_matches
from netintl.errors import UsageError

from ...conftest import MODES, make_network
from ..conftest import party_lists, steady
from .conftest import CHAIN, matches, pairs_of


@pytest.mark.untraced
@steady
@given(parties=party_lists())
def test_candidates_are_the_unlinked_of_other_kinds(parties) -> None:
    network = make_network(parties)
    linked = {frozenset(p) for cell in parties.values() for p in pairs_of(cell.split())}
    for name in network.ids[:4]:
        kind = network.kinds[network.code_of[name]]
        if kind not in MODES:
            continue
        expected = {
            other
            for other, its in zip(network.ids, network.kinds, strict=True)
            if its in MODES and its != kind and frozenset((name, other)) not in linked
        }
        assert set(matches(network, name).index) == expected


@pytest.mark.parametrize(
    ("change", "asked", "fails"),
    [
        ({"id": "C2", "fields": "46"}, {}, None),
        ({"id": "C2", "level": "university"}, {}, "level"),
        ({"id": "C2", "level": "associate"}, {}, None),
        ({"id": "C2", "level": ""}, {}, None),
        ({"id": "C2", "fields": "41"}, {}, "field"),
        ({"id": "C2", "closed": "2020"}, {}, "closed"),
        ({"id": "C2"}, {"exclude": ["C2"]}, "excluded"),
        ({"id": "C2", "parent": "C1"}, {}, "kin"),
        ({"id": "C1", "parent": "C2"}, {}, "kin"),
        ({"id": "C2", "parent": "S1"}, {}, "kin"),
        ({"id": "C2", "name_en": "Four Indonesian vocational schools"}, {}, "placeholder"),
        ({"id": "C2", "note": "college; Placeholder; town not stated"}, {}, "placeholder"),
    ],
    ids=[
        "fits",
        "level",
        "near_level",
        "unknown_level",
        "field",
        "closed",
        "excluded",
        "site",
        "parent",
        "own_site",
        "name",
        "flag",
    ],
)
def test_hard_filters(change, asked, fails) -> None:
    bodies = [{"id": "S1", "fields": "46;50", "level": "secondary"}, change]
    network = make_network(CHAIN, organizations=bodies)
    subject = np.array([network.code_of["S1"]])
    known = acquaintance(network)
    found = candidates_of(
        network, organization_traits(network), known, subject, kinds=("college",), **asked
    )
    names = ("linked", "kin", "closed", "level", "field", "placeholder", "excluded")
    expected = dict.fromkeys(names, 0) | {"linked": 1}
    assert dict(found.dropped) == expected | ({fails: 1} if fails else {})
    assert network.ids[found.v].tolist() == ([] if fails else ["C2"])


def test_in_a_huge_network_only_shared_partners_count(example_network, monkeypatch) -> None:
    everything = find_match_pairs(example_network, diversity=0)
    assert everything.claim("match_shared_only") is None
    monkeypatch.setattr("netintl.analyses.matches.matches.EXHAUSTIVE", 1)
    shared = find_match_pairs(example_network, diversity=0)
    assert shared.claim("match_shared_only") is not None
    closed = everything.table.query("closure > 0").drop(columns="rank")
    assert len(closed) == 2
    assert shared.table.drop(columns="rank").equals(closed.reset_index(drop=True))


def test_other_kinds_are_not_matched() -> None:
    network = make_network(CHAIN | {"g": "G1 C1"})
    with pytest.raises(UsageError, match="government"):
        find_matches(network, "G1")
    with pytest.raises(UsageError, match="no partners"):
        find_match_pairs(network, ("school", "school"))
