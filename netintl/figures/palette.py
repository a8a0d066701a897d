"""Colours and marker shapes, safe for colour-blind readers and for grey print.

The first three kinds keep a Lab distance of at least 17 under every kind of colour blindness;
their lightness is close, so in grey the marker shapes carry the difference: never drop them.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

INK = "#1f2933"
MUTED = "#66727f"
GRID = "#dfe4e8"
HATCH = "#c3cad1"
PAPER = "#ffffff"
LAND = "#eaeef1"
COAST = "#d3dae0"
LINK = "#b4bdc6"
BAR = "#9fb3c8"
NODE = "#3e4c59"
OTHER = "#c9ced4"

KIND_COLOURS: Mapping[str, str] = MappingProxyType(
    {
        "school": "#0072B2",
        "college": "#D55E00",
        "enterprise": "#009E73",
        "government": "#6b7280",
        "park": "#9aa1ab",
        "alliance": "#4b5563",
        "association": "#858d98",
        "other": "#8a8f98",
    }
)
KIND_MARKERS: Mapping[str, str] = MappingProxyType(
    {
        "school": "o",
        "college": "s",
        "enterprise": "^",
        "government": "D",
        "park": "P",
        "alliance": "h",
        "association": "X",
        "other": "v",
    }
)
REGION_COLOURS: Mapping[str, str] = MappingProxyType(
    {
        "south_east_asia": "#0072B2",
        "other_asia": "#E69F00",
        "africa": "#D55E00",
        "europe": "#009E73",
        "americas": "#CC79A7",
        "oceania": "#56B4E9",
    }
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
