"""All fields at once: what is certain, what is possible, and what limits it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from netintl.analyses.pipelines.elements import Element, Elements, by_end, fields_of
from netintl.analyses.pipelines.lines import lines_of, on_chains
from netintl.analyses.pipelines.yields import Yields
from netintl.kernels import UNBOUNDED, max_flow

if TYPE_CHECKING:
    from netintl.analyses.pipelines.lines import Lines
    from netintl.network.network import Network

_TOLERANCE = 1e-6
_SLACK = 1e-6  # below an optimum, so that rounding leaves its face not empty
_DIGITS, _SPAN_DIGITS = 6, 4
_SOURCE, _SINK = 0, 1


class Optimum(NamedTuple):
    """The best joint flow: its value, the flow by column, and the price of each element.

    The price is what one more person a year of room would add (0 where there is room); flow and
    prices prove each other: ``checked`` tells that capacity × price adds up to the value.
    """

    value: float
    flow: np.ndarray
    price: np.ndarray
    checked: bool


@dataclass(frozen=True)
class FlowProblem:
    """The pipelines of a view as one problem of all fields.

    A column is a line in a field, ``field × lines + line``. What enters a college leaves it at
    its completion rate, in the same field; each element bounds the flow on its columns; the
    value is the people who stay with enterprises (who arrive, where nobody is lost).

    Notes
    -----
    A generalised multi-commodity flow (Ahuja, Magnanti and Orlin 1993, *Network Flows*, ch. 15
    and 17), solved by HiGHS (Huangfu and Hall 2018); with one field, no losses and no figure of
    a single programme a maximum flow (Ford and Fulkerson 1956).
    """

    network: Network
    lines: Lines
    fields: tuple[str, ...]
    elements: tuple[Element, ...]
    carried: np.ndarray  # which columns an agreement may carry
    yields: Yields

    @cached_property
    def known(self) -> np.ndarray:
        """Mask of the elements with a figure."""
        return np.array([not np.isnan(part.capacity) for part in self.elements], dtype=bool)

    @cached_property
    def capacity(self) -> np.ndarray:
        """Capacity of each element, NaN where unknown."""
        return np.array([part.capacity for part in self.elements], dtype=float)

    @cached_property
    def certain_columns(self) -> np.ndarray:
        """Mask of the columns of ways that no unknown element limits: unknown carries nobody."""
        return self._on_ways(self._known_columns)

    @cached_property
    def _known_columns(self) -> np.ndarray:
        mask = self.carried.copy()
        for part in self.elements:
            if np.isnan(part.capacity) or part.capacity == 0:
                mask[part.columns] = False
        return mask

    def _on_ways(self, columns: np.ndarray) -> np.ndarray:
        """Keep the columns that lead on from a school or to an enterprise, field by field."""
        kept = columns.reshape(len(self.fields), -1).copy()
        colleges = self.network.kinds == "college"
        tail, head = self.lines.tail, self.lines.head
        for number, row in enumerate(kept):
            fed, feeding = (np.zeros(len(colleges), dtype=bool) for _ in range(2))
            fed[head[row]] = True
            feeding[tail[row]] = True
            through = ~colleges | (fed & feeding)
            kept[number] = row & through[tail] & through[head]
        return np.asarray(kept.ravel(), dtype=bool)

    @property
    def width(self) -> int:
        """Number of columns."""
        return len(self.lines) * len(self.fields)

    @cached_property
    def low(self) -> Optimum:
        """Return what is certain: unknown capacities carry nobody."""
        if self._ways(self._free(self._known_columns)).any():
            return self._without_limit
        return self.best(self.certain_columns)

    @cached_property
    def high(self) -> Optimum:
        """Return what is possible: unknown capacities never limit; infinite where none does."""
        if self.unlimited.any():
            return self._without_limit
        return self.best(self.carried)

    @property
    def _without_limit(self) -> Optimum:
        nothing = np.zeros(len(self.elements))
        return Optimum(np.inf, np.zeros(self.width), nothing, checked=True)

    @cached_property
    def unlimited(self) -> np.ndarray:
        """Mask of the fields in which a whole way to an enterprise has no known capacity."""
        return self._ways(self._free(self.carried))

    def _free(self, columns: np.ndarray) -> np.ndarray:
        """Return the columns that no known capacity limits."""
        free = columns.copy()
        for part in self.elements:
            if np.isfinite(part.capacity) and part.weights.any():
                free[part.columns] = False
        return free

    def _ways(self, open_: np.ndarray) -> np.ndarray:
        """Mask the fields in which open columns lead from a school to an enterprise."""
        kinds, (_, _, tail, head) = self.network.kinds, self.lines
        found = np.zeros(len(self.fields), dtype=bool)
        passing = self._completion > 0
        for number, free in enumerate(open_.reshape(len(self.fields), -1)):
            reached = kinds == "school"
            reached[head[free & (kinds[tail] == "school")]] = True
            ends = free & reached[tail] & passing & (self.stays > 0)
            found[number] = ends.any()
        return found

    @cached_property
    def _ends(self) -> np.ndarray:
        return np.asarray(self.network.kinds[self.lines.head] == "enterprise", dtype=bool)

    @cached_property
    def _completion(self) -> np.ndarray:
        """Completion rate at the tail of each line, where that is a college."""
        ids, kinds = self.network.ids, self.network.kinds
        rates = [
            self.yields.of("completion", ids[code]) if kinds[code] == "college" else 1.0
            for code in self.lines.tail
        ]
        return np.array(rates, dtype=float)

    @property
    def arrives(self) -> np.ndarray:
        """Mark the lines that end at an enterprise."""
        return self._ends.astype(float)

    @cached_property
    def hired(self) -> np.ndarray:
        """Part of those on each line who are hired at its end; 0 before a college."""
        ids = self.network.ids
        rates = [self.yields.of("hire", ids[code]) for code in self.lines.head]
        return np.where(self._ends, np.array(rates, dtype=float), 0.0)

    @cached_property
    def stays(self) -> np.ndarray:
        """Part of those on each line who stay with the enterprise at its end."""
        ids = self.network.ids
        rates = [self.yields.of("retention", ids[code]) for code in self.lines.head]
        return np.asarray(self.hired * np.array(rates, dtype=float))

    def best(self, columns: np.ndarray, capacity: np.ndarray | None = None) -> Optimum:
        """Find the best flow on some columns, with other capacities where they are given."""
        limits = self.capacity if capacity is None else capacity
        if not columns.any() or not self.stays.any():
            return Optimum(0.0, np.zeros(self.width), np.zeros(len(limits)), checked=True)
        if self._is_one_commodity:
            return self._max_flow(columns, limits)
        value = np.tile(self.stays, len(self.fields))
        return self._solve(value, columns, limits)

    def _solve(self, value: np.ndarray, columns: np.ndarray, limits: np.ndarray) -> Optimum:
        """Maximise ``value × flow`` by linear programming, and check it by its dual."""
        rows, places, bound = self._rows(limits)
        chosen = np.flatnonzero(columns)
        rows, kept = _without_empty(rows[:, chosen])
        answer = _linprog(-value[chosen], rows, bound[kept])
        flow = np.zeros(self.width)
        flow[chosen] = answer.x
        dual = np.zeros(len(bound))
        dual[kept] = -np.asarray(answer.ineqlin.marginals)
        price = np.zeros(len(limits))
        price[places] = dual[: len(places)]
        best = -float(answer.fun)
        checked = abs(float(dual @ bound) - best) <= _TOLERANCE * max(1.0, best)
        return Optimum(round(best, _DIGITS), flow, price, checked=bool(checked))

    def span(self, parts: np.ndarray, columns: np.ndarray, best: float) -> tuple[float, float]:
        """Return the least and the most of ``parts × flow`` over all best flows.

        Parameters
        ----------
        parts
            Weight of each column in the figure.
        columns, best
            The columns and the value of the best flow, of `low` or `high`.
        """
        chosen = np.flatnonzero(columns)
        if not len(chosen) or not parts[chosen].any():
            return 0.0, 0.0
        value = np.tile(self.stays, len(self.fields))
        rows, _, bound = self._rows(self.capacity)
        if np.isinf(best):
            only = columns & (parts > 0)
            only |= columns & ~np.tile(self._ends, len(self.fields)) & self._same_field(parts)
            return 0.0, self._solve(parts, only, self.capacity).value
        face, kept = _without_empty(_stacked(rows, -value)[:, chosen])
        floor = np.append(bound, -(best - _SLACK))[kept]
        least, most = (
            float(sign * _linprog(sign * parts[chosen], face, floor).fun) for sign in (1.0, -1.0)
        )
        return max(0.0, round(least, _SPAN_DIGITS)), max(0.0, round(most, _SPAN_DIGITS))

    def _same_field(self, parts: np.ndarray) -> np.ndarray:
        """Mask the columns of the fields that a figure is about."""
        here = parts.reshape(len(self.fields), -1).any(axis=1)
        return np.repeat(here, len(self.lines))

    def _rows(self, limits: np.ndarray) -> tuple[Any, np.ndarray, np.ndarray]:
        """Return the matrix of known elements and colleges, whose elements, and the bounds."""
        places = np.flatnonzero(np.isfinite(limits))
        if np.array_equal(places, np.flatnonzero(np.isfinite(self.capacity))):
            matrix = self._matrix
        else:
            matrix = self._assembled(places)
        bound = np.zeros(matrix.shape[0])
        bound[: len(places)] = limits[places]
        return matrix, places, bound

    @cached_property
    def _matrix(self) -> Any:
        return self._assembled(np.flatnonzero(np.isfinite(self.capacity)))

    def _assembled(self, places: np.ndarray) -> Any:
        from scipy.sparse import csr_array  # noqa: PLC0415 - loaded with the solver

        parts = [(self.elements[n].columns, self.elements[n].weights) for n in places]
        parts += self._balances()
        start = np.cumsum([0, *[len(columns) for columns, _ in parts]])
        columns = np.concatenate([part[0] for part in parts] or [np.empty(0, dtype=np.int64)])
        weights = np.concatenate([part[1] for part in parts] or [np.empty(0)])
        return csr_array((weights, columns, start), shape=(len(parts), self.width)).tocsc()

    def _balances(self) -> list[tuple[np.ndarray, np.ndarray]]:
        """Say of each college and field that no more leave than enter and complete."""
        leaving, entering = by_end(self.lines.tail), by_end(self.lines.head)
        found = []
        for code in sorted(leaving.keys() & entering.keys()):
            out, into = leaving[code], entering[code]
            rate = self._completion[out[0]]
            signs = np.concatenate([np.ones(len(out)), np.full(len(into), -rate)])
            both = np.concatenate([out, into])
            found += [(both + n * len(self.lines), signs) for n in range(len(self.fields))]
        return found

    def without(self, code: int) -> Optimum:
        """Return what is certain with one organization gone."""
        gone = (self.lines.tail == code) | (self.lines.head == code)
        return self.best(self.certain_columns & ~np.tile(gone, len(self.fields)))

    def widened(self, element: int, persons: float) -> Optimum:
        """Return what is certain with more room at one element."""
        capacity = self.capacity.copy()
        capacity[element] += persons
        return self.best(self.certain_columns, capacity)

    def if_ample(self, element: int) -> float:
        """Return what would be certain if an unknown capacity never limited."""
        return self._settled(element, np.inf).low.value

    def if_none(self, element: int) -> float:
        """Return what would be possible if an unknown capacity were 0."""
        return self._settled(element, 0.0).high.value

    def _settled(self, element: int, persons: float) -> FlowProblem:
        parts = list(self.elements)
        parts[element] = parts[element]._replace(capacity=persons)
        return replace(self, elements=tuple(parts))

    def flow_through(self, element: int, flow: np.ndarray) -> float:
        """Return how many persons a year pass an element."""
        part = self.elements[element]
        return float(part.weights @ flow[part.columns])

    @property
    def _is_one_commodity(self) -> bool:
        return (
            len(self.fields) == 1
            and self.yields.loses_nobody
            and not any(part.stage != "arc" and part.agreement >= 0 for part in self.elements)
        )

    def _max_flow(self, columns: np.ndarray, limits: np.ndarray) -> Optimum:
        """Solve one field by a maximum flow; its minimum cut has the price 1."""
        codes = np.unique(np.concatenate([self.lines.tail, self.lines.head]))
        door = {code: 2 + 2 * place for place, code in enumerate(codes.tolist())}
        tail, head = np.array([self._arc(part, door) for part in self.elements]).T
        room = np.where(np.isnan(limits), float(UNBOUNDED), limits)
        closed = np.zeros(len(self.elements), dtype=bool)
        arcs = np.array([part.stage == "arc" for part in self.elements], dtype=bool)
        closed[arcs] = ~columns
        whole = np.array([UNBOUNDED if n >= UNBOUNDED else int(n) for n in room], dtype=np.int64)
        found = max_flow(tail, head, np.where(closed, 0, whole), _SOURCE, _SINK)
        side = found.source_side
        cut = side[tail] & ~side[head] & ~closed
        return Optimum(
            float(found.value), found.flow[arcs].astype(float), cut.astype(float), checked=True
        )

    @staticmethod
    def _arc(part: Element, door: dict[int, int]) -> tuple[int, int]:
        """Return tail and head of the arc that carries an element's capacity."""
        entrance = door[part.code]
        if part.stage == "places":
            return _SOURCE, entrance + 1
        if part.stage == "hires":
            return entrance, _SINK
        return (
            (entrance + 1, door[part.partner]) if part.stage == "arc" else (entrance, entrance + 1)
        )


def problem_of(network: Network, yields: Yields | None = None) -> FlowProblem:
    """Set up the pipelines of a view as one problem."""
    rates = Yields() if yields is None else yields
    lines = lines_of(network)
    lines = lines.only(on_chains(network, lines))
    fields = fields_of(network, lines)
    listed = Elements(network, lines, fields, rates)
    carried = listed.carried.T.ravel()
    return FlowProblem(network, lines, fields, tuple(listed), carried, rates)


def _linprog(cost: np.ndarray, rows: Any, bound: np.ndarray) -> Any:
    from scipy.optimize import linprog  # noqa: PLC0415 - a third of a second, for this alone

    answer = linprog(cost, A_ub=rows, b_ub=bound, method="highs")
    if answer.status != 0:
        raise ArithmeticError(f"the linear programme has no answer: {answer.message}")
    return answer


def _without_empty(rows: Any) -> tuple[Any, np.ndarray]:
    """Drop the rows that limit nothing, and return which are kept."""
    kept = np.flatnonzero(np.bincount(rows.indices, minlength=rows.shape[0]))
    return rows.tocsr()[kept], kept


def _stacked(rows: Any, last: np.ndarray) -> Any:
    from scipy.sparse import csr_array, vstack  # noqa: PLC0415 - loaded with the solver

    return vstack([rows, csr_array(last[None, :])], format="csc")
