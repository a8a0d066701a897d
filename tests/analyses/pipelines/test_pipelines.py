"""Chains and throughput against slow enumeration, and what unknown capacities do."""

from __future__ import annotations

from itertools import product

import networkx as nx
import pytest

import netintl
from netintl.analyses.pipelines.flow_problem import pipelines_of
from netintl.analyses.pipelines.pipelines import throughput
from netintl.network.network import Network

from ...conftest import DATA, EXAMPLE, make_frames


def slow_chains(network: Network) -> set[tuple[str, str, str]]:
    graph = netintl.to_networkx(network)
    kind = dict(graph.nodes(data="kind"))
    chains = set()
    for enterprise in (name for name in graph if kind[name] == "enterprise"):
        for partner in graph[enterprise]:
            if kind[partner] == "school":
                chains.add((partner, "", enterprise))
            if kind[partner] == "college":
                schools = (name for name in graph[partner] if kind[name] == "school")
                chains |= {(school, partner, enterprise) for school in schools}
    return chains


@pytest.mark.parametrize("folder", [EXAMPLE, DATA], ids=["example", "bundled"])
def test_chains_are_those_of_a_slow_walk(folder) -> None:
    network = netintl.load(folder)
    table = netintl.find_pipelines(network).table
    found = list(zip(table["school"], table["college"], table["enterprise"], strict=True))
    assert len(found) == len(set(found))
    assert set(found) == slow_chains(network)


def test_throughput_is_the_maximum_flow_of_networkx() -> None:
    network = netintl.load(EXAMPLE)
    (problem,) = pipelines_of(network)
    graph = nx.DiGraph()
    for tail, head, room in zip(problem.tail, problem.head, problem.capacity, strict=True):
        graph.add_edge(int(tail), int(head), capacity=room)
    assert throughput([problem])[0] == nx.maximum_flow_value(graph, 0, 1) == 105


@pytest.mark.parametrize(("place", "persons"), [("S1", 45), ("C2", 45), ("C1", 40), ("S3", 20)])
def test_the_loss_is_what_a_network_without_the_organization_lacks(place, persons) -> None:
    tables = dict(netintl.load_package(EXAMPLE).tables)
    gone = tables["organizations"]["id"] == place
    tables["organizations"] = tables["organizations"][~gone]
    fewer = throughput(pipelines_of(Network.from_tables(tables)))[0]
    assert 105 - fewer == persons


def test_removing_the_agreements_a_chain_cites_removes_the_chain() -> None:
    network = netintl.load(EXAMPLE)
    result = netintl.find_pipelines(network)
    for finding, cited in zip(result.reasons["finding"], result.reasons["agreements"], strict=True):
        kept = ~network.agreements["id"].isin(cited).to_numpy()
        rest = netintl.find_pipelines(network.view(chosen=network.chosen & kept))
        assert finding not in set(rest.reasons["finding"])


def with_capacities(fields: tuple[str, str]) -> Network:
    """S1 trains and C1 seats in one field each; E1 hires in both."""
    rows = [("S1", "places", fields[0]), ("C1", "seats", fields[1])]
    rows += [("E1", "hires", field) for field in sorted(set(fields))]
    keys = ("organization", "measure", "field", "year", "persons_per_year")
    capacities = [dict(zip(keys, (*row, "2024", "10"), strict=True)) for row in rows]
    keys = ("id", "agreement", "from", "to", "purpose", "field", "persons", "planned")
    flows = [
        dict(zip(keys, (f"{a}{f}", a, u, v, "training", f, "10", "yes"), strict=True))
        for (a, u, v), f in product([("a", "S1", "C1"), ("b", "C1", "E1")], set(fields))
    ]
    frames = make_frames({"a": "S1 C1", "b": "C1 E1"}, capacities=capacities, flows=flows)
    return Network.from_tables(frames)


def test_a_welder_cannot_fill_a_nursing_post() -> None:
    assert throughput(pipelines_of(with_capacities(("46", "46"))))[0] == 10
    assert throughput(pipelines_of(with_capacities(("46", "52"))))[0] == 0


def test_running_totals_are_no_capacity() -> None:
    flows = [{"id": "f", "agreement": "a", "from": "S1", "to": "C1", "purpose": "training",
              "persons": "13000"}]  # fmt: skip
    network = Network.from_tables(make_frames({"a": "S1 C1", "b": "C1 E1"}, flows=flows))
    table = netintl.find_pipelines(network).table
    assert not table["assessable"].any()
    assert table[["persons_low", "persons_high"]].isna().all(axis=None)
    assert netintl.find_pipelines(network).claim("throughput_unknown")


def test_the_minimum_cut_is_named() -> None:
    note = netintl.find_bottlenecks(netintl.load(EXAMPLE)).claim("limits")
    assert sorted(note.facts["elements"]) == [
        ["arc", "S1", "C1", 40.0],
        ["hires", "E2", "", 20.0],
        ["seats", "C2", "", 45.0],
    ]
