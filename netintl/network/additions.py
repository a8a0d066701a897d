"""The vocabularies of a network: what ships with netintl, and what its data add."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netintl.ingest.additions import additions_of
from netintl.model.vocabularies import extended

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

    from netintl.network.network import Network


def speaking_of(network: Network) -> AbstractContextManager[None]:
    """Let vocabularies hold what the data of a network add, inside the block alone.

    Whatever puts codes of a network into words, or looks them up, does so in such a block.

    Examples
    --------
    >>> from netintl.model.vocabularies import vocabulary
    >>> from netintl.network.doors import from_links
    >>> with speaking_of(from_links([("S1", "C1")])):
    ...     "luban_workshop" in vocabulary("brands")
    True
    """
    return extended(additions_of(network.tables))
