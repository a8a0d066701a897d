"""What is missing is taken away by hand, and ranks are correlated by SciPy."""

from __future__ import annotations

import networkx as nx
import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from netintl import find_missing
from netintl.analyses.structure.missing import spearman

from ...conftest import frames_of, make_network, slow_graph
from ..conftest import steady

TWO = {"a": "S1 C1", "b": "S1 C2", "c": "C1 E1", "d": "C1 E2"}


def slow_firsts(values: dict[str, float]) -> set[str]:
    """Name those above 0 that ten at most reach."""
    rounded = {name: round(value, 10) for name, value in values.items()}
    ordered = sorted(rounded.values())
    return {
        name
        for name, value in rounded.items()
        if value > 0 and sum(other >= value for other in ordered) <= 10
    }


def slow_moves(frames, lost: set[str], fallen: set[str]) -> tuple[float, int, int]:
    """Take organizations and agreements away, and rank again."""
    whole = slow_graph(frames)
    parties = frames["parties"]
    left = frames | {"parties": parties[~parties["agreement"].isin(fallen)]}
    graph = slow_graph(left)
    graph.remove_nodes_from(lost)
    before = nx.betweenness_centrality(whole, normalized=False)
    after = nx.betweenness_centrality(graph, normalized=False)
    names = [name for name in whole if whole.degree[name] and name not in lost]
    alike = stats.spearmanr([round(before[n], 10) for n in names],
                            [round(after[n], 10) for n in names]).statistic  # fmt: skip
    first = slow_firsts(before) - lost
    return alike, len(first), len(first & slow_firsts(after))


def figures(result, way: str, measure: str) -> pd.Series:
    table = result.table
    return table[(table["way"] == way) & (table["measure"] == measure)].iloc[0]


@pytest.fixture(scope="module")
def bundled(bundled_network):
    return find_missing(bundled_network, resamples=20, seed=1)


def test_provinces_are_taken_away_one_at_a_time(bundled_network, bundled) -> None:
    frames = frames_of(bundled_network)
    rows = frames["organizations"]
    graph = slow_graph(frames)
    linked = rows[rows["id"].map(graph.degree) > 0]
    names = sorted(set(linked.loc[linked["country"] == "CHN", "province"]) - {""})
    moves = {
        name: slow_moves(
            frames, set(rows.loc[(rows["country"] == "CHN") & (rows["province"] == name), "id"]),
            set(),
        )
        for name in names
    }  # fmt: skip
    kept = {name: stay / left for name, (_, left, stay) in moves.items()}
    row = figures(bundled, "each_province", "first_kept")
    assert row["cases"] == len(names)
    assert row[["low", "median", "high"]].tolist() == pytest.approx(
        np.quantile(list(kept.values()), [0.05, 0.5, 0.95], method="inverted_cdf").tolist()
    )
    worst = min(kept, key=kept.get)
    assert row["lost"] == (f"province:{worst}",)
    facts = bundled.claim("missing_province").facts
    assert (facts["lost"], facts["left"], facts["stay"]) == (worst, *moves[worst][1:])
    correlation = figures(bundled, "each_province", "rank_correlation")["median"]
    assert correlation == pytest.approx(
        np.quantile([m[0] for m in moves.values()], 0.5, method="inverted_cdf")
    )


def test_the_source_whose_loss_moves_most_does_so(bundled_network, bundled) -> None:
    facts = bundled.claim("missing_source").facts
    frames = frames_of(bundled_network)
    deals = frames["agreements"]
    fallen = set(deals.loc[deals["source"] == facts["lost"], "id"])
    assert fallen
    _, left, stay = slow_moves(frames, set(), fallen)
    assert (facts["left"], facts["stay"]) == (left, stay)
    assert stay < left


def test_random_losses_move_ranks_somewhat(bundled) -> None:
    for way in ("tenth_of_organizations", "tenth_of_sources"):
        row = figures(bundled, way, "rank_correlation")
        assert 0.8 < row["low"] <= row["median"] <= row["high"] < 1
        kept = figures(bundled, way, "first_kept")
        assert 0 < kept["low"] <= kept["median"] <= kept["high"] <= 1
    facts = bundled.claim("missing_organizations").facts
    assert facts["median"] == figures(bundled, "tenth_of_organizations", "first_kept")["median"]
    assert (facts["draws"], facts["first"]) == (20, 10)


def test_an_agreement_falls_only_with_all_its_sources() -> None:
    # "one" is the only source of a; b to d have another, or none.
    sources = {"a": "one", "b": "one;two", "c": "two", "d": ""}
    cited = [{"id": key, "source": source} for key, source in sources.items()]
    result = find_missing(make_network(TWO, agreements=cited), resamples=3)
    row = figures(result, "each_source", "first_kept")
    assert row["cases"] == 2
    # C1 and S1 are first; without a S1 joins nobody but C2, and lies between none.
    assert (row["low"], row["lost"]) == (0.5, ("source:one",))
    assert result.claim("missing_source").facts == {
        "total": 2, "lost": "one", "left": 2, "stay": 1, "first": 2,
    }  # fmt: skip


def test_of_two_that_are_equally_bad_none_is_the_worst() -> None:
    cited = [{"id": key, "source": key} for key in TWO]
    result = find_missing(make_network(TWO, agreements=cited), resamples=3)
    row = figures(result, "each_source", "first_kept")
    assert len(row["lost"]) == 2
    assert result.claim("missing_source") is None


@pytest.mark.parametrize(
    ("parties", "settings", "code"),
    [
        ({}, {"resamples": 3}, "no_first_ten"),
        ({"a": "S1"}, {"resamples": 3}, "no_first_ten"),
        ({"a": "S1 C1"}, {"resamples": 3}, "no_first_ten"),
        (TWO, {}, "nothing_taken_away"),
    ],
    ids=["empty", "alone", "one link", "not drawn"],
)
def test_where_nothing_can_be_said_that_is_said(parties, settings, code) -> None:
    result = find_missing(make_network(parties), **settings)
    assert result.table.empty
    assert result.claim(code) is not None


def test_agreements_without_sources_lose_none() -> None:
    cited = [{"id": key, "source": ""} for key in TWO]
    result = find_missing(make_network(TWO, agreements=cited), resamples=3)
    assert set(result.table["way"]) == {"tenth_of_organizations"}  # nor is any province known


@steady
@given(pairs=st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4)), min_size=2, max_size=12))
def test_spearman_is_that_of_scipy(pairs) -> None:
    one, other = (np.array(values, dtype=float) for values in zip(*pairs, strict=True))
    if len(set(one)) < 2 or len(set(other)) < 2:
        assert np.isnan(spearman(one, other))
    else:
        assert spearman(one, other) == pytest.approx(stats.spearmanr(one, other).statistic)


def test_the_same_seed_gives_the_same_losses(example_network) -> None:
    tables = [find_missing(example_network, resamples=9, seed=4).table for _ in range(2)]
    pd.testing.assert_frame_equal(*tables)
    other = find_missing(example_network, resamples=9, seed=5).table
    assert not other.equals(tables[0])
