"""Claims of reports as a whole, of views, and of pictures that count for themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import networkx as nx

from tests.truth.claims import recomputes, states_rules
from tests.truth.world import parts

if TYPE_CHECKING:
    from tests.truth.world import World

    Claim = dict[str, Any]

states_rules("pair_rule_even", "pair_rule_full")


def sources_of(world: World) -> set[str]:
    return {name for cell in world.agreements["source"] for name in parts(cell)}


def newest(world: World) -> str:
    return max((world.evidence[name] for name in world.agreements["id"]), default="")


@recomputes("left_out")
def left_out(world: World, _claim: Claim) -> dict[str, Any]:
    total = len(world.tables["agreements"])
    return {"count": total - len(world.agreements), "total": total}


@recomputes("undated")
def undated(world: World, _claim: Claim) -> dict[str, Any]:
    return {"count": int((world.agreements["start"] == "").sum()), "total": len(world.agreements)}


@recomputes("hub_form")
def hub_form(world: World, claim: Claim) -> dict[str, Any]:
    most = claim["facts"]["most"]
    rows = world.tables["parties"]
    rows = rows[rows["agreement"].isin(set(world.cooperation["id"]) - world.ended)]
    sizes = rows.groupby("agreement")["organization"].nunique()
    return {"count": int((sizes > most).sum()), "most": most}


@recomputes("basis", "footer")
def basis(world: World, claim: Claim) -> dict[str, Any]:
    facts = {
        "agreements": len(world.agreements),
        "sources": len(sources_of(world)),
        "day": newest(world),
    }
    if claim["code"] == "footer":
        return facts
    memberships = int(world.agreements["id"].isin(world.memberships).sum())
    return {**facts, "cooperation": len(world.cooperation), "memberships": memberships}


@recomputes("quality")
def quality(world: World, _claim: Claim) -> dict[str, Any]:
    rows, flows = world.agreements, world.tables["flows"]
    counted = flows.loc[(flows["persons"] != "") | (flows["person_days"] != ""), "agreement"]
    return {
        "agreements": len(rows),
        "dated": float((rows["start"] != "").mean()),
        "fields": float((rows["fields"] != "").mean()),
        "persons": float(rows["id"].isin(counted).mean()),
        "status": float((~rows["status"].isin(["", "unknown"])).mean()),
        "source": float((rows["source"] != "").mean()),
        "sources": len(sources_of(world)),
    }


@recomputes("no_issues")
def no_issues(_world: World, _claim: Claim) -> dict[str, Any]:
    return {}


@recomputes("sole_partners", "no_sole_partner")
def sole_partners(world: World, claim: Claim) -> dict[str, Any]:
    hub, graph = claim["facts"]["hub"], world.graph
    names = sorted(other for other in graph[hub] if graph.degree(other) == 1)
    return {"count": len(names), "names": names}


@recomputes("hosts_reached", "host_reached")
def hosts_reached(world: World, _claim: Claim) -> dict[str, Any]:
    rows = world.parties[world.parties["agreement"].isin(world.cooperation["id"])]
    abroad = rows.assign(country=rows["organization"].map(world.country))
    abroad = abroad[~abroad["country"].isin(["", "CHN"])]
    abroad = abroad.drop_duplicates(["agreement", "country"])
    counts = abroad["country"].value_counts()
    first = sorted(counts.index, key=lambda code: (-counts[code], code))[:2]
    return {
        "agreements": abroad["agreement"].nunique(),
        "count": len(counts),
        "names": first,
        "most": [counts[code] for code in first],
    }


def from_schools_abroad(world: World) -> dict[str, tuple[set[str], set[str]]]:
    """Return the provinces of schools and the hosts of agreements that have both."""
    provinces = world.tables["organizations"].set_index("id")["province"]
    found = {}
    rows = world.parties[world.parties["agreement"].isin(world.cooperation["id"])]
    for agreement, group in rows.groupby("agreement"):
        schools = {one for one in group["organization"] if world.kind[one] == "school"}
        hosts = {
            world.country[one]
            for one in group["organization"]
            if one not in schools and world.country[one] not in ("", "CHN")
        }
        if schools and hosts:
            found[str(agreement)] = ({provinces[one] for one in schools}, hosts)
    return found


@recomputes("flows_drawn")
def flows_drawn(world: World, _claim: Claim) -> dict[str, Any]:
    return {"count": len(from_schools_abroad(world))}


@recomputes("flows_lead")
def flows_lead(world: World, _claim: Claim) -> dict[str, Any]:
    sums: dict[str, float] = {}
    found = from_schools_abroad(world)
    for provinces, _hosts in found.values():
        for province in provinces - {""}:
            sums[province] = sums.get(province, 0.0) + 1 / len(provinces)
    leader = max(sums, key=lambda name: sums[name])
    return {"name": leader, "agreements": sums[leader], "total": len(found)}


@recomputes("network_drawn", "network_drawn_one_kind")
def network_drawn(world: World, claim: Claim) -> dict[str, Any]:
    """Hold what is drawn against the components; the backbone may leave links out."""
    graph, smallest = world.graph, claim["facts"]["smallest"]
    groups = [group for group in nx.connected_components(graph) if len(group) >= smallest]
    nodes = sum(map(len, groups))
    return {
        "nodes": nodes,
        "links": graph.subgraph(set().union(*groups)).number_of_edges(),
        "left": graph.number_of_nodes() - nodes,
    }


@recomputes("profile_drawn")
def profile_drawn(world: World, claim: Claim) -> dict[str, Any]:
    organization = claim["facts"]["id"]
    mine = set(world.parties.loc[world.parties["organization"] == organization, "agreement"])
    ends = world.links[(world.links["a"] == organization) | (world.links["b"] == organization)]
    partners = (set(ends["a"]) | set(ends["b"])) - {organization}
    return {"agreements": len(mine), "partners": len(partners)}


@recomputes("partners_left_out")
def partners_left_out(world: World, claim: Claim) -> dict[str, Any]:
    drawn = next(c for c in world.claims if c["code"] == "profile_drawn")
    return {"left": drawn["facts"]["partners"] - 22} if claim else {}
