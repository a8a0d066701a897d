"""What a package adds to vocabularies and to the terms of majors, checked against what is known."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from netintl.model.cells import SEPARATOR
from netintl.model.fields import known_terms, majors
from netintl.model.vocabularies import OPEN, Additions, Term, built_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    import pandas as pd

    from netintl.ingest.draft import Draft

TABLES: Final = ("vocabularies", "terms")


def check_additions(drafts: Mapping[str, Draft]) -> None:
    """Reject what cannot be added: closed vocabularies, codes and names that are taken."""
    if "vocabularies" in drafts:
        _check_codes(drafts["vocabularies"])
    if "terms" in drafts:
        _check_terms(drafts["terms"])


def _check_codes(draft: Draft) -> None:
    names = draft.cells("name_en"), draft.cells("name_zh")
    rows = list(zip(draft.cells("vocabulary"), draft.cells("code"), *names, strict=True))
    draft.note("VOC001", _mask(name not in OPEN for name, *_ in rows), column="vocabulary")
    draft.note("VOC006", _mask(not (en or zh) for *_, en, zh in rows), column="name_en")
    known = {name: frozenset(built_in(name)) for name in OPEN}
    taken = {name: set(_names(built_in(name).values())) for name in OPEN}
    draft.note("VOC002", _mask(c in known.get(n, ()) for n, c, *_ in rows), column="code")
    doubled = np.zeros(len(draft), dtype=bool)
    owner: dict[tuple[str, str], int] = {}
    order = sorted(np.flatnonzero(draft.alive).tolist(), key=lambda place: rows[place])
    for place in order:  # the first by content keeps a name, whatever the order of rows
        name, *own = rows[place]
        words = {text.casefold() for text in own if text}
        for word in words:
            owner.setdefault((name, word), place)
        clash = any(word in taken.get(name, ()) or owner[name, word] != place for word in words)
        doubled[place] = clash
    draft.note("VOC003", doubled, column="name_en")


def _check_terms(draft: Draft) -> None:
    titles = {
        text.casefold(): code
        for code, major in majors().items()
        for text in (code, major.name_en, major.name_zh, major.short_en, major.short_zh)
    }
    known = {**known_terms(), **titles}
    rows = [
        (known.get(term.casefold(), ""), field, term)
        for term, field in zip(draft.cells("term"), draft.cells("field"), strict=True)
    ]
    draft.note("VOC007", _mask(SEPARATOR in field for _own, field, _term in rows), column="field")
    draft.note("KEY007", _mask(SEPARATOR in term for *_, term in rows), column="term")
    draft.note("VOC004", _mask(bool(own) and own != field for own, field, _ in rows), column="term")
    draft.note("VOC005", _mask(bool(own) and own == field for own, field, _ in rows), column="term")


def _mask(marks: Iterable[bool]) -> np.ndarray:
    return np.fromiter(marks, dtype=bool)


def _names(terms: Iterable[Term]) -> Iterable[str]:
    return (text.casefold() for term in terms for text in (term.code, term.en, term.zh))


def additions_of(tables: Mapping[str, pd.DataFrame]) -> Additions:
    """Return what checked tables add to vocabularies and terms.

    Examples
    --------
    >>> import pandas as pd
    >>> rows = {"vocabulary": ["brands"], "code": ["x"], "name_en": ["X"], "name_zh": ["某"]}
    >>> added = additions_of({"vocabularies": pd.DataFrame(rows)})
    >>> [(name, term.code, term.zh) for name, term in added.codes]
    [('brands', 'x', '某')]
    """
    return additions_of_rows(*(_records(tables, name) for name in TABLES))


def additions_of_rows(
    vocabularies: Iterable[Mapping[str, str]], terms: Iterable[Mapping[str, str]]
) -> Additions:
    """Return what rows of the two tables add; a missing cell is empty.

    Examples
    --------
    >>> additions_of_rows([], [{"term": "UAV", "field": "46"}]).terms
    (('UAV', 'en', '46'),)
    """
    codes = sorted(_cells(vocabularies, ("vocabulary", "code", "name_en", "name_zh")))
    rows = sorted(_cells(terms, ("term", "language", "field")))
    return Additions(
        codes=tuple((row[0], Term.added(*row)) for row in codes if row[0] in OPEN),
        terms=tuple((term, language or _language(term), field) for term, language, field in rows),
    )


def _records(tables: Mapping[str, pd.DataFrame], name: str) -> list[dict[str, str]]:
    frame = tables.get(name)
    if frame is None or frame.empty:
        return []
    return [{str(k): v for k, v in row.items()} for row in frame.to_dict("records")]


def _cells(
    rows: Iterable[Mapping[str, str]], columns: tuple[str, ...]
) -> Iterable[tuple[str, ...]]:
    return (tuple(row.get(name, "") for name in columns) for row in rows)


def _language(term: str) -> str:
    return "en" if term.isascii() else "zh"
