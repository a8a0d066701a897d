"""The one list of analyses; commands, reports, store, page, API and tests are made from it."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from netintl.analyses.gaps import GAPS
from netintl.analyses.matches import MATCHES
from netintl.analyses.pipelines import PIPELINES
from netintl.analyses.policy import POLICY
from netintl.analyses.structure import STRUCTURE
from netintl.analyses.time import TIME

if TYPE_CHECKING:
    from collections.abc import Mapping

    from netintl.analyses.analysis import Analysis, Highlight

ANALYSES: Final[Mapping[str, Analysis]] = MappingProxyType(
    {
        analysis.name: analysis
        for room in (STRUCTURE, GAPS, PIPELINES, MATCHES, POLICY, TIME)
        for analysis in room
    }
)


def of_command(command: str) -> tuple[Analysis, ...]:
    """Return the analyses that a command shows, the usual one first.

    Examples
    --------
    >>> of_command("hubs")[0].option
    'hubs'
    """
    return tuple(analysis for analysis in ANALYSES.values() if analysis.command == command)


def of_section(section: str) -> tuple[Analysis, ...]:
    """Return the analyses that a section of a report shows, in order.

    Examples
    --------
    >>> of_section("trends")[0].name
    'trends'
    """
    listed = ANALYSES.values()
    return tuple(each for each in listed if each.shown and each.shown.section == section)


def highlighted() -> dict[str, Highlight]:
    """Return what analyses say on the page of organizations worth a look, by analysis.

    Examples
    --------
    >>> list(highlighted())
    ['hubs', 'fragility']
    """
    return {name: each.highlight for name, each in ANALYSES.items() if each.highlight}


def compared() -> tuple[Analysis, ...]:
    """Return the analyses whose figures are held side by side.

    Examples
    --------
    >>> compared()[0].name
    'summary'
    """
    return tuple(analysis for analysis in ANALYSES.values() if analysis.compared)


def stored() -> tuple[Analysis, ...]:
    """Return the analyses whose rows become findings in the store."""
    return tuple(analysis for analysis in ANALYSES.values() if analysis.stored)
