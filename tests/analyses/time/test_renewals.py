"""What became of agreements that ended, and which may be called dormant."""

from __future__ import annotations

import pytest

from netintl import as_of, select
from netintl.analyses.time.renewals import find_renewals

from ...conftest import make_network


def network_of_ends():
    return make_network(
        {"a": "S1 C1", "b": "S1 C1", "c": "S2 C2", "d": "S3 C3", "e": "S4 C4", "f": "S5 C5"},
        agreements=[
            {"id": "a", "start": "2010", "end": "2015-06-30", "source": "old"},
            {"id": "b", "start": "2015-09-01", "source": "late"},
            {"id": "c", "start": "2010", "end": "2012", "source": "old"},
            {"id": "d", "start": "2010", "end": "2012", "source": "late"},
            {"id": "e", "start": "2011", "source": "old"},
            {"id": "f", "start": "2011", "status": "expired", "source": "late"},
        ],
        sources=[{"id": "late", "kind": "press", "published": "2020-01-01"},
                 {"id": "old", "kind": "press", "published": "2011-06"}],
    )  # fmt: skip


def test_what_became_of_agreements() -> None:
    result = find_renewals(network_of_ends())
    found = result.table.set_index("agreement")
    assert found["state"].to_dict() == {
        "a": "renewed", "c": "past_end", "d": "continued", "e": "no_news", "f": "lapsed",
    }  # fmt: skip
    assert found.at["a", "renewed_by"] == "b"
    assert result.claim("renewals").facts == {
        "count": 4, "renewed": 1, "continued": 1, "past_end": 1, "lapsed": 1, "dormant": 0,
        "no_news": 1,
    }  # fmt: skip


def test_a_view_of_a_later_day_keeps_what_became_of_them() -> None:
    whole, later = (
        find_renewals(network_of_ends()),
        find_renewals(as_of(network_of_ends(), "2020-06")),
    )
    assert later.table["state"].tolist() == whole.table["state"].tolist()


@pytest.mark.parametrize(
    ("facts", "other", "state"),
    [
        ({}, "late", "dormant"),
        ({"status": "unknown"}, "late", "no_news"),
        ({"start": "2012", "source": ""}, "late", "no_news"),
        ({}, "old", "no_news"),
        ({"date_kind": "event"}, "late", None),
        ({"kind": "teacher_training"}, "late", None),
        ({"source": "late"}, "late", None),
        ({"start": "", "source": ""}, "late", None),
    ],
    ids=[
        "called_active_and_a_party_heard_of", "not_called_active", "only_its_own_start",
        "no_party_heard_of", "an_event", "a_course", "heard_of", "without_any_date",
    ],
)  # fmt: skip
def test_dormant_takes_evidence(facts, other, state) -> None:
    network = make_network(
        {"a": "S1 C1", "b": "S1 C2", "z": "S9 C9"},
        agreements=[
            {"id": "a", "start": "2010", "status": "active", "source": "old", **facts},
            {"id": "b", "start": "2010", "source": other},
            {"id": "z", "start": "2019", "source": "late"},
        ],
        sources=[{"id": "late", "kind": "press", "published": "2020-01-01"},
                 {"id": "old", "kind": "press", "published": "2011-06"}],
    )  # fmt: skip
    found = find_renewals(network).table.set_index("agreement")["state"].to_dict()
    assert found.get("a") == state


def test_a_successor_may_lie_outside_a_narrowed_view() -> None:
    network = make_network(
        {"a": "S1 C1", "b": "S1 C1"},
        agreements=[
            {"id": "a", "start": "2010", "end": "2015-06-30", "brand": "luban_workshop"},
            {"id": "b", "start": "2015-09-01"},
        ],
    )
    found = find_renewals(select(network, brands=["luban_workshop"])).table
    assert found[["agreement", "state", "renewed_by"]].to_numpy().tolist() == [
        ["a", "renewed", "b"]
    ]
