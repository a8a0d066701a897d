"""Agreements of schools through three columns."""

from __future__ import annotations

from itertools import permutations

import pytest

from netintl.analyses.structure.flows import USUAL, find_flows

from ...conftest import make_network


def test_each_agreement_weighs_one_whatever_the_columns(bundled_network) -> None:
    whole = find_flows(bundled_network).table["agreements"].sum()
    assert whole == pytest.approx(round(whole))
    for columns in [("kind", "region", "status"), ("brand", "field", "province")]:
        table = find_flows(bundled_network, columns=columns).table
        assert table["agreements"].sum() == pytest.approx(whole)


def test_the_order_of_columns_only_turns_the_table(bundled_network) -> None:
    tables = [find_flows(bundled_network, columns=columns).table for columns in permutations(USUAL)]
    rows = [
        {
            tuple(row[name] for name in USUAL): round(row["agreements"], 9)
            for row in table.to_dict("records")
        }
        for table in tables
    ]
    assert all(found == rows[0] for found in rows)


def test_values_are_spread_by_hand() -> None:
    network = make_network(
        {"A1": "S1 C1 C2"},
        organizations=[{"id": "S1", "province": "45"}, {"id": "C2", "country": "THA"}],
        agreements=[{"id": "A1", "fields": "46;50", "brand": "luban_workshop"}],
    )
    result = find_flows(network, columns=("brand", "country", "field"))
    found = result.table[["brand", "country", "field", "agreements"]].values.tolist()
    assert found == [
        ["luban_workshop", country, field, 0.25]
        for country in ("IDN", "THA")
        for field in ("46", "50")
    ]
    assert result.reasons["finding"].tolist()[0] == "luban_workshop:IDN:46"
    assert set(result.reasons["agreements"]) == {("A1",)}
