"""How closed cooperation is, beside what agreements of several parties close by themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from netintl.analyses.claim import Claim
from netintl.analyses.draws.draw import draw
from netintl.analyses.draws.incidence import Incidence
from netintl.analyses.draws.nulls import p_values
from netintl.analyses.result import Result, make_result
from netintl.kernels import (
    local_clustering,
    shared_triangles,
    transitivity,
    triangles,
    two_mode_clustering,
)

if TYPE_CHECKING:
    from netintl.analyses.draws.draw import Tick
    from netintl.network.network import Network
    from netintl.network.simple_graph import Graph

MEASURES = ("triangles", "transitivity", "mean_clustering", "two_mode_clustering")
INSIDE = "triangles_inside_agreement"
_STREAM = 4


def find_closure(
    network: Network, *, nulls: int = 0, seed: int = 0, tick: Tick | None = None
) -> Result:
    """Measure how closed the network is, beside random networks with the same agreements.

    An agreement of three organizations of three kinds is a triangle by the pair rule alone. So the
    triangles inside one agreement are counted, and every figure stands beside its range over random
    networks in which organizations of one kind change places between agreements: each organization
    keeps its number of agreements, each agreement its parties by kind. Transitivity is
    3 × triangles / connected triples; mean local clustering is over the organizations of the view,
    0 below two partners; two-mode clustering is 4 × four-cycles / paths of three links in the graph
    of organizations and agreements, into which no pair rule enters.

    Parameters
    ----------
    nulls
        Random networks; 0 leaves their columns empty.
    seed
        Of their randomness.
    tick
        Is told how many draws are done, of how many.

    Returns
    -------
    Result
        One row per measure: value, mean, 5–95 % range, and ``p``, the share of random networks that
        reach the value, the observed one among them.

    References
    ----------
    Newman, Watts and Strogatz 2002, doi:10.1073/pnas.012582999; Watts and Strogatz 1998; Robins and
    Alexander 2004, doi:10.1023/B:CMOT.0000032580.12184.c0.

    Examples
    --------
    >>> from netintl.network.doors import from_links
    >>> table = find_closure(from_links([("S1", "C1"), ("C1", "E1"), ("S1", "E1")])).table
    >>> table[["measure", "value"]].to_numpy().tolist()[:3]
    [['triangles', 1.0], ['triangles_inside_agreement', 0.0], ['transitivity', 1.0]]
    """
    graph, incidence = network.cooperation, Incidence.of(network)
    value = _figures(network, graph, incidence)

    def drawn(random: np.random.Generator) -> np.ndarray:
        other = incidence.drawn(random, runs=nulls)
        return _figures(network, other.graph(network.layers), other, runs=nulls)

    draws = draw(drawn, nulls, seed, stream=_STREAM, tick=tick)
    rows = _rows(value, draws)
    pairs = network.pairs
    inside = shared_triangles(graph.indptr, graph.indices, graph.pair, pairs.start, pairs.agreement)
    rows.insert(1, (INSIDE, float(inside), *[np.nan] * 4))
    table = pd.DataFrame(rows, columns=["measure", "value", "expected", "low", "high", "p"])
    claims = _claims(table, nulls)
    return make_result("closure", network, table, claims=claims, nulls=nulls, seed=seed)


def _figures(network: Network, graph: Graph, incidence: Incidence, *, runs: int = 1) -> np.ndarray:
    """Return the measures of one network."""
    arrays = graph.indptr, graph.indices
    local = local_clustering(*arrays)[network.members]
    closed = two_mode_clustering(*incidence.two_mode(), len(network.chosen), runs=runs)
    mean = float(local.mean()) if len(local) else np.nan
    return np.array([triangles(*arrays).sum() / 3, transitivity(*arrays), mean, closed])


def _rows(value: np.ndarray, draws: np.ndarray) -> list[tuple[str | float, ...]]:
    rows: list[tuple[str | float, ...]] = []
    for place, measure in enumerate(MEASURES):
        drawn = draws[:, place] if len(draws) else draws
        drawn = drawn[~np.isnan(drawn)]  # one without a path of two or three links has no share
        beside = [np.nan] * 4
        if len(drawn) and not np.isnan(value[place]):
            low, high = np.quantile(drawn, (0.05, 0.95))
            p = p_values(value[place : place + 1], drawn[:, np.newaxis])
            beside = [float(drawn.mean()), float(low), float(high), float(p[0])]
        rows.append((measure, float(value[place]), *beside))
    return rows


def _claims(table: pd.DataFrame, nulls: int) -> list[Claim]:
    """Say how much of the closure is there by the pair rule, and how much in random networks."""
    value = table.set_index("measure")["value"]
    claims = []
    if value["triangles"]:
        facts = {"triangles": int(value["triangles"]), "inside": int(value[INSIDE])}
        claims.append(Claim("triangles", facts, scope="linked"))
    for row in table.to_dict("records"):
        if row["measure"] in MEASURES[1:] and not np.isnan(row["expected"]):
            facts = {name: row[name] for name in ("measure", "value", "expected", "low", "high")}
            claims.append(Claim("closure_share", facts | {"draws": nulls}, scope="cooperation"))
    return claims
