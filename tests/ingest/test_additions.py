"""Codes and terms that a package adds: checked, printed in both languages, kept apart, kept."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pandas as pd
import pytest

from netintl import load_package
from netintl.cli import main
from netintl.i18n import set_language, speaking
from netintl.ingest.additions import additions_of
from netintl.ingest.conversion import import_tables
from netintl.model.fields import code_fields
from netintl.model.vocabularies import OPEN, built_in, extended, vocabulary
from netintl.network.loading import network_of
from netintl.words.claims import sentence
from netintl.words.views import view_text
from netintl.words.wording import readable

if TYPE_CHECKING:
    from pathlib import Path

ORGANIZATIONS = "id,kind,name_en,country\nS1,school,School,CHN\nC1,college,College,THA\n"
PARTIES = "agreement,organization,role\na1,S1,lead\na1,C1,host\n"
AGREEMENTS = (
    "id,kind,brand,status,start,fields,source\na1,joint_college,{brand},active,2020,{field},s1\n"
)
SOURCES = "id,url\ns1,https://example.org/a\n"
HEADER = "vocabulary,code,name_en,name_zh\n"


def write(folder: Path, *, brand: str = "dayu2", field: str = "", **more: str) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    texts = {
        "organizations": ORGANIZATIONS,
        "parties": PARTIES,
        "sources": SOURCES,
        "agreements": AGREEMENTS.format(brand=brand, field=field),
        **more,
    }
    for name, text in texts.items():
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    return folder


def run(capsys, *arguments: object) -> tuple[int, str, str]:
    with pytest.raises(SystemExit) as left:
        main([str(part) for part in arguments])
    set_language("en")
    captured = capsys.readouterr()
    return int(left.value.code or 0), captured.out, captured.err


DAYU = HEADER + "brands,dayu2,Dayu Two,大禹二院\n"
OTHER = HEADER + "brands,dayu2,Second Dayu,第二大禹\n"


@pytest.mark.parametrize("written", ["dayu2", "Dayu Two", "大禹二院", "DAYU TWO"])
def test_an_added_brand_is_read_by_code_and_by_name(tmp_path, written) -> None:
    package = load_package(write(tmp_path, brand=written, vocabularies=DAYU))
    assert package.issues.empty
    assert package.tables["agreements"]["brand"].tolist() == ["dayu2"]


def test_without_the_row_the_brand_is_unknown_and_told_what_to_add(tmp_path, capsys) -> None:
    package = load_package(write(tmp_path))
    assert package.issues["code"].tolist() == ["CEL002"]
    _code, out, _err = run(capsys, "-d", tmp_path, "check")
    assert "Or add it to vocabularies.csv, under brands." in out


def test_two_packages_in_one_process_keep_their_words_apart(tmp_path) -> None:
    networks = [
        network_of(load_package(write(tmp_path / name, vocabularies=text)))
        for name, text in (("one", DAYU), ("two", OTHER))
    ]
    plain = network_of(load_package(write(tmp_path / "three", brand="luban_workshop")))
    from netintl import find_brands, select

    for _again in range(2):
        said = [
            (
                readable(find_brands(each), each)["brand"].tolist(),
                view_text(select(each, brands=[b])),
            )
            for each, b in zip(
                [*networks, plain], ["dayu2", "dayu2", "luban_workshop"], strict=True
            )
        ]
        assert [brands for brands, _view in said] == [
            ["Dayu Two"], ["Second Dayu"], ["Luban Workshop"],
        ]  # fmt: skip
        assert [name in view for (name,), view in said] == [True, True, True]
        with speaking("zh"):
            assert readable(find_brands(networks[0]), networks[0])["brand"].tolist() == ["大禹二院"]
    assert "dayu2" not in vocabulary("brands")
    claims = find_brands(networks[1]).claims
    assert all(sentence(claim, networks[1]) for claim in claims)


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ("statuses,paused,paused,暂停", "VOC001"),
        ("kinds,club,club,俱乐部", "VOC001"),
        ("nothing,x,x,x", "VOC001"),
        ("brands,luban_workshop,Mine,我的", "VOC002"),
        ("brands,mine,Luban Workshop,我的", "VOC003"),
        ("brands,mine,Mine,鲁班工坊", "VOC003"),
        ("brands,mine,dayu two,我的", "VOC003"),
        ("brands,mine,,", "VOC006"),
        ("brands,a;b,Mine,", "CEL009"),
    ],
)
def test_what_cannot_be_added_is_located(tmp_path, row, code) -> None:
    package = load_package(write(tmp_path, vocabularies=f"{DAYU}{row}\n"))
    issues = package.issues
    assert [(i.code, i.file, i.row) for i in issues.itertuples()] == [(code, "vocabularies.csv", 3)]
    assert len(package.tables["vocabularies"]) == 1
    assert vocabulary("brands") == built_in("brands")


def test_a_code_with_two_meanings_is_an_error(tmp_path) -> None:
    package = load_package(write(tmp_path, vocabularies=f"{DAYU}brands,dayu2,Other,别的\n"))
    assert package.issues["code"].tolist() == ["KEY001"]


def test_open_vocabularies_are_those_from_which_nothing_is_worked_out() -> None:
    assert set(OPEN) == {"brands", "agreement_kinds", "purposes", "methods"}
    for name, extra in OPEN.items():
        assert all(set(term.extra) == set(extra) for term in built_in(name).values())


TERMS = "term,language,field\n皮雕戏法,zh,装备制造大类\nquilling,en,55\n"


def test_terms_code_the_subjects_of_their_package_alone(tmp_path) -> None:
    assert code_fields("皮雕戏法") == ()
    package = load_package(write(tmp_path, brand="", field="皮雕戏法；46", terms=TERMS))
    assert package.issues.empty
    assert package.tables["agreements"]["fields"].tolist() == ["46"]
    with extended(additions_of(package.tables)):
        assert code_fields("quilling; mechatronics") == ("46", "55")
        assert code_fields("quillings") == ()
    assert code_fields("quilling") == ()


@pytest.mark.parametrize(
    ("row", "code", "kept"),
    [
        ("high-speed rail,en,46", "VOC004", 2),  # 50 by netintl
        ("轨道交通,zh,50", "", 3),
        ("装备制造大类,zh,50", "VOC004", 2),
        ("high-speed rail,en,50", "VOC005", 3),
        ("slow rail,en,46;50", "VOC007", 2),
        ("slow rail,en,Nothing", "CEL008", 2),
        ("a;b,en,46", "KEY007", 2),
    ],
)
def test_terms_that_mean_something_else_are_located(tmp_path, row, code, kept) -> None:
    package = load_package(write(tmp_path, brand="", terms=f"{TERMS}{row}\n"))
    found = set(package.issues["code"]) - {"VOC005" if not code else ""}
    assert found <= {code, "CEL001"}
    assert not code or code in found
    assert len(package.tables["terms"]) == kept


def test_a_longer_term_of_ones_own_wins_over_a_known_one() -> None:
    assert code_fields("无人机测绘") != ("50",)
    with extended(
        additions_of(
            {
                "terms": pd.DataFrame(
                    [["无人机测绘", "zh", "50"]], columns=["term", "language", "field"]
                )
            }
        )
    ):
        assert code_fields("无人机测绘") == ("50",)


def test_export_and_load_keep_the_words(tmp_path, capsys) -> None:
    first = write(tmp_path / "a", field="皮雕戏法", vocabularies=DAYU, terms=TERMS)
    target = tmp_path / "b"
    assert run(capsys, "-d", first, "export", "--format", "datapackage", "-o", target)[0] == 0
    one, two = (network_of(load_package(folder)) for folder in (first, target))
    assert one.fingerprint == two.fingerprint
    assert load_package(target).issues.empty
    pd.testing.assert_frame_equal(one.tables["vocabularies"], two.tables["vocabularies"])
    described = json.loads((target / "datapackage.json").read_text(encoding="utf-8"))
    fields = {f["name"]: f for f in described["resources"][1]["schema"]["fields"]}
    assert "dayu2" in fields["brand"]["constraints"]["enum"]


def test_words_are_printed_wherever_codes_are(tmp_path, capsys) -> None:
    folder = write(tmp_path / "a", vocabularies=DAYU)
    code, out, _err = run(capsys, "-d", folder, "profile", "S1")
    assert (code, "Dayu Two" in out) == (0, True)
    assert "大禹二院" in run(capsys, "--lang", "zh", "-d", folder, "profile", "S1")[1]
    page = tmp_path / "page.html"
    assert run(capsys, "-d", folder, "export", "-o", page)[0] == 0
    text = page.read_text(encoding="utf-8")
    assert "Dayu Two" in text
    assert "大禹二院" in text
    report = tmp_path / "report"
    assert run(capsys, "-d", folder, "report", "--recipe", "brand", "--brand", "Dayu Two",
               "-o", report)[0] == 0  # fmt: skip
    assert "Dayu Two" in (report / "report.md").read_text(encoding="utf-8")
    code, _out, err = run(capsys, "-d", folder, "hubs", "--quick", "--brand", "Dayu Three")
    assert code == 2
    assert "dayu2 (Dayu Two)" in err


def test_the_store_names_added_brands(tmp_path) -> None:
    from netintl.store.node_rows import node_tables

    network = network_of(load_package(write(tmp_path, vocabularies=DAYU)))
    brands = next(list(nodes.rows) for nodes in node_tables(network) if nodes.label == "Brand")
    assert [row.identity for row in brands] == [("dayu2",)]
    assert "大禹二院" in str(brands[0])


def test_combining_keeps_all_words_and_tells_conflicts(tmp_path, capsys) -> None:
    one = write(tmp_path / "one", vocabularies=DAYU, terms=TERMS)
    two = write(tmp_path / "two", vocabularies=f"{OTHER}brands,third,Third,第三\n")
    target = tmp_path / "both"
    code, _out, err = run(capsys, "combine", one, two, "-o", target)
    assert code == 0
    assert "cells differ between sets" in err
    words = pd.read_csv(target / "vocabularies.csv", dtype=str)
    assert words["code"].tolist() == ["dayu2", "third"]
    assert words["name_en"].tolist() == ["Dayu Two", "Third"]
    differing = pd.read_csv(target / "sets" / "differences.csv", dtype=str)
    assert differing["column"].tolist() == ["name_en", "name_zh"]
    assert len(pd.read_csv(target / "terms.csv")) == 2
    three = write(tmp_path / "three", vocabularies=HEADER + "brands,other3,Dayu Two,\n", brand="")
    _code, out, _err = run(capsys, "combine", one, three, "-o", tmp_path / "more")
    assert "VOC003" in out, (_code, _err)


MAPPING = """
[[inputs]]
file = "deals.csv"
id = "id"
[[inputs.rows]]
table = "agreements"
cells = {id = "id", kind = {const = "joint_college"}, brand = {column = "b", values = {D = "dayu2"}}, fields = {column = "s", code = "fields"}, source = {const = "https://example.org/a", code = "sources"}}
"""  # noqa: E501
ADDED = """
[[vocabularies]]
vocabulary = "brands"
code = "dayu2"
name_en = "Dayu Two"
name_zh = "大禹二院"
[[terms]]
term = "皮雕戏法"
field = "46"
"""


def test_a_mapping_adds_its_own_words(tmp_path, capsys) -> None:
    (tmp_path / "deals.csv").write_text("id,b,s\na1,D,皮雕戏法\n", encoding="utf-8")
    mapping = tmp_path / "m.toml"
    mapping.write_text(MAPPING, encoding="utf-8")
    target = tmp_path / "out"
    asked = ("import", tmp_path / "deals.csv", "--mapping", mapping, "-o", target)
    code, _out, err = run(capsys, *asked)
    assert code == 3
    assert "add it under [[vocabularies]]" in err
    mapping.write_text(MAPPING + ADDED, encoding="utf-8")
    found = import_tables([tmp_path / "deals.csv"], mapping)
    assert found.tables["agreements"][["brand", "fields"]].to_numpy().tolist() == [["dayu2", "46"]]
    code, out, err = run(capsys, *asked)
    assert code == 0, out + err
    package = load_package(target)
    assert package.issues.empty
    assert len(package.tables["vocabularies"]) == len(package.tables["terms"]) == 1


def test_the_full_template_has_sheets_for_words_and_loads(tmp_path, capsys) -> None:
    file = tmp_path / "t.xlsx"
    assert run(capsys, "template", "--full", "-o", file)[0] == 0
    package = load_package(file)
    assert set(package.issues["code"]) == {"ROW008"}
    assert package.tables["vocabularies"].empty
    assert package.tables["terms"].empty
