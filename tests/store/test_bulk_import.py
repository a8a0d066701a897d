"""Neo4j's own import tool makes of our files what a push makes, and a push finds nothing to do."""

from __future__ import annotations

import json

import pytest

from netintl.store.bulk_files import ARGUMENT_FILE, write_bulk_files
from netintl.store.elements import LINK_ENDS, NODE_LABELS
from netintl.store.migrations import schema_names
from netintl.store.pushing import push
from netintl.store.upkeep import clear, status

from ..proofs import first, proof
from ..servers.fixtures import obtained
from ..servers.releases import NEO4J_5, NEO4J_2026
from .conftest import on_server
from .hostile import hostile_network

pytestmark = pytest.mark.slow

AT = "2026-01-01T00:00:00+00:00"
LATER = "2026-02-01T00:00:00+00:00"
_NODES = """
MATCH (n) WHERE NOT n:NetintlStore AND NOT n:NetintlMigration
RETURN labels(n) AS labels, properties(n) AS properties
"""
_LINKS = """
MATCH (a)-[x]->(b)
RETURN type(x) AS type, a.id AS start, b.id AS end, properties(x) AS properties
"""
_SCHEMA = "SHOW INDEXES YIELD name RETURN name"


@pytest.fixture(scope="module")
def hostile(example_network):
    return hostile_network(example_network)


def held(store) -> tuple[list[str], list[str]]:
    """Return all nodes and links as texts in order."""
    nodes = [[sorted(labels), values] for labels, values in store.stream(_NODES)]
    links = list(store.stream(_LINKS))
    return tuple(sorted(json.dumps(row, sort_keys=True) for row in rows) for rows in (nodes, links))


@proof
@pytest.mark.parametrize(
    ("version", "bulk_format"),
    first(2, (NEO4J_5, "csv"), (NEO4J_2026, "parquet"), (NEO4J_2026, "csv")),
)
def test_an_import_is_a_push(version, bulk_format, hostile, tmp_path) -> None:
    home = tmp_path / "home"  # neo4j-admin runs there, and the files are named as seen from there
    counts = write_bulk_files(hostile, home, bulk_format=bulk_format, at=AT)
    server = obtained(version, home=home)
    server.admin("database", "import", "full", "neo4j", f"@{ARGUMENT_FILE}")
    with server, on_server(server) as store:
        found = status(store)
        assert {name: both for name, both in found.counts.items() if both[0]} == {
            name: (count, count) for name, count in counts.items() if count
        }
        assert set(counts) == {*NODE_LABELS, *LINK_ENDS}
        assert (found.complete, found.fingerprint) == (True, hostile.fingerprint)
        assert found.pushed_at == AT
        imported = held(store)
        pushed = push(store, hostile, at=LATER)
        total = pushed.total
        assert (total.created, total.updated, total.ended) == (0, 0, 0)
        assert total.unchanged == sum(counts.values())
        assert held(store) == imported
        assert {name for (name,) in store.stream(_SCHEMA)} >= {name for _, name in schema_names()}
        clear(store)
        push(store, hostile, at=AT)
        assert held(store) == imported
