"""What industries ask for, country by country: the best rung of the ladder that the data reach."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from netintl.model.cells import parts_of
from netintl.model.industries import section_of
from netintl.model.places import HOME

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from netintl.network.network import Network

# Stated hires before headcount before sites before projects (domain practice, best first).
RUNGS = ("hires", "headcount", "sites", "projects")
PERSON_RUNGS = ("hires", "headcount")
IMPUTED = ("headcount", "sites")  # methods that work a figure out from another


_CELL = ["country", "industry", "demand", "method", "years", "sources"]


def demand_cells(network: Network, measure: str) -> pd.DataFrame:
    """Return the demand for one measure, by country and industry (section).

    Beside it stand ``imputed``, the share of it that was worked out from headcount or sites,
    ``years``, the first and the last year its figures are of, joined by a slash, empty where none
    is stated, and ``sources``.

    Sites not given as indicators are the enterprises of the network outside China; hires not
    given as indicators are those stated as capacities of enterprises.
    """
    return _added(_figures(network, measure))


def _figures(network: Network, measure: str) -> pd.DataFrame:
    """Return what is stated for one measure, figure by figure."""
    table = network.tables["indicators"]
    stated = (table["industry"] != "") & (table["value"] != "")
    rows = table[(table["measure"] == measure) & stated]
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
            "years": rows["year"].to_numpy(dtype=object),
            "sources": [parts_of(cell) for cell in rows["source"]],
        }
    )
    return cells[~cells["country"].isin([HOME, ""])]


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
        (network.countries[code], section, 1.0, "stated", "", source[code])
        for code in here.nonzero()[0].tolist()
        for section in sorted(set(map(section_of, industries[code])))
    ]
    return pd.DataFrame(listed, columns=_CELL)


def _hires(network: Network) -> pd.DataFrame:
    listed = [
        (country, sections[0], float(row.persons_per_year), row.method, row.year,
         parts_of(row.source))
        for row, _name, country, sections in _stated_hires(network)
        if len(sections) == 1 and country not in ("", HOME)
    ]  # fmt: skip
    return pd.DataFrame(listed, columns=_CELL)


def _stated_hires(network: Network) -> Iterator[tuple[Any, str, str, list[str]]]:
    """Give the newest hires of known enterprises: row, id, country and industries.

    As `netintl.network.persons.whole_capacity` counts them: a figure for all fields together
    stands for its parts, and one of a single programme is not that of the enterprise.
    """
    table = network.tables["capacities"]
    stated = table[(table["measure"] == "hires") & (table["persons_per_year"] != "")]
    rows = _newest(stated[stated["agreement"] == ""], ["organization", "field"])
    whole = rows.loc[rows["field"] == "", "organization"]
    rows = rows[(rows["field"] == "") | ~rows["organization"].isin(whole)]
    industries = network.values("organizations", "industries")
    for row in rows.itertuples(index=False):
        code = network.code_of.get(str(row.organization))
        if code is not None:
            sections = sorted(set(map(section_of, industries[code])))
            yield row, str(row.organization), str(network.countries[code]), sections


def unplaced_hires(network: Network) -> tuple[str, ...]:
    """Name the enterprises outside China whose stated hires are in no cell.

    They have no known country, or not exactly one industry. Nobody is unplaced where hires are
    given as indicators, which then count alone.
    """
    table = network.tables["indicators"]
    stated = (table["industry"] != "") & (table["value"] != "")
    if (stated & (table["measure"] == "hires")).any():
        return ()
    found = _stated_hires(network)
    lost = {name for _r, name, place, s in found if place != HOME and (place == "" or len(s) != 1)}
    return tuple(sorted(lost))


def _newest(rows: pd.DataFrame, key: list[str]) -> pd.DataFrame:
    """Keep the newest year of each figure; years of one figure are no parts of a sum."""
    return rows.sort_values("year", kind="stable").drop_duplicates(key, keep="last")


def _added(cells: pd.DataFrame) -> pd.DataFrame:
    cells = cells.astype({"demand": float})
    cells["imputed"] = cells["demand"].where(cells["method"].isin(IMPUTED), 0.0)
    grouped = cells.groupby(["country", "industry"], as_index=False, sort=True)
    added = grouped.agg(
        demand=("demand", "sum"), imputed=("imputed", "sum"), years=("years", period_of),
        sources=("sources", united),
    )  # fmt: skip
    added["imputed"] = (added["imputed"] / added["demand"]).where(added["demand"] > 0, 0.0)
    return added


def period_of(cells: Iterable[str]) -> str:
    """Return the first and the last year that cells such as 2000/2014 and 2016 speak of.

    Examples
    --------
    >>> period_of(["2000/2014", "", "2016"]), period_of(["2016"]), period_of([""])
    ('2000/2016', '2016', '')
    """
    years = sorted({year for cell in cells if cell for year in cell.split("/")})
    return "/".join(dict.fromkeys((years[0], years[-1]))) if years else ""


def demand_facts(wanted: pd.DataFrame, rung: str) -> dict[str, Any]:
    """Tell what demand counts, of which years (first and last, none where unknown) and by whom."""
    years = period_of(wanted["years"]).split("/")
    return {
        "measure": rung,
        "years": (int(years[0]), int(years[-1])) if years[0] else (),
        "sources": united(wanted["sources"]),
        "count": wanted["country"].nunique(),
    }


def united(cells: pd.Series) -> tuple[str, ...]:
    """Return the ids of several cells, each once, sorted."""
    return tuple(sorted({part for cell in cells for part in cell}))
