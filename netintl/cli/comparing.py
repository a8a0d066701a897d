"""``compare`` and ``scenario``: two networks beside each other."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from netintl.analyses.registry import compared
from netintl.cli.options import (
    PartialDate,
    check_order,
    in_its_day,
    output_options,
    split_options,
    take_view,
    view_options,
)
from netintl.cli.speech import SpokenCommand
from netintl.i18n import _, mark

if TYPE_CHECKING:
    from netintl.cli.speech import Spoken


@click.command(
    "compare",
    cls=SpokenCommand,
    help=mark(
        "List what appeared, ended, was renewed or changed, and reconcile the counts.\n\n"
        "OTHER is the later data; without it the same data are compared on two days.\n\n"
        "Example: netintl compare --as-of 2022-12-31 --to 2024-12-31"
    ),
)
@click.argument("other", metavar="[OTHER]", required=False, type=click.Path())
@click.option("--to", type=PartialDate(), help=mark("The later day, where --as-of is the earlier."))
@click.option(
    "--show",
    type=click.Choice(["changes", "figures"]),
    default="changes",
    show_default=True,
    help=mark("The changes, or the figures of the analyses that they moved."),
)
@view_options
@output_options
@click.pass_obj
def compare_command(
    spoken: Spoken, /, other: str | None, to: str | None, show: str, **options: Any
) -> None:
    """Print what changed from one network to another."""
    from netintl.analyses.time.comparison import compare, find_movements
    from netintl.cli.output import write_result
    from netintl.errors import UsageError
    from netintl.network.loading import load

    view, output = split_options(options)
    if other is None and not (view["as_of"] and to):
        raise UsageError(
            _("There is nothing to compare with."),
            cure=_("Name other data, or two days with --as-of and --to."),
        )
    if other is None:
        check_order(view["as_of"], str(to))
    before = load(spoken.data, pair_rule=view["pair_rule"], **spoken.reading)
    after = before if other is None else load(other, pair_rule=view["pair_rule"], **spoken.reading)
    first = take_view(before, view)
    last = take_view(after, {**view, "as_of": to or view["as_of"]})
    result = (compare if show == "changes" else find_movements)(first, last)
    write_result(spoken, result, last, output)


@click.command(
    "scenario",
    cls=SpokenCommand,
    help=mark(
        "Run all analyses before and after the changes of a CSV file; print only what moved.\n\n"
        "Columns: action (add, end, change, capacity), then id, organizations, kind, start, end, "
        "fields, status … of an agreement, or organization, measure, field, persons_per_year.\n\n"
        "Example: netintl scenario changes.csv"
    ),
)
@click.argument("changes", metavar="CHANGES", type=click.Path())
@click.option(
    "--analysis",
    "analyses",
    multiple=True,
    type=click.Choice([analysis.name for analysis in compared()]),
    help=mark("Only this analysis; may be given several times."),
)
@view_options
@output_options
@click.pass_obj
def scenario_command(spoken: Spoken, /, changes: str, analyses: Any, **options: Any) -> None:
    """Print the figures that the changes would move."""
    from netintl.analyses.time.comparison import find_movements
    from netintl.analyses.time.scenario import apply_changes, read_changes
    from netintl.cli.output import write_result
    from netintl.network.entities import fixed
    from netintl.network.loading import load

    view, output = split_options(options)
    listed = read_changes(changes)
    whole = load(spoken.data, pair_rule=view["pair_rule"], **spoken.reading)
    network = fixed(in_its_day(whole, view))
    spoken.step(_("Running the analyses before and after"))
    before = take_view(network, view)
    after = take_view(apply_changes(network, listed), view)
    result = find_movements(before, after, analyses=analyses)
    spoken.done()
    write_result(spoken, result, after, output)
