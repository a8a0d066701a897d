"""A mapping for files that have none: guessed table by table, written to be read and edited."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from netintl.errors import InputError
from netintl.i18n import _
from netintl.ingest.grids import grids_of
from netintl.ingest.guesses import Guess, guess
from netintl.ingest.issues import IssueLog
from netintl.ingest.mapping_text import mapping_text
from netintl.ingest.seen_tables import REGISTER
from netintl.settings_files import read_limited

if TYPE_CHECKING:
    from collections.abc import Iterable

    from netintl.ingest.grids import Grid

ONE_SIDED: Final = ("one_sided", "partners_in_a_cell", "years")


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


def first_mapping(files: Iterable[str | Path], *, own: str = "") -> FirstMapping:
    r"""Guess a mapping for files.

    Parameters
    ----------
    own
        The organization whose partners one-sided lists name.

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
    guesses: list[tuple[str, Guess]] = []
    left_aside: list[str] = []
    for path in paths:
        data = read_limited(
            path, limit="file", cure=_("Check that the file exists and that you may read it.")
        )
        for grid in grids_of(path.name, data, IssueLog()):
            found = _guess(grid, _name(path, paths), own)
            if found is None:
                left_aside.append(grid.records.file)
            else:
                guesses.append((grid.records.file, found))
    if not guesses:
        raise InputError(
            _("No table was found in {files}.").format(
                files=", ".join(path.name for path in paths)
            ),
            cure=_("A table has a header and, below it, rows of two cells or more."),
        )
    inputs = [found.entry for _label, found in guesses]
    values = {name: table for _label, found in guesses for name, table in found.values.items()}
    sources = [{"id": REGISTER, "title": ", ".join(sorted({path.name for path in paths}))}]
    text = mapping_text(inputs, values, sources, heading=_heading(guesses))
    return FirstMapping(text, tuple(guesses), tuple(left_aside))


def _guess(grid: Grid, file: str, own: str) -> Guess | None:
    records = grid.records
    return guess(records.cells, file, sheet=grid.sheet, own=own, rows=records.rows.tolist())


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
