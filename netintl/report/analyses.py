"""Which analyses a report runs, with how many draws, and which section shows which."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netintl.analyses.brands import find_brands, find_impact
from netintl.analyses.brokers import find_brokers
from netintl.analyses.communities import find_communities
from netintl.analyses.concentration import measure_concentration
from netintl.analyses.connection import find_connections
from netintl.analyses.draws import affordable
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
from netintl.analyses.profile import describe
from netintl.analyses.progress import assess_schools, find_progress, find_provinces
from netintl.analyses.redundancy import find_redundancy
from netintl.analyses.relatedness import find_next_fields
from netintl.analyses.roles import find_roles
from netintl.analyses.summary import summarize
from netintl.analyses.survival import find_renewals, find_survival
from netintl.analyses.trends import find_trends
from netintl.analyses.unknowns import find_unknowns

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from netintl.analyses.result import Result
    from netintl.network.network import Network

NULLS, RESAMPLES, DIVISIONS, BROKERAGE = 500, 500, 100, 200

ANALYSES: Mapping[str, Callable[[Network], Result]] = {
    "summary": summarize,
    "hubs": lambda network: find_hubs(
        network, nulls=affordable(network, NULLS), resamples=affordable(network, RESAMPLES)
    ),
    "roles": find_roles,
    "brokers": lambda network: find_brokers(network, nulls=affordable(network, BROKERAGE)),
    "concentration": measure_concentration,
    "communities": lambda network: find_communities(
        network, resamples=affordable(network, DIVISIONS)
    ),
    "gaps": find_gaps,
    "fillers": find_fillers,
    "balance": find_balance,
    "coordination": find_coordination,
    "connection": find_connections,
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
    "match_evaluation": evaluate_matches,
    "progress": find_progress,
    "conditions": assess_schools,
    "provinces": find_provinces,
    "brands": find_brands,
    "impact": find_impact,
    "trends": find_trends,
    "survival": find_survival,
    "renewals": find_renewals,
}

# Of one organization: of its view, and of the whole network it could find partners in.
OF_ONE: Mapping[str, Callable[[Network, Network, str], Result]] = {
    "profile": lambda view, _whole, name: describe(view, name),
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
