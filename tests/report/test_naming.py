"""A package names itself: its title, what it calls kinds, and whose policy it is held against."""

from __future__ import annotations

import json

import pytest

from netintl import load, load_package, write_report
from netintl.cli import cli
from netintl.errors import UsageError
from netintl.export.page.assembly import to_page
from netintl.ingest.self_descriptions import read_self_description
from netintl.network.loading import network_of

ORGANIZATIONS = """id,kind,name_en,country
u,college,University of Ljubljana,SVN
v,college,Aalto University,FIN
w,enterprise,Kemppi Ltd,FIN
x,school,Tongji University,CHN
"""
LINKS = "source,target,start\nu,v,2019\nu,w,2020\nv,w,2021\nu,x,2022\n"
RULES = """id = "mine"
title_en = "Our goals"
title_zh = "目标"
source = "https://example.org"
at_least = 1
[[condition]]
id = "open"
en = "Works in two countries"
zh = "两国合作"
predicate = "countries"
threshold = 2
"""


@pytest.fixture
def package(tmp_path):
    folder = tmp_path / "package"
    folder.mkdir()
    (folder / "organizations.csv").write_text(ORGANIZATIONS, encoding="utf-8")
    (folder / "links.csv").write_text(LINKS, encoding="utf-8")
    return folder


def _describe(folder, content) -> None:
    text = content if isinstance(content, str) else json.dumps(content, ensure_ascii=False)
    (folder / "datapackage.json").write_text(text, encoding="utf-8")


def _report(folder, **settings) -> str:
    package = load_package(folder)
    out = folder / "out"
    write_report(package, network_of(package), out, formats=["md"], force=True, **settings)
    return (out / "report.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("title", "en", "zh"),
    [
        ("Partners of the north", "Partners of the north", "Partners of the north"),
        ({"en": "North", "zh": "北方"}, "North", "北方"),
        ({"zh": "北方"}, "北方", "北方"),
    ],
)
def test_a_package_names_its_report_and_its_page(package, title, en, zh) -> None:
    _describe(package, {"title": title})
    assert _report(package).startswith(f"# {en}\n")
    assert _report(package, language="zh").startswith(f"# {zh}\n")
    assert json.dumps(zh, ensure_ascii=False) in to_page(load(package))
    assert _report(package, title="Given").startswith("# Given\n")


def test_kinds_are_called_as_the_package_calls_them(package) -> None:
    labels = {"kinds": {"college": {"en": "member college", "zh": "成员院校"}}}
    _describe(package, {"labels": labels})
    english, chinese = _report(package), _report(package, language="zh")
    assert "| Organizations by kind | member college | 2 |" in english
    assert "| Member college (partners) |" in english
    assert "| 成员院校 (伙伴) |" in chinese
    assert "member college–enterprise" in english
    assert "member college" in to_page(load(package))


def test_a_table_on_the_screen_says_kinds_as_the_package_does(package, run) -> None:
    _describe(package, {"labels": {"kinds": {"college": "member college"}}})
    assert "member college" in run("-d", str(package), "summary").output
    assert "overseas college" in run("-d", "data/worked-example", "summary").output


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_foreign_network_with_one_chinese_party_is_neutral(package, language) -> None:
    text = _report(package, language=language)
    for word in ("Chinese", "overseas", "abroad", "中国", "海外", "境外", "中方", "July 2023"):
        assert word not in text.replace("China", "").replace("| 中国 |", ""), word


def test_a_section_that_would_say_nothing_is_left_out(package) -> None:
    listed = ORGANIZATIONS.replace("x,school", "x,other")
    (package / "organizations.csv").write_text(listed, encoding="utf-8")
    text = _report(package)
    for section in ("gaps", "pipelines", "progress"):
        assert f'<a id="{section}"></a>' not in text
    assert "Gaps are not assessable" not in text
    assert '<a id="hubs"></a>' in text


def test_the_map_of_a_foreign_network_counts_china_as_any_country(package) -> None:
    text = _report(package)
    assert "4 cooperation agreements have parties in 3 countries and regions" in text


def test_policy_is_judged_by_the_rules_that_a_package_names(package) -> None:
    (package / "goals.toml").write_text(RULES, encoding="utf-8")
    _describe(package, {"policy": "goals.toml"})
    assert '<a id="progress"></a>' in _report(package)
    assert load(package).described.rules.name == "goals.toml"


def test_a_chinese_package_can_do_without_policy(tmp_path) -> None:
    (tmp_path / "organizations.csv").write_text(
        "id,kind,name_en\ns,school,S\nc,college,C\n", encoding="utf-8"
    )
    (tmp_path / "links.csv").write_text("source,target\ns,c\n", encoding="utf-8")
    assert '<a id="progress"></a>' in _report(tmp_path)
    _describe(tmp_path, {"policy": "none"})
    assert '<a id="progress"></a>' not in _report(tmp_path)


HOSTILE = [
    ("{", "FIL030", ""),
    ("[1, 2]", "FIL030", ""),
    ("[" * 100_000, "FIL030", ""),
    ('{"title": ' + "9" * 5_000 + "}", "FIL030", ""),
    ({"title": "x" * 10_000}, "FIL031", "title"),
    ({"title": 5}, "FIL031", "title"),
    ({"title": ["a"]}, "FIL031", "title"),
    ({"title": None}, "FIL031", "title"),
    ({"title": {"fr": "Réseau"}}, "FIL031", "title.fr"),
    ({"title": {"en": {"a": 1}}}, "FIL031", "title.en"),
    ({"labels": 5}, "FIL031", "labels"),
    ({"labels": {"colours": {}}}, "FIL031", "labels.colours"),
    ({"labels": {"kinds": []}}, "FIL031", "labels.kinds"),
    ({"labels": {"kinds": {"universty": "U"}}}, "FIL031", "labels.kinds.universty"),
    ({"labels": {"kinds": {"college": "x" * 61}}}, "FIL031", "labels.kinds.college"),
    ({"policy": "../links.csv"}, "FIL031", "policy"),
    ({"policy": "there.toml"}, "FIL031", "policy"),
    ({"policy": {"a": 1}}, "FIL031", "policy"),
    ({"policy": "a\x00b"}, "FIL031", "policy"),
]


@pytest.mark.parametrize(("content", "code", "column"), HOSTILE)
def test_what_a_descriptor_cannot_say_is_a_located_issue(package, content, code, column) -> None:
    _describe(package, content)
    found = load_package(package)
    rows = found.issues[found.issues["file"] == "datapackage.json"]
    assert rows[["code", "column"]].to_numpy().tolist() == [[code, column]]
    assert not found.described
    assert len(found.tables["agreements"]) == 4


def test_signs_that_nobody_sees_are_taken_out_of_a_title_and_told(package) -> None:
    _describe(package, '{"title": "A\\u202eB\\ud800\\u0007  C"}')
    found = load_package(package)
    assert found.described.title("en") == "A B C"
    assert (found.issues["code"] == "CEL010").any()


def test_markup_in_a_title_stays_text(package) -> None:
    _describe(package, {"title": "<script>alert(1)</script> [x](javascript:y)"})
    found = load_package(package)
    write_report(found, network_of(found), package / "out", formats=["md", "html"])
    page = (package / "out" / "report.html").read_text(encoding="utf-8")
    assert "<script>alert" not in page
    text = (package / "out" / "report.md").read_text(encoding="utf-8")
    assert "[x](javascript:y)" not in text
    assert "<script>alert" not in text
    assert "<script>alert" not in to_page(load(package))


def test_our_own_descriptors_name_nothing(tmp_path) -> None:
    assert not read_self_description(tmp_path)
    for folder in ("data", "data/worked-example"):
        assert not load(folder).described


def test_a_folder_as_descriptor_is_told(package) -> None:
    (package / "datapackage.json").mkdir()
    assert "FIL030" in set(load_package(package).issues["code"])


PARTNERS = "Partner,Other school,Country\nUniversity of Laos,Royal University,Laos\n"


def test_an_import_keeps_the_title_it_is_given_and_the_words_of_before(tmp_path, run) -> None:
    (tmp_path / "list.csv").write_text(PARTNERS, encoding="utf-8")
    into = tmp_path / "out"
    command = ["import", str(tmp_path / "list.csv"), "-o", str(into), "--yes", "--force"]
    assert run(*command, "--title", "Our partners").exit_code == 0
    descriptor = json.loads((into / "datapackage.json").read_text(encoding="utf-8"))
    assert descriptor["title"] == "Our partners"
    descriptor["labels"] = {"kinds": {"college": "member"}}
    _describe(into, descriptor)
    assert run(*command).exit_code == 0
    again = json.loads((into / "datapackage.json").read_text(encoding="utf-8"))
    assert again["title"] == "Our partners"
    assert again["labels"] == {"kinds": {"college": {"en": "member", "zh": "member"}}}
    assert isinstance(run(*command, "--title", "x" * 10_000).exception, UsageError)


def test_combine_takes_the_title_of_the_first_and_all_labels(package, tmp_path, run) -> None:
    other = tmp_path / "other"
    other.mkdir()
    (other / "links.csv").write_text("source,target\na,b\n", encoding="utf-8")
    _describe(package, {"title": "First", "policy": "none"})
    _describe(other, {"title": "Second", "labels": {"kinds": {"college": "member"}}})
    into = tmp_path / "both"
    assert run("combine", str(package), str(other), "-o", str(into)).exit_code == 0
    found = read_self_description(into)
    assert (found.title("en"), found.policy) == ("First", "none")
    assert found.kinds == {"college": {"en": "member", "zh": "member"}}


def test_an_export_keeps_what_a_package_says_of_itself(package, tmp_path, run) -> None:
    said = {"title": {"en": "North", "zh": "北方"}, "labels": {"kinds": {"college": "member"}}}
    _describe(package, said)
    into = tmp_path / "exported"
    assert (
        run("-d", str(package), "export", "--format", "datapackage", "-o", str(into)).exit_code == 0
    )
    assert read_self_description(into) == read_self_description(package)


@pytest.fixture
def run():
    from click.testing import CliRunner

    def invoke(*arguments: str):
        return CliRunner().invoke(cli, list(arguments), standalone_mode=True)

    return invoke
