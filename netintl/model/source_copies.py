"""Which sources are shown, not linked."""

from __future__ import annotations

from typing import Final

# Addresses of copies on other people's hosts: some of their domains changed hands.
_COPIES: Final = ("aggregator", "inferred")


def is_copy(kind: str) -> bool:
    """Tell whether a kind of source is a copy on somebody else's host.

    Examples
    --------
    >>> is_copy("aggregator"), is_copy("register")
    (True, False)
    """
    return kind in _COPIES
