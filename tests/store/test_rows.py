import json

import numpy as np
import pytest

import netintl
from netintl.analyses.matches.candidates import PARTNER_KINDS, THREE_MODE
from netintl.store.elements import LINK_ENDS, NODE_LABELS, content_hash, kind_label, known
from netintl.store.finding_rows import find_all
from netintl.store.known import CHANGED, NEW, SAME, Known
from netintl.store.link_rows import link_tables
from netintl.store.node_rows import node_tables


@pytest.fixture(scope="module")
def network():
    return netintl.load()


@pytest.fixture(scope="module")
def nodes(network):
    return {table.label: list(table.rows) for table in node_tables(network)}


@pytest.fixture(scope="module")
def links(network):
    return {table.type: list(table.rows) for table in link_tables(network)}


@pytest.fixture(scope="module")
def findings(network):
    return find_all(network, lambda _sentence: None)


def test_every_row_of_the_tables_is_a_node(network, nodes):
    assert len(nodes["Organization"]) == len(network.organizations)
    assert len(nodes["Agreement"]) == len(network.agreements)
    assert len(nodes["Source"]) == len(network.tables["sources"])
    assert len(nodes["Indicator"]) == len(network.tables["indicators"])


def test_labels_types_and_ids_are_those_declared(nodes, links, findings):
    tables = dict(nodes)
    tables |= {table.label: list(table.rows) for table in findings.node_tables()}
    typed = dict(links) | {table.type: list(table.rows) for table in findings.link_tables()}
    assert set(tables) == set(NODE_LABELS)
    assert set(typed) == set(LINK_ENDS)
    ids = {label: {row.id for row in rows} for label, rows in tables.items()}
    for label, rows in tables.items():
        assert len(ids[label]) == len(rows), label
    for type_, rows in typed.items():
        assert len({row.identity for row in rows}) == len(rows), type_
        start, end = LINK_ENDS[type_]
        assert {row.start for row in rows} <= ids[start], type_
        assert {row.end for row in rows} <= ids[end], type_


def test_only_what_is_known_is_written_and_can_be_sent(nodes, links, findings):
    rows = [row for table in (*nodes.values(), *links.values()) for row in table]
    for row in (*rows, *findings.nodes):
        assert all(value not in ("", [], None) for value in row.properties.values())
        json.dumps(dict(row.properties), allow_nan=False)


def test_cooperation_is_what_the_analyses_count(network, links):
    rows = {(row.start, row.end): row.properties for row in links["COOPERATES"]}
    assert len(rows) == len(network.pairs)
    graph = network.graph(THREE_MODE)
    code = int(np.argmax(graph.degree))
    name = str(network.ids[code])
    mine = [ends for ends, found in rows.items() if name in ends and found["layer"] in THREE_MODE]
    assert len(mine) == graph.degree[code]


def test_partners_of_an_organization_are_those_of_hubs_page_and_matches(network, nodes):
    degree = network.cooperation.degree
    told = {row.id: row.properties["partners"] for row in nodes["Organization"]}
    assert told == {str(network.ids[code]): int(count) for code, count in enumerate(degree)}


def test_findings_rest_on_the_agreements_their_reasons_cite(network, findings):
    gaps = netintl.find_gaps(network)
    cited = gaps.reasons[gaps.reasons["agreements"].map(bool)].iloc[0]
    name = f"{findings.run}/gaps/{cited['finding']}"
    found = {link.end for link in findings.evidence if link.start == name}
    assert found == set(cited["agreements"])


def test_the_run_names_the_network(network, findings):
    assert findings.fingerprint == network.fingerprint
    again = find_all(network, lambda _sentence: None)
    assert again == findings


def test_what_a_store_holds_is_told_from_what_is_new():
    same, other = content_hash({"a": 1}), content_hash({"a": 2})
    held = Known.of(
        [
            (("a", "b"), same, True),
            (("c",), same, True),
            (("d",), same, False),
            (("e",), same, True),
        ]
    )
    rows = [("a", "b"), ("c",), ("d",), ("x",)]
    assert held.judge(rows, [same, other, same, same]).tolist() == [SAME, CHANGED, CHANGED, NEW]
    assert held.gone == 1
    assert held.is_gone(("e",))
    assert not held.is_gone(("a", "b"))
    assert Known.of([]).judge([("a",)], [same]).tolist() == [NEW]


def test_an_unknown_kind_gets_no_label():
    assert kind_label("enterprise") == "Enterprise"
    with pytest.raises(ValueError, match="x"):
        kind_label("x` {id: 1}) DETACH DELETE n //")


def test_zero_is_known():
    assert known(count=0, persons=None, ok=False) == {"count": 0, "ok": False}


def test_candidates_are_those_of_the_command_in_its_order(network, findings):
    ranked = {
        row.properties["finding"]: row.properties
        for row in findings.nodes
        if row.properties["analysis"] == "matches"
    }
    for name, kind in [*zip(network.ids, network.kinds, strict=True)][::7]:  # each takes a while
        table = netintl.find_matches(network, name).table if kind in PARTNER_KINDS else []
        if not len(table):
            assert name not in ranked
            continue
        assert ranked[name]["candidates"] == table["organization"].tolist()
        assert [*map(float, ranked[name]["scores"])] == table["score"].tolist()
