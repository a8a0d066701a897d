"""Where to draw the nodes of a network: layouts of one component and packing of many.

Graphs come as ``n`` nodes and two arrays of link ends. Links are sorted and made unique first, and
every draw comes from a seed, so the same graph lies the same way in every run, on any processor:
nothing here goes through BLAS or LAPACK, whose kernels round each in their own way, but through
sums, products and roots in double precision, which IEEE 754 fixes to the last bit. Rounds amplify
differences, so places are cut to millionths after each, should a compiler fuse two operations.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from netintl.figures.force_layout import force_layout

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    Ints = NDArray[np.int64]
    Floats = NDArray[np.float64]

LARGEST_STRESS = 1_500
_SMALL = 400  # nodes up to which a picture can wait for more rounds
_PAIR = 2
_CLOSE = 1e-6
_DECIMALS = 6
_BLOCK = 64  # rows at a time, which stay in a processor's cache


def tidy_links(n: int, u: Ints, v: Ints) -> tuple[Ints, Ints]:
    """Sort links, the lower end first; drop loops and repetitions."""
    low, high = np.minimum(u, v).astype(np.int64), np.maximum(u, v).astype(np.int64)
    codes = np.unique((low * n + high)[low != high])
    return codes // max(n, 1), codes % max(n, 1)


def layout_component(n: int, u: Ints, v: Ints, *, seed: int = 0) -> Floats:
    """Lay out one connected component: by stress up to 1,500 nodes, by force field above."""
    if n <= LARGEST_STRESS:
        return stress_layout(n, u, v, seed=seed)
    return force_layout(n, *tidy_links(n, u, v), seed=seed)


def stress_layout(n: int, u: Ints, v: Ints, *, rounds: int | None = None, seed: int = 0) -> Floats:
    """Place nodes so that distances on paper follow distances in the network.

    Stress majorisation (Gansner, Koren and North 2004) from a classical-scaling start.

    Parameters
    ----------
    n, u, v
        Number of nodes and the ends of each link. The graph should be connected.
    rounds
        Most rounds; without it 300 for small graphs, 100 for large ones.
    seed
        Seed of the start.

    Returns
    -------
    Array of n rows x, y; a link is about 1 long.
    """
    if n <= _PAIR:
        return np.column_stack([np.arange(n, dtype=float), np.zeros(n)])
    steps = _distances(n, *tidy_links(n, u, v))
    weights = np.where(steps > 0, 1 / np.maximum(steps, 1) ** 2, 0)
    places = _classical_scaling(steps, np.random.default_rng(seed))
    pull, total = weights * steps, weights.sum(axis=1)[:, None]
    for _ in range(rounds or (300 if n <= _SMALL else 100)):
        moved = _majorised(places, weights, pull) / total
        shift = float(np.abs(moved - places).max())
        places = np.round(0.1 * places + 0.9 * moved, _DECIMALS)
        if shift < 1e-4 * float(steps.max()):
            break
    return places


def _majorised(places: Floats, weights: Floats, pull: Floats) -> Floats:
    """Add up where its distances want each node, times their weights."""
    x, y = places.T.copy()
    wanted = np.empty_like(places)
    for start in range(0, len(places), _BLOCK):
        rows = slice(start, start + _BLOCK)
        across, along = x[rows, None] - x, y[rows, None] - y
        share = np.maximum(across * across + along * along, _CLOSE)
        np.divide(pull[rows], np.sqrt(share, out=share), out=share)
        for axis, (apart, here) in enumerate(((across, x), (along, y))):
            wanted[rows, axis] = (apart * share + weights[rows] * here).sum(axis=1)
    return wanted


def _distances(n: int, u: Ints, v: Ints) -> Floats:
    """Count the links between every two nodes; unreachable ones stand one step beyond the rest."""
    from scipy.sparse import csr_array  # noqa: PLC0415 - half a second, for pictures alone
    from scipy.sparse.csgraph import shortest_path  # noqa: PLC0415

    graph = csr_array((np.ones(len(u)), (u, v)), shape=(n, n))
    steps: Floats = shortest_path(graph, "D", directed=False, unweighted=True)
    far = np.isinf(steps)
    steps[far] = steps[~far].max() + 1
    return steps


def _classical_scaling(steps: Floats, random: np.random.Generator) -> Floats:
    """Start from the plane that keeps squared distances best, found by power iteration."""
    squared = steps * steps
    centred = squared - squared.mean(axis=0) - squared.mean(axis=1)[:, None] + squared.mean()
    inner = -0.5 * centred
    # Draws far out take a logarithm, which libraries round in different ways.
    basis = _orthonormal(random.normal(size=(4, len(steps))).round(_DECIMALS))
    for _ in range(20):
        basis = _orthonormal(_product(inner, basis))
    turned = _product(inner, basis)
    spread = np.sqrt(np.abs((basis * turned).sum(axis=1)[:2]))
    jitter = random.normal(size=(2, len(steps))) * 1e-2
    return np.asarray(np.round(basis[:2] * spread[:, None] + jitter, _DECIMALS).T)


def _product(matrix: Floats, vectors: Floats) -> Floats:
    """Multiply a matrix with rows of vectors, each sum in one order on every processor."""
    found = np.empty_like(vectors)
    for start in range(0, len(matrix), _BLOCK):
        rows = slice(start, start + _BLOCK)
        for number, vector in enumerate(vectors):
            found[number, rows] = (matrix[rows] * vector).sum(axis=1)
    return found


def _orthonormal(vectors: Floats) -> Floats:
    """Turn rows into orthogonal ones of length 1, as Gram and Schmidt do; what is none stays 0."""
    found: list[Floats] = []
    for vector in vectors:
        rest = vector
        for other in (*found, *found):  # twice is enough (Giraud et al. 2005)
            rest = rest - (rest * other).sum() * other
        length, before = float((rest * rest).sum()), float((vector * vector).sum())
        found.append(rest * (1 / np.sqrt(length) if length > _CLOSE**2 * before else 0.0))
    return np.array(found)


@dataclass(frozen=True, slots=True)
class Frame:
    """How much room packed components get, in points, and how far apart they stay."""

    width: float
    height: float
    gap: float = 26.0
    longest_link: float = 90.0


def pack_components(layouts: Sequence[Floats], frame: Frame) -> list[Floats]:
    """Put the first layout at the left and the rest on shelves at the right.

    Parameters
    ----------
    layouts
        One array of places per component, the largest first, links about 1 long.
    frame
        The room. Nothing leaves it.

    Returns
    -------
    The places on the page, one array per layout, from (0, 0) to (width, height).
    """
    if not layouts:
        return []
    turned = [_turn(places) for places in layouts]
    share = _main_share([len(places) for places in layouts])
    main = _fill(turned[0], frame.width * share, frame.height, frame.longest_link)
    if len(turned) == 1:
        return [main]
    left = frame.width * share + frame.gap * 1.5
    side = Frame(frame.width - left, frame.height, frame.gap, frame.longest_link)
    shelved = _shelve(turned[1:], side)
    return [main, *(places + np.array([left, 0.0]) for places in shelved)]


def _main_share(counts: Sequence[int]) -> float:
    """Choose how much of the width the largest component takes."""
    if len(counts) == 1:
        return 1.0
    rest = sum(counts[1:]) + 2.0 * (len(counts) - 1)
    return min(max(counts[0] / (counts[0] + rest), 0.3), 0.78)


def _turn(places: Floats) -> Floats:
    """Turn a layout so that its longest side lies flat, and move it to the origin."""
    centred = places - places.mean(axis=0)
    if len(places) > _PAIR:
        x, y = centred.T
        along, up = _long_axis((x * x).sum(), (x * y).sum(), (y * y).sum())
        side = (x * up - y * along) * (1.0 if abs(up) > abs(along) else -1.0)
        centred = np.column_stack([x * along + y * up, side])
    return np.asarray(np.round(centred - centred.min(axis=0), _DECIMALS))


def _long_axis(xx: float, xy: float, yy: float) -> tuple[float, float]:
    """Return the direction in which points spread most, from their squares and products.

    >>> _long_axis(1.0, 1.0, 1.0)[0] == _long_axis(1.0, 1.0, 1.0)[1]
    True
    """
    gap = np.sqrt((xx - yy) ** 2 + 4 * xy * xy)
    if gap <= _CLOSE * (xx + yy):  # no side is longer
        return 1.0, 0.0
    # Of the half-angle formulas the one without cancellation.
    along, up = (xx - yy + gap, 2 * xy) if xx >= yy else (2 * xy, yy - xx + gap)
    length = np.sqrt(along * along + up * up)
    return float(along / length), float(up / length)


def _fill(places: Floats, width: float, height: float, longest: float) -> Floats:
    """Stretch a layout over a room, one way at most twice as much as the other."""
    extent = np.maximum(places.max(axis=0), 1e-9)
    scale = np.minimum(np.array([width, height]) / extent, longest)
    scale = np.minimum(scale, 2.0 * scale.min())
    spare = np.array([width, height]) - extent * scale
    return np.asarray(places * scale + spare / 2)


def _shelve(layouts: Sequence[Floats], room: Frame) -> list[Floats]:
    """Fill shelves from the top, at the largest scale at which all of them fit."""
    low, high = 0.0, room.longest_link
    for _ in range(40):
        middle = (low + high) / 2
        rows = _rows(layouts, middle, room)
        low, high = (middle, high) if _fit(layouts, rows, middle, room) else (low, middle)
    rows = _rows(layouts, low, room)
    heights = [_row_height(layouts, row, low) for row in rows]
    gap = (room.height - sum(heights)) / (len(rows) - 1) if len(rows) > 1 else 0.0
    gap = min(gap, room.gap * 3)
    placed: dict[int, Floats] = {}
    top = (room.height + sum(heights) + gap * (len(rows) - 1)) / 2
    for row, height in zip(rows, heights, strict=True):
        placed.update(_lay_row(layouts, row, low, room, top - height / 2))
        top -= height + gap
    return [placed[number] for number in range(len(layouts))]


def _extent(layouts: Sequence[Floats], number: int, scale: float) -> Floats:
    return np.asarray(layouts[number].max(axis=0) * scale)


def _rows(layouts: Sequence[Floats], scale: float, room: Frame) -> list[list[int]]:
    """Break the layouts into shelves, in order."""
    rows: list[list[int]] = [[]]
    x = 0.0
    for number in range(len(layouts)):
        width = float(_extent(layouts, number, scale)[0])
        if rows[-1] and x + width > room.width:
            rows.append([])
            x = 0.0
        rows[-1].append(number)
        x += width + room.gap
    return rows


def _row_height(layouts: Sequence[Floats], row: Sequence[int], scale: float) -> float:
    return max(float(_extent(layouts, number, scale)[1]) for number in row)


def _fit(
    layouts: Sequence[Floats], rows: Sequence[Sequence[int]], scale: float, room: Frame
) -> bool:
    """Tell whether shelves stay inside the room; gaps shrink when there are very many."""
    gap = min(room.gap, room.height / (2 * len(rows)))
    heights = sum(_row_height(layouts, row, scale) for row in rows) + gap * (len(rows) - 1)
    widest = max(float(_extent(layouts, number, scale)[0]) for row in rows for number in row)
    return heights <= room.height and widest <= room.width


def _lay_row(
    layouts: Sequence[Floats], row: Sequence[int], scale: float, room: Frame, middle: float
) -> dict[int, Floats]:
    """Spread one shelf over the width, each layout centred on the shelf's middle line."""
    extents = [_extent(layouts, number, scale) for number in row]
    spare = room.width - sum(float(extent[0]) for extent in extents)
    gap = min(spare / max(len(row) - 1, 1), room.gap * 2)
    x = 0.0
    placed = {}
    for number, extent in zip(row, extents, strict=True):
        corner = np.array([x, middle - extent[1] / 2])
        placed[number] = np.asarray(layouts[number] * scale + corner)
        x += float(extent[0]) + gap
    return placed


def push_apart(places: Floats, radii: Floats, *, rounds: int = 40) -> Floats:
    """Move dots that overlap just far enough apart, up to 1,500 dots.

    >>> push_apart(np.array([[0.0, 0.0], [1.0, 0.0]]), np.array([1.0, 1.0])).tolist()
    [[-0.5, 0.0], [1.5, 0.0]]
    """
    if len(places) > LARGEST_STRESS:
        return places
    moved = places.copy()
    first, second = np.triu_indices(len(places), 1)
    near = _lengths(places[first] - places[second]) < 6 * float(radii.max(initial=0.0))
    first, second = first[near], second[near]
    wanted = radii[first] + radii[second]
    for _ in range(rounds):
        apart = moved[first] - moved[second]
        distance = _lengths(apart)
        apart[distance < _CLOSE] = (1.0, 0.0)
        short = np.maximum(wanted - distance, 0.0)
        if not short.any():
            break
        push = apart / np.maximum(distance, 1.0)[:, None] * short[:, None] / 2
        for axis in (0, 1):
            moved[:, axis] += np.bincount(first, push[:, axis], len(moved))
            moved[:, axis] -= np.bincount(second, push[:, axis], len(moved))
        moved = np.round(moved, _DECIMALS)
    return moved


def _lengths(steps: Floats) -> Floats:
    return np.sqrt(steps[:, 0] * steps[:, 0] + steps[:, 1] * steps[:, 1])
