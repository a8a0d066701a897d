"""The scopes of figures: which organizations and agreements a number counts.

One number has one scope and one name everywhere; `words.wording.scope_text` says it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple, get_args

import numpy as np

if TYPE_CHECKING:
    from netintl.network.network import Network

ScopeName = Literal["known", "view", "cooperation", "memberships", "linked"]
SCOPES: tuple[ScopeName, ...] = get_args(ScopeName)


class Scope(NamedTuple):
    """Masks over the organizations and agreements of a network."""

    organizations: np.ndarray
    agreements: np.ndarray
    countries: int  # of these organizations

    @property
    def organization_count(self) -> int:
        """Number of organizations."""
        return int(self.organizations.sum())

    @property
    def agreement_count(self) -> int:
        """Number of agreements."""
        return int(self.agreements.sum())


def scope_of(network: Network, name: ScopeName) -> Scope:
    """Return what a scope takes in.

    - ``known``: all that the data hold, proposals and mere memoranda too.
    - ``view``: what the view takes in: organizations of the view, agreements chosen by it.
    - ``cooperation``: the agreements of the view that are no alliance memberships, and the
      organizations that are party to one.
    - ``memberships``: the alliance memberships of the view, and their parties.
    - ``linked``: the organizations that have a partner of another kind (or, where all links join
      one kind, any partner), and the agreements behind these links.

    Examples
    --------
    >>> from netintl.network.doors import from_links
    >>> network = from_links([("S1", "C1"), ("C1", "E1")])
    >>> scope_of(network, "cooperation").organization_count
    3
    """
    everything = np.ones(len(network.ids), dtype=bool), np.ones(len(network.chosen), dtype=bool)
    if name == "known":
        return _scope(network, *everything)
    if name == "view":
        return _scope(network, network.members, network.chosen)
    if name == "linked":
        return _scope(network, network.cooperation.degree > 0, _behind_links(network))
    kept = network.chosen & (network.is_membership == (name == "memberships"))
    return _scope(network, parties_of(network, kept), kept)


def parties_of(network: Network, agreements: np.ndarray) -> np.ndarray:
    """Mask of the organizations of the view that are party to one of these agreements."""
    rows = agreements[network.party_agreement] & network.attending
    found = np.zeros(len(network.ids), dtype=bool)
    found[network.party_organization[rows]] = True
    return np.asarray(found & network.members, dtype=bool)


def _behind_links(network: Network) -> np.ndarray:
    behind = np.zeros(len(network.chosen), dtype=bool)
    for place in np.unique(network.cooperation.pair).tolist():
        behind[network.pairs.agreements_of(place)] = True
    return behind


def _scope(network: Network, organizations: np.ndarray, agreements: np.ndarray) -> Scope:
    countries = network.countries[organizations]
    return Scope(organizations, agreements, len(set(countries[countries != ""].tolist())))
