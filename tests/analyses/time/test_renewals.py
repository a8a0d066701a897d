"""What became of agreements that ended, and which may be called dormant."""

from __future__ import annotations

import pytest

from netintl import as_of, find_summary, find_survival, select
from netintl.analyses.time.renewals import find_renewals
from netintl.words.claims import sentence

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
        "over": 4, "one_off": 0, "count": 4, "renewed": 1, "continued": 1, "past_end": 1,
        "lapsed": 1,
    }  # fmt: skip
    assert result.claim("silences").facts == {
        "silent": 1, "one_off": 0, "count": 1, "dormant": 0, "no_news": 1,
    }  # fmt: skip


def test_ends_and_silences_add_up_to_those_of_the_summary() -> None:
    network = make_network(
        {key: f"S{n} C{n}" for n, key in enumerate("abcdez")},
        agreements=[
            {"id": "a", "start": "2010", "end": "2012", "date_kind": "event"},
            {"id": "b", "start": "2010", "status": "expired"},
            {"id": "c", "kind": "teacher_training", "start": "2010", "status": "expired"},
            {"id": "d", "kind": "teacher_training", "start": "2010"},
            {"id": "e", "kind": "donation", "start": "2011"},
            {"id": "z", "start": "2020"},
        ],
    )
    claims = find_renewals(network)
    stale = find_summary(network).claim("stale").facts
    over = claims.claim("renewals").facts
    assert (over["over"], over["one_off"], over["count"]) == (stale["over"], 2, 1) == (3, 2, 1)
    silences = claims.claim("silences_one_off")
    assert silences.facts == {"silent": stale["silent"]} == {"silent": 2}
    said = [sentence(claim, network) for claim in claims.claims]
    assert said[0].startswith("Of 3 cooperation agreements that have ended or passed their end, 2")


def test_nothing_is_said_of_what_neither_ended_nor_fell_silent() -> None:
    network = make_network({"a": "S1 C1"}, agreements=[{"id": "a", "start": "2020"}])
    assert find_renewals(network).claims == ()


@pytest.mark.parametrize(
    ("published", "flow", "state"),
    [
        ("2025-03-28", "", "past_end"),
        ("2026-03-24", "", "past_end"),
        ("2026-06-01", "", "continued"),
        ("2025-03-28", "2026", "continued"),
        ("2025-03-28", "2025", "past_end"),
    ],
    ids=["news_of_the_end", "a_year_later", "much_later", "a_later_flow", "a_flow_of_the_year"],
)
def test_news_of_the_end_itself_is_no_life_after_it(published, flow, state) -> None:
    flows = [{"id": "f", "agreement": "a", "from": "S1", "to": "C1", "purpose": "study",
              "persons": "5", "year": flow}]  # fmt: skip
    network = make_network(
        {"a": "S1 C1", "z": "S2 C2"},
        agreements=[
            {"id": "a", "start": "2024", "end": "2025-03-24", "status": "active", "source": "s"},
            {"id": "z", "start": "2024", "source": "last"},
        ],
        sources=[{"id": "s", "kind": "press", "published": published},
                 {"id": "last", "kind": "press", "published": "2026-09-01"}],
        flows=flows if flow else [],
    )  # fmt: skip
    found = find_renewals(network).table.set_index("agreement")["state"]
    assert found["a"] == state
    ended = find_survival(network).claim("survival_ended")
    assert (ended is None) is (state == "continued")


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
