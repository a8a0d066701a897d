"""How long agreements last: survival by Kaplan and Meier, and by Turnbull between two days."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal

import numpy as np
import pandas as pd

from netintl.analyses.claim import Claim
from netintl.analyses.result import Result, make_result
from netintl.analyses.time.lifetimes import find_lifetimes, survival_rows
from netintl.model.places import countries
from netintl.network.reach import agreement_hosts

if TYPE_CHECKING:
    from netintl.analyses.time.lifetimes import Lifetimes
    from netintl.network.network import Network

By = Literal["brand", "kind", "region"]
FEWEST_FOLLOWED: Final = 10  # agreements still followed, from which a share is said
_COLUMNS: Final = (
    "group", "years", "at_risk", "ended", "between", "censored", "survival", "low", "high",
)  # fmt: skip


def find_survival(network: Network, *, by: By | None = None) -> Result:
    """Estimate the share of lasting agreements that have not ended so many years after their start.

    S(t) is of agreements that begin, or are signed, on a known date; events, deliveries and
    courses are none. Running ones are censored at the last day the data attest; an end that is
    known between two days alone enters as that interval (``find_lifetimes``). Where all ends have
    their day the estimate is that of Kaplan and Meier, else that of Turnbull. Endings that no
    source reports, and agreements that ended before anybody wrote of them, are not in it. Nothing
    is claimed where fewer than ten agreements are followed.

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
    Kaplan and Meier 1958, doi:10.1080/01621459.1958.10501452; Turnbull 1976,
    doi:10.1111/j.2517-6161.1976.tb01597.x.

    Examples
    --------
    >>> from netintl.network.doors import from_links
    >>> len(find_survival(from_links([("S1", "C1")])).table)
    0
    """
    found = find_lifetimes(network)
    cases = found.cases
    label = _labels(network, by)[cases["code"].to_numpy(dtype=np.int64)]
    parts, reasons = [], []
    for name in sorted(set(label) - {""}):
        rows = cases[label == name]
        parts.append(survival_rows(rows).assign(group=name)[list(_COLUMNS)])
        over = _ids(network, rows[np.isfinite(rows["high"])])
        reasons.append((name, "ended", len(over), over))
    table = pd.concat(parts, ignore_index=True) if parts else pd.DataFrame(columns=_COLUMNS)
    claims = _claims(network, found)
    return make_result("survival", network, table, reasons=reasons, claims=claims, by=by)


def _labels(network: Network, by: By | None) -> np.ndarray:
    label = np.full(len(network.chosen), "all" if by is None else "", dtype=object)
    if by is None:
        return label
    if by != "region":
        return network.agreements[by].to_numpy(dtype=object)
    whole = network.view(chosen=network.filtered)
    hosts = agreement_hosts(whole).iloc[::-1]  # the first host stands
    places = countries()
    label[hosts["agreement"].to_numpy(dtype=np.int64)] = [
        places[country].region if country in places else "" for country in hosts["country"]
    ]
    return label


def _ids(network: Network, cases: pd.DataFrame) -> tuple[str, ...]:
    return tuple(network.agreement_ids[cases["code"].to_numpy(dtype=np.int64)])


def _claims(network: Network, found: Lifetimes) -> list[Claim]:
    """Say how many are followed, why the others are not, and what is known where ten still are."""
    cases = found.cases
    ended = cases[np.isfinite(cases["high"])]
    facts = {
        "count": len(cases),
        "no_follow_up": int((np.isinf(cases["high"]) & (cases["low"] == 0)).sum()),
        "one_year": int((cases["low"] >= 1).sum()),
    }
    left = {"undated": found.undated, "reported": found.reported, "one_off": found.one_off}
    claims = [
        Claim("survival", facts, scope="cooperation", rows=_ids(network, cases)),
        *_endings(network, ended),
        Claim("not_followed", left, scope="cooperation"),
    ]
    if not len(cases):
        return claims[1:] if any(left.values()) else []
    rows = survival_rows(cases)
    told = rows[rows["at_risk"] >= FEWEST_FOLLOWED]
    if told.empty:
        return [*claims, Claim("few_followed", {"fewest": FEWEST_FOLLOWED})]
    if ended.empty:
        known = {"count": len(cases)}
        none = Claim("survival_none_ended", known, scope="cooperation", rows=_ids(network, cases))
        return [*claims, none]
    return [*claims, *_estimates(told)]


def _endings(network: Network, ended: pd.DataFrame) -> list[Claim]:
    """Count those that have ended, and those of which no source says when."""
    unsaid = ended[~ended["stated"].astype(bool)]
    counted = (("survival_ended", ended), ("survival_unsaid", unsaid))
    return [
        Claim(code, {"count": len(rows)}, scope="cooperation", rows=_ids(network, rows))
        for code, rows in counted
        if len(rows)
    ]


def _estimates(told: pd.DataFrame) -> list[Claim]:
    """Say the share at the last time told, from a year on and after an ending, and the median."""
    claims = []
    last = told.iloc[-1]
    names = {"years": "years", "share": "survival", "low": "low", "high": "high"}
    reach = {name: float(last[column]) for name, column in names.items()}
    if reach["years"] >= 1 and np.isfinite(reach["low"]) and np.isfinite(reach["high"]):
        claims.append(Claim("survival_reach", {**reach, "fewest": FEWEST_FOLLOWED}))
    half = told[told["survival"] <= 0.5]  # noqa: PLR2004 - the median
    if len(half):
        first = half.iloc[0]
        median = {"years": float(first["years"]), "at_risk": int(first["at_risk"])}
        claims.append(Claim("median_survival", median))
    return claims
