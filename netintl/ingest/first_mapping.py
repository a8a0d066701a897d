"""A mapping for files that have none: guessed table by table, written to be read and edited."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from netintl.errors import InputError
from netintl.i18n import _, current_language
from netintl.ingest.foreign_files import inner_suffix, read_foreign
from netintl.ingest.grids import grids_of
from netintl.ingest.guesses import SHOWN, Guess, guess
from netintl.ingest.issues import IssueLog, each_issue
from netintl.ingest.layouts import Layout
from netintl.ingest.mapping_text import mapping_text
from netintl.ingest.network_files import network_suffix, read_network_file
from netintl.ingest.network_guesses import network_guesses
from netintl.ingest.seen_tables import source_of_file
from netintl.model.issue_codes import issue_codes
from netintl.model.schema import tables

if TYPE_CHECKING:
    from collections.abc import Iterable

    from netintl.ingest.grids import Grid
    from netintl.ingest.raw import RawTable

# What the columns that network files have in our words are shown as; others are notes.
_ROLES: Final = {
    **dict.fromkeys(("id", "source", "target", "name_en", "name_zh", "aliases", "parent"), "party"),
    **{name: name for name in ("kind", "status", "start", "end", "persons", "lat", "lon")},
    "country": "org_country",
    "province": "org_province",
    "city": "org_city",
    "level": "org_level",
    "fields": "field",
    "official_id": "code",
    "url": "evidence",
}


@dataclass(frozen=True, slots=True)
class FirstMapping:
    """What the tables of some files are taken for.

    Attributes
    ----------
    text
        The mapping, as TOML.
    guesses
        One for each table, under its file and sheet.
    left_aside
        Sheets that hold no table, such as notes.
    """

    text: str
    guesses: tuple[tuple[str, Guess], ...]
    left_aside: tuple[str, ...] = ()

    @property
    def needs_own(self) -> str:
        """The first table that lists partners without saying whose, or nothing."""
        return next((label for label, found in self.guesses if found.one_sided), "")


def first_mapping(files: Iterable[str | Path], *, own: str = "", dated: str = "") -> FirstMapping:
    r"""Guess a mapping for files.

    Parameters
    ----------
    own
        The organization whose partners one-sided lists name.
    dated
        The day the files were made: what they say is evidence of that day.

    Raises
    ------
    InputError
        When a file cannot be read, or no table in them names an organization.

    Examples
    --------
    >>> import tempfile
    >>> file = Path(tempfile.mkdtemp()) / "p.csv"
    >>> _written = file.write_text("School,Partner\nBohai College,ITB\n", encoding="utf-8")
    >>> found = first_mapping([file])
    >>> [(label, guess.layout.shape) for label, guess in found.guesses]
    [('p.csv', 'edges')]
    """
    paths = [Path(file) for file in files]
    log = IssueLog()
    guesses: list[tuple[str, Guess]] = []
    left_aside: list[str] = []
    for path in paths:
        data = read_foreign(path)
        suffix = network_suffix(inner_suffix(path), data)
        if suffix:
            raws = read_network_file(path.name, suffix, data, log)
            guesses += [(f"{path.name}[{raw.name}]", _as_it_is(raw, path.name)) for raw in raws]
            continue
        seen: list[Grid] = []
        grids = grids_of(path.name, data, log)
        network = network_guesses(grids, _name(path, paths))
        for grid in grids:
            found = network.get(grid.sheet) if network else _guess(grid, _name(path, paths), own)
            if found is None:
                left_aside.append(grid.records.file)
            else:
                guesses.append((grid.records.file, _compared(found, grid, seen)))
                seen.append(grid)
    if not guesses:
        raise _no_table(paths, log)
    inputs = [found.entry for _label, found in guesses]
    values = {name: table for _label, found in guesses for name, table in found.values.items()}
    names = sorted({str(found.entry["file"]) for _label, found in guesses})
    day = {"published": dated} if dated else {}
    sources = [{"id": source_of_file(name), "title": name} | day for name in names]
    text = mapping_text(inputs, values, sources, heading=_heading(guesses))
    return FirstMapping(text, tuple(guesses), tuple(left_aside))


def _compared(found: Guess, grid: Grid, seen: list[Grid]) -> Guess:
    """Doubt a sheet that holds the same as one before it."""
    same = next((one for one in seen if one.records.cells == grid.records.cells), None)
    if same is None:
        return found
    doubt = _("{one} holds the same as {other}; leave one out of the mapping.").format(
        one=grid.records.file, other=same.records.file
    )
    return replace(found, doubts=(*found.doubts, doubt))


def _no_table(paths: list[Path], log: IssueLog) -> InputError:
    """Say why nothing was found: what is wrong with a file, or what a table is."""
    broken = next((i for i in each_issue(log.table()) if i.severity == "error"), None)
    if broken is not None:
        language = current_language()
        title = issue_codes()[broken.code].title(language)
        said = _("{place}: ").format(place=broken.file) + _("{title}.").format(title=title)
        return InputError(said, cure=broken.cure(language))
    return InputError(
        _("No table was found in {files}.").format(files=", ".join(path.name for path in paths)),
        cure=_("A table has a header and, below it, rows of two cells or more."),
    )


def _guess(grid: Grid, file: str, own: str) -> Guess | None:
    records = grid.records
    return guess(records.cells, file, sheet=grid.sheet, own=own, rows=records.rows.tolist())


def _as_it_is(raw: RawTable, file: str) -> Guess:
    """Take a table of a network file, which has our columns, as it is."""
    declared = [name for name in raw.columns if name in tables()[raw.name].columns]
    others = [name for name in raw.columns if name not in declared]
    rule = {"table": raw.name, "cells": {name: name for name in declared}}
    entry = {"file": file, "sheet": raw.name, "unused": others, "rows": [rule]}
    shape = "register" if raw.name == "organizations" else "edges"
    frame = raw.frame.head(SHOWN)
    samples = tuple(
        (name, _ROLES.get(name, "note") if name in declared else "", tuple(frame[name]))
        for name in raw.columns
    )
    layout = Layout((0,), tuple(raw.columns), (), shape)
    return Guess(layout, entry, {}, (), samples)


def _name(path: Path, paths: list[Path]) -> str:
    """Name a file by its last part, or by its path where another file has the same."""
    alike = [other for other in paths if other.name == path.name]
    return path.name if len(alike) == 1 else path.as_posix()


def _heading(guesses: Iterable[tuple[str, Guess]]) -> list[str]:
    """Explain the mapping above it, with what is in doubt."""
    lines = [
        _("Guessed. Edit it and run: netintl import FILE --mapping THIS -o FOLDER"),
        _("A column that stands under unused is not taken."),
    ]
    for label, found in guesses:
        lines += [f"{label}: {doubt}" for doubt in found.doubts]
    return lines
