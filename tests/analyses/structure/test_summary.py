"""Every figure of the summary against NetworkX or a slow obvious version."""

from __future__ import annotations

import math
from collections import Counter

import networkx as nx
import numpy as np
import pytest
from hypothesis import given

from netintl import as_of, find_summary, load

from ...conftest import EXAMPLE, frames_of, make_frames, make_network, slow_graph, slow_pairs
from ..conftest import party_lists, steady


def slow_gini(values) -> float:
    total = sum(values)
    apart = sum(abs(a - b) for a in values for b in values)
    return apart / (2 * len(values) * total) if total else math.nan


def slow_assortativity(graph) -> float:
    ends = [(graph.degree[a], graph.degree[b]) for u, v in graph.edges for a, b in ((u, v), (v, u))]
    if len({a for a, _ in ends}) < 2:
        return math.nan
    return float(np.corrcoef(np.array(ends).T)[0, 1])


def slow_measures(graph: nx.Graph) -> dict[str, float]:
    """Compute the structural figures of a graph with isolates, by NetworkX where it has them."""
    degrees = [degree for _, degree in graph.degree]
    bodies = graph.subgraph([name for name, kind in graph.nodes("kind") if kind != "alliance"])
    sizes = sorted(map(len, nx.connected_components(graph)), reverse=True)
    return {
        "organizations": len(graph),
        "pairs": graph.number_of_edges(),
        "density": nx.density(bodies) if len(bodies) > 1 else math.nan,
        "components": len(sizes),
        "largest_component": sizes[0] if sizes else 0,
        "isolates": nx.number_of_isolates(graph),
        "mean_degree": np.mean(degrees) if degrees else math.nan,
        "degree_gini": slow_gini(degrees) if degrees else math.nan,
        "degree_assortativity": slow_assortativity(graph),
        "largest_core": max(nx.core_number(graph).values(), default=0),
    }


def figures(network) -> dict[str, float]:
    table = find_summary(network).table
    return dict(table.loc[table["group"] == "", ["measure", "value"]].to_numpy().tolist())


def groups(network, measure: str) -> dict[str, float]:
    table = find_summary(network).table
    rows = table[table["measure"] == measure]
    return dict(zip(rows["group"], rows["value"], strict=True))


@steady
@given(parties=party_lists())
def test_random_networks_have_the_figures_of_networkx(parties) -> None:
    graph = slow_graph(make_frames(parties))
    expected, found = slow_measures(graph), figures(make_network(parties))
    assert {name: found[name] for name in expected} == pytest.approx(expected, nan_ok=True)


@steady
@given(parties=party_lists())
def test_distances_are_those_of_a_largest_component(parties) -> None:
    graph, found = slow_graph(make_frames(parties)), figures(make_network(parties))
    sizes = [len(part) for part in nx.connected_components(graph)]
    parts = [
        graph.subgraph(part)
        for part in nx.connected_components(graph)
        if len(part) == max(sizes) > 1
    ]
    assert ("diameter" in found) is bool(parts)
    if parts:
        seen = (found["diameter"], pytest.approx(found["mean_distance"]))
        assert seen in [(nx.diameter(p), nx.average_shortest_path_length(p)) for p in parts]
        assert found["global_efficiency"] == pytest.approx(nx.global_efficiency(graph))


def test_bundled_data_have_the_figures_of_networkx(bundled_network) -> None:
    graph = slow_graph(frames_of(bundled_network))
    expected, found = slow_measures(graph), figures(bundled_network)
    assert {name: found[name] for name in expected} == pytest.approx(expected)
    assert found["degree_assortativity"] == pytest.approx(
        nx.degree_assortativity_coefficient(graph)
    )


def test_bundled_data_have_the_distances_of_networkx(bundled_network) -> None:
    graph = slow_graph(frames_of(bundled_network))
    largest = graph.subgraph(max(nx.connected_components(graph), key=len))
    found = figures(bundled_network)
    assert found["diameter"] == nx.diameter(largest)
    assert found["mean_distance"] == pytest.approx(nx.average_shortest_path_length(largest))
    assert found["global_efficiency"] == pytest.approx(nx.global_efficiency(graph))
    assert find_summary(bundled_network).claim("distances").facts == {"count": len(largest)}


def test_layers_have_their_own_density(bundled_network) -> None:
    frames = frames_of(bundled_network)
    kinds = Counter(frames["organizations"]["kind"])
    pairs = Counter(layer for layer, _, _ in slow_pairs(frames))
    found = groups(bundled_network, "density_of_layer")
    assert set(found) == {"school_college", "school_enterprise", "college_enterprise"}
    for layer, density in found.items():
        one, other = layer.split("_")
        assert density == pytest.approx(pairs[layer] / (kinds[one] * kinds[other]))
    assert groups(bundled_network, "pairs_of_layer").items() <= pairs.items()


def test_counts_by_kind_and_status_add_up(bundled_network) -> None:
    rows = bundled_network.organizations
    agreements = bundled_network.agreements[bundled_network.chosen]
    found = figures(bundled_network)
    assert groups(bundled_network, "organizations_of_kind") == Counter(rows["kind"])
    assert groups(bundled_network, "agreements_of_status") == Counter(
        agreements["status"].replace("", "unknown")
    )
    assert found["countries"] == len(set(rows["country"]) - {""})
    assert found["agreements_in_view"] == len(agreements)


def test_organizations_without_country_are_no_country() -> None:
    network = make_network({"a": "S1 C1 C2"}, organizations=[{"id": "C2", "country": ""}])
    found = figures(network)
    assert (found["countries"], found["organizations_without_country"]) == (2, 1)


@pytest.mark.parametrize(
    "parties",
    [{"a": "S1 C1", "b": "S1 A1", "c": "C1 A1"}, {"a": "S1 A1"}, {"a": "S1 C1", "b": "A1 A2 C1"}],
    ids=["triangle", "one_body", "two_alliances"],
)
def test_density_is_never_above_one(parties) -> None:
    density = figures(make_network(parties))["density"]
    assert math.isnan(density) or 0 <= density <= 1


def test_a_largest_component_is_looked_for_in_the_view_alone(example_network) -> None:
    from netintl import select

    found = figures(select(example_network, countries=["KEN"]))
    assert (found["organizations"], found["components"], found["diameter"]) == (3, 1, 2)


def test_an_empty_network_has_no_distances() -> None:
    found = figures(make_network({}))
    assert (found["organizations"], found["components"], found["pairs"]) == (0, 0, 0)
    assert "diameter" not in found
    assert math.isnan(found["mean_degree"])


def test_what_runs_is_silent_or_unattested_adds_up_to_what_holds(bundled_network) -> None:
    view = as_of(bundled_network, "2024-12-31")
    facts = find_summary(view).claim("stale").facts
    assert facts["day"] == "2024-12-31"
    held = facts["running"] + facts["silent"] + facts["unattested"]
    assert held == int(view.chosen.sum())
    assert min(facts["running"], facts["silent"], facts["unattested"], facts["over"]) > 0


def test_the_day_of_a_view_without_one_is_that_of_the_newest_evidence() -> None:
    assert find_summary(load(EXAMPLE)).claim("stale").facts == {
        "day": "2024-12-31",
        "running": 8,
        "silent": 0,
        "unattested": 0,
        "over": 0,
    }


def test_every_count_names_its_scope() -> None:
    network = make_network(
        {"a": "S1 C1", "b": "S2 S3", "c": "S4 A1:member", "d": "S5 C5"},
        agreements=[{"id": "d", "kind": "mou_only"}],
        organizations=[{"id": "S9"}, {"id": "C9", "country": "KEN"}],
    )
    found = figures(network)
    # a and b are cooperation, c a membership, d a mere memorandum; S9 and C9 have no agreement.
    deals = [found[f"agreements_{which}"] for which in ("known", "in_view", "cooperation")]
    assert deals == [4, 3, 2]
    counts = [f"organizations{which}" for which in ("_known", "", "_cooperating")]
    assert [found[name] for name in counts] == [10, 10, 4]
    assert (found["countries"], found["countries_cooperating"]) == (3, 2)
    assert find_summary(network).claim("size").facts == {
        "organizations": 4, "countries": 2, "agreements": 2, "over": 0, "largest": 2, "isolates": 2,
        "known_organizations": 10, "known_agreements": 4,
    }  # fmt: skip


def test_the_size_of_the_bundled_network_is_that_of_its_cooperation(bundled_network) -> None:
    frames = frames_of(bundled_network)
    deals = frames["agreements"].set_index("id")
    memberships = set(frames["parties"].loc[frames["parties"]["role"] == "member", "agreement"])
    kept = deals[~deals["kind"].isin(["mou_only", "alliance_membership"])]
    kept = set(kept.index[kept["status"] != "proposed"]) - memberships
    parties = frames["parties"][frames["parties"]["agreement"].isin(kept)]
    bodies = frames["organizations"].set_index("id").loc[sorted(set(parties["organization"]))]
    facts = find_summary(bundled_network).claim("size").facts
    assert facts["agreements"] == len(kept)
    assert facts["organizations"] == len(bodies)
    assert facts["countries"] == len(set(bodies["country"]) - {""})
    graph = slow_graph(frames)
    assert facts["isolates"] == sum(graph.degree[name] == 0 for name in bodies.index)
    assert facts["largest"] == len(max(nx.connected_components(graph), key=len))


def test_where_all_links_join_one_kind_no_other_kind_is_spoken_of() -> None:
    found = find_summary(make_network({"a": "E1 E2", "b": "E3"}))
    assert found.claim("size") is None
    assert found.claim("size_one_kind").facts["isolates"] == 1


@pytest.mark.parametrize("parties", [{}, {"a": "S1"}], ids=["empty", "one organization"])
def test_a_network_without_links_has_a_size(parties) -> None:
    facts = find_summary(make_network(parties)).claim("size").facts
    assert (facts["organizations"], facts["largest"]) == (len(parties), len(parties))
