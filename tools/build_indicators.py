"""Country indicators of the bundled data: projects, investment stock, enterprise sites.

``indicators`` computes them from ``data/reference`` and the tables of the package. Run as a
script, it condenses the two large originals into the small files of ``data/reference``:

    python tools/build_indicators.py --projects projects.csv --stock cn_fdi_africa_long.csv
"""

from __future__ import annotations

import argparse
from pathlib import Path

import pandas as pd

from netintl.model.country_names import find_country
from netintl.model.reference import read_reference

REFERENCE = Path(__file__).resolve().parent.parent / "data" / "reference"
PROJECTS = "aiddata_projects.csv"
STOCK = "fdi_stock_africa_2019.csv"
YEARS = "2000/2014"

# Names of the investment workbook that no register of countries has.
_SPELLINGS = {
    "CAR": "CAF",
    "Cape Verde": "CPV",
    "Congo, Dem. Rep.": "COD",
    "Congo, Rep.": "COG",
    "Sao Tome & Principe": "STP",
    "The Gambia": "GMB",
}

PROJECTS_SOURCE = {
    "id": "aiddata-official-finance-1.0",
    "url": "https://github.com/AidData-WM/public_datasets",
    "title": "AidData: Global Chinese Official Finance Dataset 1.0 (Dreher and others 2017)",
    "kind": "register",
    "published": "2017",
}
STOCK_SOURCE = {
    "id": "sais-cari-fdi-africa",
    "url": "https://github.com/kagenlim/Chinese-Investments-Dashboard",
    "title": "SAIS China Africa Research Initiative: Chinese FDI in Africa (8 January 2021)",
    "kind": "aggregator",
    "published": "2021-01-08",
}
SITES_SOURCE = {
    "id": "netintl-organizations",
    "title": "organizations.csv of this package",
    "kind": "inferred",
}


def condense_projects(path: Path) -> pd.DataFrame:
    """Keep what the count of projects needs, one row per project."""
    whole = pd.read_csv(path, dtype=str, keep_default_na=False)
    whole = whole.rename(columns={"recommended_for_research": "recommended"})
    columns = ["project_id", "recipient_iso3", "year", "crs_sector_code", "status"]
    kept = whole[[*columns, "recommended", "umbrella"]]
    return kept.sort_values("project_id", key=lambda ids: ids.astype(int), ignore_index=True)


def condense_stock(path: Path) -> pd.DataFrame:
    """Keep the stock of 2019, with country codes."""
    whole = pd.read_csv(path, dtype=str, keep_default_na=False)
    kept = whole[(whole["indicator"] == "cn_ofdi_stock_usd_mn") & (whole["year"] == "2019")]
    codes = [_SPELLINGS.get(name) or find_country(name) for name in kept["country_name"]]
    frame = pd.DataFrame({"country": codes, "usd_million": kept["value"].to_numpy()})
    return frame.sort_values("country", ignore_index=True)


def indicators(reference: Path, organizations: pd.DataFrame) -> pd.DataFrame:
    """Return all indicators, without those that are zero: nothing found is not none."""
    projects = pd.read_csv(reference / PROJECTS, dtype=str, keep_default_na=False)
    stock = pd.read_csv(reference / STOCK, dtype=str, keep_default_na=False)
    parts = [_projects(projects), _stock(stock), _sites(organizations)]
    return pd.concat(parts, ignore_index=True)


def indicator_sources() -> pd.DataFrame:
    """Return the rows of ``sources`` that the indicators name."""
    rows = [PROJECTS_SOURCE, STOCK_SOURCE, SITES_SOURCE]
    return pd.DataFrame(rows, dtype=object).fillna("")


def _projects(projects: pd.DataFrame) -> pd.DataFrame:
    """Count projects by country and section of GB/T 4754."""
    sections = {row["crs_sector"]: row["section"] for row in read_reference("crs_sectors")}
    real = ~projects["status"].isin(["Cancelled", "Pipeline: Pledge"])
    real &= (projects["recommended"] == "True") & (projects["umbrella"] == "0")
    real &= projects["recipient_iso3"].str.fullmatch("[A-Z]{3}")
    section = projects["crs_sector_code"].map(sections).fillna("")
    kept = projects[real & (section != "")].assign(industry=section)
    counts = kept.groupby(["recipient_iso3", "industry"]).size().reset_index(name="value")
    method = (
        "count of projects recommended for research, without umbrella projects, pledges and "
        "cancelled ones; one country, sector coded; sectors by crs_sectors"
    )
    return _rows(
        counts.rename(columns={"recipient_iso3": "country"}),
        "projects",
        YEARS,
        method,
        PROJECTS_SOURCE["id"],
    )


def _stock(stock: pd.DataFrame) -> pd.DataFrame:
    millions = stock["usd_million"].astype(float)
    frame = stock.assign(industry="", value=(millions * 1e6).round().astype("int64"))
    method = "stock of Chinese direct investment at the end of the year, whole economy"
    return _rows(frame, "fdi_stock_usd", "2019", method, STOCK_SOURCE["id"])


def _sites(organizations: pd.DataFrame) -> pd.DataFrame:
    """Count Chinese enterprises abroad by country and section; foreign firms are no sites."""
    abroad = organizations[
        (organizations["kind"] == "enterprise")
        & ~organizations["country"].isin(["", "CHN"])
        & ~organizations["note"].str.match("foreign|placeholder")
        & (organizations["industries"] != "")
    ]
    pairs = abroad.assign(
        industry=abroad["industries"].map(lambda codes: sorted({c[0] for c in codes.split(";")}))
    ).explode("industry")
    counts = pairs.groupby(["country", "industry"]).size().reset_index(name="value")
    method = (
        "count of enterprises of this package that sit in the country; one in two sections "
        "counts in both; a lower bound"
    )
    return _rows(counts, "sites", "", method, SITES_SOURCE["id"])


def _rows(frame: pd.DataFrame, measure: str, year: str, method: str, source: str) -> pd.DataFrame:
    columns = {"measure": measure, "year": year, "method": method, "source": source}
    full = frame[["country", "industry"]].assign(value=frame["value"].astype(str), **columns)
    return full[["country", "industry", "measure", "year", "value", "method", "source"]]


def main() -> None:
    """Condense the originals."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--projects", type=Path, required=True)
    parser.add_argument("--stock", type=Path, required=True)
    given = parser.parse_args()
    REFERENCE.mkdir(parents=True, exist_ok=True)
    frames = {PROJECTS: condense_projects(given.projects), STOCK: condense_stock(given.stock)}
    for name, frame in frames.items():
        frame.to_csv(REFERENCE / name, index=False, lineterminator="\n")


if __name__ == "__main__":
    main()
