r"""A mapping file: how the columns of foreign tables become the columns of a package.

The file is TOML. ``[[inputs]]`` names a file and, where wanted, its ``sheet``, the rows of its
``header`` (``[3]``, or ``[3, 4]`` where groups stand above columns, or ``[]``) and, as ``id``, its
column of ids. ``melt = {columns = ["2019", "2020"], names = "year", values = "number"}`` turns
columns into rows; ``fill = ["Project"]`` repeats a cell below it where cells were merged;
``leave_out = [{column = "Name", matches = "^Total", reason = "a sum"}]`` leaves
rows out.
``[[inputs.rows]]`` is a table that each row feeds, ``[inputs.rows.cells]`` what its columns get:

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

A rule with ``each = "column"`` is repeated for every item of a list, whose items semicolons
separate; ``each = {column = "Partners", separators = ",、\n"}`` names the signs that do. Patterns
are Python's, with a limit on what they may cost. ``include = ["other.toml"]`` takes in files of the
same folder or below it.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

from netintl.i18n import _
from netintl.ingest.additions import additions_of_rows
from netintl.ingest.mapping_includes import layers_of, read_layers, wrong_mapping
from netintl.ingest.mapping_rules import (
    PLACES,
    AddressRules,
    Cell,
    Condition,
    ImportMapping,
    Input,
    Melt,
    Rule,
)
from netintl.ingest.patterns import compile_pattern
from netintl.model.cells import SEPARATOR
from netintl.model.fields import majors
from netintl.model.limits import limits
from netintl.model.schema import tables
from netintl.model.vocabularies import OPEN, extended, vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from netintl.ingest.patterns import Pattern
    from netintl.model.schema import Column


def read_mapping(path: str | Path) -> ImportMapping:
    r"""Read and check a mapping file.

    Parameters
    ----------
    path
        A TOML file.

    Raises
    ------
    InputError
        When the file is no TOML, a key is unknown or holds what it cannot hold, or it names a
        table, column or code that is not declared.

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
    return _mapping(Path(path), read_layers(Path(path)))


def mapping_of_text(text: str, path: str | Path) -> ImportMapping:
    """Check the text of a mapping that stands in no file yet.

    Parameters
    ----------
    text
        TOML, without includes.
    path
        Where it would stand, for errors to name.

    Raises
    ------
    InputError
        As `read_mapping` does.
    """
    return _mapping(Path(path), layers_of(text, Path(path)))


def _mapping(path: Path, raw: Mapping[str, Any]) -> ImportMapping:
    parser = _Parser(path, raw)
    added = {name: tuple(raw.get(name, ())) for name in ("vocabularies", "terms")}
    for row in added["terms"]:
        if row["field"] not in majors():
            parser.fail(_("{value} is no code of a major").format(value=row["field"]))
    with extended(additions_of_rows(**added)):
        return ImportMapping(
            path=path,
            inputs=tuple(parser.input(entry) for entry in raw.get("inputs", ())),
            addresses=parser.addresses(raw.get("addresses", {})),
            sources=tuple(parser.source(row) for row in raw.get("sources", ())),
            **added,
        )


class _Parser:
    """Turns the tables of one file, right in shape, into rules; finds names that do not exist."""

    def __init__(self, path: Path, raw: Mapping[str, Any]) -> None:
        self.path = path
        self.steps = 0  # of cells that use cells, which may double with each line
        self.values: Mapping[str, Mapping[str, Any]] = raw.get("values", {})
        self.lists: Mapping[str, Sequence[str]] = raw.get("lists", {})
        self.named: Mapping[str, Any] = raw.get("cells", {})

    def fail(self, what: str) -> NoReturn:
        raise wrong_mapping(self.path, what)

    def input(self, entry: Mapping[str, Any]) -> Input:
        header, melt = entry.get("header"), entry.get("melt")
        return Input(
            file=entry["file"],
            id=entry.get("id", ""),
            sheet=entry.get("sheet", ""),
            header=None if header is None else tuple(header),
            melt=None if melt is None else Melt(**melt | {"columns": tuple(melt["columns"])}),
            rules=tuple(self.rule(row) for row in entry.get("rows", ())),
            fill=tuple(entry.get("fill", ())),
            leave_out=tuple(
                (self.condition(row), row["reason"]) for row in entry.get("leave_out", ())
            ),
            unused=frozenset(entry.get("unused", ())),
        )

    def rule(self, entry: Mapping[str, Any]) -> Rule:
        name = entry.get("table", "")
        if name not in tables():
            self.fail(_("{name} is no table of a package").format(name=name or '""'))
        declared = tables()[name]
        cells = entry.get("cells", {})
        self._columns(name, cells)
        each = entry.get("each", "")
        each = {"column": each} if isinstance(each, str) else {"separators": SEPARATOR, **each}
        rule = Rule(
            table=name,
            cells={k: self.alternatives(v, declared.columns[k]) for k, v in cells.items()},
            when=self.conditions(entry.get("when", ())),
            each=each["column"],
            separators=each.get("separators", ""),
            paired=tuple(each.get("paired", ())),
            unite=entry.get("unite", False),
            keys=tuple(entry.get("keys", ())) or declared.key,
        )
        for column in {*rule.keys, *(() if rule.unite else _required(declared.columns))}:
            if column not in rule.cells:
                self.fail(_("{table} needs {column}").format(table=name, column=column))
        return rule

    def _columns(self, table: str, names: Iterable[str]) -> None:
        for column in names:
            if column not in tables()[table].columns:
                self.fail(_("{table} has no column {column}").format(table=table, column=column))

    def alternatives(self, raw: Any, target: Column) -> tuple[Cell, ...]:
        """Read the alternatives of a cell, those that it uses in their place."""
        return tuple(self.cell(entry, target) for entry in self._plain(raw, ()))

    def _plain(self, raw: Any, above: tuple[str, ...]) -> Iterator[Mapping[str, Any]]:
        for entry in raw if isinstance(raw, list) else [raw]:
            self.steps += 1
            if self.steps > limits()["alternatives"]:
                self.fail(
                    _("its cells have more than {most} alternatives, the limit of {name}").format(
                        most=limits()["alternatives"], name="alternatives"
                    )
                )
            if isinstance(entry, str):
                yield {"column": entry}
            elif "use" not in entry:
                yield entry
            else:
                name = entry["use"]
                if name not in self.named:
                    self.fail(_("[cells] has no {name}").format(name=name))
                if name in above:
                    self.fail(_("the cell {name} uses itself").format(name=name))
                yield from self._plain(self.named[name], (*above, name))

    def cell(self, raw: Mapping[str, Any], target: Column) -> Cell:
        values = raw.get("values")
        if isinstance(values, str):
            if values not in self.values:
                self.fail(_("[values] has no {name}").format(name=values))
            values = self.values[values]
        template = raw.get("template", "")
        if set(PLACES.sub("", template)) & set("{}"):
            self.fail(_("a brace of the template {text} has no partner").format(text=template))
        cell = Cell(
            const=str(raw.get("const", "")),
            columns=(raw["column"],) if "column" in raw else tuple(raw.get("columns", ())),
            added=tuple(raw.get("sum", ())),
            template=template,
            clause_with=raw.get("clause_with", ""),
            pattern=self.expression(raw["pattern"]) if "pattern" in raw else None,
            values=None if values is None else {name: str(code) for name, code in values.items()},
            default=str(raw.get("default", "")),
            code=raw.get("code", ""),
            when=self.conditions(raw.get("when", ())),
        )
        if not (cell.const or cell.columns or cell.added or cell.template or cell.default):
            self.fail(_("a cell of {name} says neither column nor const").format(name=target.name))
        self._check_vocabulary(cell, target)
        return cell

    def _check_vocabulary(self, cell: Cell, target: Column) -> None:
        if target.vocabulary is None:
            return
        given = {cell.const, cell.default, *(cell.values or {}).values()} - {""}
        unknown = sorted(given - vocabulary(target.vocabulary).keys())
        if unknown:
            facts = {"value": ", ".join(unknown), "name": target.vocabulary}
            if target.vocabulary in OPEN:
                self.fail(
                    _(
                        "{value} is no code of the vocabulary {name}; add it under "
                        "[[vocabularies]] with vocabulary, code, name_en and name_zh"
                    ).format(**facts)
                )
            self.fail(_("{value} is no code of the vocabulary {name}").format(**facts))

    def conditions(self, raw: Any) -> tuple[Condition, ...]:
        entries = [raw] if isinstance(raw, dict) else raw
        return tuple(self.condition(entry) for entry in entries)

    def condition(self, raw: Mapping[str, Any]) -> Condition:
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
        return AddressRules(
            published=tuple(self.expression(text) for text in raw.get("published", ())),
            kinds=tuple((entry["kind"], tuple(entry["hosts"])) for entry in raw.get("kinds", ())),
        )

    def source(self, raw: Mapping[str, Any]) -> Mapping[str, str]:
        self._columns("sources", raw)
        if not raw.get("id"):
            self.fail(_("{key} lacks {name}").format(key="sources", name="id"))
        return {name: str(cell) for name, cell in raw.items()}

    def expression(self, text: str) -> Pattern:
        try:
            return compile_pattern(text)
        except ValueError as problem:
            self.fail(_("{text} is no pattern ({reason})").format(text=text, reason=problem))


def _required(columns: Mapping[str, Column]) -> Iterator[str]:
    return (name for name, column in columns.items() if column.required)
