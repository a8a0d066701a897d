"""Differences that add up, and scenarios that move only what they touch."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import netintl
from netintl.analyses.time.scenario import apply_changes, read_changes
from netintl.errors import InputError
from netintl.words.wording import readable

from ...conftest import make_network
from ..conftest import party_lists, steady


@steady
@given(one=party_lists(), two=party_lists(), data=st.data())
def test_any_two_networks_reconcile(one, two, data) -> None:
    shared = data.draw(st.sets(st.sampled_from(sorted(one) or ["none"])))
    merged = two | {key: one[key] for key in shared if key in one}
    before, after = make_network(one), make_network(merged)
    found = netintl.diff(before, after)
    for row in found.counts.to_dict("records"):
        assert row["before"] + row["appeared"] - row["ended"] == row["after"]
    back = netintl.diff(after, before).counts.set_index("item")
    there = found.counts.set_index("item")
    assert there["appeared"].to_dict() == back["ended"].to_dict()
    links = found.links.groupby("change").size()
    assert links.get("appeared", 0) - links.get("ended", 0) == len(after.pairs) - len(before.pairs)


def test_a_network_does_not_differ_from_itself(bundled_network) -> None:
    assert netintl.compare(bundled_network, bundled_network).table.empty
    moved = netintl.find_movements(bundled_network, bundled_network, analyses=["summary", "hubs"])
    assert moved.table.empty
    assert moved.claim("nothing_moved") is not None


def test_a_renewal_replaces_one_of_the_same_kind_brand_and_parties() -> None:
    before = make_network({"old": "S1 C1", "other": "S2 C1"})
    after = make_network({"new": "S1 C1", "other": "S2 C1"})
    found = netintl.diff(before, after).agreements
    rows = found[["agreement", "change", "before"]].to_numpy().tolist()
    assert rows == [["new", "renewed", "old"], ["old", "replaced", ""]]
    assert netintl.diff(before, after).links.empty
    assert netintl.compare(before, after).claim("renewed").facts["count"] == 1


def test_changed_cells_and_parties_are_listed() -> None:
    before = make_network({"a": "S1 C1"}, agreements=[{"id": "a", "status": "active"}])
    after = make_network({"a": "S1 C1 E1"}, agreements=[{"id": "a", "status": "signed"}])
    table = netintl.compare(before, after).table
    changed = table[table["change"] == "changed"].iloc[0]
    assert (changed["column"], changed["before"], changed["after"]) == (
        "status",
        "active",
        "signed",
    )
    joined = table[table["change"] == "joined"].iloc[0]
    assert (joined["agreement"], joined["organization"]) == ("a", "E1")


def write(folder, text: str):
    file = folder / "changes.csv"
    file.write_text(text, encoding="utf-8")
    return file


def test_a_scenario_lists_only_what_moved(tmp_path, example_network) -> None:
    changes = read_changes(write(
        tmp_path, "action,organization,measure,persons_per_year\ncapacity,C2,seats,55\n"
    ))  # fmt: skip
    after = apply_changes(example_network, changes)
    moved = netintl.find_movements(example_network, after).table
    throughput = moved[moved["analysis"] == "throughput"].set_index("figure")
    assert throughput.at["certain_low", "difference"] == 10  # the gain of ten more seats at C2
    assert set(moved["analysis"]) <= {"throughput", "pipelines", "gaps"}
    assert "hubs" not in set(moved["analysis"])


def test_an_added_and_an_ended_agreement_undo_each_other(tmp_path, example_network) -> None:
    added = apply_changes(example_network, read_changes(write(
        tmp_path, "action,id,organizations,kind\nadd,x1,S3;E1,employment\n"
    )))  # fmt: skip
    assert len(added.pairs) == len(example_network.pairs) + 1
    row = pd.DataFrame([{"action": "end", "id": "x1"}])
    assert netintl.diff(example_network, apply_changes(added, row)).counts["appeared"].sum() == 0


def test_an_end_with_a_date_holds_until_then(example_network) -> None:
    name = str(example_network.agreement_ids[0])
    row = pd.DataFrame([{"action": "end", "id": name, "end": "2030"}])
    after = apply_changes(example_network, row)
    assert netintl.as_of(after, "2029").chosen.all()
    assert not netintl.as_of(after, "2031").chosen.all()


BAD = {
    "no such file": None,
    "no action column": "id\nx\n",
    "unknown action": "action,id\nremove,x\n",
    "unknown agreement": "action,id\nend,nowhere\n",
    "unknown organization": "action,organizations\nadd,S1;Nobody\n",
    "no organizations": "action,id\nadd,x\n",
    "twice the same id": "action,id,organizations\nadd,s1c1-twice,S1;C1\nadd,s1c1-twice,S1;C1\n",
    "unknown kind": "action,organizations,kind\nadd,S1;C1,friendship\n",
    "bad measure": "action,organization,measure,persons_per_year\ncapacity,S1,beds,5\n",
    "bad number": "action,organization,measure,persons_per_year\ncapacity,S1,places,many\n",
    "no number": "action,organization,measure,persons_per_year\ncapacity,S1,places,\n",
    "negative number": "action,organization,measure,persons_per_year\ncapacity,S1,places,-5\n",
    "end is no date": "action,id,end\nend,S1-C1,next year\n",
    "start is no date": "action,organizations,start\nadd,S1;E2,soon\n",
    "unknown major": "action,id,fields\nchange,S1-C1,99\n",
    "unknown status": "action,id,status\nchange,S1-C1,xx\n",
    "confidence is a word": "action,id,confidence\nchange,S1-C1,high\n",
    "end before start": "action,organizations,start,end\nadd,S1;E2,2024,2020\n",
    "ragged row": "action,id,end\nend,S1-C1,2030,extra\n",
    "empty file": "",
    "no text": "\x00\x01\x02",
}


@pytest.mark.parametrize("case", BAD)
def test_wrong_changes_are_one_clear_error(case, tmp_path, example_network) -> None:
    text = BAD[case]
    file = tmp_path / "nowhere.csv" if text is None else write(tmp_path, text)
    with pytest.raises(InputError) as told:
        apply_changes(example_network, read_changes(file))
    assert len(f"{told.value} {told.value.cure}".strip()) > 20


def test_rows_are_named_as_a_spreadsheet_shows_them(tmp_path, example_network) -> None:
    file = write(tmp_path, "action,id,end\n,,\nend,S1-C1,2030\nend,S1-C1,soon\n")
    with pytest.raises(InputError, match="Row 4 .*end: .*soon") as told:
        apply_changes(example_network, read_changes(file))
    assert "YYYY" in told.value.cure


def test_changes_are_read_as_the_tables_are(tmp_path, example_network) -> None:
    text = "action,id,organizations,kind,start,fields\nadd,x,S1;S1;E2,订单班,2024/9/1,51; 46\n"
    after = apply_changes(example_network, read_changes(write(tmp_path, text)))
    row = after.agreements.set_index("id").loc["x"]
    assert (row["kind"], row["start"], row["fields"]) == ("order_class", "2024-09-01", "46;51")
    assert (after.agreement_ids[after.party_agreement] == "x").sum() == 2


def test_a_link_of_an_organization_that_has_gone_keeps_its_id() -> None:
    result = netintl.compare(make_network({"a": "S1 C1"}), make_network({"b": "S2 C2"}))
    shown = readable(result, make_network({"b": "S2 C2"}))
    gone = shown[result.table["change"] == "ended"]
    assert {"C1", "S1"} <= {*gone["organization"], *gone["partner"]}
