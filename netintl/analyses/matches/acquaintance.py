"""Who has cooperated already: in all data, not only in the view, and through parents and sites."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from netintl.network.layers import hub_form, ties
from netintl.network.network import NO_COOPERATION, NOT_YET
from netintl.network.placeholders import placeholders

if TYPE_CHECKING:
    from scipy.sparse import csr_array

    from netintl.network.network import Network


@dataclass(frozen=True, slots=True)
class Dealings:
    """Pairs that have dealt with each other.

    ``keys`` are sorted numbers u · n + v with u < v of ``size`` = n organizations. ``gatherings``
    marks who (rows) met in which agreement (columns) of too many parties to list their pairs.
    """

    size: int
    keys: np.ndarray
    gatherings: csr_array

    def hold(self, u: np.ndarray, v: np.ndarray) -> np.ndarray:
        """Tell which pairs are among these.

        Examples
        --------
        >>> from scipy.sparse import csr_array
        >>> met = csr_array(np.array([[True], [False], [True]]))
        >>> dealings = Dealings(3, np.array([1]), met)
        >>> dealings.hold(np.array([0, 0, 1]), np.array([1, 2, 2])).tolist()
        [True, True, False]
        """
        listed = np.isin(np.minimum(u, v) * max(self.size, 1) + np.maximum(u, v), self.keys)
        if not self.gatherings.nnz:
            return listed
        met = self.gatherings[u].multiply(self.gatherings[v]).sum(axis=1)
        return np.asarray(listed | (met > 0), dtype=bool)


@dataclass(frozen=True, slots=True)
class Acquaintance:
    """Who has dealt with whom.

    Attributes
    ----------
    current
        Pairs with an agreement of their own that has not ended.
    kin
        Pairs of which a parent or a site of one has such an agreement with the other, or with a
        parent or a site of it; and pairs of one family.
    ended
        Pairs, also through parents and sites, whose agreements have all ended.
    intended
        Pairs, also through parents and sites, that have a memorandum or a proposal.
    partners
        How many partners each organization has now.
    unnamed
        Mask of the organizations that stand for others, see `placeholders`.
    """

    current: Dealings
    kin: Dealings
    ended: Dealings
    intended: Dealings
    partners: np.ndarray
    unnamed: np.ndarray

    def before(self, u: np.ndarray, v: np.ndarray) -> np.ndarray:
        """Return for each pair what there was before: ended, memorandum, or nothing."""
        intended = np.where(self.intended.hold(u, v), "memorandum", "")
        return np.where(self.ended.hold(u, v), "cooperated_before", intended).astype(object)


def acquaintance(network: Network) -> Acquaintance:
    """Collect who has dealt with whom in all data that the network holds, whatever its view.

    A pair is current while one of its agreements has not ended by the day of the view, else of the
    newest evidence. Memberships of one alliance are no cooperation.
    """
    over, intended = network.is_over, _intended(network)
    now = ~over & ~intended
    size, family = len(network.ids), _family(network)

    def lifted(agreements: np.ndarray) -> Dealings:
        linked, gatherings = _linked(network, agreements)
        return Dealings(size, _keys(family @ linked @ family.T), family @ gatherings)

    linked, gatherings = _linked(network, now)
    own, kin = Dealings(size, _keys(linked), gatherings), lifted(now)
    of_one_family = np.union1d(kin.keys, _keys(family))
    return Acquaintance(
        current=own,
        kin=replace(kin, keys=np.setdiff1d(of_one_family, own.keys)),
        ended=lifted(over & ~intended),
        intended=lifted(intended & ~over),
        partners=_everything(network, now).cooperation.degree,
        unnamed=placeholders(network),
    )


def present(network: Network) -> Network:
    """Leave out of a view the agreements that have ended: they bring nobody together now.

    A view of a period, or of ended agreements, keeps what it asks for.
    """
    return network.view(chosen=network.current)


def _everything(network: Network, agreements: np.ndarray) -> Network:
    """Return these agreements with all their parties, whatever the view."""
    return replace(
        network,
        chosen=agreements,
        members=np.ones(len(network.members), dtype=bool),
        attending=np.ones(len(network.attending), dtype=bool),
    )


def _intended(network: Network) -> np.ndarray:
    rows = network.agreements
    idle = rows["kind"].isin(NO_COOPERATION) | rows["status"].isin(NOT_YET)
    return np.asarray(idle, dtype=bool)


def _linked(network: Network, agreements: np.ndarray) -> tuple[csr_array, csr_array]:
    """Return who is party to one of these agreements with whom, as a symmetric matrix.

    Agreements of more parties than are paired come beside it, as organizations by agreements.
    """
    from scipy.sparse import csr_array  # noqa: PLC0415 - 0.1 s that most commands do not need

    size = len(network.ids)
    rows = (agreements & ~network.is_membership)[network.party_agreement]
    agreement, party, lead = network.parties_in(rows)
    _, u, v = ties(agreement, party, network.kinds[party], lead)
    ends = np.append(u, v), np.append(v, u)
    linked = csr_array((np.ones(2 * len(u)), ends), shape=(size, size))
    crowd = np.isin(agreement, np.flatnonzero(hub_form(agreement)))
    columns, place = np.unique(agreement[crowd], return_inverse=True)
    met = csr_array((np.ones(len(place)), (party[crowd], place)), shape=(size, len(columns)))
    return linked, met


def _family(network: Network) -> csr_array:
    """Return who is itself, a parent (of a parent …) or a site (of a site …) of whom."""
    from scipy.sparse import coo_array  # noqa: PLC0415

    size = len(network.ids)
    above = np.array(
        [network.code_of.get(parent, -1) for parent in network.organizations["parent"]],
        dtype=np.int64,
    )
    ends = [(np.arange(size), np.arange(size))]
    reached, below = above.copy(), np.arange(size)
    for _step in range(size):
        here = (reached >= 0) & (reached != below)
        if not here.any():
            break
        ends += [(below[here], reached[here]), (reached[here], below[here])]
        below, reached = below[here], above[reached[here]]
    rows, columns = (np.concatenate(side) for side in zip(*ends, strict=True))
    family = coo_array((np.ones(len(rows)), (rows, columns)), shape=(size, size)).tocsr()
    family.data[:] = 1
    return family


def _keys(matrix: csr_array) -> np.ndarray:
    """Return the pairs of a symmetric matrix as sorted numbers u · n + v with u < v."""
    held = matrix.tocoo()
    upper = held.row < held.col
    width = max(matrix.shape[0], 1)
    return np.unique(held.row[upper].astype(np.int64) * width + held.col[upper])
