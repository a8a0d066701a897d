"""``entities link``: official ids for schools and colleges, from a register, with evidence."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from netintl.cli.options import output_options
from netintl.cli.speech import SpokenCommand
from netintl.i18n import _, mark

if TYPE_CHECKING:
    from netintl.cli.speech import Spoken
    from netintl.identity.register_links import Links
    from netintl.identity.registers import Register


@click.command(
    "link",
    cls=SpokenCommand,
    help=mark(
        "Find the official ids of schools and colleges in a register, with the evidence.\n\n"
        "moe is the list of China's Ministry of Education with its names of 2017, 2022 and 2025, "
        "ror the Research Organization Registry (a part of it). Nothing is written without --yes, "
        "which attaches the certain ones: whole names that one entry alone has, with nothing "
        "against it. Attach or refuse the others one by one with: entities same ORG ID, entities "
        "different ORG ID. Each is a line of judgements.csv and can be undone.\n\n"
        "Example: netintl entities link --register moe --top 5"
    ),
)
@click.option(
    "--register",
    type=click.Choice(("moe", "ror")),
    required=True,
    help=mark("Register to look in."),
)
@click.option(
    "--file",
    "file",
    type=click.Path(),
    help=mark("A newer list of the Ministry, or the dump of ROR as CSV, in place of ours."),
)
@click.option("--edition", default="", help=mark("What the evidence calls FILE; else its name."))
@click.option(
    "--verdict",
    type=click.Choice(("certain", "judge", "ambiguous", "none")),
    multiple=True,
    help=mark("Show these only; may be repeated."),
)
@click.option("--again", is_flag=True, help=mark("Propose again what was judged unsure."))
@click.option("--yes", is_flag=True, help=mark("Attach the certain ones."))
@click.option("--by", help=mark("Who judges; else the name you are logged in with."))
@output_options
@click.pass_obj
def link_command(spoken: Spoken, /, **options: Any) -> None:
    """Show what a register says, and attach what is certain if asked to."""
    from netintl.cli.link_tables import write_links
    from netintl.identity.ledger_files import LedgerFile
    from netintl.identity.register_links import find_links
    from netintl.ingest.package import load_package
    from netintl.network.loading import default_data

    place = Path(spoken.data) if spoken.data else default_data()
    ledger = LedgerFile(place) if options["yes"] else None
    tables = load_package(place, **spoken.reading).tables
    register = _register(spoken, options)
    found = find_links(tables, register, again=options["again"])
    write_links(spoken, found, tables, register, options)
    if ledger is None:
        if found.certain():
            spoken.tell(_("Nothing was written; --yes attaches the certain ones."))
        return
    _attach(spoken, ledger, tables, register, found, options["by"])


def _register(spoken: Spoken, options: dict[str, Any]) -> Register:
    from netintl.errors import UsageError
    from netintl.identity.register_files import read_register
    from netintl.identity.registers import bundled_register

    if options["file"] is None:
        if options["edition"]:
            raise UsageError(
                _("--edition names a file of yours, and there is none."),
                cure=_("Add --file FILE, or leave --edition out."),
            )
        return bundled_register(options["register"])
    register, without = read_register(
        options["file"],
        options["register"],
        edition=options["edition"],
        encoding=spoken.reading.get("encoding"),
    )
    if without:
        spoken.tell(
            _("Rows of {path} without a name or a code of this register: {n}.").format(
                n=without, path=options["file"]
            )
        )
    return register


def _attach(
    spoken: Spoken, ledger: Any, tables: Any, register: Register, found: Links, by: str | None
) -> None:
    from netintl.cli.judges import judge_name
    from netintl.identity.ledger_files import Line
    from netintl.identity.register_notes import note_of

    lines = [
        Line(link.organization, link.entry.id, "same", judge_name(by), note=note_of(register, link))
        for link in found.certain()
        if link.entry
    ]
    if not lines:
        spoken.tell(_("Nothing is certain; nothing was written."))
        return
    before = len(ledger.lines())
    ledger.attach(tables, lines)
    spoken.tell(
        _("Added judgements {first} to {last} of {path}.").format(
            first=before + 1, last=before + len(lines), path=ledger.file
        )
    )
