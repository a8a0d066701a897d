"""How long agreements last: survival by Kaplan and Meier."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np
import pandas as pd

from netintl.analyses.claim import Claim
from netintl.analyses.result import Result, make_result
from netintl.model.places import countries
from netintl.network.network import ENDED
from netintl.network.reach import agreement_hosts
from netintl.network.views import reference_day

if TYPE_CHECKING:
    from netintl.network.network import Network

By = Literal["brand", "kind", "region"]
_Z = 1.959963984540054  # 97.5 % point of the standard normal distribution
_YEAR = 365.25
FEWEST = 30  # cases from which a share is said as a percentage


@dataclass(frozen=True, slots=True)
class SurvivalCurve:
    """Kaplan–Meier estimate at each time at which something ended or was censored."""

    time: np.ndarray
    at_risk: np.ndarray
    ended: np.ndarray
    censored: np.ndarray
    survival: np.ndarray
    error: np.ndarray
    low: np.ndarray
    high: np.ndarray


def kaplan_meier(duration: np.ndarray, ended: np.ndarray) -> SurvivalCurve:
    """Estimate the share that lasts longer than each duration.

    ``S(t) = Π (1 − d_i/n_i)`` over times ``t_i ≤ t`` with ``d_i`` endings among ``n_i`` at risk; an
    ending and a censoring at one time: the ending comes first. Greenwood's standard error
    ``S √Σ d_i / (n_i (n_i − d_i))``; the 95 % interval is that of log(−log S), which stays within
    0..1. Before the first ending, and once S is 0, the interval is undefined (NaN).

    Parameters
    ----------
    duration
        Time each has lasted, 0 or more.
    ended
        Whether it ended then; else it is censored.

    References
    ----------
    Kaplan and Meier 1958, doi:10.1080/01621459.1958.10501452; Greenwood 1926; Kalbfleisch and
    Prentice 1980 for the interval. ``scipy.stats.ecdf`` has the estimate, but neither the numbers
    at risk nor the errors, and takes longer to load than the analysis; statsmodels is the oracle.

    Examples
    --------
    >>> curve = kaplan_meier(np.array([1.0, 2.0, 3.0]), np.array([True, False, True]))
    >>> curve.survival.round(3).tolist()
    [0.667, 0.667, 0.0]
    """
    time, place = np.unique(np.asarray(duration, dtype=float), return_inverse=True)
    deaths = np.bincount(place, np.asarray(ended, dtype=float), len(time))
    leaving = np.bincount(place, minlength=len(time))
    at_risk = len(place) - (np.cumsum(leaving) - leaving)
    survival = np.cumprod(1 - deaths / np.maximum(at_risk, 1))
    left = at_risk - deaths
    terms = np.divide(deaths, at_risk * left, out=np.full(len(time), np.inf), where=left > 0)
    total = np.cumsum(np.where(deaths > 0, terms, 0.0))
    inside = (survival > 0) & (survival < 1)
    logs = np.log(np.where(inside, survival, 0.5))
    margin = _Z * np.sqrt(np.where(inside, total, 0.0)) / np.abs(logs)
    low = np.where(inside, np.where(inside, survival, 0.5) ** np.exp(margin), np.nan)
    high = np.where(inside, np.where(inside, survival, 0.5) ** np.exp(-margin), np.nan)
    error = np.where(survival > 0, survival * np.sqrt(np.where(survival > 0, total, 0.0)), np.nan)
    counts = (at_risk, deaths.astype(int), (leaving - deaths).astype(int))
    return SurvivalCurve(time, *counts, survival, error, low, high)


def find_survival(network: Network, *, by: By | None = None) -> Result:
    """Estimate how long agreements last, from their start to a known end.

    An agreement ended when its end has passed or its source calls it expired or terminated (then
    at its end date, else at its newest evidence); else it is censored at the day of the view, or
    at its newest evidence. Undated agreements are left out. Few endings are recorded, so the curve
    is an upper bound of what lasts.

    Parameters
    ----------
    by
        One curve per brand, kind of agreement, or region of the host; together when omitted.

    Returns
    -------
    Result
        One row per group and time, in years, beginning at 0.

    References
    ----------
    Kaplan and Meier 1958; see ``kaplan_meier``.

    Examples
    --------
    >>> from netintl.network.doors import from_links
    >>> len(find_survival(from_links([("S1", "C1")])).table)
    0
    """
    cases = survival_cases(network)
    if by is None:
        groups = {"all": np.ones(len(cases), dtype=bool)}
    else:
        label = _labels(network, by)[cases["code"].to_numpy(dtype=np.int64)]
        groups = {name: label == name for name in sorted(set(label)) if name}
    parts, reasons, claims = [], [], _survival_claims(network, cases)
    for name, mask in groups.items():
        rows = cases[mask]
        if rows.empty:
            continue
        curve = kaplan_meier(rows["years"].to_numpy(), rows["ended"].to_numpy())
        parts.append(_rows(name, curve, len(rows)))
        over = rows.loc[rows["ended"], "code"].to_numpy(dtype=np.int64)
        reasons.append((name, "ended", len(over), tuple(network.agreement_ids[over])))
    columns = ["group", "years", "at_risk", "ended", "censored", "survival", "low", "high"]
    table = pd.concat(parts, ignore_index=True) if parts else pd.DataFrame(columns=columns)
    return make_result("survival", network, table, reasons=reasons, claims=claims, by=by)


def _rows(name: str, curve: SurvivalCurve, size: int) -> pd.DataFrame:
    begun = len(curve.time) > 0 and curve.time[0] == 0
    start = pd.DataFrame(
        {"group": [name], "years": 0.0, "at_risk": size, "ended": 0, "censored": 0,
         "survival": 1.0, "low": np.nan, "high": np.nan}
    )  # fmt: skip
    steps = pd.DataFrame(
        {"group": name, "years": curve.time, "at_risk": curve.at_risk, "ended": curve.ended,
         "censored": curve.censored, "survival": curve.survival, "low": curve.low,
         "high": curve.high}
    )  # fmt: skip
    return steps if begun else pd.concat([start, steps], ignore_index=True)


def survival_cases(network: Network) -> pd.DataFrame:
    """List the dated agreements with the years they lasted, or have lasted, and whether ended."""
    start, end, evidence = network.starts, network.ends, network.evidence_days
    until = np.where(np.isnat(evidence), start, evidence)
    as_of = network.settings.get("as_of")
    today = np.datetime64(reference_day(network) or "NaT", "D")
    over = network.agreements["status"].isin(ENDED).to_numpy(dtype=bool) | (end <= today)
    stop = np.where(over & ~np.isnat(end), np.minimum(end, today), until)
    if as_of:
        stop = np.where(over, stop, today)
    rows = np.flatnonzero(network.chosen & ~network.is_membership & ~np.isnat(start))
    days = np.maximum((stop[rows] - start[rows]).astype("timedelta64[D]").astype(float), 0.0)
    return pd.DataFrame({"code": rows, "years": days / _YEAR, "ended": over[rows]})


def _labels(network: Network, by: By) -> np.ndarray:
    if by != "region":
        return network.agreements[by].to_numpy(dtype=object)
    label = np.full(len(network.chosen), "", dtype=object)
    hosts = agreement_hosts(network).iloc[::-1]  # the first host stands
    places = countries()
    label[hosts["agreement"].to_numpy(dtype=np.int64)] = [
        places[country].region if country in places else "" for country in hosts["country"]
    ]
    return label


def _survival_claims(network: Network, cases: pd.DataFrame) -> list[Claim]:
    undated = int((network.chosen & ~network.is_membership).sum()) - len(cases)
    over = int(cases["ended"].sum())
    claims = [Claim("survival", {"count": len(cases), "ended": over, "undated": undated})]
    if len(cases):
        curve = kaplan_meier(cases["years"].to_numpy(), cases["ended"].to_numpy())
        reached = np.flatnonzero(curve.survival <= 0.5)  # noqa: PLR2004 - the median
        if len(reached):
            claims.append(Claim("median_survival", {"years": f"{curve.time[reached[0]]:.1f}"}))
        else:
            claims.append(Claim("no_median"))
    return claims
