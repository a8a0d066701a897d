"""``check --quality`` as a user runs it."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

DATA = Path(__file__).parents[2] / "data"
EXAMPLE = DATA / "worked-example"
PARTS = ["completeness", "freshness", "evidence", "contradictions", "collection"]


def test_every_part_is_printed_with_what_it_means(run) -> None:
    found = run("-d", EXAMPLE, "check", "--quality")
    assert found.code == 0
    for title in ("What is filled", "How old", "What rests on one", "What to collect next"):
        assert title in found.out
    assert "Organizations: Country or region" in found.out
    assert "0 of them would each open a finding alone, and 12 bear on none yet" in found.out
    assert "0 errors" in found.err


def test_json_holds_the_parts_as_csv_does(run) -> None:
    held = json.loads(run("-d", DATA, "check", "--quality", "--format", "json").out)
    assert list(held["parts"]) == PARTS
    assert held["day"] == "2026-03-12"
    text = run("-d", DATA, "check", "--quality", "--format", "csv").out
    rows = list(csv.DictReader(io.StringIO(text)))
    for name in PARTS:
        lines = [row for row in rows if row["part"] == name]
        assert len(lines) == len(held["parts"][name]["rows"])
        for line, record in zip(lines, held["parts"][name]["rows"], strict=True):
            for key, cell in record.items():
                shown = {None: "", True: "yes", False: "no"}.get(cell, str(cell))
                assert line[key] == (shown if isinstance(cell, bool | None) else str(cell)), key


def test_a_day_and_an_age_are_those_asked_for(run) -> None:
    asked = ("--as-of", "2024-06", "--older-than", "5", "--show", "freshness")
    found = run("-d", DATA, "check", "--quality", *asked)
    assert "Ages are counted to 2024-06-30; older is more than 5 years before." in found.out
    assert "What is filled" not in found.out


def test_a_part_goes_into_a_file_of_the_kind_its_name_says(run, tmp_path) -> None:
    file = tmp_path / "next.csv"
    found = run("-d", DATA, "check", "--quality", "--show", "collection", "--top", "5", "-o", file)
    assert found.code == 0
    assert found.out == ""
    lines = file.read_text(encoding="utf-8-sig").splitlines()
    assert lines[0] == "part,rank,what,subject,field,findings,decides,touches,put_in"
    assert len(lines) == 6
    again = run("-d", DATA, "check", "--quality", "-o", file)
    assert again.code != 0
    assert run("-d", DATA, "check", "--quality", "-o", file, "--force").code == 0


@pytest.mark.parametrize(
    "option", [("--as-of", "2024"), ("--older-than", "3"), ("--top", "3"), ("-o", "x.csv")]
)
def test_options_of_the_quality_go_with_it(run, option) -> None:
    found = run("-d", EXAMPLE, "check", *option)
    assert found.code == 2
    assert "goes with --quality" in found.err


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize(
    "links", ["source,target\n", "source,target\nA,B\n", "source,target,start\nA,B,2019\nB,C,\n"]
)
def test_foreign_tables_have_no_empty_part(run, tmp_path, language, links) -> None:
    file = tmp_path / "links.csv"
    file.write_text(links, encoding="utf-8")
    found = run("--lang", language, "-d", file, "check", "--quality")
    assert found.code == 0
    for block in found.out.split("\n\n"):
        lines = block.strip().splitlines()
        assert len(lines) > 1, block  # a title alone says nothing
        rules = [n for n, line in enumerate(lines) if line.startswith("───")]
        assert all(n + 1 < len(lines) and lines[n + 1] for n in rules)


def test_errors_of_the_data_leave_with_one(run, tmp_path) -> None:
    file = tmp_path / "links.csv"
    file.write_text("source,target,start\nA,B,2019\nB,,2020\n", encoding="utf-8")
    found = run("-d", file, "check", "--quality")
    assert found.code == 1
    assert "What is filled" in found.out
