"""Dates as registers write them, judged by the standard library's own parser of each form."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netintl.ingest.written_dates import written_date

from ..proofs import examples

FORMS = (
    "%Y-%m-%d", "%Y/%m/%d", "%Y.%m.%d", "%Y年%m月%d日", "%Y%m%d", "%d-%b-%Y", "%d %B %Y",
    "%B %d %Y", "%b %d, %Y", "%Y %B %d", "%Y-%m-%dT00:00:00Z", "%Y-%m-%d 12:30",
)  # fmt: skip


@given(st.dates(date(1000, 1, 1)), st.sampled_from(FORMS))
@examples(300)
def test_what_strftime_writes_is_read_back(day: date, form: str) -> None:
    text = day.strftime(form)
    assert datetime.strptime(text, form).date() == day  # noqa: DTZ007 - a day has no zone
    assert written_date(text) == day.isoformat()


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Mar-2016", "2016-03"), ("Sept 2024", "2024-09"), ("2021 年 7 月", "2021-07"),
        ("2021.0", "2021"), ("2021年", "2021"), ("1st July 2021", "2021-07-01"),
        ("２０２１", "2021"), ("07/05/2021", ""), ("30 February 2021", ""), ("Ju 2021", ""),
        ("20211301", ""), ("0000", ""), ("2021-7-5T25", ""), ("summer 2021", ""),
        ("2019-00", ""),
    ],
)  # fmt: skip
def test_what_means_one_day_alone_is_read(text: str, wanted: str) -> None:
    assert written_date(text) == wanted
