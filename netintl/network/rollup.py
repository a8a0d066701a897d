"""Counting by institution or group: parts are counted under the organization at their top."""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final, Literal, get_args

import numpy as np
import pandas as pd

from netintl.identity.contraction import contracted
from netintl.model.cells import joined, parts_of
from netintl.network.entities import attending_among, members_among
from netintl.network.network import Identity, Network

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

Level = Literal["institution", "group"]
LEVELS: tuple[Level, ...] = get_args(Level)
_WHOLES: Final = {
    "institution": (("school", "college"),),
    "group": (("school", "college"), ("enterprise",)),
}
_OF_THE_WHOLE: Final = ("fields", "industries", "source")  # what parts add to; places they do not


def heads(network: Network, level: Level) -> np.ndarray:
    """Return by code the organization under which each is counted, itself for most.

    ``institution`` goes from campuses and colleges up to their school, as long as parents are
    schools or colleges; ``group`` also from firms up to theirs. In a circle of parents nobody is
    part of another.

    Examples
    --------
    >>> from netintl.network.doors import from_links
    >>> heads(from_links([("S1", "C1")]), "group").tolist()
    [0, 1]
    """
    own = np.arange(len(network.ids))
    above = pd.Index(network.ids).get_indexer(network.organizations["parent"])
    kind_of = np.array(
        [
            next((n for n, kinds in enumerate(_WHOLES[level]) if kind in kinds), -1)
            for kind in network.kinds
        ],
        dtype=np.int64,
    )
    alike = (above >= 0) & (kind_of >= 0) & (kind_of == kind_of[above])
    step = np.where(alike, above, own)
    top = step
    for _doubling in range(len(own).bit_length()):  # each round doubles the steps taken
        top = top[top]
    return np.where(step[top] == top, top, own)


def rolled_up(network: Network, level: Level) -> Network:
    """Count the parts of institutions, or of groups, under the organization at their top.

    Every agreement of the view stays one agreement. The parties that fall together are one party,
    from the first day of one of them to the last day of another; an agreement among parts of one
    organization stays, and links nobody. Parts add their majors, industries and sources to the
    whole and their names to its aliases; its place, level and name are those of the top. Figures
    of a part (places, seats, hires, observations) are no figures of the whole, and flows inside it
    are left out. Take the day of a view before.

    Parameters
    ----------
    level
        ``institution`` or ``group``; see `heads`.

    Examples
    --------
    >>> from netintl.network.doors import from_links
    >>> len(rolled_up(from_links([("S1", "C1")]), "group"))
    2
    """
    top = heads(network, level)
    parts = np.flatnonzero(top != np.arange(len(top)))
    into = {str(network.ids[part]): str(network.ids[top[part]]) for part in parts.tolist()}
    made = Network.from_tables(
        _rolled(network, into), pair_rule=network.pair_rule, described=network.described
    )
    became = {own: into.get(now, now) for own, now in network.identity.became.items()} | into
    made = replace(made, identity=Identity(became=became))
    rolled = replace(
        made,
        chosen=network.chosen,
        filtered=network.filtered,
        members=members_among(network, made),
        attending=attending_among(network, made),
        settings=_settings(network, into, level),
    )
    members = {str(network.ids[part]) for part in parts[network.members[parts]].tolist()}
    counted = {part: whole for part, whole in into.items() if part in members}
    inside = _inside(network, rolled)
    return replace(rolled, identity=Identity(became=became, parts=counted, inside=inside))


def _settings(network: Network, into: Mapping[str, str], level: Level) -> Mapping[str, Any]:
    settings = dict(network.settings)
    if "organizations" in settings:
        named = {into.get(name, name) for name in settings["organizations"]}
        settings["organizations"] = sorted(named)
    return MappingProxyType(settings | {"roll_up": level})


def family(network: Network, level: Level, organizations: Iterable[str]) -> list[str]:
    """Return the organizations that are counted together with those given, and these."""
    top = heads(network, level)
    wanted = {int(top[network.code_of[name]]) for name in organizations}
    return [str(name) for name in network.ids[np.isin(top, sorted(wanted))]]


def _inside(network: Network, made: Network) -> np.ndarray:
    """Mark the agreements of several parties that are all of one organization."""
    before, after = (_party_counts(each) for each in (network, made))
    return np.asarray((before > 1) & (after == 1), dtype=bool)


def _party_counts(network: Network) -> np.ndarray:
    agreement, _party, _lead = network.parties_in(network.attending)
    return np.bincount(agreement, minlength=len(network.agreement_ids))


def _rolled(network: Network, into: Mapping[str, str]) -> dict[str, pd.DataFrame]:
    """Return the tables with parts under their tops, without the figures of parts alone."""
    own = {
        "organizations": network.organizations,
        "agreements": network.agreements,
        "parties": network.parties,
    }
    tables = {**network.tables, **own}
    if not into:
        return tables
    capacities = tables["capacities"]
    of_part = capacities["organization"].isin(list(into)) & (capacities["agreement"] == "")
    apart = {"observations": tables.pop("observations")}
    made = contracted({**tables, "capacities": capacities[~of_part]}, into, brings=_of_a_part)
    before, after = tables["flows"], made["flows"]
    across = set(before.loc[before["from"] != before["to"], "id"])
    within = (after["from"] == after["to"]) & after["id"].isin(across)
    return made | apart | {"flows": after[~within]}


def _of_a_part(_kept: Mapping[str, str], row: dict[str, str]) -> dict[str, str]:
    """Return what a part brings to the whole: majors, industries, sources and its names."""
    names = [row.get(name, "").replace(";", ",") for name in ("name_zh", "name_en")]
    brought = {name: row[name] for name in _OF_THE_WHOLE if name in row}
    aliases = joined(parts_of(row.get("aliases", ""), *names))
    return dict.fromkeys(row, "") | brought | {"aliases": aliases}
