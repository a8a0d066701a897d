"""Rows that become one: what leads, what is kept of the others, and that many cost no more each."""

from __future__ import annotations

import pytest

from netintl.ingest.unions import Union, unite_rows
from netintl.model.schema import tables


def united(*rows: dict[str, str], table: str = "organizations") -> dict[str, str]:
    union = Union(rows[0], tables()[table])
    for row in rows[1:]:
        union.add(row)
    return union.row()


def test_names_follow_each_other_and_those_that_lead_are_no_aliases() -> None:
    one = {"id": "a", "name_zh": "", "name_en": "A", "aliases": "X; A"}
    two = {"id": "b", "name_zh": "乙", "name_en": "B;b", "aliases": "Y;X"}
    three = {"id": "c", "name_zh": "丙", "name_en": "A", "aliases": "B,b;Z"}
    assert united(one, two, three) == {
        "id": "a",
        "name_zh": "乙",
        "name_en": "A",
        "aliases": "X;B,b;Y;丙;Z",
    }


@pytest.mark.parametrize(
    ("left", "right", "kind"),
    [
        ("other", "school", "school"),
        ("school", "other", "school"),
        ("school", "college", "school"),
        ("other", "", "other"),
        ("other", "unknown", "other"),
    ],
)
def test_a_kind_that_says_nothing_gives_way(left, right, kind) -> None:
    assert united({"id": "a", "kind": left}, {"id": "b", "kind": right})["kind"] == kind


def test_one_after_the_other_or_in_pairs_is_the_same() -> None:
    rows = [
        {"id": "a", "start": "", "date_kind": "", "fields": "51", "note": "x", "confidence": ""},
        {"id": "b", "start": "2019", "date_kind": "signed", "fields": "41;51", "note": "y"},
        {"id": "c", "start": "2018", "date_kind": "opened", "fields": "", "confidence": "0.8"},
        {"id": "d", "start": "", "note": "x", "fields": "42", "confidence": "0.9"},
    ]
    table = tables()["agreements"]
    pairs = rows[0]
    for row in rows[1:]:
        pairs = unite_rows(pairs, row, table)
    whole = united(*rows, table="agreements")
    assert whole == pairs
    assert whole | {"id": ""} == {
        "id": "",
        "start": "2019",
        "date_kind": "signed",
        "fields": "41;42;51",
        "note": "x; y",
        "confidence": "0.9",
    }


def test_a_row_alone_stays_as_it_is() -> None:
    row = {"id": "a", "name_en": "A", "aliases": "B; A"}
    assert united(row) == row


def test_each_of_many_names_is_read_once(monkeypatch) -> None:
    """A union that read its own aliases again for each row would read a million texts here."""
    read = []
    monkeypatch.setattr(
        "netintl.ingest.unions.parts_of",
        lambda *cells: read.extend(cells) or tuple(filter(None, ";".join(cells).split(";"))),
    )
    rows = [{"id": str(n), "name_en": f"N{n}", "aliases": ""} for n in range(1_000)]
    assert len(united(*rows)["aliases"].split(";")) == len(rows) - 1
    assert sum(map(len, read)) < 20 * len(rows)
