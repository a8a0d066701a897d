"""What the files of a bulk import hold: the properties of each label and type, and their types."""

from __future__ import annotations

import re
from itertools import chain
from typing import TYPE_CHECKING, Any, Final

from netintl.errors import OutputError
from netintl.i18n import _
from netintl.store.elements import HASH

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from netintl.network.network import Network
    from netintl.store.finding_rows import Findings

TEXT, TEXTS, WHOLE, NUMBER, TRUTH = "string", "string[]", "long", "double", "boolean"
_TYPES: Final = {str: TEXT, list: TEXTS, int: WHOLE, float: NUMBER, bool: TRUTH}

# Neo4j 5.26 cuts the name of a column before these, and a header has one line.
_UNSAID: Final = re.compile(r"[({\r\n]|\[\]|^$")

_NAMED: Final = {"name_en": TEXT, "name_zh": TEXT}
_OWN: Final = {HASH: TEXT, "current": TRUTH, "first_seen": TEXT, "last_changed": TEXT}
_PLACE: Final = {**_NAMED, "zones": TEXTS}
_ORGANIZATION: Final = {
    "aliases": TEXTS, "industries": TEXTS, "fields": TEXTS, "lat": NUMBER, "lon": NUMBER,
    "majors": TEXTS, "sections": TEXTS, "feeds": TEXTS, "level_rank": WHOLE, "partners": WHOLE,
}  # fmt: skip
_AGREEMENT: Final = {
    "fields": TEXTS, "sources": TEXTS, "confidence": NUMBER, "counted": TRUTH, "ended": TRUTH,
    "membership": TRUTH, "start_day": TEXT, "end_day": TEXT, "evidence_day": TEXT,
}  # fmt: skip
_LINKS: Final[Mapping[str, Mapping[str, str]]] = {
    "PARTY_TO": {"role": TEXT, "since": TEXT, "until": TEXT},
    "COOPERATES": {
        "layer": TEXT, "weight": NUMBER, "confidence": NUMBER, "persons": WHOLE,
        "agreements": TEXTS, "first": TEXT, "last": TEXT,
    },
    "ABOUT": {"end": TEXT},
}  # fmt: skip


def type_of(value: Any) -> str:
    """Return the type of a property as the import tool names it.

    Examples
    --------
    >>> type_of("a"), type_of(["a"]), type_of(1), type_of(1.0), type_of(True)
    ('string', 'string[]', 'long', 'double', 'boolean')
    """
    found = _TYPES.get(type(value))
    if found is None or (found == TEXTS and not all(type(part) is str for part in value)):
        raise TypeError(type(value).__name__)
    return found


def python_types(columns: Mapping[str, str]) -> dict[str, type]:
    """Return the Python types of properties that have these types.

    Examples
    --------
    >>> python_types({"persons": WHOLE})
    {'persons': <class 'int'>}
    """
    named = {type_: python for python, type_ in _TYPES.items()}
    return {name: named[type_] for name, type_ in columns.items()}


def node_columns(network: Network, findings: Findings) -> dict[str, dict[str, str]]:
    """Return for each label its properties but the id, and their types.

    Columns of tables are text unless something else is made of them; the properties of findings
    are those of the rows there are.
    """
    tables = network.tables
    columns = {
        "Country": dict(_PLACE),
        "Province": dict(_PLACE),
        "Field": dict(_NAMED),
        "Brand": dict(_NAMED),
        "Source": _texts(tables["sources"].columns),
        "Organization": {**_texts(network.organizations.columns), **_ORGANIZATION},
        "Agreement": {**_texts(network.agreements.columns), **_AGREEMENT},
        "Indicator": {**_texts(tables["indicators"].columns), "value": NUMBER},
        "Run": {"fingerprint": TEXT, "findings": WHOLE},
        "Finding": _seen(row.properties for row in findings.nodes),
    }
    for named in columns.values():
        named.pop("id", None)
        named.update(_OWN)
    return columns


def link_columns(type_: str) -> dict[str, str]:
    """Return the properties of a type of links and their types.

    Examples
    --------
    >>> list(link_columns("ABOUT"))[:2]
    ['end', 'key']
    """
    return {**_LINKS.get(type_, {}), "key": TEXT, **_OWN}


def check_names(label: str, names: Iterable[str]) -> None:
    """Refuse names of properties that cannot stand in a header.

    Raises
    ------
    OutputError
        When the import tool would read one of them as another name.

    Examples
    --------
    >>> check_names("Organization", ["id", "电话", "a:b"])
    """
    for name in names:
        if _UNSAID.search(name):
            raise OutputError(
                _("Neo4j's import tool cannot take the column {column} of {label}.").format(
                    column=name, label=label
                ),
                cure=_("Rename it without brackets and line breaks, or use netintl store push."),
            )


def _texts(columns: Iterable[object]) -> dict[str, str]:
    return {str(name): TEXT for name in columns}


def _seen(rows: Iterable[Mapping[str, Any]]) -> dict[str, str]:
    found: dict[str, str] = {}
    for name, value in chain.from_iterable(row.items() for row in rows):
        found.setdefault(name, type_of(value))
    return found
