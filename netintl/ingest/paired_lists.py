"""Columns of a guessed table that list, item for item, what belongs to a list of organizations."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from netintl.ingest.list_cells import each_item
from netintl.ingest.seen_tables import separators

if TYPE_CHECKING:
    from netintl.ingest.seen_tables import Party, SeenTable

_CERTAIN: Final = ("\n", ";", "；", "、", "|")  # the others also stand within a name


def with_lists(seen: SeenTable, party: Party) -> Party:
    """Say which signs part the lists of a party, and which columns hold a list beside it.

    Names in another language always do; what else is said of a party does where a row has as many
    items of it as organizations.

    Examples
    --------
    >>> from netintl.ingest.layouts import layout_of
    >>> from netintl.ingest.seen_tables import Party, SeenTable
    >>> rows = [["Partners", "Country"], ["A College; B College", "Laos; Chad"]]
    >>> seen = SeenTable(layout_of(rows), rows[1:], "p.csv")
    >>> party = with_lists(seen, Party(("Partners",), about={"org_country": "Country"}, sign=";"))
    >>> party.separators, party.paired
    (';；', ('Country',))
    """
    if not party.sign:
        return party
    own = separators(party.sign)
    signs = [own]
    paired = list(party.names[1:])
    for name in (*party.names[1:], *party.about.values(), *party.others):
        found = [sign for sign in _CERTAIN if _runs_along(seen, party, name, own + sign)]
        signs += [separators(sign) for sign in found if sign not in "".join(signs)]
        if found and name not in paired:
            paired.append(name)
    return replace(party, separators="".join(dict.fromkeys("".join(signs))), paired=tuple(paired))


def _runs_along(seen: SeenTable, party: Party, name: str, signs: str) -> bool:
    """Tell whether a row has as many items in a column as it has organizations, two or more."""
    rows = zip(seen.columns[party.names[0]], seen.columns[name], strict=True)
    sign = signs[-1]
    return any(
        sign in beside and len(each_item(names, signs)) == len(each_item(beside, signs)) > 1
        for names, beside in rows
        if sign in beside
    )
