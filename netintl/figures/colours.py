"""Colours and markers as pictures want them, safe for colour-blind readers and for grey print.

The first three kinds keep a Lab distance of at least 17 under every kind of colour blindness;
their lightness is close, so in grey the marker shapes carry the difference: never drop them.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from netintl.model.palette import colour, kind_shapes, kind_tones, region_tones, shapes

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_HOME: Final = "china"
INK, MUTED, GRID, HATCH = (colour(name) for name in ("ink", "muted", "grid", "hatch"))
PAPER = "#ffffff"
LAND, COAST, LINK, BAR = (colour(name) for name in ("land", "coast", "link", "bar"))
NODE, OTHER = colour("node"), colour("rest")
BLUE, VERMILION, GREEN = colour("blue"), colour("vermilion"), colour("green")
PURPLE, SKY = colour("purple"), colour("sky")

KIND_COLOURS: Mapping[str, str] = MappingProxyType(
    {kind: colour(tone) for kind, tone in kind_tones().items()}
)
KIND_MARKERS: Mapping[str, str] = MappingProxyType(
    {kind: shapes()[shape].marker for kind, shape in kind_shapes().items()}
)
REGION_COLOURS: Mapping[str, str] = MappingProxyType(
    {region: colour(tone) for region, tone in region_tones().items() if region != _HOME}
)
_LINEAR_BELOW = 0.04045  # of sRGB
_SCALE = ("#e6f1fa", "#b7d7ed", "#6caed6", "#2f7ab9", "#0b4a8f", "#08306b")


def rgb(colour: str) -> tuple[float, float, float]:
    """Split a ``#rrggbb`` colour into three shares.

    >>> rgb("#ff0000")
    (1.0, 0.0, 0.0)
    """
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return red, green, blue


def mix(first: str, second: str, share: float) -> str:
    """Blend two colours; share 0 is the first, 1 the second.

    >>> mix("#000000", "#ffffff", 0.5)
    '#808080'
    """
    pairs = zip(rgb(first), rgb(second), strict=True)
    return "#" + "".join(f"{round((a + (b - a) * share) * 255):02x}" for a, b in pairs)


def shade(share: float) -> str:
    """Give the colour of a heatmap cell, light blue at 0 to dark blue at 1.

    >>> shade(0.0), shade(1.0)
    ('#e6f1fa', '#08306b')
    """
    place = min(max(share, 0.0), 1.0) * (len(_SCALE) - 1)
    step = min(int(place), len(_SCALE) - 2)
    return mix(_SCALE[step], _SCALE[step + 1], place - step)


def luminance(colour: str) -> float:
    """Measure relative luminance as WCAG defines it, 0 for black to 1 for white.

    >>> luminance("#ffffff")
    1.0
    """
    linear = [
        c / 12.92 if c <= _LINEAR_BELOW else ((c + 0.055) / 1.055) ** 2.4 for c in rgb(colour)
    ]
    return round(0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2], 6)


def text_colour(background: str) -> str:
    """Choose ink or white, whichever stands out more on a background.

    >>> text_colour("#ffffff"), text_colour("#08306b")
    ('#1f2933', '#ffffff')
    """
    behind = luminance(background) + 0.05
    dark = behind / (luminance(INK) + 0.05)
    return INK if dark >= (1.05 / behind) else PAPER


def region_colours(regions: Iterable[str]) -> dict[str, str]:
    """Colour regions: known names keep theirs, others take what is free, then grey.

    >>> region_colours(["africa", "moon"])
    {'africa': '#D55E00', 'moon': '#0072B2'}
    """
    names = list(dict.fromkeys(regions))
    taken = {REGION_COLOURS[name] for name in names if name in REGION_COLOURS}
    free = iter([colour for colour in REGION_COLOURS.values() if colour not in taken])
    return {name: REGION_COLOURS.get(name) or next(free, KIND_COLOURS["other"]) for name in names}
