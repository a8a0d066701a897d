"""The claims about demand and supply, recomputed from the tables with pandas alone."""

from __future__ import annotations

import math
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import networkx as nx
import numpy as np
import pandas as pd

from tests.truth.claims import CHECKS, RULES, range_of, recomputes, states_rules
from tests.truth.world import IDLE_KINDS, IDLE_STATUSES, parts

if TYPE_CHECKING:
    from tests.truth.world import World

    Claim = dict[str, Any]

CROSSWALKS = Path(__file__).parents[2] / "netintl" / "model" / "reference" / "crosswalks.csv"
LADDER = ["hires", "headcount", "sites", "projects"]
FILTERS = ["kinds", "provinces", "organizations", "fields", "brands", "status", "min_confidence"]

states_rules("crosswalk", "direction", "coordination_rule", "of_all_data")


@cache
def crosswalk(variant: str) -> pd.DataFrame:
    rows = pd.read_csv(CROSSWALKS, dtype={"major": str, "industry": str})
    return rows[rows["variant"] == variant][["major", "industry", "weight"]]


def narrowed(world: World) -> bool:
    return any(world.settings.get(name) is not None for name in [*FILTERS, "focus"])


def usable(world: World) -> pd.DataFrame:
    """Agreements of all the data that count as cooperation."""
    table = world.tables["agreements"]
    return table[~table["kind"].isin(IDLE_KINDS) & ~table["status"].isin(IDLE_STATUSES)]


def placed(world: World, agreements: pd.DataFrame, *, current: bool = False) -> pd.DataFrame:
    """Party rows of agreements that are no memberships, with kind, country and province."""
    known = agreements[~agreements["id"].isin(world.memberships)]
    if current:
        known = known[~known["id"].isin(world.over)]
    rows = world.attending[world.attending["agreement"].isin(known["id"])]
    bodies = world.tables["organizations"].set_index("id")
    return rows.assign(
        **{name: rows["organization"].map(bodies[name]) for name in ("kind", "country", "province")}
    )


def offered(world: World, agreements: pd.DataFrame) -> pd.DataFrame:
    """Teaching agreements by country of their parties abroad, with fields and source."""
    rows = placed(world, agreements, current=True)
    teaching = rows.loc[rows["kind"].isin(["school", "college"]), "agreement"]
    abroad = rows[~rows["country"].isin(["", "CHN"]) & rows["agreement"].isin(teaching)]
    pairs = abroad[["agreement", "country"]].drop_duplicates()
    return pairs.merge(
        agreements[["id", "fields", "source"]], left_on="agreement", right_on="id"
    ).drop(columns="id")


def everything(world: World) -> pd.DataFrame:
    return offered(world, usable(world))


def counted(world: World) -> pd.DataFrame:
    """Offers that uncoded agreements are counted of where no supply is left out: the view's."""
    return offered(world, world.agreements)


def figures(world: World, measure: str) -> pd.DataFrame:
    """Demand figure by figure: country, industry (section), value, year, source."""
    table = world.tables["indicators"]
    stated = (table["industry"] != "") & (table["value"] != "")
    rows = table[(table["measure"] == measure) & stated]
    rows = rows.sort_values("year", kind="stable").groupby(["country", "industry"]).tail(1)
    if rows.empty and measure in ("sites", "hires"):
        rows = sites(world) if measure == "sites" else hires(world)
    rows = rows[["country", "industry", "value", "year", "source"]]
    rows = rows.assign(industry=rows["industry"].str[:1], value=rows["value"].astype(float))
    return rows[~rows["country"].isin(["", "CHN"])]


def firms(world: World) -> pd.DataFrame:
    """Enterprises abroad, one row per industry section."""
    table = world.tables["organizations"]
    table = table[(table["kind"] == "enterprise") & ~table["country"].isin(["", "CHN"])]
    sections = table["industries"].map(lambda cell: sorted({code[:1] for code in parts(cell)}))
    return table.assign(industry=sections).explode("industry").dropna(subset=["industry"])


def sites(world: World) -> pd.DataFrame:
    return firms(world).assign(value="1", year="")


def stated_hires(world: World) -> pd.DataFrame:
    """Hires as enterprises state them, the newest of each, with the sections of each enterprise."""
    table = world.tables["capacities"]
    if table.empty:
        names = ["organization", "country", "sections", "persons_per_year", "year", "source"]
        return pd.DataFrame(columns=names)
    stated = (table["measure"] == "hires") & (table["persons_per_year"] != "")
    rows = table[stated].sort_values("year", kind="stable")
    rows = rows.groupby(["organization", "field"]).tail(1)
    bodies = world.tables["organizations"].set_index("id")
    rows = rows[rows["organization"].isin(bodies.index)]
    sections = bodies["industries"].map(lambda cell: sorted({code[:1] for code in parts(cell)}))
    return rows.assign(
        country=rows["organization"].map(bodies["country"]),
        sections=rows["organization"].map(sections),
    )


def hires(world: World) -> pd.DataFrame:
    rows = stated_hires(world)
    rows = rows[(rows["country"] != "") & (rows["sections"].map(len) == 1)]
    named = {"industry": rows["sections"].map(lambda cell: cell[0]),
             "value": rows["persons_per_year"]}  # fmt: skip
    return rows.assign(**named)


def measure_of(world: World, claim: Claim) -> str:
    if claim["settings"].get("demand"):
        return str(claim["settings"]["demand"])
    return best_measure(world)


def best_measure(world: World) -> str:
    hosts = set(world.tables["organizations"]["country"]) - {"", "CHN"}
    reach = {name: len(hosts & set(figures(world, name)["country"])) for name in LADDER}
    good = [name for name in LADDER if 2 * reach[name] >= max(len(hosts), 1)]
    return good[0] if good else max(LADDER, key=lambda name: reach[name])


def hosts_of(world: World) -> set[str]:
    asked = world.settings.get("countries")
    return set(asked or world.organizations["country"]) - {"", "CHN"}


def shown_countries(world: World, claim: Claim) -> set[str]:
    """Countries with demand that the table of a claim has."""
    known = set(figures(world, measure_of(world, claim))["country"])
    countrywise = claim["analysis"] in ("balance", "coordination")
    if world.settings.get("countries") or (countrywise and narrowed(world)):
        known &= hosts_of(world)
    return known


def supply(offers: pd.DataFrame, variant: str) -> pd.DataFrame:
    """Spread coded offers over industries: country, industry, weight, source (one row a major)."""
    rows = offers[offers["fields"] != ""]
    majors = rows["fields"].map(parts)
    rows = rows.assign(major=majors, share=[1 / len(cell) for cell in majors]).explode("major")
    rows = rows.merge(crosswalk(variant), on="major")
    return rows.assign(weight=rows["weight"] * rows["share"])


def seats_by_field(table: pd.DataFrame) -> pd.DataFrame:
    """Keep the figures of seats that name a field."""
    stated = (table["field"] != "") & (table["persons_per_year"] != "")
    return table[stated & (table["measure"] == "seats")]


def seats(world: World, variant: str) -> pd.DataFrame:
    """Seats by country and industry, with sources: the newest of each college and field."""
    table = world.tables["capacities"]
    columns = ["country", "industry", "persons", "source"]
    if table.empty:
        return pd.DataFrame(columns=columns)
    rows = seats_by_field(table)
    rows = rows.sort_values("year", kind="stable").groupby(["organization", "field"]).tail(1)
    rows = rows.assign(country=rows["organization"].map(world.country)).dropna(subset=["country"])
    rows = rows.merge(crosswalk(variant), left_on="field", right_on="major", how="left")
    rows["persons"] = rows["persons_per_year"].astype(float) * rows["weight"]
    return rows[columns]


def cells(world: World, claim: Claim) -> pd.DataFrame:
    """Cells with demand of the countries shown, with their verdicts."""
    found = figures(world, measure_of(world, claim)).groupby(["country", "industry"])["value"].sum()
    table = found.rename("demand").reset_index()
    table = table[table["country"].isin(shown_countries(world, claim))]
    table = table[table["demand"] > 0].reset_index(drop=True)
    variants = [verdicts(world, claim, table, name) for name in ("strict", "weighted", "broad")]
    unmet = [[verdict in ("gap", "short") for verdict in found] for found in variants]
    table["stable"] = [all(cell) for cell in zip(*unmet, strict=True)]
    chosen = claim["settings"].get("crosswalk", "weighted")
    table["national"] = verdicts(world, claim, table, chosen)
    own = offered(world, world.agreements)
    served = set(map(tuple, supply(own, chosen)[["country", "industry"]].to_numpy()))
    unclear = set(own.loc[own["fields"] == "", "country"])
    table["view"] = [
        "served" if cell in served else "not_assessable" if cell[0] in unclear else "not_served"
        for cell in zip(table["country"], table["industry"], strict=True)
    ]
    return table


def verdicts(world: World, claim: Claim, table: pd.DataFrame, variant: str) -> list[str]:
    """Judge cells by all the data."""
    offers = everything(world)
    served = set(map(tuple, supply(offers, variant)[["country", "industry"]].to_numpy()))
    unclear = set(offers.loc[offers["fields"] == "", "country"])
    seated = seats(world, variant)
    persons = seated.groupby(["country", "industry"])["persons"].sum().to_dict()
    in_persons = measure_of(world, claim) in ("hires", "headcount")
    found = []
    for country, industry, demand in table[["country", "industry", "demand"]].to_numpy():
        cell = country, industry
        if in_persons and country in set(seated["country"]):
            there = persons.get(cell, 0.0)
            missing = demand > there
            none = missing and there == 0 and cell not in served
            found.append("gap" if none else "short" if missing else "covered")
        elif cell in served:
            found.append("covered")
        else:
            found.append("possible" if country in unclear else "gap")
    return found


@recomputes("gaps", "no_gaps", "gaps_title")
def gaps(world: World, claim: Claim) -> dict[str, Any]:
    table = cells(world, claim)
    stable = table[table["stable"]]
    facts: dict[str, Any] = {
        "count": len(stable),
        "possible": int((table["national"] == "possible").sum()),
        "total": len(table),
        "countries": table["country"].nunique(),
    }
    facts = demanded(world, claim, set(table["country"])) | facts
    if claim["code"] == "gaps":
        named = claim["facts"]["cells"]
        known = {(r.country, r.industry): r.demand for r in stable.itertuples()}
        largest = sorted(known.values(), reverse=True)[: len(named)]
        facts["cells"] = [
            [country, industry, amount if known.get((country, industry)) == amount else math.nan]
            for (country, industry, _said), amount in zip(named, largest, strict=True)
        ]
    return facts


@recomputes("gaps_unknown")
def no_demand_at_all(world: World, claim: Claim) -> dict[str, Any]:
    assert cells(world, claim).empty
    return {}


@recomputes("gaps_not_served", "gaps_not_served_title")
def not_served(world: World, claim: Claim) -> dict[str, Any]:
    assert narrowed(world)
    table = cells(world, claim)
    return demanded(world, claim, set(table["country"])) | {
        "count": int((table["view"] == "not_served").sum()),
        "unclear": int((table["view"] == "not_assessable").sum()),
        "gaps": int(table["stable"].sum()),
        "total": len(table),
        "countries": table["country"].nunique(),
    }


def demanded(world: World, claim: Claim, countries: set[str]) -> dict[str, Any]:
    """Tell what demand counts in some countries, of which years, by which sources."""
    measure = measure_of(world, claim)
    rows = figures(world, measure)
    rows = rows[rows["country"].isin(countries)]
    years = sorted(int(year) for cell in rows["year"] if cell for year in cell.split("/"))
    return {
        "measure": measure,
        "years": [years[0], years[-1]] if years else [],
        "sources": sorted({name for cell in rows["source"] for name in parts(cell)}),
        "count": rows["country"].nunique(),
    }


@recomputes("demand_rung")
def demand_rung(world: World, claim: Claim) -> dict[str, Any]:
    return demanded(world, claim, shown_countries(world, claim))


@recomputes("demand_compared")
def demand_compared(world: World, claim: Claim) -> dict[str, Any]:
    asked = asked_cells(world, claim)
    supplied = set(supply(everything(world), claim["settings"]["crosswalk"])["country"])
    wanted = set(asked.loc[asked["value"] > 0, "country"])
    return {"count": len(wanted & supplied), "total": asked["country"].nunique()}


@recomputes("gaps_drawn", "gaps_not_served_drawn")
def gaps_drawn(world: World, claim: Claim) -> dict[str, Any]:
    claim = {**claim, "analysis": "gaps"}
    assert (claim["code"] == "gaps_not_served_drawn") == narrowed(world)
    known = shown_countries(world, claim)
    facts = demanded(world, claim, known)
    del facts["count"]
    return {**facts, "total": len(known), "rows": range_of(1, min(22, len(known)))}


@recomputes("demand_undated")
def demand_undated(world: World, claim: Claim) -> dict[str, Any]:
    rows = figures(world, measure_of(world, claim))
    rows = rows[rows["country"].isin(shown_countries(world, claim))]
    dated = rows.groupby(["country", "industry"])["year"].agg(any)
    return {"count": int((~dated.astype(bool)).sum()), "total": len(dated)}


@recomputes("no_demand")
def no_demand(world: World, claim: Claim) -> dict[str, Any]:
    measure = measure_of(world, claim)
    rows = world.parties[world.parties["agreement"].isin(world.cooperation["id"])]
    hosts = hosts_of(world) & set(rows["organization"].map(world.country))
    silent = sorted(hosts - set(figures(world, measure)["country"]))
    return {"count": len(silent), "names": silent, "measure": measure}


@recomputes("hires_unplaced")
def hires_unplaced(world: World, _claim: Claim) -> dict[str, Any]:
    rows = stated_hires(world)
    lost = (rows["country"] == "") | (rows["sections"].map(len) != 1)
    return {"count": rows.loc[lost & (rows["country"] != "CHN"), "organization"].nunique()}


@recomputes("uncoded", "uncoded_view", "uncoded_all", "uncoded_majors")
def uncoded(world: World, claim: Claim) -> dict[str, Any]:
    whole = claim["code"] in ("uncoded_all", "uncoded_majors")
    offers = everything(world) if whole else counted(world)
    silent = offers.loc[offers["fields"] == "", "agreement"]
    return {"count": silent.nunique(), "total": offers["agreement"].nunique()}


@recomputes("no_seats")
def no_seats(world: World, claim: Claim) -> dict[str, Any]:
    assert measure_of(world, claim) in ("hires", "headcount")
    table = world.tables["capacities"]
    assert table.empty or (table["persons_per_year"] == "").all()
    return {}


@recomputes("no_seats_by_field")
def no_seats_by_field(world: World, _claim: Claim) -> dict[str, Any]:
    assert seats(world, "weighted").empty
    return {}


@recomputes("coverage_of_counts")
def coverage_of_counts(world: World, claim: Claim) -> dict[str, Any]:
    measure = measure_of(world, claim)
    assert measure in ("sites", "projects")
    return {"measure": measure}


@recomputes("seats_partial")
def seats_partial(world: World, _claim: Claim) -> dict[str, Any]:
    bodies = world.tables["organizations"]
    colleges = bodies[(bodies["kind"] == "college") & ~bodies["country"].isin(["", "CHN"])]
    table = world.tables["capacities"]
    rows = seats_by_field(table)
    return {"known": colleges["id"].isin(rows["organization"]).sum(), "total": len(colleges)}


@recomputes("small_supply", "small_support")
def small_support(world: World, claim: Claim) -> dict[str, Any]:
    find = {"gaps": little_cells, "balance": little_countries, "intensity": little_pairs,
            "coordination": little_countries}  # fmt: skip
    found = find[claim["analysis"]](world, claim)
    return {"count": sum(found), "total": len(found)}


def is_little(rows: pd.DataFrame) -> bool:
    """Tell whether rows of weight and source are less than an agreement, or of one source."""
    sources = {name for cell in rows["source"] for name in parts(cell)}
    return bool(rows["weight"].sum() < 1 - 1e-9 or len(sources) < 2)


def asked_cells(world: World, claim: Claim) -> pd.DataFrame:
    """Every cell that a table of gaps has, those of no demand too."""
    found = figures(world, measure_of(world, claim)).groupby(["country", "industry"])["value"].sum()
    table = found.reset_index()
    return table[table["country"].isin(shown_countries(world, claim))]


def little_cells(world: World, claim: Claim) -> list[bool]:
    """Judge the deviation of every cell that has some supply."""
    variant = claim["settings"]["crosswalk"]
    rows = supply(everything(world), variant)
    if measure_of(world, claim) in ("hires", "headcount"):  # each seat as an agreement
        stated = seats(world, variant)
        rows = stated[stated["persons"] > 0].assign(weight=np.inf)
    found = []
    for country, industry, demand in asked_cells(world, claim).to_numpy():
        there = rows[rows["country"] == country]
        own = there[there["industry"] == industry]
        found.append(bool(demand > 0 and len(own) and is_little(own)))
    return found


def little_countries(world: World, claim: Claim) -> list[bool]:
    """Judge the supply of every country: all of it, or that for the industries asked for."""
    rows = supply(everything(world), claim["settings"]["crosswalk"])
    asked = asked_cells(world, claim)
    asked = asked[asked["value"] > 0]
    found = []
    for country, group in asked.groupby("country"):
        there = rows[rows["country"] == country]
        served = there[there["industry"].isin(group["industry"])]
        if claim["analysis"] == "coordination":
            found.append(len(served) > 0 and is_little(served))
        elif len(there):
            found.append(is_little(there))
    return found


def pairs_of_places(world: World, agreements: pd.DataFrame) -> pd.DataFrame:
    """Province and host of each agreement, each agreement spread evenly as weight."""
    rows = placed(world, agreements)
    home = rows[(rows["country"] == "CHN") & (rows["province"] != "")]
    away = rows[~rows["country"].isin(["", "CHN"])]
    left = home[["agreement", "province"]].drop_duplicates()
    both = left.merge(away[["agreement", "country"]].drop_duplicates(), on="agreement")
    both["weight"] = 1 / both.groupby("agreement")["country"].transform("size")
    return both.merge(agreements[["id", "source"]], left_on="agreement", right_on="id")


def intensity_pairs(world: World) -> pd.DataFrame:
    """Pairs of province and country that the table has, with observed and expected agreements."""
    rows = pairs_of_places(world, usable(world))
    total = rows["weight"].sum()
    by = {name: rows.groupby(name)["weight"].sum() for name in ("province", "country")}
    grid = pd.MultiIndex.from_product([by["province"].index, by["country"].index])
    seen = rows.groupby(["province", "country"])["weight"].sum().reindex(grid, fill_value=0.0)
    expected = np.outer(by["province"], by["country"]).ravel() / total
    table = pd.DataFrame({"observed": seen.to_numpy(), "expected": expected}, index=grid)
    table = table[(table["observed"] > 0) | (table["expected"] >= 1)].reset_index(
        names=["province", "country"]
    )
    own = placed(world, world.agreements)
    home = own[(own["country"] == "CHN") & (own["province"] != "")]
    provinces = world.settings.get("provinces") or home["province"]
    countries = world.settings.get("countries") or own["country"]
    return table[table["province"].isin(set(provinces)) & table["country"].isin(set(countries))]


def little_pairs(world: World, _claim: Claim) -> list[bool]:
    rows = pairs_of_places(world, usable(world))
    known = dict(list(rows.groupby(["province", "country"])))
    table = intensity_pairs(world)
    keys = zip(table["province"], table["country"], strict=True)
    return [key in known and is_little(known[key]) for key in keys]


@recomputes("intensity_counts")
def intensity_counts(world: World, _claim: Claim) -> dict[str, Any]:
    rows = placed(world, usable(world))
    away = rows.loc[~rows["country"].isin(["", "CHN"]), "agreement"]
    return {
        "count": pairs_of_places(world, usable(world))["agreement"].nunique(),
        "total": away.nunique(),
        "absent": int((intensity_pairs(world)["observed"] == 0).sum()),
    }


@recomputes("no_places")
def no_places(world: World, _claim: Claim) -> dict[str, Any]:
    assert pairs_of_places(world, usable(world)).empty
    return {}


@recomputes("balance_elsewhere")
def balance_elsewhere(world: World, claim: Claim) -> dict[str, Any]:
    rows = supply(everything(world), claim["settings"]["crosswalk"])
    asked = asked_cells(world, claim)
    asked = asked[asked["value"] > 0]
    names = []
    for country, group in asked.groupby("country"):
        there = set(rows.loc[rows["country"] == country, "industry"])
        if there and not there & set(group["industry"]):
            names.append(country)
    return {"count": len(names), "names": sorted(names)}


@recomputes("coordination_unknown")
def coordination_unknown(world: World, claim: Claim) -> dict[str, Any]:
    offers = everything(world)
    rows = supply(offers, claim["settings"]["crosswalk"])
    served = set(map(tuple, rows[["country", "industry"]].to_numpy()))
    silent = set(offers.loc[offers["fields"] == "", "country"])
    asked = asked_cells(world, claim)
    groups = asked[asked["value"] > 0].groupby("country")["industry"].agg(list)
    names = [
        country
        for country, industries in groups.items()
        if country in silent and not any((country, i) in served for i in industries)
    ]
    return {"count": len(names), "total": len(groups), "names": sorted(names)}


@recomputes("no_fields")
def no_fields(world: World, _claim: Claim) -> dict[str, Any]:
    assert (everything(world)["fields"] == "").all()
    return {}


@recomputes("nestedness")
def nestedness(world: World, claim: Claim) -> dict[str, Any]:
    """Count shared majors pair by pair; the draws can only be bounded."""
    rows = everything(world)
    rows = rows[rows["fields"] != ""]
    rows = rows.assign(major=rows["fields"].map(parts)).explode("major")
    table = pd.crosstab(rows["country"], rows["major"]).to_numpy() > 0
    shares = []
    for matrix in (table, table.T):
        for one in range(len(matrix)):
            for two in range(one):
                fills = matrix[one].sum(), matrix[two].sum()
                same = (matrix[one] & matrix[two]).sum()
                shares.append(0.0 if fills[0] == fills[1] else same / min(fills))
    return {
        "value": 100 * float(np.mean(shares)),
        "countries": table.shape[0],
        "majors": table.shape[1],
        "expected": range_of(0, 100),
        "p": range_of(1 / (claim["facts"]["draws"] + 1), 1),
    }


@recomputes("closure")
def closure(world: World, claim: Claim) -> dict[str, Any]:
    """Walk from school to enterprise, in the links of all the data."""
    weights = crosswalk(claim["settings"].get("crosswalk", "weighted"))
    rows = placed(world, world.agreements, current=True)
    majors = world.agreements.set_index("id")["fields"].map(parts)
    abroad = rows[~rows["country"].isin(["", "CHN"]) & (rows["kind"] != "school")]
    places = abroad.groupby("agreement")["country"].agg(set)
    schools = rows[(rows["kind"] == "school") & rows["agreement"].isin(places.index)]
    fitting: dict[tuple[str, str], set[str]] = {}
    for agreement, school in schools[["agreement", "organization"]].to_numpy():
        fits = weights.loc[weights["major"].isin(majors[agreement]), "industry"]
        for country in places[agreement]:
            for industry in set(fits):
                fitting.setdefault((country, industry), set()).add(school)
    enterprises = firms(world)
    enterprises = enterprises[enterprises["id"].isin(world.organizations["id"])]
    pairs = {
        (school, firm)
        for firm, country, industry in enterprises[["id", "country", "industry"]].to_numpy()
        for school in fitting.get((country, industry), ())
    }
    graph = whole_graph(world)
    closed = sum(joined(graph, world, school, firm) for school, firm in pairs)
    return {"closed": closed, "total": len(pairs)}


def joined(graph: nx.Graph, world: World, school: str, firm: str) -> bool:
    if not graph.has_node(school) or not graph.has_node(firm):
        return False
    shared = nx.common_neighbors(graph, school, firm)
    return graph.has_edge(school, firm) or any(world.kind[name] == "college" for name in shared)


def whole_graph(world: World) -> nx.Graph:
    """Links between unlike kinds in all the data, those that have ended aside."""
    if not narrowed(world) and not world.settings.get("countries"):
        return world.graph
    rows = placed(world, usable(world))
    rows = rows[~rows["agreement"].isin(world.over)]
    graph = nx.Graph()
    for _agreement, group in rows.groupby("agreement"):
        ends = sorted(set(group["organization"]))
        graph.add_edges_from(
            (a, b) for a in ends for b in ends if a < b and world.kind[a] != world.kind[b]
        )
    return graph


@recomputes("fillers_assessed")
def fillers_assessed(world: World, _claim: Claim) -> dict[str, Any]:
    bodies = world.organizations
    schools = bodies[bodies["kind"] == "school"]
    agreements = usable(world).set_index("id")["fields"]
    rows = world.attending[world.attending["agreement"].isin(agreements.index)]
    agreed = rows.loc[rows["agreement"].map(agreements) != "", "organization"]
    known = schools["id"].isin(agreed) | (schools["fields"] != "")
    return {"count": int(known.sum()), "total": len(schools)}


CODES = {
    *[code for code, check in CHECKS.items() if check.__module__ == __name__],
    *[code for code in RULES if code in ("of_all_data", "crosswalk", "direction")],
}
