"""Measures of networks as plain functions over arrays.

A graph is the pair or triple of CSR arrays made by `symmetric_csr`; nodes are integers. Nothing
here knows names, tables or files, and importing it loads NumPy only.
"""

from netintl.kernels.clustering import local_clustering, transitivity, triangles
from netintl.kernels.components import bridges, components, cut_points
from netintl.kernels.cores import core_numbers
from netintl.kernels.csr import degrees, strengths, symmetric_csr
from netintl.kernels.dispersion import degree_assortativity, gini, participation
from netintl.kernels.flows import UNBOUNDED, FlowSolution, max_flow, split_nodes
from netintl.kernels.paths import DistanceProfile, betweenness, distance_profile

__all__ = [
    "UNBOUNDED",
    "DistanceProfile",
    "FlowSolution",
    "betweenness",
    "bridges",
    "components",
    "core_numbers",
    "cut_points",
    "degree_assortativity",
    "degrees",
    "distance_profile",
    "gini",
    "local_clustering",
    "max_flow",
    "participation",
    "split_nodes",
    "strengths",
    "symmetric_csr",
    "transitivity",
    "triangles",
]
