"""Labels on organizations: none without enough evidence, and persons summed where they differ."""

from __future__ import annotations

import math

import numpy as np
import pytest

from netintl import select
from netintl.analyses.structure.hubs import find_hubs
from netintl.analyses.structure.labels import stated_persons
from netintl.network.labelling import assessable

from ...conftest import make_network

FLOW = {"purpose": "study", "planned": "no", "year": "2024"}


def network_of_a_star(persons: dict[str, str], partners: int = 6):
    """Give S1 several partners, ten schools one each, and persons to some agreements."""
    parties = {f"a{n}": f"S1 C{n}" for n in range(partners)}
    parties |= {f"b{n}": f"S9{n} C9{n}" for n in range(10)}
    flows = [
        {"id": key, "agreement": key, "persons": count, **FLOW}
        | dict(zip(("from", "to"), parties[key].split(), strict=True))
        for key, count in persons.items()
    ]
    return make_network(parties, flows=flows)


def star(persons: dict[str, str], partners: int = 6):
    return find_hubs(network_of_a_star(persons, partners))


FEW = {"a0": "2", "a1": "3", "a2": "4", "b0": "100", "b1": "90"}


@pytest.mark.parametrize(
    ("persons", "verdict"),
    [
        (FEW, "yes"),
        (FEW | {"a2": "500"}, "no"),
        (FEW | {"a0": "40", "a1": "40", "a2": "40"}, "no"),  # the sum counts, not the largest
        ({"a0": "2", "a1": "3", "b0": "100"}, "not_assessable"),
        (FEW | {"a0": "0", "a1": "0", "a2": "0"}, "yes"),
        ({"b0": "100"}, "not_assessable"),
        ({}, "not_assessable"),
    ],
    ids=["few", "many", "many_in_sum", "two_of_six", "none_at_all", "unknown", "nothing_stated"],
)
def test_a_paper_hub_has_many_partners_few_persons_and_evidence(persons, verdict) -> None:
    result = star(persons)
    found = result.table.set_index("organization")["paper_hub"]
    assert found["S1"] == verdict
    assert set(found.drop("S1")) == {""}
    claim = result.claim("paper_hubs")
    assert claim.rows == (("S1",) if verdict == "yes" else ())
    assert claim.facts == {
        "total": 1, "least": 6, "fewest": 3,
        "assessed": int(verdict != "not_assessable"), "count": int(verdict == "yes"),
        "unknown": int(verdict == "not_assessable"),
    }  # fmt: skip


@pytest.mark.parametrize("inside", [["S1"], ["C0"], ["S90"]])
def test_the_label_does_not_depend_on_the_view(inside) -> None:
    network = network_of_a_star(FEW)
    whole = find_hubs(network).table.set_index("organization")["paper_hub"]
    view = find_hubs(select(network, organizations=inside))
    own = view.table.set_index("organization")["paper_hub"]
    assert own.to_dict() == whole[own.index].to_dict()
    claim = view.claim("paper_hubs")
    assert (claim is None) == ("S1" not in own.index)
    assert claim is None or (claim.facts["least"], claim.rows) == (6, ("S1",))


def test_three_agreements_of_seven_are_less_than_half() -> None:
    found = star(FEW, partners=7).table.set_index("organization")
    assert found.at["S1", "paper_hub"] == "not_assessable"
    assert found.loc["S1", ["persons_agreements", "agreements", "persons"]].tolist() == [3, 7, 9]


def test_one_partner_is_not_many() -> None:
    # Where nine in ten have one partner, the top decile of degree begins at one.
    parties = {f"a{n}": f"S1 C{n}" for n in range(12)} | {"b": "S2 C20", "c": "S3 C21"}
    flows = [
        {"id": key, "agreement": key, "from": one, "to": other, "persons": count, **FLOW}
        for key, one, other, count in [("b", "S2", "C20", "5"), ("c", "S3", "C21", "90")]
    ]
    table = find_hubs(make_network(parties, flows=flows)).table
    single = table[table["degree"] == 1]
    assert set(single["paper_hub"]) == {""}


def test_where_all_have_as_many_partners_nobody_has_many() -> None:
    ring = {f"{n}": f"S{n} C{n}" for n in range(5)} | {
        f"+{n}": f"S{n} C{(n + 1) % 5}" for n in range(5)
    }
    result = find_hubs(make_network(ring))
    assert set(result.table["degree"]) == {2}
    assert set(result.table["paper_hub"]) == {""}
    assert result.claim("paper_hubs") is None


def counted(*flows: dict[str, str]) -> dict[str, float]:
    network = make_network(
        {"a": "S1 S2 C1", "b": "S1 C1", "m": "S1 C2"},
        agreements=[{"id": "m", "kind": "alliance_membership"}],
        flows=[
            {"id": f"f{n}", "agreement": "a", "from": "S1", "to": "C1", **FLOW, **flow}
            for n, flow in enumerate(flows)
        ],
    )
    found = stated_persons(network)["persons"].tolist()
    return dict(zip(network.ids, found, strict=True))


@pytest.mark.parametrize(
    ("flows", "school", "college"),
    [
        ([{"persons": "30"}, {"persons": "80"}, {"persons": ""}], 80, 80),  # of one year: the same
        ([{"persons": "30"}, {"persons": "80", "year": "2023"}], 110, 110),
        ([{"persons": "30"}, {"persons": "80", "year": ""}], 80, 80),  # a total and its year
        ([{"persons": "30"}, {"persons": "20", "year": ""}], 30, 30),
        ([{"persons": "30"}, {"persons": "25", "purpose": "employment"}], 30, 30),
        ([{"persons": "30"}, {"persons": "25", "agreement": "b"}], 55, 55),
        ([{"persons": "30"}, {"persons": "25", "from": "S2"}], 30, 55),
        ([{"persons": "30", "planned": "yes"}], math.nan, math.nan),
        ([{"persons": "", "person_days": "900"}], math.nan, math.nan),
        ([{"persons": "30", "agreement": "m", "to": "C2"}], math.nan, math.nan),
    ],
    ids=["year", "years", "total", "less_total", "stages", "agreements", "ends", "plan", "days",
         "membership"],
)  # fmt: skip
def test_persons_are_added_only_where_they_differ(flows, school, college) -> None:
    found = counted(*flows)
    np.testing.assert_equal([found["S1"], found["C1"]], [school, college])


def test_evidence_is_three_agreements_and_half() -> None:
    showing, all_of_them = np.mgrid[0:9, 0:9].reshape(2, -1)
    expected = [s >= 3 and 2 * s >= a for s, a in zip(showing, all_of_them, strict=True)]
    assert assessable(showing, all_of_them).tolist() == expected


def test_a_narrowed_view_gives_no_label_that_all_the_data_do_not_give() -> None:
    parties = {f"a{n}": f"S1 C{n}" for n in range(8)}
    parties |= {f"b{n}": f"S9{n} C9{n}" for n in range(10)}
    persons = FEW | {"a7": "500"}
    flows = [
        {"id": key, "agreement": key, "persons": count, **FLOW}
        | dict(zip(("from", "to"), parties[key].split(), strict=True))
        for key, count in persons.items()
    ]
    branded = [
        {"id": key, "kind": "workshop", "brand": "luban_workshop"}
        for key in parties
        if key not in ("a6", "a7")
    ]
    network = make_network(parties, agreements=branded, flows=flows)
    view = select(network, brands=["luban_workshop"])
    for found in (find_hubs(network), find_hubs(view)):
        assert found.table.set_index("organization").at["S1", "paper_hub"] == "no"
