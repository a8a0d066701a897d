"""How pictures look beyond their page size: another title, palette or font, or grey alone.

Set once around drawing and saving; every picture made inside follows.
"""

from __future__ import annotations

from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np
from matplotlib.collections import Collection
from matplotlib.colors import to_rgba_array
from matplotlib.lines import Line2D
from matplotlib.patches import Patch
from matplotlib.text import Text

from netintl.figures.colours import rgb
from netintl.model.palette import tones

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from matplotlib.figure import Figure
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

# Ours are by Okabe and Ito, the others of Tol's scheme "bright" (personal.sron.nl/~pault).
_TOL: Final = {tone.light: tone.tol_bright for tone in tones().values() if tone.tol_bright}
PALETTES: Final = {"okabe-ito": {}, "tol-bright": _TOL}
_LUMA: Final = np.array([0.2126, 0.7152, 0.0722])
_GREYISH: Final = 0.12  # spread of red, green and blue below which a colour has no hue
_ALIKE: Final = 0.03  # distance from a tint of a colour that still counts as one


@dataclass(frozen=True, slots=True)
class Looks:
    """Another title, the name of a palette, grey alone, and a font for what ours lacks."""

    title: str = ""
    palette: str = "okabe-ito"
    greyscale: bool = False
    font: Path | None = None


_USUAL: Final = Looks()
_current: ContextVar[Looks] = ContextVar("looks", default=_USUAL)


def current_looks() -> Looks:
    """Return the looks that pictures have now."""
    return _current.get()


@contextmanager
def looking(looks: Looks) -> Iterator[None]:
    """Draw and save what happens inside with these looks.

    Examples
    --------
    >>> with looking(Looks(greyscale=True)):
    ...     current_looks().greyscale
    True
    """
    token = _current.set(looks)
    try:
        yield
    finally:
        _current.reset(token)


def recolour(figure: Figure) -> None:
    """Give a figure the colours of the current looks, in place."""
    looks = current_looks()
    if looks.palette != "okabe-ito":
        _change(figure, lambda colours: _translated(colours, PALETTES[looks.palette]))
    if looks.greyscale:
        _change(figure, greys)


def greys(colours: Floats) -> Floats:
    """Turn colours into greys as light as they are; rows of red, green, blue and opacity.

    >>> greys(np.array([[1.0, 1.0, 1.0, 0.5]])).round(3).tolist()
    [[1.0, 1.0, 1.0, 0.5]]
    """
    grey = colours.copy()
    grey[:, :3] = (colours[:, :3] * _LUMA).sum(axis=1)[:, None]
    return grey


def _translated(colours: Floats, wanted: dict[str, str]) -> Floats:
    """Replace each tint of a colour by the same tint of another."""
    changed = colours.copy()
    for place, colour in enumerate(colours[:, :3]):
        if np.ptp(colour) < _GREYISH:
            continue
        for old, new in wanted.items():
            tint = _tint_of(colour, np.array(rgb(old)))
            if tint is not None:
                changed[place, :3] = 1 - (1 - np.array(rgb(new))) * tint
                break
    return changed


def _tint_of(colour: Floats, base: Floats) -> float | None:
    """Return how much of a base a colour is when the rest is white, or None."""
    depth, whole = 1 - colour, 1 - base
    share = float((depth * whole).sum() / (whole * whole).sum())
    near = float(np.abs(depth - share * whole).max()) < _ALIKE
    return share if near and 0 < share <= 1 + _ALIKE else None


def _change(figure: Figure, change: Callable[[Floats], Floats]) -> None:
    for artist in figure.findobj():
        if isinstance(artist, Text):
            artist.set_color(_one(artist.get_color(), change))
        elif isinstance(artist, Line2D):
            artist.set_color(_one(artist.get_color(), change))
            artist.set_markerfacecolor(_one(artist.get_markerfacecolor(), change))
            artist.set_markeredgecolor(_one(artist.get_markeredgecolor(), change))
        elif isinstance(artist, Patch):
            artist.set_facecolor(_one(artist.get_facecolor(), change))
            artist.set_edgecolor(_one(artist.get_edgecolor(), change))
        elif isinstance(artist, Collection):
            for name in ("facecolor", "edgecolor"):
                colours = change(to_rgba_array(artist.properties()[name]))
                artist.set(**{name: [tuple(colour) for colour in colours]})


def _one(colour: Any, change: Callable[[Floats], Floats]) -> Any:
    if isinstance(colour, str) and colour in ("none", "auto"):
        return colour
    found = to_rgba_array(colour)
    return tuple(change(found)[0]) if len(found) else "none"
