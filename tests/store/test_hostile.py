"""Hostile ids, names and parameters are data on every engine, in every query."""

from __future__ import annotations

import random

import pytest

from netintl import Network
from netintl.model.schema import tables
from netintl.store.asking import ask
from netintl.store.pushing import push
from netintl.store.questions import questions

from ..conftest import frame_of
from ..proofs import WHOLE, proof

COUNT = 500
FRAGMENTS = (
    "'", '"', "`", "\\", "\\'", "$", "${id}", "$id", "{", "}", "{{x}}", ";", "//", "/*", "*/", "--",
    "\n", "\t", "\u0000", "\u202e", "\u2028", "%s", "{0}", "'}) DETACH DELETE n //",
    '"}) SET o.current = false //', "` {id: 1}) DETACH DELETE n //", "' OR 1=1 //",
    "') CALL { CREATE (:Broken) } RETURN 1 //", "\\u0027) CREATE (:Broken) //", "<script>", "=1+1",
    "甲", "𠮷", "é", "☃", "null", "0012", "MATCH (n) DELETE n", "CREATE (:Broken)",
)  # fmt: skip
ORGANIZATIONS = {"organization", "school", "college", "enterprise"}


def hostile_texts():
    """500 texts that begin with one fragment each time and go on with others."""
    drawn = random.Random(1)  # noqa: S311 - repeatable
    return [
        f"{place}{FRAGMENTS[place % len(FRAGMENTS)]}{''.join(drawn.sample(FRAGMENTS, 3))}"
        for place in range(COUNT)
    ]


TEXTS = hostile_texts()


@pytest.fixture(scope="module")
def network():
    """A chain of 500 organizations of three kinds whose ids, names and agreements are hostile."""
    names = [f"{'SCE'[place % 3]}{text}" for place, text in enumerate(TEXTS)]
    organizations = [
        {"id": name, "kind": ("school", "college", "enterprise")[place % 3], "name_en": name,
         "name_zh": TEXTS[place], "country": "CHN" if place % 3 == 0 else "IDN"}
        for place, name in enumerate(names)
    ]  # fmt: skip
    agreements = [
        {"id": f"A{name}", "kind": "joint_programme", "title": name, "fields": "46"}
        for name in names[1:]
    ]
    parties = [
        {"agreement": agreement["id"], "organization": party, "role": "partner"}
        for agreement, *pair in zip(agreements, names, names[1:], strict=False)
        for party in pair
    ]
    rows = {name: [] for name in tables() if name != "links"}
    rows |= {"organizations": organizations, "agreements": agreements, "parties": parties}
    return Network.from_tables({name: frame_of(name, found) for name, found in rows.items()})


def counted(store):
    """Number of nodes, of links and of nodes that nobody but an intruder makes."""
    nodes = store.read("MATCH (n) RETURN count(n) AS nodes").rows[0][0]
    links = store.read("MATCH ()-[r]->() RETURN count(r) AS links").rows[0][0]
    current = store.read("MATCH (o:Organization) WHERE o.current RETURN count(o) AS n").rows[0][0]
    broken = store.read("MATCH (n:Broken) RETURN count(n) AS n").rows[0][0]
    return nodes, links, current, broken


def given_for(question, network, place):
    """Fill the parameters of a question with hostile values where its types allow them."""
    by_kind = {
        kind: network.ids[network.kinds == kind] for kind in ("school", "college", "enterprise")
    }
    by_kind["organization"] = network.ids
    given = dict(question.example)
    for parameter in question.parameters:
        if parameter.type in ORGANIZATIONS and parameter.name in {*given, *_needed(question)}:
            ids = by_kind[parameter.type]
            given[parameter.name] = str(ids[place % len(ids)])
        elif parameter.type == "text" and parameter.name in given:
            given[parameter.name] = TEXTS[place]
    return given


def _needed(question):
    return [parameter.name for parameter in question.parameters if not parameter.default]


@proof
def test_five_hundred_ids_and_names_stay_inside_their_parameter(embedded, network):
    embedded.write([("MATCH (n) DETACH DELETE n", {})])
    push(embedded, network)
    before = counted(embedded)
    assert before[2:] == (COUNT, 0)
    found = questions()
    for place in range(0, COUNT, 1 if WHOLE else 10):
        name = network.ids[place]
        answer = ask(embedded, found["partners_of"], {"organization": str(name)})
        assert 1 <= len(answer.rows) <= 2
        named = ask(embedded, found["organizations_named"], {"text": str(name)})
        assert str(name) in [row[0] for row in named.rows]
        evidence = {"analysis": "hubs", "finding": TEXTS[place]}
        assert ask(embedded, found["sources_of"], evidence).rows == ()
    assert counted(embedded) == before


@proof
@pytest.mark.parametrize("name", sorted(questions()))
def test_every_query_takes_hostile_values(embedded, network, name):
    if counted(embedded)[2] != COUNT:
        embedded.write([("MATCH (n) DETACH DELETE n", {})])
        push(embedded, network)
    before = counted(embedded)
    question = questions()[name]
    for place in range(0, COUNT, 25 if WHOLE else 100):
        ask(embedded, question, given_for(question, network, place))
    assert counted(embedded) == before


@proof
@pytest.mark.parametrize("engine", ["filled_5", "filled_2026"])
def test_five_hundred_texts_stay_inside_their_parameter_on_a_server(request, engine):
    store = request.getfixturevalue(engine)
    before = counted(store)
    echo = "RETURN $text AS text"
    for text in TEXTS if WHOLE else TEXTS[::5]:
        assert store.read(echo, {"text": text}).rows == ((text,),)
        assert store.read_guarded(echo, {"text": text}, seconds=60, limit=5).rows == ((text,),)
    for text in TEXTS[::10]:
        assert ask(store, questions()["organizations_named"], {"text": text}).rows == ()
        evidence = {"analysis": "hubs", "finding": text}
        assert ask(store, questions()["sources_of"], evidence).rows == ()
    assert counted(store) == before
