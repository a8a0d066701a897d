"""``export``: the network as files for other programs."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from netintl.cli.speech import SpokenCommand
from netintl.i18n import _, mark

if TYPE_CHECKING:
    from netintl.cli.speech import Spoken


@click.command(
    "export",
    cls=SpokenCommand,
    help=mark(
        "Write the network as files for other programs.\n\n"
        "For very large networks, Neo4j's import tool makes from such files what netintl store "
        "push would write.\n\nExample: netintl export --neo4j-import neo4j-files"
    ),
)
@click.option(
    "--neo4j-import",
    metavar="DIR",
    type=click.Path(),
    help=mark("Folder to write files for neo4j-admin database import into."),
)
@click.option(
    "--bulk-format",
    type=click.Choice(["csv", "parquet"]),
    default="csv",
    show_default=True,
    help=mark("Format of those files; Parquet needs Neo4j 2026 or newer."),
)
@click.option(
    "--no-findings",
    is_flag=True,
    help=mark("Write the data only: the analyses of a very large network take hours."),
)
@click.option("--force", is_flag=True, help=mark("Replace files that netintl wrote there."))
@click.pass_obj
def export_command(spoken: Spoken, /, neo4j_import: str | None, **options: Any) -> None:
    """Write what was asked for; print how many rows of each label and type."""
    from netintl.errors import UsageError

    if neo4j_import is None:
        raise UsageError(
            _("Nothing was named to write."), cure=_("Name a folder with --neo4j-import.")
        )
    _write_bulk_files(spoken, Path(neo4j_import), options)


def _write_bulk_files(spoken: Spoken, folder: Path, options: dict[str, Any]) -> None:
    from netintl.cli.output import table_text
    from netintl.network.loading import load
    from netintl.store.bulk_files import READ_ME, write_bulk_files

    counts = write_bulk_files(
        load(spoken.data),
        folder,
        bulk_format=options["bulk_format"],
        analyses=not options["no_findings"],
        force=options["force"],
        tell=spoken.step,
    )
    spoken.done()
    rows = [[name, str(count)] for name, count in counts.items()]
    click.echo(table_text([_("What"), _("written")], rows, [False, True]), nl=False)
    spoken.tell(_("{path} says how to import them.").format(path=folder / READ_ME))
