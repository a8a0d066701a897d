"""Which analyses a report runs, with how many draws, and which section shows which."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netintl.analyses.draws.draw import affordable
from netintl.analyses.gaps.connection import find_connection
from netintl.analyses.gaps.fillers import find_fillers
from netintl.analyses.gaps.gaps import find_gaps
from netintl.analyses.gaps.indices import find_balance, find_coordination
from netintl.analyses.gaps.intensity import find_intensity
from netintl.analyses.gaps.relatedness import find_next_fields
from netintl.analyses.matches.evaluation import find_match_evaluation
from netintl.analyses.matches.matches import find_match_pairs, find_matches
from netintl.analyses.pipelines.fragility import find_fragility
from netintl.analyses.pipelines.funnel import find_funnel
from netintl.analyses.pipelines.pipelines import find_bottlenecks, find_pipelines, find_throughput
from netintl.analyses.pipelines.redundancy import find_redundancy
from netintl.analyses.pipelines.unknowns import find_unknowns
from netintl.analyses.policy.brands import find_brands, find_impact
from netintl.analyses.policy.progress import find_conditions, find_progress, find_provinces
from netintl.analyses.structure.brokers import find_brokers
from netintl.analyses.structure.communities import find_communities
from netintl.analyses.structure.concentration import find_concentration
from netintl.analyses.structure.hubs import find_hubs
from netintl.analyses.structure.profile import find_profile
from netintl.analyses.structure.roles import find_roles
from netintl.analyses.structure.summary import find_summary
from netintl.analyses.time.survival import find_renewals, find_survival
from netintl.analyses.time.trends import find_trends

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from netintl.analyses.result import Result
    from netintl.network.network import Network

NULLS, RESAMPLES, DIVISIONS, BROKERAGE = 500, 500, 100, 200

ANALYSES: Mapping[str, Callable[[Network], Result]] = {
    "summary": find_summary,
    "hubs": lambda network: find_hubs(
        network, nulls=affordable(network, NULLS), resamples=affordable(network, RESAMPLES)
    ),
    "roles": find_roles,
    "brokers": lambda network: find_brokers(network, nulls=affordable(network, BROKERAGE)),
    "concentration": find_concentration,
    "communities": lambda network: find_communities(
        network, resamples=affordable(network, DIVISIONS)
    ),
    "gaps": find_gaps,
    "fillers": find_fillers,
    "balance": find_balance,
    "coordination": find_coordination,
    "connection": find_connection,
    "intensity": find_intensity,
    "fragility": find_fragility,
    "next_fields": find_next_fields,
    "pipelines": find_pipelines,
    "bottlenecks": find_bottlenecks,
    "throughput": find_throughput,
    "unknowns": find_unknowns,
    "redundancy": find_redundancy,
    "funnel": find_funnel,
    "match_pairs": find_match_pairs,
    "match_evaluation": find_match_evaluation,
    "progress": find_progress,
    "conditions": find_conditions,
    "provinces": find_provinces,
    "brands": find_brands,
    "impact": find_impact,
    "trends": find_trends,
    "survival": find_survival,
    "renewals": find_renewals,
}

# Of one organization: of its view, and of the whole network it could find partners in.
OF_ONE: Mapping[str, Callable[[Network, Network, str], Result]] = {
    "profile": lambda view, _whole, name: find_profile(view, name),
    "matches": lambda _view, whole, name: find_matches(whole, whole.code_of[name]),
}

SECTIONS: Mapping[str, tuple[str, ...]] = {
    "findings": ("summary", "hubs", "gaps", "pipelines"),
    "glance": ("hubs", "gaps"),
    "network": ("summary", "hubs"),
    "hubs": ("hubs", "roles", "brokers", "concentration"),
    "communities": ("communities",),
    "gaps": (
        "gaps", "fillers", "balance", "coordination", "connection", "intensity", "fragility",
        "next_fields",
    ),
    "pipelines": ("pipelines", "bottlenecks", "throughput", "unknowns", "redundancy",
                  "funnel"),
    "matches": ("match_pairs", "match_evaluation"),
    "partners": ("profile", "matches"),
    "progress": ("progress", "conditions", "provinces", "brands", "impact"),
    "trends": ("trends", "survival", "renewals"),
}  # fmt: skip
