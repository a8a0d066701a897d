"""How much must be known of an organization before a label is put on it."""

from __future__ import annotations

from typing import Final

import numpy as np

FEWEST: Final = 3  # agreements that show what a label on one organization is about
LEAST_SHARE: Final = 0.5  # of its agreements


def assessable(showing: np.ndarray, agreements: np.ndarray) -> np.ndarray:
    """Tell which organizations have enough evidence for a label: three agreements, and half.

    A label can hurt whom it names, so few or one-sided data give none. Whatever says of one
    organization that it fails, idles or holds little asks this first.

    Parameters
    ----------
    showing
        By organization, its agreements whose data show what the label is about.
    agreements
        By organization, all its agreements that could show it.

    Examples
    --------
    >>> assessable(np.array([2, 3, 3]), np.array([2, 6, 7])).tolist()
    [False, True, False]
    """
    return np.asarray((showing >= FEWEST) & (showing >= LEAST_SHARE * agreements), dtype=bool)
