"""Which schools could fill a gap: how near their fields are, and what ties they have there."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from netintl.analyses.claim import Claim
from netintl.analyses.gaps.gaps import UNMET, find_gaps
from netintl.analyses.gaps.relatedness import proximity
from netintl.analyses.result import Result, make_result
from netintl.model.fields import majors
from netintl.model.industries import crosswalks
from netintl.network.national import national

if TYPE_CHECKING:
    from collections.abc import Mapping

    from netintl.network.network import Network

NEAREST = 5  # schools named for each cell
_SHARED = ("demand_rung", "demand_undated", "of_all_data")  # said of the gaps, true here too


def find_fillers(
    network: Network, *, crosswalk: str = "weighted", demand: str | None = None
) -> Result:
    """Name, for every gap of country and industry, the schools whose majors are nearest to it.

    Distance in fields: 0 when the school teaches a major that the crosswalk counts for the
    industry, else 1 − φ to the nearest such major, φ being how often schools teach both
    (see ``proximity``); a school without a known major is not assessed. Ties: agreements of the
    school with a party in the country. Nearest first, then most ties, then most partners. Gaps are
    those that all the data leave open, and majors, ties and partners are of all the data; the
    schools are those of the view.

    Returns
    -------
    Result
        Up to five schools for each gap, cells in the order of ``find_gaps``.
    """
    gaps, whole = find_gaps(network, crosswalk=crosswalk, demand=demand), national(network)
    unmet = gaps.table[gaps.table["national"].isin(UNMET)]
    unmet = unmet[["rank", "country", "industry", "national", "stable"]]
    weights = crosswalks()[crosswalk]
    taught, fields = _taught(whole)
    codes = np.array(sorted(taught), dtype=np.int64)
    present = np.array([[field in taught[code] for field in fields] for code in codes.tolist()])
    present = present.reshape(len(codes), len(fields)).astype(np.int64)
    kinship, ties = proximity(present), _ties(whole)
    shown = network.members[codes]
    codes, present = codes[shown], present[shown]
    rows, reasons = [], []
    near: dict[str, np.ndarray] = {}
    for rank, country, industry, verdict, stable in unmet.itertuples(index=False):
        if industry not in near:
            near[industry] = _distance(present, kinship, fields, industry, weights)
        for distance, code in _nearest(whole, codes, near[industry], ties, country):
            cited = ties.get((code, country), ())
            school = str(network.ids[code])
            rows.append((rank, country, industry, verdict, stable, school, distance, len(cited)))
            if cited:
                reasons.append((f"{country}:{industry}:{school}", "ties", len(cited), tuple(cited)))
    names = ["rank", "country", "industry", "verdict", "stable", "school", "distance", "ties"]
    table = pd.DataFrame(rows, columns=names).astype({"distance": float, "ties": int})
    schools = int((network.members & (network.kinds == "school")).sum())
    claims = [Claim("fillers_assessed", {"count": len(codes), "total": schools})]
    claims += [claim for claim in gaps.claims if claim.code in _SHARED]
    settings = {"crosswalk": crosswalk, "demand": gaps.settings["demand"]}
    return make_result("fillers", network, table, reasons=reasons, claims=claims, **settings)


def _taught(network: Network) -> tuple[dict[int, set[str]], list[str]]:
    """Return the known majors of each school, its own and those of its agreements."""
    own, agreed = (network.values(table, "fields") for table in ("organizations", "agreements"))
    taught: dict[int, set[str]] = {}
    for code in np.flatnonzero((network.kinds == "school") & network.members).tolist():
        taught[code] = set(own[code])
    rows = np.flatnonzero(network.party_rows)
    for agreement, code in zip(
        network.party_agreement[rows].tolist(),
        network.party_organization[rows].tolist(),
        strict=True,
    ):
        if code in taught:
            taught[code].update(agreed[agreement])
    known = {code: fields for code, fields in taught.items() if fields}
    return known, sorted(majors())


def _distance(
    present: np.ndarray,
    kinship: np.ndarray,
    fields: list[str],
    industry: str,
    weights: Mapping[str, Mapping[str, float]],
) -> np.ndarray:
    fitting = np.array([weights.get(field, {}).get(industry, 0) > 0 for field in fields])
    if not fitting.any() or not len(present):
        return np.full(len(present), np.nan)
    able = (present[:, fitting] > 0).any(axis=1)
    closest = (present[:, :, None] * kinship[None, :, fitting]).max(axis=(1, 2))
    return np.where(able, 0.0, 1 - closest)


def _nearest(
    network: Network,
    codes: np.ndarray,
    distance: np.ndarray,
    ties: Mapping[tuple[int, str], tuple[str, ...]],
    country: str,
) -> list[tuple[float, int]]:
    """Return distance and code of the nearest schools; those unrelated to the industry never."""
    here = np.array([len(ties.get((code, country), ())) for code in codes.tolist()])
    usable = np.flatnonzero(distance < 1)
    degree = network.cooperation.degree[codes]
    order = np.lexsort((codes[usable], -degree[usable], -here[usable], distance[usable]))[:NEAREST]
    return [(float(distance[k]), int(codes[k])) for k in usable[order]]


def _ties(network: Network) -> dict[tuple[int, str], tuple[str, ...]]:
    """Map school and country to the agreements that join the school with a party there."""
    rows = network.party_rows & ~network.is_membership[network.party_agreement]
    code = network.party_organization[rows]
    parties = pd.DataFrame(
        {
            "agreement": network.party_agreement[rows],
            "code": code,
            "country": network.countries[code],
        }
    )
    schools = parties[network.kinds[parties["code"]] == "school"][["agreement", "code"]]
    pairs = schools.merge(parties[["agreement", "country"]], on="agreement").drop_duplicates()
    pairs["id"] = network.agreement_ids[pairs["agreement"].to_numpy(dtype=np.int64)]
    grouped = pairs.groupby(["code", "country"])["id"]
    return {(int(c), str(place)): tuple(sorted(ids)) for (c, place), ids in grouped}
