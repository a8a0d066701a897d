"""Years by hand, and figures that newcomers do not move."""

from __future__ import annotations

import math

import numpy as np

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
            {"id": "d", "start": "2021"},
            {"id": "e"},
        ],
    )  # fmt: skip


def test_births_ends_and_holdings_by_hand() -> None:
    table = netintl.find_trends(network_of_years()).table.set_index("year")
    assert table.index.tolist() == [2018, 2019, 2020, 2021]
    assert table["born"].tolist() == [1, 1, 1, 1]
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
    assert result.table["born"].sum() == (used & ~np.isnat(bundled_network.starts)).sum()
