"""The store against bare drivers, bare starts and pandas, each pair in turn in one run."""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pandas as pd
import pytest
from national import write_network

from netintl import load
from netintl.store.addresses import Address
from netintl.store.asking import ask, bound
from netintl.store.client import Store
from netintl.store.leases import Lease
from netintl.store.migrations import migrate
from netintl.store.pushing import push
from netintl.store.questions import questions

from ..servers.fixtures import obtained
from ..servers.releases import NEO4J_5
from ..store.desk import Desk
from ..store.equivalents import EQUIVALENTS
from .test_ratios import PYTHON, ROOT, ratio, record

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from netintl import Network

pytestmark = pytest.mark.benchmark
LINKS = 100_000
SIZES = {"school": 1_100, "college": 2_000, "enterprise": 5_000}
ENGINES = ("embedded", "neo4j")
BARE_START = """
import secrets, socket, sys, neo4j
from pathlib import Path
from arcadedb_embedded.server import ArcadeDBServer
def port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0)); return probe.getsockname()[1]
bolt, password = port(), secrets.token_urlsafe(24)
(Path(sys.argv[1]) / "config" / "server-users.jsonl").unlink(missing_ok=True)
server = ArcadeDBServer(sys.argv[1], password, {
    "host": "127.0.0.1", "http_port": port(), "bolt_port": bolt,
    "server_plugins": "Bolt:com.arcadedb.bolt.BoltProtocolPlugin", "mode": "development"})
server.start(); server.create_database("netintl")
with neo4j.GraphDatabase.driver(f"bolt://127.0.0.1:{bolt}", auth=("root", password)) as driver:
    driver.execute_query("RETURN 1 AS one", database_="netintl")
server.stop()
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    made = tmp_path_factory.mktemp("hundred_thousand")
    write_network(made, LINKS, sizes=SIZES)
    return made


@pytest.fixture(scope="module")
def network(folder) -> Network:
    return load(folder)


@contextmanager
def opened(engine: str, folder: Path) -> Iterator[Store]:
    """Open an empty store."""
    if engine == "embedded":
        with Store(Address(folder=folder)) as store:
            yield store
        return
    with obtained(NEO4J_5, settings={"server.memory.pagecache.size": "512m"}) as server:
        address = Address(server.uri, server.user, server.password)
        with Store(address) as store:
            yield store


@contextmanager
def recorded() -> Iterator[list[tuple[str, dict[str, Any]]]]:
    """Collect what pushes run inside their batches."""
    batches: list[tuple[str, dict[str, Any]]] = []
    whole = Lease.batch

    class Heard:
        def __init__(self, transaction: Any) -> None:
            self._transaction = transaction

        def run(self, text: str, *given: Any, **values: Any) -> Any:
            batches.append((text, values or (given[0] if given else {})))
            return self._transaction.run(text, *given, **values)

    Lease.batch = lambda self, work: whole(self, lambda transaction: work(Heard(transaction)))
    try:
        yield batches
    finally:
        Lease.batch = whole


@contextmanager
def clocked(engine: str, found: dict[str, float], name: str) -> Iterator[None]:
    """Measure processor time where the engine is in this process, else time on the wall."""
    clock = time.process_time if engine == "embedded" else time.perf_counter
    start = clock()
    yield
    found[name] = clock() - start


@pytest.fixture(scope="module", params=ENGINES)
def filled(request, network, tmp_path_factory) -> Iterator[tuple[str, Store, float]]:
    """Push the network, and write the very same batches with a bare driver into another store.

    A first push, which is not counted, tells the batches and warms the engine up.
    """
    engine, place = request.param, tmp_path_factory.mktemp(request.param)
    found: dict[str, float] = {}
    with opened(engine, place / "first") as first, recorded() as batches:
        push(first, network, analyses=False)
    with opened(engine, place / "bare") as bare:
        migrate(bare)
        with clocked(engine, found, "bare"):
            for text, values in batches:
                bare.write_in(lambda transaction, t=text, v=values: transaction.run(t, v).consume())
    del batches
    with opened(engine, place / "store") as store:
        with clocked(engine, found, "push"):
            push(store, network, analyses=False)
        yield engine, store, found["push"] / found["bare"]


def test_cold_query_against_a_bare_start(tmp_path) -> None:
    place = tmp_path / "store"
    with Store(Address(folder=place)) as store:
        push(store, load(ROOT / "data"))
    code = (
        "import os, sys; os.environ['NETINTL_STORE'] = sys.argv[1]; from netintl.cli import main;"
    )
    code += "main(['-q', 'query', 'partner_matches', '-p', 'school=cn-liuzhou-vtc'])"
    found = ratio((*PYTHON, code, str(place)), (*PYTHON, BARE_START, str(place)), runs=5)
    record("cold query partner_matches / bare start of the engine", found, 2)


def test_push_against_a_bare_driver_loop(filled) -> None:
    engine, _store, found = filled
    record(f"push of {LINKS:,} links, {engine} / the same batches by a bare driver", found, 1.3)


def chosen(network: Network) -> dict[str, list[dict[str, str]]]:
    """Choose parameters: organizations in the middle of their kind, and the largest hubs."""
    degree = network.graph(("school_college", "school_enterprise", "college_enterprise")).degree
    middle, hub = {}, {}
    for kind in SIZES:
        codes = [code for code in range(len(network.ids)) if network.kinds[code] == kind]
        codes.sort(key=lambda code: (int(degree[code]), code))
        middle[kind], hub[kind] = (str(network.ids[codes[i]]) for i in (len(codes) // 2, -1))
    country = str(network.countries[network.code_of[middle["enterprise"]]])
    there = {"country": country}
    ends = ({"school": middle["school"]}, {"school": hub["school"]})
    one = [{"organization": middle["school"]}, {"organization": hub["school"]}]
    return {
        "partner_matches": list(ends),
        "who_knows_whom": [
            {"from": found["school"], "to": found["enterprise"]} for found in (middle, hub)
        ],
        "shared_partners": [{"one": hub["school"], "other": hub["college"]}],
        "partners_of": one,
        "agreements_of": one,
        "agreements_expiring": [{"from": "2000"}],
        "dormant_agreements": [{"before": "2010", "day": "2026"}],
        "hubs_in_country": [there],
        "brokers_for": [{**names, **there} for names in one],
        "gap_cells": [there],
        "schools_for_gap": [{**there, "industry": "C"}],
        "pipelines_to_enterprise": [{"enterprise": hub["enterprise"]}],
        "bottlenecks": [{}],
        "brand_sites": [{"brand": "luban_workshop"}],
        "single_points_of_failure": [{}],
        "country_profile": [there],
        "field_landscape": [{"field": "46"}],
        "province_landscape": [{"province": "45"}],
        "unconnected_in_country": [there],
        "sources_of": [{"analysis": "gaps", "finding": f"{country}:C"}],
        "what_changed_since": [{"day": "2020"}],
        "organizations_named": [{"text": "E00"}],
        "demand_in_country": [there],
        "weak_evidence": [{"organization": hub["school"], "below": "1"}],
    }


@pytest.fixture(scope="module")
def laid_out(folder, network) -> tuple[Desk, float]:
    """Return the tables laid out, and the time pandas takes to read the two files they are in.

    Laying them out takes many times longer and is not counted: to the peer it is given.
    """
    desk = Desk(network)
    for name in ("links", "parties", "agreements_with", "counted", "days", "degree", "feeds"):
        getattr(desk, name)
    desk.__dict__["findings"] = {name: [] for name in ("hubs", "gaps", "fragility", "pipelines")}
    files = [folder / f"{name}.csv" for name in ("organizations", "links")]
    return desk, seconds(lambda: [pd.read_csv(file, dtype=str) for file in files])


def seconds(call: Any) -> float:
    start = time.perf_counter()
    call()
    return time.perf_counter() - start


def compared(store: Store, name: str, given: dict[str, str], desk: Desk) -> tuple[float, float]:
    """Return the seconds of a query and of its equivalent over tables that are laid out."""
    question, equivalent = questions()[name], EQUIVALENTS[name]
    asked = {**bound(store, question, given), "pushed": datetime.now(UTC).isoformat()}
    ask(store, question, given, seconds=600)
    ours = statistics.median(
        seconds(lambda: ask(store, question, given, seconds=600)) for _ in range(3)
    )
    return ours, seconds(lambda: equivalent(desk, asked))


def test_named_queries_against_pandas_and_networkx(filled, network, laid_out) -> None:
    """The peer reads the tables and answers; how it compares once they are read is only told."""
    engine, store, _ratio = filled
    desk, reading = laid_out
    worst = 0.0
    for name, cases in chosen(network).items():
        for given in cases:
            ours, peer = compared(store, name, given, desk)
            told, warm = ours / (reading + peer), ours / max(peer, 1e-6)
            worst = max(worst, told)
            sys.stdout.write(
                f"\n  {engine} {name}: {ours * 1000:.0f} ms, {told:.2f} x reading and answering, "
                f"{warm:.0f} x answering from memory"
            )
    record(f"slowest of all named queries, {engine} / pandas and networkx from files", worst, 5)


LOOKED_UP = {
    "partners_of", "agreements_of", "hubs_in_country", "brokers_for", "pipelines_to_enterprise",
    "brand_sites", "country_profile", "field_landscape", "province_landscape",
    "unconnected_in_country", "shared_partners", "weak_evidence", "sources_of", "who_knows_whom",
    "demand_in_country", "partner_matches",
}  # fmt: skip


def test_no_query_scans_where_an_id_is_given(filled, network) -> None:
    engine, store, _ratio = filled
    scans = []
    for name in sorted(LOOKED_UP):
        question = questions()[name]
        plan = store.plan(question.code, bound(store, question, chosen(network)[name][0])).plan
        text = str(plan)
        if "NodeByLabelScan" in text or "AllNodesScan" in text:
            scans.append(name)
    assert scans == [], engine


MEMORY = """
import resource, sys
from netintl import load
from netintl.store import pushing
from netintl.store.finding_rows import no_findings
from itertools import chain
network = load(sys.argv[1])
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
for table in chain(pushing.node_tables(network), pushing.link_tables(network)):
    held = pushing.Known.of(())
    for batch in pushing._batches(table.rows):
        held.judge([row.identity for row in batch], [row.content for row in batch])
print(before, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""


def test_memory_of_streaming_a_million_links(national: Path) -> None:
    """What a push adds to the memory of the loaded network, the engine aside."""
    command = (*PYTHON, MEMORY, str(national))
    found = subprocess.run(command, check=True, capture_output=True, text=True, cwd=ROOT)
    before, after = map(int, found.stdout.split())
    unit = 1 if sys.platform == "darwin" else 1024
    record("GB that rows of 1,000,000 links add", (after - before) * unit / 1e9, 1)
