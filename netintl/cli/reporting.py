"""``report`` and ``verify``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from netintl.cli.options import take_view, view_options
from netintl.cli.speech import SpokenCommand
from netintl.i18n import LANGUAGES, _, current_language, mark, set_language

if TYPE_CHECKING:
    from netintl.cli.speech import Spoken


@click.command(
    "report",
    cls=SpokenCommand,
    help=mark(
        "Write a network report: findings, data quality, hubs, gaps, pipelines, evidence.\n\n"
        "The folder gets report.html and report.md, or what --formats names, pictures, tables and "
        "a manifest.\n\nExample: netintl --lang zh report -o out --formats html,docx,xlsx,pdf"
    ),
)
@click.option("-o", "--output", required=True, type=click.Path(), help=mark("Folder to write."))
@click.option("--title", default="", help=mark("Its title; else as the recipe says."))
@click.option("--recipe", default="national", show_default=True, help=mark("Which sections."))
@click.option(
    "--formats",
    default="html,md",
    show_default=True,
    help=mark("By commas: html, md, docx, xlsx, pdf."),
)
@click.option(
    "--template", type=click.Path(), help=mark("Word file whose styles report.docx takes over.")
)
@click.option(
    "--lang",
    type=click.Choice(["en", "zh", "both"]),
    help=mark("Language of the report; both writes the folders en and zh, and analyses once."),
)
@click.option("--force", is_flag=True, help=mark("Replace a report that exists."))
@view_options
@click.pass_obj
def report_command(
    spoken: Spoken, /, output: str, formats: str, template: str | None, lang: Any, **options: Any
) -> None:
    """Write a report folder."""
    from netintl.ingest.package import load_package
    from netintl.ingest.self_descriptions import titled
    from netintl.network.loading import default_data, network_of
    from netintl.report.building import write_report, write_reports
    from netintl.settings_files import check_regular

    if lang in LANGUAGES:
        set_language(lang)
    if template is not None:  # told before the analyses run
        check_regular(template, limit="file", cure=_("Name a Word file (.docx) with --template."))
    settings: dict[str, Any] = {
        "recipe": options["recipe"],
        "formats": _formats(formats),
        "template": None if template is None else Path(template),
        "title": titled(options["title"]).title("en"),
        "force": options["force"],
        "progress": spoken.step,
    }
    spoken.step(_("Reading and checking the data"))
    package = load_package(spoken.data or default_data(), **spoken.reading)
    network = take_view(network_of(package, pair_rule=options["pair_rule"]), options)
    if lang == "both":
        files = write_reports(package, network, output, **settings)
    else:
        files = [write_report(package, network, output, language=current_language(), **settings)]
    spoken.done()
    errors = package.count("error")
    if errors:
        spoken.tell(_("The data have {n} errors; see issues.csv.").format(n=errors))
    for file in files:
        click.echo(str(file))


def _formats(text: str) -> list[str]:
    """Return the formats that are wanted, by commas."""
    from netintl.errors import UsageError
    from netintl.report.building import FORMATS

    wanted = [name.strip() for name in text.split(",")]
    for name in wanted:
        if name not in FORMATS:
            raise UsageError(
                _("There is no report format {name}.").format(name=name),
                cure=_("Choose from: {names}.").format(names=", ".join(FORMATS)),
            )
    return wanted


@click.command(
    "verify",
    cls=SpokenCommand,
    help=mark(
        "Check a report against its manifest and name what differs.\n\n"
        "With -d the input files are compared too. Leaves with 1 when something differs.\n\n"
        "Example: netintl verify out"
    ),
)
@click.argument("folder", metavar="DIR", type=click.Path())
@click.pass_context
def verify_command(ctx: click.Context, folder: str) -> None:
    """Hash every output again and compare."""
    from netintl.report.verifying import verify

    spoken: Spoken = ctx.obj
    found = verify(folder, data=spoken.data)
    for name in found.changed:
        click.echo(_("{name} was changed.").format(name=name))
    for name in found.missing:
        click.echo(_("{name} is missing.").format(name=name))
    for name in found.inputs:
        click.echo(_("The input {name} is not the one the report was made from.").format(name=name))
    if found.passed:
        spoken.tell(_("{n} files are as the manifest says.").format(n=found.checked))
    ctx.exit(0 if found.passed else 1)
