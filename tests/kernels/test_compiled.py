"""The two paths of a kernel: same answers, same every time, no compiler where none is needed."""

import os
import subprocess
import sys

import networkx as nx
import numpy as np
import pytest

from netintl import kernels as k
from netintl.kernels import paths
from netintl.kernels.compiled import THRESHOLD, compiled, forced

from .conftest import to_csr

MEASURES = ["betweenness", "components", "core_numbers", "cut_points", "triangles"]


@compiled(inputs=1)
def count_up(values, out, step):
    """Fill with running sums."""
    total = 0
    for i in range(len(values)):
        total += values[i] * step
        out[i] = total


@pytest.fixture(scope="module")
def graph():
    return to_csr(nx.barabasi_albert_graph(900, 3, seed=7))[:2]


def run(code, **environment):
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", code],
        env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)} | environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def test_work_chooses_the_path(monkeypatch):
    used = []
    monkeypatch.setattr(type(count_up), "machine", lambda _, *args: used.append(args))
    values, out = np.arange(4), np.zeros(4, dtype=np.int64)
    count_up(THRESHOLD - 1, values, out, 1)
    assert out.tolist() == [0, 1, 3, 6]
    assert not used
    count_up(THRESHOLD, values, out, 1)
    assert len(used) == 1


def test_forced_path_ends_with_its_block():
    with forced("compiled"):
        assert count_up.pays(0)
        with forced("plain"):
            assert not count_up.pays(10**12)
        assert count_up.pays(0)
    assert not count_up.pays(0)


def test_kernel_keeps_name_and_docstring():
    assert count_up.__name__ == "count_up"
    assert count_up.__doc__ == "Fill with running sums."


def test_plain_path_leaves_inputs_alone(path):
    values, out = np.arange(4), np.zeros(4, dtype=np.int64)
    values.flags.writeable = False
    count_up(4, values, out, 2)
    assert out.tolist() == [0, 2, 6, 12]


@pytest.mark.parametrize("name", MEASURES)
def test_paths_agree_and_repeat(name, graph):
    answers = {}
    for path in ("plain", "compiled"):
        with forced(path):
            one, two = (getattr(k, name)(*graph) for _ in range(2))
        assert one.dtype == two.dtype
        assert one.tobytes() == two.tobytes()
        answers[path] = one
    np.testing.assert_allclose(answers["plain"], answers["compiled"], rtol=1e-12)


def test_distances_agree_to_the_bit(graph):
    profiles = []
    for path in ("plain", "compiled", "compiled"):
        with forced(path):
            profiles.append(k.distance_profile(*graph))
    for name in ("harmonic", "total", "reached", "eccentricity"):
        assert len({getattr(p, name).tobytes() for p in profiles}) == 1


@pytest.mark.parametrize("threads", [1, 2, 7])
def test_threads_do_not_change_betweenness(threads, graph, monkeypatch):
    with forced("compiled"):
        expected = k.betweenness(*graph)
        monkeypatch.setattr(paths.os, "cpu_count", lambda: threads)
        assert k.betweenness(*graph).tobytes() == expected.tobytes()


def test_plain_source_of_the_path_kernels(graph):
    """The sources that only large graphs run, as Python, where coverage sees them."""
    indptr, indices = graph
    n = len(indptr) - 1
    total, near = np.zeros(n), np.full(n, -1, dtype=np.int32)
    order, count, share = np.zeros(n, dtype=np.int32), np.zeros(n), np.zeros(n)
    with forced("plain"):
        own = np.zeros(n, dtype=np.int64)  # every node is a source here, leaves too
        paths._brandes(0, indptr, indices, np.arange(n), own, total, near, order, count, share)
        np.testing.assert_allclose(total / 2, k.betweenness(indptr, indices))
        front = np.zeros((n, 2), dtype=np.uint64)
        front[[0, 5], [0, 1]] = 1
        by_loop, by_numpy = np.zeros(2 * n, dtype=np.uint64), np.zeros_like(front)
        moving, word = front.any(axis=1), np.zeros(2, dtype=np.uint64)
        flat = front.ravel()
        paths._spread(0, indptr, indices, flat, flat, moving, word, by_loop)
        paths._spread_numpy(indptr, indices, front, front, by_numpy)
    assert by_loop.reshape(n, 2).tolist() == by_numpy.tolist()


def test_bits_are_counted_alike_on_numpy_1(monkeypatch):
    words = np.random.default_rng(1).integers(0, 2**64, (50, 3), dtype=np.uint64)
    expected = [sum(int(w).bit_count() for w in row) for row in words]
    assert paths._ones(words).tolist() == expected
    monkeypatch.delattr(np, "bitwise_count", raising=False)
    assert paths._ones(words).tolist() == expected


def test_small_graphs_load_numpy_only():
    code = """
import sys
from netintl import kernels as k
g = k.symmetric_csr(range(300), range(1, 301), [1] * 300, 301)
for f in (k.betweenness, k.distance_profile, k.components, k.bridges, k.core_numbers, k.triangles):
    f(*g[:2])
k.participation(*g, [0] * 301)
print(sorted({"numba", "scipy", "ortools", "pandas", "networkx"} & set(sys.modules)))
"""
    assert run(code) == "[]"


COMPILE = """
import networkx as nx, numpy as np, sys
from netintl import kernels as k
from netintl.kernels.compiled import forced
g = k.symmetric_csr([0, 1, 2], [1, 2, 3], [1, 1, 1], 4)[:2]
with forced("compiled"):
    print(k.core_numbers(*g).tolist(), "numba" in sys.modules)
"""


def test_cache_is_written_where_numba_is_told(tmp_path):
    assert run(COMPILE, NUMBA_CACHE_DIR=str(tmp_path)) == "[1, 1, 1, 1] True"
    assert list(tmp_path.rglob("*.nbi"))


def test_works_without_a_place_for_the_cache():
    """No cache locator finds a writable directory: numba refuses to cache, we compile anyway."""
    code = f"""
from numba.core import caching
from numba import njit
caching.CacheImpl._locator_classes = []
try:
    njit(cache=True)(lambda: None)
except RuntimeError as error:
    print(str(error)[:12])
{COMPILE}"""
    assert run(code) == "cannot cache\n[1, 1, 1, 1] True"


def test_works_when_the_cache_cannot_be_saved(tmp_path):
    """The directory passes numba's check, but saving fails, as on a full disk."""
    code = f"""
from numba.core import caching
def fail(*_):
    print("no space")
    raise OSError(28, "No space left on device")
caching.IndexDataCacheFile.save = fail
{COMPILE}"""
    assert run(code, NUMBA_CACHE_DIR=str(tmp_path)) == "no space\n[1, 1, 1, 1] True"
