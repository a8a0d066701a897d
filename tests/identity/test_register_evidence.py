"""What registers say of two organizations is evidence, never a veto."""

import itertools

import labelled
import pandas as pd
import pytest

from netintl.identity.candidates import LEAST, find_candidates
from netintl.identity.comparison import compare
from netintl.identity.names import read_name, written_names
from netintl.identity.records import read_records
from netintl.identity.register_evidence import KnownAs, KnownNames, register_says
from netintl.identity.register_sayings import sayings
from netintl.identity.registers import Entry, Known, Register
from netintl.identity.rolls import read_roll

COLUMNS = ["id", "kind", "name_zh", "name_en", "aliases", "country", "city", "official_id"]
JUDGED = ["left", "right", "verdict", "at"]


def names(*texts):
    return tuple(Known(text, "current") for text in texts)


ENTRIES = (
    Entry("ror:1", names("Bo Hai University", "渤海大学"), "KEN", city="Kisumu", acronyms=("BHU",)),
    Entry("ror:2", names("Kisumu Polytechnic", "National Polytechnic"), "KEN", acronyms=("KP",)),
    Entry("ror:3", names("Lake Basin University", "Twin University"), "KEN", acronyms=("LBU",)),
    Entry("ror:4", names("Mount Elgon University", "Twin University"), "KEN", acronyms=("LBU",)),
    Entry("ror:5", names("Bo Hai University"), "UGA"),
)
KNOWN = KnownNames({"ror": lambda: Register("ror", "1", "https://ror.org/{code}", "", ENTRIES)})


def ids(*cells, country="KEN", kind="college", city=""):
    read = [read_name(name, country) for cell in cells for name in written_names(cell)]
    return [(known.id, known.short) for known in KNOWN.known_as(read, country, kind, city, "")]


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        (ids("Bo-Hai Univ."), [("ror:1", False)]),
        (ids("渤海大學"), [("ror:1", False)]),
        (ids("Bo Hai University", country="UGA"), [("ror:5", False)]),
        (ids("Bo Hai University", country="TZA"), []),
        (ids("Bo Hai University", country=""), []),
        (ids("Bo Hai University", kind="enterprise"), []),
        (ids("Bo Hai University", city="nairobi"), []),
        (ids("Bo Hai University", city="kisumu"), [("ror:1", False)]),
        (ids("Bo Hai University", "Kisumu Campus"), []),
        (ids("Bo Hai University", "Kisumu Polytechnic"), []),
        (ids("Twin University"), []),
        (ids("Twin University", "Lake Basin University"), [("ror:3", False)]),
        (ids("National Polytechnic"), []),
        (ids("BHU"), [("ror:1", True)]),
        (ids("BHU", "Bo Hai University"), [("ror:1", False)]),
        (ids("LBU"), []),
        (ids("KP"), []),
        (ids("Bo Hai"), []),
    ],
)
def test_an_entry_is_known_by_a_whole_name_it_has_alone(asked, expected):
    assert asked == expected


def test_an_id_that_is_stated_counts_before_names():
    read = [read_name("Bo Hai University", "KEN")]
    (known,) = KNOWN.known_as(read, "KEN", "college", "", "ror:2")
    assert known.id == "ror:2"
    assert KNOWN.known_as(read, "TZA", "", "", "lei:1") == ()


def test_a_register_is_not_loaded_where_it_has_no_country():
    def fail():
        pytest.fail("loaded")

    known = KnownNames({"moe": fail})
    assert known.known_as([read_name("Bo Hai University")], "KEN", "college", "", "") == ()


def test_many_names_at_once_give_what_each_gives():
    """Half of two thousand names are the registry's own, the others of an independent list."""
    rows = labelled.rows_of("domain_organizations.csv")
    frame = pd.DataFrame([*rows, *RENAMED], dtype=object)
    frame = frame.fillna({"kind": "school", "country": "CHN"}).fillna("")
    frame = frame.sort_values("id", ignore_index=True)
    roll, records = (read({"organizations": frame}) for read in (read_roll, read_records))
    assert roll.entries == [record.entries for record in records]
    assert sum(map(bool, roll.entries)) > 1500


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        ([KnownAs("moe:1")], [KnownAs("moe:1")], "same"),
        ([KnownAs("moe:1"), KnownAs("ror:1", short=True)], [KnownAs("ror:1")], "short"),
        ([KnownAs("moe:1")], [KnownAs("ror:1")], ""),
        ([KnownAs("ror:1")], [KnownAs("ror:2", short=True)], ""),
        ([KnownAs("moe:1"), KnownAs("ror:1")], [KnownAs("moe:1"), KnownAs("ror:2")], ""),
        (
            [KnownAs("moe:1", lists=frozenset({"2017"}))],
            [KnownAs("moe:2", lists=frozenset({"2022", "2025"}))],
            "",
        ),
        (
            [KnownAs("moe:1", lists=frozenset({"2017", "2022"}))],
            [KnownAs("moe:2", lists=frozenset({"2022", "2025"}))],
            "other",
        ),
    ],
)
def test_one_entry_speaks_for_and_two_of_one_list_speak_against(left, right, expected):
    assert register_says(left, right) == register_says(right, left) == expected


def package(*rows, judged=()):
    frame = pd.DataFrame([{"kind": "school", "country": "CHN"} | row for row in rows], dtype=object)
    for column in COLUMNS:
        frame[column] = frame[column].fillna("") if column in frame else ""
    lines = pd.DataFrame(judged, columns=JUDGED, dtype=object)
    return {"organizations": frame, "judgements": lines}


RENAMED = (
    {"id": "new", "name_zh": "江苏海洋大学"},
    {"id": "old", "name_zh": "淮海工学院"},
    {"id": "x", "name_zh": "河北石油职业技术学院"},
    {"id": "y", "name_zh": "河北石油职业技术大学"},
    {"id": "z", "name_zh": "", "name_en": "Huaihai Institute of Technology"},
)


def test_a_renamed_school_is_found_in_either_language_and_two_entries_are_not():
    orders = itertools.permutations(RENAMED)
    for rows in itertools.islice(orders, 0, None, 17):
        found = find_candidates(package(*rows)).pairs
        assert {(p.left, p.right) for p in found} == {("new", "old"), ("new", "z"), ("old", "z")}
        assert all(pair.comparison.score > 0.95 for pair in found)


def test_two_entries_are_evidence_and_no_veto():
    found = find_candidates(package(*RENAMED), least=0.01).pairs
    (pair,) = [pair for pair in found if (pair.left, pair.right) == ("x", "y")]
    assert ("register", "other") in [(p.evidence, p.level) for p in pair.comparison.parts]
    assert 0 < pair.comparison.score < LEAST
    stated = [dict(RENAMED[2], official_id="moe:1"), dict(RENAMED[3], official_id="moe:2")]
    assert compare(*read_records(package(*stated))).veto == "id"


def test_a_code_that_changed_at_an_upgrade_is_no_evidence_against():
    rows = (
        {"id": "a", "name_zh": "兰州石化职业技术学院"},
        {"id": "b", "name_zh": "兰州石化职业技术大学"},
    )
    (pair,) = find_candidates(package(*rows)).pairs
    assert "register" not in [part.evidence for part in pair.comparison.parts]


def test_an_id_given_by_a_judgement_meets_a_name_of_its_entry():
    rows = ({"id": "a", "name_zh": "甲学院"}, {"id": "b", "name_zh": "淮海工学院"})
    assert not find_candidates(package(*rows)).pairs
    line = ("a", "moe:4132011641", "same", "2026-01-01")
    (pair,) = find_candidates(package(*rows, judged=[line])).pairs
    assert (pair.left, pair.right) == ("a", "b")


def test_the_same_id_is_told_once():
    rows = [dict(row, official_id="moe:4132011641") for row in RENAMED[:2]]
    parts = compare(*read_records(package(*rows))).parts
    assert [part.evidence for part in parts] == ["start", "zh", "country", "id"]


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        ("淮海工学院", "江苏海洋大学", ("renamed", "淮海工学院", "江苏海洋大学")),
        ("江苏海洋大学", "淮海工学院", ("renamed", "淮海工学院", "江苏海洋大学")),
        ("江苏海洋大学", "江苏海洋大学(连云港)", ("one", "江苏海洋大学", "江苏海洋大学")),
        (
            "河北石油职业技术学院",
            "河北石油职业技术大学",
            ("two", "河北石油职业技术学院", "河北石油职业技术大学"),
        ),
    ],
)
def test_what_the_list_of_the_ministry_says(left, right, expected):
    rows = ({"id": "a", "name_zh": left}, {"id": "b", "name_zh": right})
    said = next(sayings(*read_records(package(*rows))))
    assert (said.code, said.left, said.right) == expected
    assert said.edition == "2025-06-20"
    assert "moe.gov.cn" in said.source


def test_what_the_registry_says():
    rows = (
        {"id": "a", "country": "NAM", "name_en": "Polytechnic of Namibia"},
        {"id": "b", "country": "NAM", "name_en": "Namibia University of Science and Technology"},
    )
    (said,) = sayings(*read_records(package(*rows)))
    assert (said.code, said.left, said.source) == (
        "also", "Polytechnic of Namibia", "https://ror.org/03gg1ey66",
    )  # fmt: skip
    assert not list(sayings(*read_records(package(rows[0], {"id": "b", "name_zh": "某某学院"}))))


def test_an_entry_whose_id_one_states():
    rows = (
        {"id": "a", "name_zh": "淮海工学院"},
        {"id": "b", "name_zh": "甲学院", "official_id": "moe:4132011641"},
    )
    (said,) = sayings(*read_records(package(*rows)))
    assert (said.code, said.left) == ("stated", "淮海工学院")
