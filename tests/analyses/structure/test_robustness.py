"""What may be said of the first ten: nothing that a tie or a value of 0 would make false."""

from __future__ import annotations

from netintl import find_hubs
from netintl.i18n import speaking
from netintl.network.doors import from_links
from netintl.words.claims import sentence

from ...conftest import make_network

LINKS = [("Ministry", f"Partner {n}") for n in range(1, 13)]


def said(network, **settings) -> str:
    with speaking("en"):
        return " ".join(sentence(claim, network) for claim in find_hubs(network, **settings).claims)


def test_a_star_has_one_first_and_no_leaf_is_named() -> None:
    network = from_links(LINKS)
    result = find_hubs(network, nulls=5, resamples=5)
    assert result.claim("most_paths").facts["names"] == ("Ministry",)
    assert result.claim("rank_intervals") is result.claim("fresh_hubs") is None
    assert result.claim("not_graded").facts["total"] == 12
    assert "Partner" not in said(network, nulls=5, resamples=5)


def test_a_star_of_graded_evidence_has_one_among_the_first_ten() -> None:
    parties = {f"a{n}": f"G1 C{n}" for n in range(12)}
    stated = [{"id": key, "confidence": "0.9"} for key in parties]
    result = find_hubs(make_network(parties, agreements=stated), resamples=20)
    claim = result.claim("rank_intervals")
    assert claim.facts == {"count": 1, "sure": 1, "draws": 20}
    assert claim.rows == ("G1",)
    leaves = result.table[result.table["organization"] != "G1"]
    assert (leaves["top_share"] == 0).all()  # they share rank 2 with a betweenness of 0


def twins(count: int) -> dict[str, str]:
    """Give so many colleges two partners each: all of them tie."""
    return {f"a{n}{side}": f"C{n} {kind}{n}" for n in range(count) for side, kind in
            enumerate("SE")}  # fmt: skip


def test_of_those_that_tie_across_the_tenth_place_only_their_number_is_told() -> None:
    stated = [{"id": key, "confidence": "1"} for key in twins(12)]
    result = find_hubs(make_network(twins(12), agreements=stated), resamples=5)
    assert result.claim("tied_places").facts == {"count": 12, "rank": 1}
    assert result.claim("rank_intervals") is None
    parties = {**twins(10), "more": "C0 E99"}
    stated = [{"id": key, "confidence": "1"} for key in parties]
    result = find_hubs(make_network(parties, agreements=stated), resamples=5)
    assert result.claim("tied_places") is None
    assert result.claim("rank_intervals").facts == {"count": 10, "sure": 10, "draws": 5}


def test_a_rank_by_fresh_evidence_is_none_where_nothing_runs_through() -> None:
    parties = {"a": "S1 C1", "b": "C1 E1", "c": "E1 S2"}
    dated = [{"id": "a", "start": "2024-01-01"}, {"id": "b", "start": "2024-01-01"},
             {"id": "c", "start": "2010-01-01"}]  # fmt: skip
    result = find_hubs(make_network(parties, agreements=dated))
    ranks = result.table.set_index("organization")["fresh_rank"].dropna()
    assert ranks.to_dict() == {"C1": 1}
    assert result.claim("fresh_hubs").facts == {"count": 2, "kept": 1}
