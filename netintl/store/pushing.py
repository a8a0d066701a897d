"""Write a network and its findings into a store: what is new, what changed, what has ended."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import chain, islice
from typing import TYPE_CHECKING, Any, Final, TypeVar

from netintl.errors import StoreError
from netintl.i18n import _
from netintl.store.elements import HASH, LinkRow, NodeRow
from netintl.store.failures import AGAIN, DAMAGED
from netintl.store.finding_rows import find_all, no_findings
from netintl.store.known import CHANGED, NEW, SAME, Known
from netintl.store.leases import Lease
from netintl.store.link_rows import link_tables
from netintl.store.migrations import migrate
from netintl.store.node_rows import node_tables
from netintl.store.ownership import check_ownership
from netintl.store.statements import link_statements, node_statements, relabel_statements
from netintl.version import __version__

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from neo4j import ManagedTransaction

    from netintl.network.network import Network
    from netintl.store.client import Store
    from netintl.store.statements import Statements

Row = NodeRow | LinkRow
Part = TypeVar("Part")
BATCH: Final = 5_000  # rows of one transaction; measured best on both engines
WAIT: Final = 10.0  # seconds for another push to end

_BEGIN: Final = "MATCH (s:NetintlStore {id: 'netintl'}) SET s.complete = false"
_FINISH: Final = """
MATCH (s:NetintlStore {id: 'netintl'})
SET s.complete = true, s.fingerprint = $fingerprint, s.run = $run, s.version = $version,
    s.pushed_at = $at
"""
_STATE: Final = """
MATCH (s:NetintlStore {id: 'netintl'})
RETURN s.complete AS complete, s.fingerprint AS fingerprint, s.version AS version
"""


@dataclass(slots=True)
class Counts:
    """What a push did with the rows of one label or type."""

    created: int = 0
    updated: int = 0
    ended: int = 0
    unchanged: int = 0


@dataclass(frozen=True, slots=True)
class Pushed:
    """The counts of a push by label and type, and the run of its findings."""

    run: str
    counts: dict[str, Counts]

    @property
    def total(self) -> Counts:
        """The counts of all labels and types together."""
        every = self.counts.values()
        return Counts(
            created=sum(counts.created for counts in every),
            updated=sum(counts.updated for counts in every),
            ended=sum(counts.ended for counts in every),
            unchanged=sum(counts.unchanged for counts in every),
        )


def push(
    store: Store,
    network: Network,
    *,
    into_existing: bool = False,
    analyses: bool = True,
    at: str | None = None,
    wait: float = WAIT,
    tell: Callable[[str], None] = lambda _sentence: None,
) -> Pushed:
    """Make a store hold what a network holds, and its findings.

    Rows are compared by content: what is new is created, what changed is replaced, what is gone
    stays with ``current`` false and the day it ended. Batches are transactions that can be done
    twice, so a push that was killed is completed by the next one.

    Parameters
    ----------
    into_existing
        Write beside nodes of other labels.
    analyses
        Whether to run the analyses and write their findings; without, earlier findings end.
    at
        Time of the push, ISO 8601; now when omitted.
    wait
        Seconds to wait for another push.
    tell
        Hears what comes next.

    Raises
    ------
    StoreError
        When the database is not ours, another push is writing, or the connection breaks.
    """
    check_ownership(store, into_existing=into_existing)
    migrate(store)
    findings = find_all(network, tell) if analyses else no_findings(network)
    lease = Lease(store)
    lease.take(wait)
    try:
        day = at or datetime.now(UTC).isoformat(timespec="seconds")
        writer = _Writer(store, lease, day, network.fingerprint)
        for nodes in chain(node_tables(network), findings.node_tables()):
            tell(_("Writing {name}").format(name=nodes.label))
            writer.bring(nodes.label, node_statements(nodes.label), nodes.rows)
        for links in chain(link_tables(network), findings.link_tables()):
            tell(_("Writing {name}").format(name=links.type))
            writer.bring(links.type, link_statements(links.type), links.rows)
        writer.finish(run=findings.run)
    except BaseException:
        lease.let_go()
        raise
    lease.give_back()
    return Pushed(findings.run, writer.counts)


class _Writer:
    """Brings rows into a store batch by batch and counts what became of them."""

    def __init__(self, store: Store, lease: Lease, at: str, fingerprint: str) -> None:
        self._store, self._lease, self._at, self._fingerprint = store, lease, at, fingerprint
        self._begun = False
        self.counts: dict[str, Counts] = {}

    def bring(self, name: str, statements: Statements, rows: Iterable[Row]) -> None:
        """Write what is new or changed of one label or type, and end what is gone."""
        held = Known.of(self._held(name, statements))
        counts = self.counts[name] = Counts()
        for batch in _batches(rows):
            contents = [row.content for row in batch]
            verdict = held.judge([row.identity for row in batch], contents)
            sorted_out = {
                judged: [
                    (row, content)
                    for row, content, found in zip(batch, contents, verdict, strict=True)
                    if found == judged
                ]
                for judged in (NEW, CHANGED, SAME)
            }
            self._create(name, statements, sorted_out[NEW])
            self._change(statements, sorted_out[CHANGED])
            counts.created += len(sorted_out[NEW])
            counts.updated += len(sorted_out[CHANGED])
            counts.unchanged += len(sorted_out[SAME])
        counts.ended = held.gone
        if held.gone:
            self._end(statements, held)

    def finish(self, *, run: str) -> None:
        """Record that the store holds a network as a whole, unless it says so already."""
        state = self._store.read(_STATE).rows[0]
        if state != (True, self._fingerprint, __version__):
            values = {
                "fingerprint": self._fingerprint,
                "run": run,
                "version": __version__,
                "at": self._at,
            }
            self._lease.batch(lambda transaction: transaction.run(_FINISH, values).consume())

    def _check_sound(self) -> None:
        """Look for damage where a push was cut off, or where this very network lacks something."""
        complete, *held = self._store.read(_STATE).rows[0]
        if complete is False or held == [self._fingerprint, __version__]:
            self._store.check_sound()

    def _held(
        self, name: str, statements: Statements
    ) -> Iterator[tuple[tuple[str, ...], str, bool]]:
        for *identity, content, current in self._store.stream(statements.held):
            if content is None:
                raise StoreError(
                    _("{address} holds {labels} nodes that netintl did not write.").format(
                        address=self._store.address, labels=name
                    ),
                    cure=_("Use a database of its own for netintl."),
                )
            yield tuple(identity), content, current

    def _create(self, name: str, statements: Statements, rows: Sequence[tuple[Row, str]]) -> None:
        by_label: dict[str, list[tuple[Row, str]]] = {}
        for row, content in rows:
            by_label.setdefault(getattr(row, "label", ""), []).append((row, content))
        for label, group in sorted(by_label.items()):
            made = node_statements(name, label) if label else statements
            self._write(made.create, [self._cells(*pair, first=True) for pair in group])

    def _change(self, statements: Statements, rows: Sequence[tuple[Row, str]]) -> None:
        if not rows:
            return
        labels = {getattr(row, "label", "") for row, _content in rows} - {""}
        for label in sorted(labels):
            group = [
                {"id": row.identity[0]}
                for row, _content in rows
                if getattr(row, "label", "") == label
            ]
            # ArcadeDB moves a node that changes its labels, once in a transaction.
            for text in relabel_statements(label):
                self._write(text, group, counted=False)
        self._write(statements.change, [self._cells(*pair, first=False) for pair in rows])

    def _cells(self, row: Row, content: str, *, first: bool) -> dict[str, Any]:
        own = {HASH: content, "current": True, "last_changed": self._at}
        if first:
            own["first_seen"] = self._at
        if isinstance(row, NodeRow):
            return {"id": row.id, "properties": {**row.properties, **own}}
        place = {"start": row.start, "end": row.end, "key": row.key}
        return {**place, "properties": {**row.properties, "key": row.key, **own}}

    def _end(self, statements: Statements, held: Known) -> None:
        gone = [
            _identified(identity)
            for *identity, _content, _current in self._store.stream(statements.held)
            if held.is_gone(identity)
        ]
        for batch in _batches(gone):
            self._write(statements.end, batch)

    def _write(self, text: str, rows: Sequence[dict[str, Any]], *, counted: bool = True) -> None:
        """Run a statement over some rows in one transaction, which must reach every row."""
        begin = () if self._begun else (_BEGIN,)
        if not self._begun:
            self._check_sound()

        def work(transaction: ManagedTransaction) -> int:
            for first in begin:
                transaction.run(first).consume()
            record = transaction.run(text, rows=list(rows), at=self._at).single()
            return int(record["done"]) if record is not None else 0

        done = self._lease.batch(work)
        self._begun = True
        if counted and done != len(rows):
            raise StoreError(
                _("{done} of {count} rows reached {address}.").format(
                    done=done, count=len(rows), address=self._store.address
                ),
                cure=_(DAMAGED if self._store.address.embedded else AGAIN),
            )


def _identified(identity: Sequence[str]) -> dict[str, Any]:
    names = ("id",) if len(identity) == 1 else ("start", "end", "key")
    return dict(zip(names, identity, strict=True))


def _batches(rows: Iterable[Part]) -> Iterator[list[Part]]:
    left = iter(rows)
    while batch := list(islice(left, BATCH)):
        yield batch
