"""A first mapping for a foreign table: what its rows and columns are taken for, and the doubts."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

from netintl.i18n import _
from netintl.ingest.column_roles import share
from netintl.ingest.counted_persons import person_rules
from netintl.ingest.guessed_cells import (
    agreement_cells,
    id_cells,
    organization_cells,
)
from netintl.ingest.layouts import layout_of
from netintl.ingest.left_out_rows import rows_left_out
from netintl.ingest.paired_lists import with_lists
from netintl.ingest.row_shapes import party_groups
from netintl.ingest.seen_tables import MARK, NUMBER, OTHER_END, YEAR, Party, SeenTable

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from netintl.ingest.layouts import Layout

_OF_PARTIES: Final = (
    "org_kind", "org_country", "org_province", "org_city", "org_level", "code", "lat", "lon",
)  # fmt: skip
_TELLING: Final = (
    "project", "kind", "start", "year", "title", "field", "status", "end", "persons",
)  # fmt: skip
_MARKED: Final = r"^(?!(0|-|否|无|無|n|no|false)$)."
SHOWN: Final = 3
_WITHOUT_OWN: Final = ("one_sided", "partners_in_a_cell", "years")  # where one party may be meant
_PROGRAMME: Final = re.compile(r"(?i)programme|\bprogram\b|计划|专项")
_TWICE: Final = 0.05  # of the names of projects stand in several programmes, where they are unlike
_SEVERAL: Final = 0.5  # of the cells hold several organizations, where these are all that take part


@dataclass(frozen=True, slots=True)
class Guess:
    """What one table is taken for.

    Attributes
    ----------
    layout
        Where its header is, what its columns mean, what a row is.
    entry
        The ``[[inputs]]`` of a mapping.
    values
        Its tables of ``[values]``.
    doubts
        Sentences about what may be wrong.
    samples
        For each column its header, its role, and some cells.
    one_sided
        Whether it lists partners without saying whose.
    title
        What stands alone in a row above the header.
    """

    layout: Layout
    entry: Mapping[str, Any]
    values: Mapping[str, Mapping[str, str]]
    doubts: tuple[str, ...]
    samples: tuple[tuple[str, str, tuple[str, ...]], ...]
    one_sided: bool = False
    title: str = ""


def guess(
    records: Sequence[Sequence[str]],
    file: str,
    *,
    sheet: str = "",
    own: str = "",
    rows: Sequence[int] = (),
) -> Guess | None:
    """Guess the mapping of one table; None where it holds none.

    Parameters
    ----------
    records
        The rows of the file or sheet as they stand.
    own
        The organization whose partners a one-sided list names.
    rows
        The numbers of the rows as a spreadsheet shows them; from 1 on where not given.

    Examples
    --------
    >>> rows = [["School", "Partner", "Signed"], ["Bohai College", "ITB", "2019"]]
    >>> found = guess(rows, "p.csv")
    >>> found.layout.shape, [rule["table"] for rule in found.entry["rows"]]
    ('edges', ['agreements', 'organizations', 'organizations', 'parties', 'parties'])
    """
    layout = layout_of(records)
    if layout is None:
        return None
    width = len(layout.labels)
    body = [[*map(str.strip, row), *[""] * width][:width] for row in records[layout.body :]]
    body = [row for row in body if any(row)]
    if not body:
        return None
    numbers = rows or range(1, len(records) + 1)
    found = Guesser(layout, body, file, own).guess(file, sheet, [numbers[n] for n in layout.header])
    return replace(found, title=_title(records, layout))


def _title(records: Sequence[Sequence[str]], layout: Layout) -> str:
    """Return the first text that stands alone in a row above the header."""
    above = records[: layout.header[0]] if layout.header else []
    alone = [cells.pop() for row in above if len(cells := {*map(str.strip, row)} - {""}) == 1]
    return " ".join(alone[0].split()) if alone else ""


class Guesser(SeenTable):
    """Collects what the rules of one table need; each method adds one part."""

    def __init__(self, layout: Layout, body: list[list[str]], file: str, own: str) -> None:
        self.own = own
        left_out, kept, doubts = rows_left_out(layout.labels, body)
        super().__init__(layout, kept, file)
        self.left_out = left_out
        self.doubts += doubts
        self.parties = self._parties()
        for party in self.parties:
            if party.sign:
                shown = _("line breaks") if party.sign == "\n" else party.sign
                self.doubts.append(
                    _("Cells of {column} are split at {sign} into several organizations.").format(
                        column=party.names[0], sign=shown
                    )
                )

    def guess(self, file: str, sheet: str, header: list[int]) -> Guess:
        """Compose the input of the mapping."""
        rules = self._rules()
        read = _read(rules)
        entry: dict[str, Any] = {"file": file}
        if sheet:
            entry["sheet"] = sheet
        entry["header"] = header
        if self.layout.melted:
            labels = [self.layout.labels[place] for place in self.layout.melted]
            years = self.layout.shape == "years"
            names = (
                {"names": YEAR, "values": NUMBER} if years else {"names": OTHER_END, "values": MARK}
            )
            entry["melt"] = {"columns": labels, **names}
            read |= set(labels)
        if self.layout.merged:
            entry["fill"] = [self.layout.labels[place] for place in self.layout.merged]
        if self.left_out:
            entry["leave_out"] = self.left_out
        entry["unused"] = [label for label in self.layout.labels if label not in read]
        entry["rows"] = rules
        samples = tuple(
            (label, column.role if label in read else "", self._some(label))
            for label, column in zip(self.layout.labels, self.layout.roles, strict=True)
        )
        alone = len(self.parties) == 1 and self.layout.shape in _WITHOUT_OWN
        alone = alone and not self._among_themselves()
        return Guess(self.layout, entry, self.values, tuple(self.doubts), samples, alone)

    def _some(self, label: str) -> tuple[str, ...]:
        return tuple(dict.fromkeys(filter(None, self.columns[label])))[:SHOWN]

    def _parties(self) -> list[Party]:
        layout, labels = self.layout, self.layout.labels
        groups = [g for g in party_groups(labels, layout.roles) if g[0] not in layout.melted]
        lists = dict(layout.lists)
        about: list[dict[str, str]] = [{} for _group in groups]
        others: list[list[str]] = [[] for _group in groups]
        for place, column in enumerate(layout.roles):
            if column.role == "alias" and groups:
                others[self._owner(place, groups)].append(labels[place])
            if column.role in _OF_PARTIES and groups:
                owner = self._owner(place, groups)
                about[owner].setdefault(column.role, labels[place])
        found = [
            self._told_apart(
                with_lists(
                    self,
                    Party(
                        names=tuple(labels[place] for place in group),
                        side=layout.roles[group[0]].side,
                        about=told,
                        sign=lists.get(group[0], ""),
                        others=tuple(also),
                    ),
                )
            )
            for group, told, also in zip(groups, about, others, strict=True)
        ]
        if layout.shape == "matrix":
            found.append(Party(names=(OTHER_END,)))
        if (
            layout.shape in ("one_sided", "partners_in_a_cell", "years")
            and len(found) == 1
            and self.own
        ):
            found.insert(0, Party(names=(), const=self.own))
        return found

    def _told_apart(self, party: Party) -> Party:
        """Take official ids for the ids of organizations where several have one name."""
        code, name = party.about.get("code", ""), party.names[0]
        if not code or party.sign or name == code:
            return party
        pairs = {*zip(self.columns[name], self.columns[code], strict=True)}
        if len(pairs) == len({one for one, _code in pairs}) or not all(c for _one, c in pairs):
            return party
        self.doubts.append(
            _("{column} calls several organizations the same: {code} tells them apart.").format(
                column=name, code=code
            )
        )
        return replace(party, key=code)

    def _among_themselves(self) -> bool:
        """Tell whether the cells of a project list all that take part, not partners of one."""
        party = self.parties[0]
        if not party.sign or not (self.first("project") or self.first("title")):
            return False
        cells = [cell for cell in self.columns[party.names[0]] if cell]
        if share(cells, lambda cell: party.sign in cell) < _SEVERAL:
            return False
        self.doubts.append(
            _(
                "The organizations in a cell of {column} are taken for all that take part; where "
                "one institution takes part in each, add --own NAME."
            ).format(column=party.names[0])
        )
        return True

    def _owner(self, place: int, groups: Sequence[tuple[int, ...]]) -> int:
        """Find whose column it is: of the same side, else of the nearest party to its left."""
        side = self.layout.roles[place].side
        same = [n for n, group in enumerate(groups) if self.layout.roles[group[0]].side == side]
        if side and len(same) == 1:
            return same[0]
        left = [n for n, group in enumerate(groups) if group[0] < place]
        return left[-1] if left else 0

    def _rules(self) -> list[dict[str, Any]]:
        shape, ids = self.layout.shape, [id_cells(party) for party in self.parties]
        each = [
            self._rules_of("organizations", organization_cells(self, party), party, unite=True)
            for party in self.parties
        ]
        organizations = [rule for rules in each for rule in rules]
        if shape == "register":
            return each[0]
        if shape == "matrix":
            when = {"column": MARK, "matches": _MARKED}
            link = {"table": "links", "when": when, "cells": {"source": ids[0], "target": ids[1]}}
            organizations[-1]["when"] = when
            return [*organizations, link]
        agreement = self._agreement_id()
        cells = agreement_cells(self, agreement)
        parties = [
            rule
            for one, party in zip(ids, self.parties, strict=True)
            for rule in self._rules_of(
                "parties",
                {"agreement": agreement, "organization": one, "role": self._role()},
                party,
            )
        ]
        together = shape in ("projects", "years")
        made = {"table": "agreements", "cells": cells} | ({"unite": True} if together else {})
        flows = person_rules(self, self.parties, agreement)
        if shape == "projects":
            return [*parties, *organizations, made]
        if shape == "years":
            for rule in parties:
                rule["unite"] = True
            return [made, *flows, *organizations, *parties]
        return [made, *organizations, *parties, *flows]

    def _rules_of(
        self, table: str, cells: dict[str, Any], party: Party, *, unite: bool = False
    ) -> list[dict[str, Any]]:
        """Return the rule for a party; where its lists stand in two columns, one for each."""
        if not party.sign:
            rule: dict[str, Any] = {"table": table} | ({"unite": True} if unite else {})
            if len(party.names) == 1:
                rule["when"] = {"column": party.names[0], "filled": True}
            return [rule | {"cells": cells}]
        rules = []
        for place, name in enumerate(party.names):
            each: dict[str, Any] = {"column": name, "separators": party.separators}
            if paired := [one for one in party.paired if one not in party.names[: place + 1]]:
                each["paired"] = paired
            rule = {"table": table, "each": each, "unite": True}
            if place:
                rule["when"] = [{"column": one, "filled": False} for one in party.names[:place]]
            rules.append(rule | {"cells": cells})
        return rules

    def _role(self) -> Any:
        column = self.first("role")
        if not column or self.layout.shape != "projects":
            return {"const": "partner"}
        return [
            {"column": column, "values": self.translated("roles", column)},
            {"const": "partner"},
        ]

    def _agreement_id(self) -> Any:
        """Compose the shortest id that tells the agreements of this table apart."""
        alone = self.first("project") or self.first("title")
        if self.layout.shape == "projects":
            return self._within_programmes(alone)
        if alone and self._distinct([alone]):
            return alone
        tried = [p.names[0] for p in self.parties if p.names and not p.sign]
        tried = [label for label in tried if label in self.columns]
        for label in [None, *self._telling()]:
            if label is not None and label not in tried:
                tried.append(label)
            if tried and self._distinct(tried):
                break
        const = [party.const for party in self.parties if party.const]
        return {"template": "--".join([*const, *(f"{{{label}}}" for label in tried)])}

    def _within_programmes(self, project: str) -> Any:
        """Tell projects of one name apart by their programme, where few names are used twice."""
        programme = self.first("field")
        if not _PROGRAMME.search(programme) or set(project + programme) & set("{}"):
            return project
        pairs = {*zip(self.columns[project], self.columns[programme], strict=True)}
        names = len({name for name, _programme in pairs})
        twice, programmes = len(pairs) - names, len({group for _name, group in pairs})
        if not 0 < twice <= _TWICE * names or programmes > names / 2:
            return project
        self.doubts.append(
            _("{column} names {n} projects of several {programme}: each is one of its own.").format(
                column=project, n=twice, programme=programme
            )
        )
        return {"template": f"{{{project}}}--{{{programme}}}"}

    def _telling(self) -> list[str]:
        """List the columns that may tell agreements apart, the most telling first.

        A cell that lists parties becomes each of them in turn, so it tells nothing; a number of
        the row comes last, since it changes when a row is put in.
        """
        lists = {place for place, _sign in self.layout.lists}
        serial = set(self.layout.places("serial"))
        rest = [place for place in range(len(self.layout.labels)) if place not in serial]
        ordered = [place for role in _TELLING for place in self.layout.places(role)]
        places = [p for p in dict.fromkeys([*ordered, *rest, *sorted(serial)]) if p not in lists]
        labels = [self.layout.labels[place] for place in places]
        return [label for label in labels if not set(label) & set("{}")]

    def _distinct(self, labels: Sequence[str]) -> bool:
        rows = list(zip(*(self.columns[label] for label in labels), strict=True))
        return len(set(rows)) == len(rows) and all(any(row) for row in rows)


def _read(rules: Sequence[Mapping[str, Any]]) -> set[str]:
    """Name the columns that rules read."""
    conditions = [rule.get(key) for rule in rules for key in ("when", "each")]
    cells = [cell for rule in rules for cell in rule["cells"].values()]
    return {name for part in (*conditions, *cells) for name in _columns(part)}


def _columns(part: Any) -> set[str]:
    """Name the columns in a cell, a condition, or a list of them."""
    if isinstance(part, list):
        return {name for each in part for name in _columns(each)}
    if isinstance(part, str):
        return {part}
    if not isinstance(part, dict):
        return set()
    named = {part["column"]} if "column" in part else set()
    named |= {*part.get("columns", ()), *part.get("sum", ()), *part.get("paired", ())}
    named |= _columns(part.get("when"))
    return named | set(re.findall(r"\{([^{}]+)\}", part.get("template", "")))
