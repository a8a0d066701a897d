"""Ratios of processor time against peers, each pair measured in turn in one run.

Seconds differ between machines and hours; ratios taken side by side hold. ``make bench`` prints
them, and a ratio above its budget fails.
"""

from __future__ import annotations

import resource
import statistics
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.benchmark

ROOT = Path(__file__).parents[2]
PYTHON = (sys.executable, "-c")
NETINTL = (sys.executable, "-m", "netintl")


def cost(*command: str) -> float:
    """Return the processor seconds of one finished process and its children."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, check=True, capture_output=True, cwd=ROOT)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def ratio(ours: tuple[str, ...], peer: tuple[str, ...], runs: int = 7) -> float:
    """Return the median ratio over pairs of runs, after one warm-up of each."""
    cost(*ours), cost(*peer)
    return statistics.median(cost(*ours) / cost(*peer) for _ in range(runs))


def record(name: str, found: float, budget: float) -> None:
    sys.stdout.write(f"\n{name}: {found:.2f} x (budget {budget:g} x)")
    assert found <= budget


def test_help_against_a_bare_interpreter() -> None:
    record("--help / bare interpreter", ratio((*NETINTL, "--help"), (*PYTHON, "pass"), 15), 15)


def test_hubs_against_importing_pandas() -> None:
    ours = (*NETINTL, "-q", "-d", "data", "hubs", "--quick", "--format", "csv")
    record("hubs / import pandas", ratio(ours, (*PYTHON, "import pandas")), 2.5)


def test_report_against_importing_the_three(tmp_path) -> None:
    ours = (*NETINTL, "-q", "-d", "data", "report", "--force", "-o", str(tmp_path / "out"))
    peer = (*PYTHON, "import pandas, networkx, matplotlib.pyplot")
    # All analyses, 500 random and 500 redrawn networks and a validation: see decision 9.
    record("report / import pandas, networkx, pyplot", ratio(ours, peer, runs=3), 20)


CHECK = "from netintl.ingest.package import load_package; load_package({folder!r})"
IMPORTS = "import netintl.ingest.package"
READ = """
import pandas as pd
for name in ("organizations", "links"):
    pd.read_csv({folder!r} + f"/{{name}}.csv", dtype=str)
"""


def test_checking_a_million_links_against_reading_them(national: Path) -> None:
    ours = (*PYTHON, CHECK.format(folder=str(national)))
    peer = (*PYTHON, READ.format(folder=str(national)))
    own_start, peer_start = (*PYTHON, IMPORTS), (*PYTHON, "import pandas")
    found = statistics.median(
        (cost(*ours) - cost(*own_start)) / (cost(*peer) - cost(*peer_start)) for _ in range(5)
    )
    record("load and check 1,000,000 links / pandas.read_csv(dtype=str)", found, 4)


def test_memory_of_checking_a_million_links(national: Path) -> None:
    code = CHECK.format(folder=str(national)) + "; import resource"
    code += "; print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)"
    found = subprocess.run((*PYTHON, code), check=True, capture_output=True, text=True, cwd=ROOT)
    unit = 1 if sys.platform == "darwin" else 1024
    record("GB at most", int(found.stdout) * unit / 1e9, 2)


def test_betweenness_against_networkx() -> None:
    code = """
import sys, time, networkx as nx, numpy as np
from netintl.kernels import betweenness, symmetric_csr
graph = nx.barabasi_albert_graph(1500, 3, seed=1)
u, v = np.array(sorted(map(sorted, graph.edges))).T
csr = symmetric_csr(u, v, np.ones(len(u)), 1500)
start = time.process_time(); betweenness(csr[0], csr[1]); ours = time.process_time() - start
start = time.process_time(); nx.betweenness_centrality(graph); peer = time.process_time() - start
print(ours / peer)
"""
    runs = [
        float(subprocess.run((*PYTHON, code), check=True, capture_output=True, text=True).stdout)
        for _ in range(3)
    ]
    record("betweenness / networkx", statistics.median(runs), 1)


def test_nulls_and_resamples_against_one_betweenness_of_networkx() -> None:
    code = """
import sys, time, networkx as nx, netintl
from netintl.network.doors import to_networkx
network = netintl.load("data")
graph = to_networkx(network)
netintl.find_hubs(network, nulls=2, resamples=2)  # compiled code is loaded from its cache
netintl.find_hubs(network, nulls=200, resamples=500)
def cost(call):
    start = time.process_time(); call(); return time.process_time() - start
peer = min(cost(lambda: nx.betweenness_centrality(graph)) for _ in range(5))
plain = cost(lambda: netintl.find_hubs(network))
drawn = cost(lambda: netintl.find_hubs(network, nulls=200, resamples=500))
print((drawn - plain) / peer)
"""
    runs = [
        float(
            subprocess.run(
                (*PYTHON, code), check=True, capture_output=True, text=True, cwd=ROOT
            ).stdout
        )
        for _ in range(3)
    ]
    record("200 nulls + 500 resamples / networkx betweenness", statistics.median(runs), 40)
