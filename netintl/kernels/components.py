"""Find the pieces of a graph, and the nodes and links whose loss would break one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from netintl.kernels.compiled import compiled
from netintl.kernels.csr import _rows

if TYPE_CHECKING:
    from netintl.kernels.csr import Bools, Indices, Ints

__all__ = ["bridges", "components", "cut_points", "severance"]


def components(indptr: Ints, indices: Indices) -> Indices:
    """Label the connected components, the largest first.

    Answers: into how many separate pieces does the network fall, and who is in which? Two nodes
    share a label exactly when a path joins them.

    Parameters
    ----------
    indptr, indices
        The CSR graph.

    Returns
    -------
        int32 labels 0, 1, …, numbered by size descending, ties by smallest member.

    Notes
    -----
    Cost O(n + m). Hopcroft and Tarjan (1973), doi:10.1145/362248.362272.

    Examples
    --------
    >>> from netintl.kernels import symmetric_csr
    >>> indptr, indices, _ = symmetric_csr([1, 3, 4], [2, 4, 5], [1, 1, 1], 6)
    >>> components(indptr, indices).tolist()
    [2, 1, 1, 0, 0, 0]
    """
    n = len(indptr) - 1
    label = np.full(n, -1, dtype=np.int32)
    _label(n + len(indices), indptr, indices, label, np.zeros(n, dtype=np.int32))
    # labels follow the smallest member so far: a stable sort by size keeps that for ties
    order = np.argsort(-np.bincount(label), kind="stable") if n else label
    rank = np.empty(len(order), dtype=np.int32)
    rank[order] = np.arange(len(order), dtype=np.int32)
    return rank[label]


def cut_points(indptr: Ints, indices: Indices) -> Bools:
    """Mark the articulation points.

    Answers: whose departure would cut partners off from each other? ``v`` is one when removing it
    raises the number of connected components.

    Parameters
    ----------
    indptr, indices
        The CSR graph.

    Returns
    -------
        bool, one per node.

    Notes
    -----
    Cost O(n + m): one depth-first search, without recursion. Hopcroft and Tarjan (1973),
    doi:10.1145/362248.362272. Surviving the test does not make a node unimportant: it says nothing
    of the amount that flows through (see `max_flow`).

    Examples
    --------
    >>> from netintl.kernels import symmetric_csr
    >>> indptr, indices, _ = symmetric_csr([0, 0, 1, 2], [1, 2, 2, 3], [1, 1, 1, 1], 4)
    >>> cut_points(indptr, indices).tolist()
    [False, False, True, False]
    """
    return _search(indptr, indices).cut


def bridges(indptr: Ints, indices: Indices) -> tuple[Indices, Indices]:
    """List the bridges.

    Answers: which single partnership, if it ends, leaves two groups without a connection? A link is
    a bridge when it lies on no cycle.

    Parameters
    ----------
    indptr, indices
        The CSR graph.

    Returns
    -------
        ``u`` and ``v`` (int32) with ``u < v``, sorted by ``u``, then ``v``.

    Notes
    -----
    Cost O(n + m + b log b) for b bridges. Tarjan (1974), doi:10.1016/0020-0190(74)90003-9.

    Examples
    --------
    >>> from netintl.kernels import symmetric_csr
    >>> indptr, indices, _ = symmetric_csr([0, 0, 1, 2], [1, 2, 2, 3], [1, 1, 1, 1], 4)
    >>> u, v = bridges(indptr, indices)
    >>> u.tolist(), v.tolist()
    ([2], [3])
    """
    tree = _search(indptr, indices)
    below = np.flatnonzero(tree.bridge).astype(np.int32)
    above = tree.parent[below]
    u, v = np.minimum(below, above), np.maximum(below, above)
    order = np.lexsort((v, u))
    return u[order], v[order]


def severance(indptr: Ints, indices: Indices) -> tuple[Ints, Ints]:
    """Count how many nodes would lose the largest part of their component.

    Answers: how much is cut off when one node leaves, or when one link ends? Of the parts into
    which the component falls, all but the largest are counted.

    Parameters
    ----------
    indptr, indices
        The CSR graph.

    Returns
    -------
        Nodes cut off by removing each node (int64, one per node; 0 when it is no cut point), and by
        ending each link (int64, one per arc; 0 when it is no bridge).

    Notes
    -----
    Cost O(n + m), from the sizes of the subtrees of one depth-first search (Hopcroft and Tarjan
    1973, doi:10.1145/362248.362272).

    Examples
    --------
    >>> from netintl.kernels import symmetric_csr
    >>> indptr, indices, _ = symmetric_csr([0, 1, 2], [1, 2, 3], [1, 1, 1], 4)
    >>> by_node, by_link = severance(indptr, indices)
    >>> by_node.tolist(), by_link.tolist()
    ([0, 1, 1, 0], [1, 1, 2, 2, 1, 1])
    """
    n = len(indptr) - 1
    tree, label = _search(indptr, indices), components(indptr, indices)
    size = np.ones(n, dtype=np.int64)
    for x in np.argsort(-tree.number, kind="stable").tolist():  # from the leaves of the search
        if tree.parent[x] >= 0:
            size[tree.parent[x]] += size[x]
    whole = np.bincount(label, minlength=1)[label] if n else np.empty(0, dtype=np.int64)
    child = np.flatnonzero(tree.parent >= 0)
    above = tree.parent[child]
    apart = child[tree.low[child] >= tree.number[above]]
    off, largest = np.zeros(n, dtype=np.int64), np.zeros(n, dtype=np.int64)
    np.add.at(off, tree.parent[apart], size[apart])
    np.maximum.at(largest, tree.parent[apart], size[apart])
    rest = whole - 1 - off
    by_node = np.where(tree.cut, whole - 1 - np.maximum(largest, rest), 0)
    row = _rows(indptr)
    down = (tree.parent[indices] == row) & tree.bridge[indices]
    up = (tree.parent[row] == indices) & tree.bridge[row]
    lower = np.where(down, size[indices], np.where(up, size[row], 0))
    return by_node, np.minimum(lower, whole[row] - lower)


@dataclass(frozen=True, slots=True, eq=False)
class _Tree:
    """A depth-first search: its tree, and what it shows of cuts."""

    cut: Bools
    bridge: Bools
    parent: Indices
    number: Indices
    low: Indices


def _search(indptr: Ints, indices: Indices) -> _Tree:
    n = len(indptr) - 1
    cut, bridge = np.zeros(n, dtype=np.bool_), np.zeros(n, dtype=np.bool_)
    parent = np.full(n, -1, dtype=np.int32)
    number, low, stack = (np.zeros(n, dtype=np.int32) for _ in range(3))
    place = indptr[:-1].copy()
    work = n + len(indices)
    _lowpoints(work, indptr, indices, cut, bridge, parent, place, number, low, stack)
    return _Tree(cut, bridge, parent, number, low)


@compiled(inputs=2)
def _label(indptr: Ints, indices: Indices, label: Indices, queue: Indices) -> None:
    """Label the components in the order of their smallest members, breadth first."""
    found = 0
    for root in range(len(label)):
        if label[root] >= 0:
            continue
        label[root] = found
        queue[0] = root
        head, tail = 0, 1
        while head < tail:
            x = queue[head]
            head += 1
            for p in range(indptr[x], indptr[x + 1]):
                y = indices[p]
                if label[y] < 0:
                    label[y] = found
                    queue[tail] = y
                    tail += 1
        found += 1


@compiled(inputs=2)
def _lowpoints(  # noqa: C901, PLR0912, PLR0913, PLR0917 -- one search, in the numba subset
    indptr: Ints,
    indices: Indices,
    cut: Bools,
    bridge: Bools,
    parent: Indices,
    place: Ints,
    number: Indices,
    low: Indices,
    stack: Indices,
) -> None:
    """Search depth first; ``bridge[x]`` marks the link from ``x`` to its parent in the tree."""
    count = 0
    for root in range(len(number)):
        if number[root] != 0:
            continue
        count += 1
        number[root] = count
        low[root] = count
        stack[0] = root
        depth = 1
        children = 0
        while depth > 0:
            x = stack[depth - 1]
            if place[x] < indptr[x + 1]:
                y = indices[place[x]]
                place[x] += 1
                if number[y] == 0:
                    count += 1
                    number[y] = count
                    low[y] = count
                    parent[y] = x
                    stack[depth] = y
                    depth += 1
                    if x == root:
                        children += 1
                elif y != parent[x] and number[y] < low[x]:
                    low[x] = number[y]
            else:
                depth -= 1
                if depth > 0:
                    above = parent[x]
                    if low[x] < low[above]:  # noqa: PLR1730 -- min() is slower here
                        low[above] = low[x]
                    if above != root and low[x] >= number[above]:
                        cut[above] = True
                    if low[x] > number[above]:
                        bridge[x] = True
        if children > 1:
            cut[root] = True
