"""How large and how dense a network is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from netintl.analyses.claim import Claim
from netintl.analyses.result import Result, make_result
from netintl.kernels import (
    components,
    core_numbers,
    degree_assortativity,
    distance_profile,
    gini,
)
from netintl.network.layers import LAYERS, MODES
from netintl.network.scopes import scope_of
from netintl.network.views import standing

if TYPE_CHECKING:
    from collections.abc import Iterator

    from netintl.network.network import Network
    from netintl.network.simple_graph import Graph

Line = tuple[str, str, float | str]


def find_summary(network: Network) -> Result:
    """Describe the whole network: counts, density, cohesion, distances.

    Organizations and agreements are counted by scope: known (all that the data hold), of the view,
    and of cooperation (parties to agreements that are no alliance memberships), see
    `netintl.network.scopes`. All structural figures are of the simple graph over the default
    layers and the organizations of the view, isolates included, unless said otherwise. Density of a
    layer between kinds A and B is m / (|A|·|B|), of one kind 2m / (n(n−1)). Global efficiency is
    the mean of 1/d over all pairs, 0 where no path exists (Latora and Marchiori 2001). How closed
    the network is: ``find_closure``.

    Returns
    -------
    Result
        Table with columns measure, group, value.

    Examples
    --------
    >>> from netintl.network.doors import from_links
    >>> table = find_summary(from_links([("S1", "C1"), ("C1", "E1")])).table
    >>> float(table.set_index("measure")["value"]["pairs"])
    2.0
    """
    graph = network.cooperation
    lines = [*_counts(network), *_densities(network), *_cohesion(network, graph)]
    distances, claim = _distances(network, graph)
    table = pd.DataFrame([*lines, *distances], columns=["measure", "group", "value"])
    claims = [_size(network, graph), Claim(f"pair_rule_{network.pair_rule}"), *claim]
    claims += _states(network)
    memberships = scope_of(network, "memberships").agreement_count
    if memberships:
        claims.append(Claim("memberships", {"count": memberships}, scope="memberships"))
    return make_result("summary", network, table, claims=claims)


def _size(network: Network, graph: Graph) -> Claim:
    """Say how many cooperate, and how much of the data that is."""
    known, cooperation = scope_of(network, "known"), scope_of(network, "cooperation")
    labels = components(graph.indptr, graph.indices)[cooperation.organizations]
    facts = {
        "organizations": cooperation.organization_count,
        "countries": cooperation.countries,
        "agreements": cooperation.agreement_count,
        "over": int((cooperation.agreements & ~network.current).sum()),
        "largest": int(np.bincount(labels).max()) if len(labels) else 0,
        "isolates": int((graph.degree[cooperation.organizations] == 0).sum()),
        "known_organizations": known.organization_count,
        "known_agreements": known.agreement_count,
    }
    code = "size_one_kind" if network.layers == ("same_kind",) else "size"
    return Claim(code, facts, scope="cooperation")


def _counts(network: Network) -> Iterator[Line]:
    known, cooperation = scope_of(network, "known"), scope_of(network, "cooperation")
    kinds = pd.Series(network.kinds[network.members]).value_counts().sort_index()
    yield "organizations_known", "", float(known.organization_count)
    yield "organizations", "", float(network.members.sum())
    yield "organizations_cooperating", "", float(cooperation.organization_count)
    for kind, count in kinds.items():
        yield "organizations_of_kind", str(kind), float(count)
    countries = network.countries[network.members]
    yield "countries", "", float(len(set(countries[countries != ""])))
    yield "countries_cooperating", "", float(cooperation.countries)
    yield "organizations_without_country", "", float((countries == "").sum())
    statuses = network.agreements["status"][network.chosen].replace("", "unknown")
    yield "agreements_known", "", float(known.agreement_count)
    yield "agreements_in_view", "", float(network.chosen.sum())
    yield "agreements_cooperation", "", float(cooperation.agreement_count)
    for status, count in statuses.value_counts().sort_index().items():
        yield "agreements_of_status", str(status), float(count)
    yield "pairs", "", float(len(network.cooperation.indices) // 2)


def _densities(network: Network) -> Iterator[Line]:
    kinds = network.kinds[network.members]
    size = {kind: int((kinds == kind).sum()) for kind in MODES}
    for layer in network.layers:
        links = int((network.pairs.layer == LAYERS.index(layer)).sum())
        yield "pairs_of_layer", layer, float(links)
        a, _, b = layer.partition("_")
        if a in size and b in size:
            yield "density_of_layer", layer, _share(links, size[a] * size[b])
    alliance = network.kinds == "alliance"
    pairs = network.pairs
    inside = ~alliance[pairs.u] & ~alliance[pairs.v]
    inside &= np.isin(pairs.layer, [LAYERS.index(layer) for layer in network.layers])
    bodies = int((network.members & ~alliance).sum())
    yield "density", "", _share(2 * int(inside.sum()), bodies * (bodies - 1))


def _cohesion(network: Network, graph: Graph) -> Iterator[Line]:
    degree = graph.degree[network.members]
    labels = components(graph.indptr, graph.indices)[network.members]
    sizes = np.bincount(labels) if len(labels) else np.zeros(1, dtype=int)
    yield "components", "", float(len(set(labels.tolist())))
    yield "largest_component", "", float(sizes.max())
    yield "isolates", "", float((degree == 0).sum())
    yield "mean_degree", "", _mean(degree)
    yield "degree_gini", "", gini(degree.astype(float))
    yield "degree_assortativity", "", degree_assortativity(graph.indptr, graph.indices)
    cores = core_numbers(graph.indptr, graph.indices)
    yield "largest_core", "", float(cores.max(initial=0))


def _distances(network: Network, graph: Graph) -> tuple[list[Line], list[Claim]]:
    labels = components(graph.indptr, graph.indices)
    inside = np.flatnonzero((labels == 0) & network.members)
    if len(inside) < 2:  # noqa: PLR2004 - a distance takes two
        return [], []
    profile = distance_profile(graph.indptr, graph.indices)
    pairs = len(inside) * (len(inside) - 1)
    everyone = int(network.members.sum())
    whole = profile.harmonic[network.members].sum()
    lines: list[Line] = [
        ("diameter", "", float(profile.eccentricity[inside].max())),
        ("mean_distance", "", float(profile.total[inside].sum() / pairs)),
        ("global_efficiency", "", float(whole / (everyone * (everyone - 1)))),
    ]
    return lines, [Claim("distances", {"count": len(inside)}, scope="linked")]


def _states(network: Network) -> list[Claim]:
    """Tell how the agreements stand on the view's day, else on the newest day of evidence."""
    day = network.reference_day
    if day is None:
        return []
    counts = {name: int(mask.sum()) for name, mask in standing(network)._asdict().items()}
    return [Claim("stale", {"day": day.isoformat(), **counts})] if any(counts.values()) else []


def _mean(values: np.ndarray) -> float:
    return float(values.mean()) if len(values) else float("nan")


def _share(part: float, whole: float) -> float:
    return part / whole if whole else float("nan")
