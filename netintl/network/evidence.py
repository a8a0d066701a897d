"""When each agreement was last attested."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from netintl.network.dates import as_days, first_day

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


def newest_evidence(
    agreements: pd.DataFrame,
    cited: Sequence[Sequence[str]],
    sources: pd.DataFrame,
    flows: pd.DataFrame,
) -> np.ndarray:
    """Return the newest day on which a source attests each agreement; NaT when none is dated.

    Evidence is the publication of a source, the agreement's own start, and the year of a flow that
    happened; a plan is no evidence.

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
    published = _published(sources)
    if published:
        days_cited = [_newest(published, names) for names in cited]
        newest = np.fmax(newest, np.array(days_cited, dtype="datetime64[D]"))
    dated = flows[(flows["year"] != "") & (flows["planned"] != "yes")]
    if len(dated):
        place = pd.Index(agreements["id"]).get_indexer(dated["agreement"])
        days = as_days(dated["year"].to_numpy(dtype=object), first_day)
        known = place >= 0
        ordered = np.argsort(days[known], kind="stable")
        attested = np.full(len(newest), np.datetime64("NaT", "D"))
        attested[place[known][ordered]] = days[known][ordered]
        newest = np.fmax(newest, attested)
    return newest


def _published(sources: pd.DataFrame) -> dict[str, np.datetime64]:
    days = as_days(sources["published"].to_numpy(dtype=object), first_day)
    return {name: day for name, day in zip(sources["id"], days, strict=True) if not np.isnat(day)}


def _newest(published: Mapping[str, np.datetime64], names: Sequence[str]) -> np.datetime64:
    days = [published[name] for name in names if name in published]
    return max(days, default=np.datetime64("NaT", "D"))
