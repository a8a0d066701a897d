"""Chains of agreements along which trained people can reach an enterprise."""

from __future__ import annotations

from math import isnan, prod
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from netintl.analyses.pipelines.links import Rooms, links_of
from netintl.network.persons import EVIDENCE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from netintl.analyses.pipelines.lines import Lines
    from netintl.analyses.pipelines.links import Link
    from netintl.network.network import Network

_WITHOUT_FIGURE = EVIDENCE[3:]


class Chain(NamedTuple):
    """School, college or −1, and enterprise, joined by one link or two.

    ``state`` is assessable where each link has a dated figure, bounded_above where something is
    known that bounds it, else not_assessable. ``limit`` is the narrowest known organization
    (code, −1) or link (from, to), which lets ``persons`` pass.
    """

    school: int
    college: int
    enterprise: int
    links: tuple[Link, ...]
    fields: frozenset[str]
    field_basis: str
    state: str
    persons: float
    limit: tuple[int, int] | None
    evidence: str
    programme: str

    @property
    def steps(self) -> list[tuple[int, int]]:
        """The ends of its links."""
        if self.college < 0:
            return [(self.school, self.enterprise)]
        return [(self.school, self.college), (self.college, self.enterprise)]

    @property
    def missing(self) -> list[tuple[int, int]]:
        """The ends of the links without a dated figure."""
        return [ends for ends, link in zip(self.steps, self.links, strict=True) if not link.dated]


def chains_of(network: Network, lines: Lines) -> Iterator[Chain]:
    """Go through the chains of the view, enterprise by enterprise.

    The link rule: what a chain can carry is the figures of its agreements; places, seats and
    hires are bounds. Both links of a chain through a college belong to one programme if they share
    an agreement, a title or a source that counts persons; otherwise the chain is possible only.
    """
    links, rooms = links_of(network, lines), Rooms(network)
    before: dict[int, list[int]] = {}
    for one, other in sorted(links):
        before.setdefault(other, []).append(one)
    for enterprise in sorted(code for code in before if network.kinds[code] == "enterprise"):
        for partner in before[enterprise]:
            if network.kinds[partner] == "school":
                yield _chain(
                    network, rooms, (partner, -1, enterprise), (links[partner, enterprise],)
                )
                continue
            for school in before.get(partner, ()):
                pair = links[school, partner], links[partner, enterprise]
                yield _chain(network, rooms, (school, partner, enterprise), pair)


def _chain(
    network: Network, rooms: Rooms, ends: tuple[int, int, int], links: tuple[Link, ...]
) -> Chain:
    fields, basis = _fields(links)
    known = _bounds(network, rooms, ends, links, fields)
    limit = min(known, key=lambda key: (known[key], key)) if known else None
    dated = [link.dated and not isnan(link.persons(fields)) for link in links]
    whole = all(dated) and basis != "different"
    told = [link.evidence for link in links if link.evidence not in _WITHOUT_FIGURE]
    weakest = max(told or [link.evidence for link in links], key=EVIDENCE.index)
    if not told and any(link.evidence == "total" for link in links):
        weakest = "total"
    shared = frozenset.intersection(*(link.projects for link in links))
    return Chain(
        *ends,
        links=links,
        fields=fields,
        field_basis=basis,
        state="assessable" if whole else "bounded_above" if known else "not_assessable",
        persons=known[limit] if limit else float("nan"),
        limit=limit,
        evidence=weakest,
        programme="one_programme" if shared and basis != "different" else "possible_chain",
    )


def _fields(links: tuple[Link, ...]) -> tuple[frozenset[str], str]:
    """Return the fields all links name, and whether they are stated, any, or different.

    A link that names none may carry what the others name.
    """
    named = [link.fields for link in links if link.fields]
    if not named:
        return frozenset(), "any"
    shared = frozenset.intersection(*named)
    return shared, "stated" if shared else "different"


def _bounds(
    network: Network,
    rooms: Rooms,
    ends: tuple[int, int, int],
    links: tuple[Link, ...],
    fields: frozenset[str],
) -> dict[tuple[int, int], float]:
    """Map the organizations (code, −1) and links (from, to) that have a figure to it."""
    known = {(code, -1): rooms.of(code, fields) for code in ends if code >= 0}
    present = [code for code in ends if code >= 0]
    for one, other, link in zip(present, present[1:], links, strict=False):
        known[one, other] = link.persons(fields)
        if len(link.agreements) == 1:
            name = str(network.agreement_ids[link.agreements[0]])
            for code in (one, other):
                own = rooms.of_programme(code, name, fields)
                known[code, -1] = np.fmin(known[code, -1], own)
    return {key: float(persons) for key, persons in known.items() if not isnan(persons)}


def confidence_of(network: Network, chain: Chain) -> float:
    """Return the product of the confidences of a chain's links."""
    return float(prod(network.pairs.confidence[[link.pair for link in chain.links]].tolist()))
