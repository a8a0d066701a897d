"""``summary``, ``hubs``, ``gaps``, ``pipelines`` and others: one analysis as a table."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from netintl.cli.options import (
    draw_options,
    open_network,
    output_options,
    rate_options,
    split_options,
    view_options,
)
from netintl.cli.speech import SpokenCommand
from netintl.i18n import _, mark

if TYPE_CHECKING:
    from netintl.analyses.result import Result
    from netintl.cli.speech import Spoken
    from netintl.network.network import Network

_DRAWS = 500


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
    from netintl.analyses.structure.summary import find_summary
    from netintl.cli.output import write_result

    view, output = split_options(options)
    network = open_network(spoken, view)
    write_result(spoken, find_summary(network), network, output)


@click.command(
    "hubs",
    cls=SpokenCommand,
    help=mark(
        "Rank organizations by how much of the network runs through them, and say whether that is "
        "more than their numbers of partners explain and how sure their rank is.\n\n"
        "Example: netintl hubs --country Indonesia --top 10"
    ),
)
@click.option(
    "--show",
    type=click.Choice(["hubs", "roles", "brokers", "concentration"]),
    default="hubs",
    show_default=True,
    help=mark("Hubs, roles in groups, whom they mediate between, or concentration on places."),
)
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
def hubs_command(spoken: Spoken, /, show: str, by: Any, **options: Any) -> None:
    """Print the organizations, best connected first."""
    from netintl.cli.output import write_result

    draws = {name: options.pop(name) for name in ("nulls", "resamples", "kept", "seed", "quick")}
    view, output = split_options(options)
    network = open_network(spoken, view)
    write_result(spoken, _about_hubs(spoken, network, show, by, draws), network, output)


def _about_hubs(
    spoken: Spoken, network: Network, show: str, by: Any, draws: dict[str, Any]
) -> Result:
    """Run the analysis of hubs that was asked for."""
    from netintl.analyses.draws.draw import affordable

    unasked = 0 if draws["quick"] else affordable(network, _DRAWS)
    nulls, resamples = (
        unasked if draws[name] is None else draws[name] for name in ("nulls", "resamples")
    )
    chosen = {"seed": draws["seed"], "kept": draws["kept"]}
    tick = spoken.counting(_("Drawing networks"))
    if show == "roles":
        from netintl.analyses.structure.roles import find_roles

        return find_roles(network, seed=draws["seed"])
    if show == "brokers":
        from netintl.analyses.structure.brokers import find_brokers

        return find_brokers(network, nulls=nulls, tick=tick, **chosen)
    if show == "concentration":
        from netintl.analyses.structure.concentration import find_concentration

        return find_concentration(network)
    from netintl.analyses.structure.hubs import find_hubs

    return find_hubs(network, by=by, nulls=nulls, resamples=resamples, tick=tick, **chosen)


@click.command(
    "communities",
    cls=SpokenCommand,
    help=mark(
        "Find the groups that work among themselves, and what they have in common.\n\n"
        "Example: netintl communities --as-of 2024-12-31"
    ),
)
@click.option(
    "--resamples",
    type=click.IntRange(min=0),
    default=100,
    show_default=True,
    help=mark("Networks redrawn by the confidence of the evidence; 0 for none."),
)
@click.option("--seed", type=int, default=0, show_default=True, help=mark("Of all randomness."))
@view_options
@output_options
@click.pass_obj
def communities_command(spoken: Spoken, /, resamples: int, seed: int, **options: Any) -> None:
    """Print the groups, largest first."""
    from netintl.analyses.structure.communities import find_communities
    from netintl.cli.output import write_result

    view, output = split_options(options)
    network = open_network(spoken, view)
    tick = spoken.counting(_("Drawing networks"))
    result = find_communities(network, resamples=resamples, seed=seed, tick=tick)
    write_result(spoken, result, network, output)


_GAPS = ("coverage", "balance", "coordination", "connection", "intensity", "fragility", "schools",
         "next-fields")  # fmt: skip


@click.command(
    "gaps",
    cls=SpokenCommand,
    help=mark(
        "Find where firms have gone without schools, by country and industry. Six gaps, never "
        "merged: coverage, balance, coordination, connection, intensity, fragility.\n\n"
        "Example: netintl gaps --show balance --top 20"
    ),
)
@click.option(
    "--show",
    type=click.Choice(_GAPS),
    default="coverage",
    show_default=True,
    help=mark("Which gap; or the schools that could fill one, or the majors a country has next."),
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
@click.option(
    "--alpha",
    type=click.FloatRange(0, 1),
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
    from netintl.cli.output import write_result

    view, output = split_options(options)
    network = open_network(spoken, view)
    result = _about_gaps(network, show, crosswalk, demand, alpha)
    write_result(spoken, result, network, output)


def _about_gaps(
    network: Network, show: str, crosswalk: str, demand: str | None, alpha: float
) -> Result:
    """Run the analysis of gaps that was asked for."""
    from netintl.analyses import connection, fillers, fragility, gap_indices, intensity, relatedness
    from netintl.analyses.gaps.crosswalk import read_crosswalk
    from netintl.analyses.gaps.gaps import VARIANTS, checked_variant, find_gaps

    if show == "coverage" and crosswalk not in VARIANTS:
        return find_gaps(network, custom=read_crosswalk(crosswalk), demand=demand)
    if show in ("intensity", "fragility", "next-fields"):
        return {
            "intensity": intensity.find_intensity,
            "fragility": fragility.find_fragility,
            "next-fields": relatedness.find_next_fields,
        }[show](network)
    named = checked_variant(crosswalk)
    if show == "connection":
        return connection.find_connection(network, crosswalk=named)
    if show == "coordination":
        return gap_indices.find_coordination(network, crosswalk=named, demand=demand, alpha=alpha)
    find = {
        "coverage": find_gaps,
        "balance": gap_indices.find_balance,
        "schools": fillers.find_fillers,
    }[show]
    return find(network, crosswalk=named, demand=demand)


_PIPELINES = ("chains", "bottlenecks", "throughput", "unknowns", "redundancy", "funnel")


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
    type=click.Choice(_PIPELINES),
    default="chains",
    show_default=True,
    help=mark(
        "The chains, what limits them, the people a year by field, the figures to ask for first, "
        "the independent ways to each enterprise, or the steps from agreement to lasting work."
    ),
)
@rate_options
@view_options
@output_options
@click.pass_obj
def pipelines_command(spoken: Spoken, /, show: str, **options: Any) -> None:
    """Print the chains of agreements, or what is known of the people on them."""
    from netintl.cli.output import write_result

    rates = {name: options.pop(name) for name in ("completion", "hire", "retention")}
    view, output = split_options(options)
    network = open_network(spoken, view)
    write_result(spoken, _about_pipelines(network, show, rates), network, output)


def _about_pipelines(network: Network, show: str, rates: dict[str, float]) -> Result:
    """Run the analysis of pipelines that was asked for."""
    from netintl.analyses import funnel, pipelines, redundancy, unknowns
    from netintl.analyses.pipelines.commodities import Yields

    if show == "throughput":
        return pipelines.find_throughput(
            network, yields=Yields(rates["completion"], rates["hire"], rates["retention"])
        )
    find = {
        "chains": pipelines.find_pipelines,
        "bottlenecks": pipelines.find_bottlenecks,
        "unknowns": unknowns.find_unknowns,
        "redundancy": redundancy.find_redundancy,
        "funnel": funnel.find_funnel,
    }[show]
    return find(network)


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
    from netintl.analyses.structure.profile import find_profile
    from netintl.cli.output import write_result
    from netintl.network.names import find_organization

    view, output = split_options(options)
    network = open_network(spoken, view)
    result = find_profile(network, find_organization(network, organization))
    write_result(spoken, result, network, output)
