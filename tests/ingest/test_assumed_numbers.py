"""Numbers as people write them: read where one number is meant, with what was assumed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netintl.ingest.assumed_numbers import (
    NumberHabit,
    assumed_number,
    chinese_number,
    number_habit,
)

from ..proofs import examples

PERSONS = number_habit({}, whole=True)


@pytest.mark.parametrize(
    ("cell", "text", "code"),
    [
        ("1.2万", "12000", "CEL032"), ("约300", "300", "CEL030"), ("300余人", "300", "CEL030"),
        ("200+", "200", "CEL030"), ("近500", "500", "CEL030"), ("1,200", "1200", "CEL032"),
        ("1 200", "1200", "CEL032"), ("1\u202f200", "1200", "CEL032"), (">100", "100", "CEL030"),
        ("100–200", "100", "CEL031"), ("100-200人", "100", "CEL031"), ("1-2万", "10000", "CEL031"),
        ("一百二十", "120", "CEL032"), ("120人", "120", "CEL032"), ("120名学生", "120", "CEL032"),
        ("about 1,200 students", "1200", "CEL030"), ("2万多人", "20000", "CEL030"),
        ("2余万", "20000", "CEL030"), ("约一百二十人", "120", "CEL030"), ("1.2k", "1200", "CEL032"),
        ("１２０人", "120", "CEL032"), ("n/a", "", "CEL029"), ("-", "", "CEL029"),
        ("未知", "", "CEL029"), ("1.200", "1.200", "CEL034"), ("1.234.567", "1234567", "CEL033"),
        ("up to 40", "40", "CEL030"), ("三千五百", "3500", "CEL032"), ("1，200", "1200", "CEL032"),
    ],
)  # fmt: skip
def test_a_count_is_read_with_what_was_assumed(cell: str, text: str, code: str) -> None:
    found = assumed_number(cell, PERSONS)
    assert (found.text, found.code) == (text, code)


@pytest.mark.parametrize(
    "cell",
    ["300", "300.0", "12.5", "-3", "1e3", "300人次", "1,2", "12,50", "200-100", "一百二",
     "二〇一九", "无", "none", "many", "12/15", "男20女30", "20+30", "3班", "0", "约", "万", "人",
     "x" * 5000, "12 13", "1,20,300", "100人月", "100 hours", "100%", "百分之十", "第12"],
)  # fmt: skip
def test_what_means_no_single_count_is_left(cell: str) -> None:
    assert assumed_number(cell, PERSONS) is None


def test_marks_are_read_as_the_column_proves() -> None:
    points = number_habit({"1.200": 1, "1.250.000": 1}, whole=True)
    assert assumed_number("1.200", points).text == "1200"
    several = number_habit({"1.200": 1, "2.350": 1}, whole=True)
    assert assumed_number("1.200", several).text == "1200"
    for cells in ({"1.200": 9}, {"1.200": 1, "2.000": 1, "12.5": 1}, {"1.000": 1, "2.000": 1}):
        assert assumed_number("1.200", number_habit(cells, whole=True)).code == "CEL034"


def test_shares_take_a_decimal_comma_and_percent() -> None:
    habit = number_habit({"0,8": 1}, whole=False)
    assert assumed_number("0,8", habit, counts=False, share=True).text == "0.8"
    assert assumed_number("1,000", habit, counts=False, share=True).text == "1.000"
    assert assumed_number("80%", habit, counts=False, share=True).text == "0.8"
    assert assumed_number("62,5 %", habit, counts=False, share=True).text == "0.625"
    assert assumed_number("80%", habit, counts=False) is None
    assert assumed_number("about 0.8", habit, counts=False, share=True) is None


def test_a_comma_before_three_digits_is_doubtful_where_nothing_proves_it() -> None:
    assert assumed_number("1,200", NumberHabit()).code == "CEL034"
    thousands = number_habit({"1,234,567": 1}, whole=False)
    assert assumed_number("1,200", thousands).text == "1200"
    decimals = number_habit({"3,5": 1}, whole=False)
    assert assumed_number("1,200", decimals).text == "1.200"
    both = number_habit({"3,5": 1, "1,234,567": 1}, whole=False)
    assert assumed_number("1,200", both).code == "CEL034"


DIGITS = "零一二三四五六七八九"


def written_out(number: int) -> str:
    """Write a number below a hundred million in Chinese, the slow way."""
    if number >= 10_000:
        high, low = divmod(number, 10_000)
        bridge = "零" if 0 < low < 1000 else ""
        return written_out(high) + "万" + bridge + (written_out(low) if low else "")
    text, units = "", ("千", "百", "十", "")
    for place, digit in enumerate(f"{number:04d}"):
        text += DIGITS[int(digit)] + units[place] if digit != "0" else "零"
    while "零零" in text:
        text = text.replace("零零", "零")
    return text.strip("零")


@given(st.integers(1, 99_999_999))
@examples(500)
def test_every_number_that_is_written_out_is_read_back(number: int) -> None:
    assert chinese_number(written_out(number)) == number


@given(st.integers(0, 10**9))
@examples(200)
def test_grouped_digits_are_read_back(number: int) -> None:
    found = assumed_number(f"{number:,}", PERSONS)
    assert (found.text if found else str(number)) == str(number)
    spaced = assumed_number(f"{number:,}人".replace(",", " "), PERSONS)
    assert spaced.text == str(number)


PIECES = st.lists(
    st.sampled_from(["约", "1", "200", "300", ",", ".", " ", "万", "人", "余", "+", "-", "–",
                     "百", "二", "十", "%", "about ", ">", "k", "人次", "n/a", "零"]),
    max_size=7,
).map("".join)  # fmt: skip


@given(st.one_of(st.text(max_size=80), PIECES), st.booleans(), st.booleans())
@examples(1500)
def test_what_is_read_stays_as_it_is_when_read_again(cell: str, whole: bool, share: bool) -> None:
    habit = number_habit({cell: 1}, whole=whole)
    found = assumed_number(cell, habit, counts=not share, share=share)
    if found and found.text and found.code != "CEL034":
        float(found.text)
        again = assumed_number(found.text, number_habit({found.text: 1}, whole=whole), share=share)
        assert again is None


def test_a_decimal_of_three_places_is_no_doubt_where_numbers_need_not_be_whole() -> None:
    assert assumed_number("1.234", number_habit({"1.234": 1}, whole=False)) is None
    assert assumed_number("1.234", PERSONS).code == "CEL034"
