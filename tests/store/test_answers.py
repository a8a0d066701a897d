"""Every named query answers alike on every engine, and as pandas and networkx do."""

from __future__ import annotations

from datetime import date

import pytest

from netintl.store.asking import ask, bound
from netintl.store.questions import questions

from .conftest import PUSHED
from .equivalents import EQUIVALENTS

TODAY = date(2026, 1, 1)
MORE = {
    "agreements_expiring": [{"from": "2000", "until": "2024", "country": "UGA"}, {}],
    "agreements_of": [{"organization": "org-sgave", "limit": "7"}],
    "bottlenecks": [{"country": "Zambia"}, {"limit": "400", "lang": "zh"}],
    "brand_sites": [{"brand": "luban_workshop", "limit": "100"}, {"brand": "other"}],
    "brokers_for": [
        {"organization": "cn-tianjin-light-industry-vtc", "country": "KEN"},
        {"organization": "ent-huawei", "country": "CHN", "kind": "school", "lang": "zh"},
    ],
    "country_profile": [{"country": "KEN", "lang": "zh"}, {"country": "SDN"}],
    "demand_in_country": [{"country": "ETH", "limit": "200"}],
    "dormant_agreements": [{"before": "2023", "limit": "200"}, {"country": "THA"}],
    "field_landscape": [{"field": "50", "lang": "zh"}],
    "gap_cells": [{"limit": "500"}, {"verdict": "null", "industry": "F", "limit": "90"}],
    "hubs_in_country": [{"country": "CHN", "kind": "school", "limit": "300"}],
    "organizations_named": [{"text": "LIUGONG"}, {"text": "大学", "limit": "300"}],
    "partner_matches": [
        {"college": "id-pnj", "limit": "1000", "lang": "zh"},
        {"enterprise": "ent-liugong", "kind": "college", "limit": "1000"},
        {"school": "cn-tianjin-light-industry-vtc", "limit": "1000"},
    ],
    "partners_of": [{"organization": "ent-huawei", "kind": "college", "lang": "zh"}],
    "pipelines_to_enterprise": [{"enterprise": "ent-huasheng"}, {"enterprise": "ent-liugong"}],
    "province_landscape": [{"province": "天津", "lang": "zh"}],
    "schools_for_gap": [{"country": "KEN", "industry": "F", "limit": "500"}],
    "shared_partners": [{"one": "cn-liuzhou-vtc", "other": "cn-liuzhou-vtc"}],
    "single_points_of_failure": [{"country": "CHN", "limit": "500", "lang": "zh"}],
    "sources_of": [
        {"analysis": "pipelines", "finding": "cn-tianjin-railway-tvc>>ent-edr-sgr"},
        {"analysis": "fragility", "finding": "ent-huawei>gov-ke-moe"},
    ],
    "unconnected_in_country": [{"country": "CHN", "limit": "500"}, {"country": "THA"}],
    "weak_evidence": [{"organization": "ent-huawei"}],
    "what_changed_since": [{"day": "2027"}, {"day": "2025", "limit": "2000"}],
    "who_knows_whom": [
        {"from": "cn-liuzhou-vtc", "to": "ent-huawei", "limit": "100"},
        {"from": "cn-liuzhou-vtc", "to": "cn-liuzhou-vtc"},
        {"from": "ao-huambo-centre", "to": "cn-liuzhou-vtc", "lang": "zh"},
    ],
}
CASES = [
    pytest.param(name, given, id=f"{name}-{place}")
    for name, question in questions().items()
    for place, given in enumerate([dict(question.example), *MORE[name]])
]


def alike(found, expected):
    """Compare rows cell by cell; numbers to twelve digits, since sums have no order."""
    assert len(found) == len(expected)
    for one, other in zip(found, expected, strict=True):
        assert len(one) == len(other)
        for value, wanted in zip(one, other, strict=True):
            if isinstance(wanted, float) and not isinstance(value, str) and value is not None:
                assert value == pytest.approx(wanted, rel=1e-12, abs=1e-12), (one, other)
            else:
                assert value == wanted, (one, other)


@pytest.mark.parametrize(("name", "given"), CASES)
def test_a_query_answers_as_tables_do(filled, desk, name, given):
    question = questions()[name]
    answer = ask(filled, question, given, today=TODAY)
    asked = {**bound(filled, question, given, TODAY), "pushed": PUSHED}
    assert set(answer.columns) == {column.name for column in question.columns}
    alike(answer.rows, EQUIVALENTS[name](desk, asked))


@pytest.mark.parametrize("server", ["filled_5", "filled_2026"])
@pytest.mark.parametrize(("name", "given"), CASES)
def test_a_server_answers_as_the_embedded_engine(request, filled, server, name, given):
    question = questions()[name]
    theirs = ask(request.getfixturevalue(server), question, given, today=TODAY)
    ours = ask(filled, question, given, today=TODAY)
    assert not theirs.rows or theirs.columns == ours.columns
    alike(theirs.rows, ours.rows)


def test_every_query_has_an_equivalent_and_answers_something(filled):
    assert set(EQUIVALENTS) == set(questions())
    empty = [
        name
        for name, question in questions().items()
        if not ask(filled, question, question.example, today=TODAY).rows
    ]
    assert empty == ["agreements_expiring"]  # the bundled data know of no end to come
