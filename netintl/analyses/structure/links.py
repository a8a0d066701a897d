"""The links of a view, of a dense one its backbone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd

from netintl.analyses.claim import Claim
from netintl.analyses.result import Result, make_result, ranks
from netintl.kernels import ALPHA, backbone
from netintl.network.layers import LAYERS

if TYPE_CHECKING:
    from netintl.network.network import Network

MOST: Final = 1_500  # more are a grey disc in a picture


def find_links(network: Network, *, most: int = MOST) -> Result:
    """List the links of the default layers; where there are many, those that carry the network.

    A link of weight share p at an end with k links is kept when (1 − p)^(k − 1) < 0.08. Where the
    weights hardly differ that keeps almost nothing; then those of the first k-core are kept that
    has no more than ``most`` links. The claims say which.

    Parameters
    ----------
    most
        Number of links up to which all are listed.

    Returns
    -------
    Result
        One row per link, heaviest first.

    References
    ----------
    Serrano, Boguñá and Vespignani 2009, doi:10.1073/pnas.0808904106; Seidman 1983 for cores.

    Examples
    --------
    >>> from netintl.network.doors import from_links
    >>> find_links(from_links([("S1", "C1"), ("C1", "E1")])).table["partner"].tolist()
    ['E1', 'S1']
    """
    pairs = network.pairs
    kept, claims = _kept(network, most)
    table = pd.DataFrame(
        {
            "rank": ranks(pairs.weight[kept]),
            "layer": [LAYERS[code] for code in pairs.layer[kept]],
            "organization": network.ids[pairs.u[kept]],
            "partner": network.ids[pairs.v[kept]],
            "weight": pairs.weight[kept],
        }
    )
    order = ["rank", "organization", "partner", "layer"]
    reasons = []
    for place in kept.tolist():
        ids = sorted(network.agreement_ids[pairs.agreements_of(place)])
        ends = f"{network.ids[pairs.u[place]]}>{network.ids[pairs.v[place]]}"
        reasons.append((ends, "agreements", len(ids), tuple(ids)))
    return make_result(
        "links",
        network,
        table.sort_values(order, ignore_index=True),
        reasons=reasons,
        claims=claims,
        most=most,
    )


def _kept(network: Network, most: int) -> tuple[np.ndarray, list[Claim]]:
    """Return the pairs that are listed, and how they were chosen."""
    layers = [LAYERS.index(name) for name in network.layers]
    there = np.flatnonzero(np.isin(network.pairs.layer, layers))
    if len(there) <= most:
        return there, [] if len(there) else [Claim("no_links")]
    graph = network.cooperation
    found = backbone(graph.indptr, graph.indices, graph.weights, most)
    facts = {"all": len(there), "a": ALPHA, "core": found.core}
    claim = Claim("links_of_core" if found.core else "links_of_backbone", facts)
    return np.unique(graph.pair[found.arcs]), [claim]
