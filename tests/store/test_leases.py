import os
import socket

import pytest

from netintl.errors import StoreError
from netintl.store import leases
from netintl.store.leases import Lease


def test_one_push_at_a_time(store):
    first, second = Lease(store), Lease(store)
    first.take(0)
    with pytest.raises(StoreError, match="Another push is writing"):
        second.take(0)
    first.give_back()
    second.take(0)


def test_a_batch_of_a_lost_lease_writes_nothing(store):
    first, second = Lease(store), Lease(store)
    first.take(0)
    first.give_back()
    second.take(0)
    with pytest.raises(StoreError, match="has taken over"):
        first.batch(lambda transaction: transaction.run("CREATE (n:Probe)").consume())
    second.batch(lambda transaction: transaction.run("CREATE (n:Probe)").consume())
    assert store.read("MATCH (n:Probe) RETURN count(n) AS n").rows == ((1,),)


def _owned_by(store, owner):
    lease = Lease(store)
    lease.owner = owner
    lease.take(0)


def test_the_lease_of_a_process_that_has_died_is_free_at_once(store):
    gone = os.fork()
    if gone == 0:
        os._exit(0)
    os.waitpid(gone, 0)
    _owned_by(store, f"{socket.gethostname()}/{gone}")
    Lease(store).take(0)


def test_nothing_is_known_of_other_machines_until_the_lease_runs_out(store):
    _owned_by(store, "elsewhere/1")
    with pytest.raises(StoreError, match="elsewhere/1"):
        Lease(store).take(0)
    past = {"span": leases.SECONDS * 1_000 + 1}
    store.write([("MATCH (s:NetintlStore) SET s.beat = s.beat - $span", past)])
    Lease(store).take(0)
