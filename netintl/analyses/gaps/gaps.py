"""Where firms have gone without schools, and which partners should know each other."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from netintl.analyses.claim import Claim
from netintl.analyses.gaps.cells import (
    VARIANTS,
    cells_of,
    cells_of_variants,
    checked_variant,
    countries_shown,
    sides_of,
)
from netintl.analyses.gaps.connection import connection_deficits
from netintl.analyses.gaps.statements import gap_claims
from netintl.analyses.result import Reason, Result, make_result, ranks
from netintl.model.industries import crosswalks
from netintl.model.places import zones_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

    from netintl.network.network import Network

UNMET: Final = ("gap", "short")
# Order of the table: what is open first, what cannot be said last.
_URGENCY = {"gap": 0, "possible": 1, "short": 2, "covered": 3, "no_demand": 4}
_COLUMNS = [
    "rank", "country", "industry", "verdict", "stable", "demand", "supply", "national_supply",
    "national", "persons", "gap", "coverage", "deviation", "small_support", "closed", "open",
    "deficit", *VARIANTS, "uncoded", "zones", "measure", "years", "imputed", "source_count",
    "sources",
]  # fmt: skip


def find_gaps(
    network: Network,
    *,
    crosswalk: str = "weighted",
    demand: str | None = None,
    custom: Mapping[str, Mapping[str, float]] | None = None,
) -> Result:
    """Hold demand of industries against supply of education, country by country.

    Coverage, in persons where both sides are known: gap = max(0, D − S), coverage = min(1, S/D).
    Balance: structural deviation 结构偏离度 = LQ − 1 with LQ = (S_ci/S_c)/(D_ci/D_c), S_c and D_c
    over all industries of the country; below 0 the industry has less than its share of the supply.
    Connection: deficit = open/(open + closed) over pairs of a school active in the country with a
    fitting field and an enterprise there of that industry; closed when a path of at most two links
    joins them. A cell's verdict is made under each crosswalk and is stable when demand stays unmet
    (gap or short) under all three. Where demand is a count (sites, projects) coverage has no unit:
    the verdict is "gap" when no agreement serves the industry, "possible" when one without a
    stated subject might, and otherwise "covered", called some supply: at least part of an
    agreement serves it, and without persons it is not assessable whether that is enough.

    A gap is what all the data leave open (``national``). A view that narrows supply, to a brand, a
    province, a school, says of a cell that it is served, not served, or not assessable; how it
    stands nationally is beside it, as are all ratios.

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
    weights = custom if custom is not None else crosswalks()[checked_variant(crosswalk)]
    sides = sides_of(network, demand)
    variants = cells_of_variants(sides)
    cells = cells_of(sides, weights) if custom is not None else variants[crosswalk]
    cells = cells[cells["asked"] & cells["country"].isin(countries_shown(network, sides))]
    verdicts = {name: _verdict_of(found, cells) for name, found in variants.items()}
    cells = cells.assign(**verdicts, measure=sides.rung)
    cells["stable"] = cells[list(VARIANTS)].isin(UNMET).all(axis=1)
    pairs = connection_deficits(network, weights).astype(float)
    cells = cells.join(pairs, on=["country", "industry"])
    table = _ordered(cells)
    name = crosswalk if custom is None else "custom"
    claims = [*gap_claims(network, sides, table), Claim("crosswalk", {"name": name})]
    return make_result(
        "gaps",
        network,
        table[_COLUMNS],
        reasons=_reasons(table),
        claims=claims,
        crosswalk=name,
        demand=sides.rung,
    )


def _verdict_of(variant: pd.DataFrame, cells: pd.DataFrame) -> list[str]:
    """Give the national verdicts of a crosswalk for the cells with demand."""
    found = variant.set_index(["country", "industry"])["national"].to_dict()
    return [found[cell] for cell in zip(cells["country"], cells["industry"], strict=True)]


def _ordered(cells: pd.DataFrame) -> pd.DataFrame:
    """Rank what is open nationally first, then by unmet demand; ratios of little support last."""
    cells["zones"] = [zones_of(country) for country in cells["country"]]
    urgency = cells["national"].map(_URGENCY).to_numpy(dtype=float)
    weight = cells["gap"].fillna(cells["demand"]).to_numpy(dtype=float)
    largest = max(weight.max(initial=0.0), 1.0)
    doubtful = cells["small_support"].to_numpy()
    served = cells["verdict"].isin(["served", "covered", "no_demand"]).to_numpy()
    score = -urgency - (~cells["stable"]) * 0.25 - doubtful * 0.5 + 0.2 * weight / largest
    cells["rank"] = ranks(score.to_numpy() - served * (len(_URGENCY) + 1))
    cells["source_count"] = [
        len({*d, *s, *p})
        for d, s, p in zip(
            cells["sources"], cells["supply_sources"], cells["seat_sources"], strict=True
        )
    ]
    return cells.sort_values(["rank", "country", "industry"], ignore_index=True)


def _reasons(table: pd.DataFrame) -> list[Reason]:
    found: list[Reason] = []
    for row in table.to_dict("records"):
        finding = f"{row['country']}:{row['industry']}"
        found.append((finding, "demand", row["demand"], ()))
        if row["agreements"]:
            found.append((finding, "supply", round(row["national_supply"], 4), row["agreements"]))
    return found
