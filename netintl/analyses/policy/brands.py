"""Cooperation brands: how many sites, where, and which of them still run."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from netintl.analyses.claim import Claim
from netintl.analyses.result import Result, make_result, ranks
from netintl.model.places import HOME
from netintl.model.vocabularies import vocabulary
from netintl.network.additions import speaking_of
from netintl.network.dates import as_days, last_day
from netintl.network.views import running

if TYPE_CHECKING:
    from netintl.network.network import Network

_OLD_ENOUGH = 3  # years after which it is asked whether a site still runs
_YEAR = 365.25


def find_brands(network: Network) -> Result:
    """Describe each cooperation brand by its agreements, partners abroad and how many still run.

    ``old`` counts the agreements that are dated three years ago or more, one-off events aside; of
    a date that is a year or month, its last day must be. ``old_running`` counts those of them with
    evidence of the last 24 months: a lower bound of what survives. ``ended`` is what sources call
    ended. ``of`` is the number of agreements of all brands. The day is that of the view, else of
    the newest evidence.

    Returns
    -------
    Result
        One row per brand with an agreement; most agreements first.
    """
    day = network.reference_day
    live = running(network)
    today = np.datetime64(day, "D") if day else np.datetime64("NaT", "D")
    over = network.is_over
    brand = network.agreements["brand"].to_numpy(dtype=object)
    starts = network.agreements["start"].to_numpy(dtype=object)
    oldest, youngest = _ages(today, network.starts), _ages(today, as_days(starts, last_day))
    lasting = (network.agreements["date_kind"] != "event").to_numpy(dtype=bool)
    used = network.chosen & ~network.is_membership
    used &= ~np.isin(brand, ["", "other"])
    rows, reasons = [], []
    with speaking_of(network):
        names = list(vocabulary("brands"))
    for name in names:
        mine = used & (brand == name)
        if not mine.any():
            continue
        old = mine & lasting & (youngest >= _OLD_ENOUGH)
        dated = network.starts[mine & ~np.isnat(network.starts)]
        first = str(dated.min())[:4] if len(dated) else ""
        middle = float(np.nanmedian(oldest[mine])) if len(dated) and day else np.nan
        rows.append({
            "brand": name, "agreements": int(mine.sum()), "of": int(used.sum()),
            **_reach(network, mine),
            "running": int((mine & live).sum()), "ended": int((mine & over).sum()),
            "old": int(old.sum()), "old_running": int((old & live).sum()),
            "first_year": first, "median_age": middle,
        })  # fmt: skip
        reasons.append((name, "agreements", int(mine.sum()), tuple(network.agreement_ids[mine])))
    columns = ["brand", "agreements", "of", "schools", "hosts", "countries", "running", "ended",
               "old", "old_running", "first_year", "median_age"]  # fmt: skip
    table = pd.DataFrame(rows, columns=columns)
    table.insert(0, "rank", ranks(table["agreements"].to_numpy(dtype=float)))
    table = table.sort_values(["rank", "brand"], ignore_index=True)
    claims = [*_leading(table, live & used), Claim("lower_bound")]
    return make_result("brands", network, table, reasons=reasons, claims=claims)


def _leading(table: pd.DataFrame, running_ones: np.ndarray) -> list[Claim]:
    """Name the brands with most agreements, and tell how many agreements of all brands run."""
    if table.empty:
        return []
    first = table[table["rank"] == 1]
    facts = {"brands": tuple(first["brand"]), "most": int(first["agreements"].max()),
             "total": int(table["of"].max()), "count": len(table),
             "running": int(running_ones.sum())}  # fmt: skip
    return [Claim("brands", facts, scope="cooperation", rows=tuple(first["brand"]))]


def _ages(today: np.datetime64, starts: np.ndarray) -> np.ndarray:
    """Return the years since each start; NaN where a day is unknown."""
    days = (today - starts).astype("timedelta64[D]")
    return np.where(np.isnat(days), np.nan, days.astype(float)) / _YEAR


def _reach(network: Network, mine: np.ndarray) -> dict[str, int]:
    """Count the Chinese schools of a brand, its partners abroad, firms aside, and all countries."""
    rows = network.party_rows & mine[network.party_agreement]
    codes = np.unique(network.party_organization[rows])
    country = network.countries[codes].astype(str)
    abroad = ~np.isin(country, ["", HOME])
    return {
        "schools": int((network.kinds[codes] == "school").sum()),
        "hosts": int((abroad & (network.kinds[codes] != "enterprise")).sum()),
        "countries": len(set(country[abroad])),
    }
