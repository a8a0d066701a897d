"""One ranking: the query partner_matches proposes what the command and the report propose."""

from __future__ import annotations

import json
import random

import pytest

from netintl.analyses.matches.candidates import PARTNER_KINDS
from netintl.analyses.matches.matches import find_matches
from netintl.cli import main
from netintl.ingest.package import load_package
from netintl.network.loading import network_of
from netintl.network.views import select
from netintl.report.context import analyse
from netintl.report.recipes import read_recipe
from netintl.store.asking import ask
from netintl.store.pushing import push
from netintl.store.questions import questions

from ..conftest import EXAMPLE, KINDS, make_network
from ..proofs import WHOLE, proof, share

NETWORKS = share(200, 15)
A_STORE = 25  # networks pushed one over the other
LEVELS = ("", "secondary", "associate", "university")
INDUSTRIES = ("", "C", "E;F", "B", "G;C36")
QUESTION = questions()["partner_matches"]


def random_network(seed):
    """A small network of every kind, in which each filter of matches has something to drop."""
    drawn = random.Random(seed)  # noqa: S311 - repeatable
    names = [f"{letter}{place}" for letter, count in (("S", 5), ("C", 5), ("E", 5), ("G", 1))
             for place in range(count)]  # fmt: skip
    deals = {
        f"A{place}": " ".join(drawn.sample(names, drawn.choice((2, 2, 2, 3))))
        for place in range(drawn.randint(6, 16))
    }
    organizations = [
        {
            "id": name,
            "kind": KINDS[name[0]],
            "fields": ";".join(drawn.sample(("41", "46", "50", "53"), drawn.randint(0, 2))),
            "industries": drawn.choice(INDUSTRIES) if name[0] == "E" else "",
            "level": drawn.choice(LEVELS) if name[0] in "SC" else "",
            "closed": "2020" if drawn.random() < 0.08 else "",
        }
        for name in names
    ]
    agreements = [{"id": name, "fields": drawn.choice(("", "", "46", "50;53"))} for name in deals]
    return make_network(deals, organizations=organizations, agreements=agreements)


def assert_alike(store, network, name, **asked):
    kind = str(network.kinds[network.code_of[name]])
    told = {"kind": asked.get("kind"), "countries": asked.get("countries", ())}
    expected = find_matches(network, name, **told).table
    given = {"kind": asked.get("kind"), "country": asked.get("countries", (None,))[0]}
    given = {key: value for key, value in given.items() if value}
    answer = ask(store, QUESTION, {kind: name, "limit": "100000", **given})
    columns = ["organization", "score", "via", "agreements", "partners"]
    places = [answer.columns.index(column) for column in columns]
    found = [tuple(row[place] for place in places) for row in answer.rows]
    rows = zip(*(expected[column] for column in [*columns[:-1], "load"]), strict=True)
    assert found == [
        (name, None if score != score else score, list(via), list(agreements), load)  # noqa: PLR0124
        for name, score, via, agreements, load in rows
    ]


def matched(network):
    return [
        str(name)
        for name, kind, member in zip(network.ids, network.kinds, network.members, strict=True)
        if kind in PARTNER_KINDS and member
    ]


@proof
@pytest.mark.slow
def test_random_networks_pushed_one_over_the_other(store):
    """Each push ends most of the last one, which no answer may show any more."""
    for seed in range(NETWORKS):
        if seed % A_STORE == 0:  # what has ended stays, and would slow two hundred pushes down
            store.write([("MATCH (n) DETACH DELETE n", {})])
        network = random_network(seed)
        push(store, network)
        for name in matched(network)[seed % 5 :: 5][:2]:
            assert_alike(store, network, name)


@proof
@pytest.mark.parametrize("engine", ["filled", "filled_5", "filled_2026"])
def test_the_bundled_data(request, bundled_network, engine):
    store = request.getfixturevalue(engine)
    names = matched(bundled_network)
    for name in names[:: (10 if WHOLE else 20) if engine == "filled" else 40]:
        assert_alike(store, bundled_network, name)
    assert_alike(store, bundled_network, "cn-liuzhou-vtc", countries=("IDN",))
    assert_alike(store, bundled_network, "cn-liuzhou-vtc", kind="enterprise")


def test_three_doors_propose_the_same(store, capsys, example_network):
    """Command, report and store: organizations, order and scores, of all of the example."""
    push(store, example_network)
    package = load_package(EXAMPLE)
    for name in matched(example_network):
        assert_alike(store, example_network, name)
        kind = str(example_network.kinds[example_network.code_of[name]])
        stored = ask(store, QUESTION, {kind: name, "limit": "1000"})
        places = [stored.columns.index(column) for column in ("organization", "score")]
        expected = [tuple(row[place] for place in places) for row in stored.rows]
        with pytest.raises(SystemExit):
            main(["-d", str(EXAMPLE), "matches", name, "--format", "json"])
        rows = json.loads(capsys.readouterr().out)["rows"]
        assert [(row["organization"], row["score"]) for row in rows] == expected
        own = select(network_of(package), organizations=[name])
        table = analyse(package, own, read_recipe("school"), str).results["matches"].table
        assert [*zip(table["organization"], table["score"], strict=True)] == expected
