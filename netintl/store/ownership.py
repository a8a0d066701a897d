"""Whose database this is: netintl writes only where it has written, or where nothing is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from netintl.errors import StoreError
from netintl.i18n import _
from netintl.store.elements import HASH, NODE_LABELS

if TYPE_CHECKING:
    from netintl.store.client import Store

OWN_LABELS: Final = ("NetintlStore", "NetintlMigration")
_OURS: Final = " OR ".join(f"n:{label}" for label in (*NODE_LABELS, *OWN_LABELS))
_FOREIGN: Final = f"MATCH (n) WHERE NOT ({_OURS}) RETURN labels(n) AS labels LIMIT 1"
_CLASH: Final = (
    f"MATCH (n) WHERE ({' OR '.join(f'n:{label}' for label in NODE_LABELS)}) "
    f"AND n.{HASH} IS NULL RETURN labels(n) AS labels LIMIT 1"
)


def check_ownership(store: Store, *, into_existing: bool) -> None:
    """Refuse a database that holds what netintl did not write.

    With ``into_existing`` nodes of other labels may stand beside ours; nodes that have one of our
    labels and are not ours never may, since a push could not tell them from its own.

    Raises
    ------
    StoreError
        When the database holds something else.
    """
    clash = store.read(_CLASH).rows
    if clash:
        raise StoreError(
            _("{address} holds {labels} nodes that netintl did not write.").format(
                address=store.address, labels=":".join(sorted(clash[0][0]))
            ),
            cure=_("Use a database of its own for netintl."),
        )
    foreign = () if into_existing else store.read(_FOREIGN).rows
    if foreign:
        raise StoreError(
            _("{address} holds data that netintl did not write ({labels}).").format(
                address=store.address, labels=":".join(sorted(foreign[0][0])) or "-"
            ),
            cure=_("Use an empty database, or add --into-existing to write beside it."),
        )
