"""Located problems: file, row as a spreadsheet shows it, column, value."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from netintl.errors import InputError
from netintl.model.issue_codes import issue_codes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from netintl.i18n import Language

COLUMNS = ("code", "severity", "file", "row", "column", "value")
SHOWN_CHARACTERS = 80


@dataclass(frozen=True, slots=True)
class Issue:
    """One problem in one cell, row or file (``row`` 0 means the whole file)."""

    code: str
    severity: str
    file: str
    row: int
    column: str
    value: str

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
        title, cure = meaning.title(language), meaning.cure(language)
        stop = "。" if language == "zh" else "."
        return f"{place}: {self.severity} {self.code} {title}{value}{stop} {cure}".rstrip()


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

    def add(self, code: str, file: Any, row: Any = 0, *, column: str = "", value: Any = "") -> None:
        """Note one issue, or one per element where ``file``, ``row`` or ``value`` are arrays."""
        rows = np.atleast_1d(np.asarray(row, dtype=np.int64))
        if not len(rows):
            return
        severity = issue_codes()[code].severity
        cells = np.broadcast_to(np.asarray(value, dtype=object), rows.shape)
        values = np.array([shown(text) for text in cells], dtype=object)
        for name, part in zip(COLUMNS, (code, severity, file, rows, column, values), strict=True):
            kind = np.int64 if name == "row" else object
            self._parts[name].append(np.broadcast_to(np.asarray(part, dtype=kind), rows.shape))

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
    for code, severity, file, row, column, value in table[list(COLUMNS)].itertuples(index=False):
        yield Issue(code, severity, file, int(row), column, value)
