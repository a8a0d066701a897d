"""What to do about an issue: the cure of its code, and the words that are allowed or nearest."""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING, Final, Protocol

from netintl.i18n import _, current_language
from netintl.model.issue_codes import issue_codes
from netintl.model.labels import folded, table_names
from netintl.model.nearest import nearest
from netintl.model.proposals import is_listed_whole, listed, offered_codes
from netintl.model.schema import tables
from netintl.model.vocabularies import OPEN

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from netintl.model.schema import Table

_CLOSE: Final = 72.0  # of 100; a header less alike may mean anything


class Located(Protocol):
    """What advice looks at of an issue."""

    @property
    def code(self) -> str:
        """The issue code."""

    @property
    def file(self) -> str:
        """The file, or the book and the sheet."""

    @property
    def column(self) -> str:
        """The column, or nothing."""

    @property
    def value(self) -> str:
        """The cell as it stands, shortened."""

    @property
    def undeclared(self) -> tuple[str, ...]:
        """The headers of the file that no column has, for a column that is missing."""


def advice(issue: Located) -> str:
    """Say in the current language what to do about an issue."""
    cure = issue_codes()[issue.code].cure(current_language())
    more = _MORE[issue.code](issue) if issue.code in _MORE else ""
    if issue.code == "CEL002" and _vocabulary(issue) in OPEN:
        own = _("Or add it to vocabularies.csv, under {name}.").format(name=_vocabulary(issue))
        more = f"{more} {own}".strip() if current_language() == "en" else f"{more}{own}"
    if issue.code in _WORDS and more and is_listed_whole(_vocabulary(issue)):
        return more
    return f"{cure} {more}".rstrip() if current_language() == "en" else f"{cure}{more}"


def table_of(file: str) -> Table | None:
    """Return the table that a file or a sheet (``book.xlsx[sheet]``) is named after.

    Examples
    --------
    >>> table_of("parties.csv").name, table_of("data.xlsx[机构].csv"), table_of("机构.csv").name
    ('parties', None, 'organizations')
    """
    _book, sheet, label = file.removesuffix("]").partition("[")
    stem = label if sheet else PurePath(file).stem
    return tables().get(table_names().get(folded(stem), ""))


def _vocabulary(issue: Located) -> str:
    """Name the vocabulary of a column, also where the file has a name of its own."""
    table = table_of(issue.file)
    candidates = tables().values() if table is None else (table,)
    found = {
        one.columns[issue.column].vocabulary or ""
        for one in candidates
        if issue.column in one.columns
    } - {""}
    return found.pop() if len(found) == 1 else ""


def _allowed(issue: Located) -> str:
    name = _vocabulary(issue)
    return offered_codes(name, issue.value) if name else ""


def _declared(issue: Located) -> str:
    """Name the declared columns that an undeclared header is like."""
    table = table_of(issue.file) or tables()["links"]
    called = {c.name: (c.name, *c.titles.values()) for c in table.columns.values()}
    return _meant(nearest(issue.column, called, least=_CLOSE))


def _missing(issue: Located) -> str:
    """Name the undeclared headers that a missing column is like."""
    table = table_of(issue.file) or tables()["links"]
    column = table.columns.get(issue.column)
    names = (issue.column, *(column.titles.values() if column else ()))
    alike = [
        header
        for header in issue.undeclared
        if nearest(header, {issue.column: names}, least=_CLOSE)
    ]
    if not alike:
        return ""
    return _("Is it {names}?").format(names=listed(alike))


def _table(issue: Located) -> str:
    """Name the tables that the name of a file is like."""
    called = {table.name: (table.name, *table.titles.values()) for table in tables().values()}
    _book, sheet, label = issue.file.removesuffix("]").partition("[")
    stem = label if sheet else PurePath(issue.file).stem
    return _meant(nearest(stem, called, least=_CLOSE))


def _meant(names: list[str]) -> str:
    return _("Did you mean {names}?").format(names=listed(names)) if names else ""


_WORDS: Final = frozenset({"CEL002", "CEL014"})
_MORE: Final[Mapping[str, Callable[[Located], str]]] = {
    "CEL002": _allowed,
    "CEL003": lambda issue: offered_codes("country", issue.value),
    "CEL011": lambda issue: offered_codes("province", issue.value),
    "CEL014": _allowed,
    "FIL006": _declared,
    "FIL007": _missing,
    "FIL009": _table,
}
