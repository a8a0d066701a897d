import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from netintl.figures.fonts import text_width
from netintl.figures.labels import Anchor, place_labels
from netintl.figures.page import Box
from netintl.figures.typeset import number_text, shorten, space_out, wrap

TEXTS = st.text(alphabet="天津职业技术学院，。（）《》abc DEF-’·12กم🎓\n", max_size=120)


@given(TEXTS, st.floats(30, 300), st.integers(1, 4))
def test_wrapped_lines_fit(text, width, lines):
    done = wrap(text, 10, width, lines=lines)
    assert len(done) <= lines
    assert all(text_width(line, 10) <= width + 10 for line in done)


@given(TEXTS)
def test_wrapping_loses_nothing_when_lines_are_many(text):
    from netintl.figures.fonts import printable

    kept = "".join(wrap(text, 10, 60, lines=999)).replace(" ", "")
    assert kept == printable(text).replace(" ", "")


def test_no_line_begins_with_a_closing_mark():
    for line in wrap("职业教育（鲁班工坊），职业教育（鲁班工坊）。" * 4, 10, 65, lines=99):
        assert line[0] not in "），。"
        assert line[-1] != "（"


def test_three_hundred_characters_are_shortened():
    assert shorten("很长的名字" * 60, 10, 100).endswith("…")
    assert text_width(shorten("long name " * 30, 10, 100), 10) <= 100


@given(st.lists(st.floats(0, 100), min_size=1, max_size=12))
def test_spaced_positions_keep_order_and_pitch(centres):
    placed = space_out(centres, 5.0, 0.0, 100.0)
    ordered = np.array(placed)[np.argsort(centres, kind="stable")]
    assert (np.diff(ordered) >= 5.0 - 1e-6).all()
    assert min(placed) >= -1e-6
    assert max(placed) <= 100 + 1e-6


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (3, "3"),
        (3.0, "3"),
        (0.25, "0.2"),
        (9999, "9999"),
        (-12, "-12"),
        (1234567, "1\u2009234\u2009567"),
    ],
)
def test_number_text(value, text):
    assert number_text(value) == text


def test_placed_labels_never_overlap_and_stay_inside():
    random = np.random.default_rng(5)
    spots = random.uniform(0, 400, size=(120, 2))
    anchors = [Anchor(x, y, 3.0, f"职业技术学院 {i}") for i, (x, y) in enumerate(spots)]
    dots = np.column_stack([spots, np.full(120, 3.0)])
    frame, blocked = Box(0, 0, 400, 400), Box(0, 0, 120, 120)
    placed = place_labels(anchors, dots, frame, size=7, blocked=[blocked])
    assert len(placed) > 20
    boxes = [blocked, *(label.box for label in placed)]
    for i, a in enumerate(boxes):
        assert a.left >= 0
        assert a.right <= 400
        for b in boxes[i + 1 :]:
            assert a.right <= b.left or b.right <= a.left or a.top <= b.bottom or b.top <= a.bottom


def test_empty_labels_are_skipped():
    assert place_labels([Anchor(5, 5, 1, "")], np.empty((0, 3)), Box(0, 0, 50, 50), size=7) == []
