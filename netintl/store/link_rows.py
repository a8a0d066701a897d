"""The links of a network: parties, cooperation, places, fields, brands, sources."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from netintl.network.layers import LAYERS
from netintl.network.persons import stated_flows
from netintl.store.elements import LinkRow, Links, known
from netintl.store.node_rows import indicator_id

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pandas as pd

    from netintl.network.network import Network


def link_tables(network: Network) -> Iterator[Links]:
    """Yield the links of a network, type by type."""
    yield Links("IN_COUNTRY", _column_links(network, "country"))
    yield Links("IN_PROVINCE", _column_links(network, "province"))
    yield Links("PARTY_TO", _parties(network))
    yield Links("COOPERATES", _cooperation(network))
    yield Links("IN_FIELD", _list_links(network, "fields"))
    yield Links("UNDER_BRAND", _list_links(network, "brand"))
    yield Links("STATED_IN", _sources(network))
    yield Links("MEASURED_IN", _indicators(network.tables["indicators"]))


def _column_links(network: Network, column: str) -> Iterator[LinkRow]:
    rows = network.organizations[network.members]
    for name, place in zip(rows["id"], rows[column], strict=True):
        if place:
            yield LinkRow(name, place, {})


def _list_links(network: Network, column: str) -> Iterator[LinkRow]:
    named = network.values("agreements", column)
    for name, parts in zip(network.agreement_ids, named, strict=True):
        for part in sorted(parts):
            yield LinkRow(name, part, {})


def _sources(network: Network) -> Iterator[LinkRow]:
    there = set(network.tables["sources"]["id"])
    for row in _list_links(network, "source"):
        if row.end in there:
            yield row


def _indicators(frame: pd.DataFrame) -> Iterator[LinkRow]:
    columns = ["country", "industry", "measure", "year", "source"]
    for cells in frame[columns].itertuples(index=False, name=None):
        if cells[0]:
            yield LinkRow(indicator_id(*cells), cells[0], {})


def _parties(network: Network) -> Iterator[LinkRow]:
    """Yield who takes part in what; several rows of one role become one."""
    rows = network.parties[network.attending].drop_duplicates(["agreement", "organization", "role"])
    columns = ["agreement", "organization", "role", "since", "until"]
    for agreement, organization, role, since, until in rows[columns].itertuples(index=False):
        properties = known(role=role, since=since, until=until)
        yield LinkRow(organization, agreement, properties, key=role)


def _cooperation(network: Network) -> Iterator[LinkRow]:
    """Yield one link for each pair of the view, with the agreements that bear it."""
    pairs, ids, names = network.pairs, network.ids, network.agreement_ids
    persons = _persons(network)
    for place in range(len(pairs)):
        agreements = pairs.agreements_of(place)
        u, v = int(pairs.u[place]), int(pairs.v[place])
        properties = known(
            layer=LAYERS[pairs.layer[place]],
            weight=round(float(pairs.weight[place]), 10),
            confidence=_rounded(float(pairs.confidence[place])),
            persons=persons.get((u, v)),
            agreements=sorted(names[agreements].tolist()),
            first=_first(network.starts[agreements]),
            last=_last(network.ends[agreements]),
        )
        yield LinkRow(str(ids[u]), str(ids[v]), properties)


def _rounded(value: float) -> float | None:
    return None if np.isnan(value) else round(value, 10)


def _first(days: np.ndarray) -> str:
    """Return the first day that is known."""
    dated = days[~np.isnat(days)]
    return str(dated.min()) if len(dated) else ""


def _last(days: np.ndarray) -> str:
    """Return the last day; nothing while one of the agreements is open."""
    return "" if np.isnat(days).any() else str(days.max())


def _persons(network: Network) -> dict[tuple[int, int], int]:
    """Map pairs to the largest number stated on one flow; several count different things."""
    flows = stated_flows(network)
    ends = np.sort(flows[["from_code", "to_code"]].to_numpy(), axis=1)
    largest: dict[tuple[int, int], int] = {}
    for u, v, count in zip(ends[:, 0], ends[:, 1], flows["persons"], strict=True):
        largest[int(u), int(v)] = max(int(count), largest.get((int(u), int(v)), 0))
    return largest
