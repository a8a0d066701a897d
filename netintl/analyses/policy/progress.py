"""How far the policy's aims are reached: schools, batches, provinces, priority zones."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
import pandas as pd

from netintl.analyses.claim import Claim
from netintl.analyses.policy.predicates import PREDICATES, Findings
from netintl.analyses.policy.rules import Rules, load_rules
from netintl.analyses.result import Reason, Result, make_result
from netintl.model.places import HOME, countries, provinces, zones
from netintl.network.national import national
from netintl.network.reach import agreement_hosts, reaching_abroad
from netintl.network.views import begun_around, running

if TYPE_CHECKING:
    from datetime import date

    from netintl.analyses.policy.rules import Condition
    from netintl.network.network import Network

NOTICE = np.datetime64("2023-07-01", "D")  # the month of the notice 教职成厅函〔2023〕20号
OFF_SHORE = ("71", "81", "82")  # not among the 31 provinces and the XPCC that the notice addresses


def find_progress(network: Network, *, rules: Rules | None = None) -> Result:
    """Hold the network against the policy, line by line.

    Schools pass when at least k of the n conditions of the rule file are met; each condition is
    passed, failed or unknown, so that their number is a range from certain (passed) to possible
    (passed or unknown). Shares of new agreements in priority zones before and after July 2023
    describe and prove nothing: other causes are not held apart, and publication lags.

    Parameters
    ----------
    rules
        A rule file; that of the internationalised schools when omitted.

    Returns
    -------
    Result
        One row per measure: target, certain and possible value, unit, state.
    """
    rules = rules or load_rules(network.described.rules)
    day = network.reference_day
    verdicts = _verdicts(network, rules, day)
    meeting, standing = _schools(network, rules, verdicts)
    spread, zones = _spread(network), _zones(network)
    lines = [meeting, *_batches(network, rules), *spread, *zones]
    columns = ["measure", "target", "low", "high", "of", "unit", "as_of", "state"]
    table = pd.DataFrame([line.cells() for line in lines], columns=columns)
    table["as_of"] = day.isoformat() if day else ""
    reasons = [(line.measure, "value", line.low, line.cited) for line in lines]
    claims = [_rules_claim(rules), *standing, _zones_claim(zones), Claim("descriptive")]
    return make_result("progress", network, table, reasons=reasons, claims=claims, rules=rules.id)


def find_conditions(network: Network, *, rules: Rules | None = None) -> Result:
    """Test every school against every condition of a rule file.

    ``pass``: the value known for certain reaches the threshold. ``fail``: even what is possible
    stays below. ``unknown``: the data do not say; no record is no failure.

    Returns
    -------
    Result
        One row per school and condition, schools with most passes first.
    """
    rules = rules or load_rules(network.described.rules)
    verdicts = _verdicts(network, rules, network.reference_day)
    rows = []
    reasons: list[Reason] = []
    for condition in rules.conditions:
        for code, (state, value, cited) in verdicts[condition.id].items():
            name = str(network.ids[code])
            rows.append((name, network.organizations["province"].iloc[code], condition.id, state,
                         value, condition.threshold))  # fmt: skip
            if cited:
                reasons.append((f"{name}:{condition.id}", state, value, tuple(cited)))
    columns = ["organization", "province", "condition", "state", "value", "threshold"]
    table = pd.DataFrame(rows, columns=columns)
    passes = (table["state"] == "pass").groupby(table["organization"]).sum()
    table.insert(0, "passed", table["organization"].map(passes).astype(int))
    order = {condition.id: number for number, condition in enumerate(rules.conditions)}
    table["_order"] = table["condition"].map(order)
    table = table.sort_values(
        ["passed", "organization", "_order"], ascending=[False, True, True], ignore_index=True
    ).drop(columns="_order")
    claims = [_rules_claim(rules), *_condition_claims(table, rules)]
    return make_result("conditions", network, table, reasons=reasons, claims=claims, rules=rules.id)


def _rules_claim(rules: Rules) -> Claim:
    facts = {"name": rules.id, "k": rules.at_least, "n": len(rules.conditions),
             "source": rules.source, "grade": rules.grade}  # fmt: skip
    read = sum(condition.read for condition in rules.conditions)
    if not read:
        return Claim("rules", facts)
    return Claim("rules_read", {**facts, "read": read, "own": len(rules.conditions) - read})


def _condition_claims(table: pd.DataFrame, rules: Rules) -> list[Claim]:
    """Tell of each condition how many schools pass it, fail it, or may."""
    claims = []
    for condition in rules.conditions:
        mine = table[table["condition"] == condition.id]
        passing = tuple(sorted(mine.loc[mine["state"] == "pass", "organization"]))
        facts = {"condition": condition.id, "passed": len(passing), "total": len(mine),
                 "failed": int((mine["state"] == "fail").sum()),
                 "unknown": int((mine["state"] == "unknown").sum())}  # fmt: skip
        claims.append(Claim("condition", facts, rows=passing))
    return claims if len(table) else []


Verdict = tuple[str, float, tuple[str, ...]]


def _verdicts(network: Network, rules: Rules, day: date | None) -> dict[str, dict[int, Verdict]]:
    """Judge the schools of a view by all their agreements, also those that it leaves out."""
    schools = np.flatnonzero((network.kinds == "school") & network.members).tolist()
    whole = national(network)
    conditions = [*rules.conditions, *([rules.eligible] if rules.eligible else [])]
    verdicts: dict[str, dict[int, Verdict]] = {}
    for condition in conditions:
        if day is None:
            verdicts[condition.id] = dict.fromkeys(schools, ("unknown", float("nan"), ()))
            continue
        found = PREDICATES[condition.predicate](whole, day, condition.parameters)
        verdicts[condition.id] = {code: _verdict(found, condition, code) for code in schools}
    return verdicts


def _verdict(found: Findings, condition: Condition, code: int) -> Verdict:
    value, possible = float(found.value[code]), float(found.possible[code])
    cited = found.agreements.get(code, ())
    if value >= condition.threshold:
        return "pass", value, cited
    if not np.isnan(value) and not np.isnan(possible) and possible < condition.threshold:
        return "fail", value, cited
    return "unknown", value, cited


class _Line(NamedTuple):
    """One line of the scorecard: a certain and a possible number, of a whole."""

    measure: str
    low: float
    high: float
    of: float
    unit: str
    target: float = float("nan")
    cited: tuple[str, ...] = ()

    def cells(self) -> tuple[Any, ...]:
        """Return the cells of the table, with the state that the numbers give."""
        if np.isnan(self.target):
            state = "descriptive"
        elif self.low >= self.target:
            state = "met"
        else:
            state = "unknown" if np.isnan(self.high) or self.high >= self.target else "not_met"
        return (self.measure, self.target, self.low, self.high, self.of, self.unit, "", state)


def _schools(
    network: Network, rules: Rules, verdicts: dict[str, dict[int, Verdict]]
) -> tuple[_Line, list[Claim]]:
    """Count the schools that meet enough conditions, for certain and possibly.

    Schools known not to be eligible are left out; those of which it is unknown are not.
    """
    codes = np.flatnonzero(_is_school(network)).tolist()
    ages = verdicts.get("eligible", {})
    asked = [code for code in codes if code not in ages or ages[code][0] != "fail"]
    states = {
        code: [verdicts[condition.id][code][0] for condition in rules.conditions] for code in asked
    }
    certain = [code for code in asked if states[code].count("pass") >= rules.at_least]
    possible = sum(len(found) - found.count("fail") >= rules.at_least for found in states.values())
    cited = sorted({name for code in certain for condition in rules.conditions
                    for name in verdicts[condition.id][code][2]})  # fmt: skip
    named = tuple(network.ids[certain])
    facts: dict[str, float] = {
        "certain": len(certain), "possible": possible, "total": len(codes),
        "k": rules.at_least, "n": len(rules.conditions),
    }  # fmt: skip
    claims = [Claim("schools_meeting", facts, rows=named)]
    unsure = sum(code in ages and ages[code][0] == "unknown" for code in certain)
    if unsure or len(asked) < len(codes):
        facts = {"ineligible": len(codes) - len(asked), "unsure": unsure, "certain": len(certain)}
        code = "eligible"
        if rules.eligible and rules.eligible.predicate == "years_open":
            code, facts["years"] = "eligible_years", rules.eligible.threshold
        claims.append(Claim(code, facts, rows=named))
    line = _Line("schools_meeting", len(certain), possible, len(codes), "schools",
                 cited=tuple(cited))  # fmt: skip
    return line, claims


def _is_school(network: Network) -> np.ndarray:
    return np.asarray((network.kinds == "school") & network.members, dtype=bool)


def _batches(network: Network, rules: Rules) -> list[_Line]:
    """Hold the schools that the data name in a batch against the number asked for by its year."""
    named = _batch_counts(network)
    schools = float(_is_school(network).sum())
    lines = []
    for year, target in rules.batches:
        count = float(sum(n for batch, n in named.items() if batch <= year)) if named else np.nan
        low = 0.0 if np.isnan(count) else count
        lines.append(_Line(f"batch_{year}", low, count, schools, "schools", float(target)))
    return lines


def _batch_counts(network: Network) -> dict[int, int]:
    """Count schools by the year of their batch, where the data carry a column of that name."""
    if "intl_batch" not in network.organizations.columns:
        return {}
    rows = network.organizations[_is_school(network)]
    years = pd.to_numeric(rows["intl_batch"], errors="coerce").dropna()
    named, counts = np.unique(years.astype(int), return_counts=True)
    return dict(zip(named.tolist(), counts.tolist(), strict=True))


def _spread(network: Network) -> list[_Line]:
    """Count schools with running cooperation, and provinces without any school."""
    table = _provinces(network)
    school = _is_school(network)
    rows = network.party_rows & school[network.party_organization]
    rows &= (running(network) & ~network.is_membership)[network.party_agreement]
    alive = float(len(np.unique(network.party_organization[rows])))
    count = float(school.sum())
    none = float((table["schools"] == 0).sum())
    idle = float((table["running_schools"] == 0).sum())
    whole = float(len(table))
    return [
        _Line("schools_in_data", count, count, float(network.members.sum()), "schools"),
        _Line("schools_running", alive, count, count, "schools"),
        _Line("provinces_without_school", none, none, whole, "provinces"),
        _Line("provinces_without_running", 0.0, idle, whole, "provinces"),
    ]


def _zones(network: Network) -> list[_Line]:
    """Count new agreements, and those in priority zones, before and after the notice.

    A date that is a year or month is before only when its last day is; a date that only reports
    an agreement may be later than its beginning, so it says nothing of after.
    """
    hosts = agreement_hosts(network)
    abroad = network.chosen & ~network.is_membership & reaching_abroad(network)
    first = hosts["country"].isin(_priority_countries())
    touched = np.isin(np.arange(len(abroad)), hosts.loc[first, "agreement"])
    found, placed = [], np.zeros(len(abroad), dtype=bool)
    for name, span in zip(("before", "after"), begun_around(network, str(NOTICE)), strict=True):
        new = abroad & span
        placed |= new
        there = new & touched
        cited = tuple(network.agreement_ids[there])
        count, total = float(there.sum()), float(new.sum())
        share = count / total if total else float("nan")
        found += [
            _Line(f"new_{name}", total, total, float(abroad.sum()), "agreements"),
            _Line(f"priority_{name}", count, count, total, "agreements", cited=cited),
            _Line(f"priority_share_{name}", share, share, total, "share", cited=cited),
        ]
    rest = float((abroad & ~placed).sum())
    return [*found, _Line("new_unplaced", rest, rest, float(abroad.sum()), "agreements")]


def _zones_claim(lines: list[_Line]) -> Claim:
    """Tell how many new agreements went to priority zones, before the notice and since."""
    found = {line.measure: int(line.low) for line in lines if line.unit == "agreements"}
    names = ("priority_before", "new_before", "priority_after", "new_after", "new_unplaced")
    facts = {name: found[name] for name in names}
    cited = [line.cited for line in lines if line.measure in ("priority_before", "priority_after")]
    rows = tuple(sorted({name for part in cited for name in part}))
    return Claim("priority_zones", facts, scope="cooperation", rows=rows)


def _priority_countries() -> set[str]:
    """Return the countries of ASEAN, Central Asia and Africa."""
    named = {code for code, zone in zones().items() if zone.priority}
    return {
        code for code, place in countries().items() if code != HOME and named & set(place.zones)
    }


def find_provinces(network: Network) -> Result:
    """List the 31 provinces and the XPCC with their schools in the data, none left out.

    ``running_schools`` have an agreement with evidence of the last 24 months. A province with 0
    has no school in the data, which does not mean that it has none abroad.

    Returns
    -------
    Result
        One row per province, by running schools, then agreements, then code.
    """
    table = _provinces(network)
    reasons = [
        (str(code), "agreements", count, cited)
        for code, count, cited in table[["province", "agreements", "cited"]].itertuples(index=False)
        if cited
    ]
    claims = _province_claims(network, table)
    table = table.sort_values(
        ["running_schools", "agreements", "province"], ascending=[False, False, True],
        ignore_index=True,
    ).drop(columns="cited")  # fmt: skip
    return make_result("provinces", network, table, reasons=reasons, claims=claims)


def _province_claims(network: Network, table: pd.DataFrame) -> list[Claim]:
    """Tell which provinces have no school, and how many schools stand in none of the list.

    A view of some provinces has no say in the others.
    """
    claims = []
    empty = tuple(table.loc[table["schools"] == 0, "province"])
    if 0 < len(empty) < len(table) and not network.settings.get("provinces"):
        facts = {"count": len(empty), "total": len(table), "provinces": empty}
        claims.append(Claim("empty_provinces", facts, rows=empty))
    schools = np.flatnonzero(_is_school(network))
    placed = set(table["province"])
    province = network.organizations["province"].to_numpy(dtype=object)[schools]
    outside = tuple(network.ids[schools[[name not in placed for name in province]]])
    if outside:
        facts = {"count": len(outside), "total": len(schools)}
        claims.append(Claim("schools_without_province", facts, rows=outside))
    return claims


def _provinces(network: Network) -> pd.DataFrame:
    province = network.organizations["province"].to_numpy(dtype=object)
    school = _is_school(network)
    live = running(network)
    rows = network.party_rows & school[network.party_organization]
    rows &= ~network.is_membership[network.party_agreement]
    frame = pd.DataFrame(
        {
            "agreement": network.party_agreement[rows],
            "code": network.party_organization[rows],
            "province": province[network.party_organization[rows]],
        }
    )
    hosts = agreement_hosts(network)
    listed = []
    for code in [code for code in provinces() if code not in OFF_SHORE]:
        mine = frame[frame["province"] == code]
        owned = mine["agreement"].unique()
        alive = mine[live[mine["agreement"].to_numpy(dtype=np.int64)]]
        reached = hosts.loc[hosts["agreement"].isin(owned), "country"].nunique()
        listed.append((
            code, int((school & (province == code)).sum()), int(school.sum()),
            alive["code"].nunique(), len(owned), reached,
            tuple(sorted(network.agreement_ids[owned])),
        ))  # fmt: skip
    columns = ["province", "schools", "of", "running_schools", "agreements", "countries", "cited"]
    return pd.DataFrame(listed, columns=columns)
