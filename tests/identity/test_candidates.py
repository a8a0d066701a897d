"""What is proposed, what never is, and how well (the full figures: make bench)."""

import itertools

import labelled
import pandas as pd
import pytest

from netintl.identity.blocking import LARGEST, blocked_pairs
from netintl.identity.candidates import LEAST, find_candidates
from netintl.identity.comparison import compare
from netintl.identity.names import read_name
from netintl.identity.records import Record
from netintl.identity.register_evidence import bundled_names
from netintl.identity.rolls import roll_of_records

COLUMNS = [
    "id",
    "kind",
    "name_zh",
    "name_en",
    "aliases",
    "country",
    "city",
    "official_id",
    "parent",
]
NOTHING = pd.DataFrame(columns=["left", "right", "verdict", "at"], dtype=object)


def organizations(*rows):
    filled = [[*row, *[""] * (len(COLUMNS) - len(row))] for row in rows]
    frame = pd.DataFrame(filled, columns=COLUMNS, dtype=object)
    return {"organizations": frame, "judgements": NOTHING}


def proposed(tables, *judged, **options):
    frame = pd.DataFrame(judged, columns=NOTHING.columns, dtype=object)
    found = find_candidates(tables | {"judgements": frame}, **options)
    return [(pair.left, pair.right) for pair in found.pairs]


TWINS = organizations(
    ("a", "school", "渤海職業技術學院", "", "", "CHN"),
    ("b", "school", "渤海职业技术学院", "", "", "CHN"),
    ("c", "school", "宁波职业技术学院", "", "", "CHN"),
)


def test_a_name_in_traditional_signs_is_found():
    assert proposed(TWINS) == [("a", "b")]


@pytest.mark.parametrize(
    ("verdict", "again", "expected"),
    [
        ("same", False, []),
        ("different", False, []),
        ("unsure", False, []),
        ("unsure", True, [("a", "b")]),
        ("different", True, []),
    ],
)
def test_a_judged_pair_is_not_proposed(verdict, again, expected):
    assert proposed(TWINS, ("b", "a", verdict, ""), again=again) == expected


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ({"official_id": "moe:1"}, {"official_id": "moe:2"}),
        ({}, {"parent": "a"}),
        ({"parent": "b"}, {}),
        ({}, {"kind": "college"}),
    ],
)
def test_what_cannot_be_one_is_never_proposed(left, right):
    rows = [
        {"id": "a", "kind": "school", "name_zh": "渤海职业技术学院", "country": "CHN"} | left,
        {"id": "b", "kind": "school", "name_zh": "渤海职业技术学院", "country": "CHN"} | right,
    ]
    assert proposed(organizations(*[[row.get(n, "") for n in COLUMNS] for row in rows])) == []


def test_the_register_tells_a_renamed_school_from_its_neighbour():
    tables = organizations(
        ("new", "school", "广州职业技术大学", "", "", "CHN"),
        ("old", "school", "广州番禺职业技术学院", "", "", "CHN"),
        ("x", "school", "河北石油职业技术学院", "", "", "CHN"),
        ("y", "school", "河北石油职业技术大学", "", "", "CHN"),
    )
    assert proposed(tables) == [("new", "old")]


def test_who_is_named_as_unknown_is_like_nobody():
    tables = organizations(
        ("a", "college", "", "Australian institutes (not named)", "", "AUS"),
        ("b", "college", "", "Australian institutes (not named)", "", "AUS"),
    )
    assert proposed(tables) == []


def test_the_order_of_rows_is_of_no_meaning():
    frame = TWINS["organizations"]
    answers = {
        tuple(proposed(TWINS | {"organizations": frame.iloc[list(order)]}))
        for order in itertools.permutations(range(3))
    }
    assert answers == {(("a", "b"),)}


def test_pairs_grow_with_the_records_even_where_all_share_their_words():
    def pairs(count):
        records = [
            Record(f"{n:05}", "", (read_name(f"Bohai College {n}"),), "CHN") for n in range(count)
        ]
        blocks = blocked_pairs(roll_of_records(records))
        assert blocks.capped
        return len(blocks.left)

    assert pairs(4 * LARGEST) < 3 * pairs(2 * LARGEST)


@pytest.mark.parametrize("known", [None, bundled_names()])
def test_curated_pairs_are_found_on_the_half_that_fitted_nothing(known):
    """28 true pairs among 648 organizations, by hand in judgements and overlap lists."""
    pool = labelled.pool("curated", "test", known)
    pairs = labelled.judged_pairs(pool)
    precision, recall = labelled.precision_and_recall(pairs, len(pool.true_pairs()), LEAST)
    assert precision >= 0.98
    assert recall >= 0.9


def test_the_halves_share_no_family():
    rows = labelled.rows_of("labelled_organizations.csv")
    for name in labelled.POOLS:
        halves = [set(labelled.pool(name, half).entities) for half in ("train", "test")]
        assert not halves[0] & halves[1]
        assert halves[0] | halves[1] == {row["entity"] for row in rows if row["pool"] == name}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("浙江经济职业技术学院", "浙江经贸职业技术学院"),
        ("山东职业学院", "山东理工职业学院"),
        ("山东科技职业学院", "山东商业职业技术学院"),
        ("北京工业职业技术学院", "北京电子科技职业学院"),
        ("湖南铁路科技职业技术学院", "湖南铁道职业技术学院"),
        ("重庆工程职业技术学院", "重庆电子工程职业学院"),
    ],
)
def test_look_alikes_stay_apart(one, other):
    """Listed as look-alikes by the curators of the set `programmes`."""
    left, right = (Record(name, "school", (read_name(name),), "CHN") for name in (one, other))
    assert compare(left, right).score < LEAST
