"""Flows: the worked example of the pipelines, NetworkX, and refusals."""

import networkx as nx
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from netintl.kernels import UNBOUNDED, FlowSolution, flow_networks, max_flow, split_nodes

from .conftest import unhurried

NODES = {"S1": 60, "S2": 40, "S3": 30, "C1": 50, "C2": 45, "C3": 80, "E1": 100, "E2": 20}
ARCS = {
    "S1-C1": 40,
    "S1-C2": 30,
    "S2-C2": 40,
    "S3-C3": 30,
    "C1-E1": 50,
    "C2-E1": 60,
    "C3-E2": 25,
}


def pipeline(nodes=NODES, arcs=ARCS):
    """Solve the chain source → schools → colleges → enterprises → sink."""
    names = [*nodes, "source", "sink"]
    ends = [("source", name) for name in nodes if name[0] == "S"]
    ends += [(name, "sink") for name in nodes if name[0] == "E"]
    room = [UNBOUNDED] * len(ends) + list(arcs.values())
    ends += [tuple(arc.split("-")) for arc in arcs]
    tail, head = ([names.index(end) for end in side] for side in zip(*ends, strict=True))
    seats = [*nodes.values(), UNBOUNDED, UNBOUNDED]
    tail, head, room = split_nodes(tail, head, room, seats)
    n = len(names)
    solution = max_flow(tail, head, room, names.index("source"), names.index("sink") + n)
    labels = names + ["-".join(pair) for pair in ends]
    side = solution.source_side
    cut = {labels[a]: int(room[a]) for a in np.flatnonzero(side[tail] & ~side[head])}
    return solution.value, cut


def without(name):
    arcs = {arc: room for arc, room in ARCS.items() if name not in arc.split("-")}
    return pipeline({**NODES, name: 0}, arcs)[0]


def test_worked_example():
    assert pipeline() == (105, {"C2": 45, "S1-C1": 40, "E2": 20})


def test_losses_of_the_worked_example():
    losses = {name: 105 - without(name) for name in NODES if name[0] != "E"}
    assert losses == {"S1": 45, "C2": 45, "C1": 40, "S2": 25, "S3": 20, "C3": 20}


def test_gains_of_the_worked_example():
    gains = {name: pipeline({**NODES, name: seats + 10})[0] - 105 for name, seats in NODES.items()}
    gains |= {arc: pipeline(arcs={**ARCS, arc: room + 10})[0] - 105 for arc, room in ARCS.items()}
    # ten more hires at E2 are met by S3 only as far as the arc C3-E2 carries: 5 (a demand, no seat)
    assert gains.pop("E2") == 5
    assert {name: gain for name, gain in gains.items() if gain} == {"C2": 10, "S1-C1": 10}


@unhurried
@given(
    st.lists(
        st.tuples(st.integers(0, 7), st.integers(0, 7), st.integers(0, 30)).filter(
            lambda arc: arc[0] != arc[1]
        ),
        max_size=30,
    )
)
def test_agrees_with_networkx(arcs):
    graph = nx.DiGraph()
    graph.add_nodes_from(range(8))
    for a, b, room in arcs:
        before = graph[a][b]["capacity"] if graph.has_edge(a, b) else 0
        graph.add_edge(a, b, capacity=before + room)
    tail, head, room = zip(*arcs, strict=True) if arcs else ((), (), ())
    solution = max_flow(tail, head, room, 0, 7)
    assert solution.value == nx.maximum_flow_value(graph, 0, 7)
    assert solution.flow.shape == (len(arcs),)
    residual = nx.DiGraph()
    residual.add_nodes_from(range(8))
    for (a, b, most), amount in zip(arcs, solution.flow.tolist(), strict=True):
        residual.add_edges_from([(a, b)] * (amount < most) + [(b, a)] * (amount > 0))
    near = nx.descendants(residual, 0) | {0}
    assert set(np.flatnonzero(solution.source_side).tolist()) == near
    again = max_flow(tail, head, room, 0, 7)
    assert again.source_side.tolist() == solution.source_side.tolist()
    assert again.flow.tolist() == solution.flow.tolist()


@pytest.mark.parametrize(
    ("tail", "head", "source", "sink"),
    [([], [], 0, 1), ([0], [1], 0, 5), ([0], [1], 5, 0), ([0, 3], [1, 4], 0, 3)],
)
def test_terminals_that_nothing_joins(tail, head, source, sink):
    solution = max_flow(tail, head, [7] * len(tail), source, sink)
    assert solution.value == 0
    assert not solution.flow.any()
    assert solution.source_side[source]
    assert not solution.source_side[sink]


@pytest.mark.parametrize(
    ("arguments", "problem"),
    [
        (([0], [1, 2], [1], 0, 1), "equally long"),
        (([0], [1], [-1], 0, 1), "at least 0"),
        (([0], [1], [1.5], 0, 1), "integers"),
        (([[0]], [[1]], [[1]], 0, 1), "flat"),
        (([0], [2**31], [1], 0, 1), "too many nodes"),
        (([0], [1], [1], 1, 1), "different"),
        (([0], [1], [1], -1, 1), "numbered from 0"),
        (([0], [1], [UNBOUNDED], 0, 1), "unlimited"),
        (([0, 0], [1, 1], [UNBOUNDED - 1, UNBOUNDED - 1], 0, 1), "too large"),
    ],
)
def test_bad_networks_are_refused(arguments, problem):
    with pytest.raises(ValueError, match=problem):
        max_flow(*arguments)


def test_split_refuses_unknown_nodes():
    with pytest.raises(ValueError, match=r"outside the nodes 0\.\.1"):
        split_nodes([0], [2], [1], [5, 5])


@pytest.mark.parametrize(
    ("value", "flow", "side", "problem"),
    [
        (3, [3, 2], [True, False, False], "no flow"),
        (9, [9, 9], [True, False, False], "no flow"),
        (-1, [-1, -1], [True, False, False], "no flow"),
        (2, [2, 2], [True, True, False], "differ"),
        (3, [3, 3], [True, True, True], "differ"),
    ],
)
def test_wrong_answers_of_the_solver_are_caught(value, flow, side, problem, monkeypatch):
    answer = value, np.array(flow), np.array(side)
    monkeypatch.setattr(flow_networks, "_solve", lambda *_: answer)
    with pytest.raises(ArithmeticError, match=problem):
        max_flow([0, 1], [1, 2], [5, 3], 0, 2)


def test_solution_is_frozen():
    solution = max_flow([0], [1], [1], 0, 1)
    assert isinstance(solution, FlowSolution)
    with pytest.raises(AttributeError):
        solution.value = 2
