"""The parts of the score of a possible partner, each from 0 to 1, NaN where unknown."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd

from netintl.analyses.matches.candidates import (
    THREE_MODE,
    Traits,
    crosswalk_matrix,
    field_codes,
    field_fit,
    marks,
    organization_traits,
)
from netintl.analyses.matches.closeness import (
    adjacency,
    katz_beta,
    low_rank_completion,
    odd_katz,
    resource_allocation,
    spectral_radius,
)
from netintl.model.places import HOME, zones, zones_of
from netintl.network.dates import EVIDENCE_MONTHS, first_day, last_day
from netintl.network.persons import whole_capacity, yearly_flows

if TYPE_CHECKING:
    from collections.abc import Callable

    from scipy.sparse import csr_array

    from netintl.network.network import Network
    from netintl.network.simple_graph import Graph

PARTS: Final = (
    "closure",
    "reach",
    "field_fit",
    "zone",
    "brand_present",
    "experience",
    "recency",
    "alliance",
    "capacity",
    "low_rank",
)
NO_BRAND = ("", "other")
_CAPACITY = {"school": "places", "college": "seats", "enterprise": "hires"}
_MONTH = 365.25 / 12
_RANK = 2  # singular vectors kept of the country × field matrix


@dataclass(frozen=True, slots=True)
class MatchBasis:
    """What the parts are computed from, once for a network.

    Rows are organizations by code; columns of ``worked`` and ``brand_there`` are countries by
    ``country_codes``. ``graph`` and ``matrix`` are the three-mode graph, ``radius`` its λ₁.
    """

    network: Network
    graph: Graph
    matrix: csr_array
    radius: float
    traits: Traits
    country_codes: np.ndarray
    country: np.ndarray
    prioritized: np.ndarray
    worked: np.ndarray
    brand_there: np.ndarray
    bodies: np.ndarray
    recency: np.ndarray
    free: np.ndarray
    completion: np.ndarray
    day: np.datetime64


def match_basis(
    network: Network, *, day: np.datetime64 | None = None, own_fields: bool = True
) -> MatchBasis:
    """Gather what the parts need.

    Parameters
    ----------
    day
        Day that recency is counted back from: the day of the view, else that of the newest
        evidence. Evidence after it does not count.
    own_fields
        See `organization_traits`.
    """
    graph = network.graph(THREE_MODE)
    traits = organization_traits(network, own_fields=own_fields)
    codes, country = np.unique(network.countries.astype(str), return_inverse=True)
    country = np.where(codes[country] == "", -1, country)
    row = _cooperating(network)
    places = _places(network, country, len(codes), row)
    day = _reference_day(network) if day is None else day
    matrix = adjacency(graph.indptr, graph.indices)
    return MatchBasis(
        network=network,
        graph=graph,
        matrix=matrix,
        radius=spectral_radius(matrix),
        traits=traits,
        country_codes=codes,
        country=country,
        prioritized=_prioritized(codes),
        worked=_worked(network, country, places, row),
        brand_there=_brands_there(network, country, len(codes), row),
        bodies=_bodies(network),
        recency=_recency(network, day),
        free=free_capacity(network),
        completion=_completion(network, places, codes),
        day=day,
    )


def match_parts(basis: MatchBasis, u: np.ndarray, v: np.ndarray) -> pd.DataFrame:
    """Return all parts of the pairs of subjects ``u`` and targets ``v``, one column each."""
    compute: dict[str, Callable[[MatchBasis, np.ndarray, np.ndarray], np.ndarray]] = {
        "closure": closure,
        "reach": reach,
        "field_fit": lambda basis, u, v: field_fit(basis.traits, u, v),
        "zone": zone,
        "brand_present": brand_present,
        "experience": experience,
        "recency": lambda basis, _, v: basis.recency[v],
        "alliance": alliance,
        "capacity": lambda basis, _, v: basis.free[v],
        "low_rank": low_rank,
    }
    return pd.DataFrame({name: compute[name](basis, u, v) for name in PARTS})


def closure(basis: MatchBasis, u: np.ndarray, v: np.ndarray) -> np.ndarray:
    """Return min(1, Σ 1/k_z) over shared partners: resource allocation through the third actor."""
    return np.asarray(np.minimum(resource_allocation(basis.matrix, u, v), 1.0))


def reach(basis: MatchBasis, u: np.ndarray, v: np.ndarray) -> np.ndarray:
    """Return x/(1 + x), x the odd Katz sum in units of one path of three links."""
    walks = odd_katz(basis.matrix, u, v, radius=basis.radius)
    paths = walks / katz_beta(basis.radius) ** 3
    return np.asarray(paths / (1 + paths))


def meeting_place(basis: MatchBasis, u: np.ndarray, v: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return the country each pair would work in, and who comes there from elsewhere.

    It is the target's country unless only the subject is outside China; -1 when unknown.
    """
    home = np.flatnonzero(basis.country_codes == HOME)
    at_home = home[0] if len(home) else -2
    turned = (basis.country[v] == at_home) & (basis.country[u] != at_home)
    return np.where(turned, basis.country[u], basis.country[v]), np.where(turned, v, u)


def zone(basis: MatchBasis, u: np.ndarray, v: np.ndarray) -> np.ndarray:
    """Tell whether the pair would work in a priority zone: ASEAN, Central Asia, Africa."""
    place, _ = meeting_place(basis, u, v)
    return _where_known(place, basis.prioritized[place])


def brand_present(basis: MatchBasis, u: np.ndarray, v: np.ndarray) -> np.ndarray:
    """Tell whether somebody there already works under a brand of the one who comes."""
    place, comer = meeting_place(basis, u, v)
    return _where_known(place, basis.brand_there[comer, place])


def experience(basis: MatchBasis, u: np.ndarray, v: np.ndarray) -> np.ndarray:
    """Tell whether the one who comes already works in that country, or sits there."""
    place, comer = meeting_place(basis, u, v)
    there = basis.worked[comer, place] | (basis.country[comer] == place)
    return _where_known(place, there)


def alliance(basis: MatchBasis, u: np.ndarray, v: np.ndarray) -> np.ndarray:
    """Tell whether both are members of one alliance; unknown where no membership is recorded."""
    if not basis.bodies.size:
        return np.full(len(u), np.nan)
    return np.asarray((basis.bodies[u] & basis.bodies[v]).any(axis=1).astype(float))


def low_rank(basis: MatchBasis, u: np.ndarray, v: np.ndarray) -> np.ndarray:
    """Return the best completed country × field cell of the place and the fields in question.

    These are the fields that both have; between one that teaches and an enterprise, those that
    serve it. NaN where fields or place are unknown, or no agreement there names a field.
    """
    place, _ = meeting_place(basis, u, v)
    cells = np.where(fields_in_question(basis.traits, u, v), basis.completion[place], -1.0)
    best = cells.max(axis=1, initial=-1.0)
    return np.where((place >= 0) & (best >= 0), best, np.nan)


def fields_in_question(traits: Traits, u: np.ndarray, v: np.ndarray) -> np.ndarray:
    """Return the majors each pair could work in, as a 0/1 matrix."""
    served = traits.fields | (traits.sections @ crosswalk_matrix().T > 0)
    return np.asarray(served[u] & served[v])


def free_capacity(network: Network) -> np.ndarray:
    """Return the share of each organization's stated capacity that no stated flow takes up.

    Capacity is the newest of its places (school), seats (college) or hires (enterprise), flows
    are persons a year out of a school or into the others. NaN unless both are stated.
    """
    total = whole_capacity(network)
    if np.isnan(total).all():
        return total
    flows = yearly_flows(network)
    out = network.kinds[flows["from_code"]] == "school"
    into = network.kinds[flows["to_code"]] != "school"
    codes = np.append(flows["from_code"][out], flows["to_code"][into]).astype(np.int64)
    moved = np.append(flows["persons"][out], flows["persons"][into]).astype(float)
    used = _summed(codes, moved, len(network.ids))
    positive = np.where(total > 0, total, np.nan)
    return np.asarray(np.clip((positive - used) / positive, 0, 1))


def _summed(codes: np.ndarray, values: np.ndarray, size: int) -> np.ndarray:
    """Add up values by code; NaN for a code that has none."""
    stated = np.bincount(codes, minlength=size) > 0
    return np.where(stated, np.bincount(codes, values, minlength=size), np.nan)


def _where_known(place: np.ndarray, values: np.ndarray) -> np.ndarray:
    return np.where(place >= 0, values.astype(float), np.nan)


def _cooperating(network: Network) -> pd.DataFrame:
    """Return distinct agreement and organization codes of the view, memberships aside."""
    row = network.party_rows & ~network.is_membership[network.party_agreement]
    row &= network.members[network.party_organization]
    frame = {
        "agreement": network.party_agreement[row],
        "organization": network.party_organization[row],
    }
    return pd.DataFrame(frame).drop_duplicates(ignore_index=True)


def _places(network: Network, country: np.ndarray, width: int, row: pd.DataFrame) -> np.ndarray:
    """Count the parties of each agreement in each country."""
    counts = np.zeros((len(network.chosen), width), dtype=np.int64)
    there = country[row["organization"]]
    known = there >= 0
    np.add.at(counts, (row["agreement"].to_numpy()[known], there[known]), 1)
    return counts


def _worked(
    network: Network, country: np.ndarray, places: np.ndarray, row: pd.DataFrame
) -> np.ndarray:
    """Mark the countries in which each organization has a partner."""
    agreement, organization = row["agreement"].to_numpy(), row["organization"].to_numpy()
    others = places[agreement]
    known = country[organization] >= 0
    others[np.flatnonzero(known), country[organization][known]] -= 1
    worked = np.zeros((len(network.ids), places.shape[1]), dtype=bool)
    np.logical_or.at(worked, organization, others > 0)
    return worked


def _brands_there(
    network: Network, country: np.ndarray, width: int, row: pd.DataFrame
) -> np.ndarray:
    """Mark the countries in which others work under a brand of each organization."""
    names, brand = np.unique(network.agreements["brand"].astype(str), return_inverse=True)
    carried = np.zeros((len(network.ids), len(names)), dtype=np.int64)
    carried[row["organization"], brand[row["agreement"]]] = 1
    carried[:, np.isin(names, NO_BRAND)] = 0
    bearers = np.zeros((len(names), width), dtype=np.int64)
    known = country >= 0
    np.add.at(bearers.T, country[known], carried[known])
    there = carried @ bearers
    there[np.flatnonzero(known), country[known]] -= carried[known].sum(axis=1)
    return there > 0


def _prioritized(codes: np.ndarray) -> np.ndarray:
    priority = {code for code, found in zones().items() if found.priority}
    return np.asarray([not priority.isdisjoint(zones_of(code)) for code in codes])


def _bodies(network: Network) -> np.ndarray:
    """Mark the alliances each organization is a member of, two-mode as they are.

    The columns are the alliances; a membership that names none is a body of its own.
    """
    row = network.party_rows & network.is_membership[network.party_agreement]
    agreement, member = network.party_agreement[row], network.party_organization[row]
    alliance_ = {
        int(a): int(o)
        for a, o in zip(agreement, member, strict=True)
        if network.kinds[o] == "alliance"
    }
    size = len(network.ids)
    key = np.array([alliance_.get(int(a), size + int(a)) for a in agreement], dtype=np.int64)
    names, column = np.unique(key, return_inverse=True)
    bodies = np.zeros((size, len(names)), dtype=bool)
    bodies[member, column] = True
    return bodies


def _reference_day(network: Network) -> np.datetime64:
    """Return the day of the view, else that of the newest evidence in it, before its end."""
    if network.settings.get("as_of"):
        return np.datetime64(last_day(network.settings["as_of"]), "D")
    days = network.evidence_days[network.chosen]
    newest = max(days[~np.isnat(days)], default=np.datetime64("NaT", "D"))
    if network.settings.get("until"):
        newest = min(newest, np.datetime64(first_day(network.settings["until"]), "D"))
    return np.datetime64(newest)


def evidence_before(network: Network, day: np.datetime64) -> np.ndarray:
    """Return the newest evidence of each agreement not after a day; its start where none is."""
    unknown = np.datetime64("NaT", "D")
    started = np.where(network.starts <= day, network.starts, unknown)
    return np.where(network.evidence_days <= day, network.evidence_days, started)


def _recency(network: Network, day: np.datetime64) -> np.ndarray:
    """Halve for each 24 months since the newest evidence of an organization; NaN undated."""
    row = network.party_rows
    newest = np.full(len(network.ids), np.datetime64("NaT", "D"))
    days = evidence_before(network, day)[network.party_agreement[row]]
    np.fmax.at(newest, network.party_organization[row], days)
    months = (day - newest).astype(float) / _MONTH
    months[np.isnat(newest)] = np.nan
    return np.asarray(0.5 ** (months / EVIDENCE_MONTHS))


def _completion(network: Network, places: np.ndarray, countries_: np.ndarray) -> np.ndarray:
    """Complete the matrix of agreements by host country and major; -1 where nothing is known.

    China is no host: its row would hold nearly everything and set the scale.
    """
    coded = marks(network.values("agreements", "fields"), field_codes())
    counts = (places > 0).astype(float).T @ coded.astype(float)
    located = (counts.sum(axis=1) > 0) & (countries_ != HOME)
    completed = np.full(counts.shape, -1.0)
    completed[located] = low_rank_completion(counts[located], _RANK)
    return completed
