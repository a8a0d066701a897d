"""Who is who on the command line: each answer is one more line, and none is ever changed."""

import json

import pytest

ROWS = """id,kind,name_zh,name_en,country,city
a,school,渤海职业技术学院,Bohai Vocational College,CHN,天津
b,school,渤海職業技術學院,,CHN,天津
c,school,宁波职业技术学院,Ningbo Polytechnic,CHN,宁波
d,college,,Kisumu National Polytechnic,KEN,Kisumu
e,college,,National Polytechnic Kisumu,KEN,Kisumu
"""
AGREEMENTS = "id,kind,status,source\nx,exchange,active,s\ny,exchange,active,s\n"
PARTIES = "agreement,organization,role\nx,a,lead\nx,d,host\ny,b,lead\ny,e,host\n"
SOURCES = "id,url\ns,https://example.org/\n"
FIRST = 'left,right,verdict,by,at,note\r\nc,d,different,Li,2020-01-01,"two, far apart"\r\n'


@pytest.fixture
def mine(tmp_path):
    for name, text in {
        "organizations": ROWS,
        "agreements": AGREEMENTS,
        "parties": PARTIES,
        "sources": SOURCES,
        "judgements": FIRST,
    }.items():
        (tmp_path / f"{name}.csv").write_bytes(text.encode())
    return tmp_path


def ledger(folder):
    return (folder / "judgements.csv").read_bytes().decode()


def test_the_likeliest_duplicates_are_listed_with_their_evidence(run, mine):
    done = run("-d", mine, "entities", "--format", "json")
    rows = json.loads(done.out)["rows"]
    assert [(row["left"], row["right"]) for row in rows] == [("a", "b"), ("d", "e")]
    assert rows[0]["left_city"] == "天津"
    assert "zh.same +" in rows[0]["parts"]
    assert run("-d", mine, "entities", "find", "--format", "json").out == done.out


def test_the_table_can_be_a_file(run, mine, tmp_path):
    file = tmp_path / "pairs.csv"
    assert run("-d", mine, "entities", "find", "-o", file, "--top", "1").code == 0
    assert len(file.read_text(encoding="utf-8-sig").splitlines()) == 2


def test_what_a_register_says_is_told_with_its_source(run, mine):
    rows = "f,school,淮海工学院,,CHN,\ng,school,江苏海洋大学,,CHN,\n"
    (mine / "organizations.csv").write_text(ROWS + rows, encoding="utf-8")
    listed = json.loads(run("-d", mine, "entities", "--format", "json").out)["rows"]
    said = {(row["left"], row["right"]): row["register"] for row in listed}
    assert said["a", "b"] == ""
    sentence = (
        "The Ministry's list of 2025-06-20: 淮海工学院 was renamed 江苏海洋大学 (moe:4132011641"
    )
    assert said["f", "g"].startswith(sentence)
    assert sentence in run("-d", mine, "entities", "explain", "f", "g").out
    assert sentence in run("-d", mine, "entities", "review", answer="kkkkkk").out


def test_judgements_are_added_and_earlier_lines_stay_byte_for_byte(run, mine):
    run("-d", mine, "entities", "same", "a", "b", "--by", "Li", "--note", "one, seen")
    assert ledger(mine).startswith(FIRST)
    added = ledger(mine).removeprefix(FIRST)
    assert added.startswith("a,b,same,Li,2")
    assert added.endswith(',"one, seen"\r\n')
    assert json.loads(run("-d", mine, "entities", "--format", "json").out)["rows"][0]["left"] == "d"


def test_a_name_will_do(run, mine):
    run("-d", mine, "entities", "different", "Ningbo Polytechnic", "渤海職業技術學院", "--by", "")
    assert "c,b,different," in ledger(mine)
    assert "Did you mean" in run("-d", mine, "entities", "same", "Polytechnic", "a").err


def test_another_verdict_of_the_same_day_takes_the_first_back(run, mine):
    for verdict in ("same", "different", "same"):
        assert run("-d", mine, "entities", verdict, "a", "b", "--by", "Li").code == 0
    words = [line.split(",")[2] for line in ledger(mine).splitlines()[2:]]
    assert words == ["same", "undo_same", "different", "undo_different", "same"]
    assert run("-d", mine, "check").code == 0
    assert (
        "Judgements make them one: a = b." in run("-d", mine, "entities", "explain", "a", "b").out
    )


def test_undoing_all_judgements_restores_the_first_bytes(run, mine):
    def told():
        return run("-d", mine, "hubs", "--format", "json", "--quick").out

    first = told()
    run("-d", mine, "entities", "same", "a", "b")
    run("-d", mine, "entities", "unsure", "d", "e")
    assert told() != first
    assert run("-d", mine, "entities", "undo", "2").code == 0
    assert run("-d", mine, "entities", "undo", "3").code == 0
    assert told() == first
    assert "taken back already" in run("-d", mine, "entities", "undo", "2").err
    assert run("-d", mine, "entities", "undo", "9").code == 2


def test_an_undo_can_be_undone(run, mine):
    run("-d", mine, "entities", "same", "a", "b")
    run("-d", mine, "entities", "undo", "2")
    run("-d", mine, "entities", "undo", "3")
    assert "a = b" in run("-d", mine, "entities", "explain", "a", "b").out


def test_a_contradiction_names_its_chain_and_writes_nothing(run, mine):
    run("-d", mine, "entities", "same", "a", "b")
    run("-d", mine, "entities", "same", "b", "c")
    before = ledger(mine)
    done = run("-d", mine, "entities", "different", "a", "c")
    assert done.code != 0
    assert "a = b = c" in done.err
    assert ledger(mine) == before


def test_the_history_has_numbers(run, mine):
    run("-d", mine, "entities", "same", "a", "b", "--by", "Li")
    assert "same" in run("-d", mine, "entities", "history", "b").out
    whole = run("-d", mine, "entities", "history").out
    assert "different" in whole
    assert "different" not in run("-d", mine, "entities", "history", "a").out


def test_the_review_writes_each_answer_at_once(run, mine):
    done = run("-d", mine, "entities", "review", "--by", "Li", answer="x\ns z d k")
    assert "Pair 1 of 2" in done.out
    words = [line.split(",")[2] for line in ledger(mine).splitlines()[2:]]
    assert words == ["same", "undo_same", "different"]
    assert "1 judged of 2 proposed." in done.out
    assert "1 of 1" in run("-d", mine, "entities", "review", answer="q").out


def test_in_the_review_the_fuller_description_stays(run, mine):
    english = "Bohai Vocational College"
    rows = ROWS.replace(english, "", 1).replace("渤海職業技術學院,", f"渤海職業技術學院,{english}")
    (mine / "organizations.csv").write_bytes(rows.encode())
    shown = run("-d", mine, "entities", "review", answer="s q").out
    assert shown.index("  b: ") < shown.index("  a: ")
    assert ledger(mine).splitlines()[2].startswith("b,a,same")


def test_the_bundled_data_are_not_changed(run):
    done = run("entities", "same", "cn-szpt", "cn-sit")
    assert done.code == 2
    assert "of your own" in done.err


def test_a_single_file_has_no_ledger(run, mine):
    done = run("-d", mine / "organizations.csv", "entities", "same", "a", "b")
    assert "Put your tables into a folder" in done.err


def test_a_folder_without_judgements_gets_them(run, mine):
    (mine / "judgements.csv").unlink()
    run("-d", mine, "entities", "same", "a", "b", "--by", "Li")
    assert ledger(mine).startswith("left,right,verdict,by,at,note\na,b,same,Li,")


def test_a_ledger_that_is_not_utf_8_is_left_alone(run, mine):
    (mine / "judgements.csv").write_bytes(
        "left,right,verdict,note\nc,d,different,相距很远\n".encode("gbk")
    )
    assert "UTF-8" in run("-d", mine, "entities", "same", "a", "b").err


@pytest.mark.parametrize("name", ["nobody at all", ""])
def test_an_unknown_name_is_refused(run, mine, name):
    assert run("-d", mine, "entities", "same", name, "a").code == 2


def test_history_tells_successions_and_parts_count_under_the_whole(run, mine):
    rows = "before,after,kind,date\na,b,merge,2020\nd,,closure,2021\n"
    (mine / "successions.csv").write_text(rows, encoding="utf-8")
    history = run("-d", mine, "entities", "history", "a").out
    assert [line.split() for line in history.splitlines()[-1:]] == [["2020", "a", "b", "merge"]]
    assert "closure" in run("-d", mine, "entities", "history").out
    lines = ROWS.splitlines()
    parents = ["parent", *["d" if line.startswith("e,") else "" for line in lines[1:]]]
    parented = "\n".join(f"{line},{end}" for line, end in zip(lines, parents, strict=True))
    (mine / "organizations.csv").write_text(parented + "\n", encoding="utf-8")
    asked = ("-d", mine, "profile", "e", "--format", "json", "--roll-up", "institution")
    done = json.loads(run(*asked).out)
    assert {row["agreement"] for row in done["rows"]} == {"x", "y"}
    assert done["settings"]["roll_up"] == "institution"
