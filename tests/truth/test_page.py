"""What the offline page says of organizations, held against the tables by other means."""

from __future__ import annotations

import json
import re
from functools import cache
from typing import Any

import networkx as nx
import pytest

from tests.conftest import DATA
from tests.truth.world import World


@cache
def page() -> dict[str, Any]:
    from netintl import load
    from netintl.export.page.assembly import to_page

    text = re.search(r'<script[^>]*id="data"[^>]*>(.*?)</script>', to_page(load(DATA)), re.DOTALL)
    assert text is not None
    return json.loads(text[1])


@cache
def graph() -> nx.Graph:
    return World.of_data(DATA).graph


def said(code: str) -> dict[str, int]:
    """Return the figure that the page gives for each organization it names."""
    reason, ids = page()["reason"], page()["node"]["id"]
    rows = zip(reason["code"], reason["node"], reason["value"], strict=True)
    return {ids[node]: value for name, node, value in rows if name == code}


def test_the_page_says_how_many_countries_an_organization_is_linked_to() -> None:
    country = World.of_data(DATA).country
    reach = {
        one: len({country[other] for other in graph()[one]} - {country[one], ""}) for one in graph()
    }
    assert said("reach") == {one: count for one, count in reach.items() if count >= 4}


def test_the_page_says_how_many_have_no_one_else() -> None:
    alone = {one: sum(graph().degree(other) == 1 for other in graph()[one]) for one in graph()}
    assert said("sole") == {one: count for one, count in alone.items() if count >= 3}


def test_the_page_says_the_rank_by_betweenness() -> None:
    between = {
        one: round(share, 12)
        for one, share in nx.betweenness_centrality(graph(), normalized=False).items()
    }
    ranks = {one: 1 + sum(other > own for other in between.values())
             for one, own in between.items()}  # fmt: skip
    first = {
        one: rank
        for one, rank in ranks.items()
        if rank <= 30 and graph().degree(one) > 1 and between[one] > 0
    }
    assert said("hubs") == first


def test_the_page_says_who_would_be_cut_off() -> None:
    severed = {}
    for one in nx.articulation_points(graph()):
        inside = nx.node_connected_component(graph(), one)
        rest = graph().subgraph(inside - {one})
        largest = max(map(len, nx.connected_components(rest)))
        severed[one] = len(inside) - 1 - largest
    assert said("fragility") == {one: count for one, count in severed.items() if count >= 3}


@pytest.mark.parametrize("name", ["partners", "sole", "reach"])
def test_the_columns_of_the_page_agree_with_its_reasons(name: str) -> None:
    node = page()["node"]
    table = dict(zip(node["id"], node[name], strict=True))
    if name == "partners":
        assert table == dict(graph().degree())
    else:
        assert all(table[one] == count for one, count in said(name).items())
