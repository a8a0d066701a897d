"""Words for the values that results use."""

from __future__ import annotations

import csv
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from netintl.i18n import current_language

if TYPE_CHECKING:
    from collections.abc import Mapping


@cache
def result_terms() -> Mapping[str, Mapping[str, str]]:
    """Return labels and definitions of the values that results use, by code."""
    text = files("netintl.model").joinpath("result_terms.csv").read_text(encoding="utf-8")
    return {row["code"]: row for row in csv.DictReader(text.splitlines())}


def term(code: str) -> str:
    """Return the label of a value that results use; unknown codes stand for themselves."""
    return result_terms().get(code, {}).get(current_language(), code)


def definition(code: str) -> str:
    """Return the definition of a value that results use, or nothing."""
    return result_terms().get(code, {}).get(f"definition_{current_language()}", "")
