"""What an analysis returns: a table, the reasons behind each row, and claims."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from netintl.analyses.claim import Claim
from netintl.i18n import LANGUAGES
from netintl.model.framing import framed_text
from netintl.model.limits import limits
from netintl.network.layers import hub_form
from netintl.network.national import narrowing
from netintl.network.network import NO_COOPERATION

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from netintl.i18n import Language
    from netintl.network.network import Network


Reason = tuple[str, str, Any, tuple[str, ...]]  # finding, component, value, agreements


@dataclass(frozen=True, slots=True)
class ResultColumn:
    """How one column of a result reads: its unit, and its label and description for people.

    Attributes
    ----------
    narrow, report
        Its place, from 1, on a screen and in a report; 0 where it is left out.
    bar
        Whether its size is the finding, so that a workbook shows it as a bar.
    names
        What its cells name, such as organization, country or a vocabulary; empty for numbers and
        terms of results.
    """

    name: str
    units: Mapping[str, str]
    labels: Mapping[str, str]
    descriptions: Mapping[str, str]
    narrow: int
    report: int
    bar: bool
    names: str

    def label(self, language: Language) -> str:
        """Return the column's heading for people, as things are called now."""
        return framed_text(self.labels, language)

    def description(self, language: Language) -> str:
        """Return what the column holds, as things are called now."""
        return framed_text(self.descriptions, language)


@dataclass(frozen=True, slots=True)
class Result:
    """The answer of one analysis.

    Attributes
    ----------
    analysis
        Name of the analysis.
    table
        Ids, not names, several as a tuple; best first, ties share a rank, order by id within.
    reasons
        Columns finding, component, value, agreements (a tuple of ids). Removing the agreements a
        reason cites moves the finding.
    claims
        What was assumed, left out or not assessable.
    settings
        How the view and the analysis were made.
    fingerprint
        Of the network the result was made from.
    """

    analysis: str
    table: pd.DataFrame
    reasons: pd.DataFrame
    claims: tuple[Claim, ...]
    settings: Mapping[str, Any]
    fingerprint: str

    @property
    def columns(self) -> tuple[ResultColumn, ...]:
        """The declared columns of ``table``, in its order."""
        declared = result_columns(self.analysis)
        return tuple(declared[name] for name in self.table.columns)

    def claim(self, code: str) -> Claim | None:
        """Return the first claim with a code, if there is one."""
        return next((claim for claim in self.claims if claim.code == code), None)


@cache
def _declared() -> Mapping[str, Mapping[str, Mapping[str, str]]]:
    text = files("netintl.model").joinpath("result_columns.csv").read_text(encoding="utf-8")
    found: dict[str, dict[str, Mapping[str, str]]] = {}
    for row in csv.DictReader(text.splitlines()):
        found.setdefault(row["analysis"], {})[row["name"]] = row
    return found


@cache
def result_columns(analysis: str) -> Mapping[str, ResultColumn]:
    """Return the declared columns of one analysis; what it leaves empty is that of ``any``."""
    shared = _declared()["any"]
    own = _declared().get(analysis, {})
    columns = {}
    for name in dict.fromkeys((*shared, *own)):
        inherited = shared.get(name, {})
        given = own.get(name, inherited)
        cells = {key: cell or inherited.get(key, "") for key, cell in given.items()}
        columns[name] = _column(name, cells)
    return MappingProxyType(columns)


def _column(name: str, cells: Mapping[str, str]) -> ResultColumn:
    units, labels, descriptions = (
        MappingProxyType({str(language): cells[f"{what}_{language}"] for language in LANGUAGES})
        for what in ("unit", "label", "description")
    )
    narrow, report = (int(cells[place] or 0) for place in ("narrow", "report"))
    return ResultColumn(
        name, units, labels, descriptions, narrow, report, cells["bar"] == "yes", cells["names"]
    )


def narrow_columns(analysis: str) -> list[str]:
    """Return the columns that fit a screen, in their order; none where all do."""
    columns = [column for column in result_columns(analysis).values() if column.narrow]
    return [column.name for column in sorted(columns, key=lambda column: column.narrow)]


def report_columns(analysis: str) -> list[str]:
    """Return the columns that a report shows, in their order; none where it has no table."""
    columns = [column for column in result_columns(analysis).values() if column.report]
    return [column.name for column in sorted(columns, key=lambda column: column.report)]


def told(result: Result, names: Sequence[str]) -> list[str]:
    """Leave out the columns of all the data where the view has nothing else to say."""
    if narrowing(result.settings):
        return list(names)
    return [name for name in names if not name.startswith("national")]


def make_result(
    analysis: str,
    network: Network,
    table: pd.DataFrame,
    *,
    reasons: Sequence[Reason] = (),
    claims: Sequence[Claim] = (),
    **settings: Any,
) -> Result:
    """Assemble a result; the settings of the view and of the analysis are kept together."""
    frame = pd.DataFrame(list(reasons), columns=["finding", "component", "value", "agreements"])
    return Result(
        analysis=analysis,
        table=table,
        reasons=frame,
        claims=(*view_claims(network), *claims),
        settings=MappingProxyType({**network.settings, **settings}),
        fingerprint=network.fingerprint,
    )


def view_claims(network: Network) -> tuple[Claim, ...]:
    """Tell what the view leaves out, has no date of, counts together, and too many parties."""
    left_out = int((~network.chosen).sum())
    undated = int((network.chosen & np.isnat(network.starts)).sum())
    claims = []
    alone = network.agreements["kind"].isin(NO_COOPERATION)
    if len(alone) and alone.all() and not network.chosen.any():
        statuses = ",".join(sorted(set(network.agreements["status"].replace("", "unknown"))))
        claims.append(Claim("memoranda_only", {"count": len(alone), "statuses": statuses}, "known"))
    if left_out:
        claims.append(Claim("left_out", {"count": left_out, "total": len(network.chosen)}))
    if undated:
        claims.append(Claim("undated", {"count": undated, "total": int(network.chosen.sum())}))
    if "roll_up" in network.settings:
        claims.append(_rolled_up(network))
    crowds = int(hub_form(network.parties_in(network.linking_rows)[0]).sum())
    if crowds:
        claims.append(Claim("hub_form", {"count": crowds, "most": limits()["paired_parties"]}))
    return tuple(claims)


def _rolled_up(network: Network) -> Claim:
    """Tell how many organizations are counted under others, and what lies inside one."""
    parts = network.identity.parts
    inside = int((network.identity.inside & network.chosen).sum())
    counts = {"parts": len(parts), "wholes": len(set(parts.values())), "inside": inside}
    return Claim(f"rolled_up_{network.settings['roll_up']}", counts)


def ranks(values: np.ndarray) -> np.ndarray:
    """Rank values, best first; equal values share a rank, unknown ones come last.

    Values are compared to ten digits, so that the order of a sum never decides.

    Examples
    --------
    >>> ranks(np.array([2.0, 5.0, 2.0, 1.0])).tolist()
    [2, 1, 2, 4]
    """
    rounded = np.where(np.isnan(values), -np.inf, np.round(values, 10))
    ordered = np.sort(-rounded)
    return np.searchsorted(ordered, -rounded, side="left") + 1
