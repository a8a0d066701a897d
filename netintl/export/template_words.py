"""What the template says: the words of its lists, hints beside cells, and the guide."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from netintl.i18n import _, current_language, mark
from netintl.model.fields import majors
from netintl.model.industries import industries
from netintl.model.places import countries, provinces
from netintl.model.schema import tables
from netintl.model.vocabularies import OPEN, vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from netintl.model.schema import Column

_AN_END: Final = mark("The id or a name from the sheet of organizations, or any new name.")


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the guide; ``needed`` marks a column that must be filled."""

    cells: tuple[str, ...]
    heading: bool = False
    needed: bool = False


def list_of(column: Column, *, codes: bool = False) -> list[str]:
    """List what a column may hold, as words of the current language or as codes; else nothing.

    Examples
    --------
    >>> list_of(tables()["parties"].columns["role"])[:2]
    ['lead', 'partner']
    >>> list_of(tables()["organizations"].columns["country"], codes=True)[:1]
    ['AFG']
    """
    language = current_language()
    if column.vocabulary:
        terms = vocabulary(column.vocabulary)
        return list(terms) if codes else [term.label(language) for term in terms.values()]
    sections = {code: one for code, one in industries().items() if one.level == "section"}
    places = {"country": countries(), "province": provinces(), "fields": majors()}
    entries: Mapping[str, object] = {**places, "industries": sections}.get(column.form or "", {})
    names = {code: str(getattr(entry, f"name_{language}")) for code, entry in entries.items()}
    order = sorted(names, key=lambda code: names[code]) if column.form == "country" else names
    return list(order) if codes else [names[code] for code in order]


def sheet_hint(table: str) -> str:
    """Say in one sentence what a sheet of the template is for."""
    return {
        "organizations": _("Schools, colleges, enterprises and other bodies, one a row."),
        "links": _("Who works with whom: two organizations a row."),
        "agreements": _("Agreements, one a row; who takes part stands in the next sheet."),
        "parties": _("Who takes part in an agreement: one organization and its role a row."),
        "sources": _("Pages and papers that state it, one a row."),
        "vocabularies": _("Brands and other words of your own that no list has, one a row."),
        "terms": _("Words for subjects that are to be coded to majors, one a row."),
    }[table]


def column_hint(table: str, column: Column) -> str:
    """Say what to write into a column, as people say it."""
    own = {
        ("organizations", "id"): _("A short mark of your own, such as S1; each only once."),
        ("agreements", "id"): _("A short mark of your own, such as S1; each only once."),
        ("sources", "id"): _("A short mark of your own, such as S1; each only once."),
        ("vocabularies", "vocabulary"): _("Choose from: {names}.").format(names=", ".join(OPEN)),
        ("links", "source"): _(_AN_END),
        ("links", "target"): _(_AN_END),
        ("links", "persons"): _(
            "Whole persons who went from the first organization to the other for training."
        ),
    }
    if (table, column.name) in own:
        return own[table, column.name]
    if list_of(column):
        several = _("Choose from the list, or write several, separated by semicolons.")
        return several if column.separator else _("Choose from the list.")
    if column.form == "date":
        return _("2019, 2019-09 or 2019-09-01; leave it empty where it is not known.")
    return column.descriptions[current_language()]


def guide_lines(sheets: Mapping[str, tuple[str, Sequence[str]]]) -> Iterator[Line]:
    """Yield the guide: what to do, then each sheet with its columns."""
    yield Line((_("How to fill this in"),), heading=True)
    for sentence in (
        _("1. Write one organization a row, then who works with whom. Empty means not known."),
        _("2. Orange columns must be filled; all others may stay empty."),
        _("3. The grey rows are examples. Write over them or delete them; they are not counted."),
        _("4. Choose from the lists where there are any. A warning may be overruled."),
        _("5. Do not rename the sheets or the headers. Columns of your own may be added."),
        _("6. Save the file, then type: netintl -d partners.xlsx check"),
    ):
        yield Line((sentence,))
    for title, (name, columns) in sheets.items():
        table = tables()[name]
        yield Line(("",))
        yield Line((title, "", sheet_hint(name)), heading=True)
        for label in columns:
            column = table.columns[label]
            need = _("needed") if column.required else ""
            names = " ".join((column.titles["zh"], column.titles["en"]))
            yield Line((names, need, column_hint(name, column)), needed=column.required)
