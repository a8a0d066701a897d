import itertools

import pandas as pd
import pytest

from netintl.errors import InputError
from netintl.identity.judgements import settle, settled_ids

TABLES = {
    "organizations": [
        "id,kind,name_zh,name_en,aliases,country,parent,source,note",
        "a,school,甲,A,,CHN,,s1,",
        "b,school,乙,A,Old A,,,s2,from b",
        "c,college,,C,,KEN,,,",
        "d,enterprise,,D,,KEN,b,,",
    ],
    "agreements": [
        "id,kind,status,start,date_kind,programme,source,confidence,note",
        "x,joint_programme,unknown,,,welding,s1,0.6,",
        "y,exchange,active,2019,start,welding;nursing,s2,0.9,seen",
        "z,employment,active,2020,start,,s1,,",
    ],
    "parties": [
        "agreement,organization,role,since,until",
        "x,a,lead,,",
        "x,c,host,,",
        "y,b,partner,2019,",
        "y,d,partner,,",
        "z,c,partner,,",
        "z,d,employer,,",
    ],
    "flows": [
        "id,agreement,from,to,purpose,persons,counts,source",
        "f1,x,a,c,study,40,forty,s1",
        "f2,y,b,c,study,40,40 people,s2",
        "f3,y,b,c,study,50,,s2",
    ],
    "capacities": [
        "organization,measure,field,year,persons_per_year,method",
        "a,places,,2024,60,",
        "b,places,,2024,50,stated",
    ],
    "observations": [
        "subject,metric,value,unit,source",
        "a,students,5,people,s1",
        "b,students,5,people,s2",
        "Luban,workshops,20,count,s2",
    ],
}


def frame(lines):
    head, *rows = (line.split(",") for line in lines)
    return pd.DataFrame(rows, columns=head, dtype=object)


@pytest.fixture
def tables():
    return {name: frame(lines) for name, lines in TABLES.items()}


def judged(*rows):
    return pd.DataFrame(rows, columns=["left", "right", "verdict", "at"], dtype=object)


def by_id(tables, name):
    return tables[name].set_index("id")


def test_the_left_organization_stays_and_takes_what_it_lacks(tables):
    settled = settle(tables, judged(("a", "b", "same", "")))
    organizations = by_id(settled, "organizations")
    assert list(organizations.index) == ["a", "c", "d"]
    kept = organizations.loc["a"]
    assert (kept["name_zh"], kept["aliases"]) == ("甲", "乙;Old A")
    assert kept["source"] == "s1;s2"
    assert kept["note"] == "[b] from b"


def test_references_follow(tables):
    settled = settle(tables, judged(("a", "b", "same", "")))
    assert "b" not in settled["parties"]["organization"].tolist()
    assert by_id(settled, "organizations").loc["d", "parent"] == "a"
    assert set(settled["flows"]["from"]) == {"a"}
    assert settled["observations"]["subject"].tolist() == ["Luban", "a"]
    assert settled["observations"]["source"].tolist() == ["s2", "s1;s2"]
    capacity = settled["capacities"].iloc[0]
    assert (capacity["persons_per_year"], capacity["method"]) == ("60", "stated")


def test_an_organization_is_not_its_own_parent(tables):
    settled = settle(tables, judged(("b", "d", "same", "")))
    assert by_id(settled, "organizations").loc["b", "parent"] == ""


def test_agreements_that_are_one_unite_their_parties_and_flows(tables):
    settled = settle(tables, judged(("a", "b", "same", ""), ("x", "y", "same", "")))
    agreement = by_id(settled, "agreements").loc["x"]
    assert agreement["programme"] == "welding;nursing"
    assert (agreement["start"], agreement["date_kind"]) == ("2019", "start")
    assert (agreement["status"], agreement["confidence"]) == ("active", "0.9")
    assert agreement["note"] == "[y, kind exchange] seen"
    parties = settled["parties"]
    of_x = parties[parties["agreement"] == "x"][["organization", "role", "since"]]
    roles = [["a", "lead", "2019"], ["c", "host", ""], ["d", "partner", ""]]
    assert of_x.to_numpy().tolist() == roles
    flows = by_id(settled, "flows")
    assert list(flows.index) == ["f1", "f3"]
    assert flows.loc["f1", "source"] == "s1;s2"


def test_the_given_tables_are_left_as_they_are(tables):
    before = {name: table.copy() for name, table in tables.items()}
    settle(tables, judged(("a", "b", "same", ""), ("x", "y", "same", "")))
    for name, table in before.items():
        pd.testing.assert_frame_equal(table, tables[name])


def test_settling_twice_changes_nothing_more(tables):
    judgements = judged(("a", "b", "same", ""), ("x", "y", "same", ""))
    once = settle(tables, judgements)
    twice = settle(once, judgements)
    for name, table in once.items():
        pd.testing.assert_frame_equal(table, twice[name])


def test_row_order_does_not_matter(tables):
    judgements = judged(("a", "b", "same", ""), ("c", "d", "same", ""), ("x", "y", "same", ""))
    expected = settle(tables, judgements)
    for seed in range(5):
        shuffled = {n: t.sample(frac=1, random_state=seed) for n, t in tables.items()}
        turned = settle(shuffled, judgements.sample(frac=1, random_state=seed))
        for name, table in expected.items():
            pd.testing.assert_frame_equal(table, turned[name].reset_index(drop=True))


@pytest.mark.parametrize("verdict", ["different", "unsure"])
def test_other_verdicts_change_nothing(tables, verdict):
    settled = settle(tables, judged(("a", "b", verdict, "")))
    assert all(settled[name] is table for name, table in tables.items())


@pytest.mark.parametrize("order", list(itertools.permutations(range(3))))
def test_a_contradiction_through_a_third_is_an_error(tables, order):
    rows = [("a", "b", "same", ""), ("b", "c", "same", ""), ("c", "a", "different", "")]
    with pytest.raises(InputError, match="judged different") as caught:
        settle(tables, judged(*(rows[i] for i in order)))
    assert caught.value.cure


def test_a_contradiction_of_one_day_is_an_error(tables):
    rows = [("a", "b", "same", "2026-01-01"), ("b", "a", "different", "2026-01-01")]
    with pytest.raises(InputError, match="both the same and different"):
        settle(tables, judged(*rows))


def test_the_latest_day_counts(tables):
    rows = [("a", "b", "same", "2026-01-01"), ("b", "a", "different", "2026-02-01")]
    assert settled_ids(tables, judged(*rows)) == {}


def test_unsure_takes_back_what_was_judged_the_same_day(tables):
    rows = [("a", "b", "same", "2026-01-01"), ("a", "b", "unsure", "2026-01-01")]
    assert settled_ids(tables, judged(*rows)) == {}


def test_an_organization_is_no_agreement(tables):
    with pytest.raises(InputError, match="one is an agreement"):
        settle(tables, judged(("a", "x", "same", "")))


def test_ids_that_are_gone_do_not_hinder(tables):
    judgements = judged(("gone", "b", "same", ""), ("gone", "a", "same", ""))
    assert settled_ids(tables, judgements) == {"b": "a"}
    assert settled_ids(tables, judged(("a", "a", "same", ""))) == {}


@pytest.mark.parametrize("kind", ["rename", "merge", "upgrade"])
def test_a_successor_takes_the_place_of_what_it_was(tables, kind):
    tables["successions"] = frame(["before,after,kind", f"a,b,{kind}"])
    settled = settle(tables, judged())
    assert "a" not in settled["organizations"]["id"].tolist()
    assert by_id(settled, "organizations").loc["b", "aliases"] == "Old A;甲"


@pytest.mark.parametrize("kind", ["split", "closure"])
def test_other_successions_roll_nothing_up(tables, kind):
    tables["successions"] = frame(["before,after,kind", f"a,b,{kind}"])
    assert settled_ids(tables, judged()) == {}


def test_a_merge_works_without_the_optional_tables(tables):
    only = {"organizations": tables["organizations"]}
    assert len(settle(only, judged(("a", "b", "same", "")))["organizations"]) == 3


def test_what_is_undone_was_never_said(tables):
    first = settle(tables | {"judgements": judged()}, judged())
    lines = judged(
        ("a", "b", "same", "2026-01-01"),
        ("b", "a", "undo_same", "2026-01-01"),
        ("a", "b", "different", "2026-01-02"),
        ("a", "b", "undo_different", "2026-01-02"),
    )
    for order in itertools.permutations(range(4)):
        mixed = lines.iloc[list(order)].reset_index(drop=True)
        again = settle(tables | {"judgements": mixed}, mixed)
        for name, whole in first.items():
            pd.testing.assert_frame_equal(again[name], whole, check_dtype=False)


def test_an_undo_takes_back_one_line_and_the_earlier_one_holds_again(tables):
    lines = judged(
        ("a", "b", "same", "2026-01-01"),
        ("a", "b", "different", "2026-01-02"),
        ("a", "b", "undo_different", "2026-01-03"),
    )
    assert settled_ids(tables, lines) == {"b": "a"}
    assert len(settle(tables | {"judgements": lines}, lines)["judgements"]) == 1


def test_a_contradiction_names_the_judgements_that_make_them_one(tables):
    one = [("a", "c"), ("c", "d"), ("d", "b")]
    lines = judged(*[(*pair, "same", "") for pair in one], ("a", "b", "different", ""))
    with pytest.raises(InputError, match="a = c = d = b"):
        settled_ids(tables, lines)
