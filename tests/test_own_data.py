"""The page about one's own data: each table comes in by its commands; counts are by hand."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pandas as pd
import pytest

from netintl.cli import main
from netintl.i18n import set_language

PAGE = (Path(__file__).parents[1] / "docs" / "your-own-data.md").read_text(encoding="utf-8")
TABLES = re.findall(r"```csv (\S+)\n(.*?)```", PAGE, re.DOTALL)
COMMANDS = [
    line.removeprefix("$ netintl ").partition("  #")[0]
    for block in re.findall(r"```console\n(.*?)```", PAGE, re.DOTALL)
    for line in block.splitlines()
]
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
        (tmp_path / name).write_text(text, encoding="utf-8")
    assert len(TABLES) == len(COUNTED)
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


def test_the_mapping_that_was_guessed_gives_the_same_bytes_again(tmp_path, monkeypatch) -> None:
    monkeypatch.chdir(tmp_path)
    name, text = TABLES[0]
    (tmp_path / name).write_text(text, encoding="utf-8")
    for asked in ("-o a --yes", "-o b --mapping a/import/mapping.toml"):
        with pytest.raises(SystemExit):
            main(["import", name, *asked.split()])
    for file in (tmp_path / "a").glob("*.csv"):
        assert file.read_bytes() == (tmp_path / "b" / file.name).read_bytes()
