"""A folder, workbook, network file or table to checked tables, with issues and a ledger."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

import pandas as pd

from netintl.errors import InputError
from netintl.i18n import _, current_language
from netintl.ingest.additions import TABLES as ADDING
from netintl.ingest.additions import additions_of, check_additions
from netintl.ingest.cell_checks import check_cells
from netintl.ingest.columns import Column
from netintl.ingest.draft import Draft
from netintl.ingest.issues import IssueLog, NothingReadError, each_issue
from netintl.ingest.keys import (
    check_keys,
    check_references,
    judged_beside,
    refuse_separators,
    report_twins,
)
from netintl.ingest.ledger import Ledger, close_ledger
from netintl.ingest.likeness import best_likeness
from netintl.ingest.logic import check_dates, check_flows, check_names, check_parties, check_starts
from netintl.ingest.raw import RawTable, declared_headers
from netintl.ingest.row_checks import check_ends, check_repeated_headers
from netintl.ingest.self_descriptions import FILE, read_self_description
from netintl.ingest.shorthand import (
    expand_links,
    listed_from_both_sides,
    made_distinct,
    named_ends,
    organizations_named,
    self_links,
)
from netintl.ingest.succession_checks import check_closures, check_successions
from netintl.ingest.table_files import SUFFIXES, head_texts, own_exports, read_tables
from netintl.model.examples import MARKS, TELLING
from netintl.model.labels import folded, table_names
from netintl.model.schema import tables
from netintl.model.self_description import SelfDescription
from netintl.model.vocabularies import extended
from netintl.settings_files import read_limited

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


_SHOWN_ISSUES = 3


@dataclass(frozen=True)
class Package:
    """Checked tables, and everything that was wrong with them.

    Attributes
    ----------
    path
        Folder or file the package was read from.
    tables
        One frame of text cells per declared table; ``""`` is unknown. ``links`` are expanded.
    drafts
        The tables as they were checked.
    issues
        One row per located problem: code, severity, file, row, column, value.
    ledger
        What became of every row.
    digest
        SHA-256 of the files' names and bytes.
    inputs
        SHA-256 of each file by name.
    described
        What it says of itself: title, labels, policy.
    """

    path: Path
    issues: pd.DataFrame
    ledger: Ledger
    digest: str
    inputs: Mapping[str, str]
    drafts: Mapping[str, Draft] = field(repr=False)
    described: SelfDescription = field(default_factory=SelfDescription)

    @cached_property
    def tables(self) -> Mapping[str, pd.DataFrame]:
        """The kept rows of every table but ``links``, made when they are first asked for."""
        return MappingProxyType(_frames(self.drafts))

    def count(self, severity: str) -> int:
        """Count the issues of one severity."""
        return int((self.issues["severity"] == severity).sum())


def load_package(
    path: str | Path, *, encoding: str | None = None, directed: bool = False
) -> Package:
    r"""Read and check a package: a folder of tables, one workbook, or one table file.

    Nothing that stands in a file is lost: each row is kept, merged or rejected, and each
    irregular cell is a located issue.

    Parameters
    ----------
    path
        Folder, text table (``.csv``, ``.tsv``), workbook (``.xlsx``, ``.xlsm``, ``.xls``,
        ``.ods``) or network file (``.graphml``, ``.gexf``, ``.net``, ``.gml``, ``.edgelist``). A
        single file with any name counts as ``links`` when its name is no table's.
    encoding
        Of the text files that are not UTF-8; judged from their bytes when omitted.
    directed
        Keep both rows where ``links`` lists a pair from both sides.

    Raises
    ------
    NothingReadError
        When no table could be read.
    InputError
        When a file cannot be opened or is beyond a limit.

    Examples
    --------
    >>> import tempfile
    >>> file = Path(tempfile.mkdtemp()) / "links.csv"
    >>> _written = file.write_text("source,target\nA,B\n", encoding="utf-8")
    >>> package = load_package(file)
    >>> list(package.tables["organizations"]["id"]), package.ledger.total("kept")
    (['A', 'B'], 1)
    """
    path = Path(path)
    files = list_files(path)
    log = IssueLog()
    for name in _no_files(path) if path.is_dir() else ():
        log.add("FIL022", name)
    contents = {file: _bytes(file) for file in files}
    for export in own_exports(contents):
        log.add("FIL016", export.name)
        del contents[export]
    files = list(contents)
    raws = read_tables(contents, path, log, encoding)
    if all(raw.headless for raw in raws):
        raise _nothing_read(path, contents, log.table())
    drafts = _checked(raws, log, directed=directed)
    described = read_self_description(path, log) if path.is_dir() else SelfDescription()
    files += [path / FILE] if described else []
    contents |= {path / FILE: _bytes(path / FILE)} if described else {}
    hashes = {file.name: hashlib.sha256(contents[file]).hexdigest() for file in files}
    return Package(
        path=path,
        issues=log.table(),
        ledger=close_ledger(drafts),
        digest=digest_of(hashes),
        inputs=MappingProxyType(hashes),
        drafts=MappingProxyType(drafts),
        described=described,
    )


def check_tables(frames: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Return the issues of tables that stand in no file yet, as `load_package` would tell them.

    Rows are numbered as a spreadsheet would show them in ``TABLE.csv``.
    """
    log = IssueLog()
    _checked(
        [
            RawTable.of(
                name,
                f"{name}.csv",
                {label: Column.of(frame[label].to_numpy(dtype=object)) for label in frame.columns},
            )
            for name, frame in frames.items()
        ],
        log,
        directed=False,
    )
    return log.table()


def list_files(path: Path) -> list[Path]:
    """List the files a package is read from, sorted by name."""
    if path.is_file():
        return [path]
    if path.exists() and not path.is_dir():
        raise InputError(
            _("{path} is neither a folder nor a file.").format(path=path),
            cure=_("Name a folder or a file with -d."),
        )
    if not path.is_dir():
        raise InputError(
            _("{path} does not exist.").format(path=path),
            cure=_("Name a folder or a file with -d."),
        )
    return sorted(
        file
        for file in path.iterdir()
        if file.is_file()
        and file.suffix.lower() in SUFFIXES
        and not file.name.startswith(("~", "."))
    )


def _no_files(folder: Path) -> list[str]:
    """List what stands in a folder under the name of a table and is no file."""
    return sorted(
        file.name
        for file in folder.iterdir()
        if not file.is_file()
        if file.suffix.lower() in SUFFIXES and folded(file.stem) in table_names()
    )


def digest_of(hashes: Mapping[str, str]) -> str:
    """Hash file names and file hashes into one digest."""
    lines = "\n".join(f"{name} {value}" for name, value in sorted(hashes.items()))
    return hashlib.sha256(lines.encode()).hexdigest()


def _bytes(file: Path) -> bytes:
    cure = _("Check that the file exists and that you may read it.")
    return read_limited(file, limit="file", cure=cure)


def _nothing_read(
    path: Path, contents: Mapping[Path, bytes], issues: pd.DataFrame
) -> NothingReadError:
    """Say what the files look like where none of them is a table."""
    heads = [head for file, data in contents.items() for head in head_texts(file, data)]
    known = best_likeness(heads)
    parts = [_("{path} holds no table that could be read.").format(path=path)]
    if known:
        parts.append(_("It looks like {what}.").format(what=known[0]))
    severe = issues[issues["severity"] == "error"].head(_SHOWN_ISSUES)
    parts += [issue.sentence(current_language()) for issue in each_issue(severe)]
    names = _("Name the files organizations.csv, agreements.csv, parties.csv or links.csv.")
    cure = known[1] if known else "" if len(severe) else names
    joiner = "" if current_language() == "zh" else " "
    return NothingReadError(joiner.join(parts), cure=cure, issues=issues)


def _checked(raws: Iterable[RawTable], log: IssueLog, *, directed: bool) -> dict[str, Draft]:
    """Run every check in the order in which tables depend on each other."""
    stacked: dict[str, list[RawTable]] = {}
    for raw in raws:
        raw.columns = declared_headers(tables()[raw.name], raw.columns)
        stacked.setdefault(raw.name, []).append(raw)
    drafts = {
        name: Draft(table, stacked[name], log)
        for name, table in tables().items()
        if name in stacked
    }
    for name in ADDING:
        if name in drafts:
            _check_alone(drafts[name])
    check_additions(drafts)
    with extended(additions_of({name: drafts[name].kept() for name in ADDING if name in drafts})):
        for name, draft in drafts.items():
            if name not in ADDING:
                _check_alone(draft)
        _check_together(drafts, directed=directed)
    return drafts


def _check_alone(draft: Draft) -> None:
    headless = len(draft) > 0 and bool((draft.reasons == "FIL013").all())
    if not headless:  # else each column would be missing for the same reason
        _check_headers(draft)
    if all(c.name in draft.columns for c in draft.table.columns.values() if c.required):
        check_repeated_headers(draft)
    check_cells(draft)
    _set_examples_aside(draft)
    check_keys(draft)
    for first, last in (("start", "end"), ("since", "until"), ("opened", "closed")):
        if first in draft.table.columns and last in draft.table.columns:
            check_dates(draft, first, last)


def _set_examples_aside(draft: Draft) -> None:
    for name in TELLING.get(draft.table.name, ()):
        draft.note("ROW008", draft.columns[name].where(MARKS.__contains__), column=name)


def _check_headers(draft: Draft) -> None:
    file = draft.names[0]
    for column in draft.table.columns.values():
        if column.required and column.name not in draft.columns:
            draft.log.add("FIL007", file, 1, column=column.name, value=column.name)
            draft.reject_all("FIL007")
    for label in draft.columns:
        if label not in draft.table.columns:
            draft.log.add("FIL006", file, 1, column=label, value=label)


def _check_together(drafts: Mapping[str, Draft], *, directed: bool) -> None:
    judged = judged_beside(drafts.get("judgements"))
    for draft in drafts.values():
        if draft.table.key == ("id",):
            report_twins(draft, ("id",), judged)
    if "organizations" in drafts:
        check_names(drafts["organizations"])
    if "links" in drafts:
        _check_links(drafts, judged, directed=directed)
    for name in ("links", "agreements"):
        if name in drafts and "sources" in drafts:
            check_starts(drafts[name], drafts["sources"])
    check_references(drafts)
    if {"agreements", "parties"} <= drafts.keys():
        check_parties(drafts)
        check_references(drafts)
    if {"agreements", "parties", "flows"} <= drafts.keys():
        check_flows(drafts)
    if "successions" in drafts:
        check_successions(drafts)
    check_closures(drafts)


def _check_links(
    drafts: Mapping[str, Draft], judged: Mapping[str, set[str]], *, directed: bool
) -> None:
    links = drafts["links"]
    if "organizations" in drafts:
        named_ends(links, drafts["organizations"])
    for end in ("source", "target"):
        refuse_separators(links, end)
    check_ends(links)
    report_twins(links, ("source", "target"), judged)
    links.note("LOG003", self_links(links), column="target")
    if not directed:
        links.note("KEY008", listed_from_both_sides(links), column="source")


def _frames(drafts: Mapping[str, Draft]) -> dict[str, pd.DataFrame]:
    """Return the kept rows of every table; links become agreements, parties and flows."""
    frames = {name: draft.kept() for name, draft in drafts.items() if name != "links"}
    added = {}
    if "links" in drafts:
        added = expand_links(drafts["links"])
        added = made_distinct(added, frames)
        known = set(frames["organizations"]["id"]) if "organizations" in frames else set()
        added["organizations"] = organizations_named(drafts["links"], known)
    whole = {}
    for name, table in tables().items():
        parts = [part[name] for part in (frames, added) if name in part]
        if name != "links":
            empty = pd.DataFrame({label: pd.Series(dtype=object) for label in table.columns})
            joined = pd.concat(parts, ignore_index=True) if len(parts) > 1 else [*parts, empty][0]
            whole[name] = joined.fillna("") if len(parts) > 1 else joined
    return whole
