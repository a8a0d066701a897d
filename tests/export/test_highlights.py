"""Why an organization is worth a look on the page, against plain loops and the registry."""

from __future__ import annotations

from dataclasses import replace

import pytest

from netintl.analyses import registry
from netintl.analyses.analysis import Highlight
from netintl.analyses.registry import ANALYSES, highlighted
from netintl.analyses.structure.measures import leaders
from netintl.export.page import highlights as page_highlights
from netintl.export.page.highlights import counts, highlights
from netintl.export.page.text import page_texts

from ..conftest import frames_of, make_network, slow_graph, without_agreements


def of_page(network):
    return list(highlights(network, counts(network), {"hubs": leaders(network)}))


def test_counts_are_those_of_plain_loops(bundled_network) -> None:
    ids = bundled_network.ids.tolist()
    graph = slow_graph(frames_of(bundled_network))
    home = dict(graph.nodes(data="country"))
    found = counts(bundled_network)
    assert found["reach"] == [len({home[p] for p in graph[n]} - {"", home[n]}) for n in ids]
    assert found["sole"] == [sum(graph.degree(p) == 1 for p in graph[n]) for n in ids]


def test_what_is_cited_bears_what_is_said(bundled_network) -> None:
    said = of_page(bundled_network)
    assert {row.code for row in said} == {"hubs", "fragility", "reach", "sole"}
    assert all(row.agreements for row in said)
    worst = max((row for row in said if row.code == "sole"), key=lambda row: row.figure)
    left = without_agreements(bundled_network, worst.agreements)
    named = [(row.organization, row.code) for row in of_page(left)]
    assert (worst.organization, "sole") not in named


def test_only_the_links_that_are_counted_are_cited() -> None:
    # C1 has three partners of its own, and one that another college shares.
    network = make_network(
        {"a": "S1 C1", "b": "S2 C1", "c": "S3 C1", "d": "S4 C1", "e": "S4 C2"},
        organizations=[{"id": "S4", "country": "IDN"}],
    )
    cited = {row.code: row.agreements for row in of_page(network) if row.organization == "C1"}
    assert cited["sole"] == ("a", "b", "c")
    assert "reach" not in cited


def test_agreements_with_other_countries_are_cited_alone() -> None:
    places = ["CHN", "KEN", "DEU", "FRA"]
    network = make_network(
        {**{f"a{n}": f"S{n} C1" for n in range(4)}, "home": "S8 C1", "unknown": "S9 C1"},
        organizations=[{"id": f"S{n}", "country": code} for n, code in enumerate(places)]
        + [{"id": "S8", "country": "IDN"}, {"id": "S9", "country": ""}],
    )
    cited = {row.code: row for row in of_page(network) if row.organization == "C1"}
    assert cited["reach"].figure == 4
    assert cited["reach"].agreements == ("a0", "a1", "a2", "a3")


@pytest.mark.parametrize("name", ["hubs"])
def test_the_table_made_with_less_work_says_what_the_result_says(bundled_network, name) -> None:
    assert name in highlighted()
    quick = {row for row in of_page(bundled_network) if row.code == name}
    whole = highlights(bundled_network, counts(bundled_network), {})
    assert {row for row in whole if row.code == name} == quick


def test_an_analysis_comes_to_the_page_by_its_object_alone(monkeypatch) -> None:
    highlight = Highlight(sentence="Has {n} partners.", figure="degree", only="degree > 1")
    listed = {"hubs": replace(ANALYSES["hubs"], highlight=highlight)}
    monkeypatch.setattr(registry, "ANALYSES", listed)
    monkeypatch.setattr(page_highlights, "ANALYSES", listed)
    network = make_network({"a": "S1 C1", "b": "S2 C1"})
    assert list(highlights(network, counts(network), {})) == [("C1", "hubs", 2, ("a", "b"))]
    assert page_texts()["en"]["reason_hubs"] == "Has {n} partners."
    assert "reason_fragility" not in page_texts()["en"]
