"""Real servers for tests, each started when the first test asks for it.

With pytest-xdist every worker starts its own: the Community edition has one user database, in
which the tests of two workers would delete each other's rows.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any, NoReturn

import pytest

from .neo4j_server import Neo4jServer
from .releases import NEO4J_5, NEO4J_2026, MissingError

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(scope="session")
def neo4j_5() -> Iterator[Neo4jServer]:
    yield from _running(NEO4J_5)


@pytest.fixture(scope="session")
def neo4j_2026() -> Iterator[Neo4jServer]:
    yield from _running(NEO4J_2026)


def _running(version: str) -> Iterator[Neo4jServer]:
    with obtained(version) as server:
        yield server


def obtained(version: str, **options: Any) -> Neo4jServer:
    """Return a server that is not started yet; skip or fail when this machine cannot have one."""
    try:
        return Neo4jServer(version, **options)
    except MissingError as missing:
        leave(str(missing))


def leave(reason: str) -> NoReturn:
    """Skip the test, or fail it where real servers are required."""
    if os.environ.get("NETINTL_REQUIRE_NEO4J") == "1":
        pytest.fail(f"NETINTL_REQUIRE_NEO4J is 1. {reason}", pytrace=False)
    pytest.skip(reason)
