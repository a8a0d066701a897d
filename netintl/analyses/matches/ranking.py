"""How well a score ranks what came true above what did not; ties count by their average."""

from __future__ import annotations

import numpy as np

_DIGITS = 10  # scores that agree so far are tied
_TIED = 10.0**_DIGITS


def placements(scores: np.ndarray, hits: np.ndarray) -> np.ndarray:
    """Return, for each hit, the share of misses that score lower; equal ones count half.

    Their mean is the area under the ROC curve: the probability that a random hit scores above a
    random miss (Mann and Whitney 1947). NaN without a miss.

    Examples
    --------
    >>> placements(np.array([3.0, 2.0, 2.0, 1.0]), np.array([True, True, False, False])).tolist()
    [1.0, 0.75]
    """
    values = np.round(scores, _DIGITS)
    misses = np.sort(values[~hits])
    if not len(misses):
        return np.full(int(hits.sum()), np.nan)
    below = np.searchsorted(misses, values[hits], side="left")
    through = np.searchsorted(misses, values[hits], side="right")
    return np.asarray((below + through) / (2 * len(misses)))


def average_precision(scores: np.ndarray, hits: np.ndarray) -> float:
    """Return the area under the precision–recall curve: Σ (R_n − R_{n−1}) P_n over thresholds.

    Equal scores share a threshold, so a score that says nothing has the share of hits. NaN
    without a hit.

    Examples
    --------
    >>> average_precision(np.array([3.0, 2.0, 1.0]), np.array([True, False, True])).__round__(4)
    0.8333
    """
    if not hits.any():
        return float("nan")
    values = np.round(scores, _DIGITS)
    order = np.argsort(-values, kind="stable")
    last = np.append(np.diff(values[order]) != 0, True)
    found = np.cumsum(hits[order])[last]
    shown = np.flatnonzero(last) + 1
    return float((np.diff(found, prepend=0) * found / shown).sum() / hits.sum())


def area_and_precision(scores: np.ndarray, hits: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return the area under the ROC curve and the average precision of each row of scores.

    What the mean of `placements` and `average_precision` give, for many scores of the same pairs
    in one sort. ``scores`` has a row for each way to score, a column for each pair.

    Examples
    --------
    >>> rows = np.array([[3.0, 2.0, 1.0], [1.0, 1.0, 1.0]])
    >>> [found.round(4).tolist() for found in area_and_precision(rows, np.array([1, 0, 1]))]
    [[0.5, 0.5], [0.8333, 0.6667]]
    """
    wanted = int(hits.sum())
    others = len(hits) - wanted
    # The lowest bit says what is a hit, so sorting needs no index.
    keys = np.rint(scores * _TIED).astype(np.int64) * 2 + hits
    keys = np.sort(keys, axis=1)[:, ::-1]
    last = np.ones(keys.shape, dtype=bool)
    last[:, :-1] = np.diff(keys >> 1, axis=1) != 0
    row, place = np.nonzero(last)
    found = np.cumsum(keys & 1, axis=1)[row, place]
    missed = place + 1 - found
    fresh = np.diff(row, prepend=-1) > 0
    tied_hits = found - np.where(fresh, 0, np.roll(found, 1))
    tied_misses = missed - np.where(fresh, 0, np.roll(missed, 1))
    below = tied_hits * (others - missed + tied_misses / 2)
    area = np.bincount(row, below, minlength=len(scores))
    precise = np.bincount(row, tied_hits * found / (place + 1), minlength=len(scores))
    with np.errstate(invalid="ignore", divide="ignore"):
        return area / wanted / others, precise / wanted


def hits_at(scores: np.ndarray, hits: np.ndarray, depth: int) -> float:
    """Return the expected number of hits among the first ``depth`` when ties fall at random.

    Examples
    --------
    >>> hits_at(np.array([3.0, 2.0, 2.0]), np.array([False, True, False]), 2)
    0.5
    """
    values = np.round(scores, _DIGITS)
    if depth >= len(values):
        return float(hits.sum())
    edge = np.partition(-values, depth - 1)[depth - 1] * -1
    above, tied = values > edge, values == edge
    share = (depth - above.sum()) / tied.sum()
    return float(hits[above].sum() + share * hits[tied].sum())
