"""Commands with several tables: each prints in both languages, with no code left untranslated."""

from __future__ import annotations

import csv
import io
import json
import re

import pytest

from netintl.analyses.analysis import Analysis

from ..conftest import DATA, EXAMPLE

SHOWN = {
    "hubs": ["--show hubs --nulls 5 --resamples 5", "--show roles",
             "--show brokers --nulls 5", "--show concentration", "--quick --keep kind_country"],
    "communities": ["--resamples 3"],
    "gaps": ["--show gaps", "--show balance", "--show coordination", "--show connection",
             "--show intensity", "--show fragility", "--show fillers", "--show next-fields"],
    "pipelines": ["--show pipelines", "--show bottlenecks", "--show throughput --completion 0.8",
                  "--show unknowns", "--show redundancy", "--show funnel"],
    "matches": ["cn-liuzhou-vtc --in Indonesia", "--kind-of-partner college", "--evaluate"],
    "progress": ["--show progress", "--show conditions", "--show provinces", "--show brands",
                 "--show impact"],
    "trends": ["--show trends", "--show survival --by brand", "--show renewals"],
    "profile": ["ent-huawei", "ent-huawei --show ego"],
    "compare": ["--as-of 2022-12-31 --to 2024-12-31",
                "--as-of 2022-12-31 --to 2024-12-31 --show figures"],
}  # fmt: skip
CASES = [(name, options) for name, listed in SHOWN.items() for options in listed]
CODE = re.compile(r"(?<![\w.-])[a-z]+(?:_[a-z]+)+(?![\w.-])")
NAN = re.compile(r"(?<![\w-])(?:nan|NaN|None)(?![\w-])")


@pytest.fixture(autouse=True, scope="module")
def answered_once():
    """Let what is printed in two languages and three formats be worked out once."""
    known, run = {}, Analysis.run

    def remembered(analysis, network, organization=None, **settings):
        asked = {name: settings[name] for name in sorted(settings) if name != "tick"}
        view = (network.fingerprint, sorted(network.settings.items()), network.pair_rule)
        key = repr((analysis.name, view, organization, asked))
        if key not in known:
            known[key] = run(analysis, network, organization, **settings)
        return known[key]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Analysis, "run", remembered)
        yield


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize(("command", "options"), CASES, ids=[" ".join(case) for case in CASES])
def test_every_table_prints_in_both_languages(run, command, options, language) -> None:
    arguments = ("-d", DATA, command, *options.split())
    outcome = run("--lang", language, *arguments, "--top", "40", "--columns", "all")
    assert outcome.code == 0, outcome.err
    assert NAN.findall(outcome.out) == []
    assert "{" not in outcome.err
    assert CODE.findall(outcome.out) == []


@pytest.mark.parametrize(("command", "options"), CASES[::3], ids=[" ".join(c) for c in CASES[::3]])
def test_csv_and_json_have_the_same_rows(run, command, options) -> None:
    arguments = ("-q", "-d", DATA, command, *options.split(), "--format")
    rows = list(csv.DictReader(io.StringIO(run(*arguments, "csv").out)))
    document = json.loads(run(*arguments, "json").out)
    assert len(rows) == len(document["rows"])
    if rows:
        assert list(rows[0]) == list(document["rows"][0])


def test_a_scenario_from_a_file(run, tmp_path) -> None:
    file = tmp_path / "changes.csv"
    file.write_text("action,organization,measure,persons_per_year\ncapacity,C2,seats,55\n")
    outcome = run("-d", EXAMPLE, "scenario", file, "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(outcome.out)))
    assert {
        "analysis": "throughput",
        "figure": "certain_low",
        "before": "105",
        "after": "115",
    }.items() <= next(row for row in rows if row["figure"] == "certain_low").items()
    only = run("-d", EXAMPLE, "scenario", file, "--analysis", "summary", "--format", "csv")
    assert len(only.out.splitlines()) == 1
    assert "No figure moved." in only.err


WRONG = {
    "compare with nothing": (["compare"], 2),
    "compare with what is not there": (["compare", "nowhere"], 3),
    "scenario without a file": (["scenario", "nowhere.csv"], 3),
    "rules that are not there": (["progress", "--rules", "nowhere.toml"], 3),
    "a crosswalk file where names are needed": (
        ["gaps", "--show", "balance", "--crosswalk", "x"],
        2,
    ),
    "a rate above one": (["pipelines", "--show", "throughput", "--hire", "1.5"], 2),
    "a split without a test": (["matches", "--split", "2020"], 2),
    "one organization in a test": (["matches", "S1", "--evaluate"], 2),
    "a recipe without its view": (["report", "--recipe", "country", "-o", "x"], 2),
    "a school's report about two": (
        ["report", "--recipe", "school", "--organization", "S1", "--organization", "S2", "-o", "x"],
        2,
    ),
    "an organization that is not there": (["hubs", "--organization", "nobody"], 2),
}


@pytest.mark.parametrize("case", WRONG)
def test_wrong_use_is_one_sentence_and_a_cure(run, case, tmp_path, monkeypatch) -> None:
    monkeypatch.chdir(tmp_path)
    arguments, code = WRONG[case]
    outcome = run("-d", EXAMPLE, *arguments)
    assert outcome.code == code, outcome.err
    assert "Traceback" not in outcome.err
    assert len(outcome.err.strip()) > 20
    assert list(tmp_path.iterdir()) == []


def test_views_by_province_and_by_organization(run) -> None:
    by_province = run("-q", "-d", DATA, "summary", "--province", "天津", "--format", "json")
    whole = run("-q", "-d", DATA, "summary", "--format", "json")

    def agreements(outcome) -> float:
        rows = json.loads(outcome.out)["rows"]
        return next(row["value"] for row in rows if row["measure"] == "agreements_in_view")

    assert 0 < agreements(by_province) < agreements(whole)
    mine = run("-q", "-d", DATA, "profile", "cn-liuzhou-vtc", "--format", "csv").out
    view = run("-q", "-d", DATA, "summary", "--organization", "cn-liuzhou-vtc", "--format", "json")
    assert agreements(view) == len(mine.splitlines()) - 1


@pytest.mark.parametrize("picture", ["hubs", "roles", "trends", "survival", "shift"])
def test_pictures_of_results_are_drawn(run, picture, tmp_path) -> None:
    file = tmp_path / f"{picture}.svg"
    assert run("-q", "--lang", "zh", "-d", DATA, "draw", picture, "-o", file).code == 0
    assert file.read_text(encoding="utf-8").startswith("<?xml")


@pytest.mark.parametrize("picture", ["hubs", "roles", "trends", "survival", "shift"])
def test_nothing_to_draw_is_said(run, picture, tmp_path) -> None:
    (tmp_path / "links.csv").write_text("source,target\n", encoding="utf-8")
    outcome = run("-d", tmp_path, "draw", picture, "-o", tmp_path / "x.png")
    assert outcome.code == 3
    assert "nothing to draw" in outcome.err


@pytest.mark.parametrize("asked", ["province,country", "province,province,field", "a,b,c"])
def test_wrong_columns_of_flows_are_one_sentence(run, tmp_path, asked) -> None:
    outcome = run("draw", "flows", "--columns", asked, "-o", tmp_path / "x.png")
    assert outcome.code == 2
    assert "three columns" in outcome.err


def test_looks_and_focus_of_pictures(run, tmp_path) -> None:
    wrong = run("draw", "network", "--font", tmp_path / "none.ttf", "-o", tmp_path / "x.png")
    assert wrong.code == 3
    assert "none.ttf cannot be read" in wrong.err
    assert run("draw", "profile", "-o", tmp_path / "x.png").code == 2
    assert run("draw", "map", "ent-huawei", "-o", tmp_path / "x.png").code == 2
    asked = ("network", "--focus", "ent-huawei", "--steps", "1", "--greyscale", "--title", "Huawei")
    drawn = run("-q", "draw", *asked, "--columns", "kind,region,brand", "-o", tmp_path / "n.svg")
    assert drawn.code == 0, drawn.err
    text = (tmp_path / "n.svg").read_text(encoding="utf-8")
    assert "#0072b2" not in text.lower()


def test_letters_without_a_glyph_are_named(run, tmp_path) -> None:
    (tmp_path / "links.csv").write_text("source,target\nวิทยาลัย,B\n", encoding="utf-8")
    told = run("-d", tmp_path, "draw", "network", "-o", tmp_path / "x.png")
    assert told.code == 0, told.err
    assert "U+0E17" in told.err
    assert "--font" in told.err
