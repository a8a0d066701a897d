"""Partnership networks of Chinese vocational education abroad: hubs, gaps, talent pipelines.

The public names are imported when they are first used, so that ``import netintl`` is cheap.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from netintl.version import __version__ as __version__

if TYPE_CHECKING:
    from netintl.analyses.brands import find_brands, find_impact
    from netintl.analyses.brokers import find_brokers
    from netintl.analyses.commodities import Yields
    from netintl.analyses.communities import find_communities
    from netintl.analyses.comparison import compare, find_movements
    from netintl.analyses.concentration import measure_concentration
    from netintl.analyses.connection import find_connections
    from netintl.analyses.fillers import find_fillers
    from netintl.analyses.fragility import find_fragility
    from netintl.analyses.funnel import find_funnel
    from netintl.analyses.gap_indices import find_balance, find_coordination
    from netintl.analyses.gaps import find_gaps
    from netintl.analyses.hubs import find_hubs
    from netintl.analyses.intensity import find_intensity
    from netintl.analyses.match_evaluation import evaluate_matches
    from netintl.analyses.matches import find_match_pairs, find_matches
    from netintl.analyses.pipelines import find_bottlenecks, find_pipelines, find_throughput
    from netintl.analyses.policy_rules import load_rules
    from netintl.analyses.profile import describe, find_organization
    from netintl.analyses.progress import assess_schools, find_progress, find_provinces
    from netintl.analyses.redundancy import find_redundancy
    from netintl.analyses.relatedness import find_next_fields
    from netintl.analyses.result import Result
    from netintl.analyses.roles import find_roles
    from netintl.analyses.scenario import apply_changes, read_changes
    from netintl.analyses.summary import summarize
    from netintl.analyses.survival import find_renewals, find_survival
    from netintl.analyses.trends import find_trends
    from netintl.analyses.unknowns import find_unknowns
    from netintl.errors import NetintlError
    from netintl.ingest.package import load_package
    from netintl.network.diff import diff
    from netintl.network.doors import from_networkx, to_frames, to_networkx
    from netintl.network.loading import load
    from netintl.network.network import Network
    from netintl.network.views import as_of, between, select
    from netintl.report.building import write_report
    from netintl.report.verifying import verify

_HOMES = {
    "NetintlError": "errors",
    "Network": "network.network",
    "Result": "analyses.result",
    "Yields": "analyses.commodities",
    "apply_changes": "analyses.scenario",
    "as_of": "network.views",
    "assess_schools": "analyses.progress",
    "between": "network.views",
    "compare": "analyses.comparison",
    "describe": "analyses.profile",
    "diff": "network.diff",
    "evaluate_matches": "analyses.match_evaluation",
    "find_balance": "analyses.gap_indices",
    "find_bottlenecks": "analyses.pipelines",
    "find_brands": "analyses.brands",
    "find_brokers": "analyses.brokers",
    "find_communities": "analyses.communities",
    "find_connections": "analyses.connection",
    "find_coordination": "analyses.gap_indices",
    "find_fillers": "analyses.fillers",
    "find_fragility": "analyses.fragility",
    "find_funnel": "analyses.funnel",
    "find_gaps": "analyses.gaps",
    "find_hubs": "analyses.hubs",
    "find_impact": "analyses.brands",
    "find_intensity": "analyses.intensity",
    "find_match_pairs": "analyses.matches",
    "find_matches": "analyses.matches",
    "find_movements": "analyses.comparison",
    "find_next_fields": "analyses.relatedness",
    "find_organization": "analyses.profile",
    "find_pipelines": "analyses.pipelines",
    "find_progress": "analyses.progress",
    "find_provinces": "analyses.progress",
    "find_redundancy": "analyses.redundancy",
    "find_renewals": "analyses.survival",
    "find_roles": "analyses.roles",
    "find_survival": "analyses.survival",
    "find_throughput": "analyses.pipelines",
    "find_trends": "analyses.trends",
    "find_unknowns": "analyses.unknowns",
    "from_networkx": "network.doors",
    "load": "network.loading",
    "load_package": "ingest.package",
    "load_rules": "analyses.policy_rules",
    "measure_concentration": "analyses.concentration",
    "read_changes": "analyses.scenario",
    "select": "network.views",
    "summarize": "analyses.summary",
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
    "assess_schools",
    "between",
    "compare",
    "describe",
    "diff",
    "evaluate_matches",
    "find_balance",
    "find_bottlenecks",
    "find_brands",
    "find_brokers",
    "find_communities",
    "find_connections",
    "find_coordination",
    "find_fillers",
    "find_fragility",
    "find_funnel",
    "find_gaps",
    "find_hubs",
    "find_impact",
    "find_intensity",
    "find_match_pairs",
    "find_matches",
    "find_movements",
    "find_next_fields",
    "find_organization",
    "find_pipelines",
    "find_progress",
    "find_provinces",
    "find_redundancy",
    "find_renewals",
    "find_roles",
    "find_survival",
    "find_throughput",
    "find_trends",
    "find_unknowns",
    "from_networkx",
    "load",
    "load_package",
    "load_rules",
    "measure_concentration",
    "read_changes",
    "select",
    "summarize",
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
