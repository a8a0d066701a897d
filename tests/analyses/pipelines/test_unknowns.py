"""The figure to ask for first."""

from __future__ import annotations

import netintl

from ...conftest import make_network
from .conftest import carried, room


def test_the_figure_to_ask_for_first_is_the_one_that_narrows_most() -> None:
    # 40 seats at C1 unknown at C2: only C2's seats stand between 40 and 100.
    network = make_network(
        {"a": "S1 C1", "b": "S1 C2", "c": "C1 E1", "d": "C2 E1"},
        capacities=[room("S1", "places", 100), room("C1", "seats", 40), room("E1", "hires", 90)],
        flows=[
            carried("a", "S1", "C1", 60), carried("b", "S1", "C2", 60),
            carried("c", "C1", "E1", 60),
        ],
    )  # fmt: skip
    row = netintl.find_throughput(network).table.iloc[0]
    assert (row["certain"], row["possible"]) == (40, 90)
    table = netintl.find_unknowns(network).table.set_index(["organization", "partner"])
    # Either unknown at 0 brings the top down to 40; neither alone raises the bottom.
    assert table.loc[("C2", ""), ["if_none", "if_ample", "at_least"]].tolist() == [50, 0, 0]
    assert table.loc[("C2", "E1"), ["if_none", "if_ample"]].tolist() == [50, 0]
    known = make_network(
        {"a": "S1 C1", "b": "S1 C2", "c": "C1 E1", "d": "C2 E1"},
        capacities=[room("S1", "places", 100), room("C1", "seats", 40), room("E1", "hires", 90)],
        flows=[
            carried("a", "S1", "C1", 60), carried("b", "S1", "C2", 60),
            carried("c", "C1", "E1", 60),
            carried("d", "C2", "E1", 60),
        ],
    )  # fmt: skip
    result = netintl.find_unknowns(known)
    first = result.table.iloc[0]
    assert (first["organization"], first["at_least"], first["if_ample"]) == ("C2", 50, 50)
    assert result.claim("ask_first").facts["elements"][0][1] == "C2"


def test_where_all_is_known_nothing_is_to_be_asked(example_network) -> None:
    assert netintl.find_unknowns(example_network).table.empty
