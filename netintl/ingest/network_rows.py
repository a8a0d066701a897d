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
        found = [network_table(_raw(file, self.edges, self.edge_lines), "links", log)]
        if self.nodes:
            raw = _raw(f"{file}[nodes]", self.nodes, self.node_lines)
            found.insert(0, network_table(raw, "organizations", log))
        return found


def _raw(label: str, rows: list[Row], lines: list[int]) -> RawTable:
    names = list(dict.fromkeys(name for row in rows for name in row)) or ["source", "target"]
    check_size(label, len(rows), len(names))
    columns = {name: Column.of([row.get(name, "") for row in rows]) for name in names}
    return RawTable.of("", label, columns, np.array(lines, dtype=np.int64))
