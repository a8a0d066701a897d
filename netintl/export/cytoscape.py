"""Cytoscape's two formats: cyjs for Cytoscape.js, CX2 for Cytoscape and NDEx."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from netintl.export.flattening import TYPE_NAMES
from netintl.model.palette import colour, kind_shapes, kind_tones, shapes

if TYPE_CHECKING:
    from netintl.export.flattening import Types
    from netintl.export.graphs import FileGraph


def cyjs(graph: FileGraph) -> str:
    """Write the JSON of Cytoscape.js, which Cytoscape opens as ``.cyjs``.

    Follows https://js.cytoscape.org/#notation/elements-json: edges need ids, or none is shown.

    Examples
    --------
    >>> from netintl.network.doors import from_links
    >>> from netintl.export.graphs import file_graph
    >>> document = json.loads(cyjs(file_graph(from_links([("S1", "C1")]))))
    >>> [edge["data"]["id"] for edge in document["elements"]["edges"]]
    ['S1--C1--0']
    """
    nodes = [
        {
            "data": {"id": node.id, "name": node.label, **node.values},
            "position": {"x": node.x, "y": node.y},
        }
        for node in graph.nodes
    ]
    edges = [
        {
            "data": {
                "id": edge.id,
                "source": edge.source,
                "target": edge.target,
                "weight": edge.weight,
                **edge.values,
            }
        }
        for edge in graph.edges
    ]
    return _text(
        {
            "format_version": "1.0",
            "generated_by": "netintl",
            "data": {"name": "netintl", "fingerprint": graph.fingerprint},
            "elements": {"nodes": nodes, "edges": edges},
        }
    )


def cx2(graph: FileGraph) -> str:
    """Write CX2, with colours and shapes by kind.

    Follows the specification of the Cytoscape Exchange format 2.0 (cytoscape.org/cx). Nodes are
    numbered, as it asks; their ids are the attribute ``netintl_id``.

    Examples
    --------
    >>> from netintl.network.doors import from_links
    >>> from netintl.export.graphs import file_graph
    >>> aspects = json.loads(cx2(file_graph(from_links([("S1", "C1")]))))
    >>> aspects[-1]
    {'status': [{'success': True}]}
    """
    numbers = {node.id: number for number, node in enumerate(graph.nodes)}
    nodes = [
        {
            "id": numbers[node.id],
            "x": node.x,
            "y": node.y,
            "v": {"name": node.label, "netintl_id": node.id, **node.values},
        }
        for node in graph.nodes
    ]
    edges = [
        {
            "id": number,
            "s": numbers[edge.source],
            "t": numbers[edge.target],
            "v": {"netintl_id": edge.id, "weight": edge.weight, **edge.values},
        }
        for number, edge in enumerate(graph.edges)
    ]
    network = {"name": "netintl", "fingerprint": graph.fingerprint}
    aspects: dict[str, list[Any]] = {
        "attributeDeclarations": [
            {
                "networkAttributes": {name: {"d": "string"} for name in network},
                "nodes": _declared({"name": str, "netintl_id": str, **graph.node_types}),
                "edges": _declared({"netintl_id": str, "weight": float, **graph.edge_types}),
            }
        ],
        "networkAttributes": [network],
        "nodes": nodes,
        "edges": edges,
        "visualProperties": [_looks()],
    }
    counts = [{"name": name, "elementCount": len(rows)} for name, rows in aspects.items()]
    return _text(
        [
            {"CXVersion": "2.0", "hasFragments": False},
            {"metaData": counts},
            *({name: rows} for name, rows in aspects.items()),
            {"status": [{"success": True}]},
        ]
    )


def _declared(types: Types) -> dict[str, dict[str, str]]:
    return {name: {"d": TYPE_NAMES[kind]} for name, kind in types.items()}


def _looks() -> dict[str, Any]:
    """Say how Cytoscape shows the kinds."""
    colours = [{"v": kind, "vp": colour(tone)} for kind, tone in kind_tones().items()]
    forms = [{"v": kind, "vp": shapes()[name].cytoscape} for kind, name in kind_shapes().items()]
    return {
        "default": {"edge": {"EDGE_WIDTH": 1}, "node": {"NODE_WIDTH": 20, "NODE_HEIGHT": 20}},
        "nodeMapping": {
            "NODE_LABEL": {
                "type": "PASSTHROUGH",
                "definition": {"attribute": "name", "type": "string"},
            },
            "NODE_BACKGROUND_COLOR": _discrete(colours),
            "NODE_SHAPE": _discrete(forms),
        },
        "edgeMapping": {},
    }


def _discrete(pairs: list[dict[str, str]]) -> dict[str, Any]:
    definition = {"attribute": "kind", "map": pairs, "type": "string"}
    return {"type": "DISCRETE", "definition": definition}


def _text(document: Any) -> str:
    written = json.dumps(document, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    return written + "\n"
