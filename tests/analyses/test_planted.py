"""Gaps and bottlenecks planted in synthetic national data, with precision and recall printed."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest

import netintl
from netintl.analyses.pipelines.flow_problem import problem_of
from netintl.model.industries import crosswalks
from netintl.network.network import Network

from ..conftest import frame_of, frames_of

if TYPE_CHECKING:
    import pandas as pd

sys.path.insert(0, str(Path(__file__).parents[1] / "benchmarks"))


STEPS = ("school", "college", "enterprise")


@pytest.fixture(scope="module")
def frames(tmp_path_factory) -> dict[str, pd.DataFrame]:
    from national import write_network

    folder = tmp_path_factory.mktemp("planted")
    write_network(folder, 4000, sizes={"school": 300, "college": 500, "enterprise": 900})
    found = frames_of(netintl.load(folder))
    running = found["agreements"].assign(status="active", end="")  # what has ended serves nobody
    return {**found, "agreements": running}


def cells_served(frames: dict[str, pd.DataFrame]) -> dict[tuple[str, str], set[str]]:
    """Map country and industry to the agreements that serve it, row by row."""
    bodies, agreements = frames["organizations"], frames["agreements"]
    country = dict(zip(bodies["id"], bodies["country"], strict=True))
    kinds = dict(zip(bodies["id"], bodies["kind"], strict=True))
    fields = dict(zip(agreements["id"], agreements["fields"], strict=True))
    served: dict[tuple[str, str], set[str]] = {}
    for agreement, party in frames["parties"].groupby("agreement")["organization"]:
        ends = set(party)
        if {kinds[end] for end in ends} == {"enterprise"}:
            continue
        for host in {country[end] for end in ends} - {"CHN"}:
            for major in filter(None, fields[agreement].split(";")):
                for industry in crosswalks()["weighted"][major]:
                    served.setdefault((host, industry), set()).add(agreement)
    return served


def report(name: str, flagged: set, planted: set) -> tuple[float, float]:
    precision = len(flagged & planted) / max(len(flagged), 1)
    recall = len(flagged & planted) / max(len(planted), 1)
    sys.stdout.write(f"\n{name}: precision {precision:.2f}, recall {recall:.2f}")
    return precision, recall


def test_planted_gaps_are_found(frames) -> None:
    random = np.random.default_rng(5)
    served = cells_served(frames)
    cells = sorted(served)
    planted = {cells[n] for n in random.choice(len(cells), 40, replace=False)}
    gone = {name for cell in planted for name in served[cell]}
    # Some agreements that remain say nothing of their subject: they might fill any cell there.
    agreements = frames["agreements"]
    silent = random.random(len(agreements)) < 0.02
    cut = dict(frames)
    cut["agreements"] = agreements.assign(fields=np.where(silent, "", agreements["fields"]))
    cut["agreements"] = cut["agreements"][~agreements["id"].isin(gone)]
    cut["parties"] = frames["parties"][~frames["parties"]["agreement"].isin(gone)]
    left = cells_served(cut)
    wanted = sorted(planted | set(left))
    cut["indicators"] = frame_of(
        "indicators",
        [
            {"country": c, "industry": i, "measure": "projects", "year": "2024", "value": "5",
             "method": "stated", "source": "d"}
            for c, i in wanted
        ],
    )  # fmt: skip
    table = netintl.find_gaps(Network.from_tables(cut), demand="projects").table
    keys = list(zip(table["country"], table["industry"], strict=True))
    flagged = {k for k, v in zip(keys, table["verdict"], strict=True) if v in ("gap", "possible")}
    truth = {cell for cell in wanted if cell not in left}
    assert planted <= truth
    precision, recall = report("gaps", flagged, truth)
    assert (precision, recall) == (1, 1)
    certain = {k for k, v in zip(keys, table["verdict"], strict=True) if v == "gap"}
    precision, recall = report("gaps called certain", certain, truth)
    assert precision == 1
    assert 0 < recall < 1  # silent agreements leave room for doubt


def test_planted_bottlenecks_are_found(frames) -> None:
    """Colleges have room for all that schools send, but for those planted with few seats."""
    random = np.random.default_rng(6)
    kinds = frames["organizations"].set_index("id")["kind"]
    plain = Network.from_tables(frames)
    chains = netintl.find_pipelines(plain).table
    through = sorted(set(chains.loc[chains["college"] != "", "college"]))
    planted = {through[n] for n in random.choice(len(through), 25, replace=False)}
    rows = []
    for name, kind in kinds.items():
        measure = {"school": "places", "college": "seats", "enterprise": "hires"}[kind]
        persons = 1 if name in planted else 100_000
        rows.append(
            {"organization": name, "measure": measure, "field": "", "year": "2025",
             "persons_per_year": str(persons), "method": "stated", "source": "c"}
        )  # fmt: skip
    links = frames["parties"].groupby("agreement")["organization"].agg(list)
    flows = [
        {"id": f"f{n}", "agreement": agreement, "from": a, "to": b, "purpose": "study",
         "persons": "50", "year": "2025"}
        for n, (agreement, ends) in enumerate(links.items())
        for a, b in [sorted(ends, key=lambda end: STEPS.index(kinds[end]))]
    ]  # fmt: skip
    network = Network.from_tables(
        {**frames, "capacities": frame_of("capacities", rows), "flows": frame_of("flows", flows)}
    )
    problem = problem_of(network)
    flagged = {
        str(network.ids[part.code])
        for part, price in zip(problem.elements, problem.low.price, strict=True)
        if part.stage == "seats" and price > 0
    }
    # A college through which somebody flows and that is fed by more than its one seat.
    precision, recall = report("bottlenecks", flagged, planted)
    assert precision == 1
    assert recall > 0.9
