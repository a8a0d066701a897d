"""What is said of the comparison with random networks, and what is not."""

from __future__ import annotations

import numpy as np
import pytest

from netintl import find_hubs
from netintl.analyses.registry import ANALYSES
from netintl.analyses.structure import significance as module
from netintl.words.claims import sentence

from ...conftest import make_network

FIGURES = ["expected", "z", "p", "p_adjusted"]
WITHIN = ["expected_within", "z_within", "p_within", "p_within_adjusted"]


def cliques():
    """Two busy halves with one enterprise between them."""
    sides = {f"l{n}": f"S{n % 4} C{n // 4}" for n in range(16)}
    sides |= {f"r{n}": f"S{4 + n % 4} C{4 + n // 4}" for n in range(16)}
    return make_network(sides | {"b1": "S0 E1", "b2": "S4 E1"})


@pytest.fixture
def few_are_enough(monkeypatch):
    """Let 300 draws do for a significant finding, so that tests are short."""
    monkeypatch.setattr(module, "ENOUGH", 300)


def test_a_claim_states_what_was_compared_and_who_stands_out(few_are_enough) -> None:
    network = cliques()
    result = find_hubs(network, nulls=400, seed=1)
    table = result.table.set_index("organization")
    for suffix in ("", "_within"):
        claim = result.claim(f"beyond_size{suffix}")
        beyond = table.index[table[f"p{suffix}_adjusted"] <= 0.05]
        assert set(claim.rows) == set(beyond)
        assert "E1" in claim.facts["names"]
        assert claim.facts["count"] == len(beyond)
        assert claim.facts["tested"] == table[f"p{suffix}"].notna().sum() == 17
        assert (claim.facts["draws"], claim.facts["least"]) == (400, 1 / 401)
        assert claim.facts["largest"] == 17
        assert "0.0025" in sentence(claim, network)
    assert 10 < result.claim("beyond_size").facts["drawn"] <= 17


def test_none_is_said_where_none_stands_out(few_are_enough) -> None:
    result = find_hubs(make_network({f"a{n}": f"G1 S{n}" for n in range(12)}), nulls=300)
    for code in ("none_beyond_size", "none_beyond_size_within"):
        claim = result.claim(code)
        assert (claim.facts["count"], claim.facts["tested"], claim.rows) == (0, 1, ())
    table = result.table.set_index("organization")
    assert table.loc["G1", ["p", "p_adjusted", "p_within", "p_within_adjusted"]].tolist() == [1] * 4
    assert table.loc[["G1"], ["z", "z_within"]].isna().all(axis=None)
    assert table.drop("G1")[FIGURES + WITHIN].isna().all(axis=None)


def test_nothing_is_called_significant_on_few_draws() -> None:
    result = find_hubs(cliques(), nulls=module.ENOUGH - 1)
    assert result.claim("too_few_draws").facts == {"draws": 4999, "enough": 5000}
    assert not any("beyond" in claim.code for claim in result.claims)
    assert result.table[["p_adjusted", "p_within_adjusted"]].isna().all(axis=None)
    assert result.table["p_within"].min() < 0.001


@pytest.mark.parametrize(
    ("parties", "told"),
    [
        ({}, None),
        ({"a": "S1"}, None),
        ({"a": "S1 A1:member", "b": "S2 A1:member"}, None),
        ({"a": "S1 C1"}, "nothing_to_compare"),
        ({"a": "S1 C1 C2 C3"}, "nothing_to_compare"),
        ({"a": "S1 C1", "b": "S1"}, "nothing_to_compare"),
        ({"a": "S1 C1", "b": "S1 C2"}, "too_few_draws"),
        ({"a": "S1 S2", "b": "S2 S3", "c": "S3 S4"}, "too_few_draws"),
    ],
    ids=["none", "one", "memberships", "a_pair", "one_of_many", "alone", "two", "one_kind"],
)
def test_small_networks_are_compared_only_where_something_can_change(parties, told) -> None:
    result = find_hubs(make_network(parties), nulls=30)
    said = {"nothing_to_compare", "too_few_draws", "not_drawn"}
    found = [claim.code for claim in result.claims if claim.code in said]
    assert found == ([told] if told else [])
    assert result.table["p"].notna().any() == (told == "too_few_draws")


def test_a_busy_organization_between_nobody_has_p_one() -> None:
    """Ties at 0: two agreements with one partner put nobody between others."""
    network = make_network({"a": "S1 C1", "b": "S1 C1", "c": "S2 C2", "d": "S2 C3", "e": "S3 C3"})
    table = find_hubs(network, nulls=200, seed=4).table.set_index("organization")
    assert table.at["S1", "betweenness"] == 0
    assert table.at["S1", "p"] == 1


def test_row_order_and_threads_change_nothing(monkeypatch) -> None:
    network = cliques()
    first = find_hubs(network, nulls=60, seed=3).table[FIGURES + WITHIN]
    monkeypatch.setattr("os.cpu_count", lambda: 1)
    again = find_hubs(network, nulls=60, seed=3).table[FIGURES + WITHIN]
    assert first.equals(again)


def test_only_the_largest_group_is_compared_within() -> None:
    parties = {f"a{n}": f"S{n // 2} C{(n + 1) // 2}" for n in range(9)}
    parties |= {"x": "S8 C8", "y": "S8 C9", "z": "S9 C9"}
    table = find_hubs(make_network(parties), nulls=40).table.set_index("organization")
    assert table.loc[["S8", "C9"], "p"].notna().all()
    assert table.loc[["S8", "C9"], WITHIN].isna().all(axis=None)
    assert table.loc[["S1", "C1"], "p_within"].notna().all()


def test_the_registry_alone_says_how_many_draws_there_are(monkeypatch) -> None:
    """Command, report and store run the object; so one organization has one p everywhere."""
    monkeypatch.delenv("NETINTL_DRAWS", raising=False)
    drawn = ANALYSES["hubs"].run(cliques(), resamples=0)
    assert drawn.settings["nulls"] == 5_000 >= module.ENOUGH
    least = drawn.table["p"].min()
    assert least >= 1 / 5_001
    assert not np.isnan(drawn.table["p_adjusted"].min())
