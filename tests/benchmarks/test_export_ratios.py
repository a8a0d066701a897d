"""Pictures, the page and workbooks, each beside a peer in one run."""

from __future__ import annotations

import io
import statistics
import subprocess
import sys
import time

import networkx as nx
import numpy as np
import pandas as pd
import pytest

from netintl.figures import Caption, draw_network

from ..browser.conftest import chromium  # noqa: F401 - a fixture
from .test_ratios import PYTHON, ROOT, ratio, record

pytestmark = pytest.mark.benchmark
FORMATS = ("png", "svg", "pdf")


EMPTY = """
import sys
import matplotlib.pyplot as plt
figure = plt.figure(figsize=(13.33, 7.5), dpi=144)
figure.add_subplot()
figure.savefig(sys.argv[1])
"""
DRAWN = ("map", "network", "gaps", "flows", "profile")


@pytest.mark.parametrize("kind", FORMATS)
def test_pictures_against_an_empty_figure(tmp_path, kind):
    """As commands, imports included; what the pictures of analyses add is the analysis."""
    worst = 0.0
    for name in DRAWN:
        subject = ("cn-liuzhou-vtc",) if name == "profile" else ()
        file = tmp_path / f"{name}.{kind}"
        code = "import sys; from netintl.cli import main; main(sys.argv[1:])"
        drawn = (*PYTHON, code, "-q", "draw", name, *subject, "-o", str(file), "--force")
        found = ratio(drawn, (*PYTHON, EMPTY, str(tmp_path / f"empty.{kind}")), runs=3)
        worst = max(worst, found)
        sys.stdout.write(f"\n  {name}.{kind}: {found:.1f} x an empty figure")
    record(f"slowest picture as {kind} / an empty figure saved as {kind}", worst, 3)


def test_a_large_network_against_spring_layout():
    random = np.random.default_rng(1)
    graph = nx.barabasi_albert_graph(5_000, 7, seed=2)
    graph.remove_edges_from(list(graph.edges)[33_000:])
    names = [f"n{node:04}" for node in graph]
    nodes = pd.DataFrame({"id": names, "label": names, "kind": "school",
                          "size": [float(graph.degree(node)) for node in graph]})  # fmt: skip
    links = pd.DataFrame([(names[u], names[v], random.random()) for u, v in graph.edges],
                         columns=["source", "target", "weight"])  # fmt: skip
    words = {"text": Caption("t"), "kind_labels": {"school": "school"}}
    start = time.process_time()
    save_figure_bytes = draw_network(nodes, links, **words)
    save_figure_bytes.savefig(io.BytesIO(), format="png")
    ours = time.process_time() - start
    start = time.process_time()
    nx.spring_layout(graph, seed=1)
    peer = time.process_time() - start
    record(
        "picture of 5,000 nodes and 33,000 links / networkx.spring_layout alone", ours / peer, 0.05
    )


OPENING = {5_000: 1.5, 50_000: 4.0}


@pytest.mark.parametrize("links", OPENING)
def test_a_large_page_opens(request, tmp_path_factory, links):
    """Told in seconds, since page.md states it so; the budget is that of a slow office computer."""
    from national import write_network

    from netintl import load
    from netintl.export.page.assembly import to_page

    browser = request.getfixturevalue("chromium")
    folder = tmp_path_factory.mktemp("large")
    sizes = {"school": links // 40, "college": links // 20, "enterprise": links // 8}
    write_network(folder, links, sizes=sizes)
    file = folder / "page.html"
    text = to_page(load(folder))
    file.write_text(text, encoding="utf-8")
    context = browser.new_context(viewport={"width": 1440, "height": 900}, offline=True)
    page = context.new_page()
    found = []
    for _run in range(3):
        page.goto("about:blank")
        start = time.perf_counter()
        page.goto(file.as_uri())
        page.locator("#credit:not(:empty)").wait_for()
        page.evaluate(
            "new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"
        )
        found.append(time.perf_counter() - start)
    context.close()
    sys.stdout.write(f"\n  {len(text.encode()) / 1e6:.1f} MB")
    record(
        f"seconds until a page of {links:,} links is there",
        statistics.median(found),
        OPENING[links],
    )


WORKBOOK = """
import resource
from netintl.documents.workbooks import Sheet, workbook
workbook([Sheet("warm", ["id"], [["a"]])])
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
rows = ([f"id-{n:07}", "school", "CHN", n, n / 7] for n in range(1_000_000))
data = workbook([Sheet("rows", ["id", "kind", "country", "n", "share"], rows)])
print(before, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, len(data))
"""


def test_memory_of_a_workbook_of_a_million_rows():
    found = subprocess.run(
        (*PYTHON, WORKBOOK), check=True, capture_output=True, text=True, cwd=ROOT
    )
    before, after, size = map(int, found.stdout.split())
    unit = 1 if sys.platform == "darwin" else 1024
    sys.stdout.write(f"\n  {size / 1e6:.0f} MB of file")
    record("GB that a workbook of 1,000,000 rows adds", (after - before) * unit / 1e9, 0.5)
