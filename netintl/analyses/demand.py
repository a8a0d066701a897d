"""What industries ask for, country by country: the best rung of the ladder that the data reach."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from netintl.model.industries import section_of

if TYPE_CHECKING:
    from netintl.network.network import Network

# Stated hires before headcount before sites before projects (domain practice, best first).
RUNGS = ("hires", "headcount", "sites", "projects")
PERSON_RUNGS = ("hires", "headcount")
HOME = "CHN"


def demand_cells(network: Network, measure: str) -> pd.DataFrame:
    """Return the demand for one measure: country, industry (section), demand, sources.

    Sites not given as indicators are the enterprises of the network outside China; hires not
    given as indicators are those stated as capacities of enterprises.
    """
    table = network.tables["indicators"]
    rows = table[(table["measure"] == measure) & (table["industry"] != "")]
    rows = _newest(rows, ["country", "industry"])
    if rows.empty and measure == "sites":
        return _sites(network)
    if rows.empty and measure == "hires":
        return _hires(network)
    cells = pd.DataFrame(
        {
            "country": rows["country"].to_numpy(dtype=object),
            "industry": [section_of(code) for code in rows["industry"]],
            "demand": rows["value"].astype(float).to_numpy(),
            "sources": rows["source"].to_numpy(dtype=object),
        }
    )
    return _added(cells[cells["country"] != HOME])


def best_rung(network: Network) -> str:
    """Name the first measure that covers at least half of the host countries, else the widest.

    All organizations count, so that a filtered view keeps the measure of the whole.
    """
    hosts = set(network.countries) - {"", HOME}
    covered = {rung: len(hosts & set(demand_cells(network, rung)["country"])) for rung in RUNGS}
    for rung in RUNGS:
        if covered[rung] * 2 >= max(len(hosts), 1):
            return rung
    return max(RUNGS, key=lambda rung: covered[rung])


def host_countries(network: Network) -> set[str]:
    """Return the countries other than China that a view speaks of.

    They are those asked for, else those in which an organization of the view sits. A view of
    some countries has lost the other agreements of its firms and says nothing about elsewhere.
    """
    asked = network.settings.get("countries")
    return set(asked or network.countries[network.members]) - {"", HOME}


def _sites(network: Network) -> pd.DataFrame:
    here = (network.kinds == "enterprise") & (network.countries != HOME)
    here &= network.countries != ""
    rows = network.organizations[here]
    listed = [
        (country, section, 1.0, source)
        for country, cell, source in zip(
            rows["country"], rows["industries"], rows["source"], strict=True
        )
        for section in sorted({section_of(code) for code in cell.split(";") if code})
    ]
    return _added(pd.DataFrame(listed, columns=["country", "industry", "demand", "sources"]))


def _hires(network: Network) -> pd.DataFrame:
    table = network.tables["capacities"]
    rows = _newest(table[table["measure"] == "hires"], ["organization", "field"])
    place = pd.Index(network.ids).get_indexer(rows["organization"])
    listed = []
    industries = network.organizations["industries"].to_numpy(dtype=object)
    for code, persons, source in zip(place, rows["persons_per_year"], rows["source"], strict=True):
        sections = (
            sorted({section_of(c) for c in industries[code].split(";") if c}) if code >= 0 else []
        )
        country = network.countries[code]
        if len(sections) == 1 and country not in ("", HOME):
            listed.append((country, sections[0], float(persons), source))
    return _added(pd.DataFrame(listed, columns=["country", "industry", "demand", "sources"]))


def _newest(rows: pd.DataFrame, key: list[str]) -> pd.DataFrame:
    """Keep the newest year of each figure; years of one figure are no parts of a sum."""
    return rows.sort_values("year", kind="stable").drop_duplicates(key, keep="last")


def _added(cells: pd.DataFrame) -> pd.DataFrame:
    grouped = cells.astype({"demand": float}).groupby(
        ["country", "industry"], as_index=False, sort=True
    )
    return grouped.agg(demand=("demand", "sum"), sources=("sources", _joined))


def _joined(cells: pd.Series) -> str:
    return ";".join(sorted({part for cell in cells for part in cell.split(";") if part}))
