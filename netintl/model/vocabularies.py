"""Controlled vocabularies: codes with labels in both languages."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

_OWN = ("code", "en", "zh", "description_en", "description_zh")


@dataclass(frozen=True, slots=True)
class Term:
    """One code of a vocabulary; ``extra`` holds what this vocabulary alone has."""

    code: str
    en: str
    zh: str
    description_en: str
    description_zh: str
    extra: Mapping[str, str]

    def label(self, language: str) -> str:
        """Return the label in a language."""
        return self.zh if language == "zh" else self.en


@cache
def vocabulary(name: str) -> Mapping[str, Term]:
    """Return the terms of a vocabulary by code, in the order of its file.

    Examples
    --------
    >>> vocabulary("kinds")["school"].extra["shape"]
    'circle'
    """
    file = files("netintl.model").joinpath("vocabularies", f"{name}.csv")
    rows = csv.DictReader(file.read_text(encoding="utf-8").splitlines())
    return MappingProxyType({row["code"]: _term(row) for row in rows})


def _term(row: dict[str, str]) -> Term:
    own = {name: row[name] for name in _OWN}
    extra = {name: value for name, value in row.items() if name not in _OWN}
    return Term(**own, extra=MappingProxyType(extra))
