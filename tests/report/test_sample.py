"""The committed sample is what the code writes, to the byte."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from netintl import verify

ROOT = Path(__file__).parents[2]
SAMPLE = ROOT / "reports" / "sample"
MOST = 5_000_000  # bytes; the tree is cloned by everybody


def test_the_sample_is_what_the_code_writes() -> None:
    command = [sys.executable, "tools/build_sample.py", "--check"]
    usual = {name: value for name, value in os.environ.items() if name != "NETINTL_DRAWS"}
    found = subprocess.run(
        command, cwd=ROOT, env=usual, capture_output=True, text=True, check=False
    )
    assert found.returncode == 0, found.stderr


def test_the_sample_verifies() -> None:
    found = verify(SAMPLE / "en", data=ROOT / "data")
    assert found.passed, found


def test_the_sample_stays_small() -> None:
    assert sum(file.stat().st_size for file in SAMPLE.rglob("*") if file.is_file()) < MOST
