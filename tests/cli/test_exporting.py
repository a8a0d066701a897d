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
    assert "Finding             34" in first.out
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


def test_formats_are_listed_with_what_they_are_for(run) -> None:
    english, chinese = (
        run("export", "--formats").out,
        run("--lang", "zh", "export", "--formats").out,
    )
    for words in (".gexf", "Gephi", "datapackage"):
        assert words in english
        assert words in chinese
    assert "文件夹" in chinese


def test_nothing_named_is_a_usage_error(run) -> None:
    result = run("export")
    assert result.code == 2
    assert "--formats" in result.err
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
    assert "netintl export -o network.html" in run("export", "--help").out


SUFFIXES = ["graphml", "gexf", "cyjs", "cx2", "net", "dl", "geojson", "ttl", "html"]


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_a_file_is_written_once_and_replaced_when_asked(run, tmp_path, suffix) -> None:
    folder = tmp_path / "带 空格"
    folder.mkdir()
    file = folder / f"网络.{suffix}"
    first = run("-d", EXAMPLE, "export", "-o", file)
    assert first.code == 0, first.err
    assert f"Wrote {file}." in first.err
    content = file.read_bytes()
    again = run("-d", EXAMPLE, "export", "-o", file)
    assert again.code == 3
    assert "exists already" in again.err
    assert run("-d", EXAMPLE, "export", "-o", file, "--force").code == 0
    assert file.read_bytes() == content
    assert {path.suffix for path in folder.iterdir()} <= {f".{suffix}", ".clu"}
    printed = run("-q", "-d", EXAMPLE, "export", "--format", FORMAT_OF.get(suffix, suffix), "-o-")
    assert printed.out.encode() == content
    assert printed.err == ""


FORMAT_OF = {"net": "pajek", "ttl": "turtle", "html": "page"}


@pytest.mark.parametrize("name", ["gephi", "excel", "parquet", "datapackage"])
def test_a_folder_is_written_whole_and_only_ours_is_replaced(run, tmp_path, name) -> None:
    wanted = ("-d", EXAMPLE, "export", "--format", name, "-o", tmp_path / name)
    assert run(*wanted).code == 0
    assert run(*wanted).code == 3
    (tmp_path / name / "mine.txt").write_text("keep")
    assert run(*wanted, "--force").code == 0
    assert (tmp_path / name / "mine.txt").read_text() == "keep"
    asked = run("-d", EXAMPLE, "export", "--format", name, "-o", "-")
    assert asked.code == 2
    assert "folder" in asked.err


@pytest.mark.parametrize("name", ["gephi", "datapackage", "--neo4j-import"])
def test_files_that_keep_formulas_say_so(run, tmp_path, name) -> None:
    wanted = (name, tmp_path / "x", "--no-findings")
    if name != "--neo4j-import":
        wanted = ("--format", name, "-o", tmp_path / "x")
    told = run("-d", EXAMPLE, "export", *wanted)
    beside = [(tmp_path / "x" / file) for file in ("README.txt", "datapackage.json")]
    said = [told.err, *(path.read_text("utf-8") for path in beside if path.exists())]
    expected = [False] if name == "gephi" else [True, True]
    assert ["import the columns as text" in text for text in said] == expected


def test_pajek_never_leaves_half_of_a_pair(run, tmp_path) -> None:
    (tmp_path / "n.clu").write_text("mine")
    refused = run("-d", EXAMPLE, "export", "-o", tmp_path / "n.net")
    assert refused.code == 3
    assert not (tmp_path / "n.net").exists()
    assert (tmp_path / "n.clu").read_text() == "mine"


def test_an_unknown_suffix_names_those_there_are(run, tmp_path) -> None:
    refused = run("-d", EXAMPLE, "export", "-o", tmp_path / "n.xyz")
    assert refused.code == 2
    assert ".graphml" in refused.err
    assert "datapackage" in refused.err


def test_a_folder_nobody_may_write_to_is_one_sentence(run) -> None:
    refused = run("-d", EXAMPLE, "export", "-o", "/proc/n.gexf")
    assert refused.code == 3
    assert refused.err.splitlines()[-1].startswith("Error: /proc/n.gexf cannot be written")


def test_a_view_is_exported_and_what_no_edge_shows_is_told(run, tmp_path) -> None:
    told = run("export", "--country", "THA", "-o", tmp_path / "n.gexf")
    assert "nodes and" in told.err
    whole = run("export", "-o", tmp_path / "all.gexf")
    assert "--as agreements shows them" in whole.err
    both = run("export", "--as", "agreements", "-o", tmp_path / "two.graphml")
    assert "--as" not in both.err


def test_formats_of_the_command_are_those_there_are() -> None:
    from netintl.cli import exporting
    from netintl.export import formats

    assert tuple(formats.FORMATS) == exporting.FORMATS
