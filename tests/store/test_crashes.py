"""A push, or the server it writes to, is killed: the next push completes it, to the row.

The moments are random, but the same in each run; ``NETINTL_KILLS`` sets how many there are.
"""

from __future__ import annotations

import json
import logging
import os
import random
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import pytest

from netintl.store.addresses import Address
from netintl.store.client import Store
from netintl.store.migrations import drop_schema
from netintl.store.statements import PAST

from ..proofs import proof, share
from .conftest import empty, on_server
from .holdings import COUNTS, check_whole, current
from .zygote import BATCH

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = [pytest.mark.slow, proof]
KILLS = int(os.environ.get("NETINTL_KILLS", share(10, 2)))
LOG = logging.getLogger(__name__)
AT_A_TIME = 10  # kills before the store is completed and compared
Held = dict[str, list[list]]


class Pushes:
    """Pushes by children of a warm process."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process
        assert process.stdout.readline() == "ready\n"

    def __call__(self, address: dict[str, str], network: str, **order: Any) -> dict[str, Any]:
        self.send(address, network, **order)
        return self.receive()

    def send(self, address: dict[str, str], network: str, **order: Any) -> None:
        line = json.dumps({"address": address, "network": network, **order})
        self._process.stdin.write(line + "\n")
        self._process.stdin.flush()

    def receive(self) -> dict[str, Any]:
        line = self._process.stdout.readline()
        assert line, f"the warm process has ended: {self._process.wait(600)}"
        outcome = json.loads(line)
        assert "broke" not in {event["event"] for event in outcome["events"]}, outcome["events"]
        return outcome


@contextmanager
def warm() -> Iterator[Pushes]:
    command = [sys.executable, "-m", "tests.store.zygote"]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    with subprocess.Popen(command, text=True, **pipes) as process:
        yield Pushes(process)
        assert process.communicate()[1] == ""


@pytest.fixture(scope="module")
def pushes():
    with warm() as ready:
        yield ready


@pytest.fixture(scope="module")
def fresh(pushes, tmp_path_factory) -> dict[str, Any]:
    """A push into an empty store: how long it takes, and what is there afterwards."""
    outcome = pushes({"folder": str(tmp_path_factory.mktemp("fresh"))}, "whole")
    done = outcome["events"][-1]
    check_whole(done["holds"])
    return done


class Witness:
    """Knows what was acknowledged, and compares what a store holds with it."""

    def __init__(self) -> None:
        self._known: dict[tuple, list] = {}
        self._acknowledged: dict[tuple, bool] = {}
        self.kills = 0

    def hear(self, outcome: dict[str, Any]) -> None:
        self.kills += outcome["killed"]
        for event in outcome["events"]:
            if "holds" in event:
                self._compare(event["holds"])
            if event["event"] == "wrote":
                for row in event["rows"]:
                    self._acknowledged[event["name"], *row] = not event["ends"]

    def _compare(self, held: Held) -> None:
        """All that was acknowledged is there, and of what was not no more than one batch."""
        check_whole(held)
        there = {(name, *row[:-2]): row[-2:] for name, rows in held.items() for row in rows}
        del there[(COUNTS,)]
        for (name, *row), is_current in self._acknowledged.items():
            if name in PAST and not is_current:
                assert (name, *row) not in there
                assert [row, False] in [[past[:3], past[-1]] for past in held[PAST[name]]]
            else:
                assert there[name, *row][-1] is is_current, (name, row)
        beyond = [
            key
            for key in {*self._known, *there}
            if self._known.get(key) != there.get(key)
            and key not in self._acknowledged
            and key[0] not in PAST.values()
        ]
        assert len(beyond) <= BATCH
        assert len({name for name, *_row in beyond}) <= 1
        assert not [key for key in self._known if key not in there and key[0] not in PAST]
        self._known, self._acknowledged = there, {}


def complete(pushes: Pushes, address: dict[str, str], fresh: dict[str, Any]) -> dict[str, Any]:
    """The next push completes the store: it holds what one holds that was never cut off."""
    outcome = pushes(address, "whole", times=2, wait=300)
    _opened, *done = (event for event in outcome["events"] if event["event"] != "wrote")
    assert [event["event"] for event in done] == ["done", "done"], done
    assert done[1]["written"] == 0
    assert current(done[1]["holds"]) == current(fresh["holds"])
    check_whole(done[1]["holds"])
    return outcome


def moments(seed: int, longest: float) -> Iterator[dict[str, Any]]:
    """Yield the networks in turn, each with the moment of its death; some die while opening."""
    chance = random.Random(seed)  # noqa: S311 - moments, not secrets
    for number in range(KILLS):
        kill = chance.uniform(0, longest)
        since = "start" if number % 5 == 4 else "open"
        yield {"network": ("whole", "changed")[number % 2], "kill": kill, "since": since}


def test_a_push_into_a_folder_that_is_killed_is_completed(pushes, fresh, tmp_path):
    killed = 0
    orders = list(moments(20, fresh["seconds"]))
    for start in range(0, len(orders), AT_A_TIME):
        address, witness = {"folder": str(tmp_path / str(start))}, Witness()
        for order in orders[start : start + AT_A_TIME]:
            witness.hear(pushes(address, **order))
        witness.hear(complete(pushes, address, fresh))
        killed += witness.kills
    LOG.info("killed %d of %d times", killed, KILLS)


def address_of(server) -> dict[str, str]:
    return {"uri": server.uri, "user": server.user, "password": server.password}


@pytest.fixture(scope="module")
def longest(pushes, spare_5) -> float:
    """How long a push into a server takes once it has run a few."""
    if not spare_5.runs:
        spare_5.start()
    empty(spare_5)
    witness = Witness()
    for network in ("whole", "changed", "whole", "changed"):
        outcome = pushes(address_of(spare_5), network)
        witness.hear(outcome)
    return outcome["events"][-1]["seconds"]


def test_a_push_to_a_server_that_is_killed_is_completed(pushes, fresh, longest, emptied_5):
    address, witness = address_of(emptied_5), Witness()
    witness.hear(pushes(address, "changed"))
    for order in moments(5, longest):
        witness.hear(pushes(address, **order))
    witness.hear(complete(pushes, address, fresh))
    LOG.info("killed %d of %d times", witness.kills, KILLS)


def test_a_server_that_is_killed_during_a_push_loses_nothing(pushes, fresh, longest, emptied_5):
    """The push goes on when the server is there again, or is refused; both are complete later."""
    server, witness, killed = emptied_5, Witness(), 0
    address = address_of(server)
    witness.hear(pushes(address, "changed"))
    for order in moments(526, longest):
        pushes.send(address, order["network"], kill=order["kill"], victim=server.pid)
        with ThreadPoolExecutor() as waiting:
            answer = waiting.submit(pushes.receive)
            while server.runs and not answer.done():
                time.sleep(0.02)
            if not answer.done() or answer.result()["struck"]:
                killed += 1
                server.kill()
                server.start()
            outcome = answer.result()
        witness.hear(outcome)
        last = outcome["events"][-1]
        assert last["event"] == "done" or last["code"] == 4
    witness.hear(complete(pushes, address, fresh))
    LOG.info("killed %d of %d times", killed, KILLS)


def test_of_two_pushes_to_a_server_one_waits_for_the_other(pushes, fresh, emptied_5):
    with on_server(emptied_5) as store:
        drop_schema(store)
    address = address_of(emptied_5)
    with warm() as others:
        pushes.send(address, "whole", wait=300)
        others.send(address, "changed", wait=300)
        outcomes = [pushes.receive(), others.receive()]
    for outcome in outcomes:
        assert outcome["events"][-1]["event"] == "done", outcome["events"][-1]
    complete(pushes, address, fresh)


def test_of_two_pushes_into_a_folder_the_second_is_refused(pushes, tmp_path):
    address = {"folder": str(tmp_path / "store")}
    with Store(Address(folder=tmp_path / "store")):
        outcome = pushes(address, "whole")
    (refused,) = outcome["events"]
    assert refused["code"] == 4
    assert "Another command has the store" in refused["said"]
    assert pushes(address, "whole")["events"][-1]["event"] == "done"
