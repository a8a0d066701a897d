"""Who holds the network together, and whether that is real or size."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from netintl.analyses.claim import Claim
from netintl.analyses.result import Reason, Result, make_result, ranks
from netintl.analyses.structure.labels import paper_hub_claims, paper_hubs, stated_persons
from netintl.analyses.structure.measures import fresh_ranks, measures, register_ranks
from netintl.analyses.structure.robustness import robustness, robustness_claims
from netintl.analyses.structure.significance import significance
from netintl.model.places import HOME
from netintl.network.national import national

if TYPE_CHECKING:
    from netintl.analyses.draws.draw import Tick
    from netintl.analyses.draws.nulls import Kept
    from netintl.analyses.structure.measures import Measure
    from netintl.network.network import Network
    from netintl.network.simple_graph import Graph

TOP_SHARE = 0.9  # of organizations with partners: the decile of domain practice
_NAMED = 3  # hubs that a headline names
_LEADING = 2  # organizations that a title names


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
    disconnects its component when removed. An organization is a hub when its degree is at or above
    the 90 % quantile of the organizations of the view that have a partner, its betweenness at or
    above that of those whose betweenness is above 0, and both above the median of organizations
    with a partner (where all tie, none is a hub). A paper hub is asked for
    among those with a top-decile degree in all the data: its stated persons are in the lower half;
    it is assessed where three of its agreements, and half of them, state persons. Two-mode
    betweenness is that in the graph of organizations and agreements, over its largest possible
    value. Constraint and effective size are Burt's, weighted.

    Is it real or size? Betweenness is held against that in random networks in which agreements
    stay whole: organizations of one kind change places between agreements, each keeps its number
    of agreements, each agreement its parties by kind. ``expected`` is the mean there, ``p`` the
    chance of as much or more, ``p_adjusted`` holds the false discoveries at 5 %
    (Benjamini–Hochberg). The same with ``_within`` is about the largest connected group alone,
    which stays together and connected. See `structure.significance`. Would it survive losing weak
    evidence? The network is redrawn, each agreement standing with the probability of its
    confidence.

    Parameters
    ----------
    by
        Measure that orders the table, and is ranked in resamples; degree and id break ties.
    nulls, resamples
        Largest number of random, and number of redrawn networks; 0 leaves their columns empty.
        Nothing is called significant on fewer than 5,000 random networks. Commands, reports and
        store take what the registry says.
    seed
        Of all randomness; the same seed gives the same figures.
    kept
        Who changes places in random networks: organizations of one ``kind``, or of one kind and
        country (``kind_country``).
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
    Besag and Clifford 1991, doi:10.1093/biomet/78.2.301, for p.

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
    compared = significance(network, nulls=nulls, seed=seed, kept=kept, tick=tick)
    whole = whole.join(compared.columns)
    whole = whole.join(robustness(network, by, resamples, seed, tick))
    table = whole.iloc[members].reset_index(drop=True)
    table["rank"] = ranks(table[by].to_numpy(dtype=float))
    table["hub"] = _hubs(table)
    labels = _labels(network)
    table["paper_hub"] = labels["paper_hub"].to_numpy(dtype=object)[members]
    table = table.sort_values(
        ["rank", "degree", "organization"], ascending=[True, False, True], ignore_index=True
    )
    front = ["rank", "organization", "kind", "country", "hub"]
    table = table[front + [name for name in table.columns if name not in front]]
    graph = network.cooperation
    reasons = [reason for code in members for reason in _reasons(network, graph, int(code))]
    drawn = {"nulls": nulls, "resamples": resamples, "seed": seed, "kept": kept}
    claims = [
        *_claims(network, labels),
        *headlines(table),
        *robustness_claims(network, table, by, resamples),
        *compared.claims,
    ]
    return make_result("hubs", network, table, reasons=reasons, claims=claims, by=by, **drawn)


def headlines(table: pd.DataFrame) -> list[Claim]:
    """Say who the hubs are, how many cut points there are, and on whom most paths run."""
    linked, between = table[table["degree"] > 0], table[table["betweenness"] > 0]
    if linked.empty:
        return []
    hubs = tuple(table.loc[table["hub"], "organization"])
    facts = {"count": len(hubs), "linked": len(linked), "between": len(between)}
    claims = [
        Claim("hubs", {**facts, "names": hubs[:_NAMED]}, "linked", hubs)
        if hubs
        else Claim("no_hubs", facts, "linked")
    ]
    cuts = tuple(table.loc[table["cut_point"], "organization"])
    if cuts:
        claims.append(Claim("cut_points", {"count": len(cuts)}, "linked", cuts))
    return [*claims, most_paths(table)]


def most_paths(table: pd.DataFrame) -> Claim:
    """Name the one or two organizations that most shortest paths run through.

    Only those between others are named, and no tie is cut: of three equal firsts none leads.
    ``table`` has columns organization and betweenness; a picture gives those it draws.

    Examples
    --------
    >>> rows = {"organization": ["a", "b", "c"], "betweenness": [3.0, 1.0, 1.0]}
    >>> most_paths(pd.DataFrame(rows)).facts["names"]
    ('a',)
    """
    between = table[table["betweenness"] > 0]
    place = ranks(between["betweenness"].to_numpy(dtype=float))
    for count in range(min(_LEADING, len(between)), 0, -1):
        if np.count_nonzero(place <= count) == count:
            names = tuple(
                between.loc[place <= count].sort_values(
                    ["betweenness", "organization"], ascending=[False, True]
                )["organization"]
            )
            return Claim("most_paths", {"names": names}, "linked", names)
    rows = tuple(sorted(between["organization"]))
    if not rows:
        return Claim("no_paths", {"count": 0}, "linked")
    tied = int(np.count_nonzero(place == 1))
    return Claim("no_leader", {"count": len(rows), "tied": tied}, "linked", rows)


def _hubs(table: pd.DataFrame) -> pd.Series:
    """Mark the top decile of degree and of betweenness; where all tie, nobody stands out."""
    linked = table[table["degree"] > 0]
    marks = pd.Series(data=True, index=table.index)
    for name in ("degree", "betweenness"):
        marks &= _top(table[name]) & (table[name] > linked[name].median())
    return marks


def _top(values: pd.Series) -> pd.Series:
    """Mark values in the top decile of those above 0."""
    positive = values[values > 0]
    if positive.empty:
        return pd.Series(data=False, index=values.index)
    return (values >= positive.quantile(TOP_SHARE)) & (values > 0)


def _labels(network: Network) -> pd.DataFrame:
    """Ask by code who is a paper hub, by all the data: a label must not depend on the view."""
    whole = national(network)
    table = stated_persons(whole).assign(
        organization=whole.ids, degree=whole.cooperation.degree, paper_hub=""
    )
    inside = whole.members
    many = _many(table.loc[inside, "degree"])
    table.loc[inside, "paper_hub"] = paper_hubs(many, table[inside])
    return table


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


def _claims(network: Network, labels: pd.DataFrame) -> list[Claim]:
    claims = [Claim(f"pair_rule_{network.pair_rule}")]
    if network.layers == ("same_kind",):
        claims.append(Claim("same_kind"))
    if not network.layers:
        claims.append(Claim("no_links"))
    claims.extend(paper_hub_claims(labels[labels["paper_hub"] != ""], network.members))
    claims.extend(_star_claim(network))
    return claims


def _star_claim(network: Network) -> list[Claim]:
    """Say why countries are no useful nodes here: nearly every link has a Chinese end."""
    u, v = network.countries[network.pairs.u], network.countries[network.pairs.v]
    crossing = (u != v) & (u != "") & (v != "")
    if not crossing.any():
        return []
    share = float(((u == HOME) | (v == HOME))[crossing].mean())
    return [Claim("star", {"share": share})] if share >= TOP_SHARE else []
