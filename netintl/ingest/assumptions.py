"""Cells that are read under an assumption, each of them told: once for each value of a file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from netintl.ingest.assumed_dates import (
    NOTHING,
    PERIOD,
    RUNNING,
    UNLIMITED,
    AssumedDate,
    assumed_date,
    date_habit,
    later,
)
from netintl.ingest.assumed_numbers import (
    DOUBTFUL,
    INEXACT,
    RANGE,
    assumed_number,
    assumed_year,
    number_habit,
    says_unknown,
)
from netintl.ingest.columns import WORDING, Column
from netintl.ingest.written_dates import written_date
from netintl.model.country_names import find_country
from netintl.model.scripts import simplified

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from netintl.ingest.assumed_numbers import AssumedNumber
    from netintl.ingest.draft import Draft
    from netintl.model.schema import Column as Declared

_ENDS: Final[Mapping[str, str]] = {"start": "end", "since": "until", "opened": "closed"}
_STARTS: Final[Mapping[str, str]] = {end: start for start, end in _ENDS.items()}
_KEPT_END: Final = "CEL024"
_COUNTS: Final = frozenset({"persons", "persons_per_year", "person_days", "value"})
_WORDED: Final = frozenset({INEXACT, RANGE})  # what says more than the digits that are kept
_LANDS: Final = ("country", "国家", "国家和地区", "国家/地区", "所在国", "country or region")
_RUNS: Final = "active"


@dataclass(frozen=True, slots=True)
class _Places:
    """The distinct cells of a column, file by file: row ``i`` holds ``cells[of[i]]``."""

    cells: Sequence[str]
    files: Sequence[int]
    counts: Sequence[int]
    marked: Sequence[bool]
    of: np.ndarray

    def by_file(self) -> Iterator[tuple[int, dict[str, int]]]:
        """Yield for each file its cells and how often they stand there."""
        found: dict[int, dict[str, int]] = {}
        for cell, file, count in zip(self.cells, self.files, self.counts, strict=True):
            if cell:
                counted = found.setdefault(file, {})
                counted[cell] = counted.get(cell, 0) + count
        yield from found.items()


def _places(draft: Draft, column: Column, mark: np.ndarray | None = None) -> _Places:
    file = np.repeat(np.arange(len(draft.names)), np.diff(draft.start))
    marks = np.zeros(len(draft), dtype=np.int64) if mark is None else mark.astype(np.int64)
    size = max(len(column.values), 1)
    keys, of, counts = np.unique(
        (file * 2 + marks) * size + column.codes, return_inverse=True, return_counts=True
    )
    return _Places(
        cells=column.values[keys % size].tolist() if len(keys) else [],
        files=(keys // size // 2).tolist(),
        counts=counts.tolist(),
        marked=(keys // size % 2 == 1).tolist(),
        of=of,
    )


def read_assumed(draft: Draft) -> None:
    """Read what the declared columns hold in other words than a package does, and tell each."""
    for column in draft.table.columns.values():
        if column.name not in draft.columns or draft.columns[column.name].equals("").all():
            continue
        if column.form == "date":
            _read_dates(draft, column.name)
        elif column.type in ("number", "integer"):
            _read_numbers(draft, column)
        elif column.form == "country":
            _read_unknown(draft, column.name)


def _read_unknown(draft: Draft, name: str) -> None:
    """Take a country that is said to be unknown for that; NA in capitals is Namibia."""
    unknown = draft.columns[name].where(lambda cell: says_unknown(cell) and not find_country(cell))
    if unknown.any():
        draft.note(NOTHING, unknown, column=name)
        draft.put(name, unknown, "")


def _read_numbers(draft: Draft, column: Declared) -> None:
    places = _places(draft, draft.columns[column.name])
    whole = column.type == "integer"
    habits = {file: number_habit(cells, whole=whole) for file, cells in places.by_file()}
    counts, share = column.name in _COUNTS, column.maximum == 1
    found = [
        None
        if not cell
        else assumed_year(cell)
        if column.name == "year"
        else assumed_number(cell, habits[file], counts=counts, share=share)
        for cell, file in zip(places.cells, places.files, strict=True)
    ]
    if any(found):
        _keep_wording(draft, column.name, _hit(places, found, _WORDED))
        texts = [None if one is None else _digits(one) for one in found]
        _settle(draft, column.name, places, found, texts)


def _digits(one: AssumedNumber) -> str:
    """Return what is read; a number of two meanings is none, and its issue says so."""
    return "" if one.code == DOUBTFUL else one.text


def _hit(
    places: _Places, found: Sequence[AssumedDate | AssumedNumber | None], codes: frozenset[str]
) -> np.ndarray:
    """Mark the rows that are read with one of some codes."""
    hit = [one is not None and one.code in codes for one in found]
    return np.take(np.array(hit, dtype=bool), places.of)


def _settle(
    draft: Draft,
    name: str,
    places: _Places,
    found: Sequence[AssumedDate | AssumedNumber | None],
    texts: Sequence[str | None],
) -> None:
    """Tell what is assumed and put what is read; None leaves a cell as it is."""
    read = [None if text is None else one for one, text in zip(found, texts, strict=True)]
    for code in sorted({one.code for one in read if one}):
        draft.note(code, _hit(places, read, frozenset({code})), column=name)
    cells = [cell if text is None else text for cell, text in zip(places.cells, texts, strict=True)]
    whole = Column.of(cells)
    draft.columns[name] = Column(whole.codes[places.of], whole.values)


def _keep_wording(draft: Draft, name: str, hit: np.ndarray) -> None:
    """Keep what a number says beyond its digits in the note, or for the flow of a link."""
    if not hit.any():
        return
    note = "note" if "note" in draft.table.columns else WORDING
    words = draft.cells(name)
    notes = _column(draft, note).cells().copy()
    for row in np.flatnonzero(hit & draft.alive):
        if words[row] not in notes[row]:
            notes[row] = "; ".join(filter(None, (words[row], notes[row])))
    draft.columns[note] = Column.of(notes)


def _read_dates(draft: Draft, name: str) -> None:
    places = _places(draft, draft.columns[name], _thai(draft))
    habits = {file: date_habit(cells) for file, cells in places.by_file()}
    found = [
        assumed_date(cell, habits[file], thai=thai) if cell else None
        for cell, file, thai in zip(places.cells, places.files, places.marked, strict=True)
    ]
    if not any(found):
        return
    texts = [None if one is None else _fitting(one, name) for one in found]
    if name in _ENDS:
        _end(draft, name, places, found)
    if name in _STARTS:
        _begin(draft, _STARTS[name], places, found)
    _settle(draft, name, places, found, texts)
    if name in _STARTS:
        _last(draft, name, places, found)


def _fitting(one: AssumedDate, name: str) -> str | None:
    """Return what a reading gives in a column, or None where it makes no sense there."""
    if one.code in (PERIOD, UNLIMITED):
        return "" if name in _STARTS and one.code == UNLIMITED else None
    if one.end:
        return one.text if name in _ENDS else one.end if name in _STARTS else None
    if one.code == RUNNING:
        begun = name in _ENDS and one.text
        return one.text if begun else "" if name in _STARTS and not one.text else None
    return one.text


def _column(draft: Draft, name: str) -> Column:
    return draft.columns.get(name, Column.filled("", len(draft)))


def _put_each(draft: Draft, name: str, hit: np.ndarray, texts: np.ndarray) -> None:
    """Put the text of each row marked."""
    if hit.any():
        cells = _column(draft, name).cells().copy()
        cells[hit] = texts[hit]
        draft.columns[name] = Column.of(cells)


def _by_row(places: _Places, texts: Sequence[str]) -> np.ndarray:
    return np.take(np.array(texts, dtype=object), places.of)


def _end(draft: Draft, name: str, places: _Places, found: Sequence[AssumedDate | None]) -> None:
    """Put the end that a start names too, where no other end is given."""
    ends = _by_row(places, [one.end if one else "" for one in found])
    runs = _by_row(places, ["yes" if one and one.running and one.text else "" for one in found])
    column = _column(draft, _ENDS[name])
    free, still = column.where(_is_free), column.where(_is_running)
    draft.note(_KEPT_END, ((ends != "") | ((runs != "") & ~still)) & ~free, column=name)
    _put_each(draft, _ENDS[name], (ends != "") & free, ends)
    _run(draft, (runs != "") & (free | still))


def _is_free(cell: str) -> bool:
    one = assumed_date(cell)
    return not cell or (one is not None and one.code == NOTHING)


def _is_running(cell: str) -> bool:
    one = assumed_date(cell)
    return one is not None and one.code == RUNNING


def _begin(draft: Draft, start: str, places: _Places, found: Sequence[AssumedDate | None]) -> None:
    """Put the start that an end names too, where none is given; and what still runs."""
    starts = _by_row(places, [one.text if one and one.end else "" for one in found])
    free = _column(draft, start).equals("")
    _put_each(draft, start, (starts != "") & free, starts)
    running = [one is not None and one.running and not one.text for one in found]
    _run(draft, np.asarray(running, dtype=bool)[places.of])


def _run(draft: Draft, hit: np.ndarray) -> None:
    """Call what still runs active, where the table has a status and none is given."""
    if "status" in draft.table.columns and hit.any():
        status = _column(draft, "status")
        draft.columns["status"] = status.put(hit & status.equals(""), _RUNS)


def _last(draft: Draft, name: str, places: _Places, found: Sequence[AssumedDate | None]) -> None:
    """Put an end that is so many months after its start, where the start is known well enough."""
    months = np.array([one.months if one else 0 for one in found], dtype=np.int64)[places.of]
    if not months.any() or _STARTS[name] not in draft.columns:
        return
    starts = draft.columns[_STARTS[name]]
    begun = [written_date(cell) for cell in starts.values]
    pairs, of = np.unique(months * len(begun) + starts.codes, return_inverse=True)
    ends = [later(begun[int(pair) % len(begun)], int(pair) // len(begun)) for pair in pairs]
    texts = np.array(ends, dtype=object)[of]
    hit = (months > 0) & (texts != "")
    draft.note(PERIOD, hit, column=name)
    _put_each(draft, name, hit, texts)


def _thai(draft: Draft) -> np.ndarray | None:
    """Mark the rows of Thailand, where the table says the country."""
    for label, column in draft.columns.items():
        if simplified(label.casefold().strip()) in _LANDS:
            return column.where(lambda cell: bool(cell) and find_country(cell) == "THA")
    return None
