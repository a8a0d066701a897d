"""Links as people list them: from both sides, with look-alikes, names that imitate ids."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from netintl.ingest.package import load_package
from netintl.ingest.shorthand import link_ids

from ..proofs import examples

NAME = st.text("ab-%25D~", min_size=1, max_size=5)


def package(tmp_path, text: str, **others: str):
    (tmp_path / "links.csv").write_text(text, encoding="utf-8")
    for name, content in others.items():
        (tmp_path / f"{name}.csv").write_text(content, encoding="utf-8")
    return load_package(tmp_path)


@given(st.lists(st.tuples(NAME, NAME), min_size=1, max_size=8, unique=True))
@examples(400)
def test_no_two_pairs_give_one_id(pairs) -> None:
    ids = link_ids(pd.DataFrame(pairs, columns=["source", "target"]))
    assert len(set(ids)) == len(pairs)


def test_a_pair_from_both_sides_counts_once_and_says_so(tmp_path) -> None:
    found = package(tmp_path, "source,target,kind\nA,B,joint_college\nB,A,joint_college\n")
    assert len(found.tables["agreements"]) == 1
    assert found.issues["code"].tolist() == ["KEY008"]
    assert (found.ledger.total("kept"), found.ledger.total("merged")) == (1, 1)


def test_directed_keeps_both_sides(tmp_path) -> None:
    (tmp_path / "links.csv").write_text("source,target\nA,B\nB,A\n")
    found = load_package(tmp_path, directed=True)
    assert len(found.tables["agreements"]) == 2
    assert found.issues.empty


@pytest.mark.parametrize(
    "rows",
    [
        "A,B,2019,\nB,A,2020,",  # two agreements
        "A,B,,4\nB,A,,5",  # persons go one way
        "A,B,,4\nB,A,,4",
    ],
)
def test_what_differs_from_both_sides_stays_twice(rows: str, tmp_path) -> None:
    found = package(tmp_path, f"source,target,start,persons\n{rows}\n")
    assert len(found.tables["agreements"]) == 2


def test_which_side_stays_does_not_depend_on_the_order_of_rows(tmp_path) -> None:
    texts = ("source,target\nB,A\nA,B\nA,C\n", "source,target\nA,C\nA,B\nB,A\n")
    tables = []
    for place, text in enumerate(texts):
        (tmp_path / str(place)).mkdir()
        tables.append(package(tmp_path / str(place), text).tables)
    for name in ("agreements", "parties", "organizations"):
        one, other = (
            part[name].sort_values(list(part[name].columns)).to_numpy().tolist() for part in tables
        )
        assert one == other


@pytest.mark.parametrize(
    "twin", ["ＴＵ München", "tu münchen", "TU  München", "TU\u00a0München", "TU Mu\u0308nchen"]
)
def test_twins_by_width_case_space_and_form_are_told_across_both_ends(twin, tmp_path) -> None:
    found = package(tmp_path, f"source,target\nTU München,B\nC,{twin}\n")
    assert found.issues["code"].tolist() == ["KEY003", "KEY003"]


@pytest.mark.parametrize("row", ["Z,Z,2019,", "Z,B,2020,2019"])
def test_who_stands_only_in_a_rejected_row_stays(row: str, tmp_path) -> None:
    found = package(tmp_path, f"source,target,start,end\nA,B,,\n{row}\n")
    assert found.ledger.total("rejected") == 1
    assert "Z" in set(found.tables["organizations"]["id"])
    assert "Z" not in set(found.tables["parties"]["organization"])


def test_ids_of_links_leave_ids_of_tables_alone(tmp_path) -> None:
    found = package(
        tmp_path,
        "source,target,persons,url\nA,B,3,s\n",
        organizations="id,kind,name_en\nA,school,A\nB,college,B\n",
        sources="id,title\ns,A page\n",
        agreements="id,kind,source\nA--B,joint_college,s\n",
        parties="agreement,organization,role\nA--B,A,partner\nA--B,B,partner\n",
        flows="id,agreement,from,to,purpose,persons\nA--B--flow,A--B,A,B,training,7\n",
    )
    agreements, flows = found.tables["agreements"], found.tables["flows"]
    assert agreements["id"].is_unique
    assert flows["id"].is_unique
    assert set(flows["agreement"]) == set(agreements["id"])
    assert found.tables["sources"]["id"].tolist() == ["s"]
