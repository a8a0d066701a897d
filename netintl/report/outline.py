"""What each section of a report draws on: its analyses and its pictures."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from netintl.analyses.registry import of_section
from netintl.pictures.registry import PICTURES

if TYPE_CHECKING:
    from collections.abc import Mapping

# Analyses that a section draws on without showing them as its own.
_ALSO: Final[Mapping[str, tuple[str, ...]]] = {
    "findings": ("summary", "hubs", "gaps", "pipelines"),
    "glance": ("hubs", "gaps"),
}
# Pictures that belong to a section as a whole.
_PICTURES: Final[Mapping[str, tuple[str, ...]]] = {
    "network": ("network", "map"),
    "glance": ("map", "gaps"),
    "progress": ("shift",),
}


def needed(section: str) -> tuple[str, ...]:
    """Return the analyses that a section draws on: its own, and those of its pictures.

    Examples
    --------
    >>> needed("communities")
    ('communities',)
    """
    own = tuple(analysis.name for analysis in of_section(section))
    drawn = [name for picture in pictures_of(section) for name in PICTURES[picture].analyses]
    return tuple(dict.fromkeys((*own, *_ALSO.get(section, ()), *drawn)))


def pictures_of(section: str) -> tuple[str, ...]:
    """Return the names of the pictures that a section shows."""
    of_results = [name for analysis in of_section(section) for name in analysis.pictures]
    return tuple(dict.fromkeys((*own_pictures(section), *of_results)))


def own_pictures(section: str) -> tuple[str, ...]:
    """Return the pictures that belong to a section as a whole, and stand at its top."""
    return _PICTURES.get(section, ())
