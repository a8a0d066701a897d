"""Weights of a match chosen on links that were hidden, over a declared grid."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

import numpy as np

from netintl.analyses.matches.acquaintance import present
from netintl.analyses.matches.folds import Fold, hidden_folds
from netintl.analyses.matches.parts import PARTS, match_basis, match_parts
from netintl.analyses.matches.ranking import area_and_precision

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from netintl.network.network import Network

GRID: Final = (0.0, 1.0, 2.0, 4.0, 8.0, 16.0)
MISSES = 1000  # drawn per fold: a search asks for the quality some hundred times
_SWEEPS = 6
_Weights = tuple[float, ...]


@dataclass(frozen=True, slots=True)
class _Trial:
    """The parts of one fold as arrays, unknown ones 0 and not known."""

    values: np.ndarray
    known: np.ndarray
    hit: np.ndarray


def choose_weights(network: Network, *, seed: int = 0) -> Mapping[str, float]:
    """Choose the weights of the parts that find hidden links best.

    A fifth of the clusters of agreements is hidden at a time (see `hidden_folds`), and the pairs
    they link are to be found among all feasible ones. From equal weights, one part after the
    other takes the value of the grid 0, 1, 2, 4, 8, 16 that makes the sum of AUC and average
    precision (means over the folds) largest, and keeps its value where no other does better,
    until no part changes. Only this network is looked at: give the part of the data that was
    known before the test.

    Parameters
    ----------
    seed
        Of the draw of folds and of the misses that are compared.

    Returns
    -------
    Mapping
        Weight by part; all 1 when no link could be hidden.
    """
    draw = np.random.default_rng(seed)
    folds = [fold for fold in hidden_folds(present(network), seed=seed) if fold.hit.any()]
    trials = [_trial(fold.thinned(MISSES, draw)) for fold in folds]
    weights: _Weights = (1.0,) * len(PARTS)
    if not trials:
        return MappingProxyType(dict.fromkeys(PARTS, 1.0))

    informed = [
        place for place in range(len(PARTS)) if any(t.known[:, place].any() for t in trials)
    ]
    tried: dict[_Weights, float] = {}  # sweeps come back to weights that were tried before
    for _ in range(_SWEEPS):
        before = weights
        for place in informed:
            weights = _improved(weights, place, trials, tried)
        if weights == before:
            break
    return MappingProxyType(dict(zip(PARTS, weights, strict=True)))


def _trial(fold: Fold) -> _Trial:
    day = None if np.isnat(fold.day) else fold.day
    basis = match_basis(fold.known, day=day, own_fields=False)
    values = match_parts(basis, fold.u, fold.v).to_numpy(dtype=float)
    return _Trial(np.nan_to_num(values), ~np.isnan(values), fold.hit)


def _improved(
    weights: _Weights, place: int, trials: Sequence[_Trial], tried: dict[_Weights, float]
) -> _Weights:
    """Give one part the value of the grid that does best; its own unless another does better."""
    values = sorted(GRID, key=lambda value: value != weights[place])
    ways = [(*weights[:place], value, *weights[place + 1 :]) for value in values]
    ways = [way for way in ways if any(way)]
    if new := [way for way in ways if way not in tried]:
        tried.update(zip(new, _qualities(trials, np.array(new)), strict=True))
    return max(ways, key=tried.__getitem__)


def _qualities(trials: Sequence[_Trial], ways: np.ndarray) -> list[float]:
    """Return the mean over the trials of AUC plus average precision, for each row of weights."""
    means = np.mean([_quality(trial, ways) for trial in trials], axis=0)
    return [round(float(mean), 9) for mean in means]


def _quality(trial: _Trial, ways: np.ndarray) -> np.ndarray:
    total = ways @ trial.known.T
    score = np.divide(ways @ trial.values.T, total, out=np.zeros(total.shape), where=total > 0)
    area, precision = area_and_precision(score, trial.hit)
    return np.asarray(area + precision)
