"""``trends`` and ``progress``: what changed over the years, and what the policy asks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from netintl.cli.options import open_network, output_options, split_options, view_options
from netintl.cli.speech import SpokenCommand
from netintl.i18n import mark

if TYPE_CHECKING:
    from netintl.cli.speech import Spoken


@click.command(
    "trends",
    cls=SpokenCommand,
    help=mark(
        "Show what began, ended, was renewed or fell silent, and how long agreements last.\n\n"
        "Example: netintl trends --show survival --by brand"
    ),
)
@click.option(
    "--show",
    type=click.Choice(["years", "survival", "renewals"]),
    default="years",
    show_default=True,
    help=mark("Figures by year, how long agreements last, or what became of those that ended."),
)
@click.option(
    "--by",
    type=click.Choice(["brand", "kind", "region"]),
    help=mark("One survival curve for each brand, kind of agreement, or region."),
)
@view_options
@output_options
@click.pass_obj
def trends_command(spoken: Spoken, /, show: str, by: Any, **options: Any) -> None:
    """Print the years, the survival or the renewals of agreements."""
    from netintl.analyses.time.survival import find_renewals, find_survival
    from netintl.analyses.time.trends import find_trends
    from netintl.cli.output import write_result

    view, output = split_options(options)
    network = open_network(spoken, view)
    if show == "survival":
        result = find_survival(network, by=by)
    else:
        result = (find_trends if show == "years" else find_renewals)(network)
    write_result(spoken, result, network, output)


@click.command(
    "progress",
    cls=SpokenCommand,
    help=mark(
        "Hold the network against the policy: schools and their conditions, batches, provinces, "
        "priority zones, brands, and the rows of the International Impact Table.\n\n"
        "Example: netintl progress --show schools --top 20"
    ),
)
@click.option(
    "--show",
    type=click.Choice(["scorecard", "schools", "provinces", "brands", "impact"]),
    default="scorecard",
    show_default=True,
    help=mark("Which part."),
)
@click.option(
    "--rules", type=click.Path(), help=mark("A rule file of your own (TOML) for the conditions.")
)
@view_options
@output_options
@click.pass_obj
def progress_command(spoken: Spoken, /, show: str, rules: str | None, **options: Any) -> None:
    """Print how far the policy's aims are reached."""
    from netintl.analyses.policy.brands import find_brands, find_impact
    from netintl.analyses.policy.progress import find_conditions, find_progress, find_provinces
    from netintl.analyses.policy.rules import load_rules
    from netintl.cli.output import write_result

    view, output = split_options(options)
    policy = load_rules(rules)
    network = open_network(spoken, view)
    if show in ("scorecard", "schools"):
        find = find_progress if show == "scorecard" else find_conditions
        result = find(network, rules=policy)
    else:
        table = {"provinces": find_provinces, "brands": find_brands, "impact": find_impact}[show]
        result = table(network)
    write_result(spoken, result, network, output)
