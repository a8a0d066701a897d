"""What the brands of a store are called that do not ship with netintl."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from netintl.ingest.additions import additions_of_rows
from netintl.model.vocabularies import Additions, built_in

if TYPE_CHECKING:
    from netintl.store.client import Store
    from netintl.store.questions import Question

_READ: Final = "MATCH (b:Brand) RETURN b.id AS id, b.name_en AS en, b.name_zh AS zh ORDER BY id"
_TYPES: Final = frozenset(("brand", "brands"))


def brands_of_store(store: Store, question: Question) -> Additions:
    """Return the added brands of a store, where a question asks for brands or names them.

    They were named when the data were pushed, so the data need not be at hand.
    """
    asked = {each.type for each in question.parameters}
    asked |= {each.type for each in question.columns}
    if asked.isdisjoint(_TYPES):
        return Additions()
    known = built_in("brands")
    rows = [
        {"vocabulary": "brands", "code": code, "name_en": en or "", "name_zh": zh or ""}
        for code, en, zh in map(_texts, store.read(_READ, {}).rows)
        if code not in known and (en or zh)
    ]
    return additions_of_rows(rows, [])


def _texts(row: tuple[object, ...]) -> tuple[str, str, str]:
    one, two, three = (str(cell or "") for cell in row)
    return one, two, three
