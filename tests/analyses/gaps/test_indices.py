"""Balance, coordination, connection, intensity, fragility, schools that could fill a gap."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd
import pytest

import netintl
from netintl.analyses.gaps.crosswalk import read_crosswalk
from netintl.analyses.gaps.indices import BANDS
from netintl.errors import UsageError

from ...conftest import make_network
from .conftest import demands


def field_network(fields: dict[str, str], indicators, **tables):
    """Make one agreement per entry: id → majors, each of a school and a source of its own."""
    parties = {key: f"S{n} C1" for n, key in enumerate(fields)}
    agreements = [
        {"id": key, "fields": value, "source": f"src{n}"}
        for n, (key, value) in enumerate(fields.items())
    ]
    return make_network(parties, agreements=agreements, indicators=indicators, **tables)


def test_balance_is_half_the_sum_of_differences_of_shares() -> None:
    # Strict crosswalk: 46 equipment → C, 44 construction → E. Supply 3 to 1, demand 1 to 1.
    network = field_network(
        {"a": "46", "b": "46", "c": "46", "d": "44"}, demands(IDN_C="50", IDN_E="50")
    )
    row = netintl.find_balance(network, crosswalk="strict").table.iloc[0]
    assert row["balance"] == pytest.approx(0.25)
    assert (row["short_industry"], row["ample_industry"]) == ("E", "C")
    assert row["short_deviation"] == pytest.approx(0.25 / 0.5 - 1)
    assert row["ample_deviation"] == pytest.approx(0.75 / 0.5 - 1)


def test_a_country_without_supply_has_no_balance() -> None:
    network = field_network({"a": "46"}, demands(KEN_C="50"))
    assert netintl.find_balance(network).table.empty


def test_coordination_by_hand() -> None:
    network = field_network({"a": "46", "b": "46", "c": "46"}, demands(IDN_C="7", KEN_C="63"))
    table = netintl.find_coordination(network, crosswalk="strict", alpha=0.4).table
    row = table.set_index("country").loc["IDN"]
    first, second = 1.0, math.log(8) / math.log(64)
    coupling = 2 * math.sqrt(first * second) / (first + second)
    degree = math.sqrt(coupling * (0.4 * first + 0.6 * second))
    assert row["coordination"] == pytest.approx(degree)
    assert row["band"] == next(name for bound, name in BANDS if degree <= bound)
    assert row["behind"] == "industry_side"
    absent = table.set_index("country").loc["KEN"]
    assert (absent["coordination"], absent["band"]) == (0, "extreme_disorder")
    with pytest.raises(UsageError):
        netintl.find_coordination(network, alpha=1.5)


def test_connections_count_open_and_closed_pairs() -> None:
    network = make_network(
        {"a": "S1 C1", "b": "C1 E1", "c": "S2 C2"},
        organizations=[{"id": "E1", "industries": "C35"}],
        agreements=[{"id": "a", "fields": "46"}, {"id": "c", "fields": "46"}],
    )
    result = netintl.find_connection(network, crosswalk="strict")
    row = result.table.iloc[0]
    assert (row["school_count"], row["firm_count"], row["closed"], row["open"]) == (2, 1, 1, 1)
    assert result.claim("closure").facts == {"closed": 1, "total": 2}


def test_gap_cells_name_measure_and_imputed_share() -> None:
    hire = {"measure": "hires", "field": "", "year": "2025", "source": "c"}
    network = make_network(
        {"a": "S1 E1", "b": "S1 E2"},
        organizations=[{"id": "E1", "industries": "C35"}, {"id": "E2", "industries": "C36"}],
        capacities=[
            {**hire, "organization": "E1", "persons_per_year": "30", "method": "headcount"},
            {**hire, "organization": "E2", "persons_per_year": "10", "method": "stated"},
        ],
    )
    row = netintl.find_gaps(network, demand="hires").table.iloc[0]
    assert (row["measure"], row["imputed"]) == ("hires", 0.75)


def test_each_index_stands_beside_itself_under_every_crosswalk(bundled_network) -> None:
    for find, figure in (
        (netintl.find_balance, "balance"),
        (netintl.find_coordination, "coordination"),
        (netintl.find_connection, "open"),
    ):
        variants = ("strict", "weighted", "broad")
        tables = {name: find(bundled_network, crosswalk=name).table for name in variants}
        keys = ["country", "industry"] if figure == "open" else ["country"]
        for variant, table in tables.items():
            np.testing.assert_allclose(table[figure], table[variant])
            alone = tables["weighted"].set_index(keys)[variant]
            other = table.set_index(keys)[figure].reindex(alone.index)
            known = alone.notna() & other.notna()
            np.testing.assert_allclose(alone[known], other[known])
            assert known.sum() > 5


def test_sources_zones_and_imputed_share_stand_beside_the_indices() -> None:
    network = field_network({"a": "46"}, demands(IDN_C="30", IDN_E="10"))
    row = netintl.find_balance(network, crosswalk="strict").table.iloc[0]
    assert (row["zones"], row["imputed"], row["source_count"]) == (("asean",), 0, 2)


def test_a_crosswalk_that_covers_nothing_leaves_every_cell_unserved(tmp_path) -> None:
    file = tmp_path / "none.csv"
    file.write_text("major,industry,weight\n", encoding="utf-8")
    network = field_network({"a": "46"}, demands(IDN_C="30"))
    table = netintl.find_gaps(network, custom=read_crosswalk(file)).table
    assert table["supply"].tolist() == [0]
    assert table["verdict"].tolist() == ["gap"]


def test_supply_wholly_elsewhere_is_an_imbalance_of_one() -> None:
    network = field_network({"a": "44", "b": "44"}, demands(IDN_C="5"))
    result = netintl.find_balance(network, crosswalk="strict")
    row = result.table.iloc[0]
    assert (row["balance"], row["supply"], row["short_industry"]) == (1, 2, "C")
    assert row["ample_industry"] == ""  # nobody asks for construction
    assert result.claim("balance_elsewhere").facts["names"] == ("IDN",)


def test_countries_without_the_industries_they_ask_for_are_listed(bundled_network) -> None:
    result = netintl.find_balance(bundled_network)
    facts = result.claim("balance_elsewhere").facts
    assert facts["names"] == ("ARG", "MEX", "MLI", "MNG", "NIC", "NZL")
    assert (facts["count"], len(result.table)) == (6, 40)
    assert result.claim("demand_rung").facts["count"] == 123
    assert result.claim("demand_compared").facts == {"count": 40, "total": 123}


def test_a_balance_of_little_support_never_leads() -> None:
    network = make_network(
        {"a": "S1 C1", "b": "S2 C1", "c": "S3 C3"},
        organizations=[{"id": "C3", "country": "KEN"}],
        agreements=[
            {"id": "a", "fields": "46", "source": "x"},
            {"id": "b", "fields": "44", "source": "y"},
            {"id": "c", "fields": "44", "source": "z"},
        ],
        indicators=demands(IDN_C="5", KEN_C="5"),
    )
    table = netintl.find_balance(network, crosswalk="strict").table
    assert table["country"].tolist() == ["IDN", "KEN"]
    assert table["balance"].tolist() == [0.5, 1]
    assert table["small_support"].tolist() == [False, True]


def test_uncoded_teaching_makes_coordination_unknown_not_nothing() -> None:
    network = make_network(
        {"a": "S1 C1", "b": "S2 C2", "c": "S3 C3"},
        organizations=[{"id": "C2", "country": "KEN"}, {"id": "C3", "country": "EGY"}],
        agreements=[{"id": "a", "fields": "46"}, {"id": "b", "fields": ""}],
        indicators=demands(IDN_C="7", KEN_C="9", SDN_C="3"),
    )
    result = netintl.find_coordination(network, crosswalk="strict")
    table = result.table.set_index("country")
    assert math.isnan(table.at["KEN", "supply"])
    assert math.isnan(table.at["KEN", "coordination"])
    assert table.at["KEN", "band"] == table.at["KEN", "behind"] == "not_assessable"
    assert table.at["SDN", "supply"] == 0  # nobody teaches there
    assert result.table["country"].iloc[-1] == "KEN"
    assert result.claim("coordination_unknown").facts == {
        "count": 1, "total": 3, "names": ("KEN",),
    }  # fmt: skip


@pytest.mark.parametrize("find", [netintl.find_balance, netintl.find_coordination])
def test_an_index_of_a_country_is_the_same_in_every_view(bundled_network, find) -> None:
    whole = find(bundled_network).table.set_index("country").drop(columns="rank")
    for filters in ({"brands": ["luban_workshop"]}, {"provinces": ["12"]}, {"countries": ["KEN"]}):
        view = find(netintl.select(bundled_network, **filters)).table.set_index("country")
        assert 0 < len(view) < len(whole)
        left = view.drop(columns="rank").sort_index()
        pd.testing.assert_frame_equal(left, whole.loc[left.index])
