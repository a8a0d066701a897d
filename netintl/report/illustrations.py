"""All pictures of one report, each where the section that shows it is part of the recipe."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netintl.documents.blocks import Picture
from netintl.figures import to_png, to_svg
from netintl.pictures.registry import PICTURES
from netintl.report.outline import pictures_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from netintl.report.context import Context

_DPI = 200  # of pictures in Word


def draw_pictures(context: Context, *, pixels: bool = False) -> Mapping[str, Picture]:
    """Draw the pictures of a report as SVG, for Word as PNG too.

    One that has nothing to show is left out.
    """
    drawn = {}
    wanted = [name for section in context.recipe.sections for name in pictures_of(section)]
    for name in dict.fromkeys(wanted):
        figure = PICTURES[name].figure(context.network, context.results)
        if figure is not None:
            title = str(figure.get_label() or name)
            png = to_png(figure, dpi=_DPI) if pixels else b""
            drawn[name] = Picture(name, title, title, to_svg(figure, salt=name), png)
    return drawn
