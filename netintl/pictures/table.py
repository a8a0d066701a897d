"""All pictures of one report, each where the section that shows it is part of the recipe."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netintl.documents.blocks import Picture
from netintl.figures import to_png, to_svg
from netintl.pictures import network as pictures
from netintl.pictures import results as analysis_pictures
from netintl.pictures.flows import flows_figure

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from matplotlib.figure import Figure

    from netintl.analyses.result import Result
    from netintl.report.context import Context


_DPI = 200  # of pictures in Word


def draw_pictures(context: Context, *, pixels: bool = False) -> Mapping[str, Picture]:
    """Draw the pictures of a report as SVG, for Word as PNG too.

    One that has nothing to show is left out.
    """
    drawn = {}
    for name, make in _makers(context).items():
        figure = make()
        if figure is not None:
            title = str(figure.get_label() or name)
            png = to_png(figure, dpi=_DPI) if pixels else b""
            drawn[name] = Picture(name, title, title, to_svg(figure, salt=name), png)
    return drawn


def _leading(hubs: Result) -> list[str]:
    return [str(name) for name in hubs.table["organization"].head(2)]


def _makers(context: Context) -> dict[str, Callable[[], Figure | None]]:
    """Return how to draw each picture that the sections of the recipe show."""
    network, results = context.network, context.results
    of_section: dict[str, dict[str, Callable[[], Figure | None]]] = {
        "network": {
            "network": lambda: pictures.network_figure(network, _leading(results["hubs"])),
            "map": lambda: pictures.map_figure(network),
        },
        "glance": {
            "map": lambda: pictures.map_figure(network),
            "gaps": lambda: pictures.gaps_figure(network, results["gaps"]),
        },
        "hubs": {
            "ranks": lambda: analysis_pictures.ranks_figure(network, results["hubs"]),
            "roles": lambda: analysis_pictures.roles_figure(network, results["roles"]),
        },
        "gaps": {"gaps": lambda: pictures.gaps_figure(network, results["gaps"])},
        "pipelines": {"pipelines": lambda: flows_figure(network)},
        "progress": {"shift": lambda: analysis_pictures.shift_figure(network)},
        "trends": {
            "years": lambda: analysis_pictures.years_figure(network, results["trends"]),
            "survival": lambda: analysis_pictures.survival_figure(network, results["survival"]),
        },
    }
    return {
        name: make
        for section in context.recipe.sections
        for name, make in of_section.get(section, {}).items()
    }
