"""Chains and throughput against slow enumeration, and what unknown capacities do."""

from __future__ import annotations

from itertools import product

import pytest

import netintl
from netintl.analyses.pipelines.flow_problem import problem_of
from netintl.analyses.pipelines.throughput import throughput
from netintl.network.network import Network

from ...conftest import DATA, EXAMPLE, make_frames

IDLE = {"donation", "mou_only", "alliance_membership", "government_support", "ownership",
        "equipment", "construction", "recognition", "standard_adoption", "inbound_resource",
        "teacher_training"}  # fmt: skip
NAMELESS = {"de-hospitals", "jp-hospitals", "kh-hydropower-project"}  # read by hand


def slow_chains(network: Network) -> set[tuple[str, str, str]]:
    """Walk over the rows of the tables: who trains with whom, and who takes people in."""
    frames = {"parties": network.parties, "agreements": network.agreements[network.current]}
    kind = dict(zip(network.ids, network.kinds, strict=True))
    parties = frames["parties"]
    sold = set(parties.loc[parties["role"] == "supplier", "organization"])
    sold -= set(parties.loc[parties["role"].isin(["employer", "trainer"]), "organization"])
    rows = network.organizations[["id", "industries"]].itertuples(index=False)
    sold |= NAMELESS | {name for name, lines in rows if lines == "P"}  # who only teaches
    links = set()
    for row in frames["agreements"].itertuples():
        own = parties[parties["agreement"] == row.id]
        if row.kind in IDLE or (own["role"] == "member").any():
            continue
        for one, other in product(own["organization"], own["organization"]):
            roles = set(own.loc[own["organization"] == other, "role"])
            employs = kind[other] != "enterprise" or (
                roles - {"supplier", "funder", "member"} and other not in sold
            )
            steps = (kind[one], kind[other])
            forward = steps in {("school", "college"), ("college", "enterprise"),
                                ("school", "enterprise")}  # fmt: skip
            if forward and employs:
                links.add((one, other))
    direct = {(one, "", end) for one, end in links if kind[one] == "school"
              and kind[end] == "enterprise"}  # fmt: skip
    return direct | {
        (school, college, end)
        for school, college in links if kind[college] == "college"
        for middle, end in links if middle == college
    }  # fmt: skip


@pytest.mark.parametrize("folder", [EXAMPLE, DATA], ids=["example", "bundled"])
def test_chains_are_those_of_a_slow_walk(folder) -> None:
    network = netintl.load(folder)
    table = netintl.find_pipelines(network).table
    found = list(zip(table["school"], table["college"], table["enterprise"], strict=True))
    assert len(found) == len(set(found))
    assert set(found) == slow_chains(network)


@pytest.mark.parametrize(("place", "persons"), [("S1", 45), ("C2", 45), ("C1", 40), ("S3", 20)])
def test_the_loss_is_what_a_network_without_the_organization_lacks(place, persons) -> None:
    tables = dict(netintl.load_package(EXAMPLE).tables)
    gone = tables["organizations"]["id"] == place
    tables["organizations"] = tables["organizations"][~gone]
    fewer = throughput(problem_of(Network.from_tables(tables)))[0]
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
    assert throughput(problem_of(with_capacities(("46", "46"))))[0] == 10
    assert throughput(problem_of(with_capacities(("46", "52"))))[0] == 0


def test_running_totals_are_no_capacity() -> None:
    flows = [{"id": "f", "agreement": "a", "from": "S1", "to": "C1", "purpose": "training",
              "persons": "13000"}]  # fmt: skip
    network = Network.from_tables(make_frames({"a": "S1 C1", "b": "C1 E1"}, flows=flows))
    table = netintl.find_pipelines(network).table
    assert set(table["state"]) == {"not_assessable"}
    assert set(table["evidence"]) == {"total"}
    assert table[["persons_low", "persons_high"]].isna().all(axis=None)
    assert netintl.find_pipelines(network).claim("throughput_unknown")


def test_the_minimum_cut_is_named() -> None:
    note = netintl.find_bottlenecks(netintl.load(EXAMPLE)).claim("limits")
    assert sorted(note.facts["elements"]) == [
        ("arc", "S1", "C1", 40.0),
        ("hires", "E2", "", 20.0),
        ("seats", "C2", "", 45.0),
    ]
