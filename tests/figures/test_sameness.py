"""The same bytes from every processor: each run pretends to be another one.

OpenBLAS takes the kernels of an older processor when told to, NumPy and the C library leave out
instructions. Elsewhere than on x86-64 the settings change nothing and the runs agree by themselves.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PROCESSORS = {
    "own": {},
    "older": {
        "OPENBLAS_CORETYPE": "Nehalem",
        "NPY_DISABLE_CPU_FEATURES": "X86_V3 X86_V4 AVX512_ICL AVX512_SPR",
        "GLIBC_TUNABLES": "glibc.cpu.hwcaps=-AVX,-AVX2,-FMA,-AVX512F",
    },
    "oldest": {"OPENBLAS_CORETYPE": "Prescott", "OPENBLAS_NUM_THREADS": "1"},
}
DRAW = """
import hashlib, json, sys, warnings
warnings.simplefilter("ignore")  # NumPy says what it was told to leave out
from pathlib import Path
import numpy as np
from netintl.export.page.assembly import to_page
from netintl.figures import save_figure
from netintl.figures.layout import layout_component, pack_components, Frame
from netintl.figures.looks import Looks, looking
from netintl.network.doors import from_links
from tests.figures.conftest import draw_one

folder, made = Path(sys.argv[1]), {}
draw = np.random.default_rng(5)

def tree(n):
    parents = [int(draw.integers(i)) for i in range(1, n)] + draw.integers(n, size=n // 4).tolist()
    children = [*range(1, n), *draw.integers(n, size=n // 4).tolist()]
    return np.array(parents), np.array(children)

for name in ("network", "map", "heatmap", "alluvial"):
    for kind in ("svg", "png", "pdf"):
        made[f"{name}.{kind}"] = save_figure(draw_one(name), folder / f"{name}.{kind}").read_bytes()
with looking(Looks(greyscale=True, palette="tol-bright")):
    made["grey.svg"] = save_figure(draw_one("alluvial"), folder / "grey.svg").read_bytes()
for n in (6, 40, 350, 1600):
    places = layout_component(n, *tree(n))
    made[f"layout of {n}"] = pack_components([places], Frame(900, 500))[0].tobytes()
links = [(f"S{u}", f"C{v}") for u, v in zip(*(end.tolist() for end in tree(350)))]
made["page"] = to_page(from_links(links)).encode()
made["small page"] = to_page(from_links(links[:30])).encode()
print(json.dumps({name: hashlib.sha256(held).hexdigest() for name, held in made.items()}))
"""


@pytest.fixture(scope="module")
def drawn(tmp_path_factory) -> dict[str, dict[str, str]]:
    found = {}
    for name, settings in PROCESSORS.items():
        folder = tmp_path_factory.mktemp(name)
        run = subprocess.run(
            [sys.executable, "-c", DRAW, str(folder)],
            capture_output=True,
            cwd=ROOT,
            env={**os.environ, "PYTHONPATH": str(ROOT), **settings},
            check=False,
        )
        assert run.returncode == 0, run.stderr.decode()
        found[name] = json.loads(run.stdout)
    return found


@pytest.mark.parametrize("processor", [name for name in PROCESSORS if name != "own"])
def test_pictures_and_pages_are_the_same_on_another_processor(drawn, processor: str) -> None:
    differ = [name for name in drawn["own"] if drawn[processor][name] != drawn["own"][name]]
    assert differ == []
