"""Where firms have gone without schools, and which partners should know each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from netintl.analyses.claim import Claim
from netintl.analyses.gaps.connection import connection_deficits
from netintl.analyses.gaps.demand import (
    PERSON_RUNGS,
    RUNGS,
    best_rung,
    demand_cells,
    host_countries,
)
from netintl.analyses.gaps.supply import Offers, offers_of, supplied_agreements, supplied_persons
from netintl.analyses.result import Reason, Result, make_result, ranks
from netintl.errors import UsageError
from netintl.i18n import _
from netintl.model.industries import crosswalks
from netintl.model.places import zones_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

    from netintl.network.network import Network

VARIANTS = ("strict", "weighted", "broad")
UNMET = ("gap", "short")
# Order of the table: what is open first, what cannot be said last.
_URGENCY = {"gap": 0, "possible": 1, "short": 2, "covered": 3, "not_assessable": 4}


def find_gaps(
    network: Network,
    *,
    crosswalk: str = "weighted",
    demand: str | None = None,
    custom: Mapping[str, Mapping[str, float]] | None = None,
) -> Result:
    """Hold demand of industries against supply of education, country by country.

    Coverage, in persons where both sides are known: gap = max(0, D − S), coverage = min(1, S/D).
    Balance: structural deviation 结构偏离度 = LQ − 1 with LQ = (S_ci/S_c)/(D_ci/D_c); below 0 the
    industry has less than its share of the supply. Connection: deficit = open/(open + closed)
    over pairs of a school active in the country with a fitting field and an enterprise there of
    that industry; closed when a path of at most two links joins them. A cell's verdict is made
    under each crosswalk and is stable when demand stays unmet (gap or short) under all three.
    Where demand is a count (sites, projects) coverage has no unit: the verdict is "gap" when no
    agreement serves the industry, "possible" when one without a stated subject might.

    Parameters
    ----------
    crosswalk
        Variant the figures are made with: strict, weighted or broad.
    demand
        hires, headcount, sites or projects; the best rung the data reach when omitted.
    custom
        A crosswalk of one's own (major → section → weight), used instead of the variant.

    Raises
    ------
    UsageError
        When the crosswalk or the measure of demand does not exist.

    References
    ----------
    Balassa 1965 for the location quotient; ``docs/guide.md`` for the ladder of demand.
    """
    weights = _weights(crosswalk, custom)
    offers = offers_of(network)
    hosts = host_countries(network)
    rung = _rung(network, demand)
    wanted = _wanted(network, rung)
    variants = _cells_of_variants(wanted, offers, rung)
    own = _cells(wanted, offers, weights, rung) if custom is not None else variants[crosswalk]
    cells = own.assign(**{name: found["verdict"] for name, found in variants.items()})
    cells["stable"] = cells[list(VARIANTS)].isin(UNMET).all(axis=1)
    cells = cells.join(connection_deficits(network, weights), on=["country", "industry"])
    cells["measure"] = rung
    table = _ordered(cells)
    name = crosswalk if custom is None else "custom"
    claims = [*_claims(offers, hosts, table, rung), Claim("crosswalk", {"name": name})]
    reasons = _reasons(table)
    table = table.drop(columns=["agreements", "supply_sources"])
    return make_result(
        "gaps", network, table, reasons=reasons, claims=claims, crosswalk=name, demand=rung
    )


def cells_of_variants(
    network: Network, demand: str | None
) -> tuple[Mapping[str, pd.DataFrame], str]:
    """Return the cells of demand and supply by crosswalk, and the measure of demand."""
    rung = _rung(network, demand)
    return _cells_of_variants(_wanted(network, rung), offers_of(network), rung), rung


def _cells_of_variants(
    wanted: pd.DataFrame, offers: Offers, rung: str
) -> Mapping[str, pd.DataFrame]:
    return {name: _cells(wanted, offers, crosswalks()[name], rung) for name in VARIANTS}


def _wanted(network: Network, rung: str) -> pd.DataFrame:
    """Return the demand of the view: of the countries asked for, else of all."""
    wanted = demand_cells(network, rung)
    if network.settings.get("countries"):
        return wanted[wanted["country"].isin(host_countries(network))]
    return wanted


def _weights(
    variant: str, custom: Mapping[str, Mapping[str, float]] | None
) -> Mapping[str, Mapping[str, float]]:
    return custom if custom is not None else crosswalks()[checked_variant(variant)]


def checked_variant(name: str) -> str:
    """Return the name of a crosswalk that ships with netintl.

    Raises
    ------
    UsageError
        When there is none of that name.
    """
    if name not in crosswalks():
        raise UsageError(
            _("There is no crosswalk named {name}.").format(name=name),
            cure=_("Choose one of: {names}.").format(names=", ".join(VARIANTS)),
        )
    return name


def _rung(network: Network, measure: str | None) -> str:
    if measure is not None and measure not in RUNGS:
        raise UsageError(
            _("Demand cannot be measured by {name}.").format(name=measure),
            cure=_("Choose one of: {names}.").format(names=", ".join(RUNGS)),
        )
    return measure or best_rung(network)


def _cells(
    wanted: pd.DataFrame, offers: Offers, weights: Mapping[str, Mapping[str, float]], rung: str
) -> pd.DataFrame:
    """Put demand, supply and verdict of every cell with demand side by side."""
    key = ["country", "industry"]
    offered = supplied_agreements(offers, weights).rename(columns={"sources": "supply_sources"})
    cells = wanted.merge(offered, how="left", on=key)
    cells = cells.merge(supplied_persons(offers, weights), how="left", on=key)
    cells["supply"] = (
        cells["supply"].astype(float).fillna(0.0)
    )  # counted over all agreements: 0 is known
    for name in ("agreements", "supply_sources"):
        cells[name] = [cell if isinstance(cell, tuple) else () for cell in cells[name]]
    seated = cells["country"].isin(set(offers.seats["country"]))
    cells.loc[seated, "persons"] = cells.loc[seated, "persons"].fillna(0.0)
    uncoded = offers.uncoded.groupby("country").size()
    cells["uncoded"] = cells["country"].map(uncoded).fillna(0).astype(int)
    in_persons = rung in PERSON_RUNGS
    cells["gap"] = (cells["demand"] - cells["persons"]).clip(lower=0) if in_persons else np.nan
    cells["coverage"] = (cells["persons"] / cells["demand"]).clip(upper=1) if in_persons else np.nan
    side = cells["persons"] if in_persons else cells["supply"]
    cells["deviation"] = _deviation(cells, side)
    cells["verdict"] = _verdicts(cells)
    return cells


def _deviation(cells: pd.DataFrame, supply: pd.Series) -> pd.Series:
    """Return LQ − 1; NaN where the country supplies nothing or nothing is known."""
    by = cells["country"]
    supply_share = supply / supply.groupby(by).transform("sum")
    demand_share = cells["demand"] / cells["demand"].groupby(by).transform("sum")
    return (supply_share / demand_share - 1).replace([np.inf, -np.inf], np.nan)


def _verdicts(cells: pd.DataFrame) -> np.ndarray:
    none = cells["supply"] == 0
    nothing_asked = cells["demand"] == 0
    assessed = cells["gap"].notna()
    return np.select(
        [
            nothing_asked,
            assessed & (cells["gap"] > 0) & (cells["persons"] == 0) & none,
            assessed & (cells["gap"] > 0),
            assessed,
            none & (cells["uncoded"] == 0),
            none,
        ],
        ["covered", "gap", "short", "covered", "gap", "possible"],
        default="covered",
    )


def _ordered(cells: pd.DataFrame) -> pd.DataFrame:
    cells["zones"] = [zones_of(country) for country in cells["country"]]
    urgency = cells["verdict"].map(_URGENCY).to_numpy(dtype=float)
    weight = cells["gap"].fillna(cells["demand"]).to_numpy(dtype=float)
    largest = max(weight.max(initial=0.0), 1.0)
    cells["rank"] = ranks(-urgency - (~cells["stable"]) * 0.5 + 0.4 * weight / largest)
    cells["source_count"] = [
        len({*d, *s}) for d, s in zip(cells["sources"], cells["supply_sources"], strict=True)
    ]
    front = ["rank", "country", "industry", "verdict", "stable", "demand", "supply", "persons"]
    figures = ["gap", "coverage", "deviation", "closed", "open", "deficit", *VARIANTS]
    rest = [
        "uncoded",
        "zones",
        "measure",
        "imputed",
        "source_count",
        "sources",
        "agreements",
        "supply_sources",
    ]
    return cells[front + figures + rest].sort_values(
        ["rank", "country", "industry"], ignore_index=True
    )


def _reasons(table: pd.DataFrame) -> list[Reason]:
    found: list[Reason] = []
    for row in table.to_dict("records"):
        finding = f"{row['country']}:{row['industry']}"
        found.append((finding, "demand", row["demand"], ()))
        if row["agreements"]:
            found.append((finding, "supply", round(row["supply"], 4), row["agreements"]))
    return found


def _claims(offers: Offers, hosts: set[str], table: pd.DataFrame, rung: str) -> list[Claim]:
    known = set(table["country"])
    claims = [Claim("demand_rung", {"measure": rung, "count": len(known)})]
    silent = sorted(hosts - known)
    if silent:
        claims.append(Claim("no_demand", {"count": len(silent), "names": tuple(silent)}))
    total = offers.agreements["agreement"].nunique()
    uncoded = offers.uncoded["agreement"].nunique()
    if uncoded:
        claims.append(Claim("uncoded", {"count": uncoded, "total": total}))
    if offers.seats.empty or rung not in PERSON_RUNGS:
        claims.append(Claim("no_seats"))
    return claims
