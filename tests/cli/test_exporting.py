"""``export``: files for Neo4j's import tool, and what is said when they cannot be written."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

EXAMPLE = Path(__file__).parents[2] / "data" / "worked-example"


def test_files_for_the_import_tool_are_written_once_and_replaced_when_asked(run, tmp_path) -> None:
    folder = tmp_path / "neo4j"
    wanted = ("-d", EXAMPLE, "export", "--neo4j-import", folder)
    first = run(*wanted)
    assert first.code == 0
    assert "Organization         8" in first.out
    assert "Finding             26" in first.out
    assert "Writing COOPERATES" in first.err
    assert f"{folder / 'README.txt'} says how to import them." in first.err
    again = run(*wanted)
    assert again.code == 3
    assert "exists already" in again.err
    assert "--force" in again.err
    assert run(*wanted, "--force", "--no-findings").code == 0
    assert not (folder / "Finding.csv").exists()
    assert "netintl store push --no-findings" in (folder / "README.txt").read_text("utf-8")


def test_parquet_is_written_when_asked(run, tmp_path) -> None:
    folder = tmp_path / "neo4j"
    asked = ("--neo4j-import", folder, "--bulk-format", "parquet", "--no-findings")
    assert run("-d", EXAMPLE, "export", *asked).code == 0
    assert (folder / "COOPERATES.parquet").exists()
    assert not list(folder.glob("*.csv"))


def test_quiet_leaves_the_counts_alone(run, tmp_path) -> None:
    asked = ("--neo4j-import", tmp_path / "neo4j", "--no-findings")
    result = run("-q", "-d", EXAMPLE, "export", *asked)
    assert result.err == ""
    assert "COOPERATES" in result.out


def test_nothing_named_is_a_usage_error(run) -> None:
    result = run("export")
    assert result.code == 2
    assert "--neo4j-import" in result.err
    assert "Traceback" not in result.err


@pytest.mark.parametrize("said", ["Parquet is not installed", "pip install 'netintl[parquet]'"])
def test_a_missing_extra_is_one_sentence_with_its_cure(run, tmp_path, monkeypatch, said) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    asked = ("--neo4j-import", tmp_path / "neo4j", "--bulk-format", "parquet")
    result = run("-d", EXAMPLE, "export", *asked)
    assert result.code == 3
    assert said in result.err
    assert not (tmp_path / "neo4j").exists()


def test_the_help_shows_an_example(run) -> None:
    assert "netintl export --neo4j-import neo4j-files" in run("export", "--help").out
