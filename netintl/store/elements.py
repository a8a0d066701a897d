"""What stands in the graph: kinds of nodes and links, and rows of them in blocks."""

from __future__ import annotations

import json
from dataclasses import dataclass
from hashlib import blake2b
from typing import TYPE_CHECKING, Any, Final

from netintl.analyses.registry import stored
from netintl.model.vocabularies import vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    import pandas as pd

HASH: Final = "netintl_hash"
ONLY: Final = "-"  # the key of a link that has no parallel

# Every label and type that netintl writes. Statements are made from these names alone.
NODE_LABELS: Final = (
    "Country", "Province", "Field", "Brand", "Source", "Organization", "Agreement", "Indicator",
    "Run", "Finding",
)  # fmt: skip
# The analyses whose findings are written.
ANALYSES: Final = tuple(analysis.name for analysis in stored())
LINK_ENDS: Final[Mapping[str, tuple[str, str]]] = {
    "IN_COUNTRY": ("Organization", "Country"),
    "IN_PROVINCE": ("Organization", "Province"),
    "PARTY_TO": ("Organization", "Agreement"),
    "COOPERATES": ("Organization", "Organization"),
    "IN_FIELD": ("Agreement", "Field"),
    "UNDER_BRAND": ("Agreement", "Brand"),
    "STATED_IN": ("Agreement", "Source"),
    "MEASURED_IN": ("Indicator", "Country"),
    "FOUND_BY": ("Finding", "Run"),
    "ABOUT": ("Finding", "Organization"),
    "LOCATED_IN": ("Finding", "Country"),
    "RESTS_ON": ("Finding", "Agreement"),
}


@dataclass(frozen=True, slots=True)
class NodeRow:
    """One node: its id, its second label if it has one, and its known properties."""

    id: str
    properties: Mapping[str, Any]
    label: str = ""

    @property
    def identity(self) -> tuple[str, ...]:
        """What tells it from other nodes of its label."""
        return (self.id,)

    @property
    def content(self) -> str:
        """Hash of what it says."""
        return content_hash([self.label, self.properties])


@dataclass(frozen=True, slots=True)
class LinkRow:
    """One link between nodes by their ids; ``key`` tells parallel links apart.

    It is never empty: Neo4j's import tool drops empty values when it reads Parquet.
    """

    start: str
    end: str
    properties: Mapping[str, Any]
    key: str = ONLY

    @property
    def identity(self) -> tuple[str, ...]:
        """What tells it from other links of its type."""
        return (self.start, self.end, self.key)

    @property
    def content(self) -> str:
        """Hash of what it says."""
        return content_hash(self.properties)


@dataclass(frozen=True, slots=True)
class Nodes:
    """All nodes of one label."""

    label: str
    rows: Iterable[NodeRow]


@dataclass(frozen=True, slots=True)
class Links:
    """All links of one type."""

    type: str
    rows: Iterable[LinkRow]


def content_hash(content: Any) -> str:
    """Hash what is written, independent of the order of properties.

    Examples
    --------
    >>> content_hash({"a": 1, "b": 2}) == content_hash({"b": 2, "a": 1})
    True
    """
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return blake2b(text.encode(), digest_size=8).hexdigest()


def known(**properties: Any) -> dict[str, Any]:
    """Keep the properties that are known: no empty text, no empty list, no None, no NaN.

    Examples
    --------
    >>> known(name="a", note="", persons=float("nan"), count=0)
    {'name': 'a', 'count': 0}
    """
    return {
        name: value
        for name, value in properties.items()
        if value is not None and value == value and value not in ("", [])  # noqa: PLR0124 - NaN
    }


def records(frame: pd.DataFrame) -> Iterator[dict[str, Any]]:
    """Yield the rows of a table as cells by column."""
    names = [str(name) for name in frame.columns]
    for row in frame.itertuples(index=False, name=None):
        yield dict(zip(names, row, strict=True))


def kind_label(kind: str) -> str:
    """Return the second label of organizations of a kind, as in ``:Organization:School``.

    Examples
    --------
    >>> kind_label("school")
    'School'
    """
    if kind not in vocabulary("kinds"):
        raise ValueError(kind)
    return kind.title()
