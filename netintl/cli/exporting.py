"""``export``: the network as files for other programs."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from netintl.cli.options import open_network, view_options
from netintl.cli.speech import SpokenCommand
from netintl.i18n import _, current_language, mark

if TYPE_CHECKING:
    from netintl.cli.speech import Spoken
    from netintl.export.formats import Format
    from netintl.export.graphs import FileGraph
    from netintl.network.network import Network

FORMATS = (
    "graphml", "gexf", "cyjs", "cx2", "pajek", "dl", "geojson", "page", "xlsx", "turtle", "gephi",
    "excel", "parquet", "datapackage",
)  # fmt: skip


@click.command(
    "export",
    cls=SpokenCommand,
    help=mark(
        "Write the network as an offline page or as a file for another program.\n\n"
        "The suffix says the format: .html for the page, .xlsx, .graphml, .gexf, .cyjs, .cx2, "
        ".net, .dl, .geojson or .ttl. "
        "With --format gephi, excel, parquet or datapackage a folder is written. For very large "
        "networks, Neo4j's import tool makes from --neo4j-import what netintl store push would "
        "write.\n\nExample: netintl export -o network.html"
    ),
)
@click.option("-o", "--output", type=click.Path(), help=mark("File or folder; - is the screen."))
@click.option(
    "--format", "format_", type=click.Choice(FORMATS), help=mark("Default: what the suffix says.")
)
@click.option("--formats", "listing", is_flag=True, help=mark("List the formats, and for what."))
@click.option(
    "--as",
    "mode",
    type=click.Choice(["pairs", "agreements"]),
    default="pairs",
    show_default=True,
    help=mark("Edges between organizations, or from organizations to agreements."),
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
@view_options
@click.pass_obj
def export_command(
    spoken: Spoken, /, output: str | None, neo4j_import: str | None, listing: bool, **options: Any
) -> None:
    """Write what was asked for; say what of the network no file holds."""
    from netintl.errors import UsageError

    if listing:
        _list_formats()
        return
    if output is None and neo4j_import is None:
        raise UsageError(
            _("Nothing was named to write."),
            cure=_("Name a file with -o; --formats lists what it can be."),
        )
    spoken.step(_("Reading and checking the data"))
    network = open_network(spoken, options)
    if output is not None:
        _write_file(spoken, network, Path(output), options)
    if neo4j_import is not None:
        _write_bulk_files(spoken, network, Path(neo4j_import), options)


def _list_formats() -> None:
    from netintl.cli.output import table_text
    from netintl.export.formats import FORMATS as WRITTEN

    rows = [[form.name, form.suffix or _("folder"), _(form.purpose)] for form in WRITTEN.values()]
    heads = [_("Format"), _("Suffix"), _("For")]
    click.echo(table_text(heads, rows, [False, False, False]), nl=False)


def _write_file(spoken: Spoken, network: Network, path: Path, options: dict[str, Any]) -> None:
    from netintl.csv_cells import AS_IT_STANDS
    from netintl.export.formats import format_named, write_network

    form = format_named(options["format_"], path)
    if str(path) == "-":
        _print(spoken, network, form, options)
        return
    spoken.step(_("Writing {name}").format(name=path))
    files, graph = write_network(
        network,
        path,
        form,
        mode=options["mode"],
        language=current_language(),
        force=options["force"],
    )
    spoken.done()
    _tell_contents(spoken, graph)
    for file in files:
        spoken.tell(_("Wrote {path}.").format(path=file))
    if form.exact:
        spoken.tell(_(AS_IT_STANDS))


def _print(spoken: Spoken, network: Network, form: Format, options: dict[str, Any]) -> None:
    from netintl.errors import UsageError
    from netintl.export.formats import contents_of

    if not form.suffix:
        raise UsageError(
            _("The format {name} is a folder of files.").format(name=form.name),
            cure=_("Name the folder with -o."),
        )
    contents, graph = contents_of(network, form, mode=options["mode"], language=current_language())
    spoken.done()
    content = contents[form.suffix]
    if isinstance(content, bytes):
        raise UsageError(
            _("The format {name} is no text for a screen.").format(name=form.name),
            cure=_("Name a file with -o."),
        )
    click.echo(content, nl=False)
    _tell_contents(spoken, graph)


def _tell_contents(spoken: Spoken, graph: FileGraph | None) -> None:
    if graph is None:
        return
    spoken.tell(
        _("{nodes} nodes and {edges} edges.").format(nodes=len(graph.nodes), edges=len(graph.edges))
    )
    if graph.unpaired:
        spoken.tell(
            _(
                "{count} agreements make no link: they have ended, are memberships of alliances, "
                "or name one party; --as agreements shows them."
            ).format(count=graph.unpaired)
        )


def _write_bulk_files(
    spoken: Spoken, network: Network, folder: Path, options: dict[str, Any]
) -> None:
    from netintl.cli.output import table_text
    from netintl.csv_cells import AS_IT_STANDS
    from netintl.store.bulk_files import READ_ME, write_bulk_files

    counts = write_bulk_files(
        network,
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
    if options["bulk_format"] == "csv":
        spoken.tell(_(AS_IT_STANDS))
