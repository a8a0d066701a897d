"""What becomes of agreements when they end: renewed, continued, lapsed or dormant."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from netintl.analyses.claim import Claim
from netintl.analyses.result import Result, make_result
from netintl.analyses.time.survival import FEWEST, survival_cases
from netintl.network.network import ENDED
from netintl.network.views import reference_day, running

if TYPE_CHECKING:
    from netintl.network.network import Network

_RENEWAL_DAYS = 731  # two years


def find_renewals(network: Network) -> Result:
    """Say what became of agreements that ended or fell silent.

    Renewed: one of the same kind or brand between two of the same organizations begins from half
    a year before to two years after the end. Continued: evidence is newer than the end. Lapsed:
    neither. Dormant: no end is known, but no evidence is newer than 24 months.

    Returns
    -------
    Result
        One row per ended or dormant agreement, newest evidence first.
    """
    cases = survival_cases(network)
    over = cases.loc[cases["ended"], "code"].to_numpy(dtype=np.int64)
    parties = _parties(network)
    rows = [_fate(network, int(code), parties) for code in over]
    if reference_day(network) is not None:
        ended = network.agreements["status"].isin(ENDED).to_numpy(dtype=bool)
        silent = network.chosen & ~network.is_membership & ~running(network) & ~ended
        silent &= ~np.isnat(network.evidence_days)
        silent[over] = False
        rows += [(int(code), "dormant", "") for code in np.flatnonzero(silent)]
    table = _fates(network, rows, parties)
    reasons = [
        (name, state, "", (name, by) if by else (name,))
        for name, state, by in table[["agreement", "state", "renewed_by"]].itertuples(index=False)
    ]
    renewed = int((table["state"] == "renewed").sum())
    facts = {"renewed": renewed, "count": len(over), "dormant": len(rows) - len(over)}
    few = [Claim("few_cases", {"fewest": FEWEST})] if len(over) < FEWEST else []
    claims = [Claim("renewals", facts), *few]
    return make_result("renewals", network, table, reasons=reasons, claims=claims)


def _parties(network: Network) -> dict[int, frozenset[int]]:
    rows = network.party_rows
    found: dict[int, set[int]] = {}
    for agreement, code in zip(
        network.party_agreement[rows].tolist(),
        network.party_organization[rows].tolist(),
        strict=True,
    ):
        found.setdefault(agreement, set()).add(code)
    return {agreement: frozenset(codes) for agreement, codes in found.items()}


def _fate(network: Network, code: int, parties: dict[int, frozenset[int]]) -> tuple[int, str, str]:
    """Tell whether an ended agreement was renewed, continued without paper, or lapsed."""
    end = network.ends[code]
    end = network.evidence_days[code] if np.isnat(end) else end
    kinds = network.agreements["kind"].to_numpy(dtype=object)
    brands = network.agreements["brand"].to_numpy(dtype=object)
    gap = (network.starts - end).astype("timedelta64[D]").astype(float)
    near = network.chosen & ~np.isnat(network.starts) & (gap >= -_RENEWAL_DAYS / 4)
    near &= (gap <= _RENEWAL_DAYS) & (network.starts > network.starts[code])
    near &= (kinds == kinds[code]) | ((brands == brands[code]) & (brands[code] != ""))
    for other in np.flatnonzero(near).tolist():
        if (
            other != code
            and len(parties.get(other, frozenset()) & parties.get(code, frozenset())) > 1
        ):
            return code, "renewed", str(network.agreement_ids[other])
    if network.evidence_days[code] > network.ends[code]:
        return code, "continued", ""
    return code, "lapsed", ""


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
