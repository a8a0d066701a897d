"""Checks of single cells, vectorised over the distinct values of a column."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from functools import cache, lru_cache, partial
from typing import TYPE_CHECKING, Any

import numpy as np

from netintl.ingest.assumptions import read_assumed
from netintl.ingest.columns import Column
from netintl.ingest.written_dates import written_date
from netintl.model.cells import FIRST_YEAR, LAST_YEAR, joined
from netintl.model.country_names import find_country
from netintl.model.fields import majors
from netintl.model.industries import industries
from netintl.model.limits import limits
from netintl.model.places import find_province
from netintl.model.vocabularies import current_additions, vocabulary

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from netintl.ingest.draft import Draft
    from netintl.model.schema import Column as Declared
    from netintl.model.vocabularies import Additions

# Control characters, and the marks that reorder or hide text (Unicode UAX 9 and UTR 36).
_HIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]"
)
# What makes a value worth a look when all stand below each other, one a line: a hidden sign, a
# space at either end, a line of its own, a sign that begins a formula.
_SUSPECT = re.compile(_HIDDEN.pattern + r"|\ufffd|\s\n|\n\s|\n[=+\-@]")
_REPLACEMENT = "\ufffd"  # what stands for bytes that could not be read
_NUMBER = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?")
_WITHIN = {"start", "end", "since", "until", "published", "retrieved"}
_BEGUN = {"start", "since", "opened", "published", "retrieved"}  # none is far in the future
_PERSONS = {"persons", "persons_per_year"}
_SHORT = ("short_zh", "short_en")  # titles that majors have too
_FORMER_WORDS = {"flows": "counts"}  # columns that held free text before they had a vocabulary

Verdict = tuple[str, str]  # the cell as it should be, and an issue code or nothing


def check_cells(draft: Draft) -> None:
    """Clean and check every declared column of a draft; unknown columns are only cleaned."""
    for name in list(draft.columns):
        _clean(draft, name)
    _reject_blank_rows(draft)
    _keep_words(draft)
    read_assumed(draft)
    for column in draft.table.columns.values():
        if column.name not in draft.columns:
            draft.columns[column.name] = Column.filled("", len(draft))
            continue
        _check(draft, column)
    for column in draft.table.columns.values():
        if column.required:
            draft.note("CEL001", draft.columns[column.name].equals(""), column=column.name)


def _reject_blank_rows(draft: Draft) -> None:
    blank = draft.alive.copy()
    for column in draft.columns.values():
        blank &= column.equals("")
    draft.note("ROW003", blank)


def _keep_words(draft: Draft) -> None:
    """Move what an older package says in words, where a vocabulary stands now, into the note."""
    name = _FORMER_WORDS.get(draft.table.name)
    declared = draft.table.columns.get(name or "")
    if declared is None or declared.vocabulary is None or declared.name not in draft.columns:
        return
    column, terms = draft.columns[declared.name], _labels(declared.vocabulary)
    wordy = column.where(lambda cell: bool(cell) and bool(_term_verdict(cell, terms)[1]))
    if not wordy.any():
        return
    draft.note("CEL014", wordy, column=declared.name)
    cells = column.cells()
    notes = draft.columns.get("note", Column.filled("", len(draft))).cells()
    joined_notes = [
        "; ".join(filter(None, (cell if moved else "", note)))
        for cell, note, moved in zip(cells, notes, wordy, strict=True)
    ]
    draft.columns["note"] = Column.of(joined_notes)
    kept = ["" if moved else cell for cell, moved in zip(cells, wordy, strict=True)]
    draft.columns[declared.name] = Column.of(kept)


def _clean(draft: Draft, name: str) -> None:
    column = draft.columns[name]
    if not len(column.values) or not _suspicious(column.values):
        return
    for code, test in (
        ("ROW005", lambda value: len(value) > limits()["cell"]),
        ("CEL010", lambda value: bool(_HIDDEN.search(value))),
        ("CEL012", _is_formula),
        ("CEL015", lambda value: _REPLACEMENT in value),
    ):
        draft.note(code, column.where(test), column=name)
    tidy = [_HIDDEN.sub("", value).strip() for value in column.values]
    if any(new != old for new, old in zip(tidy, column.values, strict=True)):
        draft.columns[name] = column.changed(tidy)


def _suspicious(values: np.ndarray) -> bool:
    """Tell from one look at all values together whether any of them needs a look of its own."""
    longest = max(map(len, values))
    return longest > limits()["cell"] or bool(_SUSPECT.search("\n".join(("", *values, ""))))


def _is_formula(value: str) -> bool:
    """Tell what a spreadsheet would run; signed numbers are no formulas."""
    text = value.lstrip()
    return text[:1] in ("=", "+", "-", "@") and len(text) > 1 and not _NUMBER.fullmatch(text)


def _check(draft: Draft, column: Declared) -> None:
    judge = _judge(column)
    if judge is None:
        return
    cells = draft.columns[column.name]
    verdicts = [judge(value) if value else ("", "") for value in cells.values]
    for code in sorted({code for _, code in verdicts if code}):
        hit = np.fromiter((found == code for _, found in verdicts), bool, len(verdicts))
        draft.note(code, hit[cells.codes], column=column.name)
    tidy = [cell for cell, _ in verdicts]
    if any(new != old for new, old in zip(tidy, cells.values, strict=True)):
        draft.columns[column.name] = cells.changed(tidy)


def cell_verdict(column: Declared, cell: str) -> Verdict:
    """Judge one cell as the checks of a whole table do; an empty cell is never wrong.

    Examples
    --------
    >>> from netintl.model.schema import tables
    >>> cell_verdict(tables()["agreements"].columns["start"], "2024/9")
    ('2024-09', '')
    """
    judge = _judge(column)
    return judge(cell) if judge and cell else (cell, "")


def _judge(column: Declared) -> Callable[[str], Verdict] | None:
    """Choose the check of a column by its name, form, vocabulary, type or pattern."""
    if column.name in _PERSONS:
        return persons_verdict
    if column.form:
        oldest = FIRST_YEAR if column.name in _WITHIN else ""
        newest = _next_year() if column.name in _BEGUN else LAST_YEAR
        return _FORMS.get(column.form, partial(_day_verdict, oldest=oldest, newest=newest))
    if column.vocabulary:
        return partial(_term_verdict, terms=_labels(column.vocabulary))
    if column.type in ("number", "integer"):
        return partial(number_verdict, column=column)
    if column.type == "boolean":
        return yes_no_verdict
    return partial(pattern_verdict, pattern=column.pattern) if column.pattern else None


def pattern_verdict(cell: str, pattern: str) -> Verdict:
    """Accept text of a declared pattern."""
    return (cell, "") if re.fullmatch(pattern, cell) else ("", "CEL009")


def date_verdict(cell: str) -> Verdict:
    """Accept partial calendar dates, also as people write them where that can mean one day only.

    Examples
    --------
    >>> date_verdict("2019/9/1"), date_verdict("2019年9月"), date_verdict("2019-13")
    (('2019-09-01', ''), ('2019-09', ''), ('', 'CEL004'))
    >>> date_verdict("7 July 2021"), date_verdict("07/05/2021")
    (('2021-07-07', ''), ('', 'CEL004'))
    """
    text = written_date(cell)
    return (text, "") if text else ("", "CEL004")


def _next_year() -> str:
    """Name the last year in which something can have begun, or be about to."""
    return f"{datetime.now(tz=UTC).year + 1:04d}"


def _day_verdict(cell: str, oldest: str, newest: str) -> Verdict:
    """Accept a date whose year can be right; a school may have opened long ago."""
    text, code = date_verdict(cell)
    return ("", "CEL013") if text and not oldest <= text[:4] <= newest else (text, code)


def country_verdict(cell: str) -> Verdict:
    """Accept a country by ISO code or name in either language."""
    code = find_country(cell)
    return (code, "") if code else ("", "CEL003")


def province_verdict(cell: str) -> Verdict:
    """Accept a province by code or name in either language."""
    code = find_province(cell)
    return (code, "") if code else ("", "CEL011")


def codes_verdict(cell: str, known: Mapping[str, str]) -> Verdict:
    """Accept a list of catalogue codes or their titles; one unknown makes the cell unknown.

    A title may hold the sign that separates others, so a whole cell is looked up first.

    Examples
    --------
    >>> known = {"46": "46", "50": "50", "装备制造大类": "46", "农、林": "41"}
    >>> codes_verdict("50; 装备制造大类", known), codes_verdict("农、林", known)
    (('46;50', ''), ('41', ''))
    >>> codes_verdict("99", known)
    ('', 'CEL008')
    """
    for separators in ("", "[;；]", "[;；、]"):
        parts = re.split(separators, cell) if separators else [cell]
        codes = {known.get(part.strip().casefold()) for part in parts if part.strip()}
        if None not in codes:
            return joined(sorted(code for code in codes if code)), ""
    return "", "CEL008"


@cache
def _codes_by_title(form: str) -> Mapping[str, str]:
    """Map codes and titles of a catalogue, folded, to codes."""
    found: dict[str, str] = {}
    listed: Mapping[str, Any] = majors() if form == "fields" else industries()
    for code, entry in listed.items():
        titles = (entry.name_zh, entry.name_en, *(getattr(entry, n, "") for n in _SHORT))
        for title in titles:
            found.setdefault(title.casefold(), code)
    found |= {code.casefold(): code for code in listed}
    found.pop("", None)
    return found


@lru_cache(maxsize=64)
def _fields_by_title(added: tuple[tuple[str, str, str], ...]) -> Mapping[str, str]:
    """Map codes and titles of majors, and the terms that a package adds, to codes."""
    own = {term.casefold(): code for term, _language, code in added}
    return {**own, **_codes_by_title("fields")}


_FORMS: Mapping[str, Callable[[str], Verdict]] = {
    "country": country_verdict,
    "province": province_verdict,
    "fields": lambda cell: codes_verdict(cell, _fields_by_title(current_additions().terms)),
    "industries": lambda cell: codes_verdict(cell, _codes_by_title("industries")),
}


def number_verdict(cell: str, column: Declared) -> Verdict:
    """Accept a decimal number inside the column's range; thousands marks are no digits."""
    if not _NUMBER.fullmatch(cell):
        return "", "CEL005"
    value = float(cell)
    if column.type == "integer" and not value.is_integer():
        return "", "CEL005"
    most = limits()["number"]
    low = -most if column.minimum is None else column.minimum
    high = most if column.maximum is None else column.maximum
    return (_plain(cell, value), "") if low <= value <= high else ("", "CEL006")


def persons_verdict(cell: str) -> Verdict:
    """Accept whole persons from 0.

    Examples
    --------
    >>> persons_verdict("40.0"), persons_verdict("-3"), persons_verdict("about 40")
    (('40', ''), ('-3', 'CEL007'), ('', 'CEL005'))
    """
    if not _NUMBER.fullmatch(cell):
        return "", "CEL005"
    value = float(cell)
    if value > limits()["persons"]:
        return "", "CEL018"
    whole = value >= 0 and value.is_integer()
    return (_plain(cell, value), "") if whole else (cell, "CEL007")


def _plain(cell: str, value: float) -> str:
    return str(int(value)) if value.is_integer() and abs(value) < 2**53 else cell.lstrip("+")


def yes_no_verdict(cell: str) -> Verdict:
    """Accept yes and no, and what spreadsheets make of them."""
    words = {"yes": "yes", "true": "yes", "1": "yes", "是": "yes"}
    words |= {"no": "no", "false": "no", "0": "no", "否": "no"}
    answer = words.get(cell.casefold())
    return (answer, "") if answer else ("", "CEL009")


def _labels(name: str) -> Mapping[str, str]:
    return _labels_with(name, current_additions())


@lru_cache(maxsize=256)
def _labels_with(name: str, _additions: Additions) -> Mapping[str, str]:
    labels: dict[str, str] = {}
    for term in vocabulary(name).values():
        for label in (term.en, term.zh, term.code):
            labels[label.casefold()] = term.code
    return labels


def _term_verdict(cell: str, terms: Mapping[str, str]) -> Verdict:
    code = terms.get(cell.casefold()) or terms.get(cell.casefold().replace(" ", "_"))
    return (code, "") if code else ("", "CEL002")
