"""The organizations and their links."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd

from netintl.analyses.claim import Claim
from netintl.figures import Caption, draw_network, drawn_counts
from netintl.kernels import components, symmetric_csr
from netintl.network.layers import LAYERS
from netintl.pictures.signs import KINDS_SHOWN, kind_labels, names_of
from netintl.words.basis import footer
from netintl.words.claims import sentences, title
from netintl.words.wording import label

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from netintl.analyses.result import Result
    from netintl.figures import DrawnCounts
    from netintl.network.network import Network

_LEADING: Final = ("most_paths", "no_leader", "no_paths")
_REDUCED: Final = ("links_of_backbone", "links_of_core")


def network_figure(
    network: Network, links: Result, hubs: Result, *, preset: str = "slide"
) -> Figure | None:
    """Draw the organizations and their links, components packed, kinds by colour and shape.

    The title names who most shortest paths run through, if these are drawn.
    """
    if links.table.empty:
        return None
    organizations = hubs.table["organization"].tolist()
    nodes = pd.DataFrame(
        {
            "id": organizations,
            "label": names_of(network, organizations),
            "kind": hubs.table["kind"],
            "size": hubs.table["degree"].astype(float),
        }
    )
    pairs = _in_order(network, links.table)
    smallest = 4 if drawn_counts(nodes, pairs, 4).nodes else 2
    labels = kind_labels(nodes["kind"])
    if set(nodes["kind"]) - set(KINDS_SHOWN):
        labels["other"] = label("kinds", "other")
    return draw_network(
        nodes,
        pairs,
        text=_caption(network, links, hubs, drawn_counts(nodes, pairs, smallest), smallest),
        kind_labels=labels,
        preset=preset,
        smallest=smallest,
    )


def _in_order(network: Network, links: pd.DataFrame) -> pd.DataFrame:
    """Return the ends and weights of links in the order of the network; the layout rests on it."""
    place = network.code_of
    ends = [[place[name] for name in links[column]] for column in ("organization", "partner")]
    layer = [LAYERS.index(name) for name in links["layer"]]
    rows = links.iloc[np.lexsort((ends[1], ends[0], layer))].reset_index(drop=True)
    names = {"organization": "source", "partner": "target"}
    return rows.rename(columns=names)[["source", "target", "weight"]]


def _caption(
    network: Network, links: Result, hubs: Result, counts: DrawnCounts, smallest: int
) -> Caption:
    facts = {
        "nodes": counts.nodes,
        "links": counts.links,
        "left": counts.nodes_left_out,
        "smallest": smallest,
    }
    reduced = [claim for claim in links.claims if claim.code in _REDUCED]
    code = "network_drawn_one_kind" if network.layers == ("same_kind",) else "network_drawn"
    said = [Claim(code, facts, scope="linked"), *reduced]
    if headline := _title(network, links, hubs, smallest):
        return Caption(headline, sentences(said, network), footer(network))
    return Caption(title(said[0], network), sentences(said[1:], network), footer(network))


def _title(network: Network, links: Result, hubs: Result, smallest: int) -> str:
    """Name who most paths run through where all of these are drawn, or say that nobody does."""
    claim = next((claim for claim in hubs.claims if claim.code in _LEADING), None)
    if claim is None or not set(claim.facts.get("names", ())) <= _drawn(network, links, smallest):
        return ""
    return title(claim, network)


def _drawn(network: Network, links: Result, smallest: int) -> set[str]:
    """Name the organizations in groups that are large enough to be drawn."""
    code = links.table[["organization", "partner"]].map(network.code_of.__getitem__)
    u, v = code.to_numpy(dtype=np.int64).T
    indptr, indices, _ = symmetric_csr(u, v, np.ones(len(u)), len(network.ids))
    group = components(indptr, indices)
    return set(network.ids[np.bincount(group)[group] >= smallest].astype(str))
