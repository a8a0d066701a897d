"""Whose agreements count on a day: mergers by then are carried out, names are those of the day."""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import numpy as np

from netintl.identity.successions import (
    TODAY,
    closed_by,
    known_as,
    merged_by,
    merged_tables,
    names_on,
    unfounded,
    with_names,
)
from netintl.network.dates import as_days, first_day
from netintl.network.network import Identity, Network

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

    from netintl.model.self_description import SelfDescription
    from netintl.network.layers import PairRule


def network_of_tables(
    tables: Mapping[str, pd.DataFrame],
    *,
    pair_rule: PairRule = "even",
    day: str = TODAY,
    described: SelfDescription | None = None,
) -> Network:
    """Build the network of checked tables in which lasting ids are settled and mergers are not.

    Parameters
    ----------
    day
        As YYYY-MM-DD; mergers by then are carried out, names are those of that day.
    described
        What the package says of itself.

    Examples
    --------
    >>> from netintl.network.doors import from_links
    >>> whole = from_links([("S1", "C1")])
    >>> own = {"organizations": whole.organizations, "agreements": whole.agreements}
    >>> len(network_of_tables({**whole.tables, **own, "parties": whole.parties}))
    2
    """
    if tables["successions"].empty:
        return Network.from_tables(tables, pair_rule=pair_rule, described=described)
    renames = merged_by(tables, day)
    settled = merged_tables(tables, renames)
    made = Network.from_tables(settled, pair_rule=pair_rule, described=described)
    named = with_names(made.organizations, names_on(tables, day))
    became = {own: renames.get(now, now) for own, now in known_as(tables).items()} | renames
    identity = Identity(origin=tables, day=day, became=became)
    return replace(made, organizations=named, identity=identity)


def on_day(network: Network, day: str) -> Network:
    """Return the view with the organizations of a day; agreements, filters and settings stay.

    Where nothing hangs on the day, that is the view itself.
    """
    identity = network.identity
    if not identity.origin or identity.day == day:
        return network
    made = network_of_tables(
        identity.origin, pair_rule=network.pair_rule, day=day, described=network.described
    )
    same = np.array_equal(made.ids, network.ids)
    return replace(
        made,
        chosen=network.chosen,
        filtered=network.filtered,
        members=network.members if same else members_among(network, made),
        attending=network.attending if same else attending_among(network, made),
        settings=_settings(network, made),
    )


def fixed(network: Network) -> Network:
    """Keep who is who in a network as it is, whatever day is asked for later."""
    return replace(network, identity=replace(network.identity, origin={}))


def _settings(network: Network, made: Network) -> Mapping[str, Any]:
    """Name organizations that the view was narrowed to as they are named now."""
    settings = dict(network.settings)
    if "organizations" in settings:
        became = made.identity.became
        settings["organizations"] = sorted({became.get(n, n) for n in settings["organizations"]})
    return MappingProxyType(settings)


def members_among(view: Network, made: Network) -> np.ndarray:
    """Mark the organizations of another division that are, or are part of, or hold, members."""
    if view.members.all():
        return np.ones(len(made.ids), dtype=bool)
    kept = set(view.ids[view.members])
    ahead, back = made.identity.became, view.identity.became
    found = {ahead.get(own, own) for own in kept}
    found |= {own for own, now in back.items() if now in kept}
    return np.isin(made.ids.astype(str), sorted(found))


def attending_among(view: Network, made: Network) -> np.ndarray:
    """Mark the party rows of another division whose organization attends in the view."""
    if view.attending.all():
        return np.ones(len(made.parties), dtype=bool)
    ahead, back = made.identity.became, view.identity.became
    rows = view.attending
    ends = zip(view.party_agreement[rows], view.ids[view.party_organization[rows]], strict=True)
    there = {(agreement, ahead.get(own, own)) for agreement, own in ends}
    named = zip(made.party_agreement, made.ids[made.party_organization], strict=True)
    return np.fromiter(
        ((a, own) in there or (a, back.get(own, own)) in there for a, own in named), dtype=bool
    )


def founded(network: Network, day: str) -> np.ndarray:
    """Mark the members that are there on a day: not those that only mergers or splits make later.

    One that is party to an agreement of the view stays, whatever successions say.
    """
    if not network.identity.origin:
        return network.members
    later = np.isin(network.ids.astype(str), sorted(unfounded(network.identity.origin, day)))
    party = np.zeros(len(network.ids), dtype=bool)
    party[network.party_organization[network.party_rows]] = True
    return np.asarray(network.members & (party | ~later), dtype=bool)


def closed(network: Network) -> np.ndarray:
    """Mark the organizations that have closed by the reference day, as their row or a closure says.

    Where no day is known, every closing day has come.

    Examples
    --------
    >>> from netintl.network.doors import from_links
    >>> closed(from_links([("S1", "C1")])).tolist()
    [False, False]
    """
    day = network.reference_day
    ends = as_days(network.organizations["closed"].to_numpy(dtype=object), first_day)
    by_row = ~np.isnat(ends) if day is None else ends <= np.datetime64(day, "D")
    by_then = closed_by(network.tables, str(day or TODAY))
    return np.asarray(by_row | np.isin(network.ids.astype(str), sorted(by_then)), dtype=bool)
