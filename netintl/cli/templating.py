"""``template``: a workbook to fill in."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from netintl.cli.speech import SpokenCommand
from netintl.i18n import _, mark

if TYPE_CHECKING:
    from netintl.cli.speech import Spoken


@click.command(
    "template",
    cls=SpokenCommand,
    help=mark(
        "Write a workbook to fill in: bilingual headers, lists to choose from, a guide.\n\n"
        "It loads as it is; its example rows are left aside.\n\n"
        "Example: netintl template -o partners.xlsx"
    ),
)
@click.option("-o", "--output", required=True, type=click.Path(), help=mark("Workbook to write."))
@click.option(
    "--full",
    is_flag=True,
    help=mark("Sheets for agreements of several parties and their sources, all columns."),
)
@click.option("--force", is_flag=True, help=mark("Replace files that exist."))
@click.pass_obj
def template_command(spoken: Spoken, output: str, full: bool, force: bool) -> None:
    """Write the template and say what to do with it."""
    from netintl.atomic_files import write_file
    from netintl.errors import UsageError
    from netintl.export.template_workbook import template_workbook

    path = Path(output)
    if path.suffix.lower() != ".xlsx":
        raise UsageError(
            _("The template is a workbook."),
            cure=_("Give the file the suffix {suffix}.").format(suffix=".xlsx"),
        )
    write_file(path, template_workbook(full=full), force=force)
    spoken.tell(_("Wrote {path}.").format(path=path))
    spoken.tell(_("Fill it in, then: netintl -d {path} check").format(path=path))
