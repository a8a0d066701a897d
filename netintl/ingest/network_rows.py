"""The nodes and edges of a network file as they stand there, each with its line."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from netintl.ingest.columns import Column
from netintl.ingest.network_tables import network_table
from netintl.ingest.raw import RawTable, check_size

if TYPE_CHECKING:
    from netintl.ingest.issues import IssueLog

Row = dict[str, str]


@dataclass(slots=True)
class NetworkRows:
    """Attributes of nodes (``id`` …) and edges (``source``, ``target`` …), and their lines."""

    nodes: list[Row] = field(default_factory=list)
    node_lines: list[int] = field(default_factory=list)
    edges: list[Row] = field(default_factory=list)
    edge_lines: list[int] = field(default_factory=list)

    def node(self, name: str, line: int) -> Row:
        """Add a node."""
        row = {"id": name}
        self.nodes.append(row)
        self.node_lines.append(line)
        return row

    def edge(self, source: str, target: str, line: int) -> Row:
        """Add an edge."""
        row = {"source": source, "target": target}
        self.edges.append(row)
        self.edge_lines.append(line)
        return row

    def tables(self, file: str, log: IssueLog) -> list[RawTable]:
        """Return the tables ``organizations``, where there are nodes, and ``links``."""
        parts = [("links", file, self.edges, self.edge_lines, ("source", "target"))]
        if self.nodes:
            parts.insert(
                0, ("organizations", f"{file}[nodes]", self.nodes, self.node_lines, ("id",))
            )
        found = []
        for role, label, rows, lines, first in parts:
            raw = _raw(label, rows, lines, first)
            found.append(network_table(raw, role, log))
        return found


def _raw(label: str, rows: list[Row], lines: list[int], first: tuple[str, ...]) -> RawTable:
    names = list(dict.fromkeys((*first, *(name for row in rows for name in row))))
    check_size(label, len(rows), len(names))
    columns = {name: Column.of([row.get(name, "") for row in rows]) for name in names}
    return RawTable.of("", label, columns, np.array(lines, dtype=np.int64))
