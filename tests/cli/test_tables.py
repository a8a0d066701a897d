"""Tables on a terminal: no word is broken, no column lost without a word."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from netintl.cli.output import table_text

from ..proofs import examples

WORD = st.text("abcdefgh-", min_size=1, max_size=14)
CELL = st.lists(WORD, max_size=5).map(" ".join)


@given(
    heads=st.lists(WORD.map(str.upper), min_size=1, max_size=12, unique=True),
    data=st.data(),
    width=st.sampled_from(["80", "100", "150"]),
)
@examples(100)
def test_every_word_stands_whole_or_its_column_is_named_as_left_out(heads, data, width) -> None:
    rows = data.draw(st.lists(st.tuples(*[CELL] * len(heads)), max_size=4))
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("COLUMNS", width)
        text = table_text(heads, rows, [False] * len(heads))
    table, _, missing = text.partition("Left out for want of room: ")
    left_out = missing.partition(";")[0].split(", ") if missing else []
    assert heads[len(heads) - len(left_out) :] == left_out
    words = set(table.replace("─", " ").split())
    for place, head in enumerate(heads[: len(heads) - len(left_out)]):
        assert head in words
        for row in rows:
            assert words.issuperset(row[place].split())
    assert max(map(len, table.splitlines())) <= int(width)


def test_wide_signs_take_two_places(monkeypatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    text = table_text(["机构", "国家"], [["柳州职业技术大学" * 5, "印度尼西亚"]], [False, False])
    assert max(map(cell_len, text.splitlines())) <= 80
    assert "印度尼西亚" in text
