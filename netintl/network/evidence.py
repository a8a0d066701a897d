"""When each agreement was last attested."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from netintl.network.dates import UNKNOWN_DAY, as_days, first_day, last_day

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import date

ENDED = ("expired", "terminated")
_PLANNED = ("proposed",)
_YEAR = np.timedelta64(366, "D")


def newest_evidence(
    agreements: pd.DataFrame,
    cited: Sequence[Sequence[str]],
    sources: pd.DataFrame,
    flows: pd.DataFrame,
) -> np.ndarray:
    """Return the newest day on which a source attests each agreement; NaT when none is dated.

    Evidence is the publication of a source, the agreement's own start, its end where it is called
    ended, and the year of a flow that happened. A plan is no evidence: a flow that is planned, the
    start of what is proposed, or a day later than the newest source of the agreement, or than a
    year after that of all.

    Parameters
    ----------
    agreements, sources, flows
        Tables of the package.
    cited
        The sources of each agreement.

    Returns
    -------
    numpy.ndarray
        One day per agreement.
    """
    newest = as_days(agreements["start"].to_numpy(dtype=object), first_day)
    newest[agreements["status"].isin(_PLANNED).to_numpy(dtype=bool)] = UNKNOWN_DAY
    ended = as_days(agreements["end"].to_numpy(dtype=object), first_day)
    ended[~agreements["status"].isin(ENDED).to_numpy(dtype=bool)] = UNKNOWN_DAY
    published = _published(sources, first_day)
    if published:
        latest = _published(sources, last_day)
        until = np.array([_newest(latest, names) for names in cited], dtype="datetime64[D]")
        until[np.isnat(until)] = max(latest.values()) + _YEAR
        newest[newest > until] = UNKNOWN_DAY
        ended[ended > until] = UNKNOWN_DAY
        days_cited = [_newest(published, names) for names in cited]
        newest = np.fmax(newest, np.array(days_cited, dtype="datetime64[D]"))
    newest = np.asarray(np.fmax(newest, ended), dtype="datetime64[D]")
    dated = flows[(flows["year"] != "") & (flows["planned"] != "yes")]
    if len(dated):
        place = pd.Index(agreements["id"]).get_indexer(dated["agreement"])
        days = as_days(dated["year"].to_numpy(dtype=object), first_day)
        known = place >= 0
        ordered = np.argsort(days[known], kind="stable")
        attested = np.full(len(newest), np.datetime64("NaT", "D"))
        attested[place[known][ordered]] = days[known][ordered]
        newest = np.fmax(newest, attested)
    return np.asarray(newest)


def _published(sources: pd.DataFrame, reading: Callable[[str], date]) -> dict[str, np.datetime64]:
    days = as_days(sources["published"].to_numpy(dtype=object), reading)
    return {name: day for name, day in zip(sources["id"], days, strict=True) if not np.isnat(day)}


def _newest(published: Mapping[str, np.datetime64], names: Sequence[str]) -> np.datetime64:
    days = [published[name] for name in names if name in published]
    return max(days, default=np.datetime64("NaT", "D"))
