"""The test of matches: what is known, what is to be found, and who finds it."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest

from netintl.analyses.matches import evaluation
from netintl.analyses.matches.evaluation import METHODS, NESTED, find_match_evaluation
from netintl.analyses.matches.folds import default_day, hidden_folds, later_split
from netintl.analyses.matches.parts import PARTS
from netintl.analyses.matches.tuning import GRID, choose_weights
from netintl.analyses.matches.weights import default_weights

from ...conftest import frames_of, make_network

RATES = ["precision_10", "precision_50", "recall_50", "recall_100", "aupr", "auc"]


def dated(rows: dict[str, tuple[str, str]]):
    """Make a network of agreement → (parties, start)."""
    parties = {key: cell for key, (cell, _) in rows.items()}
    starts = [{"id": key, "start": start} for key, (_, start) in rows.items()]
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
    expected = bundled_network.chosen & ~bundled_network.is_membership
    assert (hidden.sum(axis=0) == expected).all()
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


def test_pairs_of_one_agreement_are_drawn_together(cells_network) -> None:
    """One agreement of many pairs tells less than many agreements: its interval is wider."""
    marks = {
        NESTED: evaluation._Marks(np.linspace(0, 1, 40), np.empty(0), np.empty((0, 3))),
        "random": evaluation._Marks(np.full(40, 0.5), np.empty(0), np.empty((0, 3))),
    }
    apart = evaluation._gains(marks, np.arange(40), 0)
    together = evaluation._gains(marks, np.arange(40) // 10, 0)
    width = [gains["gain_high"][1] - gains["gain_low"][1] for gains in (apart, together)]
    assert width[1] > 1.5 * width[0]


def test_bundled_later_links_are_too_few_for_rates(bundled_result) -> None:
    rows = bundled_result.table.query("test == 'later'")
    assert rows[[*RATES, "gain", "gain_low", "gain_high"]].isna().all(axis=None)
    assert rows["hits_50"].notna().all()
    note = next(n for n in bundled_result.claims if n.code == "match_few")
    assert note.facts["measure"] == "later"
    assert note.facts["positives"] < 30


def test_weights_chosen_without_the_hidden_links_beat_every_baseline(bundled_result) -> None:
    rows = bundled_result.table.query("test == 'hidden'").set_index("method")
    alone = [part for part in PARTS if part in rows.index]
    baselines = rows.loc[[*alone, "random", "preferential_attachment", "place_and_field"]]
    assert (baselines["gain_low"] > 0).all()
    assert rows.loc[NESTED, "aupr"] > baselines["aupr"].max()
    assert "capacity" not in rows.index  # unknown throughout
    gained = {n.facts["name"] for n in bundled_result.claims if n.code == "match_gain"}
    assert gained > {"random", "preferential_attachment", "place_and_field"}
    assert not any(n.code == "match_no_gain" for n in bundled_result.claims)


def test_the_result_is_declared_and_cites_what_was_to_be_found(bundled_result) -> None:
    assert [c.name for c in bundled_result.columns] == list(bundled_result.table.columns)
    assert set(bundled_result.table["method"]) <= set(METHODS)
    reasons = bundled_result.reasons.set_index("finding")
    assert set(reasons.index) == {"later", "hidden"}
    told = [n for n in bundled_result.claims if n.code.startswith("match_test")]
    assert reasons["value"].tolist() == [n.facts["positives"] for n in told]
    assert reasons["agreements"].map(bool).all()


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
    "rows",
    [
        {},
        {"a": ("S1", "2020")},
        {"a": ("S1 C1", "")},
        {"a": ("S1 C1", "2020")},
        {"a": ("O1 O2", "")},
    ],
    ids=["empty", "one", "no_dates", "one_layer", "no_kind"],
)
def test_nothing_to_find_is_said(rows) -> None:
    result = find_match_evaluation(dated(rows))
    assert result.table[RATES].isna().all(axis=None)
    assert (result.table[["hits_10", "hits_50", "hits_100"]] == 0).all(axis=None)
    assert sum(note.code == "match_few" for note in result.claims) == 2
    assert dict(choose_weights(dated(rows))) == dict.fromkeys(PARTS, 1.0)
