"""Official ids on the command line: proposed first, attached when asked, taken back by undo."""

import csv
import io
import json

import pytest

ROWS = """id,kind,name_zh,name_en,country,province,city
a,school,深圳職業技術學院,,CHN,44,深圳
b,school,深圳职业技术大学(龙岗校区),,CHN,44,深圳
c,school,宁波市第一职业学校,,CHN,33,宁波
d,college,,Kenya Technical Trainers College,KEN,,Nairobi
e,college,,University of Rwanda,RWA,,Kigali
f,enterprise,,University of Nairobi,KEN,,Nairobi
"""
LEDGER = "left,right,verdict,by,at,note\nc,e,different,Li,2020-01-01,\n"
LISTS = """全国普通高等学校名单
序号,学校名称,学校标识码,主管部门,所在地
北京市（92所）
1,宁波市第一职业学校,4133099999,浙江省,宁波市
2,深圳湾大学,4144011113,广东省,深圳市
"""
DUMP = """id,names.types.ror_display,names.types.label,names.types.alias,types,status,\
locations.geonames_details.country_code,locations.geonames_details.name,links.type.website
https://ror.org/05n8tts92,Rwanda School,fr: École,en: University of Rwanda; no_lang_code: UR\
,education; funder,active,RW,Kigali,https://www.ur.example/
https://ror.org/02y9nww90,University of Rwanda,,,company,active,RW,Kigali,
https://ror.org/00286hs46,University of Rwanda,,,education,withdrawn,RW,Kigali,
"""


@pytest.fixture
def mine(tmp_path):
    (tmp_path / "organizations.csv").write_text(ROWS, encoding="utf-8")
    (tmp_path / "judgements.csv").write_text(LEDGER, encoding="utf-8")
    return tmp_path


def ledger(folder):
    return (folder / "judgements.csv").read_text(encoding="utf-8")


def lines(folder):
    return list(csv.DictReader(io.StringIO(ledger(folder))))


def linked(run, mine, register, *more):
    done = run("-d", mine, "entities", "link", "--register", register, "--format", "json", *more)
    return {
        r["organization"]: (r["verdict"], r["official_id"]) for r in json.loads(done.out)["rows"]
    }


def test_what_a_register_says_is_proposed_and_nothing_is_written(run, mine):
    assert linked(run, mine, "moe") == {
        "a": ("certain", "moe:4144011113"),
        "b": ("judge", "moe:4144011113"),
        "c": ("none", ""),
    }
    assert linked(run, mine, "ror", "--verdict", "certain", "--verdict", "judge") == {
        "a": ("certain", "ror:00d2w9g53"),
        "b": ("judge", "ror:00d2w9g53"),
        "d": ("certain", "ror:00py1np48"),
        "e": ("judge", "ror:00286hs46"),
    }
    assert ledger(mine) == LEDGER


def test_the_table_tells_why_in_words(run, mine):
    done = run("-d", mine, "entities", "link", "--register", "moe", "--format", "md")
    assert "same former name, lists of 2017, 2022; same city" in done.out
    assert "to be judged" in done.out
    assert (
        "0 with an id of this register already, 1 certain, 1 to be judged, 0 ambiguous, 1 not found"
        in done.err
    )
    assert "secondary schools" in done.err
    assert "--yes" in done.err


def test_the_answer_speaks_chinese_and_can_be_a_workbook(run, mine, tmp_path):
    file = tmp_path / "ids.xlsx"
    done = run("-d", mine, "entities", "link", "--register", "moe", "-o", file, "--columns", "all")
    assert done.code == 0
    assert file.stat().st_size > 1000


def test_yes_attaches_the_certain_ones_with_their_evidence(run, mine):
    done = run("-d", mine, "entities", "link", "--register", "moe", "--yes", "--by", "Li")
    assert "Added judgements 2 to 2" in done.err
    assert ledger(mine).startswith(LEDGER)
    (added,) = lines(mine)[1:]
    assert (added["left"], added["right"], added["verdict"]) == ("a", "moe:4144011113", "same")
    assert "深圳职业技术学院; now 深圳职业技术大学; same former name" in added["note"]
    assert "moe 2025-06-20" in added["note"]
    assert "moe.gov.cn" in added["note"]
    assert "a" not in linked(run, mine, "moe")
    assert run("-d", mine, "check").code == 0


def test_nothing_certain_writes_nothing(run, mine):
    for _time in range(2):
        done = run("-d", mine, "entities", "link", "--register", "ror", "--yes")
    assert "Nothing is certain" in done.err
    assert len(lines(mine)) == 3


def test_one_is_attached_by_a_person_explained_and_taken_back(run, mine, tmp_path):
    out = tmp_path / "package"

    def ids():
        run("-d", mine, "export", "--format", "datapackage", "-o", out, "--force")
        text = (out / "organizations.csv").read_text(encoding="utf-8")
        rows = csv.DictReader(io.StringIO(text))
        return {row["id"]: row.get("official_id", "") for row in rows}

    first = ids()
    run("-d", mine, "entities", "same", "e", "ror:00286hs46", "--note", "one seat of two")
    assert lines(mine)[1]["note"].startswith("one seat of two; ror v2.9")
    assert "other place" in lines(mine)[1]["note"]
    told = run("-d", mine, "entities", "explain", "e", "https://ror.org/00286hs46").out
    assert "University of Rwanda" in told
    assert "Judged: same." in told
    assert "one seat of two" in told
    assert "ror:00286hs46" in run("-d", mine, "entities", "history", "e").out
    assert ids()["e"] == "ror:00286hs46"
    assert run("-d", mine, "entities", "undo", "2").code == 0
    assert ids() == first
    assert "Nobody has judged" in run("-d", mine, "entities", "explain", "e", "ror:00286hs46").out


def test_many_are_taken_back_at_once(run, mine):
    run("-d", mine, "entities", "link", "--register", "moe", "--yes")
    run("-d", mine, "entities", "link", "--register", "ror", "--yes")
    assert run("-d", mine, "entities", "undo", "2-4", "--by", "Li").code == 0
    assert [line["verdict"] for line in lines(mine)[1:]] == ["same"] * 3 + ["undo_same"] * 3
    assert linked(run, mine, "moe")["a"] == ("certain", "moe:4144011113")
    assert run("-d", mine, "entities", "undo", "2-4").code == 2
    assert run("-d", mine, "entities", "undo", "3-2").code == 2
    assert run("-d", mine, "entities", "undo", "two").code == 2


def test_a_second_id_of_a_register_is_refused_and_nothing_is_written(run, mine):
    run("-d", mine, "entities", "same", "a", "4144011113")
    before = ledger(mine)
    done = run("-d", mine, "entities", "same", "a", "moe:4132010286")
    assert done.code == 3
    assert "moe:4132010286 = a = moe:4144011113" in done.err
    assert ledger(mine) == before


def test_different_official_ids_keep_two_names_apart(run, mine):
    text = ROWS + "g,school,深圳职业技术大学,,CHN,44,深圳\n"
    (mine / "organizations.csv").write_text(text, encoding="utf-8")

    def pairs():
        rows = json.loads(run("-d", mine, "entities", "--format", "json").out)["rows"]
        return {(row["left"], row["right"]) for row in rows}

    assert ("a", "g") in pairs()
    run("-d", mine, "entities", "same", "a", "moe:4144011113")
    run("-d", mine, "entities", "same", "g", "moe:4132010286")
    assert ("a", "g") not in pairs()


def test_a_newer_list_of_the_ministry_is_read_with_the_older_names(run, mine, tmp_path):
    file = tmp_path / "list 2026.csv"
    file.write_text(LISTS, encoding="utf-8")
    assert linked(run, mine, "moe", "--file", str(file)) == {
        "a": ("certain", "moe:4144011113"),
        "b": ("judge", "moe:4144011113"),
        "c": ("certain", "moe:4133099999"),
    }
    options = ("--file", file, "--edition", "2026-06-30", "--yes")
    done = run("-d", mine, "entities", "link", "--register", "moe", *options)
    assert "register: 1." in done.err
    assert "moe 2026-06-30: 深圳职业技术学院; now 深圳湾大学" in ledger(mine)


def test_the_dump_of_ror_is_read_without_what_is_no_school_or_gone(run, mine, tmp_path):
    file = tmp_path / "dump.csv"
    file.write_text(DUMP, encoding="utf-8")
    found = linked(run, mine, "ror", "--file", str(file))
    assert found["e"] == ("certain", "ror:05n8tts92")
    assert found["d"] == ("none", "")


def test_a_file_that_is_no_register_is_refused(run, mine, tmp_path):
    file = tmp_path / "other.csv"
    file.write_text("name,code\nA,1\n", encoding="utf-8")
    done = run("-d", mine, "entities", "link", "--register", "moe", "--file", file)
    assert done.code == 3
    assert "no entry of the register moe" in done.err
    missing = run(
        "-d", mine, "entities", "link", "--register", "moe", "--file", tmp_path / "no.csv"
    )
    assert missing.code == 3
    assert run("-d", mine, "entities", "link", "--register", "moe", "--edition", "x").code == 2
    assert run("-d", mine, "entities", "link").code == 2


def test_the_bundled_data_are_not_changed(run):
    done = run("entities", "link", "--register", "moe", "--yes")
    assert done.code == 2
    assert "not changed" in done.err
