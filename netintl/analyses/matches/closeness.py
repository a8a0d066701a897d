"""How close two organizations are that are not linked: scores over arrays, no names."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable

    from scipy.sparse import csr_array

KATZ_SHARE = 0.5  # of 1/λ₁: a path of two more links counts at most a quarter
_CELLS = 4_000_000  # of the rows that are dense at one time
_SMALL = 64  # organizations below which the whole spectrum is as fast
_PRECISION = 1e-12  # of the Katz sum, relative to its first term


def adjacency(indptr: np.ndarray, indices: np.ndarray) -> csr_array:
    """Return the 0/1 matrix of a simple graph in CSR arrays."""
    from scipy.sparse import csr_array  # noqa: PLC0415 - 0.1 s that most commands do not need

    size = len(indptr) - 1
    return csr_array((np.ones(len(indices)), indices, indptr), shape=(size, size))


def resource_allocation(matrix: csr_array, u: np.ndarray, v: np.ndarray) -> np.ndarray:
    """Return Σ 1/k_z over the common neighbours z of each pair.

    In a graph of links between kinds only, a common neighbour is a third actor: the college of a
    school and an enterprise. Across the two kinds of one layer there is none, so the graph must
    hold all three.

    References
    ----------
    Zhou, Lü and Zhang 2009, doi:10.1140/epjb/e2009-00335-8.

    Examples
    --------
    >>> path = adjacency(np.array([0, 1, 3, 4]), np.array([1, 0, 2, 1]))
    >>> resource_allocation(path, np.array([0]), np.array([2])).tolist()
    [0.5]
    """
    degree = _degree(matrix)
    return _shared(matrix, 1 / np.maximum(degree, 1.0), u, v)


def pairs_with_shared_neighbour(
    matrix: csr_array, subjects: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Return the pairs of subjects with all others that have a neighbour in common with them."""
    product = (matrix[subjects] @ matrix).tocoo()
    u, v = subjects[product.row], product.col.astype(np.int64)
    order = np.lexsort((v, u))
    apart = u[order] != v[order]
    return u[order][apart], v[order][apart]


def preferential_attachment(matrix: csr_array, u: np.ndarray, v: np.ndarray) -> np.ndarray:
    """Return k_u · k_v of each pair: a baseline, since it sends everybody to the same hub."""
    degree = _degree(matrix)
    return np.asarray(degree[u] * degree[v])


def odd_katz(
    matrix: csr_array,
    u: np.ndarray,
    v: np.ndarray,
    beta: float | None = None,
    *,
    radius: float | None = None,
) -> np.ndarray:
    """Return Σ over odd ℓ of β^ℓ (A^ℓ)_uv of each pair: its walks of 1, 3, 5, … links.

    The sum solves (I − β²A²) x = βA e_u and converges for β < 1/λ₁. It is summed link by link
    from the subjects of the pairs, until what is left is below 1e-12 of the first term, so no
    matrix of all organizations by all is ever dense. Pairs that nothing joins have no walk.

    Parameters
    ----------
    beta
        Worth of a link; half of 1/λ₁ when omitted.
    radius
        λ₁ where it is known already.

    Raises
    ------
    ValueError
        When beta is not below 1/λ₁: the sum has no value.

    References
    ----------
    Katz 1953, doi:10.1007/BF02289026.

    Examples
    --------
    >>> path = adjacency(np.array([0, 1, 3, 5, 6]), np.array([1, 0, 2, 1, 3, 2]))
    >>> odd_katz(path, np.array([0]), np.array([3]), 0.1).round(6).tolist()
    [0.001031]
    """
    radius = spectral_radius(matrix) if radius is None else radius
    if radius == 0:
        return np.zeros(len(u))
    beta = katz_beta(radius) if beta is None else beta
    ratio = (beta * radius) ** 2
    if ratio >= 1:
        raise ValueError(f"beta {beta} is not below 1/λ₁ = {1 / radius}")
    terms = int(np.ceil(np.log(_PRECISION * (1 - ratio)) / np.log(ratio))) if ratio > 0 else 0
    degree = _degree(matrix)
    joined, linked = _joined(matrix, u, v) & (degree[u] > 0), np.flatnonzero(degree)
    matrix = matrix[linked][:, linked]

    def walks(rows: np.ndarray) -> np.ndarray:
        term = beta * matrix[rows].toarray()
        total = term.copy()
        for _ in range(terms):
            term = beta * beta * ((term @ matrix) @ matrix)
            total += term
        return np.asarray(total)

    values = np.zeros(len(u))
    first, second = np.searchsorted(linked, [u[joined], v[joined]])
    values[joined] = _by_subject(len(linked), first, second, walks)
    return values


def _joined(matrix: csr_array, u: np.ndarray, v: np.ndarray) -> np.ndarray:
    """Tell which pairs are in one component."""
    from scipy.sparse.csgraph import connected_components  # noqa: PLC0415

    component = connected_components(matrix, directed=False)[1]
    return np.asarray(component[u] == component[v])


def katz_beta(radius: float) -> float:
    """Return the default worth of a link, half of 1/λ₁; 1 when there is no link."""
    return KATZ_SHARE / radius if radius else 1.0


def spectral_radius(matrix: csr_array) -> float:
    """Return λ₁, the largest eigenvalue of a symmetric 0/1 matrix.

    Examples
    --------
    >>> spectral_radius(adjacency(np.array([0, 1, 2]), np.array([1, 0])))
    1.0
    """
    if not matrix.nnz:
        return 0.0
    linked = np.flatnonzero(_degree(matrix))
    matrix = matrix[linked][:, linked]
    if len(linked) <= _SMALL:
        return float(np.linalg.eigvalsh(matrix.toarray())[-1].round(12))
    from scipy.sparse.linalg import eigsh  # noqa: PLC0415

    start = np.ones(len(linked))  # a fixed start: the same bytes every time
    return float(eigsh(matrix, k=1, which="LA", v0=start, return_eigenvectors=False)[0])


def low_rank_completion(counts: np.ndarray, rank: int = 2) -> np.ndarray:
    """Score every cell of a matrix by what its rows and columns have in common.

    ln(1 + count) is centred by its row and column means, kept to ``rank`` singular vectors,
    uncentred, and stretched to 0..1. An empty cell scores high when countries with similar fields
    have the field. A matrix of equal cells has nothing to tell and scores 0.5.

    References
    ----------
    Eckart and Young 1936, doi:10.1007/BF02288367.

    Examples
    --------
    >>> low_rank_completion(np.array([[4, 4, 0], [4, 0, 0], [0, 0, 4]]), 1).round(1)[1].tolist()
    [0.6, 0.3, 0.0]
    """
    logged = np.log1p(np.asarray(counts, dtype=float))
    if not logged.size or np.ptp(logged) == 0:
        return np.full(logged.shape, 0.5)
    additive = logged.mean(axis=1, keepdims=True) + logged.mean(axis=0) - logged.mean()
    left, strength, right = np.linalg.svd(logged - additive, full_matrices=False)
    kept = (left[:, :rank] * strength[:rank]) @ right[:rank] + additive
    spread = np.ptp(kept)
    return np.asarray((kept - kept.min()) / spread if spread else np.full(kept.shape, 0.5))


def _degree(matrix: csr_array) -> np.ndarray:
    return np.asarray(np.diff(matrix.indptr), dtype=float)


def _shared(matrix: csr_array, weight: np.ndarray, u: np.ndarray, v: np.ndarray) -> np.ndarray:
    """Add up the weights of the common neighbours of each pair."""
    weighted = matrix.copy()
    weighted.data = weight[matrix.indices]
    size = matrix.shape[0]
    return _by_subject(size, u, v, lambda rows: np.asarray((weighted[rows] @ matrix).toarray()))


def _by_subject(
    size: int, u: np.ndarray, v: np.ndarray, block: Callable[[np.ndarray], np.ndarray]
) -> np.ndarray:
    """Read pair values off dense blocks of rows, some subjects at a time."""
    subjects, place = np.unique(u, return_inverse=True)
    values = np.empty(len(u))
    height = max(_CELLS // max(size, 1), 1)
    for first in range(0, len(subjects), height):
        here = (place >= first) & (place < first + height)
        rows = block(subjects[first : first + height])
        values[here] = rows[place[here] - first, v[here]]
    return values
