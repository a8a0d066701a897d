"""What the data can tell the ministry's International Impact Table."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from netintl.analyses.claim import Claim
from netintl.analyses.result import Result, make_result
from netintl.model.cells import parts_of
from netintl.model.places import HOME
from netintl.model.reference import read_reference
from netintl.network.ownership import head_office_countries
from netintl.network.reach import flows_seen_from, flows_that_happened, reaching_abroad

if TYPE_CHECKING:
    from netintl.network.network import Network


def find_impact(network: Network) -> Result:
    """Say which rows of the International Impact Table 国际影响表 the data can fill.

    Numbers of persons are the stated numbers of flows that crossed the border of China in the
    direction that the row asks for, and of its kinds of agreement and country of head office where
    it names any. They are counted, their largest shown, and never added, since they count
    different things. Person-days stay person-days. Agreements are counted when they have a party
    abroad. ``of`` is what they are among: the flows of the view that happened, or its agreements.
    ``state``: filled, partly (persons only where the table asks for person-days), or not in the
    data.

    Returns
    -------
    Result
        One row per row of the table, in its order.
    """
    flows = flows_that_happened(network)
    used = network.chosen & ~network.is_membership
    rows, reasons = [], []
    for line in read_reference("impact_table"):
        cited, numbers = _figures(network, line, flows)
        largest = float(numbers.max()) if len(numbers) else np.nan
        state = "filled" if cited else "not_in_data"
        if cited and line["unit"] == "person_days" and np.isnan(largest):
            state = "partly"
        whole = float(len(flows)) if line["purpose"] else float(used.sum())
        whole = whole if line["purpose"] or line["kinds"] else np.nan
        rows.append((line["code"], line["unit"], state, len(cited), whole, largest))
        if cited:
            reasons.append((line["code"], "figures", len(cited), tuple(sorted(set(cited)))))
    columns = ["row", "unit", "state", "figures", "of", "largest"]
    table = pd.DataFrame(rows, columns=columns)
    filled = tuple(table.loc[table["state"] == "filled", "row"])
    facts = {"count": len(filled), "total": len(table)}
    claims = [Claim("impact_rows", facts, rows=filled), Claim("not_added")]
    return make_result("impact", network, table, reasons=reasons, claims=claims)


def _figures(
    network: Network, line: dict[str, str], flows: pd.DataFrame
) -> tuple[list[str], pd.Series]:
    """Return the agreement behind each figure that answers a row, and the numbers of persons."""
    kinds = network.agreements["kind"].isin(parts_of(line["kinds"])).to_numpy(dtype=bool)
    if line["purpose"]:
        rows = flows[flows["purpose"].isin(parts_of(line["purpose"]))]
        rows = flows_seen_from(network, rows, line["direction"])
        rows = rows[network.countries[rows["code"].to_numpy(dtype=np.int64)] == HOME]
        if line["head_office"]:
            home = head_office_countries(network)[rows["to_code"].to_numpy(dtype=np.int64)]
            rows = rows[home == line["head_office"]]
        if line["kinds"]:
            rows = rows[kinds[rows["place"].to_numpy(dtype=np.int64)]]
        rows = rows[rows[line["column"]].notna() | rows["persons"].notna()]
        return rows["agreement"].tolist(), rows[line["column"]].dropna()
    counted = network.chosen & ~network.is_membership & reaching_abroad(network) & kinds
    return network.agreement_ids[counted].tolist(), pd.Series(dtype=float)
