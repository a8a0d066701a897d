"""How many people a year reach enterprises, all fields together and field by field."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from netintl.analyses.claim import Claim
from netintl.analyses.pipelines.flow_problem import problem_of
from netintl.analyses.pipelines.idle import idle_claims
from netintl.analyses.pipelines.yields import RATES, Yields, stated_yields
from netintl.analyses.result import Result, make_result
from netintl.network.persons import asked_hires, stated_capacities

if TYPE_CHECKING:
    from netintl.analyses.pipelines.flow_problem import FlowProblem
    from netintl.network.network import Network


def find_throughput(network: Network, *, yields: Yields | None = None) -> Result:
    """Say how many people a year reach enterprises, all fields together and field by field.

    Totals come from one problem of all fields, in which a capacity without a field is shared by
    all of them and spent once: ``max Σ flow into enterprises``. *Known at every step* sets unknown
    capacities to 0, *possible* lets them never limit. A field's figures are the least and the most
    it has over all best joint flows, two linear programmes each; where the total is fixed its
    fields are not. Arrived, hired and retained run from the least that is known at every step to
    the most possible, with the losses of ``yields`` on the way.

    Parameters
    ----------
    yields
        Completion, hire and retention rates; without them nobody is lost. Rates that observations
        state for an organization go before.

    Returns
    -------
    Result
        First all fields together, then one row per field where there are several. ``demand`` is
        what enterprises state, also those without an agreement; ``unmet`` is what of it even the
        possible flow leaves. Without a chain all but the demand is unknown.

    References
    ----------
    Ford and Fulkerson 1956; Ahuja, Magnanti and Orlin 1993, *Network Flows*, ch. 15 and 17.
    """
    rates = stated_yields(network, yields or Yields())
    problem = problem_of(network)
    table = _table(network, problem, rates)
    claims = throughput_claims(problem)
    if not rates.loses_nobody:
        shares = {rate: getattr(rates, rate) for rate in RATES}
        claims.append(Claim("yields", {**shares, "own": len(rates.own or {})}))
    claims.extend(idle_claims(problem))
    carrying = np.flatnonzero(problem.low.flow) % max(len(problem.lines), 1)
    cited = np.unique(problem.lines.agreement[carrying])
    reasons = [
        ("all", "certain", problem.low.value, tuple(sorted(network.agreement_ids[cited].tolist())))
    ]
    return make_result("throughput", network, table, reasons=reasons, claims=claims)


def _table(network: Network, problem: FlowProblem, rates: Yields) -> pd.DataFrame:
    """Give all fields together, then each, where there are several."""
    with_losses = problem if rates.loses_nobody else problem_of(network, rates)
    count = len(problem.fields)
    total = _sum(asked_hires(network))
    groups = [(problem.fields[0] if count == 1 else "", total, list(range(count)))]
    for number, name in enumerate(problem.fields if count > 1 else ()):
        groups.append((name, _demand(network, name), [number]))
    rows = []
    for name, demand, numbers in groups:
        certain, possible = _spans(problem, problem.stays, numbers)
        row = [name, demand, *certain, *possible]
        if with_losses is problem:
            row += [certain[0], possible[1]] * 3
        else:
            for ends in (with_losses.arrives, with_losses.hired, with_losses.stays):
                least, most = _spans(with_losses, ends, numbers)
                row += [least[0], most[1]]
        rows.append(row)
    columns = ["field", "demand", "certain_low", "certain_high", "possible_low", "possible_high",
               "arrived_low", "arrived_high", "hired_low", "hired_high", "retained_low",
               "retained_high"]  # fmt: skip
    table = pd.DataFrame(rows, columns=columns)
    if not len(problem.lines):  # that no chain is known says not that nobody arrives
        table[columns[2:]] = np.nan
    table["unmet"] = (table["demand"] - table["possible_high"]).clip(lower=0)
    return table


def _spans(
    problem: FlowProblem, ends: np.ndarray, numbers: list[int]
) -> tuple[tuple[float, float], tuple[float, float]]:
    """Return least and most of a figure in some fields, over the certain and possible optima."""
    if len(numbers) == len(problem.fields) and ends is problem.stays:  # what is maximised
        return (problem.low.value,) * 2, (problem.high.value,) * 2
    parts = np.zeros((len(problem.fields), len(problem.lines)))
    parts[numbers] = ends
    flat = parts.ravel()
    low = problem.span(flat, problem.certain_columns, problem.low.value)
    if problem.unlimited[numbers].any():
        return low, (0.0, np.inf)
    return low, problem.span(flat, problem.carried, problem.high.value)


def _demand(network: Network, field: str) -> float:
    """Return the hires that enterprises state for one field; NaN where they state none."""
    asking = ~np.isnan(asked_hires(network))
    rows = stated_capacities(network)
    rows = rows[(rows["agreement"] == "") & asking[rows["code"]] & (rows["field"] == field)]
    return _sum(rows["persons"].to_numpy())


def _sum(persons: np.ndarray) -> float:
    return float("nan") if np.isnan(persons).all() else float(np.nansum(persons))


def throughput(problem: FlowProblem) -> tuple[float, float, float]:
    """Return what is certain, what is possible (inf when unbounded) and what is asked for."""
    return problem.low.value, problem.high.value, _sum(asked_hires(problem.network))


def throughput_claims(problem: FlowProblem) -> list[Claim]:
    """Say what is certain, what is possible, and what is asked for."""
    low, high, demand = throughput(problem)
    claims = [*_silent(problem)]
    asked = [] if np.isnan(demand) else [Claim("demand_stated", {"demand": demand})]
    if not len(problem.lines):
        return [Claim("no_chains"), *asked, *claims]
    if low == 0 and np.isinf(high):
        return [Claim("throughput_unknown"), *asked, *claims]
    facts = {"low": low, "high": high, "demand": demand}
    code = _code(low, high)
    if np.isnan(demand):
        del facts["demand"]
        code += "_undemanded"
    found = [Claim(code, facts)]
    if problem.fields == ("",):
        found.append(Claim("pooled"))
    if problem.low.checked and problem.high.checked:
        found.append(Claim("dual_certificate"))
    return [*found, *claims]


def _code(low: float, high: float) -> str:
    if low == high:
        return "throughput_exact"
    if low == 0:  # what is unknown is no 0
        return "throughput_at_most"
    return "throughput_open" if np.isinf(high) else "throughput"


def _silent(problem: FlowProblem) -> list[Claim]:
    """Count the enterprises at the end of a chain that do not say how many they hire."""
    asked = asked_hires(problem.network)
    ends = np.unique(problem.lines.head)
    ends = ends[problem.network.kinds[ends] == "enterprise"]
    silent = ends[np.isnan(asked[ends])]
    if not len(silent) or np.isnan(asked).all():
        return []
    rows = tuple(sorted(problem.network.ids[silent].tolist()))
    return [Claim("demand_silent", {"count": len(silent), "total": len(ends)}, rows=rows)]
