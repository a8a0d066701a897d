"""The query partner_matches and the command matches propose the same, with the same closure."""

from __future__ import annotations

import random

import pytest

from netintl.analyses.matches.candidates import PARTNER_KINDS
from netintl.analyses.matches.matches import find_matches
from netintl.store.asking import ask
from netintl.store.pushing import push
from netintl.store.questions import questions

from ..conftest import KINDS, make_network
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


def assert_alike(store, network, name):
    expected = find_matches(network, name).table
    kind = str(network.kinds[network.code_of[name]])
    answer = ask(store, QUESTION, {kind: name, "limit": "100000"})
    places = {column: place for place, column in enumerate(answer.columns)}
    found = {row[places["organization"]]: row for row in answer.rows}
    assert set(found) == set(expected["organization"])
    for row in expected.to_dict("records"):
        match = found[row["organization"]]
        assert match[places["closure"]] == pytest.approx(row["closure"], rel=1e-12)
        assert tuple(match[places["via"]]) == row["via"]
        assert tuple(match[places["agreements"]]) == row["agreements"]


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
        push(store, network, analyses=False)
        for name in matched(network)[seed % 5 :: 5][:2]:
            assert_alike(store, network, name)


@proof
@pytest.mark.parametrize("engine", ["filled", "filled_5", "filled_2026"])
def test_the_bundled_data(request, bundled_network, engine):
    store = request.getfixturevalue(engine)
    names = matched(bundled_network)
    for name in names[:: (10 if WHOLE else 20) if engine == "filled" else 40]:
        assert_alike(store, bundled_network, name)
