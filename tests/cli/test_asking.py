"""``query``: what a planner sees, in both languages, in every format, and after a slip."""

from __future__ import annotations

import csv
import json

import pytest
from click.shell_completion import ShellComplete

from netintl.cli import cli
from netintl.store.questions import questions

MATCHES = ("query", "partner_matches", "-p", "school=cn-liuzhou-vtc", "-p", "country=IDN")
NEAR = (
    "query",
    "partner_matches",
    "-p",
    "school=cn-guangxi-eco-engineering-vtc",
    "-p",
    "country=CHN",
)


@pytest.fixture(scope="module")
def place(filled_folder):
    """Return a closed store: one process at a time has it open."""
    return filled_folder()


@pytest.fixture
def asked(run, place, monkeypatch):
    monkeypatch.setenv("NETINTL_STORE", str(place))
    monkeypatch.setenv("COLUMNS", "200")
    for name in ("NEO4J_URI", "NEO4J_USERNAME", "NEO4J_PASSWORD", "NEO4J_DATABASE"):
        monkeypatch.delenv(name, raising=False)
    return run


def test_the_questions_are_listed_in_both_languages(asked) -> None:
    listed = asked("query")
    assert listed.code == 0
    assert all(name in listed.out for name in questions())
    assert "Where have firms gone without schools?" in listed.out
    assert "school | college | enterprise" in listed.out
    assert "企业出海而院校未跟进的缺口在哪里？" in asked("--lang", "zh", "query").out


def test_a_question_is_explained_without_a_store(run, monkeypatch, tmp_path) -> None:
    monkeypatch.setenv("NETINTL_STORE", str(tmp_path / "none"))
    told = run("query", "shared_partners", "--explain")
    assert told.code == 0
    assert "RETURN z.id AS organization" in told.out
    assert "limit = 20: rows at most" in told.out
    assert not (tmp_path / "none").exists()
    assert "最多行数" in run("--lang", "zh", "query", "shared_partners", "--explain").out


def test_an_answer_has_headings_and_names_in_the_language(asked) -> None:
    english = asked(*MATCHES)
    assert english.code == 0
    assert "shared partners" in english.out
    assert "Indonesia" in english.out
    assert "Conch" in english.out
    assert "LiuGong" not in english.out  # its parent is a partner already
    assert "Not shown: fields, industries, agreements, sources." in english.err
    chinese = asked("--lang", "zh", "query", "partner_matches", "-p", "school=柳州职业技术大学",
                    "-p", "country=印度尼西亚")  # fmt: skip
    assert "共同伙伴" in chinese.out
    assert "印度尼西亚" in chinese.out
    assert "ent-sany-id" in chinese.out
    assert "未显示的列：fields, industries" in chinese.err


def test_every_format_holds_the_same_rows(asked, tmp_path) -> None:
    document = json.loads(asked(*NEAR, "--format", "json").out)
    assert document["query"] == "partner_matches"
    first = document["rows"][0]
    assert first["via"] == ["id-polsri"]
    assert first["sources"]
    lines = asked(*NEAR, "--format", "jsonl").out.splitlines()
    assert [json.loads(line) for line in lines] == document["rows"]
    file = tmp_path / "matches.csv"
    assert asked(*NEAR, "-o", str(file)).code == 0
    content = file.read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(content.decode("utf-8-sig").splitlines()))
    assert [row["organization"] for row in rows] == [r["organization"] for r in document["rows"]]
    assert rows[0]["via"] == "id-polsri"
    refused = asked(*MATCHES, "-o", str(file))
    assert refused.code == 3
    assert "exists already" in refused.err
    assert file.read_bytes() == content
    assert asked(*MATCHES, "-o", str(file), "--force").code == 0
    assert asked(*MATCHES, "--format", "md").out.startswith("| possible partner | name |")


def test_one_wide_row_stands_upright(asked) -> None:
    told = asked("query", "country_profile", "-p", "country=Thailand")
    assert "colleges" in told.out.splitlines()[4]


def test_a_cut_answer_says_so(asked) -> None:
    told = asked("query", "hubs_in_country", "-p", "country=CHN", "-p", "limit=3")
    assert "There may be more rows" in told.err
    none = asked("query", "shared_partners", "-p", "one=ao-huambo-centre", "-p", "other=ent-huawei")
    assert none.code == 0
    assert "No rows" in none.err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["query", "partner_match"], "partner_matches"),
        (["query", "partners_of"], "organization (whose partners)"),
        (["query", "partner_matches"], "exactly one of: school, college, enterprise"),
        ([*MATCHES, "-p", "college=id-pnj"], "exactly one of"),
        ([*MATCHES, "-p", "province=45"], "no parameter province"),
        ([*MATCHES, "-p", "country=IDN"], "given twice"),
        ([*MATCHES, "-p", "limit=many"], "whole number"),
        ([*MATCHES, "-p", "limit=0"], "whole number"),
        ([*MATCHES, "-p", "limit"], "name=value"),
        ([*MATCHES, "--columns", "nothing"], "no column nothing"),
        ([*MATCHES, "--timeout", "0"], "timeout"),
        (["query", "partner_matches", "-p", "school=id-pnj"], "not Chinese school"),
        (["query", "partner_matches", "-p", "school=柳州"], "3 organizations fit"),
        (["query", "partners_of", "-p", "organization=Hogwarts"], "no organization called"),
        (["query", "hubs_in_country", "-p", "country=Atlantis"], "nothing that country can be"),
        (["query", "agreements_expiring", "-p", "from=soon"], "is a day"),
        (["query", "weak_evidence", "-p", "organization=ent-huawei", "-p", "below=x"], "a number"),
        (["query", "sources_of", "-p", "analysis=x", "-p", "finding=y"], "hubs, gaps"),
        (["query", "-p", "a=b"], "goes with the name"),
        (["query", "gap_cells", "--file", "x.cypher"], "cannot go together"),
    ],
)
def test_a_slip_is_one_sentence_and_its_cure(asked, arguments, said) -> None:
    told = asked(*arguments)
    assert told.code == 2
    assert said in told.err
    assert "Traceback" not in told.err
    assert told.out == ""


def test_a_query_of_ones_own_runs_if_it_only_reads(asked, tmp_path) -> None:
    file = tmp_path / "我的查询.cypher"
    text = "// 中国的学校\nMATCH (o:School {country: $country}) RETURN o.id AS id ORDER BY id;\n"
    file.write_bytes(text.encode("gb18030"))
    told = asked(
        "query", "--file", str(file), "-p", "country=CHN", "--rows", "2", "--format", "csv"
    )
    assert told.code == 0
    assert len(told.out.splitlines()) == 3
    assert "Cut after 2 rows" in told.err
    assert asked("query", "--file", str(file), "--explain").out.startswith("// 中国的学校")
    missing = asked("query", "--file", str(file))
    assert missing.code == 2
    assert "country" in missing.err
    file.write_text("CREATE (n:Mine)", encoding="utf-8")
    refused = asked("query", "--file", str(file))
    assert refused.code == 2
    assert "would change the database" in refused.err
    absent = asked("query", "--file", str(tmp_path / "none.cypher"))
    assert absent.code == 3
    assert "cannot be read" in absent.err


def test_a_store_that_was_never_filled_is_not_made(run, monkeypatch, tmp_path) -> None:
    monkeypatch.setenv("NETINTL_STORE", str(tmp_path / "none"))
    told = run(*MATCHES)
    assert told.code == 4
    assert "holds nothing yet" in told.err
    assert "netintl store push" in told.err
    assert not (tmp_path / "none").exists()


def completed(*arguments: str, incomplete: str) -> list[str]:
    found = ShellComplete(cli, {}, "netintl", "_NETINTL_COMPLETE")
    return [item.value for item in found.get_completions([*arguments], incomplete)]


def test_names_parameters_and_values_are_completed(monkeypatch) -> None:
    assert completed("query", incomplete="partner") == ["partner_matches", "partners_of"]
    offered = completed("query", "hubs_in_country", "-p", incomplete="")
    assert offered == ["country=", "kind=", "lang=", "limit="]
    assert completed("query", "hubs_in_country", "-p", incomplete="kind=s") == ["kind=school"]
    assert "country=THA" in completed("query", "hubs_in_country", "-p", incomplete="country=TH")
    schools = completed("query", "partner_matches", "-p", incomplete="school=cn-liuzhou")
    assert schools == ["school=cn-liuzhou-city-vc", "school=cn-liuzhou-railway-vtc",
                       "school=cn-liuzhou-vtc"]  # fmt: skip
    assert completed("query", "partner_matches", "-p", incomplete="nothing=") == []
