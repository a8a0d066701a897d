"""``query``: ask the store a named question, or a planner's own text."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from netintl.cli.options import FORMATS, Real
from netintl.cli.speech import SpokenCommand
from netintl.cli.storing import uri_option
from netintl.i18n import _, current_language, mark

if TYPE_CHECKING:
    from collections.abc import Mapping

    from netintl.cli.speech import Spoken
    from netintl.store.client import Answer
    from netintl.store.questions import Parameter, Question

_SECONDS = 60.0
_OFFERED = 200  # completions of one value


class QueryName(click.ParamType[str]):
    """The name of a query; unknown names list what is alike."""

    name = "query"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Check that there is such a query."""
        from netintl.model.proposals import offered_names
        from netintl.store.questions import questions

        if value not in questions():
            unknown = _("{value} is not known.").format(value=value)
            self.fail(f"{unknown} {offered_names(str(value), questions())}", param, ctx)
        return str(value)

    def shell_complete(
        self, ctx: click.Context, param: click.Parameter, incomplete: str
    ) -> list[click.shell_completion.CompletionItem]:
        """Offer the names that begin with what was typed, each with its question."""
        from netintl.store.questions import questions

        return [
            click.shell_completion.CompletionItem(name, help=question.title(current_language()))
            for name, question in questions().items()
            if name.startswith(incomplete)
        ]


class Assignment(click.ParamType[tuple[str, str]]):
    """A parameter of a query as ``name=value``."""

    name = "name=value"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[str, str]:
        """Part the name from the value."""
        if isinstance(value, tuple):
            return value
        name, sign, text = str(value).partition("=")
        if not sign or not name.strip():
            self.fail(_("{value} is not of the form name=value.").format(value=value), param, ctx)
        return name.strip(), text

    def shell_complete(
        self, ctx: click.Context, param: click.Parameter, incomplete: str
    ) -> list[click.shell_completion.CompletionItem]:
        """Offer the parameters of the query, then the values that fit."""
        from netintl.store.questions import questions

        # While the last option waits for its value, click has not told arguments from the rest.
        named = [str(ctx.params.get("name")), *ctx.args]
        question = next((questions()[name] for name in named if name in questions()), None)
        if question is None:
            return []
        name, sign, begun = incomplete.partition("=")
        declared = {parameter.name: parameter for parameter in question.parameters}
        if not sign:
            offered = [f"{known}=" for known in declared if known.startswith(name)]
        elif name in declared:
            data = ctx.find_root().params.get("data")
            values = _possible(declared[name], data)
            offered = [f"{name}={value}" for value in values if value.startswith(begun)]
        else:
            offered = []
        return [click.shell_completion.CompletionItem(text) for text in offered[:_OFFERED]]


def _possible(parameter: Parameter, data: str | None) -> list[str]:
    """List the values a parameter can have: codes, or the ids in the local data."""
    from netintl.model.naming import codes_by_name
    from netintl.store.values import CHOICES, CODES, ORGANIZATIONS

    if parameter.type in CODES:
        return sorted(set(codes_by_name(CODES[parameter.type]).values()))
    if parameter.type in CHOICES:
        return list(CHOICES[parameter.type])
    if parameter.type not in ORGANIZATIONS:
        return []
    from netintl.network.loading import load

    network = load(data)
    fits = (network.kinds == parameter.type) | (parameter.type == "organization")
    return [str(name) for name in network.ids[fits]]


@click.command(
    "query",
    cls=SpokenCommand,
    help=mark(
        "Ask the store a question: whom to approach, through whom, on what evidence.\n\n"
        "Without NAME the questions are listed. Organizations, countries and majors may be "
        "named in Chinese or English. The same files work in Neo4j Browser.\n\n"
        "Example: netintl query partner_matches -p school=cn-liuzhou-vtc -p country=Indonesia"
    ),
)
@click.argument("name", metavar="[NAME]", required=False, type=QueryName())
@click.option(
    "-p",
    "--parameter",
    "given",
    multiple=True,
    type=Assignment(),
    help=mark("What the question is asked with; repeat for more."),
)
@click.option(
    "--file",
    "file",
    type=click.Path(path_type=Path),
    help=mark("Run a query of your own, if it only reads."),
)
@click.option(
    "--explain",
    is_flag=True,
    help=mark("Show the question, its parameters and its text; run nothing."),
)
@click.option(
    "--timeout",
    type=Real(min=0, min_open=True, max=86_400),
    default=_SECONDS,
    show_default=True,
    help=mark("Seconds the query may take."),
)
@click.option(
    "--rows",
    type=click.IntRange(min=1),
    default=10_000,
    show_default=True,
    help=mark("With --file: rows at most."),
)
@uri_option
@click.option(
    "--format",
    "format_",
    type=click.Choice(FORMATS),
    help=mark("Default: table, or what the file's name says."),
)
@click.option(
    "-o", "--output", type=click.Path(), help=mark("Write to this file; - is the screen.")
)
@click.option("--columns", help=mark("Columns by name, with commas between; all for all."))
@click.option("--force", is_flag=True, help=mark("Replace a file that exists."))
@click.pass_obj
def query_command(
    spoken: Spoken,
    /,
    name: str | None,
    given: tuple[tuple[str, str], ...],
    file: Path | None,
    uri: str | None,
    **options: Any,
) -> None:
    """List the questions, show one, or print its answer."""
    _check(name, file, given)
    if file is not None:
        _ask_file(spoken, file, dict(given), uri, options)
        return
    from netintl.store.questions import questions

    if name is None:
        from netintl.cli.answers import listing

        click.echo(listing(questions()), nl=False)
    elif options["explain"]:
        from netintl.cli.answers import explanation

        click.echo(explanation(questions()[name]), nl=False)
    else:
        _ask_named(spoken, questions()[name], dict(given), uri, options)


def _check(name: str | None, file: Path | None, given: tuple[tuple[str, str], ...]) -> None:
    from netintl.errors import UsageError

    if name and file:
        raise UsageError(
            _("A name and --file cannot go together."), cure=_("Give the one or the other.")
        )
    if given and not (name or file):
        raise UsageError(
            _("-p goes with the name of a question or with --file."),
            cure=_("Run netintl query alone to see the questions."),
        )
    names = [key for key, _value in given]
    twice = sorted({key for key in names if names.count(key) > 1})
    if twice:
        raise UsageError(
            _("The parameter {name} is given twice.").format(name=", ".join(twice)),
            cure=_("Give each parameter once."),
        )


def _ask_named(
    spoken: Spoken,
    question: Question,
    given: Mapping[str, str],
    uri: str | None,
    options: Mapping[str, Any],
) -> None:
    from netintl.model.vocabularies import extended
    from netintl.store.addresses import find_address
    from netintl.store.asking import ask, check_parameters
    from netintl.store.brand_words import brands_of_store
    from netintl.store.client import Store

    check_parameters(question, given)
    with Store(find_address(uri), verbose=spoken.verbose, existing=True) as store:
        added = brands_of_store(store, question)
        with extended(added):
            answer = ask(store, question, given, seconds=options["timeout"])
    with extended(added):
        _write(spoken, answer, question, options)
    limits = [p for p in question.parameters if p.name == "limit"]
    if limits and str(len(answer.rows)) == given.get("limit", limits[0].default):
        spoken.tell(_("There may be more rows: give a larger limit with -p limit=…"))


def _ask_file(
    spoken: Spoken,
    file: Path,
    given: Mapping[str, str],
    uri: str | None,
    options: Mapping[str, Any],
) -> None:
    text = _text_of(file)
    if options["explain"]:
        click.echo(text.rstrip())
        return
    from netintl.store.addresses import find_address
    from netintl.store.asking import ask_text
    from netintl.store.client import Store

    with Store(find_address(uri), verbose=spoken.verbose, existing=True) as store:
        answer = ask_text(store, text, given, seconds=options["timeout"], limit=options["rows"])
    _write(spoken, answer, None, options)
    if answer.cut:
        spoken.tell(_("Cut after {count} rows; more with --rows.").format(count=len(answer.rows)))


def _text_of(file: Path) -> str:
    """Read a query; files of a Chinese editor may be in GB18030."""
    from netintl.errors import InputError
    from netintl.ingest.decoding import decode
    from netintl.settings_files import read_limited

    found = decode(read_limited(file, cure=_("Check the name of the file.")))
    if found is None:
        raise InputError(
            _("{path} is no text.").format(path=file), cure=_("Save the query as UTF-8 text.")
        )
    return found.text


def _write(
    spoken: Spoken, answer: Answer, question: Question | None, options: Mapping[str, Any]
) -> None:
    from netintl.cli.answers import answer_book, answer_text, hidden_columns
    from netintl.cli.output import format_of, path_of, write_book, write_text

    path = path_of(options["output"])
    format_ = options["format_"] or format_of(path)
    if format_ == "xlsx":
        book = answer_book(answer, question, options["columns"])
        write_book(spoken, book, path, force=options["force"])
    else:
        text = answer_text(answer, question, format_, options["columns"])
        write_text(spoken, text, path, format_, force=options["force"])
    if not answer.rows:
        spoken.tell(_("No rows: nothing in the store fits."))
    hidden = hidden_columns(answer, question, format_, options["columns"])
    if hidden:
        spoken.tell(
            _("Not shown: {names}. See them with --columns all or --format json.").format(
                names=", ".join(hidden)
            )
        )
