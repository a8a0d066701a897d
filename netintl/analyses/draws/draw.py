"""Many random draws of one figure: repeatable, on all processors, in order."""

from __future__ import annotations

import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator

    from netintl.network.network import Network

Tick: TypeAlias = Callable[[int, int], None]
"""Called with the number of draws done and of all."""


_AFFORDABLE = 10_000_000_000
"""Searches × links that draws may take unasked: about two minutes."""


SETTING = "NETINTL_DRAWS"


def default_runs(runs: int) -> int:
    """Return how many draws to make where no number is given, at most ``$NETINTL_DRAWS``.

    Examples
    --------
    >>> default_runs(5)
    5
    """
    most = os.environ.get(SETTING, "")
    return min(runs, int(most)) if most.isdecimal() else runs


def affordable(network: Network, runs: int) -> int:
    """Return how many draws of betweenness to make unasked: all, or none on a very large network.

    Examples
    --------
    >>> from netintl.network.doors import from_links
    >>> affordable(from_links([("S1", "C1")]), 500)
    500
    """
    graph = network.cooperation
    searches = int((graph.degree > 1).sum())
    return runs if runs * searches * len(graph.indices) <= _AFFORDABLE else 0


def draw(
    figure: Callable[[np.random.Generator], np.ndarray],
    runs: int,
    seed: int,
    *,
    stream: int,
    tick: Tick | None = None,
) -> np.ndarray:
    """Compute a figure ``runs`` times, each with randomness of its own.

    Parameters
    ----------
    figure
        Gives an array of one shape, whatever the randomness.
    seed, stream
        Together with the number of a draw they fix its randomness, whatever runs beside it.
    tick
        Is told how many draws are done, of how many.

    Returns
    -------
    numpy.ndarray
        The figures along a new first axis.

    Examples
    --------
    >>> first = draw(lambda random: random.random(2), 3, 7, stream=0)
    >>> first.shape, bool((first == draw(lambda random: random.random(2), 3, 7, stream=0)).all())
    ((3, 2), True)
    """
    return np.array(list(each_draw(figure, runs, seed, stream=stream, tick=tick)))


def each_draw(
    figure: Callable[[np.random.Generator], np.ndarray],
    runs: int,
    seed: int,
    *,
    stream: int,
    tick: Tick | None = None,
) -> Iterator[np.ndarray]:
    """Yield what `draw` gives, one draw after the other; who stops early is done.

    Examples
    --------
    >>> draws = each_draw(lambda random: random.random(2), 1000, 7, stream=0)
    >>> bool((next(draws) == draw(lambda random: random.random(2), 1, 7, stream=0)[0]).all())
    True
    """
    generators = (np.random.default_rng([seed, stream, number]) for number in range(runs))
    done = 0
    try:
        for done, values in enumerate(_in_order(figure, generators), 1):
            if tick is not None:
                tick(done, runs)
            yield values
    finally:
        if tick is not None and 0 < done < runs:
            tick(runs, runs)


def _in_order(
    figure: Callable[[np.random.Generator], np.ndarray],
    generators: Iterator[np.random.Generator],
) -> Iterator[np.ndarray]:
    """Compute in threads; compiled kernels then run at the same time."""
    pool = ThreadPoolExecutor(os.cpu_count())
    try:
        yield from pool.map(figure, generators)
    finally:
        pool.shutdown(wait=True, cancel_futures=True)  # an interrupt does not wait for the rest
