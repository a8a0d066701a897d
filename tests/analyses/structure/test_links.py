"""The links of a view, against pairs counted agreement by agreement."""

from __future__ import annotations

from netintl.analyses.structure.links import find_links

from ...conftest import make_frames, make_network, slow_pairs

PARTIES = {"a": "S1 C1 E1", "b": "S1 C1", "c": "C1 E1", "d": "S2 C1"}


def test_all_links_of_a_small_network_are_listed() -> None:
    slow = slow_pairs(make_frames(PARTIES))
    result = find_links(make_network(PARTIES))
    found = {
        (row["layer"], row["organization"], row["partner"]): row["weight"]
        for row in result.table.to_dict("records")
    }
    assert found == {ends: pair.weight for ends, pair in slow.items()}
    assert result.table["weight"].is_monotonic_decreasing
    cited = result.reasons.set_index("finding")["agreements"]
    for (_layer, one, other), pair in slow.items():
        assert sorted(cited[f"{one}>{other}"]) == sorted(pair.agreements)


def test_of_a_dense_network_the_backbone_is_kept_and_told() -> None:
    heavy = {f"h{n}": "S1 C1" for n in range(30)}
    light = {f"l{n}": f"S1 C{n}" for n in range(2, 10)}
    result = find_links(make_network(heavy | light), most=5)
    assert result.table[["organization", "partner"]].values.tolist() == [["C1", "S1"]]
    note = result.claim("links_of_backbone") or result.claim("links_of_core")
    assert note is not None
    assert note.facts["all"] == 9
