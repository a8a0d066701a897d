"""What a store holds, and how to empty it of what netintl wrote."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from netintl.store.elements import LINK_ENDS, NODE_LABELS
from netintl.store.leases import Lease
from netintl.store.migrations import drop_schema
from netintl.store.ownership import OWN_LABELS
from netintl.store.statements import link_statements, node_statements

if TYPE_CHECKING:
    from collections.abc import Mapping

    from netintl.store.client import Store

_SIZE: Final = 5_000
_STATE: Final = """
MATCH (s:NetintlStore {id: 'netintl'})
RETURN coalesce(s.complete, false) AS complete, coalesce(s.fingerprint, '') AS fingerprint,
       coalesce(s.version, '') AS version, coalesce(s.pushed_at, '') AS pushed_at
"""


@dataclass(frozen=True, slots=True)
class Status:
    """An engine and what it holds: by label and type the number there is, and of those current.

    ``fingerprint`` is that of the network last pushed whole, empty when there is none.
    """

    engine: str
    version: str
    counts: Mapping[str, tuple[int, int]]
    complete: bool
    fingerprint: str
    written_by: str
    pushed_at: str


def status(store: Store) -> Status:
    """Count what a store holds."""
    rows = store.read(_STATE).rows
    complete, fingerprint, written_by, pushed_at = rows[0] if rows else (False, "", "", "")
    counted = {label: node_statements(label).count for label in NODE_LABELS}
    counted |= {type_: link_statements(type_).count for type_ in LINK_ENDS}
    counts = {}
    for name, text in counted.items():
        total, current = store.read(text).rows[0]
        counts[name] = (int(total), int(current or 0))
    return Status(
        store.engine, store.version, counts, bool(complete), fingerprint, written_by, pushed_at
    )


def clear(store: Store, *, wait: float = 0) -> dict[str, int]:
    """Remove what netintl wrote, and nothing else, and return the counts by label and type.

    A node of ours that somebody has tied to something else stays.

    Raises
    ------
    StoreError
        When a push is writing.
    """
    lease = Lease(store)
    lease.take(wait)
    removals = [(type_, link_statements(type_).remove) for type_ in LINK_ENDS]
    removals += [(label, node_statements(label).remove) for label in NODE_LABELS]
    removed = {}
    for name, text in removals:
        removed[name] = 0
        while done := store.write([(text, {"size": _SIZE})])[0][0][0]:
            removed[name] += int(done)
    for label in OWN_LABELS:
        store.write([(f"MATCH (n:{label}) DETACH DELETE n", {})])
    drop_schema(store)
    return removed
