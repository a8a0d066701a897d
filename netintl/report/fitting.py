"""What of a report fits its network: in a neutral one no section, row or column that says nothing.

Reports of Chinese schools keep all, for that nothing is known is a finding there.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from netintl.analyses.registry import of_section
from netintl.analyses.result import report_columns, told
from netintl.model.framing import current_framing

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    import pandas as pd

    from netintl.analyses.claim import Claim
    from netintl.analyses.result import Result
    from netintl.network.network import Network
    from netintl.report.recipes import Recipe

# Sections that say nothing where this result has no rows, and the findings that would say so.
_LEADING: Final[Mapping[str, str]] = {
    "hubs": "hubs", "communities": "communities", "gaps": "gaps", "pipelines": "pipelines",
    "matches": "match_pairs",
}  # fmt: skip
_NOTHING_FOUND: Final = frozenset({"gaps_unknown", "no_chains"})
_COUNTED: Final = {"schools": "school", "colleges": "college", "enterprises": "enterprise"}
_OF_SOURCE: Final = ("missing_source", "missing_sources")
_OF_SOURCES: Final = ("each_source", "tenth_of_sources")


def fitting(recipe: Recipe, results: Mapping[str, Result]) -> Recipe:
    """Leave out the sections of a neutral report that would say nothing."""
    if not current_framing().neutral:
        return recipe
    kept = tuple(name for name in recipe.sections if _says_something(results, name))
    return replace(recipe, sections=kept)


def _says_something(results: Mapping[str, Result], section: str) -> bool:
    if section in _LEADING:
        return not results[_LEADING[section]].table.empty
    shown = [analysis.name for analysis in of_section(section)]
    return not shown or any(not results[name].table.empty for name in shown)


def fitting_claims(claims: tuple[Claim, ...]) -> tuple[Claim, ...]:
    """Leave out what a neutral report would say of nothing: no demand, no chain, the one source."""
    if not current_framing().neutral:
        return claims
    return tuple(claim for claim in claims if not _is_idle(claim))


def _is_idle(claim: Claim) -> bool:
    alone = claim.code in _OF_SOURCE and claim.facts.get("total") == 1
    return alone or claim.code in _NOTHING_FOUND


def fitting_columns(result: Result, network: Network) -> list[str]:
    """Return the columns that a report shows; of a neutral one no kind that is not there."""
    columns = told(result, report_columns(result.analysis))
    if not current_framing().neutral:
        return columns
    there = set(network.kinds)
    return [name for name in columns if name not in _COUNTED or _COUNTED[name] in there]


def fitting_rows(result: Result, network: Network, rows: pd.DataFrame) -> pd.DataFrame:
    """Leave out the rows of a neutral report that say the same as others, or nothing."""
    wanted = _ROWS.get(result.analysis)
    if wanted is None or not current_framing().neutral or rows.empty:
        return rows
    return wanted(network, rows)


def _brokers(network: Network, rows: pd.DataFrame) -> pd.DataFrame:
    """Drop the grouping by province where no province is known: it is that by country."""
    known = (network.organizations["province"] != "").any()
    return rows if known else rows[rows["grouping"] != "province"]


def _concentration(_network: Network, rows: pd.DataFrame) -> pd.DataFrame:
    return rows[rows["agreements"] > 0]


def _missing(network: Network, rows: pd.DataFrame) -> pd.DataFrame:
    """Drop what happens without sources where there is one: nothing is left then."""
    several = len(network.tables["sources"]) > 1
    return rows if several else rows[~rows["way"].isin(_OF_SOURCES)]


_ROWS: Final[Mapping[str, Callable[[Network, pd.DataFrame], pd.DataFrame]]] = {
    "brokers": _brokers,
    "concentration": _concentration,
    "missing": _missing,
}
