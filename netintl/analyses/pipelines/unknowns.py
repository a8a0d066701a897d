"""Which missing figure should be asked for first."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from netintl.analyses.claim import Claim
from netintl.analyses.pipelines.flow_problem import WIDE_OPEN, pipelines_of
from netintl.analyses.pipelines.pipelines import throughput_claims
from netintl.analyses.result import Result, make_result, ranks

if TYPE_CHECKING:
    from netintl.analyses.pipelines.flow_problem import Pipeline
    from netintl.network.network import Network


def find_unknowns(network: Network) -> Result:
    """Rank the unknown capacities by how much knowing them would narrow the throughput.

    The throughput lies between L (unknown capacities carry nobody) and H (they never limit).
    Learning that a capacity is 0 lowers H by ``if_none``; learning that it is ample raises L by
    ``if_ample``; any figure between narrows the range by at least the smaller of the two,
    ``at_least``. An H without limit stays without limit until the last open way is known.

    Returns
    -------
    Result
        One row per unknown capacity that can narrow the range; most telling first.

    Notes
    -----
    The value of information of one figure (Howard 1966, doi:10.1109/TSSC.1966.300074), measured
    in persons a year; two maximum flows for each unknown.
    """
    problems = pipelines_of(network)
    parts = [_narrowings(network, problem) for problem in problems]
    table = pd.concat([part for part in parts if len(part)] or parts[:1], ignore_index=True)
    best = table[["if_none", "if_ample"]].to_numpy(dtype=float).max(axis=1, initial=0)
    weight = np.nan_to_num(best, posinf=float(WIDE_OPEN))
    sure = np.nan_to_num(table["at_least"].to_numpy(dtype=float), posinf=float(WIDE_OPEN))
    table.insert(0, "rank", ranks(sure + weight / (2.0 * WIDE_OPEN)))
    table = table.sort_values(
        ["rank", "field", "stage", "organization", "partner"], ignore_index=True
    )
    names = ["organization", "partner", "stage", "at_least", "agreements"]
    reasons = [
        (f"{one}>{two}" if two else one, stage, narrowed, cited)
        for one, two, stage, narrowed, cited in table[names].itertuples(index=False)
    ]
    claims = throughput_claims(problems)
    if len(table):
        first = table.iloc[0]
        element = [first["stage"], first["organization"], first["partner"], first["at_least"]]
        claims.append(Claim("ask_first", {"elements": [element]}))
    table = table.drop(columns="agreements")
    return make_result("unknowns", network, table, reasons=reasons, claims=claims)


def _narrowings(network: Network, problem: Pipeline) -> pd.DataFrame:
    """Measure the unknown elements of one field; those that narrow nothing are left out."""
    ids = np.append(network.ids, "")  # partner −1 is nobody
    places = np.flatnonzero(np.isnan(problem.capacity))
    least, most = problem.low.value, problem.high.value
    known = least > 0 or most < WIDE_OPEN
    rows = []
    for place in places.tolist() if known else []:
        without = problem.settled(place, 0).high.value
        with_it = problem.settled(place, WIDE_OPEN).low.value
        down = _difference(most, without)
        up = float(with_it - least) if with_it < WIDE_OPEN else np.inf
        if down > 0 or up > 0:
            name, partner = ids[problem.code[place]], ids[problem.partner[place]]
            cited = problem.agreements[place]
            rows.append(
                (problem.stage[place], name, partner, problem.field, up, down, min(up, down), cited)
            )
    columns = ["stage", "organization", "partner", "field", "if_ample", "if_none", "at_least",
               "agreements"]  # fmt: skip
    kinds = {"if_ample": float, "if_none": float, "at_least": float}
    return pd.DataFrame(rows, columns=columns).astype(kinds)


def _difference(most: int, without: int) -> float:
    """Give how far the upper end comes down; without limit minus without limit is nothing."""
    if most >= WIDE_OPEN:
        return 0.0 if without >= WIDE_OPEN else np.inf
    return float(most - without)
