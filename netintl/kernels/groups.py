"""Groups that work among themselves: find them, and say how good a division is."""

from __future__ import annotations

import numpy as np

from netintl.kernels.csr import Floats, Indices, Ints, _rows

__all__ = ["bipartite_modularity", "communities", "modularity", "within_module_z"]


def communities(indptr: Ints, indices: Indices, weights: Floats, *, seed: int = 0) -> Ints:
    """Divide the nodes so that many links lie inside the parts.

    Answers: which groups work among themselves? Modularity is raised by moving nodes and merging
    parts, with a refinement after every merge (parallel Louvain with refinement, run on one thread
    so that a seed fixes the outcome).

    Parameters
    ----------
    indptr, indices, weights
        The CSR graph, weights above 0.
    seed
        Of the order in which nodes are visited.

    Returns
    -------
        int64, one per node: parts numbered by size, then by first node; isolates have -1.

    Notes
    -----
    Cost about O(m) per level. Staudt and Meyerhenke (2016), doi:10.1109/TPDS.2015.2390633.

    Examples
    --------
    >>> from netintl.kernels import symmetric_csr
    >>> graph = symmetric_csr([0, 1, 0, 3, 4, 3], [1, 2, 2, 4, 5, 5], np.ones(6), 7)
    >>> communities(*graph).tolist()
    [0, 0, 0, 1, 1, 1, -1]
    """
    import networkit  # noqa: PLC0415 - a second to load, for this alone

    linked = np.flatnonzero(np.diff(indptr))
    part = np.full(len(indptr) - 1, -1, dtype=np.int64)
    if not len(linked):
        return part
    place = np.full(len(part), -1, dtype=np.int64)
    place[linked] = np.random.default_rng(seed).permutation(len(linked))
    graph = networkit.Graph(len(linked), weighted=True)
    up = _rows(indptr) < indices
    ends = zip(place[_rows(indptr)[up]], place[indices[up]], weights[up], strict=True)
    for u, v, weight in ends:
        graph.addEdge(int(u), int(v), float(weight))
    networkit.setNumberOfThreads(1)
    found = networkit.community.PLM(graph, refine=True).run().getPartition().getVector()
    part[linked] = _numbered(np.array(found)[place[linked]])
    return part


def _numbered(labels: Ints) -> Ints:
    """Give parts numbers by size, largest first, then by their first node."""
    _, first, part, size = np.unique(
        labels, return_index=True, return_inverse=True, return_counts=True
    )
    order = np.lexsort((first, -size))
    number = np.empty(len(order), dtype=np.int64)
    number[order] = np.arange(len(order))
    return number[part]


def modularity(indptr: Ints, indices: Indices, weights: Floats, part: Ints) -> float:
    """Give the weight inside parts beyond what strengths alone would put there.

    ``Q = Σ_c (L_c / W - (S_c / 2W)²)`` with ``W`` the weight of all links, ``L_c`` inside part
    ``c`` and ``S_c`` the strengths of its nodes. Nodes in part -1 belong to nothing.

    Returns
    -------
        A number in -1/2..1; nan without links.

    Notes
    -----
    Newman and Girvan (2004), doi:10.1103/PhysRevE.69.026113.

    Examples
    --------
    >>> from netintl.kernels import symmetric_csr
    >>> graph = symmetric_csr([0, 2], [1, 3], [1, 1], 4)
    >>> modularity(*graph, np.array([0, 0, 1, 1]))
    0.5
    """
    total = float(weights.sum())
    if not total:
        return float("nan")
    row = _rows(indptr)
    inside = weights[part[row] == part[indices]].sum() / total
    strength = np.bincount(part[row], weights)
    return float(inside - ((strength / total) ** 2).sum())


def bipartite_modularity(u: Ints, v: Ints, part: Ints) -> float:
    """Give the links inside parts beyond what degrees alone would put there, in two modes.

    ``Q = (1/m) Σ_uv (B_uv - k_u d_v / m) δ(c_u, c_v)`` over first ends ``u`` and second ends ``v``.

    Parameters
    ----------
    u, v
        Ends of each link, of two kinds.
    part
        Part of each node.

    Returns
    -------
        A number below 1; nan without links.

    Notes
    -----
    Barber (2007), doi:10.1103/PhysRevE.76.066102.

    Examples
    --------
    >>> bipartite_modularity(np.array([0, 1]), np.array([2, 3]), np.array([0, 1, 0, 1]))
    0.5
    """
    links = len(u)
    if not links:
        return float("nan")
    width = int(part.max()) + 1
    first = np.bincount(part[u], minlength=width)
    second = np.bincount(part[v], minlength=width)
    inside = np.count_nonzero(part[u] == part[v])
    return float(inside / links - (first * second).sum() / links**2)


def within_module_z(indptr: Ints, indices: Indices, part: Ints) -> Floats:
    """Give how far a node stands out in its own part.

    ``z_v = (k_v,in - mean) / sd`` with ``k_v,in`` the links of ``v`` into its part, mean and
    standard deviation over the nodes of the part.

    Returns
    -------
        float64, one per node; nan where all nodes of a part have equally many links inside it, and
        for nodes in part -1.

    Notes
    -----
    Guimerà and Amaral (2005), doi:10.1038/nature03288 (population standard deviation).

    Examples
    --------
    >>> from netintl.kernels import symmetric_csr
    >>> indptr, indices, _ = symmetric_csr([0, 0, 0], [1, 2, 3], [1, 1, 1], 4)
    >>> within_module_z(indptr, indices, np.zeros(4, dtype=int)).round(2).tolist()
    [1.73, -0.58, -0.58, -0.58]
    """
    row = _rows(indptr)
    inside = np.bincount(row[part[row] == part[indices]], minlength=len(part)).astype(float)
    known = part >= 0
    label = np.where(known, part, 0)
    size = np.maximum(np.bincount(label[known], minlength=int(label.max(initial=0)) + 1), 1)
    mean = np.bincount(label[known], inside[known], len(size)) / size
    square = np.bincount(label[known], (inside[known] - mean[label[known]]) ** 2, len(size)) / size
    spread = np.sqrt(square)[label]
    varies = known & (spread > 0)
    return np.where(varies, (inside - mean[label]) / np.where(varies, spread, 1), np.nan)
