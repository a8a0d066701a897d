"""Which provinces and host countries work together more or less than their sizes suggest."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from netintl.analyses.claim import Claim
from netintl.analyses.gaps.cells import rests_on_little
from netintl.analyses.gaps.demand import united
from netintl.analyses.gaps.statements import scope_claims, support_claims
from netintl.analyses.result import Reason, Result, make_result, ranks
from netintl.network.national import national
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
    agreement or more would be expected are listed as absent. All agreements of the data count; a
    view chooses which pairs are shown: those of its provinces and countries.

    Returns
    -------
    Result
        One row per pair with agreements, or with at least one expected; absent ones first, by
        what was expected, then from least to most intensive; what rests on less than one whole
        agreement or on one source last.

    References
    ----------
    Balassa 1965; logarithms as in Batagelj 2025, arXiv:2505.00889.

    Examples
    --------
    >>> from netintl.network.doors import from_links
    >>> len(find_intensity(from_links([("S1", "C1")])).table)
    0
    """
    flows = _flows(national(network))
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
    table = _with_support(table, flows)
    table = table[_shown(network, table)].reset_index(drop=True)
    absent = table["observed"] == 0
    score = np.where(absent, 1000 + table["expected"], -np.nan_to_num(table["intensity"]))
    table.insert(0, "rank", ranks(score - 1000 * table["small_support"].to_numpy(dtype=float)))
    table = table.sort_values(["rank", "province", "country"], ignore_index=True)
    shown = set(table["province"] + ">" + table["country"])
    reasons = [reason for reason in _reasons(flows) if reason[0] in shown]
    claims = [_counts(network, flows, table), *support_claims(table), *scope_claims(network)]
    return make_result("intensity", network, table, reasons=reasons, claims=claims)


_COLUMNS = (
    "province", "country", "observed", "expected", "intensity", "state", "source_count",
    "small_support",
)  # fmt: skip


def _with_support(table: pd.DataFrame, flows: pd.DataFrame) -> pd.DataFrame:
    """Add the sources behind each pair, and whether its ratio rests on little."""
    cited = flows.groupby(["province", "country"])["source"].agg(united).to_dict()
    keys = zip(table["province"], table["country"], strict=True)
    sources = pd.Series([cited.get(key, ()) for key in keys], dtype=object)
    table["source_count"] = sources.map(len).astype(int)
    table["small_support"] = rests_on_little(table["observed"], sources) & (table["observed"] > 0)
    return table


def _shown(network: Network, table: pd.DataFrame) -> pd.Series:
    """Choose the pairs of a view: of the provinces and countries asked for, else of its parties."""
    provinces = network.settings.get("provinces") or agreement_provinces(network)["province"]
    countries = network.settings.get("countries") or agreement_hosts(network)["country"]
    chosen = table["province"].isin(set(provinces)) & table["country"].isin(set(countries))
    return pd.Series(chosen, dtype=bool)


def _counts(network: Network, flows: pd.DataFrame, table: pd.DataFrame) -> Claim:
    """State how many agreements are compared, and how many with a host have no known province."""
    hosted = agreement_hosts(national(network))["agreement"].nunique()
    counted = flows["agreement"].nunique()
    facts = {"count": counted, "total": hosted, "absent": int((table["state"] == "absent").sum())}
    return Claim("intensity_counts", facts, "known")


def _flows(network: Network) -> pd.DataFrame:
    """List province, host country and share of each agreement, memberships aside."""
    both = agreement_provinces(network).merge(agreement_hosts(network), on="agreement")
    both["share"] = 1 / both.groupby("agreement")["country"].transform("size")
    sources = network.values("agreements", "source")
    both["source"] = [sources[code] for code in both["agreement"]]
    both["id"] = network.agreement_ids[both["agreement"].to_numpy(dtype=np.int64)]
    return both


def _reasons(flows: pd.DataFrame) -> list[Reason]:
    grouped = flows.groupby(["province", "country"], sort=True)["id"]
    return [
        (f"{province}>{country}", "agreements", len(ids), tuple(sorted(ids)))
        for (province, country), ids in grouped
    ]
