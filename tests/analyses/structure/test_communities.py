"""Groups: planted ones are found, named by what they hold, and as stable as their evidence."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.stats import hypergeom

import netintl
from netintl.analyses.structure.communities import adjusted_rand, at_least

from ...conftest import make_network, without_agreements


def planted(confidence: str = "1"):
    """Two dense groups, one in Thailand under a brand, one in Kenya, joined by one agreement."""
    parties = {f"t{n}": f"S{n % 4} C{n // 4}" for n in range(16)}
    parties |= {f"k{n}": f"S{4 + n % 4} C{4 + n // 4}" for n in range(16)}
    parties |= {"join": "S0 C4", "pair": "S9 C9"}
    homes = [{"id": f"C{n}", "country": "THA" if n < 4 else "KEN"} for n in range(8)]
    agreements = [
        {"id": key, "brand": "dayu" if key[0] == "t" else "", "confidence": confidence,
         "fields": "46" if key[0] == "k" else "51"}
        for key in parties
    ]  # fmt: skip
    return make_network(parties, organizations=homes, agreements=agreements)


def test_planted_groups_are_found_and_named() -> None:
    result = netintl.find_communities(planted())
    assert result.table["size"].tolist() == [8, 8]
    members = [set(names) for names in result.table["members"]]
    thai = next(n for n, group in enumerate(members) if "C0" in group)
    assert members[thai] == {f"{kind}{n}" for kind in "SC" for n in range(4)}
    signs = [set(names) for names in result.table["signs"]]
    assert signs[thai] == {"country:THA", "brand:dayu", "field:51"}
    assert signs[1 - thai] == {"country:KEN", "field:46"}
    assert result.table["inside"].tolist() == [16, 16]
    assert result.table["outside"].tolist() == [1, 1]
    assert result.claim("modularity").facts["smaller"] == 1  # the pair


def test_removing_what_a_group_rests_on_dissolves_it() -> None:
    network = planted()
    result = netintl.find_communities(network)
    cited = result.reasons.set_index("finding")["agreements"]["1"]
    gone = set(result.table["members"].iloc[0])
    left = netintl.find_communities(without_agreements(network, cited)).table
    remaining = {name for names in left["members"] for name in names}
    assert len(gone & remaining) <= 1  # the one that the joining agreement ties to the others


def test_stability_is_one_where_evidence_is_sure_and_falls_with_it() -> None:
    sure = netintl.find_communities(planted(), resamples=10, seed=3).table["stability"]
    weak = netintl.find_communities(planted("0.3"), resamples=30, seed=3).table["stability"]
    assert sure.tolist() == [1, 1]
    assert (weak < 0.9).all()
    assert (weak > 0).all()


def test_the_same_seed_gives_the_same_groups(bundled_network) -> None:
    one, two = (netintl.find_communities(bundled_network, resamples=4, seed=9) for _ in range(2))
    assert one.table.equals(two.table)
    assert one.claims == two.claims


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ([0, 0, 1, 1], [0, 0, 1, 1], 1.0),
        ([0, 0, 1, 2], [0, 0, 1, 1], 0.5714),
        ([0, 0, 0, 0], [0, 1, 2, 3], 0.0),
    ],
)
def test_adjusted_rand_of_known_cases(one, other, expected) -> None:
    assert adjusted_rand(np.array(one), np.array(other)) == pytest.approx(expected, abs=5e-5)


def test_the_tail_is_that_of_scipy() -> None:
    for hits, total, marked, drawn in [
        (3, 50, 10, 8),
        (0, 20, 5, 5),
        (5, 9, 6, 7),
        (1, 400, 3, 40),
    ]:
        expected = hypergeom.sf(hits - 1, total, marked, drawn)
        assert at_least(hits, total, marked, drawn) == pytest.approx(expected)


def test_roles_of_a_star_and_its_ring() -> None:
    parties = {f"a{n}": f"S0 C{n}" for n in range(12)} | {
        f"b{n}": f"S1 C{n + 20}" for n in range(12)
    }
    table = netintl.find_roles(make_network(parties | {"join": "S0 C20"})).table
    role = table.set_index("organization")["role"]
    assert role["S0"] == role["S1"] == "provincial_hub"
    assert role["C3"] == "ultra_peripheral"
    assert role["C20"] == "not_assessable"  # two partners in two groups: P cannot tell


def test_concentration_by_hand() -> None:
    network = make_network(
        {"a": "S1 C1", "b": "S1 C2", "c": "S2 C1", "d": "S2 C1"},
        organizations=[
            {"id": "S1", "province": "12"}, {"id": "S2", "province": "33"},
            {"id": "C1", "country": "THA"}, {"id": "C2", "country": "KEN"},
        ],
        agreements=[{"id": "a", "brand": "dayu"}],
    )  # fmt: skip
    table = netintl.find_concentration(network).table.set_index("dimension")
    country = table.loc["country"]
    assert country["hhi"] == pytest.approx(0.75**2 + 0.25**2)
    assert country["effective"] == pytest.approx(1 / 0.625)
    assert country["gini"] == pytest.approx(0.25)
    assert country["centralisation"] == pytest.approx((3 - 1) / (1 * 4))
    assert (country["leader"], country["leader_share"]) == (("country:THA",), 0.75)
    assert table.loc["province", ["groups", "hhi"]].tolist() == [2, 0.5]
    assert table.loc["brand", ["groups", "agreements", "without"]].tolist() == [1, 1, 3]


def test_of_places_that_have_equally_many_all_lead() -> None:
    homes = [{"id": "C1", "country": "THA"}, {"id": "C2", "country": "KEN"}]
    network = make_network({"a": "S1 C1", "b": "S1 C2"}, organizations=homes)
    table = netintl.find_concentration(network).table.set_index("dimension")
    assert table.at["country", "leader"] == ("country:KEN", "country:THA")
    assert table.at["brand", "leader"] == ()


def test_sparse_networks_are_modular_and_that_is_said(bundled_network) -> None:
    result = netintl.find_communities(bundled_network, nulls=4, seed=2)
    value = result.claim("modularity").facts["value"]
    facts = result.claim("modularity_null").facts
    assert 0.8 < facts["least"] <= facts["mean"] <= facts["most"] < value
    assert netintl.find_communities(bundled_network).claim("modularity_null") is None


def test_the_map_of_roles_says_how_many_centres_there_are() -> None:
    parties = {f"a{n}": f"S0 C{n}" for n in range(14)} | {"c": "S2 C20"}
    result = netintl.find_roles(make_network(parties | {"join": "S0 C20"}))
    claim = result.claim("centres")
    hubs = result.table[result.table["role"].str.endswith("_hub")]
    assert claim.rows == tuple(hubs["organization"])
    assert claim.facts["hubs"] == len(hubs) > 0
    assert result.table.set_index("organization").at["C20", "role"] == "not_assessable"
    assert result.claim("roles_unassessed").rows == ("C20",)
