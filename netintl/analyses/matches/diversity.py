"""An order of candidates that does not send everybody to the same place."""

from __future__ import annotations

from heapq import heapify, heappop, heapreplace

import numpy as np

CROWDED = 0.9  # quantile of the numbers of partners above which a target counts as crowded


def crowding(load: np.ndarray, everybody: np.ndarray) -> np.ndarray:
    """Return 1 − q/k for loads k above q, the ninth decile of all that have partners; else 0.

    Examples
    --------
    >>> crowding(np.array([1, 20]), np.arange(0, 11)).round(3).tolist()
    [0.0, 0.545]
    """
    linked = everybody[everybody > 0]
    edge = float(np.quantile(linked, CROWDED)) if len(linked) else 1.0
    return np.asarray(np.maximum(0.0, 1 - edge / np.maximum(load, 1)))


def diverse_order(
    scores: np.ndarray, groups: np.ndarray, crowded: np.ndarray, diversity: float
) -> np.ndarray:
    """Order candidates one by one, each time taking the largest score less its penalty.

    The penalty is diversity · best score · ½ (n/(n + 1) + crowded), n the number already taken
    from the same group; this is maximal marginal relevance with two kinds of likeness. Ties go to
    the candidate that comes first; unknown scores come last.

    References
    ----------
    Carbonell and Goldstein 1998, doi:10.1145/290941.291025.

    Examples
    --------
    >>> scores, groups = np.array([1.0, 0.9, 0.8]), np.array(["LAO", "LAO", "KEN"])
    >>> diverse_order(scores, groups, np.zeros(3), 0.5).tolist()
    [0, 2, 1]
    """
    known = ~np.isnan(scores)
    unit = diversity * scores[known].max(initial=0.0) / 2
    values = np.where(known, np.round(scores, 10) - unit * crowded, -np.inf)
    order = np.argsort(-values, kind="stable")
    queues: dict[object, list[int]] = {}
    for place in order[::-1].tolist():
        queues.setdefault(groups[place], []).append(place)
    # Within a group all penalties grow alike, so only its best candidate competes.
    heads = [(-values[queue[-1]], queue[-1], 0, group) for group, queue in queues.items()]
    heapify(heads)
    taken = []
    while heads:
        _, place, used, group = heads[0]
        taken.append(place)
        queue = queues[group]
        queue.pop()
        if queue:
            penalty = unit * (used + 1) / (used + 2)
            heapreplace(heads, (penalty - values[queue[-1]], queue[-1], used + 1, group))
        else:
            heappop(heads)
    return np.array(taken, dtype=np.int64)
