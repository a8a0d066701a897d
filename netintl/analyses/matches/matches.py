"""Whom to approach next, why, and what is unknown."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from netintl.analyses.claim import Claim
from netintl.analyses.matches.acquaintance import acquaintance, present
from netintl.analyses.matches.candidates import (
    PARTNER_KINDS,
    Candidates,
    candidates_of,
    passing,
    possible_pairs,
    wanted_targets,
)
from netintl.analyses.matches.closeness import pairs_with_shared_neighbour
from netintl.analyses.matches.diversity import crowding, diverse_order
from netintl.analyses.matches.parts import MatchBasis, match_basis, match_parts
from netintl.analyses.matches.proposals import filter_claim, part_claims, proposals
from netintl.analyses.matches.weights import checked_weights, weighted_score
from netintl.analyses.result import ranks
from netintl.errors import UsageError
from netintl.i18n import _, current_language
from netintl.model.framing import kind_label
from netintl.model.places import HOME

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from netintl.analyses.matches.acquaintance import Acquaintance
    from netintl.analyses.result import Result
    from netintl.network.network import Network

TOP_PAIRS = 100
EXHAUSTIVE = 5_000_000  # possible pairs above which only those with a shared partner are scored
SCORE_DIGITS = 10
_BLOCK = 200_000  # pairs whose parts are held at one time
_SPARE = 10  # times the rows asked for, kept for the diverse order


def find_matches(
    network: Network,
    organization: str,
    *,
    kind: str | None = None,
    countries: Collection[str] = (),
    exclude: Collection[str] = (),
    weights: Mapping[str, float] | None = None,
    diversity: float = 0.0,
) -> Result:
    """Rank the organizations that one could approach next, with a score taken apart.

    Hard filters come first, see `candidates_of`: another of the three kinds; no cooperation in
    any data, also not through a parent or a site; not closed; a level and fields that are not
    known to clash; not a name that stands for others; nothing excluded. The score is
    Σ w·x / Σ w over the parts x that are known, each from 0 to 1; agreements that have ended
    count in none of them:

    - closure: min(1, Σ 1/k_z) over the partners z both have (resource allocation in the graph of
      schools, colleges and enterprises; across two kinds z is the third actor).
    - reach: x/(1 + x), x = Σ β^(ℓ−3) (A^ℓ)_uv over odd ℓ, β = 1/(2λ₁): paths of three links
      or more.
    - field_fit: shared majors over the majors of the narrower one, or the largest crosswalk
      weight from a major to the enterprise's industries.
    - zone: the country they would work in is in a priority zone (ASEAN, Central Asia, Africa). It
      is the target's, or the subject's when only the subject is outside China.
    - brand_present: others there already work under a brand of the one who would come.
    - experience: the one who would come already has a partner there, or sits there.
    - recency: 0.5^(months/24) since the newest evidence of the target.
    - alliance: both are members of one alliance.
    - capacity: share of the target's places, seats or hires that no stated flow takes up.
    - low_rank: the country's cell for a field both could work in, in the host country × field
      matrix completed with two singular vectors.

    closure, reach, brand_present, experience and alliance count what is recorded: 0 means "not
    recorded". An unknown part is left out and named in ``unknown``; an unknown level is named
    too. Rows stand in the order of the score, equal scores by id: the one order of command,
    report, API and store. ``diversity`` above 0 asks for a diverse order instead, see
    `diverse_order`: targets of one country (in China one province) and targets with very many
    partners are held back.

    Parameters
    ----------
    organization
        Id of the subject.
    kind, countries, exclude
        Kind of target, countries of targets (alpha-3), ids never to propose.
    weights
        By part; those that ship with netintl when omitted (`choose_weights` tells how they came).
    diversity
        From 0 to 1.

    Returns
    -------
    Result
        One row per candidate. ``via`` are the shared partners, ``agreements`` those that link
        them to both, ``before`` tells of cooperation that has ended and of mere memoranda, ``load``
        is the number of partners the target has now, in all data.

    Raises
    ------
    UsageError
        When the organization is none of the three kinds, or an option is impossible.

    Examples
    --------
    >>> from netintl.network.doors import from_links
    >>> network = from_links([("S1", "C1"), ("C1", "E1"), ("S2", "C2"), ("C2", "E2")])
    >>> table = find_matches(network, "S1", kind="enterprise").table
    >>> table.loc[0, "organization"], float(table.loc[0, "closure"]), table.loc[0, "via"]
    ('E1', 0.5, ('C1',))
    """
    code = _subject(network, organization, kind)
    _check_diversity(diversity)
    weights = checked_weights(weights)
    basis, known = match_basis(present(network)), acquaintance(network)
    candidates = candidates_of(
        network,
        basis.traits,
        known,
        np.array([code]),
        kinds=(kind,) if kind else (),
        countries=countries,
        exclude=exclude,
    )
    rows = _scored(basis, candidates, weights)
    groups = _regions(network, rows["v"].to_numpy())
    rows = _ordered(known, rows, groups, diversity)
    claims = [filter_claim(candidates.dropped, len(candidates)), *part_claims(rows, weights)]
    if not basis.graph.degree[code]:
        claims.append(Claim("match_isolated", {"id": organization}))
    if known.unnamed[code]:
        claims.append(Claim("match_unnamed", {"id": organization}))
    return proposals(
        network,
        (basis, known),
        rows,
        claims,
        analysis="matches",
        organization=organization,
        kind=kind or "",
        countries=sorted(countries),
        exclude=sorted(exclude),
        weights=dict(weights),
        diversity=diversity,
    )


def find_match_pairs(
    network: Network,
    kinds: tuple[str, str] = ("school", "enterprise"),
    *,
    countries: Collection[str] = (),
    exclude: Collection[str] = (),
    weights: Mapping[str, float] | None = None,
    diversity: float = 0.0,
    top: int = TOP_PAIRS,
) -> Result:
    """Rank the best missing pairs of two kinds over the whole network.

    Filters, parts, score and order are those of `find_matches`; the first kind is the subject,
    the second the target. Here ``diversity`` holds back pairs with the same target. Above five
    million possible pairs only those that share a partner are scored, and a claim says so.

    Parameters
    ----------
    kinds
        Two of school, college, enterprise.
    top
        Rows to return.

    Raises
    ------
    UsageError
        When the kinds cannot be partners, or an option is impossible.

    Examples
    --------
    >>> from netintl.network.doors import from_links
    >>> network = from_links([("S1", "C1"), ("C1", "E1"), ("S2", "C2")])
    >>> find_match_pairs(network, top=1).table.loc[0, ["organization", "partner"]].tolist()
    ['S1', 'E1']
    """
    _check_kinds(*kinds)
    _check_diversity(diversity)
    weights = checked_weights(weights)
    basis, known = match_basis(present(network)), acquaintance(network)
    found: list[pd.DataFrame] = []
    dropped: dict[str, int] = {}
    blocks, all_pairs = pair_blocks(basis, kinds, countries, exclude)
    count = 0
    for pairs in blocks:
        candidates = passing(network, basis.traits, known, pairs, exclude)
        count += len(candidates)
        dropped = {name: n + dropped.get(name, 0) for name, n in candidates.dropped.items()}
        found.append(_best(_scored(basis, candidates, weights), _SPARE * top))
    rows = _best(pd.concat(found, ignore_index=True), _SPARE * top)
    rows = _ordered(known, rows, rows["v"].to_numpy(), diversity).head(top)
    claims = [filter_claim(dropped, count), *part_claims(rows, weights)]
    if not all_pairs:
        claims.append(Claim("match_shared_only", {"count": EXHAUSTIVE}))
    return proposals(
        network,
        (basis, known),
        rows,
        claims,
        analysis="match_pairs",
        kinds=list(kinds),
        countries=sorted(countries),
        exclude=sorted(exclude),
        weights=dict(weights),
        diversity=diversity,
        top=top,
    )


def _subject(network: Network, organization: str, kind: str | None) -> int:
    """Return the code of an organization that can be matched."""
    if organization not in network.code_of:
        raise UsageError(
            _("No organization is called {name}.").format(name=organization),
            cure=_("Give an id; network.code_of lists them."),
        )
    code = network.code_of[organization]
    own = str(network.kinds[code])
    if own not in PARTNER_KINDS:
        raise UsageError(
            _("{name} is a {kind}; only schools, colleges and enterprises are matched.").format(
                name=organization,
                kind=kind_label(own, current_language()),
            ),
            cure=_("Choose a school, a college or an enterprise."),
        )
    if kind is not None and kind not in PARTNER_KINDS[own]:
        raise UsageError(
            _("A {one} and a {other} are no partners to match.").format(one=own, other=kind),
            cure=_("Choose one of: {names}.").format(names=", ".join(PARTNER_KINDS[own])),
        )
    return code


def _check_diversity(diversity: float) -> None:
    if not 0 <= diversity <= 1:
        raise UsageError(
            _("Diversity is a number from 0 to 1, not {value}.").format(value=diversity),
            cure=_("0 keeps the order of the score, 0.3 is the default."),
        )


def _check_kinds(one: str, other: str) -> None:
    if other not in PARTNER_KINDS.get(one, ()):
        raise UsageError(
            _("A {one} and a {other} are no partners to match.").format(one=one, other=other),
            cure=_("Choose two of: {names}.").format(names=", ".join(PARTNER_KINDS)),
        )


def pair_blocks(
    basis: MatchBasis,
    kinds: tuple[str, ...],
    countries: Collection[str],
    exclude: Collection[str],
) -> tuple[Iterator[tuple[np.ndarray, np.ndarray]], bool]:
    """Return possible pairs, so many at a time as fit in memory, and whether they are all.

    The first kind is the subject's, the others are those of targets. Where all would be too many,
    only those that share a partner are.
    """
    network = basis.network
    wanted = network.members & (network.kinds == kinds[0])
    subjects = np.flatnonzero(wanted & ~np.isin(network.ids.astype(str), list(exclude)))
    targets = wanted_targets(network, kinds[1:], countries)
    count = max(int(targets.sum()), 1)
    if len(subjects) * count > EXHAUSTIVE:
        u, v = pairs_with_shared_neighbour(basis.matrix, subjects)
        kept = targets[v]
        return iter([(u[kept], v[kept])]), False
    size = max(_BLOCK // count, 1)
    parts = (subjects[first : first + size] for first in range(0, max(len(subjects), 1), size))
    options: dict[str, Any] = {"kinds": kinds[1:], "countries": countries}
    return (possible_pairs(network, part, **options) for part in parts), True


def _scored(
    basis: MatchBasis, candidates: Candidates, weights: Mapping[str, float]
) -> pd.DataFrame:
    parts = match_parts(basis, candidates.u, candidates.v)
    parts.insert(0, "score", np.round(weighted_score(parts, weights), SCORE_DIGITS))
    parts.insert(0, "v", candidates.v)
    parts.insert(0, "u", candidates.u)
    return parts


def _best(rows: pd.DataFrame, count: int) -> pd.DataFrame:
    """Keep the rows of the highest scores, in the order of the codes."""
    place = ranks(rows["score"].to_numpy(dtype=float))
    kept = np.sort(np.argsort(place, kind="stable")[:count])
    return rows.iloc[kept].reset_index(drop=True)


def _regions(network: Network, codes: np.ndarray) -> np.ndarray:
    """Name the country of each organization, within China also its province."""
    province = network.organizations["province"].to_numpy(dtype=object)[codes]
    country = network.countries[codes]
    return np.asarray(country + np.where(country == HOME, province, ""))


def _ordered(
    known: Acquaintance, rows: pd.DataFrame, groups: np.ndarray, diversity: float
) -> pd.DataFrame:
    """Put the rows in a diverse order; without diversity equal scores share a rank."""
    load = known.partners
    scores = rows["score"].to_numpy(dtype=float)
    targets = rows["v"].to_numpy()
    order = diverse_order(scores, groups, crowding(load[targets], load), diversity)
    ordered = rows.iloc[order].reset_index(drop=True)
    place = ranks(ordered["score"].to_numpy(dtype=float))
    ordered.insert(0, "rank", place if diversity == 0 else np.arange(1, len(ordered) + 1))
    return ordered
