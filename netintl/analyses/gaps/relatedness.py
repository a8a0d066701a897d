"""Which field comes next in a country, judged by the fields that go together elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from netintl.analyses.claim import Claim
from netintl.analyses.draws.draw import draw
from netintl.analyses.draws.nulls import p_values, z_scores
from netintl.analyses.gaps.demand import host_countries
from netintl.analyses.gaps.statements import scope_claims
from netintl.analyses.gaps.supply import offers_of
from netintl.analyses.result import Result, make_result, ranks
from netintl.kernels import rewire
from netintl.network.national import national

if TYPE_CHECKING:
    from netintl.analyses.draws.draw import Tick
    from netintl.analyses.gaps.supply import Offers
    from netintl.network.network import Network

_STREAM = 4
_FEWEST = 2  # fields already there; with fewer, density says only how common a field is


def proximity(present: np.ndarray) -> np.ndarray:
    """Give φ_ff' = min(P(f | f'), P(f' | f)) over the rows in which fields are present.

    Parameters
    ----------
    present
        Rows (countries, schools) × fields, 0 or 1.

    Returns
    -------
    numpy.ndarray
        Fields × fields, 0 on the diagonal.

    References
    ----------
    Hidalgo et al. 2007, doi:10.1126/science.1144581.

    Examples
    --------
    >>> proximity(np.array([[1, 1], [1, 0]])).tolist()
    [[0.0, 0.5], [0.5, 0.0]]
    """
    together = (present.T @ present).astype(float)
    held = np.diag(together).copy()
    largest = np.maximum.outer(held, held)
    found: np.ndarray = np.divide(together, largest, out=np.zeros_like(together), where=largest > 0)
    np.fill_diagonal(found, 0.0)
    return found


def find_next_fields(
    network: Network, *, nulls: int = 200, seed: int = 0, tick: Tick | None = None
) -> Result:
    """Rank, for each host country, majors no agreement there names by kinship with those named.

    Density ω_cf = Σ_f' φ_ff' x_cf' / Σ_f' φ_ff': the share of a field's kin that the country has,
    with φ from the fields that countries hold together. Nestedness (NODF: do small countries get
    what all have?) is stated in the claims, only beside random matrices with the same numbers of
    fields for each country and of countries for each field. All agreements of the data count; a
    view chooses which countries are shown. A major that is not named may still be taught, by
    agreements that name no subject.

    Parameters
    ----------
    nulls
        Random matrices for the nestedness; 0 leaves it out.

    Returns
    -------
    Result
        One row per country with at least two majors, and per major it lacks that two other
        countries or more have; densest first.

    References
    ----------
    Hidalgo et al. 2007, doi:10.1126/science.1144581; Almeida-Neto et al. 2008 for NODF,
    doi:10.1111/j.0030-1299.2008.16644.x.
    """
    offers = offers_of(national(network))
    held = _held(offers)
    if held.empty:
        columns = ["rank", "country", "field", "density", "known_fields", "kin"]
        table = pd.DataFrame(columns=columns)
        return make_result("next_fields", network, table, claims=[Claim("no_fields")])
    matrix = held.pivot_table(
        index="country", columns="field", values="agreement", aggfunc="size", fill_value=0
    )
    matrix = matrix.sort_index().sort_index(axis=1)
    present = (matrix.to_numpy() > 0).astype(np.int64)
    table = _densities(matrix.index.to_numpy(object), matrix.columns.to_numpy(object), present)
    table = _shown(network, table)
    claims = [*_counted(offers), *_nestedness(present, nulls, seed, tick), *scope_claims(network)]
    cited = {
        country: tuple(sorted(set(ids)))
        for country, ids in held.groupby("country", sort=True)["agreement"]
    }
    reasons = [
        (str(country), "fields", int(present[place].sum()), cited[country])
        for place, country in enumerate(matrix.index)
        if country in set(table["country"])
    ]
    settings = {"nulls": nulls, "seed": seed}
    return make_result("next_fields", network, table, reasons=reasons, claims=claims, **settings)


def _shown(network: Network, table: pd.DataFrame) -> pd.DataFrame:
    """Keep the countries a view speaks of, ranked among themselves."""
    table = table[table["country"].isin(host_countries(network))].reset_index(drop=True)
    return table.assign(rank=ranks(table["density"].to_numpy(dtype=float)))


def _counted(offers: Offers) -> list[Claim]:
    count = int(offers.uncoded["agreement"].nunique())
    total = int(offers.agreements["agreement"].nunique())
    return [Claim("uncoded_majors", {"count": count, "total": total}, "known")] if count else []


def _held(offers: Offers) -> pd.DataFrame:
    """List host country, major and agreement of the coded offers."""
    rows = offers.coded.rename(columns={"fields": "field"})
    return rows[["country", "field", "agreement"]].explode("field", ignore_index=True)


def _densities(countries: np.ndarray, fields: np.ndarray, present: np.ndarray) -> pd.DataFrame:
    kinship = proximity(present)
    whole = kinship.sum(axis=0)
    reached = present @ kinship
    density = np.divide(reached, whole, out=np.zeros(reached.shape), where=whole > 0)
    several = present.sum(axis=1) >= _FEWEST
    shared = present.sum(axis=0) >= _FEWEST  # a field of one country has no pattern
    rows, columns = np.nonzero((present == 0) & several[:, None] & shared & (density > 0))
    kin = [
        _kin(fields, kinship[:, field] * present[row])
        for row, field in zip(rows, columns, strict=True)
    ]
    table = pd.DataFrame(
        {
            "country": countries[rows],
            "field": fields[columns],
            "density": density[rows, columns],
            "known_fields": present.sum(axis=1)[rows],
            "kin": kin,
        }
    )
    table.insert(0, "rank", ranks(table["density"].to_numpy(dtype=float)))
    return table.sort_values(["rank", "country", "field"], ignore_index=True)


def _kin(fields: np.ndarray, kinship: np.ndarray) -> tuple[str, ...]:
    """Name the three fields of a country that are closest kin of a field it lacks."""
    order = np.lexsort((fields.astype(str), -kinship))[:3]
    return tuple(fields[place] for place in order if kinship[place] > 0)


def nodf(present: np.ndarray) -> float:
    """Give the nestedness of a matrix, 0 to 100.

    For each pair of rows, and of columns, of unequal fill: the share of the emptier one's marks
    that the fuller one has too; pairs of equal fill count 0. The mean over all pairs, in percent.

    Examples
    --------
    >>> nodf(np.array([[1, 1, 1], [1, 1, 0], [1, 0, 0]])), nodf(np.eye(3, dtype=int))
    (100.0, 0.0)
    """
    total, pairs = 0.0, 0
    for matrix in (present, present.T):
        fill = matrix.sum(axis=1)
        shared = matrix @ matrix.T
        fewer = np.minimum.outer(fill, fill)
        share = np.divide(shared, fewer, out=np.zeros(shared.shape), where=fewer > 0)
        unequal = fill[:, None] != fill[None, :]
        upper = np.triu(np.ones(shared.shape, dtype=bool), 1)
        total += float(share[upper & unequal].sum())
        pairs += int(upper.sum())
    return 100 * total / pairs if pairs else float("nan")


def _nestedness(present: np.ndarray, nulls: int, seed: int, tick: Tick | None) -> list[Claim]:
    if not nulls or present.sum() < 2:  # noqa: PLR2004 - a switch takes two marks
        return []
    rows, columns = np.nonzero(present)
    size = sum(present.shape)

    def drawn(random: np.random.Generator) -> np.ndarray:
        ends = rewire(rows, len(present) + columns, np.zeros(len(rows)), size, random, runs=nulls)
        matrix = np.zeros_like(present)
        matrix[ends[0], ends[1] - len(present)] = 1
        return np.array([nodf(matrix)])

    draws = draw(drawn, nulls, seed, stream=_STREAM, tick=tick)
    observed = np.array([nodf(present)])
    z, p = z_scores(observed, draws)[0], p_values(observed, draws)[0]
    facts = {
        "value": float(observed[0]),
        "expected": float(draws.mean()),
        "z": float(z),
        "p": float(p),
        "draws": nulls,
        "countries": len(present),
        "majors": present.shape[1],
    }
    return [Claim("nestedness", facts, "known")]
