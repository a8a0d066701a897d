"""Whether a short path joins fitting schools and enterprises in the same country."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from netintl.analyses.claim import Claim
from netintl.analyses.gaps.statements import scope_claims
from netintl.analyses.result import Result, make_result, ranks
from netintl.model.industries import crosswalks, section_of
from netintl.model.places import HOME, zones_of
from netintl.network.national import national

if TYPE_CHECKING:
    from collections.abc import Mapping

    from netintl.network.network import Network


def find_connection(network: Network, *, crosswalk: str = "weighted") -> Result:
    """List the cells in which no short path joins fitting schools and enterprises.

    A school and an enterprise fit when the school works in the enterprise's country with a major
    that the crosswalk counts for its industry; see ``connection_deficits``. Pairs are those of the
    view, links those of all the data: what is joined elsewhere is not open. Enterprises without a
    known industry and agreements without a subject are in no pair.

    Returns
    -------
    Result
        One row per country and industry with fitting pairs, most open pairs first; ``schools``
        and ``firms`` count them.
    """
    weights = crosswalks()[crosswalk]
    table = connection_deficits(network, weights).reset_index()
    schools, firms = _active_schools(network, weights), _firms(network)
    cells = list(zip(table["country"], table["industry"], strict=True))
    table["school_count"] = [len(schools[cell]) for cell in cells]
    table["firm_count"] = [len(firms[cell]) for cell in cells]
    for variant in sorted(crosswalks()):
        found = connection_deficits(network, crosswalks()[variant])["open"]
        keys = pd.MultiIndex.from_frame(table[["country", "industry"]])
        table[variant] = found.reindex(keys).fillna(0).to_numpy(dtype=np.int64)
    table["zones"] = [zones_of(country) for country in table["country"]]
    table.insert(0, "rank", ranks(table["open"].to_numpy(dtype=float)))
    table = table.sort_values(["rank", "country", "industry"], ignore_index=True)
    reasons = [
        (f"{country}:{industry}", "firms", len(firms[country, industry]),
         _cited(network, firms[country, industry] | schools[country, industry]))
        for country, industry in table[["country", "industry"]].itertuples(index=False)
    ]  # fmt: skip
    claims = [_closure(network, schools, firms), *scope_claims(network)]
    return make_result(
        "connection", network, table, reasons=reasons, claims=claims, crosswalk=crosswalk
    )


def _closure(
    network: Network,
    schools: Mapping[tuple[str, str], set[int]],
    firms: Mapping[tuple[str, str], set[int]],
) -> Claim:
    """Count the pairs, each once however many industries it fits in."""
    near = _reach(national(network))
    pairs = {
        (school, firm)
        for cell in schools.keys() & firms.keys()
        for school in schools[cell]
        for firm in firms[cell]
    }
    closed = sum(firm in near.get(school, ()) for school, firm in pairs)
    return Claim("closure", {"closed": closed, "total": len(pairs)})


def _cited(network: Network, codes: set[int]) -> tuple[str, ...]:
    graph = network.cooperation
    return tuple(
        sorted({name for code in codes for name in network.agreements_between(graph, code)})
    )


def connection_deficits(
    network: Network, crosswalk: Mapping[str, Mapping[str, float]]
) -> pd.DataFrame:
    """Count field-compatible school–enterprise pairs by cell, and how many no short path joins.

    A school is active in a country when an agreement of its has a party there; it fits an
    industry when that agreement names a major that the crosswalk gives weight to. A pair is
    closed when school and enterprise are linked, or share a college, in all the data: a path of at
    most two links.

    Returns
    -------
    pandas.DataFrame
        Indexed by country and industry: closed, open, deficit = open / (open + closed).
    """
    schools = _active_schools(network, crosswalk)
    firms = _firms(network)
    near = _reach(national(network))
    rows = []
    for cell in sorted(schools.keys() & firms.keys()):
        pairs = [(school, firm) for school in schools[cell] for firm in firms[cell]]
        closed = sum(firm in near.get(school, ()) for school, firm in pairs)
        rows.append((*cell, closed, len(pairs) - closed, 1 - closed / len(pairs)))
    frame = pd.DataFrame(rows, columns=["country", "industry", "closed", "open", "deficit"])
    return frame.set_index(["country", "industry"])


def _active_schools(
    network: Network, crosswalk: Mapping[str, Mapping[str, float]]
) -> dict[tuple[str, str], set[int]]:
    fields = network.values("agreements", "fields")
    schools: dict[int, set[int]] = {}
    places: dict[int, set[str]] = {}
    for agreement, code in zip(network.party_agreement, network.party_organization, strict=True):
        taught = network.chosen[agreement] and not network.is_membership[agreement]
        if not taught or not fields[agreement]:
            continue
        if network.kinds[code] == "school":
            schools.setdefault(int(agreement), set()).add(int(code))
        elif network.countries[code] not in ("", HOME):
            places.setdefault(int(agreement), set()).add(str(network.countries[code]))
    active: dict[tuple[str, str], set[int]] = {}
    for agreement in schools.keys() & places.keys():
        industries = {name for major in fields[agreement] for name in crosswalk.get(major, ())}
        for country in places[agreement]:
            for industry in industries:
                active.setdefault((country, industry), set()).update(schools[agreement])
    return active


def _firms(network: Network) -> dict[tuple[str, str], set[int]]:
    firms: dict[tuple[str, str], set[int]] = {}
    industries = network.values("organizations", "industries")
    for code in np.flatnonzero(network.members & (network.kinds == "enterprise")):
        country = str(network.countries[code])
        for industry in set(map(section_of, industries[code])):
            if country not in ("", HOME):
                firms.setdefault((country, industry), set()).add(int(code))
    return firms


def _reach(network: Network) -> dict[int, set[int]]:
    """Map each school to the enterprises it reaches directly or through one college."""
    graph = network.cooperation
    near: dict[int, set[int]] = {}
    for code in np.flatnonzero(network.kinds == "school"):
        reached: set[int] = set()
        for partner in graph.indices[graph.indptr[code] : graph.indptr[code + 1]]:
            reached.add(int(partner))
            if network.kinds[partner] == "college":
                row = slice(graph.indptr[partner], graph.indptr[partner + 1])
                reached.update(graph.indices[row].tolist())
        near[int(code)] = reached
    return near
