"""Survival against statsmodels and a textbook."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from statsmodels.duration.survfunc import SurvfuncRight

import netintl
from netintl.analyses.time.survival import kaplan_meier

from ...conftest import make_network
from ..conftest import steady

# Remission in weeks under 6-MP (Freireich et al. 1963), the textbook case; + is censored.
WEEKS = (
    "6", "6", "6", "6+", "7", "9+", "10", "10+", "11+", "13", "16", "17+", "19+", "20+", "22",
    "23", "25+", "32+", "32+", "34+", "35+",
)  # fmt: skip


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


def dated(**spans: str):
    """Make one agreement per entry: "start/end" of S and C of its own."""
    parties = {key: f"S{n} C{n}" for n, key in enumerate(spans)}
    agreements = []
    for key, span in spans.items():
        start, _, end = span.partition("/")
        agreements.append({"id": key, "start": start, "end": end, "brand": "dayu"})
    return make_network(parties, agreements=agreements)


def test_endings_and_censoring_by_hand() -> None:
    network = dated(a="2000-01-01/2010-01-01", b="2000-01-01", c="2005-01-01/2030", d="")
    result = netintl.find_survival(netintl.as_of(network, "2020-01-01"))
    facts = result.claim("survival").facts
    assert (facts["count"], facts["ended"]) == (2, 0)  # in a view of 2020, a has gone
    whole = netintl.find_survival(network)
    facts = whole.claim("survival").facts
    assert (facts["count"], facts["ended"], facts["undated"]) == (3, 0, 1)


def test_an_agreement_called_expired_ended_at_its_newest_evidence() -> None:
    network = make_network(
        {"a": "S1 C1", "b": "S2 C2"},
        agreements=[
            {"id": "a", "start": "2000-01-01", "status": "expired"},
            {"id": "b", "start": "2000-01-01", "source": "late"},
        ],
        flows=[{"id": "f", "agreement": "a", "from": "S1", "to": "C1", "year": "2010",
                "purpose": "study", "persons": "5"}],
        sources=[{"id": "late", "kind": "press", "published": "2020-01-01"}],
    )  # fmt: skip
    table = netintl.find_survival(network).table
    ended = table[table["ended"] > 0].iloc[0]
    assert ended["years"] == pytest.approx(10, abs=0.01)
    assert (ended["at_risk"], ended["survival"]) == (2, 0.5)
    assert netintl.find_survival(network).reasons["agreements"].tolist() == [("a",)]


@pytest.mark.parametrize("by", ["brand", "kind", "region"])
def test_groups_partition_the_cases(bundled_network, by) -> None:
    whole = netintl.find_survival(bundled_network)
    parts = netintl.find_survival(bundled_network, by=by)
    first = parts.table.groupby("group").head(1)["at_risk"].sum()
    assert 0 < first <= whole.table["at_risk"].iloc[0]
    for _, rows in parts.table.groupby("group"):
        assert rows["survival"].is_monotonic_decreasing
        assert rows["at_risk"].is_monotonic_decreasing
        assert (rows["ended"] + rows["censored"]).sum() == rows["at_risk"].iloc[0]
