"""The order that spreads proposals."""

from __future__ import annotations

import numpy as np
import pytest

from netintl.analyses.matches.diversity import crowding, diverse_order

from .conftest import matches


def slow_order(scores, groups, crowded, diversity) -> list[int]:
    """Try every candidate for every place."""
    best, left, taken = scores.max(), list(range(len(scores))), []
    while left:
        used = [sum(groups[t] == groups[i] for t in taken) for i in left]
        values = [
            scores[i] - diversity * best / 2 * (n / (n + 1) + crowded[i])
            for i, n in zip(left, used, strict=True)
        ]
        taken.append(left.pop(int(np.argmax(np.round(values, 12)))))
    return taken


@pytest.mark.parametrize("diversity", [0.0, 0.3, 1.0])
@pytest.mark.parametrize("seed", range(4))
def test_the_diverse_order_is_greedy(diversity, seed) -> None:
    draw = np.random.default_rng(seed)
    scores = np.round(draw.random(40), 6)
    groups = draw.integers(0, 6, 40)
    crowded = np.where(draw.random(40) < 0.3, draw.random(40).round(6), 0.0)
    found = diverse_order(scores, groups, crowded, diversity).tolist()
    assert found == slow_order(scores, groups, crowded, diversity)


def test_unknown_scores_come_last() -> None:
    order = diverse_order(np.array([np.nan, 0.2, 0.9]), np.array(["a", "b", "c"]), np.zeros(3), 0.3)
    assert order.tolist() == [2, 1, 0]


def test_only_the_busiest_are_crowded() -> None:
    assert crowding(np.array([0, 9, 18]), np.arange(11)).round(2).tolist() == [0, 0, 0.49]
    assert crowding(np.array([0]), np.zeros(3)).tolist() == [0]


def test_diversity_spreads_countries_and_keeps_scores(bundled_network) -> None:
    flat = matches(bundled_network, "cn-liuzhou-vtc", diversity=0)
    spread = matches(bundled_network, "cn-liuzhou-vtc", diversity=1)
    assert flat["score"].is_monotonic_decreasing
    assert flat["score"].sort_index().equals(spread["score"].sort_index())
    province = bundled_network.organizations.set_index("id")["province"]
    places = [
        {(country, province[name]) for name, country in table["country"].head(10).items()}
        for table in (spread, flat)
    ]
    assert len(places[0]) > len(places[1])
    assert spread["rank"].tolist() == list(range(1, len(spread) + 1))


def test_equal_scores_share_a_rank_without_diversity(bundled_network) -> None:
    table = matches(bundled_network, "cn-liuzhou-vtc", diversity=0)
    expected = [1 + int((table["score"].round(10) > round(s, 10)).sum()) for s in table["score"]]
    assert table["rank"].tolist() == expected
