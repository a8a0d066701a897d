"""Every command: its output, its formats, its exit code, its words in both languages."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from pathlib import Path

import pytest

from netintl.cli import LazyGroup

EXAMPLE = Path(__file__).parents[2] / "data" / "worked-example"
TABLES = ("summary", "hubs", "gaps", "pipelines")


@pytest.mark.parametrize("command", [*sorted(LazyGroup.homes)])
def test_every_command_has_help_with_an_example_in_both_languages(run, command: str) -> None:
    english, chinese = run(command, "--help"), run("--lang", "zh", command, "--help")
    assert english.code == chinese.code == 0
    assert f"Example: {'' if command == 'completion' else 'netintl'}" in english.out
    assert "示例：" in chinese.out
    assert "选项" in chinese.out


@pytest.mark.parametrize("command", TABLES)
def test_json_carries_rows_reasons_notes_and_the_fingerprint(run, command: str) -> None:
    document = json.loads(run("-d", EXAMPLE, command, "--format", "json").out)
    assert document["schema"] == f"netintl/{command}/1"
    assert len(document["network"]) == 16
    assert {note["code"] for note in document["claims"]}
    assert {"rows", "reasons", "settings"} <= document.keys()


@pytest.mark.parametrize("command", [*TABLES, "profile"])
@pytest.mark.parametrize("format_", ["table", "csv", "jsonl", "md"])
@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_format_of_every_table_prints(run, command, format_, language) -> None:
    arguments = [command, "S1"] if command == "profile" else [command]
    outcome = run("--lang", language, "-d", EXAMPLE, *arguments, "--format", format_)
    assert outcome.code == 0
    assert "nan" not in outcome.out.lower()


def test_csv_has_one_row_per_organization_with_id_and_name(run) -> None:
    rows = list(csv.DictReader(io.StringIO(run("-d", EXAMPLE, "hubs", "--format", "csv").out)))
    assert [row["organization"] for row in rows[:2]] == ["C2", "E1"]
    assert len(rows) == 8
    assert all(row["name"] for row in rows)


def test_csv_for_people_has_a_mark_and_csv_on_the_screen_has_none(run, tmp_path) -> None:
    file = tmp_path / "hubs.csv"
    assert run("-d", EXAMPLE, "hubs", "-o", file).code == 0
    assert file.read_bytes().startswith(b"\xef\xbb\xbf")
    assert not run("-d", EXAMPLE, "hubs", "--format", "csv").out.startswith("\ufeff")


def test_results_stand_on_stdout_and_talk_on_stderr(run) -> None:
    outcome = run("-d", EXAMPLE, "hubs", "--format", "csv", "--top", "3")
    assert len(outcome.out.splitlines()) == 4
    assert "3 of 8 rows shown." in outcome.err
    assert run("-q", "-d", EXAMPLE, "hubs", "--format", "csv").err == ""


def test_a_title_that_repeats_a_headline_is_no_note(run) -> None:
    notes = run("-d", EXAMPLE.parent, "gaps", "--country", "IDN", "--top", "1").err
    assert notes.count("combinations of country and industry with demand") == 1


def test_a_file_is_replaced_only_by_force(run, tmp_path) -> None:
    file = tmp_path / "hubs.csv"
    file.write_text("mine", encoding="utf-8")
    refused = run("-d", EXAMPLE, "hubs", "-o", file)
    assert (refused.code, file.read_text(encoding="utf-8")) == (3, "mine")
    assert "--force" in refused.err
    assert run("-d", EXAMPLE, "hubs", "-o", file, "--force").code == 0
    assert [path.name for path in tmp_path.iterdir()] == ["hubs.csv"]


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["-d", "nowhere", "hubs"], 3, "nowhere does not exist"),
        (["hubs", "--country", "Atlantis"], 2, "Atlantis is not known"),
        (["hubs", "--as-of", "2019-13"], 2, "2019-13 is no date"),
        (["hubs", "--as-of", "2019", "--since", "2018"], 2, "--as-of cannot go with"),
        (["hubs", "--columns", "size"], 2, "There is no column size"),
        (["hubs", "-o", "hubs.exe"], 2, "hubs.exe has a suffix"),
        (["hubs", "-o", "no/such/folder/hubs.csv"], 3, "cannot be written"),
        (["gaps", "--crosswalk", "nowhere.csv"], 3, "nowhere.csv cannot be read"),
        (["profile", "No Such Body"], 2, "No organization is called"),
        (["profile", "School"], 2, "3 organizations fit School"),
        (["report", "-o", "x", "--recipe", "poem"], 2, "no recipe named poem"),
        (["report", "-o", "x", "--formats", "odt"], 2, "no report format odt"),
        (["draw", "map", "-o", "map.bmp"], 2, "map.bmp has a suffix"),
        (["verify", "nowhere"], 3, "holds no manifest"),
        (["check", "--explain", "XXX999"], 2, "no issue code XXX999"),
        (["nonsense"], 2, "No such command"),
        (["hubs", "--nonsense"], 2, "No such option"),
    ],
)
def test_what_is_wrong_is_said_in_one_sentence(run, monkeypatch, tmp_path, arguments, code, words):
    monkeypatch.chdir(tmp_path)
    given = arguments if arguments[0] == "-d" else ["-d", str(EXAMPLE), *arguments]
    outcome = run(*given)
    assert outcome.code == code
    assert words in outcome.err
    assert "Traceback" not in outcome.err
    assert list(tmp_path.iterdir()) == []


def test_errors_speak_chinese(run) -> None:
    assert "不存在" in run("--lang", "zh", "-d", "nowhere", "hubs").err
    assert "缺少选项" in run("--lang", "zh", "report").err


def test_check_tells_issues_ledger_and_leaves_with_one(run, tmp_path) -> None:
    (tmp_path / "links.csv").write_text("source,target,end\nA,B,2019-13\nA,A,\n", encoding="utf-8")
    outcome = run("-d", tmp_path, "check")
    assert outcome.code == 1
    assert 'error CEL004 links.csv, end: The date cannot be read, row 2: "2019-13".' in outcome.out
    every = run("-d", tmp_path, "check", "--all").out
    assert 'links.csv:2:end: error CEL004 The date cannot be read: "2019-13"' in every
    assert "2 rows read = 1 kept + 0 merged + 1 rejected" in outcome.err
    assert run("-d", EXAMPLE, "check").code == 0
    as_csv = run("-d", tmp_path, "check", "--format", "csv").out
    assert as_csv.splitlines()[0] == "code,severity,file,row,column,value"
    assert json.loads(run("-d", tmp_path, "check", "--format", "json").out)["ledger"]


def test_check_explains_a_code(run) -> None:
    assert "Write YYYY" in run("check", "--explain", "cel004").out


def test_a_view_narrows_what_is_counted(run) -> None:
    rows = json.loads(run("-d", EXAMPLE, "hubs", "--country", "Kenya", "--format", "json").out)
    assert {row["organization"] for row in rows["rows"]} == {"S3", "C3", "E2"}
    assert rows["settings"]["countries"] == ["KEN"]


def test_an_option_can_come_from_the_environment(spawn) -> None:
    outcome = spawn("hubs", "--format", "csv", NETINTL_DATA=str(EXAMPLE), NETINTL_LANG="zh")
    assert "学校" in outcome.out
    assert len(outcome.out.splitlines()) == 9


def test_a_closed_pipe_and_a_full_disk_have_their_exit_codes() -> None:
    links = Path(__file__).parents[2] / "data"
    command = f"'{sys.executable}' -m netintl -q -d '{links}' hubs --quick --format json"
    closed = subprocess.run(
        ["bash", "-c", f"{command} | true; exit ${{PIPESTATUS[0]}}"],
        capture_output=True,
        check=False,
    )
    assert (closed.returncode, closed.stderr) == (141, b"")
    full = subprocess.run(
        ["bash", "-c", f"{command} > /dev/full"], capture_output=True, check=False
    )
    assert full.returncode == 3
    assert b"The system refused: No space left on device." in full.stderr


def test_gbk_output_survives_letters_outside_it(spawn) -> None:
    outcome = spawn("-q", "profile", "ci-inphb", "--format", "csv", PYTHONIOENCODING="gbk")
    assert outcome.code in (0, 2)
    assert "UnicodeEncodeError" not in outcome.err


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_prints_a_script(run, shell: str) -> None:
    assert "_NETINTL_COMPLETE" in run("completion", shell).out


def test_completion_offers_commands_and_codes(spawn) -> None:
    asked = {"COMP_WORDS": "netintl hubs --kind sch", "COMP_CWORD": "3"}
    outcome = spawn(_NETINTL_COMPLETE="bash_complete", **asked)
    assert "school" in outcome.out or outcome.code == 0


def test_draw_writes_every_picture_in_every_format(run, tmp_path) -> None:
    for picture, suffix in (
        ("network", "png"),
        ("network", "svg"),
        ("map", "pdf"),
        ("flows", "svg"),
    ):
        file = tmp_path / f"{picture}.{suffix}"
        assert run("-d", EXAMPLE, "draw", picture, "-o", file).code == 0
        assert file.stat().st_size > 1000
    nothing = run("-d", EXAMPLE, "draw", "gaps", "-o", tmp_path / "gaps.png")
    assert (nothing.code, "nothing to draw" in nothing.err) == (3, True)


def test_import_writes_a_package_that_checks(run, tmp_path) -> None:
    sources = Path(__file__).parents[2] / "data" / "sources" / "luban"
    mapping = sources.parents[1] / "mappings" / "luban.toml"
    names = ("institutions.csv", "links.csv", "observations.csv", "workshops.csv")
    outcome = run(
        "import", *[sources / n for n in names], "--mapping", mapping, "-o", tmp_path / "p"
    )
    assert outcome.code == 0
    assert "links.csv: 259 rows read" in outcome.err
    assert run("-d", tmp_path / "p", "check").code == 0


def test_the_module_runs_as_the_script_does(spawn) -> None:
    assert spawn("--version").out.startswith("netintl ")
