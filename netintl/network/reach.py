"""Where agreements reach: their host countries, and the provinces of their Chinese parties."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from netintl.model.places import HOME

if TYPE_CHECKING:
    from netintl.network.network import Network


def agreement_hosts(network: Network) -> pd.DataFrame:
    """List agreement (code) and host country, each pair once; memberships of alliances aside.

    Examples
    --------
    >>> from netintl.network.doors import from_links
    >>> len(agreement_hosts(from_links([("S1", "C1")])))
    0
    """
    parties = _parties(network)
    return _distinct(parties[~parties["country"].isin(["", HOME])], "country")


def agreement_provinces(network: Network) -> pd.DataFrame:
    """List agreement (code) and province of a Chinese party, each pair once, as above."""
    parties = _parties(network)
    known = (parties["country"] == HOME) & (parties["province"] != "")
    return _distinct(parties[known], "province")


def _parties(network: Network) -> pd.DataFrame:
    rows = network.party_rows & ~network.is_membership[network.party_agreement]
    code = network.party_organization[rows]
    return pd.DataFrame(
        {
            "agreement": network.party_agreement[rows],
            "country": network.countries[code],
            "province": network.organizations["province"].to_numpy(dtype=object)[code],
        }
    )


def _distinct(rows: pd.DataFrame, place: str) -> pd.DataFrame:
    return rows[["agreement", place]].drop_duplicates().reset_index(drop=True)
