"""Partnership networks of Chinese vocational education abroad: hubs, gaps, talent pipelines.

The public names are imported when they are first used, so that ``import netintl`` is cheap.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from netintl.version import __version__ as __version__

if TYPE_CHECKING:
    from netintl.analyses.gaps.connection import find_connection
    from netintl.analyses.gaps.fillers import find_fillers
    from netintl.analyses.gaps.gaps import find_gaps
    from netintl.analyses.gaps.indices import find_balance, find_coordination
    from netintl.analyses.gaps.intensity import find_intensity
    from netintl.analyses.gaps.relatedness import find_next_fields
    from netintl.analyses.matches.evaluation import find_match_evaluation
    from netintl.analyses.matches.matches import find_match_pairs, find_matches
    from netintl.analyses.pipelines.commodities import Yields
    from netintl.analyses.pipelines.fragility import find_fragility
    from netintl.analyses.pipelines.funnel import find_funnel
    from netintl.analyses.pipelines.pipelines import (
        find_bottlenecks,
        find_pipelines,
        find_throughput,
    )
    from netintl.analyses.pipelines.redundancy import find_redundancy
    from netintl.analyses.pipelines.unknowns import find_unknowns
    from netintl.analyses.policy.brands import find_brands, find_impact
    from netintl.analyses.policy.progress import find_conditions, find_progress, find_provinces
    from netintl.analyses.policy.rules import load_rules
    from netintl.analyses.result import Result
    from netintl.analyses.structure.brokers import find_brokers
    from netintl.analyses.structure.communities import find_communities
    from netintl.analyses.structure.concentration import find_concentration
    from netintl.analyses.structure.hubs import find_hubs
    from netintl.analyses.structure.profile import find_profile
    from netintl.analyses.structure.roles import find_roles
    from netintl.analyses.structure.summary import find_summary
    from netintl.analyses.time.comparison import compare, find_movements
    from netintl.analyses.time.scenario import apply_changes, read_changes
    from netintl.analyses.time.survival import find_renewals, find_survival
    from netintl.analyses.time.trends import find_trends
    from netintl.errors import NetintlError
    from netintl.ingest.package import load_package
    from netintl.network.diff import diff
    from netintl.network.doors import from_networkx, to_frames, to_networkx
    from netintl.network.loading import load
    from netintl.network.names import find_organization
    from netintl.network.network import Network
    from netintl.network.views import as_of, between, select
    from netintl.report.building import write_report
    from netintl.report.verifying import verify

_HOMES = {
    "NetintlError": "errors",
    "Network": "network.network",
    "Result": "analyses.result",
    "Yields": "analyses.pipelines.commodities",
    "apply_changes": "analyses.time.scenario",
    "as_of": "network.views",
    "find_conditions": "analyses.policy.progress",
    "between": "network.views",
    "compare": "analyses.time.comparison",
    "find_profile": "analyses.structure.profile",
    "diff": "network.diff",
    "find_match_evaluation": "analyses.matches.evaluation",
    "find_balance": "analyses.gaps.indices",
    "find_bottlenecks": "analyses.pipelines.pipelines",
    "find_brands": "analyses.policy.brands",
    "find_brokers": "analyses.structure.brokers",
    "find_communities": "analyses.structure.communities",
    "find_connection": "analyses.gaps.connection",
    "find_coordination": "analyses.gaps.indices",
    "find_fillers": "analyses.gaps.fillers",
    "find_fragility": "analyses.pipelines.fragility",
    "find_funnel": "analyses.pipelines.funnel",
    "find_gaps": "analyses.gaps.gaps",
    "find_hubs": "analyses.structure.hubs",
    "find_impact": "analyses.policy.brands",
    "find_intensity": "analyses.gaps.intensity",
    "find_match_pairs": "analyses.matches.matches",
    "find_matches": "analyses.matches.matches",
    "find_movements": "analyses.time.comparison",
    "find_next_fields": "analyses.gaps.relatedness",
    "find_organization": "network.names",
    "find_pipelines": "analyses.pipelines.pipelines",
    "find_progress": "analyses.policy.progress",
    "find_provinces": "analyses.policy.progress",
    "find_redundancy": "analyses.pipelines.redundancy",
    "find_renewals": "analyses.time.survival",
    "find_roles": "analyses.structure.roles",
    "find_survival": "analyses.time.survival",
    "find_throughput": "analyses.pipelines.pipelines",
    "find_trends": "analyses.time.trends",
    "find_unknowns": "analyses.pipelines.unknowns",
    "from_networkx": "network.doors",
    "load": "network.loading",
    "load_package": "ingest.package",
    "load_rules": "analyses.policy.rules",
    "find_concentration": "analyses.structure.concentration",
    "read_changes": "analyses.time.scenario",
    "select": "network.views",
    "find_summary": "analyses.structure.summary",
    "to_frames": "network.doors",
    "to_networkx": "network.doors",
    "verify": "report.verifying",
    "write_report": "report.building",
}

__all__ = [
    "NetintlError",
    "Network",
    "Result",
    "Yields",
    "apply_changes",
    "as_of",
    "between",
    "compare",
    "diff",
    "find_balance",
    "find_bottlenecks",
    "find_brands",
    "find_brokers",
    "find_communities",
    "find_concentration",
    "find_conditions",
    "find_connection",
    "find_coordination",
    "find_fillers",
    "find_fragility",
    "find_funnel",
    "find_gaps",
    "find_hubs",
    "find_impact",
    "find_intensity",
    "find_match_evaluation",
    "find_match_pairs",
    "find_matches",
    "find_movements",
    "find_next_fields",
    "find_organization",
    "find_pipelines",
    "find_profile",
    "find_progress",
    "find_provinces",
    "find_redundancy",
    "find_renewals",
    "find_roles",
    "find_summary",
    "find_survival",
    "find_throughput",
    "find_trends",
    "find_unknowns",
    "from_networkx",
    "load",
    "load_package",
    "load_rules",
    "read_changes",
    "select",
    "to_frames",
    "to_networkx",
    "verify",
    "write_report",
]


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'netintl' has no attribute {name!r}")
    return getattr(import_module(f"netintl.{_HOMES[name]}"), name)


def __dir__() -> list[str]:
    return [*__all__, "__version__"]
