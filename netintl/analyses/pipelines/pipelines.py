"""Which chains of agreements lead from schools to enterprises, and what is known of each."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from netintl.analyses.claim import Claim
from netintl.analyses.pipelines import CHAIN
from netintl.analyses.pipelines.chains import chains_of, confidence_of
from netintl.analyses.pipelines.flow_problem import problem_of
from netintl.analyses.pipelines.idle import idle_claims
from netintl.analyses.pipelines.lines import outside_lines
from netintl.analyses.pipelines.throughput import throughput_claims
from netintl.analyses.result import Result, make_result, ranks
from netintl.network.persons import EVIDENCE

if TYPE_CHECKING:
    from netintl.analyses.pipelines.chains import Chain
    from netintl.network.network import Network

MOST_CHAINS = 50_000
STATES = ("assessable", "bounded_above", "not_assessable")
_COLUMNS = ("enterprise", "country", "form", "school", "college", "field", "field_basis", "state",
            "programme", "persons_low", "persons_high", "evidence", "limit",
            "confidence")  # fmt: skip


def find_pipelines(network: Network) -> Result:
    """List the chains school → college → enterprise, and school → enterprise where there is none.

    A chain is *assessable* when each of its links has a dated figure of persons of an agreement:
    then the smallest figure is what it can carry a year. It is *bounded above* when something is
    known that limits it (places, seats and hires are bounds, not conditions), else *not
    assessable*. A link's figure is the sum of those of its agreements, of the newest year each. A
    chain through a college whose links share no agreement, title or source that counts persons is
    *possible* only. Chains end at agreements that train, employ or take interns, not at sellers,
    builders, owners or donors.

    Returns
    -------
    Result
        One row per chain, whatever its fields: assessable ones first, by persons, then by
        evidence, then by ids. The claims give the total throughput of the joint problem.

    Examples
    --------
    >>> from netintl.network.doors import from_links
    >>> table = find_pipelines(from_links([("S1", "C1"), ("C1", "E1")])).table
    >>> table[["school", "college", "enterprise", "state"]].iloc[0].tolist()
    ['S1', 'C1', 'E1', 'not_assessable']
    """
    problem = problem_of(network)
    rows: list[tuple[object, ...]] = []
    cited: list[tuple[str, ...]] = []
    seen = Tally()
    for chain in chains_of(network, problem.lines):
        seen.add(chain)
        if len(rows) < MOST_CHAINS:
            rows.append(_row(network, chain))
            cited.append(_agreements(network, chain))
    table = pd.DataFrame(rows, columns=list(_COLUMNS))
    table = _ranked(table.assign(cited=pd.Series(cited, dtype=object)))
    reasons = [
        (CHAIN.of(row), "agreements", row["form"], row["cited"]) for row in table.to_dict("records")
    ]
    claims = [*seen.claims(len(rows)), *throughput_claims(problem), *_left_out(network)]
    claims.extend(idle_claims(problem))
    table = table.drop(columns="cited")
    return make_result("pipelines", network, table, reasons=reasons, claims=claims)


class Tally:
    """Counts chains as school, college and enterprise, never by field."""

    def __init__(self) -> None:
        self.total = 0
        self.states: Counter[str] = Counter()
        self.evidence: Counter[str] = Counter()
        self.possible = self.any_field = self.different = 0
        self.enterprises: set[int] = set()

    def add(self, chain: Chain) -> None:
        """Count one chain."""
        self.total += 1
        self.states[chain.state] += 1
        self.evidence[chain.evidence] += chain.state == "assessable"
        self.possible += chain.programme == "possible_chain"
        self.any_field += chain.field_basis == "any"
        self.different += chain.field_basis == "different"
        self.enterprises.add(chain.enterprise)

    def claims(self, shown: int) -> list[Claim]:
        """Say how many chains there are, and what is known of how many."""
        if not self.total:
            return []
        states = {state: self.states[state] for state in STATES}
        found = [
            Claim(
                "pipelines", {"chains": self.total, "enterprises": len(self.enterprises), **states}
            )
        ]
        if self.total > shown:
            found.append(Claim("chains_cut", {"shown": shown, "total": self.total}))
        if states["assessable"]:
            kinds = {kind: self.evidence[kind] for kind in EVIDENCE[:3]}
            found.append(Claim("chain_evidence", {"assessable": states["assessable"], **kinds}))
        for code, count in (
            ("chains_possible", self.possible),
            ("chains_any_field", self.any_field),
            ("chains_different_fields", self.different),
        ):
            if count:
                found.append(Claim(code, {"count": count, "total": self.total}))
        return found


def _left_out(network: Network) -> list[Claim]:
    """Count the enterprises that have school or college partners and end no chain."""
    outside = outside_lines(network)
    if not len(outside):
        return []
    rows = tuple(sorted(network.ids[outside].tolist()))
    return [Claim("no_employers", {"count": len(outside)}, rows=rows)]


def _ranked(table: pd.DataFrame) -> pd.DataFrame:
    """Put assessable chains first, then by persons and confidence; ties share a rank."""
    score = np.zeros(len(table))
    order = -table["state"].map(STATES.index).astype(float)
    for values in (order, table["persons_low"], table["persons_high"], table["confidence"]):
        numbers = np.nan_to_num(np.round(values.to_numpy(dtype=float), 10), nan=-9.0)
        _, place = np.unique(numbers, return_inverse=True)
        score = score * (place.max(initial=0) + 1) + place
    table.insert(0, "rank", ranks(score))
    return table.sort_values(["rank", "enterprise", "college", "school"], ignore_index=True)


def _row(network: Network, chain: Chain) -> tuple[object, ...]:
    return (
        network.ids[chain.enterprise],
        network.countries[chain.enterprise],
        "direct" if chain.college < 0 else "through_college",
        network.ids[chain.school],
        network.ids[chain.college] if chain.college >= 0 else "",
        tuple(sorted(chain.fields)),
        chain.field_basis,
        chain.state,
        chain.programme,
        chain.persons if chain.state == "assessable" else np.nan,
        chain.persons,
        chain.evidence,
        _limit_name(network, chain.limit),
        confidence_of(network, chain),
    )


def _agreements(network: Network, chain: Chain) -> tuple[str, ...]:
    cited = {code for link in chain.links for code in link.agreements}
    return tuple(sorted(network.agreement_ids[code] for code in cited))


def _limit_name(network: Network, limit: tuple[int, int] | None) -> str:
    if limit is None:
        return ""
    code, partner = limit
    return str(network.ids[code]) if partner < 0 else f"{network.ids[code]}>{network.ids[partner]}"
