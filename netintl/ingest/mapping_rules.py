"""What a mapping says, checked and ready to be applied: inputs, their rules, and their cells."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from netintl.ingest.additions import additions_of_rows

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from netintl.ingest.patterns import Pattern
    from netintl.model.vocabularies import Additions

PLACES: Final = re.compile(r"\{([^{}]+)\}")  # the columns that a template names


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """What a source row must look like for a rule or an alternative to hold."""

    column: str
    one_of: frozenset[str] | None = None
    matches: Pattern | None = None
    filled: bool | None = None
    negated: bool = False

    def holds(self, row: Mapping[str, str]) -> bool:
        """Tell whether the row fulfils the condition.

        Examples
        --------
        >>> Condition(column="kind", one_of=frozenset({"a"}), negated=True).holds({"kind": "b"})
        True
        """
        cell = row[self.column]
        answer = self.one_of is None or cell in self.one_of
        answer = answer and (self.matches is None or bool(self.matches.search(cell)))
        answer = answer and (self.filled is None or bool(cell) == self.filled)
        return answer != self.negated


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One way to fill a target column from a source row."""

    const: str = ""
    columns: tuple[str, ...] = ()
    added: tuple[str, ...] = ()
    template: str = ""
    clause_with: str = ""
    pattern: Pattern | None = None
    values: Mapping[str, str] | None = None
    default: str = ""
    code: str = ""
    when: tuple[Condition, ...] = ()

    def reads(self) -> Iterator[str]:
        """Name the source columns it looks at."""
        yield from self.columns
        yield from self.added
        yield from PLACES.findall(self.template)
        yield from (condition.column for condition in self.when)
        if self.clause_with:
            yield self.clause_with


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One table that the rows of an input feed.

    ``each`` repeats the rule for every item of a list column, which ``separators`` split where the
    mapping says so, and of the columns that are ``paired`` with it the item of the same place goes
    along; with ``unite`` a row whose key is taken is united with the row that stands
    there, otherwise it is rejected. ``keys`` are the columns that make two rows the same, where
    these are fewer than the key of the table.
    """

    table: str
    cells: Mapping[str, tuple[Cell, ...]]
    when: tuple[Condition, ...] = ()
    each: str = ""
    separators: str = ""
    paired: tuple[str, ...] = ()
    unite: bool = False
    keys: tuple[str, ...] = ()

    def reads(self) -> Iterator[str]:
        """Name the source columns it looks at."""
        for alternatives in self.cells.values():
            for cell in alternatives:
                yield from cell.reads()
        yield from (condition.column for condition in self.when)
        if self.each:
            yield self.each
        yield from self.paired


@dataclass(frozen=True, slots=True, kw_only=True)
class Melt:
    """Columns that become rows: the header goes into ``names``, the cell into ``values``."""

    columns: tuple[str, ...]
    names: str
    values: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Input:
    """One foreign table: where it stands and its rules; the fate of a row is that of the first.

    ``header`` names the rows of the header as a spreadsheet numbers them, none where the table has
    no header; without it the first row is the header.
    """

    file: str
    rules: tuple[Rule, ...]
    id: str = ""
    sheet: str = ""
    header: tuple[int, ...] | None = None
    melt: Melt | None = None
    fill: tuple[str, ...] = ()
    leave_out: tuple[tuple[Condition, str], ...] = ()
    unused: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class AddressRules:
    """How an address tells its kind of source and its day of publication."""

    published: tuple[Pattern, ...] = ()
    kinds: tuple[tuple[str, tuple[str, ...]], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportMapping:
    """A whole mapping file.

    Attributes
    ----------
    inputs
        Foreign files in the order in which they are read: where rows are united, the earlier
        file leads.
    addresses
        Rules about addresses of sources.
    sources
        Rows of the table ``sources`` that stand in no file, such as the data set itself.
    vocabularies, terms
        Rows of these tables: codes and terms of majors that the package adds.
    """

    path: Path
    inputs: tuple[Input, ...]
    addresses: AddressRules = field(default_factory=AddressRules)
    sources: tuple[Mapping[str, str], ...] = ()
    vocabularies: tuple[Mapping[str, str], ...] = ()
    terms: tuple[Mapping[str, str], ...] = ()

    @property
    def additions(self) -> Additions:
        """What the mapping adds to vocabularies and terms."""
        return additions_of_rows(self.vocabularies, self.terms)
