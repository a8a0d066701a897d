"""Measures of networks as plain functions over arrays.

A graph is the pair or triple of CSR arrays made by `symmetric_csr`; nodes are integers. Nothing
here knows names, tables or files, and importing it loads NumPy only.
"""

from netintl.kernels.backbone import ALPHA, Backbone, backbone
from netintl.kernels.brokerage import ROLES, broker_roles
from netintl.kernels.clustering import (
    local_clustering,
    shared_triangles,
    transitivity,
    triangles,
    two_mode_clustering,
)
from netintl.kernels.components import bridges, components, cut_points, severance
from netintl.kernels.cores import core_numbers
from netintl.kernels.csr import degrees, strengths, symmetric_csr
from netintl.kernels.dispersion import degree_assortativity, gini, participation
from netintl.kernels.flow_networks import UNBOUNDED, FlowSolution, max_flow, split_nodes
from netintl.kernels.groups import (
    bipartite_modularity,
    communities,
    modularity,
    within_module_z,
)
from netintl.kernels.holes import structural_holes
from netintl.kernels.paths import DistanceProfile, betweenness, distance_profile
from netintl.kernels.rewiring import rewire
from netintl.kernels.spectra import eigenvector, pagerank
from netintl.kernels.survival import IntervalCurve, SurvivalCurve, kaplan_meier, turnbull
from netintl.kernels.two_mode import switch_members

__all__ = [
    "ALPHA",
    "ROLES",
    "UNBOUNDED",
    "Backbone",
    "DistanceProfile",
    "FlowSolution",
    "IntervalCurve",
    "SurvivalCurve",
    "backbone",
    "betweenness",
    "bipartite_modularity",
    "bridges",
    "broker_roles",
    "communities",
    "components",
    "core_numbers",
    "cut_points",
    "degree_assortativity",
    "degrees",
    "distance_profile",
    "eigenvector",
    "gini",
    "kaplan_meier",
    "local_clustering",
    "max_flow",
    "modularity",
    "pagerank",
    "participation",
    "rewire",
    "severance",
    "shared_triangles",
    "split_nodes",
    "strengths",
    "structural_holes",
    "switch_members",
    "symmetric_csr",
    "transitivity",
    "triangles",
    "turnbull",
    "two_mode_clustering",
    "within_module_z",
]
