"""Which engine answers, told by the name it gives itself."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from netintl.errors import StoreError
from netintl.i18n import _

if TYPE_CHECKING:
    from netintl.store.addresses import Address

OLDEST: Final = (5, 26)
_NEO4J: Final = re.compile(r"Neo4j/(\d+)\.(\d+)\S*")
_ARCADE: Final = re.compile(r"ArcadeDB ([\w.]+)")


def recognised(agent: str, address: Address) -> tuple[str, str]:
    """Return name and version of an engine.

    Raises
    ------
    StoreError
        When it is too old, or not one of ours.

    Examples
    --------
    >>> from netintl.store.addresses import Address
    >>> recognised("Neo4j/5.26.0 compatible (ArcadeDB 26.10.2)", Address())
    ('ArcadeDB', '26.10.2')
    >>> recognised("Neo4j/2026.09.0", Address("bolt://localhost:7687"))
    ('Neo4j', '2026.09.0')
    """
    arcade, server = _ARCADE.search(agent), _NEO4J.fullmatch(agent)
    if arcade:
        return "ArcadeDB", arcade[1]
    if server is None:
        raise StoreError(
            _("{address} is a server that netintl does not know.").format(address=address),
            cure=_("Use Neo4j 5.26 or newer."),
        )
    version = agent.partition("/")[2]
    if (int(server[1]), int(server[2])) < OLDEST:
        raise StoreError(
            _("{address} runs Neo4j {version}, which is too old.").format(
                address=address, version=version
            ),
            cure=_("Use Neo4j 5.26 or newer."),
        )
    return "Neo4j", version
