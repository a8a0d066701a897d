"""Whether ranks survive the loss of weak or old evidence, and what may be said of the first."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from netintl.analyses.claim import Claim
from netintl.analyses.draws.resampling import (
    Resampler,
    first_places,
    rank_intervals,
    ungraded_confidence,
)
from netintl.analyses.structure.measures import measure

if TYPE_CHECKING:
    from netintl.analyses.draws.draw import Tick
    from netintl.analyses.structure.measures import Measure
    from netintl.network.network import Network

TOP = 10  # places that count as the first
SURE = 0.95  # share of redrawn networks from which a place is kept


def robustness(
    network: Network, by: Measure, resamples: int, seed: int, tick: Tick | None
) -> pd.DataFrame:
    """Say where each organization ranks when evidence may be wrong, by code."""
    measured = partial(measure, by=by, runs=resamples)
    found = rank_intervals(network, measured, resamples=resamples, seed=seed, top=TOP, tick=tick)
    return pd.DataFrame(
        {
            "rank_median": found.median,
            "rank_low": found.low,
            "rank_high": found.high,
            "top_share": found.top_share,
        }
    )


def robustness_claims(
    network: Network, table: pd.DataFrame, by: Measure, resamples: int
) -> list[Claim]:
    """Tell of the first ten which stay there, and of the evidence whether it is graded at all.

    Among the first ten are organizations whose figure is above 0 and is reached by ten at most; of
    those that share a rank across the tenth place only their number is told.
    """
    claims = []
    values = table[by].to_numpy(dtype=float)
    first = first_places(values, TOP)
    tied = (table["rank"] <= TOP).to_numpy() & (np.round(values, 10) > 0) & ~first
    names = _names(table, first)
    if first.any() and table["fresh_rank"].notna().any():
        fresh = np.nan_to_num(1 / table["fresh_rank"].to_numpy(dtype=float))
        kept = int((first_places(fresh, TOP) & first).sum())
        claims.append(_claim("fresh_hubs", {"count": len(names), "kept": kept}, names))
    sampler = Resampler.of(network)
    if first.any() and resamples and sampler.graded:
        sure = int((table["top_share"].to_numpy() >= SURE)[first].sum())
        facts = {"count": len(names), "sure": sure, "draws": resamples}
        claims.append(_claim("rank_intervals", facts, names))
    if tied.any():
        facts = {"count": int(tied.sum()), "rank": int(table["rank"][tied].iloc[0])}
        claims.append(_claim("tied_places", facts, _names(table, tied)))
    return [*claims, *ungraded_claims(sampler)]


def ungraded_claims(sampler: Resampler) -> list[Claim]:
    """Say how many agreements behind the links have no known confidence, and what is done then."""
    if not sampler.ungraded:
        return []
    facts = {"count": sampler.ungraded, "total": sampler.ungraded + sampler.graded}
    if not sampler.graded:
        return [Claim("not_graded", facts, scope="linked")]
    return [Claim("ungraded", facts | {"confidence": ungraded_confidence()}, scope="linked")]


def _names(table: pd.DataFrame, mask: np.ndarray) -> tuple[str, ...]:
    return tuple(table.loc[mask, "organization"].astype(str))


def _claim(code: str, facts: dict[str, Any], rows: tuple[str, ...]) -> Claim:
    return Claim(code, facts, scope="linked", rows=rows)
