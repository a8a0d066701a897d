"""How ranks move when organizations, sources or whole provinces are missing from the data."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from netintl.analyses.claim import Claim
from netintl.analyses.draws.draw import draw
from netintl.analyses.draws.resampling import Resampler, first_places
from netintl.analyses.result import Result, make_result
from netintl.analyses.structure.measures import measure
from netintl.analyses.structure.robustness import TOP
from netintl.model.places import HOME
from netintl.network.scopes import scope_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from netintl.analyses.draws.draw import Tick
    from netintl.analyses.structure.measures import Measure
    from netintl.network.network import Network

SHARE = 0.1  # of organizations or sources that is missing at random
MOST_SOURCES = 100  # taken away one at a time, those with most agreements first
_STREAM = 6
_COLUMNS = ("way", "measure", "cases", "median", "low", "high", "lost")
Loss = tuple[np.ndarray, np.ndarray]  # masks of the agreements and organizations that are left


def find_missing(
    network: Network,
    *,
    by: Measure = "betweenness",
    resamples: int = 0,
    seed: int = 0,
    tick: Tick | None = None,
) -> Result:
    """Take organizations, sources and provinces away, and see how the ranks of the others move.

    Data of cooperation are never whole. Taken away are: a random tenth of the organizations with
    partners; a random tenth of the sources, with the agreements that no other source attests; the
    organizations of one Chinese province at a time; one source at a time, of the hundred that most
    agreements rest on alone. Each time the organizations that are left are ranked again.

    Parameters
    ----------
    by
        Measure that ranks.
    resamples
        Random draws of each kind; 0 takes nothing away.
    seed
        Of their randomness.
    tick
        Is told how many draws are done, of how many.

    Returns
    -------
    Result
        Two rows per way: Spearman's correlation of old and new figures over the organizations that
        are left, and the share of those left of the first ten that stay there (see
        ``first_places``): median and 5–95 % quantiles over the draws, provinces or sources.
        ``lost`` names the province or source with the smallest share, where that is below 1.

    References
    ----------
    Costenbader and Valente 2003, doi:10.1016/S0378-8733(03)00012-1; Borgatti, Carley and Krackhardt
    2006, doi:10.1016/j.socnet.2005.05.001; Smith and Moody 2013, doi:10.1016/j.socnet.2013.09.003.

    Examples
    --------
    >>> from netintl.network.doors import from_links
    >>> network = from_links([("S1", "C1"), ("C1", "E1"), ("S2", "C1")])
    >>> find_missing(network, resamples=5).table["way"].unique().tolist()
    ['tenth_of_organizations']
    """
    trial = _Trial.of(network, by, runs=2 * resamples)
    settings: dict[str, Any] = {"by": by, "resamples": resamples, "seed": seed}
    found: dict[str, tuple[np.ndarray, list[str]]] = {}
    claim = "nothing_taken_away"
    if not trial.first.any():
        claim = "no_first_ten"
    elif resamples:
        found = _moves(trial, resamples, seed, tick)
    table = pd.DataFrame(
        [row for way, (moved, names) in found.items() for row in _rows(way, moved, names)],
        columns=list(_COLUMNS),
    )
    claims = _claims(trial, found) if found else [Claim(claim)]
    return make_result("missing", network, table, claims=claims, **settings)


@dataclass(frozen=True, slots=True)
class _Trial:
    """A network whose parts are taken away, with the figures that it has when whole."""

    network: Network
    sampler: Resampler
    by: Measure
    runs: int
    linked: np.ndarray
    values: np.ndarray
    first: np.ndarray
    attested: Mapping[str, tuple[int, ...]]  # agreements that rest on a source alone, by source

    @classmethod
    def of(cls, network: Network, by: Measure, *, runs: int) -> _Trial:
        values = measure(network.cooperation, by)
        linked = scope_of(network, "linked").organizations
        first = first_places(values, TOP)
        attested = _attested(network)
        return cls(network, Resampler.of(network), by, runs, linked, values, first, attested)

    def moved(self, loss: Loss) -> np.ndarray:
        """Return the correlation of ranks, how many of the first ten are left, how many stay."""
        agreements, organizations = loss
        graph = self.sampler.left(agreements, organizations)
        values = measure(graph, self.by, runs=self.runs)
        left = self.linked & organizations
        stay = first_places(values, TOP) & self.first & organizations
        alike = spearman(self.values[left], values[left])
        return np.array([alike, (self.first & organizations).sum(), stay.sum()], dtype=float)

    def random_organizations(self, random: np.random.Generator) -> Loss:
        """Take a tenth of the organizations with partners away."""
        organizations = np.ones(len(self.linked), dtype=bool)
        organizations[_tenth(np.flatnonzero(self.linked), random)] = False
        return np.ones(len(self.network.chosen), dtype=bool), organizations

    def random_sources(self, random: np.random.Generator) -> Loss:
        """Take a tenth of the sources away."""
        names = np.array(list(self.attested), dtype=object)
        return self._without(set(_tenth(names, random).tolist()))

    def each_province(self) -> Iterator[tuple[str, Loss]]:
        """Take the organizations of one Chinese province after the other away."""
        province = self.network.organizations["province"].to_numpy(dtype=object)
        province = np.where(self.network.countries == HOME, province, "")
        everything = np.ones(len(self.network.chosen), dtype=bool)
        for name in sorted(set(province[self.linked].tolist()) - {""}):
            yield str(name), (everything, province != name)

    def each_source(self) -> Iterator[tuple[str, Loss]]:
        """Take one source after the other away, of those that agreements rest on alone."""
        alone = {name: len(found) for name, found in self.attested.items() if found}
        ordered = sorted(alone, key=lambda name: (-alone[name], name))[:MOST_SOURCES]
        for name in ordered:
            yield name, self._without({name})

    def _without(self, sources: set[str]) -> Loss:
        cited = self.network.values("agreements", "source")
        fallen = [bool(names) and sources.issuperset(names) for names in cited]
        return ~np.array(fallen, dtype=bool), np.ones(len(self.linked), dtype=bool)


def _attested(network: Network) -> dict[str, tuple[int, ...]]:
    """Return the sources of the agreements behind links, each with those that rest on it alone."""
    cited = network.values("agreements", "source")
    alone: dict[str, list[int]] = {}
    for code in np.flatnonzero(scope_of(network, "linked").agreements).tolist():
        names = set(cited[code])
        for name in names:
            alone.setdefault(name, []).extend([code] if len(names) == 1 else [])
    return {name: tuple(alone[name]) for name in sorted(alone)}


def _after(
    trial: _Trial, lose: Callable[[np.random.Generator], Loss], random: np.random.Generator
) -> np.ndarray:
    return trial.moved(lose(random))


def spearman(one: np.ndarray, other: np.ndarray) -> float:
    """Give the correlation of two rankings, ties sharing their mean rank; NaN where one is level.

    Examples
    --------
    >>> spearman(np.array([1.0, 2.0, 3.0]), np.array([10.0, 20.0, 90.0]))
    1.0
    """
    first, second = (_mean_ranks(values) for values in (one, other))
    spread = float((first**2).sum() * (second**2).sum())
    return float((first * second).sum() / np.sqrt(spread)) if spread else float("nan")


def _mean_ranks(values: np.ndarray) -> np.ndarray:
    """Return the ranks less their mean."""
    _, place, count = np.unique(np.round(values, 10), return_inverse=True, return_counts=True)
    middle = np.cumsum(count) - (count + 1) / 2
    return np.asarray(middle[place] - (len(values) - 1) / 2)


def _tenth(things: np.ndarray, random: np.random.Generator) -> np.ndarray:
    return random.choice(things, max(round(SHARE * len(things)), 1), replace=False)


def _moves(
    trial: _Trial, resamples: int, seed: int, tick: Tick | None
) -> dict[str, tuple[np.ndarray, list[str]]]:
    """Return, way by way, how ranks moved in each case, and what was missing by name."""
    random = {"tenth_of_organizations": trial.random_organizations}
    if trial.attested:
        random["tenth_of_sources"] = trial.random_sources
    found: dict[str, tuple[np.ndarray, list[str]]] = {}
    for number, (way, lose) in enumerate(random.items()):
        figure = partial(_after, trial, lose)
        found[way] = draw(figure, resamples, seed, stream=_STREAM + number, tick=tick), []
    named = {"each_province": trial.each_province, "each_source": trial.each_source}
    for way, losses in named.items():
        cases = [(name, trial.moved(loss)) for name, loss in losses()]
        if cases:
            found[way] = (np.array([moved for _, moved in cases]), [name for name, _ in cases])
    return found


def _kept(moved: np.ndarray) -> np.ndarray:
    """Return the share of those left of the first ten that stay; NaN where none is left."""
    left = moved[:, 1]
    return np.where(left > 0, moved[:, 2] / np.maximum(left, 1), np.nan)


def _rows(way: str, moved: np.ndarray, names: list[str]) -> Iterator[tuple[object, ...]]:
    """Sum up one way: the correlation of ranks, and the share of the first ten that stays."""
    for name, values in (("rank_correlation", moved[:, 0]), ("first_kept", _kept(moved))):
        lost = _worst(moved, names) if name == "first_kept" else ()
        kind = way.removeprefix("each_")
        yield (way, name, len(moved), *_quantiles(values), tuple(f"{kind}:{one}" for one in lost))


def _quantiles(values: np.ndarray) -> tuple[float, float, float]:
    known = values[~np.isnan(values)]
    if not len(known):
        return (float("nan"),) * 3
    low, middle, high = np.quantile(known, (0.05, 0.5, 0.95), method="inverted_cdf")
    return float(middle), float(low), float(high)


def _worst(moved: np.ndarray, names: list[str]) -> tuple[str, ...]:
    """Name what keeps the smallest share of the first ten, if any is lost."""
    kept = np.round(_kept(moved), 10)
    if not names or np.isnan(kept).all() or np.nanmin(kept) >= 1:
        return ()
    return tuple(names[place] for place in np.flatnonzero(kept == np.nanmin(kept)))


def _claims(trial: _Trial, found: Mapping[str, tuple[np.ndarray, list[str]]]) -> list[Claim]:
    first = tuple(trial.network.ids[trial.first].astype(str))
    totals = {
        "tenth_of_organizations": ("missing_organizations", int(trial.linked.sum())),
        "tenth_of_sources": ("missing_sources", len(trial.attested)),
        "each_province": ("missing_province", 0),
        "each_source": ("missing_source", 0),
    }
    claims = []
    for way, (moved, names) in found.items():
        code, total = totals[way]
        facts = _named_facts(moved, names) if names else _drawn_facts(moved, total)
        if facts:
            facts |= {"first": len(first)}
            claims.append(Claim(code, facts, scope="linked", rows=first))
    return claims


def _drawn_facts(moved: np.ndarray, total: int) -> dict[str, object]:
    """Sum up random draws; nothing where no draw leaves any of the first ten."""
    median, low, high = _quantiles(_kept(moved))
    alike = _quantiles(moved[:, 0])[0]
    if np.isnan([median, alike]).any():
        return {}
    shares = {"median": median, "low": low, "high": high, "correlation": alike}
    return {"total": total, "draws": len(moved), **shares}


def _named_facts(moved: np.ndarray, names: list[str]) -> dict[str, object]:
    """Name what moves the first ten most; of several that are equally bad none is the worst."""
    worst = _worst(moved, names)
    if len(worst) != 1:
        return {}
    _, left, stay = moved[names.index(worst[0])].tolist()
    return {"total": len(names), "lost": worst[0], "left": int(left), "stay": int(stay)}
