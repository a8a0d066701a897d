"""GraphML and GEXF 1.3, for Gephi, Cytoscape, yEd, igraph and R."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from xml.sax.saxutils import escape, quoteattr

from netintl.export.flattening import TYPE_NAMES
from netintl.figures.colours import KIND_COLOURS, OTHER, rgb
from netintl.version import __version__

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from netintl.export.flattening import Types, Value
    from netintl.export.graphs import Edge, FileGraph, Node

_HEAD: Final = '<?xml version="1.0" encoding="UTF-8"?>\n'
_GEXF_GRAPH: Final = (
    '<graph defaultedgetype="undirected" mode="dynamic" timeformat="date" '
    'timerepresentation="interval">\n'
)
_SMALLEST, _GROWTH = 6.0, 3.0  # sizes of dots in Gephi


def graphml(graph: FileGraph) -> str:
    """Write GraphML: undirected, every attribute under one key with one type.

    Follows http://graphml.graphdrawing.org/specification.html. Missing values are left out: an
    empty cell of a number would give its key two types.

    Examples
    --------
    >>> from netintl.network.doors import from_links
    >>> from netintl.export.graphs import file_graph
    >>> "<edge " in graphml(file_graph(from_links([("S1", "C1")])))
    True
    """
    node_types = {"label": str, "x": float, "y": float, **graph.node_types}
    edge_types = {"weight": float, **graph.edge_types}
    parts = [
        _HEAD,
        '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">\n',
        '<key id="g0" for="graph" attr.name="fingerprint" attr.type="string"/>\n',
        *_keys("n", "node", node_types),
        *_keys("e", "edge", edge_types),
        '<graph edgedefault="undirected">\n',
        f'<data key="g0">{graph.fingerprint}</data>\n',
    ]
    names = {name: f"n{place}" for place, name in enumerate(node_types)}
    for node in graph.nodes:
        values = {"label": node.label, "x": node.x, "y": node.y, **node.values}
        parts.append(f"<node id={_attribute(node.id)}>{_data(values, names)}</node>\n")
    names = {name: f"e{place}" for place, name in enumerate(edge_types)}
    for edge in graph.edges:
        ends = f"source={_attribute(edge.source)} target={_attribute(edge.target)}"
        data = _data({"weight": edge.weight, **edge.values}, names)
        parts.append(f"<edge id={_attribute(edge.id)} {ends}>{data}</edge>\n")
    return "".join([*parts, "</graph>\n</graphml>\n"])


def _keys(letter: str, for_: str, types: Mapping[str, type[Value]]) -> Iterator[str]:
    for place, (name, kind) in enumerate(types.items()):
        yield (
            f'<key id="{letter}{place}" for="{for_}" attr.name={_attribute(name)} '
            f'attr.type="{TYPE_NAMES[kind]}"/>\n'
        )


def _data(values: Mapping[str, Value], keys: Mapping[str, str]) -> str:
    return "".join(
        f'<data key="{keys[name]}">{escape(_written(value), {chr(13): "&#13;"})}</data>'
        for name, value in values.items()
    )


def gexf(graph: FileGraph) -> str:
    """Write GEXF 1.3 with colours, sizes, places and the days between which edges hold.

    Follows https://gexf.net/schema.html; ``start`` and ``end`` of edges are full days, the
    attributes of that name say what the data say.

    Examples
    --------
    >>> from netintl.network.doors import from_links
    >>> from netintl.export.graphs import file_graph
    >>> 'version="1.3"' in gexf(file_graph(from_links([("S1", "C1")])))
    True
    """
    parts = [
        _HEAD,
        '<gexf xmlns="http://gexf.net/1.3" xmlns:viz="http://gexf.net/1.3/viz" version="1.3">\n',
        f"<meta><creator>netintl {__version__}</creator>",
        f"<description>{graph.fingerprint}</description></meta>\n",
        _GEXF_GRAPH,
        *_declared("node", graph.node_types),
        *_declared("edge", graph.edge_types),
        f'<nodes count="{len(graph.nodes)}">\n',
        *(_gexf_node(node, graph.node_types) for node in graph.nodes),
        f'</nodes>\n<edges count="{len(graph.edges)}">\n',
        *(_gexf_edge(edge, graph.edge_types) for edge in graph.edges),
        "</edges>\n</graph>\n</gexf>\n",
    ]
    return "".join(parts)


def _declared(class_: str, types: Types) -> Iterator[str]:
    yield f'<attributes class="{class_}" mode="static">\n'
    for place, (name, kind) in enumerate(types.items()):
        yield f'<attribute id="{place}" title={_attribute(name)} type="{TYPE_NAMES[kind]}"/>\n'
    yield "</attributes>\n"


def _gexf_node(node: Node, types: Types) -> str:
    red, green, blue = (round(255 * part) for part in rgb(KIND_COLOURS.get(node.kind, OTHER)))
    size = _SMALLEST + _GROWTH * float(node.values.get("partners", 0)) ** 0.5
    return (
        f"<node id={_attribute(node.id)} label={_attribute(node.label)}>"
        f"{_gexf_values(node.values, types)}"
        f'<viz:color r="{red}" g="{green}" b="{blue}"/><viz:size value="{size:.2f}"/>'
        # Gephi counts upwards, pages downwards.
        f'<viz:position x="{node.x}" y="{0.0 - node.y}" z="0.0"/></node>\n'
    )


def _gexf_edge(edge: Edge, types: Types) -> str:
    spell = {"start": edge.first, "end": edge.last}
    days = "".join(f' {name}="{day}"' for name, day in spell.items() if day)
    return (
        f"<edge id={_attribute(edge.id)} source={_attribute(edge.source)} "
        f'target={_attribute(edge.target)} weight="{edge.weight}"{days}>'
        f"{_gexf_values(edge.values, types)}</edge>\n"
    )


def _gexf_values(values: Mapping[str, Value], types: Iterable[str]) -> str:
    place = {name: number for number, name in enumerate(types)}
    attributes = "".join(
        f'<attvalue for="{place[name]}" value={_attribute(_written(value))}/>'
        for name, value in values.items()
    )
    return f"<attvalues>{attributes}</attvalues>" if attributes else ""


def _written(value: Value) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _attribute(text: str) -> str:
    """Quote the text of an XML attribute; line breaks and tabs survive as references."""
    return quoteattr(text, {"\n": "&#10;", "\r": "&#13;", "\t": "&#9;"})
