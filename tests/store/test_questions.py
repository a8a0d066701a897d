"""The query files: declared in full, portable, read-only, in a total order, limited."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from netintl.cli.answers import TYPES
from netintl.store.cypher_text import parameters_of, statements_of
from netintl.store.questions import questions, read_question
from netintl.store.reading import check_reads
from netintl.store.values import CHOICES, CODES, ORGANIZATIONS

FILES = sorted((Path(__file__).parents[2] / "queries").glob("*.cypher"))
PARAMETER_TYPES = {
    *ORGANIZATIONS, *CODES, *CHOICES, "day", "last_day", "integer", "number", "text",
}  # fmt: skip
ASKED_FOR = {
    "partner_matches", "who_knows_whom", "shared_partners", "partners_of", "agreements_expiring",
    "dormant_agreements", "hubs_in_country", "brokers_for", "gap_cells", "schools_for_gap",
    "pipelines_to_enterprise", "bottlenecks", "brand_sites", "single_points_of_failure",
    "country_profile", "field_landscape", "province_landscape", "unconnected_in_country",
    "sources_of", "what_changed_since",
}  # fmt: skip
# What only one of the engines knows, what writes, and what names the engine's own ids.
FOREIGN = {
    "writes": r"\b(CREATE|MERGE|SET|DELETE|REMOVE|DROP|FOREACH|LOAD)\b",
    "procedures": r"\bCALL\s+[\w.]+\s*\(?(?!\s*[{(])",
    "importing WITH": r"\bCALL\s*\{",
    "plug-ins": r"\b(apoc|gds|algo|vector)\.",
    "SHORTEST": r"\b(ANY|ALL)?\s*SHORTEST\b",
    "version prefix": r"^\s*CYPHER\b",
    "engine ids": r"(?<![.\w])(elementId|id)\s*\(",
    "transactions": r"\bIN\s+TRANSACTIONS\b",
    "temporal literals": r"\b(date|datetime|time|localdatetime|duration)\s*[({]",
    "full text": r"\bfulltext\b",
}


def bare(question):
    """Return the statement without texts and comments."""
    return re.sub(r"'[^']*'|//[^\n]*", "''", question.code)


@pytest.fixture(params=FILES, ids=lambda path: path.stem)
def question(request):
    return read_question(request.param)


def test_the_questions_of_the_issue_are_there():
    assert set(questions()) >= ASKED_FOR
    assert len(questions()) == len(FILES)


def test_a_file_declares_itself_in_both_languages(question):
    texts = [question.titles, question.remarks]
    texts += [p.meanings for p in question.parameters] + [c.labels for c in question.columns]
    for said in texts:
        assert said["en"].strip()
        assert not re.search("[\u4e00-\u9fff]", said["en"])
        assert re.search("[\u4e00-\u9fff]", said["zh"])
    assert question.titles["en"].endswith("?")
    assert question.titles["zh"].endswith("？")
    assert question.text.startswith(f"// {question.titles['en']}\n// {question.titles['zh']}\n")


def test_parameters_are_those_used_with_known_types_and_defaults(question):
    declared = {parameter.name: parameter for parameter in question.parameters}
    assert set(parameters_of(question.code)) == set(declared)
    assert {parameter.type for parameter in question.parameters} <= PARAMETER_TYPES
    assert set(question.one_of) <= set(declared)
    assert all(declared[name].default == "null" for name in question.one_of)
    assert set(question.example) <= set(declared)


def test_columns_hold_what_can_be_shown(question):
    assert {column.type for column in question.columns} <= TYPES


def test_a_statement_is_one_read_only_portable(question):
    assert len(statements_of(question.text)) == 1
    assert question.text.endswith(";\n")
    check_reads(question.code)
    found = {
        name: re.findall(pattern, bare(question), re.MULTILINE) for name, pattern in FOREIGN.items()
    }
    assert {name: hits for name, hits in found.items() if hits} == {}


def test_a_result_is_limited_and_in_an_order_that_ends_in_an_id(question):
    """The last ORDER BY ends in a column that tells rows apart."""
    code = bare(question)
    assert "LIMIT $limit" in code
    order = code.rpartition("ORDER BY")[2].partition("LIMIT")[0]
    last = order.strip().rstrip(";").split(",")[-1].strip().removesuffix(" DESC")
    assert last in {
        "organization", "partner", "agreement", "school", "broker", "country", "industry",
        "college", "source", "id", "chain",
    }  # fmt: skip


def test_subqueries_begin_with_what_is_bound(question):
    """ArcadeDB starts at the first node of a pattern: an unbound one is a scan for each row."""
    scopes = re.findall(r"(?:EXISTS|COUNT) \{\s*MATCH \((\w*)", question.code)
    for first in scopes:
        before = question.code.partition("EXISTS")[0]
        assert re.search(rf"\({first}[:)]|AS {first}\b", before), first


def test_engine_values_are_ordered_after_rounding(question):
    """Sums differ in the last digit between engines, which must not decide the order."""
    for order in re.findall(r"ORDER BY ([^\n]*)", question.code):
        for name in ("closure", "confidence", "weight"):
            for use in re.findall(rf"[^,]*\b{name}\b[^,]*", order):
                if question.name != "weak_evidence":
                    assert "round(" in use, use


@pytest.mark.parametrize(
    "text",
    [
        "// One?\n\nRETURN 1",
        "// One?\n// 一？\n// params\n//   limit integer\n// returns\n\nRETURN 1",
        "// One?\n// 一？\n// params\n// returns\n//   a text\n\nRETURN 1",
        "// One?\n// 一？\n// params\n// returns\n\nRETURN 1",
    ],
)
def test_a_file_that_does_not_declare_itself_is_named(tmp_path, text):
    path = tmp_path / "wrong.cypher"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ValueError, match="wrong.cypher"):
        read_question(path)
