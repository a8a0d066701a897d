"""Located problems: file, row as a spreadsheet shows it, column, value."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pandas as pd

from netintl.errors import InputError
from netintl.i18n import _, speaking
from netintl.ingest.advice import advice
from netintl.model.issue_codes import issue_codes
from netintl.model.proposals import listed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from netintl.i18n import Language

COLUMNS = ("code", "severity", "file", "row", "column", "value")
SHOWN_CHARACTERS = 80
HEADER: Final = 1  # the row of the headers, as a spreadsheet counts
_SEVERITIES: Final[Mapping[str, Callable[[], str]]] = {
    "error": lambda: _("error"),
    "warning": lambda: _("warning"),
    "info": lambda: _("information"),
}
# By whether there is a row, and a value.
_ONE: Final[Mapping[tuple[bool, bool], Callable[[], str]]] = {
    (False, False): lambda: _("{title}."),
    (False, True): lambda: _('{title}: "{value}".'),
    (True, False): lambda: _("{title}, row {row}."),
    (True, True): lambda: _('{title}, row {row}: "{value}".'),
}
_MANY: Final[Mapping[tuple[bool, bool], Callable[[], str]]] = {
    (False, False): lambda: _("{n} × {title}."),
    (False, True): lambda: _('{n} × {title}, e.g. "{value}".'),
    (True, False): lambda: _("{n} × {title}, e.g. row {row}."),
    (True, True): lambda: _('{n} × {title}, e.g. row {row}: "{value}".'),
}
_CAUSES: Final = (
    "FIL",
    "ROW",
    "MAP",
    "VOC",
    "CEL",
    "KEY",
    "LOG",
)  # each may bring about those behind it
_OF_FILES: Final = frozenset({"MAP004"})  # a whole column, too
_OF_ROWS: Final = frozenset({"LOG003", "LOG011"})  # they end agreements that others name


@dataclass(frozen=True, slots=True)
class Issue:
    """One problem in one cell, row or file (``row`` 0 means the whole file).

    ``undeclared`` holds, for a missing column, the headers of its file that no column has.
    """

    code: str
    severity: str
    file: str
    row: int
    column: str
    value: str
    undeclared: tuple[str, ...] = ()

    def sentence(self, language: Language) -> str:
        """Say where, what and what to do.

        Examples
        --------
        >>> print(Issue("CEL004", "error", "links.csv", 17, "end", "2019-13").sentence("en"))
        links.csv:17:end: error CEL004 The date cannot be read: "2019-13". Write YYYY, YYYY-MM \
or YYYY-MM-DD.
        """
        meaning = issue_codes()[self.code]
        place = ":".join(str(part) for part in (self.file, self.row or "", self.column) if part)
        value = f': "{self.value}"' if self.value else ""
        stop = "。" if language == "zh" else "."
        head = f"{place}: {self.severity} {self.code} {meaning.title(language)}{value}{stop}"
        return f"{head} {self.cure(language)}".rstrip()

    def cure(self, language: Language) -> str:
        """Say what to do, with the words that are allowed here or the nearest to this one."""
        with speaking(language):
            return advice(self)


@dataclass(frozen=True, slots=True)
class Group:
    """The issues of one code in one column of one file: how many, and the first as an example."""

    example: Issue
    count: int

    def sentence(self, language: Language) -> str:
        """Say what, how often, where for example, and once what to do.

        Examples
        --------
        >>> issue = Issue("CEL004", "error", "links.csv", 5, "end", "7 July 2021")
        >>> print(Group(issue, 72).sentence("en"))
        error CEL004 links.csv, end: 72 × The date cannot be read, e.g. row 5: "7 July 2021".
            Write YYYY, YYYY-MM or YYYY-MM-DD.
        """
        with speaking(language):
            head = f"{_SEVERITIES[self.example.severity]()} {self.example.code}"
            cure = advice(self.example)
            said = f"{head} {self._place()}{self._what(language)}"
        return f"{said}\n    {cure}" if cure else said

    def _place(self) -> str:
        issue = self.example
        return _("{place}: ").format(
            place=listed(part for part in (issue.file, issue.column) if part)
        )

    def _what(self, language: Language) -> str:
        issue = self.example
        value = "" if issue.value == issue.column else issue.value
        row = issue.row if issue.row > HEADER else 0
        sentences = _ONE if self.count == 1 else _MANY
        return sentences[bool(row), bool(value)]().format(
            title=issue_codes()[issue.code].title(language),
            n=f"{self.count:,}",
            row=row,
            value=value,
        )


class NothingReadError(InputError):
    """No table could be read; ``issues`` holds every located problem.

    Parameters
    ----------
    message, cure
        As of every error.
    issues
        What was noted while reading.
    """

    def __init__(self, message: str, *, cure: str, issues: pd.DataFrame) -> None:
        super().__init__(message, cure=cure)
        self.issues = issues


class IssueLog:
    """Collects issues in bulk; a million of them cost arrays, not objects."""

    def __init__(self) -> None:
        self._parts: dict[str, list[np.ndarray]] = {name: [] for name in COLUMNS}
        self._count = 0

    def __len__(self) -> int:
        return self._count

    def add(self, code: str, file: Any, row: Any = 0, *, column: str = "", value: Any = "") -> None:
        """Note one issue, or one per element where ``file``, ``row`` or ``value`` are arrays."""
        rows = np.atleast_1d(np.asarray(row, dtype=np.int64))
        if not len(rows):
            return
        self._count += len(rows)
        severity = issue_codes()[code].severity
        cells = np.broadcast_to(np.asarray(value, dtype=object), rows.shape)
        values = np.array([shown(text) for text in cells], dtype=object)
        for name, part in zip(COLUMNS, (code, severity, file, rows, column, values), strict=True):
            kind = np.int64 if name == "row" else object
            self._parts[name].append(np.broadcast_to(np.asarray(part, dtype=kind), rows.shape))

    @property
    def count(self) -> int:
        """How often something was noted."""
        return len(self._parts["row"])

    def table(self) -> pd.DataFrame:
        """Return all issues, ordered by file, row, column and code."""
        if not self._parts["row"]:
            return pd.DataFrame({name: pd.Series(dtype=object) for name in COLUMNS})
        whole = pd.DataFrame({name: np.concatenate(self._parts[name]) for name in COLUMNS})
        return whole.sort_values(["file", "row", "column", "code", "value"], ignore_index=True)


def shown(text: object) -> str:
    r"""Shorten a value for print, without control characters.

    Examples
    --------
    >>> shown("a" * 200)[-3:], shown("a\x00b")
    ('aa…', 'a b')
    """
    head = str(text)[: SHOWN_CHARACTERS + 1]
    clean = "".join(sign if sign.isprintable() else " " for sign in head)
    return clean if len(clean) <= SHOWN_CHARACTERS else clean[: SHOWN_CHARACTERS - 1] + "…"


def each_issue(table: pd.DataFrame) -> Iterator[Issue]:
    """Walk through the rows of an issue table as values."""
    yield from _each(table, _undeclared(table))


def _each(table: pd.DataFrame, undeclared: Mapping[str, tuple[str, ...]]) -> Iterator[Issue]:
    for code, severity, file, row, column, value in table[list(COLUMNS)].itertuples(index=False):
        beside = undeclared.get(file, ()) if code == "FIL007" else ()
        yield Issue(code, severity, file, int(row), column, value, beside)


def grouped(table: pd.DataFrame) -> list[Group]:
    """Group the issues of a table by code, file and column, causes before their consequences.

    Errors come first, then warnings, then what is only told; within them what is wrong with a
    file, then with its rows, its cells, its keys, and what several cells say together; of these
    the most frequent first.

    Examples
    --------
    >>> log = IssueLog()
    >>> log.add("LOG001", "links.csv", [9], column="end")
    >>> log.add("CEL004", "links.csv", [5, 7], column="end", value=["7 July", "soon"])
    >>> [(group.example.code, group.count, group.example.row) for group in grouped(log.table())]
    [('CEL004', 2, 5), ('LOG001', 1, 9)]
    """
    keys = ["code", "file", "column"]
    counts = table.groupby(keys, sort=False).size().to_dict()
    first = table.sort_values("row", kind="stable").drop_duplicates(keys)
    groups = [
        Group(issue, int(counts[issue.code, issue.file, issue.column]))
        for issue in _each(first, _undeclared(table))
    ]
    return sorted(groups, key=_order)


def _order(group: Group) -> tuple[int, int, int, str, str, str]:
    issue = group.example
    severity = tuple(_SEVERITIES).index(issue.severity)
    kind = "FIL" if issue.code in _OF_FILES else "ROW" if issue.code in _OF_ROWS else issue.code[:3]
    cause = _CAUSES.index(kind)
    return severity, cause, -group.count, issue.file, issue.code, issue.column


def _undeclared(table: pd.DataFrame) -> dict[str, tuple[str, ...]]:
    """Return the headers of each file that no column has."""
    found: dict[str, tuple[str, ...]] = {}
    strange = table[table["code"] == "FIL006"]
    for file, column in zip(strange["file"], strange["column"], strict=True):
        found[file] = (*found.get(file, ()), column)
    return found
