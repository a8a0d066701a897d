"""What the name of an organization tells of its kind."""

from __future__ import annotations

import re
from typing import Final

from netintl.model.scripts import simplified

AT_HOME, ABROAD = "kind_at_home", "kind_abroad"  # as a mapping names them
_KINDS: Final = {
    "enterprise": re.compile(
        r"(?i)公司|集团|企业|工厂|\b(ltd|limited|inc|llc|plc|gmbh|corp|corporation|company|co|s\.?a\.?|"
        r"s\.?p\.?a|b\.?v|a\.?g|pty|sdn|bhd|pt|s\.?r\.?l|k\.?k|ooo)\b"
    ),
    "alliance": re.compile(r"(?i)联盟|\b(alliance|consortium|network)\b"),
    "association": re.compile(
        r"(?i)协会|学会|商会|联合会|\b(association|federation|chamber|society|foundation)\b"
    ),
    "park": re.compile(
        r"(?i)园区|开发区|产业园|合作区|\b(industrial park|(economic|special) zone)\b"
    ),
    "government": re.compile(
        r"(?i)政府|教育部|教育厅|教育局|委员会$|"
        r"\b(ministry|department of education|government|municipality|municipal)\b"
    ),
}
_TEACHING: Final = re.compile(
    r"(?i)大学|学院|学校|中学|技校|职教|职院|高职|职高|职中|师专|高专|职大|universi|\buniv\b|\binst\b|\bpoly\b|college|school|institut|polytech|academy|hochschule|"
    r"école|lycée|politeknik|sekolah|มหาวิทยาลัย|วิทยาลัย|университет|институт|колледж|"
    r"training cent|tvet|technikon"
)


_TAUGHT_AT_LAST: Final = re.compile(
    r"(大学|学院|学校|中学|技校|职院|职中|职高|师专|高专)(\s*[(（][^)）]*[)）])?$"
)
_ENDS_AS_PARK: Final = re.compile(r"(?i)(园区|开发区|产业园|合作区|\bpark|\bzone)$")


def kind_of_body(name: str, *, home: bool) -> str:
    """Return the kind that a name tells of; who teaches is a school at home, a college abroad.

    Examples
    --------
    >>> kind_of_body("Bohai College", home=True), kind_of_body("ITB University", home=False)
    ('school', 'college')
    >>> kind_of_body("中国路桥工程有限责任公司", home=True), kind_of_body("Anna", home=False)
    ('enterprise', 'other')
    >>> kind_of_body("苏州工业园区职业技术学院", home=True), kind_of_body("苏州工业园区", home=True)
    ('school', 'park')
    """
    teaching, plain = "school" if home else "college", simplified(name)
    if _TAUGHT_AT_LAST.search(plain):
        return teaching
    teaches = bool(_TEACHING.search(plain))
    for kind, words in _KINDS.items():
        named_after_it = kind == "park" and teaches and not _ENDS_AS_PARK.search(plain)
        if words.search(plain) and not named_after_it:
            return kind
    if teaches:
        return teaching
    return "other"
