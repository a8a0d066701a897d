"""A store that refuses, is not there or breaks off: one sentence, its cure, and data unharmed."""

from __future__ import annotations

import socket
from contextlib import closing, suppress

import pytest

from netintl.errors import StoreError, UsageError
from netintl.store import client, leases
from netintl.store.addresses import Address, find_address
from netintl.store.client import Store
from netintl.store.engines import recognised
from netintl.store.pushing import push
from netintl.store.upkeep import status

from ..servers.fixtures import obtained
from ..servers.releases import NEO4J_5
from .conftest import on_server
from .proxies import Proxy


def said_by(address):
    """Return what opening a store says."""
    with pytest.raises(StoreError) as refused, Store(address):
        pass
    assert refused.value.exit_code == 4
    assert refused.value.cure
    assert len(str(refused.value).splitlines()) == 1
    return str(refused.value)


@pytest.mark.parametrize("server", ["neo4j_5", "neo4j_2026"])
def test_what_does_not_fit_a_server_is_named(request, server):
    found = request.getfixturevalue(server)
    plain, port = (found.user, found.password), found.port
    assert "user name and password" in said_by(Address(found.uri, found.user, "wrong"))
    assert "user name and password" in said_by(Address(found.uri, "nobody", found.password))
    assert "does not encrypt" in said_by(Address(f"bolt+s://127.0.0.1:{port}", *plain))
    assert "does not encrypt" in said_by(Address(f"bolt+ssc://127.0.0.1:{port}", *plain))
    assert "does not exist" in said_by(Address(found.uri, *plain, database="nope"))


def test_a_server_that_is_not_there_is_named():
    assert "not known" in said_by(Address("bolt://nohost.invalid:7687"))
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    assert "no answer" in said_by(Address(f"bolt://127.0.0.1:{port}"))


@pytest.mark.parametrize("server", ["neo4j_5", "neo4j_2026"])
def test_an_address_of_a_cluster_works_on_one_server(request, server):
    found = request.getfixturevalue(server)
    uri = f"neo4j://127.0.0.1:{found.port}"
    with Store(Address(uri, found.user, found.password)) as store:
        assert store.read("RETURN 1 AS one").rows == ((1,),)


@pytest.mark.parametrize(
    ("agent", "known"),
    [
        ("Neo4j/5.26.16", ("Neo4j", "5.26.16")),
        ("Neo4j/2026.09.0", ("Neo4j", "2026.09.0")),
        ("Neo4j/5.26.0 compatible (ArcadeDB 26.10.2)", ("ArcadeDB", "26.10.2")),
        ("Neo4j/4.4.30", "too old"),
        ("Neo4j/5.25.1", "too old"),
        ("Memgraph/2.1", "does not know"),
        ("", "does not know"),
    ],
)
def test_engines_are_told_apart(agent, known):
    if isinstance(known, tuple):
        assert recognised(agent, Address("bolt://x")) == known
        return
    with pytest.raises(StoreError, match=known) as refused:
        recognised(agent, Address("bolt://x"))
    assert "5.26" in refused.value.cure


@pytest.mark.parametrize("uri", ["bolt://host:port", "bolt://[::1", "neo4j://:7687", "bolt://h:0"])
def test_a_broken_address_is_refused(uri):
    with pytest.raises(UsageError, match="no address"):
        find_address(uri, {})


def test_the_database_of_accounts_is_refused():
    with pytest.raises(UsageError, match="accounts"):
        find_address("bolt://host", {"NEO4J_DATABASE": "system"})


@pytest.mark.slow
def test_a_database_that_can_only_be_read_is_named(example_network):
    with closing(obtained(NEO4J_5)) as server:
        server.start()
        server.stop()
        server._settings["server.databases.default_to_read_only"] = "true"
        server.start()
        with on_server(server) as store:
            with pytest.raises(StoreError, match="can only be read") as refused:
                push(store, example_network, analyses=False)
            assert refused.value.cure == "Choose a database that may be written."
            assert store.read("MATCH (n) RETURN count(n) AS n").rows == ((0,),)


@pytest.mark.slow
@pytest.mark.parametrize(("after", "how"), [(2_000, "cut"), (6_000, "cut"), (2_000, "hang")])
def test_a_push_whose_cable_is_cut_is_completed_by_the_next(
    emptied_5, example_network, monkeypatch, after, how
):
    """It fails in one sentence or goes on over another connection; nothing is there twice."""
    monkeypatch.setitem(client._POOL, "max_transaction_retry_time", 6.0)
    monkeypatch.setattr(leases, "SECONDS", 2)  # nobody else wants the lease that stays behind
    account = (emptied_5.user, emptied_5.password)
    with Proxy(emptied_5.port, after=after, how=how) as cable:
        with suppress(StoreError), Store(Address(cable.uri, *account)) as store:
            push(store, example_network, analyses=False, wait=6)
        assert cable.troubles
    with on_server(emptied_5) as store:
        push(store, example_network, analyses=False, wait=300)
        again = push(store, example_network, analyses=False)
        held = status(store)
    assert held.complete
    assert again.total.unchanged == sum(current for _all, current in held.counts.values())
    assert again.total.created == again.total.updated == again.total.ended == 0
