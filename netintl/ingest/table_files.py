"""The files of a package as raw tables: text, workbooks and network files."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING, Final

from netintl.ingest.archives import is_own_export
from netintl.ingest.decoding import decode
from netintl.ingest.headers import SOUGHT, header_place, heads_a_table
from netintl.ingest.network_files import NETWORK_SUFFIXES, network_suffix, read_network_file
from netintl.ingest.network_tables import network_place, network_table
from netintl.ingest.spreadsheets import read_workbook, sheet_heads
from netintl.ingest.text_tables import read_text_table, sniff_separator
from netintl.ingest.workbook_files import BOOK_SUFFIXES
from netintl.model.labels import folded, table_names

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from netintl.ingest.issues import IssueLog
    from netintl.ingest.raw import RawTable

TEXT_SUFFIXES: Final = (".csv", ".tsv", ".txt")
SUFFIXES: Final = (*TEXT_SUFFIXES, *BOOK_SUFFIXES, *NETWORK_SUFFIXES)
_HEAD: Final = 4096  # bytes that tell what a file looks like
_OF_AGREEMENTS: Final = frozenset(("agreements", "parties", "links"))


def own_exports(contents: Mapping[Path, bytes]) -> list[Path]:
    """List the workbooks that netintl wrote, where there is something else to read."""
    books = [file for file in contents if file.suffix.lower() in BOOK_SUFFIXES]
    own = [file for file in books if is_own_export(contents[file])]
    tables_of = [file for file in contents if table_names().get(folded(file.stem)) or file in books]
    return own if set(tables_of) - set(own) else []


def read_tables(
    contents: Mapping[Path, bytes], path: Path, log: IssueLog, encoding: str | None
) -> list[RawTable]:
    """Read all files of a package at a path.

    Nodes and edges of network files are left aside where tables hold agreements or links: they
    may be the same ones. A table that stands in several places is told.
    """
    raws = [raw for file in contents for raw in _read(file, contents[file], path, log, encoding)]
    if any(raw.name in _OF_AGREEMENTS and not raw.of_network for raw in raws):
        log_aside = [raw for raw in raws if raw.of_network]
        raws = [raw for raw in raws if not raw.of_network]
        for raw in log_aside:
            text = raw.file.lower().endswith(TEXT_SUFFIXES)
            log.add("FIL023" if text else "FIL019", raw.file)
    _tell_doubled(raws, log)
    return raws


def _tell_doubled(raws: Iterable[RawTable], log: IssueLog) -> None:
    first: dict[str, str] = {}
    for raw in raws:
        if raw.name in first:
            log.add("FIL018", raw.file, value=first[raw.name])
        first.setdefault(raw.name, raw.file)


def _read(
    file: Path, data: bytes, path: Path, log: IssueLog, encoding: str | None
) -> list[RawTable]:
    named = table_names().get(folded(file.stem))
    name = named or ("links" if path == file else None)
    if file.suffix.lower() in BOOK_SUFFIXES:
        return read_workbook(name or file.stem, file.name, data, log)
    network = network_suffix(file.suffix, data)
    if network:
        return read_network_file(file.name, network, data, log, encoding)
    role, declared = _text_role(file.stem, data, encoding)
    if role and not named and not (name and declared):
        raw = read_text_table("", file.name, data, log, encoding)
        return [network_table(raw, role, log)] if raw and not raw.headless else []
    if name is None:
        headed = any(map(heads_a_table, _first_records(data, encoding)))
        log.add("FIL023" if headed else "FIL009", file.name)
        return []
    raw = read_text_table(name, file.name, data, log, encoding)
    return [raw] if raw else []


def _text_role(stem: str, data: bytes, encoding: str | None) -> tuple[str, bool]:
    """Tell which part of a network a text file is, and whether its header is one of ``links``."""
    records = _first_records(data, encoding)[:1]
    role, _place = network_place(stem, records)
    return role, bool(role) and header_place("links", records[:SOUGHT]) is not None


def _first_records(data: bytes, encoding: str | None) -> list[list[str]]:
    """Return the first records of a text file; none where it is no text or no CSV."""
    head = data[:_HEAD].rpartition(b"\n")[0] if len(data) > _HEAD else data
    found = decode(head, encoding)
    if found is None:
        return []
    lines = found.text.splitlines()[:SOUGHT]
    try:
        return list(csv.reader(lines, delimiter=sniff_separator(found.text)))
    except csv.Error:
        return []


def head_texts(file: Path, data: bytes) -> list[str]:
    """Return the beginnings of a file, or of each sheet of a workbook, as text."""
    if file.suffix.lower() in BOOK_SUFFIXES:
        return sheet_heads(file.name, data)
    found = decode(data[:_HEAD])
    return [found.text] if found else []
