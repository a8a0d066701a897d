"""How far the policy's aims are reached: schools, batches, provinces, priority zones."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from netintl.analyses.claim import Claim
from netintl.analyses.policy.predicates import PREDICATES, Findings
from netintl.analyses.policy.rules import Rules, load_rules
from netintl.analyses.result import Reason, Result, make_result
from netintl.model.places import HOME, countries, provinces, zones
from netintl.network.reach import agreement_hosts
from netintl.network.views import begun_around, reference_day, running

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
    rules = rules or load_rules()
    day = reference_day(network)
    verdicts = _verdicts(network, rules, day)
    rows = [*_schools(network, rules, verdicts), *_spread(network), *_zones(network)]
    columns = ["measure", "target", "low", "high", "unit", "as_of", "state"]
    table = pd.DataFrame(rows, columns=["agreements", *columns])
    table["as_of"] = day.isoformat() if day else ""
    reasons = [(row[1], "value", row[3], row[0]) for row in rows]
    claims = [
        Claim("rules", {"name": rules.id, "k": rules.at_least, "n": len(rules.conditions),
                       "source": rules.source, "grade": rules.grade}),
        Claim("descriptive"),
    ]  # fmt: skip
    return make_result(
        "progress", network, table[columns], reasons=reasons, claims=claims, rules=rules.id
    )


def find_conditions(network: Network, *, rules: Rules | None = None) -> Result:
    """Test every school against every condition of a rule file.

    ``pass``: the value known for certain reaches the threshold. ``fail``: even what is possible
    stays below. ``unknown``: the data do not say; no record is no failure.

    Returns
    -------
    Result
        One row per school and condition, schools with most passes first.
    """
    rules = rules or load_rules()
    verdicts = _verdicts(network, rules, reference_day(network))
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
    claims = [Claim("rules", {"name": rules.id, "k": rules.at_least, "n": len(rules.conditions),
                            "source": rules.source, "grade": rules.grade})]  # fmt: skip
    return make_result("conditions", network, table, reasons=reasons, claims=claims, rules=rules.id)


Verdict = tuple[str, float, tuple[str, ...]]


def _verdicts(network: Network, rules: Rules, day: date | None) -> dict[str, dict[int, Verdict]]:
    schools = np.flatnonzero((network.kinds == "school") & network.members).tolist()
    conditions = [*rules.conditions, *([rules.eligible] if rules.eligible else [])]
    verdicts: dict[str, dict[int, Verdict]] = {}
    for condition in conditions:
        if day is None:
            verdicts[condition.id] = dict.fromkeys(schools, ("unknown", float("nan"), ()))
            continue
        found = PREDICATES[condition.predicate](network, day, condition.parameters)
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


_Row = tuple[tuple[str, ...], str, float, float, float, str, str, str]


def _row(
    measure: str,
    low: float,
    high: float,
    unit: str,
    *,
    target: float = float("nan"),
    cited: tuple[str, ...] = (),
) -> _Row:
    if np.isnan(target):
        state = "descriptive"
    elif low >= target:
        state = "met"
    else:
        state = "unknown" if np.isnan(high) or high >= target else "not_met"
    return (cited, measure, target, low, high, unit, "", state)


def _schools(network: Network, rules: Rules, verdicts: dict[str, dict[int, Verdict]]) -> list[_Row]:
    """Count the schools that meet enough conditions, for certain and possibly; then the batches."""
    codes = np.flatnonzero((network.kinds == "school") & network.members).tolist()
    certain, possible = [], 0
    for code in codes:
        states = [verdicts[condition.id][code][0] for condition in rules.conditions]
        shut = rules.eligible is not None and verdicts["eligible"][code][0] == "fail"
        if shut:
            continue
        if states.count("pass") >= rules.at_least:
            certain.append(code)
        if len(states) - states.count("fail") >= rules.at_least:
            possible += 1
    cited = sorted({name for code in certain for condition in rules.conditions
                    for name in verdicts[condition.id][code][2]})  # fmt: skip
    rows = [_row("schools_meeting", len(certain), possible, "schools", cited=tuple(cited))]
    named = _batch_counts(network)
    for year, target in rules.batches:
        count = float(sum(n for batch, n in named.items() if batch <= year)) if named else np.nan
        low = 0.0 if np.isnan(count) else count
        rows.append(_row(f"batch_{year}", low, count, "schools", target=float(target)))
    return rows


def _batch_counts(network: Network) -> dict[int, int]:
    """Count schools by the year of their batch, where the data carry a column of that name."""
    if "intl_batch" not in network.organizations.columns:
        return {}
    years = pd.to_numeric(network.organizations["intl_batch"], errors="coerce").dropna()
    named, counts = np.unique(years.astype(int), return_counts=True)
    return dict(zip(named.tolist(), counts.tolist(), strict=True))


def _spread(network: Network) -> list[_Row]:
    """Count schools with running cooperation, and provinces without any school."""
    table = _provinces(network)
    schools = float(table["schools"].sum())
    running = float(table["running_schools"].sum())
    none = float((table["schools"] == 0).sum())
    idle = float((table["running_schools"] == 0).sum())
    return [
        _row("schools_in_data", schools, schools, "schools"),
        _row("schools_running", running, schools, "schools"),
        _row("provinces_without_school", none, none, "provinces"),
        _row("provinces_without_running", 0.0 if none == 0 else none, idle, "provinces"),
    ]


def _zones(network: Network) -> list[_Row]:
    """Count new agreements, and those in priority zones, before and after the notice."""
    hosts = agreement_hosts(network)
    codes = np.arange(len(network.chosen))
    abroad = np.isin(codes, hosts["agreement"])
    first = hosts["country"].isin(_priority_countries())
    touched = np.isin(codes, hosts.loc[first, "agreement"])
    dated = network.chosen & ~network.is_membership & ~np.isnat(network.starts) & abroad
    found = []
    for name, span in zip(("before", "after"), begun_around(network, str(NOTICE)), strict=True):
        new = dated & span
        there = new & touched
        cited = tuple(network.agreement_ids[there])
        count, total = float(there.sum()), float(new.sum())
        found.append(_row(f"new_{name}", total, total, "agreements"))
        found.append(_row(f"priority_{name}", count, count, "agreements", cited=cited))
        share = count / total if total else float("nan")
        found.append(_row(f"priority_share_{name}", share, share, "share", cited=cited))
    return found


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
    empty = table.loc[table["schools"] == 0, "province"].tolist()
    claims = [Claim("empty_provinces", {"count": len(empty), "provinces": tuple(empty)})]
    table = table.sort_values(
        ["running_schools", "agreements", "province"], ascending=[False, False, True],
        ignore_index=True,
    ).drop(columns="cited")  # fmt: skip
    return make_result("provinces", network, table, reasons=reasons, claims=claims)


def _provinces(network: Network) -> pd.DataFrame:
    province = network.organizations["province"].to_numpy(dtype=object)
    school = (network.kinds == "school") & network.members
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
            code, int((school & (province == code)).sum()), alive["code"].nunique(), len(owned),
            reached, tuple(sorted(network.agreement_ids[owned])),
        ))  # fmt: skip
    columns = ["province", "schools", "running_schools", "agreements", "countries", "cited"]
    return pd.DataFrame(listed, columns=columns)
