"""Partial dates as days: a missing end means still, a missing start undated."""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from netintl.model.cells import FIRST_YEAR, LAST_YEAR

if TYPE_CHECKING:
    from collections.abc import Callable

EVIDENCE_MONTHS = 24
UNKNOWN_DAY = np.datetime64("NaT", "D")
_YEAR, _MONTH = 4, 7  # characters of YYYY and YYYY-MM


def first_day(text: str) -> date:
    """Return the first day a partial date can mean.

    Examples
    --------
    >>> first_day("2019"), first_day("2019-09")
    (datetime.date(2019, 1, 1), datetime.date(2019, 9, 1))
    """
    return date.fromisoformat(text + "-01-01"[len(text) - _YEAR :])


def last_day(text: str) -> date:
    """Return the last day a partial date can mean.

    Examples
    --------
    >>> last_day("2019"), last_day("2020-02")
    (datetime.date(2019, 12, 31), datetime.date(2020, 2, 29))
    """
    if len(text) == _YEAR:
        return date(int(text), 12, 31)
    if len(text) == _MONTH:
        year, month = int(text[:4]), int(text[5:])
        return date(year, month, monthrange(year, month)[1])
    return date.fromisoformat(text)


def believable(text: str) -> bool:
    """Tell whether a date can be one of an agreement: of the years 1900 to 2100.

    A typed year (2203 for 2023) or one of the Buddhist era (2566) is none.

    Examples
    --------
    >>> believable("2023-05"), believable("2566"), believable("0001-01-01")
    (True, False, False)
    """
    return FIRST_YEAR <= text[:_YEAR] <= LAST_YEAR


def as_days(
    texts: np.ndarray, reading: Callable[[str], date], believed: Callable[[str], bool] = believable
) -> np.ndarray:
    """Turn partial dates into days; an empty or unbelievable one is an unknown day (NaT)."""
    codes, values = pd.factorize(np.asarray(texts, dtype=object))
    days = [reading(value) if believed(value) else UNKNOWN_DAY for value in values]
    return np.array(days, dtype="datetime64[D]")[codes] if days else np.empty(0, "M8[D]")


def months_before(day: date, months: int) -> date:
    """Return the same day some months earlier, or the last day of that month.

    Examples
    --------
    >>> months_before(date(2024, 3, 31), 1)
    datetime.date(2024, 2, 29)
    """
    month = day.year * 12 + day.month - 1 - months
    year, number = divmod(month, 12)
    if year < date.min.year:  # nothing is older
        return date.min
    return date(year, number + 1, min(day.day, monthrange(year, number + 1)[1]))
