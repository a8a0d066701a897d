"""The candidates of every organization at once, in the order in which `find_matches` shows them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from netintl.analyses.matches.acquaintance import acquaintance, present
from netintl.analyses.matches.candidates import PARTNER_KINDS, passing
from netintl.analyses.matches.matches import SCORE_DIGITS, pair_blocks
from netintl.analyses.matches.parts import match_basis, match_parts
from netintl.analyses.matches.weights import default_weights, weighted_score

if TYPE_CHECKING:
    from collections.abc import Iterator

    from netintl.analyses.matches.acquaintance import Acquaintance
    from netintl.analyses.matches.parts import MatchBasis
    from netintl.network.network import Network

_RANKED = 2_000_000  # candidates kept of all organizations together


class Ranking(NamedTuple):
    """The candidates of one organization, best first, and their scores; NaN is unknown."""

    organization: str
    candidates: tuple[str, ...]
    scores: tuple[float, ...]


def match_rankings(network: Network) -> Iterator[Ranking]:
    """Rank the candidates of every organization that has any, with the weights that ship.

    Order, scores and filters are those of `find_matches`. Where an organization would have more
    than its part of two million, the first are kept; above five million possible pairs of two kinds
    only those that share a partner are ranked, as in `find_match_pairs`.

    Examples
    --------
    >>> from netintl.network.doors import from_links
    >>> network = from_links([("S1", "C1"), ("C1", "E1")])
    >>> [(row.organization, row.candidates) for row in match_rankings(network)]
    [('E1', ('S1',)), ('S1', ('E1',))]
    """
    basis, known = match_basis(present(network)), acquaintance(network)
    found = [ranking for kind in PARTNER_KINDS for ranking in _of_kind(basis, known, kind)]
    yield from sorted(found)


def _of_kind(basis: MatchBasis, known: Acquaintance, kind: str) -> Iterator[Ranking]:
    network = basis.network
    most = max(_RANKED // max(len(network), 1), 50)
    blocks, _all = pair_blocks(basis, (kind, *PARTNER_KINDS[kind]), (), ())
    for pairs in blocks:
        left = passing(network, basis.traits, known, pairs)
        parts = match_parts(basis, left.u, left.v)
        scores = np.round(weighted_score(parts, default_weights()), SCORE_DIGITS)
        order = np.lexsort((left.v, -np.where(np.isnan(scores), -np.inf, scores), left.u))
        subjects, first = np.unique(left.u[order], return_index=True)
        # np.split gives an empty piece where nobody is left.
        for subject, rows in zip(subjects, np.split(order, first)[1:], strict=True):
            kept = rows[:most]
            names = tuple(network.ids[left.v[kept]])
            yield Ranking(str(network.ids[subject]), names, tuple(scores[kept].tolist()))
