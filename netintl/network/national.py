"""The whole behind a view: the same days, without its filters."""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from netintl.model.framing import Framing
from netintl.model.places import HOME
from netintl.network.network import NO_COOPERATION, NOT_YET
from netintl.network.views import held_between, held_on

if TYPE_CHECKING:
    from collections.abc import Mapping

    from netintl.network.network import Network

# A country is no such filter: all that serves a country has a party there, and stays in its view.
_NARROWING: Final = (
    "kinds", "provinces", "organizations", "fields", "brands", "status", "min_confidence", "focus",
)  # fmt: skip


def has_chinese_schools(network: Network) -> bool:
    """Tell whether the data are of Chinese schools, so that China's policy is about them.

    They are where half of the agreements have one among their parties, whatever the view; where
    there is no agreement, one organization that is a school will do.

    Examples
    --------
    >>> from netintl.network.doors import from_links
    >>> has_chinese_schools(from_links([("S1", "C1")]))
    True
    >>> has_chinese_schools(from_links([("a", "b"), ("c", "d"), ("S1", "a")]))
    False
    """
    schools = network.kinds == "school"
    if not len(network.agreements):
        return bool(schools.any())
    having = np.unique(network.party_agreement[schools[network.party_organization]])
    return 2 * len(having) >= len(network.agreements)


def framing_of(network: Network) -> Framing:
    """Return how things are called in a network: by its own words, neutrally if not of China.

    Examples
    --------
    >>> from netintl.network.doors import from_links
    >>> framing_of(from_links([("a", "b")])).neutral
    True
    """
    kinds = network.described.kinds
    return Framing(neutral=not has_chinese_schools(network), kinds=kinds)


def home_of(network: Network) -> str:
    """Return the country that agreements reach out from: China, or none in other networks.

    Examples
    --------
    >>> from netintl.network.doors import from_links
    >>> home_of(from_links([("S1", "C1")])), home_of(from_links([("a", "b")]))
    ('CHN', '')
    """
    return HOME if has_chinese_schools(network) else ""


def narrowing(settings: Mapping[str, Any]) -> tuple[str, ...]:
    """Name the settings of a view that leave out agreements of countries which it shows.

    Examples
    --------
    >>> narrowing({"pair_rule": "even", "brands": ["luban_workshop"], "countries": ["THA"]})
    ('brands',)
    """
    return tuple(name for name in _NARROWING if settings.get(name) is not None)


def national(network: Network) -> Network:
    """Return all that the data hold on the days of a view, as cooperation counts by itself.

    A view without filters is its own whole, whatever was left out of it otherwise.

    Examples
    --------
    >>> from netintl.network.doors import from_links
    >>> from netintl.network.views import select
    >>> network = from_links([("S1", "C1"), ("S2", "C1")])
    >>> int(national(select(network, organizations=["S1"])).chosen.sum())
    2
    """
    settings = network.settings
    if not narrowing(settings) and not settings.get("countries"):
        return network
    usable = ~network.agreements["kind"].isin(NO_COOPERATION)
    usable &= ~network.agreements["status"].isin(NOT_YET)
    everything = network.view(
        chosen=usable.to_numpy(dtype=bool),
        members=np.ones(len(network.members), dtype=bool),
        attending=np.ones(len(network.attending), dtype=bool),
    )
    whole = replace(everything, settings=MappingProxyType({"pair_rule": network.pair_rule}))
    undated = settings.get("undated", "include")
    if "since" in settings:
        whole = held_between(whole, settings["since"], settings["until"], undated=undated)
    if "as_of" in settings:
        whole = held_on(whole, settings["as_of"], undated=undated)
    return whole
