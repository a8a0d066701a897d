"""Claims of what began, lasted, ended and shifted, recomputed row by row."""

from __future__ import annotations

import itertools
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
from scipy import stats

from tests.truth.claims import range_of, recomputes, states_rules
from tests.truth.world import first_day, last_day, parts

if TYPE_CHECKING:
    from tests.truth.world import World

    Claim = dict[str, Any]

REFERENCE = Path(__file__).resolve().parents[2] / "netintl" / "model" / "reference"
ONE_OFF = {
    "construction", "donation", "equipment", "inbound_training", "recognition", "staff_training",
    "teacher_training",
}  # fmt: skip
ENDED = {"expired", "terminated"}
NOTICE = "2023-07-01"
KINDS = {"signed": "signed", "event": "events", "reported": "reported"}

states_rules("descriptive")


def day_of(text: str, reading: Any = first_day) -> str:
    """Read a date that can be meant."""
    return reading(text) if text and "1900" <= text[:4] <= "2100" else ""


def began(world: World) -> pd.DataFrame:
    """Agreements of cooperation that have begun by the day of the view, or are undated."""
    rows = world.cooperation.copy()
    rows["day"] = [day_of(text) for text in rows["start"]]
    return rows[rows["day"] <= world.day] if world.day else rows


def one_off(row: Any) -> bool:
    return row.date_kind == "event" or row.kind in ONE_OFF


def stands(world: World) -> pd.Series:
    """Name how each agreement of the view stands on its day."""
    limit = str((pd.Timestamp(world.day) - pd.DateOffset(months=24)).date())
    found = {}
    for row in world.agreements.itertuples():
        if day_of(row.start) > world.day:
            continue
        seen = world.evidence[row.id]
        state = "running" if seen >= limit else "silent" if seen else "unattested"
        found[row.id] = "over" if row.id in world.over else state
    return pd.Series(found, dtype=object)


@recomputes("stale")
def stale(world: World, _claim: Claim) -> dict[str, Any]:
    counts = stands(world).value_counts()
    names = ("running", "silent", "unattested", "over")
    return {"day": world.day, **{name: int(counts.get(name, 0)) for name in names}}


@recomputes("memoranda_only")
def memoranda_only(world: World, _claim: Claim) -> dict[str, Any]:
    table = world.tables["agreements"]
    assert set(table["kind"]) == {"mou_only"}
    return {"count": len(table), "statuses": sorted(set(table["status"].replace("", "unknown")))}


@recomputes("peak_begun", "peak_signed", "peak_events", "peak_reported")
def peak(world: World, claim: Claim) -> dict[str, Any]:
    rows = began(world)
    rows = rows[rows["day"] != ""]
    kind = rows["date_kind"].map(KINDS).fillna("begun")
    years = rows.loc[kind == claim["code"].removeprefix("peak_"), "day"].str[:4].value_counts()
    best = sorted(int(year) for year in years.index[years == years.max()])
    return {"count": int(years.max()), "years": best, "total": int(years.sum())}


@recomputes("silent_ends")
def silent_ends(world: World, claim: Claim) -> dict[str, Any]:
    rows = began(world)
    end = rows["end"].map(day_of)
    silent = rows[rows["id"].isin(world.over) & ((end == "") | (end > world.day))]
    assert sorted(silent["id"]) == sorted(claim["rows"])
    return {"count": len(silent)}


@recomputes("lag")
def lag(world: World, _claim: Claim) -> dict[str, Any]:
    late = (pd.Timestamp(world.day) - pd.DateOffset(months=18)).year
    rows = began(world)
    first = int(min(day for day in rows["day"] if day)[:4])
    return {"first": max(first, late), "last": int(world.day[:4])}


def years_between(begin: str, end: str) -> float:
    days = (np.datetime64(end) - np.datetime64(begin)).astype(int)
    return max(float(days), 0.0) / 365.25


def went_on(world: World) -> set[str]:
    """Name what no source calls ended, with a flow after its end or news a year later."""
    flows = world.tables["flows"]
    happened = flows[flows["planned"] != "yes"]
    seen_in = happened.groupby("agreement")["year"].max().map(first_day).to_dict()
    found = set()
    for row in world.tables["agreements"].itertuples():
        end = day_of(row.end, last_day)
        if not end or row.status in ENDED:
            continue
        year_on = str((pd.Timestamp(end) + pd.Timedelta(days=366)).date())
        news, flow = min(world.evidence[row.id], world.day), min(seen_in.get(row.id, ""), world.day)
        if news > year_on or flow > end:
            found.add(row.id)
    return found


def lifetimes(world: World) -> tuple[pd.DataFrame, dict[str, int]]:
    """Return (low, high) years for each agreement followed, and how many are not."""
    sources = world.tables["sources"]
    published = dict(zip(sources["id"], (day_of(d, last_day) for d in sources["published"]),
                         strict=True))  # fmt: skip
    flows = world.tables["flows"]
    happened = flows[(flows["planned"] != "yes") & (flows["year"] != "")]
    seen_in = happened.groupby("agreement")["year"].max().map(first_day).to_dict()
    cited = {row.id: max([published.get(n, "") for n in parts(row.source)], default="")
             for row in world.tables["agreements"].itertuples()}  # fmt: skip
    register = not any(cited.values())
    continued = went_on(world)
    whole = max(world.evidence.values(), default="")
    found, left = {}, {"undated": 0, "reported": 0, "one_off": 0}
    for row in world.cooperation.itertuples():
        begin, begun_by = day_of(row.start), day_of(row.start, last_day)
        reason = "one_off" if one_off(row) else "undated" if not begin else ""
        reason = reason or ("reported" if row.date_kind == "reported" else "")
        if reason:
            left[reason] += 1
            continue
        if begin > world.day:
            continue
        called = row.status in ENDED
        attested = world.day if register else min(world.evidence[row.id] or begin, world.day)
        end, end_by = day_of(row.end), day_of(row.end, last_day)
        seen = max(begin if row.status != "proposed" else "", seen_in.get(row.id, "")) or begin
        high = float("inf")
        if row.id in continued:
            low = years_between(begun_by, attested)
        elif end and (called or end_by <= attested):
            low, high = years_between(begun_by, end), years_between(begin, end_by)
        elif called:
            by = max(cited[row.id] or whole, seen)
            low, high = years_between(begun_by, seen), years_between(begin, by)
        else:
            low = years_between(begun_by, min(attested, end) if end else attested)
        stated = np.isfinite(high) and end != ""
        found[row.id] = (low, max(low, high), stated)
    return pd.DataFrame.from_dict(found, orient="index", columns=["low", "high", "stated"]), left


def turnbull(low: np.ndarray, high: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return right ends and masses of the innermost intervals, by plain expectation steps."""
    exact = low == high
    marks = sorted(
        [(value, 0 if same else 2) for value, same in zip(low, exact, strict=True)]
        + [(value, 1) for value in high]
    )
    spans = [(a, b) for (a, one), (b, two) in itertools.pairwise(marks) if one != 1 and two == 1]
    spans = list(dict.fromkeys(spans))
    inside = np.array(
        [[(p == q == a) if a == b else (p > a or p == a < q) and q <= b for p, q in spans]
         for a, b in zip(low, high, strict=True)],
        dtype=float,
    )  # fmt: skip
    inside, count = np.unique(inside, axis=0, return_counts=True)
    mass = np.full(len(spans), 1 / len(spans))
    for _step in range(20_000):
        new = mass * ((count / (inside @ mass)) @ inside) / count.sum()
        moved = np.abs(new - mass).max()
        mass = new
        if moved < 1e-12:
            break
    return np.array([right for _left, right in spans]), mass


def told(world: World) -> tuple[pd.DataFrame, np.ndarray, np.ndarray]:
    cases, _left = lifetimes(world)
    return (cases, *turnbull(cases["low"].to_numpy(), cases["high"].to_numpy()))


def near(value: float) -> range_of:
    return range_of(value - 1e-5, value + 1e-5)


@recomputes("survival")
def survival(world: World, claim: Claim) -> dict[str, Any]:
    cases, _left = lifetimes(world)
    assert sorted(cases.index) == sorted(claim["rows"])
    return {
        "count": len(cases),
        "no_follow_up": int((np.isinf(cases["high"]) & (cases["low"] == 0)).sum()),
        "one_year": int((cases["low"] >= 1).sum()),
    }


@recomputes("survival_none_ended")
def none_ended(world: World, claim: Claim) -> dict[str, Any]:
    cases, _left = lifetimes(world)
    assert not np.isfinite(cases["high"]).any()
    assert sorted(cases.index) == sorted(claim["rows"])
    return {"count": len(cases)}


@recomputes("survival_ended", "survival_unsaid")
def endings(world: World, claim: Claim) -> dict[str, Any]:
    cases, _left = lifetimes(world)
    rows = cases[np.isfinite(cases["high"])]
    if claim["code"] == "survival_unsaid":
        rows = rows[~rows["stated"].astype(bool)]
    assert sorted(rows.index) == sorted(claim["rows"])
    return {"count": len(rows)}


@recomputes("not_followed")
def not_followed(world: World, _claim: Claim) -> dict[str, Any]:
    return dict(lifetimes(world)[1])


@recomputes("few_followed")
def few_followed(world: World, claim: Claim) -> dict[str, Any]:
    assert len(lifetimes(world)[0]) < claim["facts"]["fewest"]
    return {"fewest": 10}


@recomputes("survival_reach")
def survival_reach(world: World, _claim: Claim) -> dict[str, Any]:
    cases, right, mass = told(world)
    years = float(np.sort(cases["low"])[-10])
    share = 1 - mass[right <= years].sum()
    low, high = interval(cases, years)
    return {
        "years": years, "share": near(share), "fewest": 10,
        "low": near(min(low, share)), "high": near(max(high, share)),
    }  # fmt: skip


def interval(cases: pd.DataFrame, years: float) -> tuple[float, float]:
    """Return the widest 95 % interval of Kaplan and Meier, with ends placed early and late."""
    ended = np.isfinite(cases["high"])
    lows, highs = [], []
    for time in (cases["low"], cases["high"].where(ended, cases["low"])):
        curve = stats.ecdf(stats.CensoredData(time[ended], right=time[~ended])).sf
        if curve.evaluate(years) == 1:
            highs.append(1.0)
            continue
        limits = curve.confidence_interval(method="log-log")
        lows.append(float(limits.low.evaluate(years)))
        highs.append(float(limits.high.evaluate(years)))
    return min(lows), max(highs)


@recomputes("median_survival")
def median_survival(world: World, _claim: Claim) -> dict[str, Any]:
    cases, right, mass = told(world)
    time = min(t for t in right if mass[right <= t].sum() >= 0.5 - 1e-9)
    return {"years": float(time), "at_risk": int((cases["low"] >= time).sum())}


def fates(world: World, asked: str) -> dict[str, Any]:
    """Count those of cooperation that are over or silent, and the states of what lasts.

    What follows them, and who is heard of, may lie outside the view.
    """
    states, own, whole = stands(world), set(world.cooperation["id"]), world.whole
    rows, every = whole.cooperation.set_index("id", drop=False), stands(whole)
    bodies = whole.parties.groupby("agreement")["organization"].agg(set)
    running = {body for name in every.index[every == "running"] for body in bodies.get(name, ())}
    ended = {name for name in states.index[states == asked] if name in own}
    lasting = [name for name in ended if not one_off(rows.loc[name])]
    found = []
    for name in lasting:
        row = rows.loc[name]
        if asked == "over":
            found.append(_fate(whole, row, rows, bodies))
            continue
        after = world.evidence[name] > day_of(row["start"]) != ""
        heard = bool(running & bodies.get(name, set()))
        dormant = row["status"] == "active" and after and heard
        found.append("dormant" if dormant else "no_news")
    facts = {asked: len(ended), "one_off": len(ended) - len(lasting), "count": len(lasting)}
    return facts | {name: found.count(name) for name in STATES[asked]}


STATES = {
    "over": ("renewed", "continued", "past_end", "lapsed"),
    "silent": ("dormant", "no_news"),
}


@recomputes("renewals", "renewals_one_off")
def renewals(world: World, claim: Claim) -> dict[str, Any]:
    facts = fates(world, "over")
    assert bool(facts["count"]) == (claim["code"] == "renewals")
    return facts if facts["count"] else {"over": facts["over"]}


@recomputes("silences", "silences_one_off")
def silences(world: World, claim: Claim) -> dict[str, Any]:
    facts = fates(world, "silent")
    assert bool(facts["count"]) == (claim["code"] == "silences")
    return facts if facts["count"] else {"silent": facts["silent"]}


def _fate(world: World, row: pd.Series, rows: pd.DataFrame, bodies: pd.Series) -> str:
    end = day_of(row["end"], last_day)
    moment = pd.Timestamp(end or world.evidence[row["id"]] or None)
    for other in rows.itertuples():
        start = day_of(other.start)
        if not start or start <= day_of(row["start"]) or not day_of(row["start"]):
            continue
        gap = (pd.Timestamp(start) - moment).days
        alike = other.kind == row["kind"] or (row["brand"] != "" and other.brand == row["brand"])
        shared = bodies.get(other.id, set()) & bodies.get(row["id"], set())
        if alike and -731 / 4 <= gap <= 731 and len(shared) > 1:
            return "renewed"
    if row["status"] in ENDED:
        return "lapsed"
    return "continued" if row["id"] in went_on(world) else "past_end"


def placed(world: World) -> pd.DataFrame:
    """List agreement, region, share and time of those with a host."""
    places = pd.read_csv(REFERENCE / "countries.csv", dtype=str, keep_default_na=False)
    region = dict(zip(places["alpha3"], places["region"], strict=True))
    rows = world.parties[world.parties["agreement"].isin(world.cooperation["id"])]
    facts = world.cooperation.set_index("id")
    found = []
    for agreement, group in rows.groupby("agreement"):
        hosts = {world.country[name] for name in group["organization"]} - {"", "CHN"}
        regions = {region.get(host, "") for host in hosts} - {""}
        text = facts.at[agreement, "start"]
        early, late = day_of(text), day_of(text, last_day)
        time = "before" if late and late < NOTICE else ""
        if early >= NOTICE and facts.at[agreement, "date_kind"] != "reported":
            time = "after"
        found += [(agreement, one, 1 / len(regions), time, early) for one in sorted(regions)]
    return pd.DataFrame(found, columns=["agreement", "region", "share", "time", "start"])


@recomputes("shift")
def shift(world: World, claim: Claim) -> dict[str, Any]:
    rows = placed(world)
    sums = rows[rows["time"] != ""].pivot_table(
        index="region", columns="time", values="share", aggfunc="sum", fill_value=0
    )
    shares = sums / sums.sum()
    step = (shares["after"] - shares["before"]).round(10)
    top = str(step.idxmax())
    cited = rows[(rows["region"] == top) & (rows["time"] != "")]["agreement"]
    assert sorted(set(cited)) == sorted(claim["rows"])
    return {"region": top, **shares.loc[top].to_dict(), **_sizes(rows)}


def _sizes(rows: pd.DataFrame) -> dict[str, int]:
    return {
        f"count_{time}": rows.loc[rows["time"] == time, "agreement"].nunique()
        for time in ("before", "after")
    }


@recomputes("shift_few")
def shift_few(world: World, _claim: Claim) -> dict[str, Any]:
    sizes = _sizes(placed(world))
    assert min(sizes.values()) < 10
    return {**sizes, "fewest": 10}


@recomputes("shift_unclear")
def shift_unclear(world: World, _claim: Claim) -> dict[str, Any]:
    rows = placed(world)
    unclear = rows[(rows["time"] == "") & (rows["start"] != "")]
    return {"count": unclear["agreement"].nunique()}
