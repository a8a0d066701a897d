"""Reference tables that ship with netintl, as rows of text."""

from __future__ import annotations

import csv
from functools import cache
from importlib.resources import files


@cache
def read_reference(name: str) -> tuple[dict[str, str], ...]:
    """Return the rows of one reference table.

    Examples
    --------
    >>> read_reference("provinces")[0]["name_zh"]
    '北京市'
    """
    file = files("netintl.model").joinpath("reference", f"{name}.csv")
    return tuple(csv.DictReader(file.read_text(encoding="utf-8").splitlines()))
