"""Count who stands between partners that do not know each other, and between which groups."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from netintl.kernels.clustering import oriented
from netintl.kernels.compiled import compiled
from netintl.kernels.csr import Indices, Ints, _rows, degrees

if TYPE_CHECKING:
    from numpy.typing import ArrayLike

__all__ = ["ROLES", "broker_roles"]

ROLES = ("coordinator", "itinerant", "gatekeeper", "liaison")
"""Columns of `broker_roles`; in an undirected network gatekeeper and representative are one."""


def broker_roles(indptr: Ints, indices: Indices, groups: ArrayLike, *, runs: int = 1) -> Ints:
    """Count the open two-paths through each node by the groups of their three nodes.

    Answers: between whom does a node mediate? For every pair of partners ``a``, ``b`` of ``v``
    that are not linked: *coordinator* when all three are of one group, *itinerant* when ``a`` and
    ``b`` share a group that is not that of ``v``, *gatekeeper* when one of them shares the group of
    ``v``, *liaison* when all three differ.

    Parameters
    ----------
    indptr, indices
        The CSR graph.
    groups
        Group of each node, any integers.
    runs
        How many graphs of this size the caller measures; decides whether compiling pays.

    Returns
    -------
        int64, nodes × 4, columns as in ``ROLES``.

    Raises
    ------
    ValueError
        When there is not one group per node.

    Notes
    -----
    Cost O(m^1.5): all pairs of partners come from the histogram of their groups, closed ones are
    taken away triangle by triangle. Gould and Fernandez (1989), doi:10.2307/270949. Counts of
    ``sna::brokerage`` on the symmetric digraph are twice these (it counts a-v-b and b-v-a), but for
    gatekeeper and representative, which it lists apart.

    Examples
    --------
    >>> from netintl.kernels import symmetric_csr
    >>> indptr, indices, _ = symmetric_csr([0, 1], [1, 2], [1, 1], 3)
    >>> broker_roles(indptr, indices, [0, 1, 2])[1].tolist()
    [0, 0, 0, 1]
    """
    n = len(indptr) - 1
    group = np.unique(np.asarray(groups), return_inverse=True)[1]
    if group.shape != (n,):
        raise ValueError(f"broker roles need one group per node: {n}, got {group.size}")
    roles = _all_pairs(indptr, indices, group)
    bound, head = oriented(indptr, indices)
    work = n + int(np.diff(bound)[head].sum())
    flat = roles.ravel()
    _take_closed(
        runs * work, bound, head.astype(np.int64), group, flat, np.full(n, -1, dtype=np.int64)
    )
    return flat.reshape(n, len(ROLES))


def _all_pairs(indptr: Ints, indices: Indices, group: Ints) -> Ints:
    """Count all pairs of partners by role, open or not."""
    n, width = len(group), int(group.max(initial=0)) + 1
    key, count = np.unique(_rows(indptr) * width + group[indices], return_counts=True)
    row = key // width
    own = row[key % width == group[row]]
    inside = np.zeros(n, dtype=np.int64)
    inside[own] = count[key % width == group[row]]
    alike = np.zeros(n, dtype=np.int64)  # pairs of partners that share a group
    np.add.at(alike, row, count * (count - 1) // 2)
    outside = degrees(indptr) - inside
    coordinator = inside * (inside - 1) // 2
    itinerant = alike - coordinator
    liaison = outside * (outside - 1) // 2 - itinerant
    return np.column_stack((coordinator, itinerant, inside * outside, liaison))


@compiled(inputs=3)
def _take_closed(bound: Ints, head: Ints, group: Ints, roles: Ints, mark: Ints) -> None:
    """Take every triangle away from the counts of its three nodes."""
    for x in range(len(bound) - 1):
        for p in range(bound[x], bound[x + 1]):
            mark[head[p]] = x
        for p in range(bound[x], bound[x + 1]):
            y = head[p]
            for q in range(bound[y], bound[y + 1]):
                z = head[q]
                if mark[z] != x:
                    continue
                for v, a, b in ((x, y, z), (y, x, z), (z, x, y)):
                    if group[a] == group[b]:
                        role = 0 if group[a] == group[v] else 1
                    elif group[v] in (group[a], group[b]):
                        role = 2
                    else:
                        role = 3
                    roles[4 * v + role] -= 1
