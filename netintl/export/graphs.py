"""The network as other programs take it: nodes, edges, flat attributes of one type each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, Literal

import numpy as np

from netintl.export.flattening import Types, Value, flat, flat_row, in_types, types_of
from netintl.export.page.placing import place_organizations
from netintl.network.layers import LAYERS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from netintl.i18n import Language
    from netintl.network.network import Network

Mode = Literal["pairs", "agreements"]
AGREEMENT: Final = "agreement"  # kind of the nodes that are agreements, and where edges cite one
_NUMBERS: Final = ("lat", "lon", "confidence")
_LISTS: Final = ("aliases", "industries", "fields", "sources")
# Names that a format or this module gives a meaning; a column of somebody's own gets a "_".
_TAKEN: Final = frozenset(
    ("agreement", "from", "id", "label", "layer", "located", "name", "netintl_id", "partners",
     "target", "to", "type", "weight", "x", "y")
)  # fmt: skip


@dataclass(slots=True)
class Node:
    """A node: id, label for people, kind, place on paper, and what is known of it."""

    id: str
    label: str
    kind: str
    x: float
    y: float
    values: dict[str, Value]


@dataclass(slots=True)
class Edge:
    """An undirected edge between two nodes by id; ``first`` and ``last`` are days, or empty."""

    id: str
    source: str
    target: str
    weight: float
    first: str
    last: str
    values: dict[str, Value]


@dataclass(frozen=True, slots=True)
class FileGraph:
    """All that a network file says.

    ``unpaired`` counts agreements that no edge stands for: those that have ended, memberships of
    alliances, which are never expanded into pairs, and agreements whose other party is unknown.
    """

    nodes: list[Node]
    edges: list[Edge]
    node_types: Types
    edge_types: Types
    fingerprint: str
    language: Language
    unpaired: int


def file_graph(network: Network, *, mode: Mode = "pairs", language: Language = "en") -> FileGraph:
    """Lay a view out as nodes and edges, in sorted order.

    Parameters
    ----------
    mode
        ``pairs``: organizations, and one edge for each pair of each agreement, so that parallel
        agreements are parallel edges; ``weight`` follows the pair rule of the network.
        ``agreements``: organizations and agreements, one edge for each party.
    language
        Language of the labels.

    Examples
    --------
    >>> from netintl.network.doors import from_links
    >>> graph = file_graph(from_links([("S1", "C1"), ("S1", "C1"), ("S2", "C1")]))
    >>> [(edge.source, edge.target) for edge in graph.edges]
    [('C1', 'S1'), ('C1', 'S1'), ('C1', 'S2')]
    >>> len(file_graph(from_links([("S1", "C1")]), mode="agreements").nodes)
    3
    """
    nodes = list(_organizations(network, language))
    if mode == "agreements":
        nodes += _agreements(network, nodes)
        edges = list(_parties(network))
        unpaired = 0
    else:
        edges = sorted(_pairs(network), key=lambda edge: (edge.source, edge.target, edge.id))
        met = {edge.values[AGREEMENT] for edge in edges}
        unpaired = int(network.chosen.sum()) - len(met)
    node_types = types_of(node.values for node in nodes)
    edge_types = types_of(edge.values for edge in edges)
    in_types([node.values for node in nodes], node_types)
    in_types([edge.values for edge in edges], edge_types)
    return FileGraph(nodes, edges, node_types, edge_types, network.fingerprint, language, unpaired)


def _organizations(network: Network, language: Language) -> Iterator[Node]:
    places, degree = place_organizations(network), network.cooperation.degree
    rows = network.organizations.to_dict("records")
    for code in np.flatnonzero(network.members).tolist():
        values = {**_values_of(rows[code]), "partners": int(degree[code])}
        yield Node(
            id=str(network.ids[code]),
            label=str(flat(network.name(code, language)) or network.ids[code]),
            kind=str(network.kinds[code]),
            x=float(places.x[code]),
            y=float(places.y[code]),
            values=values,
        )


def _values_of(row: Mapping[Any, Any]) -> dict[str, Value]:
    """Return what a row of a table says, numbers as numbers; the id stands elsewhere.

    Its sources are ``sources``, since ``source`` is an end of an edge in most formats.
    """
    values = flat_row({_free(name): cell for name, cell in row.items() if name != "id"})
    for name in values:
        if name in _NUMBERS:
            values[name] = float(values[name])
        if name in _LISTS:
            values[name] = str(values[name]).replace(";", "|")
    return values


def _free(column: str) -> str:
    return "sources" if column == "source" else f"{column}_" * (column in _TAKEN) or column


def _deals(network: Network) -> list[dict[str, Value]]:
    """Return what is known of each agreement, by code."""
    deals = [_values_of(row) for row in network.agreements.to_dict("records")]
    for deal, confidence in zip(deals, network.agreement_confidence.tolist(), strict=True):
        if confidence == confidence:  # noqa: PLR0124 - NaN
            deal["confidence"] = confidence
    return deals


def _pairs(network: Network) -> Iterator[Edge]:
    pairs, ids, names = network.pairs, network.ids, network.agreement_ids
    spans, deals, size = _spans(network), _deals(network), _sizes(network)
    for place in range(len(pairs)):
        u, v = str(ids[pairs.u[place]]), str(ids[pairs.v[place]])
        layer = int(pairs.layer[place])
        for code in pairs.agreements_of(place).tolist():
            share = 1.0 if network.pair_rule == "full" else 1.0 / size[code, layer]
            agreement = str(names[code])
            values = {AGREEMENT: agreement, "layer": LAYERS[layer], **deals[code]}
            edge = agreement if size[code].sum() == 1 else f"{agreement}/{u}/{v}"
            first, last = spans[code]
            yield Edge(edge, u, v, round(share, 10), first, last, values)


def _sizes(network: Network) -> np.ndarray:
    """Count the pairs of each agreement in each layer."""
    pairs = network.pairs
    many = np.diff(pairs.start)
    cells = pairs.agreement.astype(np.int64) * len(LAYERS) + np.repeat(pairs.layer, many)
    counts = np.bincount(cells, minlength=len(network.chosen) * len(LAYERS))
    return counts.reshape(-1, len(LAYERS))


def _spans(network: Network) -> list[tuple[str, str]]:
    """Return the first and the last day of each agreement that are known."""
    days = [
        ["" if day == "NaT" else day for day in np.datetime_as_string(column).tolist()]
        for column in (network.starts, network.ends)
    ]
    return list(zip(days[0], days[1], strict=True))


def _agreements(network: Network, organizations: list[Node]) -> list[Node]:
    """Return the agreements of a view as nodes, in the middle of their parties."""
    where = {node.id: (node.x, node.y) for node in organizations}
    found: dict[int, list[tuple[float, float]]] = {}
    for code, name in _party_ends(network):
        found.setdefault(code, []).append(where[name])
    deals = _deals(network)
    nodes = []
    for code in np.flatnonzero(network.chosen).tolist():
        deal, name = deals[code], str(network.agreement_ids[code])
        x, y = np.mean(found.get(code, [(0.0, 0.0)]), axis=0).round(2).tolist()
        kind = {"agreement_kind": deal.pop("kind"), "kind": AGREEMENT}
        title = str(deal.get("title", name))
        nodes.append(Node(_node_id(name), title, AGREEMENT, x, y, {**kind, **deal}))
    return nodes


def _node_id(agreement: str) -> str:
    """Return the id of an agreement's node, which no organization has."""
    return f"{AGREEMENT}:{agreement}"


def _party_ends(network: Network) -> Iterator[tuple[int, str]]:
    for row in _party_rows(network):
        yield int(network.party_agreement[row]), str(network.ids[network.party_organization[row]])


def _party_rows(network: Network) -> list[int]:
    here = network.party_rows & network.members[network.party_organization]
    rows: list[int] = np.flatnonzero(here).tolist()
    return rows


def _parties(network: Network) -> Iterator[Edge]:
    records, spans = network.parties.to_dict("records"), _spans(network)
    for row in _party_rows(network):
        code = int(network.party_agreement[row])
        organization = str(network.ids[network.party_organization[row]])
        agreement = str(network.agreement_ids[code])
        values = flat_row({key: records[row].get(key) for key in ("role", "since", "until")})
        name = f"{agreement}/{organization}/{records[row]['role']}"
        yield Edge(name, organization, _node_id(agreement), 1.0, *spans[code], values)
