"""What is lost when an organization leaves or a partnership ends."""

from __future__ import annotations

import pytest

import netintl

from ...conftest import make_network


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
