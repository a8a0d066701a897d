"""A mapping file: how the columns of foreign tables become the columns of a package.

The file is TOML. ``[[inputs]]`` names a file, ``[[inputs.rows]]`` a table that each of its rows
feeds, and ``[inputs.rows.cells]`` what goes into each column:

``"name"``
    the text of a source column.
``{const = "x"}``, ``{columns = ["a", "b"]}``, ``{template = "{a}--{b}"}``
    a fixed text, several columns as one list, a text composed of columns.
``{column = "a", pattern = "regex"}``, ``{column = "a", clause_with = "n"}``
    a part of a text: the first group of a pattern, or the clause that holds the number in ``n``.
``{…, values = "name"}``, ``{…, code = "fields"}``, ``{…, default = "x"}``
    translated by a table of ``[values]``, coded, or replaced where empty. A value that the table
    lacks becomes an issue; what ``[lists]`` names serves conditions.
``[first, second, …]``
    the first alternative whose ``when`` holds and that gives a text.
``{use = "name"}``
    an alternative written once under ``[cells]``.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NoReturn

from netintl.errors import InputError
from netintl.i18n import _
from netintl.model.schema import tables
from netintl.model.vocabularies import vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from netintl.model.schema import Column

CODES: Final = ("fields", "industries", "province", "country", "sources", "confidence")
_CELL_KEYS = frozenset(
    ("const", "column", "columns", "template", "clause_with", "pattern", "values", "default")
) | {"code", "when", "use"}
_PLACES = re.compile(r"\{([^{}]+)\}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """What a source row must look like for a rule or an alternative to hold."""

    column: str
    one_of: frozenset[str] | None = None
    matches: re.Pattern[str] | None = None
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
    template: str = ""
    clause_with: str = ""
    pattern: re.Pattern[str] | None = None
    values: Mapping[str, str] | None = None
    default: str = ""
    code: str = ""
    when: tuple[Condition, ...] = ()

    def reads(self) -> Iterator[str]:
        """Name the source columns it looks at."""
        yield from self.columns
        yield from _PLACES.findall(self.template)
        yield from (condition.column for condition in self.when)
        if self.clause_with:
            yield self.clause_with


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One table that the rows of an input feed.

    ``each`` repeats the rule for every item of a list column; with ``unite`` a row whose key is
    taken is united with the row that stands there, otherwise it is rejected. ``keys`` are the
    columns that make two rows the same, where these are fewer than the key of the table.
    """

    table: str
    cells: Mapping[str, tuple[Cell, ...]]
    when: tuple[Condition, ...] = ()
    each: str = ""
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Input:
    """One foreign file: its name, its column of ids and its rules; the first rule is its fate."""

    file: str
    id: str
    rules: tuple[Rule, ...]
    unused: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class AddressRules:
    """How an address tells its kind of source and its day of publication."""

    published: tuple[re.Pattern[str], ...] = ()
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
    """

    path: Path
    inputs: tuple[Input, ...]
    addresses: AddressRules = field(default_factory=AddressRules)
    sources: tuple[Mapping[str, str], ...] = ()


def read_mapping(path: str | Path) -> ImportMapping:
    r"""Read and check a mapping file.

    Parameters
    ----------
    path
        A TOML file; ``include = ["other.toml"]`` takes in what files beside it say.

    Raises
    ------
    InputError
        When the file is no TOML, or names a table, column or code that is not declared.

    Examples
    --------
    >>> import tempfile
    >>> file = Path(tempfile.mkdtemp()) / "m.toml"
    >>> _written = file.write_text(
    ...     '[[inputs]]\nfile = "schools.csv"\nid = "code"\n'
    ...     '[[inputs.rows]]\ntable = "organizations"\n'
    ...     'cells = {id = "code", kind = {const = "school"}, name_en = "name"}\n'
    ... )
    >>> read_mapping(file).inputs[0].rules[0].cells["name_en"][0].columns
    ('name',)
    """
    path = Path(path)
    raw = _toml(path)
    for name in raw.pop("include", ()):
        raw = _layered(_toml(path.parent / name), raw)
    parser = _Parser(path, raw)
    unknown = raw.keys() - {"inputs", "addresses", "sources", "values", "lists", "cells"}
    if unknown:
        parser.fail(_("the section {name} is unknown").format(name=", ".join(sorted(unknown))))
    return ImportMapping(
        path=path,
        inputs=tuple(parser.input(entry) for entry in raw.get("inputs", ())),
        addresses=parser.addresses(raw.get("addresses", {})),
        sources=tuple(raw.get("sources", ())),
    )


def _toml(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as problem:
        raise InputError(
            _("{path} cannot be read: {reason}.").format(path=path, reason=problem.strerror),
            cure=_("Name an existing mapping file with --mapping."),
        ) from problem
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as problem:
        raise InputError(
            _("{path} is not a TOML file: {reason}.").format(path=path, reason=problem),
            cure=_("Correct the line named, or start from data/mappings/luban.toml."),
        ) from problem


def _layered(below: dict[str, Any], above: dict[str, Any]) -> dict[str, Any]:
    """Lay one file over another; sections that both have are joined entry by entry."""
    joined = below | above
    for name, section in below.items():
        if isinstance(section, dict) and name in above:
            joined[name] = section | above[name]
    return joined


class _Parser:
    """Turns the raw tables of one file into rules, and says what is wrong with them."""

    def __init__(self, path: Path, raw: Mapping[str, Any]) -> None:
        self.path = path
        self.values: Mapping[str, Mapping[str, str]] = raw.get("values", {})
        self.lists: Mapping[str, Sequence[str]] = raw.get("lists", {})
        self.named: Mapping[str, Any] = raw.get("cells", {})

    def fail(self, what: str) -> NoReturn:
        raise InputError(
            _("The mapping {path} is wrong: {what}.").format(path=self.path.name, what=what),
            cure=_("Correct the mapping file; data/mappings/luban.toml is an example."),
        )

    def input(self, entry: Mapping[str, Any]) -> Input:
        self._known(entry, {"file", "id", "rows", "unused"})
        for name in ("file", "id"):
            if name not in entry:
                self.fail(_("an input lacks {name}").format(name=name))
        return Input(
            file=entry["file"],
            id=entry["id"],
            rules=tuple(self.rule(row) for row in entry.get("rows", ())),
            unused=frozenset(entry.get("unused", ())),
        )

    def rule(self, entry: Mapping[str, Any]) -> Rule:
        self._known(entry, {"table", "when", "each", "unite", "keys", "cells"})
        name = entry.get("table", "")
        if name not in tables() or name == "links":
            self.fail(_("{name} is no table of a package").format(name=name or '""'))
        declared = tables()[name]
        cells = entry.get("cells", {})
        for column in cells:
            if column not in declared.columns:
                self.fail(_("{table} has no column {column}").format(table=name, column=column))
        rule = Rule(
            table=name,
            cells={k: self.alternatives(v, declared.columns[k]) for k, v in cells.items()},
            when=self.conditions(entry.get("when", ())),
            each=entry.get("each", ""),
            unite=bool(entry.get("unite", False)),
            keys=tuple(entry.get("keys", ())) or declared.key,
        )
        for column in {*rule.keys, *(() if rule.unite else _required(declared.columns))}:
            if column not in rule.cells:
                self.fail(_("{table} needs {column}").format(table=name, column=column))
        return rule

    def alternatives(self, raw: Any, target: Column) -> tuple[Cell, ...]:
        if isinstance(raw, list):
            return tuple(cell for item in raw for cell in self.alternatives(item, target))
        if isinstance(raw, str):
            return (Cell(columns=(raw,)),)
        self._known(raw, _CELL_KEYS)
        if "use" in raw:
            if raw["use"] not in self.named:
                self.fail(_("[cells] has no {name}").format(name=raw["use"]))
            return self.alternatives(self.named[raw["use"]], target)
        return (self.cell(raw, target),)

    def cell(self, raw: Mapping[str, Any], target: Column) -> Cell:
        if raw.get("code", "fields") not in CODES:
            self.fail(_("code = {name} is unknown").format(name=raw["code"]))
        values = raw.get("values")
        if isinstance(values, str):
            if values not in self.values:
                self.fail(_("[values] has no {name}").format(name=values))
            values = self.values[values]
        cell = Cell(
            const=str(raw.get("const", "")),
            columns=(raw["column"],) if "column" in raw else tuple(raw.get("columns", ())),
            template=raw.get("template", ""),
            clause_with=raw.get("clause_with", ""),
            pattern=self.expression(raw["pattern"]) if "pattern" in raw else None,
            values=values,
            default=str(raw.get("default", "")),
            code=raw.get("code", ""),
            when=self.conditions(raw.get("when", ())),
        )
        self._check_vocabulary(cell, target)
        return cell

    def _check_vocabulary(self, cell: Cell, target: Column) -> None:
        if target.vocabulary is None:
            return
        given = {cell.const, cell.default, *(cell.values or {}).values()} - {""}
        unknown = sorted(given - vocabulary(target.vocabulary).keys())
        if unknown:
            self.fail(
                _("{value} is no code of the vocabulary {name}").format(
                    value=", ".join(unknown), name=target.vocabulary
                )
            )

    def conditions(self, raw: Any) -> tuple[Condition, ...]:
        entries = [raw] if isinstance(raw, dict) else raw
        return tuple(self.condition(entry) for entry in entries)

    def condition(self, raw: Mapping[str, Any]) -> Condition:
        self._known(raw, {"column", "one_of", "matches", "filled", "not"})
        if "column" not in raw:
            self.fail(_("a condition lacks {name}").format(name="column"))
        listed = raw.get("one_of")
        if isinstance(listed, str):
            if listed not in self.lists:
                self.fail(_("[lists] has no {name}").format(name=listed))
            listed = self.lists[listed]
        return Condition(
            column=raw["column"],
            one_of=None if listed is None else frozenset(listed),
            matches=self.expression(raw["matches"]) if "matches" in raw else None,
            filled=raw.get("filled"),
            negated=raw.get("not", False),
        )

    def addresses(self, raw: Mapping[str, Any]) -> AddressRules:
        self._known(raw, {"published", "kinds"})
        return AddressRules(
            published=tuple(self.expression(text) for text in raw.get("published", ())),
            kinds=tuple((entry["kind"], tuple(entry["hosts"])) for entry in raw.get("kinds", ())),
        )

    def expression(self, text: str) -> re.Pattern[str]:
        try:
            return re.compile(text)
        except re.error as problem:
            self.fail(_("{text} is no pattern ({reason})").format(text=text, reason=problem))

    def _known(self, raw: Mapping[str, Any], names: frozenset[str] | set[str]) -> None:
        unknown = sorted(raw.keys() - names)
        if unknown:
            self.fail(_("the key {name} is unknown").format(name=", ".join(unknown)))


def _required(columns: Mapping[str, Column]) -> Iterator[str]:
    return (name for name, column in columns.items() if column.required)
