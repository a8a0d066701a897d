"""How old the evidence is, table by table."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd

from netintl.analyses.claim import Claim
from netintl.analyses.quality.parts import cells_of, described, table_of
from netintl.network.dates import EVIDENCE_MONTHS, as_days, first_day, months_before

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from netintl.analyses.result import Result
    from netintl.network.network import Network

YEARS: Final = EVIDENCE_MONTHS // 12  # as old as evidence may be where nothing else is said
_DATED: Final = {
    "sources": ("published", "retrieved"),
    "flows": ("year",),
    "capacities": ("year",),
    "indicators": ("year",),
    "observations": ("as_of",),
}
_COLUMNS: Final = [
    "table", "column", "group", "rows", "dated", "newest", "median", "old", "share",
]  # fmt: skip


def find_freshness(network: Network, *, years: int = YEARS) -> Result:
    """Give the newest and the median day of the evidence, and count what is older than some years.

    Ages are counted to the day of the view, else to that of the newest evidence. Agreements are as
    old as their newest evidence, other tables as the dates in them; a date without month or day
    counts from its first day, as in views, and of two years the last one counts.

    Parameters
    ----------
    years
        Evidence that is older is counted in ``old``; ``share`` is its part of the dated rows.

    Returns
    -------
    Result
        One row per table and date, and one per kind of agreement. Undated rows are in no ``old``.
    """
    day = network.reference_day
    rows = [(*what, *_ages(days, day, years)) for *what, days in _dates(network) if len(days)]
    table = pd.DataFrame(rows, columns=_COLUMNS)
    if day is None:
        claims = [Claim("freshness_no_day", scope="known")]
    else:
        facts = {"day": day.isoformat(), "years": years}
        claims = [Claim("freshness", facts, "known")]
    shown = "" if day is None else day.isoformat()
    return described("freshness", network, table, claims, day=shown, years=years)


def _dates(network: Network) -> Iterator[tuple[str, str, str, np.ndarray]]:
    """Yield table, column, group and the days of its rows."""
    yield "agreements", "evidence_day", "", network.evidence_days
    for name, columns in _DATED.items():
        for column in columns:
            yield name, f"{name}.{column}", "", _days(cells_of(table_of(network, name), column))
    kinds = cells_of(network.agreements, "kind").astype(str)
    for kind in sorted(set(kinds)):
        yield "agreements", "evidence_day", kind, network.evidence_days[kinds == kind]


def _days(cells: np.ndarray) -> np.ndarray:
    """Read dates; of a span of years the last."""
    return as_days(np.array([str(cell).split("/")[-1] for cell in cells], object), first_day)


def _ages(days: np.ndarray, day: date | None, years: int) -> tuple[object, ...]:
    """Count some dates: all, those known, the newest, the median, those older, and their share."""
    known = np.sort(days[~np.isnat(days)])
    newest, median = "", ""
    if len(known):
        newest, median = str(known[-1]), str(known[(len(known) - 1) // 2])
    if day is None:
        old, share = np.nan, np.nan
    else:
        before = np.datetime64(months_before(day, 12 * years), "D")
        old = float((known < before).sum())
        share = old / len(known) if len(known) else np.nan
    return len(days), len(known), newest, median, old, share
