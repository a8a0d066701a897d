"""Bad files and other scripts at the door of ``netintl import`` without a mapping."""

from __future__ import annotations

import time
import zipfile
from pathlib import Path

import openpyxl
import pandas as pd
import pytest

from netintl import load_package
from netintl.cli import main
from netintl.i18n import set_language
from netintl.ingest.body_kinds import kind_of_body
from netintl.ingest.column_roles import role_of_label
from netintl.model.scripts import simplified

FILES = Path(__file__).parent / "files"
ROWS = [
    ("School", "Partner", "Country", "Signed"),
    ("Bohai College", "Riga University", "Latvia", "2020"),
    ("Bohai College", "Aalto University", "Finland", "2021"),
]
TRADITIONAL = """學校名稱,合作夥伴,國家,合作類型,簽署日期,有效期至,學生人數
天津渤海職業技術學院,大城技術學院,泰國,師資培訓,2016年3月8日,長期,約35
廣西機電職業技術學院,老撾國立大學,老撾,師資培訓,2022-11-09,2025,20餘
"""


@pytest.fixture
def imported(capsys, tmp_path):
    """Import a file without a mapping; return the exit code, what was said, and the folder."""

    def run(file: Path, *options: str) -> tuple[int, str, Path]:
        set_language("en")
        into = tmp_path / "package"
        with pytest.raises(SystemExit) as left:
            main(["--lang", "en", "import", str(file), "-o", str(into), "--yes", *options])
        said = capsys.readouterr()
        assert "Traceback" not in said.err
        return int(left.value.code or 0), said.out + said.err, into

    return run


# What each header means was written down before the code was run.
@pytest.mark.parametrize(
    ("label", "role"),
    [
        ("學校名稱", "party"), ("國家", "org_country"), ("合作夥伴", "party"),
        ("簽署日期", "start"), ("有效期至", "end"), ("合作類型", "kind"), ("狀態", "status"),
        ("學生人數", "persons"), ("備註", "note"), ("專業", "field"), ("所在國", "org_country"),
        ("聯繫人", "contact"), ("協議編號", "project"), ("省份", "org_province"),
    ],
)  # fmt: skip
def test_headers_in_traditional_script_mean_what_simplified_ones_do(label, role) -> None:
    found = role_of_label(label)
    assert found is not None
    assert found == role_of_label(simplified(label))
    assert found.role == role


def test_a_list_in_traditional_script_comes_in_as_it_is_meant(imported, tmp_path) -> None:
    (tmp_path / "list.csv").write_text(TRADITIONAL, encoding="utf-8")
    code, _said, into = imported(tmp_path / "list.csv")
    assert code == 0
    organizations = pd.read_csv(into / "organizations.csv", dtype=str).set_index("id")
    assert organizations["kind"].to_dict() == {
        "天津渤海職業技術學院": "school",
        "廣西機電職業技術學院": "school",
        "大城技術學院": "college",
        "老撾國立大學": "college",
    }
    assert organizations.loc["老撾國立大學", "country"] == "LAO"
    agreements = pd.read_csv(into / "agreements.csv", dtype=str)
    assert set(agreements["kind"]) == {"teacher_training"}
    assert set(agreements["start"]) == {"2016年3月8日", "2022-11-09"}


def test_our_own_headers_are_read_in_traditional_script(tmp_path) -> None:
    text = "編號,類別,英文名稱\na,school,A\n"
    (tmp_path / "機構.csv").write_text(text, encoding="utf-8")
    found = load_package(tmp_path)
    assert found.issues.empty
    assert found.tables["organizations"]["name_en"].tolist() == ["A"]


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("中國路橋工程有限責任公司", "enterprise"),
        ("渤海職業技術學院", "school"),
        ("中國教育國際交流協會", "association"),
    ],
)
def test_kinds_are_told_by_names_in_traditional_script(name, kind) -> None:
    assert kind_of_body(name, home=True) == kind


@pytest.mark.parametrize("name", ["locked.xlsx", "locked.xls", "locked.ods"])
def test_a_workbook_behind_a_password_is_said_to_be_one(imported, name) -> None:
    code, said, into = imported(FILES / name)
    assert code == 3
    assert "protected by a password" in said
    assert "Save it without a password" in said
    assert not into.exists()


def _book(path: Path, *titles: str) -> Path:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for title in titles:
        sheet = book.create_sheet(title)
        for row in ROWS:
            sheet.append(row)
    book.save(path)
    return path


def test_a_workbook_with_macros_is_read_and_they_are_not(imported, tmp_path) -> None:
    plain, macros = _book(tmp_path / "plain.xlsx", "S"), tmp_path / "macros.xlsm"
    with zipfile.ZipFile(plain) as source, zipfile.ZipFile(macros, "w") as target:
        for part in source.namelist():
            data = source.read(part)
            kind = b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
            enabled = b"application/vnd.ms-excel.sheet.macroEnabled.main+xml"
            target.writestr(part, data.replace(kind, enabled))
        target.writestr("xl/vbaProject.bin", bytes.fromhex("d0cf11e0a1b11ae1") + bytes(2_000))
    code, said, into = imported(macros)
    assert code == 0, said
    assert len(pd.read_csv(into / "agreements.csv")) == 2


def test_two_sheets_with_the_same_table_are_told_and_counted_once(imported, tmp_path) -> None:
    code, said, into = imported(_book(tmp_path / "twice.xlsx", "2023", "2024"))
    assert code == 0
    assert "twice.xlsx[2024] holds the same as twice.xlsx[2023]" in said
    assert "2 rows read = 0 kept + 2 merged + 0 rejected" in said
    assert len(pd.read_csv(into / "agreements.csv")) == 2


def test_a_mapping_that_names_missing_columns_is_refused_by_name(imported, tmp_path) -> None:
    (tmp_path / "list.csv").write_text("School,Partner\na,b\n", encoding="utf-8")
    mapping = tmp_path / "m.toml"
    mapping.write_text(
        '[[inputs]]\nfile = "list.csv"\n[[inputs.rows]]\ntable = "links"\n'
        'cells = {source = "School", target = "Nowhere"}\n',
        encoding="utf-8",
    )
    code, said, into = imported(tmp_path / "list.csv", "--mapping", str(mapping))
    assert code == 3
    assert "list.csv has no column Nowhere" in said
    assert not into.exists()


NAMES = " ".join(
    f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for short, name in (("office", "office"), ("table", "table"), ("text", "text"))
)


def _ods(path: Path, repeated: int, cells: tuple[str, ...]) -> Path:
    def row(values: tuple[str, ...], times: int = 1) -> str:
        inside = "".join(
            f'<table:table-cell office:value-type="string"><text:p>{value}</text:p>'
            "</table:table-cell>"
            if value
            else "<table:table-cell table:number-columns-repeated='1024'/>"
            for value in values
        )
        return f'<table:table-row table:number-rows-repeated="{times}">{inside}</table:table-row>'

    rows = row(ROWS[0]) + row(ROWS[1]) + row(cells, repeated) + row(ROWS[2])
    text = (
        f'<?xml version="1.0"?><office:document-content {NAMES} office:version="1.2"><office:body>'
        f'<office:spreadsheet><table:table table:name="S">{rows}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", text)
    return path


def test_a_million_empty_rows_of_an_ods_cost_nothing(imported, tmp_path) -> None:
    began = time.monotonic()
    code, said, into = imported(_ods(tmp_path / "empty.ods", 1_000_000, ("",)))
    assert time.monotonic() - began < 20
    assert code == 0, said
    assert len(pd.read_csv(into / "agreements.csv")) == 2


def test_more_rows_than_a_table_may_have_are_refused_at_once(imported, tmp_path) -> None:
    began = time.monotonic()
    code, said, into = imported(_ods(tmp_path / "huge.ods", 10**9, ROWS[1]))
    assert time.monotonic() - began < 20
    assert code == 3
    assert "1000000002 rows" in said
    assert not into.exists()


@pytest.mark.parametrize("unite", [True, False])
@pytest.mark.parametrize("times", [1, 2, 3, 50])
def test_a_row_that_is_repeated_counts_once_and_each_repetition_is_told(
    imported, tmp_path, unite, times
) -> None:
    mapping = tmp_path / "m.toml"
    mapping.write_text(
        '[[inputs]]\nfile = "rows.ods"\n[[inputs.rows]]\ntable = "organizations"\n'
        f"unite = {str(unite).lower()}\n"
        'cells = {id = "Partner", kind = {const = "other"}, name_en = "Partner", note = "School",'
        ' country = {column = "Country", code = "country"}}\nkeys = ["country"]\n',
        encoding="utf-8",
    )
    cells = ("Third College", "Fourth College", "Latvia", "2022")
    book = _ods(tmp_path / "rows.ods", times, cells)
    code, said, into = imported(book, "--mapping", str(mapping))
    lost = {True: f"{times} merged + 0 rejected", False: f"0 merged + {times} rejected"}[unite]
    assert f"{times + 2} rows read = 2 kept + {lost}" in said
    assert code == (0 if unite else 1)
    kept = pd.read_csv(into / "organizations.csv", dtype=str).set_index("id")
    notes = {True: "Bohai College; Third College", False: "Bohai College"}[unite]
    assert kept["note"].to_dict() == {
        "Riga University": notes,
        "Aalto University": "Bohai College",
    }
    fallen = pd.read_csv(into / "import" / "rows-not-kept.csv", dtype=str)
    assert fallen["row"].tolist() == [str(number) for number in range(3, 3 + times)]
    issues = pd.read_csv(into / "import" / "issues.csv", dtype=str)
    assert (issues["code"] == ("MAP005" if unite else "MAP009")).sum() == times
