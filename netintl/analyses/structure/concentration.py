"""How much of the cooperation lies in few countries, provinces and brands."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from netintl.analyses.result import Result, make_result
from netintl.kernels import gini
from netintl.network.reach import agreement_hosts, agreement_provinces

if TYPE_CHECKING:
    from netintl.network.network import Network

DIMENSIONS = ("country", "province", "brand")


def find_concentration(network: Network) -> Result:
    """Measure how unevenly agreements are spread over host countries, provinces and brands.

    An agreement counts 1, spread evenly over its host countries (or provinces of its Chinese
    parties). HHI = Σ sᵢ² of the shares sᵢ, from 1/n (even) to 1; its inverse is the effective
    number. Gini is over the places that have any. Freeman centralisation is
    Σ (max − xᵢ) / ((n − 1) Σ x): 0 when all have as much, 1 when one has all. Agreements without
    the place or brand, or of brand ``other``, are left out and counted. Places that have equally
    many share the lead.

    Returns
    -------
    Result
        One row per dimension: country, province, brand.

    References
    ----------
    Hirschman 1964; Gini 1912; Freeman 1978, doi:10.1016/0378-8733(78)90021-7, applied to shares.

    Examples
    --------
    >>> from netintl.network.doors import from_links
    >>> find_concentration(from_links([("S1", "C1")])).table["groups"].tolist()
    [0, 0, 0]
    """
    spreads = {name: _amounts(network, name) for name in DIMENSIONS}
    usable = int((network.chosen & ~network.is_membership).sum())
    rows = [_row(name, amounts, usable) for name, amounts in spreads.items()]
    table = pd.DataFrame(rows)
    return make_result("concentration", network, table)


def _amounts(network: Network, dimension: str) -> pd.Series:
    """Return the agreements of each place or brand, fractional, by code of the place."""
    if dimension == "brand":
        brands = network.agreements["brand"][network.chosen & ~network.is_membership]
        named = brands[~brands.isin(["", "other"])]
        return pd.Series(named.value_counts().sort_index().astype(float))
    listed = agreement_hosts if dimension == "country" else agreement_provinces
    pairs = listed(network).rename(columns={dimension: "place"})
    share = 1 / pairs.groupby("agreement")["place"].transform("size")
    return pd.Series(share.groupby(pairs["place"]).sum().sort_index())


def _row(dimension: str, amounts: pd.Series, usable: int) -> dict[str, object]:
    values = amounts.to_numpy(dtype=float)
    total = float(values.sum())
    known = len(values) > 0
    hhi = float(((values / total) ** 2).sum()) if known else np.nan
    several = len(values) > 1
    spread = float((values.max() - values).sum()) if known else np.nan
    most = values >= values.max() - 1e-9 if known else []
    leaders = tuple(f"{dimension}:{place}" for place in amounts.index[most]) if known else ()
    return {
        "dimension": dimension,
        "groups": len(values),
        "agreements": total,
        "without": usable - round(total, 9),
        "leader": leaders,
        "leader_share": float(values.max()) / total if known else np.nan,
        "hhi": hhi,
        "effective": 1 / hhi if known else np.nan,
        "gini": gini(values) if known else np.nan,
        "centralisation": spread / ((len(values) - 1) * total) if several else np.nan,
    }
