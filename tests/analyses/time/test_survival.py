"""How long agreements last: what is followed, until when, and what is said of it."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.stats import CensoredData, ecdf

import netintl
from netintl.analyses.time.lifetimes import find_lifetimes
from netintl.words.claims import sentence

from ...conftest import make_network

LATE = {"id": "late", "kind": "press", "published": "2020-01-01"}


def followed(network) -> dict[str, tuple[float, float]]:
    """Map each agreement to the days between which it ended."""
    cases = find_lifetimes(network).cases
    days = (np.round(cases[name] * 365.25, 3).tolist() for name in ("low", "high"))
    return dict(zip(network.agreement_ids[cases["code"]], zip(*days, strict=True), strict=True))


def one(*, sources=(), flows=(), **facts: str):
    """Make one agreement, of 2000-01-01 and cited nowhere unless said, beside a late one."""
    agreement = {"id": "a", "start": "2000-01-01", "source": "", **facts}
    other = {"id": "z", "start": "2020-01-01", "source": ""}
    network = make_network({"a": "S1 C1", "z": "S2 C2"}, agreements=[agreement, other],
                           sources=sources, flows=flows)  # fmt: skip
    return followed(network).get("a")


FLOW = {"id": "f", "agreement": "a", "from": "S1", "to": "C1", "purpose": "study", "persons": "5"}
INF = float("inf")


@pytest.mark.parametrize(
    ("facts", "days"),
    [
        ({}, (7305, INF)),
        ({"end": "2010-01-01"}, (3653, 3653)),
        ({"end": "2030-01-01"}, (7305, INF)),
        ({"end": "2010"}, (3653, 4017)),
        ({"end": "2010-02"}, (3684, 3711)),
        ({"start": "2000", "end": "2010-01-01"}, (3288, 3653)),
        ({"start": "2000"}, (6940, INF)),
        ({"status": "expired"}, (0, 7305)),
        ({"status": "terminated", "end": "2010-01-01"}, (3653, 3653)),
        ({"status": "expired", "flows": [{**FLOW, "year": "2005"}]}, (1827, 7305)),
        ({"source": "late", "sources": [LATE]}, (7305, INF)),
        ({"source": "late", "sources": [{**LATE, "published": "2009-12-31"}], "end": "2010-01-01"},
         (3652, INF)),
        ({"source": "late", "sources": [{**LATE, "published": "2010-01-01"}], "end": "2010-01-01"},
         (3653, 3653)),
        ({"sources": [LATE], "source": "x"}, (0, INF)),
        ({"source": "late", "sources": [{**LATE, "published": "2003"}], "status": "expired"},
         (0, 1460)),
        ({"date_kind": "signed"}, (7305, INF)),
        ({"source": "late", "sources": [LATE], "end": "2010-01-01"}, (7305, INF)),
        ({"source": "late", "sources": [LATE], "end": "2010-01-01", "status": "expired"},
         (3653, 3653)),
        ({"source": "late", "sources": [LATE], "end": "2019-01-01"}, (6940, 6940)),
        ({"end": "2010-01-01", "flows": [{**FLOW, "year": "2015"}]}, (7305, INF)),
    ],
    ids=[
        "runs_until_the_day_of_the_table", "ended", "planned", "ended_in_a_year",
        "ended_in_a_month", "began_in_a_year", "runs_from_a_year", "called_ended",
        "called_ended_on_a_day", "called_ended_after_a_flow", "runs_until_its_source",
        "end_after_its_source", "end_by_its_source", "cited_without_a_date",
        "called_ended_by_a_source_of_a_year", "signed", "went_on_after_its_end",
        "called_ended_by_a_later_source", "told_within_a_year_of_its_end", "a_flow_after_its_end",
    ],
)  # fmt: skip
def test_what_is_known_of_the_end_of_an_agreement(facts, days) -> None:
    if facts.get("source") == "x":  # another agreement cites the dated source
        network = make_network(
            {"a": "S1 C1", "z": "S2 C2"},
            agreements=[{"id": "a", "start": "2000-01-01", "source": "x"},
                        {"id": "z", "start": "2019", "source": "late"}],
            sources=facts["sources"],
        )  # fmt: skip
        assert followed(network)["a"] == days
        return
    assert one(**facts) == days


@pytest.mark.parametrize(
    "facts",
    [
        {"start": ""},
        {"date_kind": "event"},
        {"date_kind": "reported"},
        {"kind": "teacher_training"},
        {"kind": "equipment"},
        {"kind": "alliance_membership"},
        {"status": "proposed"},
        {"start": "2203-06"},
        {"start": "2566"},
        {"start": "0001-01-01"},
    ],
)
def test_what_is_no_duration_is_left_out(facts) -> None:
    assert one(**facts) is None


def test_what_is_left_out_is_told() -> None:
    network = make_network(
        {key: f"S{n} C{n}" for n, key in enumerate("abcde")},
        agreements=[
            {"id": "a", "start": "2000"},
            {"id": "b", "start": "2000", "date_kind": "event"},
            {"id": "c", "start": "2000", "date_kind": "reported"},
            {"id": "d", "kind": "staff_training"},
        ],
    )
    result = netintl.find_survival(network)
    assert result.claim("not_followed").facts == {"undated": 1, "reported": 1, "one_off": 2}
    facts = result.claim("survival").facts
    assert (facts["count"], facts["no_follow_up"], facts["one_year"]) == (1, 1, 0)


def register(running: int = 18, ended: int = 2, late: str = "2024-01-01"):
    """Make a register: all of 2010-01-01, some ended on 2012-01-01, one of a late day."""
    rows = [{"id": f"r{n}", "start": "2010-01-01", "source": ""} for n in range(running)]
    rows += [
        {"id": f"e{n}", "start": "2010-01-01", "end": "2012-01-01", "status": "terminated",
         "source": ""}
        for n in range(ended)
    ]  # fmt: skip
    rows.append({"id": "z", "start": late, "source": ""})
    return make_network({row["id"]: f"S{n} C{n}" for n, row in enumerate(rows)}, agreements=rows)


@pytest.mark.parametrize("day", ["", "2024-06-30", "2025-06"])
def test_a_later_day_loses_no_endings(day) -> None:
    network = register()
    result = netintl.find_survival(netintl.as_of(network, day) if day else network)
    facts = result.claim("survival").facts
    assert facts["count"] == 21
    assert result.claim("survival_ended").facts == {"count": 2}
    assert result.claim("survival_unsaid") is None
    table = result.table.set_index("years")
    assert table["survival"].iloc[-1] == pytest.approx(0.9)
    assert table.loc[730 / 365.25, ["at_risk", "ended"]].tolist() == [20, 2]
    reach = result.claim("survival_reach").facts
    assert reach["share"] == pytest.approx(0.9)
    curve = ecdf(CensoredData(np.full(2, 2.0), right=np.full(18, 13.0)))
    limits = curve.sf.confidence_interval(method="log-log")
    assert reach["low"] == pytest.approx(limits.low.evaluate(2.0))
    assert reach["high"] == pytest.approx(limits.high.evaluate(2.0))
    assert result.claim("median_survival") is None


def test_a_day_before_the_endings_knows_none() -> None:
    result = netintl.find_survival(netintl.as_of(register(), "2011-01-01"))
    facts = result.claim("survival").facts
    assert facts["count"] == 20
    assert result.claim("survival_ended") is None
    assert result.claim("survival_reach") is None
    assert result.claim("survival_none_ended").facts == {"count": 20}
    assert result.table["years"].max() == pytest.approx(365 / 365.25)


def test_a_view_of_a_period_watches_from_its_first_day() -> None:
    network = netintl.between(register(), "2011-01-01", "2024-06-30")
    cases = find_lifetimes(network).cases
    assert sorted(set(np.round(cases["entry"] * 365.25))) == [0, 365]
    table = netintl.find_survival(network).table.set_index("years")
    assert table.loc[730 / 365.25, ["at_risk", "ended", "survival"]].tolist() == [20, 2, 0.9]
    assert len(find_lifetimes(netintl.between(register(), "2012-06-01", "2024")).cases) == 18


@pytest.mark.parametrize(
    ("running", "ended", "told"), [(3, 9, True), (5, 5, True), (6, 4, False), (4, 5, False)]
)
def test_half_is_said_only_where_ten_are_followed(running, ended, told) -> None:
    result = netintl.find_survival(register(running, ended))
    assert (result.claim("median_survival") is not None) is told
    if told:
        facts = result.claim("median_survival").facts
        assert facts == {"years": pytest.approx(730 / 365.25), "at_risk": running + ended}
    few = netintl.find_survival(register(running=1, ended=7))
    assert few.claim("few_followed").facts == {"fewest": 10}
    assert few.claim("survival_reach") is None
    assert few.claim("median_survival") is None


def test_ends_between_two_days_are_shared_out() -> None:
    """Four ended on an unknown day of 2000 to 2020; six were seen after twenty years."""
    keys = [f"a{n}" for n in range(10)]
    network = make_network(
        {key: f"S{n} C{n}" for n, key in enumerate(keys)},
        agreements=[
            {"id": key, "start": "2000-01-01", "source": "late",
             "status": "expired" if n < 4 else "active"}
            for n, key in enumerate(keys)
        ],
        sources=[LATE],
    )  # fmt: skip
    result = netintl.find_survival(network)
    first, last = result.table.iloc[0], result.table.iloc[-1]
    assert (first["at_risk"], first["between"], first["survival"]) == (10, 4, 1)
    assert last["survival"] == pytest.approx(0.6)
    assert last["low"] < 0.6 < last["high"]
    assert result.claim("survival_unsaid").facts == {"count": 4}


def test_only_an_end_that_no_source_dates_is_unsaid() -> None:
    """A start of a year alone, or an end of a month alone, leave the end stated."""
    network = make_network(
        {key: f"S{n} C{n}" for n, key in enumerate("abcd")},
        agreements=[
            {"id": "a", "start": "2000", "end": "2010-01-01", "status": "expired"},
            {"id": "b", "start": "2000-01-01", "end": "2010-03", "status": "expired"},
            {"id": "c", "start": "2000", "status": "expired"},
            {"id": "d", "start": "2019"},
        ],
    )
    result = netintl.find_survival(network)
    assert result.claim("survival_ended").rows == ("a", "b", "c")
    assert result.claim("survival_unsaid").rows == ("c",)
    said = sentence(result.claim("survival_unsaid"), network)
    assert "unknown day" not in said


def test_a_share_is_not_said_before_a_year_has_passed() -> None:
    early = netintl.find_survival(register(late="2010-10-01", ended=0))
    assert early.claim("survival_reach") is None


@pytest.mark.parametrize("by", ["brand", "kind", "region"])
def test_groups_partition_the_cases(bundled_network, by) -> None:
    whole = netintl.find_survival(bundled_network)
    parts = netintl.find_survival(bundled_network, by=by)
    first = parts.table.groupby("group").head(1)["at_risk"].sum()
    assert 0 < first <= whole.table["at_risk"].iloc[0]
    for _, rows in parts.table.groupby("group"):
        assert rows["survival"].is_monotonic_decreasing
        assert rows["at_risk"].is_monotonic_decreasing
        gone = rows[["ended", "between", "censored"]].sum().sum()
        assert gone == rows["at_risk"].iloc[0]
        inside = rows.dropna(subset=["low", "high"])
        assert (inside["low"] <= inside["survival"]).all()
        assert (inside["survival"] <= inside["high"]).all()


EDGES = {
    "nothing": {"parties": {}},
    "all_undated": {"parties": {"a": "S1 C1", "b": "S2 C2"}},
    "all_ended": {
        "parties": {"a": "S1 C1", "b": "S2 C2"},
        "agreements": [{"id": key, "start": "2010", "status": "expired"} for key in "ab"],
    },
    "all_reported": {
        "parties": {"a": "S1 C1"},
        "agreements": [{"id": "a", "start": "2010", "date_kind": "reported"}],
    },
    "all_events": {
        "parties": {"a": "S1 C1"},
        "agreements": [{"id": "a", "start": "2010", "date_kind": "event"}],
    },
    "all_signed": {
        "parties": {"a": "S1 C1"},
        "agreements": [{"id": "a", "start": "2010", "date_kind": "signed"}],
    },
    "one_organization": {"parties": {"a": "S1"}, "agreements": [{"id": "a", "start": "2010"}]},
    "memoranda": {
        "parties": {"a": "S1 C1"},
        "agreements": [{"id": "a", "kind": "mou_only", "start": "2021"}],
    },
    "years_of_another_era": {
        "parties": {"a": "S1 C1", "b": "S1 C2"},
        "agreements": [{"id": "a", "start": "2566"}, {"id": "b", "start": "0001-01-01"}],
    },
}


@pytest.mark.parametrize("name", EDGES)
def test_little_data_give_no_traceback_and_no_nan(name) -> None:
    from netintl.analyses.time.renewals import find_renewals
    from netintl.analyses.time.shift import find_shift

    network = make_network(**EDGES[name])
    for find in (netintl.find_survival, netintl.find_trends, find_renewals, find_shift,
                 netintl.find_summary):  # fmt: skip
        for view in (network, netintl.as_of(network, "2024")):
            said = [sentence(claim, view) for claim in find(view).claims]
            assert not [text for text in said if "nan" in text.split()]
            assert find(view).claim("median_survival") is None
