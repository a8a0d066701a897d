"""Who holds the network together, and whether that is real or size."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import numpy as np
import pandas as pd

from netintl.analyses.persons import organization_persons
from netintl.analyses.result import Note, Result, make_result, ranks
from netintl.kernels import betweenness, core_numbers, cut_points, distance_profile, participation
from netintl.network.layers import MODES

if TYPE_CHECKING:
    from netintl.network.network import Graph, Network

Measure = Literal["betweenness", "degree", "strength", "harmonic"]
TOP_SHARE = 0.9  # of organizations with partners: the decile of domain practice


def find_hubs(network: Network, *, by: Measure = "betweenness") -> Result:
    """Rank organizations by how much of the network runs through them.

    Degree counts distinct partners, by kind; strength adds the pair weights. Betweenness is
    Freeman's raw count over unordered pairs, b(v) = Σ σ_ab(v)/σ_ab, and its share of
    (n−1)(n−2)/2. Harmonic closeness is Σ 1/d. Participation is P = 1 − Σ_m (k_vm/k_v)² over the
    partners' countries, shown from four partners on because its maximum is 1 − 1/k. A cut point
    disconnects its component when removed. An organization is a hub when both its degree and its
    betweenness are in the top decile. A paper hub has a top-decile degree and stated persons in
    the lower half; without stated persons it is not assessable.

    Parameters
    ----------
    by
        Measure that orders the table; degree and id break ties.

    Returns
    -------
    Result
        One row per organization of the view.

    References
    ----------
    Freeman 1977, doi:10.2307/3033543; Guimerà and Amaral 2005, doi:10.1038/nature03288;
    Marchiori and Latora 2000; Seidman 1983.

    Examples
    --------
    >>> from netintl.network.doors import from_links
    >>> table = find_hubs(from_links([("S1", "C1"), ("C1", "E1")])).table
    >>> table.iloc[0]["organization"], float(table.iloc[0]["betweenness"])
    ('C1', 1.0)
    """
    graph = network.cooperation
    members = np.flatnonzero(network.members)
    table = _measures(network, graph).iloc[members].reset_index(drop=True)
    table["rank"] = ranks(table[by].to_numpy(dtype=float))
    table["hub"] = _top(table["degree"]) & _top(table["betweenness"])
    persons = organization_persons(network)[members]
    table["persons"] = persons
    table["paper_hub"] = _paper_hubs(table["degree"].to_numpy(), persons)
    table = table.sort_values(
        ["rank", "degree", "organization"], ascending=[True, False, True], ignore_index=True
    )
    front = ["rank", "organization", "kind", "country", "hub"]
    table = table[front + [name for name in table.columns if name not in front]]
    reasons = [reason for code in members for reason in _reasons(network, graph, int(code))]
    return make_result("hubs", network, table, reasons=reasons, notes=_notes(network, table), by=by)


def _measures(network: Network, graph: Graph) -> pd.DataFrame:
    degree = graph.degree
    size = int(network.members.sum())
    central = betweenness(graph.indptr, graph.indices)
    spread = participation(graph.indptr, graph.indices, graph.weights, _country_groups(network))
    typed = {f"{kind}s": _degree_to(network, graph, kind) for kind in MODES}
    return pd.DataFrame(
        {
            "organization": network.ids,
            "kind": network.kinds,
            "country": network.countries,
            "degree": degree,
            **typed,
            "strength": np.bincount(
                np.repeat(np.arange(len(degree)), degree), graph.weights, len(degree)
            ),
            "betweenness": central,
            "betweenness_share": central / max((size - 1) * (size - 2) / 2, 1.0),
            "harmonic": distance_profile(graph.indptr, graph.indices).harmonic,
            "core": core_numbers(graph.indptr, graph.indices),
            "participation": np.where(degree >= 4, spread, np.nan),  # noqa: PLR2004 - see above
            "cut_point": cut_points(graph.indptr, graph.indices),
        }
    )


def _country_groups(network: Network) -> np.ndarray:
    return np.unique(network.countries.astype(str), return_inverse=True)[1].astype(np.int64)


def _degree_to(network: Network, graph: Graph, kind: str) -> np.ndarray:
    tail = np.repeat(np.arange(len(graph.degree)), graph.degree)
    hit = network.kinds[graph.indices] == kind
    return np.bincount(tail[hit], minlength=len(graph.degree))


def _top(values: pd.Series) -> pd.Series:
    """Mark values in the top decile of those above 0."""
    positive = values[values > 0]
    if positive.empty:
        return pd.Series(data=False, index=values.index)
    return (values >= positive.quantile(TOP_SHARE)) & (values > 0)


def _paper_hubs(degree: np.ndarray, persons: np.ndarray) -> list[str]:
    known = persons[~np.isnan(persons)]
    middle = np.median(known) if len(known) else np.nan
    top = _top(pd.Series(degree)).to_numpy() & (degree > 1)  # one partner is not many
    verdicts = np.where(persons < middle, "yes", "no")
    return [
        "no" if not high else "not_assessable" if np.isnan(count) else str(verdict)
        for high, count, verdict in zip(top, persons, verdicts, strict=True)
    ]


def _reasons(network: Network, graph: Graph, code: int) -> list[tuple[str, str, object, str]]:
    row = slice(graph.indptr[code], graph.indptr[code + 1])
    partners = graph.indices[row]
    if not len(partners):
        return []
    name = str(network.ids[code])
    cited = network.agreements_between(graph, code)
    found: list[tuple[str, str, object, str]] = [(name, "partners", len(partners), ";".join(cited))]
    sole = [int(partner) for partner in partners if graph.degree[partner] == 1]
    if sole and len(partners) > 1:
        lists = [network.agreements_between(graph, partner) for partner in sole]
        cited = sorted({agreement for agreements in lists for agreement in agreements})
        names = ";".join(network.ids[partner] for partner in sole)
        found.append((name, "sole_connection", names, ";".join(cited)))
    return found


def _notes(network: Network, table: pd.DataFrame) -> list[Note]:
    notes = [Note(f"pair_rule_{network.pair_rule}")]
    if network.layers == ("same_kind",):
        notes.append(Note("same_kind"))
    if not network.layers:
        notes.append(Note("no_links"))
    linked = table[table["degree"] > 0]
    unknown = int(linked["persons"].isna().sum())
    if unknown:
        notes.append(Note("persons_unknown", {"count": unknown, "total": len(linked)}))
    notes.extend(_star_note(network))
    return notes


def _star_note(network: Network) -> list[Note]:
    """Say why countries are no useful nodes here: nearly every link has a Chinese end."""
    u, v = network.countries[network.pairs.u], network.countries[network.pairs.v]
    crossing = (u != v) & (u != "") & (v != "")
    if not crossing.any():
        return []
    share = float(((u == "CHN") | (v == "CHN"))[crossing].mean())
    return [Note("star", {"share": f"{share:.1%}"})] if share >= TOP_SHARE else []
