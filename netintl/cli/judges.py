"""Who judges: the name given, else the one that the system knows."""

from __future__ import annotations


def judge_name(by: str | None) -> str:
    """Return who judges; a system without a name for its user leaves it open."""
    if by is not None:
        return by
    from getpass import getuser

    try:
        return getuser()
    except (KeyError, OSError):
        return ""
