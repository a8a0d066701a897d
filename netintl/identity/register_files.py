"""A register of one's own: a newer list of the Ministry, or the whole dump of ROR, as a table."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from netintl.errors import InputError
from netintl.i18n import _
from netintl.identity.registers import (
    Entry,
    Known,
    Register,
    bundled_register,
    declared,
    province_of,
)
from netintl.ingest.grids import grids_of
from netintl.ingest.issues import IssueLog
from netintl.model.country_names import find_country
from netintl.model.official_ids import official_id
from netintl.settings_files import read_limited

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from netintl.ingest.raw import Records

_SOUGHT: Final = 20  # rows among which the header is
_LANGUAGE: Final = re.compile(r"^[a-z_]{2,12}: ?")
_MANY: Final = re.compile(r"[|;]")


def read_register(
    path: str | Path, name: str, *, edition: str = "", encoding: str | None = None
) -> tuple[Register, int]:
    r"""Read a register from a table, and count the rows that have no code of it.

    The columns of ROR's dump are known, and those of the Ministry's lists; of both a code and a
    name are needed. A list of the Ministry is read with the dated names that ship with netintl.

    Parameters
    ----------
    name
        ``moe`` or ``ror``.
    edition
        What to call it in the evidence; else the name of the file.

    Raises
    ------
    InputError
        When there is no table with a code and a name, or no row has a code of the register.

    Examples
    --------
    >>> import tempfile
    >>> file = Path(tempfile.mkdtemp()) / "list.csv"
    >>> _written = file.write_text("学校名称,学校标识码\n渤海大学,4121010167\n", encoding="utf-8")
    >>> register, without = read_register(file, "moe")
    >>> register.edition, [e.name for e in register.entries if e.id == "moe:4121010167"], without
    ('list.csv', ['渤海大学'], 0)
    """
    place = Path(path)
    data = read_limited(
        place, limit="file", cure=_("Check that the file exists and that you may read it.")
    )
    entries: dict[str, Entry] = {}
    without = 0
    for grid in grids_of(place.name, data, IssueLog(), encoding):
        for entry in _entries(grid.records, name):
            without += entry is None
            if entry is not None:
                entries.setdefault(entry.id, entry)
    if not entries:
        raise InputError(
            _("{path} holds no entry of the register {name}.").format(path=path, name=name),
            cure=_(
                "A row needs a name and a code; the columns are those of the register's own list."
            ),
        )
    base = bundled_register(name)
    if name == "moe":
        entries = _with_dated_names(entries, base)
    whole = tuple(entries[own] for own in sorted(entries))
    return Register(name, edition or place.name, base.address, base.country, whole), without


def _entries(records: Records, register: str) -> Iterator[Entry | None]:
    """Give the entries of a table; None for a row without a code, nothing for one left out."""
    heads = [_columns(row) for row in records.cells[:_SOUGHT]]
    fitting = [at for at, head in enumerate(heads) if "id" in head and "name" in head]
    if not fitting:
        return
    columns = heads[fitting[0]]
    for row in records.cells[fitting[0] + 1 :]:
        cells = {
            role: [row[place].strip() for place in places if place < len(row)]
            for role, places in columns.items()
        }
        if _is_sought(cells):
            yield _entry(cells, register)


def _columns(header: Sequence[str]) -> dict[str, list[int]]:
    """Map each role to the places of its columns; of others than names the best one counts."""
    labels = [cell.strip("\ufeff \t").casefold() for cell in header]
    found: dict[str, list[int]] = {}
    for role, words in declared()["columns"].items():
        places = [labels.index(word) for word in words if word in labels]
        if places:
            found[role] = places if role == "others" else places[:1]
    return found


def _is_sought(cells: Mapping[str, list[str]]) -> bool:
    """Leave out what is no place of education or is no longer active, where a register says so."""
    types = "".join(cells.get("types", ["education"])).casefold()
    status = "".join(cells.get("status", ["active"])).casefold()
    return "education" in types and status == "active"


def _entry(cells: Mapping[str, list[str]], register: str) -> Entry | None:
    own = official_id("".join(cells["id"]))
    name = "".join(cells["name"])
    if not own.startswith(f"{register}:") or not name:
        return None
    named = [
        _LANGUAGE.sub("", part.strip())
        for cell in cells.get("others", ())
        for part in _MANY.split(cell)
    ]
    others = tuple(
        Known(other, "other") for other in dict.fromkeys(named) if other not in ("", name)
    )
    city = "".join(cells.get("city", ()))
    site = _MANY.split("".join(cells.get("site", ())))[0].strip()
    known = (Known(name, "current"), *others)
    if register == "moe":
        return Entry(own, known, "CHN", province_of(own.partition(":")[2]), city)
    country = find_country("".join(cells.get("country", ()))) or ""
    return Entry(own, known, country, "", city, _host(site))


def _host(site: str) -> str:
    try:
        return (urlsplit(site if "//" in site else f"//{site}").hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def _with_dated_names(entries: Mapping[str, Entry], dated: Register) -> dict[str, Entry]:
    """Add the names of older lists to a list of the Ministry, and the codes it no longer has."""
    whole = dict(entries)
    for entry in dated.entries:
        newer = entries.get(entry.id)
        has = newer.names[0].text if newer else ""
        older = tuple(Known(k.text, "former", k.lists) for k in entry.names if k.text != has)
        if newer is None:
            whole[entry.id] = Entry(entry.id, older, entry.country, entry.province, entry.city)
        else:
            city = newer.city or entry.city
            names = (*newer.names, *older)
            whole[entry.id] = Entry(entry.id, names, entry.country, entry.province, city)
    return whole
