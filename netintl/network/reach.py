"""Where agreements reach: their host countries, and the provinces of their Chinese parties."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, get_args

import numpy as np
import pandas as pd

from netintl.model.places import HOME
from netintl.network.national import home_of

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
    return _distinct(parties[~parties["country"].isin(["", home_of(network)])], "country")


def agreement_provinces(network: Network) -> pd.DataFrame:
    """List agreement (code) and province of a Chinese party, each pair once, as above."""
    parties = _parties(network)
    known = (parties["country"] == HOME) & (parties["province"] != "")
    return _distinct(parties[known], "province")


Direction = Literal["out", "in", "across"]
DIRECTIONS: tuple[Direction, ...] = get_args(Direction)


def reaching_abroad(network: Network) -> np.ndarray:
    """Tell which agreements have a party of the view that sits outside China."""
    found = np.zeros(len(network.chosen), dtype=bool)
    found[agreement_hosts(network)["agreement"]] = True
    return found


def flows_that_happened(network: Network) -> pd.DataFrame:
    """Return the flows of the view's cooperation, plans aside, with codes and numbers.

    ``place`` is the code of the agreement, ``from_code`` and ``to_code`` those of the ends;
    ``persons`` and ``person_days`` are NaN where not stated.
    """
    flows = network.tables["flows"]
    place = pd.Index(network.agreement_ids).get_indexer(flows["agreement"])
    ids = pd.Index(network.ids)
    rows = flows.assign(
        place=place, from_code=ids.get_indexer(flows["from"]), to_code=ids.get_indexer(flows["to"])
    )
    used = np.append(network.chosen & ~network.is_membership, False)[place]  # -1: no agreement
    known = used & (rows["from_code"] >= 0) & (rows["to_code"] >= 0) & (rows["planned"] != "yes")
    rows = pd.DataFrame(rows[known].reset_index(drop=True))
    for column in ("persons", "person_days"):
        rows[column] = pd.to_numeric(rows[column], errors="coerce").astype(float)
    return rows


def flows_seen_from(network: Network, flows: pd.DataFrame, direction: str) -> pd.DataFrame:
    """Return flows as organizations see them (``code``), one row for each that sees one.

    ``out``: from the organization to another country; ``in``: to it, from another country;
    ``across``: either. A flow inside a country, or with an end whose country is unknown, has no
    direction. Without a direction (empty) every flow is seen by both of its ends.

    Parameters
    ----------
    flows
        Rows of `flows_that_happened`.
    """
    start = network.countries[flows["from_code"].to_numpy()]
    end = network.countries[flows["to_code"].to_numpy()]
    crossing = (start != end) & (start != "") & (end != "")
    seen = flows[crossing] if direction else flows
    out, back = (seen.assign(code=seen[end]) for end in ("from_code", "to_code"))
    wanted = {"out": [out], "in": [back]}.get(direction, [out, back])
    return pd.DataFrame(pd.concat(wanted, ignore_index=True))


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
