"""One push at a time: a lease that each batch renews, and that a dead holder loses."""

from __future__ import annotations

import os
import secrets
import socket
import time
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Final

from netintl.errors import StoreError
from netintl.i18n import _

if TYPE_CHECKING:
    from collections.abc import Callable

    from neo4j import ManagedTransaction

    from netintl.store.client import Store

SECONDS: Final = 30  # without a sign of life from its holder a lease is free
_POLL: Final = 0.5

# The server's clock decides, since those of two planners differ.
_TAKE = """
MERGE (s:NetintlStore {id: 'netintl'})
SET s.touched = $token
WITH s, timestamp() AS now
WHERE coalesce(s.holder, '') IN ['', $token, $dead]
   OR now - s.beat > $span
SET s.holder = $token, s.beat = now, s.owner = $owner
RETURN s.holder AS holder
"""
_HOLDER = """
MATCH (s:NetintlStore {id: 'netintl'})
RETURN coalesce(s.holder, '') AS holder, coalesce(s.owner, '') AS owner
"""
_RENEW = """
MATCH (s:NetintlStore {id: 'netintl'})
WHERE s.holder = $token
SET s.beat = timestamp()
RETURN s.id AS id
"""
_GIVE_BACK = """
MATCH (s:NetintlStore {id: 'netintl'})
WHERE s.holder = $token
SET s.holder = '', s.owner = ''
RETURN s.id AS id
"""


class Lease:
    """The right to write, from `take` to `give_back`."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self.token = secrets.token_hex(8)
        self.owner = f"{socket.gethostname()}/{os.getpid()}"

    def take(self, wait: float) -> None:
        """Take the lease, waiting so many seconds while another push holds it.

        Raises
        ------
        StoreError
            When another push still holds it then.
        """
        until = time.monotonic() + wait
        while True:
            rows = self._store.read(_HOLDER).rows
            holder, owner = rows[0] if rows else ("", "")
            values = {
                "token": self.token,
                "owner": self.owner,
                "dead": holder if _is_dead(owner) else self.token,
                "span": SECONDS * 1000,
            }
            if self._store.write([(_TAKE, values)])[0]:
                return
            if time.monotonic() > until:
                raise StoreError(
                    _("Another push is writing to {address} ({owner}).").format(
                        address=self._store.address, owner=owner
                    ),
                    cure=_("Wait until it has ended, then run this one again."),
                )
            time.sleep(_POLL)

    def batch(self, work: Callable[[ManagedTransaction], Any]) -> Any:
        """Write in one transaction that holds only while the lease does.

        Raises
        ------
        StoreError
            When another push has taken over.
        """

        def guarded(transaction: ManagedTransaction) -> Any:
            if not list(transaction.run(_RENEW, token=self.token)):
                raise StoreError(
                    _("Another push has taken over {address}.").format(address=self._store.address),
                    cure=_("Run the command again when it has ended."),
                )
            return work(transaction)

        return self._store.write_in(guarded)

    def give_back(self) -> None:
        """Let the next push begin."""
        self._store.write([(_GIVE_BACK, {"token": self.token})])

    def let_go(self) -> None:
        """Give the lease back after a failure, if the store still answers; else it runs out."""
        with suppress(StoreError):
            self._store.write_once(_GIVE_BACK, {"token": self.token})


def _is_dead(owner: str) -> bool:
    """Tell whether a holder on this machine has ended; of other machines nothing is known."""
    host, _slash, process = owner.rpartition("/")
    if host != socket.gethostname() or not process.isdigit() or os.name == "nt":
        return False
    try:
        os.kill(int(process), 0)
    except ProcessLookupError:
        return True
    except PermissionError:
        return False
    return False
