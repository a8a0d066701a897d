"""The test of matches: what is known, what is to be found, and who finds it."""

from __future__ import annotations

from itertools import combinations, product

import networkx as nx
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from netintl.analyses.matches import evaluation
from netintl.analyses.matches.evaluation import METHODS, NESTED, find_match_evaluation
from netintl.analyses.matches.folds import clusters, default_day, hidden_folds, later_split
from netintl.analyses.matches.parts import PARTS
from netintl.analyses.matches.tuning import GRID, choose_weights
from netintl.analyses.matches.weights import default_weights

from ...conftest import frames_of, make_network
from ..conftest import steady

RATES = ["precision_10", "precision_50", "recall_50", "recall_100", "aupr", "auc"]


def dated(rows: dict[str, tuple[str, str]]):
    """Make a network of agreement → (parties, start), each told of by a source of its own."""
    parties = {key: cell for key, (cell, _) in rows.items()}
    starts = [{"id": key, "start": start, "source": key} for key, (_, start) in rows.items()]
    return make_network(parties, agreements=starts)


@pytest.fixture(scope="module")
def cells_network():
    """Sixteen cells of two schools, colleges and enterprises each, where all know each other.

    Every pair has its own agreement; in half of the cells schools met enterprises late. Only
    shared partners tell the cells apart.
    """
    rows = {}
    for cell in range(16):
        bodies = {kind: [f"{kind}{2 * cell + n}" for n in (0, 1)] for kind in "SCE"}
        for one, other in ("SC", "CE", "SE"):
            for a, b in product(bodies[one], bodies[other]):
                late = one + other == "SE" and cell >= 8
                rows[f"{a}-{b}"] = (f"{a} {b}", "2024-03-01" if late else "2020-01-01")
    return dated(rows)


@pytest.fixture(scope="module")
def cells_result(cells_network):
    return find_match_evaluation(cells_network, since="2022")


@pytest.fixture(scope="module")
def bundled_result(bundled_network):
    return find_match_evaluation(bundled_network)


def test_only_feasible_later_pairs_are_to_be_found() -> None:
    network = dated(
        {
            "a": ("S1 C1", "2019"),
            "b": ("S2 C2", "2019"),
            "c": ("C2 E1", "2019"),
            "d": ("S1 C2", "2023"),  # to find
            "e": ("S1 C1", "2023"),  # linked before
            "f": ("S3 C1", "2023"),  # S3 had no partner
            "g": ("S2 E1", ""),  # nobody knows when
            "h": ("S2 S1", "2023"),  # one kind
            "i": ("S2 E1", "2024"),  # linked by g too, nobody knows when first
        }
    )
    split = later_split(network, "2022")
    fold = split.fold
    names = network.ids
    listed = {(names[u], names[v]) for u, v in zip(fold.u, fold.v, strict=True)}
    # all cross-kind pairs of the five that had partners, less three linked, less S2–E1
    assert listed == {("S1", "C2"), ("S1", "E1"), ("S2", "C1"), ("C1", "E1")}
    found = {(names[u], names[v]) for u, v in zip(fold.u[fold.hit], fold.v[fold.hit], strict=True)}
    assert found == {("S1", "C2")}
    assert network.agreement_ids[fold.agreement[fold.hit]].tolist() == ["d"]
    assert (split.undated, split.later) == (1, 2)
    assert fold.known.agreement_ids[fold.known.chosen].tolist() == ["a", "b", "c"]


def test_a_third_of_the_dated_pairs_is_tested() -> None:
    rows = {f"a{n}": (f"S{n} C{n}", f"20{n + 10}-05-01") for n in range(9)}
    network = dated(rows | {"z": ("S20 C20", "")})
    assert default_day(network) == "2016-05-01"


def test_every_agreement_is_hidden_once(bundled_network) -> None:
    folds = hidden_folds(bundled_network, seed=1)
    hidden = np.array([bundled_network.chosen & ~fold.known.chosen for fold in folds])
    assert (hidden.sum(axis=0) == bundled_network.chosen).all()
    for fold, gone in zip(folds, hidden, strict=True):
        assert gone[fold.agreement[fold.hit]].all()
        assert (fold.known.kinds[fold.u] != fold.known.kinds[fold.v]).all()
        assert (fold.known.cooperation.degree[fold.u] > 0).all()


def test_closure_wins_where_only_closure_tells(cells_result) -> None:
    for _, rows in cells_result.table.groupby("test"):
        figures = rows.set_index("method")
        for method in (NESTED, "hybrid", "closure"):
            assert figures.loc[method, "auc"] > 0.9
        for method in ("random", "zone", "preferential_attachment", "place_and_field"):
            assert figures.loc[method, "auc"] <= 0.5
        assert figures.loc[NESTED, "auc"] > 0.98
        assert figures.loc["random", "auc"] == 0.5
    notes = [note.facts["name"] for note in cells_result.claims if note.code == "match_gain"]
    assert {"random", "preferential_attachment", "place_and_field"} <= set(notes)


def test_a_test_without_later_links_is_not_spoken_of(cells_network) -> None:
    result = find_match_evaluation(cells_network, since="2099", tests=("later",))
    assert result.claims == ()
    assert not result.table.empty


def test_random_has_its_expected_value(cells_result, cells_network) -> None:
    fold = later_split(cells_network, "2022").fold
    share = fold.hit.mean()
    row = cells_result.table.query("test == 'later' and method == 'random'").iloc[0]
    assert row["hits_50"] == pytest.approx(50 * share)
    assert row["precision_10"] == pytest.approx(share)
    assert row["aupr"] == pytest.approx(share)
    assert row["recall_100"] == pytest.approx(100 / len(fold.hit))


def test_the_interval_holds_the_gain(cells_result, bundled_result) -> None:
    for result in (cells_result, bundled_result):
        table = result.table.dropna(subset=["auc"])
        assert (table["gain_low"] <= table["gain"] + 1e-12).all()
        assert (table["gain"] <= table["gain_high"] + 1e-12).all()
        lead = table[table["method"] == NESTED].set_index("test")["auc"]
        expected = table["test"].map(lead) - table["auc"]
        np.testing.assert_allclose(table["gain"], expected, atol=1e-12)


def trial_of(placed, cluster):
    """One split with pairs to find that stand at these places, in these clusters."""
    marks = {
        NESTED: evaluation._Marks(placed, np.empty(0), np.empty((0, 3))),
        "random": evaluation._Marks(np.full(len(placed), 0.5), np.empty(0), np.empty((0, 3))),
    }
    return evaluation._Trial(marks, cluster, np.zeros(len(placed), dtype=bool), 100)


def width_of(trials) -> float:
    gains = evaluation._gains(trials, (NESTED, "random"), 0)
    return float(gains["gain_high"][1] - gains["gain_low"][1])


def test_pairs_of_one_cluster_are_drawn_together() -> None:
    """One cluster of many pairs tells less than many clusters: its interval is wider."""
    placed = np.linspace(0, 1, 40)
    apart, together = trial_of(placed, np.arange(40)), trial_of(placed, np.arange(40) // 10)
    assert width_of([together]) > 1.5 * width_of([apart])


def test_the_interval_holds_how_far_splits_differ() -> None:
    """Two splits that disagree have an interval that reaches from one to the other."""
    low, high = (trial_of(np.full(40, value), np.arange(40)) for value in (0.6, 0.9))
    gains = evaluation._gains([low, high], (NESTED, "random"), 0)
    ends = [gains[name][1] for name in ("gain", "gain_low", "gain_high")]
    np.testing.assert_allclose(ends, [0.25, 0.1, 0.4])


def test_bundled_later_links_are_too_few_for_rates(bundled_result) -> None:
    rows = bundled_result.table.query("test == 'later'")
    assert rows[[*RATES, "gain", "gain_low", "gain_high"]].isna().all(axis=None)
    assert rows["hits_50"].notna().all()
    note = next(n for n in bundled_result.claims if n.code == "match_few")
    assert note.facts["measure"] == "later"
    assert note.facts["positives"] < 30


def test_of_the_bundled_data_only_what_is_shown_is_said(bundled_result) -> None:
    """Once nothing shares a source with what is known, partners × partners is not beaten."""
    rows = bundled_result.table.query("test == 'hidden'").set_index("method")
    lead = rows.loc[NESTED]
    assert 0.7 < lead["auc_low"] < lead["auc"] < lead["auc_high"] < 0.9
    assert lead["auc_shared"] > 0.95
    assert lead["auc_elsewhere"] < 0.85
    assert "capacity" not in rows.index  # unknown throughout
    said = {
        code: {n.facts["name"] for n in bundled_result.claims if n.code == code}
        for code in ("match_gain", "match_no_gain")
    }
    assert said["match_gain"] == {
        name for name in set.union(*said.values()) if rows.loc[name, "gain_low"] > 0
    }
    assert "random" in said["match_gain"]


def test_the_claims_hold_the_figures_of_the_table(bundled_result) -> None:
    rows = bundled_result.table.query("test == 'hidden'").set_index("method")
    facts = bundled_result.claim("match_auc").facts
    assert [facts[n] for n in ("auc", "low", "high")] == [
        rows.loc[NESTED, n] for n in ("auc", "auc_low", "auc_high")
    ]
    groups = bundled_result.claim("match_groups").facts
    found = bundled_result.claim("match_test_hidden").facts
    assert found["positives"] <= groups["shared"] + groups["elsewhere"] <= found["positives_high"]


def test_the_result_is_declared_and_cites_what_was_to_be_found(bundled_result) -> None:
    declared = [column.name for column in bundled_result.columns]
    assert declared == list(bundled_result.table.columns)
    assert set(bundled_result.table["method"]) <= set(METHODS)
    reasons = bundled_result.reasons.set_index("finding")
    assert set(reasons.index) == {"later", "hidden"}
    assert reasons["value"].tolist() == [len(cited) for cited in reasons["agreements"]]


def test_the_weights_that_ship_are_those_the_search_finds(bundled_network) -> None:
    assert dict(choose_weights(bundled_network)) == dict(default_weights())


def test_weights_do_not_look_at_later_links(cells_network) -> None:
    known = later_split(cells_network, "2022").fold.known
    tables = frames_of(cells_network)
    early = set(cells_network.agreement_ids[known.chosen])
    tables["agreements"] = tables["agreements"][tables["agreements"]["id"].isin(early)]
    tables["parties"] = tables["parties"][tables["parties"]["agreement"].isin(early)]
    alone = type(cells_network).from_tables(tables)
    assert dict(choose_weights(known)) == dict(choose_weights(alone))


def test_chosen_weights_lie_on_the_grid_and_prefer_what_tells(cells_network) -> None:
    weights = choose_weights(cells_network)
    assert set(weights.values()) <= set(GRID)
    assert weights["closure"] == max(weights.values())


def test_fields_of_organizations_are_not_looked_at(cells_network, cells_result) -> None:
    tables = frames_of(cells_network) | {"parties": cells_network.parties}
    organizations = tables["organizations"].copy()
    organizations.loc[organizations["kind"] != "enterprise", "fields"] = "46"
    told = type(cells_network).from_tables({**tables, "organizations": organizations})
    assert find_match_evaluation(told, since="2022").table.equals(cells_result.table)


def test_the_same_seed_gives_the_same_table(cells_network, cells_result) -> None:
    assert find_match_evaluation(cells_network, since="2022").table.equals(cells_result.table)


@pytest.mark.parametrize(
    ("rows", "tests"),
    [
        ({}, 1),
        ({"a": ("S1", "2020")}, 1),
        ({"a": ("S1 C1", "")}, 1),
        ({"a": ("S1 C1", "2020")}, 2),
        ({"a": ("O1 O2", "")}, 1),
    ],
    ids=["empty", "one", "no_dates", "one_layer", "no_kind"],
)
def test_nothing_to_find_is_said(rows, tests) -> None:
    """Of a test on later links only where there is one."""
    result = find_match_evaluation(dated(rows))
    assert result.table[RATES].isna().all(axis=None)
    assert (result.table[["hits_10", "hits_50", "hits_100"]] == 0).all(axis=None)
    assert sum(note.code == "match_few" for note in result.claims) == tests
    assert result.claim("match_auc") is None
    assert dict(choose_weights(dated(rows))) == dict.fromkeys(PARTS, 1.0)


def test_one_source_for_everything_cannot_be_split() -> None:
    network = make_network({f"a{n}": f"S{n} C{n}" for n in range(9)})
    assert hidden_folds(network) == []
    result = find_match_evaluation(network)
    assert result.claim("match_one_cluster").facts["agreements"] == 9
    assert result.claim("match_test_hidden") is None
    assert result.table[RATES].isna().all(axis=None)


def sources_of(network, mask) -> set[str]:
    cells = network.agreements["source"][mask]
    return {name for cell in cells for name in cell.split(";") if name}


@pytest.mark.parametrize("seed", range(4))
def test_no_source_and_no_pair_is_both_hidden_and_known(bundled_network, seed) -> None:
    """A hidden link that the page of a known one tells of would be no test."""
    for fold in hidden_folds(bundled_network, seed=seed):
        hidden = bundled_network.chosen & ~fold.known.chosen
        assert sources_of(bundled_network, hidden)
        assert sources_of(bundled_network, hidden).isdisjoint(
            sources_of(bundled_network, fold.known.chosen)
        )
        parts = [bundled_network.view(chosen=mask) for mask in (hidden, fold.known.chosen)]
        one, other = (set(zip(p.pairs.u.tolist(), p.pairs.v.tolist(), strict=True)) for p in parts)
        assert one.isdisjoint(other)


def test_a_planted_leak_is_closed() -> None:
    """Ten stories, each one page about two agreements: both are hidden, or none."""
    parties = {f"{n}{part}": f"S{n} {part}{n}" for n in range(10) for part in "CE"}
    told = [{"id": name, "source": f"page{name[:-1]}"} for name in parties]
    network = make_network(parties, agreements=told)
    for fold in hidden_folds(network):
        known = set(network.agreement_ids[fold.known.chosen])
        assert all((f"{n}C" in known) == (f"{n}E" in known) for n in range(10))


@steady
@given(cited=st.lists(st.sets(st.integers(0, 9), max_size=3), min_size=1, max_size=12))
def test_clusters_are_the_components_of_networkx(cited) -> None:
    parties = {f"a{n:02}": f"S{n % 5} C{n % 3} E{n % 4}" for n in range(len(cited))}
    told = [
        {"id": name, "source": ";".join(f"p{page}" for page in sorted(pages))}
        for name, pages in zip(parties, cited, strict=True)
    ]
    network = make_network(parties, agreements=told)
    graph = nx.Graph()
    graph.add_nodes_from(parties)
    for (one, left), (other, right) in combinations(zip(parties, cited, strict=True), 2):
        common = set(parties[one].split()) & set(parties[other].split())
        if left & right or len(common) > 1:
            graph.add_edge(one, other)
    found = clusters(network)
    groups = [set(network.agreement_ids[found == n]) for n in range(found.max() + 1)]
    expected = [set(part) for part in nx.connected_components(graph)]
    assert sorted(map(sorted, groups)) == sorted(map(sorted, expected))


def test_the_auc_counts_pairs_in_the_right_order(cells_network) -> None:
    """Every pair to find against every other feasible one, one by one."""
    result = find_match_evaluation(cells_network, tests=("hidden",), splits=2, seed=5)
    wins = []
    for number in range(2):
        placed = []
        for fold in hidden_folds(cells_network, seed=(5, number)):
            scores = evaluation._scores(fold, default_weights())["closure"].round(10)
            others = scores[~fold.hit]
            placed += [
                sum(1.0 if s > o else 0.5 if s == o else 0.0 for o in others) / len(others)
                for s in scores[fold.hit]
            ]
        wins.append(np.mean(placed))
    row = result.table.set_index("method").loc["closure"]
    assert row["auc"] == pytest.approx(np.mean(wins))
    assert [row["auc_low"], row["auc_high"]] == pytest.approx(sorted(wins))
