"""A query of anybody reads, within its time and rows, or does nothing: on every engine."""

from __future__ import annotations

import socket

import pytest

from netintl.errors import NetintlError, StoreError, UsageError
from netintl.store.asking import ask_text

from .reaching import ALIKE, REACHING

ENGINES = ["filled", "filled_5", "filled_2026"]
WRITES = [
    "CREATE (:Broken)",
    "MATCH (o:Organization) SET o.broken = 1",
    "MATCH (o:Organization) REMOVE o.name_en",
    "MATCH (o:Organization) DETACH DELETE o",
    "MERGE (:Broken {id: 1})",
    "FOREACH (x IN [1] | CREATE (:Broken))",
    "CALL () { CREATE (b:Broken) RETURN b } RETURN b",
    "CALL () { CALL () { CREATE (b:Broken) RETURN b } RETURN b } RETURN b",
    "MATCH (o:Organization) WITH o LIMIT 1 CALL (o) { SET o.broken = 1 } RETURN o.id AS id",
    "MATCH (o:Organization) CALL (o) { SET o.broken = 1 } IN TRANSACTIONS OF 10 ROWS",
    "/* MATCH (n) RETURN n */ CREATE // RETURN 1\n (:Broken)",
    "UNWIND [1] AS x CREATE (b:Broken {x: x}) RETURN b UNION MATCH (b:Broken) RETURN b",
    "CREATE INDEX broken IF NOT EXISTS FOR (n:Broken) ON (n.id)",
    "CREATE CONSTRAINT broken IF NOT EXISTS FOR (n:Broken) REQUIRE n.id IS UNIQUE",
    "DROP INDEX netintl_organization_kind IF EXISTS",
    "CALL db.createLabel('Broken')",
    "CALL db.createProperty('broken')",
    "CALL apoc.create.node(['Broken'], {}) YIELD node RETURN node",
    "CALL apoc.cypher.doIt('CREATE (:Broken)', {}) YIELD value RETURN value",
    "EXPLAIN CREATE (:Broken)",
    "PROFILE CREATE (:Broken)",
    "MATCH (n) RETURN n LIMIT 1; CREATE (:Broken)",
    "USE system CREATE USER broken SET PASSWORD 'broken-broken'",
    "SHOW TRANSACTIONS YIELD transactionId AS t TERMINATE TRANSACTIONS t",
    "LOAD CSV FROM 'file:///etc/hostname' AS line CREATE (:Broken {x: line})",
]


def counted(store):
    """Everything that a query could have changed."""
    texts = (
        "MATCH (n) RETURN count(n) AS n",
        "MATCH ()-[r]->() RETURN count(r) AS n",
        "MATCH (n) WHERE n:Broken OR n.broken IS NOT NULL RETURN count(n) AS n",
        "MATCH (o:Organization) WHERE o.name_en IS NOT NULL RETURN count(o) AS n",
    )
    return [store.read(text).rows for text in texts]


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("text", WRITES)
def test_what_would_write_is_refused_before_anything_runs(request, engine, text):
    store = request.getfixturevalue(engine)
    before = counted(store)
    with pytest.raises(NetintlError) as refused:
        ask_text(store, text, seconds=20)
    assert refused.value.exit_code in (2, 4)
    assert refused.value.cure
    assert len(str(refused.value).splitlines()) == 1
    assert counted(store) == before


@pytest.fixture
def listener():
    """Listen on an address that nobody may ask."""
    with socket.create_server(("127.0.0.1", 0)) as open_port:
        open_port.setblocking(False)
        yield open_port


@pytest.mark.parametrize("engine", ENGINES)
def test_what_reaches_for_files_and_addresses_is_refused_before_anything_runs(
    request, engine, listener, tmp_path
):
    store = request.getfixturevalue(engine)
    file = tmp_path / "secret.csv"
    file.write_text("secret\n", encoding="utf-8")
    address = f"http://127.0.0.1:{listener.getsockname()[1]}/secret.csv"
    for text in REACHING:
        with pytest.raises(UsageError):
            ask_text(store, text.replace("{url}", address).replace("{file}", str(file)))
    with pytest.raises(BlockingIOError):
        listener.accept()
    assert sorted(tmp_path.iterdir()) == [file]


@pytest.mark.parametrize("engine", ENGINES)
def test_what_only_looks_like_reaching_out_is_answered(request, engine):
    store = request.getfixturevalue(engine)
    answers = {}
    for text in ALIKE:
        given = {"load": "LOAD CSV"} if "$load" in text else {}
        answers[text] = ask_text(store, text, given).rows
    assert answers == {text: ((value,),) for text, value in ALIKE.items()}


@pytest.mark.parametrize("engine", ENGINES)
def test_what_reads_is_answered(request, engine):
    store = request.getfixturevalue(engine)
    text = "// mine\nMATCH (o:Organization {id: $id}) RETURN o.kind AS kind, [1, 'a'] AS list;"
    answer = ask_text(store, text, {"id": "ent-huawei"})
    assert answer.rows == (("enterprise", [1, "a"]),)
    cut = ask_text(store, "MATCH (o:Organization) RETURN o.id AS id ORDER BY id", limit=3)
    assert len(cut.rows) == 3
    assert cut.cut


@pytest.mark.parametrize("engine", ENGINES)
def test_what_takes_too_long_is_stopped(request, engine):
    store = request.getfixturevalue(engine)
    text = "UNWIND range(1, 100000) AS a UNWIND range(1, 100000) AS b RETURN max(a * b) AS most"
    with pytest.raises(StoreError, match="longer than allowed"):
        ask_text(store, text, seconds=1)
    assert ask_text(store, "RETURN 1 AS one").rows == ((1,),)


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize(
    ("text", "given", "said"),
    [
        ("RETUN 1", {}, "begins with RETUN"),
        ("MATCH (n) RETUN 1", {}, "not valid"),
        ("RETURN nothing.x", {}, "not valid"),
        ("RETURN $a AS a, $b AS b", {"a": "1"}, "was not given: b"),
        ("RETURN $a AS a", {"a": "1", "b": "2"}, "no parameter b"),
        ("", {}, "0 statements"),
        ("// only a comment", {}, "0 statements"),
    ],
)
def test_a_text_that_is_no_query_is_one_sentence(request, engine, text, given, said):
    with pytest.raises(UsageError, match=said) as refused:
        ask_text(request.getfixturevalue(engine), text, given)
    assert len(str(refused.value).splitlines()) == 1
