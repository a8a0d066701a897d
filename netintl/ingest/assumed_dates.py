"""Dates that are read under an assumption, which is always told: eras, orders, spans, periods."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from typing import TYPE_CHECKING, Final

from netintl.ingest.month_names import plain
from netintl.ingest.written_dates import written_date

if TYPE_CHECKING:
    from collections.abc import Mapping

ORDER, SERIAL, ERA, SPAN = "CEL020", "CEL021", "CEL022", "CEL023"
RUNNING, UNLIMITED, PERIOD, ROUGH, NOTHING = "CEL025", "CEL026", "CEL027", "CEL028", "CEL029"
UNTIL: Final = "CEL036"
UNREAD: Final = "CEL004"

_LONGEST: Final = 60
_MONTHS: Final = 12
_BUDDHIST, _REPUBLIC = 543, 1911
_SERIALS: Final = (20_000, 60_000)  # 1954 to 2064
_DAY_ONE: Final = date(1899, 12, 30)
_HALF: Final = 0.5
_TIME: Final = r"(?: \d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?)?"
_NUMERIC: Final = re.compile(rf"(\d{{1,2}})([-/.])(\d{{1,2}})\2(\d{{4}}){_TIME}")
_SERIAL: Final = re.compile(r"(\d{5})(?:\.\d+)?")
_ACADEMIC: Final = re.compile(r"(\d{4}) ?[-/‐-―~～] ?(\d{4}|\d{2})(?: ?学年度?| ?學年度?)?")
_SCHOOL_YEAR: Final = re.compile(
    r"^(?:a\.?y\.?|academic year|school year) ?"
    r"|(?: ?学年度?| ?學年度?| academic year| school year)$"
)
_JOINT: Final = re.compile(r" ?[-‐-―~～至到] ?| to | until | till | bis | au | al ")
_NOW: Final = (
    "至今有效|至今|迄今|到现在|现在|目前|present|ongoing|now|current|to date|continuing"
    "|en cours|actualidad|по настоящее время|ปัจจุบัน|sekarang"
)
_RUNNING: Final = re.compile(rf"(?:{_NOW})")
_STILL: Final = re.compile(rf"(?P<start>.+?)(?: ?[-‐-―~～至到] ?| to | till )?(?:{_NOW})")
_UNLIMITED: Final = re.compile(
    "长期(?:有效|合作)?|无固定期限|无期限|无限期|不限期?|永久(?:有效)?|unlimited|indefinite(?:ly)?"
    "|until (?:further notice|terminated|cancelled|canceled)"
    "|permanent|open[- ]?ended|no (?:end|expiry)(?: date)?|without (?:limit|term)"
    "|ilimitado|illimitee?"
)
_DIGITS: Final[Mapping[str, int]] = {
    **{sign: place for place, sign in enumerate("一二三四五六七八九十", start=1)}, "两": 2,
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "ten": 10,
}  # fmt: skip
_PERIOD: Final = re.compile(
    rf"(?:for |有效期 ?|为期 ?|期限 ?)?(?P<n>\d{{1,2}}|{'|'.join(_DIGITS)})[ -]?"
    r"(?P<unit>years?|yrs?|ans?|anos?|jahre?|tahun|лет|года?|ปี|个?年|months?|mois|meses|个月)"
    r"(?: term| period|有效|期)?"
)
_UNTIL: Final = re.compile(
    r"(?:(?:valid |in force )?(?:until|till|through|thru|up to)|expir(?:es|ing|y)(?: on)?|bis|hasta"
    r"|jusqu'(?:en|au)) (?:the )?(?:end of )?|(?:有效期?|执行)?(?:截至|截止到?|至|到) ?"
)
_SHORT_YEAR: Final = re.compile(r"\d{2} ?年")  # 19年 is 2019 as well
_NOTHING: Final = re.compile(
    r"n/?a|n\.a\.?|not (?:known|stated|available|applicable)|unknown|tb[cd]|[-‐-―]+|\?+|\.{2,}|…"
    "|未知|不详|不明|待定|待补充|未说明|暂缺|缺"
)
_ERAS: Final = (
    (re.compile(r"(?:พ\.? ?ศ\.? ?|b\.? ?e\.? ?|佛历|佛曆)(?=\d{4})"), _BUDDHIST),
    (re.compile(r"(?<=\d{4}) ?(?:พ\.? ?ศ\.?|b\.?e\.?)$"), _BUDDHIST),
    (re.compile(r"(?:中华)?民[国國] ?(?=\d{1,3}(?!\d))"), _REPUBLIC),
)
_THAI: Final = re.compile("[\u0e00-\u0e7f]")
_BUDDHIST_YEAR: Final = re.compile(r"(?<!\d)2[4-6]\d{2}(?!\d)")
_SEASON: Final = "spring|summer|autumn|fall|winter"
_ROUGH_YEAR: Final = re.compile(
    r"(?:about|around|approx\.?|circa|ca?\.|early|mid|late|end of|beginning of|since|from"
    rf"|{_SEASON}|约|自|从|[qh][1-4]|fin|debut|principios de|finales de)"
    r"[ -]?(?P<after>\d{4})年?(?:起|开始)?"
    r"|(?P<before>\d{4})年?[ -/]?(?:[qh][1-4]|[1-4]q|第?[一二三四1-4]季度?|[上下]半年|年?[底初末中]"
    rf"|[春夏秋冬]季?|左右|前后|起|{_SEASON}|onwards?)"
)
_ROUGH_MONTH: Final = re.compile(
    r"(?:约|自|从)?(\d{4}[年./-]\d{1,2}月?)(?:[底初末中]|[上中下]旬|左右|起|开始)"
)


@dataclass(frozen=True, slots=True)
class DateHabit:
    """What all dates of one column in one file show together.

    Attributes
    ----------
    order
        ``"day"`` or ``"month"`` where some date proves what stands first and none contradicts.
    serials
        Most cells are day numbers of a spreadsheet.
    academic
        ``"yes"`` where spans such as 2019/20 stand there, ``"mixed"`` where months do as well.
    """

    order: str = ""
    serials: bool = False
    academic: str = ""


@dataclass(frozen=True, slots=True)
class AssumedDate:
    """A date with the code of what was assumed; ``months`` of a period.

    ``end`` is that of a span, or of a cell that says until when and has no ``text``.
    """

    text: str
    code: str
    end: str = ""
    months: int = 0
    running: bool = False


def date_habit(counts: Mapping[str, int]) -> DateHabit:
    """Judge the cells of a column by what they show together.

    Parameters
    ----------
    counts
        How often each cell stands there.

    Examples
    --------
    >>> date_habit({"07/05/2021": 3, "31/12/2019": 1}).order
    'day'
    >>> date_habit({"07/05/2021": 3, "31/12/2019": 1, "12/31/2019": 1}).order
    ''
    """
    texts: dict[str, int] = {}
    for cell, count in counts.items():
        if len(cell) <= _LONGEST:
            bare = _UNTIL.sub("", plain(cell), count=1)
            texts[bare] = texts.get(bare, 0) + count
    numeric = [match for text in texts if (match := _NUMERIC.fullmatch(text))]
    day = any(int(found[1]) > _MONTHS for found in numeric)
    month = any(int(found[3]) > _MONTHS for found in numeric)
    serial = sum(count for text, count in texts.items() if _serial(text))
    order = ("day" if day else "month") if day != month else ""
    return DateHabit(order, serial > _HALF * sum(counts.values()), _academic(texts))


def _academic(texts: Mapping[str, int]) -> str:
    """Tell whether what can be a month or the next year is one of these; ``""`` for a month."""
    spans = [match for text in texts if (match := _ACADEMIC.fullmatch(text))]
    following = [found for found in spans if _second(found) == int(found[1]) + 1]
    months = [found for found in spans if found not in following and written_date(found[0])]
    clear = any(not written_date(found[0]) for found in following)
    alike = sum("/" in found[0] for found in following) > 1  # two of them are no chance
    return "" if not (clear or (alike and not months)) else "mixed" if months else "yes"


def _second(found: re.Match[str]) -> int:
    year, text = int(found[1]), found[2]
    return int(text) if len(text) > len("20") else year - year % 100 + int(text)


def _serial(text: str) -> bool:
    found = _SERIAL.fullmatch(text)
    return bool(found) and _SERIALS[0] <= int(found[1]) <= _SERIALS[1]  # type: ignore[index]


def assumed_date(
    cell: str, habit: DateHabit = DateHabit(), *, thai: bool = False
) -> AssumedDate | None:
    """Read a date under an assumption, or return None where it stands as it is or means nothing.

    Parameters
    ----------
    cell
        As it is written.
    habit
        What the column shows.
    thai
        Whether the row is one of Thailand, so that a year such as 2566 is of the Buddhist era.

    Examples
    --------
    >>> assumed_date("2019-2020学年"), assumed_date("至今").running
    (AssumedDate(text='2019', code='CEL023', end='2020', months=0, running=False), True)
    >>> assumed_date("2566", thai=True).text, assumed_date("2566"), assumed_date("5 years").months
    ('2023', None, 60)
    >>> assumed_date("until June 2028").end, assumed_date("until 05/06/2028")
    ('2028-06', None)
    """
    if not cell or len(cell) > _LONGEST:
        return None
    text = plain(cell)
    plainly = written_date(text)
    year = _next_year(text, habit, plainly) if habit.academic else None
    if year:
        return year
    common = _buddhist(text) if thai or _THAI.search(text) else ""
    if common or plainly:
        return AssumedDate(common, ERA) if common else None
    by_habit = partial(_by_habit, habit=habit)
    until = partial(_until, habit=habit)
    readers = (_spoken, _of_era, _school_year, _span, _rough, by_habit, until)
    return next((found for read in readers if (found := read(text))), None)


def _next_year(text: str, habit: DateHabit, plainly: str) -> AssumedDate | None:
    """Read 2009/10 as the column shows: an academic year, or not at all where it shows both."""
    span = _school_year(text)
    if span is None or habit.academic == "yes" or not plainly:
        return span
    return AssumedDate("", UNREAD) if "/" in text else None


def _by_habit(text: str, habit: DateHabit) -> AssumedDate | None:
    if habit.serials and _serial(text):
        counted = _DAY_ONE + timedelta(days=int(text[:5]))
        return AssumedDate(counted.isoformat(), SERIAL)
    found = _NUMERIC.fullmatch(text)
    if not found or not habit.order:
        return None
    day, month = (found[1], found[3]) if habit.order == "day" else (found[3], found[1])
    known = written_date(f"{found[4]}-{month}-{day}")
    return AssumedDate(known, ORDER) if known else None


def _until(text: str, habit: DateHabit) -> AssumedDate | None:
    """Read a cell that says until when: an end without a start, also in a column of starts."""
    found = _UNTIL.match(text)
    if not found:
        return None
    rest = text[found.end() :].removesuffix("止").rstrip()
    if known := written_date(rest):
        return AssumedDate("", UNTIL, end=known)
    ordered = _by_habit(rest, habit)
    return AssumedDate("", ordered.code, end=ordered.text) if ordered else None


def _spoken(text: str) -> AssumedDate | None:
    """Read what is no date: still running, unlimited, so many years, or not known."""
    if _RUNNING.fullmatch(text):
        return AssumedDate("", RUNNING, running=True)
    if _UNLIMITED.fullmatch(text):
        return AssumedDate("", UNLIMITED)
    if _NOTHING.fullmatch(text):
        return AssumedDate("", NOTHING)
    found = _PERIOD.fullmatch(text)
    if found and not _SHORT_YEAR.fullmatch(text):
        number = int(found["n"]) if found["n"].isdecimal() else _DIGITS[found["n"]]
        monthly = found["unit"].startswith(("month", "mois", "mes", "个月"))
        months = number if monthly else number * _MONTHS
        return AssumedDate("", PERIOD, months=months) if months else None
    return None


def _of_era(text: str) -> AssumedDate | None:
    for mark, years in _ERAS:
        bare, marks = mark.subn("", text, count=1)
        if marks:
            found = re.search(r"\d{2,4}" if years == _REPUBLIC else r"\d{4}", bare)
            year = int(found[0]) + _REPUBLIC if found and years == _REPUBLIC else 0
            year = int(found[0]) - _BUDDHIST if found and years == _BUDDHIST else year
            known = (
                written_date(f"{bare[: found.start()]}{year:04d}{bare[found.end() :]}")
                if found
                else ""
            )
            return AssumedDate(known, ERA) if known and year > 0 else None
    return None


def _buddhist(text: str) -> str:
    """Return a date of the Buddhist era by the common one, whose leap years it follows."""
    years = _BUDDHIST_YEAR.findall(text)
    if len(years) != 1:
        return ""
    return written_date(_BUDDHIST_YEAR.sub(str(int(years[0]) - _BUDDHIST), text))


def _school_year(text: str) -> AssumedDate | None:
    bare = _SCHOOL_YEAR.sub("", text)
    found = _ACADEMIC.fullmatch(bare)
    if not found:
        return None
    first, second = int(found[1]), _second(found)
    if second == first + 1 or (bare == text and second > first and not written_date(text)):
        return AssumedDate(f"{first:04d}", SPAN, end=f"{second:04d}")
    return None


def _span(text: str) -> AssumedDate | None:
    """Read two dates that are joined in the only way that gives two dates."""
    found = set()
    for joint in _JOINT.finditer(text):
        first, last = (written_date(part) for part in (text[: joint.start()], text[joint.end() :]))
        if first and last and first[: len(last)] <= last[: len(first)]:
            found.add((first, last))
    if len(found) == 1:
        ((first, last),) = found
        return AssumedDate(first, SPAN, end=last)
    still = _STILL.fullmatch(text)
    begun = written_date(still["start"].rstrip(" -~～至到")) if still else ""
    return AssumedDate(begun, RUNNING, running=True) if begun else None


def _rough(text: str) -> AssumedDate | None:
    """Read a part of a year, or what is about a year, as that year and no more."""
    found = _ROUGH_YEAR.fullmatch(text)
    if found:
        return AssumedDate(written_date(found["after"] or found["before"]), ROUGH)
    near = _ROUGH_MONTH.fullmatch(text)
    known = written_date(near[1]) if near else ""
    return AssumedDate(known, ROUGH) if known else None


def later(start: str, months: int) -> str:
    """Return the date so many months after another, as exact as that one, or ``""``.

    Examples
    --------
    >>> later("2019", 60), later("2019-09", 18), later("2020-02-29", 12), later("2019", 18)
    ('2024', '2021-03', '2021-02-28', '')
    """
    parts = [int(part) for part in start.split("-")] if start else []
    if not parts or (len(parts) == 1 and months % _MONTHS):
        return ""
    if len(parts) == 1:
        return f"{parts[0] + months // _MONTHS:04d}"
    year, month = divmod(parts[0] * _MONTHS + parts[1] - 1 + months, _MONTHS)
    text = f"{year:04d}-{month + 1:02d}"
    days = monthrange(year, month + 1)[1]
    return text if not parts[2:] else f"{text}-{min(parts[2], days):02d}"
