"""The layout of large components: ForceAtlas2 forces, repulsion read off a grid by FFT.

Spreading node masses on a grid and convolving it with the field of one mass costs the same for
any number of nodes, so a round takes time in proportion to the links alone.

Hundreds of rounds amplify a difference in the last bit to another picture. So no logarithm and no
product of complex numbers, which processors compute in different ways, enters a round, and places
are cut after each, should a Fourier transform be built differently.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Ints = NDArray[np.int64]
    Floats = NDArray[np.float64]

GRID = 128
GRAVITY = 0.0075
_SOFTENING = 0.35
_DECIMALS = 2  # of places during the rounds, where links are hundreds long
_ROOTS = 8


def force_layout(n: int, u: Ints, v: Ints, *, rounds: int = 300, seed: int = 0) -> Floats:
    """Place the nodes of a large component.

    Parameters
    ----------
    n, u, v
        Number of nodes and the ends of each link, sorted.
    rounds
        Rounds of moving; the longest step shrinks to nothing towards the end.
    seed
        Seed of the start.

    Returns
    -------
    Array of n rows x, y, scaled so that the median link is 1 long.
    """
    places = np.round(np.random.default_rng(seed).normal(size=(n, 2)) * np.sqrt(n), _DECIMALS)
    mass = np.bincount(np.concatenate([u, v]), minlength=n).astype(np.float64) + 1.0
    kernel = _kernel()
    before = np.zeros((n, 2))
    speed = 1.0
    for step in range(rounds):
        force, cell = _repulsion(places, mass, kernel)
        force = force + _attraction(places, u, v) - _gravity(places, mass)
        swing = np.sqrt(((force - before) ** 2).sum(axis=1))
        drift = np.sqrt(((force + before) ** 2).sum(axis=1)) / 2
        ratio = 0.5 * float((mass * drift).sum()) / max(float((mass * swing).sum()), 1e-9)
        speed = min(max(ratio, 0.01), speed * 1.5)
        move = force * (speed / (1 + speed * np.sqrt(swing)))[:, None]
        longest = 10 * cell * (1 - step / rounds) + 0.1 * cell
        length = np.sqrt((move**2).sum(axis=1))
        places = places + move * np.minimum(1.0, longest / np.maximum(length, 1e-9))[:, None]
        places = np.round(places, _DECIMALS)
        before = force
    spans = np.sqrt(((places[u] - places[v]) ** 2).sum(axis=1)) if len(u) else np.ones(1)
    return np.asarray(places / max(float(np.median(spans)), 1e-9))


def _kernel() -> tuple[NDArray[np.complex128], NDArray[np.complex128]]:
    """Transform the field of one mass, in x and in y."""
    steps = np.fft.fftfreq(2 * GRID, 1 / (2 * GRID))
    x, y = np.meshgrid(steps, steps, indexing="ij")
    squared = x**2 + y**2 + _SOFTENING
    return np.fft.rfft2(x / squared), np.fft.rfft2(y / squared)


def _repulsion(
    places: Floats, mass: Floats, kernel: tuple[NDArray[np.complex128], NDArray[np.complex128]]
) -> tuple[Floats, float]:
    """Read the repulsion off the grid; return it and the size of a grid cell."""
    low = places.min(axis=0)
    cell = max(float((places.max(axis=0) - low).max()) / (GRID - 2), 1e-9)
    on_grid = (places - low) / cell
    corner = np.floor(on_grid).astype(np.int64)
    rest = on_grid - corner
    corners = [
        (
            np.where(dx, rest[:, 0], 1 - rest[:, 0]) * np.where(dy, rest[:, 1], 1 - rest[:, 1]),
            (corner[:, 0] + dx) * GRID + corner[:, 1] + dy,
        )
        for dx in (0, 1)
        for dy in (0, 1)
    ]
    masses = np.zeros(GRID * GRID)
    for share, where in corners:
        masses += np.bincount(where, weights=share * mass, minlength=GRID * GRID)
    spectrum = np.fft.rfft2(masses.reshape(GRID, GRID), s=(2 * GRID, 2 * GRID), axes=(0, 1))
    force = np.zeros_like(places)
    for axis, transformed in enumerate(kernel):
        whole = np.fft.irfft2(_times(spectrum, transformed), s=(2 * GRID, 2 * GRID), axes=(0, 1))
        field = whole[:GRID, :GRID].ravel()
        force[:, axis] = sum(share * field[where] for share, where in corners)
    return force * (mass / cell)[:, None], cell


def _times(first: NDArray[np.complex128], second: NDArray[np.complex128]) -> NDArray[np.complex128]:
    """Multiply complex numbers by their parts, each product rounded by itself."""
    product = np.empty_like(first)
    product.real = first.real * second.real - first.imag * second.imag
    product.imag = first.real * second.imag + first.imag * second.real
    return product


def _logarithm(values: Floats) -> Floats:
    """Approximate logarithms within some hundredths, by repeated roots, which are exact anywhere.

    >>> float(_logarithm(np.array([100.0]))[0].round(2)), round(float(np.log(100)), 2)
    (4.65, 4.61)
    """
    for _ in range(_ROOTS):
        values = np.sqrt(values)
    return np.asarray((values - 1) * 2**_ROOTS)


def _attraction(places: Floats, u: Ints, v: Ints) -> Floats:
    """Pull linked nodes together, with a force that grows as the logarithm of distance."""
    apart = places[v] - places[u]
    distance = np.sqrt((apart**2).sum(axis=1)) + 1e-9
    pull = apart * (_logarithm(1 + distance) / distance)[:, None]
    n = len(places)
    columns = [
        np.bincount(u, weights=pull[:, axis], minlength=n)
        - np.bincount(v, weights=pull[:, axis], minlength=n)
        for axis in (0, 1)
    ]
    return np.column_stack(columns)


def _gravity(places: Floats, mass: Floats) -> Floats:
    """Pull everything gently to the middle."""
    away = places - places.mean(axis=0)
    distance = np.sqrt((away**2).sum(axis=1)) + 1e-9
    return np.asarray(away * (GRAVITY * np.sqrt(len(places)) * mass / distance)[:, None])
