"""The pipeline as a flow problem: places → seats → hires, with arcs between them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from netintl.kernels import FlowSolution, max_flow
from netintl.network.persons import yearly_flows

if TYPE_CHECKING:
    from netintl.network.network import Network

STAGES = {"school": "places", "college": "seats", "enterprise": "hires"}
_FORWARD = {("school", "college"), ("college", "enterprise"), ("school", "enterprise")}
_SOURCE, _SINK = 0, 1
WIDE_OPEN = 10**12  # persons a year; more than any capacity, and sums stay exact


@dataclass(frozen=True)
class Pipeline:
    """One flow problem: elements with capacities in persons a year, NaN where unknown.

    The elements are first the stages of organizations (``code`` and ``stage``), then the arcs
    between organizations. Nodes of the problem: source, sink, and an entrance and an exit for
    each organization, so that a college's seats are an arc like any other.
    """

    field: str
    code: np.ndarray
    stage: np.ndarray
    partner: np.ndarray
    agreements: np.ndarray
    tail: np.ndarray
    head: np.ndarray
    capacity: np.ndarray

    def solve(self, *, unknown: int) -> FlowSolution:
        """Find the maximum flow with each unknown capacity set to 0 or WIDE_OPEN."""
        known = np.nan_to_num(self.capacity, nan=0.0).astype(np.int64)
        limits = np.where(np.isnan(self.capacity), unknown, known)
        return max_flow(self.tail, self.head, limits, _SOURCE, _SINK)

    @cached_property
    def low(self) -> FlowSolution:
        """Return what is certain: unknown capacities carry nobody."""
        return self.solve(unknown=0)

    @cached_property
    def high(self) -> FlowSolution:
        """Return what is possible: unknown capacities never limit."""
        return self.solve(unknown=WIDE_OPEN)

    @property
    def demand(self) -> float:
        """Persons a year that enterprises ask for; NaN when one of them does not say."""
        return float(self.capacity[self.stage == "hires"].sum())

    def without(self, code: int) -> Pipeline:
        """Return the problem with one organization gone."""
        gone = (self.code == code) | (self.partner == code)
        return replace(self, capacity=np.where(gone, 0.0, self.capacity))

    def settled(self, element: int, persons: int) -> Pipeline:
        """Return the problem with one capacity known."""
        capacity = self.capacity.copy()
        capacity[element] = persons
        return replace(self, capacity=capacity)

    def widened(self, element: int, persons: int) -> Pipeline:
        """Return the problem with more room at one element."""
        capacity = self.capacity.copy()
        capacity[element] += persons
        return replace(self, capacity=capacity)

    @cached_property
    def bottleneck(self) -> np.ndarray:
        """Mask of the elements that cross the minimum cut of the certain flow."""
        side = self.low.source_side
        return np.asarray(side[self.tail] & ~side[self.head], dtype=bool)


def pipelines_of(network: Network) -> list[Pipeline]:
    """Make one problem per field that a capacity or flow names, else one for all together."""
    stated = stated_capacities(network)
    flows = yearly_flows(network)
    fields = sorted((set(stated["field"]) | set(flows["field"])) - {""})
    return [_pipeline(network, stated, flows, field) for field in fields or [""]]


def stated_capacities(network: Network) -> pd.DataFrame:
    """Return the newest places, seats and hires stated, by organization code and field."""
    table = network.tables["capacities"]
    rows = table[table["measure"].isin(STAGES.values())].sort_values("year", kind="stable")
    rows = rows.drop_duplicates(["organization", "measure", "field"], keep="last")
    code = pd.Index(network.ids).get_indexer(rows["organization"])
    rows = rows.assign(code=code, persons=rows["persons_per_year"].astype(float))
    return pd.DataFrame(rows[code >= 0])


def _pipeline(network: Network, stated: pd.DataFrame, flows: pd.DataFrame, field: str) -> Pipeline:
    """Lay out stages and arcs; a field without a figure of its own uses the pooled one."""
    arcs = arcs_of(network)
    codes = np.unique(arcs[["from_code", "to_code"]].to_numpy(dtype=np.int64))
    stage = np.array([STAGES[network.kinds[code]] for code in codes], dtype=object)
    entrance = {code: 2 + 2 * place for place, code in enumerate(codes.tolist())}
    inner = [_inner(entrance[c], s) for c, s in zip(codes.tolist(), stage, strict=True)]
    persons = arcs.merge(
        _of_field(flows, field, ["from_code", "to_code"]), how="left", on=["from_code", "to_code"]
    )
    figures = _of_field(stated, field, ["code", "measure"]).set_index(["code", "measure"])[
        "persons"
    ]
    known = figures.reindex(list(zip(codes.tolist(), stage, strict=True))).to_numpy(dtype=float)
    out = [entrance[code] + 1 for code in arcs["from_code"]]
    into = [entrance[code] for code in arcs["to_code"]]
    return Pipeline(
        field=field,
        code=np.concatenate([codes, arcs["from_code"].to_numpy(dtype=np.int64)]),
        stage=np.concatenate([stage, np.full(len(arcs), "arc", dtype=object)]),
        partner=np.concatenate([np.full(len(codes), -1), arcs["to_code"].to_numpy(dtype=np.int64)]),
        agreements=np.concatenate(
            [_nothing(len(codes)), arcs["agreements"].to_numpy(dtype=object)]
        ),
        tail=np.array([tail for tail, _ in inner] + out, dtype=np.int64),
        head=np.array([head for _, head in inner] + into, dtype=np.int64),
        capacity=np.concatenate([known, persons["persons"].to_numpy(dtype=float)]),
    )


def _nothing(count: int) -> np.ndarray:
    """Return the cells of elements that rest on no agreement."""
    cells = np.empty(count, dtype=object)
    cells.fill(())
    return cells


def _inner(entrance: int, stage: str) -> tuple[int, int]:
    """Return tail and head of the arc that carries an organization's own capacity."""
    if stage == "places":
        return _SOURCE, entrance + 1
    if stage == "hires":
        return entrance, _SINK
    return entrance, entrance + 1


def _of_field(rows: pd.DataFrame, field: str, key: list[str]) -> pd.DataFrame:
    """Take the figures of one field, and the pooled ones where the field has none."""
    fitting = rows[rows["field"].isin([field, ""])]
    fitting = fitting.sort_values("field", ascending=False, kind="stable").drop_duplicates(key)
    return fitting[[*key, "persons"]]


def arcs_of(network: Network) -> pd.DataFrame:
    """List the pairs that lie on a pipeline, from school to college to enterprise."""
    pairs, kinds = network.pairs, network.kinds
    rows = []
    for place in range(len(pairs)):
        u, v = int(pairs.u[place]), int(pairs.v[place])
        for a, b in ((u, v), (v, u)):
            if (kinds[a], kinds[b]) in _FORWARD:
                cited = sorted(network.agreement_ids[pairs.agreements_of(place)])
                rows.append((a, b, tuple(cited)))
    return pd.DataFrame(rows, columns=["from_code", "to_code", "agreements"])
