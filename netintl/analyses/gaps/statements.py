"""What can be said of gaps: claims for the sentences, titles and notes that show demand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netintl.analyses.claim import Claim
from netintl.analyses.gaps.demand import demand_facts, unplaced_hires
from netintl.analyses.gaps.supply import seated_colleges
from netintl.model.places import HOME
from netintl.network.national import narrowing
from netintl.network.scopes import scope_of

if TYPE_CHECKING:
    import pandas as pd

    from netintl.analyses.gaps.cells import Sides
    from netintl.analyses.gaps.supply import Offers
    from netintl.network.network import Network
    from netintl.network.scopes import ScopeName

_NAMED = 3  # cells a headline names


def gap_claims(network: Network, sides: Sides, table: pd.DataFrame) -> list[Claim]:
    """State what was found, what demand counts, and what is unknown."""
    claims = [*_headline(network, sides, table), *demand_claims(sides, set(table["country"]))]
    silent = sorted(_cooperating(network) - set(sides.wanted["country"]))
    if silent:
        claims.append(
            Claim(
                "no_demand", {"count": len(silent), "names": tuple(silent), "measure": sides.rung}
            )
        )
    unplaced = unplaced_hires(network) if sides.rung == "hires" else ()
    if unplaced:
        claims.append(Claim("hires_unplaced", {"count": len(unplaced)}, "known", unplaced))
    claims += [*uncoded_claims(sides), *_capacity_claims(network, sides)]
    return [*claims, *support_claims(table, "small_supply"), *scope_claims(network)]


def _cooperating(network: Network) -> set[str]:
    """Return the host countries of the view: with a party to cooperation, not mere proposals."""
    found = set(network.countries[scope_of(network, "cooperation").organizations]) - {"", HOME}
    return found & set(network.settings.get("countries") or found)


def _headline(network: Network, sides: Sides, table: pd.DataFrame) -> list[Claim]:
    """State the finding, and the same count as a title."""
    asked = table[table["demand"] > 0]
    if asked.empty:
        return [Claim("gaps_unknown")]
    stable = asked[asked["stable"]]
    facts = demand_facts(_of(sides, set(asked["country"])), sides.rung)
    whole = {**facts, "total": len(asked), "countries": asked["country"].nunique()}
    if sides.narrowed:
        verdict = asked["verdict"]
        view = {
            "count": int((verdict == "not_served").sum()),
            "unclear": int((verdict == "not_assessable").sum()),
            "gaps": len(stable),
            "view": dict(network.settings),
        }
        return [
            Claim("gaps_not_served", {**whole, **view}, rows=_cells(asked, "not_served")),
            Claim("gaps_not_served_title", {**whole, **view}),
        ]
    count = {"count": len(stable), "possible": int((asked["verdict"] == "possible").sum())}
    title = Claim("gaps_title", {**whole, **count})
    if stable.empty:
        return [Claim("no_gaps", {**whole, **count}), title]
    named = {**whole, **count, "cells": _largest(stable)}
    findings = (stable["country"] + ":" + stable["industry"]).sort_values()
    return [Claim("gaps", named, rows=tuple(findings)), title]


def _cells(table: pd.DataFrame, verdict: str) -> tuple[str, ...]:
    rows = table[table["verdict"] == verdict]
    return tuple((rows["country"] + ":" + rows["industry"]).sort_values())


def _largest(stable: pd.DataFrame) -> tuple[tuple[str, str, float], ...]:
    """Name the stable gaps with most demand."""
    order = stable.sort_values(
        ["demand", "country", "industry"], ascending=[False, True, True], kind="stable"
    )
    rows = order[["country", "industry", "demand"]].head(_NAMED)
    return tuple((country, industry, float(d)) for country, industry, d in rows.to_numpy().tolist())


def _of(sides: Sides, countries: set[str]) -> pd.DataFrame:
    return sides.wanted[sides.wanted["country"].isin(countries)]


def demand_claims(sides: Sides, countries: set[str]) -> list[Claim]:
    """State what the demand of some countries counts, of which years and by which sources."""
    wanted = _of(sides, countries)
    if wanted.empty:
        return []
    claims = [Claim("demand_rung", demand_facts(wanted, sides.rung))]
    undated = int((wanted["years"] == "").sum())
    if 0 < undated < len(wanted):
        claims.append(Claim("demand_undated", {"count": undated, "total": len(wanted)}))
    return claims


def uncoded_claims(sides: Sides) -> list[Claim]:
    """State how many agreements name no subject; of a narrowed view beside all the data."""
    if not sides.narrowed:
        return _uncoded("uncoded", sides.own)
    return [*_uncoded("uncoded_view", sides.own), *_uncoded("uncoded_all", sides.offers, "known")]


def _uncoded(code: str, offers: Offers, scope: ScopeName = "view") -> list[Claim]:
    count, total = _named(offers.uncoded), _named(offers.agreements)
    return [Claim(code, {"count": count, "total": total}, scope)] if count else []


def _named(rows: pd.DataFrame) -> int:
    return int(rows["agreement"].nunique())


def _capacity_claims(network: Network, sides: Sides) -> list[Claim]:
    """State why coverage in persons is not assessable, or how far seats are known."""
    if not sides.in_persons:
        return [Claim("coverage_of_counts", {"measure": sides.rung})]
    stated = network.tables["capacities"]
    if not (stated["persons_per_year"] != "").any():
        return [Claim("no_seats")]
    if sides.offers.seats.empty:
        return [Claim("no_seats_by_field")]
    known, total = seated_colleges(network)
    return [Claim("seats_partial", {"known": known, "total": total})] if known < total else []


def support_claims(table: pd.DataFrame, code: str = "small_support") -> list[Claim]:
    """State how many rows rest on little evidence."""
    count = int(table["small_support"].sum())
    return [Claim(code, {"count": count, "total": len(table)})] if count else []


def scope_claims(network: Network) -> list[Claim]:
    """State that figures are of all the data where the view is narrower."""
    if not narrowing(network.settings):
        return []
    return [Claim("of_all_data", {"view": dict(network.settings)}, scope="known")]
