"""Issues in groups: every issue counted once, errors and causes first, words that help."""

import random
from collections import Counter

import pytest

from netintl.cli.issue_lists import SHOWN, print_issues
from netintl.i18n import LANGUAGES
from netintl.ingest.issues import Issue, IssueLog, each_issue, grouped
from netintl.ingest.package import load_package
from netintl.model.issue_codes import issue_codes
from netintl.model.vocabularies import vocabulary

SEVERITY = {"error": 0, "warning": 1, "info": 2}
CAUSE = {"FIL": 0, "ROW": 1, "MAP": 2, "VOC": 3, "CEL": 4, "KEY": 5, "LOG": 6}
EARLIER = {"MAP004": 0, "LOG003": 1, "LOG011": 1}  # others follow from them


def many(count: int, seed: int) -> IssueLog:
    draw, log = random.Random(seed), IssueLog()  # noqa: S311 - a test
    for _ in range(count):
        code = draw.choice(list(issue_codes()))
        log.add(code, draw.choice(["a.csv", "b.csv"]), draw.randint(0, 9), column=draw.choice("xy"))
    return log


@pytest.mark.parametrize("seed", range(5))
def test_every_issue_is_counted_once_and_the_example_is_the_first(seed) -> None:
    table = many(300, seed).table()
    rows = list(table.itertuples(index=False))
    counted = Counter((row.code, row.file, row.column) for row in rows)
    groups = grouped(table)
    found = {(g.example.code, g.example.file, g.example.column): g.count for g in groups}
    assert found == dict(counted)
    for group in groups:
        own = [
            row.row
            for row in rows
            if (row.code, row.file, row.column)
            == (group.example.code, group.example.file, group.example.column)
        ]
        assert group.example.row == min(own)


@pytest.mark.parametrize("seed", range(5))
def test_errors_come_first_and_causes_before_consequences(seed) -> None:
    groups = grouped(many(300, seed).table())
    order = [
        (
            SEVERITY[g.example.severity],
            EARLIER.get(g.example.code, CAUSE[g.example.code[:3]]),
            -g.count,
        )
        for g in groups
    ]
    assert order == sorted(order)


def test_no_issues_make_no_groups() -> None:
    assert grouped(IssueLog().table()) == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("code", issue_codes())
def test_every_code_has_a_sentence_for_one_and_for_many(code, language) -> None:
    for rows, value in (([0], ""), ([7], "zz"), ([0, 0], "col"), ([3, 4], "zz")):
        log = IssueLog()
        log.add(code, "sources.csv", rows, column="col", value=value)
        (group,) = grouped(log.table())
        said = group.sentence(language)
        assert issue_codes()[code].title(language) in said
        assert said.count("zz") <= 2
        assert "{" not in said.replace("each = {", "")


def issue_of(code: str, column: str, value: str, file: str = "agreements.csv") -> Issue:
    return Issue(code, issue_codes()[code].severity, file, 2, column, value)


def test_a_short_vocabulary_is_listed_whole() -> None:
    said = issue_of("CEL002", "status", "actve").cure("en")
    assert all(code in said for code in vocabulary("statuses"))
    assert "data dictionary" not in said


def test_of_a_long_vocabulary_the_nearest_are_listed_and_where_all_are() -> None:
    said = issue_of("CEL002", "kind", "exchnge").cure("en")
    assert "exchange" in said
    assert "data dictionary" in said
    assert str(len(vocabulary("agreement_kinds")) - 3) in said


def test_a_vocabulary_is_known_from_a_sheet_and_from_a_column_of_one_table() -> None:
    for file in ("book.xlsx[agreements]", "合作协议.csv", "any.csv"):
        assert "active" in issue_of("CEL002", "status", "actve", file).cure("en")
    assert "Choose" not in issue_of("CEL002", "kind", "x", "any.csv").cure("en")


def test_places_are_proposed_by_the_nearest_names() -> None:
    assert "Indonesia (IDN)" in issue_of("CEL003", "country", "Indonsia").cure("en")
    assert "印度尼西亚 (IDN)" in issue_of("CEL003", "country", "印尼人").cure("zh")
    assert "Guangdong (44)" in issue_of("CEL011", "province", "guangdon").cure("en")


def test_a_missing_column_names_the_header_that_is_like_it(tmp_path) -> None:
    text = "id,knd,name_zh,weather\na,school,甲,fine\n"
    (tmp_path / "organizations.csv").write_text(text, encoding="utf-8")
    (tmp_path / "agrements.csv").write_text("id\n", encoding="utf-8")
    groups = grouped(load_package(tmp_path).issues)
    cures = {(g.example.code, g.example.column): g.example.cure("en") for g in groups}
    assert cures["FIL007", "kind"].endswith("Is it knd?")
    assert cures["FIL006", "knd"].endswith("Did you mean kind?")
    assert "Did you mean" not in cures["FIL006", "weather"]
    assert "agreements" in cures["FIL009", ""]
    assert groups[0].example.code == "FIL007"


def test_only_the_first_groups_are_printed_and_the_rest_is_told(capsys) -> None:
    log = IssueLog()
    for number in range(SHOWN + 3):
        log.add("FIL006", "a.csv", 1, column=f"c{number}", value=f"c{number}")
    print_issues(log.table(), every=False)
    assert (
        capsys.readouterr().out.rstrip().endswith("… and 3 more groups; --all prints every issue.")
    )
    print_issues(log.table(), every=True)
    assert (
        capsys.readouterr().out.count("FIL006") == SHOWN + 3 == len(list(each_issue(log.table())))
    )
