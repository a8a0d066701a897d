"""AUC against counting pairs, average precision by hand, ties against every order."""

from __future__ import annotations

from itertools import pairwise, permutations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from netintl.analyses.matches.ranking import (
    area_and_precision,
    average_precision,
    hits_at,
    placements,
)

from ..conftest import steady

RANKINGS = st.lists(st.tuples(st.integers(0, 4), st.booleans()), min_size=2, max_size=7)


def arrays(ranking) -> tuple[np.ndarray, np.ndarray]:
    scores, hits = zip(*ranking, strict=True)
    return np.array(scores, dtype=float), np.array(hits)


@steady
@given(ranking=RANKINGS)
def test_auc_counts_pairs_in_the_right_order(ranking) -> None:
    scores, hits = arrays(ranking)
    wins = [
        1.0 if found > other else 0.5 if found == other else 0.0
        for found in scores[hits]
        for other in scores[~hits]
    ]
    placed = placements(scores, hits)
    assert len(placed) == hits.sum()
    if wins:
        assert placed.mean() == pytest.approx(np.mean(wins))
    else:
        assert np.isnan(placed).all()


@steady
@given(ranking=RANKINGS, depth=st.integers(1, 8))
def test_hits_are_the_mean_over_every_order_of_ties(ranking, depth) -> None:
    scores, hits = arrays(ranking)
    orders = [
        order
        for order in permutations(range(len(scores)))
        if all(scores[a] >= scores[b] for a, b in pairwise(order))
    ]
    expected = np.mean([hits[list(order[:depth])].sum() for order in orders])
    assert hits_at(scores, hits, depth) == pytest.approx(expected)


@pytest.mark.parametrize(
    ("scores", "hits", "expected"),
    [
        ([5, 4, 3, 2, 1], [1, 0, 1, 0, 0], 0.5 * 1 + 0.5 * 2 / 3),
        ([5, 4, 3, 2, 1], [0, 0, 0, 0, 1], 0.2),
        ([1, 1, 1, 1], [1, 0, 0, 0], 0.25),
        ([2, 2, 1], [1, 0, 1], 0.5 * 1 / 2 + 0.5 * 2 / 3),
        ([3, 2, 1], [1, 1, 1], 1.0),
    ],
    ids=["spread", "last", "nothing_said", "tie_first", "all"],
)
def test_average_precision_by_hand(scores, hits, expected) -> None:
    found = average_precision(np.array(scores, dtype=float), np.array(hits, dtype=bool))
    assert found == pytest.approx(expected)


def test_without_anything_to_find_there_is_no_precision() -> None:
    assert np.isnan(average_precision(np.arange(3.0), np.zeros(3, dtype=bool)))


@steady
@given(rows=st.integers(1, 4), ranking=RANKINGS, seed=st.integers(0, 99))
def test_many_scores_at_once_are_those_of_each(rows, ranking, seed) -> None:
    _, hits = arrays(ranking)
    scores = np.random.default_rng(seed).integers(0, 4, size=(rows, len(hits))) / 3
    area, precision = area_and_precision(scores, hits)
    for row, found, precise in zip(scores, area, precision, strict=True):
        placed = placements(row, hits)
        mean = placed.mean() if len(placed) else np.nan
        assert found == pytest.approx(mean, nan_ok=True)
        assert precise == pytest.approx(average_precision(row, hits), nan_ok=True)
