"""The one limit for each thing that comes in from outside, read from ``limits.toml``."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


@cache
def limits() -> Mapping[str, int]:
    """Return the largest value that is still taken, by what it limits.

    Examples
    --------
    >>> limits()["persons"] == 2**31 - 1
    True
    """
    text = files("netintl.model").joinpath("limits.toml").read_text(encoding="utf-8")
    return MappingProxyType({name: entry["most"] for name, entry in tomllib.loads(text).items()})
