"""The network as a picture: components packed side by side, the largest at the left."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from matplotlib.collections import LineCollection

from netintl.figures.colours import KIND_COLOURS, KIND_MARKERS, LINK, PAPER
from netintl.figures.fonts import house_style
from netintl.figures.key import Entry, draw_key
from netintl.figures.labels import Anchor, draw_labels, place_labels
from netintl.figures.layout import Frame, layout_component, pack_components, push_apart
from netintl.figures.page import BODY, Box, Caption, Page
from netintl.kernels import components, symmetric_csr

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd
    from matplotlib.figure import Figure
    from numpy.typing import NDArray

OTHER_KIND = "other"


@dataclass(frozen=True, slots=True)
class DrawnCounts:
    """What a network picture shows and what it leaves out, for its caption."""

    nodes: int
    links: int
    components: int
    nodes_left_out: int
    components_left_out: int
    links_left_out: int


@dataclass(frozen=True, slots=True)
class _Graph:
    """Nodes sorted by id, links as positions, one weight per pair."""

    nodes: pd.DataFrame
    u: NDArray[np.int64]
    v: NDArray[np.int64]
    weight: NDArray[np.float64]
    component: NDArray[np.int32]


def drawn_counts(nodes: pd.DataFrame, links: pd.DataFrame, smallest: int = 4) -> DrawnCounts:
    """Count what :func:`draw_network` would draw and leave out.

    A link is a pair of nodes here, however many rows name it.
    """
    graph = _read(nodes, links)
    sizes = np.bincount(graph.component, minlength=len(graph.nodes))
    drawn = sizes[graph.component] >= smallest
    kept = int(drawn[graph.u].sum())
    return DrawnCounts(
        nodes=int(drawn.sum()),
        links=kept,
        components=int((sizes >= max(smallest, 1)).sum()),
        nodes_left_out=int((~drawn).sum()),
        components_left_out=int(((sizes > 0) & (sizes < smallest)).sum()),
        links_left_out=len(graph.u) - kept,
    )


def draw_network(
    nodes: pd.DataFrame,
    links: pd.DataFrame,
    *,
    text: Caption,
    kind_labels: Mapping[str, str],
    preset: str = "slide",
    labelled: int = 60,
    smallest: int = 4,
) -> Figure:
    """Draw a network of institutions.

    Parameters
    ----------
    nodes
        Columns id, label, kind, size (number of partners).
    links
        Columns source, target, weight.
    text
        Title, subtitle and footer.
    kind_labels
        What each kind is called, in the order of the key. Kinds not named count as ``other``.
    preset
        ``slide``, ``a4``, ``a3`` or ``square``.
    labelled
        At most so many nodes get a name, the largest first.
    smallest
        Components of fewer nodes are left out; see :func:`drawn_counts`.

    Raises
    ------
    ValueError
        When a link names a node that is not there, or an id comes twice.
    """
    graph = _read(nodes, links)
    with house_style(preset):
        page = Page(preset, text)
        kinds = _kinds(graph.nodes, kind_labels)
        sizes = np.bincount(graph.component, minlength=max(len(graph.nodes), 1))
        drawn = np.flatnonzero(sizes[graph.component] >= smallest)
        entries = [
            Entry(kind_labels.get(kind, kind), KIND_COLOURS[kind], KIND_MARKERS[kind])
            for kind in [*kind_labels, OTHER_KIND]
            if kind in set(kinds[drawn])
        ]
        height = draw_key(page, list(dict.fromkeys(entries)), page.body) if entries else 0.0
        edge = 8 * page.scale
        body = page.body
        frame = Box(body.left + edge, body.bottom + height + edge, body.right - edge, body.top)
        if len(drawn):
            places = _places(graph, drawn, frame, page.scale)
            _draw(page, graph, kinds, places, frame=body, labelled=labelled)
        return page.figure


def _read(nodes: pd.DataFrame, links: pd.DataFrame) -> _Graph:
    """Sort nodes, number link ends and add up repeated links."""
    ordered = nodes.sort_values("id", kind="stable").reset_index(drop=True)
    ids = [str(name) for name in ordered["id"]]
    position = {name: number for number, name in enumerate(ids)}
    if len(position) < len(ids):
        raise ValueError("An id comes twice among the nodes.")
    ends = [*map(str, links["source"]), *map(str, links["target"])]
    strangers = sorted(set(ends) - position.keys())
    if strangers:
        raise ValueError(f"{strangers[0]!r} is linked but not among the nodes.")
    numbers = np.array([position[end] for end in ends], dtype=np.int64).reshape(2, -1)
    low, high = numbers.min(axis=0), numbers.max(axis=0)
    apart = low != high
    code, where = np.unique((low * len(ids) + high)[apart], return_inverse=True)
    values = links["weight"].to_numpy(dtype=float)[apart]
    weight = np.bincount(where, weights=np.nan_to_num(values), minlength=len(code)).astype(float)
    u, v = code // max(len(ids), 1), code % max(len(ids), 1)
    graph = symmetric_csr(u, v, weight, len(ids))
    return _Graph(ordered, u, v, weight, components(*graph[:2]))


def _kinds(nodes: pd.DataFrame, kind_labels: Mapping[str, str]) -> NDArray[np.str_]:
    """Give each node a kind the palette knows."""
    known = KIND_COLOURS.keys() & kind_labels.keys()
    kinds = [kind if kind in known else OTHER_KIND for kind in map(str, nodes["kind"])]
    return np.array(kinds, dtype=np.str_)


def _places(
    graph: _Graph, drawn: NDArray[np.int64], frame: Box, scale: float
) -> NDArray[np.float64]:
    """Place every drawn node on the page; the others stay NaN."""
    groups, layouts = [], []
    for label in np.unique(graph.component[drawn]):  # labels number the largest first
        members = np.flatnonzero(graph.component == label)
        inside = graph.component[graph.u] == label
        u, v = (np.searchsorted(members, ends[inside]) for ends in (graph.u, graph.v))
        groups.append(members)
        layouts.append(layout_component(len(members), u, v))
    packed = pack_components(layouts, Frame(frame.width, frame.height, 26 * scale, 90 * scale))
    places = np.full((len(graph.nodes), 2), np.nan)
    for members, component in zip(groups, packed, strict=True):
        places[members] = component + np.array([frame.left, frame.bottom])
    return places


def _draw(
    page: Page,
    graph: _Graph,
    kinds: NDArray[np.str_],
    places: NDArray[np.float64],
    *,
    frame: Box,
    labelled: int,
) -> None:
    """Draw links, then nodes by kind, then the names of the largest."""
    shown = ~np.isnan(places[:, 0])
    radius = _radii(graph.nodes, page.scale)
    places[shown] = push_apart(places[shown], radius[shown] + 0.4)
    kept = shown[graph.u]
    lines = np.stack([places[graph.u[kept]], places[graph.v[kept]]], axis=1)
    widths = (0.45 + 0.35 * np.sqrt(np.minimum(graph.weight[kept], 30))) * page.scale
    page.add(LineCollection(list(lines), linewidths=widths, colors=LINK, zorder=2))
    for kind in dict.fromkeys(KIND_MARKERS):
        chosen = shown & (kinds == kind)
        if chosen.any():
            page.axes.scatter(
                places[chosen, 0],
                places[chosen, 1],
                s=(2 * radius[chosen]) ** 2,
                marker=KIND_MARKERS[kind],
                color=KIND_COLOURS[kind],
                edgecolors=PAPER,
                linewidths=0.5,
                zorder=4,
                clip_on=False,
            )
    _draw_names(page, graph.nodes, places, radius, frame=frame, labelled=labelled)


def _draw_names(
    page: Page,
    nodes: pd.DataFrame,
    places: NDArray[np.float64],
    radius: NDArray[np.float64],
    *,
    frame: Box,
    labelled: int,
) -> None:
    """Name the largest nodes that are drawn, as far as names find a place."""
    shown = ~np.isnan(places[:, 0])
    values = _sizes(nodes)
    order = [i for i in np.lexsort((np.arange(len(values)), -values)) if shown[i]][:labelled]
    names = [str(name) for name in nodes["label"]]
    anchors = [
        Anchor(float(places[i, 0]), float(places[i, 1]), float(radius[i]), names[i]) for i in order
    ]
    dots = np.column_stack([places[shown], radius[shown]])
    size = (BODY - 0.8) * page.scale
    placed = place_labels(anchors, dots, frame, size=size, widest=125 * page.scale)
    draw_labels(page, anchors, placed, size=size)


def _sizes(nodes: pd.DataFrame) -> NDArray[np.float64]:
    sizes = np.nan_to_num(nodes["size"].to_numpy(dtype=float))
    return np.asarray(np.maximum(sizes, 0.0))


def _radii(nodes: pd.DataFrame, scale: float) -> NDArray[np.float64]:
    """Size the dots: area in proportion to the number of partners, none too small to see."""
    sizes = _sizes(nodes)
    most = max(float(sizes.max(initial=0.0)), 8.0)
    return np.asarray((1.3 + 5.0 * np.sqrt(sizes / most)) * scale)
