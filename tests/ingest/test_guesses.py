"""Foreign tables without a mapping: 64 labelled ones, and what nobody shaped for us."""

from __future__ import annotations

import csv
import re
import tomllib
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netintl.errors import InputError
from netintl.ingest.conversion import import_tables
from netintl.ingest.first_mapping import first_mapping
from netintl.ingest.import_notes import checked_issues
from netintl.ingest.layouts import layout_of
from netintl.ingest.mapping import mapping_of_text
from netintl.ingest.mapping_text import mapping_text

LABELLED = tomllib.loads(Path(__file__).with_name("labelled_headers.toml").read_text("utf-8"))
TABLES = {table["name"]: table for table in LABELLED["table"]}
OWN = "天津职业技术学院"


def written(folder: Path, rows, name="t.csv") -> Path:
    with (folder / name).open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)
    return folder / name


def imported(path: Path, own: str = OWN):
    return import_tables([path], mapping_of_text(first_mapping([path], own=own).text, path))


def test_nine_columns_of_ten_are_what_their_label_says_and_every_header_is_found() -> None:
    right = asked = 0
    for table in TABLES.values():
        found = layout_of(table["rows"])
        assert [place + 1 for place in found.header] == table["header"], table["name"]
        for column, role in zip(found.roles, table["roles"], strict=True):
            asked += 1
            right += column.role == role
    assert right >= 0.9 * asked, f"{right} of {asked} columns"


@pytest.mark.parametrize("name", TABLES)
def test_no_row_and_no_organization_of_a_labelled_table_is_lost(name, tmp_path) -> None:
    """The labels name the columns of organizations; their cells are counted by hand here."""
    table = TABLES[name]
    found = imported(written(tmp_path, table["rows"]))
    body = table["rows"][table["header"][-1] :]
    line = found.ledger.table.iloc[0]
    assert line["read"] == len(body) == line["kept"] + line["merged"] + line["rejected"]
    left_out = (found.issues["code"] == "MAP008").sum()
    assert line["rejected"] == left_out
    known = "\n".join(found.tables["organizations"].to_numpy().ravel())
    if table["shape"] != "matrix":
        parties = [n for n, role in enumerate(table["roles"]) if role == "party"]
        cells = {row[n] for row in body for n in parties if n < len(row)} - {""}
        names = {item.strip() for cell in cells for item in re.split("[;；、\n|]", cell)} - {""}
        lost = {name for name in names if name not in known}
        assert not lost


def test_links_of_a_matrix_are_its_marks(tmp_path) -> None:
    rows = [["", "Alpha University", "Beta College", "Gamma Ltd"],
            ["S College", "1", "", "1"], ["T College", "0", "1", ""]]  # fmt: skip
    links = imported(written(tmp_path, rows)).tables["links"]
    assert sorted(zip(links["source"], links["target"], strict=True)) == [
        ("S College", "Alpha University"),
        ("S College", "Gamma Ltd"),
        ("T College", "Beta College"),
    ]


def test_columns_of_years_become_flows_of_their_year(tmp_path) -> None:
    rows = [["Partner", "2019", "2020"], ["ITB University", "5", ""], ["NUM University", "", "0"]]
    flows = imported(written(tmp_path, rows)).tables["flows"]
    assert set(zip(flows["to"], flows["year"], flows["persons"], strict=True)) == {
        ("ITB University", "2019", "5"), ("NUM University", "2020", "0"),
    }  # fmt: skip


def test_merged_cells_of_projects_are_filled_and_told(tmp_path) -> None:
    rows = [["Project no", "Partner", "Country"], ["P1", "A College", "Laos"],
            ["", "B College", "Kenya"], ["P2", "C College", "Peru"]]  # fmt: skip
    found = imported(written(tmp_path, rows))
    parties = found.tables["parties"]
    assert Counter(parties["agreement"]) == {"P1": 2, "P2": 1}
    assert found.issues.loc[found.issues["code"] == "ROW006", "row"].tolist() == [3]


def test_sums_and_footnotes_are_left_out_with_their_reason(tmp_path) -> None:
    rows = [["School", "Partner", "Students"], ["A College", "B College", "3"],
            ["C College", "D College", "4"], ["E College", "F College", "1"],
            ["Total", "", "8"], ["Note: as of May", "", ""]]  # fmt: skip
    found = imported(written(tmp_path, rows))
    assert sorted(found.tables["flows"]["persons"]) == ["1", "3", "4"]
    told = found.issues[found.issues["code"] == "MAP008"]
    assert told["row"].tolist() == [5, 6]
    assert found.ledger.total("rejected") == 2


def test_an_issue_of_the_result_is_told_of_the_row_and_column_of_the_user(tmp_path) -> None:
    rows = [["Our agreements"], ["School", "Partner", "Signed on"],
            ["A College", "B College", "2019"], ["A College", "C College", "soon"]]  # fmt: skip
    issues = checked_issues(imported(written(tmp_path, rows, "mine.csv")))
    wrong = issues[issues["value"] == "soon"]
    assert wrong[["file", "row", "column"]].to_numpy().tolist() == [["mine.csv", 4, "Signed on"]]


def test_whose_partners_a_list_names_is_asked_and_said(tmp_path) -> None:
    path = written(tmp_path, [["Partner", "Signed"], ["ITB", "2019"], ["NUM", "2020"]])
    assert first_mapping([path]).needs_own == "t.csv"
    found = imported(path, "Bohai College")
    parties = found.tables["parties"]
    assert (parties["organization"] == "Bohai College").sum() == 2


def test_the_order_of_rows_changes_nothing(tmp_path) -> None:
    rows = TABLES["zh-provincial-project-partners-cell"]["rows"]
    straight = imported(written(tmp_path, rows)).tables
    turned = imported(written(tmp_path, [rows[0], *reversed(rows[1:])])).tables
    assert {name: frame.to_csv() for name, frame in straight.items()} == {
        name: frame.to_csv() for name, frame in turned.items()
    }


def test_a_file_without_a_table_is_one_sentence(tmp_path) -> None:
    with pytest.raises(InputError, match="No table was found"):
        first_mapping([written(tmp_path, [["hello"], ["world"]])])


TEXTS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=8)
CELLS = st.recursive(
    TEXTS | st.booleans() | st.integers(0, 9),
    lambda part: st.lists(part, max_size=3) | st.dictionaries(TEXTS, part, max_size=3),
    max_leaves=6,
)


@given(st.dictionaries(TEXTS, CELLS, max_size=4), st.dictionaries(TEXTS, TEXTS, max_size=3))
def test_what_is_written_is_what_the_standard_reads(cells, table) -> None:
    """The standard library reads TOML and shares no code with what writes it."""
    rule = {"table": "links", "cells": cells}
    text = mapping_text([{"file": "a", "rows": [rule]}], {"x: y": table}, [], heading=["a\nb"])
    read = tomllib.loads(text)
    assert read["inputs"][0]["rows"][0]["cells"] == cells
    assert read["values"]["x: y"] == table


def test_a_second_row_with_the_id_of_another_is_told_as_such(tmp_path) -> None:
    path = written(tmp_path, [["id", "name"], ["1", "Foo"], ["1", "Bar"], ["", "Baz"]])
    mapping = """
        [[inputs]]
        file = "t.csv"
        id = "id"
        [[inputs.rows]]
        table = "organizations"
        cells = {id = "id", kind = {const = "other"}, name_en = "name"}
    """
    found = import_tables([path], mapping_of_text(mapping, path))
    assert found.tables["organizations"]["name_en"].tolist() == ["Bar"]
    told = dict(zip(found.issues["row"], found.issues["code"], strict=True))
    assert told == {2: "MAP009", 4: "MAP003"}
    assert found.ledger.total("rejected") == 2


def test_a_clerk_s_workbook_is_read_below_its_remarks_and_keeps_its_persons(tmp_path) -> None:
    head = [["汇总表", *[""] * 5], ["填报单位：教育厅", *[""] * 4, "单位：人"],
            ["中方院校", "外方", "", "合作期限", "", "培养人数"],
            ["", "国别", "合作单位", "起始", "截止", ""]]  # fmt: skip
    plain = [[f"甲{n}学院", "老挝", f"乙{n}大学", "2020", "至今", str(n)] for n in range(1, 8)]
    several = [["丙学院", "泰国", "丁学院、戊有限公司", "2021", "至2026年3月", "约30"]]
    found = imported(written(tmp_path, [*head, *plain, *several, ["*截至2024年12月", *[""] * 5]]))
    tables = found.tables
    assert len(tables["agreements"]) == 8
    assert {"丁学院", "戊有限公司"} <= {*tables["organizations"]["id"]}
    assert sorted(tables["flows"]["persons"]) == [str(n) for n in range(1, 8)]
    assert tables["observations"]["value"].tolist() == ["约30"]
    assert (tables["agreements"]["end"] != "").all()
