"""One client for both engines: the official driver, with timeouts, retries and bookmarks."""

from __future__ import annotations

import logging
import time
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from itertools import islice
from threading import Lock
from typing import TYPE_CHECKING, Any, Final, Self

import neo4j
from neo4j import NotificationMinimumSeverity as Severity

from netintl.store.addresses import Address, find_address
from netintl.store.deadlines import within
from netintl.store.embedded import DATABASE as EMBEDDED_DATABASE
from netintl.store.embedded import USER, EmbeddedEngine, check_made, in_turn
from netintl.store.engines import recognised
from netintl.store.failures import refused_by_engine, took_too_long, translated, would_write
from netintl.store.reading import writing_clause
from netintl.version import __version__

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from contextlib import AbstractContextManager
    from typing import LiteralString

SECONDS: Final = 60.0  # a query may take
WRITING: Final = 300.0  # a transaction that writes; ends those whose client was cut off
_FETCH: Final = 5_000
_TRIES, _PAUSE = 10, 0.2  # of a statement on the schema
_READS: Final = ("r",)

# What the driver would print itself is told by our errors.
logging.getLogger("neo4j").addHandler(logging.NullHandler())

# Balancers drop connections that idle; these are checked before use and renewed in time.
_POOL: Final = {
    "connection_timeout": 15.0,
    "connection_acquisition_timeout": 60.0,
    "max_connection_lifetime": 600.0,
    "liveness_check_timeout": 60.0,
    "max_transaction_retry_time": 30.0,
    "max_connection_pool_size": 8,
    "keep_alive": True,
    "telemetry_disabled": True,
    "user_agent": f"netintl/{__version__}",
}


@dataclass(frozen=True, slots=True)
class Answer:
    """The rows of a query, and whether there were more than asked for."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]
    cut: bool = False


class Store:
    """A graph database, embedded or a server; use it in a ``with`` statement.

    With ``existing`` an embedded store that was never written to is refused, not made.

    Examples
    --------
    >>> with Store(find_address(None, {"NETINTL_STORE": "store"})) as store:  # doctest: +SKIP
    ...     store.read("MATCH (o:Organization) RETURN count(o) AS count").rows
    ((636,),)
    """

    def __init__(
        self, address: Address | None = None, *, verbose: bool = False, existing: bool = False
    ) -> None:
        self.address = address or find_address()
        self.engine, self.version = "", ""
        self._verbose, self._existing = verbose, existing
        self._embedded: EmbeddedEngine | None = None
        self._driver: neo4j.Driver
        self._readers, self._leaving, self._lock = 0, False, Lock()

    def __enter__(self) -> Self:
        self._leaving = False
        uri, auth, self._database = (
            self.address.uri, (self.address.user, self.address.password), self.address.database
        )  # fmt: skip
        if self.address.embedded:
            if self._existing:
                check_made(self.address.folder)
            self._embedded = EmbeddedEngine(self.address.folder)
            self._embedded.start()
            uri, auth, self._database = (
                self._embedded.uri, (USER, self._embedded.password), EMBEDDED_DATABASE
            )  # fmt: skip
        try:
            with translated(self.address):
                self._driver = _driver(uri, auth, self.address.authority, self._options())
                self._recognise()
        except BaseException:
            self.close()
            raise
        return self

    def __exit__(self, *_problem: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the connections, and the engine when it is embedded."""
        with self._lock:
            self._leaving, idle = True, not self._readers
        # The embedded engine ends now, and nobody can be asked again.
        if (idle or self.address.embedded) and hasattr(self, "_driver"):
            self._driver.close()
        if self._embedded is not None:
            self._embedded.stop()

    def _options(self) -> dict[str, Any]:
        if not self._verbose:
            return {**_POOL, "notifications_min_severity": Severity.OFF}
        logging.getLogger("neo4j.notifications").addHandler(logging.StreamHandler())
        return {**_POOL, "notifications_min_severity": Severity.WARNING}

    def _recognise(self) -> None:
        with self._session(reads=True) as session:
            agent = str(session.run("RETURN 1 AS one").consume().server.agent)
        self.engine, self.version = recognised(agent, self.address)

    def _session(self, *, reads: bool) -> neo4j.Session:
        return self._driver.session(
            database=self._database,
            default_access_mode=neo4j.READ_ACCESS if reads else neo4j.WRITE_ACCESS,
            bookmark_manager=self._driver.execute_query_bookmark_manager,
            fetch_size=_FETCH,
        )

    def read(
        self,
        text: str,
        parameters: Mapping[str, Any] | None = None,
        *,
        seconds: float = SECONDS,
        limit: int | None = None,
    ) -> Answer:
        """Run a query of ours and return its rows, no more than ``limit``."""

        @neo4j.unit_of_work(timeout=seconds)
        def work(transaction: neo4j.ManagedTransaction) -> Answer:
            if self._leaving:  # nobody waits for what a broken connection would repeat
                raise took_too_long()
            return _answer(transaction.run(_literal(text), dict(parameters or {})), limit)

        def answer() -> Answer:
            with self._reading(), self._session(reads=True) as session:
                return session.execute_read(work)

        with translated(self.address), self._limited(seconds):
            return within(seconds, answer)

    @contextmanager
    def _reading(self) -> Iterator[None]:
        """Keep the driver until a query that was given up has ended, too.

        A driver that is closed under a query opens a connection anew to ask it again.
        """
        driver = self._driver
        with self._lock:
            self._readers += 1
        try:
            yield
        finally:
            with self._lock:
                self._readers -= 1
                last = self._leaving and not self._readers
            if last:
                driver.close()

    def _limited(self, seconds: float) -> AbstractContextManager[None]:
        """Have the embedded engine stop queries, which it does not when asked over Bolt."""
        return self._embedded.limited(seconds) if self._embedded else nullcontext()

    def stream(self, text: str) -> Iterator[tuple[Any, ...]]:
        """Run a query of ours and yield its rows as they arrive."""
        with translated(self.address), self._session(reads=True) as session:
            for record in session.run(_literal(text)):
                yield tuple(record.values())

    def write(self, steps: Sequence[tuple[str, Mapping[str, Any]]]) -> list[list[tuple[Any, ...]]]:
        """Run statements in one transaction, which the driver repeats after a passing failure.

        The statements must therefore be such that doing them twice is doing them once.
        """
        rows: list[list[tuple[Any, ...]]] = self.write_in(
            lambda transaction: [
                [tuple(record.values()) for record in transaction.run(_literal(text), dict(values))]
                for text, values in steps
            ]
        )
        return rows

    def write_in(self, work: Callable[[neo4j.ManagedTransaction], Any]) -> Any:
        """Run a function in one transaction, which the driver repeats after a passing failure."""
        self._check_space()
        with translated(self.address, writing=True), self._session(reads=False) as session:
            return session.execute_write(neo4j.unit_of_work(timeout=WRITING)(work))

    def write_once(self, text: str, parameters: Mapping[str, Any] | None = None) -> None:
        """Run one statement by itself, as those on the schema must be.

        It is repeated a few times when another push is in its way, but not when the connection
        breaks.
        """
        self._check_space()
        with translated(self.address, writing=True), self._session(reads=False) as session:
            for left in reversed(range(_TRIES)):
                try:
                    session.run(_literal(text), dict(parameters or {})).consume()
                except neo4j.exceptions.Neo4jError as problem:
                    if not left or not _is_crowded(problem):
                        raise
                    time.sleep(_PAUSE)
                else:
                    return

    def _check_space(self) -> None:
        if self._embedded is not None:
            self._embedded.check_space()

    def lacks_indexes(self, count: int) -> bool:
        """Tell whether an embedded store has fewer whole indexes than it should have."""
        return self._embedded is not None and self._embedded.whole_indexes() < count

    def check_sound(self) -> None:
        """Refuse an embedded store that is damaged; reads all of it.

        Raises
        ------
        StoreError
            When something is damaged.
        """
        if self._embedded is not None:
            self._embedded.check_sound()

    def plan(self, text: str, parameters: Mapping[str, Any] | None = None) -> Any:
        """Return how the engine would run a query, without running it."""
        with translated(self.address), self._session(reads=True) as session:
            return session.run(_literal(f"EXPLAIN {text}"), dict(parameters or {})).consume()

    def read_guarded(
        self, text: str, parameters: Mapping[str, Any], *, seconds: float, limit: int
    ) -> Answer:
        """Run anybody's query once it is proved to read only.

        The server is asked for the type of the query by EXPLAIN; the embedded engine, whose Bolt
        transactions do not hold writers back, runs it in the call that refuses to write.

        Raises
        ------
        UsageError
            When the query would write, or is not valid.
        """
        engine = self._embedded
        if engine is not None:
            with self._limited(seconds):
                return within(
                    seconds, lambda: _embedded_answer(engine, text, dict(parameters), limit)
                )
        if self.plan(text, parameters).query_type not in _READS:
            raise would_write(writing_clause(text))
        return self.read(text, parameters, seconds=seconds, limit=limit)


def _driver(
    uri: str, auth: tuple[str, str], authority: str, options: Mapping[str, Any]
) -> neo4j.Driver:
    """Make a driver; it takes certificates of our own with a scheme that does not end in +s."""
    if authority:
        scheme, _sign, place = uri.partition("+s://")
        trust = neo4j.TrustCustomCAs(authority)
        options = {**options, "encrypted": True, "trusted_certificates": trust}
        return neo4j.GraphDatabase.driver(f"{scheme}://{place}", auth=auth, **options)
    return neo4j.GraphDatabase.driver(uri, auth=auth, **options)


def _is_crowded(problem: neo4j.exceptions.Neo4jError) -> bool:
    """Tell whether somebody else does the same: what IF NOT EXISTS should not meet is there."""
    return problem.is_retryable() or str(problem.code).endswith("AlreadyExists")


def _literal(text: str) -> LiteralString:
    """Pass a text that was read from our files or proved read-only; values are parameters."""
    return text


def _answer(result: neo4j.Result, limit: int | None) -> Answer:
    columns = tuple(result.keys())
    rows = [tuple(map(plain_value, record.values())) for record in islice(result, _more(limit))]
    return _cut(columns, rows, limit)


def _more(limit: int | None) -> int | None:
    return None if limit is None else limit + 1


def _cut(columns: tuple[str, ...], rows: list[tuple[Any, ...]], limit: int | None) -> Answer:
    return Answer(columns, tuple(rows[:limit]), cut=limit is not None and len(rows) > limit)


def _embedded_answer(
    engine: EmbeddedEngine, text: str, parameters: dict[str, Any], limit: int
) -> Answer:
    try:
        records = list(islice(engine.query(text, parameters), _more(limit)))
    except Exception as problem:
        raise refused_by_engine(problem, writing_clause(text)) from problem
    columns = tuple(records[0]) if records else ()
    rows = [tuple(map(plain_value, record.values())) for record in records]
    return _cut(columns, rows, limit)


def plain_value(value: Any) -> Any:
    """Turn a value of a record into text, number, boolean, None, list or dict of these.

    Examples
    --------
    >>> plain_value(neo4j.time.Date(2024, 5, 1)), plain_value(["a", None])
    ('2024-05-01', ['a', None])
    """
    if value is None or isinstance(value, (bool, int, float, str)):
        return value
    if isinstance(value, (list, tuple)):
        return [plain_value(part) for part in value]
    if isinstance(value, (neo4j.graph.Node, neo4j.graph.Relationship)):
        return {name: plain_value(part) for name, part in sorted(value.items())}
    if isinstance(value, neo4j.graph.Path):
        return plain_value(in_turn(value.nodes, value.relationships))
    if isinstance(value, dict):
        return {str(name): plain_value(part) for name, part in value.items()}
    return value.iso_format() if hasattr(value, "iso_format") else str(value)
