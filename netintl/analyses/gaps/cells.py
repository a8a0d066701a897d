"""Cells of country and industry: demand beside the supply of a view, and of all the data."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from netintl.analyses.gaps.demand import (
    PERSON_RUNGS,
    RUNGS,
    best_rung,
    demand_cells,
    host_countries,
)
from netintl.analyses.gaps.supply import Offers, offers_of, supplied_agreements, supplied_persons
from netintl.errors import UsageError
from netintl.i18n import _
from netintl.model.industries import crosswalks
from netintl.model.proposals import offered_names
from netintl.network.national import narrowing, national

if TYPE_CHECKING:
    from collections.abc import Mapping

    from netintl.network.network import Network

    Crosswalk = Mapping[str, Mapping[str, float]]

VARIANTS = ("strict", "weighted", "broad")
_KEY = ["country", "industry"]
_WHOLE = 1 - 1e-9  # an agreement, after its parts were added up
_FEWEST_SOURCES = 2


@dataclass(frozen=True, slots=True)
class Sides:
    """Demand and supply before a crosswalk joins them.

    Attributes
    ----------
    rung
        The measure of demand.
    wanted
        Demand of all countries.
    offers
        Supply of all the data: what verdicts and ratios of a country rest on.
    own
        Supply of the view.
    narrowed
        Whether the view leaves out supply of countries that it shows.
    """

    rung: str
    wanted: pd.DataFrame
    offers: Offers
    own: Offers
    narrowed: bool

    @property
    def in_persons(self) -> bool:
        """Whether demand counts persons, so that seats can be held against it."""
        return self.rung in PERSON_RUNGS


def sides_of(network: Network, measure: str | None) -> Sides:
    """Collect demand and supply of a view.

    Raises
    ------
    UsageError
        When there is no such measure of demand.
    """
    if measure is not None and measure not in RUNGS:
        raise UsageError(
            _("Demand cannot be measured by {name}.").format(name=measure),
            cure=_("Choose one of: {names}.").format(names=", ".join(RUNGS)),
        )
    rung, narrowed = measure or best_rung(network), bool(narrowing(network.settings))
    own = offers_of(network)
    offers = own if (whole := national(network)) is network else offers_of(whole)
    return Sides(rung, demand_cells(network, rung), offers, own, narrowed)


def countries_shown(network: Network, sides: Sides, *, hosts_only: bool = False) -> set[str]:
    """Return the countries with demand that a view asks for, else all.

    ``hosts_only`` keeps, in a view that narrows supply, those in which it has an organization.
    """
    known = set(sides.wanted["country"])
    chosen = bool(network.settings.get("countries")) or (hosts_only and sides.narrowed)
    return known & host_countries(network) if chosen else known


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
            cure=offered_names(name, VARIANTS),
        )
    return name


def cells_of(sides: Sides, weights: Crosswalk) -> pd.DataFrame:
    """Put demand and supply of all industries side by side, for every country with demand.

    Shares are over all industries of a country, those nobody asks for too (``asked`` is False
    there, demand 0). ``supply`` and ``verdict`` are those of the view; ``national_supply``,
    ``national`` and all ratios are those of all the data.

    Returns
    -------
    pandas.DataFrame
        One row per country and industry with demand or supply, sorted by both.
    """
    offered = supplied_agreements(sides.offers, weights)
    offered = offered.rename(columns={"supply": "national_supply", "sources": "supply_sources"})
    cells = sides.wanted.merge(offered, how="outer", on=_KEY, sort=True)
    cells = cells.merge(supplied_persons(sides.offers, weights), how="outer", on=_KEY, sort=True)
    cells = cells[cells["country"].isin(set(sides.wanted["country"]))].reset_index(drop=True)
    cells["asked"] = cells["demand"].notna()
    # Counted over all agreements, and over all figures of one measure: 0 is known.
    counted = {"demand": 0.0, "imputed": 0.0, "national_supply": 0.0}
    cells = cells.fillna({**counted, "years": ""})
    for name in ("sources", "agreements", "supply_sources", "seat_sources"):
        cells[name] = [cell if isinstance(cell, tuple) else () for cell in cells[name]]
    seated = cells["country"].isin(set(sides.offers.seats["country"]))
    cells.loc[seated, "persons"] = cells.loc[seated, "persons"].fillna(0.0)
    cells["uncoded"] = _uncoded(cells, sides.offers)
    _add_ratios(cells, in_persons=sides.in_persons)
    cells["national"] = _verdicts(cells)
    _add_view(cells, sides, weights)
    cells["small_support"] = _small_support(cells, in_persons=sides.in_persons)
    return cells


def cells_of_variants(sides: Sides) -> Mapping[str, pd.DataFrame]:
    """Return the cells under each crosswalk that ships with netintl."""
    return {name: cells_of(sides, crosswalks()[name]) for name in VARIANTS}


def _uncoded(cells: pd.DataFrame, offers: Offers) -> pd.Series:
    return cells["country"].map(offers.uncoded.groupby("country").size()).fillna(0).astype(int)


def _add_ratios(cells: pd.DataFrame, *, in_persons: bool) -> None:
    """Add gap, coverage, the two shares and the deviation, LQ − 1; NaN where one is unknown."""
    demand, persons = cells["demand"], cells["persons"]
    compared = cells["asked"] & in_persons
    cells["gap"] = (demand - persons).clip(lower=0).where(compared)
    cells["coverage"] = (persons / demand).clip(upper=1).where(compared & (demand > 0))
    by, side = cells["country"], persons if in_persons else cells["national_supply"]
    cells["supply_share"] = side / side.groupby(by).transform("sum")
    cells["demand_share"] = demand / demand.groupby(by).transform("sum")
    ratio = cells["supply_share"] / cells["demand_share"] - 1
    cells["deviation"] = ratio.replace([np.inf, -np.inf], np.nan)


def _verdicts(cells: pd.DataFrame) -> np.ndarray:
    """Judge every cell by all the data."""
    none = cells["national_supply"] == 0
    assessed = cells["gap"].notna()
    return np.select(
        [
            cells["demand"] == 0,
            assessed & (cells["gap"] > 0) & (cells["persons"] == 0) & none,
            assessed & (cells["gap"] > 0),
            assessed,
            none & (cells["uncoded"] == 0),
            none,
        ],
        ["no_demand", "gap", "short", "covered", "gap", "possible"],
        default="covered",
    )


def _add_view(cells: pd.DataFrame, sides: Sides, weights: Crosswalk) -> None:
    """Add supply and verdict of the view: what a narrowed one lacks is no gap."""
    if not sides.narrowed:
        cells["supply"], cells["verdict"] = cells["national_supply"], cells["national"]
        return
    own = supplied_agreements(sides.own, weights).set_index(_KEY)["supply"]
    cells["supply"] = own.reindex(pd.MultiIndex.from_frame(cells[_KEY])).fillna(0.0).to_numpy()
    cells["verdict"] = np.select(
        [cells["demand"] == 0, cells["supply"] > 0, _uncoded(cells, sides.own) > 0],
        ["no_demand", "served", "not_assessable"],
        default="not_served",
    )


def _small_support(cells: pd.DataFrame, *, in_persons: bool) -> pd.Series:
    """Tell which deviations rest on some supply, but on little.

    Seats are stated by sources, in no agreements.
    """
    sources = cells["seat_sources" if in_persons else "supply_sources"]
    amount = cells["persons" if in_persons else "national_supply"]
    agreements = amount.where(amount.isna(), np.inf) if in_persons else amount
    return cells["deviation"].notna() & (amount > 0) & rests_on_little(agreements, sources)


def rests_on_little(amount: pd.Series, sources: pd.Series) -> pd.Series:
    """Tell what rests on less than one whole agreement, or on one source of supply.

    Examples
    --------
    >>> sources = pd.Series([("a", "b"), ("a",), ("a", "b")])
    >>> rests_on_little(pd.Series([0.15, 2.0, 2.0]), sources).tolist()
    [True, True, False]
    """
    return pd.Series((amount < _WHOLE) | (sources.map(len) < _FEWEST_SOURCES), dtype=bool)
