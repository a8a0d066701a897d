"""Who holds the network together, and whether that is real or size."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from netintl.analyses.claim import Claim
from netintl.analyses.draws.draw import draw
from netintl.analyses.draws.nulls import NullModel, benjamini_hochberg, p_values, z_scores
from netintl.analyses.draws.resampling import rank_intervals
from netintl.analyses.result import Reason, Result, make_result, ranks
from netintl.analyses.structure.labels import paper_hub_claims, paper_hubs, stated_persons
from netintl.analyses.structure.measures import fresh_ranks, measure, measures, register_ranks
from netintl.kernels import betweenness
from netintl.model.places import HOME

if TYPE_CHECKING:
    from netintl.analyses.draws.draw import Tick
    from netintl.analyses.draws.nulls import Kept
    from netintl.analyses.structure.measures import Measure
    from netintl.network.network import Graph, Network

TOP_SHARE = 0.9  # of organizations with partners: the decile of domain practice
TOP = 10  # ranks that count as the top in resamples
LEVEL = 0.05  # false discovery rate
_STREAM = 0


def find_hubs(
    network: Network,
    *,
    by: Measure = "betweenness",
    nulls: int = 0,
    resamples: int = 0,
    seed: int = 0,
    kept: Kept = "kind",
    tick: Tick | None = None,
) -> Result:
    """Rank organizations by how much of the network runs through them.

    Degree counts distinct partners, by kind; strength adds the pair weights. Betweenness is
    Freeman's raw count over unordered pairs, b(v) = Σ σ_ab(v)/σ_ab, and its share of
    (n−1)(n−2)/2. Harmonic closeness is Σ 1/d. Participation is P = 1 − Σ_m (k_vm/k_v)² over the
    partners' countries, shown from four partners on because its maximum is 1 − 1/k. A cut point
    disconnects its component when removed. An organization is a hub when both its degree and its
    betweenness are in the top decile. A paper hub has a top-decile degree and stated persons in
    the lower half; it is assessed where three of its agreements, and half of them, state persons.
    Two-mode betweenness is that in the graph of organizations and agreements, over its largest
    possible value. Constraint and effective size are Burt's, weighted.

    Is it real or size? ``p`` is the share of random networks, with the same numbers of partners
    of each kind, in which the organization has at least this share of all betweenness;
    ``expected`` is its mean share there, of the observed total; ``p_adjusted`` holds the false
    discoveries at 5 % (Benjamini–Hochberg). Would it survive losing weak evidence? The
    network is redrawn, each agreement standing with the probability of its confidence.

    Parameters
    ----------
    by
        Measure that orders the table, and is ranked in resamples; degree and id break ties.
    nulls, resamples
        Number of random and of redrawn networks; 0 leaves their columns empty. Commands, reports
        and store take what the registry says.
    seed
        Of all randomness; the same seed gives the same figures.
    kept
        What random networks keep: partners by ``kind``, or by ``kind_country``.
    tick
        Is told how many draws are done, of how many.

    Returns
    -------
    Result
        One row per organization of the view.

    References
    ----------
    Freeman 1977, doi:10.2307/3033543; Guimerà and Amaral 2005, doi:10.1038/nature03288;
    Marchiori and Latora 2000; Seidman 1983; Burt 1992; Borgatti and Halgin 2011 for two modes;
    Davison and Hinkley 1997 for p.

    Examples
    --------
    >>> from netintl.network.doors import from_links
    >>> table = find_hubs(from_links([("S1", "C1"), ("C1", "E1")])).table
    >>> table.iloc[0]["organization"], float(table.iloc[0]["betweenness"])
    ('C1', 1.0)
    """
    members = np.flatnonzero(network.members)
    whole = measures(network)
    whole = whole.join(stated_persons(network))
    whole["register_rank"], whole["fresh_rank"] = (
        register_ranks(network, by),
        fresh_ranks(network, by),
    )
    whole = whole.join(_significance(network, whole["betweenness"], nulls, seed, kept, tick))
    whole = whole.join(_robustness(network, by, resamples, seed, tick))
    table = whole.iloc[members].reset_index(drop=True)
    table["rank"] = ranks(table[by].to_numpy(dtype=float))
    table["hub"] = _top(table["degree"]) & _top(table["betweenness"])
    table["paper_hub"] = paper_hubs(_many(table["degree"]), table)
    table = table.sort_values(
        ["rank", "degree", "organization"], ascending=[True, False, True], ignore_index=True
    )
    front = ["rank", "organization", "kind", "country", "hub"]
    table = table[front + [name for name in table.columns if name not in front]]
    graph = network.cooperation
    reasons = [reason for code in members for reason in _reasons(network, graph, int(code))]
    drawn = {"nulls": nulls, "resamples": resamples, "seed": seed, "kept": kept}
    claims = [*_claims(network, table), *_drawn_claims(table, nulls, resamples)]
    return make_result("hubs", network, table, reasons=reasons, claims=claims, by=by, **drawn)


def _significance(
    network: Network,
    observed: pd.Series,
    nulls: int,
    seed: int,
    kept: Kept,
    tick: Tick | None,
) -> pd.DataFrame:
    """Hold the betweenness of organizations with two partners or more against random networks.

    Compared are shares of all betweenness in a network: random networks hang together more than
    real ones, and a sum over their many paths would make every real hub look small.
    """
    names = ["expected", "z", "p", "p_adjusted"]
    figures = pd.DataFrame(np.nan, index=observed.index, columns=names)
    tested = np.flatnonzero(network.cooperation.degree > 1)
    if not nulls or not len(tested):
        return figures
    model = NullModel.of(network, kept=kept, runs=nulls)

    def drawn(random: np.random.Generator) -> np.ndarray:
        central = betweenness(*model.graph(random), runs=nulls)
        share: np.ndarray = central[tested] / max(central.sum(), 1.0)
        return share

    draws = draw(drawn, nulls, seed, stream=_STREAM, tick=tick)
    total = float(observed.sum())
    shares = observed.to_numpy(dtype=float)[tested] / max(total, 1.0)
    p = p_values(shares, draws)
    columns = (draws.mean(axis=0) * total, z_scores(shares, draws), p, benjamini_hochberg(p))
    figures.loc[tested, names] = np.column_stack(columns)
    return figures


def _robustness(
    network: Network, by: Measure, resamples: int, seed: int, tick: Tick | None
) -> pd.DataFrame:
    """Say where each organization ranks when evidence may be wrong."""
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


def _drawn_claims(table: pd.DataFrame, nulls: int, resamples: int) -> list[Claim]:
    """Tell what the draws say of all hubs together."""
    claims = []
    first = table[(table["rank"] <= TOP) & (table["degree"] > 0)]
    if table["fresh_rank"].notna().any():
        kept = int((first["fresh_rank"] <= TOP).sum())
        claims.append(Claim("fresh_hubs", {"kept": kept, "count": len(first)}))
    if not nulls and not resamples and len(first):
        claims.append(Claim("not_drawn"))
    if nulls:
        beyond = int((table["p_adjusted"] <= LEVEL).sum())
        tested = int(table["p"].notna().sum())
        claims.append(Claim("beyond_size", {"count": beyond, "tested": tested, "draws": nulls}))
    if resamples:
        sure = int((first["rank_high"] <= TOP).sum())
        claims.append(
            Claim("rank_intervals", {"sure": sure, "count": len(first), "draws": resamples})
        )
    return claims


def _top(values: pd.Series) -> pd.Series:
    """Mark values in the top decile of those above 0."""
    positive = values[values > 0]
    if positive.empty:
        return pd.Series(data=False, index=values.index)
    return (values >= positive.quantile(TOP_SHARE)) & (values > 0)


def _many(degree: pd.Series) -> np.ndarray:
    """Mark the top decile of numbers of partners; where all have as many, nobody has many."""
    usual = degree[degree > 0].median()
    return np.asarray(_top(degree) & (degree > 1) & (degree > usual), dtype=bool)


def _reasons(network: Network, graph: Graph, code: int) -> list[Reason]:
    row = slice(graph.indptr[code], graph.indptr[code + 1])
    partners = graph.indices[row]
    if not len(partners):
        return []
    name = str(network.ids[code])
    cited = network.agreements_between(graph, code)
    found: list[Reason] = [(name, "partners", len(partners), tuple(cited))]
    sole = [int(partner) for partner in partners if graph.degree[partner] == 1]
    if sole and len(partners) > 1:
        lists = [network.agreements_between(graph, partner) for partner in sole]
        cited = sorted({agreement for agreements in lists for agreement in agreements})
        names = tuple(network.ids[partner] for partner in sole)
        found.append((name, "sole_connection", names, tuple(cited)))
    return found


def _claims(network: Network, table: pd.DataFrame) -> list[Claim]:
    claims = [Claim(f"pair_rule_{network.pair_rule}")]
    if network.layers == ("same_kind",):
        claims.append(Claim("same_kind"))
    if not network.layers:
        claims.append(Claim("no_links"))
    claims.extend(paper_hub_claims(_many(table["degree"]), table))
    claims.extend(_star_claim(network))
    return claims


def _star_claim(network: Network) -> list[Claim]:
    """Say why countries are no useful nodes here: nearly every link has a Chinese end."""
    u, v = network.countries[network.pairs.u], network.countries[network.pairs.v]
    crossing = (u != v) & (u != "") & (v != "")
    if not crossing.any():
        return []
    share = float(((u == HOME) | (v == HOME))[crossing].mean())
    return [Claim("star", {"share": f"{share:.1%}"})] if share >= TOP_SHARE else []
