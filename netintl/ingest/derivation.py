"""Target cells derived from source rows, as the cells of a mapping say."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from netintl.ingest.added_numbers import summed
from netintl.ingest.body_kinds import ABROAD, AT_HOME, kind_of_body
from netintl.ingest.list_cells import items_of
from netintl.ingest.source_ids import kind_of, published_on, source_id
from netintl.model.cells import joined, parts_of
from netintl.model.country_names import find_country
from netintl.model.fields import code_fields
from netintl.model.industries import code_industries
from netintl.model.official_ids import official_id
from netintl.model.places import find_province
from netintl.model.vocabularies import vocabulary

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from netintl.ingest.issues import IssueLog
    from netintl.ingest.mapping_rules import AddressRules, Cell

_PLACE = re.compile(r"\{([^{}]+)\}")
_LANGUAGE = re.compile(r"^[a-z]{2,3}: ?(?=\S)")
_BRACKETS = re.compile(r"([()])")


class Derivation:
    """Derives cells, notes what cannot be translated, and collects the sources that are cited."""

    def __init__(self, addresses: AddressRules, log: IssueLog) -> None:
        self.addresses = addresses
        self.log = log
        self.sources: dict[str, dict[str, str]] = {}

    def derive(
        self, alternatives: tuple[Cell, ...], row: Mapping[str, str], file: str, number: int
    ) -> str:
        """Return what the first fitting alternative gives, or ``""``."""
        for cell in alternatives:
            if all(condition.holds(row) for condition in cell.when):
                text = self._text(cell, row, file, number)
                if text:
                    return text
        return ""

    def _text(self, cell: Cell, row: Mapping[str, str], file: str, number: int) -> str:
        text = _raw_text(cell, row)
        column = cell.columns[0] if cell.columns else ""
        if cell.values is not None and text:
            if text not in cell.values:
                self.log.add("MAP001", file, number, column=column, value=text)
            text = cell.values.get(text, "")
        if cell.code and text:
            coded = self._coded(cell.code, text)
            if not coded:
                code = "MAP002" if cell.code in ("fields", "industries") else "MAP001"
                self.log.add(code, file, number, column=column, value=text)
            text = coded
        return text or cell.default

    def _coded(self, code: str, text: str) -> str:
        if code == "sources":
            return joined(dict.fromkeys(self._cite(url) for url in parts_of(text)))
        return _CODERS[code](text) or ""

    def _cite(self, url: str) -> str:
        name = source_id(url)
        known = self.sources.setdefault(name, {"id": name, "url": url})
        known["url"] = min(known["url"], url)
        known["kind"] = kind_of(url, self.addresses)
        known["published"] = published_on(url, self.addresses)
        return name


def _confidence(text: str) -> str:
    word = vocabulary("confidence_words").get(text)
    return word.extra["confidence"] if word else ""


def names_in(text: str) -> str:
    """Return the names that a cell lists, parted by semicolons, without the codes of languages.

    Examples
    --------
    >>> names_in("de:Hochschule Ulm|en:Ulm University"), names_in("BIT; B.I.T.")
    ('Hochschule Ulm;Ulm University', 'BIT;B.I.T.')
    """
    names = (_LANGUAGE.sub("", item) for item in items_of(text, ";；|\n"))
    return joined(parts_of(*names))


# What each code of a mapping makes of a text; nothing where the text tells of none.
_CODERS: Final[Mapping[str, Callable[[str], str | None]]] = {
    "fields": lambda text: joined(code_fields(text)),
    "industries": lambda text: joined(code_industries(text)),
    "confidence": _confidence,
    "names": names_in,
    "country": find_country,
    "province": find_province,
    "official_id": official_id,
    AT_HOME: lambda text: kind_of_body(text, home=True),
    ABROAD: lambda text: kind_of_body(text, home=False),
}


def _raw_text(cell: Cell, row: Mapping[str, str]) -> str:
    if cell.added:
        text = summed([row[name] for name in cell.added])
    elif len(cell.columns) == 1:
        text = row[cell.columns[0]]
    else:
        text = cell.const or joined(parts_of(*(row[name] for name in cell.columns)))
    if cell.template:
        text = _PLACE.sub(lambda place: row[place.group(1)], cell.template)
    if cell.clause_with:
        text = clause_with(text, row[cell.clause_with])
    if cell.pattern is not None:
        found = cell.pattern.search(text)
        text = found.group(found.re.groups and 1) or "" if found else ""
    return text.strip()


def clause_with(text: str, number: str) -> str:
    """Return the clause of a note that holds a number, or ``""``.

    Examples
    --------
    >>> clause_with("acceptance 2021: 460 students; 1,748 people trained; other", "1748")
    '1,748 people trained'
    >>> clause_with("five teachers", "5")
    ''
    """
    pattern = re.compile(rf"(?<![\d.]){re.escape(number)}(?![\d])") if number else None
    for clause in _clauses(text):
        if pattern is not None and pattern.search(re.sub(r"(?<=\d)[,  ](?=\d{3})", "", clause)):
            return clause.strip()
    return ""


def _clauses(text: str) -> list[str]:
    """Split a note at semicolons, but not where the next bracket closes."""
    clauses = [""]
    parts = [*_BRACKETS.split(text), ""]
    for part, bracket in zip(parts[::2], parts[1::2], strict=True):
        inner, *others = [part] if bracket == ")" else part.split(";")
        clauses[-1] += inner
        clauses += others
        clauses[-1] += bracket
    return clauses
