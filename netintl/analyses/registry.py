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

    from netintl.analyses.analysis import Analysis

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
    >>> [analysis.option for analysis in of_command("hubs")]
    ['hubs', 'roles', 'brokers', 'concentration']
    """
    return tuple(analysis for analysis in ANALYSES.values() if analysis.command == command)


def of_section(section: str) -> tuple[Analysis, ...]:
    """Return the analyses that a section of a report shows, in order.

    Examples
    --------
    >>> [analysis.name for analysis in of_section("trends")]
    ['trends', 'survival', 'renewals']
    """
    listed = ANALYSES.values()
    return tuple(each for each in listed if each.shown and each.shown.section == section)


def compared() -> tuple[Analysis, ...]:
    """Return the analyses whose figures are held side by side.

    Examples
    --------
    >>> [analysis.name for analysis in compared()]
    ['summary', 'hubs', 'gaps', 'pipelines', 'throughput']
    """
    return tuple(analysis for analysis in ANALYSES.values() if analysis.compared)


def stored() -> tuple[Analysis, ...]:
    """Return the analyses whose rows become findings in the store."""
    return tuple(analysis for analysis in ANALYSES.values() if analysis.stored)
