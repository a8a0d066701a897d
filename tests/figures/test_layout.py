import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from netintl.figures.force_layout import force_layout
from netintl.figures.layout import (
    Frame,
    layout_component,
    pack_components,
    push_apart,
    stress_layout,
    tidy_links,
)

ROOT = Path(__file__).parents[2]


def ring(n):
    return n, np.arange(n), (np.arange(n) + 1) % n


def test_tidy_links_drop_loops_and_repeats():
    u, v = tidy_links(4, np.array([2, 0, 1, 3]), np.array([0, 2, 1, 1]))
    assert (u.tolist(), v.tolist()) == ([0, 1], [2, 3])


def test_stress_keeps_distances_of_a_path():
    n = 12
    places = stress_layout(n, np.arange(n - 1), np.arange(1, n))
    assert np.hypot(*(places[0] - places[-1])) == pytest.approx(n - 1, rel=0.02)


@pytest.mark.parametrize("layout", [stress_layout, force_layout, layout_component])
def test_order_of_links_does_not_matter(layout):
    n, u, v = ring(30)
    order = np.random.default_rng(3).permutation(n)
    u2, v2 = tidy_links(n, v[order], u[order])
    u1, v1 = tidy_links(n, u, v)
    assert np.array_equal(layout(n, u1, v1, seed=1), layout(n, u2, v2, seed=1))


@pytest.mark.parametrize("n", [1, 2, 3])
def test_tiny_components(n):
    places = layout_component(n, np.arange(n - 1), np.arange(1, n))
    assert places.shape == (n, 2)
    assert np.isfinite(places).all()


def test_large_components_use_the_field():
    n, u, v = ring(1600)
    places = layout_component(n, u, v)
    assert places.shape == (1600, 2)
    assert np.isfinite(places).all()
    assert np.median(np.hypot(*(places[u] - places[v]).T)) == pytest.approx(1.0)


def test_packed_components_stay_in_the_frame_and_apart():
    sizes = [60, 20, 9, 5, 4, 4, 3, 2, 1]
    layouts = [
        stress_layout(*ring(n)) if n > 2 else stress_layout(n, *[np.arange(n - 1)] * 2)
        for n in sizes
    ]
    packed = pack_components(layouts, Frame(900, 400))
    boxes = [(*p.min(axis=0), *p.max(axis=0)) for p in packed]
    for left, bottom, right, top in boxes:
        assert left >= -1e-6
        assert bottom >= -1e-6
        assert right <= 900 + 1e-6
        assert top <= 400 + 1e-6
    for i, a in enumerate(boxes):
        for b in boxes[i + 1 :]:
            assert a[0] > b[2] or b[0] > a[2] or a[1] > b[3] or b[1] > a[3]


def test_three_hundred_components_fit():
    layouts = [stress_layout(*ring(4)) for _ in range(300)]
    packed = np.vstack(pack_components(layouts, Frame(800, 400)))
    assert packed.min() >= -1e-6
    assert (packed.max(axis=0) <= [800 + 1e-6, 400 + 1e-6]).all()


def test_nothing_to_pack():
    assert pack_components([], Frame(10, 10)) == []


def test_dots_are_pushed_apart():
    places = np.random.default_rng(0).normal(size=(40, 2)) * 3
    moved = push_apart(places, np.full(40, 1.0), rounds=400)
    gaps = np.hypot(*(moved[:, None] - moved[None]).transpose(2, 0, 1)) + np.eye(40) * 9
    assert gaps.min() > 1.6


def test_same_picture_under_two_hash_seeds(tmp_path):
    code = (
        "import hashlib, sys; sys.path.insert(0, 'tests/figures'); import conftest as c;"
        "from netintl.figures import to_svg;"
        "print(*[hashlib.sha256(to_svg(c.draw_one(n), salt='s').encode()).hexdigest()"
        " for n in ('network', 'map', 'heatmap', 'alluvial')])"
    )
    seen = {
        subprocess.run(
            [sys.executable, "-c", code],
            check=True,
            capture_output=True,
            cwd=ROOT,
            env={**os.environ, "PYTHONHASHSEED": seed},
        ).stdout
        for seed in ("1", "2")
    }
    assert len(seen) == 1
