"""Tables of nodes and edges: CSV as Gephi imports it, CSV for Excel, Parquet."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, Any, Final

from netintl.csv_cells import BOM, defused
from netintl.i18n import _, mark, speaking
from netintl.model.places import countries, provinces
from netintl.model.schema import tables as declared_tables
from netintl.model.terms import term
from netintl.model.vocabularies import vocabulary
from netintl.store.bulk_tables import parquet_library

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from netintl.export.graphs import Edge, FileGraph, Node
    from netintl.i18n import Language

Rows = list[list[Any]]
_HEADINGS: Final = {
    "id": mark("Id"),
    "label": mark("Name"),
    "partners": mark("Partners"),
    "layer": mark("Layer"),
    "agreement": mark("Agreement"),
    "sources": mark("Sources"),
    "from": mark("From"),
    "to": mark("To"),
    "weight": mark("Weight"),
}


def gephi_tables(graph: FileGraph) -> dict[str, bytes]:
    """Write what Gephi's spreadsheet import takes: UTF-8 without a mark, its own column names.

    People open these files in a spreadsheet too, so they hold no formulas; an id that looks like
    one is changed in the same way in both.

    Examples
    --------
    >>> from netintl.network.doors import from_links
    >>> from netintl.export.graphs import file_graph
    >>> gephi_tables(file_graph(from_links([("S1", "C1")])))["edges.csv"].decode().splitlines()[0]
    'Id,Source,Target,Type,Weight,agreement,layer,kind,sources'
    """
    nodes: Rows = [["Id", "Label", "X", "Y", *graph.node_types]]
    nodes += [
        [node.id, node.label, node.x, node.y, *_cells(node, graph.node_types)]
        for node in graph.nodes
    ]
    edges: Rows = [["Id", "Source", "Target", "Type", "Weight", *graph.edge_types]]
    edges += [
        [edge.id, edge.source, edge.target, "Undirected", edge.weight,
         *_cells(edge, graph.edge_types)]
        for edge in graph.edges
    ]  # fmt: skip
    texts = {"nodes.csv": _csv(nodes), "edges.csv": _csv(edges)}
    return {name: text.encode() for name, text in texts.items()}


def excel_tables(graph: FileGraph) -> dict[str, bytes]:
    """Write what people open in Excel: a mark, headings and words in their language, no formulas.

    Examples
    --------
    >>> from netintl.network.doors import from_links
    >>> from netintl.export.graphs import file_graph
    >>> excel_tables(file_graph(from_links([("S1", "C1")])))["links.csv"].decode("utf-8-sig")[:8]
    'Id,From,'
    """
    with speaking(graph.language):
        nodes, edges = _rows_in_words(graph)
    texts = {"organizations.csv": _csv(nodes), "links.csv": _csv(edges)}
    return {name: (BOM + text).encode() for name, text in texts.items()}


def _rows_in_words(graph: FileGraph) -> tuple[Rows, Rows]:
    words = _Words(graph.language)
    nodes: Rows = [
        [words.heading("organizations", name) for name in ("id", "label", *graph.node_types)]
    ]
    nodes += [
        [node.id, node.label, *words.cells("organizations", node.values, graph.node_types)]
        for node in graph.nodes
    ]
    names = {node.id: node.label for node in graph.nodes}
    columns = ("id", "from", "to", "weight", *graph.edge_types)
    edges: Rows = [[words.heading("agreements", name) for name in columns]]
    edges += [
        [edge.id, names[edge.source], names[edge.target], edge.weight,
         *words.cells("agreements", edge.values, graph.edge_types)]
        for edge in graph.edges
    ]  # fmt: skip
    return nodes, edges


def parquet_tables(graph: FileGraph) -> dict[str, bytes]:
    """Write two Parquet files with a type for each column.

    Raises
    ------
    OutputError
        When the package that writes them is not installed.
    """
    pyarrow, parquet = parquet_library()
    kinds = {str: pyarrow.string(), int: pyarrow.int64(), float: pyarrow.float64(),
             bool: pyarrow.bool_()}  # fmt: skip
    own = {"id": str, "label": str, "x": float, "y": float}
    ends = {"id": str, "source": str, "target": str, "weight": float}
    parts: tuple[tuple[str, dict[str, Any], Sequence[Node] | Sequence[Edge]], ...] = (
        ("nodes.parquet", {**own, **graph.node_types}, graph.nodes),
        ("edges.parquet", {**ends, **graph.edge_types}, graph.edges),
    )
    written = {}
    for name, types, rows in parts:
        schema = pyarrow.schema([(column, kinds[kind]) for column, kind in types.items()])
        table = pyarrow.Table.from_pylist([_record(row, types) for row in rows], schema=schema)
        stream = io.BytesIO()
        parquet.write_table(table, stream)
        written[name] = stream.getvalue()
    return written


def _record(row: Node | Edge, types: Mapping[str, Any]) -> dict[str, Any]:
    own = {name: getattr(row, name) for name in types if name in row.__slots__ and name != "kind"}
    return {**own, **row.values}


def _cells(row: Node | Edge, types: Iterable[str]) -> list[Any]:
    return [row.values.get(name, "") for name in types]


def _csv(rows: Iterable[Sequence[Any]]) -> str:
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    for row in rows:
        writer.writerow([defused(cell) if isinstance(cell, str) else cell for cell in row])
    return stream.getvalue()


class _Words:
    """Headings and codes in a language."""

    def __init__(self, language: Language) -> None:
        self._language = language

    def heading(self, table: str, column: str) -> str:
        declared = declared_tables()[table].columns
        if column in declared and column not in _HEADINGS:
            return declared[column].title(self._language)
        return _(_HEADINGS[column]) if column in _HEADINGS else column

    def cells(self, table: str, values: Mapping[str, Any], columns: Iterable[str]) -> list[Any]:
        return [self._word(table, name, values.get(name, "")) for name in columns]

    def _word(self, table: str, column: str, value: Any) -> Any:
        if column == "layer":
            return term(value)
        if column in ("country", "province"):
            place = (countries() if column == "country" else provinces()).get(value)
            return getattr(place, f"name_{self._language}", value)
        declared = declared_tables()[table].columns.get(column)
        if declared is None or declared.vocabulary is None:
            return value
        found = vocabulary(declared.vocabulary).get(value)
        return found.label(self._language) if found else value
