"""Statements about the same thing that cannot both be right, side by side."""

from __future__ import annotations

from dataclasses import dataclass
from math import fsum
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import pandas as pd

from netintl.analyses.claim import Claim
from netintl.analyses.quality.parts import cells_of, described
from netintl.ingest.unions import UNKNOWN
from netintl.model.cells import parts_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from netintl.analyses.result import Result
    from netintl.network.network import Network

_COLUMNS: Final = [
    "verdict", "column", "subject", "scope", "year", "unit", "value", "sources", "other",
    "other_sources",
]  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class _Figure:
    """A column of numbers, and what must be equal for two of them to tell of one thing.

    ``subject`` are columns of ids, ``scope`` those that narrow it; ``year`` must be stated.
    ``unit`` is a column, or a unit with a colon before it. Rows with a key (``keyed``) are one
    thing whatever their source; else one source does not contradict itself, and where its figures
    are ``parts`` they are added.
    """

    table: str
    column: str
    subject: tuple[str, ...]
    scope: tuple[str, ...]
    year: str = "year"
    unit: str
    keyed: bool = False
    parts: bool = False


_OF_A_FLOW: Final = ("purpose", "field", "level", "per", "counts", "scope")
FIGURES: Final = (
    _Figure(table="flows", column="persons", subject=("from", "to"), unit=":persons",
            scope=("agreement", *_OF_A_FLOW), parts=True),
    _Figure(table="flows", column="person_days", subject=("from", "to"), unit=":person_days",
            scope=("agreement", *_OF_A_FLOW), parts=True),
    _Figure(table="capacities", column="persons_per_year", subject=("organization",),
            scope=("measure", "agreement", "field"), unit=":persons_per_year", keyed=True),
    _Figure(table="indicators", column="value", subject=("country", "industry"), scope=(),
            unit="measure", keyed=True),
    _Figure(table="observations", column="value", subject=("subject",), scope=("metric",),
            year="as_of", unit="unit"),
)  # fmt: skip
# Facts of which one row has one, and what must be equal beside the id.
FACTS: Final = {
    ("organizations", "kind"): "", ("organizations", "country"): "",
    ("organizations", "province"): "", ("organizations", "level"): "",
    ("organizations", "official_id"): "", ("organizations", "opened"): "",
    ("agreements", "kind"): "", ("agreements", "brand"): "",
    ("agreements", "start"): "date_kind", ("agreements", "end"): "",
}  # fmt: skip


class _Said(NamedTuple):
    """One value of a thing, and the sources that state it."""

    value: Any  # a number, or the text of a fact
    sources: tuple[str, ...]


def find_contradictions(network: Network, statements: Mapping[str, pd.DataFrame]) -> Result:
    """Put statements side by side that differ about one thing, year, unit and scope.

    Persons, person-times and person-days are units of their own and never held against each
    other. A plan and what came of it do not contradict each other: they are *plan_and_result*.
    Figures without a year may be of different years, so they are not compared. Flows of one source
    are groups and added before they are held against those of another source; a source does not
    contradict itself. Two dates of which one is more exact agree. What changes in time, such as a
    status, is not compared.

    Parameters
    ----------
    statements
        All rows, as `netintl.analyses.quality.statements.statements_of` gives them.

    Returns
    -------
    Result
        One row per two values, with the sources of both. Of three values the first is put beside
        each of the others.
    """
    rows = [row for figure in FIGURES for row in _of_figure(statements, figure)]
    rows += [row for (name, column) in FACTS for row in _of_fact(statements, name, column)]
    table = pd.DataFrame(rows, columns=_COLUMNS)
    table = table.sort_values(list(_COLUMNS), ignore_index=True, kind="stable")
    counts = table["verdict"].value_counts()
    facts = {
        "count": int(counts.get("contradiction", 0)),
        "plans": int(counts.get("plan_and_result", 0)),
    }
    code = "contradictions" if len(table) else "no_contradictions"
    return described("contradictions", network, table, [Claim(code, facts, "known")])


_Row = tuple[object, ...]


def _of_figure(statements: Mapping[str, pd.DataFrame], figure: _Figure) -> Iterator[_Row]:
    frame = statements[figure.table]
    named = [figure.year, *figure.subject, *figure.scope]
    named += [] if figure.unit.startswith(":") else [figure.unit]
    keys = pd.DataFrame({name: cells_of(frame, name) for name in named}, dtype=object)
    keys["value"] = cells_of(frame, figure.column)
    keys["source"] = cells_of(frame, "source")
    planned = cells_of(frame, "planned") == "yes"
    keys["planned"] = planned
    stated = (keys["value"] != "") & (keys[figure.year] != "")
    keys = keys[stated.to_numpy()]
    repeated = keys[keys.duplicated(named, keep=False)]
    for key, group in repeated.groupby(named, sort=True):
        of = dict(zip(named, map(str, key), strict=True))
        subject = ">".join(part for part in (of[name] for name in figure.subject) if part)
        scope = tuple(of[name] for name in figure.scope if of[name])
        unit = of.get(figure.unit, figure.unit.removeprefix(":"))
        for verdict, one, other in _pairs(group, figure):
            yield (
                verdict, f"{figure.table}.{figure.column}", subject, scope, of[figure.year],
                unit, one.value, one.sources, other.value, other.sources,
            )  # fmt: skip


def _pairs(group: pd.DataFrame, figure: _Figure) -> Iterator[tuple[str, _Said, _Said]]:
    """Put the values of one thing side by side: results, plans, and plans with results."""
    plans = _values(group[group["planned"]], figure)
    results = _values(group[~group["planned"]], figure)
    for said in (results, plans):
        for other in said[1:]:
            if figure.keyed or _independent(said[0], other):
                yield "contradiction", said[0], other
    if plans and results:
        beside = [(plans[0], result) for result in results]
        beside += [(plan, results[0]) for plan in plans[1:]]
        for plan, result in beside:
            if plan.value != result.value:
                yield "plan_and_result", plan, result


def _independent(one: _Said, other: _Said) -> bool:
    """Tell whether two values are stated by different sources."""
    sources = set(one.sources), set(other.sources)
    return any(sources) and sources[0].isdisjoint(sources[1])


def _values(rows: pd.DataFrame, figure: _Figure) -> list[_Said]:
    """Return the distinct numbers of some rows, smallest first, each with all its sources."""
    stated = [
        (tuple(sorted(parts_of(source))), float(value))
        for value, source in zip(rows["value"], rows["source"], strict=True)
    ]
    if figure.parts:
        sums: dict[tuple[str, ...], list[float]] = {}
        for sources, value in stated:
            sums.setdefault(sources, []).append(value)
        stated = [(sources, fsum(values)) for sources, values in sums.items()]
    found: dict[float, set[str]] = {}
    for sources, value in stated:
        found.setdefault(value, set()).update(sources)
    return [_Said(value, tuple(sorted(found[value]))) for value in sorted(found)]


def _of_fact(statements: Mapping[str, pd.DataFrame], name: str, column: str) -> Iterator[_Row]:
    """Compare one fact of rows with one id."""
    frame = statements[name]
    doubled = frame[frame.duplicated("id", keep=False)]
    beside = FACTS[name, column]
    named = ["id", *([beside] if beside else [])]
    rows = pd.DataFrame({part: cells_of(doubled, part) for part in named}, dtype=object)
    rows["value"], rows["source"] = cells_of(doubled, column), cells_of(doubled, "source")
    rows = rows[~rows["value"].isin(UNKNOWN)]
    for keys, group in rows.groupby(named, sort=True):
        key = tuple(map(str, keys))
        found: dict[str, set[str]] = {}
        for value, source in zip(group["value"], group["source"], strict=True):
            found.setdefault(value, set()).update(parts_of(source))
        said = [_Said(value, tuple(sorted(found[value]))) for value in sorted(found)]
        scope = tuple(part for part in key[1:] if part)
        for other in said[1:]:
            if not other.value.startswith(f"{said[0].value}-"):  # the more exact of two dates
                yield (
                    "contradiction", f"{name}.{column}", key[0], scope, "", "", said[0].value,
                    said[0].sources, other.value, other.sources,
                )  # fmt: skip
