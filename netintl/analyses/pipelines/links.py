"""What is known of the two ends of a chain's link: agreements, fields, persons, evidence."""

from __future__ import annotations

from math import isnan
from typing import TYPE_CHECKING, NamedTuple

from netintl.model.cells import parts_of
from netintl.network.persons import (
    EVIDENCE,
    flow_evidence,
    stated_capacities,
    whole_capacity,
    yearly_flows,
)

if TYPE_CHECKING:
    from netintl.analyses.pipelines.lines import Lines
    from netintl.network.network import Network

Figures = dict[str, float]  # field, or empty for all → persons


class Link(NamedTuple):
    """The agreements that join two organizations, and what they state.

    ``figures`` holds for each agreement that states any the persons by field; ``dated`` tells
    whether one of them has a year. ``projects`` are the marks by which two links are known to
    belong to one programme: an agreement, a title, a source that counts persons.
    """

    pair: int
    agreements: tuple[int, ...]
    fields: frozenset[str]
    figures: tuple[Figures, ...]
    dated: bool
    evidence: str
    projects: frozenset[tuple[str, str]]

    def persons(self, fields: frozenset[str]) -> float:
        """Return the persons a year in some fields, or in any; NaN where no figure is about them.

        Agreements that state none are left aside.
        """
        told = (_within(each, fields) for each in self.figures)
        found = [persons for persons in told if not isnan(persons)]
        return float(sum(found)) if found else float("nan")


def _within(figures: Figures, fields: frozenset[str]) -> float:
    """Return what figures by field allow in some fields: the shared one, else their sum."""
    if "" in figures:
        return figures[""]
    own = [persons for name, persons in figures.items() if not fields or name in fields]
    return sum(own) if own else float("nan")


def links_of(network: Network, lines: Lines) -> dict[tuple[int, int], Link]:
    """Describe each two organizations that lines join, by their codes."""
    figures, dated = _figures(network)
    evidence = _evidence(network)
    fields, titles = network.values("agreements", "fields"), network.agreements["title"]
    found: dict[tuple[int, int], list[int]] = {}
    for row, ends in enumerate(zip(lines.tail.tolist(), lines.head.tolist(), strict=True)):
        found.setdefault(ends, []).append(row)
    links = {}
    for (one, other), rows in found.items():
        codes = [int(code) for code in lines.agreement[rows]]
        keys = [(str(network.agreement_ids[code]), one, other) for code in codes]
        known = [evidence[key] for key in keys if key in evidence]
        projects = {("agreement", name) for name, *_ in keys}
        projects |= {("title", titles[code]) for code in codes if titles[code]}
        projects |= {("source", name) for _, sources in known for name in sources}
        links[one, other] = Link(
            pair=int(lines.pair[rows[0]]),
            agreements=tuple(codes),
            fields=frozenset(field for code in codes for field in fields[code]),
            figures=tuple(figures[key] for key in keys if key in figures),
            dated=any(key in dated for key in keys),
            evidence=min((kind for kind, _ in known), key=EVIDENCE.index, default=EVIDENCE[-1]),
            projects=frozenset(projects),
        )
    return links


Key = tuple[str, int, int]  # agreement, from, to


def _figures(network: Network) -> tuple[dict[Key, Figures], set[Key]]:
    """Return the persons a year that agreements state, and those with a year."""
    figures: dict[Key, Figures] = {}
    dated: set[Key] = set()
    columns = ["agreement", "from_code", "to_code", "field", "persons", "dated"]
    rows = yearly_flows(network)[columns]
    for agreement, one, other, field, persons, has_year in rows.itertuples(index=False):
        key = str(agreement), int(one), int(other)
        figures.setdefault(key, {})[field] = float(persons)
        if has_year:
            dated.add(key)
    return figures, dated


def _evidence(network: Network) -> dict[Key, tuple[str, frozenset[str]]]:
    """Return the kind of evidence and the sources of what agreements state."""
    rows = flow_evidence(network)[["agreement", "from_code", "to_code", "evidence", "sources"]]
    return {
        (str(agreement), int(one), int(other)): (
            str(kind),
            frozenset(name for cell in sources for name in parts_of(cell)),
        )
        for agreement, one, other, kind, sources in rows.itertuples(index=False)
    }


class Rooms:
    """Upper bounds of organizations in the fields of a chain, from places, seats and hires."""

    def __init__(self, network: Network) -> None:
        self._whole = whole_capacity(network)
        self._own: dict[tuple[int, str], Figures] = {}
        rows = stated_capacities(network)[["code", "agreement", "field", "persons"]]
        for code, agreement, field, persons in rows.itertuples(index=False):
            self._own.setdefault((int(code), agreement), {})[field] = float(persons)

    def of(self, code: int, fields: frozenset[str]) -> float:
        """Return the least figure that bounds one organization; NaN where none does.

        In an unknown field, *any*, all that it states together is the bound.
        """
        if not fields:
            return float(self._whole[code])
        return self._bound(self._own.get((code, ""), {}), fields)

    def of_programme(self, code: int, agreement: str, fields: frozenset[str]) -> float:
        """Return the bound of one programme at an organization."""
        return self._bound(self._own.get((code, agreement), {}), fields)

    @staticmethod
    def _bound(figures: Figures, fields: frozenset[str]) -> float:
        bounds = [figures[""]] if "" in figures else []
        named = fields or frozenset(figures) - {""}
        if named and named <= figures.keys():
            bounds.append(sum(figures[name] for name in named))
        return min(bounds, default=float("nan"))
