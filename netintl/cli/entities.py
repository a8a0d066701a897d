"""``entities``: who is who; likely duplicates, judgements about them, and their ledger."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from netintl.cli.judges import judge_name
from netintl.cli.linking import link_command
from netintl.cli.options import NumberRange, Real, output_options
from netintl.cli.speech import SpokenCommand, SpokenGroup
from netintl.i18n import _, mark

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    import pandas as pd

    from netintl.cli.speech import Spoken

_OUTPUT = ("format_", "output", "top", "columns", "force")


def _place(spoken: Spoken) -> Path:
    from netintl.network.loading import default_data

    return Path(spoken.data) if spoken.data else default_data()


def _tables(spoken: Spoken) -> Mapping[str, pd.DataFrame]:
    from netintl.ingest.package import load_package

    return load_package(_place(spoken), **spoken.reading).tables


def _find_options(function: Callable[..., Any]) -> Callable[..., Any]:
    for option in (
        click.option(
            "--least",
            type=Real(0, 1),
            help=mark("Propose pairs that are one with at least this probability."),
        ),
        click.option("--again", is_flag=True, help=mark("Propose again what was judged unsure.")),
        output_options,
    ):
        function = option(function)
    return function


@click.group(
    "entities",
    cls=SpokenGroup,
    invoke_without_command=True,
    help=mark(
        "Find organizations that stand in the data twice, and judge who is who.\n\n"
        "Without a command, the likeliest duplicates are listed. Judgements are lines of "
        "judgements.csv in your folder; lines are only ever added, and each can be undone.\n\n"
        "Example: netintl -d mine entities review"
    ),
)
@_find_options
@click.pass_context
def entities_command(ctx: click.Context, /, **options: Any) -> None:
    """List the likeliest duplicates, unless a command says what else to do."""
    if ctx.invoked_subcommand is None:
        _find(ctx.obj, options)


@entities_command.command(
    "find",
    cls=SpokenCommand,
    help=mark(
        "List the likeliest duplicates with what speaks for and against each.\n\n"
        "Parts are log-odds: their sum gives the probability. Pairs that were judged are not "
        "listed.\n\nExample: netintl -d mine entities find -o pairs.csv"
    ),
)
@_find_options
@click.pass_obj
def find_command(spoken: Spoken, /, **options: Any) -> None:
    """Print the pairs nobody has judged."""
    _find(spoken, options)


def _find(spoken: Spoken, options: dict[str, Any]) -> None:
    from netintl.cli.entity_tables import write_candidates
    from netintl.identity.candidates import LEAST, find_candidates

    tables = _tables(spoken)
    least = LEAST if options["least"] is None else options["least"]
    found = find_candidates(tables, least=least, again=options["again"], kept=True)
    output = {name: options[name] for name in _OUTPUT}
    write_candidates(spoken, found, tables, output)


def _judging(verdict: str, text: str) -> None:
    @entities_command.command(verdict, cls=SpokenCommand, help=text)
    @click.argument("left", metavar="A")
    @click.argument("right", metavar="B")
    @click.option("--note", default="", help=mark("Why."))
    @click.option("--by", help=mark("Who judges; else the name you are logged in with."))
    @click.pass_obj
    def judging_command(spoken: Spoken, left: str, right: str, note: str, by: str | None) -> None:
        """Add one line to the ledger."""
        from netintl.errors import UsageError
        from netintl.identity.candidates import find_id
        from netintl.identity.ledger_files import LedgerFile, Line

        ledger = LedgerFile(_place(spoken))
        tables = _tables(spoken)
        one, other = find_id(tables, left), find_id(tables, right, official=True)
        if other not in set(tables["organizations"]["id"]):
            from netintl.cli.link_tables import note_of_pair

            note = "; ".join(filter(None, (note, note_of_pair(tables, one, other))))
        if one == other:
            raise UsageError(
                _("{left} and {right} are one id already.").format(left=left, right=right),
                cure=_("Name two organizations."),
            )
        added = ledger.judge(tables, Line(one, other, verdict, judge_name(by), note=note))
        _tell_added(spoken, ledger.file, added)


def _tell_added(spoken: Spoken, file: Path, added: list[Any]) -> None:
    for line in added:
        click.echo(f"{line.left},{line.right},{line.verdict}")
    spoken.tell(_("Added to {path}.").format(path=file))


_judging(
    "same",
    mark(
        "Judge two organizations the same: the first id stays. B can be an official id, such as "
        "moe:4144011113, which A then has.\n\n"
        "Example: netintl -d mine entities same ent-tang ent-tang-education --note 'one group'"
    ),
)
_judging(
    "different",
    mark(
        "Judge two organizations different: they are not proposed again.\n\n"
        "Example: netintl -d mine entities different ent-edr ent-edr-sgr"
    ),
)
_judging(
    "unsure",
    mark(
        "Say that nobody knows yet whether two organizations are the same.\n\n"
        "Example: netintl -d mine entities unsure ent-cccc-first-highway ent-cfhec"
    ),
)


@entities_command.command(
    "undo",
    cls=SpokenCommand,
    help=mark(
        "Take back the judgement of a number, or of several as 12-40; the line stays, and a line "
        "that undoes it is added.\n\nExample: netintl -d mine entities undo 12"
    ),
)
@click.argument("numbers", type=NumberRange(), metavar="N")
@click.option("--note", default="", help=mark("Why."))
@click.option("--by", help=mark("Who judges; else the name you are logged in with."))
@click.pass_obj
def undo_command(spoken: Spoken, numbers: tuple[int, int], note: str, by: str | None) -> None:
    """Add the line that takes another back."""
    from netintl.identity.ledger_files import LedgerFile

    ledger = LedgerFile(_place(spoken))
    first, last = numbers
    added = ledger.undo(_tables(spoken), first, last=last, by=judge_name(by), note=note)
    _tell_added(spoken, ledger.file, added)


@entities_command.command(
    "history",
    cls=SpokenCommand,
    help=mark(
        "List the judgements about an organization, or all of them, with their numbers.\n\n"
        "Example: netintl -d mine entities history ent-tang"
    ),
)
@click.argument("organization", metavar="[ORG]", required=False)
@click.pass_obj
def history_command(spoken: Spoken, organization: str | None) -> None:
    """Print lines of the ledger."""
    from netintl.cli.entity_tables import history_text

    click.echo(history_text(_place(spoken), _tables(spoken), organization), nl=False)


@entities_command.command(
    "explain",
    cls=SpokenCommand,
    help=mark(
        "Explain how likely two organizations are one: each part of the evidence, and the "
        "judgements that make them one.\n\n"
        "Example: netintl entities explain ent-tang ent-tang-education"
    ),
)
@click.argument("left", metavar="A")
@click.argument("right", metavar="B")
@click.pass_obj
def explain_command(spoken: Spoken, left: str, right: str) -> None:
    """Print the parts and the chain."""
    from netintl.cli.entity_tables import explanation
    from netintl.cli.link_tables import link_explanation
    from netintl.model.official_ids import official_id

    tables = _tables(spoken)
    official = official_id(right)
    if official and official not in set(tables["organizations"]["id"]):
        click.echo(link_explanation(tables, left, official), nl=False)
    else:
        click.echo(explanation(tables, left, right), nl=False)


@entities_command.command(
    "review",
    cls=SpokenCommand,
    help=mark(
        "Judge the likeliest duplicates one after the other, a key each.\n\n"
        "s same, d different, u unsure, k skip, z undo the last, q quit. Each answer is written "
        "at once.\n\nExample: netintl -d mine entities review"
    ),
)
@click.option(
    "--least",
    type=Real(0, 1),
    help=mark("Propose pairs that are one with at least this probability."),
)
@click.option("--again", is_flag=True, help=mark("Propose again what was judged unsure."))
@click.option("--by", help=mark("Who judges; else the name you are logged in with."))
@click.pass_obj
def review_command(spoken: Spoken, least: float | None, again: bool, by: str | None) -> None:
    """Ask about pair after pair."""
    from netintl.cli.reviewing import Review
    from netintl.identity.candidates import LEAST, find_candidates
    from netintl.identity.ledger_files import LedgerFile

    ledger = LedgerFile(_place(spoken))
    tables = _tables(spoken)
    least = LEAST if least is None else least
    found = find_candidates(tables, least=least, again=again, kept=True)
    Review(spoken, ledger, tables, found.pairs, judge_name(by)).run()


entities_command.add_command(link_command)
