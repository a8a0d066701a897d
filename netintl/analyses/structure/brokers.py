"""Between whom each organization mediates, and whether its numbers of partners explain it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from netintl.analyses.claim import Claim
from netintl.analyses.draws.draw import draw
from netintl.analyses.draws.nulls import NullModel, z_scores
from netintl.analyses.result import Result, make_result, ranks
from netintl.kernels import ROLES, broker_roles
from netintl.model.places import HOME

if TYPE_CHECKING:
    from netintl.analyses.draws.draw import Tick
    from netintl.analyses.draws.nulls import Kept
    from netintl.network.network import Network

GROUPINGS = ("kind", "country", "province")
_STREAM = 2


def find_brokers(
    network: Network,
    *,
    nulls: int = 200,
    seed: int = 0,
    kept: Kept = "kind",
    tick: Tick | None = None,
) -> Result:
    """Count the pairs of partners between whom each organization stands, by broker role.

    A pair counts when its two organizations are not linked themselves. Groups are kinds of
    organizations, countries, or provinces (of China; elsewhere countries); an organization whose
    place is unknown is a group of its own. Roles: coordinator (all three in one group), itinerant
    (both partners in one group, the broker outside), gatekeeper (one partner in the broker's
    group; in an undirected network it is the representative too), liaison (three groups).

    Parameters
    ----------
    nulls
        Random networks with the same numbers of partners of each kind, for expectation and z;
        0 leaves those columns empty.
    seed, kept, tick
        As in ``find_hubs``.

    Returns
    -------
    Result
        One row per organization, grouping and role with a count above 0.

    References
    ----------
    Gould and Fernandez 1989, doi:10.2307/270949. Their expectation shuffles groups; kinds cannot
    be shuffled without breaking the layers, so links are switched instead.

    Examples
    --------
    >>> from netintl.network.doors import from_links
    >>> table = find_brokers(from_links([("S1", "C1"), ("C1", "E1")]), nulls=0).table
    >>> table[["organization", "grouping", "role"]].to_numpy().tolist()
    [['C1', 'country', 'liaison'], ['C1', 'kind', 'liaison'], ['C1', 'province', 'liaison']]
    """
    graph = network.cooperation
    groups = [_labels(network, name) for name in GROUPINGS]
    counted = np.array([broker_roles(graph.indptr, graph.indices, group) for group in groups])
    model = NullModel.of(network, kept=kept, runs=nulls)

    def drawn(random: np.random.Generator) -> np.ndarray:
        drawn_graph = model.graph(random)
        return np.array([broker_roles(*drawn_graph, group, runs=nulls) for group in groups])

    place = np.argwhere(counted > 0)
    draws = _kept(draw(drawn, nulls, seed, stream=_STREAM, tick=tick), place)
    table = _table(network, counted, place, draws)
    reasons = [
        (name, "mediates", "", tuple(network.agreements_between(graph, network.code_of[name])))
        for name in sorted(set(table["organization"].astype(str)))
    ]
    claims = [] if len(table) else [Claim("no_links")]
    settings = {"nulls": nulls, "seed": seed, "kept": kept}
    return make_result("brokers", network, table, reasons=reasons, claims=claims, **settings)


def _kept(draws: np.ndarray, place: np.ndarray) -> np.ndarray:
    """Take the drawn counts of the rows that are shown."""
    if not len(draws):
        return np.empty((0, len(place)))
    return np.asarray(draws[:, place[:, 0], place[:, 1], place[:, 2]], dtype=float)


def _table(
    network: Network, counted: np.ndarray, place: np.ndarray, draws: np.ndarray
) -> pd.DataFrame:
    grouping, code, role = place.T
    count = counted[grouping, code, role]
    unknown = np.full(len(place), np.nan)
    table = pd.DataFrame(
        {
            "organization": network.ids[code],
            "kind": network.kinds[code],
            "country": network.countries[code],
            "grouping": np.array(GROUPINGS, dtype=object)[grouping],
            "role": np.array(ROLES, dtype=object)[role],
            "count": count,
            "expected": draws.mean(axis=0) if len(draws) else unknown,
            "z": z_scores(count, draws) if len(draws) else unknown,
        }
    )
    table.insert(0, "rank", ranks(count.astype(float)))
    return table.sort_values(["rank", "organization", "grouping", "role"], ignore_index=True)


def _labels(network: Network, grouping: str) -> np.ndarray:
    """Label each organization with its group; one of unknown place is alone in its group."""
    if grouping == "kind":
        return network.kinds.astype(str)
    labels = network.countries.astype(str)
    if grouping == "province":
        province = network.organizations["province"].to_numpy(dtype=str)
        labels = np.where(province != "", np.char.add(f"{HOME}:", province), labels)
        labels = np.where(labels == HOME, "", labels)
    return np.where(labels == "", np.char.add("?", network.ids.astype(str)), labels)
