"""Where new agreements go, before and after the notice of July 2023."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd

from netintl.analyses.claim import Claim
from netintl.analyses.result import Result, make_result
from netintl.model.places import countries
from netintl.network.reach import agreement_hosts
from netintl.network.views import begun_around

if TYPE_CHECKING:
    from netintl.network.network import Network

NOTICE: Final = np.datetime64("2023-07-01", "D")
_FEWEST: Final = 10  # agreements of each time from which a shift is said


def find_shift(network: Network) -> Result:
    """Share new agreements out by region of the host, before July 2023 and since.

    Agreements that began, were signed or took place on a date that lies before or after the
    notice; one dated 2023 alone, or reported since, is of neither. One with hosts in several
    regions is spread evenly over them. The figures are descriptive: other causes are not held
    apart.

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
    hosts = _hosts(network)
    frame = hosts[hosts["time"] != ""]
    unclear = hosts.loc[(hosts["time"] == "") & ~np.isnat(hosts["start"]), "agreement"].nunique()
    claims = [Claim("shift_unclear", {"count": unclear})] if unclear else []
    if frame["time"].nunique() < 2:  # noqa: PLR2004 - before and after
        empty = pd.DataFrame(columns=["region", "before", "after"])
        return make_result("shift", network, empty, claims=claims)
    sums = frame.pivot_table(index="region", columns="time", values="share", aggfunc="sum")
    shares = (sums / sums.sum(axis=0))[["before", "after"]].sort_index()
    reasons = [
        (str(region), str(time), part["share"].sum() / whole["share"].sum(), _ids(part))
        for time, whole in frame.groupby("time", sort=True)
        for region, part in whole.groupby("region", sort=True)
    ]
    table = shares.reset_index().rename_axis(columns=None)
    claims = [*_largest_step(frame, table), *claims]
    return make_result("shift", network, table, reasons=reasons, claims=claims)


def _largest_step(frame: pd.DataFrame, table: pd.DataFrame) -> list[Claim]:
    """Name the region whose share rose most, where both times have enough agreements."""
    counts = frame.groupby("time")["agreement"].nunique()
    sizes = {f"count_{name}": int(counts[name]) for name in ("before", "after")}
    if counts.min() < _FEWEST:
        return [Claim("shift_few", {**sizes, "fewest": _FEWEST})]
    known = table.fillna(0.0)
    top = known.iloc[int((known["after"] - known["before"]).round(10).to_numpy().argmax())]
    facts = {"region": top["region"], "before": float(top["before"]), "after": float(top["after"])}
    if facts["after"] <= facts["before"]:
        return []
    return [Claim("shift", {**facts, **sizes}, rows=_ids(frame[frame["region"] == top["region"]]))]


def _hosts(network: Network) -> pd.DataFrame:
    """List the agreements with each of their regions, the share of it, start and time."""
    places = countries()
    hosts = agreement_hosts(network)
    known = [places[code].region if code in places else "" for code in hosts["country"]]
    frame = hosts.assign(region=known)[["agreement", "region"]]
    frame = frame[frame["region"] != ""].drop_duplicates()
    agreement = frame["agreement"].to_numpy(dtype=np.int64)
    before, since = (mask[agreement] for mask in begun_around(network, str(NOTICE)))
    return frame.assign(
        id=network.agreement_ids[agreement],
        start=network.starts[agreement],
        time=np.select([before, since], ["before", "after"], ""),
        share=1 / frame.groupby("agreement")["region"].transform("size"),
    )


def _ids(rows: pd.DataFrame) -> tuple[str, ...]:
    return tuple(sorted(set(rows["id"])))
