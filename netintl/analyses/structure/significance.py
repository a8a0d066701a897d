"""Is an organization's betweenness more than its agreements explain? Two comparisons."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pandas as pd

from netintl.analyses.claim import Claim
from netintl.analyses.draws.nulls import NullModel, benjamini_hochberg, compare
from netintl.kernels import betweenness, components

if TYPE_CHECKING:
    from netintl.analyses.draws.draw import Tick
    from netintl.analyses.draws.nulls import Kept
    from netintl.network.network import Network

LEVEL: Final = 0.05  # false discovery rate
ENOUGH: Final = 5_000  # draws from which anything is called significant
FEWEST: Final = 2  # agreements from which an organization is tested
_NAMED: Final = 5
_FIGURES: Final = ("expected", "z", "p")
_WHOLE, _WITHIN, _START = 0, 5, 6  # streams of randomness


@dataclass(frozen=True, slots=True)
class Significance:
    """Columns by code, and what is said of them."""

    columns: pd.DataFrame
    claims: tuple[Claim, ...]


def significance(
    network: Network, *, nulls: int, seed: int, kept: Kept, tick: Tick | None
) -> Significance:
    """Hold betweenness against random networks that keep agreements whole, in two ways.

    Organizations of one kind change places between the agreements that join organizations of
    unlike kinds: each organization keeps its number of such agreements, each agreement its number
    of parties of each kind. Pairs follow by the same rule, and betweenness (Freeman's raw count)
    is taken anew. Tested are organizations with two such agreements or more, a number no draw
    changes; those of betweenness 0 among them have p = 1.

    - *whole*: all such networks are equally likely. They are free to hang together, and mostly do
      far more than the observed one, so that paths are many in them.
    - *within*: the largest connected group alone. Its organizations and its agreements stay
      together, and of all ways to place the ones in the others those that leave the group
      connected are equally likely. Other groups are not compared.

    ``p`` is the chance of a betweenness at least as large, by sequential draws (`compare`);
    ``p_adjusted`` adds Benjamini–Hochberg over those tested, and is empty below 5,000 draws.
    """
    columns = pd.DataFrame(index=pd.RangeIndex(len(network.ids)))
    claims: list[Claim] = []
    whole = NullModel.of(network, kept=kept, runs=nulls)
    for suffix, model, stream in (
        ("", whole, _WHOLE),
        ("_within", whole.largest_group(), _WITHIN),
    ):
        names = [f"{name}{suffix}" for name in _FIGURES] + [f"p{suffix}_adjusted"]
        columns[names] = np.nan
        tested = np.flatnonzero(model.agreements >= FEWEST)
        if nulls and len(tested):
            found, largest = _compared(model, tested, nulls, seed, stream, tick)
            columns.loc[model.codes[tested], names] = found
            rows = pd.DataFrame(found, index=network.ids[model.codes[tested]], columns=names)
            claims.append(_claim(suffix, rows, largest, nulls))
    return Significance(columns, _said(network, nulls, claims))


def _compared(
    model: NullModel, tested: np.ndarray, nulls: int, seed: int, stream: int, tick: Tick | None
) -> tuple[np.ndarray, tuple[float, float]]:
    """Return expected, z, p, adjusted p of those tested, and the largest group: seen, mean."""

    def figures(graph: tuple[np.ndarray, np.ndarray]) -> np.ndarray:
        largest = np.count_nonzero(components(*graph) == 0)
        return np.append(betweenness(*graph, runs=nulls)[tested], largest)

    observed = figures(model.observed())
    start = model.moved(np.random.default_rng([seed, _START, stream]))
    found = compare(
        lambda random: figures(start.graph(random)), observed, nulls, seed,
        held=len(tested), stream=stream, level=LEVEL, tick=tick,
    )  # fmt: skip
    p = found.p[: len(tested)]
    adjusted = benjamini_hochberg(p) if nulls >= ENOUGH else np.full(len(p), np.nan)
    columns = (found.expected[: len(tested)], found.z[: len(tested)], p, adjusted)
    return np.column_stack(columns), (float(observed[-1]), float(found.expected[-1]))


def _claim(suffix: str, rows: pd.DataFrame, largest: tuple[float, float], nulls: int) -> Claim:
    """Say of one comparison how many stand out, and against what."""
    adjusted = rows[f"p{suffix}_adjusted"]
    order = rows.assign(id=rows.index).sort_values([f"p{suffix}", "id"])
    beyond = tuple(order.loc[adjusted[order.index] <= LEVEL, "id"])
    facts: dict[str, Any] = {
        "count": len(beyond),
        "tested": len(rows),
        "draws": nulls,
        "least": 1 / (1 + nulls),
        "largest": largest[0],
    }
    if not suffix:
        facts["drawn"] = largest[1]
    if beyond:
        facts["names"] = beyond[:_NAMED]
    return Claim(f"{'' if beyond else 'none_'}beyond_size{suffix}", facts, "linked", beyond)


def _said(network: Network, nulls: int, claims: list[Claim]) -> tuple[Claim, ...]:
    """Say what was compared or, where too little was, why nothing follows."""
    if not network.layers:
        return ()
    if not nulls:
        return (Claim("not_drawn"),)
    if not claims:
        return (Claim("nothing_to_compare", scope="linked"),)
    if nulls < ENOUGH:
        return (Claim("too_few_draws", {"draws": nulls, "enough": ENOUGH}, "linked"),)
    return tuple(claims)
