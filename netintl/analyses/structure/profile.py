"""One organization on one page."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from netintl.analyses.claim import Claim
from netintl.analyses.result import Result, make_result
from netintl.analyses.structure.lineage import lineage_claims

if TYPE_CHECKING:
    from netintl.network.network import Network


def find_profile(network: Network, organization: str) -> Result:
    """List an organization's agreements, each with its partners, dates, fields and sources.

    Parameters
    ----------
    organization
        Id of the organization; see `find_organization` for names.

    Returns
    -------
    Result
        One row per agreement of the view, alliance memberships too, newest first, undated last. The
        claim tells the partners of any kind, and those of another kind, which alone count as links
        of the network. Others tell its former names, mergers, splits and closure, with their days.
    """
    code = network.code_of[organization]
    mine = network.party_agreement[network.party_organization == code]
    codes = sorted(set(mine[network.chosen[mine]].tolist()))
    rows = [_row(network, code, agreement) for agreement in codes]
    columns = [
        "agreement",
        "type",
        "brand",
        "status",
        "start",
        "end",
        "partners",
        "fields",
        "sources",
    ]
    table = pd.DataFrame(rows, columns=columns)
    table["newest"] = table["start"] != ""
    table = table.sort_values(
        ["newest", "start", "agreement"], ascending=[False, False, True], ignore_index=True
    ).drop(columns="newest")
    reasons = [
        (row["agreement"], "agreement", row["type"], (row["agreement"],))
        for row in table.to_dict("records")
    ]
    memberships = int(network.is_membership[codes].sum())
    over = int((~network.current[codes]).sum())
    counted = {"agreements": len(table), "memberships": memberships, "over": over}
    facts = counted | partner_counts(network, code)
    return make_result(
        "profile",
        network,
        table,
        reasons=reasons,
        claims=[
            Claim("profile", {"id": organization, **facts}, rows=(organization,)),
            *lineage_claims(network, organization),
        ],
        organization=organization,
    )


def partner_counts(network: Network, code: int) -> dict[str, int]:
    """Count the partners of an organization: of any kind, and of another kind than its own.

    Partners share a cooperation agreement of the view; a common alliance is none.
    """
    pairs = network.pairs
    own = (pairs.u == code) | (pairs.v == code)
    partner = pairs.u[own] + pairs.v[own] - code
    unlike = network.kinds[partner] != network.kinds[code]
    return {"partners": len(partner), "unlike": int(unlike.sum())}


def _row(network: Network, code: int, agreement: int) -> tuple[str | tuple[str, ...], ...]:
    parties = network.party_organization[network.party_agreement == agreement]
    partners = tuple(sorted({str(network.ids[party]) for party in parties if party != code}))
    cells = network.agreements.iloc[agreement]
    plain = [str(cells[name]) for name in ("id", "kind", "brand", "status", "start", "end")]
    lists = [network.values("agreements", name)[agreement] for name in ("fields", "source")]
    return (*plain, partners, *lists)
