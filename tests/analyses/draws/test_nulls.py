"""Significance and rank intervals: right under the null, and honest about weak evidence."""

from __future__ import annotations

from functools import partial

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

import netintl
from netintl.analyses.draws import draw as draws_module
from netintl.analyses.draws.draw import affordable, draw
from netintl.analyses.draws.nulls import NullModel, benjamini_hochberg, p_values, z_scores
from netintl.analyses.draws.resampling import rank_intervals
from netintl.analyses.registry import ANALYSES
from netintl.analyses.result import ranks
from netintl.analyses.structure.measures import measure
from netintl.kernels import betweenness, broker_roles, compiled

from ...conftest import make_network
from ...proofs import proof, share
from ..conftest import party_lists, steady

KINDS = "SCE"


def planted(seed: int, size: int = 36, links: int = 60, confidences=(0.3, 0.6, 0.9)):
    """Draw a network of three kinds with some busy members, each link with a confidence."""
    random = np.random.default_rng(seed)
    names = [f"{KINDS[n % 3]}{n}" for n in range(size)]
    weight = 1 / (1 + np.arange(size) // 3)
    pairs: set[tuple[str, str]] = set()
    while len(pairs) < links:
        a, b = random.choice(size, 2, replace=False, p=weight / weight.sum())
        if a % 3 != b % 3:
            pairs.add((names[min(a, b)], names[max(a, b)]))
    parties = {f"a{n:03d}": f"{one} {other}" for n, (one, other) in enumerate(sorted(pairs))}
    stated = random.choice(confidences, links)
    agreements = [
        {"id": key, "confidence": str(share)} for key, share in zip(parties, stated, strict=True)
    ]
    return make_network(parties, agreements=agreements)


@pytest.fixture
def machine_code(monkeypatch):
    """Compile for many draws of a small network sooner: both paths agree, tests are shorter."""
    monkeypatch.setattr(compiled, "THRESHOLD", 5_000)


@proof
@pytest.mark.slow
def test_p_values_are_uniform_under_the_null(machine_code) -> None:
    """200 networks drawn from one null model: p-values pass Kolmogorov–Smirnov."""
    model = NullModel.of(planted(1), runs=100)
    found = []
    for number in range(share(200)):
        random = np.random.default_rng([9, number])
        start = model.graph(random)
        row = np.repeat(np.arange(model.size), np.diff(start[0]))
        up = row < start[1]
        code = np.zeros(model.size, dtype=np.int64)  # group by kind again, from the drawn network
        code[:] = [KINDS.index(name[0]) for name in NAMES]
        u, v = row[up], start[1][up]
        swap = code[u] > code[v]
        u, v = np.where(swap, v, u), np.where(swap, u, v)
        drawn = NullModel(u, v, code[u] * 3 + code[v], model.size, 100)

        # A statistic that rarely ties: how unequally betweenness is spread.
        def figure(source: np.random.Generator, model: NullModel = drawn) -> np.ndarray:
            return np.array([(betweenness(*model.graph(source), runs=20_000) ** 2).sum()])

        observed = np.array([(betweenness(*start, runs=20_000) ** 2).sum()])
        p = p_values(observed, draw(figure, 99, number, stream=0))
        found.append(float(p[0]))
    assert stats.kstest(found, "uniform").pvalue > 0.01


NAMES = [str(name) for name in planted(1).ids]
BETWEENNESS = partial(measure, by="betweenness", runs=100_000)


@proof
@pytest.mark.slow
def test_90_percent_rank_intervals_cover_the_true_rank(machine_code) -> None:
    """300 planted networks: evidence right as often as its confidence says; the range holds."""
    inside = []
    for number in range(share(300)):
        network = planted(number)
        random = np.random.default_rng([77, number])
        confidence = network.agreement_confidence
        true = network.view(chosen=random.random(len(confidence)) < confidence)
        graph = true.cooperation
        rank = ranks(betweenness(graph.indptr, graph.indices, runs=100_000))
        found = rank_intervals(network, BETWEENNESS, resamples=200, seed=number)
        busy = network.cooperation.degree >= 4  # the others tie at the end of most draws
        inside.append(((rank >= found.low) & (rank <= found.high))[busy].mean())
    assert 0.85 <= np.mean(inside) <= 0.95


def test_evidence_that_is_sure_gives_no_range() -> None:
    found = rank_intervals(planted(3, confidences=(1.0,)), BETWEENNESS, resamples=20, seed=1)
    assert (found.low == found.high).all()
    assert (found.median == found.low).all()


@pytest.mark.parametrize("by", ["betweenness", "degree", "strength", "harmonic"])
def test_hubs_with_draws_keep_their_table_and_add_what_was_drawn(by) -> None:
    network = planted(4)
    plain = netintl.find_hubs(network, by=by)
    drawn = netintl.find_hubs(network, by=by, nulls=50, resamples=60, seed=3)
    again = netintl.find_hubs(network, by=by, nulls=50, resamples=60, seed=3)
    same = ["rank", "organization", "degree", "betweenness", "constraint", "hub"]
    assert plain.table[same].equals(drawn.table[same])
    assert drawn.table.equals(again.table)
    assert plain.table["p"].isna().all()
    assert plain.table["rank_low"].isna().all()
    tested = drawn.table["degree"] > 1
    assert drawn.table["p"].notna().equals(tested)
    assert drawn.table.loc[tested, "p"].between(1 / 51, 1).all()
    assert (drawn.table["rank_low"] <= drawn.table["rank_median"]).all()
    assert (drawn.table["rank_median"] <= drawn.table["rank_high"]).all()
    assert drawn.claim("beyond_size").facts["draws"] == 50


def test_a_broker_between_two_cliques_stands_out_and_a_busy_member_does_not() -> None:
    sides = {f"l{n}": f"S{n % 4} C{n // 4}" for n in range(16)}
    sides |= {f"r{n}": f"S{4 + n % 4} C{4 + n // 4}" for n in range(16)}
    network = make_network(sides | {"b1": "S0 E1", "b2": "S4 E1"})
    table = netintl.find_hubs(network, nulls=400, seed=2).table.set_index("organization")
    assert table.at["E1", "p_adjusted"] < 0.05
    assert table.at["C1", "p"] > 0.2


def test_tick_counts_every_draw() -> None:
    seen = []
    netintl.find_hubs(planted(5), nulls=7, tick=lambda done, total: seen.append((done, total)))
    assert seen == [(n, 7) for n in range(1, 8)]


def test_country_mix_is_kept_on_demand() -> None:
    parties = {f"a{n}": f"S{n % 5} C{n}" for n in range(20)}
    home = [{"id": f"C{n}", "country": "THA" if n % 2 else "IDN"} for n in range(20)]
    network = make_network(parties, organizations=home)
    model = NullModel.of(network, kept="kind_country", runs=1)
    graph, reached = network.cooperation, []
    for arrays in ((graph.indptr, graph.indices), model.graph(np.random.default_rng(4))):
        row = np.repeat(np.arange(len(network.ids)), np.diff(arrays[0]))
        pairs = zip(network.ids[row], network.countries[arrays[1]], strict=True)
        reached.append(sorted(pairs))
    assert reached[0] == reached[1]
    assert not np.array_equal(graph.indices, model.graph(np.random.default_rng(4))[1])


@steady
@given(parties=party_lists(), seed=st.integers(0, 9))
def test_random_networks_keep_partners_by_kind(parties, seed) -> None:
    network = make_network(parties)
    indptr, indices = NullModel.of(network, runs=1).graph(np.random.default_rng(seed))
    graph = network.cooperation
    for kind in set(network.kinds):
        counts = []
        for ptr, ind in ((graph.indptr, graph.indices), (indptr, indices)):
            row = np.repeat(np.arange(len(network.ids)), np.diff(ptr))
            counts.append(np.bincount(row[network.kinds[ind] == kind], minlength=len(network.ids)))
        assert counts[0].tolist() == counts[1].tolist()


def test_broker_expectations_are_means_over_the_same_null() -> None:
    network = planted(6)
    table = netintl.find_brokers(network, nulls=30, seed=5).table
    model = NullModel.of(network, runs=30)
    group = network.kinds.astype(str)

    def counted(random: np.random.Generator) -> np.ndarray:
        return broker_roles(*model.graph(random), group)

    mean = draw(counted, 30, 5, stream=2).mean(axis=0)
    rows = table[(table["grouping"] == "kind") & (table["role"] == "liaison")]
    for name, expected in zip(rows["organization"], rows["expected"], strict=True):
        assert expected == pytest.approx(mean[network.code_of[name], 3])


def test_very_large_networks_are_drawn_only_when_asked_for(monkeypatch) -> None:
    network = planted(7)
    assert affordable(network, 500) == 500
    monkeypatch.setattr(draws_module, "_AFFORDABLE", 1000)
    assert affordable(network, 500) == 0
    result = netintl.find_hubs(network, nulls=affordable(network, 500))
    assert result.claim("not_drawn") is not None
    assert netintl.find_hubs(network, nulls=3).claim("not_drawn") is None


def test_the_setting_lowers_what_is_drawn_unasked_and_nothing_else(monkeypatch) -> None:
    network, hubs = planted(8), ANALYSES["hubs"]
    monkeypatch.setenv(draws_module.SETTING, "2")
    assert hubs.run(network).settings["nulls"] == 2
    assert hubs.run(network, nulls=3, drawn=False).settings["nulls"] == 3
    monkeypatch.setenv(draws_module.SETTING, "no number")
    assert draws_module.default_runs(500) == 500


def test_scores_of_draws() -> None:
    draws = np.array([[1.0, 5.0], [2.0, 5.0], [3.0, 5.0]])
    assert p_values(np.array([2.0, 6.0]), draws).tolist() == [0.75, 0.25]
    z = z_scores(np.array([4.0, 5.0]), draws)
    assert z[0] == 2.0
    assert np.isnan(z[1])
    # The worked figures of Benjamini and Hochberg (1995), section 3.1: four are significant.
    p = [0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240, 0.4262,
         0.5719, 0.6528, 0.7590, 1.0000]  # fmt: skip
    adjusted = benjamini_hochberg(np.array(p))
    assert (adjusted <= 0.05).sum() == 4
    np.testing.assert_allclose(adjusted, stats.false_discovery_control(p))
