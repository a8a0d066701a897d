"""Settings from anybody: a mapping of any shape gives a mapping or one clear error."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netintl.analyses.gaps.crosswalk import read_crosswalk
from netintl.analyses.policy.rules import load_rules
from netintl.errors import InputError, NetintlError
from netintl.figures import read_basemap
from netintl.ingest.conversion import import_tables
from netintl.ingest.mapping import read_mapping
from netintl.model.limits import limits
from netintl.settings_files import read_limited

from ..proofs import examples

HEAD = '[[inputs]]\nfile = "s.csv"\nid = "code"\n[[inputs.rows]]\ntable = "organizations"\n'
CELLS = 'cells = {id = "code", kind = {const = "school"}, name_en = "name"}\n'
LINES = """
    [[inputs]]
    inputs = 3
    [cells]
    [values]
    [lists]
    include = "x"
    include = [1]
    [addresses]
    published = ["("]
    sources = 5
    [[sources]]
    id = 1
    when = 7
    each = []
    unite = 'x'
    keys = 3
    cells = []
    name = {use = 'name'}
    [inputs.rows.cells]
    kind = {const = [1]}
    name_en = {pattern = 5, column = 'name'}
    name_en = {template = '{', column = 'name'}
    name_en = {column = ['a']}
    a = {b = {c = {}}}
"""
PIECES = st.sampled_from([*HEAD.splitlines(), CELLS.strip(), *map(str.strip, LINES.splitlines())])


def mapping(folder: Path, text: str) -> Path:
    path = folder / "m.toml"
    path.write_text(text, encoding="utf-8")
    return path


@given(st.lists(PIECES, max_size=9))
@examples(600)
def test_any_pieces_of_a_mapping_are_a_mapping_or_one_error(tmp_path_factory, pieces) -> None:
    path = mapping(tmp_path_factory.mktemp("m"), "\n".join(pieces))
    with suppress(InputError):
        assert read_mapping(path).path == path


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ('inputs = "x"', "inputs"),
        (HEAD + CELLS.replace('"name"', '{column = "name", pattern = 5}'), "pattern"),
        (HEAD + CELLS.replace('"name"', '{column = "name", pattern = "a{1000000000}"}'), "pattern"),
        ('include = ["/dev/zero"]\n', "/dev/zero"),
        ('include = ["../m.toml"]\n', "m.toml"),
        ('include = ["m.toml"]\n', "includes itself"),
        (HEAD + 'cells = {id = {use = "a"}}\n[cells]\na = {use = "a"}\n', "uses itself"),
        (HEAD + CELLS.replace("school", "no such kind"), "no such kind"),
    ],
)
def test_what_is_wrong_is_named(text: str, named: str, tmp_path) -> None:
    with pytest.raises(InputError, match=named):
        read_mapping(mapping(tmp_path, text))


def test_an_include_that_leads_out_of_the_folder_by_a_link_is_refused(tmp_path) -> None:
    (tmp_path / "secret.toml").write_text("[values]\n")
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "x.toml").symlink_to(tmp_path / "secret.toml")
    with pytest.raises(InputError, match=r"x\.toml"):
        read_mapping(mapping(tmp_path / "in", 'include = ["x.toml"]\n'))


def test_a_pattern_that_never_ends_is_stopped(tmp_path) -> None:
    (tmp_path / "s.csv").write_text(f"code,name\n1,{'a' * 40}b\n")
    text = HEAD + CELLS.replace('"name"', '{column = "name", pattern = "^(a|a)*$"}')
    with pytest.raises(InputError, match="pattern_seconds"):
        import_tables([tmp_path / "s.csv"], mapping(tmp_path, text))


def test_files_of_one_name_are_all_read_and_a_file_named_twice_once(tmp_path) -> None:
    for folder, name in (("a", "Bohai"), ("b", "Jinhua")):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "s.csv").write_text(f"code,name\n{folder},{name}\n")
    files = [
        tmp_path / "a" / "s.csv",
        tmp_path / "b" / "s.csv",
        tmp_path / "a" / ".." / "b" / "s.csv",
    ]
    found = import_tables(files, mapping(tmp_path, HEAD + CELLS))
    assert found.tables["organizations"]["id"].tolist() == ["a", "b"]
    assert found.ledger.total("read") == 2
    assert found.issues["code"].tolist() == ["MAP007"]


def test_links_can_be_fed(tmp_path) -> None:
    (tmp_path / "s.csv").write_text("From,To\nA,B\n")
    text = '[[inputs]]\nfile = "s.csv"\nid = "From"\n[[inputs.rows]]\ntable = "links"\n'
    found = import_tables(
        [tmp_path / "s.csv"], mapping(tmp_path, text + 'cells = {source = "From", target = "To"}\n')
    )
    assert found.tables["links"][["source", "target"]].to_numpy().tolist() == [["A", "B"]]


@pytest.mark.parametrize(
    ("each", "names"),
    [
        ('"name"', ["Alpha, Beta、Gamma"]),
        ('{column = "name", separators = ",、"}', ["Alpha", "Beta", "Gamma"]),
        ('{column = "name", separators = "、"}', ["Alpha, Beta", "Gamma"]),
    ],
)
def test_a_cell_of_several_is_split_as_the_mapping_says(each, names, tmp_path) -> None:
    (tmp_path / "s.csv").write_text('code,name\n1,"Alpha, Beta、Gamma"\n', encoding="utf-8")
    cells = (
        f'each = {each}\ncells = {{id = "name", kind = {{const = "other"}}, name_en = "name"}}\n'
    )
    found = import_tables([tmp_path / "s.csv"], mapping(tmp_path, HEAD + cells))
    assert found.tables["organizations"]["id"].tolist() == names
    assert found.issues["code"].tolist() == (["MAP006"] if len(names) == 1 else [])


@pytest.mark.parametrize("second", ["low", "x", "nan"])
def test_rows_with_confidences_that_are_no_numbers_are_united(second: str, tmp_path) -> None:
    (tmp_path / "s.csv").write_text(f"code,name\n1,high\n1,{second}\n")
    text = HEAD.replace("organizations", "agreements") + "unite = true\n"
    cells = 'cells = {id = "code", kind = {const = "workshop"}, source = {const = "s"}, '
    path = mapping(tmp_path, text + cells + 'confidence = "name"}\n')
    found = import_tables([tmp_path / "s.csv"], path)
    assert found.tables["agreements"]["confidence"].tolist() == ["high"]


DOORS = {
    "mapping": read_mapping,
    "rules": load_rules,
    "crosswalk": read_crosswalk,
}


@pytest.mark.parametrize("door", DOORS)
@pytest.mark.parametrize("data", [b"", b"\x00\xff" * 50, b"[" * 50_000, "条=".encode("gb18030")])
def test_no_door_takes_what_is_no_setting(door: str, data: bytes, tmp_path) -> None:
    path = tmp_path / "x.toml"
    path.write_bytes(data)
    if (door, data) == ("mapping", b""):  # it names nothing, and is a mapping
        assert not DOORS[door](path).inputs
        return
    with pytest.raises(NetintlError):
        DOORS[door](path)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs pipes with a name")
@pytest.mark.parametrize("door", DOORS)
def test_pipes_devices_and_folders_are_not_opened(door: str, tmp_path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for path in (tmp_path / "pipe", tmp_path, Path("/dev/zero")):
        with pytest.raises(NetintlError, match="cannot be read"):
            DOORS[door](path)


def test_settings_beyond_the_limit_are_refused_with_it(tmp_path) -> None:
    path = tmp_path / "x.toml"
    path.write_bytes(b"#" * (limits()["settings"] + 1))
    with pytest.raises(InputError, match="the limit of settings"):
        read_limited(path)


@pytest.mark.parametrize("weight", ["nan", "inf", "-1", "2", "1e999", "x"])
def test_weights_of_a_crosswalk_are_shares(weight: str, tmp_path) -> None:
    path = tmp_path / "c.csv"
    path.write_text(f"major,industry,weight\n46,C,{weight}\n")
    with pytest.raises(InputError, match="no crosswalk"):
        read_crosswalk(path)


@pytest.mark.parametrize(
    "text",
    ["[1]", "{}", '{"type": "Polygon", "coordinates": 5}', '{"type": "Topology"}', "null",
     '{"type": "Polygon", "coordinates": [[[NaN, 1], [2, 3], [4, 5]]]}',
     '{"type": "Topology", "objects": {"a": {"type": "Polygon", "arcs": [[9]]}}, "arcs": []}'],
)  # fmt: skip
def test_what_is_no_map_is_refused(text: str, tmp_path) -> None:
    path = tmp_path / "m.json"
    path.write_text(text)
    with pytest.raises(ValueError, match=r"m\.json"):
        read_basemap(path)
