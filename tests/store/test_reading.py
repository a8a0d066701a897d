"""What a query of one's own may use, decided by its text alone."""

from __future__ import annotations

import pytest

from netintl.errors import UsageError
from netintl.store.reading import check_reads, writing_clause

from .reaching import ALIKE, REACHING


@pytest.mark.parametrize("text", REACHING)
def test_what_reaches_outside_the_store_is_named_and_refused(text):
    with pytest.raises(UsageError) as refused:
        check_reads(text)
    assert REACHING[text] in str(refused.value)
    assert refused.value.cure
    assert len(str(refused.value).splitlines()) == 1


@pytest.mark.parametrize("text", ALIKE)
def test_what_only_looks_like_it_is_let_through(text):
    check_reads(text)


@pytest.mark.parametrize(
    "text",
    [
        "MATCH p = (a)-[:COOPERATES*1..3]-(b) RETURN [x IN nodes(p) WHERE x.id <> '1' | x.id] AS x",
        "MATCH (a)-[:COOPERATES]-{1,3}(b) RETURN CASE WHEN (a.x) THEN (1) ELSE (2) END AS x",
        "MATCH p = ANY SHORTEST (a:School)-[:COOPERATES]-+(b:College) RETURN length(p) AS n",
        "MATCH SHORTEST 2 PATHS ((a)-[r:COOPERATES]-(b))+ WHERE NOT (a.x) RETURN count(*) AS n",
        "MATCH REPEATABLE ELEMENTS (a)-[r]-(b) RETURN a, b",
        "MATCH p = shortestPath((a)-[*..4]-(b)) RETURN all(x IN nodes(p) WHERE x.current) AS x",
        "LET x = 1 FILTER x = 1 RETURN x NEXT RETURN x + 1 AS y",
        "MATCH (o) SEARCH o IN (VECTOR INDEX names FOR $v LIMIT 5) RETURN o",
        "MATCH (n) RETURN n {.id, load: n.load, .*} AS x, n.`LOAD CSV` AS y",
        "CALL db.index.fulltext.queryNodes('names', 'x') YIELD node, score RETURN node, score",
        "FOR x IN [1, 2] RETURN collect(DISTINCT x) AS xs",
        "RETURN point.distance(point({x: 0, y: 0}), point({x: 1, y: 1})) AS d, datetime() AS t",
    ],
)
def test_what_newer_cypher_offers_to_read_is_let_through(text):
    check_reads(text)


@pytest.mark.parametrize(
    ("text", "clause"),
    [
        ("MATCH (o) SET o.x = 1", "SET"),
        ("MATCH (create) DETACH DELETE create", "DETACH"),
        ("MATCH (o) WHERE o.set = 1 REMOVE o:Old", "REMOVE"),
        ("MATCH (set) RETURN set.delete AS merge", ""),
    ],
)
def test_the_clause_that_writes_is_found(text, clause):
    assert writing_clause(text) == clause


def test_a_sign_of_a_chinese_keyboard_is_named():
    with pytest.raises(UsageError, match="，"):
        check_reads("RETURN 1 AS a， 2 AS b")
