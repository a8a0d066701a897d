"""How long each agreement is known to have lasted, and the curve of many of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd

from netintl.kernels import kaplan_meier, turnbull
from netintl.network.dates import as_days, first_day, last_day
from netintl.network.evidence import ENDED, newest_evidence

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from netintl.kernels import SurvivalCurve
    from netintl.network.network import Network

# Deliveries, honours and courses happen; they do not last (a date of kind event says so too).
ONE_OFF_KINDS: Final = (
    "construction", "donation", "equipment", "inbound_training", "recognition", "staff_training",
    "teacher_training",
)  # fmt: skip
YEAR: Final = 365.25
_DIGITS: Final = 9  # of an estimate that an iteration ends in
_LATER: Final = np.timedelta64(366, "D")
_NEVER, _LONG_AGO = np.datetime64("NaT", "D"), np.datetime64("0001-01-01", "D")


@dataclass(frozen=True, slots=True)
class Lifetimes:
    """Agreements that are followed from their start, and how many are not.

    ``cases`` has one row per agreement: its ``code``, and years of ``entry`` (into a period),
    ``low`` and ``high``: the end lies in (low, high], exactly there when both are equal; ``high``
    is infinite when it is last known to run at ``low``; and whether an end is ``stated``.
    """

    cases: pd.DataFrame
    one_off: int
    undated: int
    reported: int
    later: int


def one_off(network: Network) -> np.ndarray:
    """Mark the agreements that are events, deliveries or courses, and no durations."""
    facts = network.agreements
    event = facts["date_kind"] == "event"
    return np.asarray(event | facts["kind"].isin(ONE_OFF_KINDS), dtype=bool)


def find_lifetimes(network: Network) -> Lifetimes:
    """Follow the agreements with a start or a signing until the last day that the data know.

    A running agreement is followed until the day its source attests it, where no source has a
    date until the day of the table (the newest date, or that of the view). An end after that day
    is a plan, and one after which the agreement went on (``went_on``) is none. An end in the view
    is an end also in a view of a later day. An agreement that is called ended without a date ended
    after its start and the newest year of its flows, and by the day of the source that says so.
    Dates of a year or a month are taken as widely as they can be meant. In a view of a period,
    agreements enter on its first day.
    """
    used = considered(network) & ~network.is_membership
    once = used & one_off(network)
    undated = used & ~once & np.isnat(network.starts)
    told = (network.agreements["date_kind"] == "reported").to_numpy(dtype=bool)
    reported = used & ~once & ~undated & told
    dated = used & ~once & ~undated & ~reported
    day = _last_day(network)
    begun = dated & (network.starts <= day)
    cases = _cases(network, np.flatnonzero(begun), day)
    counts = (int(mask.sum()) for mask in (once, undated, reported, dated & ~begun))
    return Lifetimes(cases, *counts)


def considered(network: Network) -> np.ndarray:
    """Mark what the filters take; in a view of a period, what held in it."""
    return network.chosen if "since" in network.settings else network.filtered


def _last_day(network: Network) -> np.datetime64:
    until = network.settings.get("until")
    newest: date | None = network.reference_day
    day = np.datetime64(newest or "NaT", "D")
    return np.fmin(day, np.datetime64(first_day(until), "D") - 1) if until else day


def _cases(network: Network, rows: np.ndarray, day: np.datetime64) -> pd.DataFrame:
    """Place the end of each agreement, in years since its start."""
    begun, begun_by = (_days(network, "start", reading)[rows] for reading in (first_day, last_day))
    ended_from, ended_by = (
        _days(network, "end", reading)[rows] for reading in (first_day, last_day)
    )
    attested, last_seen, called_by = (days[rows] for days in _seen(network, day))
    called = network.agreements["status"].isin(ENDED).to_numpy(dtype=bool)[rows]
    dated = ~np.isnat(ended_by)
    cut = {"as_of", "until"} & set(network.settings)  # what is told later is not known
    continued = went_on(network, day)[rows]
    passed = (ended_by <= attested) & ~continued
    known = dated & np.where(called, (ended_by <= day) | (not cut), passed)
    between = called & ~dated & ((called_by <= day) | (not cut))
    running = np.where(called & dated, day, np.where(called, np.fmin(last_seen, day), attested))
    # A day of the month or year of the end.
    running = np.where(continued, running, np.fmin(running, ended_from))
    from_day = np.where(known, ended_from, np.where(between, last_seen, np.fmax(running, begun)))
    low = _years(from_day - begun_by)
    high = _years(np.where(known, ended_by, called_by) - begun)
    high = np.where(known | between, np.maximum(high, low), np.inf)
    since = network.settings.get("since")
    entry = _years(np.datetime64(first_day(since), "D") - begun) if since else np.zeros(len(rows))
    watched = (entry == 0) | (low > entry)
    cases = pd.DataFrame({"code": rows, "entry": entry, "low": low, "high": high, "stated": known})
    return pd.DataFrame(cases[watched].reset_index(drop=True))


def went_on(network: Network, day: np.datetime64) -> np.ndarray:
    """Mark what went on after its stated end, as far as is known on a day.

    No source calls it ended, and it has a flow after the end, or is attested more than a year
    after it: what is published sooner may report the end itself.
    """
    called = network.agreements["status"].isin(ENDED).to_numpy(dtype=bool)
    sources, flows = network.tables["sources"], network.tables["flows"]
    undated = network.agreements.assign(start="", end="")
    cited = network.values("agreements", "source")
    flowed = np.minimum(newest_evidence(undated, cited, sources.iloc[:0], flows), day)
    attested = np.minimum(network.evidence_days, day)
    after = (flowed > network.ends) | (attested > network.ends + _LATER)
    return np.asarray(after & ~called, dtype=bool)


def _days(network: Network, column: str, reading: Callable[[str], date]) -> np.ndarray:
    return as_days(network.agreements[column].to_numpy(dtype=object), reading)


def _years(days: np.ndarray) -> np.ndarray:
    return np.asarray(np.maximum(days.astype("timedelta64[D]").astype(float), 0.0) / YEAR)


def _seen(network: Network, day: np.datetime64) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return the last day each agreement is attested on, was seen to run, and its source is of.

    The first is never after ``day``; the last is that of all data where its sources have no date.
    """
    sources, flows = network.tables["sources"], network.tables["flows"]
    cited = network.values("agreements", "source")
    seen = newest_evidence(network.agreements, cited, sources.iloc[:0], flows)
    days = as_days(sources["published"].to_numpy(dtype=object), last_day)
    published = {n: day for n, day in zip(sources["id"], days, strict=True) if not np.isnat(day)}
    latest = [max((published[n] for n in names if n in published), default=_NEVER)
              for names in cited]  # fmt: skip
    told = np.array(latest, dtype="datetime64[D]")
    whole = network.evidence_days[~np.isnat(network.evidence_days)].max(initial=_LONG_AGO)
    if np.isnat(told).all():
        attested = np.full(len(told), day)
    else:
        attested = np.fmin(network.evidence_days, day)
    return attested, seen, np.fmax(np.where(np.isnat(told), whole, told), seen)


def survival_rows(cases: pd.DataFrame) -> pd.DataFrame:
    """Estimate the share that lasts longer, at each time at which something is known.

    By Kaplan and Meier where every end has its day, else by Turnbull; the 95 % interval takes in
    those of Kaplan and Meier with ends placed as early and as late as they can be. Where
    agreements enter a period on its first day, ends are placed late.
    """
    entry, low, high = (cases[name].to_numpy(dtype=float) for name in ("entry", "low", "high"))
    ended = np.isfinite(high)
    between = ended & (high > low)
    late = np.where(ended, high, low)
    last, first = (kaplan_meier(time, ended, entry) for time in (late, low))
    if between.any() and not entry.any():
        found = turnbull(low, high)
        jumps = found.right[(found.weight > 10.0**-_DIGITS) & np.isfinite(found.right)]
        times = np.unique(np.concatenate([[0.0], low, jumps]))
        given = np.round(np.maximum(1 - _up_to(found.right, found.weight, times), 0), _DIGITS)
    else:
        times = np.unique(np.concatenate([[0.0], low, late]))
        given = _step(last.time, last.survival, times, 1.0)
    lows, highs = _limits(first, last, times)
    return pd.DataFrame({
        "years": times,
        "at_risk": _count(low, times) - _count(entry[entry > 0], times),
        "ended": _at(low[ended & ~between], times),
        "between": _at(low[between], times),
        "censored": _at(low[~ended], times),
        "survival": given,
        "low": np.minimum(lows, given),
        "high": np.maximum(highs, given),
    })  # fmt: skip


def _limits(
    first: SurvivalCurve, last: SurvivalCurve, times: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Join the intervals of two curves; where one has not fallen yet, the upper limit is 1."""
    lows = [_step(curve.time, curve.low, times, np.nan) for curve in (first, last)]
    highs = [_step(curve.time, curve.high, times, np.nan) for curve in (first, last)]
    whole = [_step(curve.time, curve.survival, times, 1.0) == 1 for curve in (first, last)]
    high = np.where(whole[0] | whole[1], 1.0, np.fmax(*highs))
    return np.fmin(*lows), np.where(whole[0] & whole[1], np.nan, high)


def _count(values: np.ndarray, times: np.ndarray) -> np.ndarray:
    """Count the values from each time on."""
    return np.asarray(len(values) - np.searchsorted(np.sort(values), times, side="left"))


def _at(values: np.ndarray, times: np.ndarray) -> np.ndarray:
    """Count the values at each of the times."""
    return np.bincount(np.searchsorted(times, values), minlength=len(times))


def _up_to(places: np.ndarray, weights: np.ndarray, times: np.ndarray) -> np.ndarray:
    """Sum the weights that lie at or before each time."""
    below = np.concatenate([[0.0], np.cumsum(weights)])
    return np.asarray(below[np.searchsorted(places, times, side="right")])


def _step(at: np.ndarray, values: np.ndarray, times: np.ndarray, before: float) -> np.ndarray:
    """Read a step function at the times."""
    place = np.searchsorted(at, times, side="right")
    return np.concatenate([[before], values])[place]
