"""Which countries and regions agreements reach."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from netintl.analyses.result import Result, make_result, ranks
from netintl.model.places import HOME

if TYPE_CHECKING:
    from netintl.network.network import Network


def find_hosts(network: Network) -> Result:
    """Count the agreements that have a party in each country or region abroad.

    An agreement counts 1 in every country or region of its parties, memberships of alliances too.

    Returns
    -------
    Result
        One row per country or region abroad, most agreements first.

    Examples
    --------
    >>> from netintl.network.doors import from_links
    >>> len(find_hosts(from_links([("S1", "C1")])).table)  # no country is known
    0
    """
    parties = network.party_rows
    frame = pd.DataFrame(
        {
            "agreement": network.agreement_ids[network.party_agreement[parties]],
            "country": network.countries[network.party_organization[parties]],
        }
    )
    abroad = frame[~frame["country"].isin(["", HOME])].drop_duplicates()
    cited = {str(host): sorted(ids) for host, ids in abroad.groupby("country")["agreement"]}
    counts = np.array([len(ids) for ids in cited.values()], dtype=int)
    table = pd.DataFrame({"rank": ranks(counts), "country": list(cited), "agreements": counts})
    table = table.sort_values(["rank", "country"], ignore_index=True)
    reasons = [(host, "agreements", len(ids), tuple(ids)) for host, ids in cited.items()]
    return make_result("hosts", network, table, reasons=reasons)
