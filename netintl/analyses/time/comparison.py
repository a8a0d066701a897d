"""Two networks beside each other: what changed, and what that moved."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from netintl.analyses.claim import Claim
from netintl.analyses.registry import ANALYSES, compared
from netintl.analyses.result import Result, make_result
from netintl.csv_cells import plain
from netintl.network.diff import diff

if TYPE_CHECKING:
    from collections.abc import Sequence

    from netintl.network.network import Network

_ABSENT = "–"


def compare(before: Network, after: Network) -> Result:
    """List what appeared, ended, was renewed or changed between two networks.

    The claims reconcile the counts: for agreements and for each layer of links, before + appeared
    − ended = after. A renewed agreement has the kind, brand and parties of one that was replaced.

    Returns
    -------
    Result
        One row per change of an agreement, a party or a link, of the network ``after``. What a
        column of an agreement said before and after are the cells of its table, as they stand.

    Examples
    --------
    >>> from netintl.network.doors import from_links
    >>> result = compare(from_links([("S1", "C1")]), from_links([("S1", "C1"), ("S2", "C1")]))
    >>> result.table[["item", "change"]].to_numpy().tolist()
    [['agreement', 'appeared'], ['link', 'appeared']]
    """
    found = diff(before, after)
    parts = [
        found.agreements.assign(item="agreement", organization="", partner=""),
        found.parties.assign(item="party", partner="", column="", before="", after=""),
        found.links.assign(item="link", agreement="", column="", before="", after=""),
    ]
    names = ["item", "change", "agreement", "organization", "partner", "column", "before", "after"]
    table = pd.concat([part[names] for part in parts], ignore_index=True)
    reasons = [
        (f"{one}>{two}", change, "", cited)
        for one, two, change, cited in found.links[
            ["organization", "partner", "change", "agreements"]
        ].itertuples(index=False)
    ]
    counts = found.counts[["item", "before", "appeared", "ended", "after"]]
    claims = [
        Claim(
            "reconciled",
            {"measure": item, "before": was, "appeared": come, "ended": gone, "after": now},
        )
        for item, was, come, gone, now in counts.itertuples(index=False)
    ]
    renewed = int((found.agreements["change"] == "renewed").sum())
    claims.append(Claim("renewed", {"count": renewed}))
    settings = {"before": before.fingerprint}
    return make_result("compare", after, table, reasons=reasons, claims=claims, **settings)


def find_movements(before: Network, after: Network, *, analyses: Sequence[str] = ()) -> Result:
    """Run the analyses on two networks and list only the figures that moved.

    Figures are compared to ten digits. A row that one of the two lacks is listed with a dash.

    Parameters
    ----------
    analyses
        Which of those that are compared; all of them unless said.

    Returns
    -------
    Result
        analysis, finding (names joined by ``>``), figure, before, after and their difference.
    """
    parts = [_moved(name, before, after) for name in analyses or [each.name for each in compared()]]
    table = pd.concat([part for part in parts if len(part)] or parts[:1], ignore_index=True)
    found = diff(before, after)
    cited = tuple(found.agreements["agreement"].drop_duplicates().sort_values())
    reasons = [(str(name), "changes", "", cited) for name in dict.fromkeys(table["analysis"])]
    claims = [] if len(table) else [Claim("nothing_moved")]
    settings = {"before": before.fingerprint}
    return make_result("scenario", after, table, reasons=reasons, claims=claims, **settings)


def _moved(name: str, before: Network, after: Network) -> pd.DataFrame:
    analysis = ANALYSES[name]
    key, figures = analysis.key or analysis.finding.columns, analysis.compared
    tables = (analysis.run(network, drawn=False).table for network in (before, after))
    one, two = (
        table[[*key, *figures]].drop_duplicates(list(key)).set_index(list(key)) for table in tables
    )
    both = one.add_suffix(":before").join(two.add_suffix(":after"), how="outer", sort=True)
    finding = [
        ">".join(str(plain(cell)) for cell in index) if isinstance(index, tuple) else str(index)
        for index in both.index
    ]
    rows = []
    for figure in figures:
        old, new = both[f"{figure}:before"], both[f"{figure}:after"]
        for place in np.flatnonzero(_differs(old, new)).tolist():
            pair = old.iloc[place], new.iloc[place]
            rows.append(
                (name, finding[place], figure, _cell(pair[0]), _cell(pair[1]), _step(*pair))
            )
    columns = ["analysis", "finding", "figure", "before", "after", "difference"]
    return pd.DataFrame(rows, columns=columns).astype({"difference": float})


def _differs(old: pd.Series, new: pd.Series) -> np.ndarray:
    """Tell which figures differ; unknown in both does not."""
    numbers = [
        pd.to_numeric(side.astype(object), errors="coerce").astype(float) for side in (old, new)
    ]
    numeric = numbers[0].notna() & numbers[1].notna()
    apart = (numbers[0] - numbers[1]).abs() > 1e-9  # noqa: PLR2004 - rounding of sums
    texts = [side.astype(object).where(side.notna(), "").astype(str) for side in (old, new)]
    same_text = texts[0] == texts[1]
    return np.where(numeric, apart, ~same_text)


def _cell(value: object) -> object:
    """Give a figure as it is shown; a row that is not there is a dash."""
    if value is None or (isinstance(value, float) and np.isnan(value)):
        return _ABSENT
    return value


def _step(old: object, new: object) -> float:
    if isinstance(old, (bool, str, np.bool_)) or isinstance(new, (bool, str, np.bool_)):
        return float("nan")
    try:
        step = float(new) - float(old)  # type: ignore[arg-type]
    except (TypeError, ValueError):
        return float("nan")
    return step
