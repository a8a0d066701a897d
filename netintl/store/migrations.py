"""Constraints and indexes: numbered files, applied once, never changed afterwards."""

from __future__ import annotations

import re
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING, Final

from netintl.errors import StoreError
from netintl.i18n import _
from netintl.model.bundled import bundled

if TYPE_CHECKING:
    from pathlib import Path

    from netintl.store.client import Store

_NAME: Final = re.compile(r"V(\d{4})__(\w+)\.cypher")
_NAMED: Final = re.compile(r"CREATE (CONSTRAINT|INDEX) (netintl_\w+) IF NOT EXISTS")
_APPLIED: Final = "MATCH (m:NetintlMigration) RETURN m.id AS id, m.checksum AS checksum"
_RECORD: Final = """
MERGE (m:NetintlMigration {id: $id})
SET m.checksum = $checksum, m.name = $name
"""


@dataclass(frozen=True, slots=True)
class Migration:
    """One file: its number, its name, its statements and the hash of its text."""

    id: str
    name: str
    statements: tuple[str, ...]
    checksum: str


def migrations(folder: Path | None = None) -> tuple[Migration, ...]:
    """Read the files in the order of their numbers.

    Examples
    --------
    >>> migrations()[0].id
    'V0001'
    """
    place = folder or bundled("queries") / "schema"
    found = []
    for path in sorted(place.glob("V*.cypher")):
        number = _NAME.fullmatch(path.name)
        if number is None:
            continue
        text = path.read_text(encoding="utf-8")
        code = re.sub(r"^//.*$", "", text, flags=re.MULTILINE)
        statements = tuple(part.strip() for part in code.split(";") if part.strip())
        checksum = sha256(text.encode()).hexdigest()
        found.append(Migration(f"V{number[1]}", number[2], statements, checksum))
    return tuple(found)


def migrate(store: Store, files: tuple[Migration, ...] | None = None) -> int:
    """Apply what the store has not recorded yet and return how many files that were.

    Every statement can be run twice, so an interrupted migration is simply done again. A crash can
    leave an index of an embedded store that is not whole; then all are made anew.

    Raises
    ------
    StoreError
        When a file was changed after it had been applied, or the store is ahead of this version.
    """
    files = migrations() if files is None else files
    applied = dict(store.read(_APPLIED).rows)
    ahead = sorted(set(applied) - {file.id for file in files})
    if ahead:
        raise StoreError(
            _("The store was set up by a newer netintl ({names}).").format(names=", ".join(ahead)),
            cure=_("Update netintl."),
        )
    waiting = [file for file in files if file.id not in applied]
    for file in files:
        if file.id in applied and applied[file.id] != file.checksum:
            raise StoreError(
                _("The schema file {name} was changed after it had been applied.").format(
                    name=f"{file.id}__{file.name}.cypher"
                ),
                cure=_("Restore it, and write the change into a file of the next number."),
            )
    broken = store.lacks_indexes(len(schema_names(files)))
    if broken:
        drop_schema(store, files)
    for file in files if broken else waiting:
        for statement in file.statements:
            store.write_once(statement)
    for file in waiting:
        store.write([(_RECORD, {"id": file.id, "checksum": file.checksum, "name": file.name})])
    return len(waiting)


def drop_schema(store: Store, files: tuple[Migration, ...] | None = None) -> None:
    """Remove every constraint and index of ours that is there."""
    for kind, name in schema_names(files):
        store.write_once(f"DROP {kind} {name} IF EXISTS")


def schema_names(files: tuple[Migration, ...] | None = None) -> tuple[tuple[str, str], ...]:
    """Return kind and name of every constraint and index of ours."""
    return tuple(
        (found[1], found[2])
        for file in (migrations() if files is None else files)
        for statement in file.statements
        if (found := _NAMED.match(statement))
    )
