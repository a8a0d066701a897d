"""A network as a simple weighted graph."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True, slots=True)
class Graph:
    """A simple weighted graph over organization codes, as CSR arrays.

    ``pair`` gives, for each arc, the row in ``Network.pairs`` it stands for.
    """

    indptr: np.ndarray
    indices: np.ndarray
    weights: np.ndarray
    pair: np.ndarray

    @property
    def degree(self) -> np.ndarray:
        """Number of distinct partners of each organization."""
        return np.diff(self.indptr)

    @property
    def tails(self) -> np.ndarray:
        """Organization code at the near end of each arc; ``indices`` has the far end."""
        return np.repeat(np.arange(len(self.indptr) - 1), self.degree)
