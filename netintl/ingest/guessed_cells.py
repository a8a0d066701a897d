"""The cells of a guessed mapping: of organizations, agreements and counted persons."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from netintl.i18n import _
from netintl.ingest.body_kinds import ABROAD, AT_HOME, kind_of_body
from netintl.ingest.column_roles import LOOKED_AT, is_number, share
from netintl.ingest.seen_tables import separators
from netintl.model.country_names import find_country
from netintl.model.fields import code_fields
from netintl.model.official_ids import official_id
from netintl.model.places import countries, find_province
from netintl.model.scripts import simplified

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from netintl.ingest.seen_tables import Party, SeenTable

_CHINESE: Final = "[\u3400-\u9fff]"
_HOME: Final = "CHN"
_HALF: Final = 0.5
_TWO: Final = 2


def id_cells(party: Party) -> Any:
    """Return what names a party: the first of its names, or the one that is given."""
    if party.const:
        return {"const": party.const}
    if party.key:
        return party.key
    return party.names[0] if len(party.names) == 1 else list(party.names)


def organization_cells(seen: SeenTable, party: Party) -> dict[str, Any]:
    """Return the cells of the organization that a party is."""
    cells: dict[str, Any] = {"id": id_cells(party), "kind": _kind(seen, party)}
    cells |= _names(seen, party)
    about = party.about
    if party.const:
        _own(seen, party, cells)
    elif "org_country" in about:
        cells["country"] = {"column": about["org_country"], "code": "country"}
    elif home := _home_country(seen, party):
        cells["country"] = home
        seen.doubts.append(
            _("{column} has no country beside it and is taken for China.").format(
                column=party.names[0]
            )
        )
    if "org_province" in about and _half(seen, about["org_province"], find_province):
        cells["province"] = {"column": about["org_province"], "code": "province"}
    if "org_city" in about:
        cells["city"] = about["org_city"]
    if "org_level" in about:
        level = about["org_level"]
        cells["level"] = {"column": level, "values": seen.translated("levels", level)}
    if "code" in about and _half(seen, about["code"], official_id):
        cells["official_id"] = {"column": about["code"], "code": "official_id"}
    if party.others and "aliases" not in cells:
        cells["aliases"] = {"columns": list(party.others), "code": "names"}
    if seen.layout.shape == "register" and (opened := seen.first("start")):
        cells["opened"] = opened
    cells |= {name: about[name] for name in ("lat", "lon") if name in about}
    return cells


def _own(seen: SeenTable, party: Party, cells: dict[str, Any]) -> None:
    """Say what the institution whose partners are listed is taken for, and where it is."""
    if party.is_of_china:
        cells["country"] = {"const": _HOME}
        doubt = _("{own} is taken for one of China; else edit its kind and country in the mapping.")
    else:
        doubt = _("{own} is taken for one outside China; else edit its kind in the mapping.")
    seen.doubts.append(doubt.format(own=party.const))


def _home_country(seen: SeenTable, party: Party) -> dict[str, Any]:
    """Return China as the country of a party that its header, or its provinces, place there."""
    if party.side == "home":
        return {"const": _HOME}
    column = party.about.get("org_province")
    if not column or not _half(seen, column, _names_a_province):
        return {}
    known = sorted(cell for cell in {*seen.columns[column]} if _names_a_province(cell))
    return {"const": _HOME, "when": {"column": column, "one_of": known}}


def _names_a_province(cell: str) -> bool:
    """Tell whether a cell names a province of China in words; numbers stand for anything."""
    return not any(map(str.isdigit, cell)) and find_province(cell) is not None


def _names(seen: SeenTable, party: Party) -> dict[str, Any]:
    """Write a name into the column of its script."""
    if party.const:
        chinese = any("\u3400" <= sign <= "\u9fff" for sign in party.const)
        return {"name_zh" if chinese else "name_en": {"const": party.const}}
    if len(party.names) > 1:
        found: dict[str, Any] = {"name_zh": [], "name_en": []}
        for name in party.names:
            found["name_zh"].append({"column": name, "when": _in_chinese(name)})
            found["name_en"].append({"column": name, "when": _in_chinese(name) | {"not": True}})
        scripts = [_half(seen, name, _is_chinese) for name in party.names]
        if len(set(scripts)) < len(scripts):  # two names in one script: one is another name
            found["aliases"] = {"columns": list(party.names[1:])}
        return found
    name = party.names[0]
    return {
        "name_zh": {"column": name, "when": _in_chinese(name)},
        "name_en": {"column": name, "when": _in_chinese(name) | {"not": True}},
    }


def _is_chinese(cell: str) -> bool:
    return any("\u3400" <= sign <= "\u9fff" for sign in cell)


def _in_chinese(name: str) -> dict[str, Any]:
    return {"column": name, "matches": _CHINESE}


def _kind(seen: SeenTable, party: Party) -> Any:
    """Tell kinds by a column of kinds, else by names; schools by where they are."""
    if party.const:
        return {"const": kind_of_body(party.const, home=party.is_of_china)}
    name = {"column": party.names[0]}
    where = _at_home(seen, party)
    found: list[Any] = [name | {"code": AT_HOME, "when": where}] if where else []
    by_name = [*found, name | {"code": AT_HOME if party.side == "home" else ABROAD}]
    column = party.about.get("org_kind")
    if not column:
        return by_name
    table = seen.translated("kinds", column)
    meant = seen.values[table]
    teaching = sorted(text for text, code in meant.items() if code in ("school", "college"))
    for text in teaching:
        del meant[text]  # who teaches is a school at home and a college abroad
    told: list[Any] = []
    if meant:
        known = {"column": column, "one_of": sorted(meant)}
        told.append({"column": column, "values": table, "when": known})
    else:
        del seen.values[table]
    if teaching:
        taught = {"column": column, "one_of": teaching}
        if where:
            told.append({"const": "school", "when": [taught, *where]})
        told.append({"const": "school" if party.side == "home" else "college", "when": taught})
    return [*told, *by_name]


def _at_home(seen: SeenTable, party: Party) -> list[dict[str, Any]]:
    """Return what tells that a party is Chinese: its country, else the script of its name."""
    country, name = party.about.get("org_country"), party.names[0]
    if country:
        cells = {*seen.columns.get(country, ())}
        home = sorted(text for text in cells if find_country(text) == _HOME)
        return [{"column": country, "one_of": home}] if home else []
    if party.side:
        return []
    abroad = _named_abroad(seen.columns.get(name, ()))
    named = [{"column": name, "matches": abroad, "not": True}] if abroad else []
    return [_in_chinese(name), *named]


def _named_abroad(names: Sequence[str]) -> str:
    """Return a pattern of the foreign countries that Chinese names of the column begin with."""
    begun = {
        place.name_zh
        for code, place in countries().items()
        if code != _HOME and place.name_zh
        for name in names[:LOOKED_AT]
        if name.startswith(place.name_zh)
    }
    return f"^({'|'.join(sorted(begun))})" if begun else ""


def agreement_cells(seen: SeenTable, agreement: Any) -> dict[str, Any]:
    """Return the cells of an agreement, from the columns that tell of it."""
    cells: dict[str, Any] = {"id": agreement, "kind": {"const": "programme_cooperation"}}
    first = seen.first
    if kind := first("kind"):
        translated = {"column": kind, "values": seen.translated("agreement_kinds", kind)}
        cells["kind"] = [translated, cells["kind"]]
    cells |= _brand(seen)
    if title := first("title"):
        cells["title"] = title
    if status := first("status"):
        cells["status"] = {"column": status, "values": seen.translated("statuses", status)}
    cells |= _dates(seen)
    if taught := first("field"):
        cells["programme"] = taught
        if _half(seen, taught, code_fields):
            cells["fields"] = {"column": taught, "code": "fields"}
    cells["source"] = {"const": seen.register}
    if evidence := first("evidence"):
        if _half(seen, evidence, lambda cell: "://" in cell):
            cells["source"] = [{"column": evidence, "code": "sources"}, cells["source"]]
        else:
            seen.doubts.append(
                _("{column} holds no addresses of pages: it is kept as a note.").format(
                    column=evidence
                )
            )
            cells["note"] = evidence
    if note := first("note"):
        cells["note"] = {"columns": [cells["note"], note]} if "note" in cells else note
    return cells


def _brand(seen: SeenTable) -> dict[str, Any]:
    """Take brands from their column, else from the kinds and titles that name one."""
    if brand := seen.first("brand"):
        return {"brand": {"column": brand, "values": seen.translated("brands", brand)}}
    named = seen.known("brands", (seen.first("kind"), seen.first("title")))
    return {"brand": named} if named else {}


def _dates(seen: SeenTable) -> dict[str, Any]:
    start, end = seen.first("start") or seen.first("year"), seen.first("end")
    duration = seen.first("duration")
    cells: dict[str, Any] = {}
    if start:
        cells["start"] = start
        if any(word in simplified(start.casefold()) for word in ("sign", "签")):
            cells["date_kind"] = {"const": "signed", "when": {"column": start, "filled": True}}
    if end:
        cells["end"] = end
    elif duration and start:
        bare = _half(seen, duration, is_number)
        years = {"template": f"{{{duration}}} years", "when": {"column": duration, "filled": True}}
        cells["end"] = years if bare else duration
        doubt = (
            _("{column} is taken for years from {start} on.")
            if bare
            else _("{column} is taken for the end, or for how long it lasts from {start} on.")
        )
        seen.doubts.append(doubt.format(column=duration, start=start))
    return cells


def person_rules(
    seen: SeenTable, parties: Sequence[Party], agreement: Any, column: str
) -> list[dict[str, Any]]:
    """Return the rules for counted persons: flows between two, else observations of the agreement.

    Of a row with more organizations nobody says to whom how many went.
    """
    if len(parties) != _TWO:
        seen.doubts.append(_several(column))
        return [_observed(seen, agreement, column, [])]
    giver, taker = (party.const or party.names[0] for party in parties)
    seen.doubts.append(
        _(
            "Persons are taken to go from {giver} to {taker}, for training; turn from and to "
            "round in the mapping where they go the other way."
        ).format(giver=giver, taker=taker)
    )
    rule = _flow(seen, agreement, [id_cells(party) for party in parties], column)
    lists = [party for party in parties if party.sign]
    if not lists:
        return [rule]
    several = [
        {"column": party.names[0], "matches": f"[{separators(party.sign)}]"} for party in lists
    ]
    rule["when"] = [rule["when"], *(one | {"not": True} for one in several)]
    seen.doubts.append(_several(column))
    rest = [_observed(seen, agreement, column, several[:1])]
    if len(several) == _TWO:
        rest.append(_observed(seen, agreement, column, [several[0] | {"not": True}, several[1]]))
    return [rule, *rest]


def _several(column: str) -> str:
    return _(
        "{column} of rows with more or fewer than two organizations is kept as an observation of "
        "the agreement: nobody says to whom the persons go."
    ).format(column=column)


def _observed(
    seen: SeenTable, agreement: Any, column: str, where: list[dict[str, Any]]
) -> dict[str, Any]:
    cells: dict[str, Any] = {
        "subject": agreement,
        "metric": {"const": "persons"},
        "value": column,
        "unit": {"const": "persons"},
        "source": {"const": seen.register},
    }
    if seen.year:
        cells["as_of"] = {"column": seen.year, "pattern": r"(\d{4})"}
    when = [{"column": column, "filled": True}, *where]
    return {"table": "observations", "when": when, "cells": cells}


def _flow(seen: SeenTable, agreement: Any, ids: Sequence[Any], column: str) -> dict[str, Any]:
    """Return a rule for the persons of a row, from its first organization to its second."""
    year = seen.year
    cells: dict[str, Any] = {
        "id": _flow_id(agreement, year),
        "agreement": agreement,
        "from": ids[0],
        "to": ids[1],
        "purpose": {"const": "training"},
        "persons": column,
    }
    if year:
        cells["year"] = {"column": year, "pattern": r"(\d{4})"}
    return {"table": "flows", "when": {"column": column, "filled": True}, "cells": cells}


def _flow_id(agreement: Any, year: str) -> Mapping[str, str]:
    text = agreement["template"] if isinstance(agreement, dict) else f"{{{agreement}}}"
    return {"template": f"{text}:{{{year}}}" if year else f"{text}:persons"}


def _half(seen: SeenTable, column: str, reads: Any) -> bool:
    """Tell whether at least half of the cells of a column can be read so."""
    cells = [cell for cell in seen.columns[column][:LOOKED_AT] if cell]
    return share(cells, reads) >= _HALF
