"""Agreement ids with a semicolon, as tables made in a program may have them, cite themselves."""

from __future__ import annotations

import pytest

import netintl

from ..conftest import make_network, without_agreements

AWKWARD = {"b;1": "S1 C1", "b": "S2 C2", "1": "S3 C3"}


@pytest.mark.parametrize("find", [netintl.find_hubs, netintl.find_fragility, netintl.find_roles])
def test_an_id_with_a_semicolon_is_not_read_as_two(find) -> None:
    reasons = find(make_network(AWKWARD | {"x": "S1 C4"})).reasons
    cited = reasons.loc[reasons["finding"] == "S1", "agreements"]
    assert {name for names in cited for name in names} == {"b;1", "x"}


def test_taking_it_out_leaves_the_others() -> None:
    network = make_network(AWKWARD)
    reasons = netintl.find_hubs(network).reasons.set_index("finding")
    left = without_agreements(network, reasons.at["C1", "agreements"])
    assert set(left.agreement_ids[left.chosen]) == {"b", "1"}
