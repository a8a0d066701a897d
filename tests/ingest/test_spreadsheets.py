"""Sheets as offices keep them: what is declared, hidden, merged or not computed."""

from __future__ import annotations

import io
import re
import zipfile

import pytest
from openpyxl import Workbook

from netintl.errors import InputError
from netintl.ingest import archives
from netintl.ingest.archives import check_archive
from netintl.ingest.issues import NothingReadError
from netintl.ingest.package import load_package

HEADER = ["source", "target", "start", "persons"]
ROWS = [["A", "B", "2019", 3], ["A", "C", "2020", None], ["B", "C", None, 1]]


def book(path, rows=(HEADER, *ROWS), change=lambda sheet: None, title="links"):
    made = Workbook()
    sheet = made.active
    sheet.title = title
    for row in rows:
        sheet.append(row)
    change(sheet)
    made.save(path)
    return path


def rewritten(path, change):
    """Change the XML of the sheet by a function of its text."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    name = "xl/worksheets/sheet1.xml"
    parts[name] = change(parts[name].decode()).encode()
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for part, content in parts.items():
            archive.writestr(part, content)
    return path


@pytest.mark.parametrize("declared", ["A1:A1", "A1:D1", "A1:B4", "C3:D4", "A1:XFD1048576", ""])
def test_a_declared_size_that_lies_loses_nothing(declared: str, tmp_path) -> None:
    path = book(tmp_path / "links.xlsx")
    tag = f'<dimension ref="{declared}"/>' if declared else ""
    rewritten(path, lambda text: re.sub(r"<dimension [^>]*/>", tag, text))
    found = load_package(path)
    assert found.ledger.total("kept") == len(ROWS)
    assert found.tables["flows"]["persons"].astype(int).sum() == 4
    assert found.issues.empty


def test_cells_and_rows_without_places_follow_each_other(tmp_path) -> None:
    path = book(tmp_path / "links.xlsx", (HEADER, ["A", "B", "2019", 3]))
    rewritten(path, lambda text: re.sub(r' r="[A-Z]*\d+"', "", text))
    assert load_package(path).ledger.total("kept") == 1


def test_gaps_between_rows_are_no_rows(tmp_path) -> None:
    path = book(tmp_path / "links.xlsx", change=lambda sheet: sheet.cell(900_000, 1, "D"))
    found = load_package(path)
    assert found.issues[["code", "row"]].to_numpy().tolist() == [["CEL001", 900_000]]


def test_merged_down_is_repeated_and_told(tmp_path) -> None:
    rows = (HEADER, ["A", "B", "2019", None], [None, "C", "2020", None], ["D", "B", "2021", None])
    path = book(tmp_path / "links.xlsx", rows, lambda sheet: sheet.merge_cells("A2:A3"))
    found = load_package(path)
    assert found.issues[["code", "row", "column", "value"]].to_numpy().tolist() == [
        ["ROW006", 2, "source", "A"]
    ]
    assert set(found.tables["agreements"]["id"]) == {"A--B", "A--C", "D--B"}


def test_hidden_rows_and_sheets_are_read_and_told(tmp_path) -> None:
    def hide(sheet) -> None:
        sheet.row_dimensions[3].hidden = True
        sheet.parent.create_sheet("shown").append(["x"])
        sheet.sheet_state = "hidden"

    found = load_package(book(tmp_path / "x.xlsx", change=hide))
    assert found.issues["code"].tolist() == ["FIL015", "ROW007", "FIL009"]
    assert found.ledger.total("kept") == len(ROWS)


@pytest.mark.parametrize(
    ("cell", "code"), [("=1+1", "CEL017"), ("#REF!", "CEL016"), ("#N/A", "CEL016")]
)
def test_cells_without_a_usable_value_are_unknown_and_told(cell, code, tmp_path) -> None:
    def put(sheet) -> None:
        sheet["D2"] = cell

    found = load_package(book(tmp_path / "links.xlsx", change=put))
    issue = found.issues.iloc[0]
    assert (issue["code"], issue["row"], issue["column"]) == (code, 2, "persons")
    assert found.tables["flows"]["persons"].tolist() == ["1"]


def test_a_stored_value_of_a_formula_is_read(tmp_path) -> None:
    path = book(tmp_path / "links.xlsx")
    rewritten(path, lambda text: text.replace("<v>3</v>", "<f>1+2</f><v>3</v>"))
    found = load_package(path)
    assert set(found.tables["flows"]["persons"]) == {"1", "3"}
    assert found.issues.empty


@pytest.mark.parametrize("above", [1, 3])
def test_a_title_above_the_header_is_told(above: int, tmp_path) -> None:
    rows = [*([f"Partners, part {place}"] for place in range(above)), HEADER, *ROWS]
    found = load_package(book(tmp_path / "links.xlsx", rows))
    assert found.issues[["code", "row"]].to_numpy().tolist() == [["FIL012", above + 1]]
    assert found.ledger.total("kept") == len(ROWS)


@pytest.mark.parametrize(
    ("rows", "title", "what"),
    [
        ([["A", "B"], ["B", "C"]], "links", "no header row"),
        ([["From", "To", "Type"], ["A", "B", "Directed"]], "Flights", "an edge list"),
        ([["Id", "Label"], ["1", "A"]], "Everybody", "a table of nodes"),
        ([["", "A", "B"], ["A", 0, 1], ["B", 1, 0]], "Sheet", "a matrix"),
    ],
)
def test_where_nothing_is_read_its_look_is_named(rows, title, what, tmp_path) -> None:
    path = book(tmp_path / "net.xlsx", rows, lambda s: s.parent.create_sheet("x"), title)
    with pytest.raises(NothingReadError, match=what) as refused:
        load_package(path)
    assert refused.value.exit_code == 3


def test_archives_beyond_the_limits_are_refused_with_the_limit(tmp_path, monkeypatch) -> None:
    data = book(tmp_path / "links.xlsx").read_bytes()
    check_archive("links.xlsx", data)
    monkeypatch.setattr(archives, "limits", lambda: {"unpacked": 1_000, "ratio": 500})
    with pytest.raises(InputError, match="the limit is 1000"):
        check_archive("links.xlsx", data)
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("x", bytes(3_000_000))
    monkeypatch.setattr(archives, "limits", lambda: {"unpacked": 10**9, "ratio": 500})
    with pytest.raises(InputError, match="the limit is 500"):
        check_archive("links.xlsx", bomb.getvalue())


def test_an_encrypted_workbook_is_named(tmp_path) -> None:
    from pathlib import Path

    with pytest.raises(InputError, match="encrypted"):
        load_package(Path(__file__).parent / "files" / "encrypted.xlsx")


def test_whoever_wrote_a_damaged_workbook_it_is_told_and_no_fault(tmp_path) -> None:
    """The part that names the author is unpacked before the sheets are: any byte of it may lie."""
    data = book(tmp_path / "links.xlsx").read_bytes()
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        part = archive.getinfo("docProps/core.xml")
    begin = part.header_offset + 30 + len(part.filename)
    for place in range(begin, begin + part.compress_size):
        for value in (0, 0xFF, data[place] ^ 0x55):
            broken = data[:place] + bytes([value]) + data[place + 1 :]
            assert archives.is_own_export(broken) in (True, False)


def test_zeros_of_a_format_are_read_and_digits_that_are_lost_are_told(tmp_path) -> None:
    def change(sheet) -> None:
        sheet["A2"], sheet["A3"] = 12, 1234567890123456789
        sheet["A2"].number_format = "0000"

    package = load_package(book(tmp_path / "links.xlsx", change=change))
    assert "0012" in set(package.tables["organizations"]["id"])
    told = package.issues[package.issues["code"] == "CEL035"]
    assert told[["row", "column"]].to_numpy().tolist() == [[3, "source"]]
