"""What can be asked of a school by a rule file: each predicate gives a value and its evidence."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from netintl.network.dates import as_days, first_day
from netintl.network.network import ENDED
from netintl.network.persons import stated_flows
from netintl.network.reach import agreement_hosts
from netintl.network.views import holds_with_evidence

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date

    from netintl.network.network import Network


_ENDS = ("from_code", "to_code")


@dataclass(frozen=True, slots=True)
class Findings:
    """By organization code: the value, what it might be at most, and the agreements behind it.

    ``possible`` counts what is no longer attested too; where it reaches a threshold that ``value``
    does not, nobody can say. NaN is unknown.
    """

    value: np.ndarray
    possible: np.ndarray
    agreements: Mapping[int, tuple[str, ...]]


def agreements(network: Network, day: date, parameters: Mapping[str, Any]) -> Findings:
    """Count the running agreements of some kinds or brands; unattested ones are possible.

    A school without any such agreement in the data may still have one, so nothing found is
    unknown; only agreements that are all known to have ended make a known 0.
    """
    wanted = network.chosen & ~network.is_membership
    for name, column in (("kinds", "kind"), ("brands", "brand")):
        if parameters.get(name):
            named = network.agreements[column].isin(list(parameters[name]))
            wanted = wanted & named.to_numpy(dtype=bool)
    running = holds_with_evidence(network, day)
    called = network.agreements["status"].isin(ENDED).to_numpy(dtype=bool)
    over = called | (network.ends <= np.datetime64(day, "D"))
    rows = np.flatnonzero(network.party_rows & wanted[network.party_agreement])
    owner, code = network.party_agreement[rows], network.party_organization[rows]
    pairs = np.unique(owner * len(network.ids) + code)
    owner, code = np.divmod(pairs, max(len(network.ids), 1))
    count = _count(code[running[owner]], network)
    open_count = _count(code[~over[owner]], network)
    any_count = _count(code, network)
    only_ended = (any_count > 0) & (open_count == 0)
    possible = np.where(only_ended, 0.0, np.where(any_count > 0, open_count, np.nan))
    value = np.where((count > 0) | only_ended, count, np.nan)
    return Findings(value, possible, _cited(network, owner, code))


def partners(network: Network, day: date, parameters: Mapping[str, Any]) -> Findings:
    """Count the distinct partners of one kind that running agreements join; none is unknown."""
    running = holds_with_evidence(network, day)
    found = []
    for view in (network.view(chosen=network.chosen & running), network):
        graph = view.cooperation
        hit = network.kinds[graph.indices] == parameters["kind"]
        found.append(np.bincount(graph.tails[hit], minlength=len(network.ids)).astype(float))
    graph = network.cooperation
    cited = {
        int(code): tuple(network.agreements_between(graph, int(code)))
        for code in np.flatnonzero(found[1] > 0)
    }
    value, possible = (np.where(count > 0, count, np.nan) for count in found)
    return Findings(value, possible, cited)


def persons(network: Network, day: date, parameters: Mapping[str, Any]) -> Findings:
    """Take the largest number of persons stated by one flow of some purposes; not a sum.

    Flows are not added, so a number below the threshold proves no failure.
    """
    del day  # a number stands whenever it was stated
    rows = stated_flows(network)
    rows = rows[rows["purpose"].isin(list(parameters["purposes"])) & (rows["planned"] != "yes")]
    value = np.full(len(network.ids), np.nan)
    for end in _ENDS:
        np.fmax.at(value, rows[end].to_numpy(), rows["persons"].to_numpy())
    ends = [rows[[end, "agreement"]].set_axis(["code", "agreement"], axis=1) for end in _ENDS]
    return Findings(value, np.full(len(value), np.nan), _grouped(pd.concat(ends)))


def years_open(network: Network, day: date, parameters: Mapping[str, Any]) -> Findings:
    """Count the years since an organization opened; unknown when its data do not say."""
    del parameters
    opened = as_days(network.organizations["opened"].to_numpy(dtype=object), first_day, bool)
    days = (np.datetime64(day, "D") - opened).astype("timedelta64[D]").astype(float)
    value = np.where(np.isnat(opened), np.nan, days / 365.25)
    return Findings(value, value, {})


def countries(network: Network, day: date, parameters: Mapping[str, Any]) -> Findings:
    """Count the host countries of running agreements; none is unknown."""
    del parameters
    rows = np.flatnonzero(network.party_rows)
    parties = pd.DataFrame(
        {"agreement": network.party_agreement[rows], "code": network.party_organization[rows]}
    )
    both = parties.drop_duplicates().merge(agreement_hosts(network), on="agreement")
    owner = both["agreement"].to_numpy(dtype=np.int64)
    found = []
    for part in (both[holds_with_evidence(network, day)[owner]], both):
        count = np.full(len(network.ids), np.nan)
        reached = part.groupby("code")["country"].nunique()
        count[reached.index.to_numpy(dtype=np.int64)] = reached.to_numpy()
        found.append(count)
    return Findings(found[0], found[1], _cited(network, owner, both["code"].to_numpy()))


PREDICATES: dict[str, Callable[[Network, date, Mapping[str, Any]], Findings]] = {
    "agreements": agreements,
    "countries": countries,
    "partners": partners,
    "persons": persons,
    "years_open": years_open,
}


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
