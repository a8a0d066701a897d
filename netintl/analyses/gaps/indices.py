"""Country by country: does education come with industry? Balance and coordination."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from netintl.analyses.claim import Claim
from netintl.analyses.gaps.demand import united
from netintl.analyses.gaps.gaps import VARIANTS, cells_of_variants, checked_variant
from netintl.analyses.result import Reason, Result, make_result, ranks
from netintl.errors import UsageError
from netintl.i18n import _
from netintl.model.places import zones_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

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

    Index = ½ Σ_i |S_ci/S_c − D_ci/D_c|: 0 when education has the mix of demand, 1 when it serves
    other industries altogether; the part of supply that would have to change its industry
    (Duncan and Duncan 1955, doi:10.2307/2088328). Deviation 结构偏离度 = LQ − 1 with the share of
    supply as numerator: below 0 the industry has less education than its demand, above 0 more.

    Parameters
    ----------
    crosswalk, demand
        As in ``find_gaps``.

    Returns
    -------
    Result
        One row per country with demand and supply; worst balance first. The index under each
        crosswalk stands beside it, with zones, share of demand imputed and number of sources.
    """
    checked_variant(crosswalk)
    cells, rung = cells_of_variants(network, demand)
    table = _with_variants(cells, crosswalk, "balance", _balances)
    table = _with_basis(table, cells[crosswalk])
    table.insert(0, "rank", ranks(table["balance"].to_numpy(dtype=float)))
    table = table.sort_values(["rank", "country"], ignore_index=True)
    reasons = _reasons(table, "balance")
    claims = [Claim("direction"), Claim("demand_rung", {"measure": rung, "count": len(table)})]
    return make_result(
        "balance",
        network,
        table.drop(columns="agreements"),
        reasons=reasons,
        claims=claims,
        crosswalk=crosswalk,
        demand=rung,
    )


def _balances(cells: pd.DataFrame) -> pd.DataFrame:
    """Measure the countries that have demand and supply."""
    rows = [_balance(str(country), part) for country, part in cells.groupby("country", sort=True)]
    names = ["country", "balance", "short_industry", "short_deviation", "ample_industry",
             "ample_deviation", "demand", "supply", "industries", "agreements"]  # fmt: skip
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


def _with_basis(table: pd.DataFrame, cells: pd.DataFrame) -> pd.DataFrame:
    """Add what the figures of a country rest on: zones, share imputed, number of sources."""
    table["zones"] = [zones_of(country) for country in table["country"]]
    worked_out = (cells["demand"] * cells["imputed"]).groupby(cells["country"]).sum()
    demanded = cells.groupby("country")["demand"].sum()
    table["imputed"] = table["country"].map(worked_out / demanded.where(demanded > 0)).astype(float)
    both = (cells["sources"] + cells["supply_sources"]).groupby(cells["country"]).agg(united)
    table["source_count"] = [len(cell) for cell in table["country"].map(both)]
    return table


def _balance(country: str, cells: pd.DataFrame) -> dict[str, object]:
    """Measure one country; nothing where demand or supply is nil."""
    supply, demand = cells["supply"].to_numpy(float), cells["demand"].to_numpy(float)
    if not supply.sum() or not demand.sum():
        return {}
    share, demanded = supply / supply.sum(), demand / demand.sum()
    difference = share - demanded
    short, ample = int(np.argmin(difference)), int(np.argmax(difference))
    industry = cells["industry"].to_numpy(dtype=object)
    ratio = np.divide(share, demanded, out=np.full(len(share), np.nan), where=demanded > 0)
    return {
        "country": country,
        "balance": float(np.abs(difference).sum() / 2),
        "short_industry": industry[short],
        "short_deviation": float(ratio[short] - 1),
        "ample_industry": industry[ample] if len(cells) > 1 else "",
        "ample_deviation": float(ratio[ample] - 1) if len(cells) > 1 else np.nan,
        "demand": float(demand.sum()),
        "supply": float(supply.sum()),
        "industries": len(cells),
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
    0..1; coupling C = 2√(U₁U₂)/(U₁ + U₂), level T = αU₁ + βU₂ with β = 1 − α, degree D = √(C·T).
    Ten bands of width .1, from extreme disorder to high coordination (Liao 1999). ``behind`` names
    the side that lags (education when U₁ < U₂). The values compare countries of one view only.

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
        One row per country with demand data, least coordinated first, then most demand.
    """
    if not 0 <= alpha <= 1:
        raise UsageError(
            _("alpha must lie between 0 and 1, not {value}.").format(value=alpha),
            cure=_("Give the weight of education, such as 0.5."),
        )
    checked_variant(crosswalk)
    cells, rung = cells_of_variants(network, demand)
    rate = partial(_coordinations, alpha=alpha)
    table = _with_variants(cells, crosswalk, "coordination", rate)
    table = _with_basis(table, cells[crosswalk])
    table.insert(0, "rank", ranks(-table["coordination"].to_numpy(dtype=float)))
    order = ["rank", "demand", "country"]
    table = table.sort_values(order, ascending=[True, False, True], ignore_index=True)
    claims = [
        Claim("coordination_rule", {"alpha": alpha, "beta": round(1 - alpha, 10)}),
        Claim("demand_rung", {"measure": rung, "count": len(table)}),
    ]
    return make_result(
        "coordination",
        network,
        table.drop(columns="agreements"),
        reasons=_reasons(table, "coordination"),
        claims=claims,
        crosswalk=crosswalk,
        demand=rung,
        alpha=alpha,
    )


def _coordinations(cells: pd.DataFrame, *, alpha: float) -> pd.DataFrame:
    """Rate the countries that have demand."""
    table = cells.groupby("country", as_index=False, sort=True).agg(
        demand=("demand", "sum"), supply=("supply", "sum"), agreements=("agreements", united)
    )
    table = table[table["demand"] > 0].reset_index(drop=True)
    education, industry = _level(table["supply"]), _level(table["demand"])
    table["education"], table["industry_level"] = education, industry
    table["coupling"] = 2 * np.sqrt(education * industry) / (education + industry)
    table["level"] = alpha * education + (1 - alpha) * industry
    table["coordination"] = np.sqrt(table["coupling"] * table["level"])
    bounds = [bound for bound, _name in BANDS]
    place = np.minimum(np.searchsorted(bounds, table["coordination"], side="left"), len(BANDS) - 1)
    table["band"] = [BANDS[number][1] for number in place]
    table["behind"] = np.select(
        [education < industry, education > industry], ["education", "industry_side"], default="even"
    )
    return table


def _level(amounts: pd.Series) -> np.ndarray:
    """Put amounts on 0..1 by their logarithm: a few countries hold most of everything."""
    logs: np.ndarray = np.log1p(amounts.to_numpy(dtype=float))
    level: np.ndarray = logs / max(float(logs.max(initial=0)), 1e-12)
    return level


def _reasons(table: pd.DataFrame, component: str) -> list[Reason]:
    rows = table[["country", component, "agreements"]].itertuples(index=False)
    return [
        (str(country), component, round(float(value), 4), cited) for country, value, cited in rows
    ]
