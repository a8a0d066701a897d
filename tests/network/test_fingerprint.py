"""The fingerprint: the same content gives the same hash, any other content another."""

from __future__ import annotations

import pytest

from netintl import Network, as_of, load, select
from netintl.network.fingerprint import fingerprint_of

from ..conftest import EXAMPLE, frame_of, make_frames, read_tables, write_tables

TABLES = {
    "organizations": {"id": "S1"},
    "agreements": {"id": "a"},
    "parties": {"agreement": "a", "organization": "S1"},
    "flows": {"id": "f", "agreement": "a", "from": "S1", "to": "C1"},
    "capacities": {"organization": "S1", "measure": "places"},
    "indicators": {"country": "IDN", "industry": "C", "measure": "sites", "year": "2020"},
    "observations": {"subject": "S1", "metric": "m"},
    "sources": {"id": "src"},
    "successions": {"before": "S0", "after": "S9"},
    "judgements": {"left": "S1", "right": "S7"},
}
CELLS = [(table, column) for table in TABLES for column in frame_of(table, []).columns]


def filled_frames():
    """Give every table one more row than a plain network has, and every cell a value."""
    frames = make_frames({"a": "S1 C1", "b": "C1 C9"})
    for table, row in TABLES.items():
        if table not in ("organizations", "agreements", "parties"):
            frames[table] = frame_of(table, [row])
        dates = [name for name in frames[table].columns if name in ("start", "end")]
        frames[table] = frames[table].replace("", "1").assign(**dict.fromkeys(dates, "2020"))
    return frames


@pytest.mark.parametrize("seed", range(3))
def test_order_of_rows_and_columns_does_not_matter(tmp_path, seed) -> None:
    tables = read_tables(EXAMPLE)
    turned = {
        name: frame.sample(frac=1, random_state=seed).sample(frac=1, axis=1, random_state=seed)
        for name, frame in tables.items()
    }
    assert any(not turned[name].equals(tables[name]) for name in tables)
    assert load(write_tables(tmp_path, turned)).fingerprint == load(EXAMPLE).fingerprint


@pytest.mark.parametrize(("table", "column"), CELLS, ids=lambda part: part)
def test_any_changed_cell_moves_it(table, column) -> None:
    before = Network.from_tables(filled_frames()).fingerprint
    frames = filled_frames()
    other = {"organization": "C9", "start": "2019", "end": "2021", "agreement": "b", "id": "zz"}
    frames[table].loc[0, column] = other.get(column, "2")
    assert Network.from_tables(frames).fingerprint != before


def test_a_missing_row_moves_it() -> None:
    frames = filled_frames()
    before = Network.from_tables(frames).fingerprint
    for table in TABLES:
        fewer = {**frames, table: frames[table].iloc[1:]}
        assert Network.from_tables(fewer).fingerprint != before, table


@pytest.mark.parametrize(
    "narrow",
    [
        lambda network: as_of(network, "1990"),
        lambda network: select(network, countries=["KEN"]),
        lambda network: Network.from_tables(make_frames({"a": "S1 C1"}), pair_rule="full"),
    ],
    ids=["as_of", "select", "other_rule"],
)
def test_a_view_of_other_content_has_another(example_network, narrow) -> None:
    assert narrow(example_network).fingerprint != example_network.fingerprint


def test_pair_rule_is_part_of_it() -> None:
    frames = make_frames({"a": "S1 C1"})
    prints = {Network.from_tables(frames, pair_rule=rule).fingerprint for rule in ("even", "full")}
    assert len(prints) == 2


def test_a_view_that_leaves_all_in_keeps_it(example_network) -> None:
    assert as_of(example_network, "2024-06-30").fingerprint == example_network.fingerprint


def test_cells_do_not_run_into_each_other() -> None:
    ones = frame_of("sources", [{"id": "ab", "url": "c"}])
    others = frame_of("sources", [{"id": "a", "url": "bc"}])
    assert fingerprint_of({"sources": ones}) != fingerprint_of({"sources": others})
    assert fingerprint_of({"sources": ones}) != fingerprint_of({"judgements": ones})
