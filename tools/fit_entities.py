"""Fit the weights of `netintl.identity.comparison` on the train half of the labelled pairs.

Run: python tools/fit_entities.py. Prints `netintl/identity/weights.toml`; logistic regression on
the levels of each evidence, held near the starting values so that what no pair shows stays there.
"""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
from scipy.optimize import minimize

sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "identity"))
import labelled

from netintl.identity.comparison import compare, evidence_of, weights
from netintl.identity.register_evidence import bundled_names

# Where no labelled pair decides, this is what a level says.
START = {
    "start.pair": -4, "zh.same": 6, "zh.upgrade": 5, "zh.raised": 2, "zh.suffix": 1, "zh.sound": 2,
    "zh.alike": 2, "zh.short": 1, "zh.field": -2, "zh.rank": -3, "zh.other": -3, "en.same": 4,
    "en.spelling": 3, "en.within": 1, "en.words": 0, "en.initials": 1, "en.part": 0, "en.other": -2,
    "country.same": 0.5, "country.other": -4, "city.same": 1, "city.other": -2, "id.same": 6,
    "word.rare": 1, "partners.shared": 1, "register.same": 6.5, "register.short": 4,
    "register.other": -4, "pool.renames": 0, "pool.registered": 0,
}  # fmt: skip
HOLD = 0.5  # how strongly weights are held to the starting values


def main() -> None:
    """Print the fitted weights."""
    names = list(START)
    rows, labels = [], []
    for pool in labelled.POOLS:
        # What a register knows of its own names would be told, not found.
        found = labelled.pool(pool, "train", bundled_names() if pool == "curated" else None)
        for one, other, _score, same in labelled.judged_pairs(found):
            left, right = found.records[one], found.records[other]
            if not compare(left, right).veto:
                said = {"start": "pair", "pool": pool, **evidence_of(left, right)}
                rows.append(
                    [
                        f"{k}.{v}" in {f"{a}.{b}" for a, b in said.items()}
                        for k, v in (name.split(".") for name in names)
                    ]
                )
                labels.append(same)
    shown, true = np.array(rows, dtype=float), np.array(labels)
    start = np.array([START[name] for name in names], dtype=float)

    def loss(weight: np.ndarray) -> float:
        total = shown @ weight
        return float(
            np.logaddexp(0, np.where(true, -total, total)).sum()
            + HOLD * ((weight - start) ** 2).sum() / 2
        )

    agreeing = {"country.same", "city.same", "id.same", "word.rare", "partners.shared"}
    agreeing |= {"register.same", "register.short"}
    bounds = [(0, None) if name in agreeing else (None, None) for name in names]
    fitted = minimize(loss, start, method="L-BFGS-B", bounds=bounds).x
    section = ""
    for name, weight in zip(names, fitted, strict=True):
        evidence, level = name.split(".")
        if evidence == "pool":  # how common true pairs are there; in use it is as in curated data
            continue
        if evidence != section:
            print(f"\n[{evidence}]" if section else f"[{evidence}]")
            section = evidence
        print(f"{level} = {weight:.2f}")
    assert set(weights()) <= set(names)  # noqa: S101 - each level has its weight


if __name__ == "__main__":
    main()
