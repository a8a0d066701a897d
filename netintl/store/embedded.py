"""The embedded engine: ArcadeDB inside this process, reached over Bolt on a loopback port."""

from __future__ import annotations

import os
import secrets
import socket
from contextlib import contextmanager
from importlib.resources import as_file, files
from pathlib import Path
from shutil import disk_usage
from typing import TYPE_CHECKING, Any, Final

from netintl.errors import StoreError
from netintl.i18n import _
from netintl.store.failures import DAMAGED, without_java

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

USER: Final = "root"
DATABASE: Final = "netintl"
_LANGUAGE: Final = "opencypher"
_PLUGIN: Final = "Bolt:com.arcadedb.bolt.BoltProtocolPlugin"
_USERS: Final = Path("config") / "server-users.jsonl"
_TRIES: Final = 3  # a port found free can be taken before the engine listens on it
# Every start has a random password of 192 bits; stretching it would only cost time.
_SALT_ITERATIONS: Final = 1
_HEAP: Final = "4g"
RESERVE = 100 * 2**20  # bytes left free; a batch takes less
# The settings of a server do not reach its queries, those of Java do: changes are flushed to the
# disk, and LOAD CSV, which counts as reading, opens neither files nor addresses.
_SECURED: Final = (
    "-Darcadedb.txWalFlush=1",
    "-Darcadedb.opencypher.loadCsv.allowFileUrls=false",
    "-Darcadedb.opencypher.loadCsv.allowRemoteUrls=false",
)
_OWN, _INHERITED = False, True
_LOCKED: Final = ("locked", "LockException", "OverlappingFileLock")


class EmbeddedEngine:
    """An engine over one folder, from `start` to `stop`; only one process can have it open.

    Parameters
    ----------
    folder
        Where the database lies; made when missing.

    Raises
    ------
    StoreError
        When the engine is not installed, the folder is in use or cannot be written.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder.absolute()
        self.password = secrets.token_urlsafe(24)
        self.port = 0
        self._server: Any = None

    @property
    def uri(self) -> str:
        """Address of the Bolt listener."""
        return f"bolt://127.0.0.1:{self.port}"

    def start(self) -> None:
        """Start the engine and open the database; the first start makes it."""
        server_of = _server_class()
        self._make_folder()
        for left in reversed(range(_TRIES)):
            self.port = _free_port()
            try:
                # The engine would keep the password of the last start.
                (self.folder / _USERS).unlink(missing_ok=True)
                with _console_silenced():
                    self._server = server_of(
                        str(self.folder), self.password, self._settings(), jvm_kwargs=_jvm()
                    )
                    self._server.start()
                    self._server.create_database(DATABASE)
            except Exception as problem:
                self.stop()
                if left and "bind" in str(problem).casefold():
                    continue
                raise self._failure(problem) from problem
            return

    def _settings(self) -> dict[str, Any]:
        return {
            "host": "127.0.0.1",
            "http_port": _free_port(),
            "bolt_port": self.port,
            "server_plugins": _PLUGIN,
            "server_securitySaltIterations": _SALT_ITERATIONS,
            # Production mode hides why a query failed; what it would secure is set by _SECURED.
            "mode": "development",
        }

    def _make_folder(self) -> None:
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
        except OSError as problem:
            raise StoreError(
                _("{path} cannot be made: {reason}.").format(
                    path=self.folder, reason=problem.strerror
                ),
                cure=_("Go to a folder you may write, or name one in NETINTL_STORE."),
            ) from problem

    def _failure(self, problem: Exception) -> StoreError:
        if any(word in str(problem) for word in _LOCKED):
            return StoreError(
                _("Another command has the store in {path} open.").format(path=self.folder),
                cure=_("Wait until it has ended, then run this one again."),
            )
        reason = without_java(problem).rstrip(".")
        return StoreError(
            _("The embedded store in {path} cannot be opened: {reason}.").format(
                path=self.folder, reason=reason
            ),
            cure=_(DAMAGED),
        )

    @contextmanager
    def limited(self, seconds: float) -> Iterator[None]:
        """Have the engine stop what takes longer."""
        import jpype  # noqa: PLC0415 - comes with the engine

        limit = jpype.JClass("com.arcadedb.GlobalConfiguration").COMMAND_TIMEOUT
        limit.setValue(max(1, int(seconds * 1000)))
        try:
            yield
        finally:
            limit.reset()

    def query(self, text: str, parameters: dict[str, Any]) -> Iterator[dict[str, Any]]:
        """Run a query that the engine itself proves to be read-only, and yield its records."""
        found = self._server.get_database(DATABASE).query(_LANGUAGE, text, parameters)
        for record in found.iter_dicts():
            yield {name: _opened(value) for name, value in record.items()}

    def whole_indexes(self) -> int:
        """Count the indexes that cover every kind of node they are for.

        The engine makes the types and indexes of nodes with two labels in several steps, which a
        crash or a full disk can cut off.
        """
        schema = self._server.get_database(DATABASE).schema
        found: dict[str, bool] = {}
        for type_ in schema.get_types():
            buckets = {int(bucket.getFileId()) for bucket in type_.getBuckets(_OWN)}
            for index in type_.getAllIndexes(_INHERITED):
                parts = {int(part.getAssociatedBucketId()) for part in index.getIndexesOnBuckets()}
                name = str(index.getName())
                found[name] = found.get(name, True) and buckets <= parts
        return sum(found.values())

    def check_sound(self) -> None:
        """Refuse a database whose files do not fit together; reads all of it.

        Raises
        ------
        StoreError
            When something is damaged.
        """
        database = self._server.get_database(DATABASE)
        (found,) = database.command("sql", "CHECK DATABASE").iter_dicts()
        if found["totalErrors"] or found["totalWarnings"]:
            raise StoreError(
                _("The embedded store in {path} is damaged.").format(path=self.folder),
                cure=_("Delete the folder and push again."),
            )

    def check_space(self) -> None:
        """Refuse to write while the disk is nearly full, which the engine would not survive whole.

        Raises
        ------
        StoreError
            When there is too little room.
        """
        if disk_usage(self.folder).free < RESERVE:
            raise StoreError(
                _("The disk that holds {path} has less than {size} MB left.").format(
                    path=self.folder, size=RESERVE // 2**20
                ),
                cure=_("Make room, then run the command again; nothing is written twice."),
            )

    def stop(self) -> None:
        """Close the database and stop listening."""
        server, self._server = self._server, None
        if server is not None:
            with _console_silenced():
                server.stop()


def _opened(value: Any) -> Any:
    """Turn nodes, links and paths of the engine into their properties, as a server sends them."""
    if isinstance(value, list):
        return [_opened(part) for part in value]
    if isinstance(value, dict):
        return {name: _opened(part) for name, part in value.items()}
    if hasattr(value, "propertiesAsMap"):
        from arcadedb_embedded.type_conversion import (  # noqa: PLC0415 - an extra
            convert_java_to_python,
        )

        return dict(sorted(convert_java_to_python(value.propertiesAsMap()).items()))
    if hasattr(value, "getVertices"):
        return _opened(in_turn(list(value.getVertices()), list(value.getEdges())))
    return value


def in_turn(nodes: Sequence[Any], links: Sequence[Any]) -> list[Any]:
    """Return the parts of a path in the order one walks along it.

    Examples
    --------
    >>> in_turn(["a", "b", "c"], ["ab", "bc"])
    ['a', 'ab', 'b', 'bc', 'c']
    """
    pairs = zip(nodes, links, strict=False)
    return [*(part for pair in pairs for part in pair), *nodes[len(links) :]]


def is_made(folder: Path) -> bool:
    """Tell whether a folder holds an embedded store."""
    return (folder / "databases" / DATABASE).is_dir()


def check_made(folder: Path) -> None:
    """Refuse a folder that holds no embedded store.

    Raises
    ------
    StoreError
        When nothing was pushed into it yet.
    """
    if not is_made(folder):
        raise StoreError(
            _("{address} holds nothing yet.").format(address=folder),
            cure=_("Run netintl store push first."),
        )


def _server_class() -> Any:
    try:
        from arcadedb_embedded.server import ArcadeDBServer  # noqa: PLC0415 - an extra
    except ImportError as missing:
        raise StoreError(
            _("The embedded store is not installed."),
            cure=_("Run: pip install 'netintl[embedded]', or name a Neo4j server with --uri."),
        ) from missing
    return ArcadeDBServer


def _jvm() -> dict[str, Any]:
    """Say how the first start in a process starts Java: quiet, and no files where we stand."""
    os.environ.setdefault("ARCADEDB_JVM_ERROR_FILE", os.devnull)
    with as_file(files("netintl.store").joinpath("engine_log.properties")) as quiet:
        quietly = f"-Djava.util.logging.config.file={quiet}"
        return {"heap_size": _HEAP, "jvm_args": [quietly, "-XX:+UseSerialGC", *_SECURED]}


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def _console_silenced() -> Iterator[None]:
    """Keep what Java writes past Python off the console while the engine starts or stops."""
    kept = [os.dup(number) for number in (1, 2)]
    nowhere = os.open(os.devnull, os.O_WRONLY)
    try:
        for number in (1, 2):
            os.dup2(nowhere, number)
        yield
    finally:
        for number, handle in zip((1, 2), kept, strict=True):
            os.dup2(handle, number)
            os.close(handle)
        os.close(nowhere)
