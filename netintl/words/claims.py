"""Claims as people read them: the sentence of a code, with the facts put into words."""

from __future__ import annotations

from string import Formatter
from typing import TYPE_CHECKING, Any, Final

from netintl.i18n import _, current_language
from netintl.model.terms import term
from netintl.words.sentences import SENTENCES
from netintl.words.wording import (
    condition_name,
    country_name,
    field_name,
    industry_name,
    label,
    named,
    number,
    province_name,
    zone_name,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from netintl.analyses.claim import Claim
    from netintl.network.network import Network

_CODES: Final[Mapping[str, Callable[[str], str]]] = {
    "country": country_name,
    "province": province_name,
    "field": field_name,
    "industry": industry_name,
    "zone": zone_name,
    "term": term,
    "kind": lambda code: label("kinds", code),
    "agreement_kind": lambda code: label("agreement_kinds", code),
    "brand": lambda code: label("brands", code),
    "condition": condition_name,
}


def sentence(claim: Claim, network: Network) -> str:
    """Say a claim in the current language.

    A sentence tells how to write a fact: ``{n}`` a number, ``{n:%}`` and ``{n:.1%}`` a share,
    ``{n:p}`` a p-value, ``{x:country}`` (province, field, industry, zone, term, kind,
    agreement_kind, brand, condition) the name of a code, ``{x:organization}`` an organization or
    the ends of a link, ``{x:cell}`` (country, industry, number) a cell of demand, ``{x:stage}``
    (stage, organization, partner, persons) a limit of the pipelines. Several are joined.

    Examples
    --------
    >>> from netintl.analyses.claim import Claim
    >>> from netintl.network.doors import from_links
    >>> sentence(Claim("memberships", {"count": 2}), from_links([("S1", "C1")]))[:22]
    '2 alliance memberships'
    """
    return _Writer(network).vformat(_(SENTENCES[claim.code]), (), claim.facts)


class _Writer(Formatter):
    """Writes facts as the sentence asks."""

    def __init__(self, network: Network) -> None:
        self.network = network

    def format_field(self, value: Any, format_spec: str) -> str:
        """Write one fact; several values of a name are joined."""
        if format_spec in ("cell", "stage"):
            write = {"cell": self._cell, "stage": self._stage}[format_spec]
            return _joiner().join(write(row) for row in value)
        if format_spec == "organization":
            several = value if isinstance(value, tuple) else (value,)
            return _joiner().join(named(part, self.network) for part in several)
        if format_spec in _CODES:
            several = value if isinstance(value, tuple) else (value,)
            return _joiner().join(_CODES[format_spec](str(part)) for part in several)
        if isinstance(value, tuple):
            return _joiner().join(self.format_field(part, format_spec) for part in value)
        return value if isinstance(value, str) else _figure(value, format_spec)

    def _stage(self, row: Sequence[Any]) -> str:
        """Name one limit of the pipelines: what, whose, and how many persons a year."""
        stage, organization, partner, persons = row
        ends = f"{organization}>{partner}" if partner else organization
        return f"{term(stage)} {named(ends, self.network)} ({number(persons)})"

    def _cell(self, row: Sequence[Any]) -> str:
        """Name one cell of demand: country, industry, how much."""
        country, industry, demand = row
        return f"{country_name(country)}–{industry_name(industry)} ({number(demand)})"


def _figure(value: float, form: str) -> str:
    if form.endswith("%") and value == value:  # noqa: PLR0124 - NaN is unequal to itself
        return format(value, form if form != "%" else ".0%")
    if form == "year":
        return str(int(value))
    return number(float(value), digits=int(form[1:-1]) if form[:1] == "." else 3)


def _joiner() -> str:
    return "、" if current_language() == "zh" else ", "
