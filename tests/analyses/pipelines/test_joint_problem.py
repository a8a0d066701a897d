"""Random pipelines of several fields against a linear programme written here, edge by edge."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest
from scipy.optimize import linprog

import netintl

from ...conftest import make_network
from ...proofs import proof, share
from .conftest import room

FIELDS = ("46", "50", "53")
MEASURE = {"S": "places", "C": "seats", "E": "hires"}
STEPS = {("S", "C"), ("C", "E"), ("S", "E")}


class Case:
    """Tables of a small network with capacities shared by fields, and some unknown."""

    def __init__(self, seed: int) -> None:
        random = np.random.default_rng(seed)
        self.fields = FIELDS[: random.integers(1, 4)]
        names = [f"{kind}{n}" for kind in "SCE" for n in range(1, random.integers(2, 4))]
        links = [(a, b) for a, b in product(names, names) if (a[0], b[0]) in STEPS]
        links = [link for link in links if random.random() < 0.6] or links[:1]
        self.edges = {}  # agreement → ends; some pairs have two
        for number, ends in enumerate(links):
            self.edges[f"a{number}"] = ends
            if random.random() < 0.2:
                self.edges[f"b{number}"] = ends
        self.unknown = random.choice([0.0, 0.15, 0.4])
        self.rooms = {name: self._figures(random) for name in names}
        self.flows = {key: self._figures(random) for key in self.edges}
        self.turned = {key for key in self.edges if random.random() < 0.3}
        self.subjects = {
            key: tuple(f for f in self.fields if random.random() < 0.6) for key in self.edges
        }

    def _figures(self, random: np.random.Generator) -> dict[str, int]:
        """Map fields, or "" for all together, to persons; empty when nothing is stated."""
        if random.random() < self.unknown:
            return {}
        shared = {"": int(random.integers(0, 60))}
        own = {f: int(random.integers(0, 40)) for f in self.fields if random.random() < 0.9}
        return [shared, own, {**shared, **own}][random.integers(0, 3)]

    def network(self) -> netintl.Network:
        """Write the tables."""
        parties = {key: f"{one} {other}" for key, (one, other) in self.edges.items()}
        capacities = [
            room(name, MEASURE[name[0]], persons, field)
            for name, figures in self.rooms.items()
            for field, persons in figures.items()
        ]
        flows = []
        for key, figures in self.flows.items():
            ends = self.edges[key]
            study = (ends[0][0], ends[1][0]) == ("S", "C")
            one, other = ends[::-1] if key in self.turned and study else ends
            for field, persons in figures.items():
                flows.append({"id": f"{key}{field}", "agreement": key, "from": one, "to": other,
                              "purpose": "study" if study else "employment", "year": "2024",
                              "field": field, "persons": str(persons)})  # fmt: skip
        named = [{"id": name, "kind": {"S": "school", "C": "college", "E": "enterprise"}[name[0]]}
                 for name in self.rooms]  # fmt: skip
        deals = [{"id": key, "fields": ";".join(self.subjects[key])} for key in self.edges]
        return make_network(
            parties, organizations=named, agreements=deals, capacities=capacities, flows=flows
        )

    def allowed(self, key: str) -> set[str]:
        """Name the fields an agreement carries: its own and those of its figures, else any."""
        own = set(self.subjects[key]) & set(self.named_fields())
        return own | (set(self.flows[key]) - {""}) if own else set(self.named_fields())

    def named_fields(self) -> list[str]:
        """Name the fields that the figures name; all are one where none does."""
        every = [*self.rooms.values(), *self.flows.values()]
        named = {field for figures in every for field in figures} - {""}
        if not named:
            return [""]
        fed = {b for a, b in self.edges.values() if a[0] == "S" and b[0] == "C"}
        feeding = {a for a, b in self.edges.values() if a[0] == "C"}
        dead = {n for n in self.rooms if n[0] == "C"} - (fed & feeding)
        used = [k for k, ends in self.edges.items() if not dead & set(ends)]
        apart = [set(self.subjects[k]) for k in used if not set(self.subjects[k]) & named]
        return sorted(named.union(*apart))


class Oracle:
    """The same network as ``max c·x, A x ≤ b, x ≥ 0``, dense."""

    def __init__(self, case: Case, *, unknown: float) -> None:
        self.fields = case.named_fields()
        fed = {b for a, b in case.edges.values() if a[0] == "S" and b[0] == "C"}
        feeding = {a for a, b in case.edges.values() if a[0] == "C"}
        dead = {n for n in case.rooms if n[0] == "C"} - (fed & feeding)
        edges = {k: e for k, e in case.edges.items() if not dead & set(e)}
        self.columns = [
            (key, field) for key, field in product(edges, self.fields) if field in case.allowed(key)
        ]
        self.edges, self.unknown = edges, unknown
        self.rows: list[np.ndarray] = []
        self.bounds: list[float] = []
        for key in edges:
            self._figure(case.flows[key], lambda e, key=key: e == key)
        for name, figures in case.rooms.items():
            place = 0 if name[0] == "S" else 1
            touched = {e for e, ends in edges.items() if ends[place] == name}
            self._figure(figures, lambda e, touched=touched: e in touched)
            if name[0] == "C":
                for field in self.fields:
                    out = self._row(lambda e, name=name: edges[e][0] == name, [field])
                    into = self._row(lambda e, name=name: edges[e][1] == name, [field])
                    self._limit(out - into, 0.0)

    def _row(self, edge, fields) -> np.ndarray:
        return np.array([float(edge(e) and f in fields) for e, f in self.columns])

    def _limit(self, row: np.ndarray, bound: float) -> None:
        if np.isfinite(bound):
            self.rows.append(row)
            self.bounds.append(bound)

    def _figure(self, figures, edge) -> None:
        """Bound all fields together by the shared figure, each field by its own."""
        for field, persons in figures.items():
            self._limit(self._row(edge, [field] if field else self.fields), persons)
        for field in self.fields:
            if "" not in figures and field not in figures:
                self._limit(self._row(edge, [field]), self.unknown)

    def arriving(self, fields) -> np.ndarray:
        """Weigh the columns that end at an enterprise in some fields."""
        return self._row(lambda e: self.edges[e][1][0] == "E", fields)

    def most(self, weights: np.ndarray, equal: float | None = None) -> float:
        """Maximise; with ``equal`` among the flows whose total is that."""
        if not self.columns:
            return 0.0
        rows = np.array(self.rows) if self.rows else np.zeros((1, len(self.columns)))
        bounds = self.bounds or [0.0]
        fixed = {}
        if equal is not None:
            fixed = {"A_eq": self.arriving(self.fields)[None, :], "b_eq": [equal]}
        answer = linprog(-weights, A_ub=rows, b_ub=bounds, method="highs-ds", **fixed)
        if answer.status in (3, 4):
            return np.inf
        assert answer.status == 0
        return -float(answer.fun)


def check(oracle: Oracle, total: float, spans: dict[str, tuple[float, float]]) -> None:
    expected = oracle.most(oracle.arriving(oracle.fields))
    assert total == pytest.approx(expected, abs=1e-4)
    for field, (least, most) in spans.items():
        weights = oracle.arriving([field])
        if np.isinf(expected):
            assert (least, most) == (0, pytest.approx(oracle.most(weights), abs=1e-4))
        else:
            assert most == pytest.approx(oracle.most(weights, expected), abs=1e-4)
            assert least == pytest.approx(-oracle.most(-weights, expected), abs=1e-4)


@proof
@pytest.mark.parametrize("start", range(0, share(500, 20), 20))
def test_totals_and_intervals_are_those_of_a_dense_programme(start) -> None:
    for seed in range(start, start + 20):
        case = Case(seed)
        network = case.network()
        result = netintl.find_throughput(network)
        table = result.table
        whole, fields = table.iloc[0], table.iloc[1:]
        if not Oracle(case, unknown=0.0).edges:
            assert np.isnan(whole["certain_low"])
            continue
        for column, unknown in (("certain", 0.0), ("possible", np.inf)):
            spans = {
                row.field: (getattr(row, f"{column}_low"), getattr(row, f"{column}_high"))
                for row in fields.itertuples()
            }
            assert whole[f"{column}_low"] == whole[f"{column}_high"]
            check(Oracle(case, unknown=unknown), whole[f"{column}_low"], spans)


@proof
@pytest.mark.parametrize("start", range(0, share(100, 10), 10))
def test_losses_are_those_of_a_network_without_the_organization(start) -> None:
    for seed in range(start, start + 10):
        case = Case(seed)
        table = netintl.find_bottlenecks(case.network()).table
        before = Oracle(case, unknown=0.0)
        base = before.most(before.arriving(before.fields))
        losses = table.dropna(subset="loss").groupby("organization")["loss"].first()
        for name, loss in losses.items():
            case = Case(seed)
            # Figures of who leaves still name fields, so only its edges go.
            case.edges = {k: ends for k, ends in case.edges.items() if name not in ends}
            after = Oracle(case, unknown=0.0)
            assert base - after.most(after.arriving(after.fields)) == pytest.approx(loss, abs=1e-4)
