"""Whom to approach next, why, and what is unknown."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from netintl.analyses.claim import Claim
from netintl.analyses.matches.candidates import (
    PARTNER_KINDS,
    Candidates,
    candidates_of,
    level_unknown,
    passing,
    possible_pairs,
    wanted_targets,
)
from netintl.analyses.matches.closeness import pairs_with_shared_neighbour
from netintl.analyses.matches.diversity import crowding, diverse_order
from netintl.analyses.matches.parts import PARTS, MatchBasis, match_basis, match_parts
from netintl.analyses.matches.reasons import Citations, ids_of, match_reasons
from netintl.analyses.matches.weights import checked_weights, weighted_score
from netintl.analyses.result import Result, make_result, ranks
from netintl.errors import UsageError
from netintl.i18n import _, current_language
from netintl.model.places import HOME
from netintl.model.vocabularies import vocabulary

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from netintl.network.network import Network

TOP_PAIRS = 100
EXHAUSTIVE = 5_000_000  # possible pairs above which only those with a shared partner are scored
_BLOCK = 200_000  # pairs whose parts are held at one time
_SPARE = 10  # times the rows asked for, kept for the diverse order
_REST = ["unknown", "via", "load", "agreements"]


def find_matches(
    network: Network,
    organization: str,
    *,
    kind: str | None = None,
    countries: Collection[str] = (),
    exclude: Collection[str] = (),
    weights: Mapping[str, float] | None = None,
    diversity: float = 0.3,
) -> Result:
    """Rank the organizations that one could approach next, with a score taken apart.

    Hard filters come first, see `candidates_of`: another of the three kinds, not linked, not
    closed, a level and fields that are not known to clash, nothing excluded. The score is
    Σ w·x / Σ w over the parts x that are known, each from 0 to 1:

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
    too. Rows stand in a diverse order, see `diverse_order`: targets of one country (in China one
    province) and targets with very many partners are held back; ``diversity`` 0 is the order of
    the score.

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
        them to both, ``load`` is the number of partners the target has now.

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
    basis = match_basis(network)
    candidates = candidates_of(
        network,
        basis.traits,
        np.array([code]),
        kinds=(kind,) if kind else (),
        countries=countries,
        exclude=exclude,
    )
    rows = _scored(basis, candidates, weights)
    groups = _regions(network, rows["v"].to_numpy())
    rows = _ordered(network, rows, groups, diversity)
    claims = [Claim("match_filters", dict(candidates.dropped)), *_claims(rows, weights)]
    if not basis.graph.degree[code]:
        claims.append(Claim("match_isolated", {"id": organization}))
    findings = [str(network.ids[other]) for other in rows["v"]]
    return _result(
        "matches",
        basis,
        rows,
        findings,
        claims,
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
    diversity: float = 0.3,
    top: int = TOP_PAIRS,
) -> Result:
    """Rank the best missing pairs of two kinds over the whole network.

    Filters, parts and score are those of `find_matches`; the first kind is the subject, the
    second the target. Here ``diversity`` holds back pairs with the same target. Above five million
    possible pairs only those that share a partner are scored, and a claim says so.

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
    basis = match_basis(network)
    found: list[pd.DataFrame] = []
    dropped: dict[str, int] = {}
    blocks, all_pairs = _blocks(basis, kinds, countries, exclude)
    for u, v in blocks:
        candidates = passing(network, basis.traits, u, v, exclude=exclude)
        dropped = {name: n + dropped.get(name, 0) for name, n in candidates.dropped.items()}
        found.append(_best(_scored(basis, candidates, weights), _SPARE * top))
    rows = _best(pd.concat(found, ignore_index=True), _SPARE * top)
    rows = _ordered(network, rows, rows["v"].to_numpy(), diversity).head(top)
    claims = [Claim("match_filters", dropped), *_claims(rows, weights)]
    if not all_pairs:
        claims.append(Claim("match_shared_only", {"count": EXHAUSTIVE}))
    findings = [
        f"{network.ids[u]}:{network.ids[v]}" for u, v in zip(rows["u"], rows["v"], strict=True)
    ]
    return _result(
        "match_pairs",
        basis,
        rows,
        findings,
        claims,
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
                kind=getattr(vocabulary("kinds")[own], current_language()),
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


def _blocks(
    basis: MatchBasis,
    kinds: tuple[str, str],
    countries: Collection[str],
    exclude: Collection[str],
) -> tuple[Iterator[tuple[np.ndarray, np.ndarray]], bool]:
    """Return possible pairs, so many at a time as fit in memory, and whether they are all.

    Where all would be too many, only those that share a partner are.
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
    parts.insert(0, "score", weighted_score(parts, weights))
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
    network: Network, rows: pd.DataFrame, groups: np.ndarray, diversity: float
) -> pd.DataFrame:
    """Put the rows in a diverse order; without diversity equal scores share a rank."""
    load = network.cooperation.degree
    scores = rows["score"].to_numpy(dtype=float)
    targets = rows["v"].to_numpy()
    order = diverse_order(scores, groups, crowding(load[targets], load), diversity)
    ordered = rows.iloc[order].reset_index(drop=True)
    place = ranks(ordered["score"].to_numpy(dtype=float))
    ordered.insert(0, "rank", place if diversity == 0 else np.arange(1, len(ordered) + 1))
    return ordered


def _result(
    analysis: str,
    basis: MatchBasis,
    rows: pd.DataFrame,
    findings: list[str],
    claims: list[Claim],
    **settings: object,
) -> Result:
    """Give the rows names and what they rest on."""
    network = basis.network
    citations = Citations(basis)
    codes = (rows["u"].tolist(), rows["v"].tolist())
    shared = [citations.shared(u, v) for u, v in zip(*codes, strict=True)]
    table = rows.copy()
    target, subject = network.ids[rows["v"]], network.ids[rows["u"]]
    if analysis == "matches":
        table["organization"], table["kind"] = target, network.kinds[rows["v"]]
        front = ["rank", "organization", "kind", "country", "score", *PARTS]
    else:
        table["organization"], table["partner"] = subject, target
        front = ["rank", "organization", "partner", "country", "score", *PARTS]
    table["country"] = network.countries[rows["v"]]
    table["unknown"] = _unknown(basis, rows)
    table["via"] = [tuple(network.ids[codes]) for codes in shared]
    table["load"] = network.cooperation.degree[rows["v"]]
    cited = [citations.of("closure", u, v) for u, v in zip(*codes, strict=True)]
    table["agreements"] = [ids_of(network, agreements) for agreements in cited]
    reasons = match_reasons(citations, network, findings, rows)
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


def _claims(rows: pd.DataFrame, weights: Mapping[str, float]) -> list[Claim]:
    if rows.empty:
        return [Claim("match_none")]
    return [
        Claim("match_part_unknown", {"name": part})
        for part in PARTS
        if weights[part] and rows[part].isna().all()
    ]
