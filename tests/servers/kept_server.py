"""One Neo4j server for a planner who wants to try, with data that stay: ``make neo4j``."""

from __future__ import annotations

import os
import secrets
import signal
import sys
from pathlib import Path

from .neo4j_server import Neo4jServer, free_port
from .releases import NEO4J_5, ROOT, ServerError, held

_PORT = 7687  # the usual one, so that the address stays the same when it can
_NEXT = """\
Neo4j {server.version} is running. In another terminal:

export NEO4J_URI={server.uri}
export NEO4J_USERNAME={server.user}
export NEO4J_PASSWORD={server.password}

Then `netintl store push` fills it, and `netintl query` asks it.
Its data stay in {home}. Ctrl-C stops it.
"""


def main() -> int:
    version = sys.argv[1] if len(sys.argv) > 1 else NEO4J_5
    home = Path(sys.argv[2]) if len(sys.argv) > 2 else ROOT / ".netintl" / f"neo4j-{version}"
    port = int(sys.argv[3]) if len(sys.argv) > 3 else _PORT
    for ending in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(ending, signal.default_int_handler)
    sys.stderr.write(f"Starting Neo4j {version}; the first time, Maven fetches it ...\n")
    try:
        _run(version, home, port)
    except KeyboardInterrupt:
        sys.stderr.write("Neo4j is stopped.\n")
    except ServerError as problem:
        sys.stderr.write(f"{problem}\n")
        return 1
    return 0


def _run(version: str, home: Path, port: int) -> None:
    server = Neo4jServer(version, home=home, port=free_port(port))
    home.mkdir(parents=True, exist_ok=True)
    try:
        with held(home / "lock", wait=False):
            server.password = kept_password(home)
            with server:
                sys.stdout.write(_NEXT.format(server=server, home=os.path.relpath(home)))
                sys.stdout.flush()
                server.wait()
    except BlockingIOError:
        raise ServerError(f"A server is running in {os.path.relpath(home)} already.") from None


def kept_password(home: Path) -> str:
    """Return the password of this home, made up the first time; only its owner can read it."""
    file = home / "password"
    if not file.exists():
        unfinished = file.with_suffix(".new")
        with unfinished.open("w", encoding="ascii") as opened:
            unfinished.chmod(0o600)
            opened.write(secrets.token_urlsafe(24))
        unfinished.replace(file)
    return file.read_text(encoding="ascii")


if __name__ == "__main__":
    sys.exit(main())
