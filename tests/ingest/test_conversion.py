import json

import pandas as pd
import pytest

from netintl.errors import InputError, OutputError
from netintl.ingest.conversion import import_tables
from netintl.ingest.package import load_package
from netintl.ingest.unions import combine_tables, unite_rows
from netintl.ingest.writing import write_tables
from netintl.model.schema import tables

MAPPING = """
[values.statuses]
running = "active"

[[sources]]
id = "set"
title = "The set"

[addresses]
published = ['/(\\d{4})-(\\d\\d)/']
[[addresses.kinds]]
kind = "press"
hosts = ["news.org"]

[[inputs]]
file = "bodies.csv"
id = "id"
[[inputs.rows]]
table = "organizations"
[inputs.rows.cells]
id = "id"
kind = { const = "school" }
name_en = "name"
source = { column = "url", code = "sources" }

[[inputs]]
file = "ties.csv"
id = "id"
unused = ["secret"]
[[inputs.rows]]
table = "agreements"
unite = true
[inputs.rows.cells]
id = [{ column = "workshop", when = { column = "workshop", filled = true } }, "id"]
kind = { const = "exchange" }
status = { column = "status", values = "statuses" }
source = { columns = ["url", "more"], code = "sources", default = "set" }
note = "note"
[[inputs.rows]]
table = "parties"
each = "members"
unite = true
keys = ["agreement", "organization"]
[inputs.rows.cells]
agreement = [{ column = "workshop", when = { column = "workshop", filled = true } }, "id"]
organization = "members"
role = { const = "partner" }
[[inputs.rows]]
table = "organizations"
unite = true
when = { column = "owner", filled = true }
cells = { id = "members", parent = "owner" }
"""
BODIES = "id,name,url,phone\na,Bohai,http://www.news.org/2020-05/x,1\nb,Jinhua,,\nc,Ningbo,,\n"
TIES = (
    "id,workshop,members,status,url,more,note,owner,secret\n"
    "t1,w,a;b,running,http://news.org/2020-05/x,http://own.edu/y;http://own.edu/z,first,,s\n"
    "t2,w,b;c,running,,,second,,\n"
    "t3,,c,broken,,,,a,\n"
)


@pytest.fixture
def folder(tmp_path):
    for name, text in (("m.toml", MAPPING), ("bodies.csv", BODIES), ("ties.csv", TIES)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def imported(folder):
    return import_tables([folder / "bodies.csv", folder / "ties.csv"], folder / "m.toml")


def row(frame, name):
    return frame[frame["id"] == name].iloc[0]


def test_rows_of_one_key_become_one_and_count_as_merged(folder):
    result = imported(folder)
    assert list(result.tables["agreements"]["id"]) == ["t3", "w"]
    assert row(result.tables["agreements"], "w")["note"] == "first; second"
    parties = result.tables["parties"]
    assert list(parties[parties["agreement"] == "w"]["organization"]) == ["a", "b", "c"]
    line = result.ledger.table.set_index("file").loc["ties.csv"]
    assert list(line[["read", "kept", "merged", "rejected"]]) == [3, 2, 1, 0]
    assert result.ledger.balanced
    assert list(result.ledger.fallen["into"]) == ["w"]
    assert list(result.fates["fate"]) == ["kept"] * 3 + ["kept", "merged", "kept"]


def test_addresses_become_sources_once(folder):
    result = imported(folder)
    sources = result.tables["sources"].set_index("url")
    assert len(sources) == 4
    assert sources.loc["http://news.org/2020-05/x", ["kind", "published"]].tolist() == [
        "press",
        "2020-05",
    ]
    assert row(result.tables["agreements"], "t3")["source"] == "set"
    assert row(result.tables["agreements"], "w")["source"].count(";") == 3


def test_a_value_that_is_not_mapped_is_a_located_issue(folder):
    issues = imported(folder).issues.set_index("code")
    assert issues.loc["MAP001", ["file", "row", "column", "value"]].tolist() == [
        "ties.csv",
        4,
        "status",
        "broken",
    ]
    assert issues.loc["MAP004", "value"] == "phone"


def test_a_second_rule_completes_a_row(folder):
    organizations = imported(folder).tables["organizations"]
    assert row(organizations, "c")["parent"] == "a"
    assert row(organizations, "c")["name_en"] == "Ningbo"


def test_row_order_does_not_matter(folder):
    straight = imported(folder)
    head, *rest = TIES.splitlines()
    (folder / "ties.csv").write_text("\n".join([head, *reversed(rest)]) + "\n", encoding="utf-8")
    turned = imported(folder)
    for name, frame in straight.tables.items():
        pd.testing.assert_frame_equal(frame, turned.tables[name])


def test_a_row_that_no_rule_takes_is_rejected_and_listed(folder):
    with (folder / "bodies.csv").open("a", encoding="utf-8") as stream:
        stream.write(",nameless,,\n")
    result = imported(folder)
    assert result.ledger.total("rejected") == 1
    assert list(result.ledger.fallen["code"]) == ["MAP003", "MAP005"]


def test_a_part_of_a_row_that_leads_nowhere_is_a_located_issue(folder):
    with (folder / "ties.csv").open("a", encoding="utf-8") as stream:
        stream.write("t4,,z,running,,,,a,\n")
    issues = imported(folder).issues
    lost = issues[issues["code"] == "MAP003"].iloc[0]
    assert (lost["row"], lost["column"], lost["value"]) == (5, "organizations", "z")


def test_two_bodies_with_one_id_are_not_made_one(folder):
    with (folder / "bodies.csv").open("a", encoding="utf-8") as stream:
        stream.write("a,Other,,\n")
    result = imported(folder)
    assert result.ledger.total("rejected") == 1
    assert len(result.tables["organizations"]) == 3


def test_the_same_row_twice_counts_as_merged(folder):
    with (folder / "bodies.csv").open("a", encoding="utf-8") as stream:
        stream.write("b,Jinhua,,\n")
    assert imported(folder).ledger.total("merged") == 2


def test_a_missing_file_is_named(folder):
    with pytest.raises(InputError, match=r"needs the file ties\.csv"):
        import_tables([folder / "bodies.csv"], folder / "m.toml")


def test_a_file_that_is_not_there_is_named(folder):
    (folder / "ties.csv").unlink()
    with pytest.raises(InputError, match="cannot be read"):
        imported(folder)


def test_a_file_without_a_table_is_named(folder):
    (folder / "ties.csv").write_text("", encoding="utf-8")
    with pytest.raises(InputError, match="holds no table"):
        imported(folder)


def test_a_file_that_the_mapping_does_not_name_is_named(folder):
    (folder / "more.csv").write_text("a\n1\n", encoding="utf-8")
    files = [folder / name for name in ("bodies.csv", "ties.csv", "more.csv")]
    with pytest.raises(InputError, match=r"does not name the file more\.csv"):
        import_tables(files, folder / "m.toml")


def test_a_column_that_the_mapping_reads_but_the_file_lacks_is_named(folder):
    (folder / "bodies.csv").write_text("id,name\na,Bohai\n", encoding="utf-8")
    with pytest.raises(InputError, match="no column url"):
        imported(folder)


def test_where_both_rows_speak_the_left_one_leads():
    left = {"id": "a", "start": "2019", "date_kind": "", "status": "unknown", "confidence": "0.6"}
    right = {"id": "b", "start": "2020", "date_kind": "start", "status": "active"}
    right |= {"confidence": "0.9"}
    united = unite_rows(left, right, tables()["agreements"])
    assert (united["start"], united["date_kind"]) == ("2019", "")
    assert (united["status"], united["confidence"]) == ("active", "0.9")


def test_packages_combine_by_key():
    one = {"observations": pd.DataFrame({"subject": ["a"], "metric": ["m"]})}
    assert len(combine_tables(one, one)["observations"]) == 1


def test_an_import_can_be_written_and_read_again(folder, tmp_path):
    result = imported(folder)
    written = write_tables(result.tables, tmp_path / "out")
    assert written[-1].name == "datapackage.json"
    package = load_package(tmp_path / "out")
    assert package.count("error") == 0
    assert len(package.tables["agreements"]) == 2
    assert "phone" not in package.tables["organizations"]


def test_a_package_is_not_overwritten_unasked(folder, tmp_path):
    result = imported(folder)
    write_tables(result.tables, tmp_path / "out")
    with pytest.raises(OutputError, match="exists already"):
        write_tables(result.tables, tmp_path / "out")
    before = {p.name: p.read_bytes() for p in (tmp_path / "out").iterdir()}
    write_tables(result.tables, tmp_path / "out", force=True)
    assert {p.name: p.read_bytes() for p in (tmp_path / "out").iterdir()} == before


def test_forcing_removes_tables_that_the_package_no_longer_has(folder, tmp_path):
    result = imported(folder)
    write_tables(result.tables, tmp_path / "out")
    write_tables({"sources": result.tables["sources"]}, tmp_path / "out", force=True)
    names = sorted(path.name for path in (tmp_path / "out").iterdir())
    assert names == ["datapackage.json", "sources.csv"]


def test_a_folder_that_cannot_be_made_is_named(folder, tmp_path):
    (tmp_path / "out").write_text("a file", encoding="utf-8")
    with pytest.raises(OutputError, match="cannot be written"):
        write_tables(imported(folder).tables, tmp_path / "out")


def test_the_descriptor_declares_the_columns_written(folder, tmp_path):
    write_tables(imported(folder).tables, tmp_path / "out", about={"name": "mine"})
    descriptor = json.loads((tmp_path / "out" / "datapackage.json").read_text(encoding="utf-8"))
    assert descriptor["name"] == "mine"
    organizations = descriptor["resources"][0]
    header = (tmp_path / "out" / "organizations.csv").read_text(encoding="utf-8").split("\n")[0]
    assert [f["name"] for f in organizations["schema"]["fields"]] == header.split(",")
    assert organizations["schema"]["foreignKeys"][0]["reference"]["resource"] == ""
    assert organizations["schema"]["fields"][1]["constraints"]["enum"]
