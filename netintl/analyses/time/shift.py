"""Where new agreements go, before and after the notice of July 2023."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd

from netintl.analyses.result import Result, make_result
from netintl.model.places import countries
from netintl.network.reach import agreement_hosts

if TYPE_CHECKING:
    from netintl.network.network import Network

NOTICE: Final = np.datetime64("2023-07-01", "D")


def find_shift(network: Network) -> Result:
    """Share new agreements out by region of the host, before July 2023 and since.

    Dated agreements alone; one with hosts in several regions is spread evenly over them. The
    figures are descriptive: other causes are not held apart.

    Returns
    -------
    Result
        One row per region, with its share of the agreements of each time; none where either time
        has no agreement.

    Examples
    --------
    >>> from netintl.network.doors import from_links
    >>> len(find_shift(from_links([("S1", "C1")])).table)  # no date is known
    0
    """
    frame = _dated(network)
    if frame["time"].nunique() < 2:  # noqa: PLR2004 - before and after
        empty = pd.DataFrame(columns=["region", "before", "after"])
        return make_result("shift", network, empty)
    sums = frame.pivot_table(index="region", columns="time", values="share", aggfunc="sum")
    shares = (sums / sums.sum(axis=0))[["before", "after"]].sort_index()
    reasons = [
        (str(region), str(time), part["share"].sum() / whole["share"].sum(), _ids(part))
        for time, whole in frame.groupby("time", sort=True)
        for region, part in whole.groupby("region", sort=True)
    ]
    table = shares.reset_index().rename_axis(columns=None)
    return make_result("shift", network, table, reasons=reasons)


def _dated(network: Network) -> pd.DataFrame:
    """List the dated agreements with each of their regions, the share of it, and the time."""
    places = countries()
    hosts = agreement_hosts(network)
    known = [places[code].region if code in places else "" for code in hosts["country"]]
    frame = hosts.assign(region=known)[["agreement", "region"]]
    frame = frame[frame["region"] != ""].drop_duplicates()
    agreement = frame["agreement"].to_numpy(dtype=np.int64)
    start = network.starts[agreement]
    frame = frame.assign(
        id=network.agreement_ids[agreement],
        time=np.where(start >= NOTICE, "after", "before"),
        share=1 / frame.groupby("agreement")["region"].transform("size"),
    )
    return pd.DataFrame(frame[~np.isnat(start)])


def _ids(rows: pd.DataFrame) -> tuple[str, ...]:
    return tuple(sorted(rows["id"]))
