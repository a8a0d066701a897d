"""A warm process whose forked children push, so that a push can be killed many times a minute.

It reads one order a line and answers each with one line: what the child told, and how it ended.
Java starts in the child alone.
"""

from __future__ import annotations

import json
import os
import select
import signal
import sys
import time
from pathlib import Path
from typing import Any

import netintl.store.leases as leases_module
import netintl.store.pushing as pushing_module
from netintl import Network, load
from netintl.errors import NetintlError
from netintl.model.bundled import bundled
from netintl.store.addresses import Address
from netintl.store.client import Store
from netintl.store.finding_rows import find_all
from netintl.store.pushing import push

from .holdings import holdings

BATCH = 25  # rows; small, so that there are many moments between batches
_PATIENCE = 600.0  # seconds without a word from a child, on a machine with other work
_READY = {"start": b"", "open": b'"event": "open"'}


def whole() -> Network:
    return load(bundled("data") / "worked-example")


def changed() -> Network:
    """The same network a year later: an agreement has gone, a city and a kind are others."""
    network = whole()
    bodies, deals, parties = (
        network.organizations.copy(), network.agreements, network.parties
    )  # fmt: skip
    gone, school = deals["id"].iloc[0], network.ids[network.kinds == "school"][0]
    bodies.loc[bodies.index[0], "city"] = "Vientiane"
    bodies.loc[bodies["id"] == school, "kind"] = "college"
    return Network.from_tables(
        {
            **network.tables,
            "organizations": bodies,
            "agreements": deals[deals["id"] != gone],
            "parties": parties[parties["agreement"] != gone],
        }
    )


class Child:
    """Tells through a pipe what the store holds, and each batch as soon as it is acknowledged."""

    def __init__(self, order: dict[str, Any], networks: dict[str, Network], pipe: int) -> None:
        self.order, self.network, self.pipe = order, networks[order["network"]], pipe
        self.bringing = ""
        writer: Any = pushing_module._Writer
        bring, write = writer.bring, writer._write

        def brought(its: Any, name: str, *rest: Any) -> None:
            self.bringing = name
            bring(its, name, *rest)

        def written(its: Any, text: str, rows: Any, **options: Any) -> None:
            write(its, text, rows, **options)
            names = ("id",) if "id" in rows[0] else ("start", "end", "key")
            ids = [[row[name] for name in names] for row in rows]
            self.say(event="wrote", name=self.bringing, rows=ids, ends="current = false" in text)

        writer.bring, writer._write = brought, written
        pushing_module.BATCH = BATCH

    def say(self, **event: Any) -> None:
        os.write(self.pipe, json.dumps(event).encode() + b"\n")

    def run(self) -> None:
        """Push; when told to, a second time, which finds everything as it is."""
        place = self.order["address"]
        try:
            with Store(Address(**{**place, "folder": Path(place.get("folder", "."))})) as store:
                self.say(event="open", holds=holdings(store))
                for _time in range(self.order.get("times", 1)):
                    begun = time.monotonic()
                    total = push(store, self.network, wait=self.order.get("wait", 10)).total
                    self.say(
                        event="done",
                        seconds=time.monotonic() - begun,
                        written=total.created + total.updated + total.ended,
                        holds=holdings(store),
                    )
        except NetintlError as problem:
            self.say(event="refused", said=f"{problem} {problem.cure}", code=problem.exit_code)
        except BaseException as problem:  # noqa: BLE001 - whatever it is, the test shall see it
            self.say(event="broke", said=repr(problem))


def follow(pid: int, pipe: int, order: dict[str, Any]) -> dict[str, Any]:
    """Read what a child says; strike it, or whom the order names, so long after it was ready."""
    told, due, kill, struck = b"", None, order.get("kill"), False
    ready, victim = _READY[order.get("since", "open")], order.get("victim") or pid
    while True:
        if kill is not None and due is None and ready in told:
            due = time.monotonic() + kill
        left = _PATIENCE if due is None else max(0.0, due - time.monotonic())
        if not select.select([pipe], [], [], left)[0]:
            os.kill(victim if due else pid, signal.SIGKILL)
            kill, due, struck = None, None, struck or due is not None
            continue
        part = os.read(pipe, 1 << 16)
        if not part:
            break
        told += part
    status = os.waitpid(pid, 0)[1]
    *lines, _cut_off = told.split(b"\n")
    events = [json.loads(line) for line in lines]
    return {"events": events, "killed": os.WIFSIGNALED(status), "struck": struck}


def main() -> None:
    networks = {"whole": whole(), "changed": changed()}
    found = {id(network): find_all(network, str) for network in networks.values()}
    pushing_module.find_all = lambda network, _tell: found[id(network)]
    leases_module.SECONDS = 3_600  # none runs out because the machine has other work
    answers = sys.stdout
    answers.write("ready\n")
    answers.flush()
    for line in sys.stdin:
        order = json.loads(line)
        reading, writing = os.pipe()
        pid = os.fork()
        if pid == 0:
            os.close(reading)
            Child(order, networks, writing).run()
            os._exit(0)
        os.close(writing)
        answers.write(json.dumps(follow(pid, reading, order)) + "\n")
        answers.flush()
        os.close(reading)


if __name__ == "__main__":
    main()
