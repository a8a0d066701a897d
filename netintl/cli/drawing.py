"""``draw``: one picture as PNG, SVG or PDF."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from netintl.cli.options import open_network, view_options
from netintl.cli.speech import SpokenCommand
from netintl.i18n import _, current_language, mark
from netintl.pictures.registry import PICTURES

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from netintl.cli.speech import Spoken
    from netintl.network.network import Network

SUFFIXES = (".png", ".svg", ".pdf")
PALETTES = ("okabe-ito", "tol-bright")
_NAMED = 3  # characters without a glyph that are told
_FLOW_COLUMNS = 3


@click.command(
    "draw",
    cls=SpokenCommand,
    help=mark(
        "Draw one picture as PNG, SVG or PDF: the network, the map, gaps, flows, one organization "
        "(profile), how sure ranks of hubs are, roles in groups, trends by year, survival, or the "
        "shift since July 2023.\n\n"
        "Example: netintl --lang zh draw map -o map.png"
    ),
)
@click.argument("picture", type=click.Choice(list(PICTURES)))
@click.argument("organization", metavar="[ORG]", required=False)
@click.option("-o", "--output", required=True, type=click.Path(), help=mark("File to write."))
@click.option(
    "--preset",
    type=click.Choice(["slide", "a4", "a3", "square"]),
    default="slide",
    show_default=True,
    help=mark("Size of the page."),
)
@click.option("--title", default="", help=mark("Title instead of the finding."))
@click.option("--focus", help=mark("Of the network only what is around this organization."))
@click.option(
    "--steps",
    type=click.IntRange(1, 6),
    default=2,
    show_default=True,
    help=mark("How many links away from --focus."),
)
@click.option(
    "--columns",
    default="province,country,field",
    show_default=True,
    help=mark(
        "Three columns of flows, by commas: province, country, region, field, kind, brand, status."
    ),
)
@click.option(
    "--palette", type=click.Choice(PALETTES), default="okabe-ito", help=mark("Colours of kinds.")
)
@click.option("--greyscale", is_flag=True, help=mark("Greys alone; shapes tell the kinds."))
@click.option("--font", type=click.Path(), help=mark("Font file for letters that ours lacks."))
@click.option("--editable-text", is_flag=True, help=mark("Keep text as text in SVG."))
@click.option("--basemap", type=click.Path(), help=mark("GeoJSON or TopoJSON to draw the map on."))
@click.option("--basemap-credit", default="", help=mark("Credit and approval number of that map."))
@click.option("--force", is_flag=True, help=mark("Replace a file that exists."))
@view_options
@click.pass_obj
def draw_command(
    spoken: Spoken, /, picture: str, organization: str | None, output: str, **options: Any
) -> None:
    """Draw one picture of the view."""
    from netintl.errors import AnalysisError
    from netintl.figures import looking

    path = Path(output)
    _check(picture, organization, path)
    network = open_network(spoken, options)
    if options["focus"]:
        network = _focused(network, options["focus"], options["steps"])
    spoken.step(_("Measuring the network"))
    with looking(_looks(options)):
        figure = _figure(network, picture, organization, options)
        if figure is None:
            raise AnalysisError(
                _("There is nothing to draw in this view."),
                cure=_("Take a wider view, or other data."),
            )
        spoken.step(_("Drawing pictures"))
        _save(figure, path, options)
        spoken.done()
        _tell_missing(spoken, network)
    spoken.tell(_("Wrote {path}.").format(path=path))


def _check(picture: str, organization: str | None, path: Path) -> None:
    from netintl.cli.output import check_no_folder
    from netintl.errors import UsageError

    check_no_folder(path)
    if path.suffix.lower() not in SUFFIXES:
        raise UsageError(
            _("{name} has a suffix that no format goes with.").format(name=path.name),
            cure=_("Use one of {suffixes}.").format(suffixes=", ".join(SUFFIXES)),
        )
    if (picture == "profile") != (organization is not None):
        raise UsageError(
            _("The profile is of one organization, the other pictures of none."),
            cure=_("Write: netintl draw profile ORG -o profile.png"),
        )


def _looks(options: dict[str, Any]) -> Any:
    """Return the looks that were asked for."""
    from netintl.errors import InputError
    from netintl.figures import Looks, font_problem
    from netintl.settings_files import check_regular

    font = Path(options["font"]) if options["font"] else None
    if font:
        check_regular(font, limit="file", cure=_("Name a TrueType or OpenType file."))
    problem = font_problem(font) if font else ""
    if problem:
        raise InputError(
            _("{path} is no font: {reason}.").format(path=font, reason=problem),
            cure=_("Name a TrueType or OpenType file."),
        )
    return Looks(options["title"], options["palette"], options["greyscale"], font)


def _focused(network: Network, name: str, steps: int) -> Network:
    from netintl.network.names import find_organization
    from netintl.network.views import around

    return around(network, find_organization(network, name), steps)


def _save(figure: Figure, path: Path, options: dict[str, Any]) -> None:
    from netintl.errors import OutputError
    from netintl.figures import save_figure

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


def _tell_missing(spoken: Spoken, network: Network) -> None:
    """Name the characters that stand as boxes, each with an organization that has it."""
    import numpy as np

    from netintl.figures import missing_glyphs

    language = current_language()
    names = {
        network.name(code, language): str(network.ids[code])
        for code in np.flatnonzero(network.members).tolist()
    }
    missing = missing_glyphs(names)
    for sign, texts in list(missing.items())[:_NAMED]:
        spoken.tell(
            _("No font has {sign} (U+{code}) of {name} ({id}); it is drawn as a box.").format(
                sign=sign, code=f"{ord(sign):04X}", name=texts[0], id=names[texts[0]]
            )
        )
    if missing:
        spoken.tell(
            _("{count} characters have no glyph; name a font that has them with --font.").format(
                count=len(missing)
            )
        )


def _figure(
    network: Network, picture: str, organization: str | None, options: dict[str, Any]
) -> Figure | None:
    from netintl.network.names import find_organization

    settings: dict[str, Any] = {"preset": options["preset"]}
    if organization is not None:
        settings["organization"] = find_organization(network, organization)
    if picture == "map":
        settings["basemap"] = _basemap(options["basemap"])
        settings["credit"] = options["basemap_credit"]
    if picture == "flows":
        settings["columns"] = _flow_columns(options["columns"])
    return PICTURES[picture].figure(network, {}, **settings)


def _flow_columns(text: str) -> list[str]:
    """Return the three columns of the flows."""
    from netintl.analyses.structure.flows import COLUMNS
    from netintl.errors import UsageError

    names = [name.strip() for name in text.split(",")]
    unknown = [name for name in names if name not in COLUMNS]
    if unknown or len(set(names)) != _FLOW_COLUMNS or len(names) != _FLOW_COLUMNS:
        raise UsageError(
            _("{names} are not three columns of flows.").format(names=text),
            cure=_("Choose three of: {names}.").format(names=", ".join(COLUMNS)),
        )
    return names


def _basemap(path: str | None) -> object:
    """Read a base map of the user's own."""
    from netintl.errors import InputError
    from netintl.figures import read_basemap
    from netintl.settings_files import check_regular

    if path is None:
        return None
    cure = _("Name a GeoJSON or TopoJSON file of polygons.")
    check_regular(path, limit="file", cure=cure)
    try:
        return read_basemap(Path(path))
    except (OSError, ValueError) as problem:
        raise InputError(
            _("{path} is no base map: {reason}.").format(path=path, reason=problem), cure=cure
        ) from problem
