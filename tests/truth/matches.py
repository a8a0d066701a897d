"""Proposals and their test: who is left out, what stands first, what the ranking found."""

from __future__ import annotations

import itertools
import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import networkx as nx

from tests.truth.claims import range_of, recomputes
from tests.truth.world import IDLE_KINDS, IDLE_STATUSES, NUMBERED, first_day, parts, read

if TYPE_CHECKING:
    import pandas as pd

    from tests.truth.claims import Claim
    from tests.truth.world import World

_REFERENCE = Path(__file__).parents[2] / "netintl" / "model"
_PARTS = (
    "closure", "reach", "field_fit", "zone", "brand_present", "experience", "recency", "alliance",
    "capacity", "low_rank",
)  # fmt: skip
_BODIES = r"(schools|colleges|universities|institutions|companies|enterprises|firms|partners)"
_NUMBER = r"(\d+|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|several|many)"


@cache
def _crosswalk() -> dict[str, set[str]]:
    """Sections that each major serves."""
    table = read(_REFERENCE / "reference" / "crosswalks.csv").query("variant == 'weighted'")
    table = table[table["weight"].astype(float) > 0]
    return {str(major): set(rows["industry"]) for major, rows in table.groupby("major")}


@cache
def _majors() -> set[str]:
    return set(read(_REFERENCE / "reference" / "majors.csv")["code"])


@cache
def _levels() -> dict[str, int]:
    codes = read(_REFERENCE / "vocabularies" / "levels.csv")["code"]
    return {code: place for place, code in enumerate(codes)}


def _usable(world: World) -> set[str]:
    table = world.tables["agreements"]
    idle = table["kind"].isin(IDLE_KINDS) | table["status"].isin(IDLE_STATUSES)
    return set(table.loc[~idle, "id"])


def _intended(world: World) -> set[str]:
    return set(world.tables["agreements"]["id"]) - _usable(world)


def _pairs(world: World, agreements: set[str], before: str = "") -> dict[frozenset[str], set[str]]:
    """Pairs of parties, with the agreements that have both; memberships link nobody."""
    rows = world.attending[world.attending["agreement"].isin(agreements - world.memberships)]
    if before:
        rows = rows[rows["since"].map(first_day) < before]
    found: dict[frozenset[str], set[str]] = {}
    for agreement, group in rows.groupby("agreement"):
        for ends in itertools.combinations(sorted(set(group["organization"])), 2):
            found.setdefault(frozenset(ends), set()).add(str(agreement))
    return found


def _lines(world: World) -> dict[str, set[str]]:
    """Each organization with all above and below it."""
    table = world.tables["organizations"]
    tree = nx.DiGraph()
    tree.add_nodes_from(table["id"])
    known = table[table["parent"].isin(set(table["id"]))]
    tree.add_edges_from(zip(known["parent"], known["id"], strict=True))
    return {one: nx.ancestors(tree, one) | nx.descendants(tree, one) | {one} for one in tree}


def _lifted(world: World, pairs: dict[frozenset[str], set[str]]) -> set[frozenset[str]]:
    line = _lines(world)
    return {
        frozenset((a, b)) for one, two in map(sorted, pairs) for a in line[one] for b in line[two]
    }


def _stands_for_others(row: dict[str, str]) -> bool:
    names = f"{row['name_en']} {row['name_zh']}"
    if re.search(r"\bplaceholder\b(?! of)", row["note"], re.IGNORECASE):
        return True
    if re.search(r"not named|unnamed|name cut off|name not in|未名|截断", names, re.IGNORECASE):
        return True
    return bool(
        re.match(rf"{_NUMBER} .*{_BODIES}( (of|in|from) .*)?$", row["name_en"], re.IGNORECASE)
    )


def _teaches(world: World, agreements: set[str]) -> tuple[dict[str, set[str]], dict[str, set[str]]]:
    """Majors and sections of each organization."""
    bodies = world.tables["organizations"].to_dict("records")
    sections = {
        row["id"]: {code[:1] for code in parts(row["industries"])}
        if row["kind"] == "enterprise"
        else set()
        for row in bodies
    }
    majors = {row["id"]: set(parts(row["fields"])) & _majors() for row in bodies}
    cells = world.tables["agreements"].set_index("id")["fields"]
    rows = world.attending[world.attending["agreement"].isin(agreements - world.memberships)]
    for row in rows.itertuples():
        majors[row.organization] |= set(parts(cells[row.agreement])) & _majors()
    return {name: set() if sections[name] else had for name, had in majors.items()}, sections


def _clash(one: str, two: str, majors: dict[str, set[str]], sections: dict[str, set[str]]) -> bool:
    """Both are known and have nothing to do with each other."""
    if majors[one] and majors[two]:
        return not majors[one] & majors[two]
    for teacher, firm in ((one, two), (two, one)):
        if majors[teacher] and sections[firm]:
            served = set().union(*(_crosswalk().get(code, set()) for code in majors[teacher]))
            return not served & sections[firm]
    return False


def _candidates(world: World, claim: Claim) -> list[tuple[str, str]]:
    """Pairs of subject and target before anything is left out."""
    asked = claim["settings"]
    everybody = world.tables["organizations"] if _of_all(claim) else world.organizations
    kind, country = world.kind, world.country
    if "organization" in asked:
        subjects, wanted = [asked["organization"]], [asked["kind"]] if asked["kind"] else NUMBERED
    else:
        one, other = asked["kinds"]
        out = set(asked["exclude"])
        subjects = [name for name in everybody["id"] if kind[name] == one and name not in out]
        wanted = [other]
    targets = [
        name
        for name in everybody["id"]
        if kind[name] in wanted and (not asked["countries"] or country[name] in asked["countries"])
    ]
    return [(s, t) for s in subjects for t in targets if kind[s] != kind[t]]


def _of_all(claim: Claim) -> bool:
    return bool(claim["analysis"] == "matches")


@recomputes("match_filters")
def match_filters(world: World, claim: Claim) -> dict[str, Any]:
    """Count pairs by the first reason to leave them out."""
    now = _pairs(world, _usable(world) - world.over)
    line = _lines(world)
    near = _lifted(world, now)
    bodies = {row["id"]: row for row in world.tables["organizations"].to_dict("records")}
    unnamed = {name for name, row in bodies.items() if _stands_for_others(row)}
    shown = _usable(world) if _of_all(claim) else set(world.agreements["id"])
    majors, sections = _teaches(world, shown - world.over)
    level = {name: _levels().get(row["level"]) for name, row in bodies.items()}
    names = ("linked", "kin", "closed", "level", "field", "placeholder", "excluded", "left")
    counted = dict.fromkeys(names, 0)
    for one, two in _candidates(world, claim):
        ranks = (level[one], level[two])
        reasons = {
            "linked": frozenset((one, two)) in now,
            "kin": frozenset((one, two)) in near or two in line[one],
            "closed": bool(bodies[one]["closed"] or bodies[two]["closed"]),
            "level": None not in ranks and abs(ranks[0] - ranks[1]) > 1,
            "field": _clash(one, two, majors, sections),
            "placeholder": bool({one, two} & unnamed),
            "excluded": two in claim["settings"]["exclude"],
            "left": True,
        }
        counted[next(name for name, holds in reasons.items() if holds)] += 1
    return counted


def _rows(world: World, claim: Claim) -> pd.DataFrame:
    return world.results[claim["analysis"]]


def _ends(claim: Claim, row: dict[str, str]) -> tuple[str, str]:
    if claim["analysis"] == "matches":
        return claim["settings"]["organization"], row["organization"]
    return row["organization"], row["partner"]


def _number(cell: str) -> float:
    return float(cell) if cell else float("nan")


@recomputes("match_lead")
def match_lead(world: World, claim: Claim) -> dict[str, Any]:
    """The best score; its parts add up by their weights, and the agreements behind it exist."""
    rows = _rows(world, claim)
    best = rows.loc[rows["score"].map(_number).idxmax()].to_dict()
    one, two = _ends(claim, best)
    weights = claim["settings"]["weights"]
    known = {part: _number(best[part]) for part in _PARTS if best[part] and weights[part]}
    score = sum(weights[part] * value for part, value in known.items())
    score /= sum(weights[part] for part in known)
    shown = _usable(world) if _of_all(claim) else set(world.agreements["id"])
    pairs = _three(world, shown - world.over)
    graph = nx.Graph(tuple(ends) for ends in pairs)
    via = sorted(nx.common_neighbors(graph, one, two))
    cited = {a for z in via for end in (one, two) for a in pairs[frozenset((end, z))]}
    closure = min(1.0, sum(1 / graph.degree[z] for z in via))
    assert abs(_number(best["closure"]) - closure) < 1e-9
    return {"name": [one, two], "score": round(score, 10), "via": via, "agreements": len(cited)}


@recomputes("match_cooperated_before", "match_memorandum")
def match_before(world: World, claim: Claim) -> dict[str, Any]:
    """Count shown pairs whose agreements have all ended, or are mere intentions."""
    ended = _lifted(world, _pairs(world, _usable(world) & world.over))
    meant = _lifted(world, _pairs(world, _intended(world) - world.over))
    wanted = ended if claim["code"] == "match_cooperated_before" else meant - ended
    shown = [frozenset(_ends(claim, row)) for row in _rows(world, claim).to_dict("records")]
    return {"count": sum(ends in wanted for ends in shown)}


@recomputes("match_none")
def match_none(world: World, claim: Claim) -> dict[str, Any]:
    """Nobody is shown."""
    assert _rows(world, claim).empty
    return {}


@recomputes("match_part_unknown")
def match_part_unknown(world: World, claim: Claim) -> dict[str, Any]:
    """A part that no row knows."""
    assert (_rows(world, claim)[claim["facts"]["name"]] == "").all()
    return {}


@recomputes("match_isolated")
def match_isolated(world: World, claim: Claim) -> dict[str, Any]:
    """An organization without a partner of another of the three kinds."""
    one = claim["settings"]["organization"]
    for ends in _pairs(world, _usable(world) - world.over):
        if one in ends:
            kinds = {world.kind[name] for name in ends}
            assert len(kinds) == 1 or not kinds <= set(NUMBERED)
    return {"id": one}


@recomputes("match_unnamed")
def match_unnamed(world: World, claim: Claim) -> dict[str, Any]:
    """An organization that stands for others."""
    bodies = world.tables["organizations"].set_index("id", drop=False)
    assert _stands_for_others(bodies.loc[claim["facts"]["id"]].to_dict())
    return {"id": claim["settings"]["organization"]}


@recomputes("match_shared_only")
def match_shared_only(world: World, claim: Claim) -> dict[str, Any]:
    """More pairs than are scored one by one."""
    assert len(_candidates(world, claim)) > claim["facts"]["count"]
    return {"count": 5_000_000}


def _three(world: World, agreements: set[str], before: str = "") -> dict[frozenset[str], set[str]]:
    """Pairs of two of the three kinds; of parties that had joined before a day, if one is given."""
    return {
        ends: behind
        for ends, behind in _pairs(world, agreements, before).items()
        if len({world.kind[name] for name in ends}) == 2
        and {world.kind[name] for name in ends} <= set(NUMBERED)
    }


def _feasible(world: World, known: dict[frozenset[str], set[str]]) -> set[frozenset[str]]:
    ends = sorted({name for pair in known for name in pair})
    return {
        frozenset(pair)
        for pair in itertools.combinations(ends, 2)
        if world.kind[pair[0]] != world.kind[pair[1]] and frozenset(pair) not in known
    }


@recomputes("match_test_later")
def match_test_later(world: World, claim: Claim) -> dict[str, Any]:
    """Pairs first linked since a day, that could be found from what began before."""
    table = world.tables["agreements"].set_index("id", drop=False)
    usable = _usable(world) if claim["scope"] == "known" else set(world.agreements["id"])
    starts = {name: world.plausible(first_day(table.at[name, "start"])) for name in usable}
    day = claim["facts"]["day"]
    begun = {name for name in usable if starts[name]}
    known = _three(world, {name for name in begun if starts[name] < first_day(day)}, first_day(day))
    whole = _three(world, begun)
    timeless = set(_three(world, usable - begun))
    later = set(whole) - set(known) - timeless
    assert later
    feasible = _feasible(world, known) - timeless
    found = feasible & set(whole)
    pages = {
        page
        for name in begun
        if starts[name] < first_day(day)
        for page in parts(table.at[name, "source"])
    }
    first = {pair: min(whole[pair]) for pair in found}
    told = sum(bool(pages & set(parts(table.at[name, "source"]))) for name in first.values())
    return {
        "later": len(later),
        "undated": len(usable - begun - world.memberships),
        "positives": len(found),
        "pairs": len(feasible),
        "told": told,
    }


def _clusters(world: World, agreements: set[str]) -> list[set[str]]:
    table = world.tables["agreements"].set_index("id", drop=False)
    graph = nx.Graph()
    graph.add_nodes_from(agreements)
    graph.add_edges_from(
        (name, ("source", page)) for name in agreements for page in parts(table.at[name, "source"])
    )
    for pair, behind in _pairs(world, agreements).items():
        graph.add_edges_from((name, pair) for name in behind)
    return [part & agreements for part in nx.connected_components(graph)]


def _tested(world: World, claim: Claim) -> set[str]:
    shown = _usable(world) if claim["scope"] == "known" else set(world.agreements["id"])
    return shown - world.over


@recomputes("match_test_hidden", "match_one_cluster")
def match_test_hidden(world: World, claim: Claim) -> dict[str, Any]:
    """Clusters of agreements; what is to be found depends on the draw, but not beyond the links."""
    tested = _tested(world, claim)
    links = _three(world, tested)
    bodies = sorted({name for pair in links for name in pair})
    crossing = sum(
        world.kind[one] != world.kind[two] for one, two in itertools.combinations(bodies, 2)
    )
    facts: dict[str, Any] = {"agreements": len(tested), "clusters": len(_clusters(world, tested))}
    if claim["code"] == "match_one_cluster":
        return facts | {"clusters": 1}
    said = claim["facts"]
    facts["positives"] = range_of(0, said["positives_high"])
    facts["positives_high"] = range_of(said["positives"], len(links))
    facts["pairs"] = range_of(0, said["pairs_high"])
    facts["pairs_high"] = range_of(said["pairs"], 5 * crossing)
    return facts | {"splits": claim["settings"]["splits"]}


def _evaluated(world: World, claim: Claim, method: str) -> dict[str, str]:
    rows = world.results["match_evaluation"]
    rows = rows[(rows["test"] == claim["facts"]["measure"]) & (rows["method"] == method)]
    found: dict[str, str] = rows.iloc[0].to_dict()
    return found


@recomputes("match_few")
def match_few(world: World, claim: Claim) -> dict[str, Any]:
    """Too few pairs to find: no rate is given."""
    facts = claim["facts"]
    assert facts["positives"] < facts["enough"]
    assert not _evaluated(world, claim, "hybrid_nested")["auc"]
    return {"enough": 30}


@recomputes("match_auc")
def match_auc(world: World, claim: Claim) -> dict[str, Any]:
    """The figure to quote, and how far it moves with the split."""
    row = _evaluated(world, claim, "hybrid_nested")
    low, mean, high = (_number(row[name]) for name in ("auc_low", "auc", "auc_high"))
    assert 0 <= low <= mean <= high <= 1
    return {"auc": mean, "low": low, "high": high, "splits": claim["settings"]["splits"]}


@recomputes("match_groups")
def match_groups(world: World, claim: Claim) -> dict[str, Any]:
    """Where a partner is shared, and elsewhere; together they make the mean."""
    row, facts = _evaluated(world, claim, "hybrid_nested"), claim["facts"]
    shared, elsewhere = _number(row["auc_shared"]), _number(row["auc_elsewhere"])
    assert min(shared, elsewhere) - 0.05 <= _number(row["auc"]) <= max(shared, elsewhere) + 0.05
    total = facts["shared"] + facts["elsewhere"]
    hidden = next(c for c in world.claims if c["code"] == "match_test_hidden")["facts"]
    assert hidden["positives"] <= total <= hidden["positives_high"]
    return {"auc_shared": shared, "auc_elsewhere": elsewhere}


@recomputes("match_first")
def match_first(world: World, claim: Claim) -> dict[str, Any]:
    """Found in the first 50, against the best single part."""
    rows = world.results["match_evaluation"]
    rows = rows[(rows["test"] == claim["facts"]["measure"]) & rows["method"].isin(_PARTS)]
    best = rows.set_index("method")["hits_50"].map(_number)
    lead = _evaluated(world, claim, "hybrid_nested")
    assert best[claim["facts"]["name"]] == best.max()
    return {"hybrid": _number(lead["hits_50"]), "other": best.max()}


@recomputes("match_gain", "match_no_gain")
def match_gain(world: World, claim: Claim) -> dict[str, Any]:
    """The difference of two AUC; beaten only where its whole interval is above 0."""
    lead = _evaluated(world, claim, "hybrid_nested")
    row = _evaluated(world, claim, claim["facts"]["name"])
    ours, other = _number(lead["auc"]), _number(row["auc"])
    low, high = _number(row["gain_low"]), _number(row["gain_high"])
    assert (low > 0) == (claim["code"] == "match_gain")
    return {"hybrid": ours, "other": other, "gain": ours - other, "low": low, "high": high}
