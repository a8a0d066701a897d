"""Nodes and edges as other programs keep them, to the tables ``organizations`` and ``links``.

Known are the tables of Gephi (``Id, Label``; ``Source, Target``), of NodeXL (``Vertex``;
``Vertex 1, Vertex 2``, below a line of groups) and of Neo4j (``:ID``; ``:START_ID, :END_ID``).
What our tables declare is taken when its values are of our vocabularies; every other column is
kept under its own name and told.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

import numpy as np

from netintl.ingest.cell_checks import cell_verdict
from netintl.ingest.columns import Column
from netintl.model.labels import folded, header_names
from netintl.model.schema import tables

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from netintl.ingest.issues import IssueLog
    from netintl.ingest.raw import RawTable
    from netintl.model.schema import Column as Declared

_ENDS: Final = (
    ("source", "target"), ("vertex 1", "vertex 2"), (":start id", ":end id"), ("起点", "终点"),
)  # fmt: skip
_LOOSE_ENDS: Final = (("from", "to"), ("origin", "destination"))  # of a sheet that is named so
_EDGE_TITLES: Final = frozenset(("edges", "edge", "ties", "relations", "边", "边表", "关系"))
_NODE_TITLES: Final = frozenset(("nodes", "node", "vertices", "actors", "节点", "节点表"))
_IDS: Final = ("id", "vertex", ":id", "编号")
_LABELS: Final = ("label", "name", "标签", "名称")
_NEO4J: Final = re.compile(
    r"(\w*):(START_ID|END_ID|ID|TYPE|LABEL)(\([^)]*\))?(\{.*\})?", re.IGNORECASE
)
_TYPED: Final = re.compile(
    r"(\w+):(string|int|long|float|double|boolean|byte|short|char|date|datetime|localdatetime|"
    r"time|localtime|duration|point)(\[\])?",
    re.IGNORECASE,
)
_HAN: Final = re.compile("[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_LISTED: Final = ("industries", "fields", "aliases")  # which exports join by |
_KIND_OF_NODE: Final = "other"


def network_place(title: str, records: Sequence[Sequence[str]]) -> tuple[str, int]:
    """Say which table the nodes or edges of a network are for, and which record is the header.

    Examples
    --------
    >>> network_place("Edges", [["", "Visual"], ["Vertex 1", "Vertex 2"], ["A", "B"]])
    ('links', 1)
    >>> network_place("Flights", [["From", "To"]]), network_place("Nodes", [["Id", "Label"]])
    (('', 0), ('organizations', 0))
    """
    name = folded(title)
    pairs = _ENDS + (_LOOSE_ENDS if name in _EDGE_TITLES else ())
    for place, record in enumerate(records):
        labels = {_sign_of(label) for label in record}
        if any(one in labels and other in labels for one, other in pairs):
            return "links", place
        if ":id" in labels:
            return "organizations", place
        if (
            name in _NODE_TITLES
            and labels & {*_IDS}
            and (labels & {*_LABELS} or "vertex" in labels)
        ):
            return "organizations", place
    return "", 0


def _sign_of(label: str) -> str:
    """Fold a header; those of Neo4j become what they are for."""
    found = _NEO4J.fullmatch(label.strip("\ufeff \t"))
    return f":{folded(found.group(2))}" if found else folded(label.strip("\ufeff"))


def network_table(raw: RawTable, role: str, log: IssueLog) -> RawTable:
    """Turn the nodes or edges of a network into rows of ``organizations`` or ``links``."""
    log.add("FIL021", raw.file, value=role)
    columns = {_plain_name(label): column for label, column in raw.columns.items()}
    raw.name, raw.of_network = role, True
    raw.columns = _edges(columns) if role == "links" else _nodes(columns, len(raw.rows))
    return raw


def _plain_name(label: str) -> str:
    """Return the name of a property without the type that Neo4j writes behind it."""
    found = _TYPED.fullmatch(label)
    return found.group(1) if found else label


def _edges(columns: Mapping[str, Column]) -> dict[str, Column]:
    signs = {_sign_of(label): label for label in reversed(list(columns))}
    pair = next(pair for pair in _ENDS + _LOOSE_ENDS if signs.keys() >= set(pair))
    one, other = signs[pair[0]], signs[pair[1]]
    ends = {"source": columns[one], "target": columns[other]}
    rest = {
        "kind" if _sign_of(label) == ":type" else label: column
        for label, column in columns.items()
        if label not in (one, other)
    }
    return {**ends, **_declared("links", rest, tuple(ends), "edge")}


def _nodes(columns: Mapping[str, Column], count: int) -> dict[str, Column]:
    signs = {_sign_of(label): label for label in reversed(list(columns))}
    own = next(signs[sign] for sign in (":id", *_IDS) if sign in signs)
    rest = {
        "kind" if _sign_of(label) == ":label" else label: column
        for label, column in columns.items()
        if label != own
    }
    found = {"id": columns[own], **_declared("organizations", rest, ("id", "source"), "node")}
    if "kind" not in found:
        found["kind"] = Column.filled(_KIND_OF_NODE, count)
    found["kind"] = found["kind"].changed([v or _KIND_OF_NODE for v in found["kind"].values])
    return _named(found, count)


def _declared(
    table: str, columns: Mapping[str, Column], taken: Sequence[str], what: str
) -> dict[str, Column]:
    """Give columns the names that a table declares, where their values are what it means.

    Any other that would be taken for a declared one is marked by what it belongs to.
    """
    known, found = header_names(table), dict[str, Column]()
    for label, column in columns.items():
        name = known.get(folded(label), "")
        declared = tables()[table].columns.get(name)
        column_ = _semicolons(column) if name in _LISTED else column
        if name and name not in (*taken, *found) and declared and _fits(declared, column_):
            found[name] = column_
        else:
            found[_free(f"{what} {label}" if name else label, found)] = column
    return found


def _free(label: str, taken: Mapping[str, Column]) -> str:
    while label in taken:
        label += "_"
    return label


def _semicolons(column: Column) -> Column:
    return column.changed([value.replace("|", ";") for value in column.values])


def _fits(declared: Declared, column: Column) -> bool:
    """Tell whether any value is one that a declared column takes."""
    if declared.references:
        return False
    filled = [value.strip() for value in column.values if value.strip()]
    return not filled or any(not cell_verdict(declared, value)[1] for value in filled)


def _named(columns: dict[str, Column], count: int) -> dict[str, Column]:
    """Write labels as Chinese or English names, by their script, where no name is given."""
    label = next((name for name in columns if folded(name) in _LABELS), None)
    if label is None:
        return columns
    cells = columns[label].cells()
    empty = np.full(count, "", dtype=object)
    zh, en = (columns[n].cells() if n in columns else empty for n in ("name_zh", "name_en"))
    bare = np.array([not one and not other for one, other in zip(zh, en, strict=True)], dtype=bool)
    chinese = np.array([bool(_HAN.search(text)) for text in cells], dtype=bool)
    zh, en = np.where(bare & chinese, cells, zh), np.where(bare & ~chinese, cells, en)
    told = bool(((cells == zh) | (cells == en) | (cells == "")).all())
    return {
        **{name: column for name, column in columns.items() if not (told and name == label)},
        "name_zh": Column.of(zh),
        "name_en": Column.of(en),
    }
