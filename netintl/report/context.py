"""Everything the sections of one report draw on, computed once for all languages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from netintl.analyses.registry import ANALYSES
from netintl.i18n import _
from netintl.network.loading import network_of
from netintl.network.rollup import rolled_up
from netintl.network.views import as_of
from netintl.report.fitting import fitting
from netintl.report.outline import needed

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from netintl.analyses.result import Result
    from netintl.ingest.package import Package
    from netintl.network.network import Network
    from netintl.report.recipes import Recipe

# Partners are found in the whole network, not among those of one's own agreements, and how well
# that is done is tested there.
_OF_ALL: Final = ("matches", "match_evaluation")


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
    whole = network
    if not network.members.all() and any(analysis.name in _OF_ALL for analysis in analyses):
        whole = _undivided(package, network)
    one = any(analysis.of_one for analysis in analyses)
    subject = str(network.settings["organizations"][0]) if one else None
    results = {}
    for analysis in analyses:
        if analysis.step:
            progress(_(analysis.step))
        there = whole if analysis.name in _OF_ALL else network
        results[analysis.name] = analysis.run(there, subject)
    fit = fitting(recipe, results)
    wanted = {name for section in fit.sections for name in needed(section)}
    kept = {name: result for name, result in results.items() if name in wanted}
    return Context(package, network, fit, kept)


def _undivided(package: Package, network: Network) -> Network:
    """Return all data of the package, on the day of the view where it has one."""
    whole = network_of(package, pair_rule=network.pair_rule)
    settings = network.settings
    if "as_of" in settings:
        whole = as_of(whole, settings["as_of"], undated=settings["undated"])
    return rolled_up(whole, settings["roll_up"]) if "roll_up" in settings else whole
