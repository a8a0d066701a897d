"""What became of agreements that ended, and which have fallen silent."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd

from netintl.analyses.claim import Claim
from netintl.analyses.result import Result, make_result
from netintl.analyses.time.lifetimes import one_off, went_on
from netintl.network.evidence import ENDED
from netintl.network.national import national
from netintl.network.views import standing

if TYPE_CHECKING:
    from netintl.network.network import Network

_RENEWAL_DAYS = 731  # two years


def find_renewals(network: Network) -> Result:
    """Say what became of agreements that ended or fell silent; events and courses do neither.

    Of those that are over: *renewed*, when one of the same kind or brand between two of the same
    organizations begins from half a year before to two years after the end; *continued*, when
    no source calls it ended and it has a flow after its end, or evidence more than a year newer;
    *past_end*, when a stated end has passed without such news; *lapsed*, when a source calls it
    ended and no successor is known. Of those that held when last heard of, 24 months ago or more:
    *dormant*, when a source said after the start that it runs, and a party has newer evidence of
    another agreement, so that sources could have reported it; else *no_news*.

    Returns
    -------
    Result
        One row per agreement that is over or silent, newest evidence first.
    """
    lasting = ~network.is_membership & ~one_off(network)
    now = standing(network)
    over = np.flatnonzero(now.over & lasting)
    silent = now.silent & lasting
    whole = national(network)  # what follows, and who is heard of, may lie outside the view
    went = went_on(whole, np.datetime64(network.reference_day or "NaT", "D"))
    parties = _parties(whole)
    rows = [_fate(whole, int(code), parties, went) for code in over]
    dormant = silent & _could_be_heard_of(whole, standing(whole).running)
    rows += [
        (int(code), "dormant" if dormant[code] else "no_news", "")
        for code in np.flatnonzero(silent)
    ]
    table = _fates(network, rows, parties)
    reasons = [
        (name, state, "", (name, by) if by else (name,))
        for name, state, by in table[["agreement", "state", "renewed_by"]].itertuples(index=False)
    ]
    claims = [
        *_said(network, "renewals", "over", now.over, table),
        *_said(network, "silences", "silent", now.silent, table),
    ]
    return make_result("renewals", network, table, reasons=reasons, claims=claims)


_STATES: Final = {
    "renewals": ("renewed", "continued", "past_end", "lapsed"),
    "silences": ("dormant", "no_news"),
}


def _said(
    network: Network, code: str, total: str, mask: np.ndarray, table: pd.DataFrame
) -> list[Claim]:
    """Count all that are over or silent, those that do not last, and the states of the others."""
    counts = {state: int((table["state"] == state).sum()) for state in _STATES[code]}
    every, count = int((mask & ~network.is_membership).sum()), sum(counts.values())
    if not count:
        return [Claim(f"{code}_one_off", {total: every}, "cooperation")] if every else []
    facts = {total: every, "one_off": every - count, "count": count, **counts}
    return [Claim(code, facts, "cooperation")]


def _could_be_heard_of(network: Network, running: np.ndarray) -> np.ndarray:
    """Mark what a source called active after its start, while a party is still heard of."""
    called = (network.agreements["status"] == "active").to_numpy(dtype=bool)
    after = network.evidence_days > network.starts
    heard = np.zeros(len(network.ids), dtype=bool)
    rows = network.party_rows
    owner, party = network.party_agreement[rows], network.party_organization[rows]
    heard[party[running[owner]]] = True
    near = np.zeros(len(called), dtype=bool)
    near[owner[heard[party]]] = True
    return np.asarray(called & after & near, dtype=bool)


def _parties(network: Network) -> dict[int, frozenset[int]]:
    rows = network.filtered[network.party_agreement]
    found: dict[int, set[int]] = {}
    for agreement, code in zip(
        network.party_agreement[rows].tolist(),
        network.party_organization[rows].tolist(),
        strict=True,
    ):
        found.setdefault(agreement, set()).add(code)
    return {agreement: frozenset(codes) for agreement, codes in found.items()}


def _fate(
    network: Network, code: int, parties: dict[int, frozenset[int]], went: np.ndarray
) -> tuple[int, str, str]:
    """Tell whether an ended agreement was renewed, continued without paper, or lapsed."""
    end = network.ends[code]
    end = network.evidence_days[code] if np.isnat(end) else end
    kinds = network.agreements["kind"].to_numpy(dtype=object)
    brands = network.agreements["brand"].to_numpy(dtype=object)
    gap = (network.starts - end).astype("timedelta64[D]").astype(float)
    near = network.filtered & ~np.isnat(network.starts) & (gap >= -_RENEWAL_DAYS / 4)
    near &= (gap <= _RENEWAL_DAYS) & (network.starts > network.starts[code])
    near &= (kinds == kinds[code]) | ((brands == brands[code]) & (brands[code] != ""))
    for other in np.flatnonzero(near).tolist():
        if (
            other != code
            and len(parties.get(other, frozenset()) & parties.get(code, frozenset())) > 1
        ):
            return code, "renewed", str(network.agreement_ids[other])
    if network.agreements["status"].iloc[code] in ENDED:
        return code, "lapsed", ""
    return code, "continued" if went[code] else "past_end", ""


def _fates(
    network: Network, rows: list[tuple[int, str, str]], parties: dict[int, frozenset[int]]
) -> pd.DataFrame:
    columns = ["agreement", "organizations", "brand", "start", "end", "last_evidence", "state",
               "renewed_by"]  # fmt: skip
    facts = network.agreements
    days = network.evidence_days
    listed = [
        (
            network.agreement_ids[code],
            tuple(network.ids[sorted(parties.get(code, ()))]),
            facts["brand"].iloc[code],
            facts["start"].iloc[code],
            facts["end"].iloc[code],
            "" if np.isnat(days[code]) else str(days[code]),
            state,
            renewed_by,
        )
        for code, state, renewed_by in rows
    ]
    table = pd.DataFrame(listed, columns=columns)
    return table.sort_values(
        ["last_evidence", "agreement"], ascending=[False, True], ignore_index=True
    )
