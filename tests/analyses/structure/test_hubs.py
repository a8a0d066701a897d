"""Hubs: every measure against NetworkX, and reasons that bear the finding."""

from __future__ import annotations

import math
from collections import Counter

import networkx as nx
import numpy as np
import pandas as pd
import pytest
from hypothesis import given

from netintl import find_hubs
from netintl.analyses.structure.measures import leaders

from ...conftest import frames_of, make_frames, make_network, slow_graph, without_agreements
from ..conftest import party_lists, steady


def slow_participation(graph, name) -> float:
    """Spread the partners over countries, each counted once, those of unknown country aside."""
    home = [graph.nodes[partner]["country"] for partner in graph[name]]
    links = Counter(country for country in home if country)
    total = sum(links.values())
    return 1 - sum((part / total) ** 2 for part in links.values()) if total > 3 else math.nan


def slow_hubs(graph: nx.Graph) -> pd.DataFrame:
    kinds = nx.get_node_attributes(graph, "kind")
    cut_points = set(nx.articulation_points(graph))
    rows = pd.DataFrame(
        {
            "degree": dict(graph.degree),
            "strength": dict(graph.degree(weight="weight")),
            "betweenness": nx.betweenness_centrality(graph, normalized=False),
            "betweenness_share": nx.betweenness_centrality(graph),
            "harmonic": nx.harmonic_centrality(graph),
            "core": nx.core_number(graph),
            "participation": {name: slow_participation(graph, name) for name in graph},
            "cut_point": {name: name in cut_points for name in graph},
        }
    )
    for kind in ("school", "college", "enterprise"):
        rows[f"{kind}s"] = [sum(kinds[p] == kind for p in graph[name]) for name in rows.index]
    return rows


def assert_same_measures(table: pd.DataFrame, graph: nx.Graph) -> None:
    expected = slow_hubs(graph)
    found = table.set_index("organization").loc[expected.index, expected.columns]
    for name in expected:
        np.testing.assert_allclose(
            found[name].astype(float), expected[name].astype(float), atol=1e-9, err_msg=name
        )


@steady
@given(parties=party_lists())
def test_random_networks_have_the_measures_of_networkx(parties) -> None:
    graph = slow_graph(make_frames(parties))
    if len(graph):
        assert_same_measures(find_hubs(make_network(parties)).table, graph)


@pytest.mark.parametrize("rule", ["even", "full"])
def test_bundled_data_have_the_measures_of_networkx(bundled_network, rule) -> None:
    frames = frames_of(bundled_network)
    network = type(bundled_network).from_tables(frames, pair_rule=rule)
    assert_same_measures(find_hubs(network).table, slow_graph(frames, rule))


def slow_rank(values) -> list[int]:
    rounded = [round(value, 10) for value in values]
    return [1 + sum(other > value for other in rounded) for value in rounded]


@pytest.mark.parametrize("by", ["betweenness", "degree", "strength", "harmonic"])
def test_ranks_count_those_that_are_better_and_ties_share(bundled_network, by) -> None:
    table = find_hubs(bundled_network, by=by).table
    assert table["rank"].tolist() == slow_rank(table[by])
    keys = list(zip(table["rank"], -table["degree"], table["organization"], strict=True))
    assert keys == sorted(keys)
    assert table["rank"].duplicated().any()


def test_a_hub_is_in_the_top_decile_of_degree_and_betweenness(bundled_network) -> None:
    table = find_hubs(bundled_network).table
    marks = [np.quantile(table.loc[table[c] > 0, c], 0.9) for c in ("degree", "betweenness")]
    expected = (table["degree"] >= marks[0]) & (table["betweenness"] >= marks[1])
    assert table["hub"].tolist() == expected.tolist()
    assert 0 < expected.sum() < len(table) / 10


def test_the_headline_of_the_hubs_counts_and_names_them(bundled_network) -> None:
    result = find_hubs(bundled_network)
    table = result.table
    claim = result.claim("hubs")
    assert claim.rows == tuple(table.loc[table["hub"], "organization"])
    assert claim.facts["names"] == claim.rows[:3]
    assert claim.facts["count"] == len(claim.rows)
    assert claim.facts["linked"] == (table["degree"] > 0).sum()
    assert claim.facts["between"] == (table["betweenness"] > 0).sum()
    assert result.claim("cut_points").facts == {"count": table["cut_point"].sum()}


def codes_of(result) -> set[str]:
    return {claim.code for claim in result.claims}


def test_only_who_lies_between_others_leads_a_star() -> None:
    """A hub with twelve leaves: the leaves, of betweenness 0, are named nowhere."""
    result = find_hubs(make_network({f"a{n}": f"G1 S{n}" for n in range(12)}))
    assert result.claim("most_paths").facts == {"names": ("G1",)}
    assert result.claim("hubs").facts == {"count": 1, "linked": 13, "between": 1, "names": ("G1",)}
    assert result.claim("cut_points").rows == ("G1",)


@pytest.mark.parametrize(
    ("parties", "told", "names"),
    [
        ({"a": "S1 C1", "b": "C1 S2", "c": "S2 C2"}, "most_paths", ("C1", "S2")),
        ({f"a{n}": f"S{n} C{n}" for n in range(3)}, "no_paths", None),
        (
            {f"a{n}": f"S{n // 2} C{(n + 1) // 2 % 4}" for n in range(8)},
            "no_leader", None,
        ),
        ({"a": "S1 C1", "b": "C1 S2", "c": "S3 C3", "d": "C3 S4", "e": "C3 S5"}, "most_paths",
         ("C3", "C1")),
        ({"a": "S1 C1", "b": "S2 C1", "c": "S3 C3", "d": "S4 C3", "e": "S5 C5", "f": "S6 C5",
          "g": "S7 C5"}, "most_paths", ("C5",)),
    ],
    ids=["two_in_a_chain", "pairs_apart", "a_ring", "first_and_second", "a_tie_for_second"],
)  # fmt: skip
def test_the_title_names_one_or_two_and_cuts_no_tie(parties, told, names) -> None:
    result = find_hubs(make_network(parties))
    assert len(codes_of(result) & {"most_paths", "no_leader", "no_paths"}) == 1
    assert result.claim(told).facts.get("names") == names


def test_where_all_tie_none_is_a_hub() -> None:
    ring = make_network({f"a{n}": f"S{n // 2} C{(n + 1) // 2 % 4}" for n in range(8)})
    result = find_hubs(ring)
    assert not result.table["hub"].any()
    assert result.claim("no_hubs").facts["count"] == 0
    assert result.claim("cut_points") is None


def test_no_link_makes_no_hub() -> None:
    result = find_hubs(make_network({"a": "S1", "b": "C1"}))
    assert not result.table["hub"].any()
    assert result.table["rank"].tolist() == [1, 1]
    assert codes_of(result) == {"pair_rule_even", "no_links", "undated"}


def reasons_of(result, component: str) -> pd.DataFrame:
    rows = result.reasons[result.reasons["component"] == component]
    return rows.set_index("finding").loc[
        [name for name in result.table["organization"] if name in set(rows["finding"])]
    ]


def test_without_the_agreements_cited_a_hub_has_no_partners(bundled_network) -> None:
    result = find_hubs(bundled_network)
    cited = reasons_of(result, "partners")
    for name, row in cited.head(8).iterrows():
        left = find_hubs(without_agreements(bundled_network, row["agreements"])).table
        degrees = left.set_index("organization")["degree"]
        assert row["value"] > degrees[name] == 0


def test_without_the_agreements_cited_sole_partners_are_isolates(bundled_network) -> None:
    cited = reasons_of(find_hubs(bundled_network), "sole_connection")
    assert len(cited) > 8
    for _, row in cited.head(8).iterrows():
        left = find_hubs(without_agreements(bundled_network, row["agreements"])).table
        degrees = left.set_index("organization")["degree"]
        assert set(degrees[list(row["value"])]) == {0}


def test_every_organization_with_partners_has_a_reason(bundled_network) -> None:
    result = find_hubs(bundled_network)
    linked = result.table[result.table["degree"] > 0]
    cited = reasons_of(result, "partners")
    assert set(cited.index) == set(linked["organization"])
    assert cited["agreements"].map(bool).all()
    expected = linked.set_index("organization")["degree"].loc[cited.index].tolist()
    assert cited["value"].tolist() == expected


@pytest.mark.parametrize(
    ("parties", "told"),
    [
        ({"a": "S1 C1", "b": "S1 C2"}, True),
        ({"a": "S1 C1", "b": "S1 E1", "c": "C1 E1"}, False),
        ({"c": "C1 C3"}, False),
    ],
    ids=["chinese_ends", "links_between_hosts", "within_one_country"],
)
def test_a_star_shaped_map_is_told(parties, told) -> None:
    kenyan = [{"id": name, "country": "KEN"} for name in ("C2", "E1")]
    bodies = [row for row in kenyan if row["id"] in " ".join(parties.values())]
    result = find_hubs(make_network(parties, organizations=bodies))
    assert (result.claim("star") is not None) is told


@pytest.mark.parametrize("name", ["bundled_network", "example_network"])
def test_leaders_stand_in_the_order_of_the_hubs(request, name):
    network = request.getfixturevalue(name)
    hubs, found = find_hubs(network).table, leaders(network)
    assert found["organization"].tolist() == hubs["organization"].tolist()
    assert found["rank"].tolist() == hubs["rank"].tolist()
    assert found["share"].tolist() == pytest.approx(hubs["betweenness_share"].tolist())


def test_partners_of_unknown_country_spread_over_nothing() -> None:
    abroad = [{"id": f"C{n}", "country": "KEN" if n < 2 else "THA"} for n in range(4)]
    unknown = [{"id": f"C{n}", "country": ""} for n in (4, 5)]
    parties = {f"a{n}": f"S1 C{n}" for n in range(6)}
    table = find_hubs(make_network(parties, organizations=[*abroad, *unknown])).table
    assert table.set_index("organization").at["S1", "participation"] == 0.5
    few = find_hubs(make_network(parties, organizations=[*abroad[1:], *unknown])).table
    assert few.set_index("organization").at["S1", "participation"] > 0  # C0 is Indonesian
    fewer = [{"id": "C0", "country": ""}, *abroad[1:], *unknown]
    table = find_hubs(make_network(parties, organizations=fewer)).table
    assert math.isnan(table.set_index("organization").at["S1", "participation"])
