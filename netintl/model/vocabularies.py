"""Controlled vocabularies: codes with labels in both languages."""

from __future__ import annotations

import csv
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import cache, lru_cache
from importlib.resources import files
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_OWN = ("code", "en", "zh", "description_en", "description_zh")


@dataclass(frozen=True, slots=True)
class Term:
    """One code of a vocabulary; ``extra`` holds what this vocabulary alone has."""

    code: str
    en: str
    zh: str
    description_en: str
    description_zh: str
    extra: Mapping[str, str] = field(hash=False)  # a code has one

    def label(self, language: str) -> str:
        """Return the label in a language."""
        return self.zh if language == "zh" else self.en

    @classmethod
    def added(cls, vocabulary: str, code: str, en: str, zh: str) -> Term:
        """Make a term that a package adds; a name in one language stands for the other.

        Examples
        --------
        >>> Term.added("brands", "x", "", "某工坊").label("en")
        '某工坊'
        """
        return cls(code, en or zh, zh or en, "", "", OPEN[vocabulary])


@dataclass(frozen=True, slots=True)
class Additions:
    """What one package adds: codes of open vocabularies, and terms of majors.

    ``codes`` are vocabulary and term, ``terms`` are term, language and major; both sorted, so that
    equal additions are equal whatever the order of rows.
    """

    codes: tuple[tuple[str, Term], ...] = ()
    terms: tuple[tuple[str, str, str], ...] = ()


# Vocabularies that a package may add codes to, and what such a code has beside its names: no
# chain of a pipeline leads along a kind of agreement of which nothing more is known.
OPEN: Final[Mapping[str, Mapping[str, str]]] = MappingProxyType(
    {
        "brands": MappingProxyType({}),
        "agreement_kinds": MappingProxyType({"flows": "yes", "trains": "no"}),
        "purposes": MappingProxyType({}),
        "methods": MappingProxyType({}),
    }
)
_NOTHING: Final = Additions()
_added: ContextVar[Additions] = ContextVar("additions", default=_NOTHING)


@contextmanager
def extended(additions: Additions) -> Iterator[None]:
    """Let vocabularies hold what a package adds, inside the block alone.

    Whoever prints or checks a package opens such a block, so that two packages never mix.

    Examples
    --------
    >>> dayu = Additions(codes=(("brands", Term.added("brands", "dayu2", "Dayu II", "")),))
    >>> with extended(dayu):
    ...     vocabulary("brands")["dayu2"].label("zh")
    'Dayu II'
    >>> "dayu2" in vocabulary("brands")
    False
    """
    token = _added.set(additions)
    try:
        yield
    finally:
        _added.reset(token)


def current_additions() -> Additions:
    """Return what the package adds that is spoken of now."""
    return _added.get()


def vocabulary(name: str) -> Mapping[str, Term]:
    """Return the terms of a vocabulary by code, in the order of its file; added ones last.

    Examples
    --------
    >>> vocabulary("kinds")["school"].extra["shape"]
    'circle'
    """
    return _whole(name, _added.get())


@lru_cache(maxsize=256)
def _whole(name: str, additions: Additions) -> Mapping[str, Term]:
    known = built_in(name)  # what ships keeps its meaning, whatever was written
    own = {
        term.code: term
        for vocabulary, term in additions.codes
        if vocabulary == name and term.code not in known
    }
    return MappingProxyType({**known, **own}) if own else known


@cache
def built_in(name: str) -> Mapping[str, Term]:
    """Return the terms that ship with netintl, whatever a package adds."""
    file = files("netintl.model").joinpath("vocabularies", f"{name}.csv")
    rows = csv.DictReader(file.read_text(encoding="utf-8").splitlines())
    return MappingProxyType({row["code"]: _term(row) for row in rows})


def _term(row: dict[str, str]) -> Term:
    own = {name: row[name] for name in _OWN}
    extra = {name: value for name, value in row.items() if name not in _OWN}
    return Term(**own, extra=MappingProxyType(extra))
