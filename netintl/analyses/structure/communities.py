"""Which groups work among themselves, how sure that is, and what they have in common."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from netintl.analyses.claim import Claim
from netintl.analyses.draws.draw import draw
from netintl.analyses.draws.incidence import Incidence
from netintl.analyses.draws.resampling import Resampler
from netintl.analyses.result import Result, make_result
from netintl.analyses.structure.robustness import ungraded_claims
from netintl.kernels import bipartite_modularity, communities, modularity, symmetric_csr
from netintl.network.layers import LAYERS, MODES
from netintl.network.reach import agreement_hosts

if TYPE_CHECKING:
    from netintl.analyses.draws.draw import Tick
    from netintl.network.network import Network
    from netintl.network.simple_graph import Graph

STARTS = 10  # searches, the best of which is kept
SMALLEST = 3  # organizations; two linked ones are a link, not a group
NAMING_LEVEL = 0.05
STABLE, DOUBTFUL = 0.75, 0.60  # Hennig's bounds of the Jaccard similarity
_STREAM, _NULL_STREAM = 3, 5


def find_communities(
    network: Network,
    *,
    resamples: int = 0,
    nulls: int = 0,
    seed: int = 0,
    tick: Tick | None = None,
) -> Result:
    """Divide the network into groups with many links inside and few outside.

    The division with the highest weighted modularity of ten searches is kept. Each group of three
    or more is named by the countries, majors and brands that its agreements hold more often than
    chance puts there (hypergeometric, p ≤ .05 after Bonferroni within the group). Stability is the
    mean, over networks redrawn by confidence, of the largest Jaccard similarity with a group found
    there: from .75 stable, below .60 doubtful. It is unknown where no agreement has a known
    confidence. Networks of few links are modular by chance; so the modularity stands beside that of
    random networks in which organizations of one kind change places between agreements.

    Parameters
    ----------
    resamples
        Redrawn networks for the stability, 100 in reports; 0 leaves it empty.
    nulls
        Random networks for the modularity, 50 in reports; 0 says nothing of it.
    seed
        Of the searches and the redrawing.
    tick
        Is told how many draws are done, of how many.

    Returns
    -------
    Result
        One row per group, largest first; claims give the modularity, the agreement of the searches,
        and Barber's modularity of each layer.

    References
    ----------
    Newman and Girvan 2004, doi:10.1103/PhysRevE.69.026113; Barber 2007,
    doi:10.1103/PhysRevE.76.066102; Hennig 2007, doi:10.1016/j.csda.2006.11.025; Hubert and Arabie
    1985 for the adjusted Rand index.

    Examples
    --------
    >>> from netintl.network.doors import from_links
    >>> table = find_communities(from_links([("S1", "C1"), ("C1", "E1"), ("S2", "C2")])).table
    >>> table[["community", "size"]].to_numpy().tolist()
    [[1, 3]]
    """
    graph = network.cooperation
    found = divisions(graph, seed=seed)
    part = found[0]
    sizes = np.bincount(part[part >= 0])
    wanted = np.flatnonzero(sizes >= SMALLEST)
    stability = _stability(network, part, wanted, resamples, seed, tick)
    signs = _signs(network, part)
    rows = [
        _row(network, graph, part, int(group)) | {"stability": steady, "signs": signs[int(group)]}
        for group, steady in zip(wanted, stability, strict=True)
    ]
    table = pd.DataFrame(rows, columns=list(_COLUMNS))
    table.insert(0, "rank", table["size"].rank(method="min", ascending=False).astype(int))
    reasons = [
        (str(group + 1), "links", "", tuple(_agreements(network, graph, part, int(group))))
        for group in wanted
    ]
    claims = _claims(network, graph, found, sizes)
    if len(sizes):
        claims += _null_claims(network, nulls, seed, tick)
        claims += ungraded_claims(Resampler.of(network)) if resamples else []
    settings = {"resamples": resamples, "nulls": nulls, "seed": seed}
    return make_result("communities", network, table, reasons=reasons, claims=claims, **settings)


_COLUMNS = (
    "community", "size", "schools", "colleges", "enterprises", "inside", "outside", "signs",
    "stability", "members",
)  # fmt: skip


def divisions(graph: Graph, *, seed: int = 0) -> list[np.ndarray]:
    """Return ten divisions, the best by weighted modularity first; −1 for those without partner."""
    arrays = graph.indptr, graph.indices, graph.weights
    found = [communities(*arrays, seed=seed * STARTS + start) for start in range(STARTS)]
    return sorted(found, key=lambda part: -round(modularity(*arrays, part), 9))


def adjusted_rand(one: np.ndarray, other: np.ndarray) -> float:
    """Give how alike two divisions are: 1 the same, 0 as alike as chance makes them.

    Examples
    --------
    >>> adjusted_rand(np.array([0, 0, 1, 1]), np.array([1, 1, 0, 0]))
    1.0
    """
    table = pd.crosstab(one, other).to_numpy()

    def pairs(counts: np.ndarray) -> float:
        return float((counts * (counts - 1) // 2).sum())

    both, first, second = pairs(table), pairs(table.sum(axis=1)), pairs(table.sum(axis=0))
    chance = first * second / max(pairs(np.array([len(one)])), 1.0)
    whole = (first + second) / 2
    return 1.0 if whole == chance else (both - chance) / (whole - chance)


def at_least(hits: int, total: int, marked: int, drawn: int) -> float:
    """Give the chance of so many marked ones or more, drawing without return (hypergeometric).

    Summed here from logarithms of factorials: the statistics package of SciPy takes longer to load
    than the whole analysis.

    Examples
    --------
    >>> round(at_least(2, 4, 2, 2), 4)
    0.1667
    """
    most = min(marked, drawn)
    base = _log_choose(total, drawn)
    logs = [
        _log_choose(marked, k) + _log_choose(total - marked, drawn - k) - base
        for k in range(max(hits, drawn - total + marked), most + 1)
    ]
    return min(1.0, sum(math.exp(value) for value in logs))


def _log_choose(of: int, taken: int) -> float:
    return math.lgamma(of + 1) - math.lgamma(taken + 1) - math.lgamma(of - taken + 1)


def _row(network: Network, graph: Graph, part: np.ndarray, group: int) -> dict[str, object]:
    members = np.flatnonzero(part == group)
    row = graph.tails
    mine = part[row] == group
    inside = int(np.count_nonzero(mine & (part[graph.indices] == group))) // 2
    kinds = network.kinds[members]
    counts = {f"{kind}s": int((kinds == kind).sum()) for kind in MODES}
    order = members[np.lexsort((network.ids[members].astype(str), -graph.degree[members]))]
    return {
        "community": group + 1,
        "size": len(members),
        **counts,
        "inside": inside,
        "outside": int(mine.sum()) - 2 * inside,
        "members": tuple(network.ids[order]),
    }


def _agreements(network: Network, graph: Graph, part: np.ndarray, group: int) -> list[str]:
    row = graph.tails
    inside = (part[row] == group) & (part[graph.indices] == group)
    pairs = np.unique(graph.pair[inside])
    codes = {int(code) for pair in pairs for code in network.pairs.agreements_of(int(pair))}
    return sorted(network.agreement_ids[code] for code in codes)


def _signs(network: Network, part: np.ndarray) -> dict[int, tuple[str, ...]]:
    """Name each group by what its agreements hold more often than chance, strongest first."""
    held = _held(network, part)
    total = held["agreement"].nunique()
    by_sign = held.groupby("sign")["agreement"].nunique()
    by_group = held.groupby("group")["agreement"].nunique()
    both = held.groupby(["group", "sign"])["agreement"].nunique().reset_index(name="count")
    names: dict[int, tuple[str, ...]] = dict.fromkeys(range(int(part.max(initial=0)) + 1), ())
    if both.empty:
        return names
    marked, drawn = both["sign"].map(by_sign), both["group"].map(by_group)
    cases = zip(both["count"], marked, drawn, strict=True)
    both["p"] = [at_least(int(k), total, int(of), int(n)) for k, of, n in cases]
    both["p"] *= both.groupby("group")["sign"].transform("size")
    telling = both[(both["p"] <= NAMING_LEVEL) & (both["count"] > 1)]
    telling = telling.sort_values(["group", "p", "sign"])
    for group in telling["group"].unique().tolist():
        names[group] = tuple(telling.loc[telling["group"] == group, "sign"].head(4))
    return names


def _held(network: Network, part: np.ndarray) -> pd.DataFrame:
    """List agreement, group and sign: host countries, majors and brands of each agreement."""
    rows = network.party_rows & ~network.is_membership[network.party_agreement]
    parties = pd.DataFrame(
        {
            "agreement": network.party_agreement[rows],
            "group": part[network.party_organization[rows]],
        }
    )
    groups = parties.loc[parties["group"] >= 0, ["agreement", "group"]].drop_duplicates()
    hosts = agreement_hosts(network)
    hosts = hosts.assign(sign="country:" + hosts["country"])[["agreement", "sign"]]
    own = network.agreements.iloc[groups["agreement"].unique()]
    code = pd.Series(groups["agreement"].unique(), index=own.index)
    brands = pd.DataFrame({"agreement": code, "sign": "brand:" + own["brand"]})
    brands = brands[~own["brand"].isin(["", "other"])]
    named = network.values("agreements", "fields")
    listed = [(each, f"field:{major}") for each in code.tolist() for major in named[each]]
    majors = pd.DataFrame(listed, columns=["agreement", "sign"])
    signs = pd.concat([hosts, brands, majors], ignore_index=True).drop_duplicates()
    return groups.merge(signs, on="agreement")


def _stability(
    network: Network,
    part: np.ndarray,
    wanted: np.ndarray,
    resamples: int,
    seed: int,
    tick: Tick | None,
) -> np.ndarray:
    """Give each group its mean likeness to the most similar group of redrawn networks."""
    sampler = Resampler.of(network)
    if not resamples or not sampler.graded or not len(wanted):
        return np.full(len(wanted), np.nan)
    pairs = network.pairs

    def likeness(random: np.random.Generator) -> np.ndarray:
        rows, share = sampler.links(random)
        weight = pairs.weight[rows] * share
        arrays = symmetric_csr(pairs.u[rows], pairs.v[rows], weight, len(part))
        return _jaccard(part, communities(*arrays, seed=int(random.integers(2**31))), wanted)

    found = draw(likeness, resamples, seed, stream=_STREAM, tick=tick)
    return np.asarray(found.mean(axis=0), dtype=float)


def _jaccard(part: np.ndarray, drawn: np.ndarray, wanted: np.ndarray) -> np.ndarray:
    """Give, group by group, the largest |A ∩ B| / |A ∪ B| with a drawn group; alone is a group."""
    alone = np.flatnonzero(drawn < 0)
    drawn = drawn.copy()
    drawn[alone] = drawn.max(initial=0) + 1 + np.arange(len(alone))
    size = np.bincount(drawn)
    found = []
    for group in wanted:
        label, count = np.unique(drawn[part == group], return_counts=True)
        found.append((count / (count.sum() + size[label] - count)).max())
    return np.array(found)


def _claims(
    network: Network, graph: Graph, found: list[np.ndarray], sizes: np.ndarray
) -> list[Claim]:
    if not len(sizes):
        return [Claim("no_links")]
    arrays = graph.indptr, graph.indices, graph.weights
    part = found[0]
    linked = part >= 0
    alike = [adjusted_rand(part[linked], other[linked]) for other in found]
    claims = [
        Claim("modularity", {"value": modularity(*arrays, part),
                            "groups": int((sizes >= SMALLEST).sum()),
                            "smaller": int((sizes < SMALLEST).sum()),
                            "alike": float(np.mean(alike)), "starts": STARTS}, scope="linked")
    ]  # fmt: skip
    for layer in network.layers:
        if layer in LAYERS[:3]:
            rows = network.pairs.layer == LAYERS.index(layer)
            u, v = _sides(network, network.pairs.u[rows], network.pairs.v[rows])
            value = bipartite_modularity(u, v, part)
            claims.append(Claim("layer_modularity", {"measure": layer, "value": value}, "linked"))
    return claims


def _null_claims(network: Network, nulls: int, seed: int, tick: Tick | None) -> list[Claim]:
    """Say how modular random networks with the same agreements are."""
    incidence = Incidence.of(network)

    def best(random: np.random.Generator) -> np.ndarray:
        graph = incidence.drawn(random, runs=nulls).graph(network.layers)
        found = divisions(graph, seed=int(random.integers(2**27)))[0]
        return np.array([modularity(graph.indptr, graph.indices, graph.weights, found)])

    drawn = draw(best, nulls, seed, stream=_NULL_STREAM, tick=tick)
    if not nulls:
        return []
    figures = {"mean": drawn.mean(), "least": drawn.min(), "most": drawn.max()}
    facts = {name: float(value) for name, value in figures.items()}
    return [Claim("modularity_null", {"draws": nulls, "starts": STARTS, **facts}, "cooperation")]


def _sides(network: Network, u: np.ndarray, v: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Put the ends of one kind first."""
    swap = network.kinds[u] > network.kinds[v]
    return np.where(swap, v, u), np.where(swap, u, v)
