"""Balance, coordination, connection, intensity, fragility, schools that could fill a gap."""

from __future__ import annotations

import math

import numpy as np
import pytest

import netintl
from netintl.analyses.gaps.crosswalk import read_crosswalk
from netintl.analyses.gaps.indices import BANDS
from netintl.analyses.gaps.relatedness import nodf, proximity
from netintl.errors import UsageError

from ...conftest import make_network


def demands(**cells: str) -> list[dict[str, str]]:
    return [
        {"country": key[:3], "industry": key[4:], "measure": "hires", "year": "2024",
         "value": value, "method": "stated", "source": "d"}
        for key, value in cells.items()
    ]  # fmt: skip


def field_network(fields: dict[str, str], indicators, **tables):
    """Make one agreement per entry: id → majors, each of a school of its own and one college."""
    parties = {key: f"S{n} C1" for n, key in enumerate(fields)}
    agreements = [{"id": key, "fields": value} for key, value in fields.items()]
    return make_network(parties, agreements=agreements, indicators=indicators, **tables)


def test_balance_is_half_the_sum_of_differences_of_shares() -> None:
    # Strict crosswalk: 46 equipment → C, 44 construction → E. Supply 3 to 1, demand 1 to 1.
    network = field_network(
        {"a": "46", "b": "46", "c": "46", "d": "44"}, demands(IDN_C="50", IDN_E="50")
    )
    row = netintl.find_balance(network, crosswalk="strict").table.iloc[0]
    assert row["balance"] == pytest.approx(0.25)
    assert (row["short_industry"], row["ample_industry"]) == ("E", "C")
    assert row["short_deviation"] == pytest.approx(0.25 / 0.5 - 1)
    assert row["ample_deviation"] == pytest.approx(0.75 / 0.5 - 1)


def test_a_country_without_supply_has_no_balance() -> None:
    network = field_network({"a": "46"}, demands(KEN_C="50"))
    assert netintl.find_balance(network).table.empty


def test_coordination_by_hand() -> None:
    network = field_network({"a": "46", "b": "46", "c": "46"}, demands(IDN_C="7", KEN_C="63"))
    table = netintl.find_coordination(network, crosswalk="strict", alpha=0.4).table
    row = table.set_index("country").loc["IDN"]
    first, second = 1.0, math.log(8) / math.log(64)
    coupling = 2 * math.sqrt(first * second) / (first + second)
    degree = math.sqrt(coupling * (0.4 * first + 0.6 * second))
    assert row["coordination"] == pytest.approx(degree)
    assert row["band"] == next(name for bound, name in BANDS if degree <= bound)
    assert row["behind"] == "industry_side"
    absent = table.set_index("country").loc["KEN"]
    assert (absent["coordination"], absent["band"]) == (0, "extreme_disorder")
    with pytest.raises(UsageError):
        netintl.find_coordination(network, alpha=1.5)


def test_intensity_is_the_logarithm_of_observed_over_expected() -> None:
    parties = {"a": "S1 C1", "b": "S1 C2", "c": "S2 C1", "d": "S2 C1"}
    network = make_network(
        parties,
        organizations=[
            {"id": "S1", "province": "12"}, {"id": "S2", "province": "33"},
            {"id": "C1", "country": "THA"}, {"id": "C2", "country": "KEN"},
        ],
    )  # fmt: skip
    table = netintl.find_intensity(network).table.set_index(["province", "country"])
    assert table.at[("12", "THA"), "intensity"] == pytest.approx(math.log(1 / 1.5))
    assert table.at[("12", "KEN"), "intensity"] == pytest.approx(math.log(1 / 0.5))
    assert table.at[("33", "THA"), "state"] == "above"
    assert ("33", "KEN") not in table.index  # half an agreement expected: absence says nothing


def test_an_absent_link_that_would_be_expected_is_named() -> None:
    parties = {f"a{n}": "S1 C1" for n in range(4)} | {f"b{n}": "S2 C2" for n in range(4)}
    network = make_network(
        parties,
        organizations=[
            {"id": "S1", "province": "12"}, {"id": "S2", "province": "33"},
            {"id": "C1", "country": "THA"}, {"id": "C2", "country": "KEN"},
        ],
    )  # fmt: skip
    row = netintl.find_intensity(network).table.iloc[0]
    assert (row["province"], row["country"], row["state"]) == ("12", "KEN", "absent")
    assert (row["observed"], row["expected"]) == (0, 2)
    assert math.isnan(row["intensity"])


def test_fragility_of_the_worked_example(example_network) -> None:
    table = netintl.find_fragility(example_network).table
    found = table[table["element"] == "organization"].set_index("organization")
    assert found.loc[found["severed"] > 0, "severed"].to_dict() == {"C2": 1, "C3": 1}
    assert found["flow_lost"].to_dict() == {
        "S1": 45, "C2": 45, "C1": 40, "S2": 25, "S3": 20, "C3": 20, "E1": 85, "E2": 20,
    }  # fmt: skip
    assert found.at["C3", "constraint"] == pytest.approx(0.5)


def test_a_bridge_between_two_groups_is_named_with_what_it_severs() -> None:
    left = {f"l{n}": f"S{n} C0" for n in range(4)} | {f"m{n}": f"S{n} C1" for n in range(4)}
    right = {f"r{n}": f"S{n + 5} C2" for n in range(3)} | {
        f"q{n}": f"S{n + 5} C3" for n in range(3)
    }
    result = netintl.find_fragility(make_network(left | right | {"bridge": "S0 C2"}))
    links = result.table[result.table["element"] == "link"]
    assert links[["organization", "partner", "severed"]].to_numpy().tolist() == [["C2", "S0", 5]]
    cited = result.reasons.set_index("finding")["agreements"]
    assert cited["C2>S0"] == ("bridge",)


def test_connections_count_open_and_closed_pairs() -> None:
    network = make_network(
        {"a": "S1 C1", "b": "C1 E1", "c": "S2 C2"},
        organizations=[{"id": "E1", "industries": "C35"}],
        agreements=[{"id": "a", "fields": "46"}, {"id": "c", "fields": "46"}],
    )
    result = netintl.find_connection(network, crosswalk="strict")
    row = result.table.iloc[0]
    assert (row["school_count"], row["firm_count"], row["closed"], row["open"]) == (2, 1, 1, 1)
    assert result.note("closure").facts == {"closed": 1, "total": 2}


def test_schools_that_could_fill_a_gap_stand_by_distance_then_ties() -> None:
    network = make_network(
        {"a": "S1 C1", "b": "S2 C2", "c": "S3 C2", "d": "S4 C2", "e": "S5 C1"},
        organizations=[
            {"id": "C2", "country": "KEN"}, {"id": "S2", "fields": "46"},
            {"id": "S3", "fields": "46;51"}, {"id": "S4", "fields": "51"},
            {"id": "S5", "fields": "57"},
        ],
        agreements=[{"id": "a", "fields": "46"}]
        + [{"id": key, "fields": "44"} for key in "bcd"],
        indicators=demands(KEN_C="10"),
    )  # fmt: skip
    table = netintl.find_fillers(network, crosswalk="strict", demand="hires").table
    kenya = table.set_index("school")
    assert kenya.loc[kenya["distance"] == 0].index.tolist() == ["S2", "S3", "S1"]
    # Two of the three schools that teach 46 teach 44 as well, as do three in all.
    assert kenya.at["S4", "distance"] == pytest.approx(1 - 2 / 3)
    assert "S5" not in kenya.index  # nothing it teaches is taught with what is needed
    assert kenya.at["S2", "ties"] == 1
    assert kenya.at["S1", "ties"] == 0


def test_proximity_is_the_smaller_conditional_share() -> None:
    present = np.array([[1, 1, 0], [1, 0, 0], [1, 1, 1]])
    found = proximity(present)
    assert found[0, 1] == pytest.approx(2 / 3)
    assert found[1, 2] == pytest.approx(1 / 2)
    assert (np.diag(found) == 0).all()


def test_density_is_the_share_of_kin_that_a_country_has() -> None:
    parties = {key: f"S{n} C{n}" for n, key in enumerate("abc")}
    homes = ["IDN", "THA", "KEN"]
    network = make_network(
        parties,
        organizations=[{"id": f"C{n}", "country": code} for n, code in enumerate(homes)],
        agreements=[
            {"id": "a", "fields": "46;51;44"}, {"id": "b", "fields": "46;51;44"},
            {"id": "c", "fields": "46;51"},
        ],
    )  # fmt: skip
    table = netintl.find_next_fields(network, nulls=0).table
    assert table[["country", "field"]].to_numpy().tolist() == [["KEN", "44"]]
    assert table["density"].iloc[0] == 1.0  # both kin of 44 are there


# NODF of the two matrices of Almeida-Neto et al. (2008): perfectly nested, and a checkerboard.
def test_nestedness_at_its_ends() -> None:
    assert nodf(np.triu(np.ones((5, 5), dtype=int))[:, ::-1]) == 100
    assert nodf(np.indices((4, 4)).sum(axis=0) % 2) == 0
    note = netintl.find_next_fields(netintl.load(), nulls=20).note("nestedness")
    assert note.facts["draws"] == 20


def test_gap_cells_name_measure_and_imputed_share() -> None:
    hire = {"measure": "hires", "field": "", "year": "2025", "source": "c"}
    network = make_network(
        {"a": "S1 E1", "b": "S1 E2"},
        organizations=[{"id": "E1", "industries": "C35"}, {"id": "E2", "industries": "C36"}],
        capacities=[
            {**hire, "organization": "E1", "persons_per_year": "30", "method": "headcount"},
            {**hire, "organization": "E2", "persons_per_year": "10", "method": "stated"},
        ],
    )
    row = netintl.find_gaps(network, demand="hires").table.iloc[0]
    assert (row["measure"], row["imputed"]) == ("hires", 0.75)


def test_each_index_stands_beside_itself_under_every_crosswalk(bundled_network) -> None:
    for find, figure in (
        (netintl.find_balance, "balance"),
        (netintl.find_coordination, "coordination"),
        (netintl.find_connection, "open"),
    ):
        variants = ("strict", "weighted", "broad")
        tables = {name: find(bundled_network, crosswalk=name).table for name in variants}
        keys = ["country", "industry"] if figure == "open" else ["country"]
        for variant, table in tables.items():
            np.testing.assert_allclose(table[figure], table[variant])
            alone = tables["weighted"].set_index(keys)[variant]
            other = table.set_index(keys)[figure].reindex(alone.index)
            known = alone.notna() & other.notna()
            np.testing.assert_allclose(alone[known], other[known])
            assert known.sum() > 5


def test_sources_zones_and_imputed_share_stand_beside_the_indices() -> None:
    network = field_network({"a": "46"}, demands(IDN_C="30", IDN_E="10"))
    row = netintl.find_balance(network, crosswalk="strict").table.iloc[0]
    assert (row["zones"], row["imputed"], row["source_count"]) == (("asean",), 0, 2)


def test_a_crosswalk_that_covers_nothing_leaves_every_cell_unserved(tmp_path) -> None:
    file = tmp_path / "none.csv"
    file.write_text("major,industry,weight\n", encoding="utf-8")
    network = field_network({"a": "46"}, demands(IDN_C="30"))
    table = netintl.find_gaps(network, custom=read_crosswalk(file)).table
    assert table["supply"].tolist() == [0]
    assert table["verdict"].tolist() == ["gap"]
