"""What a release of Neo4j needs before it can run: a Java, and its jars from Maven."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

NEO4J_5: Final = "5.26.16"
NEO4J_2026: Final = "2026.09.0"
ROOT: Final = Path(__file__).resolve().parents[2]
POM: Final = Path(__file__).with_name("pom.xml")
CACHE = ROOT / ".netintl" / "servers"
INSTALLED = Path("/usr/lib/jvm")

_FETCHING: Final = 900  # seconds
_VERSION = re.compile(r"(\d+)\.\d+\.\d+")
_PROBLEM = re.compile(r"\[ERROR\] (.+)")
_MAJOR = re.compile(r'version "(?:1\.)?(\d+)')


class ServerError(Exception):
    """A server did not do what it was asked to."""


class MissingError(ServerError):
    """What a server needs is not on this machine."""


@dataclass(frozen=True, slots=True)
class Line:
    """What the releases of one line have in common; tests run them on the first Java."""

    javas: tuple[int, ...]
    main: str
    settings: Mapping[str, str]
    flags: tuple[str, ...] = ()


# The quiet periods make each stop ten seconds longer. The fleet settings would have the server
# announce itself on the networks of this machine.
_LINES: Final = {
    "5": Line(
        (17, 21),
        "org.neo4j.server.CommunityEntryPoint",
        {"internal.dbms.bolt.netty_server_shutdown_quiet_period": "0"},
    ),
    "2026": Line(
        (25, 21),
        "org.neo4j.server.Neo4jCommunity",
        {
            "internal.dbms.bolt.netty_server_shutdown_quiet_period_duration": "0s",
            "server.fleet_discovery.enabled": "false",
            "dbms.fleet_manager.enabled": "false",
        },
        ("--add-modules=jdk.incubator.vector",),
    ),
}


def line_of(version: str) -> Line:
    """Return the line a release belongs to."""
    found = _VERSION.fullmatch(version)
    if found is None or found[1] not in _LINES:
        raise ServerError(f"Neo4j {version} is not known here; use {NEO4J_5} or {NEO4J_2026}.")
    return _LINES[found[1]]


def find_java(version: str) -> Path:
    """Return a Java that can run this release."""
    wanted = line_of(version).javas
    for java in _javas():
        if _major(java) in wanted:
            return java
    raise MissingError(
        f"Neo4j {version} needs Java {' or '.join(map(str, wanted))}, and none was found; "
        f"install one, or name it in JAVA_HOME or NETINTL_JAVA{wanted[0]}."
    )


def _javas() -> Iterator[Path]:
    for name in ("NETINTL_JAVA17", "NETINTL_JAVA25", "JAVA_HOME"):
        if named := os.environ.get(name):
            yield Path(named) if Path(named).is_file() else Path(named) / "bin" / "java"
    if found := shutil.which("java"):
        yield Path(found)
    yield from sorted(INSTALLED.glob("*/bin/java"))


@cache
def _major(java: Path) -> int:
    try:
        told = subprocess.run(
            [java, "-version"], capture_output=True, text=True, timeout=60, check=False
        )
    except (OSError, subprocess.SubprocessError):
        return 0
    found = _MAJOR.search(told.stderr)
    return int(found[1]) if found else 0


def fetch_jars(version: str) -> Path:
    """Return the folder with the jars of this release, fetched when they are not there yet."""
    jars = CACHE / version / "lib"
    if jars.is_dir():
        return jars
    maven = shutil.which("mvn")
    if maven is None:
        raise MissingError(f"Maven (mvn) fetches Neo4j {version}, and it was not found on PATH.")
    CACHE.mkdir(parents=True, exist_ok=True)
    with held(CACHE / "lock", wait=True) as lock:
        if not jars.is_dir():
            _copy_jars(maven, version, jars, lock)
    return jars


def _copy_jars(maven: str, version: str, jars: Path, lock: int) -> None:
    partial = CACHE / "partial"
    shutil.rmtree(partial, ignore_errors=True)
    given = [f"-Dneo4j.version={version}", f"-DoutputDirectory={partial}"]
    try:
        subprocess.run(
            [maven, "-B", "-q", "-C", "-f", POM, "dependency:copy-dependencies", *given],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            timeout=_FETCHING,
            check=True,
            pass_fds=(lock,),  # a Maven that outlives us still holds the lock
        )
    except (subprocess.CalledProcessError, subprocess.TimeoutExpired) as problem:
        found = _PROBLEM.search(str(problem.output))
        reason = found[1] if found else str(problem)
        raise MissingError(f"Maven could not fetch Neo4j {version}: {reason}") from problem
    jars.parent.mkdir(exist_ok=True)
    partial.rename(jars)


@contextmanager
def held(file: Path, *, wait: bool) -> Iterator[int]:
    """Hold a lock file, which the system takes from a process that dies.

    Raises
    ------
    BlockingIOError
        When another process holds it and ``wait`` is not asked for.
    """
    import fcntl  # Windows has none, and must still be able to run the other tests

    with file.open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
        yield lock.fileno()
