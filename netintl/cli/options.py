"""Options that several commands share, declared once."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import reduce
from math import isfinite
from typing import TYPE_CHECKING, Any, TypeVar

import click

from netintl.analyses.registry import of_command
from netintl.i18n import mark

if TYPE_CHECKING:
    from netintl.cli.speech import Spoken
    from netintl.network.network import Network

Command = TypeVar("Command", bound=Callable[..., Any])
FORMATS = ("table", "csv", "json", "jsonl", "md", "xlsx")


class PartialDate(click.ParamType[str]):
    """A date as YYYY, YYYY-MM or YYYY-MM-DD."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Read a date as the tables do."""
        from netintl.i18n import _
        from netintl.ingest.cell_checks import date_verdict

        text, problem = date_verdict(str(value))
        if problem:
            self.fail(
                _("{value} is no date; write YYYY, YYYY-MM or YYYY-MM-DD.").format(value=value),
                param,
                ctx,
            )
        return text


class Real(click.FloatRange):
    """A number of a range that is a number, which the ranges of click do not ask."""

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> float:
        """Refuse what is no number, or none that ends."""
        found = float(super().convert(value, param, ctx))
        if not isfinite(found):
            from netintl.i18n import _

            self.fail(_("{value} is no number.").format(value=value), param, ctx)
        return found


class NumberRange(click.ParamType[tuple[int, int]]):
    """A whole number, or the first and the last of several joined by a hyphen."""

    name = "numbers"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[int, int]:
        """Read the first and the last number."""
        from netintl.i18n import _

        first, hyphen, last = str(value).partition("-")
        ends = (first, last) if hyphen else (first, first)
        if not all(end.isdecimal() for end in ends) or int(ends[0]) > int(ends[1]):
            self.fail(
                _("{value} is no number and no range such as 12-40.").format(value=value),
                param,
                ctx,
            )
        return int(ends[0]), int(ends[1])


class Code(click.ParamType[str]):
    """A code of a vocabulary or reference table, given as code or name in either language."""

    def __init__(self, name: str) -> None:
        self.name = name

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Find the code that is meant; an unknown one offers the nearest."""
        from netintl.i18n import _
        from netintl.model.naming import codes_by_name

        code = codes_by_name(self.name).get(str(value).strip().casefold())
        if code is None:
            from netintl.model.proposals import offered_codes
            from netintl.model.vocabularies import OPEN

            if self.name in OPEN:  # the data may add it, see `take_view`
                return str(value).strip()

            unknown = _("{value} is not known.").format(value=value)
            self.fail(f"{unknown} {offered_codes(self.name, str(value))}", param, ctx)
        return code

    def shell_complete(
        self, ctx: click.Context, param: click.Parameter, incomplete: str
    ) -> list[click.shell_completion.CompletionItem]:
        """Offer the codes that begin with what was typed."""
        from netintl.model.naming import codes_by_name

        codes = sorted(set(codes_by_name(self.name).values()))
        hits = [code for code in codes if code.startswith(incomplete)]
        return [click.shell_completion.CompletionItem(code) for code in hits]


def _together(*decorators: Callable[[Command], Command]) -> Callable[[Command], Command]:
    return lambda function: reduce(lambda made, wrap: wrap(made), reversed(decorators), function)


def _filter(name: str, parameter: str, kind: str, text: str) -> Callable[[Command], Command]:
    return click.option(name, parameter, multiple=True, type=Code(kind), help=text)


view_options = _together(
    click.option("--as-of", type=PartialDate(), help=mark("Only what holds on this day.")),
    click.option("--since", type=PartialDate(), help=mark("Only what holds some time from here.")),
    click.option(
        "--until", type=PartialDate(), help=mark("Only what holds some time before here.")
    ),
    _filter("--kind", "kinds", "kinds", mark("Only agreements with a party of this kind.")),
    _filter("--country", "countries", "country", mark("Only agreements with a party there.")),
    _filter("--province", "provinces", "province", mark("Only agreements with a party there.")),
    click.option(
        "--organization",
        "organizations",
        multiple=True,
        metavar="ORG",
        help=mark("Only agreements of this organization."),
    ),
    _filter("--field", "fields", "field", mark("Only agreements that name this major.")),
    _filter("--brand", "brands", "brands", mark("Only agreements of this brand.")),
    _filter(
        "--status",
        "status",
        "statuses",
        mark("Only agreements of this status; proposals only when asked for."),
    ),
    click.option(
        "--min-confidence",
        type=Real(0, 1),
        help=mark("Only agreements whose evidence is at least this good."),
    ),
    click.option(
        "--undated",
        type=click.Choice(["include", "exclude"]),
        default="include",
        show_default=True,
        help=mark("What to do with undated agreements in dated views."),
    ),
    click.option(
        "--pair-rule",
        type=click.Choice(["even", "full"]),
        default="even",
        show_default=True,
        help=mark("How an agreement of several parties counts."),
    ),
    click.option(
        "--roll-up",
        type=click.Choice(["institution", "group"]),
        help=mark(
            "Count campuses under their school, or (group) also firms under their parent company; "
            "each where the one at the top sits."
        ),
    ),
)


def show_option(command: str) -> Callable[[Command], Command]:
    """Return the option that chooses among the tables of a command, the usual one first."""
    listed = of_command(command)
    return click.option(
        "--show",
        cls=_Show,
        type=click.Choice([analysis.option for analysis in listed]),
        default=listed[0].option,
        show_default=True,
        help="show",
        hidden=len(listed) == 1,
    )


class _Show(click.Option):
    """An option whose help asks the question of each of its choices."""

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        """Ask the questions in the language of the help."""
        command = str(ctx.info_name)
        lines = [
            f"{analysis.option}: {analysis.question_text()}" for analysis in of_command(command)
        ]
        self.help = " ".join(lines)
        return super().get_help_record(ctx)


draw_options = _together(
    click.option(
        "--nulls",
        type=click.IntRange(min=0, max=100_000),
        help=mark(
            "Random networks to compare with, at most; 5,000 unless the network is very large."
        ),
    ),
    click.option(
        "--resamples",
        type=click.IntRange(min=0, max=100_000),
        help=mark(
            "Networks redrawn by the confidence of the evidence; 500 unless the network is very "
            "large."
        ),
    ),
    click.option(
        "--keep",
        "kept",
        type=click.Choice(["kind", "kind_country"]),
        default="kind",
        show_default=True,
        help=mark(
            "Who changes places in random networks: organizations of one kind, or of one kind and "
            "country."
        ),
    ),
    click.option(
        "--seed",
        type=click.IntRange(min=0),
        default=0,
        show_default=True,
        help=mark("Of all randomness."),
    ),
    click.option("--quick", is_flag=True, help=mark("Draw nothing; the columns stay empty.")),
)

rate_options = _together(
    *[
        click.option(f"--{name}", type=Real(0, 1), default=1.0, show_default=True, help=text)
        for name, text in (
            ("completion", mark("Share of those who begin that complete.")),
            ("hire", mark("Share of those who arrive that are hired.")),
            ("retention", mark("Share of the hired who stay.")),
        )
    ]
)

output_options = _together(
    click.option(
        "--format",
        "format_",
        type=click.Choice(FORMATS),
        help=mark("Default: table, or what the file's name says."),
    ),
    click.option(
        "-o", "--output", type=click.Path(), help=mark("Write to this file; - is the screen.")
    ),
    click.option("--top", type=click.IntRange(min=1), help=mark("Only the first rows.")),
    click.option("--columns", help=mark("Columns by name, with commas between; all for all.")),
    click.option("--force", is_flag=True, help=mark("Replace a file that exists.")),
)


_OUTPUT = ("format_", "output", "top", "columns", "force")


def split_options(options: dict[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """Part the options of a command into those of the view and those of the output."""
    view = {name: value for name, value in options.items() if name not in _OUTPUT}
    return view, {name: options[name] for name in _OUTPUT}


def open_network(spoken: Spoken, view: dict[str, Any]) -> Network:
    """Load the data and take the view that the options describe."""
    from netintl.network.loading import load

    network = load(spoken.data, pair_rule=view["pair_rule"], **spoken.reading)
    return take_view(network, view)


def check_order(first: str, last: str) -> None:
    """Refuse a span of dates that ends before it begins.

    Raises
    ------
    UsageError
        When it does.
    """
    from netintl.errors import UsageError
    from netintl.i18n import _
    from netintl.network.dates import first_day, last_day

    if first_day(first) > last_day(last):
        raise UsageError(
            _("{first} is after {last}.").format(first=first, last=last),
            cure=_("Give the earlier date first."),
        )


def _known_brands(network: Network, given: Iterable[str]) -> list[str]:
    """Return the codes of brands, those that the data add among them.

    Raises
    ------
    UsageError
        When there is no such brand.
    """
    from netintl.errors import UsageError
    from netintl.i18n import _
    from netintl.model.naming import codes_by_name
    from netintl.model.proposals import offered_codes
    from netintl.network.additions import speaking_of

    with speaking_of(network):
        known = codes_by_name("brands")
        for name in given:
            if name.casefold() not in known:
                raise UsageError(
                    _("{value} is not known.").format(value=name),
                    cure=offered_codes("brands", name),
                )
        return [known[name.casefold()] for name in given]


def take_view(network: Network, view: dict[str, Any]) -> Network:
    """Narrow a network by the view options that were given; parts are rolled up last of all.

    Things are called from here on as the network calls them.
    """
    from netintl.errors import UsageError
    from netintl.i18n import _
    from netintl.model.framing import set_framing
    from netintl.network.national import framing_of
    from netintl.network.rollup import rolled_up
    from netintl.network.views import as_of, between

    set_framing(framing_of(network))
    if view["as_of"] and (view["since"] or view["until"]):
        raise UsageError(
            _("--as-of cannot go with --since or --until."),
            cure=_("Give a day or a span, not both."),
        )
    since, until = view["since"] or "0001", view["until"] or "9999"
    if view["since"] or view["until"]:
        check_order(since, until)
    network = _filtered(in_its_day(network, view), view)
    if view["as_of"]:
        network = as_of(network, view["as_of"], undated=view["undated"])
    elif view["since"] or view["until"]:
        network = between(network, since, until, undated=view["undated"])
    return rolled_up(network, view["roll_up"]) if view["roll_up"] else network


def in_its_day(network: Network, view: dict[str, Any]) -> Network:
    """Take the organizations of the day of a view, by whose names and parts it is filtered."""
    from netintl.network.dates import last_day
    from netintl.network.entities import on_day
    from netintl.network.views import last_day_before

    if view["as_of"]:
        return on_day(network, str(last_day(view["as_of"])))
    return on_day(network, last_day_before(view["until"])) if view["until"] else network


def _filtered(network: Network, view: dict[str, Any]) -> Network:
    """Select agreements; who is counted with an organization that is named is meant too."""
    from netintl.network.names import find_organization
    from netintl.network.rollup import family
    from netintl.network.views import select

    names = ("kinds", "countries", "provinces", "fields", "brands", "status", "min_confidence")
    chosen = {name: view[name] for name in names if view[name] not in ((), None)}
    if "brands" in chosen:
        chosen["brands"] = _known_brands(network, chosen["brands"])
    if view["organizations"]:
        named = [find_organization(network, name) for name in view["organizations"]]
        together = family(network, view["roll_up"], named) if view["roll_up"] else named
        chosen["organizations"] = together
    return select(network, **chosen) if chosen else network
