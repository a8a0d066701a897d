"""The statements that read, write, end and remove nodes and links, made from our names alone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from netintl.model.vocabularies import vocabulary
from netintl.store.elements import HASH, LINK_ENDS, NODE_LABELS, kind_label

if TYPE_CHECKING:
    from collections.abc import Sequence

# A link that has ended changes its type: no path along the type of the current ones uses it.
PAST: Final = {"COOPERATES": "COOPERATED"}
_KEEP_FIRST: Final = "SET x = row.properties SET x.first_seen = first_seen RETURN count(*) AS done"


@dataclass(frozen=True, slots=True)
class Statements:
    """What is run for one label of nodes or one type of links; ``held`` returns the identity."""

    held: str
    create: str
    change: str
    end: str
    remove: str
    count: str


def node_statements(label: str, second: str = "") -> Statements:
    """Return the statements for nodes of one label, with a second label when created.

    Examples
    --------
    >>> node_statements("Organization", "School").create.splitlines()[2]
    'CREATE (x:Organization:School {id: row.id}) SET x += row.properties'
    """
    if label not in NODE_LABELS:
        raise ValueError(label)
    labels = f"{label}:{second}" if second else label
    found = f"UNWIND $rows AS row MATCH (x:{label} {{id: row.id}})\n"
    return Statements(
        held=f"MATCH (x:{label}) RETURN x.id AS id, x.{HASH} AS hash, x.current AS current",
        # ArcadeDB takes 30 ms for a MERGE on two labels, which it does not look up in the index.
        create=(
            f"UNWIND $rows AS row OPTIONAL MATCH (old:{label} {{id: row.id}})\n"
            "WITH row, old WHERE old IS NULL\n"
            f"CREATE (x:{labels} {{id: row.id}}) SET x += row.properties\n"
            "RETURN count(*) AS done"
        ),
        change=f"{found}WITH x, row, x.first_seen AS first_seen\n{_KEEP_FIRST}",
        end=f"{found}SET x.current = false, x.ended_on = $at RETURN count(*) AS done",
        remove=(
            f"MATCH (x:{label}) WHERE x.{HASH} IS NOT NULL AND NOT EXISTS {{ (x)--() }}\n"
            "WITH x LIMIT $size DELETE x RETURN count(*) AS done"
        ),
        count=(
            f"MATCH (x:{label}) RETURN count(x) AS count, "
            "sum(CASE WHEN x.current THEN 1 ELSE 0 END) AS current"
        ),
    )


def link_statements(type_: str) -> Statements:
    """Return the statements for links of one type.

    Examples
    --------
    >>> link_statements("STATED_IN").held.split(" RETURN")[0]
    'MATCH (a:Agreement)-[x:STATED_IN]->(b:Source)'
    """
    start, end = LINK_ENDS[type_]
    ends = (
        f"UNWIND $rows AS row MATCH (a:{start} {{id: row.start}}) MATCH (b:{end} {{id: row.end}})\n"
    )
    found = f"{ends}MATCH (a)-[x:{type_} {{key: row.key}}]->(b)\n"
    types = f"{type_}|{PAST[type_]}" if type_ in PAST else type_
    ended = "SET x.current = false, x.ended_on = $at RETURN count(*) AS done"
    return Statements(
        held=(
            f"MATCH (a:{start})-[x:{type_}]->(b:{end}) RETURN a.id AS start, b.id AS end, "
            f"x.key AS key, x.{HASH} AS hash, x.current AS current"
        ),
        create=(
            f"{ends}MERGE (a)-[x:{type_} {{key: row.key}}]->(b) SET x += row.properties\n"
            "RETURN count(*) AS done"
        ),
        change=f"{found}WITH x, row, x.first_seen AS first_seen\n{_KEEP_FIRST}",
        end=f"{found}{_ending(type_)}{ended}",
        remove=(
            f"MATCH ()-[x:{types}]->() WHERE x.{HASH} IS NOT NULL\n"
            "WITH x LIMIT $size DELETE x RETURN count(*) AS done"
        ),
        count=(
            f"MATCH ()-[x:{types}]->() RETURN count(x) AS count, "
            "sum(CASE WHEN x.current THEN 1 ELSE 0 END) AS current"
        ),
    )


def _ending(type_: str) -> str:
    """Return what gives a link that ends its other type, if it has one."""
    if type_ not in PAST:
        return ""
    return (
        f"MERGE (a)-[y:{PAST[type_]} {{key: row.key, ended_on: $at}}]->(b)\n"
        "SET y += properties(x) DELETE x\nWITH y AS x\n"
    )


def relabel_statements(second: str) -> Sequence[str]:
    """Return what gives organizations the label of the kind they have become."""
    others = [kind_label(kind) for kind in vocabulary("kinds")]
    found = "UNWIND $rows AS row MATCH (x:Organization {id: row.id})"
    leave = [f"{found} WHERE x:{other} REMOVE x:{other}" for other in others if other != second]
    return [f"{found} WHERE NOT x:{second} SET x:{second}", *leave]
