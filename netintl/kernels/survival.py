"""How long things last: Kaplan–Meier, and Turnbull's estimate where an end has no exact time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

_Z: Final = 1.959963984540054  # 97.5 % point of the standard normal distribution
_STEPS: Final = 1_000
_STILL: Final = 1e-10  # change of a mass from which the iteration goes on


@dataclass(frozen=True, slots=True)
class SurvivalCurve:
    """Kaplan–Meier estimate at each time at which something ended or was censored."""

    time: np.ndarray
    at_risk: np.ndarray
    ended: np.ndarray
    censored: np.ndarray
    survival: np.ndarray
    error: np.ndarray
    low: np.ndarray
    high: np.ndarray


@dataclass(frozen=True, slots=True)
class IntervalCurve:
    """Turnbull's estimate: mass ``weight`` lies in each interval from ``left`` to ``right``.

    ``survival`` is the share that lasts longer than ``right``; inside an interval it is undefined.
    """

    left: np.ndarray
    right: np.ndarray
    weight: np.ndarray
    survival: np.ndarray


def kaplan_meier(
    duration: np.ndarray, ended: np.ndarray, entry: np.ndarray | None = None
) -> SurvivalCurve:
    """Estimate the share that lasts longer than each duration.

    ``S(t) = Π (1 − d_i/n_i)`` over times ``t_i ≤ t`` with ``d_i`` endings among ``n_i`` at risk; an
    ending and a censoring at one time: the ending comes first. Greenwood's standard error
    ``S √Σ d_i / (n_i (n_i − d_i))``; the 95 % interval is that of log(−log S), which stays within
    0..1. Before the first ending, and once S is 0, the interval is undefined (NaN).

    Parameters
    ----------
    duration
        Time each has lasted, 0 or more.
    ended
        Whether it ended then; else it is censored.
    entry
        Time from which each was watched (left truncation): at risk after it. 0, at risk from the
        beginning, when omitted.

    References
    ----------
    Kaplan and Meier 1958, doi:10.1080/01621459.1958.10501452; Greenwood 1926; Kalbfleisch and
    Prentice 1980 for the interval. ``scipy.stats.ecdf`` has the estimate, but neither the numbers
    at risk nor the errors, and takes longer to load than the analysis; R's survival is the oracle.

    Examples
    --------
    >>> curve = kaplan_meier(np.array([1.0, 2.0, 3.0]), np.array([True, False, True]))
    >>> curve.survival.round(3).tolist()
    [0.667, 0.667, 0.0]
    """
    time, place = np.unique(np.asarray(duration, dtype=float), return_inverse=True)
    deaths = np.bincount(place, np.asarray(ended, dtype=float), len(time))
    leaving = np.bincount(place, minlength=len(time))
    at_risk = len(place) - (np.cumsum(leaving) - leaving)
    if entry is not None:
        # Who enters at a time is at risk after it; who never was watched at 0 is at risk from 0.
        later = np.sort(np.asarray(entry, dtype=float)[np.asarray(entry) > 0])
        at_risk = at_risk - (len(later) - np.searchsorted(later, time, side="left"))
    survival = np.cumprod(1 - deaths / np.maximum(at_risk, 1))
    left = at_risk - deaths
    terms = np.divide(deaths, at_risk * left, out=np.full(len(time), np.inf), where=left > 0)
    total = np.cumsum(np.where(deaths > 0, terms, 0.0))
    inside = (survival > 0) & (survival < 1)
    logs = np.log(np.where(inside, survival, 0.5))
    margin = _Z * np.sqrt(np.where(inside, total, 0.0)) / np.abs(logs)
    low = np.where(inside, np.where(inside, survival, 0.5) ** np.exp(margin), np.nan)
    high = np.where(inside, np.where(inside, survival, 0.5) ** np.exp(-margin), np.nan)
    error = np.where(survival > 0, survival * np.sqrt(np.where(survival > 0, total, 0.0)), np.nan)
    counts = (at_risk, deaths.astype(int), (leaving - deaths).astype(int))
    return SurvivalCurve(time, *counts, survival, error, low, high)


def turnbull(low: np.ndarray, high: np.ndarray) -> IntervalCurve:
    """Estimate the share that lasts longer, where an end lies in (low, high].

    The nonparametric maximum of the likelihood by self-consistency: mass can lie only in the
    innermost intervals, each of which begins at a ``low`` and ends at the next ``high``; it is
    shared out until every mass equals the mean of what each case gives it. Without ends between
    two times it is Kaplan–Meier. Cost: sorting, then O(cases) a step.

    Parameters
    ----------
    low, high
        Equal: ended exactly then. ``high`` infinite: still there at ``low``.

    References
    ----------
    Turnbull 1976, doi:10.1111/j.2517-6161.1976.tb01597.x; Peto 1973, doi:10.2307/2346307, for the
    innermost intervals. R's ``survfit`` for interval-censored times is the oracle.

    Examples
    --------
    >>> curve = turnbull(np.array([0.0, 1.0, 4.0]), np.array([2.0, 3.0, np.inf]))
    >>> curve.left.tolist(), curve.right.tolist(), curve.survival.round(3).tolist()
    ([1.0, 4.0], [2.0, inf], [0.333, 0.0])
    """
    low, high = np.asarray(low, dtype=float), np.asarray(high, dtype=float)
    if not len(low):
        empty = np.empty(0)
        return IntervalCurve(empty, empty, empty, empty)
    left, right = _innermost(low, high)
    exact = low == high
    # A case covers a run of intervals: those that begin at or after low and end by high.
    first = np.where(exact, np.searchsorted(right, low, "left"), np.searchsorted(left, low, "left"))
    first = np.where(~exact & _is_point(left, right, first, low), first + 1, first)
    last = np.searchsorted(right, high, side="right")
    runs, count = np.unique(np.stack([first, last], axis=1), axis=0, return_counts=True)
    weight = _self_consistent(runs[:, 0], runs[:, 1], count.astype(float), len(left))
    survival = np.maximum(1 - np.cumsum(weight), 0.0)
    survival[-1] = 0.0
    return IntervalCurve(left, right, weight, survival)


def _innermost(low: np.ndarray, high: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return the intervals that begin at a low and end at a high with nothing in between.

    At one time an exact end begins, then what ends there ends, then what is open there begins.
    """
    exact = low == high
    value = np.concatenate([low, high])
    rank = np.concatenate([np.where(exact, 0, 2), np.ones(len(high), dtype=int)])
    order = np.lexsort((rank, value))
    value, opens = value[order], (rank != 1)[order]
    found = np.flatnonzero(opens[:-1] & ~opens[1:])
    return value[found], value[found + 1]


def _is_point(
    left: np.ndarray, right: np.ndarray, place: np.ndarray, time: np.ndarray
) -> np.ndarray:
    """Tell where the interval at a place is the single time: what is open there begins after it."""
    inside = np.minimum(place, len(left) - 1)
    return np.asarray((place < len(left)) & (left[inside] == time) & (right[inside] == time))


def _self_consistent(
    first: np.ndarray, last: np.ndarray, count: np.ndarray, size: int
) -> np.ndarray:
    """Share mass out over the intervals until it no longer moves (expectation, maximisation).

    Two steps are lengthened to where they seem to lead, unless that is less likely (the squared
    extrapolation of Varadhan and Roland 2008, doi:10.1111/j.1467-9469.2007.00585.x).
    """

    def covered(weight: np.ndarray) -> np.ndarray:
        below = np.concatenate([[0.0], np.cumsum(weight)])
        return np.asarray(np.maximum(below[last] - below[first], 1e-300))

    def shared(weight: np.ndarray) -> np.ndarray:
        given = count / covered(weight)
        change = np.bincount(first, given, size + 1) - np.bincount(last, given, size + 1)
        new = weight * np.maximum(np.cumsum(change)[:size], 0.0)
        return np.asarray(new / new.sum())

    def likely(weight: np.ndarray) -> float:
        return round(float((count * np.log(covered(weight))).sum()), 9)

    weight: np.ndarray = np.full(size, 1 / size)
    for _step in range(_STEPS):
        one = shared(weight)
        two = shared(one)
        step, bend = one - weight, two - one - (one - weight)
        reach = float(np.sqrt((step * step).sum() / max(float((bend * bend).sum()), 1e-300)))
        far = weight + 2 * reach * step + reach * reach * bend
        far = np.where(far > 0, far, two)  # mass that is gone does not come back
        far = shared(far / far.sum()) if reach > 1 else two
        new = far if likely(far) >= likely(two) else two
        moved = np.abs(one - weight).max()
        weight = new
        if moved < _STILL:
            break
    return weight
