"""Flows of agreements of schools through columns of one's choice."""

from __future__ import annotations

from itertools import permutations

import pytest

from netintl.i18n import speaking
from netintl.pictures.flows import COLUMNS, USUAL, flows_figure, school_flows

from ..conftest import make_network
from ..figures.test_pictures import outside


def test_each_agreement_weighs_one_whatever_the_columns(bundled_network):
    whole = school_flows(bundled_network)["value"].sum()
    assert whole == pytest.approx(round(whole))
    for columns in [("kind", "region", "status"), ("brand", "field", "province")]:
        assert school_flows(bundled_network, columns)["value"].sum() == pytest.approx(whole)


def test_the_order_of_columns_only_turns_the_table(bundled_network):
    tables = [school_flows(bundled_network, columns) for columns in permutations(USUAL)]
    rows = [
        {tuple(sorted(row[:3])): round(row[3], 9) for row in table.itertuples(index=False)}
        for table in tables
    ]
    assert all(found == rows[0] for found in rows)


def test_values_are_spread_by_hand():
    network = make_network(
        {"A1": "S1 C1 C2"},
        organizations=[{"id": "S1", "province": "45"}, {"id": "C2", "country": "THA"}],
        agreements=[{"id": "A1", "fields": "46;50", "brand": "luban_workshop"}],
    )
    flows = school_flows(network, ("brand", "country", "field"))
    assert len(flows) == 4
    assert flows["value"].tolist() == [0.25] * 4
    assert set(flows["second"]) == {"Indonesia", "Thailand"}


@pytest.mark.parametrize("language", ["en", "zh"])
def test_titles_name_the_columns(bundled_network, language):
    with speaking(language):
        figure = flows_figure(bundled_network, ("kind", "region", "brand"))
    assert "→" in figure.get_label()
    assert outside(figure) == []
    assert set(COLUMNS) > set(USUAL)
