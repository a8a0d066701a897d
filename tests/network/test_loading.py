"""Which data are read when none are named, and what loading does with them."""

from __future__ import annotations

import hashlib

import pytest

from netintl import load, load_package
from netintl.errors import InputError
from netintl.network import cache
from netintl.network.loading import default_data, network_of

from ..conftest import DATA, EXAMPLE, read_tables, write_tables


@pytest.fixture
def elsewhere(tmp_path, monkeypatch):
    monkeypatch.delenv("NETINTL_DATA", raising=False)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("sign", ["datapackage.json", "links.csv"])
def test_a_folder_named_data_is_read_when_it_holds_a_package(elsewhere, sign) -> None:
    (elsewhere / "data").mkdir()
    (elsewhere / "data" / sign).write_text("{}", encoding="utf-8")
    assert default_data().resolve() == elsewhere / "data"


@pytest.mark.parametrize("holds", [None, "notes.txt"], ids=["no_folder", "no_package"])
def test_bundled_data_are_read_otherwise(elsewhere, holds) -> None:
    if holds:
        (elsewhere / "data").mkdir()
        (elsewhere / "data" / holds).write_text("", encoding="utf-8")
    assert default_data().resolve() == DATA.resolve()
    assert len(load()) > 600


def test_the_environment_comes_first(elsewhere, monkeypatch) -> None:
    (elsewhere / "data").mkdir()
    (elsewhere / "data" / "links.csv").write_text("source,target\nA,B\n", encoding="utf-8")
    assert len(load()) == 2
    monkeypatch.setenv("NETINTL_DATA", str(EXAMPLE))
    assert default_data() == EXAMPLE
    assert len(load()) == 8


def test_an_empty_environment_names_nothing(elsewhere, monkeypatch) -> None:
    monkeypatch.setenv("NETINTL_DATA", "")
    assert default_data().resolve() == DATA.resolve()


@pytest.mark.parametrize("missing", ["nowhere", "empty"])
def test_nothing_to_read_is_said(elsewhere, missing) -> None:
    (elsewhere / "empty").mkdir()
    with pytest.raises(InputError, match=missing):
        load(missing)


def test_a_loaded_package_gives_the_same_network() -> None:
    assert network_of(load_package(EXAMPLE)).fingerprint == load(EXAMPLE).fingerprint
    full = network_of(load_package(EXAMPLE), pair_rule="full")
    assert full.fingerprint == load(EXAMPLE, pair_rule="full").fingerprint


def test_memoranda_and_proposals_are_loaded_but_not_chosen() -> None:
    network = load(DATA)
    rows = network.agreements
    waiting = (rows["kind"] == "mou_only") | (rows["status"] == "proposed")
    assert waiting.any()
    assert (network.chosen == ~waiting.to_numpy()).all()


@pytest.fixture
def cached(tmp_path, monkeypatch):
    monkeypatch.setattr(cache, "SMALLEST", 0)
    return write_tables(tmp_path / "package", read_tables(EXAMPLE))


def test_a_cache_gives_the_same_network(cached) -> None:
    first = load(cached)
    assert list((cached / ".netintl").glob("tables-*.cache"))
    assert load(cached).fingerprint == first.fingerprint == load(EXAMPLE).fingerprint


def test_a_cache_is_read_and_not_the_files(cached, monkeypatch) -> None:
    first = load(cached)
    monkeypatch.setattr(cache, "load_package", None)
    assert load(cached).fingerprint == first.fingerprint


def test_changed_files_make_a_new_cache(cached) -> None:
    first = load(cached)
    tables = read_tables(cached)
    tables["organizations"].loc[0, "name_en"] = "Another name"
    write_tables(cached, tables)
    assert load(cached).fingerprint != first.fingerprint
    assert len(list((cached / ".netintl").iterdir())) == 1


def test_a_flipped_byte_anywhere_is_found_and_the_cache_made_again(cached) -> None:
    load(cached)
    (file,) = (cached / ".netintl").iterdir()
    whole = file.read_bytes()
    for place in range(0, len(whole), max(1, len(whole) // 40)):
        broken = bytearray(whole)
        broken[place] ^= 0x41
        file.write_bytes(broken)
        assert cache._kept(file) is None
    fingerprint = load(cached).fingerprint
    assert file.read_bytes() == whole
    assert fingerprint == load(EXAMPLE).fingerprint


def test_a_folder_in_place_of_the_cache_harms_nothing(cached) -> None:
    first = load(cached)
    (file,) = (cached / ".netintl").iterdir()
    file.unlink()
    file.mkdir()
    assert load(cached).fingerprint == first.fingerprint


def _signed(content: bytes) -> bytes:
    return hashlib.sha256(content).digest() + content


@pytest.mark.parametrize(
    "content", [b"", b"PK\x03\x04 cut short", b"no zip", _signed(b""), _signed(b"no zip")], ids=str
)
def test_a_broken_cache_is_made_again(cached, content) -> None:
    first = load(cached)
    (file,) = (cached / ".netintl").iterdir()
    file.write_bytes(content)
    assert load(cached).fingerprint == first.fingerprint
    assert file.stat().st_size > len(content)
