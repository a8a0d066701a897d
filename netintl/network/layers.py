"""Typed layers: which pairs of organizations an agreement links, and how strongly."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np

from netintl.model.limits import limits

PairRule = Literal["even", "full"]
MODES = ("school", "college", "enterprise")
LAYERS = ("school_college", "school_enterprise", "college_enterprise", "support", "same_kind")
CROSS_KIND = LAYERS[:4]


@dataclass(frozen=True, slots=True)
class Pairs:
    """Pairs of organization codes (``u < v``), one row each, sorted by layer and ends.

    ``weight`` follows the pair rule; ``confidence`` is the noisy-or of the agreements'
    confidences, NaN where none is known. The agreements of pair ``i`` are
    ``agreement[start[i]:start[i + 1]]``.
    """

    layer: np.ndarray
    u: np.ndarray
    v: np.ndarray
    weight: np.ndarray
    confidence: np.ndarray
    start: np.ndarray
    agreement: np.ndarray

    def __len__(self) -> int:
        return len(self.u)

    def agreements_of(self, place: int) -> np.ndarray:
        """Return the codes of the agreements behind one pair."""
        return self.agreement[self.start[place] : self.start[place + 1]]


def ties(
    agreement: np.ndarray, organization: np.ndarray, kind: np.ndarray, lead: np.ndarray
) -> tuple[np.ndarray, ...]:
    """List the ties of the parties of every agreement: agreement, u, v with ``u < v``.

    They are all pairs of distinct parties. Of more than ``limits()["paired_parties"]`` parties,
    each is tied to the hub of each kind alone: the first of that kind that leads, else the first.
    So layers and the organizations in them are those of all pairs, and ties are as many as parties.

    Parameters
    ----------
    agreement, organization
        Codes of the party rows, without doubles, sorted by agreement and organization.
    kind, lead
        Kind of each party row, and whether the party leads the agreement.

    Examples
    --------
    >>> three = np.array([0, 0, 0]), np.array([2, 5, 7]), np.array(["school"] * 3), np.zeros(3)
    >>> [part.tolist() for part in ties(*three)]
    [[0, 0, 0], [2, 2, 5], [5, 7, 7]]
    """
    codes, first, size = np.unique(agreement, return_index=True, return_counts=True)
    most = limits()["paired_parties"]
    parts: list[tuple[np.ndarray, np.ndarray, np.ndarray]] = []
    for parties in np.unique(size[(size > 1) & (size <= most)]):
        here = size == parties
        block = organization[first[here][:, None] + np.arange(parties)]
        left, right = np.triu_indices(parties, 1)
        owner = np.repeat(codes[here], len(left))
        parts.append((owner, block[:, left].ravel(), block[:, right].ravel()))
    for place in np.flatnonzero(size > most):
        rows = slice(first[place], first[place] + size[place])
        left, right = _hub_ties(kind[rows], lead[rows])
        owner = np.repeat(codes[place], len(left))
        parts.append((owner, organization[rows][left], organization[rows][right]))
    if not parts:
        empty = np.empty(0, dtype=np.int64)
        return empty, empty, empty
    return tuple(np.concatenate(column) for column in zip(*parts, strict=True))


def hub_form(agreement: np.ndarray) -> np.ndarray:
    """Mark the agreements, by code, of more parties than are tied in pairs; see `ties`.

    Parameters
    ----------
    agreement
        Code of the agreement of each party row, without doubles.

    Examples
    --------
    >>> hub_form(np.append(np.zeros(2, dtype=int), np.full(501, 2))).tolist()
    [False, False, True]
    """
    return np.asarray(np.bincount(agreement) > limits()["paired_parties"])


def _hub_ties(kind: np.ndarray, lead: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Tie each party of one agreement to the hub of each kind, as two places, the lower first."""
    order = np.argsort(~lead.astype(bool), kind="stable")
    hubs = np.sort(order[np.unique(kind[order], return_index=True)[1]])
    hub, other = (part.ravel() for part in np.meshgrid(hubs, np.arange(len(kind)), indexing="ij"))
    once = (hub != other) & ~(np.isin(other, hubs) & (other < hub))
    return np.minimum(hub, other)[once], np.maximum(hub, other)[once]


def layer_codes(kind_u: np.ndarray, kind_v: np.ndarray) -> np.ndarray:
    """Name the layer of each pair by the kinds of its ends, as positions in ``LAYERS``.

    Examples
    --------
    >>> layer_codes(np.array(["college", "park"]), np.array(["school", "school"])).tolist()
    [0, 3]
    """
    place = {kind: number for number, kind in enumerate(MODES)}
    u = np.array([place.get(kind, len(MODES)) for kind in kind_u], dtype=np.int64)
    v = np.array([place.get(kind, len(MODES)) for kind in kind_v], dtype=np.int64)
    principal = np.array([[4, 0, 1, 3], [0, 4, 2, 3], [1, 2, 4, 3], [3, 3, 3, 3]])
    return np.where(kind_u == kind_v, LAYERS.index("same_kind"), principal[u, v])


def build_pairs(
    agreement: np.ndarray,
    organization: np.ndarray,
    kind: np.ndarray,
    confidence: np.ndarray,
    rule: PairRule,
    lead: np.ndarray,
) -> Pairs:
    """Collapse the ties of all agreements into one row per layer and pair.

    An agreement adds the weight 1 to each layer it touches, spread evenly over its ties there
    (rule ``even``), or 1 to each tie (rule ``full``). The rule changes every centrality.
    """
    owner, u, v = ties(agreement, organization, kind[organization], lead)
    layer = layer_codes(kind[u], kind[v]) if len(u) else np.empty(0, dtype=np.int64)
    weight: np.ndarray = np.ones(len(u))
    if rule == "even" and len(u):
        touched = owner * len(LAYERS) + layer
        _, place, count = np.unique(touched, return_inverse=True, return_counts=True)
        weight = 1.0 / count[place]
    order = np.lexsort((owner, v, u, layer))
    owner, u, v, layer, weight = (part[order] for part in (owner, u, v, layer, weight))
    new = np.ones(len(u), dtype=bool)
    new[1:] = (np.diff(layer) != 0) | (np.diff(u) != 0) | (np.diff(v) != 0)
    start = np.flatnonzero(new)
    return Pairs(
        layer=layer[start],
        u=u[start],
        v=v[start],
        weight=np.add.reduceat(weight, start) if len(start) else weight,
        confidence=_noisy_or(confidence[owner], start),
        start=np.append(start, len(u)),
        agreement=owner,
    )


def _noisy_or(confidence: np.ndarray, start: np.ndarray) -> np.ndarray:
    """Return 1 − Π(1 − c) over each run; unknown confidences are left out of the product."""
    if not len(start):
        return np.empty(0)
    doubt = np.where(np.isnan(confidence), 1.0, 1.0 - confidence)
    known = np.add.reduceat(~np.isnan(confidence), start)
    return np.where(known > 0, 1.0 - np.multiply.reduceat(doubt, start), np.nan)
