"""Yields, several fields at once, unknown figures, independent ways and the funnel."""

from __future__ import annotations

import networkx as nx
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import netintl
from netintl.analyses.pipelines.flow_problem import problem_of
from netintl.analyses.pipelines.yields import Yields, stated_yields
from netintl.errors import UsageError

from ...conftest import make_network
from ..conftest import party_lists, steady
from .conftest import carried, room


def line(seats: int = 40, **more):
    """One school, one college, one enterprise in a row."""
    capacities = [room("S1", "places", 100), room("C1", "seats", seats), room("E1", "hires", 30)]
    flows = [carried("a", "S1", "C1", 80), carried("b", "C1", "E1", 60)]
    return make_network({"a": "S1 C1", "b": "C1 E1"}, capacities=capacities, flows=flows, **more)


def test_without_losses_and_with_one_field_it_is_the_maximum_flow(example_network) -> None:
    row = netintl.find_throughput(example_network).table.iloc[0]
    assert (
        row[["certain_low", "possible_high", "arrived_low", "retained_high"]].tolist() == [105] * 4
    )
    assert row["unmet"] == 15
    assert netintl.find_throughput(example_network).claim("dual_certificate") is not None


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
    assert table["field"].tolist() == ["", "46", "51"]
    assert table["certain_low"].tolist() == [60, 10, 10]  # the seats are spent once
    assert table["certain_high"].tolist() == [60, 50, 50]


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
    assert result.claim("yields").facts["own"] == 1


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
    problem = problem_of(network)
    expected = networkx_value(problem, np.nan_to_num(problem.capacity, nan=1e6))
    assert problem.high.checked
    if expected < 1e5:
        assert problem.high.value == pytest.approx(expected)
    if expected < 1e5 and len(problem.lines):
        whole = netintl.find_throughput(network).table.iloc[0]
        assert whole["arrived_high"] == pytest.approx(expected)


def networkx_value(problem, room) -> float:
    """Maximum flow of one field, built from the elements alone."""
    graph = nx.DiGraph()
    graph.add_nodes_from(["source", "sink"])
    for part, limit in zip(problem.elements, room, strict=True):
        ends = {
            "places": ("source", (part.code, "out")),
            "seats": ((part.code, "in"), (part.code, "out")),
            "hires": ((part.code, "in"), "sink"),
            "arc": ((part.code, "out"), (part.partner, "in")),
        }[part.stage]
        before = graph.get_edge_data(*ends, {"capacity": 0.0})["capacity"]
        graph.add_edge(*ends, capacity=before + float(limit))
    return nx.maximum_flow_value(graph, "source", "sink")


def test_a_figure_of_one_programme_limits_that_programme_only() -> None:
    parties = {"a": "S1 E1", "b": "S1 E2"}
    flows = [carried("a", "S1", "E1", 40), carried("b", "S1", "E2", 40)]
    hires = [room("E1", "hires", 90), room("E2", "hires", 90)]
    whole, own = room("S1", "places", 60), {**room("S1", "places", 10), "agreement": "a"}

    def totals(*places):
        network = make_network(parties, flows=flows, capacities=[*hires, *places])
        row = netintl.find_throughput(network).table.iloc[0]
        return row["certain_low"], row["possible_high"]

    assert totals(whole) == (60, 60)
    assert totals(whole, own) == (50, 50)  # ten under a, forty under b
    assert totals(own) == (10, 50)  # the places of b are not known
    assert totals() == (0, 80)


def test_rates_and_shared_capacities_give_intervals_of_those_who_stay() -> None:
    network = make_network(
        {"a": "S1 E1"},
        capacities=[room("S1", "places", 50), room("E1", "hires", 40, "46"),
                    room("E1", "hires", 40, "53")],
        flows=[carried("a", "S1", "E1", 50)],
    )  # fmt: skip
    table = netintl.find_throughput(network, yields=Yields(0.8, 0.5, 1.0)).table
    # 40 of 50 complete, 20 are hired; either field may have them all.
    assert table["hired_low"].tolist() == pytest.approx([20, 0, 0], abs=1e-3)
    assert table["hired_high"].tolist() == pytest.approx([20, 20, 20], abs=1e-3)
    assert table["certain_low"].tolist() == [50, 10, 10]
