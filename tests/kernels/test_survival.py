"""Survival against R, statsmodels, a textbook, and the conditions of a maximum."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from statsmodels.duration.survfunc import SurvfuncRight

from netintl.kernels import kaplan_meier, turnbull

from ..proofs import examples

# Six sets of durations and what R's package survival says of them (survival/values.R).
FOLDER = Path(__file__).parent / "survival"
CASES = pd.read_csv(FOLDER / "cases.csv").groupby("data", sort=False)
VALUES = pd.read_csv(FOLDER / "values.csv", skipinitialspace=True).groupby("data", sort=False)
EXACT = ["running", "tied", "entered_late", "entered_late_tied"]
BETWEEN = ["between", "mixed"]
steady = examples(60)

# Remission in weeks under 6-MP (Freireich et al. 1963), the textbook case; + is censored.
WEEKS = (
    "6", "6", "6", "6+", "7", "9+", "10", "10+", "11+", "13", "16", "17+", "19+", "20+", "22",
    "23", "25+", "32+", "32+", "34+", "35+",
)  # fmt: skip


def columns_of(name: str) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    rows = CASES.get_group(name)
    return tuple(rows[column].to_numpy(dtype=float) for column in ("entry", "low", "high"))


@pytest.mark.parametrize("name", EXACT)
def test_running_tied_and_late_entered_are_those_of_r(name) -> None:
    entry, low, high = columns_of(name)
    curve, peer = kaplan_meier(low, np.isfinite(high), entry), VALUES.get_group(name)
    assert curve.time == pytest.approx(peer["time"].to_numpy())
    assert curve.at_risk.tolist() == peer["at_risk"].tolist()
    assert curve.ended.tolist() == peer["ended"].tolist()
    assert curve.survival == pytest.approx(peer["survival"].to_numpy(), abs=1e-9)
    inside = (curve.survival > 0) & (curve.survival < 1)
    for column in ("error", "low", "high"):
        mine, theirs = getattr(curve, column)[inside], peer[column].to_numpy(dtype=float)[inside]
        assert mine == pytest.approx(theirs, abs=1e-8)


@pytest.mark.parametrize("name", BETWEEN)
def test_ends_between_two_times_are_those_of_r(name) -> None:
    _entry, low, high = columns_of(name)
    curve, peer = turnbull(low, high), VALUES.get_group(name)
    middle = (curve.left + curve.right) / 2  # where R lets an interval fall
    for time, survival in zip(peer["time"], peer["survival"], strict=True):
        gone = curve.weight[middle <= time + 1e-9].sum()
        assert 1 - gone == pytest.approx(survival, abs=1e-7)


def test_the_textbook_case() -> None:
    time = np.array([float(week.rstrip("+")) for week in WEEKS])
    ended = np.array([not week.endswith("+") for week in WEEKS])
    curve = kaplan_meier(time, ended)
    found = {
        int(t): (round(s, 4), round(e, 4))
        for t, s, e, d in zip(curve.time, curve.survival, curve.error, curve.ended, strict=True)
        if d
    }
    # Kleinbaum and Klein, Survival Analysis, table of the treatment group; Greenwood's errors.
    assert found == {
        6: (0.8571, 0.0764), 7: (0.8067, 0.0869), 10: (0.7529, 0.0963), 13: (0.6902, 0.1068),
        16: (0.6275, 0.1141), 22: (0.5378, 0.1282), 23: (0.4482, 0.1346),
    }  # fmt: skip


@steady
@given(
    cases=st.lists(st.tuples(st.integers(0, 12), st.booleans()), min_size=2, max_size=40).filter(
        lambda cases: any(ended for _, ended in cases)
    )
)
def test_random_cases_are_those_of_statsmodels(cases) -> None:
    time, ended = (np.array(part) for part in zip(*cases, strict=True))
    time = time + 1.0  # statsmodels leaves times of 0 out
    curve = kaplan_meier(time, ended)
    with np.errstate(all="ignore"):
        peer = SurvfuncRight(time, ended.astype(int))
    mine = {t: n for n, t in enumerate(curve.time) if curve.ended[n]}
    for t, survival, error in zip(peer.surv_times, peer.surv_prob, peer.surv_prob_se, strict=True):
        assert curve.survival[mine[t]] == pytest.approx(survival)
        if survival > 0:
            assert curve.error[mine[t]] == pytest.approx(error)


def test_the_interval_is_that_of_log_minus_log() -> None:
    curve = kaplan_meier(np.arange(1.0, 11.0), np.array([True, False] * 5))
    s, error = curve.survival[0], curve.error[0]
    assert (s, curve.low[0] < s < curve.high[0]) == (0.9, True)
    theta = 1.959963984540054 * error / (s * np.log(s))
    assert curve.low[0] == pytest.approx(s ** np.exp(-theta))
    assert curve.high[0] == pytest.approx(s ** np.exp(theta))
    whole = kaplan_meier(np.array([1.0, 2.0]), np.array([True, True]))
    assert np.isnan(whole.low[1])
    assert whole.survival[1] == 0


def covers(curve, low, high) -> np.ndarray:
    """Tell which case can end in which interval, one by one."""
    return np.array(
        [
            [
                (left == right == a) if a == b else (left > a or (left == a < right)) and right <= b
                for left, right in zip(curve.left, curve.right, strict=True)
            ]
            for a, b in zip(low, high, strict=True)
        ]
    )


CASE = st.tuples(st.integers(0, 9), st.sampled_from([0, 0, 1, 2, 4, np.inf]))


@steady
@given(cases=st.lists(CASE, min_size=1, max_size=30))
def test_no_other_masses_are_more_likely(cases) -> None:
    """At the maximum the gain of moving mass to an interval is 1 where there is some, else less."""
    low = np.array([a for a, _ in cases], dtype=float)
    high = low + np.array([width for _, width in cases])
    curve = turnbull(low, high)
    inside = covers(curve, low, high)
    assert inside.any(axis=1).all()
    assert curve.weight.sum() == pytest.approx(1)
    chance = np.array([curve.weight[row].sum() for row in inside])
    gain = np.array([(column / chance).mean() for column in inside.T])
    assert (gain < 1 + 1e-5).all()
    assert gain[curve.weight > 1e-3] == pytest.approx(1, abs=1e-6)


@pytest.mark.parametrize("seed", range(4))
def test_mass_is_never_lost_on_the_way(seed) -> None:
    """Many ends of whole years: steps that are lengthened too far would empty an interval."""
    random = np.random.default_rng(seed)
    begun, width = random.integers(0, 20, 300), random.integers(0, 3, 300)
    low = begun + random.random(300).round(2)
    high = np.where(random.random(300) < 0.5, np.inf, np.ceil(low) + width)
    curve = turnbull(low, high)
    inside = covers(curve, low, high)
    chance = np.array([curve.weight[row].sum() for row in inside])
    gain = np.array([(column / chance).mean() for column in inside.T])
    assert (gain < 1 + 1e-5).all()


@steady
@given(cases=st.lists(st.tuples(st.integers(0, 9), st.booleans()), min_size=1, max_size=30))
def test_with_exact_ends_it_is_kaplan_and_meier(cases) -> None:
    low = np.array([a for a, _ in cases], dtype=float)
    ended = np.array([over for _, over in cases])
    curve = turnbull(low, np.where(ended, low, np.inf))
    peer = kaplan_meier(low, ended)
    for time, survival in zip(peer.time, peer.survival, strict=True):
        gone = curve.weight[curve.right <= time].sum()
        assert 1 - gone == pytest.approx(survival, abs=1e-7)


def test_nobody_lasts_when_there_is_nobody() -> None:
    assert len(turnbull(np.empty(0), np.empty(0)).left) == 0
    assert len(kaplan_meier(np.empty(0), np.empty(0, dtype=bool)).time) == 0
