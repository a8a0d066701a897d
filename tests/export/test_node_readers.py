"""GEXF and cyjs as the libraries behind Gephi Lite and Cytoscape.js read them."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from netintl.export.cytoscape import cyjs
from netintl.export.xml_graphs import gexf

from ..browser.conftest import npm_installed

READERS = Path(__file__).parent / "readers"
VIZ = {"label", "color", "size", "x", "y", "z"}


@pytest.fixture(scope="module")
def readers(tmp_path_factory):
    return npm_installed(READERS, tmp_path_factory.mktemp("readers") / "here")


@pytest.mark.slow
def test_everything_is_read_back(graph, readers, tmp_path):
    files = (tmp_path / "n.gexf", tmp_path / "n.cyjs")
    for file, write in zip(files, (gexf, cyjs), strict=True):
        file.write_text(write(graph), encoding="utf-8")
    done = subprocess.run(
        ["node", str(readers / "read.mjs"), *map(str, files)], check=True, capture_output=True
    )
    found = json.loads(done.stdout)
    nodes = {node.id: node.values for node in graph.nodes}
    read = found["gexf"]["nodes"]
    assert {name: {k: v for k, v in row.items() if k not in VIZ} for name, row in read.items()} == (
        nodes
    )
    assert {name: row["label"] for name, row in read.items()} == {
        n.id: n.label for n in graph.nodes
    }
    assert all(row.keys() >= VIZ for row in read.values())
    edges = {edge.id: edge for edge in graph.edges}
    assert found["gexf"]["edges"].keys() == found["cyjs"]["edges"].keys() == edges.keys()
    for name, edge in edges.items():
        row = found["gexf"]["edges"][name]
        assert sorted((row["source"], row["target"])) == [edge.source, edge.target]
        assert row["values"]["weight"] == edge.weight
        told = {k: v for k, v in edge.values.items() if k not in ("start", "end")}
        assert {k: v for k, v in row["values"].items() if k in told} == told
        data = found["cyjs"]["edges"][name]
        assert (data["source"], data["target"]) == (edge.source, edge.target)
        assert {k: data[k] for k in edge.values} == edge.values
    told = {name: {k: row[k] for k in nodes[name]} for name, row in found["cyjs"]["nodes"].items()}
    assert told == nodes
