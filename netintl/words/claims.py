"""Claims as people read them: the sentence of a code, with the facts put into words."""

from __future__ import annotations

from contextlib import contextmanager
from contextvars import ContextVar
from string import Formatter
from typing import TYPE_CHECKING, Any, Final

from netintl.i18n import _, current_language
from netintl.model.framing import current_framing
from netintl.model.places import regions
from netintl.model.terms import term
from netintl.network.additions import speaking_of
from netintl.words.sentences import NEUTRAL, SENTENCES
from netintl.words.views import view_text
from netintl.words.wording import (
    condition_name,
    country_name,
    data_table,
    field_name,
    industry_name,
    label,
    named,
    number,
    province_name,
    zone_name,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from netintl.analyses.claim import Claim
    from netintl.network.network import Network

_SOURCES: Final = 3  # that are named; more are counted

_CODES: Final[Mapping[str, Callable[[str], str]]] = {
    "country": country_name,
    "province": province_name,
    "field": field_name,
    "industry": industry_name,
    "zone": zone_name,
    "region": lambda code: regions()[code].label(current_language()),
    "term": term,
    "kind": lambda code: label("kinds", code),
    "agreement_kind": lambda code: label("agreement_kinds", code),
    "brand": lambda code: label("brands", code),
    "condition": condition_name,
    "data_table": data_table,
}

_heard: ContextVar[dict[str, Claim] | None] = ContextVar("heard", default=None)


@contextmanager
def hearing() -> Iterator[dict[str, Claim]]:
    """Keep every claim that is said inside the block, by its sentence, in the order of saying.

    So a report can list what it claims, and nothing that it says is left out of the list.
    """
    heard: dict[str, Claim] = {}
    token = _heard.set(heard)
    try:
        yield heard
    finally:
        _heard.reset(token)


def sentence(claim: Claim, network: Network) -> str:
    """Say a claim in the current language.

    A sentence tells how to write a fact: ``{n}`` a number, ``{n:%}`` and ``{n:.1%}`` a share,
    ``{n:year}`` a year, ``{x:country}`` (province, field, industry, zone, region, term, kind,
    agreement_kind, brand, condition) the name of a code, ``{x:organization}`` an organization or
    the ends of a link, ``{x:cell}`` (country, industry, number) a cell of demand, ``{x:stage}``
    (stage, organization, partner, persons) a limit of the pipelines, ``{x:place}`` where an
    organization is, ``{x:view}`` the view, ``{scope:scope}`` all the data or the view, ``{x:day}``
    a day, ``{x:period}`` the first and the last year, ``{x:called}`` a name in Chinese and English,
    of which one may be unknown, and ``{x:source}`` sources by their titles. Several are joined.

    Examples
    --------
    >>> from netintl.analyses.claim import Claim
    >>> from netintl.network.doors import from_links
    >>> sentence(Claim("memberships", {"count": 2}), from_links([("S1", "C1")]))[:22]
    '2 alliance memberships'
    """
    facts = {**claim.facts, "scope": claim.scope}
    known = NEUTRAL if current_framing().neutral else SENTENCES
    pattern = _(known.get(claim.code, SENTENCES[claim.code]))
    with speaking_of(network):
        said = _Writer(network).vformat(pattern, (), facts)
    heard = _heard.get()
    if heard is not None:
        heard.setdefault(said, claim)
    return said


def title(claim: Claim, network: Network) -> str:
    """Say a claim as the title of a picture: without its full stop."""
    return sentence(claim, network).removesuffix(".").removesuffix("。")


def sentences(claims: Iterable[Claim], network: Network) -> str:
    """Say several claims one after the other."""
    return ("" if current_language() == "zh" else " ").join(
        sentence(claim, network) for claim in claims
    )


def _called(names: Sequence[str]) -> str:
    """Write a name in the current language, or in the other one where that is all."""
    zh, en = names
    return (zh or en) if current_language() == "zh" else (en or zh)


class _Writer(Formatter):
    """Writes facts as the sentence asks."""

    def __init__(self, network: Network) -> None:
        self._network = network
        self._words: Mapping[str, Callable[[Any], str]] = {
            **_CODES,
            "organization": lambda value: named(value, network),
            "place": self._place,
            "day": lambda value: value or _("unknown"),
            "view": lambda _value: view_text(network),
            "scope": lambda name: _("all the data") if name == "known" else _("this view"),
        }
        self._wholes: Mapping[str, Callable[[Any], str]] = {
            "period": period,
            "source": lambda value: source_titles(value, network),
            "called": _called,
        }
        self._rows = {"cell": self._cell, "stage": self._stage}

    def format_field(self, value: Any, format_spec: str) -> str:
        """Write one fact; several are joined."""
        if format_spec in self._rows:
            return _joined(list(map(self._rows[format_spec], value)))
        if format_spec in self._wholes:
            return self._wholes[format_spec](value)
        if isinstance(value, tuple):
            return _joined([self.format_field(part, format_spec) for part in value])
        if format_spec in self._words:
            return self._words[format_spec](value)
        return value if isinstance(value, str) else _figure(value, format_spec)

    def _place(self, organization: str) -> str:
        """Name the city and country of an organization, as far as they are known."""
        code = self._network.code_of[organization]
        city = str(self._network.organizations["city"].iloc[code])
        country = country_name(str(self._network.countries[code]))
        return " · ".join(part for part in (city, country) if part) or _("place unknown")

    def _stage(self, row: Sequence[Any]) -> str:
        """Name one limit of the pipelines: what, whose, and how many persons a year."""
        stage, organization, partner, persons = row
        ends = f"{organization}>{partner}" if partner else organization
        return f"{term(stage)} {named(ends, self._network)} ({number(persons)})"

    def _cell(self, row: Sequence[Any]) -> str:
        """Name one cell of demand: country, industry, how much."""
        country, industry, demand = row
        return f"{country_name(country)}–{industry_name(industry)} ({number(demand)})"


def period(years: Sequence[int]) -> str:
    """Write the first and the last year; one where they are the same."""
    if not years:
        return _("years not stated")
    dash, after = ("—", "年") if current_language() == "zh" else ("–", "")
    return dash.join(dict.fromkeys(map(str, years))) + after


def source_titles(sources: Sequence[str], network: Network) -> str:
    """Name the first sources by their titles, and count the others."""
    table = network.tables["sources"]
    titles = dict(zip(table["id"], table["title"], strict=True))
    shown = [titles.get(name, "") or name for name in sources[:_SOURCES]]
    if len(sources) > _SOURCES:
        shown.append(_("{count} more").format(count=number(len(sources) - _SOURCES)))
    return _joined(shown) or _("unknown")


def _figure(value: float, form: str) -> str:
    if form.endswith("%") and value == value:  # noqa: PLR0124 - NaN is unequal to itself
        return format(value, form if form != "%" else ".0%")
    if form == "year":
        return str(int(value))
    if form == ".0f":
        return number(float(round(value)))
    return number(float(value), digits=int(form[1:-1]) if form[:1] == "." else 3)


def _joined(parts: list[str]) -> str:
    """List parts; those with commas of their own are set apart by semicolons."""
    if current_language() == "zh":
        return "、".join(parts)
    if any("," in part for part in parts):
        return "; ".join(parts)
    *before, last = parts or [""]
    return f"{', '.join(before)} and {last}" if before else last
