"""Issues on the screen: grouped, errors and causes first, or every one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import click

from netintl.i18n import _, current_language

if TYPE_CHECKING:
    import pandas as pd

SHOWN: Final = 40  # groups


def print_issues(issues: pd.DataFrame, *, every: bool) -> None:
    """Print issues in groups, each with its count, one example and its cure, or every one."""
    from netintl.ingest.issues import each_issue, grouped

    language = current_language()
    if every:
        for issue in each_issue(issues):
            click.echo(issue.sentence(language))
        return
    groups = grouped(issues)
    for group in groups[:SHOWN]:
        click.echo(group.sentence(language))
    if len(groups) > SHOWN:
        click.echo(
            _("… and {n} more groups; --all prints every issue.").format(n=len(groups) - SHOWN)
        )
    elif any(group.count > 1 for group in groups):
        click.echo(_("--all prints every issue."))
