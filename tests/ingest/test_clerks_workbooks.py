"""Workbooks as clerks keep them: lists that run along, names in one language, women and men."""

from __future__ import annotations

import pytest

from netintl.ingest.conversion import import_tables
from netintl.ingest.first_mapping import first_mapping
from netintl.ingest.mapping import mapping_of_text

HEAD = "中方学校,合作企业,外方院校名称,外文名称,国别,签订时间,培训人数\n"


@pytest.fixture
def imported(tmp_path):
    """Import a table without a mapping; its tables by name, each row as a dictionary."""

    def read(text: str, *, own: str = "", dated: str = "", name: str = "t.csv"):
        file = tmp_path / name
        file.write_text(text, encoding="utf-8")
        found = first_mapping([file], own=own, dated=dated)
        result = import_tables([file], mapping_of_text(found.text, file))
        tables = {table: frame.to_dict("records") for table, frame in result.tables.items()}
        doubts = [doubt for _label, guess in found.guesses for doubt in guess.doubts]
        return tables, doubts, result

    return read


def test_a_partner_named_in_the_second_column_alone_is_not_lost(imported) -> None:
    tables, _doubts, _result = imported(
        HEAD
        + "甲市职业技术学院,,老挝国立大学,National University of Laos,老挝,2019,10\n"
        + "甲市职业技术学院,,,Savannakhet Agricultural College,老挝,2020,20\n"
        + "乙市职业技术学院,,万隆理工学院、泗水理工学院,Bandung College; Surabaya College,印尼,"
        "2021,\n"
    )
    named = {row["id"]: row for row in tables["organizations"]}
    assert named["Savannakhet Agricultural College"]["kind"] == "college"
    assert named["Savannakhet Agricultural College"]["country"] == "LAO"
    assert named["万隆理工学院"]["name_en"] == "Bandung College"
    assert named["泗水理工学院"]["name_en"] == "Surabaya College"
    assert {named[name]["country"] for name in ("万隆理工学院", "泗水理工学院")} == {"IDN"}
    assert len(tables["parties"]) == 2 + 2 + 3


def test_without_lists_too(imported) -> None:
    tables, _doubts, _result = imported(
        "中方学校,外方院校名称,外文名称,签订时间\n"
        "甲市职业技术学院,老挝国立大学,National University of Laos,2019\n"
        "甲市职业技术学院,,Savannakhet Agricultural College,2020\n"
    )
    assert "Savannakhet Agricultural College" in {row["id"] for row in tables["organizations"]}
    assert len(tables["parties"]) == 4


def test_countries_listed_beside_partners_belong_to_them(imported) -> None:
    tables, _doubts, result = imported(
        "Partner,Country,Signed,Type\n"
        "Vienna College; Riga College,Austria; Latvia,2020,MoU\n"
        "Lao College; Pakse College,Laos,2021,MoU\n"
        "Addis College; Hawassa College; Wara Ltd,Ethiopia; Kenya,2022,MoU\n",
        own="Bohai College",
    )
    country = {row["id"]: row["country"] for row in tables["organizations"]}
    assert (country["Vienna College"], country["Riga College"]) == ("AUT", "LVA")
    assert (country["Lao College"], country["Pakse College"]) == ("LAO", "LAO")
    assert country["Addis College"] == country["Wara Ltd"] == ""  # two countries for three
    told = result.issues[result.issues["code"] == "MAP012"]
    assert set(told["row"]) == {4}


def test_persons_of_two_go_along_and_those_of_three_are_observed(imported) -> None:
    tables, doubts, _result = imported(
        HEAD
        + "甲市职业技术学院,,老挝国立大学,,老挝,2019,10\n"
        + "甲市职业技术学院,乙建设有限公司,曼谷技术学院,,泰国,2020,20\n"
        + "甲市职业技术学院,,河内大学、顺化大学,,越南,2021,40\n"
    )
    assert [(row["from"], row["to"], row["persons"]) for row in tables["flows"]] == [
        ("甲市职业技术学院", "老挝国立大学", "10")
    ]
    assert sorted(row["value"] for row in tables["observations"]) == ["20", "40"]
    assert sum("observation" in doubt for doubt in doubts) == 1


def test_women_and_men_are_added_and_what_is_missing_makes_it_a_least(imported) -> None:
    tables, doubts, _result = imported(
        "Institution,Partner,Signed,Male,Female\n"
        "Nyeri Polytechnic,Toyota Ltd,2019,12,30\n"
        "Thika Polytechnic,Toyota Ltd,2020,,7\n"
        "Meru Polytechnic,Toyota Ltd,2021,,\n"
    )
    persons = {row["from"]: row["persons"] for row in tables["flows"]}
    assert persons == {"Nyeri Polytechnic": "42", "Thika Polytechnic": "7+"}
    assert any("Male and Female" in doubt for doubt in doubts)


def test_a_total_beside_women_and_men_is_taken_as_it_is(imported) -> None:
    tables, _doubts, _result = imported(
        "Institution,Partner,Signed,Male,Female,Trainees\n"
        "Nyeri Polytechnic,Toyota Ltd,2019,12,30,45\n"
        "Thika Polytechnic,Toyota Ltd,2020,1,2,3\n"
    )
    assert {row["persons"] for row in tables["flows"]} == {"45", "3"}


@pytest.mark.parametrize(
    ("header", "table", "column", "value"),
    [
        ("培训人次", "observations", "unit", "person-times"),
        ("招生计划人数", "flows", "planned", "yes"),
        ("培训人数", "flows", "persons", "30"),
    ],
)
def test_person_times_are_no_persons_and_plans_did_not_happen(
    imported, header, table, column, value
) -> None:
    tables, _doubts, _result = imported(
        f"中方学校,外方院校,签订时间,{header}\n甲市职业技术学院,曼谷技术学院,2019,30\n"
        f"乙市职业技术学院,曼谷技术学院,2020,40\n"
    )
    assert value in {row[column] for row in tables[table]}
    assert "flows" not in tables or table == "flows"


def test_kinds_in_a_column_of_brands_are_kinds_and_brands_in_one_of_kinds_are_brands(
    imported,
) -> None:
    rows = "甲市职业技术学院,曼谷技术学院,2019,{}\n乙市职业技术学院,曼谷技术学院,2020,{}\n"
    for header in ("品牌/类型", "合作类型"):
        tables, _doubts, result = imported(
            f"中方学校,外方院校,签订时间,{header}\n" + rows.format("鲁班工坊", "订单班")
        )
        made = [(row["kind"], row.get("brand", "")) for row in tables["agreements"]]
        assert sorted(made) == [("order_class", ""), ("workshop", "luban_workshop")]
        assert "MAP001" not in set(result.issues["code"])


def test_words_that_mean_nothing_known_are_told_and_stand_in_the_mapping(imported) -> None:
    tables, doubts, result = imported(
        "School,Partner,Signed,Type of agreement,Status\n"
        "A College,B College,2019,MoU,Active\n"
        "A College,C College,2020,Summer choir,Sleeping\n"
    )
    assert [row["kind"] for row in tables["agreements"]] == ["mou_only", "programme_cooperation"]
    assert [row["status"] for row in tables["agreements"]] == ["active", ""]
    assert sum("Summer choir" in doubt or "Sleeping" in doubt for doubt in doubts) == 2
    assert "MAP001" not in set(result.issues["code"])


@pytest.mark.parametrize(
    ("own", "kind", "country"),
    [
        ("Jinhua Polytechnic", "school", "CHN"),
        ("金华职业技术大学", "school", "CHN"),
        ("Bohai Ltd", "enterprise", ""),
        ("University of Nairobi", "college", ""),
    ],
)
def test_whose_list_it_is_is_placed_by_its_name_and_told(imported, own, kind, country) -> None:
    tables, doubts, _result = imported("Partner,Signed\nITB University,2019\n", own=own)
    row = next(row for row in tables["organizations"] if row["id"] == own)
    assert (row["kind"], row["country"]) == (kind, country)
    assert any(doubt.startswith(own) for doubt in doubts)


def test_the_day_of_a_list_is_when_its_file_was_published(imported) -> None:
    text = "School,Partner,Signed\nA College,B College,2019\n"
    assert imported(text, dated="2024-12")[0]["sources"][0]["published"] == "2024-12"
    assert not imported(text)[0]["sources"][0].get("published")


def test_an_acronym_beside_the_number_of_a_project_is_its_title(imported) -> None:
    tables, _doubts, _result = imported(
        "projectID,acronym,name,role\n1,GREEN,A College,coordinator\n1,GREEN,B College,partner\n"
        "2,RAIL,A College,partner\n"
    )
    assert [(row["id"], row["title"]) for row in tables["agreements"]] == [
        ("1", "GREEN"),
        ("2", "RAIL"),
    ]
