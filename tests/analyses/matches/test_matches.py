"""Matches: golden closures, hard filters, every part by hand, reasons that bear it."""

from __future__ import annotations

import math

import networkx as nx
import numpy as np
import pytest
from hypothesis import given

from netintl.analyses.matches.matches import find_match_pairs, find_matches
from netintl.analyses.matches.parts import PARTS
from netintl.analyses.matches.weights import default_weights
from netintl.errors import UsageError

from ...conftest import MODES, make_frames, make_network, without_agreements
from ..conftest import party_lists, steady
from .conftest import CHAIN, matches, pairs_of


@pytest.mark.parametrize(
    ("subject", "target", "expected"),
    [("S3", "E2", 0.5), ("S2", "E1", 1 / 3), ("S1", "E2", 0), ("S3", "E1", 0)],
)
def test_closure_of_the_worked_example(example_network, subject, target, expected) -> None:
    found = matches(example_network, subject).loc[target, "closure"]
    assert found == pytest.approx(expected)
    assert matches(example_network, target).loc[subject, "closure"] == pytest.approx(expected)


def test_the_worked_example_proposes_what_a_planner_would(example_network) -> None:
    table = find_match_pairs(example_network, weights={"closure": 1}, diversity=0).table
    assert table["organization"].head(2).tolist() == ["S3", "S2"]
    assert table["partner"].head(2).tolist() == ["E2", "E1"]
    assert table["via"].head(2).tolist() == [("C3",), ("C2",)]
    assert table["agreements"][1] == ("C2-E1", "S2-C2")


def test_the_score_is_the_weighted_mean_of_the_known_parts(bundled_network) -> None:
    weights = {"closure": 3, "field_fit": 2, "recency": 1, "low_rank": 4}
    table = matches(bundled_network, "cn-liuzhou-vtc", weights=weights)
    assert table["field_fit"].isna().any()
    for row in table.to_dict("records"):
        known = {name: row[name] for name in weights if not math.isnan(row[name])}
        total = sum(weights[name] for name in known)
        expected = sum(weights[name] * value for name, value in known.items()) / total
        assert row["score"] == pytest.approx(expected)


@steady
@given(parties=party_lists())
def test_closure_and_via_are_those_of_networkx(parties) -> None:
    network = make_network(parties)
    graph = nx.Graph()
    graph.add_nodes_from(network.ids)
    kinds = dict(zip(network.ids, network.kinds, strict=True))
    for cell in parties.values():
        for a, b in pairs_of(cell.split()):
            if kinds[a] != kinds[b] and {kinds[a], kinds[b]} <= set(MODES):
                graph.add_edge(a, b)
    table = find_match_pairs(network).table
    for row in table.to_dict("records"):
        ends = (row["organization"], row["partner"])
        [(_, _, expected)] = nx.resource_allocation_index(graph, [ends])
        assert row["closure"] == pytest.approx(min(1, expected))
        assert row["via"] == tuple(sorted(nx.common_neighbors(graph, *ends)))


PART_OF_REASON = ["closure", "reach", "brand_present", "experience", "alliance", "recency"]


@pytest.mark.parametrize("part", PART_OF_REASON)
def test_without_the_agreements_cited_a_part_falls(bundled_network, part) -> None:
    checked = 0
    for name in ["cn-liuzhou-vtc", "cn-tianjin-bohai-vtc", "cn-hunan-bio-electro", "ent-huawei"]:
        if name not in bundled_network.code_of:
            continue
        result = find_matches(bundled_network, name)
        before = result.table.set_index("organization")[part]
        for row in result.reasons.query("component == @part").head(4).to_dict("records"):
            left = find_matches(without_agreements(bundled_network, row["agreements"]), name)
            after = left.table.set_index("organization")[part].get(row["finding"], 0.0)
            assert not after >= before[row["finding"]]
            assert row["value"] == before[row["finding"]]
            checked += 1
    assert checked


def test_every_known_part_above_0_that_rests_on_agreements_has_a_reason(bundled_network) -> None:
    result = find_matches(bundled_network, "cn-liuzhou-vtc")
    table = result.table.set_index("organization")
    assert result.reasons["agreements"].map(bool).all()
    for part in ("closure", "experience", "brand_present", "recency"):
        cited = set(result.reasons.query("component == @part")["finding"])
        known = table[part] > 0
        if part == "experience":
            known &= table["country"] != "CHN"  # at home, no agreement is needed to know it
        assert cited == set(table.index[known])


def test_countries_kinds_and_exclusions_narrow(bundled_network) -> None:
    everybody = matches(bundled_network, "cn-liuzhou-vtc")
    asked = {"kind": "college", "countries": ["IDN", "THA"], "exclude": ["id-polije"]}
    some = matches(bundled_network, "cn-liuzhou-vtc", **asked)
    expected = everybody[
        (everybody["kind"] == "college") & everybody["country"].isin(["IDN", "THA"])
    ].drop("id-polije", errors="ignore")
    assert set(some.index) == set(expected.index)
    assert some["score"].sort_index().equals(expected["score"].sort_index())


def test_pairs_are_the_best_of_all_subjects() -> None:
    draw = np.random.default_rng(3)
    ends = zip(draw.integers(0, 9, (40, 2)), "CE" * 20, strict=True)
    network = make_network({f"a{n}": f"S{i} {k}{j}" for n, ((i, j), k) in enumerate(ends)})
    table = find_match_pairs(network, ("school", "college"), diversity=0, top=20).table
    best: list[float] = []
    for code in np.flatnonzero(network.kinds == "school"):
        found = find_matches(network, str(network.ids[code]), kind="college")
        best += found.table["score"].tolist()
    assert len(best) > 20
    np.testing.assert_allclose(table["score"], sorted(best, reverse=True)[:20], atol=1e-12)


def test_rows_in_another_order_give_the_same_table() -> None:
    parties = CHAIN | {"e": "S1 E2 C3", "f": "S2 E3 C3"}
    frames = make_frames(parties, organizations=[{"id": "S1", "fields": "46"}])
    turned = {name: frame.iloc[::-1].reset_index(drop=True) for name, frame in frames.items()}
    network = make_network(parties)
    one, other = (type(network).from_tables(made) for made in (frames, turned))
    for find in (lambda n: find_matches(n, "S1"), find_match_pairs):
        assert find(one).table.equals(find(other).table)
        assert find(one).reasons.equals(find(other).reasons)


def test_a_second_source_changes_nothing() -> None:
    twice = make_network(CHAIN, agreements=[{"id": "a", "source": "src;more"}])
    assert matches(twice, "S1").equals(matches(make_network(CHAIN), "S1"))


def test_somebody_without_partners_is_told_so() -> None:
    network = make_network({"a": "S1", **{k: v for k, v in CHAIN.items() if k != "a"}})
    result = find_matches(network, "S1")
    assert result.claim("match_isolated") is not None
    assert (result.table[["closure", "reach"]] == 0).all(axis=None)


@pytest.mark.parametrize("parties", [{}, {"a": "S1"}, {"a": "S1 C1"}, {"a": "O1 O2"}])
def test_nobody_to_propose_is_an_empty_table(parties) -> None:
    result = find_match_pairs(make_network(parties))
    assert result.table.empty
    assert result.claim("match_none") is not None
    assert [column.name for column in result.columns] == list(result.table.columns)


def test_the_only_two_are_linked() -> None:
    network = make_network({"a": "S1 C1"})
    result = find_matches(network, "S1")
    assert result.table.empty
    assert result.claim("match_filters").facts["linked"] == 1


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        ({"kind": "school"}, "no partners"),
        ({"kind": "park"}, "no partners"),
        ({"exclude": ["nobody"]}, "nobody"),
        ({"weights": {"beauty": 1}}, "beauty"),
        ({"weights": {"closure": -1}}, "0 or more"),
        ({"weights": {"closure": math.nan}}, "0 or more"),
        ({"weights": {}}, "0 or more"),
        ({"diversity": 1.5}, "1.5"),
    ],
)
def test_impossible_wishes_are_refused(asked, message) -> None:
    network = make_network(CHAIN)
    with pytest.raises(UsageError, match=message):
        find_matches(network, "S1", **asked)


def test_an_organization_that_does_not_exist_is_refused() -> None:
    with pytest.raises(UsageError, match="nobody"):
        find_matches(make_network(CHAIN), "nobody")


def test_default_weights_name_every_part() -> None:
    assert list(default_weights()) == list(PARTS)
    assert all(weight >= 0 for weight in default_weights().values())
