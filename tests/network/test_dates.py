"""Partial dates against the calendar of the standard library."""

from __future__ import annotations

import calendar
from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from netintl.network.dates import as_days, first_day, last_day, months_before

DAYS = st.dates(min_value=date(1900, 1, 1), max_value=date(2100, 12, 31))


@given(day=DAYS)
def test_a_partial_date_means_the_days_that_begin_with_it(day) -> None:
    text = day.isoformat()
    for length in (4, 7, 10):
        part = text[:length]
        assert first_day(part) <= day <= last_day(part)
        assert first_day(part).isoformat()[:length] == part == last_day(part).isoformat()[:length]
        assert date.fromordinal(first_day(part).toordinal() - 1).isoformat()[:length] != part
        assert date.fromordinal(last_day(part).toordinal() + 1).isoformat()[:length] != part


@given(day=DAYS, months=st.integers(0, 600))
def test_months_are_counted_back_on_the_calendar(day, months) -> None:
    earlier = months_before(day, months)
    assert (day.year - earlier.year) * 12 + day.month - earlier.month == months
    assert earlier.day == min(day.day, calendar.monthrange(earlier.year, earlier.month)[1])


@pytest.mark.parametrize(
    ("texts", "first", "last"),
    [
        ([], [], []),
        (["", ""], ["NaT", "NaT"], ["NaT", "NaT"]),
        (["2020-02", "", "2020-02"], ["2020-02-01", "NaT"] * 1 + ["2020-02-01"], None),
        (["2019", "2020-02-03"], ["2019-01-01", "2020-02-03"], ["2019-12-31", "2020-02-03"]),
    ],
    ids=["none", "unknown", "repeated", "mixed"],
)
def test_unknown_days_stay_unknown(texts, first, last) -> None:
    cells = np.array(texts, dtype=object)
    assert as_days(cells, first_day).astype(str).tolist() == first
    if last is not None:
        assert as_days(cells, last_day).astype(str).tolist() == last


@pytest.mark.parametrize(
    ("text", "day"),
    [("1899-12-31", "NaT"), ("1900", "1900-01-01"), ("2100", "2100-01-01"), ("2101", "NaT"),
     ("2566-05", "NaT"), ("0001-01-01", "NaT"), ("", "NaT")],
)  # fmt: skip
def test_a_year_that_cannot_be_right_is_unknown(text, day) -> None:
    assert str(as_days(np.array([text], dtype=object), first_day)[0]) == day
