"""The rules of a guessed mapping for counted persons: who is counted, and from whom to whom."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from netintl.i18n import _
from netintl.ingest.guessed_cells import id_cells
from netintl.ingest.seen_tables import NUMBER
from netintl.model.labels import folded_label

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from netintl.ingest.seen_tables import Party, SeenTable

_TWO: Final = 2
_PART: Final = re.compile(
    r"(^|[^a-z])(fe)?males?$|(^|[^a-z])(wo)?men$|(^|[^a-z])(boys|girls)$|[男女](生|性|士|学生|学员)?(人?数)?$"
)
_TIMES: Final = re.compile(r"人次|person.?times|man.?times|attendances")
_PLANNED: Final = re.compile(
    r"计划|拟|计划数|名额|定员|\bplan(ned)?\b|quota|target|\bplaces\b|intended"
)


def person_rules(seen: SeenTable, parties: Sequence[Party], agreement: Any) -> list[dict[str, Any]]:
    """Return the rules for counted persons: flows between two, else observations of the agreement.

    Of a row with more organizations nobody says to whom how many went; person-times are no
    persons, so they are observations of their own unit.
    """
    counted = _counted(seen)
    if not counted:
        return []
    label = counted if isinstance(counted, str) else " + ".join(counted["sum"])
    if _TIMES.search(folded_label(label)):
        seen.doubts.append(
            _("{column} counts person-times, which are no persons: kept as observations.").format(
                column=label
            )
        )
        return _observed(seen, agreement, counted, [], unit="person-times")
    two, several = _ends(seen, parties)
    if len(two) != _TWO:
        seen.doubts.append(_several(label))
        return _observed(seen, agreement, counted, [])
    giver, taker = (party.const or party.names[0] for party in two)
    seen.doubts.append(
        _(
            "Persons are taken to go from {giver} to {taker}, for training; turn from and to "
            "round in the mapping where they go the other way."
        ).format(giver=giver, taker=taker)
    )
    none = [_turned(one) for one in several]
    rules = _flows(seen, agreement, [id_cells(party) for party in two], counted, none)
    if _PLANNED.search(folded_label(label)):
        for rule in rules:
            rule["cells"]["planned"] = {"const": "yes"}
        seen.doubts.append(
            _("{column} is taken for a plan, not for persons who went.").format(column=label)
        )
    if several:
        seen.doubts.append(_several(label))
    rest = [
        rule
        for place, one in enumerate(several)
        for rule in _observed(seen, agreement, counted, [*none[:place], one])
    ]
    return [*rules, *rest]


def _counted(seen: SeenTable) -> Any:
    """Return what counts the persons of a row: a column, or women and men added up."""
    if seen.layout.shape == "years":
        return NUMBER
    labels = [seen.layout.labels[place] for place in seen.layout.places("persons")]
    whole = [label for label in labels if not _PART.search(folded_label(label))]
    parts = [label for label in labels if label not in whole]
    if whole or len(parts) < _TWO:
        return next(iter([*whole, *parts]), "")
    seen.doubts.append(
        _("Persons are {first} and {second} added up.").format(first=parts[0], second=parts[1])
    )
    return {"sum": parts[:_TWO]}


def _ends(
    seen: SeenTable, parties: Sequence[Party]
) -> tuple[Sequence[Party], list[dict[str, Any]]]:
    """Return the two organizations that every row has, and what tells that a row has more."""
    always = [party for party in parties if _always_named(seen, party)]
    two = parties if len(parties) == _TWO else always
    named = [
        {"column": name, "filled": True}
        for party in parties
        if len(two) == _TWO and not any(party is one for one in two)
        for name in party.names
    ]
    lists = [
        {"column": name, "matches": f"[{party.separators}]"}
        for party in two
        if party.sign
        for name in party.names
    ]
    return two, [*named, *lists]


def _always_named(seen: SeenTable, party: Party) -> bool:
    if party.const:
        return True
    return all(map(any, zip(*(seen.columns[name] for name in party.names), strict=True)))


def _turned(condition: Mapping[str, Any]) -> dict[str, Any]:
    return {**condition, "not": True}


def _several(column: str) -> str:
    return _(
        "{column} of rows with more or fewer than two organizations is kept as an observation of "
        "the agreement: nobody says to whom the persons go."
    ).format(column=column)


def _filled(counted: Any) -> list[list[dict[str, Any]]]:
    """Return the conditions of which one says that somebody is counted."""
    if isinstance(counted, str):
        return [[{"column": counted, "filled": True}]]
    first, second = ({"column": name, "filled": True} for name in counted["sum"])
    return [[first], [_turned(first), second]]


def _observed(
    seen: SeenTable,
    agreement: Any,
    counted: Any,
    where: list[dict[str, Any]],
    *,
    unit: str = "persons",
) -> list[dict[str, Any]]:
    cells: dict[str, Any] = {
        "subject": agreement,
        "metric": {"const": unit},
        "value": counted,
        "unit": {"const": unit},
        "source": {"const": seen.register},
    }
    if seen.year:
        cells["as_of"] = {"column": seen.year, "pattern": r"(\d{4})"}
    return [
        {"table": "observations", "when": [*filled, *where], "cells": cells}
        for filled in _filled(counted)
    ]


def _flows(
    seen: SeenTable, agreement: Any, ids: Sequence[Any], counted: Any, where: list[dict[str, Any]]
) -> list[dict[str, Any]]:
    """Return the rules for the persons of a row, from one organization to the other."""
    year = seen.year
    cells: dict[str, Any] = {
        "id": _flow_id(agreement, year),
        "agreement": agreement,
        "from": ids[0],
        "to": ids[1],
        "purpose": {"const": "training"},
        "persons": counted,
    }
    if year:
        cells["year"] = {"column": year, "pattern": r"(\d{4})"}
    conditions = [[*filled, *where] for filled in _filled(counted)]
    return [
        {"table": "flows", "when": when if len(when) != 1 else when[0], "cells": dict(cells)}
        for when in conditions
    ]


def _flow_id(agreement: Any, year: str) -> Mapping[str, str]:
    text = agreement["template"] if isinstance(agreement, dict) else f"{{{agreement}}}"
    return {"template": f"{text}:{{{year}}}" if year else f"{text}:persons"}
