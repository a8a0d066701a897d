"""The partners of one organization and their links, against NetworkX."""

from __future__ import annotations

import networkx as nx

from netintl.analyses.structure.ego import find_ego

from ...conftest import frames_of, make_network, slow_pairs


def slow_ego(network, name: str) -> dict[frozenset, set]:
    """Return the agreements of each link of the ego graph that NetworkX cuts out."""
    pairs = slow_pairs(frames_of(network))
    whole = nx.Graph((u, v, {"names": set(pair.agreements)}) for (_, u, v), pair in pairs.items())
    ego = nx.ego_graph(whole, name) if name in whole else nx.Graph()
    return {frozenset((u, v)): names for u, v, names in ego.edges(data="names")}


def test_links_are_those_of_the_ego_graph(bundled_network) -> None:
    for name in ("cn-liuzhou-vtc", "ent-huawei", *bundled_network.ids[::100]):
        result = find_ego(bundled_network, str(name))
        found = {
            frozenset(finding.split(">")): set(cited)
            for finding, cited in zip(
                result.reasons["finding"], result.reasons["agreements"], strict=True
            )
        }
        expected = slow_ego(bundled_network, str(name))
        assert found == expected
        counts = dict(zip(result.reasons["finding"], result.table["agreements"], strict=True))
        assert {frozenset(k.split(">")): n for k, n in counts.items()} == {
            ends: len(names) for ends, names in expected.items()
        }


def test_its_own_links_come_first_and_name_it_first() -> None:
    network = make_network({"a": "C1 S1", "b": "C1 E1", "c": "E1 S1", "d": "E1 S1", "e": "S2 E1"})
    rows = find_ego(network, "S1").table[["organization", "partner", "agreements"]]
    assert rows.to_numpy().tolist() == [["S1", "E1", 2], ["S1", "C1", 1], ["C1", "E1", 1]]


def test_one_without_partners_has_no_row() -> None:
    network = make_network({"a": "S1 C1"}, organizations=[{"id": "S2"}])
    assert find_ego(network, "S2").table.empty
