"""Words for the values that results use."""

from __future__ import annotations

import csv
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from netintl.i18n import current_language
from netintl.model.framing import framed_text, layer_label

if TYPE_CHECKING:
    from collections.abc import Mapping


@cache
def result_terms() -> Mapping[str, Mapping[str, str]]:
    """Return labels and definitions of the values that results use, by code."""
    text = files("netintl.model").joinpath("result_terms.csv").read_text(encoding="utf-8")
    return {row["code"]: row for row in csv.DictReader(text.splitlines())}


def term(code: str) -> str:
    """Return the label of a value that results use; unknown codes stand for themselves."""
    language = current_language()
    words = result_terms().get(code)
    if words is None:
        return code
    return layer_label(code, language) or framed_text(words, language)


def definition(code: str) -> str:
    """Return the definition of a value that results use, or nothing."""
    return result_terms().get(code, {}).get(f"definition_{current_language()}", "")
