"""Views: which agreements hold on a day, in a span, and under conditions."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from netintl import Network, as_of, between, find_hubs, select
from netintl.network.views import holds_with_evidence, standing

from ..conftest import make_frames, make_network
from ..proofs import examples

steady = examples(40)


def chosen(network) -> set[str]:
    return set(network.agreement_ids[network.chosen])


def dated(**facts: str):
    return make_network({"a": "S1 C1"}, agreements=[{"id": "a", **facts}])


@pytest.mark.parametrize(
    ("start", "end", "day", "holds"),
    [
        ("2019-05-10", "", "2019-05-09", False),
        ("2019-05-10", "", "2019-05-10", True),
        ("2019-05-10", "2021-05-10", "2021-05-09", True),
        ("2019-05-10", "2021-05-10", "2021-05-10", False),
        ("2019", "", "2018-12-31", False),
        ("2019", "", "2019-01-01", True),
        ("2019-05", "", "2019-04-30", False),
        ("2019-05", "", "2019-05-01", True),
        ("2019", "2021", "2021-12-30", True),
        ("2019", "2021", "2021-12-31", False),
        ("2019", "2020-02", "2020-02-28", True),
        ("2019", "2020-02", "2020-02-29", False),
        ("2019-05-10", "", "2019", True),
        ("2019-05-10", "", "2019-05", True),
        ("2019-05-10", "", "2019-04", False),
        ("", "2021", "2020", True),
        ("", "2021", "2022", False),
    ],
)
def test_an_agreement_holds_from_its_start_until_before_its_end(start, end, day, holds) -> None:
    assert bool(chosen(as_of(dated(start=start, end=end), day))) is holds


@pytest.mark.parametrize(
    ("start", "end", "since", "until", "holds"),
    [
        ("2020-06-01", "", "2020-01-01", "2020-06-01", False),
        ("2020-06-01", "", "2020-01-01", "2020-06-02", True),
        ("2019", "2020-06-01", "2020-06-01", "2021", False),
        ("2019", "2020-06-01", "2020-05-31", "2021", True),
        ("2019-01-01", "2030", "2020", "2021", True),
        ("2020", "", "2019", "2020", False),
        ("2020", "", "2019", "2020-02", True),
        ("2021-03", "2021-04", "2021", "2022", True),
    ],
)
def test_a_span_is_half_open(start, end, since, until, holds) -> None:
    assert bool(chosen(between(dated(start=start, end=end), since, until))) is holds


@pytest.mark.parametrize(("undated", "holds"), [("include", True), ("exclude", False)])
@pytest.mark.parametrize("view", ["as_of", "between"])
def test_undated_agreements_are_kept_or_left_as_asked(view, undated, holds) -> None:
    network = dated(start="")
    taken = (
        as_of(network, "2020", undated=undated)
        if view == "as_of"
        else between(network, "2020", "2021", undated=undated)
    )
    assert bool(chosen(taken)) is holds
    assert taken.settings["undated"] == undated


PARTIAL = st.one_of(
    st.just(""),
    st.sampled_from(["2019", "2020", "2021"]),
    st.integers(1, 4).map(lambda month: f"2020-{month:02}"),
    st.integers(0, 70).map(lambda n: str(date(2020, 1, 1) + timedelta(n))),
)


def a_month_later(day: date) -> list[str]:
    return [str(day + timedelta(n)) for n in range(30)]


@steady
@given(
    spans=st.lists(st.tuples(PARTIAL, PARTIAL), min_size=1, max_size=6), first=st.integers(0, 60)
)
def test_a_span_holds_what_holds_on_one_of_its_days(spans, first) -> None:
    assume(all(not (a and b) or a[:7] < b[:7] for a, b in spans))
    rows = [{"id": f"a{n}", "start": a, "end": b} for n, (a, b) in enumerate(spans)]
    network = make_network({row["id"]: "S1 C1" for row in rows}, agreements=rows)
    days = a_month_later(date(2020, 1, 1) + timedelta(first))
    until = str(date.fromisoformat(days[-1]) + timedelta(1))
    daily = set().union(*(chosen(as_of(network, day)) for day in days))
    assert chosen(between(network, days[0], until)) == daily


@pytest.mark.parametrize("status", ["expired", "terminated"])
@pytest.mark.parametrize(
    ("day", "holds"), [("2019-06", True), ("2021-12-31", True), ("2022", False)]
)
def test_ended_without_a_day_counts_as_ended_from_its_newest_evidence(status, day, holds) -> None:
    network = make_network(
        {"a": "S1 C1"},
        agreements=[{"id": "a", "start": "2019", "status": status}],
        sources=[{"id": "src", "published": "2022-01-01"}],
    )
    assert bool(chosen(as_of(network, day))) is holds


@pytest.mark.parametrize("status", ["expired", "terminated"])
@pytest.mark.parametrize(("since", "holds"), [("2021", True), ("2023", False)])
def test_ended_without_a_day_is_over_in_later_spans_too(status, since, holds) -> None:
    network = make_network(
        {"a": "S1 C1"},
        agreements=[{"id": "a", "start": "2019", "status": status}],
        sources=[{"id": "src", "published": "2022-01-01"}],
    )
    assert bool(chosen(between(network, since, "2025"))) is holds


def test_a_party_counts_from_the_day_it_joined_until_it_left() -> None:
    frames = make_frames({"a": "S1 C1 C2"}, agreements=[{"id": "a", "start": "2015"}])
    late = frames["parties"]["organization"] == "C2"
    frames["parties"].loc[late, ["since", "until"]] = ["2020", "2022"]
    network = Network.from_tables(frames)
    degrees = {
        day: dict(find_hubs(as_of(network, day)).table[["organization", "degree"]].to_numpy())["S1"]
        for day in ("2018", "2021", "2023")
    }
    assert degrees == {"2018": 1, "2021": 2, "2023": 1}


SELECTED = {
    "a1": "S1 C1",
    "a2": "S2 C2",
    "a3": "S1 E1",
    "a4": "S2 C3 E2",
    "a5": "S3 C1",
}
FACTS = [
    {"id": "a1", "fields": "46;44", "brand": "luban", "confidence": "0.9", "status": "active"},
    {"id": "a2", "fields": "57", "brand": "luban", "confidence": "0.3", "status": "signed"},
    {"id": "a3", "fields": "", "brand": "", "confidence": "", "status": "active"},
    {"id": "a4", "fields": "46", "brand": "silk", "confidence": "0.6", "status": "proposed"},
    {"id": "a5", "fields": "44", "brand": "", "confidence": "0.6", "kind": "mou_only"},
]
HOSTS = [{"id": "C2", "country": "KEN"}, {"id": "E2", "country": "KEN"}]


@pytest.fixture
def selectable():
    return make_network(SELECTED, agreements=FACTS, organizations=HOSTS)


@pytest.mark.parametrize(
    ("conditions", "kept"),
    [
        ({}, "a1 a2 a3"),
        ({"kinds": ["enterprise"]}, "a3"),
        ({"countries": ["KEN"]}, "a2"),
        ({"countries": ["KEN", "IDN"]}, "a1 a2 a3"),
        ({"fields": ["46"]}, "a1"),
        ({"fields": ["44", "57"]}, "a1 a2"),
        ({"brands": ["luban"]}, "a1 a2"),
        ({"brands": ["luban"], "fields": ["57"]}, "a2"),
        ({"min_confidence": 0.3}, "a1 a2"),
        ({"min_confidence": 0.31}, "a1"),
        ({"status": ["active"]}, "a1 a3"),
        ({"status": ["proposed"]}, "a4"),
        ({"status": ["proposed"], "countries": ["CHN"]}, "a4"),
        ({"kinds": ["park"]}, ""),
    ],
    ids=str,
)
def test_conditions_keep_the_agreements_that_meet_them_all(selectable, conditions, kept) -> None:
    assert chosen(select(selectable, **conditions)) == set(kept.split())


def test_confidence_comes_from_the_best_kind_of_source_where_none_is_stated() -> None:
    network = make_network(
        {"a1": "S1 C1", "a2": "S1 C2", "a3": "S1 C3"},
        agreements=[
            {"id": "a1", "source": "news;register"},
            {"id": "a2", "source": "news"},
            {"id": "a3", "source": "register", "confidence": "0.1"},
        ],
        sources=[{"id": "news", "kind": "press"}, {"id": "register", "kind": "register"}],
    )
    assert network.agreement_confidence.tolist() == [1.0, 0.6, 0.1]
    assert chosen(select(network, min_confidence=0.8)) == {"a1"}


def test_a_selection_keeps_the_parties_of_what_it_keeps(selectable) -> None:
    view = select(selectable, brands=["luban"])
    assert set(view.ids[view.members]) == {"S1", "C1", "S2", "C2"}


def test_a_selection_without_conditions_cuts_nothing(selectable) -> None:
    view = select(selectable)
    assert set(view.ids[view.members]) == set(selectable.ids)
    assert view.fingerprint == selectable.fingerprint


def test_a_dated_view_keeps_all_organizations(selectable) -> None:
    assert len(as_of(selectable, "1990", undated="exclude")) == len(selectable)


def test_views_share_the_arrays_and_leave_the_network_as_it_was(selectable) -> None:
    before = selectable.chosen.copy()
    view = as_of(select(selectable, brands=["luban"]), "2020")
    assert view.party_agreement is selectable.party_agreement
    assert view.organizations is selectable.organizations
    assert np.array_equal(selectable.chosen, before)
    assert dict(view.settings) == {
        "pair_rule": "even", "brands": ["luban"], "as_of": "2020", "undated": "include",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("published", "active"),
    [("2022-06-30", True), ("2022-06-29", False), ("", False), ("2024-01-01", True)],
)
def test_active_takes_evidence_of_the_last_24_months(published, active) -> None:
    network = make_network(
        {"a": "S1 C1"},
        agreements=[{"id": "a", "start": "2010", "status": "active"}],
        sources=[{"id": "src", "published": published}],
    )
    assert holds_with_evidence(network, date(2024, 6, 30)).tolist() == [active]


def test_fresh_evidence_of_what_is_over_makes_nothing_active() -> None:
    network = make_network(
        {"a": "S1 C1"},
        agreements=[{"id": "a", "start": "2010", "end": "2023"}],
        sources=[{"id": "src", "published": "2024-05"}],
    )
    assert holds_with_evidence(network, date(2024, 6, 30)).tolist() == [False]


def test_as_of_two_days_reconciles_with_starts_and_ends(bundled_network) -> None:
    before = chosen(as_of(bundled_network, "2022-12-31"))
    after = chosen(as_of(bundled_network, "2024-12-31"))
    rows = bundled_network.agreements.set_index("id")
    began, ended = after - before, before - after
    assert began
    assert all("2023" <= rows.loc[key, "start"] <= "2024-12-31" for key in began)
    over = {"expired", "terminated"}
    assert all(rows.loc[key, "end"] or rows.loc[key, "status"] in over for key in ended)


def links(network) -> set[str]:
    """The agreements that links rest on."""
    pairs = network.pairs
    return {str(name) for name in network.agreement_ids[np.unique(pairs.agreement)]}


def lifetimes():
    """The newest evidence is of 2024-03-01; what is planned to end later runs still."""
    return make_network(
        {key: f"S{n} C{n}" for n, key in enumerate(("past", "called", "plan", "runs", "open"))},
        agreements=[
            {"id": "past", "start": "2010", "end": "2012"},
            {"id": "called", "start": "2011", "status": "terminated"},
            {"id": "plan", "start": "2019", "end": "2030"},
            {"id": "runs", "start": "2024-03-01"},
            {"id": "open", "status": "active"},
        ],
    )


def test_what_has_ended_is_known_but_links_nothing() -> None:
    network = lifetimes()
    assert chosen(network) == {"past", "called", "plan", "runs", "open"}
    assert links(network) == {"plan", "runs", "open"}
    assert set(network.agreement_ids[network.current]) == {"plan", "runs", "open"}
    assert network.cooperation.degree[[network.code_of["S0"], network.code_of["S1"]]].sum() == 0


@pytest.mark.parametrize(
    ("taken", "expected"),
    [
        (lambda n: as_of(n, "2011-06"), {"past", "open"}),
        (lambda n: between(n, "2011", "2012"), {"past", "open"}),
        (lambda n: select(n, status=["terminated"]), {"called"}),
        (lambda n: select(n, status=["active"]), {"open"}),
        (lambda n: select(n, kinds=["school"]), {"plan", "runs", "open"}),
        (lambda n: as_of(n, "2031"), {"runs", "open"}),
    ],
    ids=["a_day", "a_period", "asked_for", "another_status", "a_filter", "after_the_plan"],
)
def test_links_rest_on_what_holds_in_the_view(taken, expected) -> None:
    assert links(taken(lifetimes())) == expected


def test_where_all_has_ended_nothing_is_linked() -> None:
    network = make_network(
        {"a": "S1 C1"}, agreements=[{"id": "a", "start": "2010", "status": "expired"}]
    )
    assert chosen(network) == {"a"}
    assert not links(network)


@pytest.mark.parametrize("status", ["expired", "terminated"])
def test_what_is_called_ended_is_over_though_its_end_is_newer_than_all_starts(status) -> None:
    ends = {"a": "2015-06-30", "b": "2019", "c": "2017-03", "d": ""}
    network = make_network(
        {key: f"S{n} C{n}" for n, key in enumerate(ends)},
        agreements=[
            {"id": key, "start": f"201{n}-01-01", "end": end, "status": status}
            for n, (key, end) in enumerate(ends.items())
        ],
    )
    assert str(network.reference_day) == "2019-01-01"
    assert standing(network).over.all()
    assert not links(network)
    assert chosen(as_of(network, "2016")) == {"b", "c"}


def test_what_is_called_ended_has_no_planned_end() -> None:
    network = make_network(
        {"a": "S1 C1"},
        agreements=[{"id": "a", "start": "2010", "end": "2030", "status": "terminated",
                     "source": "s"}],
        sources=[{"id": "s", "kind": "press", "published": "2021-01-01"}],
    )  # fmt: skip
    assert network.is_over.all()
    assert not chosen(as_of(network, "2022"))
    assert chosen(as_of(network, "2015")) == {"a"}


def test_where_no_day_is_known_only_a_status_ends() -> None:
    network = make_network(
        {"a": "S1 C1", "b": "S2 C2"},
        agreements=[{"id": "a", "end": "2012"}, {"id": "b", "status": "expired"}],
    )
    assert links(network) == {"a"}


def test_filters_count_for_a_day_and_days_do_not_count_for_filters() -> None:
    network = as_of(select(lifetimes(), kinds=["school"]), "2020")
    assert set(network.agreement_ids[network.filtered]) >= {"past", "called"}
    narrowed = select(as_of(lifetimes(), "2020"), organizations=["S2"])
    assert set(network.agreement_ids[narrowed.filtered]) == {"plan"}


@pytest.mark.parametrize(
    ("status", "expected"),
    [("signed", {"a"}), ("active", {"b"}), ("unknown", {"c", "d"}), ("expired", set())],
)
def test_a_status_brings_in_memoranda_of_that_status(status, expected) -> None:
    """A register of memoranda only: none is cooperation, each is there when asked for."""
    network = make_network(
        {"a": "S1 C1", "b": "S1 C2", "c": "S1 C3", "d": "S2 C1"},
        agreements=[
            {"id": key, "kind": "mou_only", "start": start, "status": status}
            for key, start, status in (
                ("a", "2021", "signed"), ("b", "2022", "active"), ("c", "2023", ""),
                ("d", "2023", "unknown"),
            )
        ],
    )  # fmt: skip
    assert not chosen(network)
    assert chosen(select(network, status=[status])) == expected
    assert links(select(network, status=[status])) == expected
