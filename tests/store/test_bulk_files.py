"""Files for the import tool hold what a push writes, appear whole, and replace only their own."""

from __future__ import annotations

import csv
import errno
import json
import math
import os
import re
import sys
from itertools import chain
from typing import TYPE_CHECKING

import pyarrow.parquet as pq
import pytest

from netintl import Network, folders
from netintl.errors import OutputError
from netintl.store import bulk_files, bulk_tables
from netintl.store.bulk_columns import link_columns, node_columns
from netintl.store.bulk_files import ARGUMENT_FILE, READ_ME, write_bulk_files
from netintl.store.bulk_tables import DIVIDER
from netintl.store.elements import HASH, LinkRow, Links
from netintl.store.finding_rows import find_all, no_findings
from netintl.store.link_rows import link_tables
from netintl.store.node_rows import node_tables

from ..conftest import make_network
from .hostile import TEXTS, hostile_frames, hostile_network

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

AT = "2026-01-01T00:00:00+00:00"
OWN = (HASH, "current", "first_seen", "last_changed")
FORMATS = ("csv", "parquet")
_CELL = re.compile(r'(?:"((?:[^"]|"")*)"|([^,\n"]*))(,|\n)')
_READ = {
    "string": str,
    "string[]": lambda text: text.split(DIVIDER),
    "long": int,
    "double": float,
    "boolean": {"true": True, "false": False}.__getitem__,
}


@pytest.fixture(scope="module")
def hostile(example_network):
    return hostile_network(example_network)


@pytest.fixture(scope="module")
def findings(hostile):
    return find_all(hostile, lambda _sentence: None)


@pytest.fixture(scope="module", params=FORMATS)
def written(request, hostile, tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("bulk") / request.param
    write_bulk_files(hostile, folder, bulk_format=request.param, at=AT)
    return folder


def tables_of(folder: Path) -> Iterator[tuple[str, list[Path]]]:
    """Yield label or type and files as the import tool is told them."""
    for line in (folder / ARGUMENT_FILE).read_text("ascii").splitlines():
        option, _is, rest = line.partition("=")
        if option in ("--nodes", "--relationships"):
            name, _is, files = rest.partition("=")
            yield name, [folder / part.removeprefix("./") for part in files.split(",")]


def csv_rows(header: Path, data: Path) -> Iterator[dict[str, object]]:
    """Read as the import tool does: nothing at all is unknown, two quotes are an empty text."""
    (titles,) = csv.reader([header.read_bytes().decode("utf-8")])
    text, place, cells = data.read_bytes().decode("utf-8"), 0, []
    while place < len(text):
        found = _CELL.match(text, place)
        assert found, text[place : place + 80]
        place = found.end()
        quoted, bare, end = found.groups()
        cells.append(bare or None if quoted is None else quoted.replace('""', '"'))
        if end == "\n":
            yield dict(zip(titles, cells, strict=True))
            cells = []
    assert not cells


def rows_of(folder: Path) -> dict[str, list[tuple[list[str], dict[str, object]]]]:
    """Return for each label and type the first cells and the known properties of each row."""
    found: dict[str, list] = {}
    for name, files in tables_of(folder):
        if files[0].suffix == ".csv":
            rows = csv_rows(*files)
        else:
            rows = pq.read_table(files[0]).to_pylist()
        found.setdefault(name, []).extend(map(_parted, rows))
    return found


def _parted(row: dict[str, object]) -> tuple[list[str], dict[str, object]]:
    first, properties = [], {}
    for title, value in row.items():
        name, type_ = title.rsplit(":", 1)
        if re.fullmatch(r"ID\(\w+\)|LABEL|(START|END)_ID\(\w+\)", type_):
            first.append(value)
        elif value is not None:
            properties[name] = _READ[type_](value) if isinstance(value, str) else value
    return first, properties


def expected(network: Network, findings) -> dict[str, list]:
    """Return what a push writes, as `rows_of` returns it."""
    every: dict[str, list] = {}
    for nodes in chain(node_tables(network), findings.node_tables()):
        every[nodes.label] = [
            (
                [row.id, row.label] if row.label else [row.id],
                {**row.properties, **own(row)},
            )
            for row in nodes.rows
        ]
        for first, properties in every[nodes.label]:
            assert properties.pop("id") == first[0]
    for links in chain(link_tables(network), findings.link_tables()):
        every[links.type] = [
            ([row.start, row.end], {**row.properties, "key": row.key, **own(row)})
            for row in links.rows
        ]
    return {name: rows for name, rows in every.items() if rows}


def own(row) -> dict[str, object]:
    return dict(zip(OWN, (row.content, True, AT, AT), strict=True))


def in_order(rows: list) -> list:
    return sorted(rows, key=lambda row: json.dumps(row, sort_keys=True))


def bytes_of(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def test_the_files_hold_every_row_and_every_property(written, hostile, findings) -> None:
    wanted, found = expected(hostile, findings), rows_of(written)
    state = found.pop("NetintlStore")
    assert set(found) == set(wanted)
    for name, rows in wanted.items():
        assert in_order(found[name]) == in_order(rows), name
    assert state[0][0] == ["netintl"]
    assert state[0][1]["fingerprint"] == hostile.fingerprint
    assert state[0][1]["run"] == findings.run


def test_every_hostile_text_comes_back(written) -> None:
    found = {properties["name_en"] for _first, properties in rows_of(written)["Organization"]}
    assert found >= set(TEXTS)


def test_types_differ_where_the_values_do(written) -> None:
    places = [files for name, files in tables_of(written) if name == "Organization"]
    assert len(places) == 2  # the column level_rank of the data, and ours
    kept = {type(p.get("level_rank")) for _first, p in rows_of(written)["Organization"]}
    assert kept == {int, str}


def test_what_is_unknown_is_absent(written) -> None:
    for name, rows in rows_of(written).items():
        for _first, properties in rows:
            empty = [key for key, value in properties.items() if value in ("", [])]
            assert empty == [], name


def test_declared_columns_are_those_of_the_bundled_rows(bundled_network) -> None:
    findings = no_findings(bundled_network)
    declared = node_columns(bundled_network, findings)
    for nodes in node_tables(bundled_network):
        named = {name for row in nodes.rows for name in row.properties} - {"id"}
        assert named <= set(declared[nodes.label]), nodes.label
    for links in link_tables(bundled_network):
        named = {name for row in links.rows for name in row.properties}
        assert named <= set(link_columns(links.type)), links.type


@pytest.mark.parametrize("bulk_format", FORMATS)
def test_the_order_of_input_rows_changes_no_byte(example_network, bulk_format, tmp_path) -> None:
    frames = hostile_frames(example_network)
    turned = {name: frame.iloc[::-1].reset_index(drop=True) for name, frame in frames.items()}
    for name, tables in (("one", frames), ("other", turned)):
        network = Network.from_tables(tables)
        write_bulk_files(network, tmp_path / name, bulk_format=bulk_format, at=AT)
    assert bytes_of(tmp_path / "one") == bytes_of(tmp_path / "other")


def test_csv_files_have_no_mark_and_one_kind_of_line_end(example_network, tmp_path) -> None:
    write_bulk_files(example_network, tmp_path / "x", analyses=False, at=AT)
    for path in (tmp_path / "x").glob("*.csv"):
        data = path.read_bytes()
        assert not data.startswith(b"\xef\xbb\xbf")
        assert b"\r" not in data
        assert data.endswith(b"\n")


def test_the_arguments_name_all_files_and_the_text_the_command(written) -> None:
    named = [path.name for _name, files in tables_of(written) for path in files]
    there = {path.name for path in written.iterdir()} - {ARGUMENT_FILE, READ_ME, folders.LIST}
    assert sorted(named) == sorted(there)
    text = (written / READ_ME).read_text("utf-8")
    assert f"neo4j-admin database import full neo4j @{ARGUMENT_FILE}" in text
    assert "netintl store push --uri" in text
    lines = (written / ARGUMENT_FILE).read_text("ascii").splitlines()
    assert ("--input-type=parquet" in lines) == (written.name == "parquet")
    assert "--bad-tolerance=0" in lines


def test_lines_longer_than_the_tool_expects_get_a_larger_buffer(tmp_path) -> None:
    network = make_network({"A1": "S1 C1"}, organizations=[{"id": "S1", "note": "x" * 2_000_000}])
    write_bulk_files(network, tmp_path / "x", analyses=False)
    assert "--read-buffer-size=8388608" in (tmp_path / "x" / ARGUMENT_FILE).read_text("ascii")


def test_rows_are_not_collected(monkeypatch, tmp_path) -> None:
    made = written = 0

    def rows() -> Iterator[LinkRow]:
        nonlocal made
        for place in range(500):
            assert made - written <= 10
            made += 1
            yield LinkRow("S1", "C1", {"role": "partner"}, key=str(place))

    def count(self, records) -> None:
        nonlocal written
        written += len(records)
        real(self, records)

    real = bulk_files._Label.write
    network = make_network({"A1": "S1 C1"})
    monkeypatch.setattr(bulk_files, "_BATCH", 10)
    monkeypatch.setattr(bulk_files, "node_tables", lambda _network: ())
    monkeypatch.setattr(bulk_files, "link_tables", lambda _network: [Links("PARTY_TO", rows())])
    monkeypatch.setattr(bulk_files._Label, "write", count)
    counts = write_bulk_files(network, tmp_path / "x", analyses=False)
    assert counts["PARTY_TO"] == made == 500


def test_a_divider_in_a_list_is_refused_where_it_would_divide(tmp_path) -> None:
    network = make_network({"A1": "S1 C1"}, organizations=[{"id": "S1", "aliases": f"a{DIVIDER}b"}])
    with pytest.raises(OutputError, match=r"U\+001F"):
        write_bulk_files(network, tmp_path / "x", analyses=False)
    assert not list(tmp_path.iterdir())
    write_bulk_files(network, tmp_path / "x", bulk_format="parquet", analyses=False)
    found = {first[0]: p for first, p in rows_of(tmp_path / "x")["Organization"]}
    assert found["S1"]["aliases"] == [f"a{DIVIDER}b"]


@pytest.mark.parametrize("column", ["phone (home)", "{x}", "two\nlines", "list[]"])
def test_a_column_the_tool_would_misread_is_refused(example_network, column, tmp_path) -> None:
    frames = hostile_frames(example_network)
    frames["organizations"][column] = "x"
    with pytest.raises(OutputError, match="cannot take the column"):
        write_bulk_files(Network.from_tables(frames), tmp_path / "x", analyses=False)


def test_numbers_without_end_are_written_as_java_reads_them(tmp_path) -> None:
    table = bulk_tables.open_table("csv", tmp_path, "N", ("id:ID(N)",), {"value": "double"})
    values = (1e-07, 0.1 + 0.2, -math.inf, 0.0)
    table.write([(("x",), {"value": value}) for value in values])
    table.close()
    text = (tmp_path / "N.csv").read_text("ascii")
    assert text == '"x",1e-07\n"x",0.30000000000000004\n"x",-Infinity\n"x",0.0\n'


def test_a_folder_that_holds_something_is_refused(example_network, tmp_path) -> None:
    (tmp_path / "mine.txt").write_text("mine")
    with pytest.raises(OutputError, match="exists already"):
        write_bulk_files(example_network, tmp_path, analyses=False)
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


def test_force_replaces_what_netintl_wrote_and_nothing_else(example_network, tmp_path) -> None:
    folder = tmp_path / "x"
    write_bulk_files(example_network, folder, analyses=False)
    (folder / "mine.txt").write_text("mine")
    write_bulk_files(example_network, folder, bulk_format="parquet", analyses=False, force=True)
    assert not list(folder.glob("*.csv"))
    assert (folder / "mine.txt").read_text() == "mine"
    assert (folder / "Organization.parquet").exists()
    listed = set(json.loads((folder / folders.LIST).read_text())["files"])
    there = {path.name for path in folder.iterdir()}
    assert listed == there - {"mine.txt", folders.LIST}


def test_force_does_not_touch_a_file_of_the_same_name(example_network, tmp_path) -> None:
    (tmp_path / "Organization.csv").write_text("mine")
    with pytest.raises(OutputError, match="was not written by netintl"):
        write_bulk_files(example_network, tmp_path, analyses=False, force=True)
    assert bytes_of(tmp_path) == {"Organization.csv": b"mine"}


@pytest.mark.parametrize("listed", ["no json", "[]", '{"files": 1}', '{"other": []}'])
def test_a_list_that_is_not_ours_is_refused(example_network, tmp_path, listed) -> None:
    (tmp_path / folders.LIST).write_text(listed)
    with pytest.raises(OutputError, match="was not written by netintl"):
        write_bulk_files(example_network, tmp_path, analyses=False, force=True)
    assert bytes_of(tmp_path) == {folders.LIST: listed.encode()}


def test_a_list_reaches_no_other_folder(example_network, tmp_path) -> None:
    outside, folder = tmp_path / "outside.csv", tmp_path / "x"
    outside.write_text("mine")
    folder.mkdir()
    (folder / folders.LIST).write_text('{"files": ["../outside.csv", "..", ""]}')
    write_bulk_files(example_network, folder, analyses=False, force=True)
    assert outside.read_text() == "mine"


def test_an_empty_folder_is_filled(example_network, tmp_path) -> None:
    tmp_path.chmod(0o750)
    write_bulk_files(example_network, tmp_path, analyses=False)
    assert (tmp_path / ARGUMENT_FILE).exists()
    assert tmp_path.stat().st_mode & 0o777 == 0o750


def test_the_folder_one_stands_in_stays_what_it_is(example_network, tmp_path, monkeypatch) -> None:
    monkeypatch.chdir(tmp_path)
    inode = tmp_path.stat().st_ino
    write_bulk_files(example_network, ".", analyses=False)
    write_bulk_files(example_network, ".", analyses=False, force=True)
    assert (tmp_path / ARGUMENT_FILE).exists()
    assert tmp_path.stat().st_ino == inode


@pytest.mark.parametrize("before", [False, True])
def test_an_interrupt_leaves_what_was_there(example_network, tmp_path, before) -> None:
    folder = tmp_path / "x"
    if before:
        write_bulk_files(example_network, folder, analyses=False, at=AT)
    held = bytes_of(folder) if before else None

    def interrupt(sentence: str) -> None:
        if "PARTY_TO" in sentence:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_bulk_files(example_network, folder, analyses=False, force=True, tell=interrupt)
    assert [path.name for path in tmp_path.iterdir()] == (["x"] if before else [])
    assert held is None or bytes_of(folder) == held


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EACCES, errno.EROFS])
def test_a_disk_that_refuses_is_one_sentence(example_network, tmp_path, monkeypatch, code) -> None:
    def refuse(*_arguments: object) -> None:
        raise OSError(code, os.strerror(code))

    monkeypatch.setattr(bulk_tables._CsvTable, "write", refuse)
    with pytest.raises(OutputError, match=os.strerror(code)) as refused:
        write_bulk_files(example_network, tmp_path / "x", analyses=False)
    assert "free space" in refused.value.cure
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("place", ["file", "file/x"])
def test_what_is_no_folder_is_refused(example_network, tmp_path, place) -> None:
    (tmp_path / "file").write_text("mine")
    with pytest.raises(OutputError, match="cannot be written"):
        write_bulk_files(example_network, tmp_path / place, analyses=False, force=True)
    assert bytes_of(tmp_path) == {"file": b"mine"}


def test_parquet_needs_its_extra_before_anything_is_done(
    example_network, tmp_path, monkeypatch
) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(OutputError) as refused:
        write_bulk_files(example_network, tmp_path / "x", bulk_format="parquet", tell=pytest.fail)
    assert "pip install 'netintl[parquet]'" in refused.value.cure
    assert not list(tmp_path.iterdir())
