"""Precision, recall and calibration of likely duplicates on labelled organizations."""

from __future__ import annotations

import sys
from itertools import pairwise
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "identity"))

import labelled

from netintl.identity.candidates import LEAST

pytestmark = pytest.mark.benchmark
BANDS = (0, 0.05, 0.2, 0.35, 0.5, 0.8, 0.95, 1.01)


def test_precision_recall_and_calibration_on_both_halves():
    """The weights and the threshold were chosen on the train half."""
    for name in labelled.POOLS:
        for half in ("train", "test"):
            pool = labelled.pool(name, half)
            true = pool.true_pairs()
            pairs = labelled.judged_pairs(pool)
            precision, recall = labelled.precision_and_recall(pairs, len(true), LEAST)
            print(  # noqa: T201 - what make bench shows
                f"\n{name}, {half}: {len(pool.records)} records, {len(true)} true pairs, "
                f"{len(pairs)} compared; precision {precision:.3f}, recall {recall:.3f}"
            )
            print("  probability   pairs   mean   true")  # noqa: T201
            for low, high in pairwise(BANDS):
                band = [(score, same) for *_, score, same in pairs if low <= score < high]
                if band:
                    mean = sum(score for score, _same in band) / len(band)
                    share = sum(same for _score, same in band) / len(band)
                    print(f"  {low:4.2f}-{high:4.2f} {len(band):9} {mean:6.3f} {share:6.3f}")  # noqa: T201
            if (name, half) == ("curated", "test"):
                assert precision >= 0.98
                assert recall >= 0.9
