"""Which provinces and host countries work together more or less than their sizes suggest."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from netintl.analyses.claim import Claim
from netintl.analyses.result import Reason, Result, make_result, ranks
from netintl.network.reach import agreement_hosts, agreement_provinces

if TYPE_CHECKING:
    from netintl.network.network import Network

_WORTH_EXPECTING = 1.0  # agreements; below it an absent link says nothing


def find_intensity(network: Network) -> Result:
    """Compare agreements between provinces and host countries with what their sizes suggest.

    ``w_ab`` counts the agreements between a Chinese party of province a and a party in country b,
    each agreement as 1, spread evenly over its provinces and hosts. Expected
    E = row total × column total / grand total; intensity = ln(w/E): above 0 more than the sizes
    suggest, below 0 less. Pairs without an agreement have no logarithm; those from which one
    agreement or more would be expected are listed as absent.

    Returns
    -------
    Result
        One row per pair with agreements, or with at least one expected; absent ones first, by
        what was expected, then from least to most intensive.

    References
    ----------
    Balassa 1965; logarithms as in Batagelj 2025, arXiv:2505.00889.

    Examples
    --------
    >>> from netintl.network.doors import from_links
    >>> len(find_intensity(from_links([("S1", "C1")])).table)
    0
    """
    flows = _flows(network)
    if flows.empty:
        table = pd.DataFrame(columns=["rank", *_COLUMNS])
        return make_result("intensity", network, table, claims=[Claim("no_places")])
    matrix = flows.pivot_table(
        index="province", columns="country", values="share", aggfunc="sum", fill_value=0.0
    ).sort_index()
    observed = matrix.to_numpy(dtype=float)
    expected = np.outer(observed.sum(axis=1), observed.sum(axis=0)) / observed.sum()
    rows, columns = np.nonzero((observed > 0) | (expected >= _WORTH_EXPECTING))
    seen, foreseen = observed[rows, columns], expected[rows, columns]
    with np.errstate(divide="ignore"):
        logs = np.where(seen > 0, np.log(seen / foreseen), np.nan)
    table = pd.DataFrame(
        {
            "province": matrix.index.to_numpy(dtype=object)[rows],
            "country": matrix.columns.to_numpy(dtype=object)[columns],
            "observed": seen,
            "expected": foreseen,
            "intensity": logs,
            "state": np.select([seen == 0, logs < 0], ["absent", "below"], default="above"),
        }
    )
    score = np.where(seen == 0, 1000 + foreseen, -np.nan_to_num(logs))
    table.insert(0, "rank", ranks(score))
    table = table.sort_values(["rank", "province", "country"], ignore_index=True)
    return make_result("intensity", network, table, reasons=_reasons(flows))


_COLUMNS = ("province", "country", "observed", "expected", "intensity", "state")


def _flows(network: Network) -> pd.DataFrame:
    """List province, host country and share of each agreement, memberships aside."""
    both = agreement_provinces(network).merge(agreement_hosts(network), on="agreement")
    both["share"] = 1 / both.groupby("agreement")["country"].transform("size")
    both["id"] = network.agreement_ids[both["agreement"].to_numpy(dtype=np.int64)]
    return both


def _reasons(flows: pd.DataFrame) -> list[Reason]:
    grouped = flows.groupby(["province", "country"], sort=True)["id"]
    return [
        (f"{province}>{country}", "agreements", len(ids), tuple(sorted(ids)))
        for (province, country), ids in grouped
    ]
