"""Any bytes at any door: an exit code that means something, never a fault, never a lost success.

Valid files of each kind are damaged by drawing from bytes, signs and lines that do harm; workbooks
and Word files are damaged inside their archive too. What ``check`` calls clean must load.
"""

from __future__ import annotations

import io
import shutil
import zipfile
from contextlib import suppress
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from netintl.cli import main
from netintl.documents.blocks import Bullets, Cell, Document, Heading, Paragraph, Table
from netintl.documents.word import to_docx
from netintl.errors import NetintlError
from netintl.i18n import set_language

from ..conftest import EXAMPLE, ROOT
from ..proofs import proof, share

if TYPE_CHECKING:
    from pathlib import Path

CODES = (0, 1, 2, 3, 4)
HARM = (
    *(bytes([value]) for value in (0, 9, 10, 13, 34, 39, 44, 59, 61, 123, 125, 0x80, 0xFF)),
    b"=1+1", b"nan", b"inf", b"1e999", b"-1", b"99999999999999999999", b"2566-01-01", b"[[",
    b"\xef\xbb\xbf", "甲；乙".encode(), "学校".encode("gb18030"), b"\r\n\r\n", b";" * 40,
    b"a" * 40_000, b"../../x", b"\\u0000", b"&e;", b"(a+)+$",
    b"<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]>",
)  # fmt: skip
PAGE = Document(
    title="Report",
    subtitle="everything",
    language="en",
    blocks=(
        Heading("Hubs", "hubs"),
        Paragraph("Text."),
        Bullets(("one", "two")),
        Table("Rows", ("a", "b"), ((Cell("1"), Cell("2")),), (False, True)),
    ),
    footer="netintl",
)
NETWORKS = {
    "graphml": '<?xml version="1.0"?><graphml><key id="k" for="node" attr.name="label"/><graph>'
    '<node id="a"><data key="k">A</data></node><edge source="a" target="b"/></graph></graphml>',
    "gexf": '<gexf><graph><nodes><node id="a" label="A"/><node id="b"/></nodes><edges>'
    '<edge source="a" target="b" start="2019-01-01"/></edges></graph></gexf>',
    "net": '*Vertices 2\n1 "A"\n2 "B"\n*Edges\n1 2 1.5\n',
    "gml": 'graph [ node [ id 1 label "A" ] node [ id 2 ] edge [ source 1 target 2 ] ]',
}
SPOTS = st.lists(
    st.tuples(st.floats(0, 1, exclude_max=True), st.integers(0, 6), st.sampled_from(HARM)),
    min_size=1,
    max_size=4,
)


def damaged(data: bytes, spots) -> bytes:
    """Overwrite, insert, or cut out at places given as shares of the length."""
    for share_of, cut, harm in spots:
        place = int(share_of * len(data))
        data = data[:place] + harm + data[place + cut :]
    return data


def damaged_archive(data: bytes, spots, member: float) -> bytes:
    """Damage one part inside a zipped file and zip it again."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    name = sorted(parts)[int(member * len(parts))]
    parts[name] = damaged(parts[name], spots)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for part, content in parts.items():
            archive.writestr(part, content)
    return out.getvalue()


@pytest.fixture(scope="module")
def places(tmp_path_factory) -> dict[str, Path]:
    """Valid inputs of each door, one folder each."""
    root = tmp_path_factory.mktemp("doors")
    shutil.copytree(EXAMPLE, root / "package")
    (root / "links.csv").write_text(
        "source,target,kind,start,end,persons,fields\n甲,B,joint_college,2019-09,,40,50\n"
        "B,C,,2020,2021,,46;51\nC,甲,programme_cooperation,,,3,\n",
        encoding="utf-8",
    )
    (root / "changes.csv").write_text(
        "action,id,organizations,kind,start\nadd,new,BI;AU,joint_college,2024\n", encoding="utf-8"
    )
    (root / "m.toml").write_text(
        '[[inputs]]\nfile = "s.csv"\nid = "code"\n[[inputs.rows]]\ntable = "organizations"\n'
        'unite = true\ncells = {id = "code", kind = {const = "school"}, name_en = {column = "name",'
        ' pattern = "^(\\\\w+)"}, country = {column = "land", code = "country"}}\n',
        encoding="utf-8",
    )
    (root / "s.csv").write_text("code,name,land\n1,Bohai,China\n2,Köln,德国\n", encoding="utf-8")
    shutil.copy(ROOT / "netintl/model/policy/internationalised_schools.toml", root / "rules.toml")
    (root / "crosswalk.csv").write_text(
        "major,industry,weight\n46,C,1\n50,G,0.5\n50,H,0.5\n", encoding="utf-8"
    )
    _workbook(root / "links.xlsx")
    _word(root / "house.docx")
    return {path.name: path for path in root.iterdir()}


def _workbook(path: Path) -> None:
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.active
    sheet.title = "links"
    for row in (
        ["source", "target", "start", "persons"],
        ["甲", "B", "2019", 3],
        ["B", "C", None, 1],
    ):
        sheet.append(row)
    sheet.merge_cells("A2:A3")
    book.create_sheet("notes").append(["anything"])
    book.save(path)


def _word(path: Path) -> None:
    from docx import Document

    document = Document()
    document.add_paragraph("House style")
    document.save(path)


def leave(capsys, *arguments: object) -> tuple[int, str]:
    with pytest.raises(SystemExit) as left:
        main([str(part) for part in arguments])
    set_language("en")
    said = capsys.readouterr()
    return int(left.value.code or 0), said.out + said.err


def sound(capsys, *arguments: object) -> int:
    """Run a command and require that it ends in a way it should."""
    code, said = leave(capsys, *arguments)
    assert code in CODES, said[-500:]
    assert "in a way it should not" not in said, said[-500:]
    assert "Traceback" not in said
    return code


def inputs(part: int, whole: int):
    tried = settings(
        deadline=None,
        derandomize=True,
        max_examples=share(whole, part),
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
    )
    return lambda test: proof(tried(test))


def clean_means_loadable(capsys, place: Path) -> None:
    if sound(capsys, "-q", "-d", place, "check") == 0:
        assert sound(capsys, "-q", "-d", place, "hubs", "--quick") in (0, 3)
        assert sound(capsys, "-q", "-d", place, "summary") == 0


@given(spots=SPOTS)
@inputs(140, 6_000)
def test_a_table_of_any_bytes(spots, places, capsys, tmp_path) -> None:
    file = tmp_path / "links.csv"
    file.write_bytes(damaged(places["links.csv"].read_bytes(), spots))
    clean_means_loadable(capsys, file)


@given(data=st.binary(max_size=300))
@inputs(40, 2_000)
def test_a_file_of_nothing_but_bytes(data, capsys, tmp_path) -> None:
    for name in ("links.csv", "links.xlsx"):
        (tmp_path / name).write_bytes(data)
        clean_means_loadable(capsys, tmp_path / name)


@given(spots=SPOTS, member=st.floats(0, 1, exclude_max=True))
@inputs(80, 3_000)
def test_a_package_with_one_damaged_table(spots, member, places, capsys, tmp_path) -> None:
    folder = tmp_path / "package"
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(places["package"], folder)
    tables = sorted(folder.glob("*.csv"))
    chosen = tables[int(member * len(tables))]
    chosen.write_bytes(damaged(chosen.read_bytes(), spots))
    clean_means_loadable(capsys, folder)


@given(spots=SPOTS, member=st.floats(0, 1, exclude_max=True), inside=st.booleans())
@inputs(80, 3_000)
def test_a_damaged_workbook(spots, member, inside, places, capsys, tmp_path) -> None:
    data = places["links.xlsx"].read_bytes()
    file = tmp_path / "links.xlsx"
    file.write_bytes(damaged_archive(data, spots, member) if inside else damaged(data, spots))
    clean_means_loadable(capsys, file)


@given(spots=SPOTS, kind=st.sampled_from(("ods", "xls")), member=st.floats(0, 1, exclude_max=True))
@inputs(60, 3_000)
def test_a_damaged_workbook_of_another_kind(spots, kind, member, capsys, tmp_path) -> None:
    data = (ROOT / f"tests/ingest/files/partners.{kind}").read_bytes()
    file = tmp_path / f"links.{kind}"
    file.write_bytes(
        damaged_archive(data, spots, member) if kind == "ods" else damaged(data, spots)
    )
    clean_means_loadable(capsys, file)


@given(spots=SPOTS, kind=st.sampled_from(sorted(NETWORKS)))
@inputs(60, 3_000)
def test_a_damaged_network_file(spots, kind, capsys, tmp_path) -> None:
    file = tmp_path / f"n.{kind}"
    file.write_bytes(damaged(NETWORKS[kind].encode(), spots))
    clean_means_loadable(capsys, file)


@given(spots=SPOTS, member=st.floats(0, 1, exclude_max=True))
@inputs(60, 3_000)
def test_a_damaged_import(spots, member, places, capsys, tmp_path) -> None:
    for name in ("m.toml", "s.csv"):
        (tmp_path / name).write_bytes(places[name].read_bytes())
    chosen = tmp_path / ("m.toml", "s.csv")[int(member * 2)]
    chosen.write_bytes(damaged(chosen.read_bytes(), spots))
    asked = ("import", tmp_path / "s.csv", "--mapping", tmp_path / "m.toml", "--force")
    sound(capsys, "-q", *asked, "-o", tmp_path / "out")


@given(spots=SPOTS)
@inputs(40, 1_500)
def test_damaged_changes_of_a_scenario(spots, places, capsys, tmp_path) -> None:
    file = tmp_path / "changes.csv"
    file.write_bytes(damaged(places["changes.csv"].read_bytes(), spots))
    sound(capsys, "-q", "-d", places["package"], "scenario", file, "--analysis", "summary")


@given(spots=SPOTS)
@inputs(40, 1_500)
def test_damaged_rules(spots, places, capsys, tmp_path) -> None:
    file = tmp_path / "rules.toml"
    file.write_bytes(damaged(places["rules.toml"].read_bytes(), spots))
    sound(capsys, "-q", "-d", places["package"], "progress", "--rules", file)


@given(spots=SPOTS)
@inputs(40, 1_500)
def test_a_damaged_crosswalk(spots, places, capsys, tmp_path) -> None:
    file = tmp_path / "crosswalk.csv"
    file.write_bytes(damaged(places["crosswalk.csv"].read_bytes(), spots))
    asked = ("gaps", "--crosswalk", file)
    sound(capsys, "-q", "-d", places["package"], *asked)


@given(spots=SPOTS, member=st.floats(0, 1, exclude_max=True))
@inputs(20, 500)
def test_a_damaged_template(spots, member, places, tmp_path) -> None:
    file = tmp_path / "house.docx"
    file.write_bytes(damaged_archive(places["house.docx"].read_bytes(), spots, member))
    with suppress(NetintlError):
        assert to_docx(PAGE, template=file)
