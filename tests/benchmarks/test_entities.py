"""Precision, recall and calibration of likely duplicates on labelled organizations."""

from __future__ import annotations

import sys
from itertools import pairwise
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "identity"))

import held_out
import labelled

from netintl.identity.candidates import LEAST

pytestmark = pytest.mark.benchmark
BANDS = (0, 0.05, 0.2, 0.35, 0.5, 0.8, 0.95, 1.01)


def print_calibration(pairs):
    print("  probability   pairs   mean   true")  # noqa: T201
    for low, high in pairwise(BANDS):
        band = [(score, same) for *_, score, same in pairs if low <= score < high]
        if band:
            mean = sum(score for score, _same in band) / len(band)
            share = sum(same for _score, same in band) / len(band)
            print(f"  {low:4.2f}-{high:4.2f} {len(band):9} {mean:6.3f} {share:6.3f}")  # noqa: T201


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
            print_calibration(pairs)
            if (name, half) == ("curated", "test"):
                assert precision >= 0.98
                assert recall >= 0.9


@pytest.mark.parametrize("name", held_out.POOLS)
def test_precision_recall_and_calibration_where_nothing_was_chosen(name):
    """No weight is changed after these figures."""
    pool = held_out.pool(name)
    true, findable = pool.true_pairs(), held_out.findable(pool)
    pairs = labelled.judged_pairs(pool)
    precision, recall = labelled.precision_and_recall(pairs, len(true), LEAST)
    hits = {(one, other) for one, other, score, same in pairs if same and score >= LEAST}
    print(  # noqa: T201
        f"\n{name}, held out: {len(pool.records)} records, {len(true)} true pairs, "
        f"{len(pairs)} compared; precision {precision:.3f}, recall {recall:.3f}; of "
        f"{len(findable)} findable pairs {len(hits & findable) / len(findable):.3f}"
    )
    print_calibration(pairs)
    assert 0 < len(findable) < len(true)
