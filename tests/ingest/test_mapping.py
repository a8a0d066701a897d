from textwrap import dedent

import pytest

from netintl.errors import InputError
from netintl.ingest.derivation import clause_with
from netintl.ingest.mapping import read_mapping
from netintl.ingest.mapping_rules import AddressRules, Condition
from netintl.ingest.patterns import compile_pattern
from netintl.ingest.source_ids import host_of, kind_of, published_on, source_id

ORGANIZATIONS = """
[[inputs]]
file = "schools.csv"
id = "code"
[[inputs.rows]]
table = "organizations"
[inputs.rows.cells]
id = "code"
kind = {const = "school"}
"""


@pytest.fixture
def mapping_file(tmp_path):
    def write(text, name="mapping.toml"):
        path = tmp_path / name
        path.write_text(dedent(text), encoding="utf-8")
        return path

    return write


def test_a_mapping_says_what_each_column_becomes(mapping_file):
    mapping = read_mapping(mapping_file(ORGANIZATIONS + 'name_zh = ["name", {column = "short"}]'))
    rule = mapping.inputs[0].rules[0]
    assert [cell.columns for cell in rule.cells["name_zh"]] == [("name",), ("short",)]
    assert set(rule.reads()) == {"code", "name", "short"}


def test_an_included_file_lends_its_tables_of_values(mapping_file):
    mapping_file('[values.kinds]\nA = "school"\nB = "college"\n', "words.toml")
    text = 'include = ["words.toml"]\n' + ORGANIZATIONS.replace(
        'kind = {const = "school"}', 'kind = {column = "type", values = "kinds"}'
    )
    own = '[values.levels]\nA = "associate"\n'
    rule = read_mapping(mapping_file(text + own)).inputs[0].rules[0]
    assert rule.cells["kind"][0].values == {"A": "school", "B": "college"}


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        pytest.param(('table = "organizations"', 'table = "schools"'), "no table", id="table"),
        pytest.param(('id = "code"\nkind', 'nickname = "code"\nkind'), "no column", id="column"),
        pytest.param(('{const = "school"}', '{const = "univ"}'), "vocabulary", id="vocabulary"),
        pytest.param(('{const = "school"}', '{values = "x"}'), r"\[values\]", id="values"),
        pytest.param(('{const = "school"}', '{code = "x"}'), "code = x", id="code"),
        pytest.param(('{const = "school"}', '{use = "x"}'), r"\[cells\]", id="use"),
        pytest.param(('{const = "school"}', '{konst = "x"}'), "konst", id="key"),
        pytest.param(('{const = "school"}', '{pattern = "("}'), "pattern", id="pattern"),
        pytest.param(('kind = {const = "school"}', ""), "needs kind", id="required"),
        pytest.param(('file = "schools.csv"\n', ""), "lacks file", id="input"),
        pytest.param(
            ('{const = "school"}', '{column = "a", when = {one_of = ["x"]}}'), "lacks", id="when"
        ),
        pytest.param(
            ('{const = "school"}', '{column = "a", when = {column = "a", one_of = "x"}}'),
            r"\[lists\]",
            id="list",
        ),
    ],
)
def test_a_wrong_mapping_is_named_with_its_cure(mapping_file, change, complaint):
    with pytest.raises(InputError, match=complaint) as caught:
        read_mapping(mapping_file(ORGANIZATIONS.replace(*change)))
    assert caught.value.cure


def test_an_unknown_section_is_named(mapping_file):
    with pytest.raises(InputError, match="extras"):
        read_mapping(mapping_file("[extras]\na = 1\n"))


@pytest.mark.parametrize("text", ["[[inputs", "\x00"])
def test_a_file_that_is_no_toml_is_named(mapping_file, text):
    with pytest.raises(InputError, match="not a TOML"):
        read_mapping(mapping_file(text))


def test_a_missing_mapping_file_is_named(tmp_path):
    with pytest.raises(InputError, match="cannot be read"):
        read_mapping(tmp_path / "none.toml")


@pytest.mark.parametrize(
    ("condition", "holds"),
    [
        (Condition(column="a", filled=True), True),
        (Condition(column="b", filled=True), False),
        (Condition(column="a", matches=compile_pattern("^x")), True),
        (Condition(column="a", one_of=frozenset({"y"})), False),
        (Condition(column="a", one_of=frozenset({"y"}), negated=True), True),
    ],
)
def test_conditions(condition, holds):
    assert condition.holds({"a": "xyz", "b": ""}) is holds


def test_a_source_id_is_stable_and_readable():
    page = "http://www.moe.gov.cn/a.html"
    assert source_id(page) == source_id("https://moe.gov.cn/a.html")
    assert source_id(page).startswith("moe.gov.cn-")
    assert source_id(page) != source_id("http://www.moe.gov.cn/b.html")


def test_an_address_without_a_scheme_has_a_host_too():
    assert host_of("www.moe.gov.cn/a") == "moe.gov.cn"


def test_an_impossible_day_in_an_address_is_no_date():
    rules = AddressRules(published=(compile_pattern(r"/(\d{4})(\d\d)(\d\d)/"),))
    assert published_on("http://a/20230230/", rules) == ""
    assert published_on("http://a/20230228/", rules) == "2023-02-28"


def test_a_host_rule_does_not_take_hosts_that_only_end_alike():
    rules = AddressRules(kinds=(("press", ("people.cn",)),))
    assert kind_of("http://notpeople.cn/", rules) == ""


@pytest.mark.parametrize(
    ("note", "number", "clause"),
    [
        ("a 12; b 1,200 persons; c", "1200", "b 1,200 persons"),
        ("over 120 persons", "12", ""),
        ("no number", "", ""),
    ],
)
def test_the_clause_that_holds_a_number(note, number, clause):
    assert clause_with(note, number) == clause
