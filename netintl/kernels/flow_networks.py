"""Find the most that can flow through a chain of capacities, and what limits it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import ArrayLike

    from netintl.kernels.csr import Bools, Ints

__all__ = ["UNBOUNDED", "FlowSolution", "max_flow", "split_nodes"]

UNBOUNDED = int(np.iinfo(np.int64).max)
"""The capacity of an arc that never limits the flow."""


@dataclass(frozen=True, slots=True, eq=False)
class FlowSolution:
    """A maximum flow with its proof, a cut of the same capacity.

    Attributes
    ----------
    value
        Amount that leaves the source and reaches the sink.
    flow
        Amount on each arc, in the order of the arcs given.
    source_side
        Whether each node is on the source's side of the minimum cut, the cut nearest to the source.
        The arcs from that side to the other are the bottleneck.

    Examples
    --------
    >>> solution = max_flow([0, 1], [1, 2], [5, 3], 0, 2)
    >>> solution.source_side.tolist()
    [True, True, False]
    """

    value: int
    flow: Ints
    source_side: Bools


def max_flow(
    tail: ArrayLike, head: ArrayLike, capacity: ArrayLike, source: int, sink: int
) -> FlowSolution:
    """Find a maximum flow and a minimum cut.

    Answers: how many persons a year can pass from the schools to the firms, and which places limit
    them? ``max Σ_v f(source, v)`` with ``0 ≤ f ≤ capacity`` and inflow = outflow at every other
    node; it equals the capacity of the smallest cut that separates source and sink.

    Parameters
    ----------
    tail, head
        Ends of each directed arc, integers from 0; parallel arcs are allowed.
    capacity
        Integer capacity of each arc, none negative, or `UNBOUNDED`.
    source, sink
        Where the flow starts and ends.

    Returns
    -------
        Value, flow on each arc and the source's side of the cut.

    Raises
    ------
    ValueError
        For arrays of unequal length, negative nodes or capacities, fractions, equal source and
        sink, an unlimited flow, or capacities too large to add in 64 bits.
    ArithmeticError
        When the solver's answer does not prove itself: some node keeps or makes flow, an arc
        carries more than its capacity, or flow and cut differ.

    Notes
    -----
    Cost O(n² √a) for n nodes and a arcs (push–relabel, highest label first: Goldberg and Tarjan
    1988, doi:10.1145/48014.61051; solver: OR-Tools). Max-flow = min-cut: Ford and Fulkerson (1956),
    doi:10.4153/CJM-1956-045-5. The value is unique; the flow on single arcs need not be.

    Examples
    --------
    >>> solution = max_flow([0, 0, 1, 2], [1, 2, 3, 3], [5, 5, 3, UNBOUNDED], 0, 3)
    >>> solution.value, solution.flow.tolist()
    (8, [3, 5, 3, 5])
    """
    start, end, room = _whole(tail, "tail"), _whole(head, "head"), _whole(capacity, "capacity")
    if not len(start) == len(end) == len(room):
        raise ValueError("tail, head and capacity must be equally long")
    if min(source, sink) < 0 or source == sink:
        raise ValueError("source and sink must be two different nodes, numbered from 0")
    limit = _limits(room)
    ends = int(source), int(sink)
    n = 1 + max(*ends, int(start.max(initial=0)), int(end.max(initial=0)))
    if n > np.iinfo(np.int32).max:
        raise ValueError(f"too many nodes for the flow solver: {n}")
    value, flow, side = _solve(start, end, limit, ends, n)
    solution = FlowSolution(value, flow, side)
    _certify(solution, start, end, limit, ends)
    if (room[side[start] & ~side[end]] == UNBOUNDED).any():
        raise ValueError("the flow is unlimited: a path of unbounded arcs joins source and sink")
    return solution


def split_nodes(
    tail: ArrayLike, head: ArrayLike, capacity: ArrayLike, node_capacity: ArrayLike
) -> tuple[Ints, Ints, Ints]:
    """Turn capacities of nodes into capacities of arcs.

    Answers: how do the seats of a college enter a flow, which knows limits on arcs only? Each node
    ``v`` of n becomes an entrance ``v`` and an exit ``v + n``, joined by an arc of its capacity;
    each arc ``(a, b)`` becomes ``(a + n, b)``.

    Parameters
    ----------
    tail, head, capacity
        The arcs, as for `max_flow`.
    node_capacity
        Capacity of each of the n nodes, or `UNBOUNDED`.

    Returns
    -------
        Tails, heads and capacities: first the arcs of the nodes, in order, then the arcs given.

    Raises
    ------
    ValueError
        When an arc ends outside ``0..n-1``, or as for `max_flow`.

    Notes
    -----
    Cost O(n + a). Ford and Fulkerson (1962), *Flows in Networks*, section I.11. Enter the network
    at the entrance of the source and leave it at the exit of the sink.

    Examples
    --------
    >>> tail, head, capacity = split_nodes([0, 1], [1, 2], [9, 9], [UNBOUNDED, 4, UNBOUNDED])
    >>> max_flow(tail, head, capacity, 0, 2 + 3).value
    4
    """
    start, end, room = _whole(tail, "tail"), _whole(head, "head"), _whole(capacity, "capacity")
    seats = _whole(node_capacity, "node_capacity")
    n = len(seats)
    if max(start.max(initial=-1), end.max(initial=-1)) >= n:
        raise ValueError(f"an arc ends outside the nodes 0..{n - 1}")
    node = np.arange(n)
    return (
        np.concatenate((node, start + n)),
        np.concatenate((node + n, end)),
        np.concatenate((seats, room)),
    )


def _whole(values: ArrayLike, name: str) -> Ints:
    """Take non-negative integers as int64."""
    given = np.asarray(values)
    if given.ndim != 1 or (given.size and given.dtype.kind not in "iu"):
        raise ValueError(f"{name} must be a flat list of integers")
    if given.size and (given.min() < 0 or given.max() > UNBOUNDED):
        raise ValueError(f"{name} must hold 64-bit integers of at least 0")
    return given.astype(np.int64)


def _limits(room: Ints) -> Ints:
    """Replace `UNBOUNDED` by more than all other capacities together."""
    free = room == UNBOUNDED
    enough = sum(room[~free].tolist()) + 1
    if enough * (1 + int(free.sum())) >= UNBOUNDED:
        raise ValueError("capacities are too large to add in 64 bits; use UNBOUNDED for no limit")
    return np.where(free, enough, room)


def _solve(
    start: Ints, end: Ints, limit: Ints, ends: tuple[int, int], n: int
) -> tuple[int, Ints, Bools]:
    from ortools.graph.python.max_flow import SimpleMaxFlow  # noqa: PLC0415 -- slow to import

    side = np.zeros(n, dtype=np.bool_)
    side[ends[0]] = True
    solver = SimpleMaxFlow()
    arcs = solver.add_arcs_with_capacity(
        start.astype(np.int32), end.astype(np.int32), limit.astype(np.int64)
    )
    if not len(arcs) or max(ends) >= solver.num_nodes():  # a terminal without any arc
        return 0, np.zeros(len(start), dtype=np.int64), _reach(start, end, limit, side)
    status = solver.solve(*ends)
    if status != SimpleMaxFlow.OPTIMAL:
        raise ArithmeticError(f"the flow solver stopped without an answer: {status}")
    flow = np.asarray(solver.flows(arcs), dtype=np.int64)
    side[np.asarray(solver.get_source_side_min_cut(), dtype=np.int64)] = True
    return int(solver.optimal_flow()), flow, side


def _reach(start: Ints, end: Ints, limit: Ints, side: Bools) -> Bools:
    """Grow a set along arcs with room."""
    while (new := end[side[start] & ~side[end] & (limit > 0)]).size:
        side[new] = True
    return side


def _certify(
    solution: FlowSolution, start: Ints, end: Ints, limit: Ints, ends: tuple[int, int]
) -> None:
    flow, side = solution.flow, solution.source_side
    balance = np.zeros(len(side), dtype=np.int64)
    np.add.at(balance, start, flow)
    np.subtract.at(balance, end, flow)
    expected = np.zeros_like(balance)
    expected[list(ends)] = solution.value, -solution.value
    if (balance != expected).any() or (flow < 0).any() or (flow > limit).any():
        raise ArithmeticError("the flow solver's answer is no flow: it breaks balance or capacity")
    cut = sum(limit[side[start] & ~side[end]].tolist())
    if cut != solution.value or not side[ends[0]] or side[ends[1]]:
        raise ArithmeticError(f"flow {solution.value} and cut {cut} differ: no proof of optimality")
