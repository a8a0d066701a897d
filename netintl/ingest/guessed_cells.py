"""The cells of a guessed mapping: of organizations and agreements."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from netintl.i18n import _
from netintl.ingest.body_kinds import ABROAD, AT_HOME, kind_of_body
from netintl.ingest.column_roles import LOOKED_AT, is_number, share
from netintl.ingest.list_cells import each_item
from netintl.ingest.row_shapes import is_short_name
from netintl.ingest.value_words import meant_code
from netintl.model.country_names import find_country
from netintl.model.fields import code_fields
from netintl.model.official_ids import official_id
from netintl.model.places import countries, find_province
from netintl.model.scripts import simplified

if TYPE_CHECKING:
    from collections.abc import Sequence

    from netintl.ingest.seen_tables import Party, SeenTable

_CHINESE: Final = "[\u3400-\u9fff]"
_HOME: Final = "CHN"
_HALF: Final = 0.5
_OTHERWISE: Final = "programme_cooperation"  # an agreement of a kind that no word tells


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
    if "org_province" in about and half(seen, about["org_province"], find_province):
        cells["province"] = {"column": about["org_province"], "code": "province"}
    if "org_city" in about:
        cells["city"] = about["org_city"]
    if "org_level" in about:
        level = about["org_level"]
        cells["level"] = {"column": level, "values": seen.translated("levels", level)}
    if "code" in about and half(seen, about["code"], official_id):
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
    if not column or not half(seen, column, _names_a_province):
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
        scripts = [half(seen, name, _is_chinese) for name in party.names]
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
    where = _at_home(seen, party, party.names[0])
    by_name = [cell for name in party.names for cell in _kind_by_name(seen, party, name)]
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


def _kind_by_name(seen: SeenTable, party: Party, name: str) -> list[dict[str, Any]]:
    """Return the cells that tell a kind by a name; nothing where that column is empty."""
    where = _at_home(seen, party, name)
    at_home: list[dict[str, Any]] = (
        [{"column": name, "code": AT_HOME, "when": where}] if where else []
    )
    return [*at_home, {"column": name, "code": AT_HOME if party.side == "home" else ABROAD}]


def _at_home(seen: SeenTable, party: Party, name: str) -> list[dict[str, Any]]:
    """Return what tells that a party is Chinese: its country, else the script of its name."""
    if country := party.about.get("org_country"):
        listed = seen.columns.get(country, ())
        cells = {item for cell in {*listed} for item in (cell, *each_item(cell, "；;、|\n"))}
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
    cells: dict[str, Any] = {"id": agreement, "kind": {"const": _OTHERWISE}}
    first = seen.first
    if kind := first("kind") or _kinds_among_brands(seen):
        translated = {"column": kind, "values": seen.translated("agreement_kinds", kind)}
        seen.took_unknown("agreement_kinds", kind, _OTHERWISE)
        cells["kind"] = [translated, cells["kind"]]
    cells |= _brand(seen)
    if title := first("title") or _acronym(seen):
        cells["title"] = title
    if status := first("status"):
        cells["status"] = {"column": status, "values": seen.translated("statuses", status)}
        seen.took_unknown("statuses", status, "")
    cells |= _dates(seen)
    if taught := first("field"):
        cells["programme"] = taught
        if half(seen, taught, code_fields):
            cells["fields"] = {"column": taught, "code": "fields"}
    cells["source"] = {"const": seen.register}
    if evidence := first("evidence"):
        if half(seen, evidence, lambda cell: "://" in cell):
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


def _acronym(seen: SeenTable) -> str:
    """Return the column of short names beside that of the numbers of projects, if there is one."""
    beside = [seen.layout.labels[place] for place in seen.layout.places("project")[1:]]
    return next((label for label in beside if is_short_name(label)), "")


def _brand(seen: SeenTable) -> dict[str, Any]:
    """Take brands from their column, else from the kinds and titles that name one."""
    brand = seen.first("brand")
    if brand and brand != _kinds_among_brands(seen):
        return {"brand": {"column": brand, "values": seen.translated("brands", brand)}}
    named = seen.known("brands", (brand, seen.first("kind"), seen.first("title")))
    return {"brand": named} if named else {}


def _kinds_among_brands(seen: SeenTable) -> str:
    """Return a column of brands that mostly holds kinds of agreements, where no other does."""
    brand = seen.first("brand")
    if not brand or seen.first("kind"):
        return ""
    cells = {*seen.columns[brand][:LOOKED_AT]} - {""}
    kinds = [text for text in cells if not meant_code("brands", text)]
    told = [text for text in kinds if meant_code("agreement_kinds", text)]
    return brand if len(told) > _HALF * len(kinds) else ""


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
        bare = half(seen, duration, is_number)
        years = {"template": f"{{{duration}}} years", "when": {"column": duration, "filled": True}}
        cells["end"] = years if bare else duration
        doubt = (
            _("{column} is taken for years from {start} on.")
            if bare
            else _("{column} is taken for the end, or for how long it lasts from {start} on.")
        )
        seen.doubts.append(doubt.format(column=duration, start=start))
    return cells


def half(seen: SeenTable, column: str, reads: Any) -> bool:
    """Tell whether at least half of the cells of a column can be read so."""
    cells = [cell for cell in seen.columns[column][:LOOKED_AT] if cell]
    return share(cells, reads) >= _HALF
