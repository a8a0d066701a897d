"""The file of judgements: lines are added at its end, whole or not at all, and none is changed.

Who adds a line has the folder alone meanwhile and reads the file anew, so that two who judge at the
same time lose nothing.
"""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final

import pandas as pd

from netintl.atomic_files import alone_in, write_file
from netintl.errors import InputError, UsageError
from netintl.i18n import _
from netintl.identity.judgements import official_ids, settled_ids
from netintl.ingest.table_files import TEXT_SUFFIXES
from netintl.model.bundled import bundled
from netintl.model.labels import folded, header_names, table_names
from netintl.model.verdicts import undoing

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

NAME: Final = "judgements.csv"
_BOM: Final = "\ufeff"
COLUMNS: Final = ("left", "right", "verdict", "by", "at", "note")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the ledger; ``number`` counts from 1."""

    left: str
    right: str
    verdict: str
    by: str = ""
    at: str = ""
    note: str = ""
    number: int = 0

    def cells(self) -> tuple[str, ...]:
        """Return what stands in the file."""
        return (self.left, self.right, self.verdict, self.by, self.at, self.note)


class LedgerFile:
    """The judgements of one folder."""

    def __init__(self, place: Path, *, changing: bool = True) -> None:
        if changing:
            _check_own(place)
        self.file = _file_of(place)
        self._read()

    def _read(self) -> None:
        """Read the file as it is now: others may have added lines."""
        self._text = ""
        if self.file.exists():
            try:
                self._text = self.file.read_bytes().decode("utf-8")
            except (OSError, UnicodeDecodeError) as problem:
                raise InputError(
                    _("{path} cannot be read as UTF-8.").format(path=self.file),
                    cure=_("Save it as UTF-8; earlier lines are never written anew."),
                ) from problem
        first = self._text.removeprefix(_BOM).split("\n", 1)[0]
        self._mark = "\t" if "\t" in first else ","
        self._end = "\r\n" if first.endswith("\r") else "\n"
        self._columns = self._header(first)

    def _header(self, first: str) -> list[str]:
        if not first.strip():
            return list(COLUMNS)
        cells = next(csv.reader([first.rstrip("\r")], delimiter=self._mark))
        known = header_names("judgements")
        columns = [known.get(folded(cell), cell) for cell in cells]
        missing = [name for name in COLUMNS[:3] if name not in columns]
        if missing:
            raise InputError(
                _("{path} has no column {name}.").format(path=self.file, name=missing[0]),
                cure=_("Its first line is: {line}.").format(line=",".join(COLUMNS)),
            )
        return columns

    def lines(self) -> list[Line]:
        """Return all lines in their order."""
        text = self._text.removeprefix(_BOM)
        rows = [row for row in csv.reader(io.StringIO(text), delimiter=self._mark) if any(row)]
        named = [dict(zip(self._columns, row, strict=False)) for row in rows[1:]]
        return [
            replace(_line([row.get(name, "").strip() for name in COLUMNS]), number=number)
            for number, row in enumerate(named, start=1)
        ]

    def judge(
        self, tables: Mapping[str, pd.DataFrame], line: Line, *, today: str | None = None
    ) -> list[Line]:
        """Add a judgement; what stands about the pair on that day is taken back first.

        Returns
        -------
        list
            The lines that were added.

        Raises
        ------
        InputError
            When other judgements say the opposite; nothing is written then.
        """
        day = line.at or today or datetime.now(tz=UTC).date().isoformat()
        pair = {line.left, line.right}
        with alone_in(self.file.parent):
            self._read()
            whole = self.lines()
            about = [row for row in whole if {row.left, row.right} == pair]
            added = [
                replace(row, verdict=undoing(row.verdict), by=line.by, at=day, note="")
                for row in _standing_lines(about, since=day)
                if row.verdict != line.verdict
            ]
            return self._add(tables, whole, [*added, replace(line, at=day)])

    def attach(
        self, tables: Mapping[str, pd.DataFrame], lines: list[Line], *, today: str | None = None
    ) -> list[Line]:
        """Add judgements about pairs that nobody has judged, all of them or none.

        Raises
        ------
        InputError
            When one contradicts what stands; nothing is written then.
        """
        day = today or datetime.now(tz=UTC).date().isoformat()
        added = [replace(line, at=line.at or day) for line in lines]
        with alone_in(self.file.parent):
            self._read()
            return self._add(tables, self.lines(), added)

    def undo(
        self,
        tables: Mapping[str, pd.DataFrame],
        number: int,
        *,
        by: str,
        note: str = "",
        last: int | None = None,
    ) -> list[Line]:
        """Take back the line of a number by a line at the end; with ``last`` all lines up to it.

        Raises
        ------
        UsageError
            When there is no such line, or it does not stand any more.
        """
        with alone_in(self.file.parent):
            self._read()
            whole = self.lines()
            by_pair: dict[frozenset[str], list[Line]] = {}
            for line in whole:
                by_pair.setdefault(frozenset((line.left, line.right)), []).append(line)
            backs = []
            for each in reversed(range(number, number + 1 if last is None else last + 1)):
                line = _numbered(whole, each)
                about = by_pair[frozenset((line.left, line.right))]
                backs.append(_back(line, about, by=by, note=note))
                about.append(backs[-1])
            return self._add(tables, whole, backs)

    def _add(
        self, tables: Mapping[str, pd.DataFrame], whole: list[Line], added: list[Line]
    ) -> list[Line]:
        known = {line.cells() for line in whole}
        distinct = []
        for number, line in enumerate(added, start=len(whole) + 1):
            distinct.append(replace(_told_apart(line, known), number=number))
            known.add(distinct[-1].cells())
        ledger = ledger_frame([*whole, *distinct])
        settled_ids(tables, ledger)  # refuses what contradicts, as the next does
        official_ids(tables, ledger)
        write_file(self.file, self._with(distinct).encode("utf-8"), force=True)
        self._text = self._with(distinct)
        return distinct

    def _with(self, added: list[Line]) -> str:
        stream = io.StringIO(newline="")
        writer = csv.writer(stream, delimiter=self._mark, lineterminator=self._end)
        if not self._text.strip():
            writer.writerow(self._columns)
        for line in added:
            cells = dict(zip(COLUMNS, line.cells(), strict=True))
            writer.writerow([cells.get(name, "") for name in self._columns])
        gap = self._end if self._text.strip() and not self._text.endswith("\n") else ""
        return self._text + gap + stream.getvalue()


def _line(cells: Sequence[str]) -> Line:
    left, right, verdict, by, at, note = cells
    return Line(left, right, verdict, by, at, note)


def ledger_frame(lines: list[Line]) -> pd.DataFrame:
    """Return lines as a table of judgements.

    Examples
    --------
    >>> ledger_frame([Line("a", "b", "same")])["verdict"].tolist()
    ['same']
    """
    return pd.DataFrame([line.cells() for line in lines], columns=list(COLUMNS), dtype=object)


def read_lines(place: Path) -> list[Line]:
    """Return the judgements of a folder."""
    return LedgerFile(place, changing=False).lines()


def _check_own(place: Path) -> None:
    if not place.is_dir():
        raise UsageError(
            _("Judgements are kept in a folder; {path} is none.").format(path=place),
            cure=_("Put your tables into a folder of their own and name it with -d."),
        )
    if place.resolve().is_relative_to(bundled("data").resolve()):
        raise UsageError(
            _("The bundled data are not changed."),
            cure=_("Copy {path} to a folder of your own and name it with -d.").format(path=place),
        )


def _file_of(place: Path) -> Path:
    for file in sorted(place.iterdir()) if place.is_dir() else ():
        named = table_names().get(folded(file.stem)) == "judgements"
        if named and file.suffix.lower() in TEXT_SUFFIXES:
            return file
    return place / NAME


def _numbered(whole: list[Line], number: int) -> Line:
    if not 1 <= number <= len(whole):
        raise UsageError(
            _("There is no judgement number {n}.").format(n=number),
            cure=_("netintl entities history lists them with their numbers."),
        )
    return whole[number - 1]


def _back(line: Line, about: list[Line], *, by: str, note: str) -> Line:
    """Return the line that takes one back, of all lines about its pair."""
    if not line.verdict.startswith("undo_") and line.verdict not in {
        row.verdict for row in _standing_lines(about, since="")
    }:
        raise UsageError(
            _("Judgement number {n} is taken back already.").format(n=line.number),
            cure=_("netintl entities history lists them with their numbers."),
        )
    day = datetime.now(tz=UTC).date().isoformat()
    return replace(line, verdict=undoing(line.verdict), by=by, at=day, note=note)


def _standing_lines(lines: list[Line], since: str) -> list[Line]:
    """Return the lines about one pair that stand, from a day on; later ones are undone first."""
    undone: dict[str, int] = {}
    kept = []
    order = sorted(lines, key=lambda line: (line.at, line.left, line.right, line.verdict))
    for line in lines:
        if line.verdict.startswith("undo_"):
            word = undoing(line.verdict)
            undone[word] = undone.get(word, 0) + 1
    for line in reversed(order):
        if line.verdict.startswith("undo_"):
            continue
        if undone.get(line.verdict, 0):
            undone[line.verdict] -= 1
        elif line.at >= since:
            kept.append(line)
    return kept[::-1]


def _told_apart(line: Line, known: set[tuple[str, ...]]) -> Line:
    """Change the note of a line that stands in the file already: equal lines count as one."""
    count, made = 1, line
    while made.cells() in known:
        count += 1
        made = replace(line, note=f"{line.note} ({count})".strip())
    return made


def verdicts_about(lines: list[Line], ids: set[str]) -> list[Line]:
    """Return the lines that name one of some ids.

    Examples
    --------
    >>> lines = [Line("a", "b", "same"), Line("c", "d", "same")]
    >>> [line.right for line in verdicts_about(lines, {"d"})]
    ['d']
    """
    return [line for line in lines if {line.left, line.right} & ids]
