"""Organizations that stand for others whose names are not known."""

from __future__ import annotations

import re
from typing import Final

_FLAG: Final = "placeholder"
_NUMBERS: Final = (
    r"(?:\d+|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|several|some|many|various)"
)
_BODIES: Final = (
    r"(?:schools|colleges|universities|institutes|institutions|enterprises|companies|firms"
    r"|employers|partners)"
)
_ENGLISH: Final = re.compile(
    r"\((?:[^()]*[;, ])?(?:(?:host )?not named|unnamed|name (?:not in|cut off)[^()]*)\)"
    rf"|^{_NUMBERS} (?:[\w-]+ ){{0,3}}{_BODIES}(?: (?:in|of|from) .*)?$"
    rf"|^(?:(?:unnamed|unknown|unidentified|local) )+(?:{_BODIES}|partner|company|enterprise)$"
    rf"|^{_BODIES} (?:in|from) ",
    re.IGNORECASE,
)
_FIRST: Final = re.compile(
    rf"(?:{_NUMBERS}|unnamed|unknown|unidentified|local|{_BODIES}) ", re.IGNORECASE
)
_CHINESE: Final = re.compile(
    r"[(（](?:未名|未具名|名称不详|名称未知|合作方未名|[^()（）]*截断)[)）]"
    r"|^(?:若干|多)[所家个]|^[两二三四五六七八九十\d]+[所家]|^当地(?:合作)?(?:院校|学校|企业|伙伴)$"
)


def is_placeholder(name_zh: str, name_en: str, note: str = "") -> bool:
    """Tell whether an organization is known only as somebody of a kind.

    The note says so (one of its parts begins with “placeholder”), or a name does: that it is not
    named, or a number of bodies without a name of their own. A name that merely contains a number
    or a plural is none.

    Examples
    --------
    >>> is_placeholder("", "Four Indonesian vocational schools")
    True
    >>> is_placeholder("德国医疗机构 (未名)", "")
    True
    >>> is_placeholder("四川大学", "NPTC Group of Colleges")
    False
    """
    if note:
        parts = (part.strip().casefold() for part in re.split("[;,.；，]", note))
        if any(part.split(" ")[0] == _FLAG for part in parts):
            return True
    english = name_en.strip()
    may_be = "(" in english or english[:1].isdigit() or _FIRST.match(english)
    if may_be and _ENGLISH.search(english):
        return True
    return bool(name_zh) and bool(_CHINESE.search(name_zh.strip()))
