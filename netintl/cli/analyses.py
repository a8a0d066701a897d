"""``summary``, ``hubs``, ``gaps``, ``pipelines`` and others: one analysis as a table.

Which tables a command shows, and what they are called, is read from the registry.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from netintl.analyses.registry import ANALYSES
from netintl.cli.options import (
    Real,
    draw_options,
    open_network,
    output_options,
    rate_options,
    show_option,
    split_options,
    view_options,
)
from netintl.cli.speech import SpokenCommand
from netintl.i18n import _, mark

if TYPE_CHECKING:
    from netintl.analyses.result import Result
    from netintl.cli.speech import Spoken
    from netintl.network.network import Network


def _write(spoken: Spoken, name: str, options: dict[str, Any], **settings: Any) -> None:
    """Run an analysis with the options that it takes, and write what it found."""
    from netintl.cli.output import write_result

    view, output = split_options(options)
    network = open_network(spoken, view)
    settings["tick"] = spoken.counting(_("Drawing networks"))
    write_result(spoken, _run(network, name, settings), network, output)


def _run(network: Network, name: str, settings: dict[str, Any]) -> Result:
    return ANALYSES[name.replace("-", "_")].run(network, **settings)


@click.command(
    "summary",
    cls=SpokenCommand,
    help=mark(
        "Describe the whole network: size, density, cohesion, distances.\n\n"
        "Example: netintl summary --as-of 2024-12-31"
    ),
)
@show_option("summary")
@view_options
@output_options
@click.pass_obj
def summary_command(spoken: Spoken, /, show: str, **options: Any) -> None:
    """Print the figures of the whole network."""
    _write(spoken, show, options)


@click.command(
    "hubs",
    cls=SpokenCommand,
    help=mark(
        "Rank organizations by how much of the network runs through them, and say whether that is "
        "more than their agreements explain and how sure their rank is.\n\n"
        "Example: netintl hubs --country Indonesia --top 10"
    ),
)
@show_option("hubs")
@click.option(
    "--by",
    type=click.Choice(["betweenness", "degree", "strength", "harmonic"]),
    default="betweenness",
    show_default=True,
    help=mark("Measure that orders the table of hubs."),
)
@draw_options
@view_options
@output_options
@click.pass_obj
def hubs_command(spoken: Spoken, /, show: str, quick: bool, **options: Any) -> None:
    """Print the organizations, best connected first."""
    settings = {name: options.pop(name) for name in ("by", "nulls", "resamples", "kept", "seed")}
    _write(spoken, show, options, drawn=not quick, **settings)


@click.command(
    "communities",
    cls=SpokenCommand,
    help=mark(
        "Find the groups that work among themselves, and what they have in common.\n\n"
        "Example: netintl communities --as-of 2024-12-31"
    ),
)
@show_option("communities")
@click.option(
    "--resamples",
    type=click.IntRange(min=0),
    default=ANALYSES["communities"].draws["resamples"],
    show_default=True,
    help=mark("Networks redrawn by the confidence of the evidence; 0 for none."),
)
@click.option(
    "--seed",
    type=click.IntRange(min=0),
    default=0,
    show_default=True,
    help=mark("Of all randomness."),
)
@view_options
@output_options
@click.pass_obj
def communities_command(
    spoken: Spoken, /, show: str, resamples: int, seed: int, **options: Any
) -> None:
    """Print the groups, largest first."""
    _write(spoken, show, options, resamples=resamples, seed=seed)


@click.command(
    "gaps",
    cls=SpokenCommand,
    help=mark(
        "Find where firms have gone without schools, by country and industry. Six gaps, never "
        "merged: coverage, balance, coordination, connection, intensity, fragility.\n\n"
        "Example: netintl gaps --show balance --top 20"
    ),
)
@show_option("gaps")
@click.option(
    "--crosswalk",
    default="weighted",
    show_default=True,
    help=mark("strict, weighted, broad, or a CSV file with major,industry,weight."),
)
@click.option(
    "--demand",
    type=click.Choice(["hires", "headcount", "sites", "projects"]),
    help=mark("How demand is measured; else the best measure the data reach."),
)
@click.option(
    "--alpha",
    type=Real(0, 1),
    default=0.5,
    show_default=True,
    help=mark("Weight of education in coordination."),
)
@view_options
@output_options
@click.pass_obj
def gaps_command(
    spoken: Spoken, /, show: str, crosswalk: str, demand: str | None, alpha: float, **options: Any
) -> None:
    """Print the gaps that were asked for, unmet demand first."""
    settings = {"demand": demand, "alpha": alpha, **_crosswalk(show, crosswalk)}
    _write(spoken, show, options, **settings)


def _crosswalk(show: str, crosswalk: str) -> dict[str, Any]:
    """Return the crosswalk that was asked for: one of three, or for coverage a file."""
    from netintl.analyses.gaps.cells import VARIANTS, checked_variant
    from netintl.analyses.gaps.crosswalk import read_crosswalk

    analysis = ANALYSES[show.replace("-", "_")]
    if "crosswalk" not in analysis.arguments or crosswalk in VARIANTS:
        return {"crosswalk": crosswalk}
    if "custom" in analysis.arguments:
        return {"custom": read_crosswalk(crosswalk)}
    return {"crosswalk": checked_variant(crosswalk)}


@click.command(
    "pipelines",
    cls=SpokenCommand,
    help=mark(
        "Follow trained people from schools to enterprises, and name what limits them.\n\n"
        "Example: netintl pipelines --show bottlenecks"
    ),
)
@show_option("pipelines")
@rate_options
@view_options
@output_options
@click.pass_obj
def pipelines_command(spoken: Spoken, /, show: str, **options: Any) -> None:
    """Print the chains of agreements, or what is known of the people on them."""
    from netintl.analyses.pipelines.yields import Yields

    rates = [options.pop(name) for name in ("completion", "hire", "retention")]
    _write(spoken, show, options, yields=Yields(*rates))


@click.command(
    "profile",
    cls=SpokenCommand,
    help=mark(
        "Show one organization: its agreements, partners, dates and sources.\n\n"
        "ORG is an id, a name in Chinese or English, or an unambiguous part of one.\n\n"
        "Example: netintl profile cn-jinhua-polytechnic"
    ),
)
@click.argument("organization", metavar="ORG")
@show_option("profile")
@view_options
@output_options
@click.pass_obj
def profile_command(spoken: Spoken, /, organization: str, show: str, **options: Any) -> None:
    """Print the agreements or the partners of one organization."""
    from netintl.cli.output import write_result
    from netintl.network.names import find_organization

    view, output = split_options(options)
    network = open_network(spoken, view)
    subject = find_organization(network, organization)
    result = _run(network, show, {"organization": subject})
    write_result(spoken, result, network, output)


@click.command(
    "trends",
    cls=SpokenCommand,
    help=mark(
        "Show what began, ended, was renewed or fell silent, and how long agreements last.\n\n"
        "Example: netintl trends --show survival --by brand"
    ),
)
@show_option("trends")
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
    _write(spoken, show, options, by=by)


@click.command(
    "progress",
    cls=SpokenCommand,
    help=mark(
        "Hold the network against the policy: schools and their conditions, batches, provinces, "
        "priority zones, brands, and the rows of the International Impact Table.\n\n"
        "Example: netintl progress --show conditions --top 20"
    ),
)
@show_option("progress")
@click.option(
    "--rules", type=click.Path(), help=mark("A rule file of your own (TOML) for the conditions.")
)
@view_options
@output_options
@click.pass_obj
def progress_command(spoken: Spoken, /, show: str, rules: str | None, **options: Any) -> None:
    """Print how far the policy's aims are reached."""
    from netintl.analyses.policy.rules import load_rules

    _write(spoken, show, options, rules=None if rules is None else load_rules(rules))
