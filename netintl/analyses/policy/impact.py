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
from netintl.network.persons import stated_flows

if TYPE_CHECKING:
    from netintl.network.network import Network


def find_impact(network: Network) -> Result:
    """Say which rows of the International Impact Table 国际影响表 the data can fill.

    Numbers of persons are the stated numbers of distinct flows; they are counted, their largest
    shown, and never added, since they count different things. Person-days stay person-days.
    Agreements are counted when they hold. ``state``: filled, partly (persons only where the table
    asks for person-days), or not in the data.

    Returns
    -------
    Result
        One row per row of the table, in its order.
    """
    rows, reasons = [], []
    for line in read_reference("impact_table"):
        figures, largest, cited = _figures(network, line)
        state = "not_in_data" if figures == 0 else "filled"
        if figures and line["unit"] == "person_days" and np.isnan(largest):
            state = "partly"
        rows.append((line["code"], line["unit"], state, figures, largest))
        if cited:
            reasons.append((line["code"], "figures", figures, tuple(cited)))
    columns = ["row", "unit", "state", "figures", "largest"]
    table = pd.DataFrame(rows, columns=columns)
    claims = [Claim("impact_rows", {"count": int((table["state"] == "filled").sum()),
                                  "total": len(table)}), Claim("not_added")]  # fmt: skip
    return make_result("impact", network, table, reasons=reasons, claims=claims)


def _figures(network: Network, line: dict[str, str]) -> tuple[int, float, list[str]]:
    """Return how many figures answer a row, the largest of them, and the agreements behind."""
    if line["kinds"]:
        used = network.chosen & ~network.is_membership
        used &= network.agreements["kind"].isin(parts_of(line["kinds"])).to_numpy(dtype=bool)
        count = int(used.sum())
        return count, float(count) if count else np.nan, list(network.agreement_ids[used])
    if not line["purpose"]:
        return 0, np.nan, []
    flows = _flows_of(network, line)
    numbers = pd.to_numeric(flows[line["column"]], errors="coerce")
    return len(flows), float(numbers.max()), sorted(set(flows["agreement"]))


def _flows_of(network: Network, line: dict[str, str]) -> pd.DataFrame:
    """Take the flows of a purpose that happened, by whether people come to China or leave it."""
    flows = stated_flows(network)
    flows = flows[flows["purpose"].isin(parts_of(line["purpose"])) & (flows["planned"] != "yes")]
    home = network.countries[flows["to_code"].to_numpy()] == HOME
    return pd.DataFrame(flows[home if line["direction"] == "in" else ~home])
