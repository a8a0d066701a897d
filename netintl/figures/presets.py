"""Page sizes of the pictures."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Preset:
    """A page: width and height in inches, dots per inch, and how large its texts are."""

    width: float
    height: float
    dpi: int
    scale: float


PRESETS: Mapping[str, Preset] = MappingProxyType(
    {
        "slide": Preset(13.33, 7.5, 144, 1.0),
        "a4": Preset(11.69, 8.27, 200, 0.9),
        "a3": Preset(16.54, 11.69, 200, 1.2),
        "square": Preset(10.0, 10.0, 144, 0.95),
    }
)


def find_preset(name: str) -> Preset:
    """Look a page size up by name.

    >>> find_preset("slide").dpi
    144
    """
    try:
        return PRESETS[name]
    except KeyError:
        raise ValueError(f"No page is called {name!r}. Choose {', '.join(PRESETS)}.") from None
