"""From agreement to people who stay: at each step, how many agreements show it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from netintl.analyses.claim import Claim
from netintl.analyses.result import Result, make_result
from netintl.network.views import running

if TYPE_CHECKING:
    from netintl.network.network import Network

STEPS = ("agreement", "running", "enrolled", "completed", "hired", "retained")
_ENROLLED = ("study", "training", "internship")
_SAYS = {
    "completed": re.compile(r"graduat|complet|certif|毕业|结业|获证", re.IGNORECASE),
    "hired": re.compile(r"employ|hired|recruit|就业|录用|入职", re.IGNORECASE),
    "retained": re.compile(r"retain|stay(?:ed)? on|留任|留用|在岗", re.IGNORECASE),
}


def find_funnel(network: Network) -> Result:
    """Count the agreements of the view that show each step from agreement to lasting work.

    Running: evidence of the last 24 months (on the day of the view, else of the newest evidence).
    Enrolled: a flow of study, training or internship with a number. Completed, hired, retained:
    a flow whose purpose or description says so. Persons are not added: the numbers of different
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
    flows = network.tables["flows"]
    place = pd.Index(network.agreement_ids).get_indexer(flows["agreement"])
    flows = flows.assign(place=place)[(place >= 0) & np.append(usable, False)[place]]
    steps = {"agreement": (usable, np.nan), "running": (usable & running(network), np.nan)}
    for step in STEPS[2:]:
        stated = flows[_says(flows, step)]
        shown = np.zeros(len(usable), dtype=bool)
        shown[stated["place"].to_numpy(dtype=np.int64)] = True
        steps[step] = (shown, pd.to_numeric(stated["persons"], errors="coerce").max())
    rows = [
        (
            step,
            int(mask.sum()),
            mask.sum() / total if total else np.nan,
            total - int(mask.sum()),
            most,
        )
        for step, (mask, most) in steps.items()
    ]
    table = pd.DataFrame(rows, columns=["step", "agreements", "share", "silent", "largest"])
    table["silent"] = np.where(table["step"] == "agreement", 0, table["silent"])
    reasons = [
        (step, "agreements", int(mask.sum()), tuple(network.agreement_ids[mask]))
        for step, (mask, _most) in steps.items()
    ]
    claims = [Claim("funnel"), Claim("not_added")]
    return make_result("funnel", network, table, reasons=reasons, claims=claims)


def _says(flows: pd.DataFrame, step: str) -> pd.Series:
    """Tell which flows show a step; plans show nothing."""
    happened = flows["planned"] != "yes"
    if step == "enrolled":
        return happened & flows["purpose"].isin(_ENROLLED) & (flows["persons"] != "")
    stated = flows["counts"].str.contains(_SAYS[step])
    if step == "hired":
        stated |= flows["purpose"] == "employment"
    return happened & stated
