"""Everything the sections of one report draw on, computed once for all languages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from netintl.analyses.registry import ANALYSES
from netintl.i18n import _
from netintl.network.loading import network_of
from netintl.report.outline import needed

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
    """Run the analyses the sections of a report need, telling ``progress`` what comes next."""
    wanted = {name for section in recipe.sections for name in needed(section)}
    analyses = [analysis for name, analysis in ANALYSES.items() if name in wanted]
    whole, subject = network, None
    if any(analysis.of_one for analysis in analyses):
        subject = str(network.settings["organizations"][0])
        whole = network_of(package, pair_rule=network.pair_rule)
    results = {}
    for analysis in analyses:
        if analysis.step:
            progress(_(analysis.step))
        # Partners are found in the whole network, not among those of one's own agreements.
        there = whole if analysis.name == "matches" else network
        results[analysis.name] = analysis.run(there, subject)
    return Context(package, network, recipe, results)
