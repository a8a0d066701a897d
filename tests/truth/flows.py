"""Claims of chains and of people on them, from the tables by pandas and SciPy alone."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from functools import cache, cached_property
from itertools import product
from typing import TYPE_CHECKING, Any

import numpy as np
from scipy.optimize import linprog

from tests.truth.claims import recomputes, states_rules
from tests.truth.world import parts

if TYPE_CHECKING:
    from tests.truth.world import World

    Claim = dict[str, Any]

states_rules("pooled", "dual_certificate", "yields")

STEPS = {("school", "college"), ("college", "enterprise"), ("school", "enterprise")}
MEASURE = {"school": "places", "college": "seats", "enterprise": "hires"}
UNTAUGHT = {"donation", "mou_only", "alliance_membership", "government_support", "ownership",
            "equipment", "construction", "recognition", "standard_adoption", "inbound_resource",
            "teacher_training"}  # fmt: skip
PEOPLE = {"study", "training", "internship", "employment"}


class Pipes:
    """Lines, figures and chains of a view."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.agreement = world.tables["agreements"].set_index("id")
        self.every = self._lines()
        fed = {b for _, a, b in self.every if world.kind[b] == "college"}
        on = {a for _, a, b in self.every if world.kind[a] == "college"}
        dead = (fed | on) - (fed & on)
        self.lines = [line for line in self.every if not dead & set(line)]
        self.rows = self._rows()
        self.figures = self._figures()
        self.rooms = self._rooms()

    def _lines(self) -> list[tuple[str, str, str]]:
        world, rows = self.world, self.world.tables["parties"]
        supplying = set(rows.loc[rows["role"] == "supplier", "organization"])
        supplying -= set(rows.loc[rows["role"].isin(["employer", "trainer"]), "organization"])
        receiving = set(
            rows.loc[
                ~rows["role"].isin(["supplier", "funder", "member"]), ["agreement", "organization"]
            ].itertuples(index=False, name=None)
        )
        table = world.tables["organizations"].to_dict("records")
        supplying |= {row["id"] for row in table if hires_nobody(row)}
        found = []
        for row in world.links.itertuples():
            for one, other in ((row.a, row.b), (row.b, row.a)):
                if (world.kind[one], world.kind[other]) not in STEPS:
                    continue
                if self.agreement.at[row.agreement, "kind"] in UNTAUGHT:
                    continue
                ends = world.kind[other] == "enterprise"
                if ends and (other in supplying or (row.agreement, other) not in receiving):
                    continue
                found.append((row.agreement, one, other))
        return sorted(set(found))

    def _rows(self) -> dict[tuple[str, str, str], list[dict[str, str]]]:
        """Map lines to the flows that tell of them; study between school and college both ways."""
        found: dict[tuple[str, str, str], list[dict[str, str]]] = defaultdict(list)
        known = set(self.world.agreements["id"])
        for row in self.world.tables["flows"].to_dict("records"):
            if (
                row["persons"] == ""
                or row["purpose"] not in PEOPLE
                or row["agreement"] not in known
            ):
                continue
            ends = row["from"], row["to"]
            kinds = tuple(self.world.kind.get(end) for end in ends)
            turned = row["purpose"] in ("study", "training") and kinds == ("college", "school")
            line = (row["agreement"], *(ends[::-1] if turned else ends))
            found[line].append({**row, "turned": str(turned)})
        return found

    def _figures(self) -> dict[tuple[str, str, str], dict[str, float]]:
        found: dict[tuple[str, str, str], dict[str, float]] = defaultdict(dict)
        for line, rows in self.rows.items():
            for field in {row["field"] for row in rows}:
                told = [r for r in rows if r["field"] == field and figure(r)]
                newest = max((int(r["year"] or -1) for r in told), default=None)
                groups: Counter[tuple[str, ...]] = Counter()
                for row in told:
                    if int(row["year"] or -1) == newest:
                        key = row["turned"], row["purpose"], row["counts"]
                        groups[key] += float(row["persons"])
                if groups:
                    found[line][field] = max(groups.values())
        return found

    def _rooms(self) -> dict[str, dict[tuple[str, str], float]]:
        found: dict[str, dict[tuple[str, str], float]] = defaultdict(dict)
        table = self.world.tables["capacities"]
        for row in table.sort_values("year", kind="stable").to_dict("records"):
            name = row["organization"]
            if row["measure"] == MEASURE.get(self.world.kind.get(name, "")):
                found[name][row["agreement"], row["field"]] = float(row["persons_per_year"])
        return found

    def dated(self, line: tuple[str, str, str]) -> bool:
        return any(figure(row) and row["year"] for row in self.rows.get(line, ()))

    def whole(self, name: str) -> float | None:
        """What an organization states of itself."""
        own = {field: n for (agreement, field), n in self.rooms.get(name, {}).items()
               if not agreement}  # fmt: skip
        if not own:
            return None
        return own[""] if "" in own else sum(own.values())

    def evidence(self, lines: list[tuple[str, str, str]]) -> str:
        """The best kind of evidence on a link."""
        best = "none"
        for line in lines:
            rows = self.rows.get(line, [])
            real = [row for row in rows if figure(row) and row["planned"] != "yes"]
            years = {row["year"] for row in real}
            kind = (
                "yearly" if len(years) > 1 or any(row["per"] == "year" for row in real)
                else "one_cohort" if real
                else "plan" if any(map(figure, rows))
                else "total" if rows else "none"
            )  # fmt: skip
            best = min(best, kind, key=ORDER.index)
        return best

    def chains(self) -> list[dict[str, Any]]:
        joined: dict[tuple[str, str], list[tuple[str, str, str]]] = defaultdict(list)
        for line in self.lines:
            joined[line[1:]].append(line)
        kind = self.world.kind
        ways = [(pair,) for pair in joined if kind[pair[0]] == "school"
                and kind[pair[1]] == "enterprise"]  # fmt: skip
        by_college = defaultdict(list)
        for pair in joined:
            if kind[pair[0]] == "college":
                by_college[pair[0]].append(pair)
        ways += [(pair, after) for pair in joined for after in by_college.get(pair[1], ())]
        return [self._chain([joined[pair] for pair in way], way) for way in ways]

    def _chain(self, links: list[list[tuple[str, str, str]]], way: Any) -> dict[str, Any]:
        named = [{f for line in link for f in parts(self.agreement.at[line[0], "fields"])}
                 for link in links]  # fmt: skip
        said = [fields for fields in named if fields]
        shared = set.intersection(*said) if said else set()
        basis = "any" if not said else "stated" if shared else "different"
        persons = [self._persons(link, shared) for link in links]
        dated = [any(self.dated(line) for line in link) for link in links]
        bounded = any(p is not None for p in persons) or self._bounded(links, way, shared)
        sure = basis != "different" and all(
            has and p is not None for has, p in zip(dated, persons, strict=True)
        )
        told = [self.evidence(link) for link in links]
        with_figure = [kind for kind in told if kind in ORDER[:3]]
        marks = [self._marks(link) for link in links]
        return {
            "way": way,
            "enterprise": way[-1][1],
            "state": "assessable" if sure else "bounded_above" if bounded else "not_assessable",
            "basis": basis,
            "missing": [pair for pair, has in zip(way, dated, strict=True) if not has],
            "evidence": max(with_figure, key=ORDER.index) if with_figure else "none",
            "one": bool(set.intersection(*marks)) and basis != "different",
        }

    def _persons(self, link: list[tuple[str, str, str]], shared: set[str]) -> float | None:
        total, any_known = 0.0, False
        for line in link:
            figures = self.figures.get(line, {})
            own = [n for f, n in figures.items() if not shared or f in shared]
            part = [figures[""]] if "" in figures else own
            any_known |= bool(part)
            total += sum(part)
        return total if any_known else None

    def _bounded(self, links: Any, way: Any, shared: set[str]) -> bool:
        """Whether places, seats or hires bound the chain."""
        for pair, link in zip(way, links, strict=True):
            for name in pair:
                stated = self.rooms.get(name, {})
                fits = {field for agreement, field in stated if agreement in (
                    ["", link[0][0]] if len(link) == 1 else [""])}  # fmt: skip
                if "" in fits or (shared and shared <= fits) or (not shared and fits):
                    return True
        return False

    def _marks(self, link: list[tuple[str, str, str]]) -> set[str]:
        found = {f"agreement {line[0]}" for line in link}
        found |= {
            f"title {title}" for line in link if (title := self.agreement.at[line[0], "title"])
        }
        cells = [row["source"] for line in link for row in self.rows.get(line, ())]
        return found | {f"source {name}" for cell in cells for name in parts(cell)}

    def demand(self) -> dict[str, float]:
        """Hires of the enterprises of the view, and of the countries it is about."""
        members = set(self.world.organizations["id"])
        asked = set(self.world.settings.get("countries", []))
        found = {}
        for name in self.rooms:
            here = name in members or self.world.country[name] in asked
            if self.world.kind[name] == "enterprise" and here:
                found[name] = self.whole(name)
        return found

    @cached_property
    def _named(self) -> list[str]:
        named = {f for figures in self.figures.values() for f in figures}
        counted = set(self.world.organizations["id"]) | set(self.demand())
        named |= {f for name in self.rooms if name in counted for _, f in self.rooms[name]}
        named -= {""}
        if not named:
            return [""]
        own = [set(parts(self.agreement.at[line[0], "fields"])) for line in self.lines]
        return sorted(named.union(*(fields for fields in own if not fields & named)))

    def fields(self) -> list[str]:
        """Fields that figures name, and those of agreements that name none of these."""
        return self._named

    def carried(self, line: tuple[str, str, str]) -> set[str]:
        """Fields an agreement carries: its own and those of its figures, else any."""
        own = set(parts(self.agreement.at[line[0], "fields"])) & set(self.fields())
        return own | (set(self.figures.get(line, {})) - {""}) if own else set(self.fields())

    @cache  # noqa: B019 - lives as long as the report
    def most(self, unknown: float) -> float:
        """Maximise arrivals, with 0 or no limit where a figure is unknown."""
        columns = [
            (line, field)
            for line, field in product(self.lines, self.fields())
            if field in self.carried(line)
        ]
        if not columns:
            return 0.0
        rows = self._limits(unknown)
        matrix = np.array([[float(column in cells) for column in columns] for cells, _ in rows])
        balance = [
            [float(line[1] == name) - float(line[2] == name) if f == field else 0.0
             for line, f in columns]
            for name in sorted({line[1] for line in self.lines})
            if self.world.kind[name] == "college"
            for field in self.fields()
        ]  # fmt: skip
        whole = np.array([*matrix.tolist(), *balance])
        bounds = [bound for _, bound in rows] + [0.0] * len(balance)
        ends = [-float(self.world.kind[line[2]] == "enterprise") for line, _ in columns]
        answer = linprog(ends, A_ub=whole if len(whole) else None, b_ub=bounds or None)
        return np.inf if answer.status in (3, 4) else -float(answer.fun)

    def _limits(self, unknown: float) -> list[tuple[set[Any], float]]:
        """Columns and bounds of all figures; a figure of one programme is told by no claim."""
        fields = self.fields()
        rows: list[tuple[set[Any], float]] = []

        def limit(lines: Any, names: Any, bound: float) -> None:
            if np.isfinite(bound) and lines:
                rows.append((set(product(lines, names)), bound))

        for line in self.lines:
            figures = self.figures.get(line, {})
            for field, persons in figures.items():
                limit([line], [field] if field else fields, persons)
            if "" not in figures:
                limit([line], [f for f in fields if f not in figures], unknown)
        names = sorted({name for line in self.lines for name in line[1:]})
        leaving: dict[str, Any] = defaultdict(list)
        entering: dict[str, Any] = defaultdict(list)
        for line in self.lines:
            leaving[line[1]].append(line)
            entering[line[2]].append(line)
        for name in names:
            side = leaving[name] if self.world.kind[name] == "school" else entering[name]
            stated = {f: n for (a, f), n in self.rooms.get(name, {}).items() if not a}
            for field, persons in stated.items():
                limit(side, [field] if field else fields, persons)
            if "" not in stated:
                limit(side, [f for f in fields if f not in stated], unknown)
        return rows


def hires_nobody(row: dict[str, str]) -> bool:
    """Whether an organization only teaches, or is a name that stands for others."""
    lines = {cell[0] for cell in parts(row["industries"])}
    noted = any(
        re.match(r"placeholder\b", part.strip(), re.IGNORECASE)
        for part in re.split("[;,.；，]", row["note"])
    )
    return (
        lines == {"P"}
        or noted
        or any(
            re.search(pattern, row[column], re.IGNORECASE)
            for column, pattern in (("name_en", NOBODY_EN), ("name_zh", NOBODY_ZH))
        )
    )


NOBODY_EN = (
    r"\([^()]*(not named|unnamed|name not in|name cut off)[^()]*\)"
    r"|^(\d+|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|several|some|many|various)"
    r" ([\w-]+ ){0,3}(schools|colleges|universities|institutes|institutions|enterprises|companies"
    r"|firms|employers|partners)( (in|of|from) .*)?$"
    r"|^(unnamed|unknown|unidentified|local) .*(companies|firms|enterprises?|company|partners?)$"
    r"|^(enterprises|companies|firms|employers|partners|institutions) (in|from) "
)
NOBODY_ZH = (
    r"[(（](未名|未具名|名称不详|名称未知|合作方未名)[)）]|截断[)）]"
    r"|^(若干|多)[所家个]|^[两二三四五六七八九十\d]+[所家]|^当地(合作)?(院校|学校|企业|伙伴)$"
)
ORDER = ["yearly", "one_cohort", "plan", "total", "none"]
_known: dict[int, tuple[World, Pipes]] = {}


def figure(row: dict[str, str]) -> bool:
    """Whether a flow limits a year: dated or planned, no total."""
    return row["per"] != "total" and bool(row["year"] or row["planned"] == "yes")


def pipes(world: World) -> Pipes:
    if id(world) not in _known:
        _known.clear()
        _known[id(world)] = world, Pipes(world)
    return _known[id(world)][1]


@recomputes("pipelines", "no_chains")
def pipelines(world: World, claim: Claim) -> dict[str, Any]:
    chains = pipes(world).chains()
    states = Counter(chain["state"] for chain in chains)
    if claim["code"] == "no_chains":
        assert not chains
        return {}
    return {
        "chains": len(chains),
        "enterprises": len({chain["enterprise"] for chain in chains}),
        **{state: states[state] for state in ("assessable", "bounded_above", "not_assessable")},
    }


@recomputes("chains_cut")
def chains_cut(world: World, _claim: Claim) -> dict[str, Any]:
    return {"shown": len(world.results["pipelines"]), "total": len(pipes(world).chains())}


@recomputes("chain_evidence")
def chain_evidence(world: World, _claim: Claim) -> dict[str, Any]:
    chains = [chain for chain in pipes(world).chains() if chain["state"] == "assessable"]
    counted = Counter(chain["evidence"] for chain in chains)
    return {"assessable": len(chains), **{kind: counted[kind] for kind in ORDER[:3]}}


@recomputes("chains_possible", "chains_any_field", "chains_different_fields")
def chains_of_a_sort(world: World, claim: Claim) -> dict[str, Any]:
    chains = pipes(world).chains()
    of_sort = {
        "chains_possible": lambda chain: not chain["one"],
        "chains_any_field": lambda chain: chain["basis"] == "any",
        "chains_different_fields": lambda chain: chain["basis"] == "different",
    }[claim["code"]]
    return {"count": sum(map(of_sort, chains)), "total": len(chains)}


@recomputes("no_employers")
def no_employers(world: World, claim: Claim) -> dict[str, Any]:
    linked = set()
    for row in world.links.itertuples():
        for one, other in ((row.a, row.b), (row.b, row.a)):
            if (world.kind[one], world.kind[other]) in STEPS and world.kind[other] == "enterprise":
                linked.add(other)
    left = linked - {line[2] for line in pipes(world).every}
    assert sorted(left) == sorted(claim["rows"])
    return {"count": len(left)}


@recomputes(
    "throughput", "throughput_exact", "throughput_open", "throughput_unknown",
    "throughput_at_most", "throughput_undemanded", "throughput_exact_undemanded",
    "throughput_open_undemanded", "throughput_at_most_undemanded",
)  # fmt: skip
def throughput(world: World, claim: Claim) -> dict[str, Any]:
    found = pipes(world)
    low, high, asked = found.most(0.0), found.most(np.inf), found.demand()
    if claim["code"] == "throughput_unknown":
        assert (low, high) == (0, np.inf)
        return {}
    facts: dict[str, Any] = {"low": round(low, 6), "high": high}
    facts["high"] = "unlimited" if np.isinf(high) else round(high, 6)
    assert ("at_most" in claim["code"]) == (low < 1e-9 < high)
    assert claim["code"].endswith("_undemanded") == (not asked)
    return facts | ({"demand": sum(asked.values())} if asked else {})


@recomputes("flow_lost_unknown")
def flow_lost_unknown(world: World, _claim: Claim) -> dict[str, Any]:
    assert pipes(world).most(0.0) < 1e-9
    return {}


@recomputes("demand_stated")
def demand_stated(world: World, _claim: Claim) -> dict[str, Any]:
    return {"demand": sum(pipes(world).demand().values())}


@recomputes("demand_silent")
def demand_silent(world: World, claim: Claim) -> dict[str, Any]:
    found = pipes(world)
    ends = {line[2] for line in found.lines if world.kind[line[2]] == "enterprise"}
    silent = ends - set(found.demand())
    assert sorted(silent) == sorted(claim["rows"])
    return {"count": len(silent), "total": len(ends)}


@recomputes("demand_unlinked", "demand_unreached", "supply_unlinked", "supply_unused")
def idle(world: World, claim: Claim) -> dict[str, Any]:
    found = pipes(world)
    busy = {name for line in found.lines for name in line[1:]}
    counted = set(world.organizations["id"]) | set(found.demand())
    party = set(world.parties["organization"])
    demand = claim["code"].startswith("demand")
    unlinked = claim["code"].endswith("unlinked")
    names = {
        name
        for name in found.rooms
        if name in counted - busy
        and (world.kind[name] == "enterprise") == demand
        and (name not in party) == unlinked
        and found.whole(name)
    }
    assert sorted(names) == sorted(claim["rows"])
    total = {"persons": sum(found.whole(name) or 0 for name in names)} if demand else {}
    return {"count": len(names), **total}


@recomputes("limits")
def limits(world: World, claim: Claim) -> dict[str, Any]:
    """Each limit is a stated capacity; with one field they add up to the flow."""
    found = pipes(world)
    stated = [value for room in found.rooms.values() for value in room.values()]
    stated += [value for figures in found.figures.values() for value in figures.values()]
    assert {float(part[3]) for part in claim["facts"]["elements"]} <= set(stated)
    if found.fields() == [""]:
        total = sum(float(part[3]) for part in claim["facts"]["elements"])
        assert abs(total - found.most(0.0)) < 1e-6
    return {}


@recomputes(
    "ask_first_completes", "ask_first_chains", "ask_first", "ask_first_bound", "nothing_unknown"
)
def ask_first(world: World, claim: Claim) -> dict[str, Any]:
    chains = [chain for chain in pipes(world).chains() if chain["basis"] != "different"]
    alone: Counter[str] = Counter()
    lacking: Counter[str] = Counter()
    for chain in chains:
        names = [">".join(pair) for pair in chain["missing"]]
        lacking.update(names)
        alone.update(names if len(names) == 1 else ())
    if claim["code"] == "nothing_unknown":
        assert chains
        assert not lacking
        return {}
    most = max(alone.values(), default=0)
    name = claim["facts"]["organization"]
    facts = {"completes": alone[name], "chains": lacking[name]}
    assert alone[name] == most
    return facts
