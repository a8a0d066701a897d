"""The part each organization plays inside and between groups."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from netintl.analyses.claim import Claim
from netintl.analyses.result import Result, make_result, ranks
from netintl.analyses.structure.communities import divisions
from netintl.kernels import participation, within_module_z

if TYPE_CHECKING:
    from netintl.network.network import Network

HUB = 2.5
_PERIPHERY = ((0.05, "ultra_peripheral"), (0.62, "peripheral"), (0.80, "connector"))
_HUBS = ((0.30, "provincial_hub"), (0.75, "connector_hub"))
_FEWEST = 4  # partners from which participation is told from its ceiling 1 − 1/k


def find_roles(network: Network, *, seed: int = 0) -> Result:
    """Place each organization on the map of roles: how central inside its group, how far beyond.

    Groups are the communities of the network. Within-module z is the number of links inside the
    own group, less its mean there, over its standard deviation; participation
    P = 1 − Σ_m (k_vm/k_v)² is the spread of links over groups. Hubs have z ≥ 2.5: provincial
    (P ≤ .30), connector (≤ .75), kinless. Others: ultra-peripheral (P ≤ .05), peripheral (≤ .62),
    connector (≤ .80), kinless. Below four partners the role is not assessable unless P is 0, since
    P cannot exceed 1 − 1/k.

    Parameters
    ----------
    seed
        Of the search for groups.

    Returns
    -------
    Result
        One row per organization with partners, hubs first.

    References
    ----------
    Guimerà and Amaral 2005, doi:10.1038/nature03288.

    Examples
    --------
    >>> from netintl.network.doors import from_links
    >>> find_roles(from_links([("S1", "C1"), ("C1", "E1")])).table["role"].tolist()
    ['ultra_peripheral', 'ultra_peripheral', 'ultra_peripheral']
    """
    graph = network.cooperation
    part = divisions(graph, seed=seed)[0]
    ones = np.ones(len(graph.indices))
    spread = participation(graph.indptr, graph.indices, ones, part)
    inside = within_module_z(graph.indptr, graph.indices, part)
    linked = np.flatnonzero((graph.degree > 0) & network.members)
    table = pd.DataFrame(
        {
            "organization": network.ids[linked],
            "kind": network.kinds[linked],
            "country": network.countries[linked],
            "degree": graph.degree[linked],
            "community": part[linked] + 1,
            "within_z": inside[linked],
            "spread": spread[linked],
            "role": [_role(graph.degree[c], inside[c], spread[c]) for c in linked],
        }
    )
    table.insert(0, "rank", ranks(np.nan_to_num(table["within_z"].to_numpy(), nan=-np.inf)))
    table = table.sort_values(["rank", "organization"], ignore_index=True)
    reasons = [
        (name, "links", degree, tuple(network.agreements_between(graph, network.code_of[name])))
        for name, degree in table[["organization", "degree"]].itertuples(index=False)
    ]
    claims = _claims(table)
    return make_result("roles", network, table, reasons=reasons, claims=claims, seed=seed)


def _claims(table: pd.DataFrame) -> list[Claim]:
    """Say how many centres of groups there are, and how many of these join several groups."""
    if table.empty:
        return [Claim("no_links")]
    centre = table["role"].str.endswith("_hub")
    joining = int(table["role"].isin(["connector_hub", "kinless_hub"]).sum())
    facts = {"hubs": int(centre.sum()), "joining": joining}
    names = tuple(table.loc[centre, "organization"].astype(str))
    claims = [Claim("centres", facts, scope="linked", rows=names)]
    open_ = table.loc[table["role"] == "not_assessable", "organization"].astype(str)
    if len(open_):
        facts = {"count": len(open_), "total": len(table)}
        claims.append(Claim("roles_unassessed", facts, scope="linked", rows=tuple(open_)))
    return claims


def _role(degree: int, inside: float, spread: float) -> str:
    if degree < _FEWEST and spread > _PERIPHERY[0][0]:
        return "not_assessable"
    hub = inside >= HUB  # never for an undefined z
    bounds = _HUBS if hub else _PERIPHERY
    last = "kinless_hub" if hub else "kinless"
    return next((name for bound, name in bounds if spread <= bound), last)
