"""All fields at once, with losses on the way: the pipeline as a linear programme."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from netintl.analyses.pipelines.flow_problem import STAGES, arcs_of, stated_capacities
from netintl.errors import UsageError
from netintl.i18n import _
from netintl.network.persons import yearly_flows

if TYPE_CHECKING:
    from collections.abc import Mapping

    from netintl.network.network import Network

RATES = ("completion", "hire", "retention")
PLENTY = 1e7  # persons a year; more than any capacity, and small enough for floating point
_TOLERANCE = 1e-6
_PERCENT = ("percent", "%")


@dataclass(frozen=True, slots=True)
class Yields:
    """What part of the people goes on: complete their course, are hired, stay a year.

    The three rates hold for every organization but those in ``own`` (rate, organization id).
    """

    completion: float = 1.0
    hire: float = 1.0
    retention: float = 1.0
    own: Mapping[tuple[str, str], float] | None = None

    def __post_init__(self) -> None:
        """Refuse a rate that is no share.

        Raises
        ------
        UsageError
            For a rate outside 0..1.
        """
        for name in RATES:
            if not 0 <= getattr(self, name) <= 1:
                raise UsageError(
                    _("A rate must lie between 0 and 1, not {value}.").format(
                        value=getattr(self, name)
                    ),
                    cure=_("Write 80 % as 0.8."),
                )

    def of(self, rate: str, organization: str) -> float:
        """Return a rate of one organization."""
        own = self.own or {}
        return float(own.get((rate, organization), getattr(self, rate)))


def stated_yields(network: Network, overall: Yields) -> Yields:
    """Take the rates that observations state for organizations, the newest of each.

    Metrics completion_rate, hire_rate and retention_rate, as percent or as a share.
    """
    table = network.tables["observations"]
    names = {f"{rate}_rate": rate for rate in RATES}
    rows = table[table["metric"].isin(names) & table["subject"].isin(network.ids)]
    own = {}
    for metric, subject, value, unit in (
        rows.sort_values("as_of", kind="stable")[["metric", "subject", "value", "unit"]]
    ).itertuples(index=False):
        share = float(value) / (100 if unit in _PERCENT else 1)
        if 0 <= share <= 1:
            own[names[metric], subject] = share
    return Yields(overall.completion, overall.hire, overall.retention, own)


@dataclass(frozen=True, slots=True)
class JointFlow:
    """The best joint flow of all fields: persons a year, by field and link.

    ``arrived``, ``hired`` and ``retained`` are by field, in the order of ``fields``; ``checked``
    tells that the value equals that of the dual programme, the certificate of the optimum.
    """

    fields: tuple[str, ...]
    arrived: np.ndarray
    hired: np.ndarray
    retained: np.ndarray
    checked: bool


def joint_flow(network: Network, yields: Yields, *, unknown: float) -> JointFlow:
    """Maximise the people who stay with enterprises, all fields together.

    Variables are persons a year that set out on each link in each field. What leaves a school is
    at most completion × places, what leaves a college at most completion × those who entered, who
    are at most its seats; hire × arrivals are at most the hires asked for. A capacity stated
    without a field is shared by the fields that have no figure of their own.

    Parameters
    ----------
    unknown
        What an unknown capacity counts as: 0 for what is certain, infinity for what is possible.

    Notes
    -----
    A generalised multi-commodity flow (Ahuja, Magnanti and Orlin 1993, ch. 15 and 17), solved by
    HiGHS (Huangfu and Hall 2018). With one field and no losses it is the maximum flow.
    """
    from scipy.optimize import linprog  # noqa: PLC0415 - a third of a second, for this alone

    programme = _Programme(network, yields, PLENTY if np.isinf(unknown) else unknown)
    rows = programme.constraints()
    if not len(programme.value) or not len(rows.bound):
        return programme.flow_of(np.zeros(len(programme.value)), checked=True)
    answer = linprog(
        -programme.value, A_ub=rows.matrix(len(programme.value)), b_ub=rows.bound, method="highs"
    )
    dual = float(answer.ineqlin.marginals @ np.array(rows.bound))
    checked = bool(abs(dual - answer.fun) <= _TOLERANCE * max(1.0, abs(answer.fun)))
    return programme.flow_of(np.asarray(answer.x), checked=checked)


class _Rows:
    """Rows of ``A x ≤ b``, kept as the few entries that are not 0."""

    def __init__(self) -> None:
        self.bound: list[float] = []
        self._columns: list[np.ndarray] = []
        self._values: list[np.ndarray] = []

    def add(self, columns: np.ndarray, values: np.ndarray, bound: float) -> None:
        """Add one row; an empty one limits nothing."""
        if len(columns):
            self._columns.append(columns)
            self._values.append(values)
            self.bound.append(bound)

    def matrix(self, width: int) -> Any:
        """Return the rows as a sparse matrix."""
        from scipy.sparse import csr_array  # noqa: PLC0415 - loaded with the solver

        start = np.cumsum([0, *[len(columns) for columns in self._columns]])
        entries = np.concatenate(self._values), np.concatenate(self._columns), start
        return csr_array(entries, shape=(len(self.bound), width))


class _Programme:
    """Rows and columns of the linear programme; a column is a field and a link."""

    def __init__(self, network: Network, yields: Yields, unknown: float) -> None:
        self.unknown = unknown
        self.arcs = arcs_of(network)
        stated = stated_capacities(network)
        flows = yearly_flows(network)
        named = sorted((set(stated["field"]) | set(flows["field"])) - {""})
        self.fields = named or [""]
        self.tail = self.arcs["from_code"].to_numpy(dtype=np.int64)
        self.head = self.arcs["to_code"].to_numpy(dtype=np.int64)
        self.kinds, self.ids, self.yields = network.kinds, network.ids, yields
        self.stated = {
            (code, measure, field): persons
            for code, measure, field, persons in stated[
                ["code", "measure", "field", "persons"]
            ].itertuples(index=False)
        }
        self.flows = {
            (one, other, field): persons
            for one, other, field, persons in flows[
                ["from_code", "to_code", "field", "persons"]
            ].itertuples(index=False)
        }
        last = self.kinds[self.head] == "enterprise"
        hire = np.array([yields.of("hire", self.ids[code]) for code in self.head])
        stay = np.array([yields.of("retention", self.ids[code]) for code in self.head])
        self.hire = np.where(last, hire, 0.0)
        self.stay = np.where(last, hire * stay, 0.0)
        self.value = np.tile(self.stay, len(self.fields))

    def constraints(self) -> _Rows:
        """Return the limits of links, places, seats and hires, and what passes through colleges."""
        rows = _Rows()
        for place in range(len(self.tail)):
            ends = int(self.tail[place]), int(self.head[place])
            figures = [self.flows.get((*ends, field)) for field in ("", *self.fields)]
            self._limit(rows, np.array([place]), np.ones(1), figures)
        leaving, entering = _by_end(self.tail), _by_end(self.head)
        nothing = np.empty(0, dtype=np.int64)
        for code in sorted(leaving.keys() | entering.keys()):
            self._pass(rows, code, leaving.get(code, nothing), entering.get(code, nothing))
        return rows

    def _pass(self, rows: _Rows, code: int, leaving: np.ndarray, entering: np.ndarray) -> None:
        """Limit what one organization takes in, and what it sends on."""
        kind, name = self.kinds[code], self.ids[code]
        figures = [self.stated.get((code, STAGES[kind], field)) for field in ("", *self.fields)]
        rate = self.yields.of("completion", name)
        if kind == "school":
            known = [None if figure is None else rate * figure for figure in figures]
            self._limit(rows, leaving, np.ones(len(leaving)), known)
        elif kind == "enterprise":
            self._limit(rows, entering, self.hire[entering], figures)
        else:
            self._limit(rows, entering, np.ones(len(entering)), figures)
            both = np.concatenate((leaving, entering))
            signs = np.concatenate((np.ones(len(leaving)), np.full(len(entering), -rate)))
            for number in range(len(self.fields)):
                rows.add(both + number * len(self.tail), signs, 0.0)

    def _limit(
        self, rows: _Rows, links: np.ndarray, values: np.ndarray, figures: list[float | None]
    ) -> None:
        """Limit each field by its own figure, and those without one by the shared figure."""
        shared, own = figures[0], figures[1:]
        if self.fields == [""]:
            own = [None]
        without = [number for number, figure in enumerate(own) if figure is None]
        width = len(self.tail)
        for number, figure in enumerate(own):
            if figure is not None:
                rows.add(links + number * width, values, float(figure))
        if without:
            columns = np.concatenate([links + number * width for number in without])
            bound = self.unknown if shared is None else float(shared)
            rows.add(columns, np.tile(values, len(without)), bound)

    def flow_of(self, x: np.ndarray, *, checked: bool) -> JointFlow:
        """Add up what the solution brings to enterprises, field by field; plenty is no limit."""
        flow = x.reshape(len(self.fields), len(self.tail))
        last = (self.kinds[self.head] == "enterprise").astype(float)
        free = flow @ last >= PLENTY / 2
        arrived, hired, retained = (
            np.where(free, np.inf, flow @ part) for part in (last, self.hire, self.stay)
        )
        return JointFlow(tuple(self.fields), arrived, hired, retained, checked=checked)


def _by_end(ends: np.ndarray) -> dict[int, np.ndarray]:
    """Map each organization to the links that have it at this end."""
    if not len(ends):
        return {}
    order = np.argsort(ends, kind="stable")
    codes, start = np.unique(ends[order], return_index=True)
    return dict(zip(codes.tolist(), np.split(order, start[1:]), strict=True))


def throughput_table(network: Network, yields: Yields) -> tuple[pd.DataFrame, bool]:
    """Return certain and possible persons a year by field, and whether both were certified."""
    least = joint_flow(network, yields, unknown=0.0)
    most = joint_flow(network, yields, unknown=np.inf)
    table = pd.DataFrame(
        {
            "field": least.fields,
            "arrived_low": least.arrived,
            "arrived_high": most.arrived,
            "hired_low": least.hired,
            "hired_high": most.hired,
            "retained_low": least.retained,
            "retained_high": most.retained,
        }
    )
    return table, least.checked and most.checked
