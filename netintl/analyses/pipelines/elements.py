"""What can limit the pipelines: places, seats, hires and lines, each with its capacity."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from netintl.analyses.pipelines.yields import Yields
from netintl.network.persons import STAGES, asked_hires, stated_capacities, yearly_flows

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from netintl.analyses.pipelines.lines import Lines
    from netintl.network.network import Network

ALL = -1  # the field of a capacity that all fields share
_NOBODY = -1


class Element(NamedTuple):
    """One capacity: the weighted flow on some lines in some fields is at most so many a year.

    ``columns`` are places in the programme, field by field and line by line; ``capacity`` is NaN
    where no figure is known.
    """

    stage: str
    code: int
    partner: int
    agreement: int
    field: int
    capacity: float
    columns: np.ndarray
    weights: np.ndarray


Figures = dict[int, float]  # field, or ALL → persons
Place = tuple[str, int, int, int]  # stage, organization, partner or −1, agreement or −1


@dataclass(frozen=True)
class Elements:
    """The capacities of the lines of a view, in an order that depends on codes alone."""

    network: Network
    lines: Lines
    fields: tuple[str, ...]
    yields: Yields = field(default_factory=Yields)

    @cached_property
    def carried(self) -> np.ndarray:
        """Tell of each line and field whether the agreement may carry it.

        An agreement carries the fields it names and those its own figures name; one that names
        none carries any.
        """
        own = self.network.values("agreements", "fields")
        open_ = np.ones((len(self.lines), len(self.fields)), dtype=bool)
        for row, code in enumerate(self.lines.agreement.tolist()):
            named = [field in own[code] for field in self.fields]
            if any(named):
                stated = self._figures_of(row)
                open_[row] = [here or n in stated for n, here in enumerate(named)]
        return open_

    def _figures_of(self, row: int) -> Figures:
        ends = int(self.lines.tail[row]), int(self.lines.head[row])
        name = self.network.agreement_ids[int(self.lines.agreement[row])]
        return self._flows.get((name, *ends), {})

    def __iter__(self) -> Iterator[Element]:
        """Go through organizations, then through lines."""
        capacities = self._stated()
        leaving, entering = by_end(self.lines.tail), by_end(self.lines.head)
        for code in sorted(leaving.keys() | entering.keys()):
            yield from self._stage(code, capacities.get(code, {}), leaving, entering)
        for row in range(len(self.lines)):
            yield from self._line(row)

    def _stated(self) -> dict[int, dict[tuple[int, int], float]]:
        place = {name: number for number, name in enumerate(self.network.agreement_ids)}
        found: dict[int, dict[tuple[int, int], float]] = {}
        rows = stated_capacities(self.network)[["code", "agreement", "field", "persons"]]
        for code, agreement, major, persons in rows.itertuples(index=False):
            if agreement and agreement not in place:
                continue
            key = (place[agreement] if agreement else _NOBODY, self._number(major))
            found.setdefault(int(code), {})[key] = float(persons)
        return found

    @cached_property
    def _flows(self) -> Mapping[tuple[str, int, int], Figures]:
        found: dict[tuple[str, int, int], Figures] = {}
        rows = yearly_flows(self.network)
        columns = rows[["agreement", "from_code", "to_code", "field", "persons"]]
        for agreement, one, other, major, persons in columns.itertuples(index=False):
            figures = found.setdefault((agreement, int(one), int(other)), {})
            figures[self._number(major)] = float(persons)
        return found

    def _number(self, major: str) -> int:
        return self.fields.index(major) if major else ALL

    def _stage(
        self,
        code: int,
        figures: Mapping[tuple[int, int], float],
        leaving: Mapping[int, np.ndarray],
        entering: Mapping[int, np.ndarray],
    ) -> Iterator[Element]:
        """Give the capacities of one organization: each programme's own, then those of all."""
        kind, nothing = self.network.kinds[code], np.empty(0, dtype=np.int64)
        sides = (leaving, entering) if kind == "school" else (entering, leaving)
        rows, others = (side.get(code, nothing) for side in sides)
        name = self.network.ids[code]
        rate = self.yields.of("completion", name) if kind == "school" else 1.0
        hire = self.yields.of("hire", name) if kind == "enterprise" else 1.0
        spent = {key: persons * rate for key, persons in figures.items()}
        covered = np.zeros((len(rows), len(self.fields)), dtype=bool)  # by a programme's figure
        for agreement in sorted({agreement for agreement, _ in spent} - {_NOBODY}):
            here = self.lines.agreement[rows] == agreement
            own = rows[here] if here.any() else others[self.lines.agreement[others] == agreement]
            stated = {major: persons for (a, major), persons in spent.items() if a == agreement}
            named = slice(None) if ALL in stated else list(stated)
            covered[np.ix_(here, np.arange(len(self.fields))[named])] = True
            yield from self._known((STAGES[kind], code, _NOBODY, agreement), stated, own, hire)
        general = {major: persons for (a, major), persons in spent.items() if a == _NOBODY}
        place = (STAGES[kind], code, _NOBODY, _NOBODY)
        yield from self._known(place, general, rows, hire)
        yield from self._unknown(place, general, rows, ~covered & self.carried[rows], hire)

    def _line(self, row: int) -> Iterator[Element]:
        ends = int(self.lines.tail[row]), int(self.lines.head[row])
        place, here = ("arc", *ends, int(self.lines.agreement[row])), np.array([row])
        figures = self._figures_of(row)
        yield from self._known(place, figures, here, 1.0)
        yield from self._unknown(place, figures, here, self.carried[here], 1.0)

    def _known(
        self, place: Place, figures: Figures, rows: np.ndarray, weight: float
    ) -> Iterator[Element]:
        """Give the figures that are stated; where all is one field, the smaller of two."""
        if len(self.fields) == 1 and len(figures) > 1:
            least = min(figures, key=lambda major: (figures[major], -major))
            figures = {least: figures[least]}
        for major in sorted(figures) if len(rows) else ():
            among = np.ones((len(rows), len(self.fields)), dtype=bool)
            if major != ALL:
                among[:, np.arange(len(self.fields)) != major] = False
            yield self._element(place, major, figures[major], rows, among, weight)

    def _unknown(
        self, place: Place, figures: Figures, rows: np.ndarray, open_: np.ndarray, weight: float
    ) -> Iterator[Element]:
        """Give what no figure limits: all fields as one, or each field without a figure."""
        if ALL in figures:
            return
        silent = open_.copy()
        silent[:, list(figures)] = False
        if not figures:
            parts = [(ALL, silent)]
        else:
            numbers = np.arange(len(self.fields))
            parts = [(int(n), silent & (numbers == n)) for n in numbers if n not in figures]
        for major, among in parts:
            if among.any():
                yield self._element(place, major, np.nan, rows, among, weight)

    def _element(
        self,
        place: Place,
        major: int,
        persons: float,
        rows: np.ndarray,
        among: np.ndarray,
        weight: float,
    ) -> Element:
        row, number = np.nonzero(among)
        columns = np.sort(number * len(self.lines) + rows[row])
        return Element(*place, major, persons, columns, np.full(len(columns), weight))


def by_end(ends: np.ndarray) -> dict[int, np.ndarray]:
    """Map each organization to the lines that have it at this end."""
    if not len(ends):
        return {}
    order = np.argsort(ends, kind="stable")
    codes, start = np.unique(ends[order], return_index=True)
    return dict(zip(codes.tolist(), np.split(order, start[1:]), strict=True))


def fields_of(network: Network, lines: Lines) -> tuple[str, ...]:
    """Name the fields of the problem; all are one where no figure names any.

    They are those that a capacity or flow names, and those of agreements that name none of these.
    """
    stated = stated_capacities(network)
    counted = (network.members | ~np.isnan(asked_hires(network)))[stated["code"]]
    flows = yearly_flows(network)
    named = (set(stated.loc[counted, "field"]) | set(flows["field"])) - {""}
    if not named:
        return ("",)
    own = network.values("agreements", "fields")
    apart = [set(own[code]) for code in np.unique(lines.agreement).tolist()]
    return tuple(sorted(named.union(*(fields for fields in apart if not fields & named))))
