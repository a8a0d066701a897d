"""``store``: fill the graph database that planners ask, look at it, empty it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from netintl.cli.speech import SpokenCommand, SpokenGroup
from netintl.i18n import _, mark

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from netintl.cli.speech import Spoken

uri_option = click.option(
    "--uri",
    metavar="URI",
    help=mark(
        "Address of a Neo4j server, as bolt://localhost:7687; else $NEO4J_URI, else the embedded "
        "store in .netintl/store."
    ),
)


@click.group(
    "store",
    cls=SpokenGroup,
    help=mark(
        "Fill the graph database that planners ask, look at it, empty it.\n\n"
        "User, password and database of a server are taken from NEO4J_USERNAME, NEO4J_PASSWORD "
        "and NEO4J_DATABASE.\n\nExample: netintl store push"
    ),
)
def store_command() -> None:
    """Hold the commands on the store."""


@store_command.command(
    "push",
    cls=SpokenCommand,
    help=mark(
        "Write the data and their findings into the store.\n\n"
        "What is there already is left alone, what changed is replaced, what is gone is marked as "
        "ended. A push that was cut off is completed by the next one.\n\n"
        "Example: netintl store push --no-findings"
    ),
)
@uri_option
@click.option(
    "--into-existing", is_flag=True, help=mark("Write beside data that netintl did not write.")
)
@click.option(
    "--no-findings",
    is_flag=True,
    help=mark("Write the data only: the analyses of a very large network take hours."),
)
@click.pass_obj
def push_command(spoken: Spoken, uri: str | None, into_existing: bool, no_findings: bool) -> None:
    """Print what was created, updated, ended and left unchanged."""
    from dataclasses import astuple

    from netintl.network.loading import load
    from netintl.store.addresses import find_address
    from netintl.store.client import Store
    from netintl.store.pushing import push

    address = find_address(uri)
    network = load(spoken.data, **spoken.reading)
    with Store(address, verbose=spoken.verbose) as store:
        pushed = push(
            store,
            network,
            into_existing=into_existing,
            analyses=not no_findings,
            tell=spoken.step,
        )
        spoken.done()
    rows = [(name, *astuple(counts)) for name, counts in pushed.counts.items()]
    rows.append((_("total"), *astuple(pushed.total)))
    heads = [_("What"), _("created"), _("updated"), _("ended"), _("unchanged")]
    _print_table(heads, rows)


@store_command.command(
    "status",
    cls=SpokenCommand,
    help=mark(
        "Show what the store holds and whether it is up to date.\n\nExample: netintl store status"
    ),
)
@uri_option
@click.pass_obj
def status_command(spoken: Spoken, uri: str | None) -> None:
    """Print engine, counts and whether the store holds the local data."""
    from netintl.network.loading import load
    from netintl.store.addresses import find_address
    from netintl.store.client import Store
    from netintl.store.embedded import is_made
    from netintl.store.upkeep import status

    address = find_address(uri)
    if address.embedded and not is_made(address.folder):
        click.echo(_("Store: {address}").format(address=address))
        click.echo(_("Nothing was pushed whole yet; run netintl store push."))
        return
    with Store(address, verbose=spoken.verbose) as store:
        found = status(store)
    click.echo(_("Store: {address}").format(address=address))
    click.echo(_("Engine: {engine} {version}").format(engine=found.engine, version=found.version))
    if not found.fingerprint:
        verdict = _("Nothing was pushed whole yet; run netintl store push.")
    elif not found.complete:
        verdict = _("The last push was cut off; run netintl store push again.")
    elif found.fingerprint == load(spoken.data, **spoken.reading).fingerprint:
        verdict = _("Up to date with the local data, pushed {time}.").format(time=found.pushed_at)
    else:
        verdict = _("The local data differ from what was pushed {time}.").format(
            time=found.pushed_at
        )
    click.echo(verdict)
    rows = [(name, now, all_ - now) for name, (all_, now) in found.counts.items() if all_]
    if rows:
        _print_table([_("What"), _("current"), _("ended")], rows)


@store_command.command(
    "clear",
    cls=SpokenCommand,
    help=mark(
        "Remove from the store all that netintl wrote.\n\nExample: netintl store clear --yes"
    ),
)
@uri_option
@click.option("--yes", is_flag=True, help=mark("Do not ask."))
@click.pass_obj
def clear_command(spoken: Spoken, uri: str | None, yes: bool) -> None:
    """Ask, then remove; print how much was removed."""
    from netintl.store.addresses import find_address
    from netintl.store.client import Store
    from netintl.store.embedded import is_made
    from netintl.store.upkeep import clear

    address = find_address(uri)
    if address.embedded and not is_made(address.folder):
        spoken.tell(_("Nothing was removed."))
        return
    question = _("Remove all that netintl wrote from {address}?").format(address=address)
    if not (yes or click.confirm(question, err=True)):
        spoken.tell(_("Nothing was removed."))
        return
    with Store(address, verbose=spoken.verbose) as store:
        removed = clear(store)
    _print_table([_("What"), _("removed")], [(n, count) for n, count in removed.items() if count])


def _print_table(heads: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    from netintl.cli.output import table_text

    shown = [[str(cell) for cell in row] for row in rows]
    click.echo(table_text(heads, shown, [False] + [True] * (len(heads) - 1)), nl=False)
