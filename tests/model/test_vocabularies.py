"""Vocabularies speak both languages."""

from __future__ import annotations

import re
from importlib.resources import files

import pytest

from netintl.model.schema import tables
from netintl.model.vocabularies import vocabulary

NAMES = sorted(
    file.name.removesuffix(".csv")
    for file in files("netintl.model").joinpath("vocabularies").iterdir()
    if file.name.endswith(".csv")
)


@pytest.mark.parametrize("name", NAMES)
def test_every_term_has_both_languages(name: str) -> None:
    for term in vocabulary(name).values():
        assert term.en
        assert re.search("[\u4e00-\u9fff]", term.zh)


def test_every_vocabulary_of_the_declaration_exists() -> None:
    named = {c.vocabulary for t in tables().values() for c in t.columns.values() if c.vocabulary}
    assert named <= set(NAMES)


def test_confidence_falls_with_the_kind_of_source() -> None:
    grades = [float(term.extra["confidence"]) for term in vocabulary("source_kinds").values()]
    assert grades == [1.0, 0.8, 0.6, 0.4, 0.2]


def test_a_mere_memorandum_carries_no_persons() -> None:
    assert vocabulary("agreement_kinds")["mou_only"].extra["flows"] == "no"
