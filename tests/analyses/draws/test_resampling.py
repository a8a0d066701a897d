"""Redrawn networks: whole agreements, a prior for what is ungraded, ties that are no place."""

from __future__ import annotations

from functools import partial

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from netintl import find_communities, find_hubs
from netintl.analyses.draws.resampling import Resampler, first_places, rank_intervals
from netintl.analyses.structure.measures import measure

from ...conftest import frames_of, make_network
from ..conftest import steady

BETWEENNESS = partial(measure, by="betweenness")
CHAIN = {"a": "S1 C1", "b": "C1 E1", "c": "E1 S2", "d": "S2 C2", "e": "C2 E2"}


def graded(**confidences: str) -> list[dict[str, str]]:
    return [{"id": key, "confidence": value} for key, value in confidences.items()]


def test_without_any_grade_ranks_are_unknown_and_not_sure() -> None:
    network = make_network(CHAIN)
    result = find_hubs(network, resamples=20)
    columns = ["rank_median", "rank_low", "rank_high", "top_share"]
    assert result.table[columns].isna().all(axis=None)
    assert result.claim("rank_intervals") is None
    assert result.claim("not_graded").facts == {"count": 5, "total": 5}
    groups = find_communities(network, resamples=5)
    assert groups.table["stability"].isna().all()
    assert groups.claim("not_graded") is not None


def test_an_agreement_without_a_grade_stands_like_one_of_the_press() -> None:
    network = make_network(CHAIN, agreements=graded(a="1", b="1"))
    sampler = Resampler.of(network)
    order = dict(zip(network.agreement_ids, sampler.confidence, strict=True))
    assert order == {"a": 1, "b": 1, "c": 0.6, "d": 0.6, "e": 0.6}
    result = find_hubs(network, resamples=50)
    assert result.claim("ungraded").facts == {"count": 3, "total": 5, "confidence": 0.6}
    width = result.table["rank_high"] - result.table["rank_low"]
    assert (width > 0).any()  # a lack of grades never makes a range of width 0


def test_where_all_is_graded_nothing_is_said_of_it() -> None:
    result = find_hubs(make_network(CHAIN, agreements=graded(**dict.fromkeys("abcde", "1"))),
                       resamples=9)  # fmt: skip
    assert result.claim("ungraded") is result.claim("not_graded") is None
    assert (result.table["rank_high"] == result.table["rank_low"]).all()


def test_grades_of_agreements_behind_no_link_do_not_count() -> None:
    network = make_network({**CHAIN, "lone": "S9"}, agreements=graded(lone="1"))
    assert (Resampler.of(network).graded, Resampler.of(network).ungraded) == (0, 5)


def test_an_agreement_stands_or_falls_as_a_whole() -> None:
    network = make_network({"a": "S1 C1 E1", "b": "S2 C2 E2"}, agreements=graded(a=".5", b=".5"))
    sampler, seen = Resampler.of(network), set()
    for seed in range(30):
        rows, _ = sampler.links(np.random.default_rng(seed))
        seen.add(len(rows))
    assert seen == {0, 3, 6}


def test_a_link_stands_with_the_noisy_or_of_its_agreements() -> None:
    network = make_network({"a": "S1 C1", "b": "S1 C1"}, agreements=graded(a=".5", b=".4"))
    sampler = Resampler.of(network)
    stands = [len(sampler.links(np.random.default_rng(seed))[0]) for seed in range(2000)]
    assert stats.binomtest(sum(stands), 2000, 1 - 0.5 * 0.6).pvalue > 0.001


@steady
@given(values=st.lists(st.integers(0, 5), max_size=9), top=st.integers(1, 4))
def test_first_are_those_above_0_that_few_reach(values, top) -> None:
    found = first_places(np.array(values, dtype=float), top)
    expected = [value > 0 and sum(other >= value for other in values) <= top for value in values]
    assert found.tolist() == expected


def test_what_is_left_has_neither_the_fallen_nor_the_lost(bundled_network) -> None:
    sampler = Resampler.of(bundled_network)
    whole = sampler.left(*(np.ones(len(mask), dtype=bool) for mask in
                           (bundled_network.chosen, bundled_network.members)))  # fmt: skip
    np.testing.assert_array_equal(whole.indices, bundled_network.cooperation.indices)
    np.testing.assert_allclose(whole.weights, bundled_network.cooperation.weights)
    hub = int(np.argmax(bundled_network.cooperation.degree))
    others = np.arange(len(bundled_network.ids)) != hub
    left = sampler.left(np.ones(len(bundled_network.chosen), dtype=bool), others)
    lost = len(bundled_network.cooperation.indices) - len(left.indices)
    assert lost == 2 * bundled_network.cooperation.degree[hub]
    fallen = bundled_network.chosen.copy()
    gone = np.flatnonzero(fallen)[:100]
    fallen[gone] = False
    less = bundled_network.view(chosen=fallen).cooperation
    there = sampler.left(fallen, np.ones(len(others), dtype=bool))
    np.testing.assert_array_equal(there.indices, less.indices)


def test_intervals_are_quantiles_of_ranks(bundled_network) -> None:
    found = rank_intervals(bundled_network, BETWEENNESS, resamples=40, seed=2)
    frames = frames_of(bundled_network)
    assert len(found.low) == len(frames["organizations"])
    assert (found.low <= found.median).all()
    assert (found.median <= found.high).all()
    assert 0 < found.top_share.sum() <= 10


@pytest.mark.parametrize("parties", [{}, {"a": "S1"}, {"a": "E1"}], ids=["empty", "one", "firm"])
def test_networks_without_links_have_no_intervals(parties) -> None:
    result = find_hubs(make_network(parties), resamples=5)
    assert result.table["top_share"].isna().all()
    assert result.claim("not_graded") is None
