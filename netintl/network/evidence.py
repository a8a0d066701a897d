"""When each agreement was last attested."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from netintl.network.dates import as_days, first_day

if TYPE_CHECKING:
    from netintl.network.network import Network


def newest_evidence(network: Network) -> np.ndarray:
    """Return the newest day on which a source attests each agreement; NaT when none is dated.

    Evidence is the publication of a source, the agreement's own start, and the year of a flow that
    happened; a plan is no evidence.
    """
    newest = as_days(network.agreements["start"].to_numpy(dtype=object), first_day)
    published = _published(network)
    if published:
        cited = network.agreements["source"].str.split(";")
        cited_days = [_newest(published, names) for names in cited]
        newest = np.fmax(newest, np.array(cited_days, dtype="datetime64[D]"))
    flows = network.tables["flows"]
    dated = flows[(flows["year"] != "") & (flows["planned"] != "yes")]
    if len(dated):
        place = pd.Index(network.agreements["id"]).get_indexer(dated["agreement"])
        days = as_days(dated["year"].to_numpy(dtype=object), first_day)
        known = place >= 0
        ordered = np.argsort(days[known], kind="stable")
        attested = np.full(len(newest), np.datetime64("NaT", "D"))
        attested[place[known][ordered]] = days[known][ordered]
        newest = np.fmax(newest, attested)
    return newest


def _published(network: Network) -> dict[str, np.datetime64]:
    sources = network.tables["sources"]
    days = as_days(sources["published"].to_numpy(dtype=object), first_day)
    return {name: day for name, day in zip(sources["id"], days, strict=True) if not np.isnat(day)}


def _newest(published: dict[str, np.datetime64], names: list[str]) -> np.datetime64:
    days = [published[name.strip()] for name in names if name.strip() in published]
    return max(days, default=np.datetime64("NaT", "D"))
