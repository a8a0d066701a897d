"""What rests on no source, on one, on several of one site, and on several sites."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd

from netintl.analyses.claim import Claim
from netintl.analyses.quality.parts import (
    cells_of,
    described,
    hosts_of_sources,
    sources_of,
    table_of,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from netintl.analyses.result import Result
    from netintl.network.network import Network

_TABLES: Final = (
    "agreements", "organizations", "flows", "capacities", "indicators", "observations",
)  # fmt: skip
_COLUMNS: Final = ["table", "group", "rows", "none", "one", "one_site", "several", "share"]


def find_evidence(network: Network) -> Result:
    """Count the rows that name no source, one, several of one site, and several sites.

    ``share`` is the part of the rows with a source that rest on one alone. Sources of one site (the
    host of their addresses) may repeat each other, so they are told apart from several sites.

    Returns
    -------
    Result
        One row per table, and one per kind of agreement. All rows of the data count.
    """
    hosts = hosts_of_sources(network)
    rows = []
    for name, group, cited in _cited(network):
        counts = np.array([min(len(each), 2) for each in cited], dtype=np.int64)
        sites = np.array([len({hosts.get(s, s) for s in each}) for each in cited], dtype=np.int64)
        none, one = int((counts == 0).sum()), int((counts == 1).sum())
        same = int(((counts > 1) & (sites == 1)).sum())
        sourced = len(counts) - none
        share = one / sourced if sourced else np.nan
        several = sourced - one - same
        rows.append((name, group, len(counts), none, one, same, several, share))
    table = pd.DataFrame(rows, columns=_COLUMNS)
    return described("evidence", network, table, _claims(table))


def _claims(table: pd.DataFrame) -> list[Claim]:
    """Say how many agreements rest on one source."""
    whole = table[(table["table"] == "agreements") & (table["group"] == "")]
    if whole.empty:
        return [Claim("no_agreements_to_source", scope="known")]
    row = whole.iloc[0]
    facts = {name: int(row[name]) for name in ("rows", "none", "one", "one_site", "several")}
    sourced = facts["rows"] - facts["none"]
    if not sourced:
        return [Claim("no_sources", {"rows": facts["rows"]}, "known")]
    return [Claim("single_source", {**facts, "sourced": sourced}, "known")]


def _cited(network: Network) -> Iterator[tuple[str, str, list[tuple[str, ...]]]]:
    """Yield table, group and the sources of each of its rows."""
    for name in _TABLES:
        cited = sources_of(cells_of(table_of(network, name), "source"))
        if cited:
            yield name, "", cited
    frame = table_of(network, "agreements")
    grouped: dict[str, list[tuple[str, ...]]] = {}
    for kind, each in zip(frame["kind"], sources_of(cells_of(frame, "source")), strict=True):
        grouped.setdefault(str(kind), []).append(each)
    for kind in sorted(grouped):
        yield "agreements", kind, grouped[kind]
