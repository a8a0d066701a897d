"""Streams that are closed or full: no fault, and an exit code that means something."""

from __future__ import annotations

import subprocess
import sys

import pytest

from ..conftest import EXAMPLE

COMMAND = f"{sys.executable} -m netintl -d {EXAMPLE}"


def run(redirected: str) -> tuple[int, str]:
    done = subprocess.run(
        ["sh", "-c", f"{COMMAND} {redirected}"], capture_output=True, text=True, check=False
    )
    return done.returncode, done.stdout + done.stderr


@pytest.mark.parametrize("closed", [">&-", "2>&-", ">&- 2>&-", "<&- >&- 2>&-"])
@pytest.mark.parametrize("command", ["check", "summary -o -"])
def test_closed_streams_are_no_fault(command: str, closed: str) -> None:
    code, said = run(f"{command} {closed}")
    assert code == 0
    assert "Error" not in said


@pytest.mark.skipif(sys.platform != "linux", reason="needs /dev/full")
@pytest.mark.parametrize(
    ("redirected", "told"),
    [
        ("summary >/dev/full", True),
        ("summary 2>/dev/full >/dev/null", False),
        ("summary >/dev/full 2>&1", False),
    ],
)
def test_a_full_stream_is_an_error_and_told_where_it_can_be(redirected: str, told: bool) -> None:
    code, said = run(redirected)
    assert code == 3
    assert ("No space left" in said) == told
    assert "in a way it should not" not in said
