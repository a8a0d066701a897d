"""Every analysis has its section in docs/methods.md, with all that a section must say."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from netintl.analyses.registry import ANALYSES

METHODS = Path(__file__).parents[1] / "docs" / "methods.md"


def _sections() -> dict[str, str]:
    """Return the text below each ``### name``, up to the next heading."""
    text = METHODS.read_text(encoding="utf-8")
    pieces = re.split(r"^(#{1,3}) (.+)$", text, flags=re.MULTILINE)[1:]
    found = zip(pieces[::3], pieces[1::3], pieces[2::3], strict=True)
    return {title: below for marks, title, below in found if marks == "###"}


def test_there_is_a_section_for_every_analysis_in_their_order() -> None:
    assert list(_sections()) == list(ANALYSES)


@pytest.mark.parametrize("name", ANALYSES)
def test_a_section_says_all_that_it_must(name: str) -> None:
    below = _sections().get(name, "")
    bold = [words.rstrip(".") for words in re.findall(r"^- \*\*(.+?)\*\*", below, re.MULTILINE)]
    way = "Formula" if "Formula" in bold else "Counts"
    assert bold == ["Question", way, "Assumes", "Not claimed", "Reference"]
