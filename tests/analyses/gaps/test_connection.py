"""Schools and firms in one country, linked and not, against a slow walk."""

from __future__ import annotations

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from netintl import find_connection, find_gaps, select
from netintl.model.industries import crosswalks

from ...conftest import (
    frames_of,
    make_frames,
    make_network,
    slow_day,
    slow_graph,
    slow_over,
)
from ..conftest import party_lists, steady
from .conftest import cell_of, want


def slow_connection(frames, weights) -> dict[tuple[str, str], tuple[int, int]]:
    """Count joined and unjoined fitting pairs by walking paths of the graph."""
    graph = slow_graph(frames)
    kinds, countries = (nx.get_node_attributes(graph, name) for name in ("kind", "country"))
    fields = dict(zip(frames["agreements"]["id"], frames["agreements"]["fields"], strict=True))
    industries = dict(
        zip(frames["organizations"]["id"], frames["organizations"]["industries"], strict=True)
    )
    day, fitting = slow_day(frames), set()
    over = {fact["id"] for _, fact in frames["agreements"].iterrows() if slow_over(fact, day)}
    for key, group in frames["parties"].groupby("agreement"):
        names = set(group["organization"]) if key not in over else set()
        places = {countries[n] for n in names if kinds[n] != "school"} - {"", "CHN"}
        fits = {code for major in fields[key].split(";") for code in weights.get(major, ())}
        for firm in [n for n in graph if kinds[n] == "enterprise" and countries[n] in places]:
            for code in {part[0] for part in industries[firm].split(";") if part} & fits:
                schools = [n for n in names if kinds[n] == "school"]
                fitting |= {(countries[firm], code, school, firm) for school in schools}
    counts: dict[tuple[str, str], list[int]] = {}
    for country, code, school, firm in fitting:
        joined = firm in graph[school] or any(
            kinds[c] == "college" for c in nx.common_neighbors(graph, school, firm)
        )
        counts.setdefault((country, code), [0, 0])[0 if joined else 1] += 1
    return {cell: (closed, opened) for cell, (closed, opened) in counts.items()}


FIRMS = [
    {"id": "E1", "industries": "C36"},
    {"id": "E2", "industries": "C;E"},
    {"id": "E3", "industries": "F", "country": "KEN"},
    {"id": "C3", "country": "KEN"},
]


def assert_same_connection(result, expected) -> None:
    rows = result.table.dropna(subset=["closed"])
    found = {(r.country, r.industry): (r.closed, r.open) for r in rows.itertuples()}
    asked = set(zip(result.table["country"], result.table["industry"], strict=True))
    assert found == {cell: pair for cell, pair in expected.items() if cell in asked}
    for row in rows.itertuples():
        assert row.deficit == pytest.approx(row.open / (row.open + row.closed))


@pytest.mark.untraced
@steady
@given(
    parties=party_lists(),
    fields=st.lists(st.sampled_from(["46", "44;46", "53", ""]), min_size=18, max_size=18),
)
def test_connection_deficit_by_a_slow_walk(parties, fields) -> None:
    named = " ".join(parties.values())
    given_ = {
        "organizations": [row for row in FIRMS if row["id"] in named],
        "agreements": [{"id": key, "fields": f} for key, f in zip(parties, fields, strict=False)],
        "indicators": want("sites", IDN_C="1", IDN_E="1", KEN_F="1", KEN_C="1"),
    }
    result = find_gaps(make_network(parties, **given_), crosswalk="weighted", demand="sites")
    expected = slow_connection(make_frames(parties, **given_), crosswalks()["weighted"])
    assert_same_connection(result, expected)


def test_bundled_connection_deficit_by_a_slow_walk(bundled_network) -> None:
    frames = frames_of(bundled_network)
    usable = set(
        frames["agreements"]["id"][bundled_network.chosen & ~bundled_network.is_membership]
    )
    frames["parties"] = frames["parties"][frames["parties"]["agreement"].isin(usable)]
    result = find_gaps(bundled_network, demand="sites")
    expected = slow_connection(frames, crosswalks()["weighted"])
    assert len(expected) > 10
    assert_same_connection(result, expected)


def test_a_membership_makes_no_school_active_abroad() -> None:
    # The majors of an alliance open no pairs of its members.
    network = make_network(
        {"club": "A1:lead S1:member S2:member C1:member", "deal": "S3 C1", "hire": "C1 E1"},
        organizations=[{"id": "E1", "industries": "C"}],
        agreements=[
            {"id": "club", "kind": "alliance_membership", "fields": "46"},
            {"id": "deal", "fields": "46"},
        ],
        indicators=want("sites", IDN_C="1"),
    )
    cell = cell_of(find_gaps(network, demand="sites"), "IDN", "C")
    assert (cell["closed"], cell["open"]) == (1, 0)


def test_a_pair_joined_outside_a_view_is_not_open() -> None:
    network = make_network(
        {"a": "S1 C1", "b": "C1 E1", "c": "S1 C2", "d": "C2 E1"},
        organizations=[{"id": "E1", "industries": "C"}],
        agreements=[
            {"id": "a", "fields": "46", "brand": "luban_workshop"},
            {"id": "d", "brand": "luban_workshop"},
        ],
    )
    view = find_connection(select(network, brands=["luban_workshop"]))
    assert view.table[["closed", "open"]].to_numpy().tolist() == [[1, 0]]


def test_a_pair_of_two_industries_is_one_pair() -> None:
    network = make_network(
        {"a": "S1 C1", "b": "C1 E1"},
        organizations=[{"id": "E1", "industries": "C;E"}],
        agreements=[{"id": "a", "fields": "44;46"}],
    )
    result = find_connection(network, crosswalk="strict")
    assert len(result.table) == 2
    assert result.claim("closure").facts == {"closed": 1, "total": 1}
