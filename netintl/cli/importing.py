"""``import``: foreign tables to a package, by a mapping file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from netintl.cli.issue_lists import print_issues
from netintl.cli.speech import SpokenCommand
from netintl.i18n import _, mark

if TYPE_CHECKING:
    from collections.abc import Mapping

    from netintl.cli.speech import Spoken


@click.command(
    "import",
    cls=SpokenCommand,
    help=mark(
        "Turn foreign tables into a package, as a mapping file says.\n\n"
        "Every row read is kept, merged or rejected; the ledger tells which.\n\n"
        "Example: netintl import institutions.csv links.csv --mapping mine.toml -o package"
    ),
)
@click.argument("files", metavar="FILE...", nargs=-1, required=True, type=click.Path())
@click.option("--mapping", required=True, type=click.Path(), help=mark("Mapping file (TOML)."))
@click.option("-o", "--output", required=True, type=click.Path(), help=mark("Folder to write."))
@click.option("--force", is_flag=True, help=mark("Replace files that exist."))
@click.option("--all", "every", is_flag=True, help=mark("Print every issue, not groups."))
@click.pass_context
def import_command(
    ctx: click.Context,
    files: tuple[str, ...],
    mapping: str,
    output: str,
    force: bool,
    every: bool,
) -> None:
    """Write a package and say what became of every row."""
    from netintl.csv_cells import AS_IT_STANDS
    from netintl.ingest.conversion import import_tables
    from netintl.ingest.writing import write_tables

    spoken: Spoken = ctx.obj
    found = import_tables([Path(file) for file in files], Path(mapping))
    print_issues(found.issues, every=every)
    about = {"description": AS_IT_STANDS}
    write_tables(found.tables, Path(output), force=force, about=about)
    for line in found.ledger.table.to_dict("records"):
        spoken.tell(ledger_sentence(line))
    spoken.tell(_("Wrote {path}.").format(path=output))
    ctx.exit(1 if (found.issues["severity"] == "error").any() else 0)


def ledger_sentence(line: Mapping[Any, Any]) -> str:
    """Say what became of the rows of one file."""
    return _(
        "{file}: {read} rows read = {kept} kept + {merged} merged + {rejected} rejected."
    ).format(**line)
