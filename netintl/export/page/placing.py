"""Where every organization stands, for programs and pages that do not lay out by themselves."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from netintl.figures.layout import (
    Frame,
    layout_component,
    pack_components,
    push_apart,
)
from netintl.kernels import components, symmetric_csr

if TYPE_CHECKING:
    from netintl.network.network import Network

WIDTH: Final = 1300.0
HEIGHT: Final = 1080.0
_SMALLEST: Final = 5  # organizations of a component that is laid out by itself
_STEP: Final = 26.0  # between organizations in rows
_LINK: Final = 40.0
_GAP: Final = 60.0  # above rows, for their caption
_RADIUS: Final = 7.0
_DECIMALS: Final = 2


@dataclass(frozen=True, slots=True)
class Row:
    """A band of small components or of isolates: how many, of how many organizations."""

    top: float
    components: int
    organizations: int
    linked: bool


@dataclass(frozen=True, slots=True)
class Places:
    """Places by organization code, ``y`` downwards, NaN for those outside the view; hundredths."""

    x: np.ndarray
    y: np.ndarray
    rows: tuple[Row, ...]


def place_organizations(network: Network) -> Places:
    """Place the organizations of a view in a frame of 1,300 by 1,080.

    The largest component stands at the left and those of five and more at the right; smaller ones
    and organizations without cooperation stand in rows below. The same view lies the same way
    every time.

    Examples
    --------
    >>> from netintl.network.doors import from_links
    >>> places = place_organizations(from_links([("S1", "C1"), ("S2", "C1")]))
    >>> bool(places.x.min() >= 0), places.rows[0].organizations
    (True, 3)
    """
    n = len(network.ids)
    u, v = network.pairs.u.astype(np.int64), network.pairs.v.astype(np.int64)
    component = components(*symmetric_csr(u, v, np.ones(len(u)), n)[:2])
    groups = _groups(component, network.members)
    large = [group for group in groups if len(group) >= _SMALLEST]
    small = [group for group in groups if 1 < len(group) < _SMALLEST]
    alone = [group for group in groups if len(group) == 1]
    heights = [_band_height(band) for band in (small, alone)]
    places = np.full((n, 2), np.nan)
    upper = max(HEIGHT - sum(heights), HEIGHT / 2) if large else 0.0
    _place_large(places, large, (u, v, component), upper)
    rows, top = [], upper
    for band, height in zip((small, alone), heights, strict=True):
        if band:
            count = sum(len(group) for group in band)
            rows.append(Row(top + _GAP / 2, len(band), count, linked=band is small))
            _place_band(places, band, top + _GAP)
        top += height
    scale = min(1.0, HEIGHT / max(top, HEIGHT))
    scaled = tuple(
        Row(round(r.top * scale, _DECIMALS), r.components, r.organizations, r.linked) for r in rows
    )
    x, y = np.round(places * [1.0, scale], _DECIMALS).T
    return Places(x, y, scaled)


def _groups(component: np.ndarray, members: np.ndarray) -> list[np.ndarray]:
    """Return the components of the view, the largest first."""
    codes = np.flatnonzero(members)
    order = codes[np.argsort(component[codes], kind="stable")]
    parts = np.split(order, np.flatnonzero(np.diff(component[order])) + 1) if len(order) else []
    return sorted(parts, key=lambda part: (-len(part), int(part[0])))


def _place_large(
    places: np.ndarray,
    groups: list[np.ndarray],
    links: tuple[np.ndarray, np.ndarray, np.ndarray],
    height: float,
) -> None:
    if not groups:
        return
    u, v, component = links
    layouts = []
    for members in groups:
        inside = component[u] == component[members[0]]
        ends = (np.searchsorted(members, end[inside]) for end in (u, v))
        layouts.append(layout_component(len(members), *ends))
    frame = Frame(WIDTH, height, _STEP, 2.5 * _LINK)
    packed = pack_components(layouts, frame)
    for members, found in zip(groups, packed, strict=True):
        places[members] = found
    codes = np.concatenate(groups)
    apart = push_apart(places[codes], np.full(len(codes), _RADIUS))
    places[codes] = np.clip(apart, 0, [WIDTH, height])


def _row_of(width: float, left: float) -> bool:
    return left > 0 and left + width > WIDTH


def _band_height(band: list[np.ndarray]) -> float:
    """Return how high the rows of some components are, caption included."""
    if not band:
        return 0.0
    return _GAP + _STEP * (1 + max(row for _left, row in _spots(band)))


def _spots(band: list[np.ndarray]) -> list[tuple[float, int]]:
    """Return where in which row each component begins."""
    spots, left, row = [], 0.0, 0
    for group in band:
        width = _STEP * len(group) + (_STEP / 2 if len(group) > 1 else 0)
        if _row_of(width, left):
            left, row = 0.0, row + 1
        spots.append((left, row))
        left += width
    return spots


def _place_band(places: np.ndarray, band: list[np.ndarray], top: float) -> None:
    for group, (left, row) in zip(band, _spots(band), strict=True):
        steps = _STEP * np.arange(len(group))
        places[group, 0] = left + _STEP / 2 + steps
        # Three and four in a line would hide a link behind an organization.
        places[group, 1] = top + _STEP * row + _STEP / 4 * (np.arange(len(group)) % 2)
