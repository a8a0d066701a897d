"""A full disk, damaged files and endless calculations: one sentence, and the next push is whole."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import threading
from pathlib import Path

import neo4j
import pytest

from netintl.errors import StoreError
from netintl.store import client, deadlines, embedded, pushing
from netintl.store.addresses import Address
from netintl.store.client import Store
from netintl.store.finding_rows import find_all
from netintl.store.pushing import push

from ..proofs import first, proof
from .conftest import on_server
from .holdings import check_whole, current, holdings

ROOT = Path(__file__).parents[2]
ENDLESS = "RETURN reduce(s = 0, x IN range(1, 20000000) | s + x) AS s"
LONG = "UNWIND range(1, 100000) AS a UNWIND range(1, 100000) AS b RETURN max(a * b) AS most"
SQUEEZED = """
import os, resource, signal, sys
from netintl.cli import main
from netintl.store import embedded
if sys.argv[1] != "-":
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[1]), resource.RLIM_INFINITY))
embedded.RESERVE = int(sys.argv[2])
main(["-q", "-d", "data/worked-example", "store", "push", "--no-findings"])
"""


def squeezed(folder: Path, limit: int | str, reserve: int) -> subprocess.CompletedProcess[str]:
    """Push in a process that may not write files larger than the limit."""
    command = [sys.executable, "-c", SQUEEZED, str(limit), str(reserve)]
    environment = {**os.environ, "NETINTL_STORE": str(folder)}
    return subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )


def check_refused(outcome: subprocess.CompletedProcess[str], said: str) -> None:
    assert outcome.returncode == 4, outcome.stderr
    assert said in outcome.stderr
    assert len(outcome.stderr.splitlines()) == 1, outcome.stderr


@pytest.fixture(scope="module")
def sound(tmp_path_factory, example_network):
    """A closed store with the example and its findings, and all that it holds."""
    folder = tmp_path_factory.mktemp("sound") / "store"
    with Store(Address(folder=folder)) as store:
        push(store, example_network)
        return folder, current(holdings(store))


@pytest.fixture
def quick_findings(example_network, monkeypatch):
    found = find_all(example_network, str)
    monkeypatch.setattr(pushing, "find_all", lambda _network, _tell: found)


def check_completed(folder: Path, network, held) -> None:
    with Store(Address(folder=folder)) as store:
        push(store, network)
        again = push(store, network)
        assert again.total.created == again.total.updated == again.total.ended == 0
        assert current(holdings(store)) == held
        check_whole(holdings(store))


@pytest.mark.slow
@proof
@pytest.mark.parametrize("limit", first(2, 40_000, 2_000_000, 200_000))
def test_a_file_that_may_not_grow_is_one_sentence(
    tmp_path, example_network, quick_findings, sound, limit
):
    _folder, held = sound
    check_refused(squeezed(tmp_path / "store", limit, 0), "The embedded store in")
    check_completed(tmp_path / "store", example_network, held)


@pytest.fixture
def small_disk(tmp_path):
    """A file system of eleven megabytes; the engine fills it while it makes a type of nodes."""
    place = tmp_path / "disk"
    place.mkdir()
    options = ["-t", "tmpfs", "-o", "size=11m", "tmpfs", str(place)]
    try:
        subprocess.run(["mount", *options], check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("Only root can make a small disk.")
    yield place
    subprocess.run(["umount", str(place)], check=True)


@pytest.mark.slow
def test_a_full_disk_is_one_sentence_and_heals(small_disk, example_network, quick_findings, sound):
    check_refused(squeezed(small_disk / "store", "-", 0), "failed: ")
    check_refused(squeezed(small_disk / "store", "-", 0), "cannot be opened")
    subprocess.run(["mount", "-o", "remount,size=200m", str(small_disk)], check=True)
    check_completed(small_disk / "store", example_network, sound[1])
    subprocess.run(["mount", "-o", "remount,ro", str(small_disk)], check=True)
    check_refused(squeezed(small_disk / "store", "-", 0), "cannot be")


def test_a_nearly_full_disk_is_never_filled(store, monkeypatch, example_network):
    monkeypatch.setattr(embedded, "RESERVE", 2**60)
    with pytest.raises(StoreError, match=r"has less than \d+ MB left") as refused:
        push(store, example_network, analyses=False)
    assert "Make room" in refused.value.cure


@pytest.mark.slow
@pytest.mark.parametrize(
    ("pattern", "mended"),
    [
        ("Organization%7ESchool_0.*.bucket", False),
        ("PARTY_TO_0.*.bucket", False),
        ("configuration.json", False),
        ("schema.json", False),
        ("Organization%7ESchool_0_*.umtidx", True),
        ("Country_0_*.umtidx", True),
    ],
)
def test_a_file_cut_short_is_mended_or_named(
    tmp_path, example_network, quick_findings, sound, pattern, mended
):
    folder, held = sound
    damaged = tmp_path / "store"
    shutil.copytree(folder, damaged)
    (file,) = (damaged / "databases" / "netintl").glob(pattern)
    os.truncate(file, file.stat().st_size // 2)
    if mended:
        check_completed(damaged, example_network, held)
        return
    with pytest.raises(StoreError, match=r"is damaged|cannot be opened") as refused:
        check_completed(damaged, example_network, held)
    assert "elete the folder and push again" in refused.value.cure
    shutil.rmtree(damaged)
    check_completed(damaged, example_network, held)


@pytest.mark.skipif(sys.platform != "linux", reason="Linux alone has such a folder")
def test_a_folder_that_nobody_can_make_is_named():
    with pytest.raises(StoreError, match="cannot be made"), Store(Address(folder=Path("/proc/x"))):
        pass


def test_a_store_that_is_only_read_is_not_made(tmp_path):
    with (
        pytest.raises(StoreError, match="holds nothing yet"),
        Store(Address(folder=tmp_path / "none"), existing=True),
    ):
        pass
    assert not list(tmp_path.iterdir())


def test_a_question_over_bolt_is_stopped_too(store):
    with pytest.raises(StoreError, match="longer than allowed"):
        store.read(LONG, seconds=1)
    assert store.read("RETURN 1 AS one").rows == ((1,),)


@pytest.mark.parametrize("engine", ["store", "spare"])
def test_a_calculation_that_never_looks_at_the_clock_is_given_up(request, engine, monkeypatch):
    monkeypatch.setattr(deadlines, "GRACE", 0.1)
    asked = request.getfixturevalue(engine)
    with pytest.raises(StoreError, match="longer than allowed"):
        asked.read_guarded(ENDLESS, {}, seconds=0.2, limit=10)
    assert asked.read("RETURN 1 AS one").rows == ((1,),)


@pytest.fixture
def spare(running_5):
    with on_server(running_5) as store:
        yield store


@pytest.mark.parametrize("engine", ["running_5"])
def test_a_query_that_was_given_up_keeps_its_driver_to_its_end(request, engine, monkeypatch):
    """A driver closed under it would open a connection anew, which nobody closes."""
    gate, answer = threading.Event(), client._answer
    monkeypatch.setattr(deadlines, "GRACE", 0.1)
    monkeypatch.setattr(client, "_answer", lambda *given: (gate.wait(600), answer(*given))[1])
    before = set(threading.enumerate())
    with on_server(request.getfixturevalue(engine)) as store:
        with pytest.raises(StoreError, match="longer than allowed"):
            store.read("RETURN 1 AS one", seconds=0.2)
        (left,) = set(threading.enumerate()) - before
    store._driver.verify_connectivity()
    gate.set()
    left.join(600)
    assert not left.is_alive()
    with pytest.raises(neo4j.exceptions.DriverError, match="closed"):
        store._driver.verify_connectivity()


def test_a_store_can_be_opened_once_more(example_network, tmp_path):
    store = Store(Address(folder=tmp_path / "store"))
    for _time in range(2):
        with store:
            assert store.read("RETURN 1 AS one").rows == ((1,),)
            assert store.read("RETURN 2 AS two").rows == ((2,),)


def test_nodes_links_and_paths_are_told_alike(store):
    store.write([("CREATE (:Probe {id: 'a'})-[:TIED {key: 'k'}]->(:Probe {id: 'b'})", {})])
    text = "MATCH p = (a:Probe {id: 'a'})-[r]->() RETURN a, r, p"
    (found,) = store.read_guarded(text, {}, seconds=60, limit=1).rows
    assert found == ({"id": "a"}, {"key": "k"}, [{"id": "a"}, {"key": "k"}, {"id": "b"}])
    assert store.read(text).rows == (found,)
