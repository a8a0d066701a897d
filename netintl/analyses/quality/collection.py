"""What to collect next, by how many findings it would open."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np
import pandas as pd

from netintl.analyses.claim import Claim
from netintl.analyses.gaps.cells import cells_of, sides_of
from netintl.analyses.gaps.demand import host_countries
from netintl.analyses.gaps.supply import supplied_agreements
from netintl.analyses.pipelines.unknowns import find_unknowns
from netintl.analyses.result import make_result, ranks
from netintl.model.cells import parts_of
from netintl.model.industries import crosswalks
from netintl.model.places import HOME

if TYPE_CHECKING:
    from collections.abc import Iterator

    from netintl.analyses.gaps.cells import Sides
    from netintl.analyses.result import Result
    from netintl.network.network import Network

_COLUMNS: Final = ["what", "subject", "field", "findings", "decides", "touches", "put_in"]
# Figures of the pipelines, and where each is written.
FIGURES: Final = {
    "persons_of_link": "flows.persons",
    "places": "capacities.persons_per_year",
    "seats": "capacities.persons_per_year",
    "hires": "capacities.persons_per_year",
}
_LINK: Final = "arc"  # as the pipelines call it


class _Wanted(NamedTuple):
    """One thing to collect: what, of whom, which findings it opens, and where it is written."""

    what: str
    subject: str
    field: str
    findings: str
    decides: int
    touches: int
    put_in: str


def find_collection(network: Network) -> Result:
    """List what is not known, by how many findings of the view knowing it would open.

    ``decides`` counts the findings that this alone opens, ``touches`` those it bears on, which
    may lack something else too:

    - a figure of the pipelines: chains, exactly as `find_unknowns` counts them;
    - the start of an undated agreement: linked pairs that no dated agreement backs, which a view
      of a day holds on trust; decided where this agreement is the only one behind the pair;
    - demand of a host country without any: cells of country and industry that education serves
      there under the weighted crosswalk, and no demand is held against;
    - subjects of an agreement that names none: cells that are only a possible gap for its sake;
      decided where it is the only such agreement in the country;
    - the country of an organization: its agreements, decided where no other party is known to
      sit abroad;
    - the industry of an enterprise abroad: cells with demand in its country;
    - a source of an agreement without one: the linked pairs that rest on it.

    Findings of different sorts are counted alike: one is one.

    Returns
    -------
    Result
        Most telling first; ``put_in`` is the table and column where the answer is written.
    """
    sides = sides_of(network, None)
    rows = [
        *_figures(network), *_starts(network), *_demand(network, sides),
        *_fields(sides), *_countries(network), *_industries(network, sides), *_sources(network),
    ]  # fmt: skip
    table = pd.DataFrame(rows, columns=_COLUMNS).astype({"decides": int, "touches": int})
    most = int(table["touches"].max()) + 1 if len(table) else 1
    score = table["decides"].to_numpy(dtype=float) * most + table["touches"].to_numpy(dtype=float)
    table.insert(0, "rank", ranks(score))
    table = table.sort_values(["rank", "what", "subject", "field"], ignore_index=True)
    return make_result("collection", network, table, claims=_claims(table))


def _claims(table: pd.DataFrame) -> list[Claim]:
    """Count what is missing, and what of it opens a finding alone."""
    if table.empty:
        return [Claim("collect_nothing")]
    counts = table["what"].value_counts()
    whole = {
        "count": len(table),
        "decisive": int((table["decides"] > 0).sum()),
        "idle": int((table["touches"] == 0).sum()),
    }
    kinds = sorted({"figures" if code in FIGURES else code for code in counts.index})
    return [Claim("collect", whole), *[Claim(f"collect_{kind}") for kind in kinds]]


def _figures(network: Network) -> Iterator[_Wanted]:
    columns = ["stage", "organization", "partner", "field", "completes", "chains"]
    for stage, one, two, field, completes, chains in (
        find_unknowns(network).table[columns].itertuples(index=False)
    ):
        what = "persons_of_link" if stage == _LINK else stage
        subject = f"{one}>{two}" if two else one
        yield _Wanted(what, subject, field, "chains", int(completes), int(chains), FIGURES[what])


def _starts(network: Network) -> Iterator[_Wanted]:
    """Give the undated agreements with the pairs that rest on undated ones alone."""
    pair, agreement = _pairs_and_agreements(network)
    undated = np.isnat(network.starts) & network.chosen & ~network.is_membership
    backed = np.zeros(len(network.pairs), dtype=bool)
    backed[pair[~undated[agreement]]] = True
    open_ = ~backed[pair]
    yield from _by_agreement(network, undated, pair[open_], agreement[open_], "agreements.start")


def _sources(network: Network) -> Iterator[_Wanted]:
    """Give the agreements that cite nothing with the pairs that rest on them."""
    pair, agreement = _pairs_and_agreements(network)
    cited = np.array([bool(names) for names in network.values("agreements", "source")], dtype=bool)
    bare = network.chosen & ~cited & ~network.is_membership
    kept = bare[agreement]
    alone = np.bincount(pair, minlength=len(network.pairs)) == 1
    rows = _counts(network, agreement[kept], alone[pair[kept]])
    for code in np.flatnonzero(bare).tolist():
        name, place = str(network.agreement_ids[code]), "agreements.source"
        yield _Wanted("source_of_agreement", name, "", "pairs", *rows[code], place)


def _by_agreement(
    network: Network, mask: np.ndarray, pair: np.ndarray, agreement: np.ndarray, put_in: str
) -> Iterator[_Wanted]:
    alone = np.bincount(pair, minlength=len(network.pairs)) == 1
    rows = _counts(network, agreement, alone[pair])
    for code in np.flatnonzero(mask).tolist():
        name = str(network.agreement_ids[code])
        yield _Wanted("start_of_agreement", name, "", "pairs", *rows[code], put_in)


def _counts(network: Network, agreement: np.ndarray, alone: np.ndarray) -> list[tuple[int, int]]:
    """Count, for each agreement, the pairs that rest on it alone, and all of them."""
    size = len(network.agreement_ids)
    touches = np.bincount(agreement, minlength=size)
    decides = np.bincount(agreement[alone], minlength=size)
    return list(zip(decides.tolist(), touches.tolist(), strict=True))


def _pairs_and_agreements(network: Network) -> tuple[np.ndarray, np.ndarray]:
    pairs = network.pairs
    return np.repeat(np.arange(len(pairs)), np.diff(pairs.start)), pairs.agreement


def _demand(network: Network, sides: Sides) -> Iterator[_Wanted]:
    """Give the host countries without demand, with the industries that education serves there."""
    served = supplied_agreements(sides.own, crosswalks()["weighted"])
    sizes = served[served["supply"] > 0].groupby("country").size()
    for country in sorted(host_countries(network) - set(sides.wanted["country"])):
        cells = int(sizes.get(country, 0))
        yield _Wanted("demand_of_country", country, "", "cells", cells, cells, "indicators.value")


def _fields(sides: Sides) -> Iterator[_Wanted]:
    """Give the agreements without subjects, with the gaps that are possible for their sake."""
    cells = cells_of(sides, crosswalks()["weighted"])
    possible = cells[cells["asked"] & (cells["national"] == "possible")].groupby("country").size()
    uncoded = sides.own.uncoded[["agreement", "country"]]
    alone = sides.offers.uncoded.groupby("country").size()
    touches: dict[str, int] = {}
    decides: dict[str, int] = {}
    for name, country in uncoded.itertuples(index=False):
        here = int(possible.get(country, 0))
        touches[name] = touches.get(name, 0) + here
        decides[name] = decides.get(name, 0) + (here if alone[country] == 1 else 0)
    for name in sorted(touches):
        counts = decides[name], touches[name]
        yield _Wanted("subjects_of_agreement", name, "", "cells", *counts, "agreements.fields")


def _countries(network: Network) -> Iterator[_Wanted]:
    """Give the organizations of unknown country, with their agreements."""
    unplaced = (network.countries == "") & network.members & (network.kinds != "alliance")
    rows = network.party_rows & network.current[network.party_agreement]
    owner, party = network.party_agreement[rows], network.party_organization[rows]
    width = max(len(network.ids), 1)
    once = np.unique(owner * width + party)  # who has two roles is one party
    owner, party = once // width, once % width
    reached = np.zeros(len(network.agreements), dtype=bool)
    reached[owner[~np.isin(network.countries[party].astype(str), ["", HOME])]] = True
    touches = np.bincount(party, minlength=len(network.ids))
    decides = np.bincount(party[~reached[owner]], minlength=len(network.ids))
    for code in np.flatnonzero(unplaced).tolist():
        counts = int(decides[code]), int(touches[code])
        name, place = str(network.ids[code]), "organizations.country"
        yield _Wanted("country_of_organization", name, "", "agreements", *counts, place)


def _industries(network: Network, sides: Sides) -> Iterator[_Wanted]:
    """Give the enterprises abroad of unknown industry, with the demand of their country."""
    sizes = sides.wanted.groupby("country").size()
    abroad = network.members & (network.kinds == "enterprise")
    abroad &= ~np.isin(network.countries.astype(str), ["", HOME])
    cells = network.organizations["industries"].to_numpy(dtype=object)
    for code in np.flatnonzero(abroad).tolist():
        if not parts_of(cells[code]):
            touches = int(sizes.get(network.countries[code], 0))
            name, place = str(network.ids[code]), "organizations.industries"
            yield _Wanted("industry_of_enterprise", name, "", "cells", 0, touches, place)
