"""The page about one's own data: each table comes in by its commands; counts are by hand."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pandas as pd
import pytest

from netintl import as_of, find_links, load, load_package
from netintl.cli import main
from netintl.i18n import set_language
from netintl.network.rollup import rolled_up

PAGE = (Path(__file__).parents[1] / "docs" / "your-own-data.md").read_text(encoding="utf-8")
TABLES = re.findall(r"```csv (\S+)\n(.*?)```", PAGE, re.DOTALL)
COMMANDS = [
    line.removeprefix("$ netintl ").partition("  #")[0]
    for block in re.findall(r"```console\n(.*?)```", PAGE, re.DOTALL)
    for line in block.splitlines()
]
ENDS = ["organization", "partner"]
# Organizations, agreements or links, and parties or flows, counted on the page by eye.
COUNTED = {
    "partners": {"organizations": 5, "agreements": 3, "parties": 6},
    "ours": {"organizations": 3, "agreements": 2, "parties": 4},
    "projects": {"organizations": 4, "agreements": 2, "parties": 5},
    "cells": {"organizations": 5, "agreements": 2, "parties": 6},
    "matrix": {"organizations": 5, "links": 4},
    "years": {"organizations": 3, "agreements": 2, "parties": 4, "flows": 5},
}


def test_every_command_of_the_page_runs_and_the_figures_are_those_of_the_tables(
    tmp_path, monkeypatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for name, text in TABLES:
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    assert len([name for name, _text in TABLES if "/" not in name]) == len(COUNTED)
    for command in COMMANDS:
        set_language("en")
        with pytest.raises(SystemExit) as left:
            main(shlex.split(command))
        assert not left.value.code, command
    for folder, counts in COUNTED.items():
        for table, count in counts.items():
            assert len(pd.read_csv(tmp_path / folder / f"{table}.csv")) == count, (folder, table)
        assert {path.name for path in (tmp_path / folder / "import").iterdir()} == {
            "mapping.toml", "issues.csv", "ledger.csv", "rows-not-kept.csv",
        }  # fmt: skip


def test_the_schools_that_merge_are_those_of_the_day(tmp_path) -> None:
    for name, text in TABLES:
        if "/" in name:
            (tmp_path / name).parent.mkdir(exist_ok=True)
            (tmp_path / name).write_text(text, encoding="utf-8")
    package = load_package(tmp_path / "merged")
    assert package.count("error") == package.count("warning") == 0
    network = load(tmp_path / "merged")
    linked = {
        day: [tuple(row) for row in find_links(as_of(network, day)).table[ENDS].to_numpy()]
        for day in ("2011", "2019", "2021")
    }
    assert linked == {
        "2011": [("C1", "S1")],
        "2019": [("C1", "S1"), ("C1", "S2")],
        "2021": [("C1", "S3"), ("E1", "S3")],
    }
    early = as_of(network, "2011")
    assert early.name(early.code_of["S1"], "en") == "Jiangbei Mechanical School"
    assert set(rolled_up(network, "group").ids) == {"C1", "E2", "S3"}


def test_the_mapping_that_was_guessed_gives_the_same_bytes_again(tmp_path, monkeypatch) -> None:
    monkeypatch.chdir(tmp_path)
    name, text = TABLES[0]
    (tmp_path / name).write_text(text, encoding="utf-8")
    for asked in ("-o a --yes", "-o b --mapping a/import/mapping.toml"):
        with pytest.raises(SystemExit):
            main(["import", name, *asked.split()])
    for file in (tmp_path / "a").glob("*.csv"):
        assert file.read_bytes() == (tmp_path / "b" / file.name).read_bytes()


def test_an_update_says_what_is_new_the_same_changed_and_missing(
    tmp_path, monkeypatch, capsys
) -> None:
    monkeypatch.chdir(tmp_path)
    first = "School,Partner,Country\nA College,B College,Laos\nA College,C College,Peru\n"
    second = "School,Partner,Country\nA College,B College,Kenya\nA College,D College,Chad\n"
    for text in (first, second):
        (tmp_path / "p.csv").write_text(text, encoding="utf-8")
        with pytest.raises(SystemExit):
            main(["--lang", "en", "import", "p.csv", "-o", "p", "--yes", "--force"])
    told = capsys.readouterr().err
    assert "organizations: 1 new, 1 the same, 1 changed, 1 no longer there." in told
    assert "agreements: 1 new, 1 the same, 0 changed, 1 no longer there." in told
    listed = pd.read_csv(tmp_path / "p" / "import" / "changes.csv", keep_default_na=False)
    changed = listed[listed["change"] == "changed"]
    assert changed[["row", "column", "before", "after"]].to_numpy().tolist() == [
        ["B College", "country", "LAO", "KEN"]
    ]


def test_packages_combined_are_counted_and_their_differences_listed(
    tmp_path, monkeypatch, capsys
) -> None:
    monkeypatch.chdir(tmp_path)
    for name, country in (("one", "Laos"), ("two", "Kenya")):
        text = f"School,Partner,Country\nA College,B College,{country}\n"
        text += f"{name} College,C College,Peru\n"
        (tmp_path / f"{name}.csv").write_text(text, encoding="utf-8")
        with pytest.raises(SystemExit):
            main(["import", f"{name}.csv", "-o", name, "--yes"])
    with pytest.raises(SystemExit) as left:
        main(["--lang", "en", "combine", "one", "two", "-o", "both"])
    assert not left.value.code
    assert "two, organizations: 4 rows read = 1 kept + 3 merged." in capsys.readouterr().err
    both = pd.read_csv(tmp_path / "both" / "organizations.csv", index_col="id")
    assert len(both) == 5
    assert both.loc["B College", "country"] == "LAO"
    listed = pd.read_csv(tmp_path / "both" / "sets" / "differences.csv")
    found = listed[["table", "row", "column", "kept", "other"]].to_numpy().tolist()
    assert ["organizations", "B College", "country", "LAO", "KEN"] in found
    kept = {
        path.relative_to(tmp_path / "both").as_posix() for path in tmp_path.rglob("both/sets/*/*")
    }
    assert {"sets/1-one/mapping.toml", "sets/2-two/issues.csv", "sets/2-two/ledger.csv"} <= kept
    with pytest.raises(SystemExit) as refused:
        main(["combine", "one", "one", "-o", "twice"])
    assert refused.value.code == 2
