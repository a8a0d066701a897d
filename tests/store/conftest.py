"""Stores to test with: an empty one, and one that holds the bundled data, on each engine."""

from __future__ import annotations

import pytest

from netintl.store import leases
from netintl.store.addresses import Address
from netintl.store.client import Store
from netintl.store.pushing import push

from ..conftest import PUSHED
from ..servers.fixtures import obtained
from ..servers.releases import NEO4J_5
from .desk import Desk


@pytest.fixture(scope="session", autouse=True)
def always_once(findings_once):
    """Let every store that is filled with the bundled data take the same findings."""


@pytest.fixture(autouse=True)
def long_leases(monkeypatch):
    """Let no lease run out because the machine has other work."""
    monkeypatch.setattr(leases, "SECONDS", 3_600)


@pytest.fixture(scope="session")
def embedded(tmp_path_factory):
    with Store(Address(folder=tmp_path_factory.mktemp("store"))) as store:
        yield store


@pytest.fixture
def store(embedded):
    embedded.write([("MATCH (n) DETACH DELETE n", {})])
    return embedded


@pytest.fixture(scope="session")
def desk(bundled_network):
    return Desk(bundled_network)


@pytest.fixture(scope="session")
def filled(filled_folder):
    """Return the embedded store with the bundled data."""
    with Store(Address(folder=filled_folder())) as store:
        yield store


def on_server(server):
    address = Address(uri=server.uri, user=server.user, password=server.password)
    return Store(address)


@pytest.fixture(scope="session")
def filled_5(neo4j_5, bundled_network):
    """Return Neo4j 5.26 with the bundled data."""
    with on_server(neo4j_5) as store:
        push(store, bundled_network, at=PUSHED)
        yield store


@pytest.fixture(scope="session")
def filled_2026(neo4j_2026, bundled_network):
    """Return Neo4j 2026 with the bundled data."""
    with on_server(neo4j_2026) as store:
        push(store, bundled_network, at=PUSHED)
        yield store


@pytest.fixture(scope="session")
def spare_5():
    """Return Neo4j 5.26 that tests may empty and kill; who is silent for ten seconds is gone."""
    with obtained(NEO4J_5, settings={"server.bolt.connection_keep_alive": "5s"}) as server:
        yield server


@pytest.fixture
def running_5(spare_5):
    """Return the spare server, started again after a test that killed it."""
    if not spare_5.runs:
        spare_5.start()
    return spare_5


@pytest.fixture
def emptied_5(running_5):
    empty(running_5)
    return running_5


def empty(server) -> None:
    with on_server(server) as store:
        store.write([("MATCH (n) DETACH DELETE n", {})])
