"""Yields, several fields at once, unknown figures, independent ways and the funnel."""

from __future__ import annotations

import networkx as nx
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import netintl
from netintl.analyses.pipelines.commodities import Yields, joint_flow, stated_yields
from netintl.analyses.pipelines.throughput import pipelines_of
from netintl.errors import UsageError

from ...conftest import make_network
from ..conftest import party_lists, steady


def room(organization: str, measure: str, persons: int, field: str = "") -> dict[str, str]:
    return {"organization": organization, "measure": measure, "field": field, "year": "2025",
            "persons_per_year": str(persons), "method": "stated", "source": "c"}  # fmt: skip


def carried(agreement: str, one: str, other: str, persons: int, field: str = "") -> dict[str, str]:
    return {"id": f"{agreement}-{field}", "agreement": agreement, "from": one, "to": other,
            "purpose": "study", "persons": str(persons), "year": "2025",
            "field": field}  # fmt: skip


def line(seats: int = 40, **more):
    """One school, one college, one enterprise in a row."""
    capacities = [room("S1", "places", 100), room("C1", "seats", seats), room("E1", "hires", 30)]
    flows = [carried("a", "S1", "C1", 80), carried("b", "C1", "E1", 60)]
    return make_network({"a": "S1 C1", "b": "C1 E1"}, capacities=capacities, flows=flows, **more)


def test_without_losses_and_with_one_field_it_is_the_maximum_flow(example_network) -> None:
    row = netintl.find_throughput(example_network).table.iloc[0]
    assert row[["certain", "possible", "arrived_low", "retained_high"]].tolist() == [105] * 4
    assert row["unmet"] == 15
    assert netintl.find_throughput(example_network).note("dual_certificate") is not None


def test_losses_by_hand() -> None:
    # 40 enter the college, 32 complete, 24 of them are hired (of 30 asked for), 18 stay.
    row = netintl.find_throughput(line(), yields=Yields(0.8, 0.75, 0.75)).table.iloc[0]
    assert row["arrived_low"] == pytest.approx(32)
    assert row["hired_low"] == pytest.approx(24)
    assert row["retained_low"] == pytest.approx(18)


def test_hires_limit_the_hired_not_those_who_arrive() -> None:
    row = netintl.find_throughput(line(60), yields=Yields(1.0, 0.5, 1.0)).table.iloc[0]
    assert (row["arrived_low"], row["hired_low"]) == (pytest.approx(60), pytest.approx(30))


def test_two_fields_share_seats_that_name_none() -> None:
    network = make_network(
        {"a": "S1 C1", "b": "C1 E1"},
        capacities=[
            room("S1", "places", 50, "46"), room("S1", "places", 50, "51"), room("C1", "seats", 60),
            room("E1", "hires", 50, "46"), room("E1", "hires", 50, "51"),
        ],
        flows=[
            carried("a", "S1", "C1", 50, "46"), carried("a", "S1", "C1", 50, "51"),
            carried("b", "C1", "E1", 50, "46"), carried("b", "C1", "E1", 50, "51"),
        ],
    )  # fmt: skip
    table = netintl.find_throughput(network).table
    assert table["certain"].tolist() == [50, 50]  # each field alone
    assert table["arrived_low"].sum() == pytest.approx(60)  # both together share the seats


def test_rates_that_organizations_state_go_before_the_overall_ones() -> None:
    observed = [
        {"subject": "C1", "metric": "completion_rate", "value": value, "unit": "percent",
         "as_of": day, "source": "o"}
        for value, day in (("90", "2023"), ("50", "2025"))
    ]  # fmt: skip
    network = line(observations=observed)
    rates = stated_yields(network, Yields(0.8))
    assert (rates.of("completion", "C1"), rates.of("completion", "S1")) == (0.5, 0.8)
    result = netintl.find_throughput(network)
    assert result.table["arrived_low"].iloc[0] == pytest.approx(20)
    assert result.note("yields").facts["own"] == 1


@pytest.mark.parametrize("rate", [-0.1, 1.2])
def test_a_rate_outside_0_and_1_is_refused(rate) -> None:
    with pytest.raises(UsageError):
        Yields(hire=rate)


@steady
@given(parties=party_lists(), data=st.data())
def test_random_pipelines_flow_as_networkx_says(parties, data) -> None:
    names = sorted({name for cell in parties.values() for name in cell.split()})
    measure = {"S": "places", "C": "seats", "E": "hires"}
    sized = [name for name in names if name[0] in measure]
    capacities = [room(name, measure[name[0]], data.draw(st.integers(0, 9))) for name in sized]
    network = make_network(parties, capacities=capacities)
    (problem,) = pipelines_of(network)
    known = np.nan_to_num(problem.capacity, nan=1e6)
    graph = nx.DiGraph()
    graph.add_nodes_from([0, 1])
    for tail, head, limit in zip(problem.tail, problem.head, known, strict=True):
        graph.add_edge(int(tail), int(head), capacity=float(limit))
    expected = nx.maximum_flow_value(graph, 0, 1)
    found = joint_flow(network, Yields(), unknown=np.inf)
    assert found.checked
    if expected < 1e5:
        assert found.arrived.sum() == pytest.approx(expected)


def test_the_figure_to_ask_for_first_is_the_one_that_narrows_most() -> None:
    # 40 seats at C1 unknown at C2: only C2's seats stand between 40 and 100.
    network = make_network(
        {"a": "S1 C1", "b": "S1 C2", "c": "C1 E1", "d": "C2 E1"},
        capacities=[room("S1", "places", 100), room("C1", "seats", 40), room("E1", "hires", 90)],
        flows=[
            carried("a", "S1", "C1", 60), carried("b", "S1", "C2", 60),
            carried("c", "C1", "E1", 60),
        ],
    )  # fmt: skip
    row = netintl.find_throughput(network).table.iloc[0]
    assert (row["certain"], row["possible"]) == (40, 90)
    table = netintl.find_unknowns(network).table.set_index(["organization", "partner"])
    # Either unknown at 0 brings the top down to 40; neither alone raises the bottom.
    assert table.loc[("C2", ""), ["if_none", "if_ample", "at_least"]].tolist() == [50, 0, 0]
    assert table.loc[("C2", "E1"), ["if_none", "if_ample"]].tolist() == [50, 0]
    known = make_network(
        {"a": "S1 C1", "b": "S1 C2", "c": "C1 E1", "d": "C2 E1"},
        capacities=[room("S1", "places", 100), room("C1", "seats", 40), room("E1", "hires", 90)],
        flows=[
            carried("a", "S1", "C1", 60), carried("b", "S1", "C2", 60),
            carried("c", "C1", "E1", 60),
            carried("d", "C2", "E1", 60),
        ],
    )  # fmt: skip
    result = netintl.find_unknowns(known)
    first = result.table.iloc[0]
    assert (first["organization"], first["at_least"], first["if_ample"]) == ("C2", 50, 50)
    assert result.note("ask_first").facts["elements"][0][1] == "C2"


def test_where_all_is_known_nothing_is_to_be_asked(example_network) -> None:
    assert netintl.find_unknowns(example_network).table.empty


@steady
@given(parties=party_lists())
def test_independent_ways_are_those_of_menger(parties) -> None:
    network = make_network(parties)
    found = netintl.find_redundancy(network).table.set_index("enterprise")["ways"]
    graph = nx.DiGraph([("school", f"S{n}") for n in range(1, 5)])
    links = netintl.to_networkx(network)
    for one, other in links.edges:
        for a, b in ((one, other), (other, one)):
            if a[0] + b[0] in ("SC", "SE", "CE"):
                graph.add_edge(a, b)
    for name in (n for n in links if n[0] == "E"):
        near = {n for n in graph if n[0] != "E"} | {name}
        part = graph.subgraph(near)
        # A school linked to the enterprise has no need of a college: its way is the link.
        ways = (
            len(list(nx.node_disjoint_paths(part, "school", name)))
            if name in part and nx.has_path(part, "school", name)
            else 0
        )
        assert found.get(name, 0) == ways


def test_the_funnel_counts_agreements_and_adds_no_persons() -> None:
    network = make_network(
        {"a": "S1 C1", "b": "S2 C1", "c": "S3 C1"},
        agreements=[{"id": "a", "start": "2025"}, {"id": "b", "start": "2001"}],
        flows=[
            carried("a", "S1", "C1", 30), carried("b", "S2", "C1", 70),
            {**carried("a", "S1", "C1", 12), "id": "g", "counts": "12 graduates employed"},
            {**carried("c", "S3", "C1", 50), "id": "p", "planned": "yes"},
        ],
    )  # fmt: skip
    table = netintl.find_funnel(network).table.set_index("step")
    assert table["agreements"].to_dict() == {
        "agreement": 3, "running": 2, "enrolled": 2, "completed": 1, "hired": 1, "retained": 0,
    }  # fmt: skip
    assert table.at["enrolled", "largest"] == 70
    assert table.at["enrolled", "silent"] == 1
