"""The command line: parse, call, write. Commands are imported when they are asked for."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any, ClassVar, NoReturn

import click

from netintl.cli.speech import Spoken, SpokenGroup, choose_language, say_error
from netintl.errors import NetintlError
from netintl.i18n import _, mark
from netintl.model.framing import Framing, framed
from netintl.version import __version__

INTERRUPTED, PIPE_CLOSED, FAULT = 130, 141, 3


# The order in which a newcomer needs the commands; the others follow by name.
_FIRST = (
    "check", "summary", "hubs", "communities", "gaps", "pipelines", "matches", "progress",
    "trends", "profile", "compare", "scenario", "draw", "report", "store", "query",
)  # fmt: skip


class PipeClosed(Exception):  # noqa: N818 - an event, not an error
    """The reader of our output has gone."""


class LazyGroup(SpokenGroup):
    """A group that knows its commands by name and imports one only to run it or show its help."""

    homes: ClassVar = {
        "check": "checking",
        "combine": "combining",
        "communities": "analyses",
        "compare": "comparing",
        "completion": "completion",
        "draw": "drawing",
        "entities": "entities",
        "export": "exporting",
        "gaps": "analyses",
        "hubs": "analyses",
        "import": "importing",
        "matches": "matching",
        "pipelines": "analyses",
        "profile": "analyses",
        "progress": "analyses",
        "query": "querying",
        "report": "reporting",
        "scenario": "comparing",
        "store": "storing",
        "summary": "analyses",
        "template": "templating",
        "trends": "analyses",
        "verify": "reporting",
    }

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command; a closed pipe leaves before click can take it for success."""
        try:
            return super().invoke(ctx)
        except BrokenPipeError as closed:
            raise PipeClosed from closed

    def list_commands(self, ctx: click.Context) -> list[str]:
        """List the commands in the order in which a newcomer needs them."""
        return [*_FIRST, *sorted(set(self.homes) - set(_FIRST))]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import the module of one command."""
        from importlib import import_module

        if cmd_name not in self.homes:
            return None
        module = import_module(f"netintl.cli.{self.homes[cmd_name]}")
        command: click.Command = getattr(module, f"{cmd_name}_command")
        return command


def named_data(_ctx: click.Context, _param: click.Parameter, value: str | None) -> str | None:
    """Refuse an empty name, as an unset variable leaves it, which would mean other data."""
    if value is not None and not value.strip():
        from netintl.errors import UsageError

        raise UsageError(_("-d names nothing."), cure=_("Name a folder or a file with -d."))
    return value


def known_encoding_option(
    _ctx: click.Context, _param: click.Parameter, value: str | None
) -> str | None:
    """Refuse an encoding that Python does not know, before any file is read."""
    if value is None:
        return None
    from netintl.ingest.decoding import known_encoding

    return known_encoding(value)


@click.command(
    cls=LazyGroup,
    context_settings={"help_option_names": ["-h", "--help"], "auto_envvar_prefix": "NETINTL"},
    help=mark(
        "See who cooperates with whom in Chinese vocational education abroad: hubs, gaps and "
        "talent pipelines, each with its agreements and sources.\n\n"
        "Start with: netintl report -o out"
    ),
)
@click.option(
    "--lang",
    type=click.Choice(["en", "zh"]),
    is_eager=True,
    expose_value=False,
    callback=choose_language,
    help=mark("Language of everything printed; else that of the system."),
)
@click.option(
    "-d",
    "--data",
    "data",
    type=click.Path(),
    callback=named_data,
    help=mark(
        "Folder, workbook, links or network file. Default: $NETINTL_DATA, ./data, the bundled data."
    ),
)
@click.option(
    "--encoding",
    metavar="NAME",
    callback=known_encoding_option,
    help=mark("Encoding of data files that are not UTF-8; else it is judged from their bytes."),
)
@click.option(
    "--directed",
    is_flag=True,
    help=mark("Two agreements where links lists a pair from both sides, instead of one."),
)
@click.option("-q", "--quiet", is_flag=True, help=mark("Print results only."))
@click.option("-v", "--verbose", is_flag=True, help=mark("Say more, and show tracebacks."))
@click.version_option(__version__, prog_name="netintl", message="%(prog)s %(version)s")
@click.pass_context
def cli(ctx: click.Context, /, **shared: Any) -> None:
    """Hold what every command shares; what a command's network is called ends with it."""
    ctx.with_resource(framed(Framing()))
    ctx.obj = Spoken(**shared)


def main(arguments: list[str] | None = None) -> NoReturn:
    """Run the command line and leave with its exit code; no traceback unless ``-v``."""
    _open_what_is_closed()
    for stream in (sys.stdout, sys.stderr):
        # A Chinese Windows writes GBK when redirected; a letter outside it must not end the run.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    arguments = sys.argv[1:] if arguments is None else arguments
    try:
        code = cli.main(args=arguments, prog_name="netintl", standalone_mode=False)
        sys.stdout.flush()
    except click.exceptions.Exit as leaving:
        sys.exit(leaving.exit_code)
    except (PipeClosed, BrokenPipeError):
        # The reader has gone; keep the interpreter from complaining about it at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(PIPE_CLOSED)
    except (Exception, KeyboardInterrupt) as problem:
        if _wants_traceback(arguments) and not isinstance(problem, click.ClickException):
            raise
        sys.exit(_told(problem))
    sys.exit(code if isinstance(code, int) else 0)


def _told(problem: BaseException) -> int:
    """Explain a problem; where nothing can be written any more, the exit code has to do."""
    try:
        return _explained(problem)
    except OSError:
        return FAULT


def _open_what_is_closed() -> None:
    """Let what is written to a closed stream go nowhere; no later file gets its number either."""
    for name in ("stdin", "stdout", "stderr"):
        if getattr(sys, name) is None:
            mode = "r" if name == "stdin" else "w"
            stream = Path(os.devnull).open(mode, encoding="utf-8")  # noqa: SIM115 - for good
            setattr(sys, name, stream)


def _explained(problem: BaseException) -> int:
    """Say what went wrong in the user's language and return the exit code that goes with it."""
    if isinstance(problem, click.ClickException):
        problem.show()
        return problem.exit_code
    if isinstance(problem, NetintlError):
        say_error(str(problem), problem.cure)
        return problem.exit_code
    if isinstance(problem, (KeyboardInterrupt, click.Abort)):
        say_error(
            _("Interrupted."), _("Files are written whole or not at all; run the command again.")
        )
        return INTERRUPTED
    if isinstance(problem, OSError):
        say_error(
            _("The system refused: {reason}.").format(reason=problem.strerror),
            _("Check the folder, your rights and the free space on the disk."),
        )
        return FAULT
    fault = f"{type(problem).__name__}: {problem}"
    say_error(
        _("netintl failed in a way it should not: {fault}.").format(fault=fault),
        _("Run it again with -v and report what it prints."),
    )
    return FAULT


def _wants_traceback(arguments: list[str]) -> bool:
    return "-v" in arguments or "--verbose" in arguments
