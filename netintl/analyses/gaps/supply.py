"""What education offers to industries, country by country, under one crosswalk."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from netintl.analyses.gaps.demand import united
from netintl.model.cells import parts_of
from netintl.model.places import HOME

if TYPE_CHECKING:
    from collections.abc import Mapping

    from netintl.network.network import Network


@dataclass(frozen=True, slots=True)
class Offers:
    """Teaching agreements abroad: one row per agreement and host country.

    ``fields`` are the majors the agreement names (none when uncoded). ``seats`` has one row per
    country and field with the persons a year that colleges there can seat, and its sources.
    """

    agreements: pd.DataFrame
    seats: pd.DataFrame

    @property
    def coded(self) -> pd.DataFrame:
        """Offers that name at least one major."""
        return self.agreements[self.agreements["fields"].astype(bool)]

    @property
    def uncoded(self) -> pd.DataFrame:
        """Offers that name none."""
        return self.agreements[~self.agreements["fields"].astype(bool)]


def offers_of(network: Network) -> Offers:
    """Collect the agreements that involve a school or college and have a party abroad.

    What has ended by the day of the view supplies nobody.
    """
    taught = network.current & ~network.is_membership
    row = network.party_rows & taught[network.party_agreement]
    parties = pd.DataFrame(
        {
            "agreement": network.party_agreement[row],
            "kind": network.kinds[network.party_organization[row]],
            "country": network.countries[network.party_organization[row]],
        }
    )
    teaching = set(parties.loc[parties["kind"].isin(["school", "college"]), "agreement"])
    abroad = parties[~parties["country"].isin([HOME, ""]) & parties["agreement"].isin(teaching)]
    rows = abroad[["agreement", "country"]].drop_duplicates().sort_values(["agreement", "country"])
    codes = rows["agreement"].to_numpy()
    fields, source = (network.values("agreements", name) for name in ("fields", "source"))
    frame = pd.DataFrame(
        {
            "country": rows["country"].to_numpy(dtype=object),
            "agreement": network.agreement_ids[codes],
            "fields": [fields[code] for code in codes],
            "source": [source[code] for code in codes],
        }
    )
    return Offers(frame, _seats(network))


def _seats(network: Network) -> pd.DataFrame:
    """Add up the newest stated seats of colleges by country and field."""
    rows = _seats_by_field(network).copy()
    rows = rows.sort_values("year", kind="stable").drop_duplicates(
        ["organization", "field"], keep="last"
    )
    place = pd.Index(network.ids).get_indexer(rows["organization"])
    rows = rows[(place >= 0) & np.append(network.members, False)[place]]
    rows["country"] = network.countries[pd.Index(network.ids).get_indexer(rows["organization"])]
    rows["persons"] = rows["persons_per_year"].astype(float)
    rows["sources"] = [parts_of(cell) for cell in rows["source"]]
    grouped = rows.groupby(["country", "field"], as_index=False, sort=True)
    return pd.DataFrame(grouped.agg(persons=("persons", "sum"), sources=("sources", united)))


def seated_colleges(network: Network) -> tuple[int, int]:
    """Count the colleges abroad with known seats by field, and all colleges abroad."""
    colleges = network.ids[(network.kinds == "college") & ~np.isin(network.countries, ["", HOME])]
    return len(set(_seats_by_field(network)["organization"]) & set(colleges)), len(colleges)


def _seats_by_field(network: Network) -> pd.DataFrame:
    table = network.tables["capacities"]
    stated = (table["field"] != "") & (table["persons_per_year"] != "")
    stated &= table["agreement"] == ""  # one programme is not the college
    return table[stated & (table["measure"] == "seats")]


def supplied_agreements(
    offers: Offers, crosswalk: Mapping[str, Mapping[str, float]]
) -> pd.DataFrame:
    """Spread each coded offer evenly over its majors and by the crosswalk over industries.

    Returns
    -------
    pandas.DataFrame
        country, industry, supply (agreements, fractional), agreements (ids), sources (ids).
    """
    listed = []
    for country, agreement, majors, source in offers.coded.itertuples(index=False):
        for major in majors:
            for industry, weight in crosswalk.get(major, {}).items():
                listed.append((country, industry, weight / len(majors), (agreement,), source))
    columns = ["country", "industry", "supply", "agreements", "sources"]
    rows = pd.DataFrame(listed, columns=columns).astype({"supply": float})
    grouped = rows.groupby(["country", "industry"], as_index=False, sort=True)
    return grouped.agg(
        supply=("supply", "sum"), agreements=("agreements", united), sources=("sources", united)
    )


def supplied_persons(offers: Offers, crosswalk: Mapping[str, Mapping[str, float]]) -> pd.DataFrame:
    """Convert seats by field to persons a year by industry: S_ci = Σ_f seats_cf · W[f, i].

    Returns
    -------
    pandas.DataFrame
        country, industry, persons, seat_sources (ids).
    """
    listed = [
        (country, industry, persons * weight, sources)
        for country, field, persons, sources in offers.seats.itertuples(index=False)
        for industry, weight in crosswalk.get(field, {}).items()
    ]
    rows = pd.DataFrame(listed, columns=["country", "industry", "persons", "seat_sources"])
    grouped = rows.astype({"persons": float}).groupby(
        ["country", "industry"], as_index=False, sort=True
    )
    return grouped.agg(persons=("persons", "sum"), seat_sources=("seat_sources", united))
