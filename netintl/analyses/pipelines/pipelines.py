"""How many people a year can reach which firm, and what limits it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from netintl.analyses.claim import Claim
from netintl.analyses.pipelines import CHAIN, ELEMENT
from netintl.analyses.pipelines.chains import MOST_CHAINS, chains_of
from netintl.analyses.pipelines.commodities import RATES, Yields, stated_yields, throughput_table
from netintl.analyses.pipelines.flow_problem import WIDE_OPEN, Pipeline, pipelines_of
from netintl.analyses.result import Result, make_result, ranks

if TYPE_CHECKING:
    from collections.abc import Sequence

    from netintl.network.network import Network

MORE_PLACES = 10


def find_pipelines(network: Network) -> Result:
    """List the chains school → college → enterprise, and school → enterprise where there is none.

    Each chain names its agreements, the fields all its links share (or may share, where one is
    silent), and the persons a year that its narrowest known capacity lets pass: from 0 when some
    capacity is unknown, up to the smallest known one.

    Returns
    -------
    Result
        One row per chain, by persons, then by evidence, then by ids. The claims give the total
        throughput as a range, from the maximum flow (Ford and Fulkerson 1956).

    Examples
    --------
    >>> from netintl.network.doors import from_links
    >>> table = find_pipelines(from_links([("S1", "C1"), ("C1", "E1")])).table
    >>> table[["school", "college", "enterprise"]].iloc[0].tolist()
    ['S1', 'C1', 'E1']
    """
    problems = pipelines_of(network)
    chains, total = chains_of(network, problems)
    order = ["persons_low", "persons_high", "confidence"]
    chains["rank"] = ranks(_combined(chains[order]))
    table = chains.sort_values(
        ["rank", "enterprise", "college", "school", "field"], ignore_index=True
    )
    reasons = [
        (CHAIN.of(row), "agreements", row["form"], row["agreements"])
        for row in table.to_dict("records")
    ]
    claims = throughput_claims(problems)
    if total > MOST_CHAINS:
        claims.append(Claim("chains_cut", {"shown": len(table), "total": total}))
    unknown = int((~table["assessable"]).sum())
    if unknown:
        claims.append(Claim("not_assessable", {"count": unknown, "total": len(table)}))
    table = table[["rank", *[name for name in table.columns if name not in ("rank", "agreements")]]]
    return make_result("pipelines", network, table, reasons=reasons, claims=claims)


def find_throughput(network: Network, *, yields: Yields | None = None) -> Result:
    """Say how many people a year reach enterprises, field by field and all fields together.

    Certain and possible are maximum flows of one field alone, with unknown capacities at 0 and
    without limit. Arrived, hired and retained are the best joint flow of all fields, which share
    the capacities stated without a field, with the losses of ``yields`` on the way: a generalised
    flow, solved as a linear programme and certified by its dual.

    Parameters
    ----------
    yields
        Completion, hire and retention rates; without them nobody is lost. Rates that observations
        state for an organization go before.

    Returns
    -------
    Result
        One row per field. ``unmet`` is the demand that even the possible flow leaves.

    References
    ----------
    Ford and Fulkerson 1956; Ahuja, Magnanti and Orlin 1993, *Network Flows*, ch. 15 and 17.
    """
    rates = stated_yields(network, yields or Yields())
    problems = pipelines_of(network)
    joint, certified = throughput_table(network, rates)
    high = [problem.high.value for problem in problems]
    alone = pd.DataFrame(
        {
            "field": [problem.field for problem in problems],
            "demand": [problem.demand for problem in problems],
            "certain": [float(problem.low.value) for problem in problems],
            "possible": [np.inf if value >= WIDE_OPEN else float(value) for value in high],
        }
    )
    table = alone.merge(joint, on="field", how="left")
    table["unmet"] = (table["demand"] - table["possible"]).clip(lower=0)
    claims = throughput_claims(problems)
    if any(getattr(rates, rate) < 1 for rate in RATES) or rates.own:
        shares = {rate: f"{getattr(rates, rate):g}" for rate in RATES}
        claims.append(Claim("yields", {**shares, "own": len(rates.own or {})}))
    if certified:
        claims.append(Claim("dual_certificate"))
    reasons = [
        (problem.field or "all", "demand", problem.demand, _carrying(problem))
        for problem in problems
    ]
    return make_result("throughput", network, table, reasons=reasons, claims=claims)


def _carrying(problem: Pipeline) -> tuple[str, ...]:
    """Return the agreements of the links that carry somebody for certain."""
    cited = problem.agreements[problem.low.flow > 0]
    return tuple(sorted({name for names in cited for name in names}))


def find_bottlenecks(network: Network) -> Result:
    """Name what limits the pipelines: places, seats, hires and links, with their effect.

    For each field the certain throughput F is the maximum flow with unknown capacities at 0.
    ``in_cut`` marks the minimum cut; ``loss`` is F − F without the organization; ``gain`` is
    what ten more persons a year at that place, seat or link would add (not given for hires,
    which are demand). A link that is said to carry nobody is no line of the pipeline and is not
    listed.

    Returns
    -------
    Result
        One row per stage of an organization and per link that lies on a pipeline.
    """
    problems = pipelines_of(network)
    table = pd.concat([_elements(network, problem) for problem in problems], ignore_index=True)
    table = table[(table["stage"] != "arc") | (table["capacity"] != 0)]
    table["rank"] = ranks(_combined(table[["in_cut", "loss", "gain", "flow"]]))
    table = table.sort_values(
        ["rank", "field", "stage", "organization", "partner"], ignore_index=True
    )
    reasons = [
        (ELEMENT.of(row), row["stage"], row["capacity"], row["agreements"])
        for row in table.to_dict("records")
    ]
    table = table[["rank", *[name for name in table.columns if name not in ("rank", "agreements")]]]
    claims = [*throughput_claims(problems), *_limits(table)]
    return make_result("bottlenecks", network, table, reasons=reasons, claims=claims)


def lost_flows(network: Network) -> np.ndarray:
    """Return by code the certain throughput lost without each organization, over all fields.

    NaN for all when no capacity lets anything be certain.
    """
    problems = pipelines_of(network)
    if not any(problem.low.value for problem in problems):
        return np.full(len(network.ids), np.nan)
    lost = np.zeros(len(network.ids))
    for problem in problems:
        for code, loss in _losses(problem).items():
            lost[code] += loss
    return lost


def _losses(problem: Pipeline) -> dict[int, float]:
    """Return what each organization that carries flow takes away when it leaves."""
    carrying = (problem.low.flow > 0) & (problem.stage != "arc")
    return {
        code: float(problem.low.value - problem.without(code).low.value)
        for code in np.unique(problem.code[carrying]).tolist()
    }


def _limits(table: pd.DataFrame) -> list[Claim]:
    """Name the minimum cut, where somebody can flow at all."""
    cut = table[table["in_cut"] & (table["flow"] > 0)]
    rows = cut[["stage", "organization", "partner", "capacity"]].to_numpy().tolist()
    return [Claim("limits", {"elements": rows})] if rows else []


def _combined(columns: pd.DataFrame) -> np.ndarray:
    """Turn several columns, most important first, into one score that keeps their order."""
    score = np.zeros(len(columns))
    for name in columns:
        values = columns[name].to_numpy(dtype=float)
        _, place = np.unique(np.nan_to_num(np.round(values, 10), nan=-1.0), return_inverse=True)
        score = score * (place.max(initial=0) + 1) + place
    return score


def _elements(network: Network, problem: Pipeline) -> pd.DataFrame:
    """Measure each element of one problem; only elements that carry flow can lose or gain."""
    ids = np.append(network.ids, "")  # partner −1 is nobody
    flow = problem.low.flow.astype(float)
    base = problem.low.value
    lost = _losses(problem)
    stages = problem.stage != "arc"
    gain = [
        _gain(problem, place, base) if problem.stage[place] != "hires" else np.nan
        for place in range(len(flow))
    ]
    return pd.DataFrame(
        {
            "stage": problem.stage,
            "organization": ids[problem.code],
            "partner": ids[problem.partner],
            "field": problem.field,
            "capacity": problem.capacity,
            "flow": flow,
            "in_cut": problem.bottleneck & ~np.isnan(problem.capacity),
            "loss": np.where(stages, [lost.get(int(c), 0.0) for c in problem.code], np.nan),
            "gain": gain,
            "agreements": problem.agreements,
        }
    )


def _gain(problem: Pipeline, place: int, base: int) -> float:
    capacity = problem.capacity[place]
    if np.isnan(capacity):
        return float("nan")
    if problem.low.flow[place] < capacity:
        return 0.0  # there is room already
    return float(problem.widened(place, MORE_PLACES).low.value - base)


def throughput(problems: Sequence[Pipeline]) -> tuple[float, float, float]:
    """Add up what is certain, what is possible (inf when unbounded) and what is asked for.

    Fields are separate problems: a welder cannot fill a nursing post.
    """
    low = float(sum(problem.low.value for problem in problems))
    highs = [problem.high.value for problem in problems]
    high = float("inf") if max(highs, default=0) >= WIDE_OPEN else float(sum(highs))
    return low, high, float(sum(problem.demand for problem in problems))


def throughput_claims(problems: Sequence[Pipeline]) -> list[Claim]:
    """Say what is certain, what is possible, and what is asked for."""
    low, high, demand = throughput(problems)
    claims = [Claim("pooled")] if [problem.field for problem in problems] == [""] else []
    if low == 0 and np.isinf(high):
        return [*claims, Claim("throughput_unknown")]
    facts = {"low": _count(low), "high": _count(high), "demand": _count(demand)}
    code = "throughput_exact" if low == high else "throughput"
    return [*claims, Claim(code, facts), Claim("certificate")]


def _count(value: float) -> str:
    if np.isnan(value):
        return "?"
    return "∞" if np.isinf(value) else str(int(value))
