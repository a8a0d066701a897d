"""``completion``: the script a shell needs to complete commands and values."""

from __future__ import annotations

import click

from netintl.cli.speech import SpokenCommand
from netintl.i18n import mark


@click.command(
    "completion",
    cls=SpokenCommand,
    help=mark(
        'Print the completion script of a shell.\n\nExample: eval "$(netintl completion bash)"'
    ),
)
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
@click.pass_context
def completion_command(ctx: click.Context, shell: str) -> None:
    """Print click's script for one shell."""
    from click.shell_completion import get_completion_class

    found = get_completion_class(shell)
    if found is not None:
        root = ctx.find_root()
        script = found(root.command, {}, "netintl", "_NETINTL_COMPLETE")
        click.echo(script.source())
