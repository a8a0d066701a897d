"""Claims of the hubs: who they are, who stands between others, and what random networks say."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING, Any

import networkx as nx
import numpy as np
import pandas as pd
from scipy import stats

from tests.truth.claims import range_of, recomputes, states_rules

if TYPE_CHECKING:
    from tests.truth.world import World

    Claim = dict[str, Any]

states_rules("not_drawn")
SEEDS = 10


def measured(world: World) -> pd.DataFrame:
    """Return degree and betweenness of the organizations of the view, best first."""
    graph = world.graph
    table = pd.DataFrame(
        {
            "degree": dict(graph.degree),
            "between": nx.betweenness_centrality(graph, normalized=False),
        }
    )
    table["between"] = table["between"].round(9)
    table["id"] = table.index
    return table.sort_values(["between", "degree", "id"], ascending=[False, False, True])


def hubs_of(world: World) -> pd.DataFrame:
    """Return the hubs in the order of the measure that ranks, here betweenness."""
    table = measured(world)
    linked = table[table["degree"] > 0]
    stands_out = pd.Series(data=True, index=table.index)
    for name in ("degree", "between"):
        positive = table.loc[table[name] > 0, name]
        if positive.empty:
            return table.iloc[:0]
        stands_out &= (table[name] >= positive.quantile(0.9)) & (
            table[name] > linked[name].median()
        )
    return table[stands_out]


@recomputes("hubs", "no_hubs")
def hubs(world: World, claim: Claim) -> dict[str, Any]:
    table, found = measured(world), hubs_of(world)
    assert claim["rows"] == found["id"].tolist()
    facts = {
        "count": len(found),
        "linked": int((table["degree"] > 0).sum()),
        "between": int((table["between"] > 0).sum()),
    }
    return facts | ({"names": found["id"].tolist()[:3]} if len(found) else {})


@recomputes("cut_points")
def cut_points(world: World, claim: Claim) -> dict[str, Any]:
    found = set(nx.articulation_points(world.graph))
    assert set(claim["rows"]) == found
    return {"count": len(found)}


@recomputes("most_paths", "no_leader", "no_paths")
def most_paths(world: World, claim: Claim) -> dict[str, Any]:
    """Name the first, and the second if no third equals it; a picture may draw fewer."""
    table = measured(world)
    values = [*table.loc[table["between"] > 0, "between"], 0.0, 0.0, 0.0]
    ids = table["id"].tolist()
    if values[1] > values[2]:
        code, names = "most_paths", ids[:2]
    elif values[0] > values[1]:
        code, names = "most_paths", ids[:1]
    else:
        code, names = ("no_leader" if values[0] else "no_paths"), []
    assert claim["code"] == code
    return (
        {"names": sorted(names, key=lambda name: (-table.at[name, "between"], name))}
        if names
        else {"tied": sum(value == values[0] for value in values)}
        if code == "no_leader"
        else {}
    )


def joining(world: World) -> pd.DataFrame:
    """Return who takes part in the agreements behind the links, each once."""
    behind = {name for *_ends, data in world.graph.edges(data=True) for name in data["agreements"]}
    rows = world.parties[world.parties["agreement"].isin(behind)]
    rows = rows[rows["organization"].isin(set(world.organizations["id"]))]
    return rows[["agreement", "organization"]].drop_duplicates()


def tested(world: World, *, within: bool) -> set[str]:
    """Return the organizations with two agreements that join, in the largest group or anywhere."""
    counts = joining(world)["organization"].value_counts()
    found = set(counts.index[counts > 1])
    return found & largest_group(world) if within else found


def largest_group(world: World) -> set[str]:
    groups = sorted(map(sorted, nx.connected_components(world.graph)))
    return set(max(groups, key=len))


def drawn_largest(world: World) -> float:
    """Return the mean size of the largest group where places are dealt anew, doubles and all."""
    rows = joining(world)
    rows = rows.assign(kind=rows["organization"].map(world.kind))
    crossing = rows.groupby("agreement")["kind"].nunique().max() > 1
    sizes = []
    for seed in range(SEEDS):
        dealer, graph = random.Random(seed), nx.Graph()  # noqa: S311 - no secret
        for _kind, places in rows.groupby("kind"):
            names = places["organization"].tolist()
            dealer.shuffle(names)
            graph.add_edges_from(
                zip(names, map("agreement {}".format, places["agreement"]), strict=True)
            )
        assert crossing or len(set(rows["kind"])) == 1
        groups = nx.connected_components(graph)
        sizes.append(max(sum(name in world.kind for name in group) for group in groups))
    return float(np.mean(sizes))


@recomputes("beyond_size", "none_beyond_size", "beyond_size_within", "none_beyond_size_within")
def beyond_size(world: World, claim: Claim) -> dict[str, Any]:
    within = claim["code"].endswith("within")
    suffix = "_within" if within else ""
    names, draws = tested(world, within=within), claim["settings"]["nulls"]
    table = world.results["hubs"].set_index("organization")
    p = pd.to_numeric(table[f"p{suffix}"]).dropna()
    assert set(p.index) == names
    assert p.between(1 / (draws + 1), 1).all()
    found = p[stats.false_discovery_control(p) <= 0.05]
    assert set(claim["rows"]) == set(found.index)
    assert draws >= 5000
    facts = {
        "count": len(found),
        "tested": len(names),
        "draws": draws,
        "least": 1 / (draws + 1),
        "largest": len(largest_group(world)),
    }
    if not within:
        mean = drawn_largest(world)
        facts["drawn"] = range_of(0.85 * mean, 1.15 * mean)
    return facts


@recomputes("too_few_draws")
def too_few_draws(world: World, claim: Claim) -> dict[str, Any]:
    """Hold who was tested, and that none is called significant."""
    draws, table = claim["settings"]["nulls"], world.results["hubs"].set_index("organization")
    for suffix, within in (("", False), ("_within", True)):
        p = pd.to_numeric(table[f"p{suffix}"]).dropna()
        assert set(p.index) == tested(world, within=within)
        assert p.between(1 / (draws + 1) - 1e-9, 1).all()
        assert (table[f"p{suffix}_adjusted"] == "").all()
    assert draws < 5000
    return {"draws": draws, "enough": 5000}


@recomputes("nothing_to_compare")
def nothing_to_compare(world: World, _claim: Claim) -> dict[str, Any]:
    assert not tested(world, within=False)
    return {}


@recomputes("star")
def star(world: World, _claim: Claim) -> dict[str, Any]:
    """Share of the cross-border pairs of all layers that have a Chinese end."""
    pairs = world.links[["a", "b"]].drop_duplicates()
    ends = pd.DataFrame({"a": pairs["a"].map(world.country), "b": pairs["b"].map(world.country)})
    crossing = ends[(ends["a"] != ends["b"]) & (ends != "").all(axis=1)]
    return {"share": float((crossing == "CHN").any(axis=1).mean())}
