"""One organization, its partners and the links among them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from netintl.analyses.claim import Claim
from netintl.analyses.result import make_result
from netintl.analyses.structure.profile import partner_counts

if TYPE_CHECKING:
    from netintl.analyses.result import Reason, Result
    from netintl.network.network import Network


def find_ego(network: Network, organization: str) -> Result:
    """List the links of an organization, and those of its partners with each other.

    The ego network: all links of the view between ego and its alters, and among the alters, links
    within one kind too, which ``find_hubs`` leaves out.

    Parameters
    ----------
    organization
        Id of the organization; see `find_organization` for names.

    Returns
    -------
    Result
        One row per link: first those of the organization, most agreements first, then those
        among its partners.

    References
    ----------
    Wasserman and Faust 1994, section 2.4; Burt 1992.

    Examples
    --------
    >>> from netintl.network.doors import from_links
    >>> network = from_links([("S1", "C1"), ("C1", "E1"), ("S1", "E1"), ("S2", "E1")])
    >>> find_ego(network, "S1").table["partner"].tolist()
    ['C1', 'E1', 'E1']
    """
    pairs, code = network.pairs, network.code_of[organization]
    own = (pairs.u == code) | (pairs.v == code)
    inside = np.zeros(len(network.ids), dtype=bool)
    inside[pairs.u[own]] = inside[pairs.v[own]] = True
    there = np.flatnonzero(inside[pairs.u] & inside[pairs.v])
    near = np.where(pairs.v[there] == code, pairs.v[there], pairs.u[there])
    far = np.where(near == pairs.u[there], pairs.v[there], pairs.u[there])
    table = pd.DataFrame(
        {
            "organization": network.ids[near],
            "partner": network.ids[far],
            "agreements": np.diff(pairs.start)[there],
            "weight": pairs.weight[there],
            "pair": there,
            "other": near != code,
        }
    ).sort_values(
        ["other", "agreements", "organization", "partner"],
        ascending=[True, False, True, True],
        ignore_index=True,
    )
    reasons: list[Reason] = []
    ends = table["organization"] + ">" + table["partner"]
    for finding, pair in zip(ends, table["pair"].tolist(), strict=True):
        cited = tuple(sorted(network.agreement_ids[pairs.agreements_of(pair)]))
        reasons.append((finding, "agreements", len(cited), cited))
    shown = table.drop(columns=["pair", "other"])
    among = int(table["other"].sum())
    facts = {"id": organization, **partner_counts(network, code), "among": among}
    claims = [Claim("ego", facts, rows=(organization,))]
    settings = {"organization": organization}
    return make_result("ego", network, shown, reasons=reasons, claims=claims, **settings)
