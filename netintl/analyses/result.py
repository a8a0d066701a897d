"""What an analysis returns: a table, the reasons behind each row, and notes."""

from __future__ import annotations

import csv
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from netintl.i18n import Language
    from netintl.network.network import Network


@dataclass(frozen=True, slots=True)
class ResultColumn:
    """How one column of a result reads: its unit, and its label and description for people."""

    name: str
    units: Mapping[str, str]
    labels: Mapping[str, str]
    descriptions: Mapping[str, str]

    def label(self, language: Language) -> str:
        """Return the column's heading for people."""
        return self.labels[language]


@dataclass(frozen=True, slots=True)
class Note:
    """A code and its facts; the sentence is made where it is printed."""

    code: str
    facts: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Result:
    """The answer of one analysis.

    Attributes
    ----------
    analysis
        Name of the analysis.
    table
        Ids, not names; best first, ties share a rank, order by id within.
    reasons
        Columns finding, component, value, agreements (ids joined by semicolons). Removing the
        agreements a reason cites moves the finding.
    notes
        What was assumed, left out or not assessable.
    settings
        How the view and the analysis were made.
    fingerprint
        Of the network the result was made from.
    """

    analysis: str
    table: pd.DataFrame
    reasons: pd.DataFrame
    notes: tuple[Note, ...]
    settings: Mapping[str, Any]
    fingerprint: str

    @property
    def columns(self) -> tuple[ResultColumn, ...]:
        """The declared columns of ``table``, in its order."""
        declared = result_columns(self.analysis)
        return tuple(declared[name] for name in self.table.columns)

    def note(self, code: str) -> Note | None:
        """Return the first note with a code, if there is one."""
        return next((note for note in self.notes if note.code == code), None)


@cache
def result_columns(analysis: str) -> Mapping[str, ResultColumn]:
    """Return the declared columns of one analysis; those of ``any`` belong to each."""
    text = files("netintl.model").joinpath("result_columns.csv").read_text(encoding="utf-8")
    columns = {}
    for row in csv.DictReader(text.splitlines()):
        if row["analysis"] in (analysis, "any"):
            columns[row["name"]] = ResultColumn(
                name=row["name"],
                units=MappingProxyType({"en": row["unit_en"], "zh": row["unit_zh"]}),
                labels=MappingProxyType({"en": row["label_en"], "zh": row["label_zh"]}),
                descriptions=MappingProxyType(
                    {"en": row["description_en"], "zh": row["description_zh"]}
                ),
            )
    return MappingProxyType(columns)


def make_result(
    analysis: str,
    network: Network,
    table: pd.DataFrame,
    *,
    reasons: Sequence[tuple[str, str, Any, str]] = (),
    notes: Sequence[Note] = (),
    **settings: Any,
) -> Result:
    """Assemble a result; the settings of the view and of the analysis are kept together."""
    frame = pd.DataFrame(list(reasons), columns=["finding", "component", "value", "agreements"])
    return Result(
        analysis=analysis,
        table=table,
        reasons=frame,
        notes=(*view_notes(network), *notes),
        settings=MappingProxyType({**network.settings, **settings}),
        fingerprint=network.fingerprint,
    )


def view_notes(network: Network) -> tuple[Note, ...]:
    """Tell which agreements the view leaves out, and how many have no date."""
    left_out = int((~network.chosen).sum())
    undated = int((network.chosen & np.isnat(network.starts)).sum())
    notes = []
    if left_out:
        notes.append(Note("left_out", {"count": left_out, "total": len(network.chosen)}))
    if undated:
        notes.append(Note("undated", {"count": undated, "total": int(network.chosen.sum())}))
    return tuple(notes)


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
