"""``check``: issues and ledger."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from netintl.cli.importing import ledger_sentence
from netintl.cli.issue_lists import print_issues
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
        "Leaves with 1 when there are errors.\n\n"
        "Example: netintl -d data check"
    ),
)
@click.option(
    "--format",
    "format_",
    type=click.Choice(["table", "csv", "json"]),
    default="table",
    show_default=True,
    help=mark("How the issues are printed."),
)
@click.option("--all", "every", is_flag=True, help=mark("Print every issue, not groups."))
@click.option("--explain", metavar="CODE", help=mark("Explain one issue code and leave."))
@click.pass_context
def check_command(ctx: click.Context, format_: str, every: bool, explain: str | None) -> None:
    """Print the issues and the ledger; the data stay untouched."""
    if explain:
        _explain(explain)
        return
    from netintl.ingest.package import load_package
    from netintl.network.loading import default_data

    spoken: Spoken = ctx.obj
    package = load_package(spoken.data or default_data(), **spoken.reading)
    _print_issues(package, format_, every=every)
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
