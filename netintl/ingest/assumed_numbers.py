"""Numbers as people write them: about 300, 1.2万, 200+, 100–200, 120人; what is assumed is told."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from netintl.model.scripts import simplified

if TYPE_CHECKING:
    from collections.abc import Mapping

INEXACT, RANGE, FORM, MARKS, NOTHING, DOUBTFUL = (
    "CEL030", "CEL031", "CEL032", "CEL033", "CEL029", "CEL034",
)  # fmt: skip

_LONGEST: Final = 60
_PLAIN: Final = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?")
_BEFORE: Final = re.compile(
    r"(?:大约|约为|约有|约|近|将近|接近|超过|超|逾|不少于|至少|多达|不超过|至多|最多|少于|不到|>=?|<=?|≥|≤|~|≈|±"
    r"|approximately|approx\.?|about|around|circa|ca?\.|nearly|almost|some|over|more than|at least"
    r"|up to|at most|less than|fewer than|under|environ|unos|etwa|sekitar|около) ?"
)
_AFTER: Final = re.compile(r" ?(?:余|多|以上|以内|左右|上下|\+|plus|or more|or so)$")
_UNIT: Final = re.compile(
    r" ?(?:(?:名|位|个)?(?:学生|学员|教师|师生|员工|毕业生|留学生|人)|名|位"
    r"|persons?|people|pers\.?|pax|students?|trainees?|learners?|teachers?|graduates?|employees?|staff)$"
)
_SCALE: Final[Mapping[str, int]] = {"万": 10_000, "萬": 10_000, "千": 1_000, "百": 100, "k": 1_000}
_SCALED: Final = re.compile(r"(\d+(?:\.\d+)?) ?([万萬千百k])")
_COMMAS: Final = re.compile(r"[1-9]\d{0,2}(?:,\d{3})+(?:\.\d+)?")
_SPACES: Final = re.compile(r"[1-9]\d{0,2}(?:[ '’]\d{3})+(?:\.\d+)?")
_POINTS: Final = re.compile(r"[1-9]\d{0,2}(?:\.\d{3})+(?:,\d+)?")
_ONE_POINT: Final = re.compile(r"[1-9]\d{0,2}\.\d{3}")
_ONE_COMMA: Final = re.compile(r"[1-9]\d{0,2},\d{3}")
_COMMA: Final = re.compile(r"[+-]?\d+,\d+")
_SHARE: Final = re.compile(r"(\d+(?:[.,]\d+)?) ?%")
_JOINT: Final = re.compile(r"(.+?) ?(?:[-‐-―~～至到]| to ) ?(.+)")
_NOTHING: Final = re.compile(
    r"n/?a|n\.a\.?|not (?:known|stated|available|applicable)|unknown|tb[cd]|[-‐-―]+|/|\?+|\.{2,}|…"
    "|未知|不详|不明|待定|未说明|未统计|暂缺|缺"
)
_CHINESE: Final = re.compile("[零〇一二两三四五六七八九十百千万]+")
_DIGITS: Final = {sign: place for place, sign in enumerate("零一二三四五六七八九")} | {"两": 2}
_WAN: Final = 10_000
_UNITS: Final = {"十": 10, "百": 100, "千": 1000}


@dataclass(frozen=True, slots=True)
class NumberHabit:
    """Whether a point or a comma parts thousands in a column, as far as its cells prove it.

    ``whole`` says that the column holds whole numbers only.
    """

    whole: bool = False
    points: bool = False
    commas: bool = False
    decimal_commas: bool = False


@dataclass(frozen=True, slots=True)
class AssumedNumber:
    """A number as plain digits with the code of what was assumed; ``""`` is unknown."""

    text: str
    code: str


def number_habit(cells: Mapping[str, int], *, whole: bool) -> NumberHabit:
    """Judge the marks of a column by cells that can mean one thing only.

    Examples
    --------
    >>> number_habit({"1.200": 1, "1.250.000": 1}, whole=True).points
    True
    >>> number_habit({"1.200": 1, "12.5": 1}, whole=True).points
    False
    """
    texts = [plain_number(cell) for cell in cells if len(cell) <= _LONGEST]
    pointed = [
        text
        for text in texts
        if ("." in text and _PLAIN.fullmatch(text)) or _POINTS.fullmatch(text)
    ]
    grouped = [text for text in pointed if _POINTS.fullmatch(text)]
    proven = any(text.count(".") > 1 or "," in text for text in grouped)
    alike = whole and len(set(grouped)) > 1 and any(not text.endswith(".000") for text in grouped)
    decimal = any(_COMMA.fullmatch(text) and not _ONE_COMMA.fullmatch(text) for text in texts)
    commas = any(_COMMAS.fullmatch(text) and not _ONE_COMMA.fullmatch(text) for text in texts)
    return NumberHabit(
        whole=whole,
        points=(proven or alike) and len(grouped) == len(pointed),
        commas=(whole or commas) and not decimal,
        decimal_commas=not whole and decimal and not commas,
    )


def plain_number(cell: str) -> str:
    """Fold width, case and spaces of a number, and its minus."""
    text = simplified(unicodedata.normalize("NFKC", cell).casefold()).replace("\u2212", "-")
    return " ".join(text.split())


def assumed_number(
    cell: str, habit: NumberHabit = NumberHabit(), *, counts: bool = True, share: bool = False
) -> AssumedNumber | None:
    """Read a number under an assumption, or return None where it stands as it is or means none.

    Parameters
    ----------
    cell
        As it is written.
    habit
        What the marks of the column mean.
    counts
        Whether the column counts, so that words such as "about" and a range make sense.
    share
        Whether it holds a share of one, so that 80 % is 0.8.

    Examples
    --------
    >>> assumed_number("1.2万"), assumed_number("200余人").text, assumed_number("100–200").code
    (AssumedNumber(text='12000', code='CEL032'), '200', 'CEL031')
    >>> assumed_number("一百二十").text, assumed_number("300人次"), assumed_number("n/a").text
    ('120', None, '')
    """
    if not cell or len(cell) > _LONGEST:
        return None
    text = plain_number(cell)
    if says_unknown(text):
        return AssumedNumber("", NOTHING)
    marked = _marked(text, habit)
    if marked is not None:
        return marked
    if _PLAIN.fullmatch(text):
        return None if text == cell or _PLAIN.fullmatch(cell) else AssumedNumber(text, FORM)
    percent = _SHARE.fullmatch(text) if share else None
    if percent:
        return AssumedNumber(_digits(Decimal(percent[1].replace(",", ".")) / 100), FORM)
    return _counted(text, habit) if counts else None


def says_unknown(cell: str) -> bool:
    """Tell whether a cell says in words or signs that its value is not known.

    Examples
    --------
    >>> says_unknown("n/a"), says_unknown("未知"), says_unknown("0"), says_unknown("")
    (True, True, False, False)
    """
    return len(cell) <= _LONGEST and bool(_NOTHING.fullmatch(plain_number(cell)))


def _marked(text: str, habit: NumberHabit) -> AssumedNumber | None:
    """Read digits with marks between them, where the marks can mean one thing in this column."""
    doubtful = _ONE_COMMA.fullmatch(text) and not (habit.commas or habit.decimal_commas)
    if doubtful or (_ONE_POINT.fullmatch(text) and habit.whole and not habit.points):
        return AssumedNumber(text, DOUBTFUL)
    if _POINTS.fullmatch(text) and (habit.points or not _PLAIN.fullmatch(text)):
        return AssumedNumber(text.replace(".", "").replace(",", "."), MARKS)
    if _COMMAS.fullmatch(text) and not (habit.decimal_commas and _ONE_COMMA.fullmatch(text)):
        return AssumedNumber(text.replace(",", ""), FORM)
    if _SPACES.fullmatch(text):
        return AssumedNumber(re.sub("[ '’]", "", text), FORM)
    decimal = _COMMA.fullmatch(text) and not habit.commas
    return AssumedNumber(text.replace(",", "."), MARKS) if decimal else None


def _counted(text: str, habit: NumberHabit) -> AssumedNumber | None:
    """Read one number, or the lower one of two, with the words around it."""
    value, inexact = _worded(text, habit)
    if value is not None:
        return AssumedNumber(_digits(value), INEXACT if inexact else FORM)
    found = _JOINT.fullmatch(_UNIT.sub("", text))
    if found:
        (low, vague), (high, vaguer) = (_worded(part, habit) for part in found.groups())
        scale = _SCALED.fullmatch(found[2])
        if low is not None and high is not None and scale and not _SCALED.fullmatch(found[1]):
            low *= _SCALE[scale[2]]  # 1-2万 is 10,000 to 20,000
        if low is not None and high is not None and low < high and not (vague or vaguer):
            return AssumedNumber(_digits(low), RANGE)
    return None


def _worded(text: str, habit: NumberHabit) -> tuple[Decimal | None, bool]:
    """Return the number among words of about, more and fewer, and whether there are any."""
    bare = _UNIT.sub("", text)
    bare = re.sub(r"(?<=[\d百千万])([余多])(万)$", r"\2\1", bare)  # 2余万: more than 20,000
    core = _AFTER.sub("", _BEFORE.sub("", bare, count=1) if _BEFORE.match(bare) else bare)
    return _value(core.strip(), habit), core != bare


def _value(text: str, habit: NumberHabit) -> Decimal | None:
    marked = _marked(text, habit)
    if marked is not None:
        return None if marked.code == DOUBTFUL else Decimal(marked.text)
    if re.fullmatch(r"\d+(\.\d+)?", text):
        return Decimal(text)
    scaled = _SCALED.fullmatch(text)
    if scaled:
        return Decimal(scaled[1]) * _SCALE[scaled[2]]
    number = chinese_number(text)
    return None if number is None else Decimal(number)


def _digits(value: Decimal) -> str:
    whole = value.to_integral_value()
    return str(int(whole)) if value == whole else format(value.normalize(), "f")


def chinese_number(text: str) -> int | None:
    """Return a whole number below a hundred million that is written out, or None.

    Examples
    --------
    >>> chinese_number("一百二十"), chinese_number("十二"), chinese_number("三千零五")
    (120, 12, 3005)
    >>> chinese_number("一百二"), chinese_number("二〇一九"), chinese_number("万")
    (None, None, None)
    """
    if not _CHINESE.fullmatch(text):
        return None
    upper, wan, lower = text.replace("〇", "零").partition("万")
    if not wan:
        return _below(upper)
    high, low = _below(upper), _below(lower.removeprefix("零")) if lower else 0
    long = lower.startswith("零") or "千" in lower or not lower
    return None if high is None or low is None or not long else high * _WAN + low


def _below(text: str) -> int | None:
    """Read a number below ten thousand whose units stand in falling order."""
    total, last, rest = 0, _WAN, "一" + text if text.startswith("十") else text
    while rest:
        zero, rest = rest.startswith("零"), rest.removeprefix("零")
        digit = _DIGITS.get(rest[:1], 0)
        if not digit or (zero and last == _WAN):
            return None
        unit = _UNITS.get(rest[1:2], 1)
        if unit >= last or (unit == 1 and rest[1:]) or zero == (unit * 10 == last or last == _WAN):
            return None
        total, last, rest = total + digit * unit, unit, rest[2:] if unit > 1 else rest[1:]
    return total or None


def assumed_year(cell: str) -> AssumedNumber | None:
    """Read a year that is written with more than its digits.

    Examples
    --------
    >>> assumed_year("2019年").text, assumed_year("2019"), assumed_year("未知").text
    ('2019', None, '')
    """
    text = plain_number(cell) if len(cell) <= _LONGEST else cell
    if says_unknown(text):
        return AssumedNumber("", NOTHING)
    found = re.fullmatch(r"(\d{4}) ?年度?", text)
    return AssumedNumber(found[1], FORM) if found else None
