"""A real Neo4j Community server on loopback, with authentication on."""

from __future__ import annotations

import atexit
import os
import secrets
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Final, Self

import neo4j
from neo4j.exceptions import AuthError

from .releases import NEO4J_5, ServerError, fetch_jars, find_java, line_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any, LiteralString

HOST: Final = "127.0.0.1"
USER: Final = "neo4j"

_STARTING: Final = 600.0  # seconds that a start may take on a busy machine
_STOPPING: Final = 180.0
_ADMINISTERING: Final = 1800.0
_TAIL: Final = 25  # lines of the log to show
_PORTS: Final = range(20_000, 30_000)  # below those that systems give to outgoing connections
_LAUNCHER: Final = Path(__file__).with_name("launcher.py")

# The simplest compiler and collector halve the time to start.
_FLAGS: Final = (
    "-Xmx1g",
    "-XX:+UseSerialGC",
    "-XX:TieredStopAtLevel=1",
    *(
        f"--add-opens=java.base/{package}=ALL-UNNAMED"
        for package in ("java.io", "java.nio", "sun.nio.ch")
    ),
)
_SETTINGS: Final = {
    "server.http.enabled": "false",
    "server.memory.pagecache.size": "128m",
    "db.tx_log.preallocate": "false",
    "dbms.usage_report.enabled": "false",
    # LOAD CSV opens neither files nor addresses.
    "dbms.security.allow_csv_import_from_file_urls": "false",
    "internal.dbms.cypher_ip_blocklist": "0.0.0.0/0,::/0",
    "dbms.security.auth_max_failed_attempts": "0",  # tests try wrong passwords
}


class Neo4jServer:
    """A server of one release in a home of its own; use it in a ``with`` statement.

    Without ``home`` it lives in a temporary folder, which ``close`` removes. ``settings`` add to
    those of the configuration file, or overrule them. The port stays the same between ``kill`` or
    ``stop`` and the next ``start``. Start it in the main thread: on Linux the server ends when the
    thread that started it does.
    """

    def __init__(
        self,
        version: str = NEO4J_5,
        *,
        home: Path | None = None,
        port: int | None = None,
        settings: Mapping[str, str] | None = None,
    ) -> None:
        self.version, self.user = version, USER
        self.password = secrets.token_urlsafe(24)
        self.port = port or free_port()
        self._line = line_of(version)
        self._java, self._jars = find_java(version), fetch_jars(version)
        self._settings = {
            **_SETTINGS,
            **self._line.settings,
            "server.bolt.listen_address": f"{HOST}:{self.port}",
            "server.bolt.advertised_address": f"{HOST}:{self.port}",
            **(settings or {}),
        }
        self._process: subprocess.Popen[bytes] | None = None
        self._temporary = home is None
        self.home = home or Path(tempfile.mkdtemp(prefix="netintl-neo4j-"))
        atexit.register(self.close)

    @property
    def uri(self) -> str:
        secured = self._settings.get("server.bolt.tls_level", "DISABLED") == "REQUIRED"
        return f"{'bolt+ssc' if secured else 'bolt'}://{HOST}:{self.port}"

    @property
    def pid(self) -> int | None:
        return self._process.pid if self._process else None

    @property
    def runs(self) -> bool:
        return self._process is not None and self._process.poll() is None

    def __enter__(self) -> Self:
        try:
            self.start()
        except BaseException:
            self.close()
            raise
        return self

    def __exit__(self, *_problem: object) -> None:
        self.close()

    def start(self) -> None:
        """Start on what the home holds, and wait until the server answers."""
        self._write_settings()
        command = self._command(self._line.main, f"--home-dir={self.home}", "--console-mode")
        command.append(f"--config-dir={self.home / 'conf'}")
        with self._log.open("wb") as log:
            self._process = subprocess.Popen(
                [sys.executable, _LAUNCHER, str(os.getpid()), *command],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,  # Ctrl-C is for us, who then stop it in order
            )
        try:
            self._wait_for_start()
            self._set_password()
        except BaseException:
            self.kill()
            raise

    def stop(self) -> None:
        """Stop in order; the home stays."""
        if self._process is None:
            return
        self._process.terminate()
        try:
            self._process.wait(_STOPPING)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._process = None

    def kill(self) -> None:
        """End the server as a crash would; the home stays."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            self._process = None

    def close(self) -> None:
        """Stop, and remove the home when it is a temporary one."""
        try:
            self.stop()
        finally:
            if self._temporary:
                shutil.rmtree(self.home, ignore_errors=True)
            atexit.unregister(self.close)

    def wait(self) -> None:
        """Wait until the server ends by itself, which it does only when it fails."""
        if self._process is not None:
            self._process.wait()
            raise ServerError(f"Neo4j {self.version} ended by itself.\n{self._tail()}")

    def admin(self, *arguments: str | Path) -> str:
        """Run ``neo4j-admin`` of this release in the home, and return what it printed."""
        self._write_settings()
        names = {"NEO4J_HOME": str(self.home), "NEO4J_CONF": str(self.home / "conf")}
        done = subprocess.run(
            self._command("org.neo4j.cli.AdminTool", *map(str, arguments)),
            cwd=self.home,
            env={**os.environ, **names},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            encoding="utf-8",
            errors="replace",
            timeout=_ADMINISTERING,
            check=False,
        )
        if done.returncode:
            raise ServerError(f"neo4j-admin failed.\n{_last_lines(done.stdout + done.stderr)}")
        return done.stdout

    @property
    def _log(self) -> Path:
        return self.home / "logs" / "console.log"

    def _tail(self) -> str:
        return _last_lines(self._log.read_text("utf-8", "replace"))

    def _command(self, main: str, *arguments: str) -> list[str]:
        jars = ["-cp", f"{self._jars}/*"]
        return [str(self._java), *_FLAGS, *self._line.flags, *jars, main, *arguments]

    def _write_settings(self) -> None:
        for folder in ("conf", "data", "logs"):
            (self.home / folder).mkdir(parents=True, exist_ok=True)
        lines = (f"{name}={value}\n" for name, value in self._settings.items())
        (self.home / "conf" / "neo4j.conf").write_text("".join(lines), encoding="utf-8")

    def _wait_for_start(self) -> None:
        until = time.monotonic() + _STARTING
        while " Started." not in self._log.read_text("utf-8", "replace"):
            if not self.runs:
                raise ServerError(f"Neo4j {self.version} did not start.\n{self._tail()}")
            if time.monotonic() > until:
                raise ServerError(
                    f"Neo4j {self.version} took longer than {_STARTING:.0f} s.\n{self._tail()}"
                )
            time.sleep(0.1)

    def _set_password(self) -> None:
        try:
            self._ask_system("SHOW CURRENT USER", self.password)
        except AuthError:
            text = "ALTER CURRENT USER SET PASSWORD FROM 'neo4j' TO $password"
            self._ask_system(text, "neo4j", password=self.password)

    def _ask_system(self, text: LiteralString, secret: str, **parameters: Any) -> None:
        with neo4j.GraphDatabase.driver(self.uri, auth=(USER, secret)) as driver:
            driver.execute_query(text, parameters, database_="system")


def free_port(preferred: int = 0) -> int:
    """Return a port on loopback that nobody listens on: the preferred one, else a random one."""
    for port in (preferred, *(secrets.choice(_PORTS) for _ in range(100))):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((HOST, port))
            except OSError:
                continue
        if port:
            return port
    raise ServerError("No free port was found on loopback.")


def _last_lines(text: str) -> str:
    return "\n".join(text.splitlines()[-_TAIL:])
