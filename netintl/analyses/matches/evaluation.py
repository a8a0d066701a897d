"""Would the matches have been right? Tested on links that came later, and on hidden ones."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

import numpy as np
import pandas as pd

from netintl.analyses.claim import Claim
from netintl.analyses.matches.closeness import preferential_attachment
from netintl.analyses.matches.folds import Split, hidden_folds, later_split
from netintl.analyses.matches.parts import PARTS, match_basis, match_parts
from netintl.analyses.matches.ranking import average_precision, hits_at, placements
from netintl.analyses.matches.tuning import choose_weights
from netintl.analyses.matches.weights import default_weights, weighted_score
from netintl.analyses.result import Reason, Result, make_result, ranks

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from netintl.analyses.matches.folds import Fold
    from netintl.network.network import Network

Test = Literal["later", "hidden"]
TESTS: Final[tuple[Test, ...]] = ("later", "hidden")
NESTED = "hybrid_nested"
BASELINES: Final = ("random", "preferential_attachment", "place_and_field")
METHODS: Final = (NESTED, "hybrid", *PARTS, *BASELINES)
ENOUGH = 30  # pairs to find below which no rate is given (domain practice)
DRAWS = 1000  # of the bootstrap
_DEPTHS = (10, 50, 100)
_RATES = ("precision_10", "precision_50", "recall_50", "recall_100", "aupr", "auc")
_GAINS = ("gain", "gain_low", "gain_high")


@dataclass(frozen=True, slots=True)
class _Marks:
    """How one method did in one test: per pair found, per fold, and at each depth.

    ``placed`` has one value for each pair to find, ``precise`` and ``found`` one for each fold
    with such a pair; ``found`` has a column for each depth.
    """

    placed: np.ndarray
    precise: np.ndarray
    found: np.ndarray


def find_match_evaluation(
    network: Network,
    *,
    since: str | None = None,
    tests: Sequence[Test] = TESTS,
    seed: int = 0,
) -> Result:
    """Test whether the score finds links that were not shown to it, against simpler ways.

    Two tests. *later*: agreements that began before a day are known, those that began on or after
    it are to be found. *hidden*: a fifth of all agreements is hidden at a time. A pair is feasible
    when it is of two of the three kinds, not linked in the known part, and both ends have a
    partner there; it is to be found when the other part links it. All feasible pairs are ranked
    together. The hard filters do not apply, and fields written on organizations are left out,
    since they may come from the page that tells of the link.

    Methods: ``hybrid_nested``, with weights chosen by `choose_weights` on the known part alone
    (the figure to quote); ``hybrid``, with the weights that ship, chosen on all bundled data;
    each part alone; ``random``; ``preferential_attachment`` k_u·k_v; ``place_and_field``: the one
    who would come already works in the country and the fields fit. An unknown part counts as the
    mean of the known ones.

    Figures: hits among the first 10, 50 and 100; precision_k = hits_k/k; recall_k = hits_k over
    the pairs to find; aupr, the mean precision Σ (R_n − R_{n−1}) P_n; auc, the share of (found,
    other) pairs in the right order, ½ for a tie. Ties are averaged, so ``random`` has its expected
    value. Each hidden fold is ranked by itself: hits are added up, precision is over the folds,
    recall, aupr and auc over the pairs to find. gain = AUC of hybrid_nested − AUC of the method,
    with a 95 % bootstrap interval over the agreements that make the links (misses held fixed).
    Below 30 pairs to find, only hits are given. A part that is unknown throughout has no row.

    Parameters
    ----------
    since
        First day of the test on later links; by default it leaves about a third of dated pairs.
    tests
        later, hidden or both.
    seed
        Of the folds, of the search for weights and of the bootstrap.

    Returns
    -------
    Result
        One row per test and method, best AUC first.

    References
    ----------
    Yang, Lichtenwalter and Chawla 2015, doi:10.1007/s10115-014-0789-0; Hanley and McNeil 1982,
    doi:10.1148/radiology.143.1.7063747.
    """
    tables: list[pd.DataFrame] = []
    reasons: list[Reason] = []
    claims: list[Claim] = []
    day = ""
    for test in tests:
        if test == "later":
            split = later_split(network, since)
            folds, day, facts = [split.fold], split.day, _facts(split)
        else:
            folds, facts = hidden_folds(network, seed=seed), {}
        table = _table(test, folds, seed)
        linked = np.unique(np.concatenate([fold.agreement[fold.hit] for fold in folds]))
        to_find = sum(int(fold.hit.sum()) for fold in folds)
        feasible = sum(len(fold.u) for fold in folds)
        tables.append(table)
        reasons.append((test, "to_find", to_find, tuple(network.agreement_ids[linked])))
        facts |= {"positives": to_find, "pairs": feasible}
        claims += [Claim(f"match_test_{test}", facts), *_verdicts(test, table, to_find)]
    return make_result(
        "match_evaluation",
        network,
        pd.concat(tables, ignore_index=True),
        reasons=reasons,
        claims=claims,
        since=day,
        tests=list(tests),
        seed=seed,
    )


def _facts(split: Split) -> dict[str, object]:
    return {"day": split.day, "later": split.later, "undated": split.undated}


def _table(test: str, folds: Sequence[Fold], seed: int) -> pd.DataFrame:
    """Return the figures of every method in one test."""
    assessed = [fold for fold in folds if fold.hit.any()]
    scored = [_scores(fold, choose_weights(fold.known, seed=seed)) for fold in assessed]
    marks = {
        method: _marked(assessed, [scores[method] for scores in scored])
        for method in METHODS
        if not all(np.isnan(scores[method]).all() for scores in scored) or not scored
    }
    agreement = np.concatenate([fold.agreement[fold.hit] for fold in folds])
    rows = [{"test": test, "method": method} | _figures(marks[method]) for method in marks]
    table = pd.DataFrame(rows)
    gains = _gains(marks, agreement, seed)
    for name in _GAINS:
        table[name] = gains[name]
    if len(agreement) < ENOUGH:
        table[[*_RATES, *_GAINS]] = np.nan
    table.insert(0, "rank", ranks(table["auc"].to_numpy(dtype=float)))
    return table.sort_values("rank", kind="stable", ignore_index=True)


def _scores(fold: Fold, nested: Mapping[str, float]) -> dict[str, np.ndarray]:
    """Return the score of every feasible pair of a fold by every method."""
    day = None if np.isnat(fold.day) else fold.day
    basis = match_basis(fold.known, day=day, own_fields=False)
    parts = match_parts(basis, fold.u, fold.v)
    return {
        NESTED: weighted_score(parts, nested),
        "hybrid": weighted_score(parts, default_weights()),
        **{part: parts[part].to_numpy(dtype=float) for part in PARTS},
        "random": np.zeros(len(parts)),
        "preferential_attachment": preferential_attachment(basis.matrix, fold.u, fold.v),
        "place_and_field": ((parts["experience"] == 1) & (parts["field_fit"] > 0)).to_numpy(float),
    }


def _filled(values: np.ndarray) -> np.ndarray:
    """Put unknown values at the mean of the known ones, where they neither help nor hurt."""
    known = ~np.isnan(values)
    return np.where(known, values, values[known].mean() if known.any() else 0.0)


def _marked(folds: Sequence[Fold], scores: Sequence[np.ndarray]) -> _Marks:
    pairs = [(_filled(values), fold.hit) for values, fold in zip(scores, folds, strict=True)]
    return _Marks(
        placed=np.concatenate([np.empty(0), *(placements(s, hit) for s, hit in pairs)]),
        precise=np.array([average_precision(s, hit) * hit.sum() for s, hit in pairs]),
        found=np.array([[hits_at(s, hit, k) for k in _DEPTHS] for s, hit in pairs]).reshape(-1, 3),
    )


def _figures(marks: _Marks) -> dict[str, float]:
    """Return hits and rates; NaN rates where there was nothing to find."""
    hits = marks.found.sum(axis=0)
    size, folds = max(len(marks.placed), 1), max(len(marks.precise), 1)
    return {
        **{f"hits_{depth}": hits[place] for place, depth in enumerate(_DEPTHS)},
        "precision_10": hits[0] / (10 * folds),
        "precision_50": hits[1] / (50 * folds),
        "recall_50": hits[1] / size,
        "recall_100": hits[2] / size,
        "aupr": marks.precise.sum() / size,
        "auc": marks.placed.sum() / size,
    }


def _gains(
    marks: Mapping[str, _Marks], agreement: np.ndarray, seed: int
) -> Mapping[str, np.ndarray]:
    """Return AUC(hybrid_nested) − AUC(method) with a 95 % interval, drawing agreements anew.

    The pairs of one agreement come and go together.
    """
    found, cluster = np.unique(agreement, return_inverse=True)
    lead = marks[NESTED].placed
    differences = np.array([lead - method.placed for method in marks.values()])
    if not len(found):
        return {name: np.full(len(marks), np.nan) for name in _GAINS}
    draw = np.random.default_rng(seed)
    taken = draw.multinomial(len(found), np.full(len(found), 1 / len(found)), size=DRAWS)
    times = taken[:, cluster]
    means = (times @ differences.T) / times.sum(axis=1, keepdims=True)
    low, high = np.quantile(means, [0.025, 0.975], axis=0)
    return {"gain": differences.mean(axis=1), "gain_low": low, "gain_high": high}


def _verdicts(test: str, table: pd.DataFrame, to_find: int) -> list[Claim]:
    """Say of every baseline, and of the best single part, whether the hybrid beats it."""
    if to_find < ENOUGH:
        return [Claim("match_few", {"measure": test, "positives": to_find, "enough": ENOUGH})]
    rows = table.drop(columns="test").set_index("method").astype(float).to_dict("index")
    parts = [part for part in PARTS if part in rows]
    lead = rows[NESTED]
    first = max(parts, key=lambda part: rows[part]["hits_50"])
    best = max(parts, key=lambda part: rows[part]["auc"])
    found = {"hybrid": f"{lead['hits_50']:.1f}", "other": f"{rows[first]['hits_50']:.1f}"}
    claims = [Claim("match_first", {"measure": test, "name": first, **found})]
    for method in (*BASELINES, best):
        row = rows[method]
        gain, low, high = (f"{row[name]:+.3f}" for name in _GAINS)
        facts = {"measure": test, "name": method, "gain": gain, "low": low, "high": high}
        facts |= {"hybrid": f"{lead['auc']:.3f}", "other": f"{row['auc']:.3f}"}
        claims.append(Claim("match_gain" if row["gain_low"] > 0 else "match_no_gain", facts))
    return claims
