"""Precision, recall and calibration of likely duplicates on labelled organizations."""

from __future__ import annotations

import sys
from itertools import pairwise
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "identity"))

import cut_registers
import held_out
import labelled

from netintl.identity.candidates import LEAST
from netintl.identity.register_evidence import bundled_names
from netintl.identity.registers import bundled_register

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


def _figures(pool, said):
    pairs, true = labelled.judged_pairs(pool), pool.true_pairs()
    precision, recall = labelled.precision_and_recall(pairs, len(true), LEAST)
    print(f"  {said}: precision {precision:.3f}, recall {recall:.3f} of {len(true)}")  # noqa: T201
    return pairs, precision, recall


def test_what_registers_add_on_curated_data():
    """Judged by hand, not drawn from a register."""
    print("\ncurated, test: by names alone, and with the registers")  # noqa: T201
    _figures(labelled.pool("curated", "test"), "names alone")
    whole = labelled.pool("curated", "test", bundled_names())
    _pairs, precision, recall = _figures(whole, "registers")
    assert precision >= 0.98
    assert recall >= 0.9


def test_what_registers_add_where_an_independent_list_names_a_school():
    """One name of each pair is the registry's own, the other is not from it: half circular."""
    print("\ndomains: names of a list of web domains, and of the registry")  # noqa: T201
    rows = labelled.rows_of("domain_organizations.csv")
    shares = []
    for known, said in ((None, "names alone"), (bundled_names(), "registers")):
        pool = labelled.pool_of(rows, known)
        pairs, precision, _recall = _figures(pool, said)
        differ = {
            (one, other)
            for one, other in pool.true_pairs()
            if pool.records[one].names != pool.records[other].names
        }
        hits = [(a, b) for a, b, score, _same in pairs if score >= LEAST and (a, b) in differ]
        shares.append((precision, len(hits) / len(differ)))
        print(f"    of {len(differ)} pairs of two names {shares[-1][1]:.3f}")  # noqa: T201
    assert shares[1][0] > shares[0][0]
    assert shares[1][1] > shares[0][1]


@pytest.mark.parametrize("name", ["test", "held_out"])
def test_what_an_older_list_adds_to_renames(name):
    """With the whole list the pool is found as a matter of course: that figure says nothing."""
    print(f"\nrenames, {name}")  # noqa: T201
    for known, said in (
        (None, "names alone"),
        (cut_registers.list_of("2022"), "the list as it was in 2022"),
        (bundled_names(), "the whole list (circular)"),
    ):
        own = (known,)
        pool = (
            labelled.pool("renames", name, *own)
            if name == "test"
            else held_out.pool("renames", *own)
        )
        pairs, _precision, _recall = _figures(pool, said)
        old = {row["name_zh"] for row in pool.rows} & _listed_by("2022")
        late = {
            (one, other)
            for one, other in pool.true_pairs()
            if {pool.rows[one]["name_zh"], pool.rows[other]["name_zh"]} - old
        }
        hits = sum(score >= LEAST and (a, b) in late for a, b, score, _same in pairs)
        print(f"    of {len(late)} pairs with a name since then {hits / len(late):.3f}")  # noqa: T201


def _listed_by(year):
    register = bundled_register("moe")
    return {known.text for e in register.entries for known in e.names if min(known.lists) <= year}


@pytest.mark.parametrize("name", ["registered", "held_out"])
def test_what_a_part_of_the_registry_adds_to_its_own_names(name):
    """The pool is the registry's own: only with parts taken out does a figure say something."""
    print(f"\n{name}")  # noqa: T201
    bare = labelled.pool(name, "test") if name == "registered" else held_out.pool(name)
    for known, said in (
        (None, "names alone"),
        (cut_registers.without(frozenset(bare.entities)), "its entries taken out"),
        (cut_registers.half_of_names(), "half of the names taken out"),
        (bundled_names(), "all names (circular)"),
    ):
        _pairs, precision, _recall = _figures(labelled.pool_of(bare.rows, known), said)
        assert precision >= 0.9
