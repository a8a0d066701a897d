"""Which files an import reads, for which inputs of its mapping, and under which names."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

import numpy as np

from netintl.errors import InputError
from netintl.i18n import _, current_language
from netintl.ingest.foreign_files import inner_suffix, read_foreign
from netintl.ingest.grids import grids_of
from netintl.ingest.issues import each_issue
from netintl.ingest.layouts import header_labels
from netintl.ingest.melting import filled_down, melted
from netintl.ingest.network_files import network_suffix, read_network_file
from netintl.ingest.raw import Records, from_records
from netintl.ingest.spreadsheets import located, read_sheet
from netintl.ingest.text_tables import read_text_table
from netintl.ingest.workbook_files import is_workbook
from netintl.model.proposals import listed

if TYPE_CHECKING:
    from collections.abc import Iterable

    from netintl.ingest.grids import Grid
    from netintl.ingest.issues import IssueLog
    from netintl.ingest.mapping_rules import ImportMapping, Input
    from netintl.ingest.raw import RawTable


def matched_files(
    files: Iterable[str | Path], mapping: ImportMapping, log: IssueLog
) -> list[tuple[Input, Path]]:
    """Pair each input of a mapping with the files it names, in the order they are read.

    An input names files by their last part or more of their path; a file is read for the inputs
    that name the most of it. Where one input names several files, each goes by its own path.

    Raises
    ------
    InputError
        When an input has no file, or a file no input.
    """
    paths = _distinct(files, log)
    found: list[tuple[Input, Path]] = []
    fitting = {path: _inputs_of(path, mapping) for path in paths}
    for entry in mapping.inputs:
        own = sorted((path for path in paths if entry.file in fitting[path]), key=Path.as_posix)
        if not own:
            raise InputError(
                _("The mapping {mapping} needs the file {file}.").format(
                    mapping=mapping.path.name, file=entry.file
                ),
                cure=_("Name the file on the command line too."),
            )
        labels = [entry.file] if len(own) == 1 else [path.as_posix() for path in own]
        found += [(replace(entry, file=n), path) for n, path in zip(labels, own, strict=True)]
    for path in paths:
        if not fitting[path]:
            raise InputError(
                _("The mapping {mapping} does not name the file {file}.").format(
                    mapping=mapping.path.name, file=path.name
                ),
                cure=_("Leave the file out, or add an input for it to the mapping."),
            )
    return found


def _distinct(files: Iterable[str | Path], log: IssueLog) -> list[Path]:
    """Return the paths, a file that is named more than once only once."""
    paths: dict[Path, Path] = {}
    for path in map(Path, files):
        try:
            place = path.resolve()
        except (OSError, ValueError, RuntimeError):  # reading it will say what is wrong
            place = path
        if place in paths:
            log.add("MAP007", path.as_posix(), value=path.as_posix())
        paths.setdefault(place, path)
    return list(paths.values())


def _inputs_of(path: Path, mapping: ImportMapping) -> frozenset[str]:
    """Return the names of the inputs that name the most of a path."""
    best = 1
    names: set[str] = set()
    for entry in mapping.inputs:
        parts = PurePosixPath(entry.file.replace("\\", "/")).parts
        if len(parts) >= best and path.parts[-len(parts) :] == parts:
            names = names if len(parts) == best else set()
            names.add(entry.file)
            best = len(parts)
    return frozenset(names)


def read_input(entry: Input, path: Path, log: IssueLog) -> RawTable:
    """Read the table of one file, or of one sheet of a workbook, as its input says.

    Of a network file the edges are read, or its nodes as the sheet ``organizations``.

    Raises
    ------
    InputError
        When it cannot be read, holds no table, has several sheets and none is named, or lacks the
        sheet, the header or a column that is named.
    """
    data = read_foreign(path)
    suffix = network_suffix(inner_suffix(path), data)
    if entry.header is not None and not suffix:
        raw = _below(entry, path, data, log)
    else:
        raw = _whole(entry, path, data, suffix, log)
    raw = filled_down(raw, entry.fill, log)
    return raw if entry.melt is None else melted(raw, entry.melt)


def _whole(entry: Input, path: Path, data: bytes, suffix: str, log: IssueLog) -> RawTable:
    """Read a table whose header is its first row."""
    if is_workbook(data):
        return read_sheet(path.as_posix(), entry.file, entry.sheet, data, log)
    if suffix:
        return _network_table(entry, path, read_network_file(entry.file, suffix, data, log), log)
    if entry.sheet:
        raise InputError(
            _("{path} has no sheet {sheet}.").format(path=path, sheet=entry.sheet),
            cure=_("Leave the sheet out of the mapping: the file is no workbook."),
        )
    raw = read_text_table(entry.file, entry.file, data, log)
    if raw is None:
        raise InputError(
            _("{path} holds no table.").format(path=path),
            cure=_("Save the file again as UTF-8 CSV with a header row."),
        )
    return raw


def _below(entry: Input, path: Path, data: bytes, log: IssueLog) -> RawTable:
    """Return what stands below the header that a mapping names, under labels of one row."""
    grid = _grid(entry, path, grids_of(entry.file, data, log))
    records = grid.records
    numbers = records.rows.tolist()
    missing = [row for row in entry.header or () if row not in numbers]
    if missing:
        raise InputError(
            _("{file} has no row {row} for a header.").format(file=entry.file, row=missing[0]),
            cure=_(
                "Correct header in the mapping; rows count from 1, as a spreadsheet shows them."
            ),
        )
    places = [numbers.index(row) for row in entry.header or ()]
    labels = header_labels(records.cells, places)
    first = places[-1] + 1 if places else 0
    rows = records.rows[first:]
    place = records.rows[places[-1]] if places else 0
    cells = [list(labels), *records.cells[first:]]
    under = Records(records.file, cells, np.append(place, rows), records.separator)
    raw = from_records(records.file, under, 0, log)
    return raw if grid.cells is None else located(raw, grid.cells, log)


def _grid(entry: Input, path: Path, grids: list[Grid]) -> Grid:
    """Return the one table that an input means."""
    if not grids:
        raise InputError(
            _("{path} holds no table.").format(path=path),
            cure=_("Save the file again as UTF-8 CSV with a header row."),
        )
    sheets = [grid.sheet for grid in grids]
    if entry.sheet and entry.sheet not in sheets:
        raise InputError(
            _("{path} has no sheet {sheet}.").format(path=path, sheet=entry.sheet),
            cure=_("Its sheets are {names}.").format(names=listed(sheets)),
        )
    if not entry.sheet and len(grids) > 1:
        raise InputError(
            _("{path} has several sheets: {names}.").format(path=path, names=listed(sheets)),
            cure=_('Name one in the mapping: sheet = "{name}".').format(name=sheets[0]),
        )
    return grids[sheets.index(entry.sheet)] if entry.sheet else grids[0]


def _network_table(entry: Input, path: Path, raws: list[RawTable], log: IssueLog) -> RawTable:
    wanted = entry.sheet or "links"
    found = next((raw for raw in raws if raw.name == wanted), None)
    if found is not None:
        return found
    broken = [issue for issue in each_issue(log.table()) if issue.file == entry.file]
    if not raws and broken:
        sentence = broken[-1].sentence(current_language()).rstrip(".。")
        raise InputError(_("{path} holds no table.").format(path=path), cure=f"{sentence}.")
    raise InputError(
        _("{path} has no sheet {sheet}.").format(path=path, sheet=wanted),
        cure=_("Its sheets are {names}.").format(names=listed(raw.name for raw in raws)),
    )
