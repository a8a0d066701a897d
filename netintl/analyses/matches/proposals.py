"""What a list of proposals says of itself: names, evidence, what is unknown, what was left out."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from netintl.analyses.claim import Claim
from netintl.analyses.matches.candidates import level_unknown
from netintl.analyses.matches.parts import PARTS
from netintl.analyses.matches.reasons import Citations, ids_of, match_reasons
from netintl.analyses.result import Result, make_result

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

    from netintl.analyses.matches.acquaintance import Acquaintance
    from netintl.analyses.matches.parts import MatchBasis
    from netintl.network.network import Network

_REST = ["unknown", "via", "before", "load", "agreements"]


def proposals(
    network: Network,
    rested_on: tuple[MatchBasis, Acquaintance],
    rows: pd.DataFrame,
    claims: list[Claim],
    *,
    analysis: str,
    **settings: object,
) -> Result:
    """Give scored pairs names, what they rest on, and what was between the two before.

    Parameters
    ----------
    rested_on
        What the scores were computed from, and who knows whom.
    rows
        Codes ``u`` and ``v`` of the pairs, rank, score and parts.
    """
    basis, known = rested_on
    citations = Citations(basis)
    subjects, targets = rows["u"].to_numpy(), rows["v"].to_numpy()
    codes = list(zip(subjects.tolist(), targets.tolist(), strict=True))
    table = rows.copy()
    target, subject = network.ids[targets], network.ids[subjects]
    findings = [str(name) for name in target]
    if analysis == "matches":
        table["organization"], table["kind"] = target, network.kinds[targets]
        front = ["rank", "organization", "kind", "country", "score", *PARTS]
    else:
        table["organization"], table["partner"] = subject, target
        front = ["rank", "organization", "partner", "country", "score", *PARTS]
        findings = [f"{one}:{other}" for one, other in zip(subject, target, strict=True)]
    table["country"] = network.countries[targets]
    table["unknown"] = _unknown(basis, rows)
    table["via"] = [tuple(network.ids[citations.shared(u, v)]) for u, v in codes]
    table["before"] = known.before(subjects, targets)
    table["load"] = known.partners[targets]
    table["agreements"] = [ids_of(network, citations.of("closure", u, v)) for u, v in codes]
    reasons = match_reasons(citations, network, findings, rows)
    claims = [*claims, *_first(table, findings, subject)]
    return make_result(
        analysis, network, table[front + _REST], reasons=reasons, claims=claims, **settings
    )


def _unknown(basis: MatchBasis, rows: pd.DataFrame) -> list[tuple[str, ...]]:
    """Name what is not known of each pair: parts, and the level of one of them."""
    network, traits = basis.network, basis.traits
    missing = rows[list(PARTS)].isna().to_numpy()
    level = level_unknown(network, traits, rows["u"].to_numpy())
    level = level | level_unknown(network, traits, rows["v"].to_numpy())
    names = np.array([*PARTS, "level"], dtype=object)
    return [tuple(names[row]) for row in np.column_stack([missing, level])]


def filter_claim(dropped: Mapping[str, int], left: int) -> Claim:
    """Tell how many pairs each filter drops, and how many are left to be scored."""
    return Claim("match_filters", {**dropped, "left": left}, "known")


def _first(table: pd.DataFrame, findings: list[str], subject: np.ndarray) -> list[Claim]:
    """Name what stands first, where it rests on a shared partner, and who was known before."""
    claims = []
    if len(table) and table["via"].iloc[0]:
        row = table.iloc[0]
        other = row["organization" if "partner" not in table else "partner"]
        facts = {"name": (str(subject[0]), str(other)), "score": float(row["score"])}
        facts |= {"via": row["via"], "agreements": len(row["agreements"])}
        claims.append(Claim("match_lead", facts, rows=(findings[0],)))
    for before in ("cooperated_before", "memorandum"):
        rows = tuple(np.array(findings, dtype=object)[table["before"].to_numpy() == before])
        if rows:
            claims.append(Claim(f"match_{before}", {"count": len(rows)}, "known", rows))
    return claims


def part_claims(rows: pd.DataFrame, weights: Mapping[str, float]) -> list[Claim]:
    """Tell that nobody is left, or which parts are unknown for everybody."""
    if rows.empty:
        return [Claim("match_none")]
    return [
        Claim("match_part_unknown", {"name": part})
        for part in PARTS
        if weights[part] and rows[part].isna().all()
    ]
