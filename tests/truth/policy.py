"""Policy, funnel and labels recomputed: conditions by their words, counts by plain loops."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from tests.truth.claims import recomputes, states_rules
from tests.truth.world import first_day, last_day, parts, read

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tests.truth.claims import Claim
    from tests.truth.world import World

REFERENCE = Path(__file__).parents[2] / "netintl" / "model" / "reference"
NEEDED = 3  # of the seven conditions below
SITES = {"overseas_campus", "workshop", "joint_college", "silk_road_college"}
CHINESE_BRANDS = {
    "luban_workshop", "silk_road_college", "ban_mo", "zheng_he", "chinese_workshop",
    "modern_craftsman", "dayu", "haisi", "mozi_workshop", "qinling_workshop", "china_zambia",
    "future_africa",
}  # fmt: skip
OFF_SHORE = {"71", "81", "82"}
ENDED = {"expired", "terminated"}

states_rules("lower_bound", "not_added")


def schools(world: World) -> list[str]:
    table = world.organizations
    return sorted(table.loc[table["kind"] == "school", "id"])


def running(world: World) -> set[str]:
    """Return the agreements of the view that hold on its day, attested in the 24 months before."""
    if not world.day:
        return set()
    since = str((pd.Timestamp(world.day) - pd.DateOffset(months=24)).date())
    return {
        row["id"]
        for row in world.agreements.to_dict("records")
        if row["id"] not in world.over
        and since <= world.evidence[row["id"]]
        and first_day(row["start"]) <= world.day
    }


def members(world: World, agreements: Iterable[str]) -> dict[str, set[str]]:
    """Return the parties of each of some agreements."""
    rows = world.parties[world.parties["agreement"].isin(set(agreements))]
    return {name: set(group["organization"]) for name, group in rows.groupby("agreement")}


def reaching(world: World) -> dict[str, set[str]]:
    """Return the countries outside China of the parties of each agreement of cooperation."""
    listed = members(world, world.cooperation["id"])
    return {
        name: {world.country[party] for party in parties} - {"", "CHN"}
        for name, parties in listed.items()
    }


def head_office(world: World, organization: str) -> str:
    """Walk up the parents; in a circle, or past the data, nobody can say."""
    table = world.tables["organizations"]
    parents = dict(zip(table["id"], table["parent"], strict=True))
    walked = [organization]
    while parents[walked[-1]] not in ("", walked[-1]):
        above = parents[walked[-1]]
        if above in walked or above not in parents:
            return ""
        walked.append(above)
    return world.country[walked[-1]]


def moved(world: World) -> list[dict[str, str]]:
    """Return the flows of cooperation that happened between organizations that are known."""
    rows = world.tables["flows"]
    if rows.empty:
        return []
    rows = rows[rows["agreement"].isin(world.cooperation["id"]) & (rows["planned"] != "yes")]
    known = rows["from"].isin(list(world.country)) & rows["to"].isin(list(world.country))
    return rows[known].to_dict("records")


def crossing(world: World, flow: dict[str, str]) -> bool:
    places = world.country[flow["from"]], world.country[flow["to"]]
    return places[0] != places[1] and "" not in places


def by_kinds(world: World, column: str, values: set[str], *, abroad: bool) -> dict[str, set[str]]:
    """Return the agreements of some kinds or brands, by party."""
    wide = reaching(world)
    rows = world.cooperation
    rows = rows[rows[column].isin(values)]
    found = defaultdict(set)
    for name, parties in members(world, rows["id"]).items():
        if not abroad or wide[name]:
            for party in parties:
                found[party].add(name)
    return found


def states(world: World) -> dict[str, dict[str, str]]:
    """Return pass, fail or unknown by condition and school of the view, by all its agreements."""
    asked, world = schools(world), world.whole
    if not world.day:
        names = ("inbound_programme", "overseas_running", "serving_enterprises", "students_moving",
                 "teachers_moving", "standards_abroad", "brand_abroad")  # fmt: skip
        return {name: dict.fromkeys(asked, "unknown") for name in names}
    alive = running(world)
    status = dict(zip(world.agreements["id"], world.agreements["status"], strict=True))
    end = dict(zip(world.agreements["id"], world.agreements["end"], strict=True))
    over = {
        name
        for name in status
        if status[name] in ENDED or (end[name] and last_day(end[name]) <= world.day)
    }

    def counted(column: str, values: set[str], *, abroad: bool) -> dict[str, str]:
        found = by_kinds(world, column, values, abroad=abroad)
        return {
            name: "pass" if found[name] & alive
            else "fail" if len(found[name]) >= 3 and found[name] <= over else "unknown"
            for name in asked
        }  # fmt: skip

    def shown(passing: set[str]) -> dict[str, str]:
        return {name: "pass" if name in passing else "unknown" for name in asked}

    return {
        "inbound_programme": counted(
            "kind", {"sino_foreign_institution", "sino_foreign_project"}, abroad=True
        ),
        "overseas_running": counted("kind", SITES, abroad=True),
        "serving_enterprises": shown(serving(world, alive)),
        "students_moving": shown(students(world)),
        "teachers_moving": shown(teachers(world)),
        "standards_abroad": counted("kind", {"standard_adoption", "recognition"}, abroad=True),
        "brand_abroad": counted("brand", CHINESE_BRANDS, abroad=False),
    }


def serving(world: World, alive: set[str]) -> set[str]:
    wide = reaching(world)
    found = set()
    for name, parties in members(world, set(world.cooperation["id"]) & alive).items():
        firms = [party for party in parties if world.kind[party] == "enterprise"]
        if wide[name] and any(head_office(world, firm) == "CHN" for firm in firms):
            found |= parties
    return found


def students(world: World) -> set[str]:
    found = set()
    for flow in moved(world):
        own = flow.get("scope", "") in ("", "agreement")
        number = float(flow["persons"] or "nan")
        if (
            not own
            or flow["purpose"] not in ("study", "training", "internship")
            or not number >= 50
        ):
            continue
        if crossing(world, flow):  # who arrives, and who is said to have been sent
            found |= {flow["to"]} | ({flow["from"]} if flow["counts"] == "sent" else set())
    return found


def teachers(world: World) -> set[str]:
    return {
        flow["from"]
        for flow in moved(world)
        if flow["purpose"] in ("teaching", "staff_training") and crossing(world, flow)
    }


def eligibility(world: World) -> dict[str, str]:
    """Tell which schools have been open for three years: pass, fail or unknown."""
    table = world.organizations.set_index("id")
    found = {}
    for name in schools(world):
        opened = table.at[name, "opened"] if "opened" in table else ""
        if not opened or not world.day:
            found[name] = "unknown"
            continue
        day = pd.Timestamp(world.day)
        least, most = (
            (day - pd.Timestamp(reading(opened))).days / 365.25 for reading in (last_day, first_day)
        )
        found[name] = "pass" if least >= 3 else "fail" if most < 3 else "unknown"
    return found


def standing(world: World) -> dict[str, list[str]]:
    found, ages = states(world), eligibility(world)
    asked = [name for name in schools(world) if ages[name] != "fail"]
    listed = {name: [found[condition][name] for condition in found] for name in asked}
    return {
        "asked": asked,
        "certain": [name for name in asked if listed[name].count("pass") >= NEEDED],
        "possible": [name for name in asked if 7 - listed[name].count("fail") >= NEEDED],
    }


@recomputes("rules_read")
def rules(world: World, claim: Claim) -> dict:
    return {
        "read": 4,
        "own": 3,
        "k": NEEDED,
        "n": 7,
        "grade": "C",
        "name": "internationalised_schools",
    }


@recomputes("schools_meeting")
def schools_meeting(world: World, claim: Claim) -> dict:
    found = standing(world)
    assert sorted(claim["rows"]) == found["certain"]
    return {"certain": len(found["certain"]), "possible": len(found["possible"]),
            "total": len(schools(world)), "k": NEEDED, "n": 7}  # fmt: skip


@recomputes("eligible_years")
def eligible(world: World, claim: Claim) -> dict:
    found, ages = standing(world), eligibility(world)
    return {"certain": len(found["certain"]), "years": 3,
            "ineligible": len(schools(world)) - len(found["asked"]),
            "unsure": sum(ages[name] == "unknown" for name in found["certain"])}  # fmt: skip


@recomputes("condition")
def condition(world: World, claim: Claim) -> dict:
    found = states(world)[claim["facts"]["condition"]]
    assert sorted(claim["rows"]) == sorted(n for n, state in found.items() if state == "pass")
    said = list(found.values())
    return {"passed": said.count("pass"), "failed": said.count("fail"),
            "unknown": said.count("unknown"), "total": len(said)}  # fmt: skip


@recomputes("priority_zones")
def priority_zones(world: World, claim: Claim) -> dict:
    zones = read(REFERENCE / "zones.csv").set_index("code")["priority"]
    wanted = {name for name, first in zones.items() if first}
    assert wanted == {"asean", "central_asia", "africa"}  # as the sentence says
    places = read(REFERENCE / "countries.csv")
    priority = {
        row["alpha3"] for row in places.to_dict("records") if wanted & set(parts(row["zones"]))
    }
    wide, facts = reaching(world), dict.fromkeys(claim["facts"], 0)
    for row in world.cooperation.to_dict("records"):
        if not wide.get(row["id"]):
            continue
        start = row["start"]
        if start and last_day(start) < "2023-07-01":
            place = "before"
        elif start and first_day(start) >= "2023-07-01" and row["date_kind"] != "reported":
            place = "after"
        else:
            facts["new_unplaced"] += 1
            continue
        facts[f"new_{place}"] += 1
        facts[f"priority_{place}"] += bool(wide[row["id"]] & priority)
    return facts


@recomputes("empty_provinces")
def empty_provinces(world: World, claim: Claim) -> dict:
    assert not world.settings.get("provinces")
    codes = set(read(REFERENCE / "provinces.csv")["code"]) - OFF_SHORE
    table = world.organizations.set_index("id")["province"]
    empty = codes - {table[name] for name in schools(world)}
    assert sorted(claim["facts"]["provinces"]) == sorted(empty) == sorted(claim["rows"])
    return {"count": len(empty), "total": 32}


@recomputes("schools_without_province")
def schools_without_province(world: World, claim: Claim) -> dict:
    codes = set(read(REFERENCE / "provinces.csv")["code"]) - OFF_SHORE
    table = world.organizations.set_index("id")["province"]
    outside = [name for name in schools(world) if table[name] not in codes]
    assert sorted(claim["rows"]) == outside
    return {"count": len(outside), "total": len(schools(world))}


@recomputes("brands")
def brands(world: World, claim: Claim) -> dict:
    rows = world.cooperation[~world.cooperation["brand"].isin(["", "other"])]
    counts = rows["brand"].value_counts()
    first = counts[counts == counts.max()].index
    assert sorted(claim["facts"]["brands"]) == sorted(first)
    return {"most": int(counts.max()), "total": len(rows), "count": len(counts),
            "running": len(set(rows["id"]) & running(world))}  # fmt: skip


def told(
    world: World, purposes: set[str], direction: str, count: str = "persons"
) -> list[dict[str, str]]:
    """Return the flows into China, or out of it, that state a number of some count."""
    end = {"in": "to", "out": "from"}[direction]
    return [
        flow
        for flow in moved(world)
        if flow["purpose"] in purposes
        and flow[count]
        and crossing(world, flow)
        and world.country[flow[end]] == "CHN"
    ]


@recomputes("impact_rows")
def impact_rows(world: World, claim: Claim) -> dict:
    kinds = dict(zip(world.agreements["id"], world.agreements["kind"], strict=True))
    wide = {kinds[name] for name, places in reaching(world).items() if places}
    bases = SITES | {"training_base"}
    interns = told(world, {"internship"}, "out", "person_days")
    at_sites = told(world, {"study"}, "out")
    filled = {
        "fulltime_students": told(world, {"study"}, "in"),
        "persons_trained": told(world, {"training", "staff_training"}, "in", "person_days"),
        "interns_abroad": [f for f in interns if head_office(world, f["to"]) == "CHN"],
        "teachers_abroad": told(world, {"teaching"}, "out", "person_days"),
        "standards_adopted": wide & {"standard_adoption", "recognition"},
        "overseas_sites": wide & bases,
        "site_students": [f for f in at_sites if kinds[f["agreement"]] in bases],
        "inbound_programmes": wide & {"sino_foreign_institution", "sino_foreign_project"},
    }
    named = sorted(name for name, evidence in filled.items() if evidence)
    assert sorted(claim["rows"]) == named
    return {"count": len(named), "total": 10}


@recomputes("funnel")
def funnel(world: World, claim: Claim) -> dict:
    mine = set(world.cooperation["id"])
    flows, observed = moved(world), world.tables["observations"]
    stayed = {
        row["subject"]
        for row in observed.to_dict("records")
        if row["metric"] in ("retention_rate", "retained")
    }
    taught = ("study", "training", "internship")
    return {
        "agreement": len(mine),
        "running": len(mine & running(world)),
        "ended": len(mine & world.over),
        "enrolled": len({
            f["agreement"] for f in flows
            if f["purpose"] in taught and f["persons"]
            and {world.kind[f["from"]], world.kind[f["to"]]} & {"school", "college"}
        }),
        "completed": len({f["agreement"] for f in flows if f["counts"] == "graduated"}),
        "hired": len({f["agreement"] for f in flows
                      if f["purpose"] == "employment" or f["counts"] == "hired"}),
        "retained": len(mine & stayed),
    }  # fmt: skip


@recomputes("paper_hubs")
def paper_hubs(world: World, claim: Claim) -> dict:
    whole, view = world.whole, set(world.organizations["id"])
    degree = dict(whole.graph.degree())
    linked = [count for count in degree.values() if count > 0]
    least = float(np.quantile(linked, 0.9))
    usual = median(linked)
    many = sorted(n for n, count in degree.items() if count >= least and count > max(1, usual))
    own = defaultdict(set)
    for agreement, parties in members(whole, whole.cooperation["id"]).items():
        for party in parties:
            own[party].add(agreement)
    persons, showing = stated_persons(whole, own)
    middle = median(persons[name] for name in persons if name in degree) if persons else 0
    fewest = min(degree[name] for name in many)
    many = [name for name in many if name in view]
    assessed = [n for n in many if len(showing[n]) >= 3 and 2 * len(showing[n]) >= len(own[n])]
    named = [name for name in assessed if persons[name] < middle]
    assert sorted(claim["rows"]) == named
    return {"total": len(many), "least": fewest, "fewest": 3,
            "assessed": len(assessed), "count": len(named),
            "unknown": len(many) - len(assessed)}  # fmt: skip


def stated_persons(
    world: World, own: dict[str, set[str]]
) -> tuple[dict[str, float], dict[str, set[str]]]:
    """Add persons over agreements; in one, over years and other ends of one kind of count."""
    stated: dict = defaultdict(lambda: defaultdict(lambda: defaultdict(dict)))
    for flow in moved(world):
        if not flow["persons"]:
            continue
        year = "" if flow.get("per") == "total" else flow["year"]
        for name, other in ((flow["from"], flow["to"]), (flow["to"], flow["from"])):
            if flow["agreement"] in own[name]:
                kind = flow["purpose"], flow["counts"]
                years = stated[name, flow["agreement"]][kind][other]
                years[year] = max(years.get(year, 0.0), float(flow["persons"]))
    persons: dict[str, float] = defaultdict(float)
    showing: dict[str, set[str]] = defaultdict(set)
    for (name, agreement), counted in stated.items():
        showing[name].add(agreement)
        persons[name] += max(
            sum(
                max(sum(n for year, n in years.items() if year), years.get("", 0.0))
                for years in ends.values()
            )
            for ends in counted.values()
        )
    return dict(persons), showing
