"""Lines of the pipelines: agreements under which people go on from one organization to the next."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from netintl.model.industries import section_of
from netintl.model.vocabularies import vocabulary
from netintl.network.layers import LAYERS
from netintl.network.placeholders import placeholders

if TYPE_CHECKING:
    from netintl.model.vocabularies import Term
    from netintl.network.network import Network

_PLACE = {"school": 0, "college": 1, "enterprise": 2}
_TO_ENTERPRISES = ("school_enterprise", "college_enterprise")
_EDUCATION = "P"  # section of GB/T 4754


class Lines(NamedTuple):
    """One row for each agreement and each two of its parties, from school towards enterprise.

    ``pair`` is the place in the network's pairs; rows are sorted by tail, head and agreement.
    """

    pair: np.ndarray
    agreement: np.ndarray
    tail: np.ndarray
    head: np.ndarray

    def __len__(self) -> int:
        return len(self.pair)

    def only(self, kept: np.ndarray) -> Lines:
        """Return the rows of a mask."""
        return Lines(*(part[kept] for part in self))


def lines_of(network: Network) -> Lines:
    """List the lines of the view, along which trained people can reach an enterprise.

    Only agreements that train, employ or take interns are lines; equipment, construction,
    ownership, gifts, imported courses and support are none, and neither are those in which the
    enterprise is a supplier or funder. An enterprise that supplies equipment and is nowhere an
    employer or trainer is a seller: no line leads to it. Neither does one to a firm whose only
    industry is education, nor to a name that stands for others: nobody is known to be hired there.

    Examples
    --------
    >>> from netintl.network.doors import from_links
    >>> len(lines_of(from_links([("S1", "C1"), ("C1", "E1"), ("S1", "S2")])))
    2
    """
    pairs, kinds = network.pairs, network.kinds
    pair = np.repeat(np.arange(len(pairs)), np.diff(pairs.start))
    place = np.array([_PLACE.get(kind, -1) for kind in kinds], dtype=np.int64)
    u, v = pairs.u[pair], pairs.v[pair]
    forward = place[u] < place[v]
    lines = Lines(pair, pairs.agreement, np.where(forward, u, v), np.where(forward, v, u))
    fits = (place[u] >= 0) & (place[v] >= 0) & (place[u] != place[v])
    fits &= _training(network)[lines.agreement]
    ends = place[lines.head] == _PLACE["enterprise"]
    fits &= ~ends | _receives(network, lines)
    kept = lines.only(fits)
    order = np.lexsort((kept.agreement, kept.head, kept.tail))
    return kept.only(order)


def on_chains(network: Network, lines: Lines) -> np.ndarray:
    """Mask the lines that lie on a way from a school to an enterprise."""
    kinds = network.kinds
    colleges = kinds == "college"
    fed, feeding = (np.zeros(len(kinds), dtype=bool) for _ in range(2))
    fed[lines.head] = True
    feeding[lines.tail] = True
    through = ~colleges | (fed & feeding)
    return np.asarray(through[lines.tail] & through[lines.head], dtype=bool)


def outside_lines(network: Network) -> np.ndarray:
    """Return the enterprises with a school or college among their partners, but no line to them.

    They are sellers, builders, owners, donors, firms that teach, or names that stand for others:
    nobody is said to be trained for them.
    """
    pairs = network.pairs
    ends = np.isin(pairs.layer, [LAYERS.index(name) for name in _TO_ENTERPRISES])
    partners = np.concatenate([pairs.u[ends], pairs.v[ends]])
    partners = np.unique(partners[network.kinds[partners] == "enterprise"])
    return np.asarray(np.setdiff1d(partners, lines_of(network).head))


def sellers(network: Network) -> np.ndarray:
    """Mask the enterprises that supply and are nowhere an employer or trainer."""
    found = np.zeros((2, len(network.ids)), dtype=bool)
    for row, roles in enumerate((("supplier",), ("employer", "trainer"))):
        here = np.isin(network.party_role.astype(str), roles)
        found[row, network.party_organization[here]] = True
    return np.asarray(found[0] & ~found[1] & (network.kinds == "enterprise"), dtype=bool)


def _employing(network: Network) -> np.ndarray:
    """Mask the enterprises that may hire: no sellers, no teaching firms, no unnamed ones."""
    coded = network.values("organizations", "industries")
    teaching = [bool(codes) and {*map(section_of, codes)} == {_EDUCATION} for codes in coded]
    left = np.array(teaching, dtype=bool) | placeholders(network) | sellers(network)
    return np.asarray(~left, dtype=bool)


def _training(network: Network) -> np.ndarray:
    """Mask the agreements of a kind that trains, employs or takes interns."""
    idle = [code for code, kind in vocabulary("agreement_kinds").items() if _no(kind, "trains")]
    return np.asarray(~network.agreements["kind"].isin(idle).to_numpy(dtype=bool), dtype=bool)


def _receives(network: Network, lines: Lines) -> np.ndarray:
    """Mask the lines whose head takes people in under this agreement."""
    width = max(len(network.ids), 1)
    outside = [code for code, role in vocabulary("roles").items() if _no(role, "receives")]
    idle = np.isin(network.party_role.astype(str), outside)
    key = network.party_agreement * width + network.party_organization
    taking = np.isin(lines.agreement * width + lines.head, key[~idle])
    return np.asarray(taking & _employing(network)[lines.head], dtype=bool)


def _no(term: Term, name: str) -> bool:
    return term.extra[name] == "no"
