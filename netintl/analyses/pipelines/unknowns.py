"""Which missing figure should be asked for first, and of whom."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from netintl.analyses.claim import Claim
from netintl.analyses.pipelines.chains import chains_of
from netintl.analyses.pipelines.elements import ALL
from netintl.analyses.pipelines.flow_problem import problem_of
from netintl.analyses.pipelines.throughput import throughput_claims
from netintl.analyses.result import Result, make_result, ranks

if TYPE_CHECKING:
    from netintl.analyses.pipelines.flow_problem import FlowProblem
    from netintl.network.network import Network

_KEY = ["stage", "code", "partner_code"]
_ORDER = ["completes", "chains", "at_least", "best"]
_SHOWN = ("rank", "stage", "organization", "partner", "field", "completes", "chains", "if_ample",
          "if_none", "at_least")  # fmt: skip
_FIGURES = ("if_ample", "if_none", "at_least")


def find_unknowns(network: Network) -> Result:
    """Rank the figures that are missing by what knowing them would tell.

    First come the figures of links without which most chains cannot be assessed: ``completes``
    counts the chains that lack this figure alone, ``chains`` those that lack it at all. Where the
    possible throughput H is bounded, each unknown capacity also narrows the range from the
    certain L to H: that it is 0 lowers H by ``if_none``, that it is ample raises L by
    ``if_ample``, and any figure between narrows by at least the smaller, ``at_least``. The figure
    is to be asked of the organization, or of one end of the link.

    Returns
    -------
    Result
        One row per missing figure on a chain; most telling first. Empty only when nothing on a
        chain is unknown, or there is no chain.

    Notes
    -----
    The value of information of one figure (Howard 1966, doi:10.1109/TSSC.1966.300074), measured
    in chains and in persons a year; two optima for each unknown where the total is bounded.
    """
    problem = problem_of(network)
    unknown = _unknown(problem)
    links = _missing_links(network, problem)
    # A figure of a link is missing where one of its agreements states none.
    table = unknown.merge(links, how="outer", on=_KEY).fillna(
        {"completes": 0, "chains": 0, "field": ""}
    )
    table = _named(problem, table)
    reasons = [
        (f"{one}>{two}" if two else one, stage, count, cited)
        for one, two, stage, count, cited in table[
            ["organization", "partner", "stage", "completes", "cited"]
        ].itertuples(index=False)
    ]
    first = _first(table) if len(problem.lines) else []
    claims = [*first, *throughput_claims(problem)]
    return make_result("unknowns", network, table[list(_SHOWN)], reasons=reasons, claims=claims)


def _first(table: pd.DataFrame) -> list[Claim]:
    """Name the figure to ask for first, by chains, else by persons."""
    if table.empty:
        return [Claim("nothing_unknown")]
    first = table.iloc[0]
    ends = [first["organization"], *([first["partner"]] if first["partner"] else [])]
    facts = {
        "stage": first["stage"],
        "organization": ">".join(ends),
        "completes": int(first["completes"]),
        "chains": int(first["chains"]),
    }
    rows = tuple(ends)
    if first["completes"]:
        return [Claim("ask_first_completes", facts, rows=rows)]
    if first["chains"]:
        return [Claim("ask_first_chains", facts, rows=rows)]
    if first["at_least"] > 0:
        return [Claim("ask_first", {**facts, "persons": float(first["at_least"])}, rows=rows)]
    return [Claim("ask_first_bound", facts, rows=rows)]


def _missing_links(network: Network, problem: FlowProblem) -> pd.DataFrame:
    """Count for each link without a dated figure the chains it keeps from being assessed."""
    alone: Counter[tuple[int, int]] = Counter()
    lacking: Counter[tuple[int, int]] = Counter()
    for chain in chains_of(network, problem.lines):
        missing = chain.missing if chain.field_basis != "different" else []
        lacking.update(missing)
        alone.update(missing if len(missing) == 1 else ())
    rows = [("arc", *ends, alone[ends], count) for ends, count in sorted(lacking.items())]
    return pd.DataFrame(rows, columns=[*_KEY, "completes", "chains"])


def _unknown(problem: FlowProblem) -> pd.DataFrame:
    """List the unknown elements, with what each narrows where the total is bounded.

    Several unknown agreements of one link are one figure to ask for: the best of them counts.
    """
    bounded = np.isfinite(problem.high.value)
    low, high = problem.low.value, problem.high.value
    rows = []
    for place in np.flatnonzero(~problem.known).tolist():
        part = problem.elements[place]
        up = problem.if_ample(place) - low if bounded else np.nan
        down = high - problem.if_none(place) if bounded else np.nan
        field = "" if part.field == ALL else problem.fields[part.field]
        rows.append((part.stage, part.code, part.partner, field, up, down, min(up, down)))
    found = pd.DataFrame(rows, columns=[*_KEY, "field", *_FIGURES])
    kinds = dict.fromkeys(_FIGURES, float) | dict.fromkeys(_KEY[1:], int)
    best = found.astype(kinds).groupby([*_KEY, "field"], as_index=False).max()
    return pd.DataFrame(best)


def _named(problem: FlowProblem, table: pd.DataFrame) -> pd.DataFrame:
    """Rank the figures and name whose they are."""
    agreements = _agreements(problem)
    ids = np.append(problem.network.ids, "")  # −1 is nobody
    code, partner = (table[name].to_numpy(dtype=np.int64) for name in _KEY[1:])
    listed = [
        agreements.get(ends, ()) for ends in zip(code.tolist(), partner.tolist(), strict=True)
    ]
    cited = pd.Series(listed, dtype=object, index=table.index)
    table = table.assign(organization=ids[code], partner=ids[partner], cited=cited)
    table["best"] = table[["if_none", "if_ample"]].max(axis=1)
    score = np.zeros(len(table))
    for name in _ORDER:
        values = np.nan_to_num(np.round(table[name].to_numpy(dtype=float), 10), nan=-1.0)
        _, place = np.unique(values, return_inverse=True)
        score = score * (place.max(initial=0) + 1) + place
    table.insert(0, "rank", ranks(score))
    whole = table.astype({"completes": int, "chains": int})
    return whole.sort_values(
        ["rank", "field", "stage", "organization", "partner"], ignore_index=True
    )


def _agreements(problem: FlowProblem) -> dict[tuple[int, int], tuple[str, ...]]:
    """Map the two ends of each link to its agreements."""
    found: dict[tuple[int, int], list[str]] = {}
    names = problem.network.agreement_ids[problem.lines.agreement]
    for *ends, name in zip(problem.lines.tail, problem.lines.head, names, strict=True):
        found.setdefault((int(ends[0]), int(ends[1])), []).append(str(name))
    return {ends: tuple(sorted(listed)) for ends, listed in found.items()}
