"""Persons stated on flows: never summed across what they count, never zero when unknown."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

if TYPE_CHECKING:
    from netintl.network.network import Network

TRAINED = ("study", "training", "internship", "employment")  # teachers are no pipeline


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


def yearly_flows(network: Network) -> pd.DataFrame:
    """Return persons a year for each ordered pair and field: the newest year stated, or a plan.

    Only flows of students and workers with a year or marked as planned are capacities; a running
    total is none.
    """
    rows = stated_flows(network)
    rows = rows[rows["purpose"].isin(TRAINED) & ((rows["year"] != "") | (rows["planned"] == "yes"))]
    newest = rows.groupby(["from_code", "to_code", "field"])["year"].transform("max")
    rows = rows[rows["year"] == newest]
    grouped = rows.groupby(["from_code", "to_code", "field"], as_index=False)
    return grouped.agg(
        persons=("persons", "sum"), agreements=("agreement", lambda a: tuple(sorted(set(a))))
    )
