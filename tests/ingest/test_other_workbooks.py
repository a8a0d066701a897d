"""ODS and XLS hold to every rule of XLSX. ``partners.*`` were written by LibreOffice from one."""

from __future__ import annotations

import shutil
import zipfile
from pathlib import Path

import pytest
from openpyxl import Workbook

from netintl.errors import InputError
from netintl.ingest import ods_cells, raw
from netintl.ingest.conversion import import_tables
from netintl.ingest.issues import NothingReadError
from netintl.ingest.package import load_package
from netintl.ingest.workbook_files import opened_workbook

FILES = Path(__file__).parent / "files"
ROWS = {
    1: ["source", "target", "start", "persons"],
    2: ["A", "B", "2019-09-01", "3"],
    3: ["A", "C", "2020", "0.3"],
    5: ["D", "E", "2019-09-01 12:30:00", ""],
    6: ["0012", "F", "", "2"],
    8: ["H", "I", "", ""],
    9: ["H", "J", "", ""],
}
CONTENT = (
    '<?xml version="1.0" encoding="UTF-8"?>{doctype}<office:document-content '
    'xmlns:office="o" xmlns:table="t" xmlns:text="x"><office:body><office:spreadsheet>'
    '<table:table table:name="links">{rows}</table:table>'
    "</office:spreadsheet></office:body></office:document-content>"
)


def cell(text: str, more: str = "") -> str:
    start = f'<table:table-cell office:value-type="string"{more}>'
    return f"{start}<text:p>{text}</text:p></table:table-cell>"


def row(*cells: str, more: str = "") -> str:
    return f"<table:table-row{more}>{''.join(cells)}</table:table-row>"


HEADER = row(cell("source"), cell("target"))


def ods(path: Path, *rows: str, doctype: str = "") -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", CONTENT.format(rows="".join(rows), doctype=doctype))
    return path


@pytest.mark.parametrize("suffix", ["ods", "xls"])
def test_each_cell_stands_as_people_see_it(suffix: str) -> None:
    with opened_workbook("b", (FILES / f"partners.{suffix}").read_bytes()) as sheets:
        assert [(sheet.title, sheet.visible) for sheet in sheets] == [
            ("links", True), ("parties", False),
        ]  # fmt: skip
        cells = sheets[0].read()
    found = {n: [texts.get(c, "") for c in range(1, 5)] for n, texts in cells.rows.items()}
    truth = found.pop(4)  # which LibreOffice keeps in ODS as the formula TRUE()
    assert truth == ["B", "C", "", {"ods": "1", "xls": "yes"}[suffix]]
    assert found == ROWS
    assert cells.odd == {(6, 3): ("CEL016", "#DIV/0!")}
    assert (cells.hidden, cells.repeated) == ([4], {(8, 1): "H"})


@pytest.mark.parametrize("suffix", ["ods", "xls", "xlsx"])
def test_a_package_tells_what_was_strange(suffix: str, tmp_path) -> None:
    shutil.copy(FILES / f"partners.{suffix}", tmp_path)
    found = load_package(tmp_path)
    told = set(found.issues[["code", "row"]].itertuples(index=False, name=None))
    error = "CEL017" if suffix == "xlsx" else "CEL016"  # openpyxl computed nothing
    assert {("FIL015", 0), ("ROW007", 4), ("ROW006", 8), (error, 6)} <= told
    assert {"A--B", "H--I", "H--J", "0012--F"} <= set(found.tables["agreements"]["id"])


@pytest.mark.parametrize("suffix", ["ods", "xls", "xlsx"])
def test_a_password_is_named(suffix: str, tmp_path) -> None:
    with pytest.raises(NothingReadError, match="protected by a password") as refused:
        load_package(FILES / f"locked.{suffix}")
    assert refused.value.issues["code"].tolist() == ["FIL017"]
    mapping = mapped(tmp_path, f"locked.{suffix}")
    with pytest.raises(InputError, match="protected by a password"):
        import_tables([FILES / f"locked.{suffix}"], mapping)


def test_a_million_empty_rows_are_none(tmp_path) -> None:
    empty = row("<table:table-cell/>", more=' table:number-rows-repeated="1048570"')
    wide = '<table:table-cell table:number-columns-repeated="16000"/>'
    last = row(cell("B"), cell("C"), wide)
    found = load_package(ods(tmp_path / "b.ods", HEADER, row(cell("A"), cell("B")), empty, last))
    assert found.ledger.total("kept") == 2
    assert found.issues.empty


def test_repeated_rows_with_text_share_it_and_stop_at_the_limits(tmp_path, monkeypatch) -> None:
    many = row(cell("A"), cell("B"), more=' table:number-rows-repeated="200000"')
    found = load_package(ods(tmp_path / "b.ods", HEADER, many))
    assert found.ledger.total("merged") == 199_999
    small = {"rows": 100_000, "columns": 16_384, "cells": 10**6, "cell": 100}
    for module in (ods_cells, raw):
        monkeypatch.setattr(module, "limits", lambda: small)
    with pytest.raises(InputError, match="the limit is 100000"):
        load_package(ods(tmp_path / "b.ods", HEADER, many))
    wide = row(cell("A", ' table:number-columns-repeated="16000"'),
               more=' table:number-rows-repeated="90000"')  # fmt: skip
    with pytest.raises(InputError, match="the limit is 1000000"):
        load_package(ods(tmp_path / "b.ods", HEADER, wide))
    endless = row(cell("A", ' table:number-columns-repeated="999999999"'))
    with pytest.raises(InputError, match="the limit is 16384"):
        load_package(ods(tmp_path / "b.ods", HEADER, endless))


def test_what_a_cell_only_carries_is_no_text_of_it(tmp_path) -> None:
    note = (
        '<table:table-cell office:value-type="string"><office:annotation><text:p>who?</text:p>'
        "</office:annotation><text:p>A<text:s text:c='2'/>a</text:p><text:p>b</text:p>"
        "</table:table-cell>"
    )
    path = ods(tmp_path / "b.ods", HEADER, row(note, cell("B")))
    assert set(load_package(path).tables["organizations"]["id"]) == {"A  a\nb", "B"}


def test_entities_of_a_sheet_are_refused(tmp_path) -> None:
    for entity in ('"x"', 'SYSTEM "file:///etc/passwd"'):
        doctype = f"<!DOCTYPE a [<!ENTITY e {entity}>]>"
        path = ods(tmp_path / "b.ods", HEADER, row(cell("&e;"), cell("B")), doctype=doctype)
        with pytest.raises(NothingReadError, match="declares an entity"):
            load_package(path)


def test_a_bomb_is_refused_before_it_is_unpacked(tmp_path) -> None:
    path = ods(tmp_path / "b.ods", HEADER, " " * 3_000_000)
    with pytest.raises(InputError, match="the limit is 500"):
        load_package(path)


def test_two_sheets_of_one_table_are_both_read_and_told(tmp_path) -> None:
    book = Workbook()
    book.active.title = "Links"
    other = book.create_sheet("关系")
    for sheet, end in ((book.active, "B"), (other, "C")):
        sheet.append(["source", "target"])
        sheet.append(["A", end])
    book.save(tmp_path / "b.xlsx")
    found = load_package(tmp_path / "b.xlsx")
    assert found.issues[["code", "file", "value"]].to_numpy().tolist() == [
        ["FIL018", "b.xlsx[关系]", "b.xlsx[Links]"]
    ]
    assert found.ledger.total("kept") == 2


def mapped(folder: Path, file: str, sheet: str = "") -> Path:
    path = folder / "m.toml"
    named = f'sheet = "{sheet}"\n' if sheet else ""
    path.write_text(
        f'[[inputs]]\nfile = "{file}"\n{named}id = "code"\nunused = ["x"]\n[[inputs.rows]]\n'
        'table = "organizations"\ncells = {id = "code", kind = {const = "school"}, '
        'name_en = "name"}\n',
        encoding="utf-8",
    )
    return path


def book_of_schools(path: Path, *titles: str) -> Path:
    book = Workbook()
    book.remove(book.active)
    for number, title in enumerate(titles):
        sheet = book.create_sheet(title)
        sheet.append(["code", "name"])
        sheet.append([f"00{number}", title])
        sheet.append([None, "nameless"])
    book.save(path)
    return path


def test_an_import_reads_the_only_sheet_and_names_it_in_its_issues(tmp_path) -> None:
    book = book_of_schools(tmp_path / "b.xlsx", "Schools")
    found = import_tables([book], mapped(tmp_path, "b.xlsx"))
    assert found.tables["organizations"]["id"].tolist() == ["000"]
    assert found.issues[["code", "file", "row"]].to_numpy().tolist() == [["MAP003", "b.xlsx", 3]]


def test_an_import_reads_the_sheet_that_is_named(tmp_path) -> None:
    book = book_of_schools(tmp_path / "b.xlsx", "Schools", "Others")
    found = import_tables([book], mapped(tmp_path, "b.xlsx", "others"))
    assert found.tables["organizations"]["name_en"].tolist() == ["Others"]
    assert set(found.ledger.table["file"]) == {"b.xlsx[Others]"}


@pytest.mark.parametrize(
    ("sheet", "said"), [("", "several sheets: Schools, Others"), ("Third", "no sheet Third")]
)
def test_an_import_says_which_sheets_there_are(sheet: str, said: str, tmp_path) -> None:
    book = book_of_schools(tmp_path / "b.xlsx", "Schools", "Others")
    with pytest.raises(InputError, match=said) as refused:
        import_tables([book], mapped(tmp_path, "b.xlsx", sheet))
    assert "Schools" in f"{refused.value} {refused.value.cure}"


@pytest.mark.parametrize("data", [b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)])
def test_an_import_of_a_damaged_workbook_is_one_error(data: bytes, tmp_path) -> None:
    (tmp_path / "b.xlsx").write_bytes(data)
    with pytest.raises(InputError, match="cannot be opened"):
        import_tables([tmp_path / "b.xlsx"], mapped(tmp_path, "b.xlsx"))


def test_an_import_reads_edges_or_nodes_of_a_network_file(tmp_path) -> None:
    (tmp_path / "n.gml").write_text(
        'graph [ node [ id 1 code "a" label "Alpha" ] edge [ source 1 target 1 ] ]'
    )
    mapping = mapped(tmp_path, "n.gml", "organizations")
    mapping.write_text(mapping.read_text().replace('name_en = "name"', 'name_en = "name_en"'))
    found = import_tables([tmp_path / "n.gml"], mapping)
    assert found.tables["organizations"]["name_en"].tolist() == ["Alpha"]
    with pytest.raises(InputError, match="no column code"):
        import_tables([tmp_path / "n.gml"], mapped(tmp_path, "n.gml"))


def test_bytes_of_an_old_workbook_are_read_whatever_its_suffix(tmp_path) -> None:
    shutil.copy(FILES / "partners.xls", tmp_path / "links.xlsx")
    assert load_package(tmp_path / "links.xlsx").ledger.total("kept") > 5
