"""``draw``: one picture as PNG, SVG or PDF."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from netintl.cli.options import open_network, view_options
from netintl.cli.speech import SpokenCommand
from netintl.i18n import _, mark

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from netintl.cli.speech import Spoken
    from netintl.network.network import Network

PICTURES = ("network", "map", "gaps", "flows", "ranks", "roles", "years", "survival", "shift")
SUFFIXES = (".png", ".svg", ".pdf")


@click.command(
    "draw",
    cls=SpokenCommand,
    help=mark(
        "Draw one picture as PNG, SVG or PDF: the network, the map, gaps, flows, how sure ranks "
        "are, roles in groups, the years, survival, or the shift since July 2023.\n\n"
        "Example: netintl --lang zh draw map -o map.png"
    ),
)
@click.argument("picture", type=click.Choice(PICTURES))
@click.option("-o", "--output", required=True, type=click.Path(), help=mark("File to write."))
@click.option(
    "--preset",
    type=click.Choice(["slide", "a4", "a3", "square"]),
    default="slide",
    show_default=True,
    help=mark("Size of the page."),
)
@click.option("--editable-text", is_flag=True, help=mark("Keep text as text in SVG."))
@click.option("--basemap", type=click.Path(), help=mark("GeoJSON or TopoJSON to draw the map on."))
@click.option("--basemap-credit", default="", help=mark("Credit and approval number of that map."))
@click.option("--force", is_flag=True, help=mark("Replace a file that exists."))
@view_options
@click.pass_obj
def draw_command(spoken: Spoken, /, picture: str, output: str, **options: Any) -> None:
    """Draw one picture of the view."""
    from netintl.errors import AnalysisError, OutputError, UsageError
    from netintl.figures import save_figure

    path = Path(output)
    if path.suffix.lower() not in SUFFIXES:
        raise UsageError(
            _("{name} has a suffix that no format goes with.").format(name=path.name),
            cure=_("Use one of {suffixes}.").format(suffixes=", ".join(SUFFIXES)),
        )
    network = open_network(spoken, options)
    figure = _figure(network, picture, options)
    if figure is None:
        raise AnalysisError(
            _("There is nothing to draw in this view."), cure=_("Take a wider view, or other data.")
        )
    try:
        save_figure(figure, path, force=options["force"], editable_text=options["editable_text"])
    except FileExistsError as problem:
        raise OutputError(
            _("{path} exists already.").format(path=path),
            cure=_("Choose another name, or add --force to replace it."),
        ) from problem
    except OSError as problem:
        raise OutputError(
            _("{path} cannot be written: {reason}.").format(path=path, reason=problem.strerror),
            cure=_("Check the folder, your rights and the free space on the disk."),
        ) from problem
    spoken.tell(_("Wrote {path}.").format(path=path))


def _figure(network: Network, picture: str, options: dict[str, Any]) -> Figure | None:
    from netintl.analyses.gaps import find_gaps
    from netintl.analyses.hubs import find_hubs
    from netintl.report import pictures

    preset = options["preset"]
    if picture == "network":
        return pictures.network_figure(network, find_hubs(network), preset=preset)
    if picture == "map":
        ground = _basemap(options["basemap"])
        credit = options["basemap_credit"]
        return pictures.map_figure(network, preset=preset, basemap=ground, credit=credit)
    if picture == "gaps":
        return pictures.gaps_figure(network, find_gaps(network), preset=preset)
    if picture == "flows":
        return pictures.flows_figure(network, preset=preset)
    return _analysis_figure(network, picture, preset)


def _analysis_figure(network: Network, picture: str, preset: str) -> Figure | None:
    from netintl.analyses.survival import find_survival
    from netintl.report import analysis_pictures as drawn
    from netintl.report.analyses import ANALYSES

    if picture == "shift":
        return drawn.shift_figure(network, preset=preset)
    if picture == "survival":
        curves = find_survival(network, by="region")
        return drawn.survival_figure(network, curves, preset=preset)
    name, draw = {
        "ranks": ("hubs", drawn.ranks_figure),
        "roles": ("roles", drawn.roles_figure),
        "years": ("trends", drawn.years_figure),
    }[picture]
    return draw(network, ANALYSES[name](network), preset=preset)


def _basemap(path: str | None) -> object:
    """Read a base map of the user's own."""
    from netintl.errors import InputError
    from netintl.figures import read_basemap

    if path is None:
        return None
    try:
        return read_basemap(Path(path))
    except (OSError, ValueError, KeyError) as problem:
        raise InputError(
            _("{path} is no base map: {reason}.").format(path=path, reason=problem),
            cure=_("Name a GeoJSON or TopoJSON file of polygons."),
        ) from problem
