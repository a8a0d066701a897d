"""Would the matches have been right? Tested on links that came later, and on hidden ones."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, Literal

import numpy as np
import pandas as pd

from netintl.analyses.claim import Claim
from netintl.analyses.matches.acquaintance import present
from netintl.analyses.matches.closeness import preferential_attachment
from netintl.analyses.matches.folds import (
    SPLITS,
    cluster_count,
    clusters,
    hidden_folds,
    later_split,
    shares_source,
)
from netintl.analyses.matches.parts import PARTS, match_basis, match_parts
from netintl.analyses.matches.ranking import average_precision, hits_at, placements
from netintl.analyses.matches.tuning import choose_weights
from netintl.analyses.matches.weights import default_weights, weighted_score
from netintl.analyses.result import Reason, Result, make_result, ranks

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from netintl.analyses.matches.folds import Fold
    from netintl.network.network import Network
    from netintl.network.scopes import ScopeName

Test = Literal["later", "hidden"]
TESTS: Final[tuple[Test, ...]] = ("later", "hidden")
NESTED = "hybrid_nested"
BASELINES: Final = ("random", "preferential_attachment", "place_and_field")
METHODS: Final = (NESTED, "hybrid", *PARTS, *BASELINES)
ENOUGH = 30  # pairs to find below which no rate is given (domain practice)
DRAWS = 2000  # of the bootstrap, over all splits
_DEPTHS = (10, 50, 100)
_RATES = ("precision_10", "precision_50", "recall_50", "recall_100", "aupr", "auc")
_SPREAD = ("auc_low", "auc_high", "auc_shared", "auc_elsewhere")
_GAINS = ("gain", "gain_low", "gain_high")


@dataclass(frozen=True, slots=True)
class _Marks:
    """How one method did in one split: per pair found, per fold, and at each depth.

    ``placed`` has one value for each pair to find, ``precise`` and ``found`` one for each fold
    with such a pair; ``found`` has a column for each depth.
    """

    placed: np.ndarray
    precise: np.ndarray
    found: np.ndarray


@dataclass(frozen=True, slots=True)
class _Trial:
    """One split: the marks of each method, and of each pair to find its cluster and neighbours.

    ``shared`` tells which pairs have a partner in common in the part that is known.
    """

    marks: Mapping[str, _Marks]
    cluster: np.ndarray
    shared: np.ndarray
    feasible: int

    @property
    def positives(self) -> int:
        """Number of pairs to find."""
        return len(self.cluster)


def find_match_evaluation(
    network: Network,
    *,
    since: str | None = None,
    tests: Sequence[Test] = TESTS,
    splits: int = SPLITS,
    seed: int = 0,
) -> Result:
    """Test whether the score finds links that were not shown to it, against simpler ways.

    Two tests. *later*: agreements that began before a day are known, those that began on or after
    it are to be found. *hidden*: a fifth of all clusters of agreements that have not ended is
    hidden at a time; a cluster is what shares a source or a pair of parties, see `clusters`, so
    that no hidden link is told of by the page of a known one. This is done for several random
    splits. A pair is feasible when it is of two of the three kinds, not linked in the known part,
    and both ends have a partner there; it is to be found when the other part links it. All
    feasible pairs are ranked together. The hard filters do not apply, and fields written on
    organizations are left out,
    since they may come from the page that tells of the link.

    Methods: ``hybrid_nested``, with weights chosen by `choose_weights` on the known part alone
    (the figure to quote); ``hybrid``, with the weights that ship, chosen on all bundled data;
    each part alone; ``random``; ``preferential_attachment`` k_u·k_v; ``place_and_field``: the one
    who would come already works in the country and the fields fit. An unknown part counts as the
    mean of the known ones.

    Figures, each a mean over the splits: hits among the first 10, 50 and 100; precision_k =
    hits_k/k; recall_k = hits_k over the pairs to find; aupr, the mean precision
    Σ (R_n − R_{n−1}) P_n; auc, the share of (found, other) pairs in the right order, ½ for a tie,
    and its least and largest value over the splits; auc_shared and auc_elsewhere, over the pairs
    to find that have a partner in common in the known part, and over the others. Ties are
    averaged, so ``random`` has its expected value. Each hidden fold is ranked by itself: hits are
    added up, precision is over the folds, recall, aupr and auc over the pairs to find.
    gain = AUC of hybrid_nested − AUC of the method, with a 95 % bootstrap interval: each draw
    takes one of the splits and draws its clusters anew (misses held fixed), so the interval has
    the variance of both. Below 30 pairs to find in a split, only hits are given. A part that is
    unknown throughout has no row.

    Parameters
    ----------
    since
        First day of the test on later links; by default it leaves about a third of dated pairs.
    tests
        later, hidden or both.
    splits
        Random ways to part the clusters.
    seed
        Of the splits, of the search for weights and of the bootstrap.

    Returns
    -------
    Result
        One row per test and method, best AUC first.

    References
    ----------
    Yang, Lichtenwalter and Chawla 2015, doi:10.1007/s10115-014-0789-0; Hanley and McNeil 1982,
    doi:10.1148/radiology.143.1.7063747; Roberts and others 2017, doi:10.1111/ecog.02881 (blocked
    cross-validation).
    """
    tables: list[pd.DataFrame] = []
    reasons: list[Reason] = []
    claims: list[Claim] = []
    scope: ScopeName = "known" if network.members.all() else "view"
    now, day = present(network), ""
    for test in tests:
        cluster = clusters(now if test == "hidden" else network)
        if test == "later":
            split = later_split(network, since)
            parted, day = [[split.fold]], split.day
            told = split.fold.agreement[split.fold.hit]
            facts = {"day": day, "later": split.later, "undated": split.undated}
            facts["told"] = int(shares_source(network, told, split.fold.known.chosen).sum())
        else:
            parted = [hidden_folds(now, seed=(seed, number)) for number in range(splits)]
            facts = {"clusters": cluster_count(cluster), "splits": splits}
            facts |= {"agreements": int((cluster >= 0).sum())}
        trials = [_trial(folds, cluster, seed) for folds in parted]
        table = _table(test, trials, seed)
        tables.append(table)
        linked = _found(parted)
        reasons.append((test, "to_find", len(linked), tuple(network.agreement_ids[linked])))
        claims += _verdicts(test, table, trials, facts, scope)
    return make_result(
        "match_evaluation",
        network,
        pd.concat(tables, ignore_index=True),
        reasons=reasons,
        claims=claims,
        since=day,
        tests=list(tests),
        splits=splits,
        seed=seed,
    )


def _found(parted: Sequence[Sequence[Fold]]) -> np.ndarray:
    """Return the agreements that link a pair to find in one of the splits."""
    codes = [fold.agreement[fold.hit] for folds in parted for fold in folds]
    return np.unique(np.concatenate([np.empty(0, dtype=np.int64), *codes]))


def _trial(folds: Sequence[Fold], cluster: np.ndarray, seed: int) -> _Trial:
    """Rank the feasible pairs of one split by every method."""
    assessed = [fold for fold in folds if fold.hit.any()]
    scored = [_scores(fold, choose_weights(fold.known, seed=seed)) for fold in assessed]
    marks = {
        method: _marked(assessed, [scores[method] for scores in scored])
        for method in METHODS
        if not all(np.isnan(scores[method]).all() for scores in scored) or not scored
    }
    nothing = np.empty(0, dtype=np.int64)
    agreement = np.concatenate([nothing, *(fold.agreement[fold.hit] for fold in assessed)])
    near = [s["closure"][fold.hit] > 0 for s, fold in zip(scored, assessed, strict=True)]
    shared = np.concatenate([nothing.astype(bool), *near])
    return _Trial(marks, cluster[agreement], shared, sum(len(fold.u) for fold in folds))


def _table(test: str, trials: Sequence[_Trial], seed: int) -> pd.DataFrame:
    """Return the figures of every method in one test."""
    methods = [method for method in METHODS if all(method in trial.marks for trial in trials)]
    rows = [{"test": test, "method": method} | _figures(trials, method) for method in methods]
    table = pd.DataFrame(rows)
    gains = _gains(trials, methods, seed)
    for name in _GAINS:
        table[name] = gains[name]
    if not _enough(trials):
        table[[*_RATES, *_SPREAD, *_GAINS]] = np.nan
    table.insert(0, "rank", ranks(table["auc"].to_numpy(dtype=float)))
    return table.sort_values("rank", kind="stable", ignore_index=True)


def _enough(trials: Sequence[_Trial]) -> bool:
    return min((trial.positives for trial in trials), default=0) >= ENOUGH


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


def _figures(trials: Sequence[_Trial], method: str) -> dict[str, float]:
    """Return the means over the splits, and the spread of the AUC."""
    each = pd.DataFrame([_of_split(trial.marks[method]) for trial in trials])
    placed = np.concatenate([trial.marks[method].placed for trial in trials])
    shared = np.concatenate([trial.shared for trial in trials])
    return {
        **{str(name): float(each[name].mean()) for name in each.columns},
        "auc_low": each["auc"].min(),
        "auc_high": each["auc"].max(),
        "auc_shared": placed[shared].mean() if shared.any() else np.nan,
        "auc_elsewhere": placed[~shared].mean() if (~shared).any() else np.nan,
    }


def _of_split(marks: _Marks) -> dict[str, float]:
    """Return hits and rates of one split; 0 where there was nothing to find."""
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


def _gains(trials: Sequence[_Trial], methods: Sequence[str], seed: int) -> Mapping[str, np.ndarray]:
    """Return AUC(hybrid_nested) − AUC(method) with a 95 % interval over splits and clusters.

    Each draw takes one split and draws its clusters anew; the pairs of one cluster come and go
    together. Every split has the same number of draws.
    """
    draw = np.random.default_rng(seed)
    drawn: list[np.ndarray] = []
    means: list[np.ndarray] = []
    for trial in trials:
        found, cluster = np.unique(trial.cluster, return_inverse=True)
        if not len(found):
            continue
        lead = trial.marks[NESTED].placed
        differences = np.array([lead - trial.marks[method].placed for method in methods])
        share = np.full(len(found), 1 / len(found))
        times = draw.multinomial(len(found), share, size=DRAWS // len(trials))[:, cluster]
        drawn.append((times @ differences.T) / times.sum(axis=1, keepdims=True))
        means.append(differences.mean(axis=1))
    if not means:
        return {name: np.full(len(methods), np.nan) for name in _GAINS}
    low, high = np.quantile(np.concatenate(drawn), [0.025, 0.975], axis=0)
    return {"gain": np.mean(means, axis=0), "gain_low": low, "gain_high": high}


def _verdicts(
    test: str,
    table: pd.DataFrame,
    trials: Sequence[_Trial],
    facts: dict[str, Any],
    scope: ScopeName,
) -> list[Claim]:
    """Tell what was tested, and of every baseline and the best part whether the hybrid beats it."""
    if test == "hidden" and facts["clusters"] == 1 < facts["agreements"]:
        return [Claim("match_one_cluster", facts, scope)]
    if test == "later" and not facts["later"]:
        return []
    counts = [trial.positives for trial in trials]
    facts = facts | {"positives": min(counts), "pairs": min(trial.feasible for trial in trials)}
    if test == "hidden":
        facts["positives_high"] = max(counts)
        facts["pairs_high"] = max(trial.feasible for trial in trials)
    told = Claim(f"match_test_{test}", facts, scope)
    if not _enough(trials):
        few = {"measure": test, "positives": min(counts), "enough": ENOUGH}
        return [told, Claim("match_few", few, scope)]
    figures = table.drop(columns="test").set_index("method").astype(float)
    rows = {str(method): {str(k): v for k, v in row.items()} for method, row in figures.iterrows()}
    parts = [part for part in PARTS if part in rows]
    lead = rows[NESTED]
    first = max(parts, key=lambda part: rows[part]["hits_50"])
    best = max(parts, key=lambda part: rows[part]["auc"])
    common = {"measure": test, "splits": len(trials)}
    spread = {"auc": lead["auc"], "low": lead["auc_low"], "high": lead["auc_high"]}
    found = {"name": first, "hybrid": lead["hits_50"], "other": rows[first]["hits_50"]}
    claims = [
        told,
        Claim("match_auc", common | spread, scope),
        *_groups(trials, lead, common, scope),
        Claim("match_first", common | found, scope),
    ]
    for method in (*BASELINES, best):
        row = rows[method]
        gain = {"gain": row["gain"], "low": row["gain_low"], "high": row["gain_high"]}
        gain |= {"name": method, "hybrid": lead["auc"], "other": row["auc"]}
        code = "match_gain" if row["gain_low"] > 0 else "match_no_gain"
        claims.append(Claim(code, common | gain, scope))
    return claims


def _groups(
    trials: Sequence[_Trial], lead: Mapping[str, float], common: dict[str, Any], scope: ScopeName
) -> list[Claim]:
    """Tell how the hybrid does where a partner is shared, and elsewhere."""
    shared = sum(int(trial.shared.sum()) for trial in trials)
    elsewhere = sum(trial.positives for trial in trials) - shared
    if not (shared and elsewhere):
        return []
    facts = {"shared": shared / len(trials), "elsewhere": elsewhere / len(trials)}
    facts |= {name: lead[name] for name in ("auc_shared", "auc_elsewhere")}
    return [Claim("match_groups", common | facts, scope)]
