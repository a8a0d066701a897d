"""Chains of organizations along which trained people can reach an enterprise."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from netintl.analyses.pipelines.flow_problem import Pipeline
    from netintl.network.network import Graph, Network

MOST_CHAINS = 50_000
COLUMNS = (
    "enterprise", "country", "form", "school", "college", "field", "persons_low", "persons_high",
    "assessable", "limit", "confidence", "agreements",
)  # fmt: skip
Chain = tuple[int, int, int]  # school, college or −1, enterprise


def chains_of(network: Network, problems: Sequence[Pipeline]) -> tuple[pd.DataFrame, int]:
    """Return the chains of the view, and how many there are when the list had to be cut."""
    graph = network.cooperation
    rooms = [_rooms(problem) for problem in problems]
    fields = [problem.field for problem in problems]
    rows: list[tuple[object, ...]] = []
    total = 0
    for chain in _chains(network, graph):
        total += 1
        if len(rows) < MOST_CHAINS:
            for field, room in zip(fields, rooms, strict=True):
                row = _row(network, graph, chain, field, room)
                if row is not None:
                    rows.append(row)
    return pd.DataFrame(rows, columns=list(COLUMNS)), total


def _chains(network: Network, graph: Graph) -> Iterator[Chain]:
    kinds = network.kinds
    for enterprise in np.flatnonzero((kinds == "enterprise") & network.members).tolist():
        partners = graph.indices[graph.indptr[enterprise] : graph.indptr[enterprise + 1]].tolist()
        for partner in partners:
            if kinds[partner] == "school":
                yield partner, -1, enterprise
            elif kinds[partner] == "college":
                row = slice(graph.indptr[partner], graph.indptr[partner + 1])
                for school in graph.indices[row].tolist():
                    if kinds[school] == "school":
                        yield school, partner, enterprise


def _rooms(problem: Pipeline) -> dict[tuple[int, int], float]:
    """Map organizations (code, −1) and links (from, to) to their capacity."""
    ends = zip(problem.code.tolist(), problem.partner.tolist(), strict=True)
    return dict(zip(ends, problem.capacity.tolist(), strict=True))


def _row(
    network: Network, graph: Graph, chain: Chain, field: str, room: dict[tuple[int, int], float]
) -> tuple[object, ...] | None:
    """Describe one chain for one field; None when its agreements rule the field out."""
    school, college, enterprise = chain
    steps = [(school, enterprise)] if college < 0 else [(school, college), (college, enterprise)]
    pairs = [_pair(graph, a, b) for a, b in steps]
    shared = _shared_fields(network, pairs)
    if field and shared and field not in shared:
        return None
    stages = [(code, -1) for code in chain if code >= 0]
    known = {key: room[key] for key in [*stages, *steps] if not np.isnan(room[key])}
    whole = len(known) == len(stages) + len(steps)
    limit = min(known, key=lambda key: (known[key], key)) if known else None
    high = known[limit] if limit else np.nan
    cited = {int(a) for pair in pairs for a in network.pairs.agreements_of(pair)}
    return (
        network.ids[enterprise],
        network.countries[enterprise],
        "direct" if college < 0 else "through_college",
        network.ids[school],
        network.ids[college] if college >= 0 else "",
        (field,) if field else tuple(sorted(shared)),
        high if whole else 0.0 if known else np.nan,
        high,
        whole,
        _limit_name(network, limit),
        float(np.prod(network.pairs.confidence[pairs])),
        tuple(sorted(network.agreement_ids[code] for code in cited)),
    )


def _pair(graph: Graph, a: int, b: int) -> int:
    row = slice(graph.indptr[a], graph.indptr[a + 1])
    return int(graph.pair[row][np.searchsorted(graph.indices[row], b)])


def _shared_fields(network: Network, pairs: list[int]) -> set[str]:
    """Return the fields all links name; a link that names none shares what the others name."""
    cells = network.values("agreements", "fields")
    named = []
    for pair in pairs:
        codes = network.pairs.agreements_of(pair)
        fields = {field for code in codes for field in cells[code]}
        if fields:
            named.append(fields)
    return set.intersection(*named) if named else set()


def _limit_name(network: Network, limit: tuple[int, int] | None) -> str:
    if limit is None:
        return ""
    code, partner = limit
    return str(network.ids[code]) if partner < 0 else f"{network.ids[code]}>{network.ids[partner]}"
