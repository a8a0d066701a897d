"""All that a store holds of ours, to compare two stores, or one store at two times."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netintl.store.elements import LINK_ENDS, NODE_LABELS
from netintl.store.ownership import OWN_LABELS
from netintl.store.statements import PAST, link_statements, node_statements

if TYPE_CHECKING:
    from netintl.store.client import Store

COUNTS = "nodes and links"
_CURRENT = -1


def holdings(store: Store) -> dict[str, list[list]]:
    """Return by label and type the identity, hash and currency of everything, in order.

    The numbers of all nodes and links, whatever they are, come last.
    """
    held = {label: node_statements(label).held for label in NODE_LABELS}
    held |= {type_: link_statements(type_).held for type_ in LINK_ENDS}
    for type_, past in PAST.items():
        start, end = LINK_ENDS[type_]
        held[past] = (
            f"MATCH (a:{start})-[x:{past}]->(b:{end}) RETURN a.id AS start, b.id AS end, "
            "x.key AS key, x.ended_on AS ended_on, x.netintl_hash AS hash, x.current AS current"
        )
    found = {name: sorted(map(list, store.stream(text))) for name, text in held.items()}
    nodes = store.read("MATCH (n) RETURN count(n) AS n").rows[0][0]
    links = store.read("MATCH ()-[x]->() RETURN count(x) AS n").rows[0][0]
    own = [store.read(f"MATCH (n:{label}) RETURN count(n) AS n").rows[0][0] for label in OWN_LABELS]
    found[COUNTS] = [[nodes - sum(own), links]]
    return found


def check_whole(held: dict[str, list[list]]) -> None:
    """Nothing is there twice, and every node and link can be found by its label or type."""
    nodes = sum(len(held[label]) for label in NODE_LABELS)
    links = sum(len(rows) for name, rows in held.items() if name not in (*NODE_LABELS, COUNTS))
    assert held[COUNTS] == [[nodes, links]]
    for name, rows in held.items():
        identities = [tuple(row[:-2]) for row in rows]
        assert len(identities) == len(set(identities)), name


def current(held: dict[str, list[list]]) -> dict[str, list[list]]:
    """Return what is current, without what has ended."""
    return {
        name: [row for row in rows if row[_CURRENT] is True]
        for name, rows in held.items()
        if name != COUNTS
    }
