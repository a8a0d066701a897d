"""What holds for any table: nothing is lost, order does not matter, unknown is never zero."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from netintl.ingest.columns import Column, repeated_rows
from netintl.ingest.decoding import decode
from netintl.ingest.issues import IssueLog
from netintl.ingest.package import load_package
from netintl.ingest.text_tables import read_text_table

from ..proofs import examples

CELL = st.text(st.characters(codec="utf-8", exclude_characters="\r\x00\ufeff"), max_size=8)
NAME = st.sampled_from(["A", "B", "C", "甲", " a", "", "=x"])
LINKS = st.lists(st.tuples(NAME, NAME, st.sampled_from(["", "2019", "2019-13"])), max_size=12)


def loaded(rows, tmp: str):
    file = Path(tmp) / "links.csv"
    with file.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows([("source", "target", "start"), *rows])
    return load_package(file)


@given(LINKS)
@examples(60)
def test_every_row_is_kept_merged_or_rejected(rows) -> None:
    with TemporaryDirectory() as tmp:
        package = loaded(rows, tmp)
        ledger = package.ledger
        assert ledger.balanced
        assert ledger.total("read") == len(rows)
        assert ledger.total("kept") == len(package.tables["agreements"])
        assert len(ledger.fallen) == len(rows) - ledger.total("kept")


@given(LINKS, st.randoms())
@examples(40)
def test_the_order_of_rows_does_not_change_what_is_kept(rows, random) -> None:
    shuffled = random.sample(rows, len(rows))
    with TemporaryDirectory() as one, TemporaryDirectory() as two:
        first, second = loaded(rows, one), loaded(shuffled, two)
        for name in ("organizations", "agreements", "parties"):
            columns = list(first.tables[name].columns)
            frames = [
                p.tables[name].sort_values(columns, ignore_index=True) for p in (first, second)
            ]
            assert frames[0].equals(frames[1])


@given(
    st.lists(st.lists(CELL, min_size=2, max_size=2), min_size=1, max_size=6),
    st.sampled_from([",", ";", "\t"]),
)
@examples(100)
def test_what_the_csv_module_writes_is_read_back(rows, separator) -> None:
    rows = [row for row in rows if any(row)]
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, delimiter=separator, quoting=csv.QUOTE_ALL, lineterminator="\n")
    writer.writerows([("source", "target"), *rows])
    raw = read_text_table("links", "f.csv", stream.getvalue().encode("utf-8"), IssueLog())
    assert raw.frame.to_numpy().tolist() == rows


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
@given(text=st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5), min_size=4))
@examples(40)
def test_chinese_text_is_decoded_in_every_supported_encoding(encoding, text) -> None:
    data = f"学校,国家\n{text},中国\n".encode(encoding)
    found = decode(data)
    assert found is not None
    assert found.text == f"学校,国家\n{text},中国\n"


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)), max_size=20))
def test_repeated_rows_are_those_of_an_obvious_count(pairs) -> None:
    columns = [Column.of([str(pair[side]) for pair in pairs]) for side in (0, 1)]
    found = repeated_rows(columns, np.arange(len(pairs)))
    assert found.tolist() == [i for i, pair in enumerate(pairs) if pairs.count(pair) > 1]


def test_unknown_persons_are_no_flow_of_zero(tmp_path) -> None:
    file = tmp_path / "links.csv"
    file.write_text("source,target,persons\nA,B,\nC,D,0\n", encoding="utf-8")
    flows = load_package(file).tables["flows"]
    assert flows[["from", "persons"]].to_numpy().tolist() == [["C", "0"]]


def test_a_single_file_of_any_name_counts_as_links(tmp_path) -> None:
    file = tmp_path / "edges 2024 合作.csv"
    file.write_text("source,target\nA,B\n", encoding="utf-8")
    assert len(load_package(file).tables["agreements"]) == 1


def test_links_may_name_organizations_by_name(tmp_path) -> None:
    (tmp_path / "organizations.csv").write_text(
        "id,kind,name_zh,name_en\nS1,school,甲,Alpha\nC1,college,乙,Beta\n", encoding="utf-8"
    )
    (tmp_path / "links.csv").write_text("source,target\n甲,Beta\n", encoding="utf-8")
    tables = load_package(tmp_path).tables
    assert set(tables["parties"]["organization"]) == {"S1", "C1"}
    assert len(tables["organizations"]) == 2
