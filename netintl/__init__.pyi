# Made by tools/build_api.py from the registry of analyses; do not edit.
from netintl.analyses.gaps.connection import find_connection as find_connection
from netintl.analyses.gaps.fillers import find_fillers as find_fillers
from netintl.analyses.gaps.gaps import find_gaps as find_gaps
from netintl.analyses.gaps.indices import (
    find_balance as find_balance,
    find_coordination as find_coordination,
)
from netintl.analyses.gaps.intensity import find_intensity as find_intensity
from netintl.analyses.gaps.relatedness import find_next_fields as find_next_fields
from netintl.analyses.matches.evaluation import find_match_evaluation as find_match_evaluation
from netintl.analyses.matches.matches import (
    find_match_pairs as find_match_pairs,
    find_matches as find_matches,
)
from netintl.analyses.pipelines.bottlenecks import find_bottlenecks as find_bottlenecks
from netintl.analyses.pipelines.fragility import find_fragility as find_fragility
from netintl.analyses.pipelines.funnel import find_funnel as find_funnel
from netintl.analyses.pipelines.pipelines import find_pipelines as find_pipelines
from netintl.analyses.pipelines.redundancy import find_redundancy as find_redundancy
from netintl.analyses.pipelines.throughput import find_throughput as find_throughput
from netintl.analyses.pipelines.unknowns import find_unknowns as find_unknowns
from netintl.analyses.pipelines.yields import Yields as Yields
from netintl.analyses.policy.brands import find_brands as find_brands
from netintl.analyses.policy.impact import find_impact as find_impact
from netintl.analyses.policy.progress import (
    find_conditions as find_conditions,
    find_progress as find_progress,
    find_provinces as find_provinces,
)
from netintl.analyses.policy.rules import load_rules as load_rules
from netintl.analyses.result import Result as Result
from netintl.analyses.structure.brokers import find_brokers as find_brokers
from netintl.analyses.structure.closure import find_closure as find_closure
from netintl.analyses.structure.communities import find_communities as find_communities
from netintl.analyses.structure.concentration import find_concentration as find_concentration
from netintl.analyses.structure.ego import find_ego as find_ego
from netintl.analyses.structure.flows import find_flows as find_flows
from netintl.analyses.structure.hosts import find_hosts as find_hosts
from netintl.analyses.structure.hubs import find_hubs as find_hubs
from netintl.analyses.structure.links import find_links as find_links
from netintl.analyses.structure.missing import find_missing as find_missing
from netintl.analyses.structure.profile import find_profile as find_profile
from netintl.analyses.structure.roles import find_roles as find_roles
from netintl.analyses.structure.summary import find_summary as find_summary
from netintl.analyses.time.comparison import (
    compare as compare,
    find_movements as find_movements,
)
from netintl.analyses.time.renewals import find_renewals as find_renewals
from netintl.analyses.time.scenario import (
    apply_changes as apply_changes,
    read_changes as read_changes,
)
from netintl.analyses.time.shift import find_shift as find_shift
from netintl.analyses.time.survival import find_survival as find_survival
from netintl.analyses.time.trends import find_trends as find_trends
from netintl.errors import NetintlError as NetintlError
from netintl.ingest.package import load_package as load_package
from netintl.network.diff import diff as diff
from netintl.network.doors import (
    from_networkx as from_networkx,
    to_frames as to_frames,
    to_networkx as to_networkx,
)
from netintl.network.loading import load as load
from netintl.network.names import find_organization as find_organization
from netintl.network.network import Network as Network
from netintl.network.rollup import rolled_up as rolled_up
from netintl.network.views import (
    as_of as as_of,
    between as between,
    select as select,
)
from netintl.report.building import write_report as write_report
from netintl.report.verifying import verify as verify
from netintl.version import __version__ as __version__
