"""What limits the pipelines, what would widen them, and who stands idle beside them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from netintl.analyses.claim import Claim
from netintl.analyses.pipelines import ELEMENT
from netintl.analyses.pipelines.elements import ALL
from netintl.analyses.pipelines.flow_problem import problem_of
from netintl.analyses.pipelines.idle import idle_capacities, idle_claims
from netintl.analyses.pipelines.throughput import throughput_claims
from netintl.analyses.result import Result, make_result, ranks

if TYPE_CHECKING:
    from netintl.analyses.pipelines.flow_problem import FlowProblem
    from netintl.network.network import Network

MORE_PLACES = 10
_PRICED = 1e-7  # below this a price is rounding
_COLUMNS = ("rank", "stage", "organization", "partner", "agreement", "field", "capacity", "flow",
            "in_cut", "loss", "gain", "state")  # fmt: skip


def find_bottlenecks(network: Network) -> Result:
    """Name what limits the pipelines: places, seats, hires and lines, with their effect.

    The certain throughput F is the best joint flow of all fields with unknown capacities at 0.
    ``in_cut`` marks the elements with a price in its dual programme (with one field: the minimum
    cut); ``loss`` is F − F without the organization; ``gain`` is what ten more persons a year at
    that place, seat or line would add (not given for hires, which are demand). ``flow`` is that of
    one best flow; another may divide it otherwise. A line that is said to carry nobody is not
    listed. ``state`` tells of organizations through which no chain leads: schools and colleges
    that are not used, enterprises that ask in vain.

    Returns
    -------
    Result
        One row per stated or unknown capacity.
    """
    problem = problem_of(network)
    table = pd.concat([_elements(problem), _idle(problem)], ignore_index=True)
    table = table[(table["stage"] != "arc") | (table["capacity"] != 0)]
    table["rank"] = ranks(_combined(table[["in_cut", "loss", "gain", "flow"]]))
    table = table.sort_values(
        ["rank", "field", "stage", "organization", "partner", "agreement"], ignore_index=True
    )
    reasons = [
        (ELEMENT.of(row), row["stage"], row["capacity"], row["cited"])
        for row in table.to_dict("records")
    ]
    table = table[list(_COLUMNS)]
    claims = [*throughput_claims(problem), *_limits(table), *idle_claims(problem)]
    return make_result("bottlenecks", network, table, reasons=reasons, claims=claims)


def lost_flows(network: Network) -> np.ndarray:
    """Return by code the certain throughput lost without each organization, of all fields.

    NaN for all when no capacity lets anything be certain.
    """
    problem = problem_of(network)
    if not problem.low.value:
        return np.full(len(network.ids), np.nan)
    lost = np.zeros(len(network.ids))
    for code, loss in _losses(problem).items():
        lost[code] = loss
    return lost


def _losses(problem: FlowProblem) -> dict[int, float]:
    """Return what each organization that carries flow takes away when it leaves.

    Who carries nobody in one best flow can leave without a loss: that flow stays.
    """
    lines = np.flatnonzero(problem.low.flow > 0) % max(len(problem.lines), 1)
    ends = np.concatenate([problem.lines.tail[lines], problem.lines.head[lines]])
    base = problem.low.value
    return {code: base - problem.without(code).value for code in np.unique(ends).tolist()}


def _elements(problem: FlowProblem) -> pd.DataFrame:
    """Measure each element of the problem; only those that carry flow can lose or gain."""
    network, base = problem.network, problem.low
    ids, names = np.append(network.ids, ""), np.append(network.agreement_ids, "")
    lost = _losses(problem)
    rows = []
    for place, part in enumerate(problem.elements):
        arc = part.stage == "arc"
        cited = (str(names[part.agreement]),) if part.agreement >= 0 else ()
        rows.append(
            {
                "stage": part.stage,
                "organization": ids[part.code],
                "partner": ids[part.partner],
                "agreement": names[part.agreement],
                "field": "" if part.field == ALL else problem.fields[part.field],
                "capacity": part.capacity,
                "flow": problem.flow_through(place, base.flow),
                "in_cut": bool(base.price[place] > _PRICED),
                "loss": np.nan if arc else lost.get(part.code, 0.0),
                "gain": np.nan if part.stage == "hires" else _gain(problem, place),
                "state": "on_chain",
                "cited": cited,
            }
        )
    return _frame(rows)


def _gain(problem: FlowProblem, place: int) -> float:
    """Return what more room at one element adds: at most its price for each."""
    if np.isnan(problem.capacity[place]):
        return float("nan")
    if problem.low.price[place] <= _PRICED:
        return 0.0
    return problem.widened(place, MORE_PLACES).value - problem.low.value


def _idle(problem: FlowProblem) -> pd.DataFrame:
    """List the capacities beside the pipelines: they carry nobody, and nothing is lost."""
    ids = problem.network.ids
    rows = []
    for stage, code, field, capacity, state in idle_capacities(problem).itertuples(index=False):
        gain = np.nan if stage == "hires" else 0.0
        rows.append(
            {
                "stage": stage, "organization": ids[int(code)], "partner": "", "agreement": "",
                "field": field, "capacity": capacity, "flow": 0.0, "in_cut": False,
                "loss": 0.0, "gain": gain, "state": state, "cited": (),
            }
        )  # fmt: skip
    return _frame(rows)


def _frame(rows: list[dict[str, object]]) -> pd.DataFrame:
    columns = [*(name for name in _COLUMNS if name != "rank"), "cited"]
    numbers = dict.fromkeys(("capacity", "flow", "loss", "gain"), float)
    return pd.DataFrame(rows, columns=columns).astype({**numbers, "in_cut": bool})


def _limits(table: pd.DataFrame) -> list[Claim]:
    """Name what has a price, where somebody can flow at all."""
    cut = table[table["in_cut"] & (table["flow"] > 0)]
    rows = tuple(
        (stage, one, other, persons)
        for stage, one, other, persons in cut[
            ["stage", "organization", "partner", "capacity"]
        ].itertuples(index=False)
    )
    return [Claim("limits", {"elements": rows})] if rows else []


def _combined(columns: pd.DataFrame) -> np.ndarray:
    """Turn several columns, most important first, into one score that keeps their order."""
    score = np.zeros(len(columns))
    for name in columns:
        values = columns[name].to_numpy(dtype=float)
        _, place = np.unique(np.nan_to_num(np.round(values, 10), nan=-1.0), return_inverse=True)
        score = score * (place.max(initial=0) + 1) + place
    return score
