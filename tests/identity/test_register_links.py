"""Official ids by labelled organizations: what is certain is right, and look-alikes stay apart."""

import csv
from pathlib import Path

import pandas as pd
import pytest

from netintl.errors import InputError
from netintl.identity.judgements import official_ids, settle
from netintl.identity.register_links import find_links, link_of
from netintl.identity.register_notes import note_of
from netintl.identity.registers import Entry, Known, Register, bundled_register

HERE = Path(__file__).parent
with (HERE / "labelled_links.csv").open(encoding="utf-8", newline="") as labelled:
    CASES = list(csv.DictReader(labelled))
COLUMNS = ("id", "kind", "name_zh", "name_en", "aliases", "country", "province", "city")
JUDGED = ("left", "right", "verdict", "at", "note")
MOE, ROR = bundled_register("moe"), bundled_register("ror")


def tables(*rows, judged=()):
    whole = [
        dict.fromkeys(COLUMNS, "") | {"kind": "school", "country": "CHN"} | row for row in rows
    ]
    lines = [dict.fromkeys(JUDGED, "") | dict(zip(JUDGED, line, strict=False)) for line in judged]
    return {
        "organizations": pd.DataFrame(whole, dtype=object),
        "judgements": pd.DataFrame(lines, columns=list(JUDGED), dtype=object),
    }


def verdicts(found):
    return [(one.organization, one.verdict, one.entry and one.entry.id) for one in found.links]


@pytest.fixture(scope="module", params=("moe", "ror"))
def labelled_links(request):
    """All cases of a register, asked one by one: a name that two rows have is another question."""
    cases = [case for case in CASES if case["register"] == request.param]
    rows = [{name: case.get(name, "") for name in COLUMNS} for case in cases]
    register = bundled_register(request.param)
    words = [name for row in rows for name in (row["name_zh"], row["name_en"]) if name]
    assert len(words) > 15
    found = [find_links(tables(row | {"id": "x"}), _near(register, row)).links for row in rows]
    return list(zip(cases, found, strict=True))


def _near(register, row):
    """The register cut down to what shares two signs or a word, so that each case is quick."""
    names = " ".join((row["name_zh"], row["name_en"], row["aliases"]))
    words = {word for word in names.split() if len(word) > 5} | {row["name_zh"][:2] or "-"}
    words |= {"深圳"} if "深圳" in names else set()
    kept = [e for e in register.entries if any(w in k.text for k in e.names for w in words)]
    return Register(register.name, "", register.address, register.country, tuple(kept))


def test_each_labelled_organization_gets_its_verdict_and_no_other_id(labelled_links):
    wrong = []
    for case, links in labelled_links:
        said = links[0].verdict if links else ""
        id_ = links[0].entry.id if links and links[0].entry else ""
        if said != case["verdict"] or (case["official_id"] and id_ != case["official_id"]):
            wrong.append((case["case"], said, id_))
    assert wrong == []


def test_the_whole_register_says_the_same_of_all_together():
    rows = [
        {name: case.get(name, "") for name in COLUMNS} | {"id": f"{place:02}"}
        for place, case in enumerate(CASES)
        if case["register"] == "moe" and "深圳" not in case["name_zh"]
    ]
    wanted = {row["id"]: CASES[int(row["id"])]["verdict"] for row in rows}
    found = {own: verdict for own, verdict, _id in verdicts(find_links(tables(*rows), MOE))}
    assert found == {own: verdict for own, verdict in wanted.items() if verdict}


def test_one_entry_that_two_organizations_would_be_is_left_to_a_person():
    found = find_links(
        tables({"id": "a", "name_zh": "东南大学"}, {"id": "b", "name_zh": "東南大學"}), MOE
    )
    assert [one.verdict for one in found.links] == ["judge", "judge"]
    assert found.links[0].reasons[-1].detail == "b"


def test_what_is_judged_one_is_asked_as_one():
    found = find_links(
        tables(
            {"id": "a", "name_zh": "东南大学"},
            {"id": "b", "name_zh": "東南大學"},
            judged=[("a", "b", "same")],
        ),
        MOE,
    )
    assert verdicts(found) == [("a", "certain", "moe:4132010286")]


def test_a_second_organization_beside_one_that_has_the_id_is_left_to_a_person():
    rows = ({"id": "a", "name_zh": "东南大学"}, {"id": "b", "name_zh": "東南大學"})
    found = find_links(tables(*rows, judged=[("a", "moe:4132010286", "same")]), MOE)
    assert found.held == 1
    assert verdicts(found) == [("b", "judge", "moe:4132010286")]


def test_an_id_that_was_refused_is_not_proposed_and_one_judged_unsure_waits():
    row = {"id": "a", "name_zh": "东南大学"}
    refused = tables(row, judged=[("moe:4132010286", "a", "different")])
    assert "moe:4132010286" not in {one[2] for one in verdicts(find_links(refused, MOE))}
    unsure = tables(row, judged=[("a", "moe:4132010286", "unsure")])
    assert verdicts(find_links(unsure, MOE)) == [("a", "judge", "moe:4132010286")]
    assert find_links(unsure, MOE, again=True).links[0].verdict == "certain"


def test_the_order_of_rows_says_nothing():
    rows = [
        {"id": str(place), "name_zh": name} for place, name in enumerate(("东南大学", "宁波大学"))
    ]
    assert find_links(tables(*rows), MOE) == find_links(tables(*rows[::-1]), MOE)


def test_the_evidence_tells_the_lists_of_a_dated_name():
    (found,) = find_links(tables({"id": "a", "name_zh": "淮海工学院", "province": "32"}), MOE).links
    assert note_of(MOE, found) == (
        "moe 2025-06-20: 淮海工学院; now 江苏海洋大学; same former name, lists of 2017; same "
        "province; moe.gov.cn, jyb_xxgk/s5743/s5744, t20250627_1195683"
    )


def test_a_pair_that_a_person_joins_is_compared_too():
    one = link_of(tables({"id": "a", "name_zh": "东南学院"}), MOE, "a", "moe:4132010286")
    assert one.entry.name == "东南大学"
    assert link_of(tables({"id": "a", "name_zh": "东南学院"}), MOE, "a", "moe:4199999999") is None


def test_a_cited_page_on_the_site_of_an_entry_is_evidence():
    entry = Entry("ror:05n8tts92", (Known("Bo Hai University", "current"),), "CHN", "", "", "bh.cn")
    register = Register("ror", "1", "https://ror.org/{code}", "", (entry,))
    row = {"id": "a", "name_en": "Bo Hai Univ.", "source": "s"}
    package = tables(row) | {"sources": pd.DataFrame({"id": ["s"], "url": ["http://news.bh.cn/1"]})}
    assert verdicts(find_links(package, register)) == [("a", "certain", "ror:05n8tts92")]
    assert find_links(tables(row), register).links[0].verdict == "judge"


def test_the_ledger_alone_settles_who_has_which_id():
    rows = ({"id": "a", "name_zh": "甲学院"}, {"id": "b", "name_zh": "乙学院"})
    lines = [
        ("a", "moe:4132010286", "same", "2026-01-01"),
        ("ror:05n8tts92", "a", "same", "2026-01-02"),
        ("b", "ror:05n8tts92", "same", "2026-01-02"),
        ("b", "ror:05n8tts92", "undo_same", "2026-01-03"),
    ]
    package = tables(*rows, judged=lines)
    settled = settle(package, package["judgements"])["organizations"]
    assert settled["official_id"].tolist() == ["moe:4132010286", ""]
    assert settled["id"].tolist() == ["a", "b"]
    turned = tables(*rows, judged=lines[::-1])
    assert settle(turned, turned["judgements"])["organizations"].equals(settled)
    assert official_ids(package, package["judgements"]) == {
        "a": ["moe:4132010286", "ror:05n8tts92"]
    }


def test_two_organizations_with_one_id_stay_two():
    package = tables(
        {"id": "a"}, {"id": "b"}, judged=[("a", "moe:1", "same"), ("b", "moe:1", "same")]
    )
    assert settle(package, package["judgements"])["organizations"]["id"].tolist() == ["a", "b"]


def test_two_ids_of_one_register_contradict_and_the_chain_is_named():
    lines = [("a", "moe:1", "same"), ("b", "moe:2", "same"), ("a", "b", "same")]
    package = tables({"id": "a"}, {"id": "b"}, judged=lines)
    with pytest.raises(InputError, match="moe:1 = a = b = moe:2"):
        settle(package, package["judgements"])
    stated = tables({"id": "a", "official_id": "moe:1"}, judged=[("a", "moe:2", "same")])
    with pytest.raises(InputError, match="moe:1 = a = moe:2"):
        settle(stated, stated["judgements"])


def test_an_id_that_a_row_states_is_taken_off_by_a_judgement():
    lines = [("a", "moe:1", "different"), ("a", "moe:2", "same")]
    package = tables({"id": "a", "official_id": "moe:1"}, judged=lines)
    assert settle(package, package["judgements"])["organizations"]["official_id"].tolist() == [
        "moe:2"
    ]


def test_an_official_id_that_is_the_id_of_an_organization_is_that_organization():
    package = tables({"id": "a"}, {"id": "moe:1"}, judged=[("a", "moe:1", "same")])
    assert settle(package, package["judgements"])["organizations"]["id"].tolist() == ["a"]
