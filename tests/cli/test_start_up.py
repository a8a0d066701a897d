"""Help and version load nothing heavy."""

from __future__ import annotations

import subprocess
import sys

import pytest

HEAVY = {"pandas", "numpy", "matplotlib", "networkx", "scipy", "numba", "ortools", "neo4j", "rich"}


@pytest.mark.parametrize(
    "arguments", [["--help"], ["--version"], ["hubs", "--help"], ["query", "--help"]]
)
def test_help_and_version_import_nothing_heavy(arguments: list[str]) -> None:
    found = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "netintl", *arguments],
        capture_output=True,
        text=True,
        check=True,
    )
    loaded = {line.rsplit("|", 1)[-1].strip().split(".")[0] for line in found.stderr.splitlines()}
    assert "netintl" in loaded
    assert loaded & HEAVY == set()


def test_a_small_table_loads_no_plotting_and_no_compiler() -> None:
    code = "import sys; from netintl.cli import main\n"
    code += "try: main(['-q','hubs','--quick','--format','csv'])\n"
    code += "except SystemExit: print(sorted(sys.modules), file=sys.stderr)"
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert "'pandas'" in found.stderr
    for name in ("matplotlib", "networkx", "numba", "jinja2"):
        assert f"'{name}'" not in found.stderr
