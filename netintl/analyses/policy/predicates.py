"""What can be asked of a school by a rule file: each predicate gives a value and its evidence."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from netintl.model.places import countries as places
from netintl.model.vocabularies import vocabulary
from netintl.network.dates import as_days, first_day, last_day
from netintl.network.evidence import ENDED
from netintl.network.labelling import FEWEST
from netintl.network.ownership import head_office_countries
from netintl.network.reach import (
    DIRECTIONS,
    agreement_hosts,
    flows_seen_from,
    flows_that_happened,
    reaching_abroad,
)
from netintl.network.views import holds_with_evidence

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping
    from datetime import date

    from netintl.network.network import Network


_OWN_SCOPES = ("", "agreement")  # of a number: whom it tells of, where that is said


@dataclass(frozen=True, slots=True)
class Findings:
    """By organization code: the value, what it might be at most, and the agreements behind it.

    ``possible`` is what the value can be at most, NaN where nobody can say: what is not in the
    data may still be so, and only what shows an end or an age sets a bound.
    """

    value: np.ndarray
    possible: np.ndarray
    agreements: Mapping[int, tuple[str, ...]]


def agreements(network: Network, day: date, parameters: Mapping[str, Any]) -> Findings:
    """Count the running agreements of some kinds or brands, where asked those that reach abroad.

    A school without such an agreement in the data may still have one, so nothing found is unknown.
    Where three or more are known and all of them have ended, that makes a known 0.
    """
    wanted = network.chosen & ~network.is_membership
    for name, column in (("kinds", "kind"), ("brands", "brand")):
        if parameters.get(name):
            named = network.agreements[column].isin(list(parameters[name]))
            wanted = wanted & named.to_numpy(dtype=bool)
    if parameters.get("abroad"):
        wanted = wanted & reaching_abroad(network)
    over = network.agreements["status"].isin(ENDED).to_numpy(dtype=bool)
    over = over | (network.ends <= np.datetime64(day, "D"))
    rows = np.flatnonzero(network.party_rows & wanted[network.party_agreement])
    owner, code = _distinct(network.party_agreement[rows], network.party_organization[rows])
    count = _count(code[holds_with_evidence(network, day)[owner]], network)
    all_over = (_count(code, network) >= FEWEST) & (_count(code[~over[owner]], network) == 0)
    value = np.where((count > 0) | all_over, count, np.nan)
    return Findings(value, np.where(all_over, 0.0, np.nan), _cited(network, owner, code))


def partners(network: Network, day: date, parameters: Mapping[str, Any]) -> Findings:
    """Count the distinct partners of one kind that running agreements join; none is unknown.

    ``head_office`` asks for partners whose head office, at the top of their parents, sits in a
    country; ``abroad`` for agreements with a party outside China, which may be the partner.
    """
    graph, pairs = network.cooperation, network.pairs
    wanted = network.kinds == parameters["kind"]
    if "head_office" in parameters:
        wanted = wanted & (head_office_countries(network) == parameters["head_office"])
    arcs = np.flatnonzero(wanted[graph.indices])
    near, pair = graph.tails[arcs], graph.pair[arcs]
    lengths = np.diff(pairs.start)[pair]
    owner = pairs.agreement[_ranges(pairs.start[pair], lengths)]
    code, other = np.repeat(near, lengths), np.repeat(graph.indices[arcs], lengths)
    if parameters.get("abroad"):
        kept = reaching_abroad(network)[owner]
        owner, code, other = owner[kept], code[kept], other[kept]
    live = holds_with_evidence(network, day)[owner]
    _partner, joined = _distinct(other[live], code[live])
    count = _count(joined, network)
    value = np.where(count > 0, count, np.nan)
    return Findings(value, _unknown(network), _cited(network, owner, code))


def persons(network: Network, day: date, parameters: Mapping[str, Any]) -> Findings:
    """Take the largest number of persons stated by one flow of some purposes; not a sum.

    ``direction`` asks for flows that leave the organization's country (``out``), come to it
    (``in``) or either (``across``). Of those that leave, ``out_counts`` takes only some kinds of
    count: who is trained at a site abroad has not left China. A number below the threshold proves
    no failure, and one of several agreements or partners together is none of each.
    """
    del day  # a number stands whenever it was stated
    rows = _flows(network, parameters)
    rows = rows[rows["persons"].notna() & rows["scope"].isin(_OWN_SCOPES)]
    value = _unknown(network)
    np.fmax.at(value, rows["code"].to_numpy(), rows["persons"].to_numpy())
    return Findings(value, _unknown(network), _grouped(rows))


def flows(network: Network, day: date, parameters: Mapping[str, Any]) -> Findings:
    """Count the agreements under which people of some purposes moved, in a ``direction``.

    The number of persons need not be known. No flow in the data is unknown, not none.
    """
    del day
    rows = _flows(network, parameters)
    _places, code = _distinct(rows["place"].to_numpy(), rows["code"].to_numpy())
    count = _count(code, network)
    return Findings(np.where(count > 0, count, np.nan), _unknown(network), _grouped(rows))


def years_open(network: Network, day: date, parameters: Mapping[str, Any]) -> Findings:
    """Count the years since an organization opened; unknown when its data do not say.

    Of a date that is a year or month, the last day gives the certain value, the first the possible.
    """
    del parameters
    opened = network.organizations["opened"].to_numpy(dtype=object)
    ages = []
    for reading in (last_day, first_day):
        days = np.datetime64(day, "D") - as_days(opened, reading, bool)
        ages.append(np.where(np.isnat(days), np.nan, days.astype(float) / 365.25))
    return Findings(ages[0], ages[1], {})


def countries(network: Network, day: date, parameters: Mapping[str, Any]) -> Findings:
    """Count the host countries of running agreements; none is unknown."""
    del parameters
    rows = np.flatnonzero(network.party_rows)
    parties = pd.DataFrame(
        {"agreement": network.party_agreement[rows], "code": network.party_organization[rows]}
    )
    both = parties.drop_duplicates().merge(agreement_hosts(network), on="agreement")
    owner = both["agreement"].to_numpy(dtype=np.int64)
    value = _unknown(network)
    reached = both[holds_with_evidence(network, day)[owner]].groupby("code")["country"].nunique()
    value[reached.index.to_numpy(dtype=np.int64)] = reached.to_numpy()
    return Findings(value, _unknown(network), _cited(network, owner, both["code"].to_numpy()))


PREDICATES: dict[str, Callable[[Network, date, Mapping[str, Any]], Findings]] = {
    "agreements": agreements,
    "countries": countries,
    "flows": flows,
    "partners": partners,
    "persons": persons,
    "years_open": years_open,
}


def parameter_problem(predicate: str, parameters: Mapping[str, Any]) -> str:
    """Return the parameter of a condition that its predicate lacks, does not know or cannot take.

    A word that is not understood would widen what is asked, so it is refused.

    Examples
    --------
    >>> parameter_problem("flows", {"purposes": ["teaching"], "direction": "outwards"})
    'direction'
    >>> parameter_problem("flows", {"purposes": ["teaching"], "direction": "out"})
    ''
    """
    known = _PARAMETERS[predicate]
    for name in _REQUIRED.get(predicate, ()):
        if not parameters.get(name):
            return name
    for name, value in parameters.items():
        if name not in known:
            return name
        several = value if isinstance(value, list) else [value]
        if not all(part in known[name]() for part in several):
            return name
    return ""


_REQUIRED = {"flows": ("purposes",), "persons": ("purposes",), "partners": ("kind",)}


def _codes(name: str) -> Callable[[], Collection[Any]]:
    return lambda: vocabulary(name).keys()


_PARAMETERS: dict[str, dict[str, Callable[[], Collection[Any]]]] = {
    "agreements": {
        "kinds": _codes("agreement_kinds"), "brands": _codes("brands"),
        "abroad": lambda: (True, False),
    },
    "countries": {},
    "flows": {
        "purposes": _codes("purposes"), "direction": lambda: DIRECTIONS,
        "out_counts": _codes("counts"),
    },
    "partners": {
        "kind": _codes("kinds"), "head_office": places, "abroad": lambda: (True, False),
    },
    "persons": {
        "purposes": _codes("purposes"), "direction": lambda: DIRECTIONS,
        "out_counts": _codes("counts"),
    },
    "years_open": {},
}  # fmt: skip


def _flows(network: Network, parameters: Mapping[str, Any]) -> pd.DataFrame:
    """Return the flows that a condition asks for, as each organization sees them."""
    rows = flows_that_happened(network)
    rows = rows[rows["purpose"].isin(list(parameters["purposes"]))]
    rows = flows_seen_from(network, rows, parameters.get("direction", ""))
    if "out_counts" in parameters:
        leaving = rows["code"] == rows["from_code"]
        rows = rows[~leaving | rows["counts"].isin(list(parameters["out_counts"]))]
    return rows


def _ranges(starts: np.ndarray, lengths: np.ndarray) -> np.ndarray:
    """Join the integer ranges that begin at ``starts``."""
    before = np.cumsum(lengths) - lengths
    return np.asarray(np.arange(int(lengths.sum())) + np.repeat(starts - before, lengths))


def _distinct(first: np.ndarray, second: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return each pair of two codes once."""
    width = int(second.max(initial=0)) + 1
    one, other = np.divmod(np.unique(first.astype(np.int64) * width + second), width)
    return one, other


def _unknown(network: Network) -> np.ndarray:
    return np.full(len(network.ids), np.nan)


def _count(codes: np.ndarray, network: Network) -> np.ndarray:
    return np.bincount(codes, minlength=len(network.ids)).astype(float)


def _cited(network: Network, owner: np.ndarray, code: np.ndarray) -> dict[int, tuple[str, ...]]:
    return _grouped(pd.DataFrame({"code": code, "agreement": network.agreement_ids[owner]}))


def _grouped(pairs: pd.DataFrame) -> dict[int, tuple[str, ...]]:
    """Map each code to its agreements, each once."""
    found: dict[int, set[str]] = {}
    for code, agreement in zip(pairs["code"].tolist(), pairs["agreement"].tolist(), strict=True):
        found.setdefault(code, set()).add(agreement)
    return {code: tuple(sorted(ids)) for code, ids in found.items()}
