"""Persons stated on flows and as capacities: what counts different things is never added."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd

if TYPE_CHECKING:
    from netintl.network.network import Network

TRAINED: Final = ("study", "training", "internship", "employment")  # teachers are no pipeline
STAGES: Final = {"school": "places", "college": "seats", "enterprise": "hires"}
# From the best evidence of a yearly rate to none.
EVIDENCE: Final = ("yearly", "one_cohort", "plan", "total", "none")
_TAUGHT: Final = ("study", "training")
_LINE: Final = ["agreement", "from_code", "to_code", "field"]


def stated_flows(network: Network) -> pd.DataFrame:
    """Return the flows of the view that state persons, with numbers and organization codes."""
    flows = network.tables["flows"]
    chosen = set(network.agreement_ids[network.chosen])
    rows = flows[(flows["persons"] != "") & flows["agreement"].isin(chosen)].copy()
    index = pd.Index(network.ids)
    rows["persons"] = rows["persons"].astype(float)
    rows["from_code"] = index.get_indexer(rows["from"])
    rows["to_code"] = index.get_indexer(rows["to"])
    return rows[(rows["from_code"] >= 0) & (rows["to_code"] >= 0)].reset_index(drop=True)


def pipeline_flows(network: Network) -> pd.DataFrame:
    """Return the flows of students and workers, study and training from school to college.

    The same students are told of as taught by the school or as sent to it, so between a school
    and a college both directions are one; ``turned`` marks the rows that were turned round.
    """
    rows = stated_flows(network)
    rows = rows[rows["purpose"].isin(TRAINED)].copy()
    one, other = network.kinds[rows["from_code"]], network.kinds[rows["to_code"]]
    turned = rows["purpose"].isin(_TAUGHT) & (one == "college") & (other == "school")
    ends = rows[["from_code", "to_code"]].to_numpy()
    rows[["from_code", "to_code"]] = np.where(turned.to_numpy()[:, None], ends[:, ::-1], ends)
    return rows.assign(turned=turned)


def is_figure(rows: pd.DataFrame) -> pd.Series:
    """Tell which flows limit a year: dated or planned, and no running total."""
    return (rows["per"] != "total") & ((rows["year"] != "") | (rows["planned"] == "yes"))


def yearly_flows(network: Network) -> pd.DataFrame:
    """Return the persons a year of each agreement, from one party to another, field by field.

    An agreement's newest year counts, or a plan where no year is stated. Rows of one purpose,
    count and direction are groups and added; rows that differ in these tell of the same persons,
    of which the largest number counts. ``dated`` tells whether the figure has a year.
    """
    rows = pipeline_flows(network)
    rows = rows[is_figure(rows)]
    rows = rows.assign(year=pd.to_numeric(rows["year"]).fillna(-1).astype(int))
    newest = rows.groupby(_LINE)["year"].transform("max")
    rows = rows[rows["year"] == newest]
    told = rows.groupby([*_LINE, "year", "turned", "purpose", "counts"], as_index=False)
    groups = told.agg(persons=("persons", "sum"))
    found = groups.groupby([*_LINE, "year"], as_index=False).agg(persons=("persons", "max"))
    return found.assign(dated=found["year"] > 0)


def flow_evidence(network: Network) -> pd.DataFrame:
    """Return what kind of evidence each agreement gives of the persons between two parties.

    Yearly: stated a year, or cohorts of two years; one cohort; a plan; a running total.
    """
    rows = pipeline_flows(network)
    figure = is_figure(rows)
    happened = figure & (rows["planned"] != "yes")
    rate = happened & (rows["per"] == "year")
    years = pd.to_numeric(rows["year"].where(happened, ""))
    marks = pd.DataFrame({"rate": rate, "happened": happened, "plan": figure, "years": years})
    grouped = rows[_LINE[:3]].join(marks).groupby(_LINE[:3])
    found = grouped.agg({"rate": "max", "happened": "max", "plan": "max", "years": "nunique"})
    yearly = found["rate"] | (found["years"] > 1)
    kind = np.select([yearly, found["happened"], found["plan"]], EVIDENCE[:3], EVIDENCE[3])
    sources: dict[tuple[str, int, int], list[str]] = {}
    for *line, cell in rows[[*_LINE[:3], "source"]].itertuples(index=False):
        sources.setdefault((line[0], int(line[1]), int(line[2])), []).append(cell)
    cells = pd.Series([tuple(sources[line]) for line in found.index], dtype=object)
    return found.index.to_frame(index=False).assign(evidence=kind, sources=cells)


def stated_capacities(network: Network) -> pd.DataFrame:
    """Return the newest places, seats and hires stated, each of its own kind of organization.

    Columns ``code``, ``measure``, ``agreement`` (of the one programme, or empty), ``field``
    (empty for all fields together) and ``persons``.
    """
    table = network.tables["capacities"]
    index = pd.Index(network.ids)
    rows = table.assign(
        code=index.get_indexer(table["organization"]),
        persons=table["persons_per_year"].astype(float),
    )
    rows = rows[rows["code"] >= 0].sort_values("year", kind="stable")
    own = pd.Series(network.kinds[rows["code"]], index=rows.index, dtype=object).map(STAGES)
    rows = rows[rows["measure"] == own]
    key = ["code", "measure", "agreement", "field"]
    newest = rows.drop_duplicates(key, keep="last").sort_values(key, ignore_index=True)
    return pd.DataFrame(newest[[*key, "persons"]])


def whole_capacity(network: Network) -> np.ndarray:
    """Return the places, seats or hires stated of each organization; NaN where it states none.

    A figure for all fields together counts; without one the figures of single fields add up. A
    figure of one programme is not that of the organization.
    """
    if network.tables["capacities"].empty:  # nothing to look for, many times over in evaluations
        return np.full(len(network.ids), np.nan)
    rows = stated_capacities(network)
    rows = rows[rows["agreement"] == ""]
    total, single = rows[rows["field"] == ""], rows[rows["field"] != ""]
    whole = np.full(len(network.ids), np.nan)
    sums = single.groupby("code")["persons"].sum()
    whole[sums.index.to_numpy(dtype=np.int64)] = sums.to_numpy(dtype=float)
    whole[total["code"].to_numpy(dtype=np.int64)] = total["persons"].to_numpy(dtype=float)
    return whole


def asked_hires(network: Network) -> np.ndarray:
    """Return the hires a year that each enterprise asks for; NaN where it states none.

    All enterprises of the view count, also those without an agreement; a view of countries has
    all enterprises there, for what they ask does not depend on who serves them.
    """
    there = np.isin(network.countries.astype(str), network.settings.get("countries", []))
    asking = (network.kinds == "enterprise") & (network.members | there)
    return np.where(asking, whole_capacity(network), np.nan)
