"""What the command line says: help and errors in the user's language, progress on stderr."""

from __future__ import annotations

import gettext
import inspect
import os
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypedDict, cast

import click

from netintl import i18n
from netintl.i18n import _, language_of_locale, set_language

if TYPE_CHECKING:
    from collections.abc import Callable

    from netintl.i18n import Language


class Reading(TypedDict):
    """What the user settles about files: their encoding, and pairs listed from both sides."""

    encoding: str | None
    directed: bool


@dataclass(frozen=True, slots=True)
class Spoken:
    """What every command shares: where the data are, and how much to say."""

    data: str | None
    quiet: bool
    verbose: bool
    encoding: str | None = None
    directed: bool = False

    @property
    def reading(self) -> Reading:
        """How the data are to be read, as the functions that load them take it."""
        return {"encoding": self.encoding, "directed": self.directed}

    def tell(self, sentence: str) -> None:
        """Say something that is no result; it never stands on stdout."""
        if not self.quiet:
            click.echo(sentence, err=True)

    def step(self, sentence: str) -> None:
        """Say what a long job does next; a terminal shows one line that changes."""
        if self.quiet:
            return
        if sys.stderr.isatty():
            click.echo(f"\r\x1b[2K{sentence} …", err=True, nl=False)
        else:
            click.echo(f"{sentence} …", err=True)

    def counting(self, sentence: str) -> Callable[[int, int], None]:
        """Return what a long draw calls with the number done and of all."""
        shown = -1

        def tick(done: int, total: int) -> None:
            nonlocal shown
            if self.quiet or not sys.stderr.isatty():
                return
            part = 100 * done // total
            if part != shown:
                shown = part
                click.echo(f"\r\x1b[2K{sentence} {part} %", err=True, nl=False)
            if done == total:
                self.done()

        return tick

    def done(self) -> None:
        """Clear the line of steps."""
        if not self.quiet and sys.stderr.isatty():
            click.echo("\r\x1b[2K", err=True, nl=False)


class SpokenCommand(click.Command):
    """A command whose help is looked up when it is shown."""

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the help in the current language."""
        original, self.help = self.help, self._spoken_help()
        try:
            super().format_help_text(ctx, formatter)
        finally:
            self.help = original

    def _spoken_help(self) -> str:
        return _(self.help) if self.help else ""

    def get_short_help_str(self, limit: int = 45) -> str:
        """Return the first sentence of the help in the current language."""
        first = self._spoken_help().split("\n\n")[0]
        stop = "。" if "。" in first else ". "
        return inspect.cleandoc(first).split(stop)[0].rstrip(".").replace("\n", " ")

    def get_params(self, ctx: click.Context) -> list[click.Parameter]:
        """Return the parameters with their help in the current language."""
        params = super().get_params(ctx)
        for param in params:
            if isinstance(param, click.Option) and param.help:
                param.help = _(param.help)
        return params


class SpokenGroup(SpokenCommand, click.Group):
    """A group whose help is looked up when it is shown."""

    command_class = SpokenCommand


def choose_language(_ctx: click.Context, _param: click.Parameter, value: str | None) -> None:
    """Print in the language asked for, else in that of the system; click's own words too."""
    language = cast("Language", value or language_of_locale())
    set_language(language)
    os.environ["LANGUAGE"] = "zh_CN" if language == "zh" else "en"
    gettext.bindtextdomain("netintl", str(Path(i18n.__file__).parent / "locale"))
    gettext.textdomain("netintl")


def say_error(happened: str, cure: str) -> None:
    """Print one sentence of what happened and one of what to do."""
    head = coloured(f"{_('Error')}:", fg="red", bold=True)
    click.echo(f"{head} {happened} {cure}".rstrip(), err=True)


def coloured(text: str, **style: Any) -> str:
    """Colour a text for a terminal, unless NO_COLOR asks for none (no-color.org).

    Elsewhere click takes the colour off again.
    """
    return text if os.environ.get("NO_COLOR") else click.style(text, **style)
