"""Files of programs that social network analysis is taught with: Pajek and UCINET."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from netintl.csv_cells import BOM
from netintl.export.page.placing import HEIGHT, WIDTH
from netintl.figures.colours import KIND_COLOURS

if TYPE_CHECKING:
    from netintl.export.graphs import FileGraph

# The number of a kind in a Pajek partition is its place here, from 1.
KIND_NUMBERS: Final = {kind: place for place, kind in enumerate((*KIND_COLOURS, "agreement"), 1)}


def pajek(graph: FileGraph) -> str:
    r"""Write a Pajek network: ids, labels, places, and a line for each edge with its weight.

    Follows the reference manual of Pajek (mrvar.fdv.uni-lj.si/pajek), UTF-8 with a mark. Nothing
    but weights is written of edges: Pajek and igraph stop at other words.

    Examples
    --------
    >>> from netintl.network.doors import from_links
    >>> from netintl.export.graphs import file_graph
    >>> pajek(file_graph(from_links([("S1", "C1")]))).splitlines()[-1]
    '1 2 1.0'
    """
    number = {node.id: place for place, node in enumerate(graph.nodes, 1)}
    vertices = [
        f'{number[node.id]} "{_label(node.label)}" {node.x / WIDTH:.4f} {node.y / HEIGHT:.4f} 0.5'
        for node in graph.nodes
    ]
    edges = [f"{number[edge.source]} {number[edge.target]} {edge.weight}" for edge in graph.edges]
    lines = [f"*Vertices {len(vertices)}", *vertices, "*Edges", *edges]
    return BOM + "".join(f"{line}\n" for line in lines)


def pajek_partition(graph: FileGraph) -> str:
    """Write a Pajek partition: the number of each node's kind, in the order of the network.

    Examples
    --------
    >>> from netintl.network.doors import from_links
    >>> from netintl.export.graphs import file_graph
    >>> pajek_partition(file_graph(from_links([("S1", "C1")]))).split()
    ['*Vertices', '2', '2', '1']
    """
    numbers = [str(KIND_NUMBERS[node.kind]) for node in graph.nodes]
    return "".join(f"{line}\n" for line in [f"*Vertices {len(numbers)}", *numbers])


def ucinet(graph: FileGraph) -> str:
    r"""Write a UCINET DL file: a symmetric list of edges, labelled by id.

    Follows the guide to UCINET's DL format (analytictech.com/networks/dataentry.htm). A matrix has
    one cell for each pair, so the weights of parallel edges are summed. Labels are ids since they
    must differ, and since UCINET reads ANSI only.

    Examples
    --------
    >>> from netintl.network.doors import from_links
    >>> from netintl.export.graphs import file_graph
    >>> print(ucinet(file_graph(from_links([("S1", "C1"), ("S1", "C1")]))))
    dl n = 2
    format = edgelist1
    labels:
    "C1"
    "S1"
    data:
    1 2 2.0
    2 1 2.0
    <BLANKLINE>
    """
    number = {node.id: place for place, node in enumerate(graph.nodes, 1)}
    cells: dict[tuple[int, int], float] = {}
    for edge in graph.edges:
        one, other = number[edge.source], number[edge.target]
        for pair in ((one, other), (other, one)):
            cells[pair] = cells.get(pair, 0.0) + edge.weight
    labels = [f'"{_label(node.id)}"' for node in graph.nodes]
    data = [f"{one} {other} {round(weight, 10)}" for (one, other), weight in sorted(cells.items())]
    head = [f"dl n = {len(labels)}", "format = edgelist1", "labels:"]
    return "".join(f"{line}\n" for line in [*head, *labels, "data:", *data])


def _label(text: str) -> str:
    """Put a text in one line without the quotation marks that end it."""
    return " ".join(text.replace('"', "'").split())
