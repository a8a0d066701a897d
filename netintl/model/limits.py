"""The one limit for each thing that comes in from outside, read from ``limits.toml``."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Limit:
    """The largest value that is still taken, what it is of, and why it lies there."""

    name: str
    most: int
    reason: str


@cache
def declared_limits() -> tuple[Limit, ...]:
    """Return every limit with its reason, in the order of the declaration.

    Examples
    --------
    >>> declared_limits()[0].name
    'persons'
    """
    text = files("netintl.model").joinpath("limits.toml").read_text(encoding="utf-8")
    entries = tomllib.loads(text).items()
    return tuple(Limit(name, entry["most"], entry["reason"]) for name, entry in entries)


@cache
def limits() -> Mapping[str, int]:
    """Return the largest value that is still taken, by what it limits.

    Examples
    --------
    >>> limits()["persons"] == 2**31 - 1
    True
    """
    return MappingProxyType({limit.name: limit.most for limit in declared_limits()})
