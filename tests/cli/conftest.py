"""The command line, in process and as a user starts it."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from netintl.cli import main
from netintl.i18n import set_language

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True)
class Outcome:
    code: int
    out: str
    err: str


@pytest.fixture
def run(capsys, monkeypatch):
    """Run one command in process; English unless asked otherwise."""
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    monkeypatch.delenv("NETINTL_DATA", raising=False)

    def started(*arguments: str, answer: str = "") -> Outcome:
        set_language("en")
        monkeypatch.setattr("sys.stdin", io.StringIO(answer))
        with pytest.raises(SystemExit) as left:
            main([str(part) for part in arguments])
        captured = capsys.readouterr()
        return Outcome(int(left.value.code or 0), captured.out, captured.err)

    yield started
    set_language("en")


@pytest.fixture
def spawn():
    """Run one command in a process of its own."""

    def started(*arguments: str, **environment: str) -> Outcome:
        found = subprocess.run(
            [sys.executable, "-m", "netintl", *map(str, arguments)],
            capture_output=True,
            cwd=ROOT,
            env={**os.environ, "LC_ALL": "C.UTF-8", **environment},
            check=False,
        )
        decode = environment.get("PYTHONIOENCODING", "utf-8").split(":")[0]
        return Outcome(found.returncode, found.stdout.decode(decode), found.stderr.decode(decode))

    return started
