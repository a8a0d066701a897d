"""Between whom each organization mediates, and whether its agreements explain it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from netintl.analyses.claim import Claim
from netintl.analyses.draws.draw import draw
from netintl.analyses.draws.incidence import Incidence
from netintl.analyses.draws.nulls import z_scores
from netintl.analyses.draws.resampling import first_places
from netintl.analyses.result import Result, make_result, ranks
from netintl.kernels import ROLES, broker_roles
from netintl.model.places import HOME
from netintl.network.layers import LAYERS

if TYPE_CHECKING:
    from netintl.analyses.draws.draw import Tick
    from netintl.network.network import Network
    from netintl.network.simple_graph import Graph

GROUPINGS = ("kind", "country", "province")
_STREAM = 2


def find_brokers(
    network: Network, *, nulls: int = 0, seed: int = 0, tick: Tick | None = None
) -> Result:
    """Count the pairs of organizations between whom each stands, by broker role.

    ``count`` is of the projection: pairs of partners, of other kinds than the broker, that are not
    linked themselves. Two parties of one agreement and one kind are such a pair, though they sit at
    one table. ``two_mode`` is of the agreements: pairs of organizations of any kind that share no
    agreement, while the broker shares one with each; these are two different agreements. A pair
    counts once, however many agreements join it to the broker.

    Groups are kinds of organizations, countries, or provinces (of China; elsewhere countries); an
    organization whose place is unknown is a group of its own. Roles: coordinator (all three in one
    group), itinerant (both partners in one group, the broker outside), gatekeeper (one partner in
    the broker's group; in an undirected network it is the representative too), liaison (three
    groups).

    Parameters
    ----------
    nulls
        Random networks for the expectations and z: organizations of one kind change places between
        agreements. 0 leaves those columns empty.
    seed
        Of their randomness.
    tick
        Is told how many draws are done, of how many.

    Returns
    -------
    Result
        One row per organization, grouping and role with a count above 0, most pairs of the
        projection first.

    References
    ----------
    Gould and Fernandez 1989, doi:10.2307/270949; Jasny and Lubell 2015,
    doi:10.1016/j.socnet.2014.11.005, for two modes: they count induced chains organization –
    agreement – broker – agreement – organization, here their ends count, and only where these share
    no third agreement.

    Examples
    --------
    >>> from netintl.network.doors import from_links
    >>> table = find_brokers(from_links([("S1", "C1"), ("C1", "E1")])).table
    >>> table[["organization", "grouping", "role"]].to_numpy().tolist()
    [['C1', 'country', 'liaison'], ['C1', 'kind', 'liaison'], ['C1', 'province', 'liaison']]
    """
    groups = [_labels(network, name) for name in GROUPINGS]

    def counted(graph: Graph, runs: int = 1) -> np.ndarray:
        arrays = graph.indptr, graph.indices
        return np.array([broker_roles(*arrays, group, runs=runs) for group in groups])

    counts = np.stack((counted(network.cooperation), counted(network.graph(LAYERS))))
    place = np.argwhere((counts > 0).any(axis=0))
    incidence = Incidence.of(network)

    def drawn(random: np.random.Generator) -> np.ndarray:
        other = incidence.drawn(random, runs=nulls)
        found = [counted(other.graph(layers), nulls) for layers in (network.layers, LAYERS)]
        return _of_rows(np.stack(found), place)

    draws = draw(drawn, nulls, seed, stream=_STREAM, tick=tick)
    table = _table(network, _of_rows(counts, place), place, draws)
    every = network.graph(LAYERS)
    reasons = [
        (name, "mediates", "", tuple(network.agreements_between(every, network.code_of[name])))
        for name in sorted(set(table["organization"].astype(str)))
    ]
    claims = _claims(network, counts[:, 0].sum(axis=2)) if len(table) else [Claim("no_brokers")]
    settings = {"nulls": nulls, "seed": seed}
    return make_result("brokers", network, table, reasons=reasons, claims=claims, **settings)


def _claims(network: Network, pairs: np.ndarray) -> list[Claim]:
    """Name the organization between most pairs, if there is one: of the projection, two-mode."""
    first = np.flatnonzero(first_places(pairs[0].astype(float), 1))
    if not len(first):
        return []
    name, (count, two_mode) = str(network.ids[first[0]]), pairs[:, first[0]].tolist()
    facts = {"organization": name, "count": count, "two_mode": two_mode}
    return [Claim("first_broker", facts, scope="linked", rows=(name,))]


def _of_rows(counts: np.ndarray, place: np.ndarray) -> np.ndarray:
    """Take the counts of the rows that are shown, projection and two-mode."""
    return np.asarray(counts[:, place[:, 0], place[:, 1], place[:, 2]])


def _table(
    network: Network, counts: np.ndarray, place: np.ndarray, draws: np.ndarray
) -> pd.DataFrame:
    grouping, code, role = place.T
    table = pd.DataFrame(
        {
            "organization": network.ids[code],
            "kind": network.kinds[code],
            "country": network.countries[code],
            "grouping": np.array(GROUPINGS, dtype=object)[grouping],
            "role": np.array(ROLES, dtype=object)[role],
        }
    )
    for mode, names in enumerate(_FIGURES):
        drawn = draws[:, mode] if len(draws) else np.empty((0, len(place)))
        unknown = np.full(len(place), np.nan)
        table[names[0]] = counts[mode]
        table[names[1]] = drawn.mean(axis=0) if len(drawn) else unknown
        table[names[2]] = z_scores(counts[mode], drawn) if len(drawn) else unknown
    table.insert(0, "rank", ranks(table["count"].to_numpy(dtype=float)))
    return table.sort_values(["rank", "organization", "grouping", "role"], ignore_index=True)


_FIGURES = (("count", "expected", "z"), ("two_mode", "two_mode_expected", "two_mode_z"))


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
