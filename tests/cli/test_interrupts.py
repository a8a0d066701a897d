"""Ctrl-C ends a command in one sentence, and leaves nothing half written.

Each signal goes out after a sign that the command is where the test wants it. There it stays until
the signal comes: its work takes many minutes, or it waits.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from contextlib import contextmanager

import pytest

from ..conftest import DATA, EXAMPLE

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals of another kind")
PATIENCE = 600  # seconds, for a machine with other work
# Says a step of a report, and waits there for whatever comes.
STAYING = """
import sys
from netintl.cli import main
from netintl.cli.speech import Spoken

def stay(spoken, sentence, step=Spoken.step):
    step(spoken, sentence)
    if sentence == sys.argv[1]:
        sys.stdin.read()

Spoken.step = stay
main(sys.argv[2:])
"""


@contextmanager
def started(*command, **pipes):
    """Start a process that ends with the test, and whose pipes are closed."""
    environment = {**os.environ, "LC_ALL": "C.UTF-8"}
    with subprocess.Popen(
        [sys.executable, *map(str, command)], env=environment, **pipes
    ) as process:
        try:
            yield process
        finally:
            process.kill()


def check_ended(process, said, folder) -> None:
    assert process.wait(PATIENCE) == 130
    assert b"Interrupted." in said
    assert b"Traceback" not in said
    assert list(folder.iterdir()) == []


def read_until(terminal, sign=None) -> bytes:
    """Read what a terminal shows until a sign, or until nobody writes to it any more."""
    told = b""
    while sign is None or sign not in told:
        try:
            part = os.read(terminal, 4_096)
        except OSError:  # so Linux says that the other end is closed
            part = b""
        if not part:
            assert sign is None, told
            break
        told += part
    return told


def test_an_interrupt_ends_draws_that_have_begun(tmp_path) -> None:
    ours, theirs = os.openpty()  # how far draws are is only told to terminals
    hubs = ("-d", DATA, "hubs", "--nulls", 20_000, "-o", tmp_path / "hubs.csv")
    try:
        with started("-m", "netintl", *hubs, stderr=theirs) as process:
            os.close(theirs)
            said = read_until(ours, b" 0 %")
            process.send_signal(signal.SIGINT)
            said += read_until(ours)
            check_ended(process, said, tmp_path)
    finally:
        os.close(ours)


@pytest.mark.parametrize("step", ["Comparing demand and supply", "Writing the report"])
def test_an_interrupt_leaves_nothing_half_written(step, tmp_path) -> None:
    report = ("-d", EXAMPLE, "report", "-o", tmp_path / "out")
    pipes = {"stdin": subprocess.PIPE, "stderr": subprocess.PIPE}
    with started("-c", STAYING, step, *report, **pipes) as process:
        told = []
        while step.encode() not in b"".join(told):
            told.append(process.stderr.readline())
            assert told[-1], told
        process.send_signal(signal.SIGINT)
        said = process.communicate(timeout=PATIENCE)[1]
        check_ended(process, b"".join(told) + said, tmp_path)


def test_an_interrupt_ends_a_review_and_what_was_judged_is_kept(tmp_path) -> None:
    names = ["渤海职业技术学院", "渤海職業技術學院", "宁波职业技术学院", "寧波職業技術學院"]
    rows = [f"{own},school,{name},CHN" for own, name in zip("abcd", names, strict=True)]
    table = "\n".join(["id,kind,name_zh,country", *rows, ""])
    (tmp_path / "organizations.csv").write_text(table, encoding="utf-8")
    review = ("-m", "netintl", "-d", tmp_path, "entities", "review", "--by", "Li")
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    with started(*review, **pipes) as process:
        process.stdin.write(b"s")
        process.stdin.flush()
        told = b""
        while b"Pair 2 of 2" not in told or not told.endswith(b"> "):
            told += os.read(process.stdout.fileno(), 4_096)
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=PATIENCE)
    assert process.returncode == 130
    assert b"1 judged of 2 proposed." in out
    assert b"Added to" in err
    assert b"Interrupted." in err
    assert b"Traceback" not in err
    lines = (tmp_path / "judgements.csv").read_text(encoding="utf-8").splitlines()
    assert lines[0] == "left,right,verdict,by,at,note"
    assert [line.split(",")[:4] for line in lines[1:]] == [["c", "d", "same", "Li"]]
    assert sorted(file.name for file in tmp_path.iterdir()) == [
        "judgements.csv",
        "organizations.csv",
    ]
