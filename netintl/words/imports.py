"""The words of a first guess: what a table, its rows and its columns are taken for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from netintl.i18n import _, mark

if TYPE_CHECKING:
    from netintl.ingest.guesses import Guess

_SHAPES: Final = {
    "edges": mark("each row is an agreement between the organizations it names"),
    "one_sided": mark("each row is a partner of one institution"),
    "projects": mark("each row is a participant; rows of one project are one agreement"),
    "partners_in_a_cell": mark("each row is an agreement; one cell names several organizations"),
    "matrix": mark("a matrix; each mark is a link between a row and a column"),
    "years": mark("each column of a year counts persons"),
    "register": mark("a list of organizations without agreements"),
}
_ROLES: Final = {
    "party": mark("organization"),
    "alias": mark("other names"),
    "code": mark("official id"),
    "org_kind": mark("kind of organization"),
    "org_country": mark("country"),
    "org_province": mark("province"),
    "org_city": mark("city"),
    "org_level": mark("level"),
    "org_url": mark("website"),
    "lat": mark("latitude"),
    "lon": mark("longitude"),
    "project": mark("project or agreement number"),
    "title": mark("title"),
    "kind": mark("kind of agreement"),
    "brand": mark("brand"),
    "status": mark("status"),
    "start": mark("start"),
    "end": mark("end"),
    "duration": mark("duration"),
    "year": mark("year"),
    "field": mark("field"),
    "persons": mark("persons"),
    "evidence": mark("source"),
    "role": mark("role"),
    "note": mark("note"),
}


def heading_of(label: str, guess: Guess) -> str:
    """Say of a table where its header stands, as a spreadsheet counts, and what a row of it is."""
    shape = _(_SHAPES[guess.layout.shape])
    if not guess.layout.header:
        return _("{file}: no header; {shape}.").format(file=label, shape=shape)
    stated = guess.entry.get("header", [place + 1 for place in guess.layout.header])
    rows = " + ".join(map(str, stated))
    return _("{file}: header in row {rows}; {shape}.").format(file=label, rows=rows, shape=shape)


def role_name(role: str) -> str:
    """Name what a column is taken for; a column that is not taken has no role."""
    return _(_ROLES[role]) if role in _ROLES else _("not taken")
