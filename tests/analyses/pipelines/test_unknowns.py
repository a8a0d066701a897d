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
    assert (row["certain_low"], row["possible_high"]) == (40, 90)
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
    assert result.claim("ask_first").facts["organization"] == "C2"
    assert result.claim("ask_first").facts["persons"] == 50


def test_where_all_is_known_nothing_is_to_be_asked(example_network) -> None:
    assert netintl.find_unknowns(example_network).table.empty


def test_where_nothing_is_known_the_links_of_most_chains_come_first() -> None:
    # Three schools reach E1 through C1; S4 reaches E2 directly.
    parties = {f"a{n}": f"S{n} C1" for n in (1, 2, 3)} | {"b": "C1 E1", "c": "S4 E2"}
    result = netintl.find_unknowns(make_network(parties))
    links = result.table[result.table["stage"] == "arc"]
    first, second = links.iloc[0], links.iloc[1]
    assert (first["organization"], first["partner"]) == ("S4", "E2")  # one figure is enough
    assert (first["completes"], first["chains"]) == (1, 1)
    assert (second["organization"], second["partner"]) == ("C1", "E1")
    assert (second["completes"], second["chains"]) == (0, 3)
    facts = result.claim("ask_first_completes").facts
    assert (facts["organization"], facts["completes"]) == ("S4>E2", 1)
    assert {"places", "seats", "hires"} <= set(result.table["stage"])


def test_a_figure_that_is_given_is_asked_for_no_more() -> None:
    parties = {"a": "S1 C1", "b": "C1 E1"}
    before = netintl.find_unknowns(make_network(parties))
    after = netintl.find_unknowns(make_network(parties, flows=[carried("b", "C1", "E1", 9)]))
    assert before.claim("ask_first_chains").facts["chains"] == 1
    assert after.claim("ask_first_completes").facts["organization"] == "S1>C1"
