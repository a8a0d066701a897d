"""One palette and one set of marks for pictures, pages, documents, workbooks and other programs.

Tones are declared in ``reference/palette.csv``, for light and dark ground; those with a hue are
Okabe and Ito's. Kinds and regions name their tone, kinds their shape, statuses their line, each
beside its words.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from netintl.model.reference import read_reference
from netintl.model.vocabularies import vocabulary

if TYPE_CHECKING:
    from collections.abc import Mapping

LINES: Final = ("solid", "dashed", "dotted")


@dataclass(frozen=True, slots=True)
class Tone:
    """A colour as ``#rrggbb`` on light and on dark ground, and in Tol's scheme "bright"."""

    light: str
    dark: str
    tol_bright: str


@dataclass(frozen=True, slots=True)
class Shape:
    """What matplotlib and Cytoscape call a shape, or the nearest that they have."""

    marker: str
    cytoscape: str


@cache
def tones() -> Mapping[str, Tone]:
    """Return the tones by name; one that is the same on dark ground has no dark."""
    rows = read_reference("palette")
    return MappingProxyType({r["tone"]: Tone(r["light"], r["dark"], r["tol_bright"]) for r in rows})


def colour(tone: str) -> str:
    """Return a tone on light ground.

    Examples
    --------
    >>> colour("blue")
    '#0072B2'
    """
    return tones()[tone].light


@cache
def shapes() -> Mapping[str, Shape]:
    """Return the shapes of organizations by name."""
    rows = read_reference("shapes")
    return MappingProxyType({r["shape"]: Shape(r["marker"], r["cytoscape"]) for r in rows})


@cache
def kind_tones() -> Mapping[str, str]:
    """Return the name of each kind's tone."""
    return MappingProxyType({k: term.extra["tone"] for k, term in vocabulary("kinds").items()})


@cache
def kind_shapes() -> Mapping[str, str]:
    """Return the name of each kind's shape.

    Examples
    --------
    >>> kind_shapes()["school"]
    'circle'
    """
    return MappingProxyType({k: term.extra["shape"] for k, term in vocabulary("kinds").items()})


@cache
def region_tones() -> Mapping[str, str]:
    """Return the name of each region's tone."""
    return MappingProxyType({row["code"]: row["tone"] for row in read_reference("regions")})


@cache
def status_lines() -> Mapping[str, str]:
    """Return how links of each status are drawn, one of ``LINES``."""
    return MappingProxyType({k: term.extra["line"] for k, term in vocabulary("statuses").items()})
