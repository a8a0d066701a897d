"""Everything the sections of one report draw on, computed once for all languages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from netintl.i18n import _, mark
from netintl.network.loading import network_of
from netintl.report.analyses import ANALYSES, OF_ONE, SECTIONS

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from netintl.analyses.result import Result
    from netintl.ingest.package import Package
    from netintl.network.network import Network
    from netintl.report.recipes import Recipe

_STEPS = {
    "summary": mark("Measuring the network"),
    "hubs": mark("Drawing random networks beside it"),
    "communities": mark("Looking for groups"),
    "gaps": mark("Comparing demand and supply"),
    "pipelines": mark("Following the pipelines"),
    "match_evaluation": mark("Testing matches on later agreements"),
    "progress": mark("Holding it against the policy"),
    "trends": mark("Going through the years"),
}


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
    """Run the analyses the sections of a report need, telling ``progress`` what comes next."""
    wanted = [name for section in recipe.sections for name in SECTIONS.get(section, ())]
    results = {}
    for name in ANALYSES:
        if name in wanted:
            if name in _STEPS:
                progress(_(_STEPS[name]))
            results[name] = ANALYSES[name](network)
    of_one = [name for name in OF_ONE if name in wanted]
    if of_one:
        whole = network_of(package, pair_rule=network.pair_rule)
        subject = str(network.settings["organizations"][0])
        results |= {name: OF_ONE[name](network, whole, subject) for name in of_one}
    return Context(package, network, recipe, results)
