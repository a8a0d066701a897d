"""Dates as people write them, read where they can mean one day, month or year only."""

from __future__ import annotations

import re
from calendar import monthrange
from typing import Final

from netintl.ingest.month_names import month_of, plain

_LAST_MONTH: Final = 12
_LONGEST: Final = 60  # signs; what is longer is a text
_WORD: Final = r"(?P<word>[^\d\s,/-]{3,14})"
_OF: Final = r"(?: de | of |[ -])"
_YEAR: Final = r"(?P<year>\d{4})"
_DAY: Final = r"(?P<day>\d{1,2})(?:st|nd|rd|th|er|\.)?"
_NUMBER: Final = r"[-/.年] ?(?P<month>\d{1,2})"
_TIME: Final = r"(?:[t ]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:z|[+-]\d{2}:?\d{2})?)?"
_FORMS: Final = tuple(
    re.compile(form)
    for form in (
        rf"{_YEAR}\.0",  # what a spreadsheet makes of a year
        # 2019, 2019-09, 2019/9/1, 2019.9.1, 2019年9月1日, 2021 年 7 月, with or without a time
        rf"{_YEAR}(?: ?{_NUMBER}(?: ?[-/.月] ?(?P<day>\d{{1,2}}) ?日?| ?月)?| ?年)?{_TIME}",
        rf"{_YEAR}(?P<month>\d{{2}})(?P<day>\d{{2}})",
        rf"{_DAY}{_OF}{_WORD},?{_OF}{_YEAR}(?: г\.?)?",  # 7 July 2021, 22-Feb-2000, 7. Juli 2021
        rf"{_WORD}[ -]{_DAY},?[ -]{_YEAR}",  # March 31 2021
        rf"{_WORD},?{_OF}{_YEAR}(?: г\.?)?",  # Sep 2024, julio de 2021
        rf"{_YEAR}[ -]{_WORD}(?:[ -]{_DAY})?",  # 2024 September 3
    )
)


def written_date(cell: str) -> str:
    """Return YYYY, YYYY-MM or YYYY-MM-DD, or ``""`` where no such day is meant beyond doubt.

    Days and months as numbers alone, such as 07/05/2021, mean two days and are not read.

    Examples
    --------
    >>> written_date("22-Feb-2000"), written_date("20210705"), written_date("2021.0")
    ('2000-02-22', '2021-07-05', '2021')
    >>> written_date("2021-07-05T00:00:00Z"), written_date("31 Feb 2021"), written_date("Foo 2021")
    ('2021-07-05', '', '')
    """
    text = plain(cell) if len(cell) <= _LONGEST else ""
    for form in _FORMS:
        found = form.fullmatch(text)
        if found:
            return _composed(found.groupdict())
    return ""


def _composed(parts: dict[str, str | None]) -> str:
    year, day = int(parts["year"] or 0), parts.get("day")
    month = month_of(parts["word"] or "") if "word" in parts else parts.get("month")
    if year == 0 or month == 0:
        return ""
    if month is None:
        return f"{year:04d}"
    number = int(month)
    if not 1 <= number <= _LAST_MONTH:
        return ""
    if day is None:
        return f"{year:04d}-{number:02d}"
    if not 1 <= int(day) <= monthrange(year, number)[1]:
        return ""
    return f"{year:04d}-{number:02d}-{int(day):02d}"
