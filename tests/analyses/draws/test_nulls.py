"""Significance and rank intervals: right under the null, and honest about weak evidence."""

from __future__ import annotations

from functools import partial

import networkx as nx
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

import netintl
from netintl.analyses.draws import draw as draws_module
from netintl.analyses.draws.draw import affordable
from netintl.analyses.draws.nulls import (
    NullModel,
    benjamini_hochberg,
    compare,
    fewest_reached,
    p_values,
    z_scores,
)
from netintl.analyses.draws.resampling import rank_intervals
from netintl.analyses.registry import ANALYSES
from netintl.analyses.result import ranks
from netintl.analyses.structure.measures import measure
from netintl.kernels import betweenness, compiled

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
    parties = network.party_organization
    busy = set(network.ids[np.bincount(parties, minlength=len(network.ids)) > 1])
    tested = drawn.table["organization"].isin(busy)
    assert drawn.table["p"].notna().equals(tested)
    assert drawn.table.loc[tested, "p"].between(1 / 51, 1).all()
    assert (drawn.table["rank_low"] <= drawn.table["rank_median"]).all()
    assert (drawn.table["rank_median"] <= drawn.table["rank_high"]).all()
    assert drawn.claim("too_few_draws").facts == {"draws": 50, "enough": 5000}
    assert drawn.table[["p_adjusted", "p_within_adjusted"]].isna().all(axis=None)


def test_a_broker_between_two_cliques_stands_out_and_a_busy_member_does_not() -> None:
    sides = {f"l{n}": f"S{n % 4} C{n // 4}" for n in range(16)}
    sides |= {f"r{n}": f"S{4 + n % 4} C{4 + n // 4}" for n in range(16)}
    network = make_network(sides | {"b1": "S0 E1", "b2": "S4 E1"})
    table = netintl.find_hubs(network, nulls=400, seed=2).table.set_index("organization")
    assert (table.loc[["E1"], ["p", "p_within"]] < 0.05).all(axis=None)
    assert (table.loc[["C1"], ["p", "p_within"]] > 0.2).all(axis=None)


def test_tick_counts_every_draw_and_ends_at_all() -> None:
    seen = []
    netintl.find_hubs(planted(5), nulls=7, tick=lambda done, total: seen.append((done, total)))
    assert seen == [(n, 7) for n in range(1, 8)] * 2
    seen.clear()
    network = make_network({f"a{n}": f"S1 C{n}" for n in range(4)})  # all of p 1: 20 draws do
    netintl.find_hubs(network, nulls=300, tick=lambda done, total: seen.append((done, total)))
    assert seen == [*((n, 300) for n in range(1, 21)), (300, 300)] * 2


def test_p_values_are_settled_at_the_draw_that_reaches_often_enough() -> None:
    """Besag and Clifford: h/l at the l-th draw, else (g + 1)/(n + 1); recorded draws as oracle."""
    figures = np.random.default_rng(3).random((200, 4))
    figures[:, 3] = 1.0
    observed = np.array([0.0, 0.6, 0.99, 0.5])
    drawn = iter(figures)
    found = compare(lambda _: next(drawn), observed, 199, 0, stream=0, level=0.05)
    enough = fewest_reached(199, 0.05)
    for place, value in enumerate(found.p):
        hits = np.flatnonzero(figures[:199, place] >= observed[place])
        settled = len(hits) >= enough
        assert value == (enough / (hits[enough - 1] + 1) if settled else (len(hits) + 1) / 200)
    made = figures[:199]
    np.testing.assert_allclose(found.expected, made.mean(axis=0))
    z = (observed - made.mean(axis=0)) / np.where(made.std(axis=0), made.std(axis=0, ddof=1), 1)
    np.testing.assert_allclose(found.z[:3], z[:3])
    assert np.isnan(found.z[3])


@pytest.mark.parametrize("runs", [5_000, 9_999, 20_000])
def test_who_stops_early_is_never_significant(runs) -> None:
    assert fewest_reached(runs, 0.05) / (runs - 1) > 0.05


def test_country_mix_is_kept_on_demand() -> None:
    parties = {f"a{n}": f"S{n % 5} C{n}" for n in range(20)}
    home = [{"id": f"C{n}", "country": "THA" if n % 2 else "IDN"} for n in range(20)]
    network = make_network(parties, organizations=home)
    model = NullModel.of(network, kept="kind_country", runs=1)
    graph, reached = network.cooperation, []
    for drawn in (model, model.moved(np.random.default_rng(4))):
        names = network.ids[drawn.member]
        pairs = zip(drawn.agreement, network.countries[drawn.member], strict=True)
        reached.append((sorted(names), sorted(pairs)))
    assert reached[0] == reached[1]
    assert not np.array_equal(graph.indices, model.graph(np.random.default_rng(4))[1])


def slow_joining(network) -> dict[str, set[str]]:
    """Return the parties of the agreements that join organizations, of two kinds if any are."""
    frame = network.parties.groupby("agreement")["organization"].agg(set)
    kinds = {key: {name[0] for name in names} for key, names in frame.items()}
    crossing = any(len(found) > 1 for found in kinds.values())
    return {
        key: names for key, names in frame.items() if len(kinds[key] if crossing else names) > 1
    }


@steady
@given(parties=party_lists(), seed=st.integers(0, 9), within=st.booleans())
def test_random_networks_keep_agreements_whole(parties, seed, within) -> None:
    network = make_network(parties)
    model = NullModel.of(network, runs=1)
    graph, start = network.cooperation, model.observed()
    assert [part.tolist() for part in start] == [graph.indptr.tolist(), graph.indices.tolist()]
    joining = slow_joining(network)
    if within:
        model = model.largest_group()
        inside = set(network.ids[model.codes])
        pieces = nx.Graph((name, (key,)) for key, names in joining.items() for name in names)
        sizes = [sum(isinstance(x, str) for x in p) for p in nx.connected_components(pieces)]
        assert len(inside) == max(sizes, default=0)
        joining = {key: names for key, names in joining.items() if names & inside}
    drawn = model.moved(np.random.default_rng(seed))
    names, keys = network.ids[drawn.codes[drawn.member]], sorted(joining)
    now: dict[str, list[str]] = {key: [] for key in keys}
    for name, agreement in zip(names, drawn.agreement, strict=True):
        now[keys[agreement]].append(str(name))
    for key, before in joining.items():
        assert len(set(now[key])) == len(now[key])
        assert sorted(name[0] for name in now[key]) == sorted(name[0] for name in before)
    assert sorted(names) == sorted(name for found in joining.values() for name in found)
    links = {
        frozenset((a, b))
        for found in now.values()
        for a in found
        for b in found
        if (a[0] != b[0] if network.layers != ("same_kind",) else a != b)
    }
    indptr, indices = drawn.observed()
    ids = network.ids[drawn.codes]
    tails = np.repeat(ids, np.diff(indptr))
    assert {frozenset(pair) for pair in zip(tails, ids[indices], strict=True)} == links
    if within and len(ids):
        assert nx.is_connected(nx.Graph([tuple(link) for link in links]))


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
