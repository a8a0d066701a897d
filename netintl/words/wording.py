"""Results as people read them: names for ids, labels for codes, numbers with few digits."""

from __future__ import annotations

import math
from functools import cache
from typing import TYPE_CHECKING, Any

import pandas as pd

from netintl.analyses.policy.rules import load_rules
from netintl.analyses.registry import compared
from netintl.analyses.result import result_columns
from netintl.i18n import _, current_language
from netintl.model.cells import joined
from netintl.model.fields import majors
from netintl.model.framing import kind_label
from netintl.model.industries import industries
from netintl.model.places import countries, provinces, regions, zones
from netintl.model.reference import read_reference
from netintl.model.schema import tables
from netintl.model.terms import term
from netintl.model.vocabularies import vocabulary
from netintl.network.additions import speaking_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from netintl.analyses.policy.rules import Rules
    from netintl.analyses.result import Result
    from netintl.network.network import Network

_THOUSAND = 1000


def label(name: str, code: str) -> str:
    """Return the label of a vocabulary's code in the current language."""
    if name == "kinds":
        return kind_label(code, current_language())
    found = vocabulary(name).get(code)
    return found.label(current_language()) if found else code


def country_name(code: str) -> str:
    """Return a country's name in the current language."""
    place = countries().get(code)
    if place is None:
        return code
    return place.name_zh if current_language() == "zh" else place.name_en


def province_name(code: str) -> str:
    """Return a province's short name in the current language."""
    place = provinces().get(code)
    if place is None:
        return code
    return place.short_zh if current_language() == "zh" else place.name_en


def field_name(code: str) -> str:
    """Return a major's short name in the current language."""
    major = majors().get(code)
    if major is None:
        return code
    return major.short_zh if current_language() == "zh" else major.short_en


def industry_name(code: str) -> str:
    """Return an industry's name in the current language."""
    industry = industries().get(code)
    if industry is None:
        return code
    return industry.name_zh if current_language() == "zh" else industry.name_en


def zone_name(code: str) -> str:
    """Return a policy zone's name in the current language."""
    zone = zones().get(code)
    return zone.label(current_language()) if zone else code


def number(value: float, *, digits: int = 3) -> str:
    r"""Write a number for people: no value is a dash, whole numbers have no decimals.

    What has no limit is said to be not bounded.

    Thousands are set apart by a narrow no-break space in both languages.

    Examples
    --------
    >>> number(float("nan")), number(1234567.0) == "1\u202f234\u202f567", number(0.12345)
    ('–', True, '0.123')
    """
    if math.isnan(value):
        return "–"
    if math.isinf(value):
        return _("not bounded")
    if float(value).is_integer():
        return f"{int(value):,}".replace(",", "\u202f")
    if abs(value) >= _THOUSAND:
        return f"{value:,.0f}".replace(",", "\u202f")
    return f"{value:.{digits}f}"


def p_value(p: float) -> str:
    """Write a p-value: never 0, which it cannot be.

    Examples
    --------
    >>> p_value(0.0002), p_value(0.04), p_value(float("nan"))
    ('<0.001', '0.040', '–')
    """
    least = 0.001
    if p < least:
        return "＜0.001" if current_language() == "zh" else "<0.001"
    return number(float(p))


def readable(result: Result, network: Network) -> pd.DataFrame:
    """Return a result's table as text for people, in the current language."""
    columns = {}
    with speaking_of(network):
        for column in result.columns:
            write = _writer(column.names, network)
            columns[column.name] = list(map(write, result.table[column.name]))
    return pd.DataFrame(columns, columns=result.table.columns)


def headings(result: Result) -> list[str]:
    """Return the headings of a result's columns in the current language."""
    language = current_language()
    return [column.label(language) for column in result.columns]


def headings_with_units(result: Result) -> list[str]:
    """Return the headings of a result's columns, each with its unit where it has one."""
    language = current_language()
    labelled = [(column.label(language), column.units[language]) for column in result.columns]
    return [f"{label} ({unit})" if unit else label for label, unit in labelled]


def _writer(names: str, network: Network) -> Callable[[Any], str]:
    """Return what puts the cells of a column into words, by what they name."""
    if names in ("kinds", "agreement_kinds", "statuses", "brands"):
        return lambda value: label(names, str(value)) if value else ""
    writers: dict[str, Callable[[Any], str]] = {
        "organization": lambda value: named(value, network),
        "organizations": lambda value: named(value, network),
        "industry": lambda value: industry_name(str(value)) if value else "",
        "fields": lambda value: _listed(value, field_name),
        "country": lambda value: country_name(str(value)),
        "province": lambda value: province_name(str(value)),
        "year": str,
        "p": p_value,
        "period": lambda value: str(value).replace("/", "–") or "–",
        "condition": lambda value: condition_name(str(value)),
        "impact_row": _impact_row,
        "terms": lambda value: _listed(value, term),
        "signs": lambda value: _listed(value, _sign),
        "finding": lambda value: _finding(str(value), network),
        "figure": lambda value: _figure(str(value)),
        "zones": lambda value: _listed(value, zone_name),
        "group": lambda value: group_label(str(value)),
        "data_table": data_table,
        "data_column": data_column,
        "share": lambda value: "–" if math.isnan(value) else f"{value:.0%}",
        "code": lambda value: _code(value) if isinstance(value, str) else _plain(value),
        "codes": lambda value: _listed(value, _code),
    }
    return writers.get(names, _plain)


def named(value: str | tuple[str, ...], network: Network) -> str:
    """Name an organization, the two ends of a link, or several organizations."""
    language = current_language()
    known = network.code_of
    parts = value if isinstance(value, tuple) else _ends(value, known)
    names = [network.name(known[p], language) if p in known else _former(p, network) for p in parts]
    return ("; " if isinstance(value, tuple) else " → ").join(names)


def _former(name: str, network: Network) -> str:
    """Name who is no organization of this network any more; one of another network by its id."""
    rows = network.tables["successions"]
    rows = rows[rows["before"] == name]
    if rows.empty or "name_zh" not in rows:
        return name
    zh, en = rows[["name_zh", "name_en"]].iloc[0]
    return str((zh or en) if current_language() == "zh" else (en or zh)) or name


def _ends(value: str, known: Mapping[str, int]) -> Sequence[str]:
    """Return the ends of a link, of which each may hold the sign that joins them."""
    if value in known:
        return [value]
    parts = value.split(">")
    for place in range(1, len(parts)):
        ends = [">".join(parts[:place]), ">".join(parts[place:])]
        if all(end in known for end in ends):
            return ends
    return parts


@cache
def _impact_rows() -> Mapping[str, Mapping[str, str]]:
    return {row["code"]: row for row in read_reference("impact_table")}


def _impact_row(value: Any) -> str:
    """Name a row of the International Impact Table."""
    row = _impact_rows().get(str(value), {})
    return str(row.get(current_language(), value))


@cache
def _own_rules() -> Rules:
    return load_rules()


def condition_name(code: str) -> str:
    """Say a condition of the rule file that ships with netintl; others by their id."""
    return _own_rules().label(code, current_language())


def _sign(value: str) -> str:
    """Name a place, major or brand that is coded with what it is."""
    what, _colon, code = value.partition(":")
    names = {"country": country_name, "province": province_name, "field": field_name}
    return names[what](code) if what in names else label("brands", code)


def _finding(value: str, network: Network) -> str:
    """Name the parts of what a figure is of: organizations, countries, industries, measures."""
    known = network.code_of
    parts = [part for part in value.split(">") if part]
    if len(parts) == 2 and parts[0] in countries() and parts[1] in industries():  # noqa: PLR2004
        return f"{country_name(parts[0])} · {industry_name(parts[1])}"
    return " → ".join(
        named(part, network) if part in known else group_label(part) for part in parts
    )


def _figure(name: str) -> str:
    """Return the heading of a column, of the first analysis that has it."""
    for analysis in compared():
        declared = result_columns(analysis.name)
        if name in declared:
            return declared[name].label(current_language())
    return name


def _listed(value: str | tuple[str, ...], name: Callable[[str], str]) -> str:
    joiner = "、" if current_language() == "zh" else ", "
    parts = value if isinstance(value, tuple) else (value,)
    return joiner.join(name(part) for part in parts if part)


def group_label(value: str) -> str:
    """Name a group of a result: a kind, status, brand, region, country or other term."""
    if value in countries():
        return country_name(value)
    for name in ("kinds", "statuses", "brands", "agreement_kinds"):
        if value in vocabulary(name):
            return label(name, value)
    if value in regions():
        return regions()[value].label(current_language())
    return term(value)


def data_table(name: str) -> str:
    """Return the title of a table of a package; other words by their term."""
    declared = tables().get(name)
    return declared.title(current_language()) if declared else term(name)


def data_column(name: str) -> str:
    """Return the titles of a table and of its column, given as ``table.column``.

    Where rows of one table are asked what another states of them, the other stands behind a slash.

    Examples
    --------
    >>> data_column("agreements.start"), data_column("evidence_day")
    ('Agreements: Start', 'newest evidence')
    >>> data_column("agreements/flows.persons")
    'Agreements with Flows: Persons'
    """
    asked, slash, rest = name.partition("/")
    if slash:
        return _("{table} with {column}").format(table=data_table(asked), column=data_column(rest))
    table, _dot, column = name.partition(".")
    declared = tables().get(table)
    if declared is None or column not in declared.columns:
        return data_table(name)
    joiner = "：" if current_language() == "zh" else ": "
    language = current_language()
    return f"{declared.title(language)}{joiner}{declared.columns[column].title(language)}"


_SCOPES = ("purposes", "levels", "counts", "count_scopes", "periods", "measures", "date_kinds",
           "kinds", "agreement_kinds", "brands")  # fmt: skip


def _code(value: str) -> str:
    """Name a code of any vocabulary or reference table; what is none stands for itself."""
    if value in majors():
        return field_name(value)
    if value in countries():
        return country_name(value)
    for name in _SCOPES:
        if value in vocabulary(name):
            return label(name, value)
    return term(value)


def _plain(value: Any) -> str:
    if isinstance(value, tuple):
        value = joined(value)
    if isinstance(value, str):
        return term(value)
    if isinstance(value, bool) or type(value).__name__ == "bool":
        return term("yes" if value else "no")
    return number(float(value))
