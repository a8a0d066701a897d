"""The example rows of our templates: names that stand for nobody, so that readers know them."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

Row = dict[str, str]
_SCHOOL: Final = {
    "id": "example-school", "kind": "school", "name_zh": "示例职业技术学院",
    "name_en": "Example Vocational College", "country": "CHN", "province": "45", "city": "柳州",
    "level": "associate",
}  # fmt: skip
_COLLEGE: Final = {
    "id": "example-college", "kind": "college", "name_zh": "示例海外学院",
    "name_en": "Example Overseas College", "country": "THA", "city": "Bangkok",
}  # fmt: skip
_LINK: Final = {
    "source": "example-school", "target": "example-college", "kind": "joint_college",
    "start": "2019-09", "status": "active", "persons": "40", "url": "https://example.org/page",
}  # fmt: skip
_AGREEMENT: Final = {
    "id": "example-agreement", "kind": "joint_college", "title": "Example", "status": "active",
    "start": "2019-09", "source": "example-source",
}  # fmt: skip
_PARTIES: Final = (
    {"agreement": "example-agreement", "organization": "example-school", "role": "lead"},
    {"agreement": "example-agreement", "organization": "example-college", "role": "host"},
)
_SOURCE: Final = {
    "id": "example-source", "url": "https://example.org/page", "title": "Example",
    "published": "2019-09-01",
}  # fmt: skip
_BRAND: Final = {
    "vocabulary": "brands", "code": "example-brand", "name_en": "Example Workshop",
    "name_zh": "示例工坊",
}  # fmt: skip
_TERM: Final = {"term": "示例用语", "language": "zh", "field": "46"}

EXAMPLES: Final[Mapping[str, Sequence[Row]]] = MappingProxyType(
    {
        "organizations": (_SCHOOL, _COLLEGE),
        "agreements": (_AGREEMENT,),
        "parties": _PARTIES,
        "sources": (_SOURCE,),
        "vocabularies": (_BRAND,),
        "terms": (_TERM,),
        "links": (_LINK,),
    }
)

# By table, the columns that tell an example row, and what stands there.
TELLING: Final[Mapping[str, Sequence[str]]] = MappingProxyType(
    {
        "organizations": ("id",),
        "agreements": ("id",),
        "parties": ("agreement", "organization"),
        "sources": ("id",),
        "vocabularies": ("code",),
        "terms": ("term",),
        "links": ("source", "target"),
    }
)
MARKS: Final = frozenset(
    row[name]
    for row in (_SCHOOL, _COLLEGE, _AGREEMENT, _SOURCE, _BRAND, _TERM)
    for name in ("id", "code", "term", "name_zh", "name_en")
    if name in row
)
