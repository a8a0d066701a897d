"""Where cooperation goes: a map of hosts with lines from China, and the ranking beside it.

Centred on 70° E and cropped to the hosts, because hosts lie in Asia, Africa and Europe; the
Americas have an inset, and a note names every host that neither shows.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from netintl.figures.coastline import read_coastline
from netintl.figures.colours import INK, MUTED, PAPER, region_colours
from netintl.figures.flow_arcs import draw_arcs, flow_hub
from netintl.figures.fonts import house_style
from netintl.figures.key import Entry, draw_key
from netintl.figures.labels import Anchor, draw_labels, place_labels
from netintl.figures.map_plan import MapPlan, plan_with_note
from netintl.figures.map_window import draw_land
from netintl.figures.page import BODY, Box, Caption, Page
from netintl.figures.ranked_bars import draw_ranking
from netintl.figures.typeset import number_text

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import pandas as pd
    from matplotlib.figure import Figure
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

MAP_SHARE = 0.745


def draw_flow_map(  # noqa: PLR0913  a picture has many words
    hosts: pd.DataFrame,
    origins: pd.DataFrame | None,
    *,
    text: Caption,
    region_labels: Mapping[str, str],
    top_label: str,
    off_map_label: str,
    inset_label: str,
    origin_label: str,
    preset: str = "slide",
    basemap: Sequence[Floats] | None = None,
) -> Figure:
    """Draw host countries and regions, lines from China to them, and their ranking.

    Parameters
    ----------
    hosts
        Columns country, label, region, lat, lon, value; one row a country or region.
    origins
        Columns lat, lon, value: the schools at home. None where nobody is: no line is drawn.
    text
        Title, subtitle and footer.
    region_labels
        What each region is called, in the order of the key.
    top_label
        Heading of the ranking; ``{count}`` in it becomes the number of bars.
    off_map_label, inset_label, origin_label
        What the note, the inset and the dots at home are called.
    preset
        ``slide``, ``a4``, ``a3`` or ``square``.
    basemap
        Rings of longitude and latitude in place of the coastline; see
        :func:`netintl.figures.coastline.read_basemap`. An empty list leaves dots only.
    """
    ranked = hosts.sort_values(["value", "country"], ascending=[False, True], kind="stable")
    ranked = ranked.reset_index(drop=True)
    rings = read_coastline() if basemap is None else basemap
    with house_style(preset):
        page = Page(preset, text)
        colours = region_colours([*region_labels, *sorted(map(str, ranked["region"]))])
        fill = [colours[str(region)] for region in ranked["region"]]
        entries = _entries(ranked, colours, region_labels)
        if origins is not None and len(origins):
            entries.append(Entry(origin_label, INK, "o", size=5.0))
        body = page.body
        low = body.bottom + draw_key(page, entries, body) + 6 * page.scale
        split = body.left + body.width * MAP_SHARE
        plan = plan_with_note(
            page, ranked, origins, room=Box(body.left, low, split, body.top), label=off_map_label
        )
        draw_land(page, plan.window, rings)
        _draw_main(page, plan, ranked, origins, fill)
        _draw_inset(page, plan, ranked, fill, inset_label, rings=rings)
        side = Box(split + 14 * page.scale, low, body.right, body.top)
        draw_ranking(page, side, ranked, fill, top_label)
        return page.figure


def _entries(
    hosts: pd.DataFrame, colours: Mapping[str, str], labels: Mapping[str, str]
) -> list[Entry]:
    """Name the regions that occur, in the order of the labels."""
    present = set(map(str, hosts["region"]))
    return [Entry(labels.get(n, n), colour, "o") for n, colour in colours.items() if n in present]


def _draw_main(
    page: Page,
    plan: MapPlan,
    hosts: pd.DataFrame,
    origins: pd.DataFrame | None,
    fill: Sequence[str],
) -> None:
    """Draw lines, dots at home, hosts and their names."""
    start = hosts.head(0) if origins is None else origins
    home = plan.window.place(*_coordinates(start))
    home_radius = 1.0 + 2.4 * np.sqrt(_share(start))
    chosen = plan.places.on_map
    places = plan.host_points[chosen]
    radius = (1.7 + 5.6 * np.sqrt(_share(hosts)[chosen])) * page.scale
    colours = [fill[number] for number in chosen]
    if origins is not None:
        hub = flow_hub(plan.window, origins)
        draw_arcs(page, plan.window, hub, places, _share(hosts)[chosen], colours)
    _draw_home(page, home, home_radius)
    _draw_dots(page, places, radius, colours)
    names = [str(hosts["label"].iloc[number]) for number in chosen]
    anchors = [
        Anchor(float(x), float(y), float(r), name)
        for (x, y), r, name in zip(places, radius, names, strict=True)
    ]
    dots = np.vstack(
        [np.column_stack([places, radius]), np.column_stack([home, home_radius * page.scale])]
    )
    blocked = [] if plan.inset is None else [plan.inset.box]
    size = BODY * page.scale
    placed = place_labels(anchors, dots, plan.window.box, size=size, blocked=blocked)
    draw_labels(page, anchors, placed, size=size)


def _draw_home(page: Page, home: Floats, radius: Floats) -> None:
    """Draw the dots of the schools at home, if there are any."""
    if len(home):
        page.axes.scatter(
            home[:, 0],
            home[:, 1],
            s=(2 * radius * page.scale) ** 2,
            color=INK,
            alpha=0.85,
            edgecolors=PAPER,
            linewidths=0.3,
            zorder=4,
            clip_on=False,
        )


def _draw_dots(page: Page, places: Floats, radius: Floats, colours: Sequence[str]) -> None:
    if len(places):
        page.axes.scatter(
            places[:, 0],
            places[:, 1],
            s=(2 * radius) ** 2,
            color=list(colours),
            edgecolors=PAPER,
            linewidths=0.7,
            zorder=5,
            clip_on=False,
        )


def _draw_inset(
    page: Page,
    plan: MapPlan,
    hosts: pd.DataFrame,
    fill: Sequence[str],
    label: str,
    *,
    rings: Sequence[Floats],
) -> None:
    """Draw the Americas in their corner, each host with its number."""
    if plan.inset is None:
        return
    box, size = plan.inset.box, BODY * page.scale
    draw_land(page, plan.inset, rings, ground=PAPER, outline=MUTED)
    head = Box(box.left, box.top - size * 1.6, box.right, box.top)
    page.text(box.left + 4, box.top - size * 1.2, label, size=size, colour=MUTED)
    chosen = plan.places.in_inset
    places = plan.inset.place(*_coordinates(hosts.iloc[chosen]))
    radius = (1.7 + 5.6 * np.sqrt(_share(hosts)[chosen])) * page.scale
    _draw_dots(page, places, radius, [fill[number] for number in chosen])
    rows = hosts.iloc[chosen]
    names = [
        f"{name} {number_text(value)}"
        for name, value in zip(rows["label"], rows["value"], strict=True)
    ]
    anchors = [
        Anchor(float(x), float(y), float(r), name)
        for (x, y), r, name in zip(places, radius, names, strict=True)
    ]
    dots = np.column_stack([places, radius])
    placed = place_labels(anchors, dots, box, size=size * 0.95, widest=80, blocked=[head])
    draw_labels(page, anchors, placed, size=size * 0.95)


def _coordinates(rows: pd.DataFrame) -> tuple[Floats, Floats]:
    return rows["lon"].to_numpy(dtype=float), rows["lat"].to_numpy(dtype=float)


def _share(rows: pd.DataFrame) -> Floats:
    """Scale values to the largest of them."""
    values = np.maximum(np.nan_to_num(rows["value"].to_numpy(dtype=float)), 0.0)
    return np.asarray(values / max(float(values.max(initial=0.0)), 1.0))
