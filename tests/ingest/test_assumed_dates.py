"""Dates that take an assumption: which it is, and that two meanings are never one date."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netintl.ingest.assumed_dates import assumed_date, date_habit, later
from netintl.ingest.written_dates import written_date

from ..proofs import examples


@pytest.mark.parametrize(
    ("cell", "start", "end"),
    [
        ("2019-2020学年", "2019", "2020"), ("2019/20", "2019", "2020"), ("2019-20", "2019", "2020"),
        ("AY 2019–20", "2019", "2020"), ("2019—2020", "2019", "2020"),
        ("2019-2023", "2019", "2023"),
        ("2019/2020 academic year", "2019", "2020"), ("2019.9-2022.7", "2019-09", "2022-07"),
        ("2019-09-2022-07", "2019-09", "2022-07"), ("2019年9月至2022年7月", "2019-09", "2022-07"),
        ("July 2019 - June 2022", "2019-07", "2022-06"), ("2009-10学年", "2009", "2010"),
        ("2019-09-01 ~ 2022-08-31", "2019-09-01", "2022-08-31"),
        ("2018 to 2021", "2018", "2021"), ("20190901-20220831", "2019-09-01", "2022-08-31"),
    ],
)  # fmt: skip
def test_a_span_gives_its_start_and_its_end(cell: str, start: str, end: str) -> None:
    found = assumed_date(cell)
    assert (found.text, found.end, found.code) == (start, end, "CEL023")


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("พ.ศ. 2566", "2023"), ("B.E. 2566", "2023"), ("BE 2566", "2023"), ("佛历2566年", "2023"),
        ("2566 B.E.", "2023"), ("民国108年9月1日", "2019-09-01"), ("中华民国99年", "2010"),
        ("7 กรกฎาคม 2564", "2021-07-07"), ("15 ม.ค. 2566", "2023-01-15"),
        ("29 กุมภาพันธ์ 2567", "2024-02-29"),
    ],
)  # fmt: skip
def test_another_era_is_converted_where_it_is_named(cell: str, text: str) -> None:
    found = assumed_date(cell)
    assert (found.text, found.code) == (text, "CEL022")


def test_a_buddhist_year_takes_a_row_of_thailand() -> None:
    assert assumed_date("2566-05-01") is None
    assert assumed_date("2566-05-01", thai=True).text == "2023-05-01"
    assert assumed_date("2567-02-29", thai=True).text == "2024-02-29"
    assert assumed_date("2019", thai=True) is None
    assert assumed_date("108年") is None


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("2019Q3", "2019"), ("Q3 2019", "2019"), ("2019年第三季度", "2019"), ("2019年底", "2019"),
        ("early 2020", "2020"), ("2020年上半年", "2020"), ("2019年9月底", "2019-09"),
        ("c. 2015", "2015"), ("约2015年", "2015"), ("spring 2021", "2021"), ("since 2018", "2018"),
    ],
)  # fmt: skip
def test_a_rough_date_claims_no_more_than_it_says(cell: str, text: str) -> None:
    found = assumed_date(cell)
    assert (found.text, found.code) == (text, "CEL028")


@pytest.mark.parametrize(
    ("cell", "months"),
    [("5 years", 60), ("五年", 60), ("3年", 36), ("18个月", 18), ("6 months", 6), ("两年", 24),
     ("5 ans", 60), ("3-year term", 36), ("有效期三年", 36), ("10年期", 120)],
)  # fmt: skip
def test_a_period_is_so_many_months(cell: str, months: int) -> None:
    found = assumed_date(cell)
    assert (found.months, found.code) == (months, "CEL027")


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("至今", "CEL025"), ("至今有效", "CEL025"), ("Present", "CEL025"), ("ongoing", "CEL025"),
        ("now", "CEL025"), ("现在", "CEL025"), ("长期", "CEL026"), ("Unlimited", "CEL026"),
        ("indefinite", "CEL026"), ("无固定期限", "CEL026"), ("n/a", "CEL029"), ("—", "CEL029"),
        ("未知", "CEL029"), ("TBD", "CEL029"),
    ],
)  # fmt: skip
def test_words_in_place_of_a_date_are_told_apart(cell: str, code: str) -> None:
    found = assumed_date(cell)
    assert (found.text, found.code) == ("", code)


@pytest.mark.parametrize(
    "cell",
    [
        "07/05/2021", "05.07.2021", "19年", "23年", "2022-2019", "2019-2020-2021", "二〇一九",
        "2019?", "2018 or 2019", "2018、2019", "108", "十二年级", "May", "2019/13/40", "99/9/9",
        "01/02/03", "2009/10", "2009-10", "2019-09", "May 2019", "2019-09-01 12:30", "2566", "0",
        "x" * 5000, "43709",
    ],
)  # fmt: skip
def test_nothing_is_assumed_where_two_things_or_none_can_be_meant(cell: str) -> None:
    assert assumed_date(cell) is None


def test_one_date_that_proves_the_order_settles_its_column() -> None:
    habit = date_habit({"07/05/2021": 5, "31/12/2019": 1})
    assert assumed_date("07/05/2021", habit).text == "2021-05-07"
    american = date_habit({"07/05/2021": 5, "12/31/2019": 1})
    assert assumed_date("07/05/2021", american).text == "2021-07-05"
    both = date_habit({"07/05/2021": 5, "12/31/2019": 1, "31.12.2019": 1})
    assert assumed_date("07/05/2021", both) is None
    assert assumed_date("31/12/2019", both) is None
    assert assumed_date("31/12/2019", american) is None


def test_day_numbers_take_a_column_of_them() -> None:
    many = date_habit({"43709": 3, "44197.5": 1, "2019": 1})
    assert assumed_date("43709", many).text == "2019-09-01"  # as LibreOffice shows it
    assert assumed_date("44197.5", many).text == "2021-01-01"
    assert assumed_date("43709", date_habit({"43709": 1, "2019": 5})) is None
    assert assumed_date("19999", date_habit({"19999": 3})) is None


def test_academic_years_settle_those_that_look_like_months() -> None:
    for others in ("2013/14", "2010/11", "2013-14"):
        years = date_habit({"2009/10": 1, others: 1, "2019-2023": 1})
        assert assumed_date("2009/10", years).end == "2010"
    mixed = date_habit({"2009/10": 1, "2013/14": 1, "2019/03": 1})
    assert (assumed_date("2009/10", mixed).text, assumed_date("2009/10", mixed).code) == (
        "",
        "CEL004",
    )
    assert assumed_date("2009-10", mixed) is None  # as ISO 8601 writes a month
    assert assumed_date("2013/14", mixed).end == "2014"
    months = date_habit({"2009/10": 1, "2010/11": 1, "2019/03": 1})
    assert assumed_date("2009/10", months) is None


@given(st.dates(date(1955, 1, 1), date(2060, 1, 1)))
@examples(200)
def test_a_day_number_is_counted_from_the_day_that_excel_counts_from(day: date) -> None:
    number = str((day - date(1900, 3, 1)).days + 61)  # Excel shows 61 for 1 March 1900
    assert assumed_date(number, date_habit({number: 1})).text == day.isoformat()


@given(st.dates(date(1960, 1, 1), date(2040, 1, 1)), st.integers(0, 3000))
@examples(200)
def test_a_span_of_any_two_days_is_read_back(first: date, days: int) -> None:
    last = first + timedelta(days=days)
    found = assumed_date(f"{first:%Y.%m.%d}-{last:%Y.%m.%d}")
    assert (found.text, found.end) == (first.isoformat(), last.isoformat())


PIECES = st.lists(
    st.sampled_from(
        ["2019", "2566", "9", "12", "31", "-", "/", ".", "年", "月", "日", " ", "至今", "学年",
         "Q3", "พ.ศ.", "民国", "to", "May", "五", "years", "约", "底", "AY", "长期", "n/a", "–"]
    ),
    max_size=7,
).map("".join)  # fmt: skip


@given(st.one_of(st.text(max_size=80), PIECES), st.booleans())
@examples(1500)
def test_what_is_read_stays_as_it_is_when_read_again(cell: str, thai: bool) -> None:
    found = assumed_date(cell, date_habit({cell: 1}), thai=thai)
    for text in (found.text, found.end) if found else (written_date(cell),):
        assert not text or written_date(text) == text
        assert assumed_date(text, thai=thai) is None or (thai and text >= "2400")


@given(st.integers(1, 12), st.integers(1, 12), st.integers(1990, 2040), st.sampled_from("/.-"))
@examples(200)
def test_no_order_is_guessed_without_a_proof(one: int, other: int, year: int, mark: str) -> None:
    cell = f"{one:02d}{mark}{other:02d}{mark}{year}"
    assert assumed_date(cell, date_habit({cell: 100})) is None
    assert written_date(cell) == ""


def test_a_later_date_is_as_exact_as_its_start() -> None:
    assert [later(day, 12) for day in ("2019", "2019-12", "2020-02-29", "")] == [
        "2020", "2020-12", "2021-02-28", "",
    ]  # fmt: skip
    assert later("2019", 6) == ""
    assert later("2019-08-31", 18) == "2021-02-28"
