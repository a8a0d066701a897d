"""What is made from the query files is fresh, and the dashboard runs on a server."""

from __future__ import annotations

import importlib.util
import json
import re
from pathlib import Path

import pytest

from netintl.model.palette import colour, kind_tones
from netintl.store.elements import kind_label
from netintl.store.questions import questions

ROOT = Path(__file__).parents[2]
# What the chosen organization, country and the days around today may well have none of.
NOTHING_THERE = {
    "agreements_expiring", "what_changed_since", "weak_evidence", "unconnected_in_country",
    "gap_cells",
}  # fmt: skip


@pytest.fixture(scope="module")
def tool():
    spec = importlib.util.spec_from_file_location("build_queries", ROOT / "tools/build_queries.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_made_files_are_fresh(tool, filled):
    for name, text in tool.made_files(filled).items():
        assert (ROOT / name).read_text(encoding="utf-8") == text, f"{name} is stale: make docs"


def test_every_kind_of_organization_has_its_colour():
    sheet = (ROOT / "queries" / "style.grass").read_text(encoding="utf-8")
    for code, tone in kind_tones().items():
        assert re.search(rf"node\.{kind_label(code)} {{[^}}]*{colour(tone)}", sheet)


@pytest.fixture(scope="module")
def board():
    return json.loads((ROOT / "queries" / "neodash.json").read_text(encoding="utf-8"))


def test_the_dashboard_is_one_that_neodash_opens(board):
    assert board["version"] == "2.4"
    for page in board["pages"]:
        ids = [report["id"] for report in page["reports"]]
        assert len(ids) == len(set(ids))
        for report in page["reports"]:
            assert report["type"] in ("select", "table")
            assert report["x"] + report["width"] <= 24
    shown = {report["id"] for page in board["pages"] for report in page["reports"]}
    assert len(shown & set(questions())) >= 20


@pytest.mark.parametrize("engine", ["filled_5", "filled_2026"])
def test_tables_of_the_dashboard_have_rows_and_selectors_offer_values(request, board, engine):
    store = request.getfixturevalue(engine)
    values = board["settings"]["parameters"]
    empty = []
    for report in [report for page in board["pages"] for report in page["reports"]]:
        chosen = report["type"] == "select"
        rows = store.read(report["query"], {**values, "input": "a"} if chosen else values).rows
        empty += [report["id"]] * (not rows)
    assert set(empty) <= NOTHING_THERE
