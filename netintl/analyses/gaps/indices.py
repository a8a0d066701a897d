"""Country by country: does education come with industry? Balance and coordination."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from netintl.analyses.claim import Claim
from netintl.analyses.gaps.cells import (
    VARIANTS,
    cells_of_variants,
    checked_variant,
    countries_shown,
    rests_on_little,
    sides_of,
)
from netintl.analyses.gaps.demand import period_of, united
from netintl.analyses.gaps.statements import (
    demand_claims,
    scope_claims,
    support_claims,
    uncoded_claims,
)
from netintl.analyses.result import Reason, Result, make_result, ranks
from netintl.errors import UsageError
from netintl.i18n import _
from netintl.model.places import zones_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from netintl.analyses.gaps.cells import Sides
    from netintl.network.network import Network

# Upper bounds of the ten grades of Liao 1999, as the Chinese literature uses them.
BANDS = (
    (0.1, "extreme_disorder"), (0.2, "severe_disorder"), (0.3, "moderate_disorder"),
    (0.4, "mild_disorder"), (0.5, "near_disorder"), (0.6, "barely_coordinated"),
    (0.7, "primarily_coordinated"), (0.8, "intermediately_coordinated"),
    (0.9, "well_coordinated"), (1.0, "highly_coordinated"),
)  # fmt: skip


def find_balance(
    network: Network, *, crosswalk: str = "weighted", demand: str | None = None
) -> Result:
    """Compare, country by country, the shares of industries in supply and in demand.

    Index = ½ Σ_i |S_ci/S_c − D_ci/D_c| over all industries with demand or supply: 0 when education
    has the mix of demand, 1 when it serves other industries altogether; the part of supply that
    would have to change its industry (Duncan and Duncan 1955, doi:10.2307/2088328). Deviation
    结构偏离度 = LQ − 1 with the share of supply as numerator: below 0 the industry has less
    education than its demand, above 0 more. Supply is that of all the data, and only agreements
    that name a subject have a mix.

    Parameters
    ----------
    crosswalk, demand
        As in ``find_gaps``.

    Returns
    -------
    Result
        One row per country with demand and supply; worst balance first, those that rest on less
        than one whole agreement or on one source last. The most ample industry is one that demand
        asks for, served by a whole agreement or more from two sources or more; else none is named.
        The index under each crosswalk stands beside it, with zones, share of demand imputed and
        number of sources.
    """
    checked_variant(crosswalk)
    sides = sides_of(network, demand)
    cells = cells_of_variants(sides)
    table = _with_variants(cells, crosswalk, "balance", _balances)
    wanted = countries_shown(network, sides, hosts_only=True)
    table = table[table["country"].isin(wanted)]
    table = _with_basis(table.reset_index(drop=True), cells[crosswalk], sides)
    table.insert(0, "rank", _ranks(table["balance"], table["small_support"]))
    table = table.sort_values(["rank", "country"], ignore_index=True)
    elsewhere = tuple(table.loc[table["balance"].round(10) == 1, "country"].sort_values())
    claims = [Claim("direction")]
    if elsewhere:
        claims.append(
            Claim("balance_elsewhere", {"count": len(elsewhere), "names": elsewhere}, "known")
        )
    if 0 < len(table) < len(wanted):
        compared = {"count": len(table), "total": len(wanted)}
        claims.append(Claim("demand_compared", compared, "known"))
    return make_result(
        "balance",
        network,
        table.drop(columns="agreements"),
        reasons=_reasons(table, "balance"),
        claims=[*claims, *_common_claims(network, sides, table)],
        crosswalk=crosswalk,
        demand=sides.rung,
    )


def _ranks(worst: pd.Series, small: pd.Series) -> np.ndarray:
    """Rank the largest first; what rests on little after all others, what is unknown last."""
    return ranks(worst.to_numpy(dtype=float) - 1e3 * small.to_numpy(dtype=float))


def _common_claims(network: Network, sides: Sides, table: pd.DataFrame) -> list[Claim]:
    return [
        *demand_claims(sides, countries_shown(network, sides, hosts_only=True)),
        *uncoded_claims(sides),
        *support_claims(table),
        *scope_claims(network),
    ]


def _balances(cells: pd.DataFrame) -> pd.DataFrame:
    """Measure the countries that have demand and supply."""
    rows = [_balance(str(country), part) for country, part in cells.groupby("country", sort=True)]
    names = ["country", "balance", "short_industry", "short_deviation", "ample_industry",
             "ample_deviation", "demand", "supply", "uncoded", "industries",
             "agreements"]  # fmt: skip
    return pd.DataFrame([row for row in rows if row], columns=names)


def _with_variants(
    cells: Mapping[str, pd.DataFrame],
    crosswalk: str,
    figure: str,
    measured: Callable[[pd.DataFrame], pd.DataFrame],
) -> pd.DataFrame:
    """Put beside a figure the same figure under each crosswalk that ships with netintl."""
    found = {name: measured(cells[name]) for name in VARIANTS}
    table = found[crosswalk].copy()
    for name, other in found.items():
        table[name] = table["country"].map(other.set_index("country")[figure]).astype(float)
    return table


def _with_basis(table: pd.DataFrame, cells: pd.DataFrame, sides: Sides) -> pd.DataFrame:
    """Add what the figures of a country rest on: zones, demand, number of sources, support."""
    asked = cells[cells["asked"]]
    by, country = asked.groupby("country"), table["country"]
    worked_out = (asked["demand"] * asked["imputed"]).groupby(asked["country"]).sum()
    demanded = by["demand"].sum()
    cited = cells.groupby("country")["supply_sources"].agg(united)
    wanted = by["sources"].agg(united)
    table["zones"] = [zones_of(name) for name in country]
    table["measure"] = sides.rung
    table["years"] = country.map(by["years"].agg(period_of)).astype(object)
    table["imputed"] = country.map(worked_out / demanded.where(demanded > 0)).astype(float)
    table["source_count"] = [len({*cited[name], *wanted[name]}) for name in country]
    little = rests_on_little(table["supply"], country.map(cited))
    table["small_support"] = little & (table["supply"] > 0)
    return table


def _balance(country: str, cells: pd.DataFrame) -> dict[str, object]:
    """Measure one country; nothing where demand or supply is nil."""
    supply, demand = (cells[name].to_numpy(float) for name in ("national_supply", "demand"))
    if not supply.sum() or not demand.sum():
        return {}
    difference = supply / supply.sum() - demand / demand.sum()
    industry = cells["industry"].to_numpy(dtype=object)
    ratio = np.full(len(supply), np.nan)
    np.divide(supply / supply.sum(), demand / demand.sum(), out=ratio, where=demand > 0)
    firm = ~rests_on_little(cells["national_supply"], cells["supply_sources"]).to_numpy()
    short = int(np.argmin(difference))
    ample = np.flatnonzero(firm & (demand > 0) & (difference > 0))
    best = int(ample[np.argmax(difference[ample])]) if len(ample) else None
    return {
        "country": country,
        "balance": float(np.abs(difference).sum() / 2),
        "short_industry": industry[short] if difference[short] < 0 else "",
        "short_deviation": float(ratio[short] - 1) if difference[short] < 0 else np.nan,
        "ample_industry": "" if best is None else industry[best],
        "ample_deviation": np.nan if best is None else float(ratio[best] - 1),
        "demand": float(demand.sum()),
        "supply": float(supply.sum()),
        "uncoded": int(cells["uncoded"].iloc[0]),
        "industries": int((demand > 0).sum()),
        "agreements": united(cells["agreements"]),
    }


def find_coordination(
    network: Network,
    *,
    crosswalk: str = "weighted",
    demand: str | None = None,
    alpha: float = 0.5,
) -> Result:
    """Rate, country by country, how far education and industry go together 耦合协调度.

    U₁ = ln(1 + S_c) / ln(1 + max S) and U₂ = ln(1 + D_c) / ln(1 + max D) put supply and demand on
    0..1, both over the largest of all countries with demand; coupling C = 2√(U₁U₂)/(U₁ + U₂),
    level T = αU₁ + βU₂ with β = 1 − α, degree D = √(C·T). Ten bands of width .1, from extreme
    disorder to high coordination (Liao 1999). ``behind`` names the side that lags (education when
    U₁ < U₂). S_c is the supply that all the data hold for the industries asked for. Where none is
    known but agreements there name no subject, it is unknown: all that follows from it is not
    assessable. Values compare countries of one package.

    Parameters
    ----------
    crosswalk, demand
        As in ``find_gaps``.
    alpha
        Weight of education, 0 to 1.

    Raises
    ------
    UsageError
        When alpha is outside 0..1.

    Returns
    -------
    Result
        One row per country with demand data, least coordinated first, then most demand; what rests
        on less than one whole agreement or on one source after the others, what is not assessable
        last.
    """
    if not 0 <= alpha <= 1:
        raise UsageError(
            _("alpha must lie between 0 and 1, not {value}.").format(value=alpha),
            cure=_("Give the weight of education, such as 0.5."),
        )
    checked_variant(crosswalk)
    sides = sides_of(network, demand)
    cells = cells_of_variants(sides)
    rate = partial(_coordinations, alpha=alpha)
    table = _with_variants(cells, crosswalk, "coordination", rate)
    table = table[table["country"].isin(countries_shown(network, sides, hosts_only=True))]
    asked = cells[crosswalk].query("demand > 0")
    table = _with_basis(table.reset_index(drop=True), asked, sides)
    table.insert(0, "rank", _ranks(-table["coordination"], table["small_support"]))
    order = ["rank", "demand", "country"]
    table = table.sort_values(order, ascending=[True, False, True], ignore_index=True)
    unknown = table["coordination"].isna()
    claims = [Claim("coordination_rule", {"alpha": alpha, "beta": round(1 - alpha, 10)})]
    if unknown.any():
        names = tuple(table.loc[unknown, "country"].sort_values())
        facts = {"count": len(names), "total": len(table), "names": names}
        claims.append(Claim("coordination_unknown", facts, "known"))
    return make_result(
        "coordination",
        network,
        table.drop(columns="agreements"),
        reasons=_reasons(table, "coordination"),
        claims=[*claims, *_common_claims(network, sides, table)],
        crosswalk=crosswalk,
        demand=sides.rung,
        alpha=alpha,
    )


def _coordinations(cells: pd.DataFrame, *, alpha: float) -> pd.DataFrame:
    """Rate the countries that have demand."""
    table = cells[cells["demand"] > 0].groupby("country", as_index=False, sort=True).agg(
        demand=("demand", "sum"), supply=("national_supply", "sum"),
        uncoded=("uncoded", "first"), agreements=("agreements", united),
    )  # fmt: skip
    table["supply"] = table["supply"].mask((table["supply"] == 0) & (table["uncoded"] > 0))
    education, industry = _level(table["supply"]), _level(table["demand"])
    table["education"], table["industry_level"] = education, industry
    table["coupling"] = 2 * np.sqrt(education * industry) / (education + industry)
    table["level"] = alpha * education + (1 - alpha) * industry
    table["coordination"] = np.sqrt(table["coupling"] * table["level"])
    bounds = [bound for bound, _name in BANDS]
    place = np.minimum(np.searchsorted(bounds, table["coordination"], side="left"), len(BANDS) - 1)
    unknown = table["coordination"].isna()
    table["band"] = [BANDS[number][1] for number in place]
    table.loc[unknown, "band"] = "not_assessable"
    table["behind"] = np.select(
        [unknown, education < industry, education > industry],
        ["not_assessable", "education", "industry_side"],
        default="even",
    )
    return table


def _level(amounts: pd.Series) -> np.ndarray:
    """Put amounts on 0..1 by their logarithm: a few countries hold most of everything."""
    logs: np.ndarray = np.log1p(amounts.to_numpy(dtype=float))
    level: np.ndarray = logs / max(float(np.nanmax(logs, initial=0)), 1e-12)
    return level


def _reasons(table: pd.DataFrame, component: str) -> list[Reason]:
    rows = table[["country", component, "agreements"]].itertuples(index=False)
    return [
        (str(country), component, round(float(value), 4), cited) for country, value, cited in rows
    ]
