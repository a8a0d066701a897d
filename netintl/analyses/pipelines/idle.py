"""Who states a capacity and stands on no pipeline: demand nobody serves, supply nobody uses."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from netintl.analyses.claim import Claim
from netintl.network.persons import STAGES, asked_hires, stated_capacities, whole_capacity

if TYPE_CHECKING:
    from netintl.analyses.pipelines.flow_problem import FlowProblem

NAMED = 5  # in a sentence; all are rows of the claim


def idle_capacities(problem: FlowProblem) -> pd.DataFrame:
    """List the capacities of organizations through which no chain leads.

    Columns stage, code, field, capacity and state: ``no_agreement`` where the organization is
    party to no agreement of the view, else ``no_chain``.
    """
    network = problem.network
    busy = np.zeros(len(network.ids), dtype=bool)
    busy[problem.lines.tail] = True
    busy[problem.lines.head] = True
    counted = network.members | ~np.isnan(asked_hires(network))
    rows = stated_capacities(network)
    code = rows["code"].to_numpy(dtype=np.int64)
    rows = rows[(rows["agreement"] == "").to_numpy() & (counted & ~busy)[code]]
    code = rows["code"].to_numpy(dtype=np.int64)
    party = np.zeros(len(network.ids), dtype=bool)
    party[network.party_organization[network.party_rows]] = True
    return pd.DataFrame(
        {
            "stage": rows["measure"].to_numpy(dtype=object),
            "code": code,
            "field": rows["field"].to_numpy(dtype=object),
            "capacity": rows["persons"].to_numpy(dtype=float),
            "state": np.where(party[code], "no_chain", "no_agreement"),
        }
    )


def idle_claims(problem: FlowProblem) -> list[Claim]:
    """Name the enterprises that ask and are not reached, and the schools and colleges unused."""
    idle = idle_capacities(problem)
    idle = idle[idle["capacity"] > 0].drop_duplicates("code")
    asking = idle[idle["stage"] == STAGES["enterprise"]]
    supply = idle[idle["stage"] != STAGES["enterprise"]]
    parts = [("demand_unlinked", asking[asking["state"] == "no_agreement"])]
    parts.append(("demand_unreached", asking[asking["state"] == "no_chain"]))
    parts.append(("supply_unlinked", supply[supply["state"] == "no_agreement"]))
    parts.append(("supply_unused", supply[supply["state"] == "no_chain"]))
    return [_claim(code, problem, rows) for code, rows in parts if len(rows)]


def _claim(code: str, problem: FlowProblem, rows: pd.DataFrame) -> Claim:
    """Name the largest; schools' places and colleges' seats are not added to each other."""
    network = problem.network
    persons = whole_capacity(network)[rows["code"]]
    names = network.ids[rows["code"]]
    order = np.lexsort((names.astype(str), -persons))
    stages = rows["stage"].to_numpy(dtype=object)
    elements = tuple((stages[n], names[n], "", float(persons[n])) for n in order[:NAMED])
    facts: dict[str, object] = {"count": len(rows), "elements": elements}
    if code.startswith("demand"):
        facts["persons"] = float(persons.sum())
    return Claim(code, facts, rows=tuple(sorted(names.tolist())))
