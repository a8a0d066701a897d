"""Matches: golden closures, hard filters, every part by hand, reasons that bear it."""

from __future__ import annotations

import math

import networkx as nx
import numpy as np
import pytest
from hypothesis import given

from netintl.analyses.matches.candidates import find_candidates, organization_traits
from netintl.analyses.matches.diversity import crowding, diverse_order
from netintl.analyses.matches.matches import find_match_pairs, find_matches
from netintl.analyses.matches.parts import PARTS
from netintl.analyses.matches.weights import default_weights
from netintl.errors import UsageError
from netintl.network.views import as_of

from ...conftest import MODES, frames_of, make_frames, make_network, without_agreements
from ..conftest import party_lists, steady

CHAIN = {"a": "S1 C1", "b": "C1 E1", "c": "S2 C2", "d": "C2 E2"}


def matches(network, name, **asked):
    result = find_matches(network, name, **asked)
    return result.table.set_index("organization")


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


def test_free_capacity_of_the_worked_example(example_network) -> None:
    # C1 seats 50, 40 come; C3 seats 80, 30 come; E2 hires 20, 25 come.
    free = matches(example_network, "S2")["capacity"]
    assert free["C1"] == pytest.approx(0.2)
    assert free["C3"] == pytest.approx(0.625)
    assert free["E2"] == 0


def test_unknown_capacity_is_named_and_left_out(example_network, bundled_network) -> None:
    tables = {**frames_of(example_network)}
    tables["capacities"] = tables["capacities"].query("organization != 'C3'")
    network = type(example_network).from_tables(tables)
    weights = {"capacity": 1, "zone": 1}
    row = matches(network, "S2", weights=weights).loc["C3"]
    assert math.isnan(row["capacity"])
    assert "capacity" in row["unknown"]
    assert row["score"] == row["zone"] == 1
    assert matches(example_network, "S2", weights=weights).loc["C3", "score"] == pytest.approx(
        (0.625 + 1) / 2
    )
    assert matches(bundled_network, "cn-jinhua-polytechnic")["capacity"].isna().all()


def test_the_score_is_the_weighted_mean_of_the_known_parts(bundled_network) -> None:
    weights = {"closure": 3, "field_fit": 2, "recency": 1, "low_rank": 4}
    table = matches(bundled_network, "cn-liuzhou-vtc", weights=weights)
    assert table["field_fit"].isna().any()
    for row in table.to_dict("records"):
        known = {name: row[name] for name in weights if not math.isnan(row[name])}
        total = sum(weights[name] for name in known)
        expected = sum(weights[name] * value for name, value in known.items()) / total
        assert row["score"] == pytest.approx(expected)


@pytest.mark.parametrize("subject", ["cn-jinhua-polytechnic", "ent-huawei", "th-cdti"])
def test_parts_and_scores_lie_between_0_and_1(bundled_network, subject) -> None:
    if subject not in bundled_network.code_of:
        subject = next(i for i in bundled_network.ids if i.startswith("ent-"))
    table = matches(bundled_network, subject)[["score", *PARTS]].to_numpy(float)
    known = table[~np.isnan(table)]
    assert ((known >= 0) & (known <= 1)).all()


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


def pairs_of(names):
    return [(a, b) for a in names for b in names if a < b]


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
    ],
    ids=["fits", "level", "near_level", "unknown_level", "field", "closed", "excluded"],
)
def test_hard_filters(change, asked, fails) -> None:
    bodies = [{"id": "S1", "fields": "46;50", "level": "secondary"}, change]
    network = make_network(CHAIN, organizations=bodies)
    subject = np.array([network.code_of["S1"]])
    found = find_candidates(
        network, organization_traits(network), subject, kinds=("college",), **asked
    )
    expected = {"linked": 1, "closed": 0, "level": 0, "field": 0, "excluded": 0}
    assert dict(found.dropped) == expected | ({fails: 1} if fails else {})
    assert network.ids[found.v].tolist() == ([] if fails else ["C2"])


def test_an_unknown_level_is_kept_and_listed() -> None:
    bodies = [{"id": "S1", "level": "associate"}, {"id": "C2", "level": ""}]
    table = matches(make_network(CHAIN, organizations=bodies), "S1")
    assert "level" in table.loc["C2", "unknown"]
    assert "level" not in table.loc["E1", "unknown"]


@pytest.mark.parametrize(
    ("own", "other", "fit"),
    [
        ({"fields": "46;50"}, {"id": "C2", "fields": "46"}, 1.0),
        ({"fields": "46;50"}, {"id": "C2", "fields": "46;41"}, 0.5),
        ({"fields": "46;50"}, {"id": "E2", "industries": "C36"}, 1.0),
        ({"fields": "42"}, {"id": "E2", "industries": "B"}, 0.7),
        ({"fields": "42"}, {"id": "E2"}, None),
        ({}, {"id": "C2", "fields": "46"}, None),
    ],
    ids=["narrower", "half", "industry", "part", "unknown_firm", "unknown_school"],
)
def test_field_fit(own, other, fit) -> None:
    network = make_network(CHAIN, organizations=[{"id": "S1", **own}, other])
    row = matches(network, "S1").loc[other["id"]]
    if fit is None:
        assert math.isnan(row["field_fit"])
        assert "field_fit" in row["unknown"]
    else:
        assert row["field_fit"] == pytest.approx(fit)


def test_fields_of_agreements_are_fields_of_their_parties() -> None:
    deals = [{"id": "a", "fields": "46"}, {"id": "d", "fields": "46"}]
    assert matches(make_network(CHAIN, agreements=deals), "S1").loc["C2", "field_fit"] == 1


PLACES = [
    {"id": "C2", "country": "KEN"},
    {"id": "E2", "country": "KEN"},
    {"id": "E3", "country": "DEU"},
    {"id": "C3", "country": ""},
]


def test_zone_experience_and_brand_of_a_place() -> None:
    parties = CHAIN | {"e": "S1 C4", "f": "S3 C4", "g": "E3 C3"}
    bodies = [*PLACES, {"id": "C4", "country": "KEN"}]
    deals = [{"id": "a", "brand": "luban_workshop"}, {"id": "c", "brand": "luban_workshop"}]
    network = make_network(parties, organizations=bodies, agreements=deals)
    table = matches(network, "S1")
    expected = {  # zone, experience, brand present
        "C2": (1, 1, 1),  # Kenya: S1 works with C4 there, S2 under the same brand
        "E1": (1, 1, 1),  # Indonesia: C1
        "E3": (0, 0, 0),
    }
    for name, values in expected.items():
        row = table.loc[name, ["zone", "experience", "brand_present"]]
        assert tuple(row) == values
    unknown = table.loc["C3"]
    assert unknown[["zone", "experience", "brand_present"]].isna().all()
    assert {"zone", "experience", "brand_present"} <= set(unknown["unknown"])


def test_from_abroad_the_place_is_the_subjects_own() -> None:
    network = make_network(CHAIN | {"e": "S3 C4"}, organizations=[{"id": "C4", "country": "KEN"}])
    table = matches(network, "C4")
    assert table.loc["S1", "zone"] == 1
    assert table.loc["S1", "experience"] == 0
    inside = matches(network, "C1")
    assert inside.loc["S2", "experience"] == 1  # S2 works with C2 in Indonesia
    assert inside.loc["S3", "experience"] == 0


def test_recency_halves_in_two_years() -> None:
    deals = [{"id": "b", "start": "2024-01-01"}, {"id": "d", "start": "2022-01-01"}]
    table = matches(make_network(CHAIN, agreements=deals), "S1")
    assert table.loc["E1", "recency"] == 1
    assert table.loc["E2", "recency"] == pytest.approx(0.5, abs=0.001)
    assert math.isnan(table.loc["C2", "recency"]) is False
    assert math.isnan(matches(make_network(CHAIN), "S1").loc["E1", "recency"])


def test_recency_counts_back_from_the_day_of_the_view() -> None:
    deals = [{"id": "b", "start": "2020-01-01"}, {"id": "d", "start": "2024-01-01"}]
    network = as_of(make_network(CHAIN, agreements=deals), "2022-01-01")
    assert matches(network, "S1").loc["E1", "recency"] == pytest.approx(0.5, abs=0.001)


def test_a_shared_alliance_is_a_part_and_no_link() -> None:
    member = "A1:lead S1:member", "A1:lead E2:member", "A2:lead C2:member"
    parties = CHAIN | dict(zip("xyz", member, strict=True))
    network = make_network(parties)
    table = matches(network, "S1")
    assert table.loc[["E2", "C2", "E1"], "alliance"].tolist() == [1, 0, 0]
    assert table.loc["E2", "closure"] == 0
    assert matches(make_network(CHAIN), "S1")["alliance"].isna().all()
    result = find_matches(network, "S1")
    cited = result.reasons.query("component == 'alliance'")
    assert cited[["finding", "agreements"]].to_numpy().tolist() == [["E2", ("x", "y")]]


def test_a_large_alliance_changes_no_closeness() -> None:
    members = {f"m{n}": f"A1:lead S{n}:member" for n in range(1, 60)}
    small, large = make_network(CHAIN), make_network(CHAIN | members)
    one = matches(small, "E1")[["closure", "reach"]]
    other = matches(large, "E1")[["closure", "reach"]]
    assert one.equals(other.loc[one.index])


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


def test_load_counts_present_partners(bundled_network) -> None:
    table = matches(bundled_network, "cn-liuzhou-vtc")
    degree = bundled_network.cooperation.degree
    assert table["load"].tolist() == [degree[bundled_network.code_of[n]] for n in table.index]


def test_countries_kinds_and_exclusions_narrow(bundled_network) -> None:
    everybody = matches(bundled_network, "cn-liuzhou-vtc")
    asked = {"kind": "college", "countries": ["IDN", "THA"], "exclude": ["id-polije"]}
    some = matches(bundled_network, "cn-liuzhou-vtc", **asked)
    expected = everybody[
        (everybody["kind"] == "college") & everybody["country"].isin(["IDN", "THA"])
    ].drop("id-polije", errors="ignore")
    assert set(some.index) == set(expected.index)
    assert some["score"].sort_index().equals(expected["score"].sort_index())


def slow_order(scores, groups, crowded, diversity) -> list[int]:
    """Try every candidate for every place."""
    best, left, taken = scores.max(), list(range(len(scores))), []
    while left:
        used = [sum(groups[t] == groups[i] for t in taken) for i in left]
        values = [
            scores[i] - diversity * best / 2 * (n / (n + 1) + crowded[i])
            for i, n in zip(left, used, strict=True)
        ]
        taken.append(left.pop(int(np.argmax(np.round(values, 12)))))
    return taken


@pytest.mark.parametrize("diversity", [0.0, 0.3, 1.0])
@pytest.mark.parametrize("seed", range(4))
def test_the_diverse_order_is_greedy(diversity, seed) -> None:
    draw = np.random.default_rng(seed)
    scores = np.round(draw.random(40), 6)
    groups = draw.integers(0, 6, 40)
    crowded = np.where(draw.random(40) < 0.3, draw.random(40).round(6), 0.0)
    found = diverse_order(scores, groups, crowded, diversity).tolist()
    assert found == slow_order(scores, groups, crowded, diversity)


def test_unknown_scores_come_last() -> None:
    order = diverse_order(np.array([np.nan, 0.2, 0.9]), np.array(["a", "b", "c"]), np.zeros(3), 0.3)
    assert order.tolist() == [2, 1, 0]


def test_only_the_busiest_are_crowded() -> None:
    assert crowding(np.array([0, 9, 18]), np.arange(11)).round(2).tolist() == [0, 0, 0.49]
    assert crowding(np.array([0]), np.zeros(3)).tolist() == [0]


def test_diversity_spreads_countries_and_keeps_scores(bundled_network) -> None:
    flat = matches(bundled_network, "cn-liuzhou-vtc", diversity=0)
    spread = matches(bundled_network, "cn-liuzhou-vtc", diversity=1)
    assert flat["score"].is_monotonic_decreasing
    assert flat["score"].sort_index().equals(spread["score"].sort_index())
    assert spread["country"].head(10).nunique() > flat["country"].head(10).nunique()
    assert spread["rank"].tolist() == list(range(1, len(spread) + 1))


def test_equal_scores_share_a_rank_without_diversity(bundled_network) -> None:
    table = matches(bundled_network, "cn-liuzhou-vtc", diversity=0)
    expected = [1 + int((table["score"].round(10) > round(s, 10)).sum()) for s in table["score"]]
    assert table["rank"].tolist() == expected


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


def test_in_a_huge_network_only_shared_partners_count(example_network, monkeypatch) -> None:
    everything = find_match_pairs(example_network, diversity=0)
    assert everything.note("match_shared_only") is None
    monkeypatch.setattr("netintl.analyses.matches.matches.EXHAUSTIVE", 1)
    shared = find_match_pairs(example_network, diversity=0)
    assert shared.note("match_shared_only") is not None
    closed = everything.table.query("closure > 0").drop(columns="rank")
    assert len(closed) == 2
    assert shared.table.drop(columns="rank").equals(closed.reset_index(drop=True))


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
    assert result.note("match_isolated") is not None
    assert (result.table[["closure", "reach"]] == 0).all(axis=None)


@pytest.mark.parametrize("parties", [{}, {"a": "S1"}, {"a": "S1 C1"}, {"a": "O1 O2"}])
def test_nobody_to_propose_is_an_empty_table(parties) -> None:
    result = find_match_pairs(make_network(parties))
    assert result.table.empty
    assert result.note("match_none") is not None
    assert [column.name for column in result.columns] == list(result.table.columns)


def test_the_only_two_are_linked() -> None:
    network = make_network({"a": "S1 C1"})
    result = find_matches(network, "S1")
    assert result.table.empty
    assert result.note("match_filters").facts["linked"] == 1


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


def test_other_kinds_are_not_matched() -> None:
    network = make_network(CHAIN | {"g": "G1 C1"})
    with pytest.raises(UsageError, match="government"):
        find_matches(network, "G1")
    with pytest.raises(UsageError, match="no partners"):
        find_match_pairs(network, ("school", "school"))


def test_default_weights_name_every_part() -> None:
    assert list(default_weights()) == list(PARTS)
    assert all(weight >= 0 for weight in default_weights().values())
