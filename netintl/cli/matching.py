"""``matches``: whom to approach next, and whether such advice would have been right."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from netintl.analyses.registry import ANALYSES
from netintl.cli.options import (
    Code,
    PartialDate,
    Real,
    open_network,
    output_options,
    split_options,
    view_options,
)
from netintl.cli.speech import SpokenCommand
from netintl.i18n import _, mark

if TYPE_CHECKING:
    from netintl.analyses.result import Result
    from netintl.cli.speech import Spoken
    from netintl.network.network import Network

_SETTINGS = ("partner_kind", "where", "exclude", "diversity")
_TARGETS = click.Choice(["school", "college", "enterprise"])
_KINDS = {
    None: ("school", "enterprise"),
    "enterprise": ("school", "enterprise"),
    "college": ("school", "college"),
    "school": ("enterprise", "school"),
}


@click.command(
    "matches",
    cls=SpokenCommand,
    help=mark(
        "Propose partners: whom to approach next, why, and what is unknown.\n\n"
        "ORG is an id, a name in Chinese or English, or an unambiguous part of one; without it, "
        "the best missing pairs of the whole network are shown.\n\n"
        "Example: netintl matches cn-jinhua-polytechnic --in Indonesia --top 10"
    ),
)
@click.argument("organization", metavar="[ORG]", required=False)
@click.option(
    "--kind-of-partner", "partner_kind", type=_TARGETS, help=mark("Only partners of this kind.")
)
@click.option(
    "--in", "where", multiple=True, type=Code("country"), help=mark("Only partners there.")
)
@click.option(
    "--exclude", multiple=True, metavar="ORG", help=mark("Never propose this organization.")
)
@click.option(
    "--diversity",
    type=Real(0, 1),
    default=0.0,
    show_default=True,
    help=mark("How far to hold back more of the same country and very busy partners."),
)
@click.option(
    "--evaluate", is_flag=True, help=mark("Test the proposals on links they were not shown.")
)
@click.option(
    "--split",
    type=PartialDate(),
    help=mark("With --evaluate: links from this day on are to be found."),
)
@view_options
@output_options
@click.pass_obj
def matches_command(
    spoken: Spoken, /, organization: str | None, evaluate: bool, split: str | None, **options: Any
) -> None:
    """Print possible partners of one organization, pairs of the network, or the test."""
    from netintl.cli.output import write_result

    settings = {name: options.pop(name) for name in _SETTINGS}
    view, output = split_options(options)
    _check(organization, evaluate=evaluate, split=split)
    network = open_network(spoken, view)
    if evaluate:
        result = ANALYSES["match_evaluation"].run(network, since=split)
    else:
        result = _matched(network, organization, settings, output["top"])
    write_result(spoken, result, network, output)


def _check(organization: str | None, *, evaluate: bool, split: str | None) -> None:
    from netintl.errors import UsageError

    if split and not evaluate:
        raise UsageError(_("--split goes with --evaluate."), cure=_("Add --evaluate."))
    if organization and evaluate:
        raise UsageError(
            _("--evaluate tests the whole network, not one organization."),
            cure=_("Leave the organization out."),
        )


def _matched(
    network: Network, organization: str | None, settings: dict[str, Any], top: int | None
) -> Result:
    from netintl.analyses.matches.matches import TOP_PAIRS, find_match_pairs, find_matches
    from netintl.network.names import find_organization

    common = {
        "countries": settings["where"],
        "exclude": [find_organization(network, name) for name in settings["exclude"]],
        "diversity": settings["diversity"],
    }
    kind = settings["partner_kind"]
    if organization is None:
        return find_match_pairs(network, _KINDS[kind], top=top or TOP_PAIRS, **common)
    return find_matches(network, find_organization(network, organization), kind=kind, **common)
