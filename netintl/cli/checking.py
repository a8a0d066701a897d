"""``check``: issues and ledger."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from netintl.analyses.quality import PARTS
from netintl.cli.importing import ledger_sentence
from netintl.cli.issue_lists import print_issues
from netintl.cli.options import PartialDate
from netintl.cli.quality import check_alone, write_quality
from netintl.cli.speech import SpokenCommand
from netintl.i18n import _, current_language, mark, ngettext

if TYPE_CHECKING:
    from netintl.cli.speech import Spoken
    from netintl.ingest.package import Package


@click.command(
    "check",
    cls=SpokenCommand,
    help=mark(
        "Check the data: problems by what is wrong, each with one example and its cure, and the "
        "ledger of all rows.\n\n"
        "Leaves with 1 when there are errors. --quality says instead how good the data are: what "
        "is filled, how old the evidence is, what rests on one source, what contradicts, and what "
        "to collect next.\n\n"
        "Example: netintl -d data check --quality"
    ),
)
@click.option(
    "--format",
    "format_",
    type=click.Choice(["table", "csv", "json"]),
    help=mark("Default: table, or what the file's name says."),
)
@click.option("--all", "every", is_flag=True, help=mark("Print every issue, not groups."))
@click.option("--explain", metavar="CODE", help=mark("Explain one issue code and leave."))
@click.option(
    "--quality", is_flag=True, help=mark("Say how good the data are, and what to collect next.")
)
@click.option(
    "--show",
    type=click.Choice(["all", *PARTS]),
    default="all",
    show_default=True,
    help=mark("Which part of --quality."),
)
@click.option(
    "--as-of", type=PartialDate(), help=mark("Day to which ages count; else the newest evidence.")
)
@click.option(
    "--older-than",
    type=click.IntRange(min=1, max=100),
    default=2,
    show_default=True,
    help=mark("Years after which evidence is counted as older."),
)
@click.option("--top", type=click.IntRange(min=1), help=mark("Only the first rows of each part."))
@click.option(
    "-o", "--output", type=click.Path(), help=mark("Write to this file; - is the screen.")
)
@click.option("--force", is_flag=True, help=mark("Replace a file that exists."))
@click.pass_context
def check_command(
    ctx: click.Context, /, every: bool, explain: str | None, quality: bool, **options: Any
) -> None:
    """Print the issues and the ledger, or the quality; the data stay untouched."""
    if explain:
        _explain(explain)
        return
    from netintl.ingest.package import load_package
    from netintl.network.loading import default_data

    spoken: Spoken = ctx.obj
    check_alone(ctx, quality)
    package = load_package(spoken.data or default_data(), **spoken.reading)
    if quality:
        write_quality(spoken, package, options)
    else:
        _print_issues(package, options["format_"] or "table", every=every)
        _print_ledger(spoken, package)
    errors = package.count("error")
    spoken.tell(
        ngettext("{n} error, {w} warnings.", "{n} errors, {w} warnings.", errors).format(
            n=errors, w=package.count("warning")
        )
    )
    ctx.exit(1 if errors else 0)


def _print_issues(package: Package, format_: str, *, every: bool) -> None:
    from netintl.csv_cells import csv_text

    issues = package.issues
    if format_ == "csv":
        click.echo(csv_text(list(issues.columns), issues.itertuples(index=False)), nl=False)
        return
    if format_ == "json":
        click.echo(_json(package))
        return
    print_issues(issues, every=every)


def _json(package: Package) -> str:
    import json

    ledger: Any = package.ledger.table.to_dict("records")
    content = {"issues": package.issues.to_dict("records"), "ledger": ledger}
    return json.dumps(content, ensure_ascii=False, indent=1)


def _print_ledger(spoken: Spoken, package: Package) -> None:
    for line in package.ledger.table.to_dict("records"):
        spoken.tell(ledger_sentence(line))


def _explain(code: str) -> None:
    from netintl.errors import UsageError
    from netintl.model.issue_codes import issue_codes
    from netintl.model.proposals import offered_names

    meaning = issue_codes().get(code.upper())
    if meaning is None:
        raise UsageError(
            _("There is no issue code {code}.").format(code=code),
            cure=offered_names(code, issue_codes()),
        )
    language = current_language()
    click.echo(f"{meaning.code}  {meaning.title(language)}")
    click.echo(meaning.causes[language])
    click.echo(_("Example: {example}").format(example=meaning.examples[language]))
    click.echo(_("What to do: {cure}").format(cure=meaning.cure(language)))
