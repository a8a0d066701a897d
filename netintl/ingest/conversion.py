"""Foreign tables to the tables of a package, by a mapping file; every row is accounted for."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

import pandas as pd

from netintl.errors import InputError
from netintl.i18n import _
from netintl.ingest.additions import TABLES as ADDING
from netintl.ingest.derivation import Derivation
from netintl.ingest.import_files import matched_files, read_input
from netintl.ingest.issues import IssueLog
from netintl.ingest.ledger import COLUMNS, Ledger
from netintl.ingest.list_cells import each_item, items_of, looks_like_a_list, paired_with
from netintl.ingest.mapping import read_mapping
from netintl.ingest.unions import contradicted, unite_rows
from netintl.model.cells import SEPARATOR
from netintl.model.schema import tables
from netintl.model.vocabularies import extended

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from netintl.ingest.mapping_rules import ImportMapping, Input, Rule
    from netintl.ingest.raw import RawTable

_ORDER: Final = ("kept", "merged", "doubled", "rejected")
_CODES: Final = {"merged": "MAP005", "doubled": "MAP009", "rejected": "MAP003"}
_IDS: Final = frozenset(("id", "agreement", "organization", "from", "to", "target"))
FATES = ("file", "row", "id", "fate", "table", "into")


# What the cells that a rule reads gave, and the columns that they stand in.
_Derived = tuple[dict[tuple[str, ...], dict[str, str]], tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import gives.

    Attributes
    ----------
    tables
        One frame of text cells per table, rows sorted by key.
    issues
        Values that could not be translated, columns nobody reads, rows that were united.
    ledger
        Rows read = kept + merged + rejected, file by file.
    fates
        One line per source row: file, row, id, fate, and the row of which table it went into.
    origins
        For each row of a table, by its key, the file and the row that it was first read from.
    mapping
        How it was read.
    """

    tables: Mapping[str, pd.DataFrame]
    issues: pd.DataFrame
    ledger: Ledger
    fates: pd.DataFrame
    origins: Mapping[tuple[str, str], tuple[str, int]]
    mapping: ImportMapping


def import_tables(files: Iterable[str | Path], mapping: ImportMapping | str | Path) -> Imported:
    r"""Turn foreign tables into the tables of a package.

    Parameters
    ----------
    files
        The files that the mapping names, in any order and folder. Of files with one base name,
        each is read.
    mapping
        A mapping, or the path of its file; see `netintl.ingest.mapping`.

    Raises
    ------
    InputError
        When a file is missing or not named by the mapping, or the mapping is wrong.

    Examples
    --------
    >>> import tempfile
    >>> from pathlib import Path
    >>> folder = Path(tempfile.mkdtemp())
    >>> _written = (folder / "schools.csv").write_text("code,name\n1,Bohai\n")
    >>> _written = (folder / "m.toml").write_text(
    ...     '[[inputs]]\nfile = "schools.csv"\nid = "code"\n'
    ...     '[[inputs.rows]]\ntable = "organizations"\n'
    ...     'cells = {id = "code", kind = {const = "school"}, name_en = "name"}\n'
    ... )
    >>> imported = import_tables([folder / "schools.csv"], folder / "m.toml")
    >>> imported.tables["organizations"].loc[0, ["id", "kind", "name_en"]].tolist()
    ['1', 'school', 'Bohai']
    >>> imported.ledger.total("kept")
    1
    """
    if isinstance(mapping, str | Path):
        mapping = read_mapping(mapping)
    importer = _Importer(mapping)
    with extended(mapping.additions):
        for entry, path in matched_files(files, mapping, importer.log):
            importer.take(entry, path)
        return importer.close()


class _Importer:
    """Collects the rows that the rules give, united by key."""

    def __init__(self, mapping: ImportMapping) -> None:
        self.log = IssueLog()
        self.derivation = Derivation(mapping.addresses, self.log)
        for row in mapping.sources:
            self.derivation.sources[row["id"]] = dict(row)
        self.rows: dict[str, list[dict[str, str]]] = {}
        self.places: dict[tuple[str, tuple[str, ...]], dict[tuple[str, ...], int]] = {}
        for entry in mapping.inputs:
            for rule in entry.rules:
                self.places.setdefault((rule.table, rule.keys), {})
                self.places.setdefault((rule.table, tables()[rule.table].key), {})
        self.unsplit: dict[tuple[str, int, str], str] = {}
        self.fates: list[tuple[object, ...]] = []
        self.origins: dict[tuple[str, str], tuple[str, int]] = {}
        self.mapping = mapping
        self.fallen: list[dict[str, object]] = []
        self.derived: dict[int, _Derived] = {}

    def take(self, entry: Input, path: Path) -> None:
        """Read one file and apply its rules, in an order that its row order cannot change."""
        raw = read_input(entry, path, self.log)
        entry = replace(entry, file=raw.file)  # issues name the sheet too
        reads = {name for rule in entry.rules for name in rule.reads()}
        named = {entry.id, *(condition.column for condition, _reason in entry.leave_out)} - {""}
        for name in sorted((named | reads) - set(raw.frame.columns)):
            raise InputError(
                _("{file} has no column {column}, which the mapping reads.").format(
                    file=entry.file, column=name
                ),
                cure=_("Correct the column name in the mapping or in the file."),
            )
        for name in raw.frame.columns:
            if name not in reads | entry.unused | named:
                self.log.add("MAP004", raw.file, 1, column=name, value=name)
        for _same, run in groupby(_by_row(raw, entry.id), key=lambda row: row[1:]):
            self._take_run(entry, raw.file, list(run))

    def _take_run(
        self, entry: Input, file: str, run: list[tuple[int, str, list[dict[str, str]]]]
    ) -> None:
        """Apply the rules to rows that are alike: the third becomes what the second has become.

        A sheet may say that one row stands there a million times.
        """
        for place, (number, reason, records) in enumerate(run):
            noted = len(self.log) + len(self.unsplit)
            left = "" if reason else self._left_out(entry, file, number, records[0])
            self._take_row(entry, file, records, reason or left, number)
            alone = len(self.log) + len(self.unsplit) == noted + 1  # its fate, and nothing else
            if place and alone and not (reason or left):
                self._repeat(entry, file, [number for number, *_rest in run[place + 1 :]])
                return

    def _repeat(self, entry: Input, file: str, numbers: list[int]) -> None:
        """Note of further rows what has become of the last."""
        if not numbers:
            return
        _file, _number, *fate = self.fates[-1]
        lost = self.fallen[-1]
        shown = fate[0] if lost["code"] == _CODES["rejected"] else lost["into"]
        self.log.add(str(lost["code"]), file, numbers, column=entry.id, value=shown)
        self.fallen += [lost | {"row": number} for number in numbers]
        self.fates += [(file, number, *fate) for number in numbers]

    def _left_out(self, entry: Input, file: str, number: int, row: dict[str, str]) -> str:
        """Return the code of a row that the mapping leaves out, and note why it does."""
        for condition, reason in entry.leave_out:
            if condition.holds(row):
                self.log.add("MAP008", file, number, column=condition.column, value=reason)
                return "MAP008"
        return ""

    def _take_row(
        self, entry: Input, file: str, records: list[dict[str, str]], reason: str, number: int
    ) -> None:
        """Apply the rules to one row, or to what it was turned into; note what became of it."""
        fates = (
            [] if reason else [f for row in records for f in self._fates(entry, row, file, number)]
        )
        row = records[0]
        best = fates if len(records) == 1 else sorted(fates, key=lambda fate: _ORDER.index(fate[0]))
        fate, table, into = best[0] if best else ("rejected", "", "")
        for lost, name, key in best[1:]:
            if lost in ("doubled", "rejected"):
                self.log.add(_CODES[lost], file, number, column=name, value=key)
        known = row.get(entry.id, "")
        if fate != "kept" and not reason:
            reason = _CODES[fate]
            shown = known if fate == "rejected" else into
            self.log.add(reason, file, number, column=entry.id, value=shown)
        fate = "rejected" if fate == "doubled" else fate
        if fate != "kept":
            cells = {f"cell:{name}": cell for name, cell in row.items()}
            located = {"file": file, "row": number, "code": reason, "into": into}
            self.fallen.append(located | cells)
        self.fates.append((file, number, known, fate, table, into))

    def _fates(
        self, entry: Input, row: dict[str, str], file: str, number: int
    ) -> Iterator[tuple[str, str, str]]:
        for rule in entry.rules:
            if not all(condition.holds(row) for condition in rule.when):
                continue
            for item in self._items(rule, row, file, number):
                cells = self._cells(rule, item, file, number)
                fate, label = self._put(rule, cells, file, number), row_label(rule.table, cells)
                if fate == "kept":
                    self.origins[rule.table, label] = (file, number)
                yield fate, rule.table, label

    def _cells(self, rule: Rule, row: dict[str, str], file: str, number: int) -> dict[str, str]:
        """Derive the cells of a rule; what the same cells gave without an issue is given again."""
        if id(rule) not in self.derived:
            self.derived[id(rule)] = ({}, tuple(sorted({*rule.reads()})))
        derived, names = self.derived[id(rule)]
        key = tuple([row[name] for name in names])
        known = derived.get(key)
        if known is not None:
            return known
        before = self.log.count
        cells = {
            name: self.derivation.derive(alternatives, row, file, number)
            for name, alternatives in rule.cells.items()
        }
        self._settle_ids(cells, file, number)
        if self.log.count == before and rule.unite:
            derived[key] = cells
        return cells

    def _settle_ids(self, cells: dict[str, str], file: str, number: int) -> None:
        """Write a comma for each semicolon within an id, since semicolons separate ids."""
        for name in _IDS & cells.keys():
            if SEPARATOR in cells[name]:
                self.log.add("MAP010", file, number, column=name, value=cells[name])
                cells[name] = cells[name].replace(SEPARATOR, ",")

    def _items(
        self, rule: Rule, row: dict[str, str], file: str, number: int
    ) -> list[dict[str, str]]:
        """Repeat a row for each item of a list column, or return it as it is."""
        if not rule.each:
            return [row]
        cell = row[rule.each]
        if not rule.separators and looks_like_a_list(cell):
            self.unsplit[file, number, rule.each] = cell
        if not rule.paired:
            return [row | {rule.each: item} for item in items_of(cell, rule.separators)]
        items = each_item(cell, rule.separators)
        beside = {name: paired_with(items, row[name], rule.separators) for name in rule.paired}
        for name, found in beside.items():
            if found is None:
                self.log.add("MAP012", file, number, column=name, value=row[name])
        columns = {name: found or [""] * len(items) for name, found in beside.items()}
        return [
            row | {rule.each: item} | {name: cells[place] for name, cells in columns.items()}
            for place, item in enumerate(items)
        ]

    def _put(self, rule: Rule, cells: dict[str, str], file: str, number: int) -> str:
        table = tables()[rule.table]
        rows = self.rows.setdefault(rule.table, [])
        keys = rule.keys or tuple(cells)
        index = self.places.setdefault((rule.table, keys), {})
        place = index.get(tuple(cells[name] for name in keys))
        if place is not None:
            known = rows[place]
            if known == cells:
                return "merged"
            if not rule.unite:
                return "doubled"
            for name in contradicted(known, cells, table):
                column = next((c for cell in rule.cells[name] for c in cell.columns), name)
                said = f"{known[name]} | {cells[name]}"
                self.log.add("MAP011", file, number, column=column, value=said)
            rows[place] = unite_rows(known, cells, table)
            return "merged"
        if any(not cells.get(name) for name, column in table.columns.items() if column.required):
            return "rejected"
        for (name, columns), taken in self.places.items():
            if name == rule.table:
                taken[tuple(cells.get(column, "") for column in columns)] = len(rows)
        index[tuple(cells[name] for name in keys)] = len(rows)
        rows.append(cells)
        return "kept"

    def close(self) -> Imported:
        """Sort what was collected and count it."""
        for (file, number, column), cell in self.unsplit.items():
            self.log.add("MAP006", file, number, column=column, value=cell)
        sources = list(self.derivation.sources.values())
        if sources:
            self.rows["sources"] = [*self.rows.get("sources", []), *sources]
        for name in ADDING:
            added = [dict(row) for row in getattr(self.mapping, name)]
            self.rows[name] = [*self.rows.get(name, []), *added]
        names = [name for name in tables() if self.rows.get(name)]
        fates = pd.DataFrame(self.fates, columns=list(FATES))
        return Imported(
            tables=MappingProxyType({name: _frame(name, self.rows[name]) for name in names}),
            issues=self.log.table(),
            ledger=_ledger(fates, self.fallen),
            fates=fates.sort_values(["file", "row"], ignore_index=True),
            origins=MappingProxyType(self.origins),
            mapping=self.mapping,
        )


def _by_row(raw: RawTable, column: str) -> Iterator[tuple[int, str, list[dict[str, str]]]]:
    """Yield each row with its number, why it fell already, and what it was turned into.

    The order is that of the ids, then of all cells, so that the order in the file never matters.
    """
    names = [str(name) for name in raw.frame.columns]
    columns = [[str(cell).strip() for cell in raw.frame[name].tolist()] for name in names]
    records = [dict(zip(names, cells, strict=True)) for cells in zip(*columns, strict=True)]
    ids = columns[names.index(column)] if column in names else [""] * len(records)
    ranks = list(zip(ids, *columns, strict=True))
    rows: dict[int, list[int]] = {}
    for place, number in enumerate(raw.rows.tolist()):
        rows.setdefault(number, []).append(place)
    for number in sorted(rows, key=lambda number: ([ranks[p] for p in rows[number]], number)):
        first = rows[number][0]
        yield number, str(raw.reasons[first]), [records[place] for place in rows[number]]


def row_label(name: str, cells: dict[str, str]) -> str:
    """Name a row by its key, or by its required cells where the table has none."""
    table = tables()[name]
    needed = (column.name for column in table.columns.values() if column.required)
    return "|".join(cells.get(column, "") for column in table.key or needed)


def _frame(name: str, rows: list[dict[str, str]]) -> pd.DataFrame:
    table = tables()[name]
    frame = pd.DataFrame(rows, columns=list(table.columns), dtype=object).fillna("")
    order = list(table.key) or list(table.columns)
    return frame.sort_values(order, ignore_index=True, kind="stable")


def _ledger(fates: pd.DataFrame, fallen: list[dict[str, object]]) -> Ledger:
    lines = [
        (
            file,
            group.loc[group["table"] != "", "table"].mode().get(0, ""),
            len(group),
            *(int((group["fate"] == fate).sum()) for fate in ("kept", "merged", "rejected")),
        )
        for file, group in fates.groupby("file", sort=True)
    ]
    gone = pd.DataFrame(fallen) if fallen else pd.DataFrame({"file": [], "row": [], "code": []})
    return Ledger(
        table=pd.DataFrame(lines, columns=list(COLUMNS)),
        fallen=gone.fillna("").sort_values(["file", "row"], ignore_index=True),
    )
