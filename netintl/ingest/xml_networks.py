"""GraphML and GEXF as streams of nodes and edges; nested and yEd's graphs too."""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from typing import TYPE_CHECKING, Final

from netintl.i18n import _
from netintl.ingest.network_rows import NetworkRows
from netintl.ingest.safe_xml import BadXmlError, walk_xml

if TYPE_CHECKING:
    from collections.abc import Mapping

    from netintl.ingest.network_rows import Row

_DAY: Final = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")
_DEEPEST: Final = 1000  # elements inside each other; no graph has a hundred


def read_graphml(data: bytes) -> NetworkRows:
    """Read GraphML: keys by their name, defaults included; labels of yEd's shapes too.

    A hyperedge becomes an edge between the lists of its ends, which a check then rejects.

    Raises
    ------
    BadXmlError
        When it is no well-formed XML, declares an entity or is no GraphML.

    Examples
    --------
    >>> rows = read_graphml(b"<graphml><graph><node id='a'/><edge source='a' target='b'/>"
    ...                     b"</graph></graphml>")
    >>> rows.nodes, rows.edges
    ([{'id': 'a'}], [{'source': 'a', 'target': 'b'}])
    """
    reader = _GraphML()
    walk_xml(data, start=reader.start, end=reader.end, text=reader.text)
    return reader.rows


def read_gexf(data: bytes) -> NetworkRows:
    """Read GEXF 1.1 to 1.3; the days between which an edge holds are its start and end.

    Raises
    ------
    BadXmlError
        When it is no well-formed XML, declares an entity or is no GEXF.

    Examples
    --------
    >>> rows = read_gexf(b"<gexf><graph><nodes><node id='1' label='A'/></nodes><edges>"
    ...                  b"<edge source='1' target='1' start='2019-09-01'/></edges></graph></gexf>")
    >>> rows.nodes, rows.edges
    ([{'id': '1', 'label': 'A'}], [{'source': '1', 'target': '1', 'start': '2019-09-01'}])
    """
    reader = _Gexf()
    walk_xml(data, start=reader.start, end=reader.end, text=reader.text)
    return reader.rows


class _Walker(ABC):
    """Keeps the path of elements, and the row that is open."""

    root = ""

    def __init__(self) -> None:
        self.rows = NetworkRows()
        self.path: list[str] = []
        self.open: list[Row] = []
        self.words: list[str] = []

    def start(self, name: str, values: Mapping[str, str], line: int) -> None:
        if not self.path and name != self.root:
            raise BadXmlError(_("its first element is {name}").format(name=name[:40]), line)
        if len(self.path) >= _DEEPEST:
            raise BadXmlError(_("it is nested too deeply"), line)
        self.path.append(name)
        self.words = []
        self.begin(name, values, line)

    def text(self, data: str) -> None:
        self.words.append(data)

    def end(self, name: str) -> None:
        self.finish(name, "".join(self.words).strip())
        self.words = []
        self.path.pop()

    @abstractmethod
    def begin(self, name: str, values: Mapping[str, str], line: int) -> None:
        """Take the beginning of an element."""

    @abstractmethod
    def finish(self, name: str, text: str) -> None:
        """Take the text of an element that ends."""


class _GraphML(_Walker):
    root = "graphml"

    def __init__(self) -> None:
        super().__init__()
        self.names: dict[str, str] = {}
        self.defaults: dict[str, Row] = {"node": {}, "edge": {}, "all": {}}
        self.key: Mapping[str, str] = {}
        self.data = ""

    def begin(self, name: str, values: Mapping[str, str], line: int) -> None:
        if name == "key":
            self.key = values
            own = values.get("attr.name") or values.get("id", "")
            self.names[values.get("id", "")] = own
        elif name == "node":
            self.open.append(self.rows.node(values.get("id", ""), line))
            self.open[-1].update(self.defaults["all"] | self.defaults["node"])
        elif name == "edge":
            row = self.rows.edge(values.get("source", ""), values.get("target", ""), line)
            row.update(self.defaults["all"] | self.defaults["edge"])
            self.open.append(row)
        elif name == "hyperedge":
            self.open.append(self.rows.edge("", "", line))
        elif name == "endpoint" and self.open and "source" in self.open[-1]:
            self._end_of_hyperedge(values.get("node", ""))
        elif name == "data":
            self.data = self.names.get(values.get("key", ""), values.get("key", ""))

    def _end_of_hyperedge(self, node: str) -> None:
        row = self.open[-1]
        empty = next((end for end in ("source", "target") if not row[end]), None)
        if empty:
            row[empty] = node
        else:
            row["target"] += f"; {node}"

    def finish(self, name: str, text: str) -> None:
        if name in ("node", "edge", "hyperedge") and self.open:
            self.open.pop()
        elif name == "default" and self.key and text:
            of = self.key.get("for", "all")
            self.defaults.setdefault(of, {})[self.names[self.key.get("id", "")]] = text
        elif name == "data" and text and self.open and self.data not in ("id", "source", "target"):
            self.open[-1][self.data] = text
        elif name == "data" and text and self.open:
            self.open[-1][f"{self.data}_"] = text
        elif name in ("NodeLabel", "EdgeLabel") and text and self.open:
            self.open[-1].setdefault("label", text)


class _Gexf(_Walker):
    root = "gexf"

    def __init__(self) -> None:
        super().__init__()
        self.titles: dict[str, dict[str, str]] = {"node": {}, "edge": {}}
        self.defaults: dict[str, Row] = {"node": {}, "edge": {}}
        self.of = "node"
        self.attribute = ""

    def begin(self, name: str, values: Mapping[str, str], line: int) -> None:
        if name == "attributes":
            self.of = values.get("class", "node")
        elif name == "attribute" and self.of in self.titles:
            self.attribute = values.get("title") or values.get("id", "")
            self.titles[self.of][values.get("id", "")] = self.attribute
        elif name == "node":
            self.open.append(self.rows.node(values.get("id", ""), line))
            self._take("node", values, ("label",))
        elif name == "edge":
            row = self.rows.edge(values.get("source", ""), values.get("target", ""), line)
            self.open.append(row)
            self._take("edge", values, ("label", "type", "weight"))
            row.update(
                {n: values[n] for n in ("start", "end") if _DAY.fullmatch(values.get(n, ""))}
            )
        elif name == "attvalue" and self.open and values.get("value"):
            of = "edge" if "source" in self.open[-1] else "node"
            key = values.get("for", values.get("id", ""))
            title = self.titles[of].get(key, key)
            ends = title in ("id", "source", "target")
            self.open[-1][f"{title}_" if ends else title] = values["value"]

    def _take(self, of: str, values: Mapping[str, str], names: tuple[str, ...]) -> None:
        self.open[-1].update(self.defaults[of])
        self.open[-1].update({name: values[name] for name in names if values.get(name)})

    def finish(self, name: str, text: str) -> None:
        if name in ("node", "edge") and self.open:
            self.open.pop()
        elif name == "default" and text and self.of in self.defaults:
            self.defaults[self.of][self.attribute] = text
