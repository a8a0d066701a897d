"""Years by hand, and figures that newcomers do not move."""

from __future__ import annotations

import math

import numpy as np
import pytest

import netintl

from ...conftest import make_network


def network_of_years():
    return make_network(
        {"a": "S1 C1", "b": "S2 C1", "c": "S1 C2", "d": "S3 C3", "e": "S4 C4"},
        organizations=[
            {"id": "C1", "country": "THA"}, {"id": "C2", "country": "KEN"},
            {"id": "C3", "country": "KEN"},
        ],
        agreements=[
            {"id": "a", "start": "2018", "fields": "46"},
            {"id": "b", "start": "2019-05", "fields": "46;51"},
            {"id": "c", "start": "2020", "end": "2021-06-30", "fields": "44"},
            {"id": "d", "start": "2021-07"},
            {"id": "e"},
        ],
    )  # fmt: skip


def test_births_ends_and_holdings_by_hand() -> None:
    table = netintl.find_trends(network_of_years()).table.set_index("year")
    assert table.index.tolist() == [2018, 2019, 2020, 2021]
    assert table["begun"].tolist() == [1, 1, 1, 1]
    assert table["ended"].tolist() == [0, 0, 0, 1]
    assert table["active"].tolist() == [1, 2, 3, 3]  # the undated one is left out
    assert table["new_countries"].tolist() == [1, 0, 1, 0]
    assert table["pairs"].tolist() == [1, 2, 3, 3]


def test_diversity_is_an_effective_number() -> None:
    table = netintl.find_trends(network_of_years()).table.set_index("year")
    assert table.at[2019, "country_diversity"] == 1
    shares = (2 / 3, 1 / 3)  # of Thailand and Kenya
    expected = math.exp(-sum(p * math.log(p) for p in shares))
    assert math.isclose(table.at[2020, "country_diversity"], expected)
    # 46 holds 1 + 1/2 of two coded agreements, 51 the other half.
    halves = (0.75, 0.25)
    expected = math.exp(-sum(p * math.log(p) for p in halves))
    assert math.isclose(table.at[2019, "field_diversity"], expected)
    assert table.at[2018, "ei_index"] == 1  # every link leaves its region


def test_density_is_of_those_who_were_there_the_year_before() -> None:
    parties = {f"a{n}": f"S{n} C{n % 2}" for n in range(4)}
    stay = make_network(
        parties | {"new": "S9 C9"},
        agreements=[{"id": key, "start": "2018"} for key in parties]
        + [{"id": "new", "start": "2019"}],
    )
    table = netintl.find_trends(stay).table.set_index("year")
    assert math.isnan(table.at[2018, "density"])
    assert math.isclose(table.at[2019, "density"], 2 * 4 / (6 * 5))
    # Degrees 2, 2 and 1 four times: (2 · 0 + 4 · 1) / ((6 − 1)(6 − 2)).
    assert math.isclose(table.at[2019, "centralisation"], 4 / 20)


def test_lag_is_marked_from_eighteen_months_before_the_newest_evidence(bundled_network) -> None:
    result = netintl.find_trends(bundled_network)
    late = result.table.loc[result.table["lagging"], "year"].tolist()
    assert late == [2024, 2025, 2026]
    assert result.claim("lag").facts == {"first": 2024, "last": 2026}
    used = bundled_network.chosen & ~bundled_network.is_membership
    dated = result.table[["begun", "signed", "events", "reported"]].sum().sum()
    assert dated == (used & ~np.isnat(bundled_network.starts)).sum()


def of_a_kind(*kinds: str, **facts: str):
    keys = [f"a{n}" for n in range(len(kinds))]
    return make_network(
        {key: f"S{n} C{n}" for n, key in enumerate(keys)},
        agreements=[
            {"id": key, "start": "2020-03", "date_kind": kind, **facts}
            for key, kind in zip(keys, kinds, strict=True)
        ],
    )


def test_starts_signings_events_and_reports_are_told_apart() -> None:
    network = of_a_kind("start", "", "signed", "event", "reported", "reported")
    row = netintl.find_trends(network).table.iloc[0]
    assert row[["begun", "signed", "events", "reported"]].tolist() == [2, 1, 1, 2]
    assert row["active"] == 6


@pytest.mark.parametrize(
    ("kind", "code"),
    [
        ("start", "peak_begun"), ("", "peak_begun"), ("signed", "peak_signed"),
        ("event", "peak_events"), ("reported", "peak_reported"),
    ],
)  # fmt: skip
def test_the_headline_counts_what_it_names(kind, code) -> None:
    result = netintl.find_trends(of_a_kind(kind, kind, kind))
    assert result.claim(code).facts == {"count": 3, "years": (2020,), "total": 3}
    assert netintl.find_trends(of_a_kind(kind)).claim(code) is None


def test_years_with_equally_many_starts_are_all_named() -> None:
    network = make_network(
        {key: f"S{n} C{n}" for n, key in enumerate("abcde")},
        agreements=[
            {"id": key, "start": year}
            for key, year in zip("abcde", ("2018", "2018", "2020", "2020", "2021"), strict=True)
        ],
    )
    facts = netintl.find_trends(network).claim("peak_begun").facts
    assert facts == {"count": 2, "years": (2018, 2020), "total": 5}


@pytest.mark.parametrize("typed", ["2203-06", "2566", "0001-01-01", "1023"])
def test_a_year_that_cannot_be_right_is_no_row(typed) -> None:
    network = make_network(
        {"a": "S1 C1", "b": "S1 C2", "c": "S2 C1", "d": "S2 C2"},
        agreements=[
            {"id": key, "start": start, "source": ""}
            for key, start in zip("abcd", ("2019-03", "2021-05", "2023-09", typed), strict=True)
        ],
    )
    assert netintl.find_trends(network).table["year"].tolist() == list(range(2019, 2024))
    facts = netintl.find_summary(network).claim("stale").facts
    assert facts == {
        "day": "2023-09-01", "running": 1, "silent": 2, "unattested": 1, "over": 0
    }  # fmt: skip


def test_a_later_day_keeps_the_years_of_what_has_ended() -> None:
    whole = netintl.find_trends(network_of_years()).table
    later = netintl.find_trends(netintl.as_of(network_of_years(), "2021-12-31")).table
    assert later.drop(columns="lagging").equals(whole.drop(columns="lagging"))
    assert later["ended"].tolist() == [0, 0, 0, 1]


def test_an_end_that_is_planned_is_none() -> None:
    network = of_a_kind("start", "start", end="2030")
    assert netintl.find_trends(network).table["ended"].tolist() == [0]
