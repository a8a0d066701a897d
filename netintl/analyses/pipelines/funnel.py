"""From agreement to people who stay: at each step, how many agreements show it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from netintl.analyses.claim import Claim
from netintl.analyses.result import Result, make_result
from netintl.network.reach import flows_that_happened
from netintl.network.views import running

if TYPE_CHECKING:
    from netintl.network.network import Network

STEPS = ("agreement", "running", "enrolled", "completed", "hired", "retained")
_ENROLLED = ("study", "training", "internship")
_TEACHING = ("school", "college")
_STAYED = ("retention_rate", "retained")  # metrics of observations


def find_funnel(network: Network) -> Result:
    """Count the agreements of the view that show each step from agreement to lasting work.

    Running: evidence of the last 24 months (on the day of the view, else of the newest evidence).
    Enrolled: a flow of study, training or internship with a number and a school or college at an
    end; staff that one firm trains for another are none. Completed: a flow that counts graduates.
    Hired: one to employment, or that counts who was hired. Retained: an observation of the
    agreement, ``retention_rate`` or ``retained``. Plans show nothing, and what a source says
    in free words is for people to read. Persons are not added: the numbers of different
    agreements count different things. ``silent`` agreements say nothing of the step, which does
    not mean that nobody got there.

    Returns
    -------
    Result
        One row per step; ``largest`` is the largest number of persons stated by one flow.

    Examples
    --------
    >>> from netintl.network.doors import from_links
    >>> find_funnel(from_links([("S1", "C1")])).table["agreements"].tolist()[0]
    1
    """
    usable = network.chosen & ~network.is_membership
    total = int(usable.sum())
    steps = {"agreement": (usable, np.nan), "running": (usable & running(network), np.nan)}
    steps |= _shown_by_flows(network)
    steps["retained"] = _stayed(network, usable)
    counts = {step: int(mask.sum()) for step, (mask, _most) in steps.items()}
    rows = [
        (step, counts[step], counts[step] / total if total else np.nan, total - counts[step], most)
        for step, (_mask, most) in steps.items()
    ]
    table = pd.DataFrame(rows, columns=["step", "agreements", "share", "silent", "largest"])
    reasons = [
        (step, "agreements", counts[step], tuple(network.agreement_ids[mask]))
        for step, (mask, _most) in steps.items()
    ]
    facts = {**counts, "ended": int((usable & network.is_over).sum())}
    claims = [Claim("funnel", facts, scope="cooperation"), Claim("not_added")]
    return make_result("funnel", network, table, reasons=reasons, claims=claims)


def _shown_by_flows(network: Network) -> dict[str, tuple[np.ndarray, float]]:
    """Mark the agreements whose flows show a step, with the largest number of persons of one."""
    flows = flows_that_happened(network)
    ends = flows[["from_code", "to_code"]].to_numpy(dtype=np.int64)
    taught = np.asarray(np.isin(network.kinds[ends], _TEACHING).any(axis=1), dtype=bool)
    told = {
        "enrolled": flows["purpose"].isin(_ENROLLED) & flows["persons"].notna() & taught,
        "completed": flows["counts"] == "graduated",
        "hired": (flows["purpose"] == "employment") | (flows["counts"] == "hired"),
    }
    found = {}
    for step, rows in told.items():
        mask = np.zeros(len(network.chosen), dtype=bool)
        mask[flows.loc[rows, "place"].to_numpy(dtype=np.int64)] = True
        found[step] = mask, float(flows.loc[rows, "persons"].max())
    return found


def _stayed(network: Network, usable: np.ndarray) -> tuple[np.ndarray, float]:
    """Mark the agreements of which an observation says how many, or what share, stayed."""
    rows = network.tables["observations"]
    subjects = rows.loc[rows["metric"].isin(_STAYED), "subject"]
    return usable & np.isin(network.agreement_ids.astype(str), list(subjects)), np.nan
