"""Everything the sections of one report draw on, computed once for all languages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from netintl.analyses.gaps import find_gaps
from netintl.analyses.hubs import find_hubs
from netintl.analyses.pipelines import find_bottlenecks, find_pipelines
from netintl.analyses.summary import summarize
from netintl.i18n import _

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from netintl.analyses.result import Result
    from netintl.ingest.package import Package
    from netintl.network.network import Network
    from netintl.report.recipes import Recipe


@dataclass(frozen=True)
class Context:
    """A package, its network, and the results of the analyses by name."""

    package: Package
    network: Network
    recipe: Recipe
    results: Mapping[str, Result]


def analyse(
    package: Package, network: Network, recipe: Recipe, progress: Callable[[str], None]
) -> Context:
    """Run the analyses a report needs, telling ``progress`` what comes next."""
    progress(_("Measuring the network"))
    results = {"summary": summarize(network), "hubs": find_hubs(network)}
    progress(_("Comparing demand and supply"))
    results["gaps"] = find_gaps(network)
    progress(_("Following the pipelines"))
    results["pipelines"] = find_pipelines(network)
    results["bottlenecks"] = find_bottlenecks(network)
    return Context(package, network, recipe, results)
