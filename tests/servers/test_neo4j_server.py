"""Real servers start with authentication on, keep what they hold, and leave nothing behind."""

from __future__ import annotations

import os
import re
import signal
import socket
import stat
import subprocess
import sys
import time
from contextlib import closing
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import neo4j
import pytest
from neo4j.exceptions import AuthError, Neo4jError

from netintl.errors import StoreError
from netintl.store.addresses import find_address
from netintl.store.client import Store

from ..proofs import first, proof
from ..store.encryption import make_certificate
from . import kept_server, releases
from .fixtures import obtained
from .neo4j_server import HOST, Neo4jServer, free_port
from .releases import NEO4J_5, NEO4J_2026, ROOT, MissingError, ServerError, fetch_jars, find_java

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.slow
PATIENCE = 600  # seconds, for a machine with other work
each_server = pytest.mark.parametrize("fixture", ["neo4j_5", "neo4j_2026"])
each_version = pytest.mark.parametrize("version", [NEO4J_5, NEO4J_2026])


def rows_of(uri: str, password: str, text: str) -> list[list]:
    with neo4j.GraphDatabase.driver(uri, auth=("neo4j", password)) as driver:
        return [record.values() for record in driver.execute_query(text, database_="neo4j").records]


def listens(uri: str) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex((HOST, urlsplit(uri).port)) == 0


def runs(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


@each_server
def test_a_server_answers_who_knows_the_password(fixture, request) -> None:
    server = request.getfixturevalue(fixture)
    asked = (
        "CALL dbms.components() YIELD name, versions WHERE name = 'Neo4j Kernel' RETURN versions"
    )
    assert rows_of(server.uri, server.password, "RETURN 1") == [[1]]
    assert rows_of(server.uri, server.password, asked) == [[[server.version]]]


@each_server
@pytest.mark.parametrize("password", ["neo4j", "", "wrong"])
def test_a_server_refuses_a_wrong_password(fixture, request, password) -> None:
    server = request.getfixturevalue(fixture)
    with pytest.raises(AuthError):
        rows_of(server.uri, password, "RETURN 1")


@each_server
@pytest.mark.parametrize("scheme", ["file", "http", "ftp"])
def test_a_server_opens_no_file_and_no_address_for_anybody(
    fixture, request, scheme, tmp_path
) -> None:
    """The setting that the guide names, asked directly: netintl would refuse the text before."""
    server = request.getfixturevalue(fixture)
    secret = tmp_path / "secret.csv"
    secret.write_text("taken\n", encoding="utf-8")
    with socket.create_server((HOST, 0)) as listener:
        listener.setblocking(False)
        port = listener.getsockname()[1]
        address = secret.as_uri() if scheme == "file" else f"{scheme}://{HOST}:{port}/secret.csv"
        refusal = "allow_csv_import_from_file_urls|blocklist|blocked|Invalid URL"
        with pytest.raises(Neo4jError, match=refusal):
            rows_of(server.uri, server.password, f"LOAD CSV FROM '{address}' AS line RETURN line")
        with pytest.raises(BlockingIOError):
            listener.accept()


@pytest.mark.parametrize("version", [NEO4J_5, NEO4J_2026])
def test_a_server_that_encrypts_is_asked_by_those_it_can_prove_itself_to(version, tmp_path) -> None:
    certificate = make_certificate(tmp_path, "itself", host=HOST)
    encrypting = {
        "server.bolt.tls_level": "REQUIRED",
        "dbms.ssl.policy.bolt.enabled": "true",
        "dbms.ssl.policy.bolt.base_directory": str(tmp_path),
        "dbms.ssl.policy.bolt.private_key": "itself.key",
        "dbms.ssl.policy.bolt.public_certificate": "itself.pem",
        "dbms.ssl.policy.bolt.client_auth": "NONE",
    }
    with obtained(version, settings=encrypting) as server:
        environment = {"NEO4J_USERNAME": server.user, "NEO4J_PASSWORD": server.password}
        at = f"{HOST}:{server.port}"

        def asked(scheme: str, **more: str):
            with Store(find_address(f"{scheme}://{at}", environment | more)) as store:
                return store.read("RETURN 1 AS one").rows

        assert asked("bolt+ssc") == asked("neo4j+ssc") == ((1,),)
        assert asked("bolt+s", NETINTL_NEO4J_CA=str(certificate)) == ((1,),)
        for scheme in ("bolt", "bolt+s"):
            with pytest.raises(StoreError) as refused:
                asked(scheme)
            assert refused.value.exit_code == 4
            assert refused.value.cure


@proof
@pytest.mark.parametrize("version", first(1, NEO4J_5, NEO4J_2026))
def test_bulk_files_are_imported_and_nothing_is_left_behind(version, tmp_path) -> None:
    nodes, relationships = tmp_path / "nodes.csv", tmp_path / "relationships.csv"
    nodes.write_text("id:ID,name\ns1,天津\nc1,Bali\n", encoding="utf-8")
    relationships.write_text(":START_ID,:END_ID,agreements:int\ns1,c1,2\n", encoding="utf-8")
    asked = "MATCH (a:School)-[r:COOPERATES]->(b) RETURN a.name, r.agreements, b.name"
    with closing(obtained(version)) as server:
        files = (f"--nodes=School={nodes}", f"--relationships=COOPERATES={relationships}")
        assert "2 nodes" in server.admin("database", "import", "full", "neo4j", *files)
        server.start()
        assert rows_of(server.uri, server.password, asked) == [["天津", 2, "Bali"]]
        pid = server.pid
    assert not server.home.exists()
    assert not runs(pid)


def test_a_wrong_setting_tells_the_end_of_the_log() -> None:
    with closing(obtained(NEO4J_5, settings={"server.no_such_setting": "1"})) as server:
        with pytest.raises(ServerError, match="no_such_setting"):
            server.start()
        assert server.pid is None
    assert not server.home.exists()


@pytest.fixture
def kept(tmp_path):
    """Start what ``make neo4j`` starts, in a home of the test and on a port that is nobody's."""
    obtained(NEO4J_5).close()
    running: list[subprocess.Popen] = []

    def started() -> tuple[subprocess.Popen, dict[str, str]]:
        given = (NEO4J_5, tmp_path / "home", str(free_port()))
        command = [sys.executable, "-m", "tests.servers.kept_server", *given]
        process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
        running.append(process)
        told = []
        while sum(line.startswith("export ") for line in told) < 3:
            told.append(process.stdout.readline())
            assert told[-1], f"the server has ended: {process.wait(PATIENCE)}"
        return process, dict(re.findall(r"export (\w+)=(\S+)", "".join(told)))

    yield started
    for process in running:
        process.terminate()
        process.communicate(timeout=PATIENCE)


def test_a_kept_server_ends_with_its_parent_and_keeps_its_data(kept, tmp_path) -> None:
    process, names = kept()
    rows_of(names["NEO4J_URI"], names["NEO4J_PASSWORD"], "CREATE (:Organization {id: 'S1'})")
    process.kill()
    process.wait()
    until = time.monotonic() + PATIENCE
    while listens(names["NEO4J_URI"]):
        assert time.monotonic() < until, "the server outlives its parent"
        time.sleep(0.1)

    process, again = kept()
    assert again["NEO4J_PASSWORD"] == names["NEO4J_PASSWORD"]
    asked = "MATCH (o:Organization) RETURN o.id"
    assert rows_of(again["NEO4J_URI"], again["NEO4J_PASSWORD"], asked) == [["S1"]]
    assert stat.S_IMODE((tmp_path / "home" / "password").stat().st_mode) == 0o600
    process.send_signal(signal.SIGINT)
    assert process.wait(PATIENCE) == 0
    assert not listens(again["NEO4J_URI"])


@pytest.fixture
def bare_machine(monkeypatch, tmp_path: Path) -> None:
    """Take Java, Maven and what was fetched out of sight."""
    for name in ("JAVA_HOME", "NETINTL_JAVA17", "NETINTL_JAVA25"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(releases, "INSTALLED", tmp_path)
    monkeypatch.setattr(releases, "CACHE", tmp_path)


def test_a_missing_java_skips_or_fails_with_the_reason(bare_machine, monkeypatch) -> None:
    monkeypatch.delenv("NETINTL_REQUIRE_NEO4J", raising=False)
    with pytest.raises(pytest.skip.Exception, match="needs Java 17 or 21, and none was found"):
        obtained(NEO4J_5)
    monkeypatch.setenv("NETINTL_REQUIRE_NEO4J", "1")
    with pytest.raises(pytest.fail.Exception, match="needs Java 25 or 21, and none was found"):
        obtained(NEO4J_2026)


def test_a_planner_without_java_reads_one_sentence(bare_machine, monkeypatch, capsys) -> None:
    monkeypatch.setattr(kept_server.signal, "signal", lambda *_handling: None)
    monkeypatch.setattr(sys, "argv", ["kept_server", NEO4J_2026])
    assert kept_server.main() == 1
    _starting, told = capsys.readouterr().err.splitlines()
    assert told == (
        "Neo4j 2026.09.0 needs Java 25 or 21, and none was found; "
        "install one, or name it in JAVA_HOME or NETINTL_JAVA25."
    )


def test_a_missing_maven_is_named(bare_machine) -> None:
    with pytest.raises(MissingError, match=r"Maven \(mvn\) .* was not found on PATH"):
        fetch_jars(NEO4J_5)


def test_a_java_is_found_by_the_version_it_tells(bare_machine, monkeypatch, tmp_path) -> None:
    java = tmp_path / "home" / "bin" / "java"
    java.parent.mkdir(parents=True)
    java.write_text("#!/bin/sh\necho 'openjdk version \"21.0.4\" 2024-07-16' >&2\n")
    java.chmod(0o755)
    monkeypatch.setenv("JAVA_HOME", str(tmp_path / "home"))
    assert find_java(NEO4J_5) == find_java(NEO4J_2026) == java


def test_an_unknown_release_is_refused() -> None:
    with pytest.raises(ServerError, match=r"Neo4j 4\.4\.0 is not known here"):
        Neo4jServer("4.4.0")
