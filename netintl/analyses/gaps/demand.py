"""What industries ask for, country by country: the best rung of the ladder that the data reach."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from netintl.model.cells import parts_of
from netintl.model.industries import section_of
from netintl.model.places import HOME

if TYPE_CHECKING:
    from netintl.network.network import Network

# Stated hires before headcount before sites before projects (domain practice, best first).
RUNGS = ("hires", "headcount", "sites", "projects")
PERSON_RUNGS = ("hires", "headcount")
IMPUTED = ("headcount", "sites")  # methods that work a figure out from another


_CELL = ["country", "industry", "demand", "method", "sources"]


def demand_cells(network: Network, measure: str) -> pd.DataFrame:
    """Return the demand for one measure: country, industry (section), demand, imputed, sources.

    ``imputed`` is the share of the demand that was worked out from headcount or sites.

    Sites not given as indicators are the enterprises of the network outside China; hires not
    given as indicators are those stated as capacities of enterprises.
    """
    return _added(_figures(network, measure))


def _figures(network: Network, measure: str) -> pd.DataFrame:
    """Return what is stated for one measure, figure by figure."""
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
            "method": rows["method"].to_numpy(dtype=object),
            "sources": [parts_of(cell) for cell in rows["source"]],
        }
    )
    return cells[cells["country"] != HOME]


def best_rung(network: Network) -> str:
    """Name the first measure that covers at least half of the host countries, else the widest.

    All organizations count, so that a filtered view keeps the measure of the whole.
    """
    hosts = set(network.countries) - {"", HOME}
    covered = {rung: len(hosts & set(_figures(network, rung)["country"])) for rung in RUNGS}
    for rung in RUNGS:
        if covered[rung] * 2 >= max(len(hosts), 1):
            return rung
    return max(RUNGS, key=lambda rung: covered[rung])


def host_countries(network: Network) -> set[str]:
    """Return the countries other than China that a view speaks of.

    They are those asked for, else those in which an organization of the view sits. A view of
    some countries has lost the other agreements of its firms and says nothing about elsewhere.
    """
    countries = network.settings.get("countries")
    return set(countries or network.countries[network.members]) - {"", HOME}


def _sites(network: Network) -> pd.DataFrame:
    here = (network.kinds == "enterprise") & (network.countries != HOME)
    here &= network.countries != ""
    industries = network.values("organizations", "industries")
    source = network.values("organizations", "source")
    listed = [
        (network.countries[code], section, 1.0, "stated", source[code])
        for code in here.nonzero()[0].tolist()
        for section in sorted(set(map(section_of, industries[code])))
    ]
    return pd.DataFrame(listed, columns=_CELL)


def _hires(network: Network) -> pd.DataFrame:
    table = network.tables["capacities"]
    rows = _newest(table[table["measure"] == "hires"], ["organization", "field"])
    place = pd.Index(network.ids).get_indexer(rows["organization"])
    listed = []
    industries = network.values("organizations", "industries")
    figures = rows[["persons_per_year", "method", "source"]].itertuples(index=False)
    for code, (persons, method, source) in zip(place, figures, strict=True):
        sections = sorted(set(map(section_of, industries[code]))) if code >= 0 else []
        country = network.countries[code]
        if len(sections) == 1 and country not in ("", HOME):
            listed.append((country, sections[0], float(persons), method, parts_of(source)))
    return pd.DataFrame(listed, columns=_CELL)


def _newest(rows: pd.DataFrame, key: list[str]) -> pd.DataFrame:
    """Keep the newest year of each figure; years of one figure are no parts of a sum."""
    return rows.sort_values("year", kind="stable").drop_duplicates(key, keep="last")


def _added(cells: pd.DataFrame) -> pd.DataFrame:
    cells = cells.astype({"demand": float})
    cells["imputed"] = cells["demand"].where(cells["method"].isin(IMPUTED), 0.0)
    grouped = cells.groupby(["country", "industry"], as_index=False, sort=True)
    added = grouped.agg(
        demand=("demand", "sum"), imputed=("imputed", "sum"), sources=("sources", united)
    )
    added["imputed"] = (added["imputed"] / added["demand"]).where(added["demand"] > 0, 0.0)
    return added


def united(cells: pd.Series) -> tuple[str, ...]:
    """Return the ids of several cells, each once, sorted."""
    return tuple(sorted({part for cell in cells for part in cell}))
