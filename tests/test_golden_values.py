"""The worked example: values computed by hand, through the public API and the command line."""

from __future__ import annotations

import pytest

import netintl
from netintl.analyses.gaps.crosswalk import read_crosswalk

from .conftest import EXAMPLE, GAPS

BETWEENNESS = {"C2": 3, "S1": 1, "C3": 1, "E1": 1, "C1": 0, "S2": 0, "S3": 0, "E2": 0}
CORES = {"S1": 2, "C1": 2, "C2": 2, "E1": 2, "S2": 1, "S3": 1, "C3": 1, "E2": 1}
CUT_POINTS = {"C2", "C3"}
COMPONENTS = {"components": 2, "largest_component": 5, "organizations": 8, "pairs": 8}
BOTTLENECKS = {("seats", "C2", ""): 45, ("arc", "S1", "C1"): 40, ("hires", "E2", ""): 20}
LOSS = {"S1": 45, "C2": 45, "C1": 40, "S2": 25, "S3": 20, "C3": 20}
GAIN = {("seats", "C2", ""): 10, ("arc", "S1", "C1"): 10}
SPREAD = GAPS / "crosswalk-spread.csv"
CROSSWALKS = {
    "strict": ("strict", 20, 0.8333, -0.1667),
    "spread": (SPREAD, 40, 0.6667, -0.3333),
}


@pytest.fixture(params=["api", "command"])
def rows_of(request, ask):
    """Return a function that gives the rows of an analysis of the worked example."""
    api = {
        "hubs": netintl.find_hubs,
        "summary": netintl.find_summary,
        "pipelines": netintl.find_pipelines,
        "bottlenecks": netintl.find_bottlenecks,
    }

    def rows(analysis: str) -> list[dict]:
        if request.param == "api":
            table = api[analysis](netintl.load(EXAMPLE)).table
            return table.astype(object).where(table.notna(), None).to_dict("records")
        shown = ["pipelines", "--show", "bottlenecks"] if analysis == "bottlenecks" else [analysis]
        return ask(EXAMPLE, *shown)["rows"]

    return rows


def element(row: dict) -> tuple[str, str, str]:
    return row["stage"], row["organization"], row["partner"]


def test_betweenness_is_freemans_raw_count(rows_of) -> None:
    found = {row["organization"]: round(row["betweenness"], 4) for row in rows_of("hubs")}
    assert found == BETWEENNESS


def test_core_numbers(rows_of) -> None:
    assert {row["organization"]: row["core"] for row in rows_of("hubs")} == CORES


def test_cut_points(rows_of) -> None:
    assert {row["organization"] for row in rows_of("hubs") if row["cut_point"]} == CUT_POINTS


def test_components(rows_of) -> None:
    found = {row["measure"]: row["value"] for row in rows_of("summary") if row["group"] == ""}
    assert {name: found[name] for name in COMPONENTS} == COMPONENTS


def test_minimum_cut_is_the_list_of_bottlenecks(rows_of) -> None:
    found = {element(row): row["capacity"] for row in rows_of("bottlenecks") if row["in_cut"]}
    assert found == BOTTLENECKS
    assert sum(found.values()) == 105


def test_maximum_flow_reaches_the_enterprises(rows_of) -> None:
    hires = [row for row in rows_of("bottlenecks") if row["stage"] == "hires"]
    assert sum(row["flow"] for row in hires) == 105
    assert sum(row["capacity"] for row in hires) == 120


def test_loss_if_an_organization_leaves(rows_of) -> None:
    loss = {
        row["organization"]: row["loss"] for row in rows_of("bottlenecks") if row["stage"] != "arc"
    }
    assert {name: loss[name] for name in LOSS} == LOSS
    assert (loss["E1"], loss["E2"]) == (85, 20)  # all that reaches the firm, by definition


def test_gain_per_ten_more(rows_of) -> None:
    gains = {element(row): row["gain"] for row in rows_of("bottlenecks")}
    assert {key for key, gain in gains.items() if gain is None} == {
        ("hires", "E1", ""),
        ("hires", "E2", ""),
    }
    assert {key: gain for key, gain in gains.items() if gain} == GAIN


def test_a_link_that_carries_nobody_is_no_bottleneck(rows_of) -> None:
    arcs = {element(row)[1:] for row in rows_of("bottlenecks") if row["stage"] == "arc"}
    assert arcs == {
        ("S1", "C1"), ("S1", "C2"), ("S2", "C2"), ("S3", "C3"),
        ("C1", "E1"), ("C2", "E1"), ("C3", "E2"),
    }  # fmt: skip


def test_throughput_is_said_as_one_number(ask) -> None:
    expected = {"low": 105, "high": 105, "demand": 120}
    note = netintl.find_pipelines(netintl.load(EXAMPLE)).claim("throughput_exact")
    assert note is not None
    assert note.facts == expected
    said = {note["code"]: note["facts"] for note in ask(EXAMPLE, "pipelines")["claims"]}
    assert said["throughput_exact"] == expected


@pytest.mark.parametrize("name", CROSSWALKS)
def test_same_data_another_crosswalk_twice_the_gap(ask, name: str) -> None:
    given, *expected = CROSSWALKS[name]
    network = netintl.load(GAPS)
    if given == SPREAD:
        result = netintl.find_gaps(network, custom=read_crosswalk(SPREAD))
    else:
        result = netintl.find_gaps(network, crosswalk=str(given))
    for rows in (
        result.table.to_dict("records"),
        ask(GAPS, "gaps", "--crosswalk", given)["rows"],
    ):
        cell = next(row for row in rows if (row["country"], row["industry"]) == ("IDN", "C"))
        assert [round(cell[key], 4) for key in ("gap", "coverage", "deviation")] == expected
