"""Which countries and regions agreements reach."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd

from netintl.analyses.claim import Claim
from netintl.analyses.result import Result, make_result, ranks
from netintl.network.national import home_of
from netintl.network.scopes import scope_of

if TYPE_CHECKING:
    from netintl.network.network import Network

_NAMED: Final = 2


def find_hosts(network: Network) -> Result:
    """Count the agreements of cooperation that have a party in each country or region abroad.

    An agreement counts 1 in every country or region of its parties; alliance memberships are no
    cooperation and are left aside.

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
    cooperation = scope_of(network, "cooperation").agreements
    parties = network.party_rows & cooperation[network.party_agreement]
    frame = pd.DataFrame(
        {
            "agreement": network.agreement_ids[network.party_agreement[parties]],
            "country": network.countries[network.party_organization[parties]],
        }
    )
    abroad = frame[~frame["country"].isin(["", home_of(network)])].drop_duplicates()
    cited = {str(host): sorted(ids) for host, ids in abroad.groupby("country")["agreement"]}
    counts = np.array([len(ids) for ids in cited.values()], dtype=int)
    table = pd.DataFrame({"rank": ranks(counts), "country": list(cited), "agreements": counts})
    table = table.sort_values(["rank", "country"], ignore_index=True)
    reasons = [(host, "agreements", len(ids), tuple(ids)) for host, ids in cited.items()]
    return make_result("hosts", network, table, reasons=reasons, claims=_claims(table, abroad))


def _claims(table: pd.DataFrame, abroad: pd.DataFrame) -> list[Claim]:
    """Say how many countries and regions agreements reach, and where most are."""
    if table.empty:
        return []
    agreements = tuple(sorted(abroad["agreement"].unique()))
    facts = {"count": len(table), "agreements": len(agreements)}
    code = "hosts_reached" if len(table) > 1 else "host_reached"
    names = tuple(table["country"][:_NAMED])
    most = tuple(int(count) for count in table["agreements"][:_NAMED])
    return [
        Claim(code, {**facts, "names": names, "most": most}, scope="cooperation", rows=agreements)
    ]
