"""Claims of who holds the network together: its size, its closure, its ranks, its groups."""

from __future__ import annotations

import itertools
import math
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import networkx as nx
import numpy as np
import pandas as pd
from scipy import stats

from tests.truth.claims import range_of, recomputes, states_rules
from tests.truth.world import first_day, parts

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tests.truth.world import World

    Claim = dict[str, Any]

GRADES = {"register": 1.0, "own_site": 0.8, "press": 0.6, "aggregator": 0.4, "inferred": 0.2}
PRESS = GRADES["press"]
TOP = 10

states_rules("no_links", "nothing_taken_away")


def linked(world: World) -> list[str]:
    return [name for name, degree in world.graph.degree if degree]


def between(graph: nx.Graph) -> dict[str, float]:
    """Return the betweenness of each organization, worked out group by group."""
    found = dict.fromkeys(graph, 0.0)
    for group in nx.connected_components(graph):
        if len(group) > 2:
            found.update(between_in(frozenset(map(frozenset, graph.edges(group)))))
    return found


@lru_cache(maxsize=4096)
def between_in(links: frozenset[frozenset[str]]) -> dict[str, float]:
    """Return the betweenness in one group; few change when some of a network is taken away."""
    found = nx.betweenness_centrality(nx.Graph(map(tuple, links)), normalized=False)
    return {name: round(value, 9) for name, value in found.items()}


def firsts(values: dict[str, float]) -> set[str]:
    """Name those above 0 that ten at most reach."""
    ordered = np.sort(list(values.values()))
    return {
        name
        for name, value in values.items()
        if value > 0 and len(ordered) - np.searchsorted(ordered, value) <= TOP
    }


def cooperating(world: World) -> set[str]:
    rows = world.parties[world.parties["agreement"].isin(world.cooperation["id"])]
    return set(rows["organization"]) & set(world.organizations["id"])


def every_tie(world: World) -> nx.Graph:
    """Join all that share an agreement, whatever their kinds."""
    graph = nx.Graph()
    graph.add_nodes_from(world.organizations["id"])
    graph.add_edges_from(zip(world.links["a"], world.links["b"], strict=True))
    return graph


def two_mode(world: World) -> nx.Graph:
    graph = nx.Graph()
    for end in ("a", "b"):
        graph.add_edges_from(zip(world.links["agreement"].map(lambda name: ("agreement", name)),
                                 world.links[end], strict=True))  # fmt: skip
    return graph


@recomputes("size", "size_one_kind")
def size(world: World, _claim: Claim) -> dict[str, Any]:
    there, graph = cooperating(world), world.graph
    groups = [len(group & there) for group in nx.connected_components(graph)]
    return {
        "organizations": len(there),
        "countries": len({world.country[name] for name in there} - {""}),
        "agreements": len(world.cooperation),
        "over": len(set(world.cooperation["id"]) & world.ended),
        "largest": max(groups, default=0),
        "isolates": sum(graph.degree(name) == 0 for name in there),
        "known_organizations": len(world.tables["organizations"]),
        "known_agreements": len(world.tables["agreements"]),
    }


@recomputes("distances")
def distances(world: World, _claim: Claim) -> dict[str, Any]:
    return {"count": max(map(len, nx.connected_components(world.graph)))}


@recomputes("memberships")
def memberships(world: World, _claim: Claim) -> dict[str, Any]:
    return {"count": int(world.agreements["id"].isin(world.memberships).sum())}


@recomputes("same_kind")
def same_kind(world: World, _claim: Claim) -> dict[str, Any]:
    layers = set(world.links["layer"])
    assert layers == {"same_kind"}, layers
    return {}


def triangles_of(graph: nx.Graph) -> Iterable[tuple[str, str, str]]:
    for one in graph:
        for two, three in itertools.combinations(sorted(graph[one]), 2):
            if one < two and graph.has_edge(two, three):
                yield one, two, three


@recomputes("triangles")
def triangles(world: World, _claim: Claim) -> dict[str, Any]:
    graph = world.graph
    found = list(triangles_of(graph))
    inside = [
        three
        for three in found
        if set.intersection(
            *(graph.edges[pair]["agreements"] for pair in itertools.combinations(three, 2))
        )
    ]
    return {"triangles": len(found), "inside": len(inside)}


@recomputes("closure_share")
def closure_share(world: World, claim: Claim) -> dict[str, Any]:
    measure, graph = claim["facts"]["measure"], world.graph
    value = {
        "transitivity": lambda: nx.transitivity(graph),
        "mean_clustering": lambda: nx.average_clustering(graph),
        "two_mode_clustering": lambda: nx.bipartite.robins_alexander_clustering(two_mode(world)),
    }[measure]()
    low, high = claim["facts"]["low"], claim["facts"]["high"]
    row = world.results["closure"].set_index("measure").loc[measure]
    drawn = {name: float(row[name]) for name in ("low", "high")}
    expected = range_of(min(0.0, low), max(1.0, high))
    draws = claim["settings"]["nulls"]
    return {"value": value, "expected": expected, "draws": draws, **drawn}


def confidences(world: World) -> dict[str, float]:
    """Return the confidence of each agreement: stated, else that of its best kind of source."""
    kinds = dict(zip(world.tables["sources"]["id"], world.tables["sources"]["kind"], strict=True))
    found = {}
    for row in world.tables["agreements"].to_dict("records"):
        grades = [GRADES[kinds[name]] for name in parts(row["source"]) if kinds.get(name)]
        best = max(grades, default=math.nan)
        found[row["id"]] = float(row["confidence"]) if row["confidence"] else best
    return found


def behind_links(world: World) -> set[str]:
    return set().union(*(names for _, _, names in world.graph.edges(data="agreements")))


@recomputes("ungraded", "not_graded")
def ungraded(world: World, claim: Claim) -> dict[str, Any]:
    grades, behind = confidences(world), behind_links(world)
    facts = {"count": sum(math.isnan(grades[name]) for name in behind), "total": len(behind)}
    return facts if claim["code"] == "not_graded" else {**facts, "confidence": PRESS}


@recomputes("rank_intervals")
def rank_intervals(world: World, claim: Claim) -> dict[str, Any]:
    first = firsts(between(world.graph))
    rows = world.results["hubs"].set_index("organization").loc[sorted(first)]
    sure = int((rows["top_share"].astype(float) >= 0.95).sum())
    return {"count": len(first), "sure": sure, "draws": claim["settings"]["resamples"]}


@recomputes("tied_places")
def tied_places(world: World, _claim: Claim) -> dict[str, Any]:
    values = between(world.graph)
    first = firsts(values)
    best = max(value for name, value in values.items() if name not in first)
    tied = [name for name, value in values.items() if value == best]
    return {"count": len(tied), "rank": 1 + sum(value > best for value in values.values())}


def active(world: World) -> set[str]:
    """Name the agreements that run on the day, with evidence of the 24 months before."""
    day = pd.Timestamp(world.day)
    since = str((day - pd.DateOffset(months=24)).date())
    return {
        row["id"]
        for row in world.agreements.to_dict("records")
        if row["id"] not in world.over
        and first_day(row["start"]) <= world.day
        and world.evidence[row["id"]] >= since
    }


def left_of(world: World, fallen: set[str], lost: set[str] = frozenset()) -> nx.Graph:
    """Take agreements and organizations out of the network."""
    graph = nx.Graph()
    graph.add_nodes_from(name for name in world.graph if name not in lost)
    graph.add_edges_from(
        (one, other)
        for one, other, names in world.graph.edges(data="agreements")
        if names - fallen and not {one, other} & lost
    )
    return graph


@recomputes("fresh_hubs")
def fresh_hubs(world: World, _claim: Claim) -> dict[str, Any]:
    first = firsts(between(world.graph))
    stale = set(world.agreements["id"]) - active(world)
    return {"count": len(first), "kept": len(first & firsts(between(left_of(world, stale))))}


def kept_by(world: World, fallen: set[str], lost: set[str]) -> tuple[int, int]:
    """Return how many of the first ten are left, and how many of these stay."""
    first = firsts(between(world.graph)) - lost
    return len(first), len(first & firsts(between(left_of(world, fallen, lost))))


def worst(cases: dict[str, tuple[int, int]]) -> dict[str, Any]:
    known = {name: stay / left for name, (left, stay) in cases.items() if left}
    least = min(known.values())
    names = [name for name, share in known.items() if math.isclose(share, least)]
    assert len(names) == 1, names
    left, stay = cases[names[0]]
    return {"total": len(cases), "lost": names[0], "left": left, "stay": stay}


def cited(world: World) -> dict[str, set[str]]:
    """Return the sources of each agreement behind a link."""
    rows = world.agreements[world.agreements["id"].isin(behind_links(world))]
    return {row["id"]: set(parts(row["source"])) for row in rows.to_dict("records")}


@recomputes("missing_province")
def missing_province(world: World, _claim: Claim) -> dict[str, Any]:
    rows = world.tables["organizations"]
    chinese = rows[(rows["country"] == "CHN") & (rows["province"] != "")]
    there = set(linked(world))
    cases = {
        province: kept_by(world, set(), set(group["id"]))
        for province, group in chinese.groupby("province")
        if there & set(group["id"])
    }
    return {**worst(cases), "first": len(firsts(between(world.graph)))}


@recomputes("missing_source")
def missing_source(world: World, _claim: Claim) -> dict[str, Any]:
    alone: dict[str, set[str]] = {}
    for agreement, names in cited(world).items():
        if len(names) == 1:
            alone.setdefault(*names, set()).add(agreement)
    names = sorted(alone, key=lambda name: (-len(alone[name]), name))[:100]
    cases = {name: kept_by(world, alone[name], set()) for name in names}
    return {**worst(cases), "first": len(firsts(between(world.graph)))}


@recomputes("missing_organizations", "missing_sources")
def missing_at_random(world: World, claim: Claim) -> dict[str, Any]:
    what = claim["code"].removeprefix("missing_")
    total = len(linked(world)) if what == "organizations" else len(
        set().union(*cited(world).values())
    )  # fmt: skip
    table = world.results["missing"]
    rows = table[table["way"] == f"tenth_of_{what}"].set_index("measure")
    kept = {name: float(rows.at["first_kept", name]) for name in ("median", "low", "high")}
    assert 0 <= kept["low"] <= kept["median"] <= kept["high"] <= 1
    return {
        "total": total,
        "first": len(firsts(between(world.graph))),
        "draws": claim["settings"]["resamples"],
        "correlation": float(rows.at["rank_correlation", "median"]),
        **kept,
    }


@recomputes("no_first_ten")
def no_first_ten(world: World, _claim: Claim) -> dict[str, Any]:
    assert not firsts(between(world.graph))
    return {}


def open_pairs(graph: nx.Graph) -> dict[str, int]:
    """Count, for each organization, the pairs of neighbours that are not joined."""
    return {
        name: graph.degree(name) * (graph.degree(name) - 1) // 2 - closed
        for name, closed in nx.triangles(graph).items()
    }


@recomputes("first_broker")
def first_broker(world: World, _claim: Claim) -> dict[str, Any]:
    counts = open_pairs(world.graph)
    most = max(counts.values())
    names = [name for name, count in counts.items() if count == most]
    assert len(names) == 1, names
    two = open_pairs(every_tie(world))[names[0]]
    return {"organization": names[0], "count": most, "two_mode": two}


@recomputes("no_brokers")
def no_brokers(world: World, _claim: Claim) -> dict[str, Any]:
    assert not any(open_pairs(every_tie(world)).values())
    return {}


def division(world: World) -> dict[str, str]:
    """Return the group of each organization, as the table of roles has it."""
    rows = world.results["roles"]
    return dict(zip(rows["organization"], rows["community"], strict=True))


@recomputes("modularity")
def modularity(world: World, _claim: Claim) -> dict[str, Any]:
    if "roles" not in world.results:
        return {}
    groups: dict[str, set[str]] = {}
    for name, label in division(world).items():
        groups.setdefault(label, set()).add(name)
    graph = world.graph.subgraph(linked(world))
    return {
        "value": nx.community.modularity(graph, groups.values(), weight="weight"),
        "groups": sum(len(group) >= 3 for group in groups.values()),
        "smaller": sum(len(group) < 3 for group in groups.values()),
        "alike": range_of(0, 1),
    }


@recomputes("modularity_null")
def modularity_null(_world: World, claim: Claim) -> dict[str, Any]:
    facts = claim["facts"]
    return {
        "mean": range_of(facts["least"], facts["most"]),
        "draws": claim["settings"]["nulls"],
    }


@recomputes("layer_modularity")
def layer_modularity(world: World, claim: Claim) -> dict[str, Any]:
    """Barber's: the share of links inside groups, less that of links put at random."""
    if "roles" not in world.results:
        return {}
    group, layer = division(world), claim["facts"]["measure"]
    first_kind = layer.partition("_")[0]
    ends = [(a, b) if world.kind[a] == first_kind else (b, a)
            for a, b, name in world.graph.edges(data="layer") if name == layer]  # fmt: skip
    links = len(ends)
    inside = sum(group[a] == group[b] for a, b in ends) / links
    sides = [pd.Series([group[pair[side]] for pair in ends]).value_counts() for side in (0, 1)]
    chance = (sides[0] * sides[1]).dropna().sum() / links**2
    return {"value": inside - chance}


@recomputes("centres", "roles_unassessed")
def centres(world: World, claim: Claim) -> dict[str, Any]:
    """Work the map of roles out anew from the groups."""
    group, graph = division(world), world.graph
    rows = []
    for name in linked(world):
        there = pd.Series([group[other] for other in graph[name]]).value_counts()
        spread = 1 - float(((there / graph.degree(name)) ** 2).sum())
        rows.append((group[name], there.get(group[name], 0), spread, graph.degree(name)))
    table = pd.DataFrame(rows, columns=["group", "inside", "spread", "degree"])
    z = table.groupby("group")["inside"].transform(
        lambda found: stats.zscore(found) if len(set(found)) > 1 else found * math.nan
    )
    unknown = (table["degree"] < 4) & (table["spread"] > 0.05)
    hub = (z >= 2.5) & ~unknown
    if claim["code"] == "roles_unassessed":
        return {"count": int(unknown.sum()), "total": len(table)}
    return {"hubs": int(hub.sum()), "joining": int((hub & (table["spread"] > 0.30)).sum())}


def partners_of(world: World, name: str) -> dict[str, int]:
    found = list(every_tie(world).adj.get(name, {}))
    return {
        "partners": len(found),
        "unlike": sum(world.kind[other] != world.kind[name] for other in found),
    }


@recomputes("profile")
def profile(world: World, claim: Claim) -> dict[str, Any]:
    name = claim["facts"]["id"]
    mine = set(world.parties.loc[world.parties["organization"] == name, "agreement"])
    return {
        "agreements": len(mine),
        "memberships": len(mine & world.memberships),
        "over": len(mine & world.ended),
        **partners_of(world, name),
    }


@recomputes("ego")
def ego(world: World, claim: Claim) -> dict[str, Any]:
    name, graph = claim["facts"]["id"], every_tie(world)
    among = graph.subgraph(graph.adj.get(name, {})).number_of_edges()
    return {**partners_of(world, name), "among": among}


@recomputes("links_of_backbone", "links_of_core")
def links_drawn(world: World, claim: Claim) -> dict[str, Any]:
    facts: dict[str, Any] = {"all": world.graph.number_of_edges()}
    if claim["code"] == "links_of_backbone":
        return {**facts, "a": 0.08}
    core = nx.k_core(world.graph, int(claim["facts"]["core"]))
    return {**facts, "links": core.number_of_edges()} if "links" in claim["facts"] else facts
