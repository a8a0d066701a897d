"""``summary``, ``hubs``, ``gaps``, ``pipelines``, ``profile``: one analysis as a table."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from netintl.cli.options import open_network, output_options, view_options
from netintl.cli.speech import SpokenCommand
from netintl.i18n import mark

if TYPE_CHECKING:
    from netintl.cli.speech import Spoken

_OUTPUT = ("format_", "output", "top", "columns", "force")


def _split(options: dict[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """Part the options of a command into those of the view and those of the output."""
    view = {name: value for name, value in options.items() if name not in _OUTPUT}
    return view, {name: options[name] for name in _OUTPUT}


@click.command(
    "summary",
    cls=SpokenCommand,
    help=mark(
        "Describe the whole network: size, density, cohesion, distances.\n\n"
        "Example: netintl summary --as-of 2024-12-31"
    ),
)
@view_options
@output_options
@click.pass_obj
def summary_command(spoken: Spoken, /, **options: Any) -> None:
    """Print the figures of the whole network."""
    from netintl.analyses.summary import summarize
    from netintl.cli.output import write_result

    view, output = _split(options)
    network = open_network(spoken, view)
    write_result(spoken, summarize(network), network, output)


@click.command(
    "hubs",
    cls=SpokenCommand,
    help=mark(
        "Rank organizations by how much of the network runs through them.\n\n"
        "Example: netintl hubs --country Indonesia --top 10"
    ),
)
@click.option(
    "--by",
    type=click.Choice(["betweenness", "degree", "strength", "harmonic"]),
    default="betweenness",
    show_default=True,
    help=mark("Measure that orders the table."),
)
@view_options
@output_options
@click.pass_obj
def hubs_command(spoken: Spoken, /, by: Any, **options: Any) -> None:
    """Print the organizations, best connected first."""
    from netintl.analyses.hubs import find_hubs
    from netintl.cli.output import write_result

    view, output = _split(options)
    network = open_network(spoken, view)
    write_result(spoken, find_hubs(network, by=by), network, output)


@click.command(
    "gaps",
    cls=SpokenCommand,
    help=mark(
        "Find where firms have gone without schools, by country and industry.\n\n"
        "Example: netintl gaps --demand projects --top 20"
    ),
)
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
@view_options
@output_options
@click.pass_obj
def gaps_command(spoken: Spoken, /, crosswalk: str, demand: str | None, **options: Any) -> None:
    """Print the cells of country and industry, unmet demand first."""
    from netintl.analyses.crosswalk_files import read_crosswalk
    from netintl.analyses.gaps import VARIANTS, find_gaps
    from netintl.cli.output import write_result

    view, output = _split(options)
    network = open_network(spoken, view)
    if crosswalk in VARIANTS:
        result = find_gaps(network, crosswalk=crosswalk, demand=demand)
    else:
        result = find_gaps(network, custom=read_crosswalk(crosswalk), demand=demand)
    write_result(spoken, result, network, output)


@click.command(
    "pipelines",
    cls=SpokenCommand,
    help=mark(
        "Follow trained people from schools to enterprises, and name what limits them.\n\n"
        "Example: netintl pipelines --show bottlenecks"
    ),
)
@click.option(
    "--show",
    type=click.Choice(["chains", "bottlenecks"]),
    default="chains",
    show_default=True,
    help=mark("The chains, or what limits them."),
)
@view_options
@output_options
@click.pass_obj
def pipelines_command(spoken: Spoken, /, show: str, **options: Any) -> None:
    """Print the chains of agreements, or the places, seats, hires and links on them."""
    from netintl.analyses.pipelines import find_bottlenecks, find_pipelines
    from netintl.cli.output import write_result

    view, output = _split(options)
    network = open_network(spoken, view)
    find = find_pipelines if show == "chains" else find_bottlenecks
    write_result(spoken, find(network), network, output)


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
@view_options
@output_options
@click.pass_obj
def profile_command(spoken: Spoken, /, organization: str, **options: Any) -> None:
    """Print the agreements of one organization."""
    from netintl.analyses.profile import describe, find_organization
    from netintl.cli.output import write_result

    view, output = _split(options)
    network = open_network(spoken, view)
    result = describe(network, find_organization(network, organization))
    write_result(spoken, result, network, output)
