"""Who is proposed to nobody: those who cooperate already, in any data, under any roof."""

from __future__ import annotations

import networkx as nx
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from netintl.analyses import result
from netintl.analyses.matches.acquaintance import acquaintance
from netintl.analyses.matches.matches import find_match_pairs, find_matches
from netintl.network import layers
from netintl.network.views import as_of, select

from ...conftest import make_network
from ..conftest import steady
from .conftest import CHAIN, ended, matches


def test_a_school_is_not_sent_to_the_site_of_its_partner(bundled_network) -> None:
    """Liuzhou works with LiuGong, whose Indonesian company once led its list."""
    for network in (bundled_network, select(bundled_network, countries=["THA"])):
        proposed = set(matches(network, "cn-liuzhou-vtc").index)
        assert proposed.isdisjoint({"ent-liugong", "ent-liugong-indonesia"})
    pairs = find_match_pairs(select(bundled_network, countries=["THA"]), top=5000).table
    over = ended(bundled_network)
    now = bundled_network.view(chosen=bundled_network.chosen & ~over).pairs
    ids = bundled_network.ids
    known = {frozenset(ends) for ends in zip(ids[now.u], ids[now.v], strict=True)}
    proposed_pairs = {
        frozenset(e) for e in zip(pairs["organization"], pairs["partner"], strict=True)
    }
    assert len(proposed_pairs) > 100
    assert proposed_pairs.isdisjoint(known)


def test_what_a_view_leaves_out_is_known_all_the_same() -> None:
    network = make_network(CHAIN | {"e": "S1 C2"}, organizations=[{"id": "C2", "country": "THA"}])
    narrowed = select(network, organizations=["C1"])
    assert "C2" not in narrowed.ids[narrowed.members]
    narrowed = narrowed.view(chosen=narrowed.chosen, members=np.ones(len(network.ids), dtype=bool))
    assert "C2" not in matches(narrowed, "S1").index


@pytest.mark.parametrize(
    ("status", "kind", "before"),
    [
        ("expired", "workshop", "cooperated_before"),
        ("terminated", "workshop", "cooperated_before"),
        ("proposed", "workshop", "memorandum"),
        ("active", "mou_only", "memorandum"),
        ("active", "workshop", None),
    ],
)
@pytest.mark.parametrize("through", ["itself", "parent", "site"])
def test_ended_cooperation_and_mere_intentions_are_shown_as_such(
    status, kind, before, through
) -> None:
    other = {"itself": "C2", "parent": "C3", "site": "C3"}[through]
    parents = {"itself": [], "parent": [{"id": "C2", "parent": "C3"}]}
    parents["site"] = [{"id": "C3", "parent": "C2"}]
    agreements = [{"id": "e", "status": status, "kind": kind}]
    network = make_network(
        CHAIN | {"e": f"S1 {other}"}, agreements=agreements, organizations=parents[through]
    )
    result = find_matches(network, "S1")
    table = result.table.set_index("organization")
    if before is None:
        assert "C2" not in table.index
        return
    assert table.loc["C2", "before"] == before
    claim = result.claim(f"match_{before}")
    assert claim.rows == tuple(sorted({"C2", other}))
    assert claim.facts["count"] == len(claim.rows)
    assert table.loc["E1", "before"] == ""


def test_an_end_counts_by_the_day_of_the_view() -> None:
    dated = [
        {"id": "e", "start": "2015-01-01", "end": "2019-06-30"},
        {"id": "b", "start": "2022-01-01"},
    ]
    network = make_network(CHAIN | {"e": "S1 C2"}, agreements=dated)
    assert matches(network, "S1").loc["C2", "before"] == "cooperated_before"
    assert "C2" not in matches(as_of(network, "2018-01-01"), "S1").index


def test_ended_agreements_bring_nobody_together() -> None:
    ended = [{"id": "b", "status": "expired"}]
    row = matches(make_network(CHAIN, agreements=ended), "S1").loc["E1"]
    assert (row["closure"], row["reach"], row["load"], row["via"]) == (0, 0, 0, ())
    assert matches(make_network(CHAIN), "S1").loc["E1", "closure"] == 0.5


def test_who_stands_for_others_is_proposed_nobody() -> None:
    network = make_network(
        CHAIN, organizations=[{"id": "S1", "name_en": "Schools in Bor (not named)"}]
    )
    result = find_matches(network, "S1")
    assert result.table.empty
    assert result.claim("match_unnamed").facts["id"] == "S1"


PARENTS = st.lists(st.integers(-1, 8), min_size=9, max_size=9)
ENDS = st.lists(st.tuples(st.integers(0, 2), st.integers(3, 8)), min_size=1, max_size=8)


@steady
@given(parents=PARENTS, ends=ENDS)
def test_kin_are_those_on_one_line_of_parents(parents, ends) -> None:
    names = [f"S{n}" for n in range(3)] + [f"C{n}" for n in range(3, 9)]
    above = {names[n]: names[p] for n, p in enumerate(parents) if 0 <= p < n}
    deals = {f"a{n}": f"{names[s]} {names[c]}" for n, (s, c) in enumerate(ends)}
    named = {name for cell in deals.values() for name in cell.split()}
    bodies = [{"id": name, "parent": above.get(name, "")} for name in names if name in named]
    network = make_network(deals, organizations=bodies)
    tree = nx.DiGraph()
    tree.add_nodes_from(named)
    tree.add_edges_from((a, b) for a, b in above.items() if {a, b} <= named)
    line = {n: nx.descendants(tree, n) | nx.ancestors(tree, n) | {n} for n in named}
    direct = {frozenset(cell.split()) for cell in deals.values()}
    near = {frozenset((a, b)) for s, c in map(sorted, direct) for a in line[s] for b in line[c]}
    near |= {frozenset((a, b)) for a in named for b in line[a]}
    known = acquaintance(network)
    ids = [str(name) for name in network.ids]
    for u, one in enumerate(ids):
        for v, other in enumerate(ids):
            if u < v:
                pair, ends_ = frozenset((one, other)), (np.array([u]), np.array([v]))
                assert known.current.hold(*ends_)[0] == (pair in direct)
                assert known.kin.hold(*ends_)[0] == (pair in near - direct)


def test_the_parties_of_one_agreement_know_each_other_however_many(monkeypatch) -> None:
    """Of an agreement in hub form no pairs are listed, and none is proposed as new all the same."""
    limits = {**layers.limits(), "paired_parties": 4}
    parties = "S1 S2 C1 C2 E1 E2"
    agreements = {"a": parties, "b": "S3 C3", "c": "S3 E1"}
    listed = find_match_pairs(make_network(agreements), top=50)
    for reader in (layers, result):
        monkeypatch.setattr(reader, "limits", lambda: limits)
    network = make_network(agreements, organizations=[{"id": "C4", "parent": "C2"}])
    known = acquaintance(network)
    codes = np.array([network.code_of[name] for name in parties.split()])
    u, v = codes[np.triu_indices(len(codes), 1)[0]], codes[np.triu_indices(len(codes), 1)[1]]
    assert known.current.hold(u, v).all()
    site = np.full(len(codes), network.code_of["C4"])
    assert known.kin.hold(site, codes).all()
    ends = ["organization", "partner"]
    proposed = find_match_pairs(network, top=50)
    assert {*map(frozenset, proposed.table[ends].to_numpy())} <= {
        *map(frozenset, listed.table[ends].to_numpy())
    }
    told = [claim for claim in proposed.claims if claim.code == "hub_form"]
    assert told[0].facts == {"count": 1, "most": 4}
    assert "hub_form" not in {claim.code for claim in listed.claims}
